//! A standard's coverage matrix: counts, the whole standard at a glance, the list, the grid.

use serde::Serialize;

use crate::coverage::{ClauseStatus, EvidenceStatus};
use crate::manual::{ClauseIx, ClauseKey, StandardIx};
use crate::site::Page;
use crate::site::index::SiteIndex;
use crate::site::matrix::grid;
use crate::site::matrix::grid::GridView;
use crate::site::matrix::grid_page;
use crate::site::matrix::grid_page::GridParts;
use crate::site::matrix::row::{MatrixRow, row};
use crate::site::theme::linked_message::{Argument, LinkedMessage};
use crate::site::views;
use crate::site::views::filters::ClauseFilters;
use crate::site::views::parts::{CoverageView, LinkView};
use crate::site::views::status_strip::StripGroup;

/// The documents that a row shows for its clause; all of them are on the clause's page.
pub(crate) const MOST_ADDRESSING: usize = 12;
/// The same for a long standard.
const MOST_ADDRESSING_LONG: usize = 3;
/// A standard with more clauses than this is long.
pub(crate) const LONG: usize = 300;

/// A matrix page.
#[derive(Serialize)]
pub(crate) struct MatrixView<'a> {
    title: String,
    designation: &'a str,
    coverage: CoverageView<'a>,
    /// What the counts alone do not say.
    remarks: Vec<LinkedMessage>,
    exports: Vec<LinkView<'a>>,
    /// The standards beside which this one can be shown.
    beside: Vec<LinkView<'a>>,
    filters: ClauseFilters<'a>,
    /// Whether rows are laid out only where they are seen: with many, all else would take long.
    long: bool,
    /// The folder of the scripts with the claims behind the cells.
    claims: String,
    strip: Vec<StripGroup<'a>>,
    rows: Vec<MatrixRow<'a>>,
    grid: Option<GridView<'a>>,
    /// Where the grid stands on pages of its own.
    grid_parts: Option<GridParts>,
}

/// The view of a standard's matrix.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, ix: StandardIx) -> MatrixView<'a> {
    let from = Page::Matrix(ix).address(site.compiled);
    let standard = site.compiled.manual.standard(ix);
    let designation = &*standard.designation;
    let keys = (0..standard.clauses.len() as u32).map(|at| ClauseKey {
        standard: ix,
        clause: ClauseIx(at),
    });
    let heads = views::status_strip::heads(standard);
    let main = |key: &ClauseKey| heads.contains(&Some(key.clause));
    let long = standard.clauses.len() > LONG;
    let most = match long {
        true => MOST_ADDRESSING_LONG,
        false => MOST_ADDRESSING,
    };
    MatrixView {
        title: site.matrix_title(ix),
        designation,
        coverage: site.coverage(&from, ix),
        remarks: remarks(site, ix),
        exports: site.exports(&from, ix),
        beside: site.beside(&from, ix),
        filters: site.clause_filters(ix),
        long,
        claims: from.href(&site.addresses.claims_folder(ix)),
        strip: views::status_strip::view(site, ix),
        rows: keys
            .map(|key| row(site, &from, key, main(&key), most))
            .collect(),
        grid: (!long)
            .then(|| grid::view(site, &from, ix, 0..standard.clauses.len()))
            .flatten(),
        grid_parts: grid_page::links(site, &from, ix),
    }
}

impl SiteIndex<'_> {
    /// What a standard's matrix is called.
    pub(crate) fn matrix_title(&self, ix: StandardIx) -> String {
        let designation = &*self.compiled.manual.standard(ix).designation;
        self.messages
            .with("matrix-title", [("standard", designation.into())])
    }
}

/// What the counts alone do not say: findings, evidence, audits.
fn remarks(site: &SiteIndex<'_>, ix: StandardIx) -> Vec<LinkedMessage> {
    let standard = site.compiled.manual.standard(ix);
    let coverage = &site.compiled.coverage.standards[ix.0 as usize];
    let clauses = standard.clauses.iter().zip(&coverage.clauses);
    let (mut contested, mut missing, mut due) = (0, 0, 0);
    for (clause, of) in clauses {
        let Some(status) = of.status.filter(|_| clause.requirement) else {
            continue;
        };
        if status == ClauseStatus::Excluded {
            continue;
        }
        contested += usize::from(status == ClauseStatus::Covered && of.open_findings.major > 0);
        missing += usize::from(of.evidence == EvidenceStatus::Missing);
        due += usize::from(of.audit_due);
    }
    let counted = [
        ("remark-contested", contested),
        ("remark-evidence-missing", missing),
        ("remark-audit-due", due),
    ];
    counted
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| {
            site.messages
                .sentence(name, &[("count", Argument::Number(count))])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::fixture::*;

    const PAGE: &str = "matrix/iso-9001-2015.html";

    /// The HTML of one row of the list.
    fn row(html: &str, number: &str) -> String {
        let begin = html.find(&format!("id=\"clause-{number}\"")).unwrap();
        let end = html[begin..].find("</tr>").unwrap();
        html[begin..begin + end].to_owned()
    }

    #[test]
    fn a_row_leads_to_the_section_that_claims_its_clause() {
        let files = [
            procedure(
                "QP-07",
                IN_FORCE,
                "clauses: [{ clause: 8.4.1, section: scoring }, 8.4.1]",
            ),
            procedure("QP-08", DRAFT, "clauses: [8.4.1, 8.4]"),
        ];
        let row = row(&TestSite::iso("", &files).html(PAGE), "8.4.1");
        assert!(
            row.contains("href=\"../documents/QP-07.html#scoring\">Scoring suppliers</a>"),
            "{row}"
        );
        assert!(row.contains("QP-08</a>"), "{row}");
        assert!(
            row.contains("<span class=\"badge is-draft\">Draft</span>"),
            "{row}"
        );
        assert!(
            row.contains("<span class=\"badge is-covered\">Covered</span>"),
            "{row}"
        );
        assert_eq!(
            row.matches("QP-07</a>").count(),
            1,
            "one line for each document: {row}"
        );
    }

    #[test]
    fn marks_say_what_keeps_a_document_from_covering() {
        for (state, clauses, class, word) in [
            (OVERDUE, "8.4.1", "review-overdue", "Review overdue"),
            (
                IN_FORCE,
                "{ clause: 8.4.1, extent: partial }",
                "partial",
                "in part",
            ),
            (IN_FORCE, "\"8.4.1 b)\"", "partial", "item b)"),
            (IN_FORCE, "8.4", "broad", "via 8.4"),
            (OVERDUE, "8.4", "broad", "Review overdue, via 8.4"),
            (LATER, "8.4.1", "not-yet", "Not yet effective"),
            (IN_REVIEW, "8", "in-review", "In review, via 8"),
            (OBSOLETE, "8.4.1", "obsolete", "Obsolete"),
        ] {
            let files = [procedure("QP-07", state, &format!("clauses: [{clauses}]"))];
            let row = row(&TestSite::iso("", &files).html(PAGE), "8.4.1");
            let badge = format!("<span class=\"badge is-{class}\">{word}</span>");
            assert!(row.contains(&badge), "{badge}\n{row}");
            assert!(!row.contains("is-covered"), "{row}");
        }
    }

    #[test]
    fn an_open_major_finding_is_never_shown_as_simply_covered() {
        let files = [
            procedure("QP-07", IN_FORCE, "clauses: [8.4.1, 8.4.2, 8.4.3]"),
            finding("NC-1", "major", "8.4.1"),
            finding("NC-2", "minor", "8.4.2"),
        ];
        let html = TestSite::iso("", &files).html(PAGE);
        for number in ["8.4.1", "8.4"] {
            let row = row(&html, number);
            assert!(row.contains("Covered, major finding open"), "{row}");
            assert!(!row.contains("is-covered"), "{row}");
        }
        assert!(row(&html, "8.4.2").contains("<span class=\"badge is-covered\">Covered</span>"));
        let cell = "class=\"mark is-contested\" href=\"#clause-8.4.1\" \
                    title=\"8.4.1 General: Covered, major finding open\"";
        assert!(html.contains(cell), "{html}");
        assert!(
            html.contains("1 covered requirement has an open major finding."),
            "{html}"
        );
        let gap = row(&html, "8");
        assert!(
            gap.contains("Gap") && gap.contains("Major finding open"),
            "{gap}"
        );
    }

    #[test]
    fn a_row_shows_the_first_dozen_and_leads_to_the_rest() {
        let mut files: Vec<_> = (10..40)
            .map(|at| procedure(&format!("QP-{at}"), DRAFT, "clauses: [8.4.1]"))
            .collect();
        files.push(procedure("QP-99", IN_FORCE, "clauses: [8.4.1]"));
        let row = row(&TestSite::iso("", &files).html(PAGE), "8.4.1");
        assert_eq!(
            row.matches("class=\"document-id\"").count(),
            MOST_ADDRESSING
        );
        assert!(
            row.find("QP-99").unwrap() < row.find("QP-10").unwrap(),
            "{row}"
        );
        assert!(
            row.contains(
                "href=\"../standards/iso-9001-2015/8.4.1.html#claims\">and 19 more documents</a>"
            ),
            "{row}"
        );
    }

    #[test]
    fn excluded_clauses_give_the_reason_once_and_ask_for_nothing() {
        let config = "[[exclusion]]\nclause = \"8.3\"\njustification = \"Customers design.\"\n";
        let html = TestSite::iso(config, &[]).html(PAGE);
        assert_eq!(html.matches("Customers design.").count(), 1);
        assert!(row(&html, "8.3").contains("6 requirements, all excluded"));
        let below = row(&html, "8.3.2");
        assert!(below.contains("Excluded with <a"), "{below}");
        assert!(
            !below.contains("Missing") && !below.contains("Never"),
            "{below}"
        );
    }

    #[test]
    fn the_grid_says_in_letters_how_each_document_addresses_each_clause() {
        let files = [
            procedure(
                "QP-1",
                IN_FORCE,
                "clauses: [{ clause: 8.4.1, section: scoring }]",
            ),
            procedure("QP-2", OVERDUE, "clauses: [8.4.1]"),
            procedure(
                "QP-3",
                IN_FORCE,
                "clauses: [{ clause: 8.4.1, extent: partial }]",
            ),
            procedure("QP-4", IN_FORCE, "clauses: [8.4]"),
            procedure("QP-5", DRAFT, "clauses: [8.4.1]"),
            procedure("QP-6", OBSOLETE, "clauses: [8.4.1]"),
            procedure("QP-7", IN_FORCE, ""),
        ];
        let html = TestSite::iso("", &files).html(PAGE);
        for expected in [
            "full\" href=\"../documents/QP-1.html#scoring\" title=\"QP-1: in full\" aria-label=\"QP-1: in full\">F</a>",
            "title=\"QP-2: in full, but overdue for review\"",
            "title=\"QP-3: in part\"",
            "title=\"QP-4: broadly, through a clause above\"",
            "title=\"QP-5: not in force yet\"",
            "title=\"QP-6: obsolete\"",
        ] {
            assert!(html.contains(expected), "{expected}\n{html}");
        }
        assert!(!html.contains("QP-7"), "it claims nothing");
    }

    #[test]
    fn many_documents_share_columns_by_folder() {
        let files: Vec<_> = (1..=50)
            .map(|at| procedure(&format!("QP-{at}"), IN_FORCE, "clauses: [8.4.1]"))
            .collect();
        let html = TestSite::iso("", &files).html(PAGE);
        assert!(html.contains("<span>procedures/</span>"), "{html}");
        assert!(
            html.contains("href=\"../standards/iso-9001-2015/8.4.1.html#claims\" title=\"procedures/: in full\" aria-label=\"F50 procedures/: in full\">F<small>50</small>"),
            "{html}"
        );
    }
}
