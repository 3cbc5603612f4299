//! The page of a standard: its tree of clauses with the status of each. That of a long standard has its
//! parts in place of the tree, and each part has a page with its clauses.

use std::ops::Range;

use serde::Serialize;

use crate::index::Position;
use crate::manual::{ClauseIx, ClauseKey, Origin, StandardIx};
use crate::site::index::SiteIndex;
use crate::site::standards::transition::{EditionFact, ProgressView, edition_facts, progress};
use crate::site::views;
use crate::site::views::chapters::{ChaptersView, MoreFacts, PartHead};
use crate::site::views::clause::{ClauseLink, ClauseState, FindingsView};
use crate::site::views::labels::{CoverageView, LinkView};
use crate::site::{Address, Page};

/// A standard's page.
#[derive(Serialize)]
pub(crate) struct StandardView<'a> {
    title: &'a str,
    id: &'a str,
    full_title: &'a str,
    /// The tag of the language of its titles, if it is not that of the page.
    lang: Option<&'a str>,
    publisher: &'a str,
    edition: &'a str,
    /// Other names by which documents may refer to it.
    aliases: String,
    /// The path of the manual's own catalog; `None` for a built-in catalog.
    source: Option<&'a str>,
    clauses: String,
    /// Whether the catalog does not restrict exclusions.
    may_exclude_any: bool,
    may_exclude: Vec<ClauseLink<'a>>,
    /// What the catalog says about the edition.
    edition_facts: Vec<EditionFact>,
    /// The transitions from or to this standard.
    transitions: Vec<ProgressView<'a>>,
    /// The manual's other standards with corresponding clauses.
    corresponds_to: Vec<LinkView<'a>>,
    coverage: CoverageView<'a>,
    /// The parts of a long standard.
    chapters: Option<ChaptersView<'a>>,
    rows: Vec<TreeRow<'a>>,
}

/// The page of a part of a long standard's clauses.
#[derive(Serialize)]
pub(crate) struct StandardPartView<'a> {
    title: String,
    part: PartHead<'a>,
    /// The part of the matrix with the same clauses.
    matrix: String,
    rows: Vec<TreeRow<'a>>,
}

/// A clause in the tree.
#[derive(Serialize)]
struct TreeRow<'a> {
    link: ClauseLink<'a>,
    state: Option<ClauseState<'a>>,
    /// For a heading: "3 of 5 requirements covered".
    covered: Option<String>,
    findings: Option<FindingsView>,
    /// Whether a list of the clauses below it begins after this row.
    opens: bool,
    /// The number of lists that end after this row.
    closes: usize,
}

/// The view of a standard's page.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, ix: StandardIx) -> StandardView<'a> {
    let from = Page::StandardIndex(ix).address(site.compiled);
    let standard = site.compiled.manual.standard(ix);
    let key = |clause: ClauseIx| ClauseKey {
        standard: ix,
        clause,
    };
    let may_exclude = standard.may_exclude.as_ref();
    StandardView {
        title: &standard.designation,
        id: standard.id.as_str(),
        full_title: &standard.title,
        lang: site.foreign_standard(ix),
        publisher: &standard.publisher,
        edition: &standard.edition,
        aliases: standard.alias_names().collect::<Vec<_>>().join(", "),
        source: match &standard.origin {
            Origin::BuiltIn => None,
            Origin::Manual(path) => Some(path.as_str()),
        },
        clauses: site.messages.count("clauses-count", standard.clauses.len()),
        may_exclude_any: may_exclude.is_none(),
        may_exclude: may_exclude
            .into_iter()
            .flatten()
            .map(|clause| views::clause::clause_link(site, &from, key(*clause)))
            .collect(),
        edition_facts: edition_facts(site, &from, ix),
        transitions: site
            .transitions()
            .iter()
            .filter(|(old, new)| [*old, *new].contains(&ix))
            .map(|(old, new)| progress(site, &from, *old, *new))
            .collect(),
        corresponds_to: corresponding(site, ix)
            .into_iter()
            .map(|other| LinkView {
                href: from.href(&site.addresses.standard(other)),
                title: &site.compiled.manual.standard(other).designation,
            })
            .collect(),
        coverage: views::labels::coverage(site, &from, ix),
        chapters: views::chapters::chapters(
            site,
            &from,
            ix,
            |first| site.addresses.standard_part(key(first)),
            |_| Vec::new(),
            |_| MoreFacts::default(),
        ),
        rows: tree(
            site,
            &from,
            ix,
            views::chapters::clauses_on_page(site, ix, None),
        ),
    }
}

/// The view of the part that begins with a clause; `None` if no part begins with it.
pub(crate) fn part_view<'a>(
    site: &'a SiteIndex<'_>,
    first: ClauseKey,
) -> Option<StandardPartView<'a>> {
    let ix = first.standard;
    let from = site.addresses.standard_part(first);
    let whole = site.addresses.standard(ix);
    let title = site.compiled.manual.standard(ix).designation.clone();
    let address = |clause| {
        site.addresses.standard_part(ClauseKey {
            standard: ix,
            clause,
        })
    };
    let part = views::chapters::part_head(site, first, (&whole, title), address)?;
    let clauses = views::chapters::clauses_on_page(site, ix, Some(first.clause));
    Some(StandardPartView {
        title: part.title(),
        part,
        matrix: from.href(&site.addresses.matrix_part(first)),
        rows: tree(site, &from, ix, clauses),
    })
}

/// The tree of some clauses of a standard. Clauses whose parents are in an earlier part stand at its root.
fn tree<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
    clauses: Range<usize>,
) -> Vec<TreeRow<'a>> {
    let standard = site.compiled.manual.standard(ix);
    let depth = |at: usize| {
        let above = standard.ancestors(ClauseIx::new(at));
        above
            .filter(|above| clauses.contains(&above.index()))
            .count()
    };
    let row = |at: usize| {
        let clause = ClauseIx::new(at);
        let key = ClauseKey {
            standard: ix,
            clause,
        };
        let of = views::clause::clause_coverage(site, key);
        let here = depth(at);
        let next = Some(at + 1).filter(|next| clauses.contains(next));
        let next = next.map_or(0, depth);
        TreeRow {
            link: views::clause::clause_link(site, from, key),
            state: views::clause::clause_state(site, of),
            covered: views::clause::heading_sentence(site, key, &clauses),
            findings: views::clause::clause_findings(site, of.open_findings),
            opens: next > here,
            closes: here.saturating_sub(next),
        }
    };
    clauses.clone().map(row).collect()
}

/// The manual's other standards with clauses that correspond to clauses of this one, in the
/// manual's order.
fn corresponding(site: &SiteIndex<'_>, ix: StandardIx) -> Vec<StandardIx> {
    let clauses = site.compiled.manual.standard(ix).clauses.positions();
    let mut others: Vec<StandardIx> = clauses
        .flat_map(|clause| {
            site.crosswalks.of(ClauseKey {
                standard: ix,
                clause,
            })
        })
        .map(|other| other.clause.standard)
        .filter(|other| *other != ix)
        .collect();
    others.sort();
    others.dedup();
    others
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::*;

    #[test]
    fn the_tree_nests_as_the_standard_does() {
        // The HTML parser of the tests checks that elements are nested correctly.
        let page = TestSite::iso("", &[]).page("standards/iso-9001-2015/index.html");
        let at_least = |depth: usize| {
            let items = vec!["li"; depth].join(" ");
            page.texts(&format!(".clause-tree {items} .clause-number"))
        };
        assert_eq!([1, 2, 3].map(|depth| at_least(depth).len()), [91, 84, 56]);
        assert_eq!(
            at_least(4),
            [
                "7.1.5.1", "7.1.5.2", "7.5.3.1", "7.5.3.2", "8.2.3.1", "8.2.3.2"
            ]
        );
        let clauses = page.texts_linked(".clause-tree .clause-row");
        assert_data_eq!(
            clauses[..12].join("\n"),
            str![[r#"
[4 Context of the organization](4.html)0 of 5 requirements covered Gap
[4.1 Understanding the organization and its context](4.1.html)Gap
[4.2 Understanding the needs and expectations of interested parties](4.2.html)Gap
[4.3 Determining the scope of the quality management system](4.3.html)Gap
[4.4 Quality management system and its processes](4.4.html)0 of 2 requirements covered Gap
[4.4.1 Quality management system and its processes](4.4.1.html)Gap
[4.4.2 Quality management system and its processes](4.4.2.html)Gap
[5 Leadership](5.html)0 of 5 requirements covered Gap
[5.1 Leadership and commitment](5.1.html)0 of 2 requirements covered Gap
[5.1.1 General](5.1.1.html)Gap
[5.1.2 Customer focus](5.1.2.html)Gap
[5.2 Policy](5.2.html)0 of 2 requirements covered Gap
"#]]
        );
    }

    #[test]
    fn tells_what_the_standard_is() {
        let page = TestSite::iso("", &[]).page("standards/iso-9001-2015/index.html");
        assert_data_eq!(
            page.linked("aside"),
            str![[r#"
Publisher | ISO
Edition | 2015
This edition | Replaced by ISO 9001:2026 / Replaced on 16 Sep 2026 / No new certificates after 31 Mar 2028 (low confidence) / Certificates end on 30 Sep 2029 (low confidence) / Looked up on 29 Nov 2026
Clauses | 91 clauses
Id in this manual | iso-9001-2015
Also written | 9001, ISO 9001, 9001:2015, EN ISO 9001, EN ISO 9001:2015, BS EN ISO 9001, BS EN ISO 9001:2015
Catalog | Built into Clausebook
May be excluded | The catalog does not say: any clause
Numbers and titles are the standard's. The summaries on the pages of its clauses are our own words and no substitute for its text.
"#]]
        );
    }
}
