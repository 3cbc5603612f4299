//! Registers for the terminal: a table for each kind, with the numbers of open and overdue records.

use unicode_width::UnicodeWidthStr;

use annotate_snippets::renderer::{AnsiColor, Effects, Style};

use super::cells::{self, Column};
use super::{Chosen, entries_of};
use crate::coverage::DocumentStanding;
use crate::diagnostics::printable;
use crate::export::matrix::table::{painted, shortened};
use crate::manual::{Document, DueWhen, KindIx};
use crate::pipeline::Compiled;
use crate::registers::Entry;

/// The least width of a terminal, in columns, that has room for the columns of the kind.
const WIDE: usize = 110;
/// The greatest width of a table's column, and the least width to which a narrow terminal cuts it.
const WIDEST: usize = 60;
const NARROWEST: usize = 8;
const BETWEEN: &str = "  ";

/// The registers of the chosen records as text in columns. Kinds without records are left out.
/// `width` is the width of the terminal in columns; `None` if there is no terminal.
pub(crate) fn registers_table(
    compiled: &Compiled,
    chosen: Chosen<'_>,
    colour: bool,
    width: Option<usize>,
) -> String {
    let mut text = String::new();
    for kind in chosen.kinds {
        let of_kind = Chosen {
            kinds: &[*kind],
            ..chosen
        };
        let entries = entries_of(compiled, of_kind);
        if entries.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        let heading = heading(compiled, *kind, &entries);
        text.push_str(&painted(&heading, BOLD, colour));
        text.push('\n');
        write_rows(&mut text, compiled, *kind, &entries, colour, width);
    }
    let reviews = chosen.documents(compiled);
    if !reviews.is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        write_reviews(&mut text, &reviews, colour, width);
    }
    text
}

/// The documents whose reviews fall due.
fn write_reviews(
    text: &mut String,
    reviews: &[(&Document, &DocumentStanding)],
    colour: bool,
    width: Option<usize>,
) {
    let late = reviews.iter().filter(|(_, standing)| standing.is_overdue);
    let heading = match late.count() {
        0 => format!("Reviews of documents: {}", reviews.len()),
        late => format!("Reviews of documents: {}, {late} overdue", reviews.len()),
    };
    text.push_str(&painted(&heading, BOLD, colour));
    text.push('\n');
    let names = ["id", "status", "due", "title", "owner"];
    let mut rows = vec![names.map(str::to_owned).to_vec()];
    rows.extend(reviews.iter().map(|(document, standing)| {
        let status = if standing.is_overdue { "overdue" } else { "" };
        let due = standing.review_due.map(|due| due.to_string());
        let owner = document.owner.as_ref().map(|owner| owner.as_str());
        let cells = [
            document.id.value.as_str(),
            status,
            &due.unwrap_or_default(),
            &document.title,
            owner.unwrap_or_default(),
        ];
        cells.map(|cell| printable(cell).into_owned()).to_vec()
    }));
    write_table(text, &rows, Some(1), colour, width);
}

const BOLD: Style = Style::new().effects(Effects::BOLD);

/// `Actions: 16, 7 open, 1 overdue`
fn heading(compiled: &Compiled, kind: KindIx, entries: &[&Entry]) -> String {
    let plural = printable(&compiled.manual.kind(kind).plural).into_owned();
    let open = entries.iter().filter(|entry| entry.open).count();
    let late = entries.iter().filter(|entry| entry.is_late()).count();
    let mut parts = vec![format!("{plural}: {}", entries.len())];
    if open > 0 {
        parts.push(format!("{open} open"));
    }
    if late > 0 {
        parts.push(format!("{late} overdue"));
    }
    parts.join(", ")
}

fn write_rows(
    text: &mut String,
    compiled: &Compiled,
    kind: KindIx,
    entries: &[&Entry],
    colour: bool,
    width: Option<usize>,
) {
    let columns = columns(compiled, kind, width);
    let header: Vec<String> = columns
        .iter()
        .map(|column| column.name.replace('_', " "))
        .collect();
    let mut rows = vec![header];
    rows.extend(entries.iter().map(|entry| {
        let cells = columns.iter().map(|column| column.cell(compiled, entry));
        cells.map(|cell| printable(&cell).into_owned()).collect()
    }));
    let status = columns.iter().position(|column| column.name == "status");
    write_table(text, &rows, status, colour, width);
}

/// Writes rows of cells, the first of which is the header. `status` is the column that is coloured.
fn write_table(
    text: &mut String,
    rows: &[Vec<String>],
    status: Option<usize>,
    colour: bool,
    width: Option<usize>,
) {
    let widths = widths(rows, width);
    for (at, row) in rows.iter().enumerate() {
        let mut line = String::new();
        for ((column, cell), width) in row.iter().enumerate().zip(&widths) {
            let shown = shortened(cell, *width);
            let style = match (at, column) {
                (0, _) => BOLD,
                _ if status != Some(column) => Style::new(),
                _ if cell == "overdue" => AnsiColor::Red.on_default(),
                _ => AnsiColor::Yellow.on_default(),
            };
            line.push_str(&painted(&shown, style, colour));
            line.push_str(&" ".repeat(width.saturating_sub(shown.width())));
            line.push_str(BETWEEN);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

fn columns(compiled: &Compiled, kind: KindIx, width: Option<usize>) -> Vec<Column> {
    let mut names = cells::names().into_iter();
    let mut columns: Vec<Column> = names.by_ref().take(1).collect();
    let of = compiled.manual.kind(kind);
    if !of.open.is_never() || of.due != DueWhen::Never {
        columns.extend([cells::standing(), cells::coming()]);
    }
    columns.extend(names);
    columns.push(cells::owner());
    if width.is_none_or(|width| width >= WIDE) {
        columns.extend(cells::of_kind(of));
    }
    columns
}

/// The width of each column: that of its widest cell. If the table is too wide for the terminal,
/// the widest columns are made narrower.
fn widths(rows: &[Vec<String>], width: Option<usize>) -> Vec<usize> {
    let columns = rows.first().map_or(0, Vec::len);
    let widest = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..columns).map(|at| widest(at).min(WIDEST)).collect();
    let Some(width) = width else {
        return widths;
    };
    let between = BETWEEN.len() * columns.saturating_sub(1);
    while widths.iter().sum::<usize>() + between > width {
        match widths.iter_mut().max() {
            Some(most) if *most > NARROWEST => *most -= 1,
            _ => break,
        }
    }
    widths
}
