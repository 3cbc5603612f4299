//! Findings about approvals: mistakes in their files that show only together with other files, and
//! documents whose approval does not count on the as-of date.

use crate::approvals::{
    ApprovalStanding, NotApproved, file_of, id_in, is_of, what_changed, why_not_approved,
};
use crate::coverage::Coverage;
use crate::diagnostics::{Diagnostic, Location};
use crate::manual::{Approval, Document, DocumentIx, Manual, PageKey, ReadApprovals, Status};
use crate::rules;

pub(super) fn check(manual: &Manual, coverage: &Coverage, diagnostics: &mut Vec<Diagnostic>) {
    for read in &manual.approvals.approvals {
        match document_of(manual, read) {
            Owner::Document(document) => {
                for entry in &read.entries {
                    diagnostics.extend(of_another(read, entry, document));
                    diagnostics.extend(future_dated(coverage, read, entry, document));
                    diagnostics.extend(unlisted(manual, read, entry));
                    diagnostics.extend(in_another_role(coverage, read, entry, document));
                }
            }
            Owner::Unread => {}
            Owner::None => diagnostics.push(without_document(manual, coverage, read)),
        }
    }
    for (ix, document) in manual.documents.enumerated() {
        diagnostics.extend(standing(manual, coverage, ix, document));
    }
}

/// The document whose approvals a file contains.
enum Owner<'m> {
    Document(&'m Document),
    /// The document's page cannot be read. That is reported separately.
    Unread,
    None,
}

fn document_of<'m>(manual: &'m Manual, read: &ReadApprovals) -> Owner<'m> {
    // A file system may have changed the case of the file name.
    let Some(folded) = id_in(read) else {
        return Owner::None;
    };
    let mut documents = manual.documents.iter();
    match documents.find(|document| document.id.value.folded() == folded) {
        Some(document) => match file_of(manual, &document.id.value) {
            Some(file) if file.path != read.path => Owner::None,
            _ => Owner::Document(document),
        },
        None if manual.may_be_unread(stem(read)) => Owner::Unread,
        None => Owner::None,
    }
}

/// The name of a file of approvals without its ending.
fn stem(read: &ReadApprovals) -> &str {
    let name = read.path.file_name();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn without_document(manual: &Manual, coverage: &Coverage, read: &ReadApprovals) -> Diagnostic {
    let location = Location::file(&read.path);
    let stem = stem(read);
    let named = read
        .names
        .iter()
        .find_map(|name| match manual.names.find(name) {
            Some(PageKey::Document(ix)) => Some((ix, &manual.document(ix).id.value)),
            _ => None,
        });
    // The document exists, but its approvals are only read from the file with its name.
    if let Some((ix, id)) = named {
        let misplaced = ApprovalStanding::NotApproved(NotApproved::Misplaced);
        let consequence = match coverage.approvals[ix].standing == misplaced {
            true => format!(", and {id} is not approved"),
            false => String::new(),
        };
        let message = format!(
            "the approvals of {id} stand in a file that is not named for it, so that they do not count{consequence}"
        );
        return Diagnostic::new(&rules::INVALID_APPROVAL, location, message)
            .help(format!("name the file approvals/{id}.toml"));
    }
    let message = format!("there is no document `{stem}` to which these approvals belong");
    let ids = manual
        .documents
        .iter()
        .map(|document| document.id.value.as_str());
    Diagnostic::new(&rules::APPROVAL_WITHOUT_DOCUMENT, location, message).nearest_of(
        stem,
        ids,
        || "name the file approvals/ID.toml by the document's id, or take it away".to_owned(),
    )
}

fn of_another(read: &ReadApprovals, entry: &Approval, document: &Document) -> Option<Diagnostic> {
    let id = &document.id.value;
    if is_of(entry, document) {
        return None;
    }
    let location = Location::new(&read.path, entry.document.span);
    let message = format!(
        "this is an approval of {}, in the file of {id}: it does not count",
        entry.document.value
    );
    let help = format!("take the entry out, and approve {id} with `clausebook approve {id}`");
    Some(Diagnostic::new(&rules::INVALID_APPROVAL, location, message).help(help))
}

/// Reports an approval that is dated after the present day.
fn future_dated(
    coverage: &Coverage,
    read: &ReadApprovals,
    entry: &Approval,
    document: &Document,
) -> Option<Diagnostic> {
    let (date, today) = (entry.date, coverage.today);
    if date <= today || !is_of(entry, document) {
        return None;
    }
    let id = &document.id.value;
    let location = Location::new(&read.path, entry.dated_at);
    let message = format!(
        "this approval of {id} is dated {date}, and today is {today}: it has not been given, and does not count"
    );
    let help = format!(
        "take the entry out, set the clock, and approve {id} again with `clausebook approve {id}`"
    );
    Some(Diagnostic::new(&rules::FUTURE_DATED, location, message).help(help))
}

/// Reports a signature by a key that `allowed_signers` does not list for the role.
fn unlisted(manual: &Manual, read: &ReadApprovals, entry: &Approval) -> Option<Diagnostic> {
    let signature = entry.signature.as_ref()?;
    let key = signature.value.as_ref().ok()?;
    let (role, signers) = (&entry.role.value, &manual.approvals.signers);
    if signers.allow(key, role, entry.date) {
        return None;
    }
    let location = Location::new(&read.path, signature.span);
    let line = format!(
        "{} {}",
        crate::signatures::quoted_principal(role.as_str()),
        key.line()
    );
    let message = match signers.is_there {
        true => format!(
            "allowed_signers does not list this key for the {role} on {}: the approval does not count",
            entry.date
        ),
        false => format!(
            "the manual has no file allowed_signers that lists this key for the {role}: the approval \
             does not count"
        ),
    };
    let help =
        format!("if the key is the {role}'s, add to allowed_signers beside manual.toml: {line}");
    Some(Diagnostic::new(&rules::WRONG_SIGNATURE, location, message).help(help))
}

/// Reports an approval of the document's present revision in a role that is not its approver.
fn in_another_role(
    coverage: &Coverage,
    read: &ReadApprovals,
    entry: &Approval,
    document: &Document,
) -> Option<Diagnostic> {
    let approver = document.approver.as_ref()?;
    let role = &entry.role.value;
    let is_present = document.status == Some(Status::Approved)
        && entry.revision == document.revision
        && entry.date <= coverage.as_of
        && is_of(entry, document);
    if role == approver || !is_present {
        return None;
    }
    let location = Location::new(&read.path, entry.role.span);
    let message = format!(
        "the {role} approved {}, whose approver is the {approver}: the approval does not count",
        document.id.value
    );
    let help = format!("let the {approver} approve it, or name the {role} as its approver");
    Some(Diagnostic::new(&rules::APPROVED_BY_OTHER, location, message).help(help))
}

fn standing(
    manual: &Manual,
    coverage: &Coverage,
    ix: DocumentIx,
    document: &Document,
) -> Option<Diagnostic> {
    if coverage.standing(ix).standing.is_obsolete() {
        return None;
    }
    let approval = &coverage.approvals[ix];
    let id = &document.id.value;
    let location = Location::in_file(&document.path, document.id.span);
    match approval.standing {
        ApprovalStanding::NotCompared | ApprovalStanding::Approved => None,
        ApprovalStanding::Changed => {
            let latest = approval.latest.as_ref()?;
            let (what, date) = (what_changed(&approval.changed), latest.date);
            let message =
                format!("{id} is not in force: {what} changed since it was approved on {date}");
            let help = format!(
                "raise the revision and let the {} approve it (`clausebook approve {id}`), or take the change back",
                latest.role.value
            );
            Some(Diagnostic::new(&rules::CHANGED_SINCE_APPROVAL, location, message).help(help))
        }
        // These are reported at their places in the file of approvals.
        ApprovalStanding::NotApproved(
            NotApproved::Unreadable
            | NotApproved::Misplaced
            | NotApproved::WrongSignature
            | NotApproved::FutureDated,
        ) => None,
        ApprovalStanding::NotApproved(NotApproved::Nothing | NotApproved::Unsigned)
            if manual.config.approval.is_damaged =>
        {
            None
        }
        ApprovalStanding::NotApproved(why) => {
            let why = why_not_approved(why, document, approval.latest.as_deref());
            let message = format!("{id} is not in force: {why}");
            let approver = document.approver.as_ref();
            let approver = approver.map_or("approver", |role| role.as_str());
            let help = format!("let the {approver} approve it: `clausebook approve {id}`");
            Some(Diagnostic::new(&rules::NOT_APPROVED, location, message).help(help))
        }
    }
}
