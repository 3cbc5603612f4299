//! Findings about documents that were changed without a new revision.

use std::sync::Arc;

use crate::approvals;
use crate::diagnostics::{Diagnostic, Location};
use crate::manual::{Document, Manual, Status};
use crate::rules;

pub(super) fn check(manual: &Manual, diagnostics: &mut Vec<Diagnostic>) {
    // Approvals define which text of a document was approved, but not which text of a translation.
    let of_document = |document: &Arc<Document>| {
        changed(manual, document).filter(|_| !has_approvals(manual, document))
    };
    diagnostics.extend(manual.documents.iter().filter_map(of_document));
    let translations = manual.translations.iter();
    diagnostics.extend(translations.filter_map(|one| changed(manual, &one.page)));
}

fn changed(manual: &Manual, document: &Document) -> Option<Diagnostic> {
    let issued = manual.issued.of(&document.path)?;
    let is_issued =
        document.status == Some(Status::Approved) && document.revision == issued.revision;
    if !is_issued || document.body.words == issued.words {
        return None;
    }
    let (id, revision) = (&document.id.value, &document.revision);
    let is_own = manual.names.by_path.get(&document.path) == manual.names.by_id.get(id);
    let language = match is_own {
        true => String::new(),
        false => format!(" in {}", document.language.language.english_name()),
    };
    let message = format!(
        "the text of {id}{language} has changed since revision {revision} was approved ({} in commit {})",
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
