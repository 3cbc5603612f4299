//! The names of new files: those of one kind have one form.

use crate::manual::{Class, Kind, file_stem};

/// The most words of a title in a file's name.
const MOST_WORDS: usize = 8;

/// The form of the file names of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::cli) enum FileNames {
    /// By title: `purchasing`.
    Title,
    /// By id: `ca-2026-04`.
    Id,
    /// By both: `qp-07-purchasing`.
    IdAndTitle,
}

impl FileNames {
    /// The form for the first file of a kind.
    pub(in crate::cli) fn first(kind: &Kind) -> Self {
        match kind.class {
            Class::Document => Self::IdAndTitle,
            Class::Record => Self::Id,
        }
    }

    /// The form of most of the files of a kind, each given by its stem and its page's id. If there
    /// are none, it is the form of a first file.
    pub(in crate::cli) fn usual<'a>(
        kind: &Kind,
        files: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let first = Self::first(kind);
        let mut counts = [(Self::Title, 0), (Self::Id, 0), (Self::IdAndTitle, 0)];
        for (stem, id) in files {
            let form = Self::of(stem, id);
            let count = counts.iter_mut().find(|(known, _)| *known == form);
            count.into_iter().for_each(|(_, count)| *count += 1);
        }
        let most = counts
            .into_iter()
            .max_by_key(|(form, count)| (*count, *form == first));
        most.map_or(first, |(form, _)| form)
    }

    fn of(stem: &str, id: &str) -> Self {
        let (stem, id) = (file_stem(stem), file_stem(id));
        match stem.strip_prefix(&id) {
            Some("") => Self::Id,
            Some(rest) if rest.starts_with('-') => Self::IdAndTitle,
            _ => Self::Title,
        }
    }

    /// The stem of the file of a page with this id and title.
    pub(in crate::cli) fn stem(self, id: &str, title: &str) -> String {
        let id = file_stem(id);
        let words = file_stem(title);
        let words: Vec<&str> = words
            .split('-')
            .filter(|word| !word.is_empty())
            .take(MOST_WORDS)
            .collect();
        match self {
            _ if words.is_empty() => id,
            Self::Id => id,
            Self::Title => words.join("-"),
            Self::IdAndTitle => format!("{id}-{}", words.join("-")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::kinds::built_in;

    #[test]
    fn a_new_file_is_named_as_most_of_its_kind_are() {
        let kinds = built_in();
        let of = |kind: &str, files: &[(&str, &str)]| {
            let kind = kinds.iter().find(|one| one.name.as_str() == kind).unwrap();
            let form = FileNames::usual(kind, files.iter().copied());
            form.stem(
                "QP-09",
                "Control of “records”, and of much else besides that one",
            )
        };
        assert_eq!(
            of("procedure", &[]),
            "qp-09-control-of-records-and-of-much-else-besides"
        );
        assert_eq!(of("finding", &[]), "qp-09");
        let by_title = [
            ("purchasing", "QP-07"),
            ("sales", "QP-01"),
            ("QP-02", "QP-02"),
        ];
        assert_eq!(
            of("procedure", &by_title),
            "control-of-records-and-of-much-else-besides"
        );
        assert_eq!(of("procedure", &[("QP-02", "QP-02")]), "qp-09");
        let even = [("qp-01-sales", "QP-01"), ("purchasing", "QP-07")];
        assert!(of("procedure", &even).starts_with("qp-09-control"));
    }

    #[test]
    fn a_title_without_letters_leaves_the_id() {
        assert_eq!(FileNames::Title.stem("QP-09", "…"), "qp-09");
    }
}
