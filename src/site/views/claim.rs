//! Claims as pages show them: grouped by document in a list, or one by one on a clause's page.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::coverage::{ClaimReason, Standing, Verdict, WeighedClaim};
use crate::diagnostics::Location;
use crate::index::IndexVec;
use crate::manual::{ClauseKey, DocumentIx, Extent, PageKey, RecordIx, SectionId};
use crate::resolve::{Claim, ClaimIx};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::text;
use crate::site::theme::linked_message::LinkedMessage;
use crate::site::views;
use crate::site::views::labels::BadgeView;
use crate::site::views::words::claim_reason::reason_words;

/// The most sections of one document that a list shows for one clause.
const MOST_SECTIONS: usize = 3;

/// How one document addresses one clause: its best claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Addressing {
    pub(crate) document: DocumentIx,
    /// The best of its claims' verdicts.
    pub(crate) verdict: Verdict,
    /// The reason for the verdict of the first of these claims.
    pub(crate) reason: ClaimReason,
    /// The claims with that verdict: positions in [`crate::resolve::Resolved::claims`].
    pub(crate) claims: Vec<ClaimIx>,
}

/// A document in a list of documents that address a clause.
#[derive(Debug, Serialize)]
pub(crate) struct AddressingView<'a> {
    pub(crate) href: String,
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    /// The tag of the language of the title and of the sections, if it is not that of the page.
    pub(crate) lang: Option<&'a str>,
    pub(crate) revision: &'a str,
    pub(crate) sections: Vec<SectionLink>,
    /// The number of sections that are not shown.
    pub(crate) more_sections: usize,
    /// A badge with the reason why the document does not cover the clause; `None` if it covers it.
    pub(crate) mark: Option<Mark<'a>>,
}

impl AddressingView<'_> {
    /// The links to the document and to its sections.
    pub(crate) fn links(&mut self) -> impl Iterator<Item = &mut String> {
        let sections = self.sections.iter_mut().map(|section| &mut section.href);
        std::iter::once(&mut self.href).chain(sections)
    }
}

/// A section of a document that claims a clause.
#[derive(Debug, Serialize)]
pub(crate) struct SectionLink {
    pub(crate) href: String,
    pub(crate) title: String,
}

/// A badge with a text that is composed for one claim.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Mark<'a> {
    pub(crate) class: &'a str,
    pub(crate) word: String,
}

/// A claim, as a row on its clause's page.
#[derive(Debug, Serialize)]
pub(crate) struct ClaimRow<'a> {
    pub(crate) href: String,
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    /// The tag of the language of the title, the section and the note, if it is not that of the page.
    pub(crate) lang: Option<&'a str>,
    pub(crate) revision: &'a str,
    pub(crate) state: BadgeView<'a>,
    /// The role that owns the document; empty if none is given.
    pub(crate) owner: &'a str,
    pub(crate) section: Option<SectionLink>,
    /// "In full", "a part", "item b)".
    pub(crate) extent: String,
    /// The claimed clause, if it is above the clause of the page.
    pub(crate) above: Option<&'a str>,
    /// The status that the claim counts as; `None` if it does not count by itself.
    pub(crate) counts_as: Option<BadgeView<'a>>,
    pub(crate) reason: LinkedMessage,
    pub(crate) note: Option<&'a str>,
    /// The folder of the claim's file, ending in `/`; empty for the manual's root folder.
    pub(crate) folder: String,
    /// The file's name and the line: `purchasing.md:27`.
    pub(crate) line: String,
}

/// The distinct texts, in the order of their first occurrence.
fn distinct<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut seen = HashSet::new();
    texts.filter(|text| seen.insert(*text)).collect()
}

/// Groups the claims on a clause by document, the best document first. Of the claims of a document
/// only the best are kept.
pub(crate) fn by_document(
    claims: &IndexVec<ClaimIx, Claim>,
    weighed_claims: &[WeighedClaim],
) -> Vec<Addressing> {
    let mut groups: Vec<(Addressing, bool)> = Vec::new();
    let mut group_of: HashMap<DocumentIx, usize> = HashMap::new();
    // A struck-out claim addresses nothing. The clause's own page lists it.
    let shown = weighed_claims.iter();
    let shown = shown.filter(|weighed| weighed.reason != ClaimReason::Struck);
    for weighed in shown {
        let document = claims[weighed.claim].document;
        let at = *group_of.entry(document).or_insert_with(|| {
            let first = Addressing {
                document,
                verdict: weighed.verdict(),
                reason: weighed.reason,
                claims: Vec::new(),
            };
            groups.push((first, weighed.broad));
            groups.len() - 1
        });
        let (group, broad) = &mut groups[at];
        // An exact claim is better than a broad one, also for documents that are not in force.
        let known = (group.verdict, *broad);
        let new = (weighed.verdict(), weighed.broad);
        if new < known {
            group.verdict = weighed.verdict();
            group.reason = weighed.reason;
            group.claims.clear();
            *broad = weighed.broad;
        }
        if new <= known {
            group.claims.push(weighed.claim);
        }
    }
    groups.sort_by_key(|(group, broad)| (group.verdict, *broad));
    groups.into_iter().map(|(group, _)| group).collect()
}

/// How a document addresses a clause, in a list on a page.
pub(crate) fn addressing<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    of: &Addressing,
) -> AddressingView<'s> {
    let document = site.compiled.manual.document(of.document);
    let claims = of.claims.iter().map(|at| claim(site, *at));
    let mut sections: Vec<(&SectionId, SectionLink)> = Vec::new();
    let mut more_sections = 0;
    for claim in claims {
        let Some((anchor, section)) = claim.anchor.as_ref().zip(section(site, from, claim)) else {
            continue;
        };
        // Several paragraphs of a section may claim it: the link leads to the first.
        let anchor = claim.section.as_ref().unwrap_or(anchor);
        if sections.iter().any(|(known, _)| *known == anchor) {
            continue;
        }
        if sections.len() < MOST_SECTIONS {
            sections.push((anchor, section));
        } else {
            more_sections += 1;
        }
    }
    AddressingView {
        href: document_href(site, from, of.document),
        id: document.id.value.as_str(),
        title: &document.title,
        lang: site.foreign_page(PageKey::Document(of.document)),
        revision: document.revision.as_str(),
        sections: sections.into_iter().map(|(_, section)| section).collect(),
        more_sections,
        mark: mark(site, key, of),
    }
}

/// A claim, as a row on the page of a clause that it bears on.
pub(crate) fn claim_row<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    weighed: WeighedClaim,
) -> ClaimRow<'s> {
    let manual = &site.compiled.manual;
    let claim = claim(site, weighed.claim);
    let document = manual.document(claim.document);
    let Location { path, span } = &claim.location;
    ClaimRow {
        href: document_href(site, from, claim.document),
        id: document.id.value.as_str(),
        title: &document.title,
        lang: site.foreign_page(PageKey::Document(claim.document)),
        revision: document.revision.as_str(),
        state: views::labels::document_state(site, claim.document),
        owner: document.owner.as_ref().map_or("", |role| role.as_str()),
        section: section(site, from, claim),
        extent: extent(site, claim),
        above: weighed
            .broad
            .then(|| manual.clause(claim.clause).number.as_str()),
        counts_as: counts_as(site, key, weighed),
        reason: views::reasons::claim_reason(site, from, key, weighed),
        note: claim.note.as_deref(),
        folder: match path.folder() {
            "" => String::new(),
            folder => format!("{folder}/"),
        },
        line: format!("{}:{}", path.file_name(), span.line),
    }
}

/// The claim at a position of the list of all claims.
pub(crate) fn claim<'a>(site: &SiteIndex<'a>, at: ClaimIx) -> &'a Claim {
    &site.compiled.resolved.claims[at]
}

/// The link to a document.
pub(crate) fn document_href(site: &SiteIndex<'_>, from: &Address, ix: DocumentIx) -> String {
    from.href(&site.destination(PageKey::Document(ix)).address)
}

/// The link to a record.
pub(crate) fn record_href(site: &SiteIndex<'_>, from: &Address, ix: RecordIx) -> String {
    from.href(&site.destination(PageKey::Record(ix)).address)
}

/// The link to the most specific anchor of a claim.
pub(crate) fn claim_href(site: &SiteIndex<'_>, from: &Address, claim: &Claim) -> String {
    let document = site.destination(PageKey::Document(claim.document));
    from.href_at(
        &document.address,
        claim.anchor.as_ref().map(SectionId::as_str),
    )
}

/// The section of a claim; `None` for a claim of the whole document.
fn section(site: &SiteIndex<'_>, from: &Address, claim: &Claim) -> Option<SectionLink> {
    claim.anchor.as_ref()?;
    let page = PageKey::Document(claim.document);
    let title = claim
        .section
        .as_ref()
        .and_then(|section| text::headings::section_title(site, page, section));
    Some(SectionLink {
        href: claim_href(site, from, claim),
        title: title.map_or_else(
            || site.messages.get("claim_paragraph").to_owned(),
            Cow::into_owned,
        ),
    })
}

/// The extent of claims that do not cover their whole clause: "in part", "items a), c)".
fn parts(site: &SiteIndex<'_>, claims: &[ClaimIx]) -> Vec<String> {
    let claims = || claims.iter().map(|at| claim(site, *at));
    let part = claims().find(|claim| claim.item.is_none());
    let items = distinct(claims().filter_map(|claim| claim.item.as_deref()));
    let items = match items.as_slice() {
        [] => None,
        [item] => Some(("addresses-item", [("item", (*item).into())])),
        items => Some(("addresses-items", [("items", items.join(", ").into())])),
    };
    let items = items.map(|(message, arguments)| site.messages.with(message, arguments));
    part.map(|part| extent(site, part))
        .into_iter()
        .chain(items)
        .collect()
}

fn extent(site: &SiteIndex<'_>, claim: &Claim) -> String {
    match (&claim.item, claim.extent) {
        (Some(item), _) => site
            .messages
            .with("addresses-item", [("item", (&**item).into())]),
        (None, Extent::Full) => site.messages.get("addresses_full").to_owned(),
        (None, Extent::Partial) => site.messages.get("addresses_part").to_owned(),
    }
}

/// The reason why a document does not cover a clause, in a few words: the state of the document,
/// and the extent of its claim.
fn mark<'s>(site: &'s SiteIndex<'_>, key: ClauseKey, of: &Addressing) -> Option<Mark<'s>> {
    let claim = claim(site, *of.claims.first()?);
    let state = views::labels::document_state(site, of.document);
    let mut messages = Vec::new();
    if views::labels::standing(site, of.document).standing != Standing::InForce {
        messages.push(state.word.to_owned());
    }
    if claim.clause != key {
        let numbers = distinct(of.claims.iter().map(|at| {
            let clause = self::claim(site, *at).clause;
            site.compiled.manual.clause(clause).number.as_str()
        }));
        let arguments = [("clause", numbers.join(", ").into())];
        messages.push(site.messages.with("claim-through", arguments));
    } else if claim.extent == Extent::Partial {
        messages.extend(parts(site, &of.claims));
    }
    if of.verdict == Verdict::Covers {
        return None;
    }
    let words = reason_words(of.reason);
    let word = words.mark.map(|word| site.messages.get(word).to_owned());
    messages.extend(word);
    Some(Mark {
        class: words.class.unwrap_or(state.class),
        word: messages.join(", "),
    })
}

/// The status that a claim counts as (`docs/design.md`, "The status of a requirement").
///
/// On a heading no claim counts as anything by itself, because a heading has no status of its own.
fn counts_as<'s>(
    site: &'s SiteIndex<'_>,
    key: ClauseKey,
    weighed: WeighedClaim,
) -> Option<BadgeView<'s>> {
    if !site.compiled.manual.clause(key).requirement {
        return None;
    }
    let status = weighed.verdict().counts()?;
    Some(views::labels::clause_status(site, status))
}
