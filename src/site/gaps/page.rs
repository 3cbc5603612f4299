//! What is missing, worst first, and what would close it.

use serde::Serialize;

use crate::coverage::{ClauseStatus, EvidenceStatus};
use crate::manual::{ClauseKey, Grade, PageKey, RecordIx, StandardIx};
use crate::site::gaps::audits_due;
use crate::site::index::SiteIndex;
use crate::site::theme::linked_message::{Argument, LinkedMessage};
use crate::site::views;
use crate::site::views::clause::ClauseLink;
use crate::site::views::filters::FilterValue;
use crate::site::views::labels::{BadgeView, CoverageView, DateView};
use crate::site::views::words::clause_status::status_words;
use crate::site::{Address, Page};

/// The page of gaps.
#[derive(Serialize)]
pub(crate) struct GapsView<'a> {
    title: &'a str,
    as_of: DateView,
    standards: Vec<CoverageView<'a>>,
    /// Whether every requirement of every standard is covered or excluded, and nothing else is
    /// missing either.
    nothing: bool,
    sections: Vec<Section<'a>>,
    /// What the entries can be filtered by: the sections, and the standards where there are several.
    sorts: Vec<FilterValue<'a>>,
    of_standards: Vec<StandardValue<'a>>,
    /// What was looked for and not found.
    clear: Vec<&'a str>,
}

/// One sort of what is missing.
#[derive(Serialize)]
struct Section<'a> {
    id: &'static str,
    class: &'static str,
    title: &'a str,
    meaning: &'a str,
    count: usize,
    standards: Vec<StandardItems<'a>>,
}

/// A standard that entries can be filtered by.
#[derive(Serialize)]
struct StandardValue<'a> {
    id: &'a str,
    designation: &'a str,
    count: usize,
}

/// What is missing of one standard.
#[derive(Serialize)]
struct StandardItems<'a> {
    id: &'a str,
    designation: &'a str,
    items: Vec<Item<'a>>,
}

/// Something that is missing.
#[derive(Serialize)]
pub(crate) struct Item<'a> {
    pub(crate) link: ClauseLink<'a>,
    /// What stands against it beside its status.
    pub(crate) alarm: Option<BadgeView<'a>>,
    /// Where the item stands for all requirements below a heading: how many.
    pub(crate) below: Option<String>,
    /// How many requirements it stands for.
    pub(crate) requirements: usize,
    pub(crate) closing: LinkedMessage,
}

/// The sorts of what is missing, the worst first.
fn sorts() -> impl Iterator<Item = Sort> {
    let is_missing = |status: &ClauseStatus| status_words(*status).missing.is_some();
    let statuses = ClauseStatus::ALL.into_iter().filter(is_missing);
    statuses.map(Sort::Status).chain([
        Sort::Contested,
        Sort::Evidence,
        Sort::ExcludedButClaimed,
        Sort::Audit,
    ])
}

/// A sort of what is missing.
#[derive(Clone, Copy)]
enum Sort {
    /// Requirements with this status.
    Status(ClauseStatus),
    /// Covered requirements with an open major finding.
    Contested,
    /// Requirements without evidence.
    Evidence,
    /// Excluded clauses that are claimed all the same.
    ExcludedButClaimed,
    /// Requirements that no audit has reached in time.
    Audit,
}

/// The view of the page of gaps.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>) -> GapsView<'a> {
    let from = Page::Gaps.address(site.compiled);
    let standards = || site.compiled.manual.standards.positions();
    let mut sections = Vec::new();
    let mut clear = Vec::new();
    for sort in sorts() {
        let names = sort.names();
        let found: Vec<StandardItems<'_>> = standards()
            .map(|ix| StandardItems {
                id: site.compiled.manual.standard(ix).id.as_str(),
                designation: &site.compiled.manual.standard(ix).designation,
                items: sort.items(site, &from, ix),
            })
            .filter(|found| !found.items.is_empty())
            .collect();
        if found.is_empty() {
            clear.push(site.messages.get(names.title));
            continue;
        }
        sections.push(Section {
            id: names.id,
            class: names.class,
            title: site.messages.get(names.title),
            meaning: site.messages.get(names.meaning),
            count: found.iter().map(StandardItems::count).sum(),
            standards: found,
        });
    }
    GapsView {
        title: site.messages.get("nav_gaps"),
        as_of: views::labels::date(site, site.compiled.coverage.as_of),
        standards: standards()
            .map(|ix| views::labels::coverage(site, &from, ix))
            .collect(),
        nothing: sections.is_empty(),
        sorts: sections.iter().map(Section::value).collect(),
        of_standards: standard_values(&sections),
        sections,
        clear,
    }
}

impl<'a> Section<'a> {
    /// What its entries are filtered by.
    fn value(&self) -> FilterValue<'a> {
        FilterValue {
            badge: BadgeView {
                class: self.class,
                word: self.title,
            },
            count: self.count,
        }
    }
}

impl StandardItems<'_> {
    /// How many requirements its items stand for.
    fn count(&self) -> usize {
        self.items.iter().map(|item| item.requirements).sum()
    }
}

/// The standards of which something is missing, with how many requirements that is.
fn standard_values<'a>(sections: &[Section<'a>]) -> Vec<StandardValue<'a>> {
    let mut values: Vec<StandardValue<'a>> = Vec::new();
    for of in sections.iter().flat_map(|section| &section.standards) {
        match values.iter_mut().find(|value| value.id == of.id) {
            Some(value) => value.count += of.count(),
            None => values.push(StandardValue {
                id: of.id,
                designation: of.designation,
                count: of.count(),
            }),
        }
    }
    values
}

/// What a sort is called on the page.
struct Names {
    id: &'static str,
    class: &'static str,
    title: &'static str,
    meaning: &'static str,
}

impl Sort {
    fn names(self) -> Names {
        let (id, class, title, meaning) = match self {
            Self::Status(status) => {
                let (title, meaning) = status_words(status).missing.unwrap_or_default();
                (status.word(), status.word(), title, meaning)
            }
            Self::Contested => (
                "contested",
                "contested",
                "gaps_contested",
                "gaps_contested_meaning",
            ),
            Self::Evidence => (
                "evidence",
                "missing",
                "gaps_evidence",
                "gaps_evidence_meaning",
            ),
            Self::ExcludedButClaimed => (
                "excluded-but-claimed",
                "excluded",
                "gaps_excluded_but_claimed",
                "gaps_excluded_but_claimed_meaning",
            ),
            Self::Audit => ("audit", "audit", "gaps_audit", "gaps_audit_meaning"),
        };
        Names {
            id,
            class,
            title,
            meaning,
        }
    }

    /// What of this sort is missing of a standard, in reading order.
    fn items<'a>(self, site: &'a SiteIndex<'_>, from: &Address, ix: StandardIx) -> Vec<Item<'a>> {
        let standard = site.compiled.manual.standard(ix);
        if let Self::Audit = self {
            return audits_due::items(site, from, ix);
        }
        let found = standard.iter().filter_map(|(clause_ix, clause)| {
            let key = ClauseKey {
                standard: ix,
                clause: clause_ix,
            };
            let of = views::clause::clause_coverage(site, key);
            let open = of.status.filter(|_| of.applies(clause));
            let closing = match self {
                Self::Status(status) => (open == Some(status))
                    .then(|| views::gap_remedy::gap_remedy(site, from, key))?,
                Self::Contested => {
                    let contested =
                        open == Some(ClauseStatus::Covered) && of.open_findings.major > 0;
                    contested.then(|| close_findings(site, from, key))?
                }
                Self::Evidence => {
                    let missing = open.is_some() && of.evidence == EvidenceStatus::Missing;
                    missing.then(|| views::gap_remedy::evidence_remedy(site, from, key))?
                }
                Self::ExcludedButClaimed => excluded_but_claimed(site, from, key)?,
                Self::Audit => return None,
            };
            Some(Item {
                link: views::clause::clause_link(site, from, key),
                alarm: views::clause::clause_state(site, of).and_then(|state| state.alarm),
                below: None,
                requirements: 1,
                closing,
            })
        });
        found.collect()
    }
}

/// The open major findings that stand against a covered requirement.
fn close_findings(site: &SiteIndex<'_>, from: &Address, key: ClauseKey) -> LinkedMessage {
    let major =
        |ix: &RecordIx| Grade::of(&site.compiled.manual.record(*ix).fields) == Some(Grade::Major);
    let findings = site
        .compiled
        .coverage
        .findings
        .on_clause(key)
        .iter()
        .copied();
    findings
        .filter(major)
        .map(|ix| {
            let name = views::names::page_name(site, PageKey::Record(ix));
            let finding = Argument::link(views::claim::record_href(site, from, ix), name);
            site.messages
                .sentence("close-contested", &[("finding", finding)])
        })
        .fold(LinkedMessage::default(), LinkedMessage::then)
}

/// A clause that is excluded and claimed itself.
fn excluded_but_claimed(
    site: &SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
) -> Option<LinkedMessage> {
    let of = views::clause::clause_coverage(site, key);
    of.exclusion?;
    let mut claiming: Vec<_> = of
        .weighed_claims
        .iter()
        .filter(|weighed| !weighed.broad)
        .map(|weighed| views::claim::claim(site, weighed.claim).document)
        .collect();
    claiming.dedup();
    let first = claiming.first()?;
    let arguments = [
        (
            "document",
            views::reasons::document_argument(site, from, *first),
        ),
        ("others", Argument::Number(claiming.len() - 1)),
    ];
    Some(
        site.messages
            .sentence("close-excluded-but-claimed", &arguments),
    )
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::site::tests::fixture::*;

    /// Documents in force that claim every requirement of ISO 9001:2015, with evidence and an audit.
    fn complete() -> Vec<(String, String)> {
        let claims: Vec<String> = TestSite::iso("", &[]).manual.standards[StandardIx(0)]
            .clauses
            .iter()
            .filter(|clause| clause.requirement)
            .map(|clause| format!("\"{}\"", clause.number))
            .collect();
        let fields = format!("clauses: [{}]\nrecords: [audit]", claims.join(", "));
        vec![
            procedure("QM-01", IN_FORCE, &fields),
            audit("AUD-1", "done", "2026-05-04", "4, 5, 6, 7, 8, 9, 10"),
        ]
    }

    #[test]
    fn says_so_where_nothing_is_missing() {
        let page = TestSite::iso("", &complete()).page("gaps.html");
        assert_data_eq!(
            page.text("main"),
            str![[r#"
Gaps
What is missing, the worst first, and what would close it. As of 23 Nov 2026.
Nothing is missing: every requirement of every standard is covered or excluded, records are named where they are expected, and no audit is due.
ISO 9001:2015 100.0 % 65 of 65 requirements covered
"#]]
        );
    }

    #[test]
    fn a_complete_manual_with_one_open_major_finding_is_not_clear() {
        let mut files = complete();
        files.push(finding("NC-1", "major", "8.4.1"));
        let page = TestSite::iso("", &files).page("gaps.html");
        assert_data_eq!(
            page.linked("main"),
            str![[r#"
Gaps
What is missing, the worst first, and what would close it. As of 23 Nov 2026.
[ISO 9001:2015](matrix/iso-9001-2015.html) 100.0 % 65 of 65 requirements covered
[Covered, but a major finding is open](#contested) 1
Covered, but a major finding is open 1
On paper these are covered; an audit found otherwise.
Clause | What would close it
ISO 9001:2015
[8.4.1 General](standards/iso-9001-2015/8.4.1.html) | Close [NC-1 Title of NC-1](records/NC-1.html).
Looked for and not found: Not addressed, Planned, Partly addressed, Overdue, Evidence missing, Excluded, yet claimed, Audits due.
"#]]
        );
    }

    #[test]
    fn the_worst_comes_first() {
        let files = [
            procedure("QP-1", DRAFT, "clauses: [8.1]"),
            procedure("QP-2", IN_FORCE, "clauses: [8.2]"),
            procedure("QP-3", OVERDUE, "clauses: [8.4.1]"),
        ];
        let page = TestSite::iso("", &files).page("gaps.html");
        let sections = page.attributes(".gaps-section h2", "id");
        assert_eq!(
            sections,
            ["gap", "planned", "partial", "overdue", "evidence", "audit"]
        );
    }

    #[test]
    fn an_excluded_clause_that_is_claimed_is_questioned() {
        let config = "[[exclusion]]\nclause = \"8.3\"\njustification = \"Customers design.\"\n";
        let files = [procedure("QP-1", IN_FORCE, "clauses: [8.3.2]")];
        let manual = TestSite::iso(config, &files);
        let site = manual.site();
        let from = Page::Gaps.address(site.compiled);
        let items = Sort::ExcludedButClaimed.items(&site, &from, StandardIx(0));
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].link.number, "8.3.2");
        assert_eq!(
            items[0].closing.plain(),
            "QP-1 claims it: take out the claim or the exclusion."
        );
    }

    #[test]
    fn excluded_requirements_miss_nothing() {
        let config = "[[exclusion]]\nclause = \"8\"\njustification = \"A club.\"\n";
        let manual = TestSite::iso(config, &[]);
        let site = manual.site();
        let from = Page::Gaps.address(site.compiled);
        for sort in sorts() {
            let items = sort.items(&site, &from, StandardIx(0));
            let below_8 = items.iter().find(|item| item.link.number.starts_with('8'));
            assert!(
                below_8.is_none(),
                "{:?}",
                below_8.map(|item| item.link.number)
            );
        }
    }
}
