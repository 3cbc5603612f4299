//! A comparison as JSON. New fields are added at the end of their object, and fields are never
//! renamed.

use serde_json::{Value, json};

use super::{Compared, StateName};
use crate::compare::{DocumentChange, Fate, FindingRef};
use crate::coverage::{ClaimReason, ClauseStatus, Summary};
use crate::manual::Status;

const SCHEMA: &str = "clausebook.diff/1";

/// Returns the comparison as JSON.
pub(crate) fn diff_json(compared: &Compared<'_>) -> String {
    let comparison = compared.comparison;
    let documents = |fate| -> Vec<Value> {
        let changes = comparison.documents_with(fate);
        changes.map(|change| document(compared, change)).collect()
    };
    let findings = |list: &[FindingRef]| -> Vec<Value> {
        let list = list.iter();
        list.map(|finding| {
            let record = compared.finding(*finding);
            json!({
                "id": record.id.value.as_str(),
                "title": record.title,
                "grade": record.fields.text("grade"),
                "is_there": matches!(finding, FindingRef::Later(_)),
            })
        })
        .collect()
    };
    let report = json!({
        "schema": SCHEMA,
        "old": state(compared, 0),
        "new": state(compared, 1),
        "documents": {
            "added": documents(Fate::Added),
            "withdrawn": documents(Fate::Withdrawn),
            "revised": documents(Fate::Revised),
            "changed": documents(Fate::Changed),
        },
        "standards": standards(compared),
        "standards_added": comparison.standards_added,
        "standards_removed": comparison.standards_removed,
        "findings": {
            "opened": findings(&comparison.findings.opened),
            "closed": findings(&comparison.findings.closed),
        },
    });
    // Serialising texts, numbers and lists cannot fail.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn state(compared: &Compared<'_>, at: usize) -> Value {
    let as_of = [compared.old, compared.new].map(|compiled| compiled.coverage.as_of.to_string());
    let (commit, folder) = match &compared.names[at] {
        StateName::Commit(commit) => (Some(commit), None),
        StateName::Folder(folder) => (None, Some(folder)),
    };
    json!({ "as_of": as_of[at], "commit": commit, "folder": folder })
}

fn document(compared: &Compared<'_>, change: &DocumentChange) -> Value {
    let document = compared.document(change);
    let [revision_before, revision] = compared.revisions(change);
    let [state_before, state] = compared.states(change);
    let before = change.before.map(|ix| compared.old.manual.document(ix));
    let after = change.after.map(|ix| compared.new.manual.document(ix));
    let history = change.history.iter().map(|line| {
        json!({
            "revision": line.revision.as_str(),
            "date": line.date.map(|date| date.to_string()),
            "change": line.change,
        })
    });
    json!({
        "id": document.map(|document| document.id.value.as_str()),
        "title": document.map(|document| document.title.as_str()),
        "revision_before": revision_before,
        "revision": revision,
        "status_before": before.and_then(|one| one.status).map(Status::word),
        "status": after.and_then(|one| one.status).map(Status::word),
        "state_before": state_before,
        "state": state,
        "text_changed": change.has_new_text,
        "history": history.collect::<Vec<_>>(),
        "file": document.map(|document| document.path.as_str()),
    })
}

fn standards(compared: &Compared<'_>) -> Vec<Value> {
    let standards = compared.comparison.standards.iter();
    standards
        .map(|change| {
            let standard = compared.new.manual.standard(change.standard);
            let clauses = change.clauses.iter().map(|moved| {
                let clause = compared.new.manual.clause(moved.clause);
                let claims = moved.claims.iter().map(|claim| {
                    json!({
                        "document": claim.document,
                        "before": claim.before.map(ClaimReason::word),
                        "after": claim.after.map(|weighed| weighed.reason.word()),
                    })
                });
                json!({
                    "number": clause.number.as_str(),
                    "title": clause.title,
                    "before": moved.before.map(ClauseStatus::word),
                    "after": moved.after.map(ClauseStatus::word),
                    "why": compared.why(moved),
                    "claims": claims.collect::<Vec<_>>(),
                })
            });
            json!({
                "id": standard.id.as_str(),
                "designation": standard.designation,
                "before": summary(&change.before),
                "after": summary(&change.after),
                "clauses": clauses.collect::<Vec<_>>(),
            })
        })
        .collect()
}

fn summary(summary: &Summary) -> Value {
    json!({
        "requirements": summary.requirements(),
        "covered": summary.covered(),
        "overdue": summary.count(ClauseStatus::Overdue),
        "partial": summary.count(ClauseStatus::Partial),
        "planned": summary.count(ClauseStatus::Planned),
        "gap": summary.count(ClauseStatus::Gap),
        "excluded": summary.excluded(),
        "percent": summary.percent().map(|percent| percent.value()),
    })
}
