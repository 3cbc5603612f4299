//! Cards: what a page's references lead to, in a few lines, shown beside the reference that the
//! reader points at. They stand in the page itself, so that they need no server.

use std::collections::HashSet;

use serde::Serialize;

use super::Address;
use super::lookup::Site;
use super::parts::BadgeView;
use crate::manual::PageKey;
use crate::resolve::Link;

/// What a reference leads to.
#[derive(Debug, Serialize)]
pub(super) struct CardView<'a> {
    /// The address as links on this page have it, without a section.
    href: String,
    /// "Procedure QP-07", "ISO 9001:2015".
    eyebrow: String,
    title: String,
    state: Option<BadgeView<'a>>,
    /// The first sentences.
    text: &'a str,
}

/// The most cards of one page: they are not to outweigh its text.
const MOST_CARDS: usize = 40;

impl<'a> Site<'a> {
    /// The cards of a page, in the order of its references.
    pub(super) fn cards(&'a self, page: PageKey, from: &Address) -> Vec<CardView<'a>> {
        let links = self.inputs.resolved.links(page);
        let mut seen = HashSet::new();
        let cards = links.iter().filter_map(|link| match link {
            Link::Page(target, _) if *target != page && seen.insert((Some(*target), None)) => {
                self.page_card(*target, from)
            }
            Link::Clause(key) if seen.insert((None, Some(*key))) => {
                let state = self.clause_state(self.clause_coverage(*key));
                Some(CardView {
                    href: from.href(self.clause_address(*key)),
                    eyebrow: self
                        .inputs
                        .manual
                        .standard(key.standard)
                        .designation
                        .clone(),
                    title: self.clause_title(*key),
                    state: state.map(|state| state.badge),
                    text: "",
                })
            }
            _ => None,
        });
        cards.take(MOST_CARDS).collect()
    }

    fn page_card(&'a self, page: PageKey, from: &Address) -> Option<CardView<'a>> {
        let manual = self.inputs.manual;
        let (kind, id, state) = match page {
            PageKey::Document(ix) => {
                let document = manual.document(ix);
                (document.kind, &document.id, Some(self.document_state(ix)))
            }
            PageKey::Record(ix) => (manual.record(ix).kind, &manual.record(ix).id, None),
            PageKey::Loose(_) | PageKey::Home => return None,
        };
        Some(CardView {
            href: from.href(&self.destination(page).address),
            eyebrow: format!("{} {}", manual.kind(kind).title, id.value),
            title: self.page_title(page).into_owned(),
            state,
            text: manual.body(page).map_or("", |body| &body.excerpt),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CONFIG, TestSite, document};

    #[test]
    fn each_target_has_one_card_with_its_state_and_first_lines() {
        let from = "See [[QP-02]], [[QP-02#a|again]], [[clause:8.4.1]] and [[QP-01]].\n";
        let pages = [
            ("a.md", document("QP-01", "One", "approved", from)),
            (
                "b.md",
                document("QP-02", "Two", "draft", "## A {#a}\n\nHow two is done.\n"),
            ),
        ];
        let html = TestSite::of_pages(CONFIG, &pages).html("documents/QP-01.html");
        let (_, cards) = html.split_once("class=\"cards\"").unwrap();
        assert_eq!(cards.matches("data-card=").count(), 2, "{cards}");
        assert!(cards.contains("data-card=\"QP-02.html\""), "{cards}");
        assert!(cards.contains("How two is done."), "{cards}");
        assert!(cards.contains("Draft"), "{cards}");
        assert!(
            cards.contains("data-card=\"../standards/iso-9001-2015/8.4.1.html\""),
            "{cards}"
        );
        assert!(cards.contains("Gap"), "{cards}");
    }
}
