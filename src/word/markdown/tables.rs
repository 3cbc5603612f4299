//! Writes tables: as a pipe table if no cells are merged, otherwise as HTML.

use super::super::model::{Block, Cell, Item, Label, Piece, Role, Row, Table, plain_text};
use super::inline::{Form, References};
use super::{fence, quoted, write};

/// A wider table is written as HTML, because each row of a pipe table is padded to all columns.
const MAX_PIPES: usize = 63;

/// Writes a table.
pub(super) fn table(table: &Table, references: &References) -> String {
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    if let (Some(only), None) = (cells.next(), cells.next()) {
        return quoted(&write(&only.blocks, references));
    }
    if table.columns == 1 && has_code(table) {
        return code_column(table, references);
    }
    if is_simple(table) {
        return pipes(table, references);
    }
    let before = references.notes_of_table.take();
    let mut text = html(table, references, "\n");
    let notes = references.notes_of_table.replace(before);
    for label in notes {
        text.push_str(&format!("\n\n<sup>{label}</sup> [^{label}]"));
    }
    text
}

fn has_code(table: &Table) -> bool {
    table.rows.iter().flat_map(|row| &row.cells).any(is_code)
}

fn is_code(cell: &Cell) -> bool {
    let code = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.role == Role::Code,
        _ => false,
    };
    !cell.blocks.is_empty() && cell.blocks.iter().all(code)
}

/// Writes a column of code examples: each as a code block, with the text between them.
fn code_column(table: &Table, references: &References) -> String {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let parts = cells.map(|cell| match is_code(cell) {
        true => fence(&cell.text()),
        false => write(&cell.blocks, references),
    });
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

fn is_simple(table: &Table) -> bool {
    let simple = |cell: &Cell| {
        let blocks = cell.blocks.iter();
        cell.columns == 1
            && cell.rows == 1
            && blocks
                .into_iter()
                .all(|block| matches!(block, Block::Paragraph(_)))
    };
    let in_place = |row: &Row| {
        let cells = row.cells.iter().enumerate();
        cells.into_iter().all(|(at, cell)| cell.column == at)
    };
    table.columns <= MAX_PIPES
        && table.rows.iter().flat_map(|row| &row.cells).all(simple)
        && table.rows.iter().all(in_place)
}

fn pipes(table: &Table, references: &References) -> String {
    let mut lines = Vec::with_capacity(table.rows.len() + 2);
    // Without a head, no row of the table is one, and an empty row has its place.
    let is_empty = |row: &Row| row.cells.iter().all(|cell| cell.blocks.is_empty());
    let first_is_head = table
        .rows
        .first()
        .is_some_and(|row| row.is_head || is_empty(row));
    if !first_is_head {
        lines.push(format!("|{}", "  |".repeat(table.columns)));
        lines.push(format!("|{}", "---|".repeat(table.columns)));
    }
    for (at, row) in table.rows.iter().enumerate() {
        let is_head = first_is_head && at == 0;
        let mut line = String::from("|");
        for column in 0..table.columns {
            let cell = row.cells.get(column);
            let text = cell.map(|cell| line_of(cell, is_head, Form::Pipe, references));
            line.push_str(&format!(" {} |", text.unwrap_or_default()));
        }
        lines.push(line);
        if is_head {
            lines.push(format!("|{}", "---|".repeat(table.columns)));
        }
    }
    lines.join("\n")
}

/// Writes the paragraphs of a cell on one line. Header cells are bold in any case, so their bold
/// marks are dropped.
fn line_of(cell: &Cell, is_head: bool, form: Form, references: &References) -> String {
    let lines = cell.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => {
            let pieces = head(&paragraph.pieces, is_head);
            Some(references.line(&pieces, form))
        }
        _ => None,
    });
    lines.collect::<Vec<_>>().join("<br>")
}

fn head(pieces: &[Piece], is_head: bool) -> Vec<Piece> {
    let mut pieces = pieces.to_vec();
    if is_head {
        pieces
            .iter_mut()
            .for_each(|piece| piece.format.bold = false);
    }
    pieces
}

/// Writes a table in HTML. It has no blank lines, because a blank line would end the HTML block.
fn html(table: &Table, references: &References, end: &str) -> String {
    let mut text = format!("<table>{end}");
    // The index of the first row whose first column is not covered by a cell from above.
    let mut covered = 0;
    for (at, row) in table.rows.iter().enumerate() {
        text.push_str("<tr>");
        let tag = if row.is_head { "th" } else { "td" };
        let mut column = 0;
        for cell in &row.cells {
            if cell.column == 0 {
                covered = at + cell.rows;
            }
            // A row that begins further right gets an empty cell, unless a cell from above fills
            // the gap.
            if cell.column > 0 && column == 0 && covered <= at {
                text.push_str(&format!("<{tag}{}></{tag}>", span("colspan", cell.column)));
            }
            column = cell.column + cell.columns;
            let columns = span("colspan", cell.columns);
            let rows = span("rowspan", cell.rows);
            let inner = cell_html(&cell.blocks, row.is_head, references);
            text.push_str(&format!("<{tag}{columns}{rows}>{inner}</{tag}>"));
        }
        text.push_str("</tr>");
        text.push_str(end);
    }
    text.push_str("</table>");
    text
}

fn span(name: &str, number: usize) -> String {
    match number {
        0 | 1 => String::new(),
        number => format!(" {name}=\"{number}\""),
    }
}

fn cell_html(blocks: &[Block], is_head: bool, references: &References) -> String {
    let mut parts: Vec<(bool, String)> = Vec::new();
    let mut rest = blocks;
    while let Some(block) = rest.first() {
        let mut taken = 1;
        match block {
            Block::Paragraph(paragraph) => {
                let pieces = head(&paragraph.pieces, is_head);
                let text = match paragraph.role {
                    Role::Code => code_html(&plain_text(&pieces)),
                    _ => references.line(&pieces, Form::Html),
                };
                parts.push((true, text));
            }
            Block::Item(_) => {
                let items = rest.iter().map_while(|block| match block {
                    Block::Item(item) => Some(item),
                    _ => None,
                });
                let items: Vec<&Item> = items.collect();
                taken = items.len();
                parts.push((false, list_html(&items, references)));
            }
            Block::Heading(heading) => {
                parts.push((true, references.line(&heading.pieces, Form::Html)));
            }
            Block::Table(table) => parts.push((false, html(table, references, ""))),
            Block::Quote(inner) => {
                let inner = cell_html(inner, false, references);
                parts.push((false, format!("<blockquote>{inner}</blockquote>")));
            }
            Block::Contents | Block::Taken => {}
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    let mut text = String::new();
    let mut before = false;
    for (is_line, part) in parts {
        if before && is_line {
            text.push_str("<br>");
        }
        before = is_line;
        text.push_str(&part);
    }
    text
}

fn code_html(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = super::escape::html(line.trim_end());
        format!("<code>{line}</code>")
    });
    lines.collect::<Vec<_>>().join("<br>")
}

fn list_html(items: &[&Item], references: &References) -> String {
    let mut text = String::new();
    let mut open: Vec<(usize, &str, i64)> = Vec::new();
    for item in items {
        while open.last().is_some_and(|(level, _, _)| *level > item.level) {
            close(&mut open, &mut text);
        }
        let line = references.line(&item.pieces, Form::Html);
        let (tag, line) = match &item.label {
            Label::Number(..) => ("ol", line),
            Label::Words(words) => ("ul", format!("{} {line}", super::escape::html(words))),
            Label::Bullet | Label::None => ("ul", line),
        };
        let number = match item.label {
            Label::Number(number, _) => number,
            _ => 0,
        };
        if item.label == Label::None && !open.is_empty() {
            text.push_str(&format!("<br>{line}"));
            continue;
        }
        match open.last_mut() {
            Some((level, before, last))
                if *level == item.level
                    && *before == tag
                    && (tag == "ul" || number == *last + 1) =>
            {
                *last = number;
                text.push_str("</li>");
            }
            other => {
                if other.is_some_and(|(level, _, _)| *level == item.level) {
                    close(&mut open, &mut text);
                }
                let start = match (tag, number) {
                    ("ol", number) if number != 1 => format!(" start=\"{number}\""),
                    _ => String::new(),
                };
                text.push_str(&format!("<{tag}{start}>"));
                open.push((item.level, tag, number));
            }
        }
        text.push_str(&format!("<li>{line}"));
    }
    while !open.is_empty() {
        close(&mut open, &mut text);
    }
    text
}

fn close(open: &mut Vec<(usize, &str, i64)>, text: &mut String) {
    if let Some((_, tag, _)) = open.pop() {
        text.push_str(&format!("</li></{tag}>"));
    }
}
