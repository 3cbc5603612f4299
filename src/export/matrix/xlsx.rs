//! Coverage as a workbook: a summary sheet, and a sheet for each standard with a filter and a print
//! layout.

use std::borrow::Cow;
use std::collections::HashSet;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use thiserror::Error;

use crate::coverage::{ClauseStatus, Figures, Summary};
use crate::export::matrix::row::{Row, rows};
use crate::export::words::clause_status::status_look;
use crate::manual::{Date, StandardIx};
use crate::pipeline::Compiled;

/// Why a workbook could not be made: the data exceed a limit of the format.
#[derive(Debug, Error)]
#[error("the workbook cannot be made: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// The columns of a standard's sheet, with their widths in characters.
const COLUMNS: [(&str, f64); 15] = [
    ("Clause", 10.0),
    ("Title", 38.0),
    ("Requirement", 12.0),
    ("Status", 11.0),
    ("Addressed by", 44.0),
    ("Documented information", 14.0),
    ("Evidence", 13.0),
    ("Last audit", 12.0),
    ("Audit due", 10.0),
    ("Open major", 8.0),
    ("Open minor", 8.0),
    ("Open observations", 13.0),
    ("Open ungraded", 10.0),
    ("Justification of the exclusion", 44.0),
    ("Remarks", 44.0),
];

/// The columns of a sheet: all of [`COLUMNS`] but those of facts that the matrix says nothing about.
struct Columns {
    shown: Vec<(&'static str, f64)>,
    /// For each of [`COLUMNS`], its column in the sheet.
    places: [Option<u16>; COLUMNS.len()],
}

impl Columns {
    fn of(figures: Figures) -> Self {
        let mut columns = Self {
            shown: Vec::with_capacity(COLUMNS.len()),
            places: [None; COLUMNS.len()],
        };
        for (at, column) in COLUMNS.into_iter().enumerate() {
            let is_there = match at {
                6 => figures.evidence,
                7 | 8 => figures.audits,
                9..=12 => figures.findings,
                _ => true,
            };
            if is_there {
                columns.places[at] = Some(columns.shown.len() as u16);
                columns.shown.push(column);
            }
        }
        columns
    }
}

/// The columns of the summary sheet, with their widths in characters: the standard, its counts by
/// status, and the percentage.
fn summary_columns() -> Vec<(&'static str, f64)> {
    let statuses = ClauseStatus::by_worth().map(|status| (status_look(status).column, 11.0));
    let first = [("Standard", 24.0), ("Title", 44.0), ("Requirements", 13.0)];
    let columns = first.into_iter().chain(statuses);
    columns.chain([("Covered, in %", 13.0)]).collect()
}

/// The longest text of a cell, in UTF-16 code units.
const LONGEST_CELL: usize = 32_767;

/// The coverage of these standards as an XLSX file. The same coverage gives the same bytes.
///
/// # Errors
/// If a standard has more clauses than a sheet has rows.
pub(crate) fn coverage_xlsx(
    compiled: &Compiled,
    standards: &[StandardIx],
) -> Result<Vec<u8>, WorkbookError> {
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(cell_text(&format!(
            "{}: coverage",
            compiled.manual.config.title
        )))
        .set_company(cell_text(&compiled.manual.config.organisation));
    // The creation date is the as-of date: the present time would change the bytes in each build.
    if let Some(day) = excel_date(compiled.coverage.as_of) {
        properties = properties.set_creation_datetime(&day);
    }
    workbook.set_properties(&properties);
    let mut names = SheetNames::default();
    let sheet = workbook.add_worksheet().set_name(names.take("Summary"))?;
    write_summary(sheet, compiled, standards, &styles)?;
    for ix in standards {
        let name = names.take(&compiled.manual.standard(*ix).designation);
        let sheet = workbook.add_worksheet().set_name(name)?;
        write_standard(sheet, compiled, *ix, &styles)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_summary(
    sheet: &mut Worksheet,
    compiled: &Compiled,
    standards: &[StandardIx],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let config = &compiled.manual.config;
    sheet.write_string_with_format(0, 0, cell_text(&config.title), &styles.title)?;
    sheet.write_string(1, 0, cell_text(&config.organisation))?;
    let as_of = format!("Coverage as of {}", compiled.coverage.as_of);
    sheet.write_string(2, 0, as_of)?;
    const HEADER: u32 = 4;
    let columns = summary_columns();
    write_header(sheet, HEADER, &columns, styles)?;
    let percentage = columns.len() as u16 - 1;
    for (row, ix) in (HEADER + 1..).zip(standards) {
        let (standard, coverage) = compiled.standard(*ix);
        let summary: &Summary = &coverage.summary;
        sheet.write_string_with_format(row, 0, cell_text(&standard.designation), &styles.text)?;
        sheet.write_string_with_format(row, 1, cell_text(&standard.title), &styles.text)?;
        sheet.write_number_with_format(row, 2, summary.requirements(), &styles.number)?;
        for (column, status) in (3..).zip(ClauseStatus::by_worth()) {
            sheet.write_number_with_format(row, column, summary.count(status), &styles.number)?;
        }
        match summary.percent() {
            Some(percent) => {
                sheet.write_number_with_format(row, percentage, percent.value(), &styles.percent)?
            }
            None => sheet.write_blank(row, percentage, &styles.percent)?,
        };
    }
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The number of the paper size A4 in OOXML.
pub(crate) const A4: u8 = 9;

fn write_standard(
    sheet: &mut Worksheet,
    compiled: &Compiled,
    ix: StandardIx,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let columns = Columns::of(compiled.coverage.figures);
    write_header(sheet, 0, &columns.shown, styles)?;
    let mut last = 0;
    for (number, row) in (1..).zip(rows(compiled, ix)) {
        write_row(sheet, number, &row, &columns, styles)?;
        last = number;
    }
    sheet.autofilter(0, 0, last, columns.shown.len() as u16 - 1)?;
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0);
    let (standard, _) = compiled.standard(ix);
    sheet.set_header(format!("&L{}", print_text(&standard.designation)));
    sheet.set_footer(format!(
        "&L{}&Cas of {}&R&P / &N",
        print_text(&compiled.manual.config.organisation),
        compiled.coverage.as_of
    ));
    Ok(())
}

fn write_header(
    sheet: &mut Worksheet,
    row: u32,
    columns: &[(&str, f64)],
    styles: &Styles,
) -> Result<(), XlsxError> {
    for (at, (name, width)) in (0..).zip(columns) {
        sheet.set_column_width(at, *width)?;
        sheet.write_string_with_format(row, at, *name, &styles.header)?;
    }
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    at: u32,
    row: &Row<'_>,
    columns: &Columns,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let place = |column: usize| columns.places[column];
    let text = if row.clause.requirement {
        &styles.text
    } else {
        &styles.heading
    };
    let yes = |is: bool| if is { "yes" } else { "no" };
    let coverage = row.coverage;
    let status = coverage.status.map_or(text, |status| styles.status(status));
    for (column, words, style) in [
        (0, row.clause.number.as_str(), text),
        (1, row.title(), text),
        (2, yes(row.clause.requirement), text),
        (3, row.status(), status),
        (4, row.addressed_by.join("\n").as_str(), text),
        (5, row.clause.records.word(), text),
        (6, row.evidence(), text),
        (8, row.audit_due().map_or("", yes), text),
        (13, row.justification.unwrap_or_default(), text),
        (14, row.remarks.join("\n").as_str(), text),
    ] {
        if let Some(column) = place(column) {
            sheet.write_string_with_format(at, column, cell_text(words), style)?;
        }
    }
    if let Some(column) = place(7) {
        let last = coverage.last_audit();
        match last.map(|last| (last.date, excel_date(last.date))) {
            Some((_, Some(day))) => {
                sheet.write_datetime_with_format(at, column, &day, &styles.date)?
            }
            Some((date, None)) => {
                sheet.write_string_with_format(at, column, date.to_string(), text)?
            }
            None => sheet.write_blank(at, column, text)?,
        };
    }
    let open = coverage.open_findings.unwrap_or_default();
    let counts = [open.major, open.minor, open.observation, open.ungraded];
    for (column, count) in (9..).map_while(place).zip(counts) {
        sheet.write_number_with_format(at, column, count, &styles.number)?;
    }
    Ok(())
}

/// The formats of the cells.
struct Styles {
    title: Format,
    header: Format,
    heading: Format,
    text: Format,
    number: Format,
    percent: Format,
    date: Format,
    statuses: Vec<(ClauseStatus, Format)>,
}

impl Styles {
    fn new() -> Self {
        let cell = || {
            Format::new()
                .set_align(FormatAlign::Top)
                .set_text_wrap()
                .set_border(FormatBorder::Hair)
        };
        let filled = |status| {
            let (ground, ink) = status_look(status).cell;
            let style = cell().set_background_color(ground).set_font_color(ink);
            (status, style)
        };
        Self {
            title: Format::new().set_bold().set_font_size(14),
            header: cell().set_bold().set_background_color(0xD9_E1_E8),
            heading: cell().set_bold(),
            text: cell(),
            number: cell().set_num_format("0"),
            percent: cell().set_num_format("0.0"),
            date: cell()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left),
            statuses: ClauseStatus::ALL.map(filled).into(),
        }
    }

    fn status(&self, status: ClauseStatus) -> &Format {
        let styles = self.statuses.iter();
        let mut found = styles
            .filter(|(of, _)| *of == status)
            .map(|(_, style)| style);
        found.next().unwrap_or(&self.text)
    }
}

/// Creates names of sheets: at most 31 UTF-16 code units, without reserved characters, and unique
/// whatever the case.
#[derive(Default)]
struct SheetNames(HashSet<String>);

impl SheetNames {
    fn take(&mut self, wanted: &str) -> String {
        const LONGEST: usize = 31;
        let allowed = |c: char| {
            if c.is_control() || "[]:*?/\\'".contains(c) {
                ' '
            } else {
                c
            }
        };
        let plain: String = wanted.chars().map(allowed).collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let plain = words.join(" ");
        // Excel reserves the name `History`.
        let plain = if plain.is_empty() || plain.eq_ignore_ascii_case("history") {
            format!("Standard {plain}").trim_end().to_owned()
        } else {
            plain
        };
        let mut name = cut(&plain, LONGEST).trim_end().to_owned();
        let mut n = 1;
        while !self.0.insert(name.to_lowercase()) {
            n += 1;
            let end = format!(" {n}");
            name = cut(&plain, LONGEST - end.len()).trim_end().to_owned() + &end;
        }
        name
    }
}

/// The beginning of a text, of at most this many UTF-16 code units.
fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// A text as a valid cell: without control characters, and cut to the greatest length.
pub(crate) fn cell_text(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_CELL && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.into();
    }
    let plain: String = text
        .chars()
        .map(|c| match c {
            '\n' => c,
            '\t' | '\r' => ' ',
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => '\u{fffd}',
            c => c,
        })
        .collect();
    if cut(&plain, LONGEST_CELL).len() == plain.len() {
        return plain.into();
    }
    format!("{}…", cut(&plain, LONGEST_CELL - 1)).into()
}

/// A text for a page's header or footer: one line of at most 60 UTF-16 code units, with `&`
/// escaped, because it begins a command.
pub(crate) fn print_text(text: &str) -> String {
    cut(&cell_text(text).replace('\n', " "), 60).replace('&', "&&")
}

/// A date as a spreadsheet's date. `None` before 1900.
pub(crate) fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    ExcelDateTime::from_ymd(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing;

    const ALL: [StandardIx; 2] = [StandardIx(0), StandardIx(1)];

    #[test]
    fn the_same_coverage_gives_the_same_workbook() {
        let sample = testing::sample();
        let first = sample.workbook(&ALL);
        assert!(first.starts_with(b"PK"));
        // A time in the file would differ after this.
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert!(first == testing::sample().workbook(&ALL));
        assert!(first != sample.workbook(&ALL[1..]));
    }

    #[test]
    fn a_sheet_s_name_is_allowed_and_its_own() {
        let mut names = SheetNames::default();
        for (wanted, expected) in [
            ("ISO 9001:2015", "ISO 9001 2015"),
            ("iso 9001 2015", "iso 9001 2015 2"),
            ("", "Standard"),
            ("[History]", "Standard History"),
            ("'quoted'", "quoted"),
            (
                "A standard with a name beyond all measure",
                "A standard with a name beyond a",
            ),
            (
                "A standard with a name beyond all limits",
                "A standard with a name beyond 2",
            ),
        ] {
            assert_eq!(names.take(wanted), expected);
        }
    }

    #[test]
    fn a_cell_holds_what_its_form_can() {
        assert_eq!(cell_text("a\tb\u{7}c\nd"), "a b\u{fffd}c\nd");
        let long = "𝄞".repeat(20_000);
        let cell = cell_text(&long);
        assert!(cell.ends_with('…') && cell.encode_utf16().count() <= LONGEST_CELL);
        assert_eq!(print_text("Harrow & Sons"), "Harrow && Sons");
    }

    #[test]
    fn a_day_that_spreadsheets_cannot_count_stays_a_text() {
        use jiff::civil::date;
        assert!(excel_date(date(2026, 11, 23)).is_some());
        assert!(excel_date(date(1850, 1, 1)).is_none());
        assert!(excel_date(date(-1, 1, 1)).is_none());
    }
}
