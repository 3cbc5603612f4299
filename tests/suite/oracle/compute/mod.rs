//! Computes coverage in a slow and simple way that follows `docs/design.md`, "Coverage", sentence
//! by sentence.

mod names;
mod records;
mod standing;

use std::collections::BTreeMap;

use super::model::{
    Approval, Clause, Day, Document, Doubt, Exclusion, Finding, Manual, Row, Section, Standard,
};

use self::names::*;
use self::records::*;
use self::standing::*;

/// The values that the program should print for one clause.
#[derive(Debug, PartialEq)]
pub(crate) struct ClauseFacts {
    pub(crate) title: Option<String>,
    pub(crate) requirement: bool,
    pub(crate) status: Option<&'static str>,
    pub(crate) evidence: &'static str,
    pub(crate) audited: Option<String>,
    pub(crate) audit_due: bool,
    /// The numbers of major, minor, observation, and of findings without a known grade.
    pub(crate) open_findings: [u64; 4],
    /// The claims on the clause, sorted.
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

/// A claim on a clause or on a clause above it, with the facts that decide the status.
struct Bearing<'a> {
    document: &'a Document,
    section: Option<&'a str>,
    item: Option<Letter>,
    /// The extent as written; `full` if none is written.
    extent: &'static str,
    broad: bool,
    empty: bool,
    struck: bool,
    proposed: bool,
}

/// A lettered item, or a part of one.
#[derive(Clone, Debug, PartialEq)]
struct Letter {
    letter: char,
    part: Option<String>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Summary {
    /// The number of requirements, and the number of them in each status.
    pub(crate) counts: BTreeMap<&'static str, u64>,
    /// The percentage of coverage, in tenths of a percent.
    pub(crate) percent: Option<u64>,
}

/// A claim as a file states it, with its clause as written.
struct Stated<'a> {
    document: &'a Document,
    clause: &'a str,
    section: Option<&'a str>,
    extent: Option<&'static str>,
    struck: bool,
    proposed: bool,
}

/// The clause that a written clause refers to.
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
        .any(|claim| is_in_force(manual, claim.document) && !claim.proposed)
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

/// Whether documents in force that satisfy `holds` claim a requirement in full: either one claim is
/// on the whole requirement, or there is a claim on each item and the list of items is exhaustive.
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
            in_force && exact && !claim.empty && !claim.struck && !claim.proposed
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

/// The items of a clause that are excluded.
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

/// The status that a claim gives by itself.
fn counts(manual: &Manual, claim: &Bearing<'_>) -> &'static str {
    if claim.struck || is_obsolete(manual, claim.document) {
        "none"
    } else if !is_in_force(manual, claim.document) || claim.proposed {
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
            proposed: stated.proposed,
        });
    }
    claims
}

/// Whether a section with its subsections has any text. Without a section: whether the document
/// has.
fn says_anything(document: &Document, section: Option<usize>) -> bool {
    if document.kind == "external" && document.source {
        return true;
    }
    // In a section without text, the writer puts no words around a claim but struck-out ones.
    let says = |section: &Section| section.empty.is_none() || !section.decoys.is_empty();
    // The conflict markers of a merge are at the end of the last section.
    let last = document.sections.len() - 1;
    let says_at = |at: usize| {
        let has_text = says(&document.sections[at]) || document.in_merge && at == last;
        has_text && !is_struck_out(document, at)
    };
    let Some(section) = section else {
        return (0..=last).any(says_at);
    };
    // Sections with an even index have headings of the higher level.
    let end = (section + 1..=last)
        .find(|at| section % 2 == 1 || at % 2 == 0)
        .unwrap_or(last + 1);
    (section..end).any(says_at)
}

/// Whether the heading of a section is struck out, or that of the section around it. A section with
/// an odd index is below the one before it, but for the first one, which has no heading.
fn is_struck_out(document: &Document, section: usize) -> bool {
    let above = (section % 2 == 1 && section > 1).then(|| section - 1);
    let has_struck = |at: usize| document.sections[at].struck_heading;
    has_struck(section) || above.is_some_and(has_struck)
}

/// Whether a section with this id is struck out.
fn is_named_struck(document: &Document, id: Option<&String>) -> bool {
    let mut sections = document.sections.iter();
    let at = sections.position(|one| one.id.is_some() && one.id.as_ref() == id);
    at.is_some_and(|at| is_struck_out(document, at))
}

fn stated_claims(manual: &Manual) -> Vec<Stated<'_>> {
    let mut stated = Vec::new();
    for document in &manual.documents {
        for claim in &document.claims {
            stated.push(Stated {
                document,
                clause: &claim.clause,
                section: claim.section.as_deref(),
                extent: claim.extent,
                struck: is_named_struck(document, claim.section.as_ref()),
                proposed: claim.proposed,
            });
        }
        for (at, section) in document.sections.iter().enumerate() {
            let below_struck = is_struck_out(document, at);
            let on_heading = section.heading_claims.iter();
            let in_text = section.text_claims.iter();
            // A form has boxes for those who fill it in.
            let is_form = ["form", "sheet"].contains(&document.kind);
            let is_open_task = section.task == Some(false) && !is_form;
            let struck_text = section.struck_text || is_open_task || below_struck;
            let partial = |is_partial: bool| is_partial.then_some("partial");
            let on_heading = on_heading.map(|clause| {
                let extent = partial(section.partial_heading);
                (clause, below_struck, extent)
            });
            let in_text =
                in_text.map(|clause| (clause, struck_text, partial(section.partial_text)));
            for (clause, struck, extent) in on_heading.chain(in_text) {
                stated.push(Stated {
                    document,
                    clause,
                    section: section.id.as_deref(),
                    extent,
                    struck,
                    proposed: false,
                });
            }
        }
    }
    for row in &manual.rows {
        stated.extend(stated_by_row(manual, row));
    }
    stated
}

/// The claims of a row of the table. A row that cannot be read as a whole claims nothing.
fn stated_by_row<'a>(manual: &'a Manual, row: &'a Row) -> Vec<Stated<'a>> {
    let proposed = match row.status {
        "" => false,
        "proposed" | "Proposed" => true,
        _ => return Vec::new(),
    };
    let find = |id: &String| manual.documents.iter().find(|one| one.id == *id);
    let documents: Option<Vec<&Document>> = row.documents.iter().map(find).collect();
    let claims = documents.unwrap_or_default().into_iter();
    let claims = claims.map(|document| Stated {
        document,
        clause: &row.clause,
        section: row.section.as_deref(),
        extent: match row.extent {
            "" | "full" => Some("full"),
            _ => Some("partial"),
        },
        struck: is_named_struck(document, row.section.as_ref()),
        proposed,
    });
    claims.collect()
}
