//! The metadata table at the start of a document.

use super::super::model::{Block, Cell, Label, Row, Table, one_line};
use super::super::report::{Entry, Sort, quoted};
use super::values::Fit;
use super::{Candidate, Source};
use crate::conventions::Field;
use crate::conventions::{Column, Labels};

/// The table must be among the first blocks of the document; this is their number.
const MAX_BLOCKS: usize = 12;

/// A cell, or two adjacent cells, of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A known field: its label, its value, and the indexes of its cells.
    Known(Field, String, String, Vec<usize>),
    /// A field that only a table of metadata has under this label: in another table the label is
    /// as likely a value. The same content as of [`Part::Known`].
    Weak(Field, String, String, Vec<usize>),
    /// What the file says about its status: the label and the value.
    Status(String, String),
    /// An unknown label and its value, by the indexes of the cells.
    Pair(usize, usize),
    Single(usize),
}

/// Reads the cells of a row as labels with their values.
pub(super) fn parts(cells: &[String], labels: &Labels) -> Vec<Part> {
    let is_label = |at: usize| {
        let text = cells.get(at);
        text.is_some_and(|text| {
            labels.field_of_cell(text).is_some() || !within(text, labels).is_empty()
        })
    };
    let value_of = |at: usize| {
        let next = cells.get(at + 1).filter(|_| !is_label(at + 1));
        next.cloned()
    };
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(text) = cells.get(at) {
        let in_pairs = cells.len().is_multiple_of(2) && at.is_multiple_of(2);
        let within = within(text, labels);
        if !within.is_empty() {
            let named = within.into_iter().map(|(named, label, value)| match named {
                Named::Field(field) => Part::Known(field, label, value, vec![at]),
                Named::Status => Part::Status(label, value),
            });
            parts.extend(named);
            at += 1;
        } else if let Some(field) = labels.field_of_cell(text) {
            let value = value_of(at);
            let places = match value {
                Some(_) => vec![at, at + 1],
                None => vec![at],
            };
            at += places.len();
            let value = value.unwrap_or_default();
            parts.push(Part::Known(field, one_line(text), value, places));
        } else if at == 0 && cells.len() == 3 && is_number(text) {
            at += 1;
        } else if labels.is_status(text)
            && (in_pairs || text.trim_end().ends_with([':', '：']))
            && let Some(value) = value_of(at)
        {
            parts.push(Part::Status(one_line(text), value));
            at += 2;
        } else if in_pairs && let (Some(field), Some(value)) = (labels.field(text), value_of(at)) {
            let places = vec![at, at + 1];
            parts.push(Part::Weak(field, one_line(text), value, places));
            at += 2;
        } else if at + 1 < cells.len() && is_pair(cells, at, is_label(at + 1)) {
            parts.push(Part::Pair(at, at + 1));
            at += 2;
        } else {
            parts.push(Part::Single(at));
            at += 1;
        }
    }
    parts
}

/// Whether a cell with an unknown text is the label of the next cell. In rows of pairs it is, even
/// if the value is a word that is a label elsewhere.
fn is_pair(cells: &[String], at: usize, next_is_label: bool) -> bool {
    let in_pairs = cells.len().is_multiple_of(2) && at.is_multiple_of(2);
    let has_colon = cells
        .get(at)
        .is_some_and(|text| text.trim_end().ends_with(':'));
    let next_has_both = cells.get(at + 1).is_some_and(|text| text.contains(':'));
    match next_is_label {
        true => in_pairs && !next_has_both,
        false => in_pairs || has_colon || at > 0,
    }
}

/// The meaning of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Field(Field),
    Status,
}

impl Named {
    /// Returns the meaning of a label with a colon.
    pub(super) fn of(label: &str, labels: &Labels) -> Option<Self> {
        match labels.field(label) {
            Some(field) => Some(Self::Field(field)),
            None => labels.is_status(label).then_some(Self::Status),
        }
    }
}

/// Returns the labels and values of a cell that has both: one pair a line, or the value on the line
/// below its label. Empty if the cell has anything else.
fn within(text: &str, labels: &Labels) -> Vec<(Named, String, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    while let Some(line) = lines.next() {
        let Some((label, mut value)) = line.split_once([':', '：']) else {
            return Vec::new();
        };
        let Some(named) = Named::of(label, labels) else {
            return Vec::new();
        };
        if value.trim().is_empty() {
            value = lines.next().unwrap_or_default();
        }
        if value.trim().is_empty() {
            return Vec::new();
        }
        found.push((named, one_line(label), one_line(value)));
    }
    found
}

fn is_number(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ')']);
    text.is_empty() || text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// What a metadata table says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) found: Vec<Candidate>,
    /// What the file says about its status, with the label.
    pub(super) status: Vec<String>,
}

/// Takes the first metadata table out of the text. It needs two fields with a value that fits.
/// Cells that set no field remain as a small table.
pub(super) fn take(blocks: &mut [Block], labels: &Labels, entries: &mut Vec<Entry>) -> Taken {
    let places = blocks.iter().enumerate();
    let places: Vec<usize> = places
        .filter(|(_, block)| !matches!(block, Block::Contents | Block::Taken))
        .take(MAX_BLOCKS)
        .filter(|(_, block)| matches!(block, Block::Table(_)))
        .map(|(at, _)| at)
        .collect();
    for at in places {
        let Some(Block::Table(table)) = blocks.get(at) else {
            continue;
        };
        let Some((taken, rest)) = read(table, labels, entries) else {
            continue;
        };
        if let Some(block) = blocks.get_mut(at) {
            *block = rest.map_or(Block::Taken, Block::Table);
        }
        return taken;
    }
    Taken::default()
}

fn read(
    table: &Table,
    labels: &Labels,
    entries: &mut Vec<Entry>,
) -> Option<(Taken, Option<Table>)> {
    if is_history(table, labels) {
        return None;
    }
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let texts: Vec<String> = row.cells.iter().map(Cell::text).collect();
        rows.push((row, parts(&texts, labels)));
    }
    let all = || rows.iter().flat_map(|(_, parts)| parts);
    let known: Vec<Field> = all()
        .filter_map(|part| match part {
            Part::Known(field, ..) => Some(*field),
            _ => None,
        })
        .collect();
    let known_count = known.len();
    let mut reader = Rows {
        labels,
        known,
        taken: Taken::default(),
        doubts: Vec::new(),
        rest: Vec::new(),
    };
    for (row, parts) in &rows {
        reader.row(row, parts);
    }
    let Rows {
        mut taken,
        doubts,
        mut rest,
        ..
    } = reader;
    if known_count == 0 || !says_what_it_is(&taken.found) {
        return None;
    }
    if !doubts.is_empty() {
        let doubts: Vec<String> = doubts.iter().map(|words| quoted(words)).collect();
        let text = format!("{}: not set, it stayed in the text", doubts.join(", "));
        entries.push(Entry::new(Sort::Doubtful, text));
    }
    taken.found.retain(|candidate| candidate.fit != Fit::Unfit);
    rest.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    Some((taken, small_table(rest)))
}

/// A metadata table while its rows are read.
struct Rows<'l> {
    labels: &'l Labels,
    /// The fields that have a label of their own; weak labels do not set these.
    known: Vec<Field>,
    taken: Taken,
    /// Values that do not fit their fields.
    doubts: Vec<String>,
    /// The rows of the cells that remain.
    rest: Vec<Vec<Vec<Block>>>,
}

impl Rows<'_> {
    fn row(&mut self, row: &Row, parts: &[Part]) {
        let blocks = |at: usize| {
            let cell = row.cells.get(at);
            cell.map(|cell| cell.blocks.clone()).unwrap_or_default()
        };
        let sets = |part: &Part| match part {
            Part::Known(..) | Part::Status(..) => true,
            Part::Weak(field, ..) => !self.known.contains(field),
            Part::Pair(..) | Part::Single(_) => false,
        };
        if !parts.iter().any(sets) {
            let cells = (0..row.cells.len()).map(blocks);
            self.rest.push(cells.collect());
            return;
        }
        for part in parts {
            match part {
                Part::Known(field, label, value, places) => {
                    let cells = places.iter().map(|at| blocks(*at));
                    self.field(*field, label, value, cells.collect());
                }
                Part::Weak(field, label, value, places) => {
                    let cells: Vec<Vec<Block>> = places.iter().map(|at| blocks(*at)).collect();
                    match self.known.contains(field) {
                        true => self.rest.push(cells),
                        false => self.field(*field, label, value, cells),
                    }
                }
                Part::Status(label, value) => {
                    let label = label.trim_end_matches([':', '：']).trim_end();
                    let words = format!("{label}: {}", one_line(value));
                    self.taken.status.push(words);
                }
                Part::Pair(label, value) => {
                    self.rest.push(vec![blocks(*label), blocks(*value)]);
                }
                Part::Single(at) => self.rest.push(vec![blocks(*at)]),
            }
        }
    }

    fn field(&mut self, field: Field, label: &str, value: &str, cells: Vec<Vec<Block>>) {
        let candidate = Candidate::new(field, label, value, Source::Block, self.labels);
        let is_doubtful = matches!(candidate.fit, Fit::Unfit | Fit::Ambiguous);
        // A label without a value beside it may be the header of a column.
        let is_head = value.is_empty() && cells.len() == 1;
        if is_doubtful {
            self.doubts.push(candidate.words.clone());
        }
        if is_doubtful || is_head {
            self.rest.push(cells);
        }
        if !is_head {
            self.taken.found.push(candidate);
        }
    }
}

/// Whether the fields describe one document: at least two have a value that fits, and none occurs
/// more than twice, as in a column of a list.
fn says_what_it_is(found: &[Candidate]) -> bool {
    let count = |field: Field, of: &dyn Fn(&Candidate) -> bool| {
        let candidates = found.iter().filter(|candidate| candidate.field == field);
        candidates.filter(|candidate| of(candidate)).count()
    };
    let has_value = |candidate: &Candidate| matches!(candidate.fit, Fit::Value(_));
    let fields = Field::ALL.into_iter();
    let set = fields.filter(|field| count(*field, &has_value) > 0).count();
    let repeats = Field::ALL
        .into_iter()
        .any(|field| count(field, &|_| true) > 2);
    set >= 2 && !repeats
}

/// Whether a table is a revision history or a list of documents: at least three columns, and three
/// quarters of the first row are labels.
fn is_history(table: &Table, labels: &Labels) -> bool {
    let Some(first) = table.rows.first() else {
        return false;
    };
    let texts: Vec<String> = first.cells.iter().map(Cell::text).collect();
    let columns = [Column::Revision, Column::Date, Column::Change];
    let named = |text: &String| {
        let is_column = columns.iter().any(|column| labels.is_column(text, *column));
        is_column || labels.field(text).is_some()
    };
    let count = texts.iter().filter(|text| named(text)).count();
    texts.len() >= 3 && count * 4 >= texts.len() * 3
}

/// Builds a table of the remaining cells. Up to four pairs are written with the labels above their
/// values.
fn small_table(rest: Vec<Vec<Vec<Block>>>) -> Option<Table> {
    if rest.is_empty() {
        return None;
    }
    let cell = |(column, blocks): (usize, Vec<Block>)| Cell {
        blocks: blocks.into_iter().map(without_list).collect(),
        column,
        columns: 1,
        rows: 1,
    };
    let row = |is_head: bool, cells: Vec<Vec<Block>>| Row {
        cells: cells.into_iter().enumerate().map(cell).collect(),
        is_head,
    };
    let widest = rest.iter().map(Vec::len).max().unwrap_or(0);
    if widest > 2 || rest.len() > 4 {
        return Some(Table {
            rows: rest.into_iter().map(|cells| row(false, cells)).collect(),
            columns: widest,
        });
    }
    let columns = rest.len();
    let pairs = rest.into_iter().map(|row| {
        let mut cells = row.into_iter();
        (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
        )
    });
    let (heads, values): (Vec<_>, Vec<_>) = pairs.unzip();
    let has_values = values.iter().any(|value| !value.is_empty());
    let mut rows = vec![row(true, heads)];
    if has_values {
        rows.push(row(false, values));
    }
    Some(Table { rows, columns })
}

/// Turns an item without a label into a paragraph.
fn without_list(block: Block) -> Block {
    match block {
        Block::Item(item) if item.label == Label::None => {
            Block::Paragraph(super::super::model::Paragraph {
                pieces: item.pieces,
                ..Default::default()
            })
        }
        block => block,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(row: &[&str]) -> Vec<(Field, String)> {
        let cells: Vec<String> = row.iter().map(|text| (*text).to_owned()).collect();
        let parts = parts(&cells, &Labels::default()).into_iter();
        let known = parts.filter_map(|part| match part {
            Part::Known(field, _, value, _) => Some((field, value)),
            _ => None,
        });
        known.collect()
    }

    #[test]
    fn labels_stand_beside_their_values_in_several_shapes() {
        let id = (Field::Id, "QP-07".to_owned());
        let revision = (Field::Revision, "3".to_owned());
        assert_eq!(words(&["Document No", "QP-07"]), vec![id.clone()]);
        assert_eq!(
            words(&["Document No", "QP-07", "Revision", "3"]),
            [id.clone(), revision.clone()]
        );
        assert_eq!(
            words(&["1.", "Document Number:", "QP-07"]),
            vec![id.clone()]
        );
        assert_eq!(
            words(&["Harrow Ltd", "Procedure", "Document No: QP-07"]),
            vec![id.clone()]
        );
        assert_eq!(words(&["Document No: QP-07\nRev: 3"]), [id, revision]);
        assert_eq!(
            words(&["Document #:\nQP-07"]),
            vec![(Field::Id, "QP-07".to_owned())]
        );
        assert_eq!(words(&["Applies to", "All sites"]), []);
        assert_eq!(words(&["Title", "Suppliers"]), []);
        assert_eq!(words(&["Supplier", "Approved"]), []);
    }
}
