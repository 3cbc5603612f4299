//! Writes a workbook as an XLSX file.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, Format, FormatAlign, FormatBorder, FormatUnderline, Url,
    Workbook, Worksheet, XlsxError,
};

use super::heights::height;
use super::identity;
use super::names::{cell_text, excel_date, print_text, sheet_names};
use super::{Book, Cell, Holds, Row, Sheet};
use crate::coverage::ClauseStatus;
use crate::export::WorkbookError;
use crate::export::words::clause_status::status_look;

/// The number of the paper size A4 in OOXML.
pub(crate) const A4: u8 = 9;

/// The most links of a sheet, and the longest address of a link, that the format permits; a little
/// less.
const MOST_LINKS: usize = 60_000;
const LONGEST_LINK: usize = 2_000;

/// The width of the columns that are printed on one page, in characters: more of them would be too
/// small to read.
const PAGE: f64 = 190.0;

/// The most letters of a list of words to choose from.
const LONGEST_CHOICE: usize = 250;

/// The workbook as an XLSX file. The same workbook gives the same bytes.
///
/// # Errors
/// If a sheet has more rows than the format permits.
pub(crate) fn write(book: &Book) -> Result<Vec<u8>, WorkbookError> {
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(cell_text(&book.title))
        .set_company(cell_text(&book.organisation));
    if let Some(day) = excel_date(book.as_of) {
        properties = properties.set_creation_datetime(&day);
    }
    workbook.set_properties(&properties);
    let mut names = sheet_names(book).into_iter();
    for (sheet, name) in book.sheets.iter().zip(names.by_ref()) {
        let to = workbook.add_worksheet().set_name(name)?;
        write_sheet(to, book, sheet, &styles)?;
    }
    let to = workbook.add_worksheet();
    if let Some(name) = names.next() {
        to.set_name(name)?;
    }
    to.set_hidden(true);
    for (row, line) in (0..).zip(identity::lines(book)) {
        for (column, text) in (0..).zip(line) {
            to.write_string(row, column, cell_text(&text))?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_sheet(
    to: &mut Worksheet,
    book: &Book,
    sheet: &Sheet,
    styles: &Styles,
) -> Result<(), XlsxError> {
    for (row, line) in (0..).zip(&sheet.lead) {
        let style = if row == 0 {
            &styles.title
        } else {
            &styles.lead
        };
        to.write_string_with_format(row, 0, cell_text(line), style)?;
    }
    let head = match sheet.lead.len() {
        0 => 0,
        lines => lines as u32 + 1,
    };
    let last_row = head + sheet.rows.len() as u32;
    let last_column = sheet.columns.len().saturating_sub(1) as u16;
    for (at, column) in (0..).zip(&sheet.columns) {
        to.set_column_width(at, column.width)?;
        let style = match column.holds {
            Holds::ToFillIn | Holds::Choice(_) => &styles.head_to_fill_in,
            Holds::Results | Holds::Documents | Holds::Keys => &styles.head,
        };
        to.write_string_with_format(head, at, cell_text(&column.label), style)?;
        if column.holds == Holds::Keys {
            to.set_column_hidden(at)?;
        }
        if let Holds::Choice(words) = &column.holds
            && last_row > head
            && words
                .iter()
                .map(|word| word.chars().count() + 1)
                .sum::<usize>()
                < LONGEST_CHOICE
        {
            let choice = DataValidation::new().allow_list_strings(words)?;
            to.add_data_validation(head + 1, at, last_row, at, &choice)?;
        }
    }
    let labels = Row {
        is_heading: true,
        cells: sheet
            .columns
            .iter()
            .map(|column| Cell::text(&column.label))
            .collect(),
    };
    to.set_row_height(head, height(&sheet.columns, &labels))?;
    let mut links = 0;
    for (at, row) in (head + 1..).zip(&sheet.rows) {
        write_row(to, at, row, sheet, styles, &mut links)?;
        to.set_row_height(at, height(&sheet.columns, row))?;
    }
    to.autofilter(head, 0, last_row, last_column)?;
    to.set_freeze_panes(head + 1, sheet.frozen)?;
    to.set_repeat_rows(head, head)?;
    let shown = sheet
        .columns
        .iter()
        .filter(|column| column.holds != Holds::Keys);
    let width: f64 = shown.map(|column| column.width).sum();
    let pages = (width / PAGE).ceil().max(1.0) as u16;
    if pages > 1 && sheet.frozen > 0 {
        to.set_repeat_columns(0, sheet.frozen - 1)?;
    }
    to.set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(pages, 0);
    to.set_header(format!("&L{}", print_text(&sheet.name)));
    to.set_footer(format!(
        "&L{}&C{}&R&P / &N",
        print_text(&book.organisation),
        print_text(&book.as_of_words)
    ));
    Ok(())
}

fn write_row(
    to: &mut Worksheet,
    at: u32,
    row: &Row,
    sheet: &Sheet,
    styles: &Styles,
    links: &mut usize,
) -> Result<(), XlsxError> {
    let text = match row.is_heading {
        true => &styles.heading,
        false => &styles.text,
    };
    for ((column, cell), of) in (0..).zip(&row.cells).zip(&sheet.columns) {
        match cell {
            Cell::Empty => {
                let style = match of.holds {
                    Holds::ToFillIn | Holds::Choice(_) => &styles.to_fill_in,
                    Holds::Results | Holds::Documents | Holds::Keys => text,
                };
                to.write_blank(at, column, style)?
            }
            Cell::Link { text: words, href }
                if *links < MOST_LINKS && href.len() < LONGEST_LINK && !words.is_empty() =>
            {
                *links += 1;
                let style = if row.is_heading {
                    &styles.heading_link
                } else {
                    &styles.link
                };
                // The library takes the path behind `file:///` as it is, relative ones as well.
                let url = Url::new(format!("file:///{href}")).set_text(cell_text(words));
                to.write_url_with_format(at, column, url, style)?
            }
            Cell::Text(words) | Cell::Link { text: words, .. } => {
                to.write_string_with_format(at, column, cell_text(words), text)?
            }
            Cell::Day(day) => match excel_date(*day) {
                Some(date) => to.write_datetime_with_format(at, column, &date, &styles.day)?,
                None => to.write_string_with_format(at, column, day.to_string(), text)?,
            },
            Cell::Number(number) => {
                to.write_number_with_format(at, column, *number, &styles.number)?
            }
            Cell::Percent(number) => {
                to.write_number_with_format(at, column, *number, &styles.percent)?
            }
            // Programs for spreadsheets write numbers in the style of their reader's language.
            Cell::Figure(number) => {
                to.write_number_with_format(at, column, *number, &styles.figure)?
            }
            Cell::Status(status, word) => {
                to.write_string_with_format(at, column, word, styles.status(*status))?
            }
        };
    }
    Ok(())
}

/// The formats of the cells.
struct Styles {
    title: Format,
    lead: Format,
    head: Format,
    head_to_fill_in: Format,
    heading: Format,
    heading_link: Format,
    text: Format,
    link: Format,
    to_fill_in: Format,
    number: Format,
    percent: Format,
    figure: Format,
    day: Format,
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
        let linked = |format: Format| {
            format
                .set_font_color(Color::RGB(0x17_50_7F))
                .set_underline(FormatUnderline::Single)
        };
        let filled = |status| {
            let (ground, ink) = status_look(status).cell;
            let style = cell().set_background_color(ground).set_font_color(ink);
            (status, style)
        };
        Self {
            title: Format::new().set_bold().set_font_size(14),
            lead: Format::new(),
            head: cell().set_bold().set_background_color(0xD9_E1_E8),
            head_to_fill_in: cell().set_bold().set_background_color(0xFB_F0_D9),
            heading: cell().set_bold(),
            heading_link: linked(cell().set_bold()),
            text: cell(),
            link: linked(cell()),
            to_fill_in: cell().set_background_color(0xFF_FC_F3),
            number: cell().set_num_format("0"),
            percent: cell().set_num_format("0.0"),
            figure: cell(),
            day: cell()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left),
            statuses: ClauseStatus::ALL.map(filled).into(),
        }
    }

    fn status(&self, status: ClauseStatus) -> &Format {
        let mut styles = self.statuses.iter();
        let found = styles.find(|(of, _)| *of == status);
        found.map_or(&self.text, |(_, style)| style)
    }
}
