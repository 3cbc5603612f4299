//! Which files are pages, by the endings of their names (`docs/design.md`, "Reading settings").

use crate::diagnostics::SourcePath;
use crate::manual::SettingPartIx;

/// The endings of the names of pages. If the settings name none, they are `md` and `markdown`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endings {
    named: Vec<Ending>,
}

/// An ending that the settings name: `md.tmpl`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ending {
    /// The ending, without the dot before it.
    pub text: String,
    /// Its part of the settings.
    pub part: SettingPartIx,
}

/// The endings of pages if the settings name none.
const BUILT_IN: [&str; 2] = ["md", "markdown"];

impl Endings {
    /// The endings that the settings name.
    pub(crate) fn named(named: Vec<Ending>) -> Self {
        Self { named }
    }

    /// Whether the settings name endings.
    pub(crate) fn are_named(&self) -> bool {
        !self.named.is_empty()
    }

    /// The endings, in their order.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        let built_in = BUILT_IN.into_iter().filter(|_| self.named.is_empty());
        let named = self.named.iter().map(|ending| &*ending.text);
        named.chain(built_in)
    }

    /// Whether a file is a page.
    pub(crate) fn take_in(&self, path: &SourcePath) -> bool {
        self.all()
            .any(|ending| without(path.file_name(), ending).is_some())
    }

    /// The name of a page's file without its ending.
    pub(crate) fn stem<'p>(&self, path: &'p SourcePath) -> &'p str {
        let name = path.file_name();
        let stems = self.all().filter_map(|ending| without(name, ending));
        let any = || name.rsplit_once('.').map(|(stem, _)| stem);
        let stem = stems.min_by_key(|stem| stem.len());
        stem.or_else(any).unwrap_or(name)
    }

    /// The part of the settings by which a file is a page: the longest ending that it has.
    pub(crate) fn part(&self, path: &SourcePath) -> Option<SettingPartIx> {
        let endings = self.named.iter();
        let fitting = endings.filter(|ending| without(path.file_name(), &ending.text).is_some());
        Some(fitting.max_by_key(|ending| ending.text.len())?.part)
    }

    /// Whether a path ends like a page, or with `md`.
    pub(crate) fn end(&self, path: &SourcePath) -> bool {
        let mut known = self.all().chain(BUILT_IN);
        known.any(|ending| without(path.file_name(), ending).is_some())
    }

    /// The pages that a path without an ending may mean.
    pub(crate) fn of_bare(&self, path: &SourcePath) -> Vec<SourcePath> {
        let endings: Vec<&str> = match self.are_named() {
            true => self.all().collect(),
            false => vec!["md"],
        };
        let paths = endings.into_iter();
        paths
            .map(|ending| SourcePath::new(&format!("{path}.{ending}")))
            .collect()
    }

    /// The pages whose names differ from that of a file in their ending alone, in the order of the
    /// endings. A file without an ending of a page is taken as it is.
    pub(crate) fn beside(&self, path: &SourcePath) -> impl Iterator<Item = SourcePath> {
        let text = path.as_str();
        let known = self.all().chain(BUILT_IN);
        let stems = known.filter_map(|ending| without(text, ending));
        let stem = stems.min_by_key(|stem| stem.len()).unwrap_or(text);
        self.all()
            .map(move |ending| SourcePath::new(&format!("{stem}.{ending}")))
    }
}

/// A name without this ending, if it has it, in any case of letters.
fn without<'t>(name: &'t str, ending: &str) -> Option<&'t str> {
    let at = name.len().checked_sub(ending.len())?;
    let (stem, written) = name.split_at_checked(at)?;
    let stem = stem.strip_suffix('.')?;
    (written.eq_ignore_ascii_case(ending) && !stem.is_empty()).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endings(named: &[&str]) -> Endings {
        let named = named.iter().enumerate();
        let ending = |(at, text): (usize, &&str)| Ending {
            text: (*text).to_owned(),
            part: SettingPartIx(at as u32),
        };
        Endings::named(named.map(ending).collect())
    }

    #[test]
    fn the_longest_ending_counts() {
        let endings = endings(&["md", "md.tmpl"]);
        for (name, stem, part) in [
            ("a/b.md", "b", Some(0)),
            ("B.MD.Tmpl", "B", Some(1)),
            ("b.v2.md", "b.v2", Some(0)),
            ("b.tmpl", "b", None),
            ("b.markdown", "b", None),
            (".md", "", None),
            ("md", "md", None),
        ] {
            let path = SourcePath::new(name);
            assert_eq!(endings.stem(&path), stem, "{name}");
            assert_eq!(endings.part(&path).map(|part| part.0), part, "{name}");
            assert_eq!(endings.take_in(&path), part.is_some(), "{name}");
        }
        assert!(Endings::default().take_in(&SourcePath::new("x.Markdown")));
    }

    #[test]
    fn pages_of_other_endings_are_found() {
        let beside = |named: &[&str], path| {
            let endings = endings(named);
            let path = SourcePath::new(path);
            let found = endings.beside(&path);
            found.map(|path| path.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(
            beside(&["md", "md.tmpl"], "a/b.md"),
            ["a/b.md", "a/b.md.tmpl"]
        );
        assert_eq!(beside(&["mdx"], "a/b.md"), ["a/b.mdx"]);
        assert_eq!(beside(&["mdx"], "a/b"), ["a/b.mdx"]);
        assert_eq!(beside(&["mdx"], "a/b.png"), ["a/b.png.mdx"]);
    }
}
