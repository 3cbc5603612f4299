//! The cells of a workbook. They are read one by one: `calamine` would also make a table of all
//! cells between the first and the last, which a file can make larger than any memory.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::parts::Outline;
use super::{
    Cell, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Place, Row, Sheet, Value, Workbook,
    WorkbookRefusal,
};
use crate::manual::Date;

/// What may still be read of a workbook.
struct Left {
    cells: usize,
    text: usize,
}

/// Reads the cells of these sheets.
pub(super) fn read(bytes: &[u8], outlines: Vec<Outline>) -> Result<Workbook, WorkbookRefusal> {
    let mut xlsx = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    let mut left = Left {
        cells: MOST_CELLS,
        text: MOST_TEXT,
    };
    let mut sheets = Vec::with_capacity(outlines.len());
    for outline in outlines {
        let rows = rows(&mut xlsx, &outline, &mut left)?;
        sheets.push(Sheet {
            name: outline.name,
            is_hidden: outline.is_hidden,
            rows,
            merged: outline.merged,
            notes: outline.notes,
        });
    }
    Ok(Workbook { sheets })
}

fn rows(
    xlsx: &mut Xlsx<Cursor<&[u8]>>,
    outline: &Outline,
    left: &mut Left,
) -> Result<Vec<Row>, WorkbookRefusal> {
    let mut reader = xlsx
        .worksheet_cells_reader(&outline.name)
        .map_err(refusal)?;
    let mut cells: Vec<(Place, Cell)> = Vec::new();
    while let Some(read) = reader.next_cell_with_formula_metadata().map_err(refusal)? {
        left.cells = left.cells.checked_sub(1).ok_or_else(|| {
            WorkbookRefusal::limit(format!("more than {MOST_CELLS} cells"), "200,000 cells")
        })?;
        let (row, column) = read.pos;
        let value = value(read.value);
        let is_formula = read.formula.is_some();
        if value == Value::Empty && !is_formula {
            continue;
        }
        let place = Place {
            row: row.saturating_add(1),
            column,
        };
        if place.row > MOST_ROWS || column >= MOST_COLUMNS {
            return Err(WorkbookRefusal::limit(
                format!(
                    "a content in the cell {place} of the sheet `{}`",
                    outline.name
                ),
                format!("{MOST_ROWS} rows and {MOST_COLUMNS} columns"),
            ));
        }
        if let Value::Text(text) = &value {
            left.text = left.text.checked_sub(text.len()).ok_or_else(|| {
                let limit = format!("{} MiB", MOST_TEXT >> 20);
                WorkbookRefusal::limit(format!("more than {limit} of text"), limit)
            })?;
        }
        let cell = Cell {
            column,
            value,
            is_formula,
        };
        cells.push((place, cell));
    }
    // A file may have its cells in any order.
    cells.sort_by_key(|(place, _)| *place);
    let twice = cells.windows(2).find(|pair| pair[0].0 == pair[1].0);
    if let Some([(place, _), ..]) = twice {
        let why = format!(
            "it has the cell {place} of the sheet `{}` twice",
            outline.name
        );
        return Err(WorkbookRefusal::Damaged(why));
    }
    let mut rows: Vec<Row> = Vec::new();
    for (place, cell) in cells {
        match rows.last_mut() {
            Some(row) if row.number == place.row => row.cells.push(cell),
            _ => rows.push(Row {
                number: place.row,
                is_hidden: outline.hidden_rows.contains(&place.row),
                cells: vec![cell],
            }),
        }
    }
    Ok(rows)
}

fn value(value: DataRef<'_>) -> Value {
    let text = |text: &str| match text.is_empty() {
        true => Value::Empty,
        false => Value::Text(text.replace("\r\n", "\n").replace('\r', "\n")),
    };
    match value {
        DataRef::Empty => Value::Empty,
        DataRef::Int(number) => Value::Number(number as f64),
        DataRef::Float(number) => Value::Number(number),
        DataRef::String(string) | DataRef::DurationIso(string) => text(&string),
        DataRef::SharedString(string) => text(string),
        DataRef::Bool(flag) => Value::Flag(flag),
        DataRef::DateTime(moment) => {
            day(moment).map_or_else(|| text(&moment.to_string()), Value::Day)
        }
        DataRef::DateTimeIso(moment) => match moment.get(..10).and_then(|day| day.parse().ok()) {
            Some(day) => Value::Day(day),
            None => text(&moment),
        },
        DataRef::Error(error) => Value::Error(error.to_string()),
    }
}

/// The day of a moment. `None` for a time of day or a duration.
fn day(moment: ExcelDateTime) -> Option<Date> {
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let (year, month) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?);
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}

fn refusal(error: XlsxError) -> WorkbookRefusal {
    match error {
        XlsxError::Password => WorkbookRefusal::Password,
        error => WorkbookRefusal::Damaged(error.to_string()),
    }
}
