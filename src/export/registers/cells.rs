//! The columns of a register, and their cells as text.

use super::{clause_of, id_of};
use crate::manual::{AuditVerdict, FieldType, FieldValue, Kind, Sample};
use crate::pipeline::Compiled;
use crate::registers::{Entry, Objective, Trend};

/// A column of a register: its name, and the source of its cells.
pub(super) struct Column {
    pub(super) name: String,
    /// Whether its cells are numbers.
    pub(super) is_number: bool,
    holds: Holds,
}

/// The column with the last value that was measured.
const LAST_VALUE: &str = "last_value";

enum Holds {
    Fact(fn(&Compiled, &Entry) -> String),
    Field(String),
    Measured(fn(&Objective) -> String),
}

impl Column {
    fn fact(name: &str, fact: fn(&Compiled, &Entry) -> String) -> Self {
        Self {
            name: name.to_owned(),
            is_number: false,
            holds: Holds::Fact(fact),
        }
    }

    fn measured(name: &str, measured: fn(&Objective) -> String) -> Self {
        Self {
            name: name.to_owned(),
            is_number: name == LAST_VALUE,
            holds: Holds::Measured(measured),
        }
    }

    /// The cell of this column for a record.
    pub(super) fn cell(&self, compiled: &Compiled, entry: &Entry) -> String {
        match &self.holds {
            Holds::Fact(fact) => fact(compiled, entry),
            Holds::Field(field) => field_text(compiled, entry, field),
            Holds::Measured(measured) => {
                let objective = compiled.registers.objective(entry.record);
                objective.map_or_else(String::new, measured)
            }
        }
    }
}

/// The columns with the record's id and title.
pub(super) fn names() -> Vec<Column> {
    vec![Column::fact("id", id), Column::fact("title", title)]
}

/// The column with the record's kind.
pub(super) fn kind() -> Column {
    Column::fact("kind", |compiled, entry| {
        let kind = compiled.manual.record(entry.record).kind;
        compiled.manual.kind(kind).name.to_string()
    })
}

/// The columns of a kind: the fields that the kind's table lists, and the last measurement.
pub(super) fn of_kind(kind: &Kind) -> Vec<Column> {
    let fields = kind.columns.iter().map(|field| Column {
        name: field.to_string(),
        is_number: matches!(
            kind.field(field.as_str()).map(|field| &field.of),
            Some(FieldType::Number)
        ),
        holds: Holds::Field(field.to_string()),
    });
    let mut columns: Vec<Column> = fields.collect();
    if kind.is_measured() {
        columns.extend([
            Column::measured("last_period", |objective| {
                let last = objective.last().map(|last| last.period.to_string());
                last.unwrap_or_default()
            }),
            Column::measured(LAST_VALUE, |objective| {
                let last = objective.last().map(|last| last.value.to_string());
                last.unwrap_or_default()
            }),
            Column::measured("missed", |objective| {
                objective.missed.map_or("", yes).to_owned()
            }),
            Column::measured("trend", |objective| {
                objective.trend.map_or("", Trend::word).to_owned()
            }),
        ]);
    }
    columns
}

/// The column with the record's owner.
pub(super) fn owner() -> Column {
    Column::fact("owner", |compiled, entry| {
        let owner = compiled.manual.record(entry.record).owner.as_ref();
        owner.map(ToString::to_string).unwrap_or_default()
    })
}

/// The column with the clauses that the record names.
pub(super) fn clauses() -> Column {
    Column::fact("clauses", clause_names)
}

/// The column with `overdue`, `open`, or nothing.
pub(super) fn standing() -> Column {
    Column::fact("status", |_, entry| {
        let word = match (entry.is_late(), entry.open) {
            (true, _) => "overdue",
            (false, true) => "open",
            (false, false) => "",
        };
        word.to_owned()
    })
}

/// The column with the date on which the record is due.
pub(super) fn due() -> Column {
    Column::fact("due", |_, entry| {
        entry.due.map(|due| due.to_string()).unwrap_or_default()
    })
}

/// The column with the date on which something is still due.
pub(super) fn coming() -> Column {
    Column::fact("due", |compiled, entry| {
        let coming = entry.coming(&compiled.manual);
        coming.map(|due| due.to_string()).unwrap_or_default()
    })
}

/// The columns about the record's state, and its file.
pub(super) fn facts() -> Vec<Column> {
    vec![
        Column::fact("open", |_, entry| yes(entry.open).to_owned()),
        due(),
        Column::fact("overdue", |_, entry| yes(entry.overdue).to_owned()),
        Column::fact("lapsed", |_, entry| yes(entry.lapsed).to_owned()),
        Column::fact("replaced_by", |compiled, entry| {
            let later = entry
                .successor()
                .map(|later| id_of(compiled, later).to_owned());
            later.unwrap_or_default()
        }),
        Column::fact("days_open", |_, entry| days_text(entry.days_open)),
        Column::fact("days_late", |_, entry| days_text(entry.days_late)),
        Column::fact("file", |compiled, entry| {
            compiled.manual.record(entry.record).path.to_string()
        }),
        Column::fact("happened", |_, entry| yes(entry.happened).to_owned()),
        Column::fact("future_dated", |_, entry| {
            yes(entry.future_dated).to_owned()
        }),
    ]
}

fn id(compiled: &Compiled, entry: &Entry) -> String {
    id_of(compiled, entry.record).to_owned()
}

fn title(compiled: &Compiled, entry: &Entry) -> String {
    compiled.manual.record(entry.record).title.clone()
}

fn days_text(days: Option<u32>) -> String {
    days.map(|days| days.to_string()).unwrap_or_default()
}

fn clause_names(compiled: &Compiled, entry: &Entry) -> String {
    let names: Vec<String> = entry
        .clauses
        .iter()
        .map(|key| clause_of(compiled, *key))
        .collect();
    names.join("; ")
}

fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

/// A field's value, on one line.
fn field_text(compiled: &Compiled, entry: &Entry, field: &str) -> String {
    if field == "clauses" {
        return clause_names(compiled, entry);
    }
    let record = compiled.manual.record(entry.record);
    if field == "form" {
        let form = record.form.as_ref().map(|form| form.value.clone());
        return form.unwrap_or_default();
    }
    let Some(value) = record.fields.get(field) else {
        let kind = compiled.manual.kind(record.kind);
        let word = kind.word_for_unsaid(field, &record.fields, compiled.registers.as_of);
        return word.unwrap_or_default().to_owned();
    };
    match &value.value {
        FieldValue::Text(text) | FieldValue::File(text) | FieldValue::Number(_, text) => {
            text.clone()
        }
        FieldValue::Date(date) => date.to_string(),
        FieldValue::Flag(flag) => yes(*flag).to_owned(),
        FieldValue::Interval(interval) => interval.to_string(),
        FieldValue::Frequency(frequency) => frequency.to_string(),
        FieldValue::Texts(texts) => {
            let texts: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
            texts.join("; ")
        }
        FieldValue::Verification { effective, date } => match date {
            Some(date) => format!("{}, {date}", yes(*effective)),
            None => yes(*effective).to_owned(),
        },
        FieldValue::Limits(limits) => limits.to_string(),
        FieldValue::Samples(samples) => {
            let samples: Vec<String> = samples.iter().map(sample_text).collect();
            samples.join("; ")
        }
        FieldValue::Table(_) | FieldValue::Claims(_) | FieldValue::History(_) => String::new(),
    }
}

/// The clause and the verdict of a sample: `8.4.1 minor`.
fn sample_text(sample: &Sample) -> String {
    let verdict = sample.verdict.map_or("", AuditVerdict::word);
    format!("{} {verdict}", sample.clause.value)
        .trim_end()
        .to_owned()
}
