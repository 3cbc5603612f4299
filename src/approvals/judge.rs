//! Judges on the as-of date whether each document is approved as it is.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::content::{content, id_in};
use crate::diagnostics::SourcePath;
use crate::index::IndexVec;
use crate::manual::{
    Approval, ApprovedPart, Document, DocumentId, DocumentIx, JudgedOn, Manual, ReadApprovals,
    Status,
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
    /// Approvals of the document stand in a file that is not named for it.
    Misplaced,
    /// The signature of an approval of the present revision is invalid, or its key is not listed
    /// for the role.
    WrongSignature,
    /// An approval is dated after the present day.
    FutureDated,
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
pub(crate) fn judge(manual: &Manual, on: JudgedOn) -> IndexVec<DocumentIx, DocumentApproval> {
    let files = Files::of(manual);
    let none = DocumentApproval::default();
    let mut all = IndexVec::beside(&manual.documents, none);
    let folder = SourcePath::new("approvals");
    let is_unread = manual.unread.binary_search(&folder).is_ok();
    if manual.approvals.approvals.is_empty() && !manual.config.approval.required && !is_unread {
        return all;
    }
    for (ix, document) in manual.documents.enumerated() {
        all[ix] = of_document(manual, document, &files, on);
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

/// The files of approvals: those in which the approvals of a document are read, and the entries that
/// stand elsewhere.
struct Files<'m> {
    /// The file of each document, by the folded id.
    by_id: FxHashMap<String, &'m ReadApprovals>,
    /// The entries of a document in files that are not named for it, by the folded id; `None` for an
    /// entry that cannot be read.
    misplaced: FxHashMap<String, Vec<Option<&'m Approval>>>,
}

impl<'m> Files<'m> {
    fn of(manual: &'m Manual) -> Self {
        let mut files = Self {
            by_id: FxHashMap::default(),
            misplaced: FxHashMap::default(),
        };
        for read in &manual.approvals.approvals {
            if let Some(id) = id_in(read) {
                files.by_id.entry(id).or_insert(read);
            }
        }
        for read in &manual.approvals.approvals {
            files.add_misplaced(manual, read);
        }
        files
    }

    fn add_misplaced(&mut self, manual: &Manual, read: &'m ReadApprovals) {
        let own = id_in(read).filter(|id| self.is_read_for(read, id));
        let mut add = |id: String, entry| {
            if own.as_ref() != Some(&id) {
                self.misplaced.entry(id).or_default().push(entry);
            }
        };
        let folded = |id: &str| Some(DocumentId::new(id).ok()?.folded());
        for entry in &read.entries {
            if let Some(id) = folded(&entry.document.value) {
                add(id, Some(&**entry));
            }
        }
        if !read.is_damaged {
            return;
        }
        for id in read.names.iter().filter_map(|name| folded(name)) {
            add(id, None);
        }
        if read.names.is_empty() && own.is_none() {
            // Nothing but the name of the file tells of which document it was a copy.
            let name = read.path.file_name().to_lowercase();
            let ids = manual.documents.iter().map(|one| one.id.value.folded());
            for id in ids.filter(|id| name.starts_with(&**id)) {
                add(id, None);
            }
        }
    }

    fn is_read_for(&self, read: &ReadApprovals, id: &str) -> bool {
        let found = self.by_id.get(id);
        found.is_some_and(|found| found.path == read.path)
    }

    /// Whether entries of a document stand in another file only, so that it is not known what was
    /// approved last. An entry that did not exist yet on the as-of date decides nothing.
    fn is_misplaced(&self, id: &str, own: &[Arc<Approval>], on: JudgedOn) -> bool {
        let entries = self.misplaced.get(id).map_or(&[][..], Vec::as_slice);
        entries.iter().any(|entry| match entry {
            None => true,
            Some(entry) => {
                let is_given = entry.date <= on.as_of || untrue(entry, on).is_some();
                is_given && !own.iter().any(|own| own.is_copy_of(entry))
            }
        })
    }
}

/// Why an entry that is dated after the as-of date is in doubt: its date cannot be true, or is not
/// the one that was signed. `None` for one that has not happened yet when somebody looks at the past.
fn untrue(entry: &Approval, on: JudgedOn) -> Option<NotApproved> {
    let signature = entry.signature.as_ref().map(|signature| &signature.value);
    match signature {
        Some(Err(_)) => Some(NotApproved::WrongSignature),
        _ => (entry.date > on.today).then_some(NotApproved::FutureDated),
    }
}

fn of_document(
    manual: &Manual,
    document: &Document,
    files: &Files<'_>,
    on: JudgedOn,
) -> DocumentApproval {
    let id = document.id.value.folded();
    let file = files.by_id.get(&id).copied();
    let entries = file.map_or(&[][..], |file| &file.entries);
    let own = entries.iter().filter(|entry| is_of(entry, document));
    let (mut given, ahead): (Vec<&Arc<Approval>>, Vec<_>) =
        own.partition(|entry| entry.date <= on.as_of.min(on.today));
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
    if files.is_misplaced(&id, entries, on) {
        approval.standing = ApprovalStanding::NotApproved(NotApproved::Misplaced);
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
    let untrue = ahead
        .into_iter()
        .filter_map(|entry| untrue(entry, on))
        .min();
    // `min_by_key` returns the first minimum, which is the latest approval with that fault.
    let fault = faults.into_iter().min_by_key(|(fault, _)| *fault);
    approval.standing = match (fault, untrue) {
        (Some((fault, entry)), untrue) if untrue.is_none_or(|untrue| fault <= untrue) => {
            approval.latest = Some(Arc::clone(entry));
            ApprovalStanding::NotApproved(fault)
        }
        (_, Some(untrue)) => ApprovalStanding::NotApproved(untrue),
        // A file with approvals of another document only was copied. That is reported there, and
        // whoever copied it meant this document to be approved.
        _ if !entries.is_empty() && !entries.iter().any(|entry| is_of(entry, document)) => {
            ApprovalStanding::NotApproved(NotApproved::Unreadable)
        }
        _ if manual.config.approval.required => ApprovalStanding::NotApproved(NotApproved::Nothing),
        _ => ApprovalStanding::NotCompared,
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
