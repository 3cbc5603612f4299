//! What a workbook says of itself on a hidden sheet, so that a filled-in one can be compared with the
//! manual: whose matrix it is, of which day, and a digest of each of its rows.
//!
//! A row has two digests: one of all its results, which tells whether somebody has changed the row in
//! the workbook, and one of what an auditor judges (without the columns that follow records), which
//! tells whether the manual has changed since.

#[cfg(feature = "xlsx")]
use super::{Book, Column, Holds, Sheet};
#[cfg(feature = "xlsx")]
use crate::digest::Digest;
#[cfg(feature = "xlsx")]
use crate::manual::Date;

/// The form of the hidden sheet.
#[cfg(feature = "xlsx")]
const FORM: &str = "clausebook.workbook/1";

/// The name of the hidden sheet.
#[cfg(feature = "xlsx")]
pub(super) const SHEET: &str = "Clausebook";

/// Whose matrix a workbook holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) struct Identity {
    /// The title of the manual.
    pub(crate) manual: String,
    /// The audience of the edition; `None` for the whole manual.
    pub(crate) audience: Option<String>,
    /// The id of the audit for which it was made.
    pub(crate) audit: Option<String>,
}

/// What a workbook carries on its hidden sheet.
#[cfg(feature = "xlsx")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Carried {
    pub(crate) identity: Identity,
    /// The day on which the matrix was judged.
    pub(crate) as_of: Date,
    /// The rows, each by its key.
    pub(crate) rows: Vec<(String, RowDigests)>,
}

/// The digests of a row.
#[cfg(feature = "xlsx")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowDigests {
    /// Of all results.
    pub(crate) results: String,
    /// Of the results that an auditor judges.
    pub(crate) judged: String,
}

/// The lines of the hidden sheet.
#[cfg(feature = "xlsx")]
pub(super) fn lines(book: &Book) -> Vec<[String; 3]> {
    let identity = &book.identity;
    let line = |name: &str, value: &str| [name.to_owned(), value.to_owned(), String::new()];
    let mut lines = vec![
        line(FORM, ""),
        line("manual", &identity.manual),
        line("as_of", &book.as_of.to_string()),
        line("audience", identity.audience.as_deref().unwrap_or_default()),
        line("audit", identity.audit.as_deref().unwrap_or_default()),
    ];
    for sheet in &book.sheets {
        let Some(at) = keys(sheet) else { continue };
        for row in &sheet.rows {
            let texts: Vec<String> = row.cells.iter().map(super::Cell::plain).collect();
            let RowDigests { results, judged } = digests(&sheet.columns, &texts);
            let key = texts.get(at).cloned().unwrap_or_default();
            lines.push([key, results, judged]);
        }
    }
    lines
}

/// What the lines of a hidden sheet say. `None` if it is not a hidden sheet of a workbook that this
/// program makes.
#[cfg(feature = "xlsx")]
pub(crate) fn identity(lines: &[[String; 3]]) -> Option<Carried> {
    let (first, lines) = lines.split_first()?;
    if first[0] != FORM {
        return None;
    }
    let value = |name: &str| {
        let line = lines.iter().find(|line| line[0] == name)?;
        Some(line[1].clone()).filter(|value| !value.is_empty())
    };
    let rows = lines.iter().filter(|line| !line[2].is_empty());
    let rows = rows.map(|[key, results, judged]| {
        let digests = RowDigests {
            results: results.clone(),
            judged: judged.clone(),
        };
        (key.clone(), digests)
    });
    Some(Carried {
        identity: Identity {
            manual: value("manual").unwrap_or_default(),
            audience: value("audience"),
            audit: value("audit"),
        },
        as_of: value("as_of")?.parse().ok()?,
        rows: rows.collect(),
    })
}

/// The digests of a row with these texts.
#[cfg(feature = "xlsx")]
pub(crate) fn digests(columns: &[Column], texts: &[String]) -> RowDigests {
    let digest = |is_asked: &dyn Fn(&Column) -> bool| {
        let cells = columns.iter().zip(texts);
        let asked = cells.filter(|(column, _)| is_asked(column));
        let texts: Vec<String> = asked
            .map(|(column, text)| format!("{}={text}", column.label))
            .collect();
        Digest::of(texts.join("\u{1f}").as_bytes()).short()
    };
    let is_result = |column: &Column| {
        matches!(
            column.holds,
            Holds::Results | Holds::Documents | Holds::Keys
        )
    };
    RowDigests {
        results: digest(&is_result),
        judged: digest(&|column| is_result(column) && !column.is_of_records),
    }
}

/// The column of a sheet that has the keys of its rows.
#[cfg(feature = "xlsx")]
fn keys(sheet: &Sheet) -> Option<usize> {
    sheet
        .columns
        .iter()
        .position(|column| column.holds == Holds::Keys)
}
