//! English phrases about approvals, for diagnostics and explanations.

use super::NotApproved;
use crate::manual::{Approval, ApprovedPart, Document};

/// Returns the changed parts of a document, for a sentence: "its text and the file `flow.svg`".
pub(crate) fn what_changed(changed: &[ApprovedPart]) -> String {
    let part = |part: &ApprovedPart| match part {
        ApprovedPart::Text => "its text".to_owned(),
        ApprovedPart::Variable(name) => format!("the value of `{name}`"),
        ApprovedPart::Field(name) => format!("what manual.toml fills in as `{name}`"),
        ApprovedPart::File(name) => format!("the file `{name}`"),
    };
    let parts: Vec<String> = changed.iter().map(part).collect();
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => "what was approved".to_owned(),
    }
}

/// Returns a sentence without a full stop that says why no approval of a document counts. `latest`
/// is the deciding approval of [`DocumentApproval`](super::DocumentApproval).
pub(crate) fn why_not_approved(
    why: NotApproved,
    document: &Document,
    latest: Option<&Approval>,
) -> String {
    let role = latest.map_or("", |approval| approval.role.value.as_str());
    match why {
        NotApproved::Unreadable => "its approvals cannot be read".to_owned(),
        NotApproved::Misplaced => {
            "approvals of it stand in a file that is not named for it".to_owned()
        }
        NotApproved::FutureDated => "its approval is dated after the present day".to_owned(),
        NotApproved::WrongSignature => {
            "the signature of its approval is wrong, or by a key that is not listed for the role"
                .to_owned()
        }
        NotApproved::Unsigned => {
            "its approval bears no signature, and manual.toml asks for one".to_owned()
        }
        NotApproved::OtherRole => match &document.approver {
            Some(approver) => format!("the {role} approved it, and its approver is the {approver}"),
            None => format!("the {role} approved it, and it names no approver"),
        },
        NotApproved::OtherRevision => {
            let revision = latest.map_or("", |approval| approval.revision.as_str());
            format!(
                "its approvals are of other revisions, the latest of {revision}, but it is at {}",
                document.revision
            )
        }
        NotApproved::Nothing => "nobody has approved it, and manual.toml asks for that".to_owned(),
    }
}
