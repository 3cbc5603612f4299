//! The audiences of a manual (`docs/design.md`, "Audiences and editions").

use std::collections::BTreeSet;

use crate::diagnostics::Spanned;

/// `[audiences]` of `manual.toml`: for whom editions of the manual are made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audiences {
    /// The audiences, in the order of the file.
    pub list: Vec<Audience>,
}

/// An audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience {
    /// Its name, as written in `audience` fields.
    pub name: String,
    /// The audiences that it includes: an edition for it has their pages as well.
    pub includes: Vec<Spanned<String>>,
}

impl Audiences {
    /// The names, in the order of the file.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.list.iter().map(|audience| audience.name.as_str())
    }

    /// Whether there is an audience of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    /// The audiences whose pages an edition has: the one of this name, and the ones that it
    /// includes, directly or through another. `None` if there is no audience of this name.
    pub fn with_included(&self, name: &str) -> Option<BTreeSet<&str>> {
        let find = |name: &str| self.list.iter().find(|audience| audience.name == name);
        let mut found = BTreeSet::new();
        let mut left = vec![find(name)?];
        while let Some(audience) = left.pop() {
            if found.insert(audience.name.as_str()) {
                let includes = audience.includes.iter();
                left.extend(includes.filter_map(|included| find(&included.value)));
            }
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Source, SourcePath};
    use crate::parse::parse_config;

    fn with_included(name: &str, settings: &str) -> Option<Vec<String>> {
        let text = format!("title = \"M\"\nstandards = []\n[audiences]\n{settings}");
        let (config, _) = parse_config(&Source::new(SourcePath::new("manual.toml"), &text));
        let audiences = config.audiences.unwrap();
        let found = audiences.with_included(name)?;
        Some(found.into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn an_audience_includes_what_its_audiences_include() {
        let settings = "public = []\ninternal = [\"public\"]\nboard = \"internal\"\n";
        let all = ["board", "internal", "public"].map(str::to_owned).to_vec();
        assert_eq!(with_included("board", settings), Some(all.clone()));
        assert_eq!(with_included("internal", settings), Some(all[1..].to_vec()));
        assert_eq!(with_included("public", settings), Some(all[2..].to_vec()));
        assert_eq!(with_included("press", settings), None);
    }

    #[test]
    fn audiences_that_include_each_other_have_the_same_pages() {
        let settings = "a = [\"b\"]\nb = [\"a\", \"b\"]\n";
        assert_eq!(with_included("a", settings), with_included("b", settings));
    }
}
