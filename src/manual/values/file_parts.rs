//! The parts of a page's file name.

use super::Language;
use crate::diagnostics::SourcePath;

/// The parts of the name of a page's file: `purchasing.de.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileParts<'a> {
    /// The name without its ending and its language: `purchasing`.
    pub(crate) stem: &'a str,
    /// The language that the name says.
    pub(crate) language: Option<Language>,
}

/// Takes the name of a page's file apart.
pub(crate) fn file_parts(path: &SourcePath) -> FileParts<'_> {
    let name = path.file_name();
    of_stem(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// Takes the name of a page's file without its ending apart.
pub(crate) fn of_stem(stem: &str) -> FileParts<'_> {
    let said = stem.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    let said = said.and_then(|(stem, tag)| Some((stem, Language::new(tag)?)));
    match said {
        Some((stem, language)) => FileParts {
            stem,
            language: Some(language),
        },
        None => FileParts {
            stem,
            language: None,
        },
    }
}

/// The names of the page that a link to a folder leads to, in their order.
const INDEX_NAMES: [&str; 3] = ["index.md", "README.md", "readme.md"];

/// The pages that can stand for a folder, in their order: `index.md`, `README.md`.
pub(crate) fn folder_indexes(folder: &str) -> impl Iterator<Item = SourcePath> {
    INDEX_NAMES.iter().map(move |name| match folder {
        "" => SourcePath::new(name),
        folder => SourcePath::new(&format!("{folder}/{name}")),
    })
}

/// The page that stands for a folder, if it is there: `index.md`, else `README.md`.
pub(crate) fn folder_index(
    folder: &str,
    is_there: impl Fn(&SourcePath) -> bool,
) -> Option<SourcePath> {
    folder_indexes(folder).find(is_there)
}

/// The folder for which a page stands if it has no `index.md`; `None` if the page is no `README.md`.
pub(crate) fn folder_of_readme(path: &SourcePath) -> Option<&str> {
    let [_, readmes @ ..] = INDEX_NAMES;
    readmes.contains(&path.file_name()).then(|| path.folder())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_say_its_language() {
        for (path, stem, language) in [
            ("a/purchasing.md", "purchasing", None),
            ("a/purchasing.de.md", "purchasing", Some("de")),
            ("x.DE.md", "x", Some("de")),
            ("x.pt-br.md", "x", Some("pt-BR")),
            ("x.y.fr.md", "x.y", Some("fr")),
            ("v1.2.md", "v1.2", None),
            ("plan.in.md", "plan.in", None),
            ("no-go.md", "no-go", None),
            ("de.md", "de", None),
            (".de.md", ".de", None),
            ("a.de/x.md", "x", None),
        ] {
            let path = SourcePath::new(path);
            let parts = file_parts(&path);
            let tag = parts.language.as_ref().map(Language::as_str);
            assert_eq!((parts.stem, tag), (stem, language), "{path}");
        }
    }
}
