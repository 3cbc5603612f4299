//! The page of gaps, the worst first, with what would close each gap.

use serde::Serialize;

use crate::coverage::Figures;
use crate::site::Page;
use crate::site::gaps::sort::sorts;
use crate::site::index::SiteIndex;
use crate::site::theme::linked_message::LinkedMessage;
use crate::site::views;
use crate::site::views::clause::ClauseLink;
use crate::site::views::filters::FilterValue;
use crate::site::views::labels::{BadgeView, CoverageView, DateView};

/// The page of gaps.
#[derive(Serialize)]
pub(crate) struct GapsView<'a> {
    title: &'a str,
    as_of: DateView,
    standards: Vec<CoverageView<'a>>,
    /// Whether every requirement of every standard is covered or excluded, and there are no other
    /// gaps.
    nothing: bool,
    sections: Vec<Section<'a>>,
    /// The filters for the entries: the sections, and the standards if there are several.
    sorts: Vec<FilterValue<'a>>,
    of_standards: Vec<StandardValue<'a>>,
    /// The titles of the sorts of gaps that do not occur.
    clear: Vec<&'a str>,
}

/// The gaps of one sort.
#[derive(Serialize)]
struct Section<'a> {
    id: &'static str,
    class: &'static str,
    title: &'a str,
    meaning: &'a str,
    count: usize,
    standards: Vec<StandardItems<'a>>,
}

/// A standard by which entries can be filtered.
#[derive(Serialize)]
struct StandardValue<'a> {
    id: &'a str,
    designation: &'a str,
    count: usize,
}

/// The gaps of one standard.
#[derive(Serialize)]
struct StandardItems<'a> {
    id: &'a str,
    designation: &'a str,
    items: Vec<Item<'a>>,
}

/// A gap.
#[derive(Serialize)]
pub(crate) struct Item<'a> {
    pub(crate) link: ClauseLink<'a>,
    /// A badge for an open major finding, if the status does not show it.
    pub(crate) alarm: Option<BadgeView<'a>>,
    /// The number of requirements below a heading, in words, if the item represents all of them.
    pub(crate) below: Option<String>,
    /// The number of requirements that the item represents.
    pub(crate) requirements: usize,
    /// What the clause asks for, in our own words, if nothing is written yet.
    pub(crate) summary: Option<&'a str>,
    pub(crate) closing: LinkedMessage,
    /// The roles whose move it is; empty if nobody has written anything yet.
    pub(crate) movers: String,
}

impl<'a> Item<'a> {
    /// A gap at a clause.
    pub(crate) fn new(link: ClauseLink<'a>, closing: LinkedMessage) -> Self {
        Self {
            link,
            alarm: None,
            below: None,
            requirements: 1,
            summary: None,
            movers: closing.movers().join(", "),
            closing,
        }
    }
}

/// The titles of the sorts of gaps that the site knows, whether there are such gaps or not.
pub(crate) fn sort_titles<'s>(site: &'s SiteIndex<'_>) -> impl Iterator<Item = &'s str> {
    let figures = site.compiled.coverage.figures;
    let known = sorts().filter(move |sort| sort.is_known(figures));
    known.map(move |sort| site.messages.get(sort.names().title))
}

/// The view of the page of gaps.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>) -> GapsView<'a> {
    let from = Page::Gaps.address(site.compiled);
    let standards = || site.compiled.manual.standards.positions();
    let mut sections = Vec::new();
    let mut clear = Vec::new();
    let figures = site.compiled.coverage.figures;
    for sort in sorts().filter(|sort| sort.is_known(figures)) {
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
        nothing: sections.is_empty() && figures == Figures::ALL,
        sorts: sections.iter().map(Section::value).collect(),
        of_standards: standard_values(&sections),
        sections,
        clear,
    }
}

impl<'a> Section<'a> {
    /// The filter for the entries of this section.
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
    /// The number of requirements that its items represent.
    fn count(&self) -> usize {
        self.items.iter().map(|item| item.requirements).sum()
    }
}

/// The standards with gaps, each with the number of requirements concerned.
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

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::manual::StandardIx;
    use crate::site::gaps::sort::Sort;
    use crate::site::tests::fixture::*;

    /// Documents in force that claim every requirement of ISO 9001:2015, with evidence and audit.
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
Nothing is missing: every requirement of every standard is covered or excluded, records are named where they are expected, no finding is open, and no audit is due.
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
Clause | What would close it | Whose move
ISO 9001:2015
[8.4.1 General](standards/iso-9001-2015/8.4.1.html) | Close [NC-1 Title of NC-1](records/NC-1.html). | Buyer
Looked for and not found: Not addressed, Planned, Partly addressed, Overdue, Findings open, Evidence missing, Evidence too old, Excluded, yet claimed, Exclusions that exclude nothing, Audits due.
"#]]
        );
    }

    #[test]
    fn all_that_the_matrix_knows_stands_against_its_clause() {
        let config = "evidence_interval = \"6 months\"\naudit_cycle = \"yearly\"\n\
            [[exclusion]]\nclause = \"8.3\"\njustification = \"Customers design.\"\n\
            [[exclusion]]\nclause = \"8.6\"\njustification = \"TBD\"\n\
            [[exclusion]]\nclause = \"8.2.2 a)\"\njustification = \"None.\"\n";
        let mut files = complete();
        files.push(procedure(
            "QP-3",
            IN_FORCE,
            "clauses: [{ clause: \"8.2.2 a)\", extent: partial }]",
        ));
        files.push(finding("NC-1", "major", "8.4.1"));
        files.push(finding("NC-2", "minor", "8.4.1"));
        files.push(finding("NC-3", "minor", "8.4"));
        let page = TestSite::iso(config, &files).page("gaps.html");
        let sections = page.attributes(".gaps-section h2", "id");
        assert_eq!(
            sections,
            [
                "contested",
                "findings",
                "stale",
                "excluded-but-claimed",
                "void-exclusion",
                "audit"
            ]
        );
        assert_data_eq!(
            page.text("main"),
            str![[r#"
Gaps
What is missing, the worst first, and what would close it. As of 23 Nov 2026.
ISO 9001:2015 100.0 % 59 of 59 requirements covered, 6 excluded
Covered, but a major finding is open 1
Findings open 2
Evidence too old 16
Excluded, yet claimed 7
Exclusions that exclude nothing 1
Audits due 59
Covered, but a major finding is open 1
On paper these are covered; an audit found otherwise.
Clause | What would close it | Whose move
ISO 9001:2015
8.4.1 General | Close NC-1 Title of NC-1. | Buyer
Findings open 2
An open finding names these clauses. A major one against a covered requirement is not told again here.
Clause | What would close it | Whose move
ISO 9001:2015
8.4 Control of externally provided processes, products and services | Close NC-3 Title of NC-3 (Minor). | Buyer
8.4.1 General | Close NC-2 Title of NC-2 (Minor). | Buyer
Evidence too old 16
There are records, but none that is known to be as new as the manual asks for.
Clause | What would close it | Whose move
ISO 9001:2015
4.4.2 Quality management system and its processes | The newest record is of 4 May 2026: file a newer one. | Buyer
7.1.5.1 General | The newest record is of 4 May 2026: file a newer one. | Buyer
7.1.5.2 Measurement traceability | The newest record is of 4 May 2026: file a newer one. | Buyer
7.2 Competence | The newest record is of 4 May 2026: file a newer one. | Buyer
8.1 Operational planning and control | The newest record is of 4 May 2026: file a newer one. | Buyer
8.2.3.2 Review of the requirements for products and services | The newest record is of 4 May 2026: file a newer one. | Buyer
8.4.1 General | The newest record is of 4 May 2026: file a newer one. | Buyer
8.5.2 Identification and traceability | The newest record is of 4 May 2026: file a newer one. | Buyer
8.5.3 Property belonging to customers or external providers | The newest record is of 4 May 2026: file a newer one. | Buyer
8.5.6 Control of changes | The newest record is of 4 May 2026: file a newer one. | Buyer
8.6 Release of products and services | The newest record is of 4 May 2026: file a newer one. | Buyer
8.7.2 Control of nonconforming outputs | The newest record is of 4 May 2026: file a newer one. | Buyer
9.1.1 General | The newest record is of 4 May 2026: file a newer one. | Buyer
9.2.2 Internal audit | The newest record is of 4 May 2026: file a newer one. | Buyer
9.3.3 Management review outputs | The newest record is of 4 May 2026: file a newer one. | Buyer
10.2.2 Nonconformity and corrective action | The newest record is of 4 May 2026: file a newer one. | Buyer
Excluded, yet claimed 7
These are set aside as not applicable, and a document claims them all the same. An auditor will ask which is true.
Clause | What would close it | Whose move
ISO 9001:2015
8.2.2 Determining the requirements for products and services | QP-3 claims item a), which is excluded: take out the claim or the exclusion. | Buyer
8.3.1 General | QM-01 claims it: take out the claim or the exclusion. | Buyer
8.3.2 Design and development planning | QM-01 claims it: take out the claim or the exclusion. | Buyer
8.3.3 Design and development inputs | QM-01 claims it: take out the claim or the exclusion. | Buyer
8.3.4 Design and development controls | QM-01 claims it: take out the claim or the exclusion. | Buyer
8.3.5 Design and development outputs | QM-01 claims it: take out the claim or the exclusion. | Buyer
8.3.6 Design and development changes | QM-01 claims it: take out the claim or the exclusion. | Buyer
Exclusions that exclude nothing 1
manual.toml excludes these, and something keeps the exclusion from counting.
Clause | What would close it | Whose move
ISO 9001:2015
8.6 Release of products and services | An exclusion of it gives no reason, so it excludes nothing. | –
Audits due 59
No audit has reached these within the audit cycle.
Clause | What would close it | Whose move
ISO 9001:2015
4 Context of the organization (5 requirements) | Last audited 4 May 2026 by AUD-1. Nobody can read “audit_cycle” in manual.toml, so an audit is due: correct it. | –
5 Leadership (5 requirements) | Last audited 4 May 2026 by AUD-1. Nobody can read “audit_cycle” in manual.toml, so an audit is due: correct it. | –
6 Planning (5 requirements) | Last audited 4 May 2026 by AUD-1. Nobody can read “audit_cycle” in manual.toml, so an audit is due: correct it. | –
7 Support (14 requirements) | Last audited 4 May 2026 by AUD-1. Nobody can read “audit_cycle” in manual.toml, so an audit is due: correct it. | –
8 Operation (18 requirements) | Last audited 4 May 2026 by AUD-1. Nobody can read “audit_cycle” in manual.toml, so an audit is due: correct it. | –
9 Performance evaluation (8 requirements) | Last audited 4 May 2026 by AUD-1. Nobody can read “audit_cycle” in manual.toml, so an audit is due: correct it. | –
10 Improvement (4 requirements) | Last audited 4 May 2026 by AUD-1. Nobody can read “audit_cycle” in manual.toml, so an audit is due: correct it. | –
Looked for and not found: Not addressed, Planned, Partly addressed, Overdue, Evidence missing.
"#]]
        );
    }

    #[test]
    fn a_gap_says_whose_move_it_is() {
        let review = DRAFT.replace("draft", "review");
        let files = [
            procedure("QP-1", &review, "clauses: [8.1]"),
            procedure("QP-2", DRAFT, "clauses: [8.2.1]"),
            procedure("QP-3", OVERDUE, "clauses: [8.4.1]"),
        ];
        let page = TestSite::iso("", &files).page("gaps.html");
        let movers = |section: &str, clause: &str| {
            let row = format!("table[aria-labelledby={section}] tr[data-clause={clause}]");
            let row = page.text(&row);
            row.rsplit(" | ").next().unwrap_or_default().to_owned()
        };
        assert_eq!(movers("planned", "8.1"), "Manager");
        assert_eq!(movers("planned", "8.2.1"), "Buyer");
        assert_eq!(movers("overdue", "8.4.1"), "Buyer");
        assert_eq!(movers("gap", "4.1"), "–");
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
