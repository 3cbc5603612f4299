//! Resolves the claims of documents, and refuses claims in other pages (`docs/design.md`, "Claims").

use super::find_stated_clause;
use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::index::Position as _;
use crate::manual::{
    ClaimOrigin, Document, DocumentIx, Extent, Item, KindRole, Manual, PageKey, PassageIx,
    ReferenceIx, SaidPassages, SectionId, StatedClaim,
};
use crate::markdown::field_says_nothing;
use crate::resolve::model::{Claim, Link};
use crate::resolve::unresolved::{Among, Unresolved};
use crate::rules;

/// Resolves the claims of a file of a document, in the order in which they are written: its own, then
/// those that tables and other notations give it.
pub(in crate::resolve) fn resolve_document(
    manual: &Manual,
    (ix, page): (DocumentIx, PageKey),
    document: &Document,
    given: &[StatedClaim],
    links: &[Link],
    unresolved: &mut Vec<Unresolved>,
) -> Vec<Claim> {
    let is_form = manual.kind(document.kind).has_role(KindRole::Form);
    let said = said_passages(manual, document, links, is_form);
    let mut claims = Vec::new();
    let own = document.claims.iter().chain(&document.body.claims);
    for stated in own.chain(given) {
        let found = match find_stated_clause(manual, stated) {
            Ok(found) => found,
            Err(error) => {
                let (span, error) = *error;
                let location = stated.location(&document.path, span);
                unresolved.push(Unresolved::of_clause(manual, location, error));
                continue;
            }
        };
        let place = place_in_page(page, document, stated, unresolved);
        let struck = match &stated.origin {
            ClaimOrigin::NamedSection(_) => {
                let passage = place.passage.and_then(|ix| document.body.passages.get(ix));
                let of_passage = passage.and_then(|passage| passage.struck);
                of_passage
                    .map(|why| why.beside(stated.struck))
                    .or(stated.struck)
            }
            _ => stated.struck,
        };
        let is_whole = found.item.as_ref().is_none_or(Item::is_whole);
        claims.push(Claim {
            document: ix,
            clause: found.clause,
            // An item claim is partial for its clause, whatever extent is written
            // (`docs/design.md`, "Claims").
            extent: if found.item.is_some() {
                Extent::Partial
            } else {
                stated.extent
            },
            is_full: is_whole && stated.extent == Extent::Full,
            item: found.item,
            is_empty: match place.passage {
                Some(passage) => said.passages.get(passage) == Some(&false),
                None => !said.whole,
            },
            // Tasks in a form are ticked by the person who fills it in.
            struck: struck.filter(|why| !(is_form && why.is_task())),
            is_proposed: stated.is_proposed,
            section: place.section,
            anchor: place.anchor,
            note: stated.note.clone(),
            location: stated.place(&document.path),
            setting: stated.read_by.map(|read_by| read_by.setting),
        });
    }
    claims
}

/// Which sections of a document contain text that counts, and whether any does. For an external
/// document, a `source` counts as text of the whole document and of every section.
fn said_passages(
    manual: &Manual,
    document: &Document,
    links: &[Link],
    is_form: bool,
) -> SaidPassages {
    let link = |ix: ReferenceIx| links.get(ix.index());
    let mut said = document.body.said_passages(
        is_form,
        |picture| matches!(link(picture), Some(Link::Asset(_) | Link::Page(..))),
        |reference| match link(reference) {
            Some(Link::Clause(clause)) => Some(&manual.clause(*clause).summary),
            _ => None,
        },
        |name| match manual.config.variables.get(name) {
            Some(value) => !field_says_nothing(value),
            // The variable may be defined in the damaged part of `manual.toml`, so the claim is not
            // reported as empty.
            None => manual.config.damaged.variables.may_have(name),
        },
    );
    let source = document.fields.text("source").unwrap_or_default();
    if manual.kind(document.kind).has_role(KindRole::External) && !field_says_nothing(source) {
        said.whole = true;
        said.passages.as_mut_vec().fill(true);
    }
    said
}

/// Where in a document's page a claim is, and what it rests on.
#[derive(Default)]
struct PlaceInPage {
    section: Option<SectionId>,
    /// The most exact anchor.
    anchor: Option<SectionId>,
    /// The text that the claim rests on; `None` for the whole document.
    passage: Option<PassageIx>,
}

/// Returns the place of a claim. An unknown section is reported, and the claim counts for the
/// document (`docs/design.md`, "Claims").
fn place_in_page(
    page: PageKey,
    document: &Document,
    stated: &StatedClaim,
    unresolved: &mut Vec<Unresolved>,
) -> PlaceInPage {
    let body = &document.body;
    match &stated.origin {
        ClaimOrigin::Document => PlaceInPage::default(),
        ClaimOrigin::Heading(id) => PlaceInPage {
            section: Some(id.clone()),
            anchor: Some(id.clone()),
            passage: body.anchor(id.as_str()).map(|anchor| anchor.passage),
        },
        ClaimOrigin::Paragraph {
            section,
            anchor,
            passage,
        } => PlaceInPage {
            section: section.clone(),
            anchor: Some(anchor.clone()),
            passage: *passage,
        },
        ClaimOrigin::Notation { section, passage } => PlaceInPage {
            section: section.clone(),
            anchor: section.clone(),
            passage: *passage,
        },
        ClaimOrigin::NamedSection(named) => match body.anchor(named.value.as_str()) {
            Some(anchor) => {
                let heading = body.own_heading(anchor).map(|heading| &heading.id);
                PlaceInPage {
                    section: Some(heading.unwrap_or(&named.value).clone()),
                    anchor: heading.or(body.place(named.value.as_str())).cloned(),
                    passage: Some(anchor.passage),
                }
            }
            // The section may stand in the text that a mistake hides.
            None if body.is_cut => PlaceInPage::default(),
            None => {
                let message = format!(
                    "{} has no section `{}`: the claim counts for the whole document",
                    document.id.value, named.value
                );
                let location = stated.location(&document.path, named.span);
                let diagnostic = Diagnostic::new(&rules::UNKNOWN_SECTION, location, message)
                    .help("write the id of one of its headings, as in `## Title {#id}`");
                unresolved.push(Unresolved {
                    written: named.value.to_string(),
                    among: Among::Headings(page),
                    ..Unresolved::plain(diagnostic)
                });
                PlaceInPage::default()
            }
        },
    }
}

/// Reports claims in a page that is not a document. They count nowhere (`docs/design.md`, "Claims").
pub(in crate::resolve) fn refuse(
    path: &SourcePath,
    claims: &[StatedClaim],
    what: &str,
) -> Vec<Unresolved> {
    let claims = claims.iter();
    claims
        .map(|stated| refused(stated.location(path, stated.span()), what, stated))
        .collect()
}

/// The report of a claim of a page that is not a document.
pub(in crate::resolve) fn refused(
    location: Location,
    what: &str,
    stated: &StatedClaim,
) -> Unresolved {
    let message = format!("{what} cannot claim clause {}", stated.clause.value);
    Unresolved::plain(
        Diagnostic::new(&rules::CLAIM_IN_RECORD, location, message)
            .help("let a document claim it: only documents address requirements"),
    )
}
