//! Who approves a document, and the reasons why one with the status `approved` is not approved.

use crate::approvals::{ApprovalStanding, NotApproved};
use crate::coverage::ApproverPart;
use crate::manual::{ApprovedPart, DocumentIx};
use crate::site::index::SiteIndex;
use crate::site::theme::linked_message::{Argument, LinkedMessage};

/// What a document's approver has to do with its present text.
pub(crate) fn approver_part(site: &SiteIndex<'_>, ix: DocumentIx) -> ApproverPart {
    let coverage = &site.compiled.coverage;
    crate::coverage::approver_part(
        site.compiled.manual.document(ix),
        coverage.standings[ix].not_in_force,
        coverage.approvals[ix].standing,
    )
}

/// The message in front of a document's approver. "Approved by" stands only at a text that is
/// approved, since a reader takes it for an approval.
pub(crate) fn approver_label(site: &SiteIndex<'_>, ix: DocumentIx) -> &'static str {
    match approver_part(site, ix) {
        ApproverPart::Approved => "doc_approved_by",
        ApproverPart::IsToApprove => "doc_to_be_approved_by",
        ApproverPart::Unknown => "doc_approver",
    }
}

/// The reason why the approval of a document keeps it from being in force; empty if it does not.
pub(crate) fn why_not_in_force(site: &SiteIndex<'_>, ix: DocumentIx) -> LinkedMessage {
    let approval = &site.compiled.coverage.approvals[ix];
    let document = site.compiled.manual.document(ix);
    let latest = approval.latest.as_deref();
    let role = latest.map_or("", |latest| latest.role.value.as_str());
    let date = latest.map_or_else(String::new, |latest| site.messages.date(latest.date));
    let other = latest.map_or("", |latest| latest.revision.as_str());
    match approval.standing {
        ApprovalStanding::Approved | ApprovalStanding::NotCompared => LinkedMessage::default(),
        ApprovalStanding::Changed => {
            let parts: Vec<String> = approval
                .changed
                .iter()
                .map(|part| changed_part(site, part).text())
                .collect();
            let name = match parts.is_empty() {
                true => "approval-changed",
                false => "approval-changed-parts",
            };
            let arguments = [
                ("role", Argument::text(role)),
                ("date", Argument::text(date)),
                ("parts", Argument::text(parts.join(", "))),
            ];
            site.messages.sentence(name, &arguments)
        }
        ApprovalStanding::NotApproved(why) => {
            let approver = document.approver.as_ref().map_or("", |role| role.as_str());
            let arguments = [
                ("why", Argument::Choice(why_word(why))),
                ("role", Argument::text(role)),
                ("approver", Argument::text(approver)),
                ("revision", Argument::text(document.revision.as_str())),
                ("other", Argument::text(other)),
            ];
            site.messages.sentence("approval-missing", &arguments)
        }
    }
}

/// The name of an approved part that has changed since the approval.
fn changed_part(site: &SiteIndex<'_>, part: &ApprovedPart) -> LinkedMessage {
    let (name, value) = match part {
        ApprovedPart::Text => ("approval-part-text", ""),
        ApprovedPart::Variable(name) => ("approval-part-variable", &**name),
        ApprovedPart::Field(name) => ("approval-part-field", &**name),
        ApprovedPart::File(name) => ("approval-part-file", &**name),
    };
    site.messages
        .sentence(name, &[("name", Argument::text(value))])
}

fn why_word(why: NotApproved) -> &'static str {
    match why {
        NotApproved::Unreadable => "unreadable",
        NotApproved::Misplaced => "misplaced",
        NotApproved::WrongSignature => "signature",
        NotApproved::FutureDated => "future",
        NotApproved::Unsigned => "unsigned",
        NotApproved::OtherRole => "role",
        NotApproved::OtherRevision => "revision",
        NotApproved::Nothing => "nothing",
    }
}
