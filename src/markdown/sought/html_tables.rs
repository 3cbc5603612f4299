//! Tables in HTML (`<table>`). They are read like those of Markdown: the first row is the head.
//!
//! The rows are those that the tags write, whatever the page shows of them: where a tag cannot stand,
//! the page leaves it out, and what it says of claims is read all the same.

use std::ops::Range;

use super::cell::Cell;
use super::standing::{self, Above};
use super::tables::TableRow;
use super::texts::{part, push, push_picture};
use super::{labels, tables};
use crate::index::Position;
use crate::manual::{HeadingIx, ReferenceIx, Struck};
use crate::markdown::facts::struck::{begins_with_open_box, ticked_input};
use crate::markdown::page::Page;
use crate::markdown::raw_html::elements::is_block;
use crate::markdown::raw_html::tags::{RawTag, RawToken, decoded};
use crate::markdown::variables::Run;
use crate::rules;

/// The most columns that a cell spans, as in browsers.
const MOST_COLUMNS: usize = 1_000;

/// The most rows that a cell spans, as in browsers.
const MOST_ROWS: usize = 65_534;

/// The most copies of cells on a page. Without a limit, a short text could ask for millions.
const MOST_COPIES: usize = 200_000;

/// What a table of HTML has that one of Markdown has not.
#[derive(Clone, Debug, Default)]
pub(super) struct HtmlTable {
    pub(super) is_in_cell: bool,
    /// The column at which the open cell begins, and the columns and rows that it spans.
    begin: usize,
    columns: usize,
    rows: usize,
    /// The number of cells that the tags of the open row have written, and whether all are `<th>`.
    written: usize,
    is_of_heads: bool,
    /// What stands above the open cell.
    above: Option<(Option<HeadingIx>, Above)>,
    /// For each column, the cell that reaches down into the next rows, and how many.
    reaching: Vec<Option<(usize, Cell)>>,
    /// The byte offset in the open cell at which the text of a link begins, and the number of
    /// references before it.
    link: Option<(usize, usize)>,
    /// Whether the head is one cell over all columns: a title.
    has_title: bool,
    /// Whether a cell of the open row begins with the tag of a box that is not ticked.
    has_open_box: bool,
}

/// Looks at a token of HTML before the page takes it. `begin` is its byte offset in the run.
pub(crate) fn at_token(
    page: &mut Page<'_>,
    token: &RawToken<'_>,
    run: &Run,
    begin: usize,
    place: &Range<usize>,
) {
    let seeker = &page.seeker;
    if seeker.open_table.is_none() && seeker.tables.is_empty() && seeker.blocks.is_empty() {
        return;
    }
    if let Some(table) = &mut page.seeker.open_table
        && table.html.as_ref().is_some_and(|html| html.is_in_cell)
    {
        table.row_range.end = place.start;
    }
    if html(page).is_none_or(|html| html.is_in_cell) {
        standing::note_html(page, token);
    }
    match token {
        RawToken::Open(tag) if tag.name == "img" => push_picture(page, tag, place),
        RawToken::Open(tag) if tag.name == "table" => {
            // In a table of Markdown there is no other.
            let open = page.seeker.open_table.as_ref();
            if open.is_none_or(|table| table.html.is_some()) {
                tables::open(page, place, Some(HtmlTable::default()));
            }
        }
        _ if html(page).is_none() => {}
        RawToken::Open(tag) => open(page, tag, place),
        RawToken::Close(tag) => close(page, &tag.name),
        RawToken::Text(text) => push_text(page, text, run, begin),
        RawToken::Nothing => {}
    }
}

/// Adds a space to the open cell of HTML.
pub(super) fn push_space(page: &mut Page<'_>) {
    if html(page).is_some()
        && let Some(table) = &mut page.seeker.open_table
        && let Some(cell) = table.open_cell()
    {
        cell.push_space();
    }
}

/// Ends a line in the open cell of HTML.
pub(super) fn push_break(page: &mut Page<'_>) {
    if html(page).is_some()
        && let Some(table) = &mut page.seeker.open_table
        && let Some(cell) = table.open_cell()
        && !cell.text().trim().is_empty()
        && !cell.text().ends_with('\n')
    {
        cell.push_break();
    }
}

/// Ends the tables that are open at the end of the page.
pub(super) fn end_all(page: &mut Page<'_>) {
    while html(page).is_some() {
        end_row(page);
        tables::end_table(page);
    }
}

/// The open table, if it is one of HTML.
fn html<'p>(page: &'p mut Page<'_>) -> Option<&'p mut HtmlTable> {
    page.seeker.open_table.as_mut()?.html.as_mut()
}

fn open(page: &mut Page<'_>, tag: &RawTag<'_>, place: &Range<usize>) {
    match tag.name.as_str() {
        "tr" => end_row(page),
        "thead" | "tbody" | "tfoot" => end_rows(page),
        "td" | "th" => open_cell(page, tag, place),
        "input" if ticked_input(tag) == Some(false) => note_open_box(page),
        "a" => {
            let references = page.body.references.len();
            let table = page.seeker.open_table.as_mut();
            if let Some(table) = table
                && let Some(start) = table.open_cell().map(|cell| cell.text().len())
                && let Some(html) = &mut table.html
            {
                html.link = Some((start, references));
            }
        }
        name if is_block(name) => push_break(page),
        _ => {}
    }
}

fn close(page: &mut Page<'_>, name: &str) {
    match name {
        "td" | "th" => end_cell(page),
        "tr" => end_row(page),
        "thead" | "tbody" | "tfoot" => end_rows(page),
        "table" => {
            end_row(page);
            tables::end_table(page);
            note_table(page);
        }
        "a" => {
            let link = html(page).and_then(|html| html.link.take());
            let is_recorded = |(_, before): &(usize, usize)| *before < page.body.references.len();
            if let Some((start, before)) = link.filter(is_recorded)
                && let Some(table) = &mut page.seeker.open_table
                && let Some(cell) = table.open_cell()
            {
                cell.link_from(start, ReferenceIx::new(before));
            }
        }
        name if is_block(name) => push_break(page),
        _ => {}
    }
}

/// Notes that a table ended that stands in a cell of another one. The cell does not say what it says.
fn note_table(page: &mut Page<'_>) {
    if let Some(table) = &mut page.seeker.open_table
        && let (is_read, may_be_block) = (!table.reading.is_empty(), table.may_be_block)
        && let Some(cell) = table.open_cell()
        && (is_read || may_be_block && !cell.text().trim().is_empty())
    {
        cell.note_table();
    }
}

fn open_cell(page: &mut Page<'_>, tag: &RawTag<'_>, place: &Range<usize>) {
    end_cell(page);
    labels::end_lines(page);
    fill(page);
    let spans = |name: &str| {
        let attributes = tag.attributes();
        let found = attributes.iter().find(|attribute| attribute.name == name);
        found.and_then(|found| found.value.trim().parse::<usize>().ok())
    };
    let columns = spans("colspan").unwrap_or(1).clamp(1, MOST_COLUMNS);
    let rows = match spans("rowspan") {
        // It reaches down to the end of the table.
        Some(0) => MOST_ROWS,
        rows => rows.unwrap_or(1).min(MOST_ROWS),
    };
    tables::open_cell(page, place);
    let above = standing::above(page);
    let Some(table) = &mut page.seeker.open_table else {
        return;
    };
    let Some(html) = &mut table.html else { return };
    if html.written == 0 {
        table.row_range.start = place.start;
    }
    html.is_of_heads = tag.name == "th" && (html.written == 0 || html.is_of_heads);
    html.written += 1;
    html.is_in_cell = true;
    html.begin = table.row.len().saturating_sub(1);
    (html.columns, html.rows) = (columns, rows);
    html.link = None;
    html.above = Some(above);
}

/// Notes a box that is not ticked, which stands for no text, at the beginning of the open cell.
pub(super) fn note_open_box(page: &mut Page<'_>) {
    if let Some(table) = &mut page.seeker.open_table
        && let Some(cell) = table.open_cell()
        && cell.text().trim().is_empty()
        && let Some(html) = &mut table.html
    {
        html.has_open_box = true;
    }
}

/// Ends the open cell. What spans several columns says the same in each of them.
fn end_cell(page: &mut Page<'_>) {
    if html(page).is_none_or(|html| !html.is_in_cell) {
        return;
    }
    labels::end_lines(page);
    if let Some(above) = html(page).and_then(|html| html.above.take()) {
        standing::back_below(page, above);
    }
    let left = MOST_COPIES.saturating_sub(page.seeker.copies);
    let Some(table) = &mut page.seeker.open_table else {
        return;
    };
    let Some(html) = &mut table.html else { return };
    html.is_in_cell = false;
    html.link = None;
    let Some(cell) = table.row.last_mut() else {
        return;
    };
    cell.end_at_text();
    let cell = cell.clone();
    let columns = html.columns.min(left + 1);
    page.seeker.copies += columns - 1;
    table
        .row
        .extend(std::iter::repeat_n(&cell, columns - 1).cloned());
    if html.rows > 1 {
        let end = html.begin + columns;
        if html.reaching.len() < end {
            html.reaching.resize(end, None);
        }
        for reaching in &mut html.reaching[html.begin..end] {
            *reaching = Some((html.rows - 1, cell.clone()));
        }
        // They reach into the rows below this one.
        page.seeker.copies += columns;
    }
}

/// Adds the cells of rows above that reach down to the next column of the open row.
fn fill(page: &mut Page<'_>) {
    let seeker = &mut page.seeker;
    let Some(table) = &mut seeker.open_table else {
        return;
    };
    let Some(html) = &mut table.html else { return };
    while let Some(reaching) = html.reaching.get_mut(table.row.len())
        && let Some((rows, cell)) = reaching
        && seeker.copies < MOST_COPIES
    {
        table.row.push(cell.clone());
        seeker.copies += 1;
        *rows -= 1;
        if *rows == 0 {
            *reaching = None;
        }
    }
}

/// Adds all cells of rows above that reach down into the open row, with empty ones between them.
fn fill_up(page: &mut Page<'_>) {
    loop {
        fill(page);
        let copies = page.seeker.copies;
        let Some(table) = &mut page.seeker.open_table else {
            return;
        };
        let Some(html) = &table.html else { return };
        let rest = html.reaching.get(table.row.len()..).unwrap_or_default();
        if copies >= MOST_COPIES || rest.iter().all(Option::is_none) {
            return;
        }
        table.row.push(Cell::default());
        page.seeker.copies += 1;
    }
}

/// Ends the open row and a group of rows, into the next of which no cell reaches.
fn end_rows(page: &mut Page<'_>) {
    end_row(page);
    if let Some(html) = html(page) {
        html.reaching.clear();
    }
}

/// Ends the open row. The first one is the head; so is a row of `<th>` below it, or one below a title
/// over all columns, as long as no entry reads the table.
fn end_row(page: &mut Page<'_>) {
    end_cell(page);
    labels::end_lines(page);
    if html(page).is_none_or(|html| html.written == 0) {
        return;
    }
    fill_up(page);
    let struck = page.struck_here();
    let Some(table) = &mut page.seeker.open_table else {
        return;
    };
    let Some(html) = &mut table.html else { return };
    // A box in a cell says something of the whole row.
    let mut cells = table.row.iter();
    let has_open_box = std::mem::take(&mut html.has_open_box)
        || cells.any(|cell| begins_with_open_box(cell.text()));
    let struck = struck.or(has_open_box.then_some(Struck::LooksOpen));
    let is_title = std::mem::take(&mut html.written) == 1 && table.row.len() != 1;
    let (is_of_heads, has_title) = (html.is_of_heads, html.has_title);
    let is_blank = |cell: &Cell| cell.for_names().text().trim().is_empty();
    if table.row.iter().all(is_blank) {
        table.row.clear();
        return;
    }
    if is_of_heads && !table.in_head && is_head_again(&table.row, &table.heads) {
        table.row.clear();
    } else if table.in_head {
        html.has_title = is_title;
        tables::end_head(page, struck);
    } else if table.reading.is_empty() && (is_of_heads || has_title) {
        html.has_title = false;
        let cells = std::mem::take(&mut table.heads);
        if !has_title && table.may_be_block {
            let counts_nowhere = table.heads_count_nowhere;
            table.rows.push(TableRow {
                cells,
                counts_nowhere,
            });
        }
        tables::end_head(page, struck);
    } else {
        let is_whole = !report_surplus(page);
        tables::end_row(page, struck, is_whole);
    }
}

/// Whether a row repeats the head, as long tables do.
fn is_head_again(row: &[Cell], heads: &[Cell]) -> bool {
    let mut pairs = row.iter().zip(heads);
    row.len() == heads.len() && pairs.all(|(one, other)| one.for_names().text() == other.text())
}

/// Reports cells beyond the head of a table that an entry reads: the cells before them may be shifted.
fn report_surplus(page: &mut Page<'_>) -> bool {
    let Some(table) = &page.seeker.open_table else {
        return false;
    };
    let beyond = table.row.get(table.heads.len()..).unwrap_or_default();
    let mut beyond = beyond.iter().filter(|cell| !cell.text().trim().is_empty());
    let Some(surplus) = beyond.next().filter(|_| !table.reading.is_empty()) else {
        return false;
    };
    let (written, span) = (surplus.text().trim(), surplus.span());
    let message =
        format!("`{written}` stands beyond the head of its table, so that the row is not read");
    let help =
        "give the head a cell for it, or take `colspan` and `rowspan` away where they shift it";
    page.report(&rules::SURPLUS_CELL, span, message, help);
    true
}

/// Adds text between tags to the open cell. Line ends are spaces.
fn push_text(page: &mut Page<'_>, text: &str, run: &Run, begin: usize) {
    let table = page.seeker.open_table.as_mut();
    if table.and_then(|table| table.open_cell()).is_none() {
        return;
    }
    let mut at = begin;
    for line in text.split_inclusive('\n') {
        let written = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if line.starts_with(char::is_whitespace) {
            push_space(page);
        }
        if !written.is_empty() {
            let place = run.source(start)..run.source(start) + written.len();
            let part = part(page);
            push(page, &decoded(written), &place, part);
        }
        if line.ends_with(char::is_whitespace) {
            push_space(page);
        }
    }
}
