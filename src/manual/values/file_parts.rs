//! The parts of a page's file name.

use super::Language;
use crate::diagnostics::SourcePath;
use crate::manual::Endings;

/// The parts of the name of a page's file: `purchasing.de.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileParts<'a> {
    /// The name without its ending and its language: `purchasing`.
    pub(crate) stem: &'a str,
    /// The language that the name says.
    pub(crate) language: Option<Language>,
}

/// Takes the name of a page's file apart.
pub(crate) fn file_parts<'p>(path: &'p SourcePath, endings: &Endings) -> FileParts<'p> {
    of_stem(endings.stem(path))
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

/// The names of the page that a link to a folder leads to, without their endings, in their order.
const INDEX_NAMES: [&str; 3] = ["index", "README", "readme"];

/// The endings of the page that stands for a folder.
fn index_endings(endings: &Endings) -> Vec<&str> {
    match endings.are_named() {
        true => endings.all().collect(),
        false => vec!["md"],
    }
}

/// The pages that can stand for a folder, in their order: `index.md`, `README.md`.
pub(crate) fn folder_indexes(folder: &str, endings: &Endings) -> Vec<SourcePath> {
    let endings = index_endings(endings);
    let path = |name: &str, ending: &str| match folder {
        "" => SourcePath::new(&format!("{name}.{ending}")),
        folder => SourcePath::new(&format!("{folder}/{name}.{ending}")),
    };
    let names = INDEX_NAMES.iter();
    let paths = names.flat_map(|name| endings.iter().map(move |ending| path(name, ending)));
    paths.collect()
}

/// The page that stands for a folder, if it is there: `index.md`, else `README.md`.
pub(crate) fn folder_index(
    folder: &str,
    endings: &Endings,
    is_there: impl Fn(&SourcePath) -> bool,
) -> Option<SourcePath> {
    let mut paths = folder_indexes(folder, endings).into_iter();
    paths.find(|path| is_there(path))
}

/// The folder for which a page stands if it has no `index.md`; `None` if the page is no `README.md`.
pub(crate) fn folder_of_readme<'p>(path: &'p SourcePath, endings: &Endings) -> Option<&'p str> {
    let (stem, ending) = path.file_name().split_once('.')?;
    let is_readme = INDEX_NAMES[1..].contains(&stem) && index_endings(endings).contains(&ending);
    is_readme.then(|| path.folder())
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
            let parts = file_parts(&path, &Endings::default());
            let tag = parts.language.as_ref().map(Language::as_str);
            assert_eq!((parts.stem, tag), (stem, language), "{path}");
        }
    }
}
