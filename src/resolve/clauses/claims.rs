//! Resolves the claims of documents, and refuses claims in other pages (`docs/design.md`, "Claims").

use super::find_stated_clause;
use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::index::Position as _;
use crate::manual::{
    ClaimOrigin, Document, DocumentIx, Extent, Heading, Item, KindRole, Manual, PageKey,
    ReferenceIx, SaidSections, SectionId, StatedClaim,
};
use crate::markdown::says_nothing;
use crate::resolve::model::{Claim, Link};
use crate::resolve::unresolved::{Among, Unresolved};
use crate::rules;

/// Resolves the claims of one document, in the order in which they are written: its own, then those
/// that tables and other notations give it.
pub(in crate::resolve) fn resolve_document(
    manual: &Manual,
    ix: DocumentIx,
    given: &[StatedClaim],
    links: &[Link],
    unresolved: &mut Vec<Unresolved>,
) -> Vec<Claim> {
    let document = manual.document(ix);
    let is_form = manual.kind(document.kind).has_role(KindRole::Form);
    let said = said_sections(manual, document, links, is_form);
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
        let (section, anchor) = place_in_page(manual, ix, stated, unresolved);
        let heading = section.as_ref().and_then(|id| heading(document, id));
        let struck = match &stated.origin {
            ClaimOrigin::NamedSection(_) => {
                let of_heading = heading.and_then(|(_, heading)| heading.struck);
                stated.struck.or(of_heading)
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
            is_empty: match heading {
                Some((at, _)) => !said.sections.get(at).copied().unwrap_or_default(),
                None => !said.whole,
            },
            // Tasks in a form are ticked by the person who fills it in.
            struck: struck.filter(|why| !(is_form && why.is_task())),
            is_proposed: stated.is_proposed,
            section,
            anchor,
            note: stated.note.clone(),
            location: stated.place(&document.path),
            setting: stated.read_by.map(|read_by| read_by.setting),
        });
    }
    claims
}

/// Which sections of a document contain text that counts, and whether any does. For an external
/// document, a `source` counts as text of the whole document and of every section.
fn said_sections(
    manual: &Manual,
    document: &Document,
    links: &[Link],
    is_form: bool,
) -> SaidSections {
    let link = |ix: ReferenceIx| links.get(ix.index());
    let mut said = document.body.said_sections(
        is_form,
        |picture| matches!(link(picture), Some(Link::Asset(_) | Link::Page(..))),
        |reference| match link(reference) {
            Some(Link::Clause(clause)) => Some(&manual.clause(*clause).summary),
            _ => None,
        },
        |name| match manual.config.variables.get(name) {
            Some(value) => !says_nothing(value),
            // The variable may be defined in the damaged part of `manual.toml`, so the claim is not
            // reported as empty.
            None => manual.config.damaged.variables.may_have(name),
        },
    );
    let source = document.fields.text("source").unwrap_or_default();
    if manual.kind(document.kind).has_role(KindRole::External) && !says_nothing(source) {
        said.whole = true;
        said.sections.fill(true);
    }
    said
}

/// A heading of a document, and its position.
fn heading<'d>(document: &'d Document, id: &SectionId) -> Option<(usize, &'d Heading)> {
    let at = document.body.heading_position(id.as_str())?.index();
    Some((at, document.body.headings.get(at)?))
}

/// Returns the section of a claim, and its most exact anchor. An unknown section is reported, and
/// the claim counts for the document (`docs/design.md`, "Claims").
fn place_in_page(
    manual: &Manual,
    ix: DocumentIx,
    stated: &StatedClaim,
    unresolved: &mut Vec<Unresolved>,
) -> (Option<SectionId>, Option<SectionId>) {
    let document = manual.document(ix);
    match &stated.origin {
        ClaimOrigin::Document => (None, None),
        ClaimOrigin::Heading(id) => (Some(id.clone()), Some(id.clone())),
        ClaimOrigin::Paragraph { section, anchor } => (section.clone(), Some(anchor.clone())),
        ClaimOrigin::NamedSection(named) => match document.body.heading(named.value.as_str()) {
            Some(heading) => (Some(heading.id.clone()), Some(heading.id.clone())),
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
                    among: Among::Headings(PageKey::Document(ix)),
                    ..Unresolved::plain(diagnostic)
                });
                (None, None)
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
