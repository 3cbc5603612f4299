//! The cells of a sheet. They are read one by one: a table of all cells between the first and the last
//! would take as much memory as a file claims.

use std::collections::HashSet;

use roxmltree::Node;

use super::days::Days;
use super::parts::children;
use super::texts::{self, TextLeft};
use super::{
    Cell, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Place, Row, Value, WorkbookRefusal, places,
};
use crate::diagnostics::excerpt;

/// What the cells of all sheets share.
pub(super) struct Shared {
    /// The table of texts.
    pub(super) texts: Vec<String>,
    pub(super) days: Days,
    /// How many cells may still be read.
    pub(super) cells_left: usize,
    pub(super) text_left: TextLeft,
}

/// The rows of a sheet with this name.
pub(super) fn rows(
    sheet: Node<'_, '_>,
    name: &str,
    shared: &mut Shared,
) -> Result<Vec<Row>, WorkbookRefusal> {
    let mut hidden = HashSet::new();
    let mut cells: Vec<(Place, Cell)> = Vec::new();
    // Rows and cells without a place follow those before them.
    let mut next_row = 1;
    for row in children(sheet, "sheetData").flat_map(|data| children(data, "row")) {
        let number = match row.attribute("r") {
            Some(written) => {
                places::row(written.trim()).ok_or_else(|| unknown("row", written, name))?
            }
            None => next_row,
        };
        next_row = number.saturating_add(1);
        if matches!(row.attribute("hidden"), Some("1" | "true")) {
            hidden.insert(number);
        }
        let mut next_column = 0;
        for element in children(row, "c") {
            let place = match element.attribute("r") {
                Some(written) => places::place(written.trim())
                    .filter(|place| place.row == number)
                    .ok_or_else(|| unknown("cell", written, name))?,
                None => Place {
                    row: number,
                    column: next_column,
                },
            };
            next_column = place.column.saturating_add(1);
            cells.extend(cell(element, place, name, shared)?.map(|cell| (place, cell)));
        }
    }
    // A file may have its rows in any order.
    cells.sort_by_key(|(place, _)| *place);
    let twice = cells.windows(2).find(|pair| pair[0].0 == pair[1].0);
    if let Some([(place, _), ..]) = twice {
        let name = excerpt(name);
        let why = format!("it has the cell {place} of the sheet `{name}` twice");
        return Err(WorkbookRefusal::Damaged(why));
    }
    let mut rows: Vec<Row> = Vec::new();
    for (place, cell) in cells {
        match rows.last_mut() {
            Some(row) if row.number == place.row => row.cells.push(cell),
            _ => rows.push(Row {
                number: place.row,
                is_hidden: hidden.contains(&place.row),
                cells: vec![cell],
            }),
        }
    }
    Ok(rows)
}

fn unknown(what: &str, written: &str, sheet: &str) -> WorkbookRefusal {
    let (written, sheet) = (excerpt(written), excerpt(sheet));
    WorkbookRefusal::Damaged(format!(
        "the sheet `{sheet}` has a {what} `{written}` where there is none"
    ))
}

/// Reads a cell. `None` if it has no content.
fn cell(
    element: Node<'_, '_>,
    place: Place,
    sheet: &str,
    shared: &mut Shared,
) -> Result<Option<Cell>, WorkbookRefusal> {
    let most = MOST_CELLS;
    shared.cells_left = shared.cells_left.checked_sub(1).ok_or_else(|| {
        WorkbookRefusal::limit(format!("more than {most} cells"), "200,000 cells")
    })?;
    let value = value(element, shared).map_err(|why| {
        let sheet = excerpt(sheet);
        WorkbookRefusal::Damaged(format!("the cell {place} of the sheet `{sheet}` {why}"))
    })?;
    let is_formula = children(element, "f").next().is_some();
    if value == Value::Empty && !is_formula {
        return Ok(None);
    }
    if place.row > MOST_ROWS || place.column >= MOST_COLUMNS {
        let sheet = excerpt(sheet);
        return Err(WorkbookRefusal::limit(
            format!("a content in the cell {place} of the sheet `{sheet}`"),
            format!("{MOST_ROWS} rows and {MOST_COLUMNS} columns"),
        ));
    }
    if let Value::Text(text) | Value::Error(text) = &value {
        shared.text_left.count(text)?;
    }
    Ok(Some(Cell {
        column: place.column,
        value,
        is_formula,
    }))
}

/// The content of a cell. The error says what is wrong with it, without its subject.
fn value(element: Node<'_, '_>, shared: &Shared) -> Result<Value, String> {
    let of = element.attribute("t").unwrap_or("n");
    if matches!(of, "inlineStr" | "is") {
        let items = children(element, "is");
        return Ok(text(&items.map(texts::text).collect::<String>()));
    }
    let written: String = children(element, "v").map(texts::direct).collect();
    let trimmed = written.trim();
    let unknown = |what: &str| format!("has `{}`, which is no {what}", excerpt(trimmed));
    if trimmed.is_empty() && !matches!(of, "str") {
        return match of {
            "n" | "s" | "b" | "e" | "d" => Ok(Value::Empty),
            of => Err(format!("is of an unknown type, `{}`", excerpt(of))),
        };
    }
    match of {
        "n" => {
            let number = number(trimmed).ok_or_else(|| unknown("number"))?;
            let day = shared.days.day(number, element.attribute("s"));
            Ok(day.map_or(Value::Number(number), Value::Day))
        }
        "s" => {
            let index = trimmed
                .parse::<usize>()
                .map_err(|_| unknown("number of a text"))?;
            let found = shared.texts.get(index);
            found
                .map(|found| text(found))
                .ok_or_else(|| unknown("number of a text"))
        }
        "str" => Ok(text(&texts::unescaped(&written))),
        "b" => match trimmed {
            "1" | "true" => Ok(Value::Flag(true)),
            "0" | "false" => Ok(Value::Flag(false)),
            _ => Err(unknown("yes or no")),
        },
        "e" => Ok(Value::Error(trimmed.to_owned())),
        "d" => match trimmed.get(..10).and_then(|day| day.parse().ok()) {
            Some(day) => Ok(Value::Day(day)),
            // A time of day, for example.
            None => Ok(text(trimmed)),
        },
        of => Err(format!("is of an unknown type, `{}`", excerpt(of))),
    }
}

/// A text with `\n` between its lines.
fn text(text: &str) -> Value {
    match text.is_empty() {
        true => Value::Empty,
        false => Value::Text(text.replace("\r\n", "\n").replace('\r', "\n")),
    }
}

/// A number as files write it. The words for what is no number are none.
fn number(written: &str) -> Option<f64> {
    let is_digit = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    let number: f64 = written
        .bytes()
        .all(is_digit)
        .then(|| written.parse().ok())??;
    number.is_finite().then_some(number)
}
