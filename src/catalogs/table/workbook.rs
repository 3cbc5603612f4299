//! The rows of a workbook.

use std::borrow::Cow;

use super::{NoText, Row, draft};
use crate::catalogs::draft::Draft;
use crate::catalogs::words::{counted, first_few};
use crate::catalogs::{Choices, NamedFile, Refusal};
use crate::diagnostics::excerpt;
use crate::workbook_reader::{self, Sheet, Value};

/// Reads a workbook: the sheet that is named, else the first that people see and that has numbers of
/// clauses below a head for them, else the first that has such a head.
///
/// # Errors
/// If it is no workbook, has no such sheet, or no column of numbers.
pub(in crate::catalogs) fn read(file: &NamedFile, choices: &Choices) -> Result<Draft, Refusal> {
    let book = workbook_reader::read(&file.bytes)?;
    let columns = &choices.columns;
    let names: Vec<Cow<'_, str>> = book
        .sheets
        .iter()
        .map(|sheet| excerpt(&sheet.name))
        .collect();
    let sheet = match &columns.sheet {
        Some(name) => {
            let is_it = |sheet: &&Sheet| sheet.name.trim().eq_ignore_ascii_case(name.trim());
            book.sheets.iter().find(is_it).ok_or_else(|| {
                Refusal::Column(format!(
                    "the workbook has no sheet `{name}`; its sheets are {}",
                    names.join(", ")
                ))
            })?
        }
        None => {
            let seen = || {
                book.sheets
                    .iter()
                    .filter(|sheet| !sheet.is_hidden && !sheet.rows.is_empty())
            };
            let has_numbers = seen().find(|sheet| columns.find_numbers(&rows(sheet)));
            let fitting = || seen().find(|sheet| columns.fit(&rows(sheet)));
            let first = has_numbers.or_else(fitting).or_else(|| seen().next());
            first.ok_or_else(|| {
                Refusal::NoRequirement("none of its sheets has a cell with a content".to_owned())
            })?
        }
    };
    let mut draft = draft("workbook", &rows(sheet), "row", choices)?;
    let others = book.sheets.iter().zip(&names);
    let others: Vec<&str> = others
        .filter(|(other, _)| other.name != sheet.name)
        .map(|(_, name)| &**name)
        .collect();
    let others = match others.is_empty() {
        true => String::new(),
        false => format!("; --sheet takes another one: {}", first_few(&others)),
    };
    draft
        .notes
        .insert(0, format!("sheet \"{}\"{others}", excerpt(&sheet.name)));
    let hidden = sheet.rows.iter().filter(|row| row.is_hidden).count();
    if hidden > 0 {
        let hidden = counted(
            hidden,
            "row of the sheet is hidden, and was",
            "rows of the sheet are hidden, and were",
        );
        draft.notes.push(format!("{hidden} read as well"));
    }
    Ok(draft)
}

fn rows(sheet: &Sheet) -> Vec<Row> {
    let rows = sheet.rows.iter().map(|row| {
        let width = row.cells.last().map_or(0, |cell| cell.column + 1);
        let no_texts = row.cells.iter().filter_map(|cell| {
            let what = match cell.value {
                Value::Empty | Value::Text(_) => return None,
                Value::Number(_) | Value::Flag(_) => NoText::Number,
                Value::Day(_) => NoText::Day,
                Value::Error(_) => NoText::Error,
            };
            Some((cell.column as usize, what))
        });
        Row {
            number: row.number as usize,
            cells: (0..width).map(|column| row.text(column)).collect(),
            no_texts: no_texts.collect(),
        }
    });
    rows.collect()
}
