//! Ids of headings, and where their attributes stand in the source.

use std::collections::HashSet;
use std::ops::Range;

/// The ids of a page, each given once.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    written: HashSet<String>,
}

impl Ids {
    /// Reserves every id that the author may have written, wherever it stands in the text, so that
    /// none that is made from a heading's text collides with it.
    pub(super) fn reserving(text: &str) -> Self {
        let written = text.match_indices("#").filter_map(|(at, _)| {
            let before = text[..at].trim_end();
            let inside = before
                .rfind('{')
                .is_some_and(|open| !before[open..].contains(['}', '\n']));
            let id: &str = text[at + 1..]
                .split(|c: char| c.is_whitespace() || c == '}')
                .next()?;
            (inside && !id.is_empty() && id.len() <= 200).then(|| id.to_owned())
        });
        Self {
            taken: HashSet::new(),
            written: written.collect(),
        }
    }

    /// Takes an id that the author wrote. False where the page has it already.
    pub(super) fn take_written(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// Makes an id from a text: `base`, else `base-2`, `base-3` …
    pub(super) fn make(&mut self, base: &str) -> String {
        let free = |id: &str, ids: &Self| !ids.taken.contains(id) && !ids.written.contains(id);
        let mut id = base.to_owned();
        let mut n = 1;
        while !free(&id, self) {
            n += 1;
            id = format!("{base}-{n}");
        }
        self.taken.insert(id.clone());
        id
    }
}

/// A heading's text as an id: small letters and digits of any script, the rest as hyphens.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for c in title.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug.to_owned()
    }
}

/// Where `key` or `key=value` stands among the attributes at a heading's end, searching from
/// `from`: the range of the value (or of the key, where there is none).
pub(super) fn find_attribute(
    heading: &str,
    from: usize,
    key: &str,
    value: Option<&str>,
) -> Option<Range<usize>> {
    let from = from.max(heading.rfind('{')?);
    let rest = heading.get(from..)?;
    match value {
        None => rest.find(key).map(|at| from + at..from + at + key.len()),
        Some(value) => {
            let written = format!("{key}={value}");
            let at = rest.find(&written)?;
            let start = from + at + key.len() + 1;
            Some(start..start + value.len())
        }
    }
}
