//! The words that files write for the status of a document.

use std::collections::BTreeMap;

use crate::conventions::folded;

/// A word for a status, and the status as which it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StatusWord {
    /// The word, as written.
    pub(crate) written: String,
    /// Our word.
    pub(crate) status: &'static str,
    /// How many files have it.
    pub(crate) files: usize,
    /// What a person should know about it.
    pub(crate) remark: Option<String>,
    /// Whether it is unknown what the word means.
    pub(crate) is_unknown: bool,
}

/// A document's word for its status.
pub(super) struct Written<'p> {
    pub(super) word: &'p str,
    /// Whether it says who approved it, and since when it holds.
    pub(super) is_complete: bool,
}

/// Decides how each word is read. A document counts as approved only if it also says by whom and
/// since when: doubt never shows as covered.
pub(super) fn decide<'p>(documents: impl Iterator<Item = Written<'p>>) -> Vec<StatusWord> {
    let mut words: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for document in documents {
        let (files, complete) = words.entry(document.word).or_default();
        *files += 1;
        *complete += usize::from(document.is_complete);
    }
    let decided = words.into_iter().map(|(written, (files, complete))| {
        let (status, remark) = match meant(written) {
            Some("approved") if complete < files => (
                "review",
                Some(format!(
                    "{} of them do not say who approved them and since when: write \"approved\" once \
                     they do, or [[defaults]] gives approver and effective",
                    files - complete
                )),
            ),
            Some(status) => (status, None),
            None => ("draft", Some("to be mended: an unknown word".to_owned())),
        };
        StatusWord {
            written: written.to_owned(),
            status,
            files,
            is_unknown: meant(written).is_none(),
            remark,
        }
    });
    decided.collect()
}

/// Our status that a word means.
fn meant(word: &str) -> Option<&'static str> {
    const WORDS: [(&str, &[&str]); 4] = [
        (
            "approved",
            &[
                "approved",
                "released",
                "published",
                "active",
                "effective",
                "in force",
                "final",
                "current",
                "valid",
                "authorized",
                "authorised",
                "issued",
                "freigegeben",
                "veröffentlicht",
                "genehmigt",
                "gültig",
                "in kraft",
                "approuvé",
                "approuvée",
                "validé",
                "validée",
                "publié",
                "publiée",
                "diffusé",
                "en vigueur",
                "aprobado",
                "aprobada",
                "publicado",
                "publicada",
                "vigente",
                "en vigor",
            ],
        ),
        (
            "review",
            &[
                "review",
                "in review",
                "under review",
                "for review",
                "pending approval",
                "proposed",
                "in prüfung",
                "zur prüfung",
                "in überprüfung",
                "en révision",
                "en relecture",
                "à valider",
                "en cours de validation",
                "en revisión",
                "pendiente de aprobación",
            ],
        ),
        (
            "draft",
            &[
                "draft",
                "wip",
                "work in progress",
                "in progress",
                "entwurf",
                "in arbeit",
                "in bearbeitung",
                "brouillon",
                "projet",
                "borrador",
                "en elaboración",
            ],
        ),
        (
            "obsolete",
            &[
                "obsolete",
                "retired",
                "superseded",
                "withdrawn",
                "archived",
                "deprecated",
                "ungültig",
                "veraltet",
                "zurückgezogen",
                "archiviert",
                "außer kraft",
                "obsolète",
                "périmé",
                "archivé",
                "obsoleto",
                "obsoleta",
                "archivado",
            ],
        ),
    ];
    let word = folded(word);
    let found = WORDS
        .iter()
        .find(|(_, words)| words.contains(&word.as_str()));
    found.map(|(status, _)| *status)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(documents: &[(&'static str, bool)]) -> Vec<(String, &'static str)> {
        let documents = documents.iter().map(|(word, is_complete)| Written {
            word,
            is_complete: *is_complete,
        });
        let words = decide(documents).into_iter();
        words.map(|word| (word.written, word.status)).collect()
    }

    #[test]
    fn a_word_is_read_as_approved_only_where_all_say_by_whom_and_since_when() {
        let one = |status| vec![("Released".to_owned(), status)];
        assert_eq!(
            read(&[("Released", true), ("Released", true)]),
            one("approved")
        );
        assert_eq!(
            read(&[("Released", true), ("Released", false)]),
            one("review")
        );
    }

    #[test]
    fn words_of_four_languages_mean_the_same() {
        for word in [
            "Published",
            "veröffentlicht",
            "Freigegeben",
            "Publié",
            "Validé",
            "publicado",
        ] {
            assert_eq!(read(&[(word, true)]), [(word.to_owned(), "approved")]);
            assert_eq!(read(&[(word, false)]), [(word.to_owned(), "review")]);
        }
    }

    #[test]
    fn an_unknown_word_is_a_draft() {
        let words = read(&[
            ("Frozen", true),
            ("Under Review", false),
            ("Archived", false),
        ]);
        let statuses: Vec<&str> = words.iter().map(|(_, status)| *status).collect();
        assert_eq!(statuses, ["obsolete", "draft", "review"]);
    }
}
