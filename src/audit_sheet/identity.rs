//! Whose matrix a workbook is, and of which day.

use crate::export::workbook::{Carried, identity};
use crate::workbook_reader::Workbook;

/// The workbook does not say whose matrix it is.
#[derive(Debug, thiserror::Error)]
#[error(
    "the workbook does not say whose matrix it is: the hidden sheet `Clausebook` is missing or \
     damaged; fill in the workbook of the site, of `coverage --format xlsx` or of `audit pack`, and \
     save it as .xlsx with all its sheets"
)]
pub(crate) struct NotOurs;

/// What a workbook says of itself.
///
/// # Errors
/// If no sheet of it has been made by this program for that purpose.
pub(crate) fn identify(workbook: &Workbook) -> Result<Carried, NotOurs> {
    let found = workbook.sheets.iter().find_map(|sheet| {
        let rows = sheet.rows.iter();
        let lines: Vec<[String; 3]> = rows
            .map(|row| [0, 1, 2].map(|column| row.text(column)))
            .collect();
        identity(&lines)
    });
    found.ok_or(NotOurs)
}
