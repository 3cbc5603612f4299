//! Words for the reasons why a document is not in force.

use crate::approvals::{ApprovalStanding, what_changed, why_not_approved};
use crate::coverage::NotInForce;
use crate::export::ExplainedClaim;
use crate::pipeline::Compiled;

/// Why a document is not in force, in a word or two.
pub(crate) fn in_brief(reason: NotInForce) -> &'static str {
    match reason {
        NotInForce::Draft => "draft",
        NotInForce::InReview => "in review",
        NotInForce::Undated => "no effective date",
        NotInForce::Later => "not yet effective",
        NotInForce::Withdrawn => "obsolete",
        NotInForce::Superseded => "superseded",
        NotInForce::NoStatus => "no status",
        NotInForce::MergeMarkers => "unresolved merge",
        NotInForce::SharedId => "id of two files",
        NotInForce::ChangedSinceApproval => "changed since approval",
        NotInForce::NotApproved => "not approved",
    }
}

/// Why a document is not in force, in a sentence.
pub(crate) fn in_full(
    compiled: &Compiled,
    found: ExplainedClaim<'_>,
    reason: NotInForce,
) -> String {
    match (reason, found.document.effective) {
        (NotInForce::Draft, _) => "the status of the document is draft".to_owned(),
        (NotInForce::InReview, _) => "the status of the document is review".to_owned(),
        (NotInForce::NoStatus, _) => "the document has no status that can be read".to_owned(),
        (NotInForce::Later, Some(date)) => format!("the document takes effect on {date}"),
        (NotInForce::Later | NotInForce::Undated, _) => {
            "the document has no effective date".to_owned()
        }
        (NotInForce::MergeMarkers, _) => {
            "its file contains the markers of a merge that is not resolved".to_owned()
        }
        (NotInForce::SharedId, _) => "another file has the same id as the document".to_owned(),
        (NotInForce::ChangedSinceApproval | NotInForce::NotApproved, _) => {
            not_approved(compiled, found)
        }
        (NotInForce::Withdrawn, _) => "the status of the document is obsolete".to_owned(),
        (NotInForce::Superseded, _) => {
            let newer = found.standing.superseded_by.iter();
            let newer: Vec<String> = newer
                .map(|ix| compiled.manual.document(*ix).id.value.to_string())
                .collect();
            match newer.as_slice() {
                [] => "one of several files with the same id supersedes the document".to_owned(),
                newer => format!("the document is superseded by {}", newer.join(", ")),
            }
        }
    }
}

/// Why a document with the status `approved` does not count as approved.
fn not_approved(compiled: &Compiled, found: ExplainedClaim<'_>) -> String {
    let approval = &compiled.coverage.approvals[found.claim.document];
    match (approval.standing, approval.latest.as_deref()) {
        (ApprovalStanding::NotApproved(why), latest) => {
            let why = why_not_approved(why, found.document, latest);
            format!("no approval of the document counts: {why}")
        }
        (_, Some(latest)) => {
            let (date, role) = (latest.date, &latest.role.value);
            let what = what_changed(&approval.changed);
            format!("the {role} approved the document on {date}, and since then {what} changed")
        }
        (_, None) => "no approval of the document counts".to_owned(),
    }
}
