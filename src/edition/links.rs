//! Links in texts that are not read as Markdown. Readers see the address as it is written, so that it
//! tells them of the page that it leads to.

use std::ops::Range;

use super::texts::Text;
use crate::diagnostics::SourcePath;
use crate::manual::{Manual, PageKey, Target};
use crate::markdown::{Destination, decoded, destination};
use crate::parse::body_start;
use crate::resolve::page_of_link;

/// The pages that such links in a text lead to, each with the byte range of the address.
pub(super) fn links(manual: &Manual, text: &Text) -> Vec<(PageKey, Range<usize>)> {
    let shown = match text.page() {
        // The text of a page is read as Markdown, its front-matter is not.
        Some((_, source)) => &source.text()[..body_start(source)],
        None => text.shown(),
    };
    let found = addresses(shown).into_iter();
    found
        .filter_map(|range| {
            let address = decoded(&shown[range.clone()]);
            let page = page_at(manual, text.path(), &address)?;
            Some((page, range))
        })
        .collect()
}

/// The page that an address leads to, from the file in which it is written, else from the manual's
/// folder: settings and catalogs are shown on many pages.
fn page_at(manual: &Manual, from: &SourcePath, address: &str) -> Option<PageKey> {
    let Destination::Inside(Target::Path { path, .. }) = destination(address) else {
        return None;
    };
    let below_root = path.trim_start_matches("../").trim_start_matches("./");
    page_of_link(manual, from, &path)
        .or_else(|| page_of_link(manual, &manual.config.path, below_root))
}

/// The greatest length of an address, in bytes. This bounds the cost of long lines.
const LONGEST: usize = 4096;

/// The byte ranges of addresses of links in Markdown and in HTML.
fn addresses(text: &str) -> Vec<Range<usize>> {
    /// What stands before an address, and the signs that end it.
    const FORMS: [(&str, &[char]); 6] = [
        ("](<", &['>', '\n']),
        ("](", &[')', ' ', '"', '\n']),
        ("]: ", &[' ', '"', '\n']),
        ("href=\"", &['"', '\n']),
        ("href='", &['\'', '\n']),
        ("src=\"", &['"', '\n']),
    ];
    let mut found: Vec<Range<usize>> = Vec::new();
    for (before, ends) in FORMS {
        for (at, _) in text.match_indices(before) {
            let start = at + before.len();
            let rest = &text[start..text.floor_char_boundary(start + LONGEST)];
            let end = start + rest.find(ends).unwrap_or(rest.len());
            if start < end && !text[start..].starts_with('<') {
                found.push(start..end);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_markdown_and_in_html() {
        let found = |text: &'static str| -> Vec<&str> {
            addresses(text).into_iter().map(|at| &text[at]).collect()
        };
        assert_eq!(
            found(
                "See [the plan](a/plan.md#cuts \"t\"), [b](<b c.md>) and <a href=\"d.md\">d</a>."
            ),
            ["a/plan.md#cuts", "b c.md", "d.md"]
        );
        assert_eq!(found("[x]: x.md\n[y] (z) ]("), ["x.md"]);
    }
}
