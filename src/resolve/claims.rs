//! Claims as stated become claims on clauses (`docs/design.md`, claims).

use super::clause_ref::find_clause;
use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::manual::{ClaimOrigin, DocumentIx, Extent, Manual, PageKey, SectionId, StatedClaim};
use crate::resolve::model::Claim;
use crate::resolve::unresolved::{Among, Unresolved};
use crate::rules;

/// Looks up the claims of one document, in the order in which they are written.
pub(super) fn resolve_document(
    manual: &Manual,
    ix: DocumentIx,
    unresolved: &mut Vec<Unresolved>,
) -> Vec<Claim> {
    let document = manual.document(ix);
    let mut claims = Vec::new();
    for stated in document.claims.iter().chain(&document.body.claims) {
        let found = match find_clause(manual, &stated.clause.value) {
            Ok(found) => found,
            Err(error) => {
                let span = stated.span();
                unresolved.push(Unresolved::of_clause(manual, &document.path, span, error));
                continue;
            }
        };
        let (section, anchor) = place_in_page(manual, ix, stated, unresolved);
        claims.push(Claim {
            document: ix,
            clause: found.clause,
            // An item is a part of its clause, whatever extent is written (`docs/design.md`,
            // claims).
            extent: if found.item.is_some() {
                Extent::Partial
            } else {
                stated.extent
            },
            item: found.item,
            section,
            anchor,
            note: stated.note.clone(),
            span: stated.span(),
        });
    }
    claims
}

/// The section of a claim, and the most exact anchor. A section that does not exist is reported,
/// and the claim counts for the document (`docs/design.md`, claims).
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
                let location = Location::new(&document.path, named.span);
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

/// Claims in a page that is no document count nowhere (`docs/design.md`, claims).
pub(super) fn refuse(path: &SourcePath, claims: &[StatedClaim], what: &str) -> Vec<Unresolved> {
    claims
        .iter()
        .map(|stated| {
            let message = format!("{what} cannot claim clause {}", stated.clause.value);
            let location = Location::new(path, stated.span());
            Unresolved::plain(
                Diagnostic::new(&rules::CLAIM_IN_RECORD, location, message)
                    .help("let a document claim it: only documents address requirements"),
            )
        })
        .collect()
}
