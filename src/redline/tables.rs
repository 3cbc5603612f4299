//! Compares two tables by rows, columns and cells.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::model::{Cell, Change, Row};
use super::words::{self, Token, likeness};

/// A row of a table: the words of its cells.
type RowText = Vec<Vec<Token>>;

/// The least share of common words, from 0 to 1, at which two columns are one changed column.
const SAME: f32 = 0.4;

/// The same for rows with different first cells, which usually identify rows.
const SAME_ROW: f32 = 0.6;

/// The number of rows or columns ahead in which a partner is looked for.
const MOST_AHEAD: usize = 40;

/// The index of a row or a column in the old table and in the new one.
type Pair = (Option<usize>, Option<usize>);

/// A table that was kept, added or removed as a whole.
pub(super) fn whole(rows: &[RowText], change: Change) -> Vec<Row> {
    let cell = |tokens: &Vec<Token>| Cell {
        change,
        pieces: words::whole(tokens, change),
    };
    let row = |cells: &RowText| Row {
        change,
        cells: cells.iter().map(cell).collect(),
    };
    rows.iter().map(row).collect()
}

/// Compares two tables; the first row of each is its head.
pub(super) fn compare(old: &[RowText], new: &[RowText]) -> Vec<Row> {
    let columns = columns(old, new);
    let mut pairs = vec![(
        (!old.is_empty()).then_some(0),
        (!new.is_empty()).then_some(0),
    )];
    let (old_rows, new_rows) = (below_head(old), below_head(new));
    // Rows are paired by the columns that both tables have.
    let kept: Vec<(usize, usize)> = columns.iter().filter_map(|(a, b)| a.zip(*b)).collect();
    let before: Vec<RowText> = old_rows
        .iter()
        .map(|row| chosen(row, kept.iter().map(|(a, _)| *a)))
        .collect();
    let after: Vec<RowText> = new_rows
        .iter()
        .map(|row| chosen(row, kept.iter().map(|(_, b)| *b)))
        .collect();
    let below = |(a, b): Pair| (a.map(|at| at + 1), b.map(|at| at + 1));
    let rows = paired(&before, &after, SAME_ROW, row_likeness);
    pairs.extend(rows.into_iter().map(below));
    pairs
        .into_iter()
        .map(|(before, after)| row(old, new, before, after, &columns))
        .collect()
}

fn below_head(rows: &[RowText]) -> &[RowText] {
    rows.get(1..).unwrap_or_default()
}

fn chosen(row: &RowText, columns: impl Iterator<Item = usize>) -> RowText {
    columns
        .map(|at| row.get(at).cloned().unwrap_or_default())
        .collect()
}

fn row(
    old: &[RowText],
    new: &[RowText],
    before: Option<usize>,
    after: Option<usize>,
    columns: &[Pair],
) -> Row {
    let empty = Vec::new();
    let cell = |rows: &'_ [RowText], row: Option<usize>, column: Option<usize>| {
        let cells = rows.get(row?)?;
        Some(cells.get(column?).unwrap_or(&empty).clone())
    };
    let of_row = match (before, after) {
        (Some(_), None) => Change::Removed,
        (None, Some(_)) => Change::Added,
        _ => Change::Kept,
    };
    let cells = columns.iter().map(|(from, to)| {
        let (before, after) = (cell(old, before, *from), cell(new, after, *to));
        match (before, after) {
            (Some(before), Some(after)) => Cell {
                change: Change::Kept,
                pieces: words::compare(&before, &after),
            },
            (Some(before), None) => Cell {
                change: Change::Removed,
                pieces: words::whole(&before, Change::Removed),
            },
            (None, Some(after)) => Cell {
                change: Change::Added,
                pieces: words::whole(&after, Change::Added),
            },
            // A new row has no cell in a removed column. An empty cell keeps the columns aligned.
            (None, None) => Cell {
                change: Change::Kept,
                pieces: Vec::new(),
            },
        }
    });
    Row {
        change: of_row,
        cells: cells.collect(),
    }
}

/// Pairs the columns of two tables by their heads.
fn columns(old: &[RowText], new: &[RowText]) -> Vec<Pair> {
    let heads = |rows: &[RowText]| rows.first().cloned().unwrap_or_default();
    let (before, after) = (heads(old), heads(new));
    if before.len() == after.len() {
        // If only one head differs, the column was renamed, not replaced.
        let same = before.iter().zip(&after).filter(|(a, b)| a == b).count();
        if same + 1 >= before.len() {
            return (0..before.len()).map(|at| (Some(at), Some(at))).collect();
        }
    }
    paired(&before, &after, SAME, |one, other| likeness(one, other))
}

fn row_likeness(old: &RowText, new: &RowText) -> f32 {
    // The first cell usually identifies the row.
    if let (Some(one), Some(other)) = (old.first(), new.first())
        && one == other
        && !one.is_empty()
    {
        return 1.0;
    }
    let all = |row: &RowText| row.iter().flatten().cloned().collect::<Vec<Token>>();
    likeness(&all(old), &all(new))
}

/// Pairs equal or similar items, in order. An item without a partner is paired with `None`.
fn paired<T: Ord + std::hash::Hash>(
    old: &[T],
    new: &[T],
    least: f32,
    likeness: impl Fn(&T, &T) -> f32,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (before, after) = (op.old_range(), op.new_range());
        if op.tag() == DiffTag::Equal {
            pairs.extend(before.zip(after).map(|(a, b)| (Some(a), Some(b))));
            continue;
        }
        let mut from = before.start;
        for at in after {
            let mut ahead = (from..before.end).take(MOST_AHEAD);
            let found = ahead.find(|one| likeness(&old[*one], &new[at]) >= least);
            if let Some(found) = found {
                pairs.extend((from..found).map(|one| (Some(one), None)));
                from = found + 1;
            }
            pairs.push((found, Some(at)));
        }
        pairs.extend((from..before.end).map(|one| (Some(one), None)));
    }
    pairs
}
