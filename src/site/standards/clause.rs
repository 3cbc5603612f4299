//! A clause of a standard: its status and why, what addresses it, and all that is known of it.

use serde::Serialize;

use crate::coverage::{ClauseCoverage, WeighedClaim};
use crate::manual::{ClauseIx, ClauseKey, Documented, RecordIx, Standard};
use crate::resolve::ExclusionIx;
use crate::site::address::Address;
use crate::site::index::SiteIndex;
use crate::site::theme::linked_message::LinkedMessage;
use crate::site::views::backlinks::ReferrersView;
use crate::site::views::claim::{ClaimRow, rank};
use crate::site::views::clause::{AuditView, ClauseLink, ClauseState, EvidenceName, FindingsView};
use crate::site::views::parts::{BadgeView, DateView, LinkView};
use crate::site::views::reasons::Rule;

/// The claims that a page shows; all of them are in the exports.
const MOST_CLAIMS: usize = 100;
/// The open findings that a page shows.
const MOST_FINDINGS: usize = 100;
/// The forms and kinds of records that a page shows as evidence.
const MOST_EVIDENCE: usize = 50;
/// The last records of each of them, and the planned audits.
const MOST_RECORDS: usize = 3;

/// A clause's page.
#[derive(Serialize)]
pub(crate) struct ClauseView<'a> {
    title: String,
    number: &'a str,
    name: Option<&'a str>,
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
    audit: AuditView<'a>,
    planned_audits: Vec<RecordLink<'a>>,
    findings: Vec<FindingRow<'a>>,
    findings_count: Option<FindingsView>,
    more_findings: Option<String>,
    exclusion: Option<ExclusionView<'a>>,
    claims: Vec<ClaimRow<'a>>,
    more_claims: Option<String>,
    below: Vec<ClauseRow<'a>>,
    crosswalk: Vec<ClauseRow<'a>>,
    referrers: ReferrersView,
    /// The standard's matrix as a file, with every claim.
    exports: Vec<LinkView<'a>>,
    previous: Option<ClauseLink<'a>>,
    next: Option<ClauseLink<'a>>,
}

/// The evidence of a clause, with the last records.
#[derive(Serialize)]
struct EvidenceList<'a> {
    badge: BadgeView<'a>,
    named: Vec<EvidenceRow<'a>>,
    more: Option<String>,
}

/// A form or kind of records, with its last records.
#[derive(Serialize)]
struct EvidenceRow<'a> {
    name: EvidenceName<'a>,
    /// "2 records on file".
    count: String,
    last: Vec<RecordLink<'a>>,
}

/// A record as a link.
#[derive(Serialize)]
struct RecordLink<'a> {
    href: String,
    id: &'a str,
    title: &'a str,
    date: Option<DateView>,
}

/// An open finding.
#[derive(Serialize)]
struct FindingRow<'a> {
    record: RecordLink<'a>,
    grade: BadgeView<'a>,
    due: Option<DateView>,
}

/// Why a clause is left out.
#[derive(Serialize)]
pub(crate) struct ExclusionView<'a> {
    /// The clause that the exclusion names, where it is one above.
    above: Option<ClauseLink<'a>>,
    justification: &'a str,
    approved_by: Option<&'a str>,
    date: Option<DateView>,
}

/// Another clause with its state.
#[derive(Serialize)]
struct ClauseRow<'a> {
    /// Its standard, for one of another standard.
    designation: Option<&'a str>,
    link: ClauseLink<'a>,
    state: Option<ClauseState<'a>>,
}

/// The view of a clause's page.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, key: ClauseKey) -> ClauseView<'a> {
    let from = site.clause_address(key).clone();
    let standard = site.compiled.manual.standard(key.standard);
    let clause = standard.clause(key.clause);
    let of = site.clause_coverage(key);
    let link = |clause: ClauseIx| site.clause_link(&from, ClauseKey { clause, ..key });
    let mut above: Vec<ClauseLink<'_>> = standard.ancestors(key.clause).map(link).collect();
    above.reverse();
    let row = |other: ClauseKey| ClauseRow {
        designation: (other.standard != key.standard)
            .then(|| &*site.compiled.manual.standard(other.standard).designation),
        link: site.clause_link(&from, other),
        state: site.clause_state(site.clause_coverage(other)),
    };
    let children = clause.children.iter();
    let referrers = site.compiled.resolved.clause_referrers(key);
    let findings = open_findings(site, standard, key);
    let name = clause.title.as_deref();
    ClauseView {
        title: match name {
            Some(name) => format!("{} {name} · {}", clause.number, standard.designation),
            None => format!("{} · {}", clause.number, standard.designation),
        },
        number: clause.number.as_str(),
        name,
        standard: LinkView {
            href: from.href(&site.addresses.standard(key.standard)),
            title: &standard.designation,
        },
        matrix: from.href_at(
            &site.addresses.matrix(key.standard),
            Some(&crate::site::matrix::row::row_id(clause)),
        ),
        above,
        requirement: clause.requirement,
        state: site.clause_state(of),
        reason: site.status_reason(key),
        rules: if clause.requirement {
            site.rules(key)
        } else {
            Vec::new()
        },
        covered: (!clause.requirement).then(|| site.covered_sentence(site.counts_below(key))),
        summary: &clause.summary,
        documented: documented(site, clause.records),
        evidence: evidence(site, &from, of),
        audit: site.clause_audit(&from, of),
        planned_audits: planned_audits(site, &from, standard, key),
        findings_count: site.clause_findings(of.open_findings),
        more_findings: more(site, findings.len(), MOST_FINDINGS),
        findings: findings
            .into_iter()
            .take(MOST_FINDINGS)
            .map(|finding| finding_row(site, &from, finding))
            .collect(),
        exclusion: of.exclusion.map(|at| exclusion(site, &from, key, at)),
        claims: claims(site, &from, key, &of.weighed_claims),
        more_claims: more_claims(site, of.weighed_claims.len()),
        below: children
            .map(|clause| {
                row(ClauseKey {
                    clause: *clause,
                    ..key
                })
            })
            .collect(),
        crosswalk: site
            .crosswalks
            .of(key)
            .iter()
            .map(|other| row(*other))
            .collect(),
        referrers: site.referrers_view(referrers, &from),
        exports: site.exports(&from, key.standard),
        previous: key.clause.0.checked_sub(1).map(|at| link(ClauseIx(at))),
        next: (key.clause.0 as usize + 1 < standard.clauses.len())
            .then(|| link(ClauseIx(key.clause.0 + 1))),
    }
}

/// The claims that bear on a clause: those that count most come first.
fn claims<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    weighed_claims: &[WeighedClaim],
) -> Vec<ClaimRow<'a>> {
    let mut order: Vec<WeighedClaim> = weighed_claims.to_vec();
    order.sort_by_key(|weighed| (rank(weighed.verdict), weighed.broad));
    order
        .into_iter()
        .take(MOST_CLAIMS)
        .map(|weighed| site.claim_row(from, key, weighed))
        .collect()
}

fn more_claims(site: &SiteIndex<'_>, all: usize) -> Option<String> {
    let more = all.checked_sub(MOST_CLAIMS).filter(|more| *more > 0)?;
    Some(site.messages.count("more-claims", more))
}

/// "and 12 more", where there are more than are shown.
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
    })
}

fn evidence<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    of: &ClauseCoverage,
) -> Option<EvidenceList<'a>> {
    let badge = site.clause_evidence(from, of, 0)?.badge;
    let named = site.named_evidence(of);
    let rows = named.iter().take(MOST_EVIDENCE).map(|evidence| {
        let records = site.records(*evidence);
        EvidenceRow {
            name: site.evidence_name(from, *evidence),
            count: site.messages.count("records-on-file", records.len()),
            last: records
                .iter()
                .rev()
                .take(MOST_RECORDS)
                .map(|record| record_link(site, from, *record))
                .collect(),
        }
    });
    Some(EvidenceList {
        badge,
        named: rows.collect(),
        more: more(site, named.len(), MOST_EVIDENCE),
    })
}

/// The audits to come whose scope names the clause or one above it.
fn planned_audits<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    standard: &Standard,
    key: ClauseKey,
) -> Vec<RecordLink<'a>> {
    let reached = standard.with_ancestors(key.clause);
    let mut audits: Vec<RecordIx> = reached
        .flat_map(|clause| site.audits.planned_audits(ClauseKey { clause, ..key }))
        .copied()
        .collect();
    audits.sort();
    audits.dedup();
    audits
        .into_iter()
        .take(MOST_RECORDS)
        .map(|audit| record_link(site, from, audit))
        .collect()
}

/// The open findings of a clause, and for a heading those of all below it: by grade, then by id.
fn open_findings(site: &SiteIndex<'_>, standard: &Standard, key: ClauseKey) -> Vec<RecordIx> {
    let mut open = Vec::new();
    let mut clauses = vec![key.clause];
    while let Some(clause) = clauses.pop() {
        open.extend(site.audits.open_findings(ClauseKey { clause, ..key }));
        let clause = standard.clause(clause);
        if !standard.clause(key.clause).requirement {
            clauses.extend(&clause.children);
        }
    }
    open.sort_by_key(|ix| (grade(site, *ix).0, *ix));
    open.dedup();
    open
}

fn finding_row<'a>(site: &'a SiteIndex<'_>, from: &Address, ix: RecordIx) -> FindingRow<'a> {
    let due = site.compiled.manual.record(ix).fields.date("due");
    FindingRow {
        record: record_link(site, from, ix),
        grade: grade(site, ix).1,
        due: due.map(|due| site.date(due)),
    }
}

/// A finding's grade: its place in the order of grades, the worst first, and its badge.
fn grade<'a>(site: &'a SiteIndex<'_>, ix: RecordIx) -> (u8, BadgeView<'a>) {
    match site.compiled.manual.record(ix).fields.text("grade") {
        Some("major") => (0, site.badge("major", "grade_major")),
        Some("minor") => (1, site.badge("minor", "grade_minor")),
        Some("observation") => (2, site.badge("observation", "grade_observation")),
        _ => (3, site.badge("ungraded", "grade_unknown")),
    }
}

fn record_link<'a>(site: &'a SiteIndex<'_>, from: &Address, ix: RecordIx) -> RecordLink<'a> {
    let record = site.compiled.manual.record(ix);
    RecordLink {
        href: site.record_href(from, ix),
        id: record.id.value.as_str(),
        title: &record.title,
        date: record.fields.date("date").map(|date| site.date(date)),
    }
}

/// Why a clause is left out, by the position of the exclusion.
pub(crate) fn exclusion<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    at: ExclusionIx,
) -> ExclusionView<'a> {
    let exclusion = &site.compiled.resolved.exclusions[at];
    ExclusionView {
        above: (exclusion.clause != key).then(|| site.clause_link(from, exclusion.clause)),
        justification: &exclusion.justification,
        approved_by: exclusion.approved_by.as_deref(),
        date: exclusion.date.map(|date| site.date(date)),
    }
}

#[cfg(test)]
mod tests {
    use crate::site::tests::fixture::*;

    const PAGE: &str = "standards/iso-9001-2015/8.4.1.html";

    #[test]
    fn shows_each_claim_with_its_place_and_what_it_counts_as() {
        let files = [procedure(
            "QP-07",
            IN_FORCE,
            "clauses: [{ clause: 8.4.1, section: scoring, note: Steel only }]",
        )];
        let html = TestSite::iso("", &files).html(PAGE);
        for expected in [
            "<b>QP-07</b> Title of QP-07</a>",
            "rev 3",
            "<a href=\"../../documents/QP-07.html#scoring\">Scoring suppliers</a>",
            "procedures/<wbr>QP-07.md:11",
            "<q>Steel only</q>",
            "<span class=\"badge is-covered\">Covered</span>",
            "<title>8.4.1 General · ISO 9001:2015 · M</title>",
        ] {
            assert!(html.contains(expected), "{expected}\n{html}");
        }
    }

    #[test]
    fn claims_that_count_come_first_and_hundreds_are_cut_short() {
        let mut files = vec![procedure("QP-1", DRAFT, "clauses: [8.4.1]")];
        files
            .extend((2..=102).map(|at| procedure(&format!("QP-{at}"), IN_FORCE, "clauses: [8.4]")));
        files.push(procedure("QP-900", IN_FORCE, "clauses: [8.4.1]"));
        let manual = TestSite::iso("", &files);
        let site = manual.site();
        let view = super::view(&site, manual.clause("8.4.1"));
        assert_eq!(view.claims.len(), super::MOST_CLAIMS);
        assert_eq!(view.claims[0].id, "QP-900");
        assert_eq!(view.claims[1].id, "QP-2");
        assert!(
            manual
                .html(PAGE)
                .contains("3 more claims are not shown here.")
        );
    }

    #[test]
    fn an_exclusion_gives_its_reason_on_every_clause_that_it_takes_along() {
        let config = "[[exclusion]]\nclause = \"8.3\"\njustification = \"Customers <design>.\"\n\
                      approved_by = \"Managing director\"\ndate = 2026-01-12\n";
        let manual = TestSite::iso(config, &[]);
        let html = manual.html("standards/iso-9001-2015/8.3.2.html");
        for expected in [
            "Customers &lt;design&gt;.",
            "Approved by Managing director",
            "12 Jan 2026",
            "href=\"8.3.html\"><b class=\"clause-number\">8.3</b>",
            "It is excluded as not applicable",
        ] {
            assert!(html.contains(expected), "{expected}\n{html}");
        }
        let heading = manual.html("standards/iso-9001-2015/8.3.html");
        assert!(
            heading.contains("6 requirements, all excluded"),
            "{heading}"
        );
    }

    #[test]
    fn a_heading_shows_the_findings_of_all_below_it() {
        let files = [
            finding("NC-1", "minor", "8.4.1"),
            finding("NC-2", "major", "8.4.3"),
        ];
        let manual = TestSite::iso("", &files);
        let html = manual.html("standards/iso-9001-2015/8.4.html");
        let (major, minor) = (
            html.find("NC-2</b>").unwrap(),
            html.find("NC-1</b>").unwrap(),
        );
        assert!(major < minor, "the worst first");
        assert!(html.contains("1 major, 1 minor"), "{html}");
        assert!(!manual.html(PAGE).contains("NC-2"));
    }

    #[test]
    fn leads_to_its_neighbours_and_to_corresponding_clauses() {
        let config = "title = \"M\"\nstandards = [\"iso-9001-2015\", \"iso-9002-1994\"]\n";
        let html = TestSite::new(config, &[]).html(PAGE);
        for expected in [
            "href=\"8.4.html\"",
            "href=\"8.4.2.html\"",
            "href=\"../iso-9002-1994/4.6.1.html\"",
            "href=\"../../matrix/iso-9001-2015.html#clause-8.4.1\"",
        ] {
            assert!(html.contains(expected), "{expected}\n{html}");
        }
    }

    #[test]
    fn names_the_evidence_and_the_audits() {
        let files = [
            procedure("QP-07", IN_FORCE, "clauses: [8.4.1]\nrecords: [audit]"),
            audit("AUD-1", "done", "2026-05-04", "8.4"),
            audit("AUD-2", "planned", "2027-05-04", "8"),
        ];
        let html = TestSite::iso("", &files).html(PAGE);
        for expected in [
            "<span class=\"badge is-on-file\">On file</span>",
            "2 records on file",
            "4 May 2026",
            "Planned: <a href=\"../../records/AUD-2.html\">",
        ] {
            assert!(html.contains(expected), "{expected}\n{html}");
        }
    }
}
