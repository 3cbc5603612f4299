//! Checks whether a value fits its field: a date can be read, an id has no spaces, a role is no
//! person.

use super::super::model::one_line;
use super::dates::date;
use crate::conventions::{Field, Labels, is_placeholder};

/// How a value fits a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// The value fits, in this form.
    Value(String),
    /// A placeholder: nothing was filled in.
    Blank,
    /// A person's name where a role is required.
    Person,
    /// An ambiguous date.
    Ambiguous,
    /// Any other value.
    Unfit,
}

/// Checks a value for a field.
pub(super) fn fit(field: Field, value: &str, labels: &Labels) -> Fit {
    let value = one_line(value);
    if is_placeholder(&value) {
        return Fit::Blank;
    }
    match field {
        Field::Id => match is_id(&value) {
            true => Fit::Value(value),
            false => Fit::Unfit,
        },
        Field::Title if value.chars().count() > 200 => Fit::Unfit,
        Field::Title => Fit::Value(value),
        Field::Kind => labels
            .kind(&value)
            .map_or(Fit::Unfit, |kind| Fit::Value(kind.to_owned())),
        Field::Revision => revision(&value).map_or(Fit::Unfit, Fit::Value),
        Field::Owner | Field::Approver => {
            if value.chars().count() > 80 || !value.chars().any(char::is_alphabetic) {
                Fit::Unfit
            } else if is_person(&value) {
                Fit::Person
            } else {
                Fit::Value(value)
            }
        }
        Field::Effective | Field::ReviewDue => date(&value),
    }
}

/// Whether a value is an id: one word with a digit and a letter, of characters that file names may
/// have.
pub(super) fn is_id(value: &str) -> bool {
    let signs = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+');
    let edge = |c: char| c.is_alphanumeric();
    (2..=40).contains(&value.chars().count())
        && value.chars().all(signs)
        && value.starts_with(edge)
        && value.ends_with(edge)
        && value.chars().any(|c| c.is_ascii_digit())
        && value.chars().any(char::is_alphabetic)
}

/// Returns a revision without a word such as `Rev.` before it.
fn revision(value: &str) -> Option<String> {
    let lower = value.to_lowercase();
    let words = ["revision", "version", "rev.", "rev", "issue", "ver.", "v."];
    let start = words.iter().find_map(|word| {
        let rest = lower.strip_prefix(word)?;
        rest.starts_with([' ', '.', ':']).then_some(word.len())
    });
    let start = start.unwrap_or_else(|| {
        let digit = lower.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        usize::from(lower.starts_with('v') && digit)
    });
    let value = value.get(start..)?.trim_start_matches([' ', '.', ':']);
    let signs = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    let has_digit = value.chars().any(|c| c.is_ascii_digit());
    let fits = (1..=10).contains(&value.chars().count())
        && value.chars().all(signs)
        && (has_digit || letters == value.chars().count() && letters <= 2)
        && !matches!(date(value), Fit::Value(_) | Fit::Ambiguous);
    fits.then(|| value.to_owned())
}

/// Whether a value is, or may be, a person's name. A name of two to four words is a role only if it
/// has a word of [`ROLES`].
pub(super) fn is_person(value: &str) -> bool {
    const TITLES: [&str; 16] = [
        "dr", "prof", "mr", "mrs", "ms", "herr", "frau", "dipl", "ing", "m", "mme", "sr", "sra",
        "mag", "miss", "phd",
    ];
    let words: Vec<&str> = value
        .split([' ', '\u{A0}', ',', '/'])
        .filter(|w| !w.is_empty())
        .collect();
    let bare = |word: &&str| word.trim_end_matches('.').to_lowercase();
    let has_title = words
        .iter()
        .take(2)
        .any(|word| TITLES.contains(&bare(word).as_str()));
    let initial = |word: &&str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        word.ends_with('.') && letters == 1
    };
    if has_title || words.iter().any(initial) {
        return true;
    }
    let lower = value.to_lowercase();
    if ROLES.iter().any(|role| lower.contains(role)) {
        return false;
    }
    let is_name = |word: &&str| {
        let mut signs = word.chars();
        signs.next().is_some_and(char::is_uppercase)
            && signs.clone().any(char::is_lowercase)
            && signs.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    };
    (2..=4).contains(&words.len()) && words.iter().all(is_name)
}

/// Parts of words that occur only in roles.
const ROLES: [&str; 114] = [
    "manager",
    "director",
    "officer",
    "head",
    "lead",
    "engineer",
    "team",
    "department",
    "chief",
    "quality",
    "assurance",
    "management",
    "board",
    "committee",
    "operations",
    "purchasing",
    "production",
    "president",
    "supervisor",
    "coordinator",
    "controller",
    "owner",
    "auditor",
    "inspector",
    "technician",
    "analyst",
    "administrator",
    "executive",
    "security",
    "human",
    "resources",
    "finance",
    "representative",
    "secretary",
    "council",
    "planner",
    "process",
    "information",
    "technology",
    "legal",
    "compliance",
    "privacy",
    "data",
    "sales",
    "marketing",
    "regulatory",
    "affairs",
    "clinical",
    "office",
    "group",
    "division",
    "staff",
    "personnel",
    "site",
    "plant",
    "laborator",
    "facility",
    "risk",
    "audit",
    "system",
    "support",
    "maintenance",
    "logisti",
    "warehouse",
    "safety",
    "health",
    "environment",
    "medical",
    "trust",
    "program",
    "project",
    "product",
    "business",
    "customer",
    "leit",
    "beauftragt",
    "abteilung",
    "führ",
    "verantwortlich",
    "vorstand",
    "meister",
    "einkauf",
    "fertigung",
    "qualität",
    "prüf",
    "sachbearbeit",
    "vertrieb",
    "labor",
    "geschäft",
    "technik",
    "entwicklung",
    "instandhaltung",
    "datenschutz",
    "sicherheit",
    "responsable",
    "directeur",
    "direction",
    "chef",
    "qualité",
    "service",
    "informatique",
    "ressources",
    "achats",
    "sécurité",
    "jefe",
    "gerente",
    "calidad",
    "encargad",
    "dirección",
    "comité",
    "compras",
    "producción",
    "seguridad",
    "recursos",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Fit {
        Fit::Value(text.to_owned())
    }

    #[test]
    fn a_revision_is_short_and_no_word() {
        let labels = Labels::default();
        let fit = |text: &str| fit(Field::Revision, text, &labels);
        assert_eq!(fit("Rev. 3"), day("3"));
        assert_eq!(fit("v1.0"), day("1.0"));
        assert_eq!(fit("05"), day("05"));
        assert_eq!(fit("B"), day("B"));
        assert_eq!(fit("regenerate"), Fit::Unfit);
        assert_eq!(fit("2026-01-01"), Fit::Unfit);
    }

    #[test]
    fn a_person_is_no_role() {
        for text in ["Dr. Ä. Öz", "J. Smith", "Jane Smith", "Herr Müller"] {
            assert!(is_person(text), "{text}");
        }
        for text in [
            "Quality manager",
            "Managing Director",
            "QMB",
            "Leitung Einkauf",
            "Information Technology",
            "CEO",
        ] {
            assert!(!is_person(text), "{text}");
        }
    }

    #[test]
    fn an_id_is_one_word_with_a_digit() {
        assert!(is_id("VA-07-02") && is_id("QP.7") && is_id("SOP-IT-002"));
        assert!(!is_id("QP 07") && !is_id("Procedure") && !is_id("12") && !is_id("-1a"));
    }
}
