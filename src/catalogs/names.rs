//! The names that a catalog gets from the name of its file, where the file does not say them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words of file names that say what a file is, and not what it is about.
const OF_FILES: [&str; 10] = [
    "catalog",
    "catalogue",
    "checklist",
    "derived",
    "json",
    "min",
    "oscal",
    "profile",
    "resolved",
    "standard",
];

/// What people may call a standard, by the name of its file: `NIST_SP-800-53_rev5_catalog.json` is
/// `NIST SP-800-53 rev5`.
pub(super) fn designation(file_name: &str) -> String {
    let stem = match file_name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file_name,
    };
    let mut stem = stem;
    // A name may have more than one ending: `catalog.min.json`.
    while let Some((before, ending)) = stem.rsplit_once('.')
        && is_of_files(ending)
    {
        stem = before;
    }
    let words = stem.split(|c: char| c == '_' || c.is_whitespace());
    let words = words.flat_map(|word| {
        // Such words also stand behind hyphens: `catalog-min`.
        let parts: Vec<&str> = word.split('-').filter(|part| !is_of_files(part)).collect();
        (!parts.is_empty()).then(|| parts.join("-"))
    });
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    match words.is_empty() {
        true => stem.to_owned(),
        false => words.join(" "),
    }
}

fn is_of_files(word: &str) -> bool {
    OF_FILES
        .iter()
        .any(|other| word.eq_ignore_ascii_case(other))
}

/// The id that follows from a name: lower-case letters, digits, dots and hyphens.
pub(super) fn id(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    let letters = name.nfkd().filter(|letter| !is_combining_mark(*letter));
    for letter in letters.flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => id.push(letter),
            '.' if !id.is_empty() && !id.ends_with(['.', '-']) => id.push('.'),
            _ if id.is_empty() || id.ends_with(['.', '-']) => {}
            _ => id.push('-'),
        }
    }
    let end = id.trim_end_matches(['.', '-']).len();
    id.truncate(end);
    // `index` is the address of the list of standards.
    match &*id {
        "" | "index" => "imported".to_owned(),
        _ => id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_from_file_names() {
        for (file, name, slug) in [
            (
                "NIST_SP-800-53_rev5_catalog.json",
                "NIST SP-800-53 rev5",
                "nist-sp-800-53-rev5",
            ),
            (
                "NIST_SP-800-53_rev5_LOW-baseline_profile.json",
                "NIST SP-800-53 rev5 LOW-baseline",
                "nist-sp-800-53-rev5-low-baseline",
            ),
            ("basic-catalog-min.json", "basic", "basic"),
            (
                "NIST_CSF_v2.0_catalog.derived.json",
                "NIST CSF v2.0",
                "nist-csf-v2.0",
            ),
            ("catalog.json", "catalog", "catalog"),
            (
                "62304_2006_class_a.txt",
                "62304 2006 class a",
                "62304-2006-class-a",
            ),
            (
                "Anforderungen Müller & Söhne.csv",
                "Anforderungen Müller & Söhne",
                "anforderungen-muller-sohne",
            ),
            ("index.csv", "index", "imported"),
            (".csv", ".csv", "csv"),
        ] {
            assert_eq!(designation(file), name, "{file}");
            assert_eq!(id(&designation(file)), slug, "{file}");
        }
    }
}
