//! The page of a standard's coverage matrix: counts, status strip, list, grid. That of a long standard
//! has its parts in place of strip, list and grid.

use std::ops::Range;

use serde::Serialize;

use crate::coverage::{ClauseStatus, EvidenceStatus};
use crate::index::Position;
use crate::manual::{ClauseIx, ClauseKey, StandardIx};
use crate::site::index::SiteIndex;
use crate::site::matrix::grid;
use crate::site::matrix::grid::GridView;
use crate::site::matrix::grid_page;
use crate::site::matrix::grid_page::GridParts;
use crate::site::matrix::part;
use crate::site::matrix::row::{MatrixColumns, MatrixRow, row};
use crate::site::standards;
use crate::site::statement;
use crate::site::theme::linked_message::{Argument, LinkedMessage};
use crate::site::views;
use crate::site::views::chapters::ChaptersView;
use crate::site::views::filters::ClauseFilters;
use crate::site::views::labels::{CoverageView, LinkView};
use crate::site::views::status_strip::StripGroup;
use crate::site::{Address, Page};

/// The most documents that a row shows for its clause; all of them are on the clause's page.
pub(crate) const MOST_ADDRESSING: usize = 3;

/// A matrix page.
#[derive(Serialize)]
pub(crate) struct MatrixView<'a> {
    title: String,
    designation: &'a str,
    coverage: CoverageView<'a>,
    /// Remarks on findings, evidence and audits, which the counts do not include.
    remarks: Vec<LinkedMessage>,
    exports: Vec<LinkView<'a>>,
    /// The address of the statement of applicability, if there is one.
    statement: Option<String>,
    /// Links to the standards that this one can be shown beside.
    beside: Vec<LinkView<'a>>,
    filters: ClauseFilters<'a>,
    /// The folder of the scripts with the claims behind the cells.
    claims: String,
    strip: Vec<StripGroup<'a>>,
    list: MatrixList<'a>,
    /// The parts of a long standard, whose rows are on their pages.
    chapters: Option<ChaptersView<'a>>,
    grid: Option<GridView<'a>>,
    /// The links to the grid, if it is on pages of its own.
    grid_parts: Option<GridParts>,
}

/// The list of clauses.
#[derive(Serialize)]
pub(crate) struct MatrixList<'a> {
    columns: MatrixColumns,
    rows: Vec<MatrixRow<'a>>,
}

/// The rows of some clauses of a standard.
pub(crate) fn list<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
    clauses: Range<usize>,
) -> MatrixList<'a> {
    let heads = views::status_strip::heads(site.compiled.manual.standard(ix));
    let main = |key: &ClauseKey| heads.as_slice().contains(&Some(key.clause));
    let keys = clauses.clone().map(|clause| ClauseKey {
        standard: ix,
        clause: ClauseIx::new(clause),
    });
    MatrixList {
        columns: MatrixColumns::of(site, 2),
        rows: keys
            .map(|key| row(site, from, key, &clauses, main(&key), MOST_ADDRESSING))
            .collect(),
    }
}

/// The view of a standard's matrix.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, ix: StandardIx) -> MatrixView<'a> {
    let from = Page::Matrix(ix).address(site.compiled);
    let standard = site.compiled.manual.standard(ix);
    let designation = &*standard.designation;
    let clauses = views::chapters::clauses_on_page(site, ix, None);
    MatrixView {
        title: matrix_title(site, ix),
        designation,
        coverage: views::labels::coverage(site, &from, ix),
        remarks: remarks(site, ix),
        exports: views::clause::export_links(site, &from, ix),
        statement: statement::page::link(site, &from, ix),
        beside: standards::crosswalk::beside(site, &from, ix),
        filters: views::filters::clause_filters(site, ix),
        claims: from.href(&site.addresses.claims_folder(ix)),
        strip: views::status_strip::view(site, ix, clauses.clone()),
        list: list(site, &from, ix, clauses.clone()),
        chapters: part::chapters(site, &from, ix),
        grid: (!clauses.is_empty())
            .then(|| grid::view(site, &from, ix, clauses))
            .flatten(),
        grid_parts: grid_page::links(site, &from, ix),
    }
}

/// The title of a standard's matrix.
pub(crate) fn matrix_title(site: &SiteIndex<'_>, ix: StandardIx) -> String {
    let designation = &*site.compiled.manual.standard(ix).designation;
    site.messages
        .with("matrix-title", [("standard", designation.into())])
}

/// Remarks on findings, evidence and audits, which the counts do not include.
fn remarks(site: &SiteIndex<'_>, ix: StandardIx) -> Vec<LinkedMessage> {
    let standard = site.compiled.manual.standard(ix);
    let coverage = &site.compiled.coverage.standards[ix];
    let clauses = standard.clauses.iter().zip(&coverage.clauses);
    let (mut contested, mut missing, mut stale, mut due) = (0, 0, 0, 0);
    for (clause, of) in clauses {
        if !of.applies(clause) {
            continue;
        }
        let covered = of.status == Some(ClauseStatus::Covered);
        contested += usize::from(covered && of.has_major_finding());
        missing += usize::from(of.evidence == Some(EvidenceStatus::Missing));
        stale += usize::from(of.evidence == Some(EvidenceStatus::Stale));
        due += usize::from(of.is_audit_due());
    }
    let counted = [
        ("remark-contested", contested),
        ("remark-evidence-missing", missing),
        ("remark-evidence-stale", stale),
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
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::site::tests::fixture::*;

    const PAGE: &str = "matrix/iso-9001-2015.html";

    /// The row of 8.4.1 in the grid.
    const GRID_ROW: &str = ".grid tr:has([href=../standards/iso-9001-2015/8.4.1.html])";

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
        let page = TestSite::iso("", &files).page(PAGE);
        // Each document has one line.
        assert_eq!(
            page.linked("tr#clause-8.4.1"),
            "[8.4.1 General](../standards/iso-9001-2015/8.4.1.html) | [Covered](../standards/iso-9001-2015/8.4.1.html) | [QP-07](../documents/QP-07.html) rev 3 [Scoring suppliers](../documents/QP-07.html#scoring) / [QP-08](../documents/QP-08.html) rev 3 Title of QP-08 Draft | Records | Missing | Never | –"
        );
        assert_eq!(
            page.attributes("tr#clause-8.4.1 .badge", "class"),
            ["badge is-covered", "badge is-draft", "badge is-missing"]
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
            (
                IN_FORCE,
                "\"8.4.1 a)\", \"8.4.1 c)\", { clause: 8.4.1, extent: partial }",
                "partial",
                "in part, items a), c)",
            ),
            (IN_FORCE, "8.4, 8, 8.4", "broad", "via 8.4, 8"),
            (IN_FORCE, "8.4", "broad", "via 8.4"),
            (OVERDUE, "8.4", "broad", "Review overdue, via 8.4"),
            (LATER, "8.4.1", "not-yet", "Not yet effective"),
            (IN_REVIEW, "8", "in-review", "In review, via 8"),
            (OBSOLETE, "8.4.1", "obsolete", "Obsolete"),
        ] {
            let files = [procedure("QP-07", state, &format!("clauses: [{clauses}]"))];
            let page = TestSite::iso("", &files).page(PAGE);
            let mark = page.text(&format!("tr#clause-8.4.1 .addressed .badge.is-{class}"));
            assert_eq!(mark, word);
            assert_eq!(page.count("tr#clause-8.4.1 .is-covered"), 0, "{word}");
        }
    }

    #[test]
    fn an_open_major_finding_is_never_shown_as_simply_covered() {
        let files = [
            procedure("QP-07", IN_FORCE, "clauses: [8.4.1, 8.4.2, 8.4.3]"),
            finding("NC-1", "major", "8.4.1"),
            finding("NC-2", "minor", "8.4.2"),
        ];
        let page = TestSite::iso("", &files).page(PAGE);
        let rows = ["8", "8.4", "8.4.1", "8.4.2"].map(|row| page.text(&format!("tr#clause-{row}")));
        assert_data_eq!(
            rows.join("\n"),
            str![[r#"
8 Operation | Gap Major finding open | 3 of 24 requirements covered | 1 major, 1 minor
8.4 Control of externally provided processes, products and services | Covered, major finding open | 3 of 3 requirements covered | 1 major, 1 minor
8.4.1 General | Covered, major finding open | QP-07 rev 3 Title of QP-07 | Records | Missing | Never | 1 major
8.4.2 Type and extent of control | Covered | QP-07 rev 3 Title of QP-07 | – | – | Never | 1 minor
"#]]
        );
        for row in ["8.4.1", "8.4"] {
            assert_eq!(page.count(&format!("tr#clause-{row} .is-covered")), 0);
        }
        assert_eq!(page.count("tr#clause-8.4.2 .is-covered"), 1);
        let cell = ".mark.is-contested[href=#clause-8.4.1]";
        assert_eq!(
            page.attribute(cell, "title"),
            "8.4.1 General: Covered, major finding open"
        );
        assert_data_eq!(
            page.text(".remarks"),
            str![[r#"
1 covered requirement has an open major finding.
21 requirements lack evidence.
65 requirements are due for audit.
"#]]
        );
    }

    #[test]
    fn a_row_that_lacks_one_document_shows_it_and_a_section_once() {
        let text = "## Parts\n\n[[satisfies:9.3.2 a)]] and\n\n[[satisfies:9.3.2 b)]].\n";
        let mut files: Vec<_> = (10..14)
            .map(|at| procedure(&format!("QP-{at}"), IN_FORCE, "clauses: [8.4.1]"))
            .collect();
        files[0].1.push_str(text);
        let page = TestSite::iso("", &files).page(PAGE);
        assert_eq!(
            page.texts("tr#clause-8.4.1 .document-id"),
            ["QP-10", "QP-11", "QP-12", "QP-13"]
        );
        assert_eq!(page.texts("tr#clause-9.3.2 .claim-section"), ["Parts"]);
        let marks = page.texts("tr#clause-9.3.2 .addressed .badge");
        assert_eq!(marks, ["items a), b)"]);
    }

    #[test]
    fn a_row_shows_the_first_three_and_leads_to_the_rest() {
        let mut files: Vec<_> = (10..40)
            .map(|at| procedure(&format!("QP-{at}"), DRAFT, "clauses: [8.4.1]"))
            .collect();
        files.push(procedure("QP-99", IN_FORCE, "clauses: [8.4.1]"));
        let page = TestSite::iso("", &files).page(PAGE);
        let shown = page.texts("tr#clause-8.4.1 .document-id");
        assert_eq!(shown.len(), MOST_ADDRESSING);
        assert_eq!(shown[..3], ["QP-99", "QP-10", "QP-11"]);
        assert_eq!(
            page.linked(
                "tr#clause-8.4.1 li:has([href=../standards/iso-9001-2015/8.4.1.html#claims])"
            ),
            "[and 28 more documents](../standards/iso-9001-2015/8.4.1.html#claims)"
        );
    }

    #[test]
    fn excluded_clauses_give_the_reason_once_and_ask_for_nothing() {
        let config = "[[exclusion]]\nclause = \"8.3\"\njustification = \"Customers design.\"\n";
        let page = TestSite::iso(config, &[]).page(PAGE);
        let rows = ["8.3", "8.3.1", "8.3.2"].map(|row| page.linked(&format!("tr#clause-{row}")));
        assert_data_eq!(
            rows.join("\n"),
            str![[r#"
[8.3 Design and development of products and services](../standards/iso-9001-2015/8.3.html) | [Excluded](../standards/iso-9001-2015/8.3.html) | 6 requirements, all excluded / Customers design. |
[8.3.1 General](../standards/iso-9001-2015/8.3.1.html) | [Excluded](../standards/iso-9001-2015/8.3.1.html) | Excluded with [8.3](../standards/iso-9001-2015/8.3.html). | – | – | – | –
[8.3.2 Design and development planning](../standards/iso-9001-2015/8.3.2.html) | [Excluded](../standards/iso-9001-2015/8.3.2.html) | Excluded with [8.3](../standards/iso-9001-2015/8.3.html). | Records | – | – | –
"#]]
        );
        assert_eq!(page.text("body").matches("Customers design.").count(), 1);
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
        let page = TestSite::iso("", &files).page(PAGE);
        // QP-7 claims nothing.
        assert_eq!(
            page.text(".grid thead tr:has(.grid-column)"),
            "Clause | QP-1 | QP-2 | QP-3 | QP-4 | QP-5 | QP-6"
        );
        assert_eq!(
            page.linked(GRID_ROW),
            "(Covered)[8.4.1 General](../standards/iso-9001-2015/8.4.1.html) | [F](../documents/QP-1.html#scoring) | [O](../documents/QP-2.html) | [P](../documents/QP-3.html) | [B](../documents/QP-4.html) | [N](../documents/QP-5.html) | [X](../documents/QP-6.html)"
        );
        let titles = page.attributes(&format!("{GRID_ROW} td a"), "title");
        assert_data_eq!(
            titles.join("\n"),
            str![[r#"
QP-1: in full
QP-2: in full, but overdue for review
QP-3: in part
QP-4: broadly, through a clause above
QP-5: not in force yet
QP-6: obsolete
"#]]
        );
        let labels = page.attributes(&format!("{GRID_ROW} td a"), "aria-label");
        assert_eq!(titles, labels);
        assert_eq!(page.count(&format!("{GRID_ROW} .full")), 1);
    }

    #[test]
    fn many_documents_share_columns_by_folder() {
        let files: Vec<_> = (1..=50)
            .map(|at| procedure(&format!("QP-{at}"), IN_FORCE, "clauses: [8.4.1]"))
            .collect();
        let page = TestSite::iso("", &files).page(PAGE);
        assert_eq!(
            page.text(".grid thead tr:has(.grid-column)"),
            "Clause | procedures/"
        );
        assert_eq!(
            page.linked(GRID_ROW),
            "(Covered)[8.4.1 General](../standards/iso-9001-2015/8.4.1.html) | [F50](../standards/iso-9001-2015/8.4.1.html#claims)"
        );
        let cell = format!("{GRID_ROW} td a");
        assert_eq!(page.attribute(&cell, "title"), "procedures/: in full");
        assert_eq!(
            page.attribute(&cell, "aria-label"),
            "F50 procedures/: in full"
        );
    }
}
