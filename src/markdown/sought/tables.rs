//! Tables: rows of claims, and blocks of fields.

use std::ops::Range;

use super::cell::Cell;
use super::found::BlockEntry;
use super::html_tables::HtmlTable;
use super::standing::{self, Stand};
use super::{FoundBlock, FoundField, FoundRow, HistoryRow, back_to, mark};
use crate::conventions::{Column, Field, Labels};
use crate::diagnostics::Spanned;
use crate::manual::{ClaimColumn, Gives, Struck, TextEntryIx, folded_name};
use crate::markdown::page::Page;
use crate::rules;

/// A table that is being read.
#[derive(Clone, Debug)]
pub(super) struct OpenTable {
    stand: Stand,
    pub(super) heads: Vec<Cell>,
    /// Whether its head is struck out, or has a box that is not ticked.
    pub(super) heads_count_nowhere: bool,
    /// The rows, while the table may be a block of fields.
    pub(super) rows: Vec<TableRow>,
    pub(super) row: Vec<Cell>,
    pub(super) row_range: Range<usize>,
    pub(super) in_head: bool,
    /// What only a table of HTML has.
    pub(super) html: Option<HtmlTable>,
    /// The entries that read the rows, each with its own columns and where the table has them.
    pub(super) reading: Vec<(TextEntryIx, Vec<(usize, usize)>)>,
    /// For each column of the table, whether its cells are claims.
    claims: Vec<bool>,
    pub(super) may_be_block: bool,
    /// Whether it stands in code, so that no entry reads it.
    is_in_code: bool,
}

/// A row below the head.
#[derive(Clone, Debug)]
pub(super) struct TableRow {
    pub(super) cells: Vec<Cell>,
    /// Whether it is struck out, or has a box that is not ticked.
    pub(super) counts_nowhere: bool,
}

impl OpenTable {
    pub(super) fn open_cell(&mut self) -> Option<&mut Cell> {
        let is_open = self.html.as_ref().is_none_or(|html| html.is_in_cell);
        self.row.last_mut().filter(|_| is_open)
    }

    /// Whether no entry reads the table. One of HTML may have its head further below.
    pub(super) fn is_idle(&self) -> bool {
        self.html.is_none() && !self.in_head && !self.may_be_block && self.reading.is_empty()
    }

    /// The cells of the open row, of the head and of the rows that may be fields.
    pub(super) fn cells(&mut self) -> impl Iterator<Item = &mut Cell> {
        let rows = self.rows.iter_mut().flat_map(|row| &mut row.cells);
        rows.chain(&mut self.heads).chain(&mut self.row)
    }

    pub(super) fn push_break(&mut self) {
        if let Some(cell) = self.open_cell() {
            cell.push_break();
        }
    }

    /// Whether the open cell is read as a claim.
    pub(super) fn is_in_claims(&self) -> bool {
        let is_open = self.html.as_ref().is_none_or(|html| html.is_in_cell);
        let at = self.row.len().checked_sub(1);
        is_open
            && !self.in_head
            && at.is_some_and(|at| self.claims.get(at).copied().unwrap_or_default())
    }
}

/// Notes that a table begins, which may be one of HTML. Its head is in its first row.
pub(super) fn open(page: &mut Page<'_>, range: &Range<usize>, html: Option<HtmlTable>) {
    let is_in_code = page.elements.is_in_code();
    let may_be_block = !page.seeker.blocks.is_empty() && !is_in_code;
    let is_sought = may_be_block || !page.seeker.tables.is_empty() && !is_in_code;
    if !is_sought && page.seeker.open_table.is_none() {
        return;
    }
    let before = mark(page);
    let stand = standing::here(page, before);
    let outer = page.seeker.open_table.take();
    page.seeker.outer_tables.extend(outer);
    page.seeker.open_table = Some(OpenTable {
        stand,
        heads: Vec::new(),
        heads_count_nowhere: false,
        rows: Vec::new(),
        row: Vec::new(),
        row_range: range.start..range.start,
        in_head: true,
        html,
        reading: Vec::new(),
        claims: Vec::new(),
        may_be_block,
        is_in_code,
    });
}

/// Notes that a cell begins.
pub(super) fn open_cell(page: &mut Page<'_>, range: &Range<usize>) {
    let table = page.seeker.open_table.as_ref();
    if table.is_none_or(OpenTable::is_idle) {
        return;
    }
    let text = page.text.get(range.clone()).unwrap_or_default();
    let is_edge = |c: char| c.is_whitespace() || c == '|';
    let inner = text.trim_start_matches(is_edge);
    let start = match inner.is_empty() {
        true => range.start,
        false => range.end - inner.len(),
    };
    let span = page.span_elsewhere(start..start + inner.trim_end_matches(is_edge).len());
    if let Some(table) = &mut page.seeker.open_table {
        if table.row.is_empty() {
            table.row_range.start = range.start;
        }
        table.row_range.end = range.end;
        table.row.push(Cell::at(span));
    }
}

/// Ends the head of a table, and decides which entries read its rows.
pub(super) fn end_head(page: &mut Page<'_>, struck: Option<Struck>) {
    let Some(mut table) = page.seeker.open_table.take() else {
        return;
    };
    table.in_head = false;
    table.heads_count_nowhere = struck.is_some();
    let heads = std::mem::take(&mut table.row).into_iter();
    table.heads = heads.map(named).collect();
    let heads: Vec<String> = table
        .heads
        .iter()
        .map(|head| folded_name(head.text()))
        .collect();
    table.claims = vec![false; heads.len()];
    let mut twice = None;
    let mut refused = Vec::new();
    let entries = page.seeker.tables.iter().zip(&page.seeker.table_columns);
    for ((entry, sought), gives) in entries.filter(|_| !table.is_in_code) {
        let place = |name: &str| heads.iter().position(|head| head == name);
        let columns = sought.iter().enumerate();
        let columns = columns.map(|(own, name)| Some((own, place(name)?)));
        let Some(mut columns) = columns.collect::<Option<Vec<(usize, usize)>>>() else {
            continue;
        };
        let is_read =
            |columns: &[(usize, usize)], at| columns.iter().any(|(_, known)| *known == at);
        if let Gives::Claims(setting) = gives {
            for (own, name) in setting.other_heads() {
                let at = place(name).filter(|at| !is_read(&columns, *at));
                columns.extend(at.map(|at| (own, at)));
            }
        }
        let is_again = |(at, head): &(usize, &String)| {
            let mut read = columns.iter();
            !is_read(&columns, *at) && read.any(|(_, known)| heads.get(*known) == Some(*head))
        };
        if let Some((at, _)) = heads.iter().enumerate().rfind(is_again) {
            twice = Some(at);
            refused.push(*entry);
            continue;
        }
        for (own, at) in &columns {
            table.claims[*at] |= is_claim(gives, *own);
        }
        table.reading.push((*entry, columns));
    }
    if let Some(head) = twice.and_then(|at| table.heads.get(at)) {
        let message = format!(
            "two columns of this table are headed `{}`, so that no claim in it is read",
            head.text().trim()
        );
        let help = "give one of them another head";
        page.report(&rules::INVALID_VALUE, head.span(), message, help);
        page.seeker.found.mistaken.append(&mut refused);
    }
    // A table of more than two columns is a block only by its heads. One of HTML may have them further
    // below.
    let is_named = |head: &Cell| {
        let mut entries = page.seeker.blocks.iter();
        entries.any(|entry| entry.number(head.text()).is_some())
    };
    table.may_be_block &=
        table.html.is_some() || table.heads.len() == 2 || table.heads.iter().any(is_named);
    page.seeker.open_table = Some(table);
}

/// The cell from which names are read.
fn named(cell: Cell) -> Cell {
    match cell.has_other_parts() {
        true => cell.for_names().into_owned(),
        false => cell,
    }
}

/// Whether a column of an entry states claims. A note is text of the page, too.
fn is_claim(gives: &Gives, own: usize) -> bool {
    match gives {
        Gives::Claims(setting) => setting.column(own) != Some(ClaimColumn::Note),
        Gives::Fields(_) => false,
    }
}

/// Ends a row. `is_whole` says whether all of it can be read.
pub(super) fn end_row(page: &mut Page<'_>, struck: Option<Struck>, mut is_whole: bool) {
    let Some(mut table) = page.seeker.open_table.take() else {
        return;
    };
    let row = std::mem::take(&mut table.row);
    let section = page.section_above();
    let passage = page.place_here().section;
    let span = page.span_elsewhere(table.row_range.clone());
    let missing = missing_heads(page, &table, &row);
    if !missing.is_empty() {
        is_whole = false;
        let message = format!(
            "this row has no cell for {}, so that it claims nothing",
            missing.join(", ")
        );
        let help = match table.html {
            Some(_) => "add a cell to the row for each of them, which may be empty",
            None => "end the row with a bar for each empty cell",
        };
        page.report(&rules::INVALID_VALUE, span, message, help);
    }
    for (entry, columns) in &table.reading {
        let mut entries = page.seeker.tables.iter().zip(&page.seeker.table_columns);
        let gives = entries.find(|((ix, _), _)| ix == entry);
        let cells = columns.iter().filter_map(|(own, at)| {
            let cell = row.get(*at)?;
            let is_claim = gives.is_some_and(|(_, gives)| is_claim(gives, *own));
            let cell = match is_claim {
                true => cell.for_names().into_owned(),
                false => cell.clone(),
            };
            Some((*own, cell))
        });
        page.seeker.found.rows.push(FoundRow {
            entry: *entry,
            cells: cells.collect(),
            section: section.clone(),
            passage,
            struck,
            is_whole,
            span,
        });
    }
    if table.may_be_block {
        table.rows.push(TableRow {
            cells: row,
            counts_nowhere: struck.is_some(),
        });
    }
    page.seeker.open_table = Some(table);
}

/// The heads that entries read and for which a row has no cell. A row without a word has none.
fn missing_heads(page: &Page<'_>, table: &OpenTable, row: &[Cell]) -> Vec<String> {
    let read = table.reading.iter().flat_map(|(_, columns)| columns);
    let mut read: Vec<usize> = read.map(|(_, at)| *at).collect();
    if read.is_empty() || row.iter().all(|cell| cell.text().trim().is_empty()) {
        return Vec::new();
    }
    let written = match (&table.html, &page.table) {
        (Some(_), _) => Some(row.len()),
        // The parser fills a short row of Markdown up.
        (None, Some(open)) => page
            .text
            .get(open.row_start..open.row_end)
            .map(written_cells),
        (None, None) => None,
    };
    read.retain(|at| written.is_some_and(|written| *at >= written));
    read.sort_unstable();
    read.dedup();
    let heads = read.into_iter().filter_map(|at| table.heads.get(at));
    heads
        .map(|head| format!("`{}`", head.text().trim()))
        .collect()
}

/// The number of cells that are written in a row.
fn written_cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let is_bar = |(at, _): &(usize, &str)| !row[..*at].ends_with('\\');
    let bars = row.match_indices('|').filter(is_bar);
    let closing = row.ends_with('|') && !row.ends_with("\\|");
    1 + bars.count() - usize::from(closing)
}

/// Ends a table. If it is a block of fields that is read, it is no text of the page.
pub(super) fn end_table(page: &mut Page<'_>) {
    let Some(table) = page.seeker.open_table.take() else {
        return;
    };
    page.seeker.open_table = page.seeker.outer_tables.pop();
    let entries = page.seeker.blocks.iter();
    let found = entries.filter_map(|entry| {
        let block = FoundBlock::of_fields(entry.ix, fields(&table, entry));
        block.or_else(|| history(&table, entry))
    });
    let found: Vec<FoundBlock> = match table.may_be_block {
        true => found.collect(),
        false => Vec::new(),
    };
    if found.is_empty() {
        return standing::note_content(page);
    }
    if standing::may_be_read(page) {
        back_to(page, table.stand.before());
    }
    standing::add(page, found, &table.stand);
}

/// The fields that a table gives: from two columns, or from a head with one row of values.
fn fields(table: &OpenTable, entry: &BlockEntry<'_>) -> Vec<FoundField> {
    let number = |cell: &Cell| entry.number(cell.for_names().text());
    let begins_with_name = |row: &[Cell]| row.first().and_then(number).is_some();
    let has_pair = table.rows.iter().any(|row| begins_with_name(&row.cells));
    let heads_are_columns =
        || table.rows.len() > 1 && table.heads.iter().all(|head| is_column(head, entry));
    let is_of_pairs = table.heads.len() == 2
        && (has_pair
            || table.rows.len() != 1 && begins_with_name(&table.heads) && !heads_are_columns());
    if is_of_pairs {
        let head = (&table.heads, table.heads_count_nowhere);
        let rows = table
            .rows
            .iter()
            .map(|row| (&row.cells, row.counts_nowhere));
        let pairs = std::iter::once(head)
            .chain(rows)
            .filter_map(|(row, counts_nowhere)| {
                let field = field(entry, row.first()?, row.get(1)?)?;
                Some(FoundField {
                    counts_nowhere: field.counts_nowhere || counts_nowhere,
                    ..field
                })
            });
        return pairs.collect();
    }
    match table.rows.as_slice() {
        [values] => of_row(&table.heads, values, entry),
        _ => Vec::new(),
    }
}

/// The fields of a row below the heads of a table.
fn of_row(heads: &[Cell], row: &TableRow, entry: &BlockEntry<'_>) -> Vec<FoundField> {
    let pairs = heads.iter().zip(&row.cells);
    let fields = pairs.filter_map(|(name, value)| {
        let field = field(entry, name, value)?;
        Some(FoundField {
            counts_nowhere: field.counts_nowhere || row.counts_nowhere,
            ..field
        })
    });
    fields.collect()
}

fn field(entry: &BlockEntry<'_>, name: &Cell, value: &Cell) -> Option<FoundField> {
    let name = name.for_names();
    Some(FoundField {
        name: entry.number(name.text())?,
        written: Spanned::new(name.text().trim().to_owned(), name.span()),
        value: entry.value(name.text(), value),
        counts_nowhere: name.has_struck(),
    })
}

/// Whether a head is that of a column: a name of the entry, or a column of a table of revisions.
fn is_column(head: &Cell, entry: &BlockEntry<'_>) -> bool {
    let labels = Labels::built_in();
    let columns = [Column::Revision, Column::Date, Column::Change];
    entry.number(head.text()).is_some()
        || columns
            .into_iter()
            .any(|column| labels.is_column(head.text(), column))
}

/// A table of the document's revisions: its heads have names and a revision or a day, and its rows are
/// not about several documents.
fn history(table: &OpenTable, entry: &BlockEntry<'_>) -> Option<FoundBlock> {
    let labels = Labels::built_in();
    let column = |field: &str, column: Column| {
        let is_field = |head: &Cell| entry.field(head.text()) == Some(field);
        let is_column = |head: &Cell| labels.is_column(head.text(), column);
        let heads = &table.heads;
        let of_field = heads.iter().position(is_field);
        of_field.or_else(|| heads.iter().position(is_column))
    };
    let is_of_document = |head: &Cell| {
        let field = entry.field(head.text());
        matches!(field, Some("id" | "title"))
            || matches!(labels.field(head.text()), Some(Field::Id | Field::Title))
            || labels.is_document_word(head.text())
    };
    let revision = column("revision", Column::Revision);
    let date = column("effective", Column::Date);
    if revision.or(date).is_none() || table.heads.iter().any(is_of_document) {
        return None;
    }
    let cell = |row: &[Cell], at: Option<usize>| Some(row.get(at?)?.for_names().into_owned());
    let is_blank = |row: &&TableRow| row.cells.iter().all(|cell| cell.unstruck_text().is_empty());
    let rows = table.rows.iter().filter(|row| !is_blank(row));
    let rows = rows.map(|row| HistoryRow {
        fields: of_row(&table.heads, row, entry),
        revision: cell(&row.cells, revision),
        date: cell(&row.cells, date),
    });
    let history: Vec<HistoryRow> = rows.collect();
    let span = history.first()?.fields.first()?.written.span;
    Some(FoundBlock {
        entry: entry.ix,
        fields: Vec::new(),
        history,
        span,
        is_read: false,
        passage: None,
        is_match: false,
    })
}
