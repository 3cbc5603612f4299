//! Parts of the pages about clauses: links to clauses, their status, and their evidence, audits and
//! findings.

use std::ops::Range;

use serde::Serialize;

use crate::coverage::{ClauseCoverage, ClauseStatus, EvidenceStatus, OpenFindings, Summary};
use crate::export::MatrixForm;
use crate::index::Position;
use crate::manual::{ClauseIx, ClauseKey, Documented, Grade, PageKey, RecordIx, StandardIx};
use crate::resolve::Evidence;
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::labels::{BadgeView, DateView, LinkView};

/// A clause as a link.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ClauseLink<'a> {
    pub(crate) href: String,
    pub(crate) number: &'a str,
    /// The clause's title; if it has none, that of the nearest clause above with a title; else
    /// empty.
    pub(crate) title: &'a str,
    /// Whether the title is that of a clause above.
    pub(crate) inherited: bool,
    /// The tag of the title's language, if it is not that of the page.
    pub(crate) lang: Option<&'a str>,
}

/// A clause's status as pages show it: not as covered while a major finding is open.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ClauseState<'a> {
    pub(crate) badge: BadgeView<'a>,
    /// A badge for an open major finding, if the status badge does not show it.
    pub(crate) alarm: Option<BadgeView<'a>>,
}

/// The evidence of a clause.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EvidenceView<'a> {
    pub(crate) badge: BadgeView<'a>,
    /// The named evidence; evidence with at least one record comes first.
    pub(crate) named: Vec<EvidenceName<'a>>,
    /// The number of named items that are not shown.
    pub(crate) more: usize,
}

impl EvidenceView<'_> {
    /// The links to the named evidence.
    pub(crate) fn links(&mut self) -> impl Iterator<Item = &mut String> {
        self.named.iter_mut().filter_map(|name| name.href.as_mut())
    }
}

/// A form or a kind of records that a document names as its evidence.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EvidenceName<'a> {
    pub(crate) href: Option<String>,
    /// The form's id, or the plural name of the kind.
    pub(crate) name: &'a str,
    /// The form's title; empty for a kind.
    pub(crate) title: &'a str,
    /// The tag of the title's language, if it is not that of the page.
    pub(crate) lang: Option<&'a str>,
}

/// The last audit of a clause.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AuditView<'a> {
    pub(crate) last: Option<LastAuditView<'a>>,
    /// The date since which the next audit is due; `None` if it is not due, or if there was no
    /// audit.
    pub(crate) due_since: Option<DateView>,
    pub(crate) due: bool,
}

/// An audit that was held.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LastAuditView<'a> {
    pub(crate) href: String,
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    /// The tag of the title's language, if it is not that of the page.
    pub(crate) lang: Option<&'a str>,
    pub(crate) date: DateView,
    /// Who audited, or an empty text.
    pub(crate) auditor: &'a str,
}

/// The number of open findings.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FindingsView {
    /// "1 major, 2 minor".
    pub(crate) text: String,
    pub(crate) major: bool,
}

/// A clause, as a link from a page.
pub(crate) fn clause_link<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
) -> ClauseLink<'s> {
    let standard = site.compiled.manual.standard(key.standard);
    let clause = standard.clause(key.clause);
    let own = clause.title.as_deref();
    let above = || {
        let mut above = standard.ancestors(key.clause);
        above.find_map(|ix| standard.clause(ix).title.as_deref())
    };
    ClauseLink {
        href: from.href(site.clause_address(key)),
        number: clause.number.as_str(),
        title: own.or_else(above).unwrap_or_default(),
        inherited: own.is_none(),
        lang: site.foreign_standard(key.standard),
    }
}

/// The coverage of a clause on the as-of date.
pub(crate) fn clause_coverage<'a>(site: &SiteIndex<'a>, key: ClauseKey) -> &'a ClauseCoverage {
    site.compiled.coverage.clause(key)
}

/// A clause's status, with a badge for an open major finding; `None` for a heading without
/// requirements below it.
pub(crate) fn clause_state<'s>(
    site: &'s SiteIndex<'_>,
    of: &ClauseCoverage,
) -> Option<ClauseState<'s>> {
    let status = of.status?;
    let contested = of.has_major_finding();
    if contested && status == ClauseStatus::Covered {
        let badge = badge(site, "contested", "coverage_contested");
        return Some(ClauseState { badge, alarm: None });
    }
    Some(ClauseState {
        badge: views::labels::clause_status(site, status),
        alarm: contested.then(|| badge(site, "contested", "major_open")),
    })
}

/// The documented information that a clause expects, in a few words; empty if it expects none.
pub(crate) fn documented<'s>(site: &'s SiteIndex<'_>, documented: Documented) -> &'s str {
    match documented {
        Documented::None => "",
        Documented::Maintain => site.messages.get("documented_maintain"),
        Documented::Retain => site.messages.get("documented_retain"),
        Documented::Both => site.messages.get("documented_both"),
        Documented::Unknown => site.messages.get("documented_unknown"),
    }
}

/// The evidence of a clause, with at most `most` names; `None` if no evidence is required, or the
/// edition says nothing about evidence.
pub(crate) fn clause_evidence<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    of: &ClauseCoverage,
    most: usize,
) -> Option<EvidenceView<'s>> {
    let badge = match of.evidence? {
        EvidenceStatus::NotRequired => return None,
        EvidenceStatus::Missing => badge(site, "missing", "evidence_missing"),
        EvidenceStatus::Unknown => badge(site, "unknown", "evidence_unknown"),
        EvidenceStatus::Named => badge(site, "named", "evidence_named"),
        EvidenceStatus::Stale => badge(site, "stale", "evidence_stale"),
        EvidenceStatus::OnFile => badge(site, "on-file", "evidence_on_file"),
    };
    let evidence = named_evidence(site, of);
    let named = evidence.iter().take(most);
    Some(EvidenceView {
        badge,
        named: named.map(|one| evidence_name(site, from, *one)).collect(),
        more: evidence.len().saturating_sub(most),
    })
}

/// The evidence that the documents in force with claims on a clause name, without duplicates.
/// Evidence with at least one record comes first.
pub(crate) fn named_evidence(site: &SiteIndex<'_>, of: &ClauseCoverage) -> Vec<Evidence> {
    let mut seen = std::collections::HashSet::new();
    let mut named: Vec<Evidence> = of
        .documents_with_evidence(&site.compiled.resolved)
        .flat_map(|document| site.evidence(document))
        .copied()
        .filter(|evidence| seen.insert(*evidence))
        .collect();
    named.sort_by_key(|evidence| site.records(*evidence).is_empty());
    named
}

/// A form or kind of records, with a link if it has a page.
pub(crate) fn evidence_name<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    of: Evidence,
) -> EvidenceName<'s> {
    let manual = &site.compiled.manual;
    match of {
        Evidence::Form(ix) => EvidenceName {
            href: Some(views::claim::document_href(site, from, ix)),
            name: manual.document(ix).id.value.as_str(),
            title: &manual.document(ix).title,
            lang: site.foreign_page(PageKey::Document(ix)),
        },
        Evidence::Kind(kind) => EvidenceName {
            href: site
                .has_register(kind)
                .then(|| from.href(&site.addresses.register(kind, 0))),
            name: views::names::kind_plural(site, kind),
            title: "",
            lang: None,
        },
    }
}

/// The last audit of a clause; `None` if the edition says nothing about audits.
pub(crate) fn clause_audit<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    of: &ClauseCoverage,
) -> Option<AuditView<'s>> {
    let audits = of.audits?;
    let last = audits.last.map(|last| {
        let record = site.compiled.manual.record(last.record);
        LastAuditView {
            href: views::claim::record_href(site, from, last.record),
            id: record.id.value.as_str(),
            title: &record.title,
            lang: site.foreign_page(PageKey::Record(last.record)),
            date: views::labels::date(site, last.date),
            auditor: record.fields.text("auditor").unwrap_or_default(),
        }
    });
    let due_since = audits.next.filter(|_| audits.is_due);
    Some(AuditView {
        last,
        due_since: due_since.map(|date| views::labels::date(site, date)),
        due: audits.is_due,
    })
}

/// The number of open findings; `None` if there are none, or the edition says nothing about them.
pub(crate) fn clause_findings(
    site: &SiteIndex<'_>,
    of: Option<OpenFindings>,
) -> Option<FindingsView> {
    let of = of?;
    let name = |grade| match grade {
        Grade::Major => "findings-major",
        Grade::Minor => "findings-minor",
        Grade::Observation => "findings-observation",
    };
    let open = of.by_grade().into_iter().filter(|(_, count)| *count > 0);
    let mut texts: Vec<String> = open
        .map(|(grade, count)| site.messages.count(name(grade), count as usize))
        .collect();
    if of.ungraded > 0 {
        texts.push(
            site.messages
                .count("findings-ungraded", of.ungraded as usize),
        );
    }
    (!texts.is_empty()).then(|| FindingsView {
        text: texts.join(", "),
        major: of.major > 0,
    })
}

/// A finding's grade.
pub(crate) fn finding_grade<'s>(site: &'s SiteIndex<'_>, ix: RecordIx) -> BadgeView<'s> {
    let (class, word) = match Grade::of(&site.compiled.manual.record(ix).fields) {
        Some(Grade::Major) => ("major", "grade_major"),
        Some(Grade::Minor) => ("minor", "grade_minor"),
        Some(Grade::Observation) => ("observation", "grade_observation"),
        None => ("ungraded", "grade_unknown"),
    };
    badge(site, class, word)
}

/// The links to the matrix of a standard in machine-readable formats.
pub(crate) fn export_links(
    site: &SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
) -> Vec<LinkView<'static>> {
    MatrixForm::beside_pages()
        .map(|(form, title)| LinkView {
            href: from.href(&site.addresses.matrix_file(ix, form)),
            title,
        })
        .collect()
}

/// "3 of 5 requirements covered, 1 excluded".
pub(crate) fn covered_sentence(site: &SiteIndex<'_>, summary: Summary) -> String {
    let total = summary.applicable();
    match (total, summary.excluded()) {
        (0, 0) => return site.messages.get("coverage_none").to_owned(),
        (0, excluded) => return site.messages.count("all-excluded", excluded as usize),
        _ => {}
    }
    let arguments = [
        ("covered", summary.covered().into()),
        ("total", total.into()),
        ("excluded", summary.excluded().into()),
    ];
    site.messages.with("coverage-sentence", arguments)
}

/// "3 of 5 requirements covered", of a heading on a page that has the rows of these clauses; `None` for a
/// requirement. If clauses below the heading are on another page, the sentence says that it counts them.
pub(crate) fn heading_sentence(
    site: &SiteIndex<'_>,
    key: ClauseKey,
    on_page: &Range<usize>,
) -> Option<String> {
    let standard = site.compiled.manual.standard(key.standard);
    let clause = standard.clause(key.clause);
    if clause.requirement {
        return None;
    }
    let sentence = covered_sentence(site, counts_below(site, key));
    // The clauses below it follow it in reading order.
    let first_beyond = ClauseIx::new(on_page.end);
    let reaches_beyond = on_page.end < standard.clauses.len()
        && standard
            .ancestors(first_beyond)
            .any(|above| above == key.clause);
    if !reaches_beyond {
        return Some(sentence);
    }
    let arguments = [
        ("clause", clause.number.as_str().into()),
        ("sentence", sentence.into()),
    ];
    Some(site.messages.with("coverage-of-all", arguments))
}

/// A badge of a class, with the message of this name.
pub(crate) fn badge<'s>(
    site: &'s SiteIndex<'_>,
    class: &'static str,
    word: &'static str,
) -> BadgeView<'s> {
    BadgeView {
        class,
        word: site.messages.get(word),
    }
}

/// The counts of the requirements among a clause and the clauses below it.
pub(crate) fn counts_below(site: &SiteIndex<'_>, key: ClauseKey) -> Summary {
    let standard = site.compiled.manual.standard(key.standard);
    let mut summary = Summary::default();
    let mut clauses = vec![key.clause];
    while let Some(ix) = clauses.pop() {
        let clause = standard.clause(ix);
        clauses.extend(&clause.children);
        let of = clause_coverage(site, ClauseKey { clause: ix, ..key });
        if let Some(status) = of.status.filter(|_| clause.requirement) {
            summary.add(status);
        }
    }
    summary
}
