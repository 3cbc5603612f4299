//! The page of a clause: its status with the reason, the claims on it, and its evidence, audits and
//! findings.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::coverage::{ClauseCoverage, EvidenceStatus, WeighedClaim};
use crate::manual::{ClauseIx, ClauseKey, Documented, Grade, PageKey, RecordIx, Standard};
use crate::resolve::{Evidence, ExclusionIx};
use crate::site::address::Address;
use crate::site::index::SiteIndex;
use crate::site::matrix;
use crate::site::matrix::row::MatrixRow;
use crate::site::standards::transition::{RelationView, relation_view};
use crate::site::statement::row::{ReasonView, reason};
use crate::site::theme::linked_message::LinkedMessage;
use crate::site::views;
use crate::site::views::backlinks::ReferrersView;
use crate::site::views::claim::ClaimRow;
use crate::site::views::clause::{AuditView, ClauseLink, ClauseState, EvidenceName, FindingsView};
use crate::site::views::filters::FilterValue;
use crate::site::views::labels::{BadgeView, DateView, DocumentLink, LinkView};
use crate::site::views::reasons::Rule;

/// The most claims that a page shows; all of them are in the exports.
const MOST_CLAIMS: usize = 100;
/// The most open findings that a page shows.
const MOST_FINDINGS: usize = 100;
/// The most forms and kinds of records that a page shows as evidence.
const MOST_EVIDENCE: usize = 50;
/// The records of evidence that a page shows at once: the latest.
const LATEST_RECORDS: usize = 5;
/// The most records of evidence that a page shows. Registers and the pages of forms have all of them.
const MOST_RECORDS: usize = 100;
/// The most planned audits that a page shows.
const MOST_AUDITS: usize = 3;
/// The most documents that a row about a clause below shows, and the most that a heading lists.
const MOST_IN_ROW: usize = 3;
const MOST_DOCUMENTS: usize = 30;

/// A clause's page.
#[derive(Serialize)]
pub(crate) struct ClauseView<'a> {
    title: String,
    number: &'a str,
    name: Option<&'a str>,
    /// The tag of the language of the title and the summary, if it is not that of the page.
    lang: Option<&'a str>,
    standard: LinkView<'a>,
    matrix: String,
    /// The clauses above, the uppermost first.
    above: Vec<ClauseLink<'a>>,
    requirement: bool,
    state: Option<ClauseState<'a>>,
    reason: LinkedMessage,
    rules: Vec<Rule<'a>>,
    /// For a heading: "3 of 5 requirements covered".
    covered: Option<String>,
    summary: &'a str,
    documented: &'a str,
    evidence: Option<EvidenceList<'a>>,
    audit: Option<AuditView<'a>>,
    /// The verdict of the last audit on the clause itself, if it was sampled.
    audit_verdict: Option<BadgeView<'a>>,
    planned_audits: Vec<RecordLink<'a>>,
    findings: Vec<FindingRow<'a>>,
    findings_count: Option<FindingsView>,
    more_findings: Option<String>,
    exclusion: Option<ExclusionView<'a>>,
    /// Why it applies, where the statement of applicability gives a reason or lacks one.
    applies: Option<ReasonView<'a>>,
    /// Void exclusions, and the items of the clause.
    remarks: Vec<String>,
    claims: Vec<ClaimRow<'a>>,
    /// Whether documents that an edition does not hold address the clause.
    elsewhere: bool,
    more_claims: Option<String>,
    below: Vec<MatrixRow<'a>>,
    /// The columns of that table between the status and the findings.
    below_columns: usize,
    /// For a heading: what the clauses below it have together.
    together: Option<Together<'a>>,
    crosswalk: Vec<ClauseRow<'a>>,
    referrers: ReferrersView,
    /// The standard's matrix as a file, with every claim.
    exports: Vec<LinkView<'a>>,
    previous: Option<ClauseLink<'a>>,
    next: Option<ClauseLink<'a>>,
}

/// The evidence of a clause: where it is kept, and its records.
#[derive(Serialize)]
struct EvidenceList<'a> {
    badge: BadgeView<'a>,
    /// Whether documents that an edition does not hold name the evidence.
    elsewhere: bool,
    named: Vec<EvidenceRow<'a>>,
    more: Option<String>,
    /// "8 records on file"; a record counts once, whatever names it.
    count: Option<String>,
    /// The latest records by date, each once.
    latest: Vec<RecordLink<'a>>,
    /// The records before them, behind "and 3 more".
    earlier: Vec<RecordLink<'a>>,
    more_earlier: Option<String>,
    /// "and 12 more", if there are more than are shown.
    more_records: Option<String>,
}

/// A form or kind of records.
#[derive(Serialize)]
struct EvidenceRow<'a> {
    name: EvidenceName<'a>,
    /// "None on file", if there is no record of it.
    none: Option<String>,
}

/// What the clauses below a heading have together.
#[derive(Serialize)]
struct Together<'a> {
    /// The documents in force that address any of them, by id.
    documents: Vec<DocumentLink<'a>>,
    more_documents: Option<String>,
    /// The numbers of requirements with each state of evidence.
    evidence: Vec<FilterValue<'a>>,
}

/// A record as a link.
#[derive(Serialize)]
struct RecordLink<'a> {
    href: String,
    id: &'a str,
    title: &'a str,
    /// The tag of the title's language, if it is not that of the page.
    lang: Option<&'a str>,
    date: Option<DateView>,
}

/// An open finding.
#[derive(Serialize)]
struct FindingRow<'a> {
    record: RecordLink<'a>,
    grade: BadgeView<'a>,
    due: Option<DateView>,
}

/// The exclusion of a clause, with its justification.
#[derive(Serialize)]
pub(crate) struct ExclusionView<'a> {
    /// The clause that the exclusion names, if it is above the clause of the page.
    above: Option<ClauseLink<'a>>,
    justification: &'a str,
    approved_by: Option<&'a str>,
    date: Option<DateView>,
}

/// Another clause with its state.
#[derive(Serialize)]
struct ClauseRow<'a> {
    /// The designation of its standard, if it belongs to another standard.
    designation: Option<&'a str>,
    link: ClauseLink<'a>,
    state: Option<ClauseState<'a>>,
    /// For a corresponding clause: how this page's clause relates to it.
    relation: Option<RelationView<'a>>,
}

/// The view of a clause's page.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, key: ClauseKey) -> ClauseView<'a> {
    let from = site.clause_address(key).clone();
    let standard = site.compiled.manual.standard(key.standard);
    let clause = standard.clause(key.clause);
    let of = views::clause::clause_coverage(site, key);
    let link =
        |clause: ClauseIx| views::clause::clause_link(site, &from, ClauseKey { clause, ..key });
    let mut above: Vec<ClauseLink<'_>> = standard.ancestors(key.clause).map(link).collect();
    above.reverse();
    let row = |other: ClauseKey, relation| ClauseRow {
        relation,
        designation: (other.standard != key.standard)
            .then(|| &*site.compiled.manual.standard(other.standard).designation),
        link: views::clause::clause_link(site, &from, other),
        state: views::clause::clause_state(site, views::clause::clause_coverage(site, other)),
    };
    let children = clause.children.iter();
    // The page has no count of its own that those of the rows could be taken for.
    let all = 0..standard.clauses.len();
    let below = |clause: &ClauseIx| {
        let key = ClauseKey {
            clause: *clause,
            ..key
        };
        matrix::row::row(site, &from, key, &all, false, MOST_IN_ROW)
    };
    let referrers = site.compiled.resolved.clause_referrers(key);
    let findings = open_findings(site, key);
    let name = clause.title.as_deref();
    ClauseView {
        title: match name {
            Some(name) => format!("{} {name} · {}", clause.number, standard.designation),
            None => format!("{} · {}", clause.number, standard.designation),
        },
        number: clause.number.as_str(),
        name,
        lang: site.foreign_standard(key.standard),
        standard: LinkView {
            href: from.href(&site.addresses.standard(key.standard)),
            title: &standard.designation,
        },
        matrix: site.matrix_row(&from, key),
        above,
        requirement: clause.requirement,
        state: views::clause::clause_state(site, of),
        reason: views::reasons::status_sentence(site, key),
        rules: if clause.requirement {
            views::reasons::table_rows(site, key)
        } else {
            Vec::new()
        },
        covered: (!clause.requirement)
            .then(|| views::clause::covered_sentence(site, views::clause::counts_below(site, key))),
        summary: &clause.summary,
        documented: documented(site, clause.records),
        evidence: evidence(site, &from, of),
        audit: views::clause::clause_audit(site, &from, of),
        audit_verdict: of.last_audit().and_then(|last| {
            let record = site.compiled.manual.record(last.record);
            views::sample::verdict_on(site, record, key)
        }),
        planned_audits: planned_audits(site, &from, standard, key),
        findings_count: views::clause::clause_findings(site, of.open_findings),
        more_findings: more(site, findings.len(), MOST_FINDINGS),
        findings: findings
            .into_iter()
            .take(MOST_FINDINGS)
            .map(|finding| finding_row(site, &from, finding))
            .collect(),
        exclusion: of.exclusion.map(|at| exclusion(site, &from, key, at)),
        applies: applies(site, &from, key),
        remarks: views::reasons::remarks(site, key),
        claims: claims(site, &from, key, &of.weighed_claims),
        elsewhere: of.rests_elsewhere,
        more_claims: more_claims(site, of.weighed_claims.len()),
        below: children.map(below).collect(),
        below_columns: 1
            + usize::from(site.compiled.coverage.figures.evidence)
            + usize::from(site.compiled.coverage.figures.audits),
        together: (!clause.requirement).then(|| together(site, &from, key)),
        crosswalk: site
            .crosswalks
            .of(key)
            .iter()
            .map(|other| {
                let relation = relation_view(site, other.relation, other.confidence);
                row(other.clause, Some(relation))
            })
            .collect(),
        referrers: views::backlinks::referrers_view(site, referrers, &from),
        exports: views::clause::export_links(site, &from, key.standard),
        previous: key.clause.0.checked_sub(1).map(|at| link(ClauseIx(at))),
        next: (key.clause.0 as usize + 1 < standard.clauses.len())
            .then(|| link(ClauseIx(key.clause.0 + 1))),
    }
}

/// The claims on a clause, in the order in which they count.
fn claims<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    weighed_claims: &[WeighedClaim],
) -> Vec<ClaimRow<'a>> {
    let mut order: Vec<WeighedClaim> = weighed_claims.to_vec();
    order.sort_by_key(|weighed| (weighed.verdict(), weighed.broad));
    order
        .into_iter()
        .take(MOST_CLAIMS)
        .map(|weighed| views::claim::claim_row(site, from, key, weighed))
        .collect()
}

fn more_claims(site: &SiteIndex<'_>, all: usize) -> Option<String> {
    let more = all.checked_sub(MOST_CLAIMS).filter(|more| *more > 0)?;
    Some(site.messages.count("more-claims", more))
}

/// "and 12 more", if there are more than are shown.
fn more(site: &SiteIndex<'_>, all: usize, most: usize) -> Option<String> {
    (all > most).then(|| site.messages.count("and-more", all - most))
}

/// The documented information that a clause expects, in a sentence.
fn documented<'a>(site: &'a SiteIndex<'_>, of: Documented) -> &'a str {
    site.messages.get(match of {
        Documented::None => "documented_none_long",
        Documented::Maintain => "documented_maintain_long",
        Documented::Retain => "documented_retain_long",
        Documented::Both => "documented_both_long",
        Documented::Unknown => "documented_unknown_long",
    })
}

fn evidence<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    of: &ClauseCoverage,
) -> Option<EvidenceList<'a>> {
    let badge = views::clause::clause_evidence(site, from, of, 0)?.badge;
    let named = views::clause::named_evidence(site, of);
    let shown = named.iter().take(MOST_EVIDENCE);
    let row = |evidence: &Evidence| {
        let records = site.records(*evidence).len();
        EvidenceRow {
            name: views::clause::evidence_name(site, from, *evidence),
            none: (records == 0).then(|| site.messages.count("records-on-file", 0)),
        }
    };
    // A record may be of a form and of a kind that are both named. It is shown once.
    let records = named.iter().flat_map(|evidence| site.records(*evidence));
    let mut records: Vec<RecordIx> = records.copied().collect();
    let date = |ix: RecordIx| {
        let record = site.compiled.manual.record(ix);
        let kind = site.compiled.manual.kind(record.kind);
        kind.dated_in(&record.fields).map(|(_, date)| date)
    };
    records.sort_by_cached_key(|ix| Reverse((date(*ix), *ix)));
    records.dedup();
    let count = records.len();
    let mut links = records
        .into_iter()
        .take(MOST_RECORDS)
        .map(|record| record_link(site, from, record));
    let latest: Vec<RecordLink<'_>> = links.by_ref().take(LATEST_RECORDS).collect();
    let earlier: Vec<RecordLink<'_>> = links.collect();
    Some(EvidenceList {
        badge,
        elsewhere: named.is_empty() && of.evidence != Some(EvidenceStatus::Missing),
        named: shown.map(row).collect(),
        more: more(site, named.len(), MOST_EVIDENCE),
        count: (count > 0).then(|| site.messages.count("records-on-file", count)),
        latest,
        more_earlier: more(site, earlier.len(), 0),
        earlier,
        more_records: more(site, count, MOST_RECORDS),
    })
}

/// What the clauses below a heading have together.
fn together<'a>(site: &'a SiteIndex<'_>, from: &Address, key: ClauseKey) -> Together<'a> {
    let standard = site.compiled.manual.standard(key.standard);
    let mut documents = BTreeSet::new();
    let mut counts: BTreeMap<usize, FilterValue<'a>> = BTreeMap::new();
    let mut left = standard.clause(key.clause).children.clone();
    while let Some(clause) = left.pop() {
        left.extend(&standard.clause(clause).children);
        let of = views::clause::clause_coverage(site, ClauseKey { clause, ..key });
        let in_force = of.weighed_claims.iter();
        let in_force = in_force.filter(|weighed| weighed.verdict().is_in_force());
        documents.extend(in_force.map(|one| views::claim::claim(site, one.claim).document));
        if !of.applies(standard.clause(clause)) {
            continue;
        }
        if let Some(evidence) = views::clause::clause_evidence(site, from, of, 0) {
            let worst = EVIDENCE
                .iter()
                .position(|class| *class == evidence.badge.class);
            let value = FilterValue {
                badge: evidence.badge,
                count: 0,
            };
            let value = counts
                .entry(worst.unwrap_or(EVIDENCE.len()))
                .or_insert(value);
            value.count += 1;
        }
    }
    Together {
        more_documents: more(site, documents.len(), MOST_DOCUMENTS),
        documents: documents
            .into_iter()
            .take(MOST_DOCUMENTS)
            .map(|ix| views::labels::document_link(site, from, ix))
            .collect(),
        evidence: counts.into_values().collect(),
    }
}

/// The classes of the states of evidence, the worst first.
const EVIDENCE: [&str; 5] = ["missing", "stale", "unknown", "named", "on-file"];

/// The planned audits whose scope names the clause or one above it.
fn planned_audits<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    standard: &Standard,
    key: ClauseKey,
) -> Vec<RecordLink<'a>> {
    let reached = standard.with_ancestors(key.clause);
    let mut audits: Vec<RecordIx> = reached
        .flat_map(|clause| {
            site.compiled
                .coverage
                .audits
                .planned(ClauseKey { clause, ..key })
        })
        .copied()
        .collect();
    audits.sort();
    audits.dedup();
    audits
        .into_iter()
        .take(MOST_AUDITS)
        .map(|audit| record_link(site, from, audit))
        .collect()
}

/// The open findings against a clause, and for a heading also those against the clauses below it,
/// by grade and then by id.
fn open_findings(site: &SiteIndex<'_>, key: ClauseKey) -> Vec<RecordIx> {
    let coverage = &site.compiled.coverage;
    if !coverage.figures.findings {
        return Vec::new();
    }
    let mut open = coverage.findings.against(&site.compiled.manual, key);
    let grade = |ix: RecordIx| Grade::of(&site.compiled.manual.record(ix).fields);
    // Findings without a grade come last.
    open.sort_by_key(|ix| (grade(*ix).is_none(), grade(*ix), *ix));
    open
}

fn finding_row<'a>(site: &'a SiteIndex<'_>, from: &Address, ix: RecordIx) -> FindingRow<'a> {
    let due = site.compiled.manual.record(ix).fields.date("due");
    FindingRow {
        record: record_link(site, from, ix),
        grade: views::clause::finding_grade(site, ix),
        due: due.map(|due| views::labels::date(site, due)),
    }
}

fn record_link<'a>(site: &'a SiteIndex<'_>, from: &Address, ix: RecordIx) -> RecordLink<'a> {
    let manual = &site.compiled.manual;
    let record = manual.record(ix);
    let happened = manual.kind(record.kind).dated_in(&record.fields);
    RecordLink {
        href: views::claim::record_href(site, from, ix),
        id: record.id.value.as_str(),
        title: &record.title,
        lang: site.foreign_page(PageKey::Record(ix)),
        date: happened.map(|(_, date)| views::labels::date(site, date)),
    }
}

/// Why a requirement applies; `None` where no reason is given and none is needed.
fn applies<'a>(site: &'a SiteIndex<'_>, from: &Address, key: ClauseKey) -> Option<ReasonView<'a>> {
    let reason = reason(site, from, key);
    let is_needed = site
        .compiled
        .manual
        .standard(key.standard)
        .needs_reason(key.clause);
    let is_said = !reason.words.is_empty();
    (is_said || (is_needed && reason.missing)).then_some(reason)
}

/// The exclusion of a clause, by the position of the exclusion.
pub(crate) fn exclusion<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    at: ExclusionIx,
) -> ExclusionView<'a> {
    let exclusion = &site.compiled.resolved.exclusions[at];
    ExclusionView {
        above: (exclusion.clause != key)
            .then(|| views::clause::clause_link(site, from, exclusion.clause)),
        justification: &exclusion.justification,
        approved_by: exclusion.approved_by.as_deref(),
        date: exclusion.date.map(|date| views::labels::date(site, date)),
    }
}

#[cfg(test)]
mod tests;
