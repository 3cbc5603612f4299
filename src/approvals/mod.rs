//! Judges whether the present content of documents is the approved one (`docs/design.md`,
//! "Approval").
//!
//! - [`mod@judge`]: the approval of each document on a day
//! - `words`: sentences about approvals for diagnostics and explanations
//! - `content`: the content that an approval covers, and the files that must be hashed for it

mod content;
mod judge;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use content::{
    ContentFiles, content, files_of, files_to_hash, holds_approvals, id_in, without_copies,
};
pub(crate) use judge::{
    ApprovalStanding, DocumentApproval, NotApproved, fault, file_of, is_of, judge,
};
pub(crate) use words::{what_changed, why_not_approved};
