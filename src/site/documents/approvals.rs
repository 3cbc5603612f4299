//! Who approved a document, in which role, when, with which signature, and which text.

use serde::Serialize;

use crate::approvals::{NotApproved, fault, file_of, is_of};
use crate::manual::{Approval, DocumentIx};
use crate::site::index::SiteIndex;
use crate::site::views;

/// The most approvals that a page shows.
const MOST_APPROVALS: usize = 50;

/// The approvals of a document, the latest first.
#[derive(Serialize)]
pub(crate) struct ApprovalsView<'a> {
    approvals: Vec<ApprovalView<'a>>,
    more: Option<String>,
}

#[derive(Serialize)]
struct ApprovalView<'a> {
    revision: &'a str,
    /// As HTML.
    date: String,
    role: &'a str,
    meaning: &'a str,
    /// The fingerprint of the key that signed it, or what is to be said in its place.
    signature: &'a str,
    /// The first digits of the SHA-256 of what was approved, and all of them.
    text: String,
    sha256: String,
    /// Why it does not count, where it is one of the present revision.
    fault: Option<&'a str>,
}

/// The approvals that were given by the as-of date; nothing where none was.
pub(super) fn approvals_view<'s>(
    site: &'s SiteIndex<'_>,
    ix: DocumentIx,
) -> Option<ApprovalsView<'s>> {
    let compiled = site.compiled;
    let document = compiled.manual.document(ix);
    let file = file_of(&compiled.manual, &document.id.value)?;
    let mut given: Vec<&Approval> = file
        .entries
        .iter()
        .map(|entry| &**entry)
        .filter(|entry| is_of(entry, document) && entry.date <= compiled.coverage.as_of)
        .collect();
    if given.is_empty() {
        return None;
    }
    given.sort_by_key(|entry| entry.date);
    let view = |entry: &&'s Approval| {
        let fault = fault(&compiled.manual, document, entry);
        ApprovalView {
            revision: entry.revision.as_str(),
            date: views::labels::time_element(site, entry.date),
            role: entry.role.value.as_str(),
            meaning: &entry.meaning,
            signature: match entry.signature.as_ref().map(|signature| &signature.value) {
                None => site.messages.get("approval_unsigned"),
                Some(Ok(key)) if fault != Some(NotApproved::WrongSignature) => key.fingerprint(),
                Some(_) => site.messages.get("approval_wrong_signature"),
            },
            text: entry.digest.short(),
            sha256: entry.digest.to_string(),
            fault: fault
                .filter(|fault| *fault != NotApproved::OtherRevision)
                .map(|_| site.messages.get("approval_does_not_count")),
        }
    };
    Some(ApprovalsView {
        approvals: given.iter().rev().take(MOST_APPROVALS).map(view).collect(),
        more: (given.len() > MOST_APPROVALS).then(|| {
            site.messages
                .count("and-more", given.len() - MOST_APPROVALS)
        }),
    })
}
