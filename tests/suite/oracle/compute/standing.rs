//! The state of a document on the as-of date: obsolete, in force, approved, overdue.

use super::*;

pub(super) fn is_obsolete(manual: &Manual, document: &Document) -> bool {
    let superseded = manual.documents.iter().any(|other| {
        // An unreadable status or date may be any, so the worst case is assumed.
        let has_come_into_force = match (other.status, other.effective) {
            ("approved" | "obsolete" | "aproved", Some(day)) => day <= manual.as_of,
            ("approved", None) => other.effective_unreadable,
            ("obsolete" | "aproved", None) => true,
            _ => false,
        };
        // What only a translation supersedes may be withdrawn.
        let by_translation = other.translation.as_ref().is_some_and(|translation| {
            let has_come_into_force = match (translation.status, other.effective) {
                ("approved" | "obsolete", Some(day)) => day <= manual.as_of,
                ("obsolete", None) => true,
                _ => false,
            };
            translation.supersedes.contains(&document.id) && has_come_into_force
        });
        other.supersedes.contains(&document.id) && has_come_into_force || by_translation
    });
    document.status == "obsolete" || superseded
}

pub(super) fn is_in_force(manual: &Manual, document: &Document) -> bool {
    document.status == "approved"
        && document.effective.is_some_and(|day| day <= manual.as_of)
        && !is_obsolete(manual, document)
        && !document.in_merge
        && !document.has_twin
        && is_approved(manual, document)
}

/// Whether a document is approved. The latest approval by its approver of its revision decides. If
/// there is none, a document with other approvals is not approved, those of tomorrow included, and for
/// a document without any approval the setting of the manual decides.
pub(super) fn is_approved(manual: &Manual, document: &Document) -> bool {
    if document.approvals_damaged {
        return false;
    }
    let given = document.approvals.iter();
    let given: Vec<&Approval> = given.filter(|one| one.date <= manual.as_of).collect();
    let mut latest: Option<&Approval> = None;
    for one in &given {
        let by_approver = one.role.to_lowercase().replace("  ", " ") == "quality manager";
        let counts = by_approver && one.revision == document.revision;
        if counts && latest.is_none_or(|latest| one.date >= latest.date) {
            latest = Some(one);
        }
    }
    match latest {
        Some(latest) => latest.same_text,
        None => document.approvals.is_empty() && !manual.approval_required,
    }
}

pub(super) fn is_overdue(manual: &Manual, document: &Document) -> bool {
    if is_review_unreadable(manual, document) {
        return true;
    }
    review_due(manual, document).is_some_and(|day| day < manual.as_of)
}

/// Whether the field that decides the review date is written, but unreadable.
pub(super) fn is_review_unreadable(manual: &Manual, document: &Document) -> bool {
    if document.review_due_unreadable {
        return true;
    }
    if document.review_due.is_some() {
        return false;
    }
    if document.review_interval_unreadable {
        return true;
    }
    document.review_interval.is_none() && manual.review_interval_unreadable
}

pub(super) fn review_due(manual: &Manual, document: &Document) -> Option<Day> {
    if document.review_due.is_some() {
        return document.review_due;
    }
    let manuals = manual.review_interval.unwrap_or(12);
    let interval = document.review_interval.unwrap_or(manuals);
    document.effective.map(|day| day.plus_months(interval))
}
