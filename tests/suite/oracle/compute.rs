//! Coverage as `docs/design.md`, coverage, tells it, computed the slow and obvious way, sentence by
//! sentence.

use std::collections::BTreeMap;

use super::model::{
    Approval, Clause, Day, Document, Exclusion, Finding, Manual, Section, Standard,
};

/// What the program should print of one clause.
#[derive(Debug, PartialEq)]
pub(crate) struct ClauseFacts {
    pub(crate) title: Option<String>,
    pub(crate) requirement: bool,
    pub(crate) status: Option<&'static str>,
    pub(crate) evidence: &'static str,
    pub(crate) audited: Option<String>,
    pub(crate) audit_due: bool,
    /// major, minor, observation, and those without a grade that is known
    pub(crate) open_findings: [u64; 4],
    /// Sorted.
    pub(crate) claims: Vec<ClaimFacts>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ClaimFacts {
    pub(crate) document: String,
    pub(crate) revision: String,
    pub(crate) section: Option<String>,
    pub(crate) item: Option<String>,
    pub(crate) extent: &'static str,
    pub(crate) broad: bool,
    pub(crate) in_force: bool,
    pub(crate) overdue: bool,
    pub(crate) counts: &'static str,
}

/// A claim that bears on a clause, with what its status needs.
struct Bearing<'a> {
    document: &'a Document,
    section: Option<&'a str>,
    item: Option<Letter>,
    /// As it is written.
    extent: &'static str,
    broad: bool,
    empty: bool,
    struck: bool,
}

/// A lettered item, or a part of one.
#[derive(Clone, Debug, PartialEq)]
struct Letter {
    letter: char,
    part: Option<String>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Summary {
    /// requirements, then by status, best first, then excluded
    pub(crate) counts: BTreeMap<&'static str, u64>,
    /// In tenths.
    pub(crate) percent: Option<u64>,
}

/// One stated claim, its clause as the file writes it.
struct Stated<'a> {
    document: &'a Document,
    clause: &'a str,
    section: Option<&'a str>,
    extent: Option<&'static str>,
    struck: bool,
}

/// What a clause as written means.
struct Meant<'a> {
    standard: &'a Standard,
    clause: &'a Clause,
    item: Option<Letter>,
}

/// The facts of one clause.
pub(crate) fn clause_facts(manual: &Manual, standard: &Standard, clause: &Clause) -> ClauseFacts {
    let audited = audited(manual, standard, clause);
    let cycle = manual.audit_cycle.unwrap_or(36);
    ClauseFacts {
        title: clause.title.clone(),
        requirement: is_requirement(standard, clause),
        status: status(manual, standard, clause),
        evidence: evidence(manual, standard, clause),
        audited: audited.map(|day| day.to_string()),
        audit_due: manual.audit_cycle_unreadable
            || audited.is_none_or(|day| day.plus_months(cycle) < manual.as_of),
        open_findings: shown_findings(manual, standard, clause),
        claims: claims(manual, standard, clause),
    }
}

/// The figures of one standard.
pub(crate) fn summary(manual: &Manual, standard: &Standard) -> Summary {
    let requirements: Vec<&Clause> = standard
        .clauses
        .iter()
        .filter(|clause| is_requirement(standard, clause))
        .collect();
    let mut counts = BTreeMap::from([("requirements", requirements.len() as u64)]);
    for status in [
        "covered", "overdue", "partial", "planned", "gap", "excluded",
    ] {
        let having = requirements
            .iter()
            .filter(|clause| self::status(manual, standard, clause) == Some(status));
        counts.insert(status, having.count() as u64);
    }
    let base = counts["requirements"] - counts["excluded"];
    // Tenths of a percent, half up: floor(1000 c / b + 1/2).
    let covered = counts["covered"];
    let percent = (base > 0).then(|| match (2000 * covered + base) / (2 * base) {
        1000 if covered < base => 999,
        0 if covered > 0 => 1,
        rounded => rounded,
    });
    Summary { counts, percent }
}

fn status(manual: &Manual, standard: &Standard, clause: &Clause) -> Option<&'static str> {
    if is_requirement(standard, clause) {
        return Some(requirement_status(manual, standard, clause));
    }
    let below: Vec<&str> = standard
        .clauses
        .iter()
        .filter(|other| is_requirement(standard, other) && is_below(standard, other, clause))
        .map(|other| requirement_status(manual, standard, other))
        .collect();
    if below.is_empty() {
        return None;
    }
    let worst_first = ["gap", "planned", "partial", "overdue", "covered"];
    Some(
        worst_first
            .into_iter()
            .find(|status| below.contains(status))
            .unwrap_or("excluded"),
    )
}

fn requirement_status(manual: &Manual, standard: &Standard, clause: &Clause) -> &'static str {
    if is_excluded(manual, standard, clause) {
        return "excluded";
    }
    let claims = bearing(manual, standard, clause);
    let current = |document: &Document| !is_overdue(manual, document);
    if is_claimed_in_full(manual, standard, clause, &claims, &current) {
        return "covered";
    }
    if is_claimed_in_full(manual, standard, clause, &claims, &|_| true) {
        return "overdue";
    }
    let counting: Vec<&Bearing<'_>> = claims.iter().filter(|claim| !claim.struck).collect();
    if counting
        .iter()
        .any(|claim| is_in_force(manual, claim.document))
    {
        return "partial";
    }
    if counting
        .iter()
        .any(|claim| !is_obsolete(manual, claim.document))
    {
        return "planned";
    }
    "gap"
}

/// Whether documents in force of which this holds claim a requirement in full: one of them itself,
/// or each of its items, where they are all that it asks for.
fn is_claimed_in_full(
    manual: &Manual,
    standard: &Standard,
    clause: &Clause,
    claims: &[Bearing<'_>],
    holds: &dyn Fn(&Document) -> bool,
) -> bool {
    let full: Vec<&Bearing<'_>> = claims
        .iter()
        .filter(|claim| {
            let in_force = is_in_force(manual, claim.document) && holds(claim.document);
            let exact = !claim.broad && claim.extent == "full";
            in_force && exact && !claim.empty && !claim.struck
        })
        .collect();
    if full.iter().any(|claim| claim.item.is_none()) {
        return true;
    }
    let excluded = excluded_items(manual, standard, clause);
    let asked: Vec<char> = clause
        .items
        .iter()
        .copied()
        .filter(|item| !excluded.contains(item))
        .collect();
    let whole = |letter: char| Some(Letter { letter, part: None });
    clause.exhaustive
        && !asked.is_empty()
        && asked
            .iter()
            .all(|item| full.iter().any(|claim| claim.item == whole(*item)))
}

fn is_excluded(manual: &Manual, standard: &Standard, clause: &Clause) -> bool {
    let itself = manual.exclusions.iter().any(|exclusion| {
        has_effect(manual, exclusion) && names_or_above(manual, &exclusion.clause, standard, clause)
    });
    let items = excluded_items(manual, standard, clause);
    let every_item = !clause.items.is_empty() && clause.items.iter().all(|one| items.contains(one));
    may_be_excluded(standard, clause) && (itself || every_item)
}

/// The items of a clause that exclusions name.
fn excluded_items(manual: &Manual, standard: &Standard, clause: &Clause) -> Vec<char> {
    let holding = manual
        .exclusions
        .iter()
        .filter(|one| has_effect(manual, one));
    let items = holding.filter_map(|exclusion| {
        let meant = meaning(manual, &exclusion.clause)?;
        let here = meant.standard.id == standard.id && meant.clause.number == clause.number;
        let item = meant.item.filter(|item| here && item.part.is_none())?;
        may_be_excluded(standard, clause).then_some(item.letter)
    });
    items.collect()
}

fn has_effect(manual: &Manual, exclusion: &Exclusion) -> bool {
    let justified = exclusion
        .justification
        .is_some_and(|text| !text.trim().is_empty());
    let has_begun = exclusion.date.is_none_or(|day| day <= manual.as_of);
    justified && !exclusion.date_unreadable && has_begun
}

fn may_be_excluded(standard: &Standard, clause: &Clause) -> bool {
    standard.may_exclude.as_ref().is_none_or(|numbers| {
        standard.clauses.iter().any(|above| {
            let same = above.number == clause.number || is_below(standard, clause, above);
            same && numbers.contains(&above.number)
        })
    })
}

fn claims(manual: &Manual, standard: &Standard, clause: &Clause) -> Vec<ClaimFacts> {
    let bearing = bearing(manual, standard, clause);
    let mut claims: Vec<ClaimFacts> = bearing
        .iter()
        .map(|claim| ClaimFacts {
            document: claim.document.id.clone(),
            revision: claim.document.revision.to_string(),
            section: claim.section.map(str::to_owned),
            item: claim.item.as_ref().map(|item| match &item.part {
                None => format!("{})", item.letter),
                Some(part) => format!("{}) {part})", item.letter),
            }),
            extent: match claim.item {
                Some(_) => "partial",
                None => claim.extent,
            },
            broad: claim.broad,
            in_force: is_in_force(manual, claim.document),
            overdue: is_overdue(manual, claim.document),
            counts: counts(manual, claim),
        })
        .collect();
    claims.sort();
    claims
}

/// What a claim gives by itself.
fn counts(manual: &Manual, claim: &Bearing<'_>) -> &'static str {
    if claim.struck || is_obsolete(manual, claim.document) {
        "none"
    } else if !is_in_force(manual, claim.document) {
        "planned"
    } else if claim.broad || claim.empty || claim.item.is_some() || claim.extent == "partial" {
        "partial"
    } else if is_overdue(manual, claim.document) {
        "overdue"
    } else {
        "covered"
    }
}

fn bearing<'a>(manual: &'a Manual, standard: &Standard, clause: &Clause) -> Vec<Bearing<'a>> {
    let mut claims = Vec::new();
    for stated in stated_claims(manual) {
        let Some(meant) = meaning(manual, stated.clause) else {
            continue;
        };
        if meant.standard.id != standard.id {
            continue;
        }
        let exact = meant.clause.number == clause.number;
        if !exact && !is_below(standard, clause, meant.clause) {
            continue;
        }
        let document = stated.document;
        let at = stated.section.and_then(|id| {
            let mut sections = document.sections.iter();
            sections.position(|one| one.id.as_deref() == Some(id))
        });
        claims.push(Bearing {
            document,
            section: stated.section.filter(|_| at.is_some()),
            item: meant.item,
            extent: stated.extent.unwrap_or("full"),
            broad: !exact,
            empty: !says_anything(document, at),
            struck: stated.struck,
        });
    }
    claims
}

/// Whether a section says anything, with what is below its heading; or the whole document.
fn says_anything(document: &Document, section: Option<usize>) -> bool {
    if document.kind == "external" && document.source {
        return true;
    }
    let says = |section: &Section| {
        // Struck words around a claim are no text, those around one that stands are.
        let around_claims =
            section.empty.is_none() && !section.struck_text && !section.text_claims.is_empty();
        section.empty.is_none() || around_claims || !section.decoys.is_empty()
    };
    // The text of a merge stands at the end.
    let last = document.sections.len() - 1;
    let says_at = |at: usize| says(&document.sections[at]) || document.in_merge && at == last;
    let Some(section) = section else {
        return (0..=last).any(says_at);
    };
    // Even sections have the higher headings.
    let end = (section + 1..=last)
        .find(|at| section % 2 == 1 || at % 2 == 0)
        .unwrap_or(last + 1);
    (section..end).any(says_at)
}

fn stated_claims(manual: &Manual) -> Vec<Stated<'_>> {
    let mut stated = Vec::new();
    for document in &manual.documents {
        for claim in &document.claims {
            let named = document
                .sections
                .iter()
                .find(|one| one.id.is_some() && one.id == claim.section);
            stated.push(Stated {
                document,
                clause: &claim.clause,
                section: claim.section.as_deref(),
                extent: claim.extent,
                struck: named.is_some_and(|section| section.struck_heading),
            });
        }
        for section in &document.sections {
            let on_heading = section.heading_claims.iter();
            let in_text = section.text_claims.iter();
            let on_heading = on_heading.map(|clause| (clause, section.struck_heading));
            let in_text = in_text.map(|clause| (clause, section.struck_text));
            for (clause, struck) in on_heading.chain(in_text) {
                stated.push(Stated {
                    document,
                    clause,
                    section: section.id.as_deref(),
                    extent: None,
                    struck,
                });
            }
        }
    }
    stated
}

fn is_obsolete(manual: &Manual, document: &Document) -> bool {
    let superseded = manual.documents.iter().any(|other| {
        // A status or day that nobody can read may be any.
        let has_come_into_force = match (other.status, other.effective) {
            ("approved" | "obsolete" | "aproved", Some(day)) => day <= manual.as_of,
            ("approved", None) => other.effective_unreadable,
            ("obsolete" | "aproved", None) => true,
            _ => false,
        };
        other.supersedes.contains(&document.id) && has_come_into_force
    });
    document.status == "obsolete" || superseded
}

fn is_in_force(manual: &Manual, document: &Document) -> bool {
    document.status == "approved"
        && document.effective.is_some_and(|day| day <= manual.as_of)
        && !is_obsolete(manual, document)
        && !document.in_merge
        && !document.has_twin
        && is_approved(manual, document)
}

/// The latest approval that counts decides; without one a document that has approvals is not approved.
fn is_approved(manual: &Manual, document: &Document) -> bool {
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
        None => given.is_empty() && !manual.approval_required,
    }
}

fn is_overdue(manual: &Manual, document: &Document) -> bool {
    if is_review_unreadable(manual, document) {
        return true;
    }
    review_due(manual, document).is_some_and(|day| day < manual.as_of)
}

/// Whether what decides is written and unreadable.
fn is_review_unreadable(manual: &Manual, document: &Document) -> bool {
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

fn review_due(manual: &Manual, document: &Document) -> Option<Day> {
    if document.review_due.is_some() {
        return document.review_due;
    }
    let manuals = manual.review_interval.unwrap_or(12);
    let interval = document.review_interval.unwrap_or(manuals);
    document.effective.map(|day| day.plus_months(interval))
}

fn evidence(manual: &Manual, standard: &Standard, clause: &Clause) -> &'static str {
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
                .any(|claim| !claim.struck && claim.document.id == document.id)
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

fn is_form(manual: &Manual, name: &str) -> bool {
    manual
        .documents
        .iter()
        .any(|document| document.id == name && ["form", "sheet"].contains(&document.kind))
}

fn is_record_kind(name: &str) -> bool {
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
    ]
    .contains(&name)
}

/// The records of a kind, or on a form, that have happened and count: when each did.
fn counting_records(manual: &Manual, name: &str) -> Vec<Option<Day>> {
    let has_come = |day: &Option<Day>| day.is_none_or(|day| day <= manual.as_of);
    let mut days = Vec::new();
    for audit in manual.audits.iter().filter(|audit| audit.kind == name) {
        if audit.state == "done" && audit.date <= manual.as_of && !audit.date_unreadable {
            days.push(Some(audit.date));
        }
    }
    for finding in manual.findings.iter().filter(|one| one.kind == name) {
        // One that was closed nobody knows when is not known to be.
        let has_come = has_come(&finding.date) && !finding.date_unreadable;
        if finding.state != "closed" || has_come {
            days.push(finding.date);
        }
    }
    for record in &manual.other_records {
        let has_date = ["certificate", "equipment", "review"].contains(&record.kind);
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

fn audited(manual: &Manual, standard: &Standard, clause: &Clause) -> Option<Day> {
    manual
        .audits
        .iter()
        .filter(|audit| audit.state == "done" && audit.date <= manual.as_of)
        .filter(|audit| !audit.date_unreadable)
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

/// A heading counts each finding that names it or any clause below it, once.
fn shown_findings(manual: &Manual, standard: &Standard, clause: &Clause) -> [u64; 4] {
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

/// One that leaves its state out is open, and so is one that was closed on a day to come, or on one
/// that nobody can read.
fn is_open(manual: &Manual, finding: &Finding) -> bool {
    let to_come = finding.date_unreadable || finding.date.is_some_and(|day| day > manual.as_of);
    finding.state != "closed" || to_come
}

/// Whether a clause as written, whole and not an item of it, is this clause or one above it.
fn names_or_above(manual: &Manual, written: &str, standard: &Standard, clause: &Clause) -> bool {
    meaning(manual, written).is_some_and(|meant| {
        meant.item.is_none()
            && meant.standard.id == standard.id
            && (meant.clause.number == clause.number || is_below(standard, clause, meant.clause))
    })
}

/// The clause that a written one names, if there is exactly one.
fn meaning<'a>(manual: &'a Manual, written: &str) -> Option<Meant<'a>> {
    let (standard, number) = match written.rsplit_once(':') {
        None => (manual.standards.first()?, written),
        Some((name, number)) => {
            let named: Vec<&Standard> = manual
                .standards
                .iter()
                .filter(|standard| {
                    standard.id == name || standard.aliases.iter().any(|a| a == name)
                })
                .collect();
            let [standard] = named[..] else {
                return None;
            };
            (standard, number)
        }
    };
    let listed = |number: &str| {
        standard
            .clauses
            .iter()
            .find(|clause| clause.number == number)
    };
    if let Some(clause) = listed(number) {
        return Some(Meant {
            standard,
            clause,
            item: None,
        });
    }
    // 4.2.1 b), 4.2.1(b), 4.2.1b, 4.2.1.b; 9.3.2(c)(1) is a part of item c.
    let signs = [' ', '.', '(', ')'];
    let (rest, part) = match number.strip_suffix("(1)") {
        Some(rest) => (rest, Some("1".to_owned())),
        None => (number, None),
    };
    let rest = rest.trim_end_matches(signs);
    let letter = rest.chars().next_back().filter(char::is_ascii_lowercase)?;
    let base = rest[..rest.len() - 1].trim_end_matches(signs);
    let clause = listed(base).or_else(|| {
        // A clause whose own number ends in a bracket.
        listed(&format!("{base})"))
    })?;
    // An item that the catalog does not list means nothing.
    if !clause.items.is_empty() && !clause.items.contains(&letter) {
        return None;
    }
    Some(Meant {
        standard,
        clause,
        item: Some(Letter { letter, part }),
    })
}

fn is_requirement(standard: &Standard, clause: &Clause) -> bool {
    let is_leaf = !standard
        .clauses
        .iter()
        .any(|other| is_below(standard, other, clause));
    clause.requirement.unwrap_or(is_leaf)
}

fn is_below(standard: &Standard, clause: &Clause, above: &Clause) -> bool {
    let mut current = clause;
    while let Some(parent) = parent(standard, current) {
        if parent.number == above.number {
            return true;
        }
        current = parent;
    }
    false
}

fn parent<'a>(standard: &'a Standard, clause: &Clause) -> Option<&'a Clause> {
    let parents = standard.parents.get_or_init(|| {
        let clauses = standard.clauses.iter();
        clauses
            .map(|clause| (clause.number.clone(), find_parent(standard, clause)))
            .collect()
    });
    let at = parents.get(&clause.number).copied().flatten()?;
    standard.clauses.get(at)
}

fn find_parent(standard: &Standard, clause: &Clause) -> Option<usize> {
    let clauses = || standard.clauses.iter().enumerate();
    if let Some(number) = &clause.parent {
        let (at, _) = clauses().find(|(_, other)| &other.number == number)?;
        return Some(at);
    }
    let above = clauses().filter(|(_, other)| {
        clause
            .number
            .strip_prefix(other.number.as_str())
            .is_some_and(|rest| rest.starts_with(['.', '(', '-', ' ']))
    });
    let (at, _) = above.max_by_key(|(_, other)| other.number.len())?;
    Some(at)
}
