//! Cards: what a page's references lead to, in a few lines, shown beside the reference that the
//! reader points at. They stand in the page itself, so that they need no server.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::lookup::Site;
use super::parts::BadgeView;
use super::theme::{ThemeError, template_error};
use super::{Address, Inputs};
use crate::manual::{ClauseKey, PageKey};
use crate::resolve::Link;

/// A card on a page.
#[derive(Debug, Serialize)]
pub(super) struct CardView {
    /// The address as links on this page have it, without a section.
    href: String,
    /// What it says, as HTML: the same on every page.
    html: Value,
}

/// What a reference leads to, as the component `card` sees it.
#[derive(Serialize)]
struct Target<'a> {
    /// "Procedure QP-07", "ISO 9001:2015".
    eyebrow: String,
    title: String,
    state: Option<BadgeView<'a>>,
    /// The first sentences.
    text: &'a str,
}

/// The most cards of one page: they are not to outweigh its text.
const MOST_CARDS: usize = 40;

/// What the cards of a site say, each made when the first page asks for it.
pub(super) struct Cards {
    documents: Vec<OnceLock<Value>>,
    records: Vec<OnceLock<Value>>,
    clauses: Vec<Vec<OnceLock<Value>>>,
}

impl Cards {
    /// The cards of a site, none of them made.
    pub(super) fn new(inputs: &Inputs<'_>) -> Self {
        let none = |count: usize| (0..count).map(|_| OnceLock::new()).collect();
        let standards = inputs.manual.standards.iter();
        Self {
            documents: none(inputs.manual.documents.len()),
            records: none(inputs.manual.records.len()),
            clauses: standards
                .map(|standard| none(standard.clauses.len()))
                .collect(),
        }
    }

    /// The cards of a page, in the order of its references.
    pub(super) fn of(
        &self,
        site: &Site<'_>,
        tera: &Tera,
        page: PageKey,
        from: &Address,
    ) -> Result<Vec<CardView>, ThemeError> {
        let links = site.inputs.resolved.links(page);
        let mut seen = HashSet::new();
        let mut cards = Vec::new();
        for link in links {
            let (made, href) = match link {
                Link::Page(target, _) if *target != page && seen.insert((Some(*target), None)) => {
                    let Some(made) = self.of_page(*target) else {
                        continue;
                    };
                    (made, from.href(&site.destination(*target).address))
                }
                Link::Clause(key) if seen.insert((None, Some(*key))) => {
                    let made = &self.clauses[key.standard.0 as usize][key.clause.0 as usize];
                    (made, from.href(site.clause_address(*key)))
                }
                _ => continue,
            };
            let html = match made.get() {
                Some(html) => html.clone(),
                None => {
                    let target = match link {
                        Link::Clause(key) => Some(site.clause_target(*key)),
                        Link::Page(page, _) => site.page_target(*page),
                        _ => None,
                    };
                    let html = card(tera, &target)?;
                    made.get_or_init(|| html).clone()
                }
            };
            cards.push(CardView { href, html });
            if cards.len() == MOST_CARDS {
                break;
            }
        }
        Ok(cards)
    }

    fn of_page(&self, page: PageKey) -> Option<&OnceLock<Value>> {
        match page {
            PageKey::Document(ix) => self.documents.get(ix.0 as usize),
            PageKey::Record(ix) => self.records.get(ix.0 as usize),
            PageKey::Loose(_) | PageKey::Home => None,
        }
    }
}

/// What a card says, as HTML.
fn card(tera: &Tera, of: &impl Serialize) -> Result<Value, ThemeError> {
    let mut arguments = Context::new();
    arguments.insert("of", of);
    let html = tera.render_component("card", &arguments, None, true);
    let html = html.map_err(|error| template_error(&error))?;
    Ok(Value::safe_string(&html))
}

impl<'a> Site<'a> {
    fn clause_target(&self, key: ClauseKey) -> Target<'_> {
        let standard = self.inputs.manual.standard(key.standard);
        let state = self.clause_state(self.clause_coverage(key));
        Target {
            eyebrow: standard.designation.clone(),
            title: self.clause_title(key),
            state: state.map(|state| state.badge),
            text: "",
        }
    }

    fn page_target(&self, page: PageKey) -> Option<Target<'_>> {
        let manual = self.inputs.manual;
        let (kind, id, state) = match page {
            PageKey::Document(ix) => {
                let document = manual.document(ix);
                (document.kind, &document.id, Some(self.document_state(ix)))
            }
            PageKey::Record(ix) => (manual.record(ix).kind, &manual.record(ix).id, None),
            PageKey::Loose(_) | PageKey::Home => return None,
        };
        Some(Target {
            eyebrow: format!("{} {}", self.kind_title(kind), id.value),
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
