//! Judges on the as-of date whether each document is approved as it is.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::content::{content, id_in};
use crate::diagnostics::SourcePath;
use crate::index::IndexVec;
use crate::manual::{
    Approval, ApprovedPart, Date, Document, DocumentId, DocumentIx, Manual, ReadApprovals, Status,
};

/// Whether a document's content is the approved one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ApprovalStanding {
    /// Nothing is compared: there is no approval and none is required, or the document is a draft,
    /// in review or obsolete.
    #[default]
    NotCompared,
    /// The content is the approved one.
    Approved,
    /// The content differs from the approved one.
    Changed,
    /// No approval counts, for this reason.
    NotApproved(NotApproved),
}

/// Why no approval counts. Of several reasons the first variant is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotApproved {
    /// The file of approvals cannot be read, or has approvals of another document only.
    Unreadable,
    /// The signature of an approval of the present revision is invalid, or its key is not listed
    /// for the role.
    WrongSignature,
    /// An approval of the present revision has no signature, although one is required.
    Unsigned,
    /// The approval of the present revision was given in another role than the approver's.
    OtherRole,
    /// All approvals are of other revisions.
    OtherRevision,
    /// There is no approval, although one is required.
    Nothing,
}

/// The approval of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentApproval {
    /// Whether the present content is the approved one.
    pub standing: ApprovalStanding,
    /// The deciding approval: the latest that counts. If none counts, the latest one with the
    /// reported reason.
    pub latest: Option<Arc<Approval>>,
    /// The parts of a changed document that differ, if the approval lists its parts.
    pub changed: Vec<ApprovedPart>,
}

/// Judges the approval of every document on a day. The result has the indices of the manual's
/// documents.
pub(crate) fn judge(manual: &Manual, as_of: Date) -> IndexVec<DocumentIx, DocumentApproval> {
    let files: FxHashMap<String, &ReadApprovals> = manual
        .approvals
        .approvals
        .iter()
        .filter_map(|read| Some((id_in(read)?, &**read)))
        .collect();
    let none = DocumentApproval::default();
    let mut all = IndexVec::beside(&manual.documents, none);
    let folder = SourcePath::new("approvals");
    let is_unread = manual.unread.binary_search(&folder).is_ok();
    if files.is_empty() && !manual.config.approval.required && !is_unread {
        return all;
    }
    for (ix, document) in manual.documents.enumerated() {
        let file = files.get(&document.id.value.folded()).copied();
        all[ix] = of_document(manual, document, file, as_of);
        if is_unread && document.status == Some(Status::Approved) {
            all[ix].standing = ApprovalStanding::NotApproved(NotApproved::Unreadable);
        }
    }
    all
}

/// Returns the file of a document's approvals.
pub(crate) fn file_of<'m>(manual: &'m Manual, id: &DocumentId) -> Option<&'m ReadApprovals> {
    let folded = id.folded();
    let files = manual.approvals.approvals.iter();
    let mut files = files.map(|read| &**read);
    files.find(|read| id_in(read).as_deref() == Some(&*folded))
}

fn of_document(
    manual: &Manual,
    document: &Document,
    file: Option<&ReadApprovals>,
    as_of: Date,
) -> DocumentApproval {
    let entries = file.map_or(&[][..], |file| &file.entries);
    let mut given: Vec<&Arc<Approval>> = entries
        .iter()
        .filter(|entry| is_of(entry, document) && entry.date <= as_of)
        .collect();
    // The sort is stable: of several approvals on one day, the last one in the file is the latest.
    given.sort_by_key(|entry| entry.date);
    let mut approval = DocumentApproval {
        latest: given.last().map(|entry| Arc::clone(entry)),
        ..DocumentApproval::default()
    };
    if document.status != Some(Status::Approved) {
        return approval;
    }
    if file.is_some_and(|file| file.is_damaged) {
        approval.standing = ApprovalStanding::NotApproved(NotApproved::Unreadable);
        return approval;
    }
    let mut faults = Vec::new();
    for entry in given.iter().rev() {
        match fault(manual, document, entry) {
            Some(fault) => faults.push((fault, entry)),
            None => {
                let now = content(manual, document, &manual.approvals.digests);
                let is_same = now.digest() == entry.digest;
                approval.latest = Some(Arc::clone(entry));
                approval.standing = match is_same {
                    true => ApprovalStanding::Approved,
                    false => ApprovalStanding::Changed,
                };
                if let (false, Some(then)) = (is_same, &entry.content) {
                    approval.changed = then.differing(&now);
                }
                return approval;
            }
        }
    }
    // `min_by_key` returns the first minimum, which is the latest approval with that fault.
    approval.standing = match faults.into_iter().min_by_key(|(fault, _)| *fault) {
        Some((fault, entry)) => {
            approval.latest = Some(Arc::clone(entry));
            ApprovalStanding::NotApproved(fault)
        }
        // A file with approvals of another document only was copied. That is reported there, and
        // whoever copied it meant this document to be approved.
        None if !entries.is_empty() && !entries.iter().any(|entry| is_of(entry, document)) => {
            ApprovalStanding::NotApproved(NotApproved::Unreadable)
        }
        None if manual.config.approval.required => {
            ApprovalStanding::NotApproved(NotApproved::Nothing)
        }
        None => ApprovalStanding::NotCompared,
    };
    approval
}

/// Whether the entry names this document. Entries copied from another document's file do not count.
pub(crate) fn is_of(entry: &Approval, document: &Document) -> bool {
    DocumentId::new(&entry.document.value).is_ok_and(|id| id == document.id.value)
}

/// Returns why an approval of the document does not count; `None` if it counts.
pub(crate) fn fault(manual: &Manual, document: &Document, entry: &Approval) -> Option<NotApproved> {
    if entry.revision != document.revision {
        return Some(NotApproved::OtherRevision);
    }
    if document.approver.as_ref() != Some(&entry.role.value) {
        return Some(NotApproved::OtherRole);
    }
    match entry.signature.as_ref().map(|signature| &signature.value) {
        None if manual.config.approval.signed => Some(NotApproved::Unsigned),
        None => None,
        Some(Err(_)) => Some(NotApproved::WrongSignature),
        Some(Ok(key)) => {
            let signers = &manual.approvals.signers;
            let is_listed = signers.allow(key, &entry.role.value, entry.date);
            (!is_listed).then_some(NotApproved::WrongSignature)
        }
    }
}
