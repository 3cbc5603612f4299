//! Patterns of paths in `manual.toml` (`docs/design.md`, "manual.toml").

use globset::{GlobBuilder, GlobMatcher};

use crate::diagnostics::{SourcePath, Spanned};

/// Patterns in the order in which they are written. `*` and `?` match within one folder, `**`
/// matches across folders, `[A-Z]` matches one of several letters, and a pattern after `!` takes
/// paths out again. The last pattern that matches decides.
#[derive(Clone, Debug, Default)]
pub struct PathGlobs(Vec<PathGlob>);

/// A pattern of paths.
#[derive(Clone, Debug)]
pub struct PathGlob {
    /// The pattern, as written.
    pub written: Spanned<String>,
    takes_out: bool,
    matcher: GlobMatcher,
}

impl PathGlob {
    /// Reads a pattern.
    ///
    /// # Errors
    /// If the text is not a valid pattern.
    pub fn new(written: Spanned<String>) -> Result<Self, globset::Error> {
        let text = written.value.as_str();
        let (takes_out, pattern) = match text.strip_prefix('!') {
            Some(pattern) => (true, pattern),
            None => (false, text),
        };
        let pattern = pattern.trim_start_matches("./").trim_start_matches('/');
        let pattern = SourcePath::new(pattern.trim_end_matches('/'));
        let glob = GlobBuilder::new(pattern.as_str())
            .literal_separator(true)
            .backslash_escape(true)
            .build()?;
        Ok(Self {
            written,
            takes_out,
            matcher: glob.compile_matcher(),
        })
    }

    /// Whether the pattern itself matches a path or a folder above it.
    pub fn fits(&self, path: &SourcePath) -> bool {
        with_folders(path.as_str()).any(|part| self.matcher.is_match(part))
    }

    /// Whether the pattern may match a path in a folder.
    pub fn may_fit_in(&self, folder: &SourcePath) -> bool {
        let pattern = self.written.value.trim_start_matches(['!', '.', '/']);
        let literal = pattern
            .split(['*', '?', '[', '{'])
            .next()
            .unwrap_or_default();
        let within = literal.strip_prefix(folder.as_str());
        within.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            || folder.as_str().starts_with(literal)
    }
}

impl PathGlobs {
    /// Whether the patterns select a path, itself or by a folder above it.
    pub fn take_in(&self, path: &SourcePath) -> bool {
        self.taking_in(path).is_some()
    }

    /// The pattern that selects a path.
    pub fn taking_in(&self, path: &SourcePath) -> Option<&PathGlob> {
        let last = self.0.iter().rev().find(|glob| glob.fits(path));
        last.filter(|glob| !glob.takes_out)
    }

    /// Whether the patterns select every path in a folder.
    pub fn take_in_folder(&self, folder: &SourcePath) -> bool {
        // A pattern with `!` may take out any path of the folder, so the folder must be listed.
        let none_taken_out = self.0.iter().all(|glob| !glob.takes_out);
        let within = |glob: &PathGlob| {
            let all = glob.written.value.ends_with("/**");
            glob.fits(folder) || (all && glob.matcher.is_match(format!("{folder}/…")))
        };
        none_taken_out && self.0.iter().any(within)
    }

    /// The patterns that select paths.
    pub fn iter(&self) -> impl Iterator<Item = &PathGlob> {
        self.0.iter().filter(|glob| !glob.takes_out)
    }

    /// All patterns, those with `!` included.
    pub fn all(&self) -> &[PathGlob] {
        &self.0
    }

    /// Whether there is no pattern.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<PathGlob> for PathGlobs {
    fn from_iter<I: IntoIterator<Item = PathGlob>>(globs: I) -> Self {
        Self(globs.into_iter().collect())
    }
}

impl PartialEq for PathGlobs {
    fn eq(&self, other: &Self) -> bool {
        let written = |globs: &Self| -> Vec<String> {
            globs
                .0
                .iter()
                .map(|glob| glob.written.value.clone())
                .collect()
        };
        written(self) == written(other)
    }
}

/// A path and the folders above it, the innermost first.
fn with_folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| Some(path.rsplit_once('/')?.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Span;

    fn globs(written: &[&str]) -> PathGlobs {
        let globs = written.iter().map(|text| {
            let written = Spanned::new((*text).to_owned(), Span::default());
            PathGlob::new(written).unwrap()
        });
        globs.collect()
    }

    #[test]
    fn the_last_pattern_that_fits_decides() {
        let globs = globs(&[
            "drafts/**",
            "*.txt",
            "venv/",
            "Notizen/Prüfung?.md",
            "!drafts/keep/**",
        ]);
        for (path, expected) in [
            ("drafts/a.md", true),
            ("drafts/b/c.md", true),
            ("drafts/keep/a.md", false),
            ("notes.txt", true),
            ("a/notes.txt", false),
            ("venv/lib/x.md", true),
            ("a/venv/x.md", false),
            ("Notizen/Pru\u{308}fung1.md", true),
            ("Notizen/Prüfung/1.md", false),
        ] {
            assert_eq!(globs.take_in(&SourcePath::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn a_folder_is_left_out_as_a_whole_only_where_nothing_in_it_comes_back() {
        let folder = SourcePath::new("drafts");
        assert!(globs(&["drafts/**"]).take_in_folder(&folder));
        assert!(globs(&["drafts"]).take_in_folder(&folder));
        assert!(globs(&["**/drafts/**"]).take_in_folder(&SourcePath::new("a/drafts")));
        assert!(!globs(&["drafts/*.md"]).take_in_folder(&folder));
        assert!(!globs(&["drafts/**", "!drafts/a.md"]).take_in_folder(&folder));
    }
}
