//! The approvals of a document: the role, the date, the signature and the approved text of each.

use serde::Serialize;

use crate::approvals::{NotApproved, fault, file_of, is_of};
use crate::manual::{Approval, DocumentIx};
use crate::site::index::SiteIndex;
use crate::site::views;

/// The most approvals that a page shows; the latest are shown.
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
    /// The date, as HTML.
    date: String,
    role: &'a str,
    meaning: &'a str,
    /// The fingerprint of the key that signed it, or a note that there is no valid signature.
    signature: &'a str,
    /// The first digits of the SHA-256 of the approved text. `sha256` has all of them.
    text: String,
    sha256: String,
    /// A note that an approval of the present revision does not count.
    fault: Option<&'a str>,
}

/// The approvals that were given on or before the as-of date; `None` if there are none.
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
