//! Patterns of paths in `manual.toml` (`docs/design.md`, "manual.toml").

use globset::{Candidate, GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};

use crate::diagnostics::{SourcePath, Spanned};

/// Patterns in the order in which they are written. `*` and `?` match within one folder, `**`
/// matches across folders, `[A-Z]` matches one of several letters, and a pattern after `!` takes
/// paths out again. The last pattern that matches decides.
#[derive(Clone, Debug, Default)]
pub struct PathGlobs {
    globs: Vec<PathGlob>,
    together: Together,
}

/// Several lists of patterns. It takes no longer to find those that a path fits if there are many of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct GlobLists {
    together: Together,
    /// For each pattern of all lists, the position of its list, and its own position there.
    owners: Vec<(usize, usize)>,
}

/// Patterns that are compared with a path all at once.
#[derive(Clone, Debug, Default)]
struct Together {
    /// `None` if they are too large to be compared at once.
    set: Option<GlobSet>,
    each: Vec<GlobMatcher>,
}

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
        self.taking_in_of(&self.fitting(path))
    }

    /// The positions of the patterns that fit a path or a folder above it, in their order.
    pub fn fitting(&self, path: &SourcePath) -> Vec<usize> {
        match self.globs.is_empty() {
            true => Vec::new(),
            false => self.together.fitting(path),
        }
    }

    /// The pattern that selects a path that fits these ones.
    pub fn taking_in_of(&self, fitting: &[usize]) -> Option<&PathGlob> {
        let last = self.globs.get(*fitting.last()?)?;
        Some(last).filter(|glob| !glob.takes_out)
    }

    /// Whether the patterns select every path in a folder.
    pub fn take_in_folder(&self, folder: &SourcePath) -> bool {
        // A pattern with `!` may take out any path of the folder, so the folder must be listed.
        let none_taken_out = self.globs.iter().all(|glob| !glob.takes_out);
        let within = |glob: &PathGlob| {
            let all = glob.written.value.ends_with("/**");
            glob.fits(folder) || (all && glob.matcher.is_match(format!("{folder}/…")))
        };
        none_taken_out && self.globs.iter().any(within)
    }

    /// The patterns that select paths.
    pub fn iter(&self) -> impl Iterator<Item = &PathGlob> {
        self.globs.iter().filter(|glob| !glob.takes_out)
    }

    /// All patterns, those with `!` included.
    pub fn all(&self) -> &[PathGlob] {
        &self.globs
    }

    /// Whether there is no pattern.
    pub fn is_empty(&self) -> bool {
        self.globs.is_empty()
    }
}

impl FromIterator<PathGlob> for PathGlobs {
    fn from_iter<I: IntoIterator<Item = PathGlob>>(globs: I) -> Self {
        let globs: Vec<PathGlob> = globs.into_iter().collect();
        Self {
            together: Together::new(globs.iter()),
            globs,
        }
    }
}

impl GlobLists {
    /// Prepares lists, each with its position.
    pub(crate) fn new<'g>(lists: impl Iterator<Item = (usize, &'g PathGlobs)>) -> Self {
        let globs = lists.flat_map(|(list, globs)| {
            let all = globs.all().iter().enumerate();
            all.map(move |(at, glob)| ((list, at), glob))
        });
        let (owners, globs): (Vec<(usize, usize)>, Vec<&PathGlob>) = globs.unzip();
        Self {
            together: Together::new(globs.into_iter()),
            owners,
        }
    }

    /// The patterns that fit a path or a folder above it, each by the position of its list and its own
    /// one there, in their order.
    pub(crate) fn fitting(&self, path: &SourcePath) -> Vec<(usize, usize)> {
        if self.owners.is_empty() {
            return Vec::new();
        }
        let fitting = self.together.fitting(path).into_iter();
        fitting
            .filter_map(|at| self.owners.get(at).copied())
            .collect()
    }
}

impl Together {
    fn new<'g>(globs: impl Iterator<Item = &'g PathGlob>) -> Self {
        let each: Vec<GlobMatcher> = globs.map(|glob| glob.matcher.clone()).collect();
        let mut builder = GlobSetBuilder::new();
        for matcher in &each {
            builder.add(matcher.glob().clone());
        }
        Self {
            set: builder.build().ok(),
            each,
        }
    }

    /// The positions of the patterns that match a path or a folder above it, in their order.
    fn fitting(&self, path: &SourcePath) -> Vec<usize> {
        let mut all = Vec::new();
        let mut fitting = Vec::new();
        for part in with_folders(path.as_str()) {
            let part = Candidate::new(part);
            match &self.set {
                Some(set) => {
                    set.matches_candidate_into(&part, &mut fitting);
                    all.append(&mut fitting);
                }
                None => {
                    let each = self.each.iter().enumerate();
                    let each = each.filter(|(_, matcher)| matcher.is_match_candidate(&part));
                    all.extend(each.map(|(at, _)| at));
                }
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl PartialEq for PathGlobs {
    fn eq(&self, other: &Self) -> bool {
        let written = |globs: &Self| -> Vec<String> {
            globs
                .globs
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

    #[test]
    fn a_path_is_compared_with_the_patterns_of_all_lists_at_once() {
        let lists = [
            globs(&["a/**", "!a/x.md"]),
            globs(&["*.md"]),
            globs(&["b/c.md", "[[]d]*.md"]),
        ];
        let all = GlobLists::new(lists.iter().enumerate());
        for (path, fitting) in [
            ("a/x.md", &[(0, 0), (0, 1)][..]),
            ("a/b/c/y.md", &[(0, 0)]),
            ("top.md", &[(1, 0)]),
            ("b/c.md", &[(2, 0)]),
            ("[d].md", &[(1, 0), (2, 1)]),
            ("b/d.md", &[]),
        ] {
            assert_eq!(all.fitting(&SourcePath::new(path)), fitting, "{path}");
        }
        let none = GlobLists::new(std::iter::empty());
        assert_eq!(none.fitting(&SourcePath::new("a.md")), []);
    }
}
