//! The facts about a clause that come from records: evidence, audits and findings.

use super::*;

pub(super) fn evidence(manual: &Manual, standard: &Standard, clause: &Clause) -> &'static str {
    match clause.records {
        Some("retain" | "both") => {}
        Some("unknown") => return "unknown",
        _ => return "not-required",
    }
    let claims = bearing(manual, standard, clause);
    let in_force = |document: &&Document| {
        is_in_force(manual, document)
            && claims
                .iter()
                .filter(|claim| !claim.struck && !claim.proposed)
                .any(|claim| claim.document.id == document.id)
    };
    let names = manual
        .documents
        .iter()
        .filter(in_force)
        .flat_map(|document| &document.records);
    let known: Vec<&String> = names
        .filter(|name| is_form(manual, name) || is_record_kind(name))
        .collect();
    if known.is_empty() {
        return "missing";
    }
    let counting: Vec<Option<Day>> = known
        .iter()
        .flat_map(|name| counting_records(manual, name))
        .collect();
    let is_new = |day: &Option<Day>| match (manual.evidence_interval, day) {
        _ if manual.evidence_interval_unreadable => false,
        (None, _) => true,
        // A day that lies ahead shows nothing about the age of a record.
        (Some(_), Some(day)) if *day > manual.as_of => false,
        (Some(months), Some(day)) => day.plus_months(months) >= manual.as_of,
        (Some(_), None) => false,
    };
    if counting.is_empty() {
        "named"
    } else if counting.iter().any(is_new) {
        "on-file"
    } else {
        "stale"
    }
}

pub(super) fn is_form(manual: &Manual, name: &str) -> bool {
    manual
        .documents
        .iter()
        .any(|document| document.id == name && ["form", "sheet"].contains(&document.kind))
}

pub(super) fn is_record_kind(name: &str) -> bool {
    [
        "audit",
        "visit",
        "finding",
        "nonconformity",
        "equipment",
        "inspection",
        "risk",
        "review",
        "certificate",
        "training",
    ]
    .contains(&name)
}

/// Returns the dates of the records of a kind or form that count as evidence: they have happened.
pub(super) fn counting_records(manual: &Manual, name: &str) -> Vec<Option<Day>> {
    let has_come = |day: &Option<Day>| day.is_none_or(|day| day <= manual.as_of);
    let mut days = Vec::new();
    let audits = manual.audits.iter().filter(|audit| audit.kind == name);
    for audit in audits.filter(|audit| audit.doubt == Doubt::None) {
        if audit.state == "done" && audit.date <= manual.as_of && !audit.date_unreadable {
            days.push(Some(audit.date));
        }
    }
    let findings = manual.findings.iter().filter(|one| one.kind == name);
    for finding in findings.filter(|one| one.doubt == Doubt::None) {
        // A closed finding with an unreadable date does not count: it may have been closed later.
        let has_come = has_come(&finding.date) && !finding.date_unreadable;
        if finding.state != "closed" || has_come {
            days.push(finding.date);
        }
    }
    let records = manual.other_records.iter();
    for record in records.filter(|one| one.doubt == Doubt::None) {
        let has_date = ["certificate", "equipment", "review", "training"].contains(&record.kind);
        let is_passed = ["passed", "pass", ""].contains(&record.result);
        if record.kind == "training" && !is_passed {
            continue;
        }
        let day = record.date.filter(|_| has_date);
        let is_meant =
            record.kind == name || record.form.as_deref() == Some(name) && is_form(manual, name);
        let is_unreadable = has_date && record.date_unreadable;
        if is_meant && has_come(&day) && !is_unreadable {
            days.push(day);
        }
    }
    days
}

pub(super) fn audited(manual: &Manual, standard: &Standard, clause: &Clause) -> Option<Day> {
    manual
        .audits
        .iter()
        .filter(|audit| audit.state == "done" && audit.date <= manual.as_of)
        .filter(|audit| !audit.date_unreadable && audit.doubt == Doubt::None)
        .filter(|audit| audit.kind != "audit" || !(audit.of_supplier || audit.type_unreadable))
        .filter(|audit| {
            audit
                .clauses
                .iter()
                .any(|scope| names_or_above(manual, scope, standard, clause))
        })
        .map(|audit| audit.date)
        .max()
}

/// The numbers of open findings by grade. A heading counts each finding on itself or below it once.
pub(super) fn shown_findings(manual: &Manual, standard: &Standard, clause: &Clause) -> [u64; 4] {
    let is_heading = !is_requirement(standard, clause);
    let names = |written: &String| {
        meaning(manual, written).is_some_and(|meant| {
            let same = meant.clause.number == clause.number;
            let below = is_heading && is_below(standard, meant.clause, clause);
            meant.standard.id == standard.id && (same || below)
        })
    };
    let grades = ["major", "minor", "observation"];
    [Some("major"), Some("minor"), Some("observation"), None].map(|grade| {
        let findings = manual.findings.iter().filter(|finding| {
            let known = grades.into_iter().find(|known| *known == finding.grade);
            known == grade && is_open(manual, finding) && finding.clauses.iter().any(names)
        });
        findings.count() as u64
    })
}

/// Whether a finding is open. A finding without a state is open, and so is a closed finding whose
/// date is in the future or unreadable.
pub(super) fn is_open(manual: &Manual, finding: &Finding) -> bool {
    if finding.doubt != Doubt::None {
        return true;
    }
    let to_come = finding.date_unreadable || finding.date.is_some_and(|day| day > manual.as_of);
    finding.state != "closed" || to_come
}
