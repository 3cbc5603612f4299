//! The lines of OpenSSH's `allowed_signers`: which keys may sign for which principals.
//!
//! The form is `PRINCIPALS [OPTIONS] KEYTYPE KEY [COMMENT]`. PRINCIPALS are patterns separated by
//! commas, in quotation marks if they contain blanks.

use jiff::civil::Date;

use super::{NAMESPACE, SignerKey};

/// A line of a file of allowed signers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedSigner {
    /// The principals that the key signs for, as patterns.
    principals: Vec<String>,
    limits: Limits,
    key: SignerKey,
}

/// The namespaces and the period for which the key is valid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Limits {
    /// The namespaces, as patterns; `None` allows any.
    namespaces: Option<Vec<String>>,
    valid_after: Option<Date>,
    valid_before: Option<Date>,
}

impl AllowedSigner {
    /// Reads a line; `None` if it is blank or a comment.
    ///
    /// # Errors
    /// If the line has no readable key, or an invalid option. The error is a sentence.
    pub(crate) fn parse(line: &str) -> Result<Option<Self>, String> {
        const UNCLOSED: &str = "the quotation mark is never closed";
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        let (principals, rest) = first_word(line).ok_or(UNCLOSED)?;
        let mut rest = rest.trim_start();
        let mut limits = Limits::default();
        let mut taken = Ok(());
        if SignerKey::parse(rest).is_none() {
            let (options, behind) = options(rest).ok_or(UNCLOSED)?;
            rest = behind.trim_start();
            if rest.is_empty() {
                return Err("the line names no key that can be read".to_owned());
            }
            taken = options.iter().try_for_each(|option| limits.take(option));
        }
        // Errors in the options are reported only after the key was read: if the key cannot be
        // read, its type was parsed as an option.
        let key = SignerKey::parse(rest)
            .ok_or("the text in the place of the key cannot be read as a public key")?;
        taken?;
        Ok(Some(Self {
            principals: list(&principals),
            limits,
            key,
        }))
    }

    /// The key.
    pub(crate) fn key(&self) -> &SignerKey {
        &self.key
    }

    /// The principals that the key signs for, as written.
    pub(crate) fn principals(&self) -> &[String] {
        &self.principals
    }

    /// Whether the key may sign on a day for our namespace.
    pub(crate) fn may_sign(&self, day: Date) -> bool {
        let limits = &self.limits;
        limits
            .namespaces
            .as_ref()
            .is_none_or(|patterns| fits_list(patterns, NAMESPACE))
            && limits.valid_after.is_none_or(|from| day >= from)
            && limits.valid_before.is_none_or(|until| day < until)
    }

    /// Whether the key may sign for a principal on a day. `folded` converts names to the form in
    /// which they are compared.
    pub(crate) fn allows(
        &self,
        principal: &str,
        day: Date,
        folded: impl Fn(&str) -> String,
    ) -> bool {
        let principal = folded(principal);
        let patterns: Vec<String> = self.principals.iter().map(|one| folded(one)).collect();
        self.may_sign(day) && fits_list(&patterns, &principal)
    }
}

impl Limits {
    fn take(&mut self, option: &str) -> Result<(), String> {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        let day = || {
            day(value)
                .ok_or_else(|| format!("`{name}` is a day, YYYYMMDD, and `{value}` is not one"))
        };
        match &*name.to_ascii_lowercase() {
            "namespaces" => self.namespaces = Some(list(value)),
            "valid-after" => self.valid_after = Some(day()?),
            "valid-before" => self.valid_before = Some(day()?),
            "cert-authority" => {
                return Err("certificates are not read: list the key itself".to_owned());
            }
            _ => return Err(format!("`{name}` is no option of a signer")),
        }
        Ok(())
    }
}

/// Writes a principal for a line of allowed signers, in quotation marks if it contains blanks. A
/// character with a meaning in that form is written as `?`, which matches any character.
pub(crate) fn quoted_principal(principal: &str) -> String {
    let is_sign = |c: char| matches!(c, ',' | '"' | '*' | '!' | '\\');
    let written = principal.replace(is_sign, "?");
    match written.contains(char::is_whitespace) || written.starts_with('#') {
        true => format!("\"{written}\""),
        false => written,
    }
}

/// Returns the first word of a line, in quotation marks or not, and the rest of the line.
fn first_word(line: &str) -> Option<(String, &str)> {
    if let Some(quoted) = line.strip_prefix('"') {
        let (word, rest) = quoted.split_once('"')?;
        return Some((word.to_owned(), rest));
    }
    let end = line.find([' ', '\t']).unwrap_or(line.len());
    Some((line[..end].to_owned(), &line[end..]))
}

/// Returns the options at the beginning of a text (`namespaces="a,b",valid-before="20261231"`), and
/// the rest of the text.
fn options(text: &str) -> Option<(Vec<String>, &str)> {
    let mut all = vec![String::new()];
    let mut is_quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            ' ' | '\t' if !is_quoted => return Some((all, &text[at..])),
            ',' if !is_quoted => all.push(String::new()),
            c => {
                if let Some(option) = all.last_mut() {
                    option.push(c);
                }
            }
        }
    }
    (!is_quoted).then_some((all, ""))
}

fn list(text: &str) -> Vec<String> {
    let parts = text.split(',').map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Returns the day of a time as OpenSSH writes it: `20261231`, `20261231Z`, `202612312359`,
/// `20261231235959Z`.
fn day(text: &str) -> Option<Date> {
    let digits = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    let is_time = matches!(digits.len(), 8 | 12 | 14);
    if !is_time || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    Date::new(year, month as i8, day as i8).ok()
}

/// Whether a text matches one of the patterns and none that begins with `!`.
fn fits_list(patterns: &[String], text: &str) -> bool {
    let mut fits_one = false;
    for pattern in patterns {
        match pattern.strip_prefix('!') {
            Some(pattern) if fits(pattern.as_bytes(), text.as_bytes()) => return false,
            Some(_) => {}
            None => fits_one |= fits(pattern.as_bytes(), text.as_bytes()),
        }
    }
    fits_one
}

/// Whether a text matches a pattern in which `*` stands for any characters and `?` for one.
fn fits(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    // The position of the last `*` in the pattern, and the position in the text up to which it has
    // matched.
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(b'?') => {
                p += 1;
                t += 1;
                // Skips the remaining bytes of a multi-byte UTF-8 character.
                while text.get(t).is_some_and(|byte| byte & 0xc0 == 0x80) {
                    t += 1;
                }
            }
            Some(byte) if *byte == text[t] => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    p = at + 1;
                    t = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::testing::ED25519_PUBLIC;
    use super::*;

    fn allows(line: &str, principal: &str) -> bool {
        let signer = AllowedSigner::parse(line).unwrap().unwrap();
        signer.allows(principal, date(2026, 11, 23), str::to_lowercase)
    }

    #[test]
    fn a_line_says_for_whom_a_key_signs() {
        for (before, principal, expected) in [
            ("QM", "QM", true),
            ("QM", "qm", true),
            ("QM", "Q", false),
            ("\"Quality manager\"", "Quality manager", true),
            ("\"Quality manager,MD\"", "MD", true),
            ("a,b", "b", true),
            ("*", "Quality manager", true),
            ("\"* manager\"", "Quality manager", true),
            ("\"* manager,!quality*\"", "Quality manager", false),
            ("Qualit?tsleiter", "Qualitätsleiter", true),
            ("Q?", "Q", false),
            ("QM namespaces=\"clausebook\"", "QM", true),
            ("QM namespaces=\"git,clause*\"", "QM", true),
            ("QM namespaces=\"git\"", "QM", false),
            ("QM valid-after=\"20261123\"", "QM", true),
            ("QM valid-after=\"20261124\"", "QM", false),
            ("QM valid-before=\"20261124Z\"", "QM", true),
            ("QM valid-before=\"202611231200\"", "QM", false),
            (
                "QM valid-after=\"20260101\",valid-before=\"20270101\"",
                "QM",
                true,
            ),
        ] {
            let line = format!("{before} {ED25519_PUBLIC}");
            assert_eq!(allows(&line, principal), expected, "{line}");
        }
    }

    #[test]
    fn what_cannot_be_read_of_a_line_is_said() {
        let key = ED25519_PUBLIC.trim();
        for line in [
            "QM".to_owned(),
            "QM ssh-ed25519".to_owned(),
            "QM ssh-ed25519 AAAA".to_owned(),
            format!("\"Quality manager {key}"),
            format!("Quality manager {key}"),
            format!("QM cert-authority {key}"),
            format!("QM valid-before=\"soon\" {key}"),
            format!("QM valid-before=\"20261341\" {key}"),
            format!("QM namespaces=\"clausebook {key}"),
        ] {
            assert!(AllowedSigner::parse(&line).is_err(), "{line}");
        }
        let broken = AllowedSigner::parse("QM ssh-ed25519 AAAA").unwrap_err();
        assert!(
            broken.contains("cannot be read as a public key"),
            "{broken}"
        );
        for line in ["", "  ", "# QM", "\t"] {
            assert_eq!(AllowedSigner::parse(line), Ok(None));
        }
    }

    #[test]
    fn a_principal_that_is_written_is_read_again() {
        for principal in [
            "QM",
            "Quality manager",
            "Head of QA, Plant 2",
            "#1 buyer",
            "a\"b",
        ] {
            let line = format!("{} {ED25519_PUBLIC}", quoted_principal(principal));
            assert!(allows(&line, principal), "{line}");
        }
    }
}
