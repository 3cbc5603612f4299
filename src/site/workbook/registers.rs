//! The registers: a sheet for each kind of records, with the columns of the kind.

use super::{MOST_ROWS, Maker, lines};
use crate::export::workbook::{Cell, Column, Sheet};
use crate::manual::{FieldName, FieldType, FieldValue, Kind, KindIx, PageKey, approximate};
use crate::registers::Entry;
use crate::site::views;
use crate::site::views::record::register_kinds;

pub(super) fn sheets(maker: &Maker<'_, '_>) -> Vec<Sheet> {
    let kinds = register_kinds(maker.site.compiled).into_iter();
    kinds.filter_map(|kind| sheet(maker, kind)).collect()
}

fn sheet(maker: &Maker<'_, '_>, kind: KindIx) -> Option<Sheet> {
    let site = maker.site;
    let of = site.compiled.manual.kind(kind);
    let mut entries = views::record::register_order(site, kind);
    entries.retain(|entry| maker.holds_record(entry));
    if entries.len() > MOST_ROWS {
        return None;
    }
    let mut columns = vec![
        maker.column("register_id", 12.0),
        maker.column("doc_title", 40.0),
        maker.column("register_status", 12.0),
        maker.column("field_due", 12.0),
    ];
    columns.extend(of.columns.iter().map(|name| {
        Column::new(
            views::field::field_label(site, name.as_str()),
            width(of, name),
        )
    }));
    columns.push(maker.column("field_owner", 22.0));
    let rows = entries.iter().map(|entry| {
        let record = site.compiled.manual.record(entry.record);
        let state = views::record::entry_badge(site, entry);
        let mut cells = vec![
            maker.page(PageKey::Record(entry.record)),
            Cell::text(&record.title),
            Cell::text(state.map_or("", |badge| badge.word)),
            Cell::day(entry.coming(&site.compiled.manual)),
        ];
        let fields = of.columns.iter().map(|name| field(maker, of, entry, name));
        cells.extend(fields);
        let owner = record.owner.as_ref();
        cells.push(Cell::text(owner.map_or("", |role| role.as_str())));
        cells
    });
    let rows = rows.collect();
    maker.list(views::names::kind_plural(site, kind), columns, rows)
}

fn width(kind: &Kind, name: &FieldName) -> f64 {
    match kind.field(name.as_str()).map(|field| &field.of) {
        Some(FieldType::Date | FieldType::Number) => 12.0,
        Some(FieldType::OneOf(_)) => 14.0,
        _ => 28.0,
    }
}

/// The value of a field, in the words of the site.
fn field(maker: &Maker<'_, '_>, kind: &Kind, entry: &Entry, name: &FieldName) -> Cell {
    let site = maker.site;
    let record = site.compiled.manual.record(entry.record);
    let clauses = || {
        lines(
            entry
                .clauses
                .iter()
                .map(|key| views::names::clause_title(site, *key)),
        )
    };
    if matches!(
        kind.field(name.as_str()).map(|field| &field.of),
        Some(FieldType::Clauses)
    ) {
        return Cell::text(clauses());
    }
    let Some(value) = record.fields.get(name.as_str()) else {
        let as_of = site.compiled.registers.as_of;
        let word = kind.word_for_unsaid(name.as_str(), &record.fields, as_of);
        return Cell::text(word.map_or(String::new(), |word| views::field::value_word(site, word)));
    };
    let of = kind.field(name.as_str()).map(|field| &field.of);
    match &value.value {
        FieldValue::Date(date) => Cell::Day(*date),
        FieldValue::Text(text) => match of {
            Some(FieldType::OneOf(_)) => Cell::text(views::field::value_word(site, text)),
            _ => Cell::text(text),
        },
        FieldValue::File(text) => Cell::text(text),
        FieldValue::Number(number, _) => Cell::Figure(approximate(*number)),
        FieldValue::Flag(flag) => maker.yes(*flag),
        FieldValue::Interval(interval) => Cell::text(views::field::interval_words(site, *interval)),
        FieldValue::Frequency(frequency) => {
            Cell::text(views::field::frequency_words(site, *frequency))
        }
        FieldValue::Texts(texts) => Cell::text(lines(texts.iter().map(|text| text.value.clone()))),
        FieldValue::Verification { effective, date } => {
            let word = views::field::flag_word(site, *effective);
            Cell::text(match date {
                Some(date) => format!("{word}, {}", site.messages.date(*date)),
                None => word.to_owned(),
            })
        }
        FieldValue::Limits(limits) => Cell::text(lines(views::field::limit_words(site, *limits))),
        FieldValue::Samples(samples) => Cell::text(lines(samples.iter().map(|sample| {
            let verdict = sample
                .verdict
                .map(|verdict| views::sample::verdict_badge(site, verdict));
            let verdict = verdict.map_or("", |badge| badge.word);
            format!("{} {verdict}", sample.clause.value)
        }))),
        FieldValue::Table(_) | FieldValue::Claims(_) | FieldValue::History(_) => Cell::Empty,
    }
}
