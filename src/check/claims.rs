//! Findings about single claims: empty claims and struck claims.

use crate::coverage::Coverage;
use crate::diagnostics::Diagnostic;
use crate::manual::{Manual, Status, Struck};
use crate::resolve::{Claim, Resolved};
use crate::rules;

pub(super) fn check(
    manual: &Manual,
    resolved: &Resolved,
    coverage: &Coverage,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for claim in resolved.claims.iter() {
        if coverage.standing(claim.document).standing.is_obsolete() {
            continue;
        }
        if let Some(why) = claim.struck {
            diagnostics.extend(struck(manual, claim, why));
        } else if claim.is_empty && manual.document(claim.document).status != Some(Status::Draft) {
            // In a draft, empty sections are expected.
            diagnostics.push(empty(manual, claim));
        }
    }
}

fn struck(manual: &Manual, claim: &Claim, why: Struck) -> Option<Diagnostic> {
    let (where_it_stands, help) = match why {
        Struck::Text => (
            "in text that is struck out",
            "remove the claim, or the strike-through",
        ),
        Struck::Heading => (
            "on a heading that is struck out",
            "remove the claim, or the strike-through of the heading",
        ),
        Struck::BelowHeading => (
            "below a heading that is struck out",
            "remove the claim, or the strike-through of the heading",
        ),
        Struck::OpenTask => (
            "in a task that is not ticked",
            "take the claim away, or tick the task once it is done",
        ),
        Struck::LooksOpen => (
            "behind a box that looks like that of a task that is not ticked",
            "take the claim away; a task that is done is written `- [x] …`",
        ),
        // The signs are reported at their own place.
        Struck::LeftOpen | Struck::BetweenSigns => return None,
    };
    let name = name(manual, claim);
    let message = format!("the claim on {name} stands {where_it_stands}: it counts nowhere");
    let diagnostic = Diagnostic::new(&rules::STRUCK_CLAIM, claim.location.clone(), message);
    Some(diagnostic.help(help))
}

fn empty(manual: &Manual, claim: &Claim) -> Diagnostic {
    let document = &manual.document(claim.document).id.value;
    let place = match &claim.section {
        Some(section) => format!("the section `{section}` of {document}"),
        None => document.to_string(),
    };
    let message = format!(
        "{place} claims {} and says nothing: it counts as partial",
        name(manual, claim)
    );
    let help = "write there what is done, or take the claim away";
    Diagnostic::new(&rules::EMPTY_CLAIM, claim.location.clone(), message).help(help)
}

/// The clause and item of the claim, as in `ISO 9001:2015 8.5.1 f)`.
fn name(manual: &Manual, claim: &Claim) -> String {
    let standard = manual.standard(claim.clause.standard);
    let number = &manual.clause(claim.clause).number;
    let item = claim.item.as_ref();
    let item = item.map_or_else(String::new, |item| format!(" {item}"));
    format!("{} {number}{item}", standard.designation)
}
