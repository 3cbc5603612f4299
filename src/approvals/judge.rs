//! Where each document stands on a day, by the approvals of its file.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::content::{content, id_in};
use crate::diagnostics::SourcePath;
use crate::index::IndexVec;
use crate::manual::{
    Approval, ApprovedPart, Date, Document, DocumentId, DocumentIx, Manual, ReadApprovals, Status,
};

/// Whether a document is what was approved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ApprovalStanding {
    /// Nothing is compared: no approval is there or asked for, or the document is a draft, in review
    /// or obsolete.
    #[default]
    NotCompared,
    /// It says what was approved.
    Approved,
    /// It says something else than what was approved.
    Changed,
    /// No approval counts.
    NotApproved(NotApproved),
}

/// Why no approval counts, of several reasons the one nearest to an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotApproved {
    /// The file of approvals cannot be read.
    Unreadable,
    /// Those of its present revision bear a signature that proves nothing, or by a key that is not
    /// listed for the role.
    WrongSignature,
    /// Those of its present revision bear no signature, and one is asked for.
    Unsigned,
    /// Those of its present revision were given in another role.
    OtherRole,
    /// All are of another revision.
    OtherRevision,
    /// There is none, and one is asked for.
    Nothing,
}

/// What is known of a document's approval.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentApproval {
    /// Whether the document is what was approved.
    pub standing: ApprovalStanding,
    /// The approval that decides: the latest that counts, of the present revision. Where none counts,
    /// the latest of those that come nearest.
    pub latest: Option<Arc<Approval>>,
    /// What of a changed document is another than it was, where the approval says it part by part.
    pub changed: Vec<ApprovedPart>,
}

/// The approval of every document on a day, beside the manual's list.
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

/// The file of a document's approvals.
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
    // Of one day the one that stands last was given last.
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
    // Of several the latest: they stand in that order.
    approval.standing = match faults.into_iter().min_by_key(|(fault, _)| *fault) {
        Some((fault, entry)) => {
            approval.latest = Some(Arc::clone(entry));
            ApprovalStanding::NotApproved(fault)
        }
        None if manual.config.approval.required => {
            ApprovalStanding::NotApproved(NotApproved::Nothing)
        }
        None => ApprovalStanding::NotCompared,
    };
    approval
}

/// Whether an entry is one of this document. A copy of another's approvals is none.
pub(crate) fn is_of(entry: &Approval, document: &Document) -> bool {
    DocumentId::new(&entry.document.value).is_ok_and(|id| id == document.id.value)
}

/// Why an approval that was given does not count.
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
