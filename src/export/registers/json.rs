//! Registers as JSON. New fields are added at the end of their object, and fields are never
//! renamed.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Chosen, clause_of, entries_of, id_of};
use crate::coverage::DocumentStanding;
use crate::manual::{AuditVerdict, Decimal, Document, FieldValue, KindIx, approximate};
use crate::pipeline::Compiled;
use crate::registers::{Entry, Trend};

const SCHEMA: &str = "clausebook.registers/1";

/// The records of these kinds as JSON, sorted by kind, then by id.
///
/// Each record has `id`, `kind`, `title`, `owner`, `open`, `overdue`, `due` (a date), `clauses`,
/// its other `fields` with their JSON types, and its `file`; then `lapsed`, `replaced_by` and
/// `late` (see [`crate::registers::Entry`]), `days_open` and `days_late`, for an objective its last
/// `measurement`, and whether the recorded event has `happened` or is `future_dated`.
pub fn registers_json(compiled: &Compiled, kinds: &[KindIx]) -> String {
    chosen_json(compiled, Chosen::kinds(kinds))
}

/// The chosen records as JSON, as in [`registers_json`]. With a day by which they fall due, the day
/// is `due_by`, and `documents` are those whose reviews fall due, by date.
pub(crate) fn chosen_json(compiled: &Compiled, chosen: Chosen<'_>) -> String {
    let entries = entries_of(compiled, chosen).into_iter();
    let documents = chosen.documents(compiled).into_iter();
    let report = Report {
        schema: SCHEMA,
        as_of: compiled.registers.as_of.to_string(),
        records: entries.map(|entry| record(compiled, entry)).collect(),
        due_by: chosen.due_by.map(|day| day.to_string()),
        documents: (chosen.due_by.is_some() && chosen.with_documents).then(|| {
            documents
                .map(|(document, standing)| review(compiled, document, standing))
                .collect()
        }),
    };
    // Serialising texts, numbers and lists cannot fail.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    as_of: String,
    records: Vec<RecordEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<Vec<ReviewEntry<'a>>>,
}

/// A document whose review falls due.
#[derive(Serialize)]
struct ReviewEntry<'a> {
    id: &'a str,
    kind: &'a str,
    title: &'a str,
    owner: Option<&'a str>,
    review_due: Option<String>,
    overdue: bool,
    file: &'a str,
}

fn review<'a>(
    compiled: &'a Compiled,
    document: &'a Document,
    standing: &DocumentStanding,
) -> ReviewEntry<'a> {
    ReviewEntry {
        id: document.id.value.as_str(),
        kind: compiled.manual.kind(document.kind).name.as_str(),
        title: &document.title,
        owner: document.owner.as_ref().map(|owner| owner.as_str()),
        review_due: standing.review_due.map(|due| due.to_string()),
        overdue: standing.is_overdue,
        file: document.path.as_str(),
    }
}

#[derive(Serialize)]
struct RecordEntry<'a> {
    id: &'a str,
    kind: &'a str,
    title: &'a str,
    owner: Option<&'a str>,
    open: bool,
    overdue: bool,
    due: Option<String>,
    clauses: Vec<String>,
    fields: Map<String, Value>,
    file: &'a str,
    lapsed: bool,
    replaced_by: Option<&'a str>,
    late: bool,
    days_open: Option<u32>,
    days_late: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    measurement: Option<MeasurementEntry>,
    happened: bool,
    future_dated: bool,
}

#[derive(Serialize)]
struct MeasurementEntry {
    period: String,
    value: Value,
    missed: Option<bool>,
    trend: Option<&'static str>,
}

fn record<'a>(compiled: &'a Compiled, entry: &Entry) -> RecordEntry<'a> {
    let record = compiled.manual.record(entry.record);
    let clauses = entry.clauses.iter();
    RecordEntry {
        id: record.id.value.as_str(),
        kind: compiled.manual.kind(record.kind).name.as_str(),
        title: &record.title,
        owner: record.owner.as_ref().map(|owner| owner.as_str()),
        open: entry.open,
        overdue: entry.overdue,
        due: entry.due.map(|due| due.to_string()),
        clauses: clauses.map(|clause| clause_of(compiled, *clause)).collect(),
        fields: fields(compiled, entry),
        file: record.path.as_str(),
        lapsed: entry.lapsed,
        replaced_by: entry.successor().map(|later| id_of(compiled, later)),
        late: entry.is_late(),
        days_open: entry.days_open,
        days_late: entry.days_late,
        measurement: measurement(compiled, entry),
        happened: entry.happened,
        future_dated: entry.future_dated,
    }
}

/// The fields of the record's kind, without `clauses`, which the record has as its own entry.
fn fields(compiled: &Compiled, entry: &Entry) -> Map<String, Value> {
    let record = compiled.manual.record(entry.record);
    let form = record.form.iter();
    let form = form.map(|form| ("form".to_owned(), Value::from(form.value.as_str())));
    let others = record.fields.values.iter();
    let others = others.filter(|(name, _)| name.as_str() != "clauses");
    form.chain(others.map(|(name, field)| (name.to_string(), value(&field.value))))
        .collect()
}

fn value(value: &FieldValue) -> Value {
    let text = |text: &dyn ToString| Value::from(text.to_string());
    match value {
        FieldValue::Text(text) | FieldValue::File(text) => Value::from(text.as_str()),
        FieldValue::Number(number, written) => self::number(*number, written),
        FieldValue::Date(date) => text(date),
        FieldValue::Flag(flag) => Value::from(*flag),
        FieldValue::Interval(interval) => text(interval),
        FieldValue::Frequency(frequency) => text(frequency),
        FieldValue::Texts(texts) => texts.iter().map(|text| text.value.as_str()).collect(),
        FieldValue::Verification { effective, date } => {
            let date = date.map(|date| date.to_string());
            serde_json::json!({ "verified": effective, "date": date })
        }
        FieldValue::Limits(limits) => [
            ("lower", limits.lower),
            ("upper", limits.upper),
            ("centre", limits.centre),
        ]
        .into_iter()
        .filter_map(|(name, limit)| Some((name.to_owned(), Value::from(approximate(limit?)))))
        .collect(),
        FieldValue::Samples(samples) => samples
            .iter()
            .map(|sample| {
                let finding = sample.finding.as_ref();
                serde_json::json!({
                    "clause": sample.clause.value,
                    "verdict": sample.verdict.map(AuditVerdict::word),
                    "sample": sample.sample,
                    "note": sample.note,
                    "finding": finding.map(|finding| &finding.value),
                })
            })
            .collect(),
        FieldValue::Table(table) => table.texts().into_iter().map(Value::from).collect(),
        // Only documents have these fields.
        FieldValue::Claims(_) | FieldValue::History(_) => Value::Null,
    }
}

/// A number, an integer if it was written as one: `94` does not become `94.0`.
fn number(number: Decimal, written: &str) -> Value {
    match written.parse::<i64>() {
        Ok(whole) => Value::from(whole),
        Err(_) => Value::from(approximate(number)),
    }
}

fn measurement(compiled: &Compiled, entry: &Entry) -> Option<MeasurementEntry> {
    let objective = compiled.registers.objective(entry.record)?;
    let last = objective.last()?;
    Some(MeasurementEntry {
        period: last.period.to_string(),
        value: Value::from(approximate(last.value)),
        missed: objective.missed,
        trend: objective.trend.map(Trend::word),
    })
}
