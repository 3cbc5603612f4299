//! Findings about documents that were changed without a new revision.

use crate::approvals;
use crate::diagnostics::{Diagnostic, Location};
use crate::manual::{Document, Manual, Status};
use crate::rules;

pub(super) fn check(manual: &Manual, diagnostics: &mut Vec<Diagnostic>) {
    let documents = manual.documents.iter();
    diagnostics.extend(documents.filter_map(|document| changed(manual, document)));
}

fn changed(manual: &Manual, document: &Document) -> Option<Diagnostic> {
    let issued = manual.issued.of(&document.path)?;
    let is_issued =
        document.status == Some(Status::Approved) && document.revision == issued.revision;
    if !is_issued || document.body.words == issued.words || has_approvals(manual, document) {
        return None;
    }
    let (id, revision) = (&document.id.value, &document.revision);
    let message = format!(
        "the text of {id} has changed since revision {revision} was approved ({} in commit {})",
        issued.day, issued.commit
    );
    let help = format!(
        "give it a new revision, with a line in `history` that says what has changed, or take the change \
         back: `clausebook diff {}` shows it",
        issued.commit
    );
    let location = Location::in_file(&document.path, document.id.span);
    Some(Diagnostic::new(&rules::CHANGED_WITHOUT_REVISION, location, message).help(help))
}

/// Whether the document has approvals. If so, they define which text was approved.
fn has_approvals(manual: &Manual, document: &Document) -> bool {
    let file = approvals::file_of(manual, &document.id.value);
    file.is_some_and(|file| !file.entries.is_empty())
}
