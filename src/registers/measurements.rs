//! Reads measurements from the rows of a table: a period and a value each.

use crate::diagnostics::{Span, Spanned, nearest};
use crate::manual::{DataTable, Decimal, Period, parse_figure};

/// The accepted names of the column of periods.
const PERIOD: [&str; 6] = ["period", "date", "month", "quarter", "week", "year"];
const VALUE: &str = "value";

/// The measurements of a table, and its mistakes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Measurements {
    /// The periods and values, in order of time.
    pub(super) values: Vec<(Period, Decimal)>,
    /// The period of each unreadable row; `None` if the period is unreadable as well. Such a row
    /// may be the last one.
    pub(super) unread: Vec<Option<Period>>,
    /// The mistakes, each with its place in the table's file.
    pub(super) mistakes: Vec<Mistake>,
}

/// A mistake in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// Reads the measurements of a table. Of two values for one period, the first counts.
pub(super) fn read(table: &DataTable) -> Measurements {
    let mut read = Measurements::default();
    let Some(header) = table.rows.first() else {
        read.unread.extend(table.left_out.iter().map(|_| None));
        return read;
    };
    let (period, value, rows) = match (table.column(&PERIOD), table.column(&[VALUE])) {
        (Some(period), Some(value)) => (period, value, &table.rows[1..]),
        // A table of two columns needs no header.
        (None, None) if is_row(header) => (0, 1, &table.rows[..]),
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
    let mut values: Vec<(Period, Decimal, Span)> = Vec::with_capacity(rows.len());
    for row in rows {
        read_row(row, period, value, &mut values, &mut read);
    }
    for row in &table.left_out {
        let cell = row.get(period);
        read.unread
            .push(cell.and_then(|cell| cell.value.parse().ok()));
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

fn is_row(cells: &[Spanned<String>]) -> bool {
    let [period, value] = cells else {
        return false;
    };
    period.value.parse::<Period>().is_ok() && parse_figure(&value.value).is_some()
}

fn read_row(
    row: &[Spanned<String>],
    period: usize,
    value: usize,
    values: &mut Vec<(Period, Decimal, Span)>,
    read: &mut Measurements,
) {
    let cell = |at: usize| row.get(at).filter(|cell| !cell.value.trim().is_empty());
    let read_period = cell(period).map(|cell| cell.value.parse::<Period>());
    let Some(written) = cell(value) else {
        // A row with a cell for the value, but an empty one, was not measured yet.
        let is_blank = row.iter().all(|cell| cell.value.trim().is_empty());
        let is_yet_to_come = row.len() > value && !matches!(read_period, Some(Err(_)));
        if let Some(first) = row.first().filter(|_| !is_blank && !is_yet_to_come) {
            read.unread.push(read_period.and_then(Result::ok));
            read.mistakes.push(Mistake {
                span: first.span,
                message: format!("the row `{}` holds no period and value", first.value),
                help: "write 2026-10,94.6, or 2026-10, with nothing behind the comma where nothing \
                       was measured yet",
            });
        }
        return;
    };
    let read_value = parse_figure(&written.value);
    if read_value.is_none() {
        read.mistakes.push(Mistake {
            span: written.span,
            message: format!("`value` holds a number, and `{}` is none", written.value),
            help: "write at most 28 digits, with a point before decimals",
        });
    }
    match (read_period, read_value) {
        (Some(Ok(period)), Some(value)) => values.push((period, value, written.span)),
        (Some(Ok(period)), None) => read.unread.push(Some(period)),
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
