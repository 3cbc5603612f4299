//! Parses a CSV file into rows of cells with their spans.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Location, Source, Spanned};
use crate::manual::{DataTable, ReadTable};
use crate::markdown::{MergeMarkers, unresolved};
use crate::rules;

/// Parses a CSV file. The delimiter is a comma, or a semicolon or tab if the first line has no
/// comma. Blank rows are skipped. A row with more cells than the header, or with fewer, is reported and
/// left out, because an extra comma (`94,6`) would change the value, and a missing one may move a value
/// into another column. A file with unresolved merge markers has no rows.
pub(crate) fn parse_table(source: &Source) -> ReadTable {
    let mut read = parse_uneven_table(source);
    let Some((header, rows)) = read.table.rows.split_first() else {
        return read;
    };
    let is_short = |row: &Vec<Spanned<String>>| row.len() < header.len();
    if !rows.iter().any(is_short) {
        return read;
    }
    let header = header.clone();
    let (short, rows): (Vec<_>, Vec<_>) = std::mem::take(&mut read.table.rows)
        .into_iter()
        .partition(|row| row.len() < header.len());
    read.table.rows = rows;
    for row in short {
        if row.iter().any(|cell| !cell.value.is_empty()) {
            read.diagnostics.extend(short_row(source, &header, &row));
            read.table.left_out.push(row);
        }
    }
    read.diagnostics.sort_by_key(|one| one.location.span);
    read
}

/// The report of a row with fewer cells than the header, at its last cell.
fn short_row(
    source: &Source,
    header: &[Spanned<String>],
    row: &[Spanned<String>],
) -> Option<Diagnostic> {
    let location = Location::new(source.path(), row.last()?.span);
    let missing = header.get(row.len()..).unwrap_or_default().iter();
    let missing = missing.map(|head| format!("`{}`", head.value));
    let message = format!(
        "the row has {} cells, the header {}: no cell for {}",
        row.len(),
        header.len(),
        missing.collect::<Vec<_>>().join(", ")
    );
    let help = "end the row with a separator for each empty cell";
    Some(Diagnostic::new(&rules::INVALID_VALUE, location, message).help(help))
}

/// Parses a CSV file like [`parse_table`], but takes rows with fewer cells than the header, whose
/// missing cells are blank: tables of other programs may have titles above their heads.
pub(crate) fn parse_uneven_table(source: &Source) -> ReadTable {
    let text = source.text();
    let delimiter = delimiter(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut read = ReadTable {
        path: source.path().clone(),
        table: DataTable {
            has_semicolons: delimiter == b';',
            ..DataTable::default()
        },
        diagnostics: Vec::new(),
    };
    if let Some(merge) = MergeMarkers::find(text).merges(text).first() {
        let location = Location::new(source.path(), source.span(merge.clone()));
        let diagnostic = unresolved(&text[merge.clone()], location);
        read.diagnostics.push(diagnostic);
        // It cannot be determined which rows are valid.
        read.table.left_out.push(Vec::new());
        return read;
    }
    let mut columns = None;
    for record in reader.records() {
        // The text is valid UTF-8 and in memory, so reading cannot fail.
        let Ok(record) = record else { break };
        let start = record.position().map_or(0, |at| at.byte() as usize);
        let (row, unclosed) = cells(source, &record, start, delimiter);
        if let Some(quote) = unclosed {
            let location = Location::new(source.path(), source.span(quote));
            let message = "the quotation mark is never closed: the rest of the file is one cell";
            let help =
                "close it at the end of the cell; write a quotation mark within a cell twice";
            let diagnostic = Diagnostic::new(&rules::INVALID_VALUE, location, message.to_owned());
            read.diagnostics.push(diagnostic.help(help));
            read.table.left_out.push(row);
            break;
        }
        let most = *columns.get_or_insert(row.len());
        match row.get(most) {
            // With a header of one cell, the header is the mistake and not this row.
            Some(_) if most == 1 => read.table.left_out.push(row),
            Some(surplus) => {
                let location = Location::new(source.path(), surplus.span);
                let message = format!("the row has {} cells, the header {most}", row.len());
                let diagnostic = Diagnostic::new(&rules::INVALID_VALUE, location, message);
                let help = "write decimals with a point; quote a text that has commas in it";
                read.diagnostics.push(diagnostic.help(help));
                read.table.left_out.push(row);
            }
            None => read.table.rows.push(row),
        }
    }
    read
}

/// The delimiter of a CSV file.
pub(crate) fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let has = |c: char| first.is_some_and(|line| line.contains(c));
    match (has(','), has(';'), has('\t')) {
        (false, true, _) => b';',
        (false, false, true) => b'\t',
        _ => b',',
    }
}

/// The cells of a row, each with its span in the file, and the place of a quotation mark that is
/// never closed.
fn cells(
    source: &Source,
    record: &csv::StringRecord,
    start: usize,
    delimiter: u8,
) -> (Vec<Spanned<String>>, Option<Range<usize>>) {
    let bytes = source.text().as_bytes();
    let mut at = start;
    // A record's position is the end of the previous record, before any blank lines.
    while matches!(bytes.get(at), Some(b'\n' | b'\r')) {
        at += 1;
    }
    let mut row = Vec::with_capacity(record.len());
    let mut unclosed = None;
    for cell in record {
        let end = match end_of_cell(bytes, at, delimiter) {
            Some(end) => end,
            None => {
                unclosed = Some(at..at + 1);
                bytes.len()
            }
        };
        let span = source.span(at..end);
        row.push(Spanned::new(cell.trim().to_owned(), span));
        at = end + 1;
    }
    (row, unclosed)
}

/// The end of the cell that begins at `start`: a delimiter, or a line end outside quotes. `None` if
/// its quotation mark is never closed.
fn end_of_cell(bytes: &[u8], start: usize, delimiter: u8) -> Option<usize> {
    let quoted = bytes.get(start) == Some(&b'"');
    let mut open = quoted;
    let mut at = start + usize::from(quoted);
    while let Some(byte) = bytes.get(at) {
        match *byte {
            b'"' if open && bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' if quoted => open = !open,
            b'\n' | b'\r' if !open => return Some(at),
            byte if byte == delimiter && !open => return Some(at),
            _ => {}
        }
        at += 1;
    }
    (!open).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;

    fn parsed(text: &str) -> ReadTable {
        parse_table(&Source::new(SourcePath::new("a.csv"), text))
    }

    #[test]
    fn cells_have_their_places() {
        let read = parsed("\u{feff}period,value\r\n\r\n\"2026-10\", 94.6\n\"a \"\"b\"\"\nc\",é,\n");
        assert_eq!(read.table.rows.len(), 2);
        let read = parsed("period,value,note\r\n\r\n\"2026-10\", 94.6,\n\"a \"\"b\"\"\nc\",é,x\n");
        let texts = read.table.texts();
        assert_eq!(texts[1], ["2026-10", "94.6", ""]);
        assert_eq!(texts[2], ["a \"b\"\nc", "é", "x"]);
        let places: Vec<(u32, u32)> = read
            .table
            .rows
            .iter()
            .flatten()
            .map(|cell| (cell.span.line, cell.span.column))
            .collect();
        assert_eq!(
            places,
            [
                (1, 1),
                (1, 8),
                (1, 14),
                (3, 1),
                (3, 11),
                (3, 17),
                (4, 1),
                (5, 4),
                (5, 6)
            ]
        );
    }

    #[test]
    fn a_decimal_comma_makes_no_other_value() {
        let read = parsed("period,value\n2026-09,95.1\n2026-10,94,6\n");
        assert_eq!(read.table.rows.len(), 2);
        assert_eq!(read.diagnostics.len(), 1);
        let span = read.diagnostics[0].location.span;
        assert_eq!((span.line, span.column), (3, 12));
        let read = parsed("period;value\n2026-10;94,6\n");
        assert_eq!(read.table.texts()[1], ["2026-10", "94,6"]);
    }

    #[test]
    fn a_row_with_fewer_cells_than_the_header_is_reported_and_left_out() {
        let read = parsed("clause,document,status\n8.4.1,QP-1\n8.4.2,QP-1,\n\" \"\n8.4.3\n");
        assert_eq!(read.table.texts()[1..], [["8.4.2", "QP-1", ""]]);
        assert_eq!(read.table.left_out.len(), 2);
        let told = read.diagnostics.iter().map(|one| {
            let span = one.location.span;
            (span.line, span.column, one.message.as_str())
        });
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                (
                    2,
                    7,
                    "the row has 2 cells, the header 3: no cell for `status`"
                ),
                (
                    5,
                    1,
                    "the row has 1 cells, the header 3: no cell for `document`, `status`"
                ),
            ]
        );
        let uneven = parse_uneven_table(&Source::new(SourcePath::new("a.csv"), "a,b\n1\n"));
        assert_eq!((uneven.table.rows.len(), uneven.diagnostics.len()), (2, 0));
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_reported_where_it_opens() {
        let read = parsed("period,value\n2026-09,96\n2026-10,\"97\n2026-11,98\n");
        assert_eq!(read.table.texts()[1..], [["2026-09", "96"]]);
        assert_eq!(read.diagnostics.len(), 1, "{:?}", read.diagnostics);
        let span = read.diagnostics[0].location.span;
        assert_eq!((span.line, span.column), (3, 9));
        let read = parsed("a,b\n\"one, \"\"two\"\"\",3\n");
        assert!(read.diagnostics.is_empty());
    }

    #[test]
    fn anything_is_read_without_failing() {
        for text in [
            "",
            "\n\n",
            "\"",
            "a,\"b",
            ",,,\n,",
            "\"a\"b,c\n\"\"\"",
            "é\"é,\"\n",
        ] {
            let _ = parsed(text);
        }
        assert!(parsed("").table.rows.is_empty());
    }
}
