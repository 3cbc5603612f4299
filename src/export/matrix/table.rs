//! Coverage as a table for the terminal: a row for each clause, and the totals.

use std::borrow::Cow;
use std::fmt::Write;

use annotate_snippets::renderer::{Effects, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::coverage::{ClauseStatus, StandardCoverage};
use crate::diagnostics::printable;
use crate::export::matrix::row::{Row, rows};
use crate::export::words::clause_status::status_look;
use crate::manual::{Grade, Standard, StandardIx};
use crate::pipeline::Compiled;

/// The least width of a terminal, in columns, that has room for evidence, audits and findings.
const WIDE: usize = 110;

/// The least width to which the title and the last column are cut.
const NARROWEST: usize = 12;

const BETWEEN: &str = "  ";

/// The coverage of these standards as text in columns. `width` is the width of the terminal in
/// columns; without it, cells are not shortened.
pub(crate) fn coverage_table(
    compiled: &Compiled,
    standards: &[StandardIx],
    colour: bool,
    width: Option<usize>,
) -> String {
    let mut text = String::new();
    for ix in standards {
        if !text.is_empty() {
            text.push('\n');
        }
        let (standard, of_standard) = compiled.standard(*ix);
        let mut lines = vec![header(width)];
        lines.extend(rows(compiled, *ix).map(|row| line(&row, width)));
        write_lines(&mut text, lines, colour, width);
        let sum = sum_up(standard, of_standard, &compiled.coverage.as_of.to_string());
        text.push('\n');
        text.push_str(&painted(&sum, BOLD, colour));
        text.push('\n');
    }
    text
}

/// A line of the table before the layout.
struct Line {
    cells: Vec<String>,
    look: Look,
}

#[derive(Clone, Copy)]
enum Look {
    Header,
    Heading(Option<ClauseStatus>),
    Requirement(Option<ClauseStatus>),
}

/// The indices of the columns that are coloured or shortened.
const STATUS: usize = 1;
const TITLE: usize = 2;

fn header(width: Option<usize>) -> Line {
    let names: &[&str] = match is_wide(width) {
        true => &[
            "Clause",
            "Status",
            "Title",
            "Evidence",
            "Audited",
            "Findings",
            "Addressed by",
        ],
        false => &["Clause", "Status", "Title", "Addressed by"],
    };
    Line {
        cells: names.iter().map(|name| (*name).to_owned()).collect(),
        look: Look::Header,
    }
}

fn line(row: &Row<'_>, width: Option<usize>) -> Line {
    let mut cells = vec![
        printable(row.clause.number.as_str()).into_owned(),
        row.status().to_owned(),
        printable(row.title()).into_owned(),
    ];
    if is_wide(width) {
        cells.extend([row.evidence().to_owned(), audited(row), findings(row)]);
    }
    let mut last: Vec<&str> = match row.justification {
        Some(why) => vec![why],
        None => row.addressed_by.iter().map(String::as_str).collect(),
    };
    last.extend(row.remarks.iter().map(String::as_str));
    cells.push(printable(&last.join("; ")).into_owned());
    let status = row.coverage.status;
    let look = match row.clause.requirement {
        true => Look::Requirement(status),
        false => Look::Heading(status),
    };
    Line { cells, look }
}

fn is_wide(width: Option<usize>) -> bool {
    width.is_none_or(|width| width >= WIDE)
}

fn audited(row: &Row<'_>) -> String {
    match (row.coverage.last_audit(), row.audit_due()) {
        (None, None) => String::new(),
        (None, Some(_)) => "never".to_owned(),
        (Some(last), Some(true)) => format!("{}, due", last.date),
        (Some(last), _) => last.date.to_string(),
    }
}

fn findings(row: &Row<'_>) -> String {
    let word = |grade| match grade {
        Grade::Major => "major",
        Grade::Minor => "minor",
        Grade::Observation => "obs.",
    };
    let open = row.coverage.open_findings.unwrap_or_default();
    let graded = open.by_grade().into_iter();
    let mut named: Vec<String> = graded
        .filter(|(_, count)| *count > 0)
        .map(|(grade, count)| format!("{count} {}", word(grade)))
        .collect();
    if open.ungraded > 0 {
        named.push(format!("{} ungraded", open.ungraded));
    }
    named.join(", ")
}

/// Lays the lines out. Every column is as wide as its widest cell; in a narrow terminal, the title
/// and the last column share the width that the other columns leave.
fn write_lines(text: &mut String, lines: Vec<Line>, colour: bool, width: Option<usize>) {
    let columns = lines.first().map_or(0, |line| line.cells.len());
    let mut widths: Vec<usize> = (0..columns)
        .map(|at| {
            lines
                .iter()
                .map(|line| line.cells[at].width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let last = columns.saturating_sub(1);
    if let Some(width) = width {
        let others = widths.iter().sum::<usize>() - widths[TITLE] - widths[last];
        let left = width.saturating_sub(others + BETWEEN.len() * last);
        let title = widths[TITLE];
        // Titles get at least half of the width, and more if the last column does not need its
        // half.
        let for_title = left
            .saturating_sub(widths[last])
            .max(left / 2)
            .max(NARROWEST);
        widths[TITLE] = title.min(for_title);
        widths[last] = left.saturating_sub(widths[TITLE]).max(NARROWEST);
    }
    for line in lines {
        let mut row = String::new();
        for (at, (cell, width)) in line.cells.iter().zip(&widths).enumerate() {
            let shown = shortened(cell, *width);
            let padding = width.saturating_sub(shown.width());
            row.push_str(&painted(&shown, line.look.style(at), colour));
            if at < last {
                row.push_str(&" ".repeat(padding));
                row.push_str(BETWEEN);
            }
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
}

impl Look {
    fn style(self, column: usize) -> Style {
        match self {
            Self::Header => BOLD,
            Self::Heading(status) | Self::Requirement(status) if column == STATUS => {
                status.map_or(Style::new(), |status| status_look(status).terminal)
            }
            Self::Heading(_) if column <= TITLE => BOLD,
            Self::Heading(_) | Self::Requirement(_) => Style::new(),
        }
    }
}

const BOLD: Style = Style::new().effects(Effects::BOLD);

pub(crate) fn painted(text: &str, style: Style, colour: bool) -> String {
    match colour && !text.is_empty() {
        true => format!("{style}{text}{style:#}"),
        false => text.to_owned(),
    }
}

/// Shortens a text to at most this many columns of a terminal.
pub(crate) fn shortened(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let mut taken = 0;
    let end = text.char_indices().find(|(_, c)| {
        taken += c.width().unwrap_or(0);
        taken >= width
    });
    let begin = &text[..end.map_or(text.len(), |(at, _)| at)];
    Cow::Owned(format!("{}…", begin.trim_end()))
}

/// The totals of a standard: `ISO 9001:2015 on 2026-11-23: 80.6 % covered …`
fn sum_up(standard: &Standard, coverage: &StandardCoverage, as_of: &str) -> String {
    let summary = &coverage.summary;
    let mut text = format!("{} on {as_of}: ", printable(&standard.designation));
    let of = summary.applicable();
    // Writing to a `String` cannot fail.
    let _ = match summary.percent() {
        Some(percent) => {
            let covered = summary.covered();
            write!(text, "{percent} % covered ({covered} of {of} requirements)")
        }
        None => write!(text, "nothing to cover"),
    };
    let others: Vec<String> = ClauseStatus::ALL
        .into_iter()
        .filter(|status| *status != ClauseStatus::Covered && summary.count(*status) > 0)
        .map(|status| format!("{} {}", summary.count(status), status.word()))
        .collect();
    if !others.is_empty() {
        let _ = write!(text, "; {}", others.join(", "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing;
    use snapbox::{IntoData, assert_data_eq, str};

    const OWN: [StandardIx; 1] = [StandardIx(1)];

    /// Whether all rows fit. The totals are a sentence and may wrap.
    fn fits(text: &str, width: usize) -> bool {
        let mut rows = text
            .lines()
            .filter(|line| !line.contains(" on 2026-11-23: "));
        rows.all(|row| row.width() <= width)
    }

    #[test]
    fn a_table_for_a_narrow_terminal() {
        let text = testing::sample().table(&OWN, false, Some(80));
        assert!(fits(&text, 80), "{text}");
        assert_data_eq!(text, str![[r#"
Clause  Status    Title                           Addressed by
1       partial   Purchasing                      QP-2 rev 3 (review overdue)
1.1     covered   Suppliers                       QP-1 rev 3 §scoring; QP-2 rev…
1.2     overdue   Orders                          QP-2 rev 3 (review overdue)
1.3     partial   Goods in                        QP-1 rev 3 (item b only); QP-…
2       gap
2.1     planned   -1 is no formula                QP-3 rev 3 (draft); QP-4 rev…
2.2     gap
2.10    excluded  Design, and whatever comes be…  =Customers supply every drawi…
3                 Terms

Own: rules [2026] on 2026-11-23: 20.0 % covered (1 of 5 requirements); 1 gap, 1 planned, 1 partial, 1 overdue, 1 excluded

"#]].raw());
    }

    #[test]
    fn without_a_terminal_nothing_is_cut() {
        assert_data_eq!(testing::sample().table(&OWN, false, None), str![[r#"
Clause  Status    Title                                                                  Evidence      Audited          Findings  Addressed by
1       partial   Purchasing                                                                           2026-05-04       1 minor   QP-2 rev 3 (review overdue)
1.1     covered   Suppliers                                                              on-file       2026-05-04       1 minor   QP-1 rev 3 §scoring; QP-2 rev 3 (via 1, review overdue)
1.2     overdue   Orders                                                                 not-required  2026-05-04                 QP-2 rev 3 (review overdue)
1.3     partial   Goods in                                                               on-file       2026-05-04                 QP-1 rev 3 (item b only); QP-2 rev 3 (via 1, review overdue)
2       gap                                                                                            2020-05-04
2.1     planned   -1 is no formula                                                       not-required  2020-05-04, due            QP-3 rev 3 (draft); QP-4 rev 3 (not yet effective)
2.2     gap                                                                              not-required  2020-05-04, due
2.10    excluded  Design, and whatever comes before it: plans, drawings, specifications                2020-05-04                 =Customers supply every drawing.
3                 Terms

Own: rules [2026] on 2026-11-23: 20.0 % covered (1 of 5 requirements); 1 gap, 1 planned, 1 partial, 1 overdue, 1 excluded

"#]].raw());
    }

    #[test]
    fn a_table_fits_its_terminal_whatever_the_width() {
        let sample = testing::sample();
        for width in [60, 80, 100, 110, 140, 200] {
            let text = sample.table(&[StandardIx(0), StandardIx(1)], false, Some(width));
            assert!(fits(&text, width), "{width}:\n{text}");
        }
        // A terminal that is too narrow must not cause a panic.
        assert!(!sample.table(&OWN, false, Some(0)).is_empty());
    }

    #[test]
    fn colour_changes_nothing_but_the_colour() {
        let sample = testing::sample();
        let coloured = sample.table(&OWN, true, Some(120));
        assert!(
            coloured.contains("\u{1b}[32mcovered\u{1b}[0m"),
            "{coloured:?}"
        );
        let mut plain = String::new();
        for part in coloured.split('\u{1b}') {
            plain.push_str(part.strip_prefix('[').map_or(part, |rest| {
                rest.split_once('m').map_or("", |(_, text)| text)
            }));
        }
        assert_eq!(plain, sample.table(&OWN, false, Some(120)));
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(shortened("購買管理", 8), "購買管理");
        assert_eq!(shortened("購買管理", 6), "購買…");
        assert_eq!(shortened("purchasing", 5), "purc…");
        assert_eq!(shortened("a purchase", 3), "a…");
    }
}
