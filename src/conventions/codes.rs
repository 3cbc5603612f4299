//! Codes of kinds in ids and file names: `SOP-012`, `ACME-PR-002`.

/// Returns the code at the beginning of an id or of a file's name, before a number, and the kind
/// that it means.
pub(crate) fn code(stem: &str) -> Option<(&str, &'static str)> {
    const CODES: [(&str, &[&str]); 5] = [
        (
            "procedure",
            &["SOP", "QP", "PR", "PRO", "PROC", "OP", "VA", "QSP", "PRC"],
        ),
        ("policy", &["POL", "PO", "QM", "QMH", "ISMS-POL", "MAN"]),
        ("instruction", &["WI", "AA", "IT", "WIN"]),
        (
            "form",
            &["FM", "FRM", "FORM", "FB", "F", "TMP", "TPL", "QF"],
        ),
        ("specification", &["SPEC", "SPC", "SRS", "SP"]),
    ];
    let digits = stem.find(|c: char| c.is_ascii_digit())?;
    let letters = stem.get(..digits)?.trim_end_matches(['-', '_', ' ', '.']);
    let parts: Vec<&str> = letters.split(['-', '_']).collect();
    // A code of several parts, such as `ACME-PR-002`, is in capital letters.
    let is_code = match &*parts {
        [_] => true,
        parts => {
            parts.len() <= 3
                && parts.iter().all(|part| {
                    part.len() <= 5 && part.bytes().all(|byte| byte.is_ascii_uppercase())
                })
        }
    };
    let of = |code: &str| {
        let found = CODES
            .iter()
            .find(|(_, codes)| codes.iter().any(|one| one.eq_ignore_ascii_case(code)));
        found.map(|(kind, _)| *kind)
    };
    let kind = parts.iter().rev().find_map(|part| of(part))?;
    is_code.then_some((letters, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_before_a_number() {
        for (name, kind) in [
            ("SOP-001", Some("procedure")),
            ("ACME-POL-02", Some("policy")),
            ("F-001A", Some("form")),
            ("WI-11", Some("instruction")),
            ("Backup 2", None),
        ] {
            assert_eq!(code(name).map(|(_, kind)| kind), kind, "{name}");
        }
    }
}
