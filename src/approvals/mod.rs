//! Whether what documents say today is what was approved (`docs/design.md`, approvals).
//!
//! - [`judge`]: where each document stands on a day, by the approvals of its file
//! - `words`: what diagnostics and explanations say of it
//! - `content`: what is approved of a document, and which files that asks for

mod content;
mod judge;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use content::{ContentFiles, content, files_of, files_to_hash};
pub(crate) use judge::{
    ApprovalStanding, DocumentApproval, NotApproved, fault, file_of, is_of, judge,
};
pub(crate) use words::{what_changed, why_not_approved};
