//! Reads measurements from the rows of a table: a period and a value each.

use super::Resolved;
use crate::diagnostics::SourcePath;
use crate::diagnostics::{Span, Spanned, nearest};
use crate::manual::{
    DataTable, Date, Decimal, Decimals, FieldValue, FigureError, Forms, Manual, Period, RecordIx,
    has_clear_comma, parse_figure_in,
};

/// The accepted names of the column of periods.
const PERIOD: [&str; 6] = ["period", "date", "month", "quarter", "week", "year"];
const VALUE: &str = "value";

/// The measurements of a table, and its mistakes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Measurements {
    /// The periods and values, in order of time.
    pub(crate) values: Vec<(Period, Decimal)>,
    /// The period of each unreadable row; `None` if the period is unreadable as well. Such a row
    /// may be the last one.
    pub(crate) unread: Vec<Option<Period>>,
    /// The mistakes, each with its place in the table's file.
    pub(crate) mistakes: Vec<Mistake>,
}

/// A mistake in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// The table of a record, and the path of the file that contains it.
pub(crate) fn table<'a>(
    manual: &'a Manual,
    resolved: &Resolved,
    ix: RecordIx,
) -> Option<(&'a SourcePath, &'a DataTable)> {
    let record = manual.record(ix);
    match &record.fields.get("data")?.value {
        FieldValue::Table(table) => Some((&record.path, table)),
        FieldValue::File(_) => {
            let read = manual.table(*resolved.tables.get(&ix)?.get("data")?);
            Some((&read.path, &read.table))
        }
        _ => None,
    }
}

/// The day of the newest measurement of a record by a day: the last one of its period, and the first
/// one where the period is not over.
pub(crate) fn newest_by(
    manual: &Manual,
    resolved: &Resolved,
    ix: RecordIx,
    as_of: Date,
) -> Option<Date> {
    let (_, table) = table(manual, resolved, ix)?;
    let read = read(table, &manual.config.reading.forms);
    let days = read.values.iter().filter_map(|(period, _)| {
        let days = [period.last(), period.first()];
        days.into_iter().find(|day| *day <= as_of)
    });
    days.max()
}

/// Reads the measurements of a table, with days in the formats of the manual. Of two values for one
/// period, the first counts.
pub(crate) fn read(table: &DataTable, forms: &Forms) -> Measurements {
    let mut read = Measurements::default();
    let Some(header) = table.rows.first() else {
        read.unread.extend(table.left_out.iter().map(|_| None));
        return read;
    };
    let mut decimals = match table.has_semicolons {
        true => Decimals::Comma,
        false => forms.decimals(),
    };
    let (period, value, rows) = match (table.column(&PERIOD), table.column(&[VALUE])) {
        (Some(period), Some(value)) => (period, value, &table.rows[1..]),
        // A table of two columns needs no header.
        (None, None) if is_row(header, forms, decimals) => (0, 1, &table.rows[..]),
        (period, _) => {
            let (what, help) = match period {
                None => ("period", "name a column `period`, or `date`"),
                Some(_) => ("value", "name the column of measured values `value`"),
            };
            // The header cell that is probably a misspelling of the missing name.
            let meant = header
                .iter()
                .find(|cell| nearest(&cell.value, [what]).is_some());
            let at = meant.or(header.first());
            let message = format!("the table has no column `{what}`");
            read.mistakes.push(Mistake {
                span: at.map(|cell| cell.span).unwrap_or_default(),
                message,
                help,
            });
            return read;
        }
    };
    if let Some(second) = header.iter().enumerate().find_map(|(at, cell)| {
        let is_value = cell.value.to_lowercase() == VALUE && at != value;
        is_value.then_some(cell)
    }) {
        read.unread.push(None);
        read.mistakes.push(Mistake {
            span: second.span,
            message: format!("the table has two columns `{VALUE}`: the first is taken"),
            help: "keep one of them, or give the other another name",
        });
    }
    let written = rows.iter().filter_map(|row| row.get(value));
    if decimals == Decimals::Comma && written.into_iter().any(|cell| has_clear_comma(&cell.value)) {
        decimals = Decimals::CommaForCertain;
    }
    let mut values: Vec<(Period, Decimal, Span)> = Vec::with_capacity(rows.len());
    for row in rows {
        let columns = (period, value);
        read_row(row, columns, (forms, decimals), &mut values, &mut read);
    }
    for row in &table.left_out {
        let cell = row.get(period);
        read.unread
            .push(cell.and_then(|cell| period_of(&cell.value, forms)));
    }
    values.sort_by_key(|(period, _, _)| *period);
    for (period, value, span) in values {
        if read.values.last().is_some_and(|(last, _)| *last == period) {
            read.mistakes.push(Mistake {
                span,
                message: format!("there is a value for {period} already"),
                help: "keep one of the two rows",
            });
            read.unread.push(Some(period));
        } else {
            read.values.push((period, value));
        }
    }
    read.mistakes.sort_by_key(|mistake| mistake.span);
    read
}

fn is_row(cells: &[Spanned<String>], forms: &Forms, decimals: Decimals) -> bool {
    let [period, value] = cells else {
        return false;
    };
    let figure = parse_figure_in(&value.value, decimals);
    period_of(&period.value, forms).is_some() && figure != Err(FigureError::NoFigure)
}

/// The period that a text says.
fn period_of(text: &str, forms: &Forms) -> Option<Period> {
    let day = || Some(Period::of_day(forms.date(text)?.0));
    text.parse().ok().or_else(day)
}

fn read_row(
    row: &[Spanned<String>],
    (period, value): (usize, usize),
    (forms, decimals): (&Forms, Decimals),
    values: &mut Vec<(Period, Decimal, Span)>,
    read: &mut Measurements,
) {
    let cell = |at: usize| row.get(at).filter(|cell| !cell.value.trim().is_empty());
    let read_period = cell(period).map(|cell| period_of(&cell.value, forms));
    let Some(written) = cell(value) else {
        // A row with a cell for the value, but an empty one, was not measured yet.
        let is_blank = row.iter().all(|cell| cell.value.trim().is_empty());
        let is_yet_to_come = row.len() > value && !matches!(read_period, Some(None));
        if let Some(first) = row.first().filter(|_| !is_blank && !is_yet_to_come) {
            read.unread.push(read_period.flatten());
            read.mistakes.push(Mistake {
                span: first.span,
                message: format!("the row `{}` holds no period and value", first.value),
                help: "write 2026-10,94.6, or 2026-10, with nothing behind the comma where nothing \
                       was measured yet",
            });
        }
        return;
    };
    let read_value = parse_figure_in(&written.value, decimals);
    if let Err(error) = read_value {
        let (message, help) = match error {
            FigureError::NoFigure => (
                format!("`value` holds a number, and `{}` is none", written.value),
                "write at most 28 digits, with a point before decimals",
            ),
            FigureError::Ambiguous => (
                format!(
                    "`{}` may be two numbers: the sign may stand before decimals or between thousands",
                    written.value
                ),
                "write the decimals of all values of the table in one way, and thousands without a sign",
            ),
        };
        read.mistakes.push(Mistake {
            span: written.span,
            message,
            help,
        });
    }
    let read_value = read_value.ok();
    match (read_period, read_value) {
        (Some(Some(period)), Some(value)) => values.push((period, value, written.span)),
        (Some(Some(period)), None) => read.unread.push(Some(period)),
        // It may be in the format that could not be read, which was reported.
        (Some(None), _) if forms.is_damaged => read.unread.push(None),
        (given, _) => {
            read.unread.push(None);
            read.mistakes.push(Mistake {
            span: cell(period).map_or(written.span, |cell| cell.span),
            message: match (given, cell(period)) {
                (Some(_), Some(cell)) => format!("`{}` is no period", cell.value),
                _ => "the value has no period".to_owned(),
            },
            help: "write a month (2026-10), a quarter (2026-Q4), a week (2026-W43), a year or a day \
                   (2026-10-31)",
        });
        }
    }
}
