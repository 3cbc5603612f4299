//! The words that files write for the status of a document.

use std::collections::BTreeMap;

use crate::conventions::folded;
use crate::diagnostics::SourcePath;

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
    /// The file.
    pub(super) file: &'p SourcePath,
    /// Whether it says who approved it, and since when it holds.
    pub(super) has_approver: bool,
    pub(super) has_effective: bool,
}

/// Decides how each word is read. A document that is approved and names no day is not in force, so that the
/// word can stay what it is. One with a day and without anybody who approved it would be in force: doubt never
/// shows as covered.
pub(super) fn decide<'p>(documents: impl Iterator<Item = Written<'p>>) -> Vec<StatusWord> {
    let mut words: BTreeMap<&str, Vec<Written<'p>>> = BTreeMap::new();
    for document in documents {
        words.entry(document.word).or_default().push(document);
    }
    let decided = words.into_iter().map(|(written, documents)| {
        let (status, remark) = match meant(written) {
            Some("approved") => approved(&documents),
            Some(status) => (status, None),
            None => ("draft", Some("to be mended: an unknown word".to_owned())),
        };
        StatusWord {
            written: written.to_owned(),
            status,
            files: documents.len(),
            is_unknown: meant(written).is_none(),
            remark,
        }
    });
    decided.collect()
}

/// How a word for approved is read.
fn approved(documents: &[Written<'_>]) -> (&'static str, Option<String>) {
    let unnamed = documents
        .iter()
        .filter(|one| one.has_effective && !one.has_approver);
    let unnamed: Vec<&Written<'_>> = unnamed.collect();
    if let Some(first) = unnamed.first() {
        let (do_not, they) = match unnamed.len() {
            1 => (
                "1 of them has a day from which it holds, and does not say who approved it"
                    .to_owned(),
                "it does",
            ),
            many => (
                format!(
                    "{many} of them have a day from which they hold, and do not say who approved them"
                ),
                "they do",
            ),
        };
        let remark = format!(
            "{do_not}, such as {}: each file with this word counts as in review until {they} and \"approved\" \
             stands here",
            first.file
        );
        return ("review", Some(remark));
    }
    let undated = documents.iter().filter(|one| !one.has_effective).count();
    let remark = match undated {
        0 => None,
        1 => Some(
            "1 of them does not say since when it holds, and is not in force: `check` names it"
                .to_owned(),
        ),
        many => Some(format!(
            "{many} of them do not say since when they hold, and are not in force: `check` names them"
        )),
    };
    ("approved", remark)
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

    /// Words with whether their documents name who approved them, and a day.
    fn read(
        documents: &[(&'static str, bool, bool)],
    ) -> Vec<(String, &'static str, Option<String>)> {
        let file = SourcePath::new("a.md");
        let documents = documents
            .iter()
            .map(|(word, has_approver, has_effective)| Written {
                word,
                file: &file,
                has_approver: *has_approver,
                has_effective: *has_effective,
            });
        let words = decide(documents).into_iter();
        words
            .map(|word| (word.written, word.status, word.remark))
            .collect()
    }

    #[test]
    fn a_word_is_read_as_approved_unless_one_with_a_day_does_not_say_by_whom() {
        let one = |status, remark: Option<&str>| {
            vec![("Released".to_owned(), status, remark.map(str::to_owned))]
        };
        assert_eq!(
            read(&[("Released", true, true), ("Released", true, true)]),
            one("approved", None)
        );
        assert_eq!(
            read(&[("Released", true, true), ("Released", false, true)]),
            one(
                "review",
                Some(
                    "1 of them has a day from which it holds, and does not say who approved it, such as a.md: each \
                     file with this word counts as in review until it does and \"approved\" stands here"
                )
            )
        );
        assert_eq!(
            read(&[("Released", true, true), ("Released", false, false)]),
            one(
                "approved",
                Some(
                    "1 of them does not say since when it holds, and is not in force: `check` names it"
                )
            )
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
            let of = |has_approver| read(&[(word, has_approver, true)]).remove(0);
            assert_eq!((of(true).0, of(true).1), (word.to_owned(), "approved"));
            assert_eq!((of(false).0, of(false).1), (word.to_owned(), "review"));
        }
    }

    #[test]
    fn an_unknown_word_is_a_draft() {
        let words = read(&[
            ("Frozen", true, true),
            ("Under Review", false, true),
            ("Archived", false, true),
            ("Validé", true, true),
        ]);
        let statuses: Vec<&str> = words.iter().map(|(_, status, _)| *status).collect();
        assert_eq!(statuses, ["obsolete", "draft", "review", "approved"]);
    }
}
