//! Coverage as CSV, with a row for each clause.

use crate::coverage::Figures;
use crate::export::matrix::row::{Row, rows};
use crate::manual::StandardIx;
use crate::pipeline::Compiled;

/// Every column. A matrix that says nothing about a fact does not have its columns.
const COLUMNS: [&str; 16] = [
    "standard",
    "clause",
    "title",
    "requirement",
    "status",
    "addressed_by",
    "documented_information",
    "evidence",
    "audited",
    "audit_due",
    "open_major",
    "open_minor",
    "open_observation",
    "open_ungraded",
    "justification",
    "remarks",
];

/// The coverage of these standards as CSV with a header: commas, UTF-8 without a byte order mark.
///
/// Clause numbers are not quoted for spreadsheets, which read `4.10` as the number 4.1. The XLSX
/// format is meant for spreadsheets: it has clause numbers as text cells.
pub fn coverage_csv(compiled: &Compiled, standards: &[StandardIx]) -> String {
    let figures = compiled.coverage.figures;
    let is_there = COLUMNS.map(|column| has_column(figures, column));
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory with a constant number of columns cannot fail.
    let header = COLUMNS.into_iter().zip(is_there);
    let _ = writer.write_record(header.filter_map(|(name, is)| is.then_some(name)));
    for row in standards.iter().flat_map(|ix| rows(compiled, *ix)) {
        let cells = cells(&row).into_iter().zip(is_there);
        let _ = writer.write_record(cells.filter_map(|(cell, is)| is.then(|| harmless(cell))));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn has_column(figures: Figures, column: &str) -> bool {
    match column {
        "evidence" => figures.evidence,
        "audited" | "audit_due" => figures.audits,
        "open_major" | "open_minor" | "open_observation" | "open_ungraded" => figures.findings,
        _ => true,
    }
}

fn cells(row: &Row<'_>) -> [String; 16] {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let coverage = row.coverage;
    let open = coverage.open_findings.unwrap_or_default();
    let audited = coverage.last_audit().map(|last| last.date.to_string());
    [
        row.standard.id.to_string(),
        row.clause.number.to_string(),
        row.title().to_owned(),
        yes(row.clause.requirement),
        row.status().to_owned(),
        row.addressed_by.join("; "),
        row.clause.records.word().to_owned(),
        row.evidence().to_owned(),
        audited.unwrap_or_default(),
        row.audit_due().map(yes).unwrap_or_default(),
        open.major.to_string(),
        open.minor.to_string(),
        open.observation.to_string(),
        open.ungraded.to_string(),
        row.justification.unwrap_or_default().to_owned(),
        row.remarks.join("; "),
    ]
}

/// Adds a byte order mark to CSV. Without one, spreadsheets read the file in the code page of the
/// system's locale.
pub(crate) fn for_spreadsheets(csv: &[u8]) -> Vec<u8> {
    ["\u{feff}".as_bytes(), csv].concat()
}

/// Adds an apostrophe to a cell that begins like a formula, so that a spreadsheet reads it as text
/// and does not run it.
pub(crate) fn harmless(mut cell: String) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if cell.starts_with(formula) {
        cell.insert(0, '\'');
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing;
    use snapbox::{assert_data_eq, str};

    #[test]
    fn coverage_as_csv() {
        assert_data_eq!(
            testing::sample().csv(StandardIx(1)),
            str![[r#"
standard,clause,title,requirement,status,addressed_by,documented_information,evidence,audited,audit_due,open_major,open_minor,open_observation,open_ungraded,justification,remarks
own,1,Purchasing,no,partial,QP-2 rev 3 (review overdue),none,,2026-05-04,,0,1,0,0,,
own,1.1,Suppliers,yes,covered,"QP-1 rev 3 §scoring; QP-2 rev 3 (via 1, review overdue)",retain,on-file,2026-05-04,no,0,1,0,0,,
own,1.2,Orders,yes,overdue,QP-2 rev 3 (review overdue),none,not-required,2026-05-04,no,0,0,0,0,,
own,1.3,Goods in,yes,partial,"QP-1 rev 3 (item b only); QP-2 rev 3 (via 1, review overdue)",both,on-file,2026-05-04,no,0,0,0,0,,
own,2,,no,gap,,none,,2020-05-04,,0,0,0,0,,
own,2.1,'-1 is no formula,yes,planned,QP-3 rev 3 (draft); QP-4 rev 3 (not yet effective),none,not-required,2020-05-04,yes,0,0,0,0,,
own,2.2,,yes,gap,,none,not-required,2020-05-04,yes,0,0,0,0,,
own,2.10,"Design, and whatever comes before it: plans, drawings, specifications",yes,excluded,,none,,2020-05-04,,0,0,0,0,'=Customers supply every drawing.,
own,3,Terms,no,,,none,,,,0,0,0,0,,

"#]]
        );
    }

    #[test]
    fn a_cell_never_begins_like_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(harmless(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["", "A-1", "4.10", "'quoted'", "a=b"] {
            assert_eq!(harmless(cell.to_owned()), cell);
        }
    }
}
