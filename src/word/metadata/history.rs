//! The table of the document's revisions.

use super::super::headings::typed_number;
use super::super::model::{Block, Cell, Table, one_line, plain_text};
use super::super::report::{Entry, Sort, quoted};
use super::values::{Fit, fit};
use crate::conventions::Field;
use crate::conventions::is_placeholder;
use crate::conventions::{Column, Labels};

/// A past revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) revision: String,
    pub(super) date: Option<String>,
    pub(super) change: String,
}

/// The content of a table of revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct History {
    pub(super) changes: Vec<Change>,
    /// The heading or line above it.
    pub(super) title: Option<String>,
}

/// Takes the first table of revisions of which every row can be read, and the heading above it if
/// the section has no other content.
pub(super) fn take(
    blocks: &mut [Block],
    labels: &Labels,
    entries: &mut Vec<Entry>,
) -> Option<History> {
    for at in 0..blocks.len() {
        let Some(Block::Table(table)) = blocks.get(at) else {
            continue;
        };
        let Some(columns) = Columns::of(table, labels) else {
            continue;
        };
        let changes = match columns.changes(table, labels, entries) {
            Ok(changes) if changes.is_empty() => continue,
            Ok(changes) => changes,
            Err(value) => {
                let text = format!(
                    "the table of revisions stayed in the text: {} is no revision or no date",
                    quoted(&value)
                );
                entries.push(Entry::new(Sort::Doubtful, text));
                continue;
            }
        };
        let head = columns.head.join(", ");
        let caption = columns.caption.clone();
        let title = title(blocks, at, labels);
        let place = match &title {
            Some((_, title, _)) => format!(" below {}", quoted(title)),
            None => String::new(),
        };
        let caption = caption.map(|words| format!(" {}", quoted(&words)));
        let caption = caption.unwrap_or_default();
        let text = format!("the table of revisions{caption} ({head}){place}");
        entries.push(Entry::new(Sort::Taken, text));
        if let Some(block) = blocks.get_mut(at) {
            *block = Block::Taken;
        }
        let mut words = None;
        if let Some((place, title, is_its_own)) = title {
            words = Some(title);
            if let (true, Some(block)) = (is_its_own, blocks.get_mut(place)) {
                *block = Block::Taken;
            }
        }
        return Some(History {
            changes,
            title: words,
        });
    }
    None
}

/// Returns the heading or line above a table: its index, its text, and whether it is removed
/// together with the table.
fn title(blocks: &[Block], at: usize, labels: &Labels) -> Option<(usize, String, bool)> {
    let mut before = blocks.get(..at)?.iter();
    let above = before.rposition(|block| !matches!(block, Block::Taken | Block::Contents))?;
    let words = match blocks.get(above)? {
        Block::Heading(heading) => plain_text(&heading.pieces),
        Block::Paragraph(paragraph) => plain_text(&paragraph.pieces),
        _ => return None,
    };
    let bare = one_line(&words);
    let start = typed_number(&bare).map_or(0, |(_, end)| end);
    let is_history = labels.is_column(&bare[start..], Column::Title);
    let after = blocks.get(at + 1..)?;
    let mut after = after
        .iter()
        .filter(|block| !matches!(block, Block::Taken | Block::Contents));
    let ends = match (blocks.get(above)?, after.next()) {
        (Block::Paragraph(_), _) | (_, None) => true,
        (Block::Heading(own), Some(Block::Heading(next))) => next.level <= own.level,
        _ => false,
    };
    let is_shown = matches!(blocks.get(above)?, Block::Heading(_)) || is_history;
    is_shown.then_some((above, bare, is_history && ends))
}

/// The roles of the table's columns.
struct Columns {
    /// The index of the header row.
    row: usize,
    /// The text of the row above it, which names the table.
    caption: Option<String>,
    head: Vec<String>,
    revision: usize,
    date: usize,
    change: Option<usize>,
}

impl Columns {
    fn of(table: &Table, labels: &Labels) -> Option<Self> {
        let first = table.rows.first()?;
        let is_title = |cells: &[Cell]| match cells {
            [only] => labels.is_column(&only.text(), Column::Title),
            _ => false,
        };
        let row = usize::from(is_title(&first.cells));
        let named = first.cells.first().filter(|_| row > 0);
        let caption = named.map(|cell| one_line(&cell.text()));
        let heads = &table.rows.get(row)?.cells;
        let head: Vec<String> = heads.iter().map(|cell| one_line(&cell.text())).collect();
        let find = |column: Column| head.iter().position(|text| labels.is_column(text, column));
        let revision = find(Column::Revision)?;
        let date = find(Column::Date)?;
        let plain = |cell: &Cell| cell.columns == 1 && cell.rows == 1;
        let body = table.rows.iter().skip(row + 1);
        let is_plain = body.flat_map(|row| &row.cells).all(plain);
        let change = find(Column::Change).filter(|at| *at != revision && *at != date);
        (is_plain && revision != date).then_some(Self {
            row,
            caption,
            revision,
            date,
            change,
            head,
        })
    }

    /// Returns the revisions; the error is the value that cannot be read.
    fn changes(
        &self,
        table: &Table,
        labels: &Labels,
        entries: &mut Vec<Entry>,
    ) -> Result<Vec<Change>, String> {
        let mut changes = Vec::new();
        let mut doubts = Vec::new();
        let mut others: Vec<(usize, Vec<String>)> = Vec::new();
        for row in table.rows.iter().skip(self.row + 1) {
            let text = |at: usize| {
                let cell = row.cells.get(at).map(Cell::text);
                one_line(&cell.unwrap_or_default())
            };
            let (raw_revision, raw_date) = (text(self.revision), text(self.date));
            let mut texts = (0..row.cells.len()).map(text);
            if texts.all(|text| is_placeholder(&text)) {
                continue;
            }
            let revision = match fit(Field::Revision, &raw_revision, labels) {
                Fit::Value(revision) => revision,
                _ => return Err(raw_revision),
            };
            let date = match fit(Field::Effective, &raw_date, labels) {
                Fit::Value(date) => Some(date),
                Fit::Ambiguous => {
                    doubts.push(raw_date);
                    None
                }
                Fit::Blank => None,
                _ => return Err(raw_date),
            };
            changes.push(Change {
                revision,
                date,
                change: self.change.map(text).unwrap_or_default(),
            });
            for at in 0..row.cells.len() {
                let own = [Some(self.revision), Some(self.date), self.change];
                let value = text(at);
                if own.contains(&Some(at)) || value.is_empty() {
                    continue;
                }
                match others.iter_mut().find(|(column, _)| *column == at) {
                    Some((_, values)) if values.contains(&value) => {}
                    Some((_, values)) => values.push(value),
                    None => others.push((at, vec![value])),
                }
            }
        }
        for (at, values) in others {
            if changes.is_empty() {
                break;
            }
            let head = self.head.get(at).map_or("", |head| head);
            let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            let text = format!(
                "the column {} of the table of revisions: {}",
                quoted(head),
                values.join(", ")
            );
            entries.push(Entry::new(Sort::LeftOut, text));
        }
        if !doubts.is_empty() {
            let doubts: Vec<String> = doubts.iter().map(|text| quoted(text)).collect();
            let text = format!(
                "{} in the table of revisions can be read in two ways: left open",
                doubts.join(", ")
            );
            entries.push(Entry::new(Sort::Doubtful, text));
        }
        Ok(changes)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::model::{Heading, Paragraph, Piece, Row};
    use super::*;

    fn table(rows: &[[&str; 3]]) -> Block {
        let cell = |(column, text): (usize, &&str)| Cell {
            blocks: vec![Block::Paragraph(Paragraph {
                pieces: vec![Piece::plain(text)],
                ..Paragraph::default()
            })],
            column,
            columns: 1,
            rows: 1,
        };
        let rows = rows.iter().map(|row| Row {
            cells: row.iter().enumerate().map(cell).collect(),
            is_head: false,
        });
        Block::Table(Table {
            rows: rows.collect(),
            columns: 3,
        })
    }

    fn heading(text: &str) -> Block {
        Block::Heading(Heading {
            level: 1,
            number: None,
            pieces: vec![Piece::plain(text)],
            id: String::new(),
        })
    }

    #[test]
    fn the_table_goes_with_its_heading() {
        let rows = [
            ["Rev", "Date", "Change"],
            ["1", "2026-01-02", "First"],
            ["", "", ""],
        ];
        let mut blocks = [heading("5 Revision history"), table(&rows)];
        let mut entries = Vec::new();
        let history = take(&mut blocks, &Labels::default(), &mut entries).unwrap();
        assert_eq!(history.changes.len(), 1);
        assert_eq!(blocks, [Block::Taken, Block::Taken]);
    }

    #[test]
    fn a_matrix_with_a_version_and_an_empty_form_stay() {
        let matrix = [["Tool", "Version", "Action"], ["a", "2", "regenerate"]];
        let form = [["Rev", "Date", "Change"], ["", "", ""]];
        for rows in [matrix, form] {
            let mut blocks = [heading("Tools"), table(&rows)];
            let history = take(&mut blocks, &Labels::default(), &mut Vec::new());
            assert_eq!(history, None);
            assert!(matches!(blocks[1], Block::Table(_)));
        }
    }
}
