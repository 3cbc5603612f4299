//! The values of a page's fields, as its page shows them.

use serde::Serialize;

use crate::diagnostics::SourcePath;
use crate::manual::{
    FieldName, FieldType, FieldValue, Fields, Frequency, Interval, Kind, PageKey, Record,
};
use crate::resolve::Scope;
use crate::site::index::SiteIndex;
use crate::site::text::html::{escaped, link};
use crate::site::{Address, copy_address};

/// A field: its label and its values.
#[derive(Debug, Serialize)]
pub(crate) struct FieldView {
    pub(crate) label: String,
    /// One value, or the items of a list, as HTML: text, links and days.
    pub(crate) items: Vec<String>,
    /// The rows of a table, the first being its header.
    pub(crate) rows: Vec<Vec<String>>,
    /// How much room it needs.
    pub(crate) width: Width,
}

/// How much of a block's width a field needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Width {
    Cell,
    Half,
    Full,
}

/// The longest text, in bytes, that fits into one cell, and the longest that fits into half the
/// width.
const IN_CELL: usize = 32;
const IN_HALF: usize = 90;

impl SiteIndex<'_> {
    /// The fields of a page, in the order of its kind's table, but those that need more room behind
    /// the others; `scope` is what its `clauses` mean.
    pub(crate) fn field_views(
        &self,
        kind: &Kind,
        fields: &Fields,
        scope: &[Scope],
        path: &SourcePath,
        from: &Address,
    ) -> Vec<FieldView> {
        let view = |name: &FieldName, value: &FieldValue| {
            let of = kind.field(name.as_str()).map(|field| &field.of);
            self.field_view(name, of, value, scope, path, from)
        };
        let values = fields.0.iter();
        let mut views: Vec<FieldView> = values
            .map(|(name, value)| view(name, &value.value))
            .filter(|field| !field.items.is_empty() || !field.rows.is_empty())
            .collect();
        views.sort_by_key(|field| field.width);
        views
    }

    /// A single text, as a field.
    pub(crate) fn text_field(&self, name: &str, text: &str) -> FieldView {
        self.field(name, vec![escaped(text)])
    }

    /// A field with these values.
    pub(crate) fn field(&self, name: &str, items: Vec<String>) -> FieldView {
        let length: usize = items.iter().map(|item| shown_len(item) + 2).sum();
        FieldView {
            label: self.field_label(name),
            items,
            rows: Vec::new(),
            width: if length <= IN_CELL {
                Width::Cell
            } else if length <= IN_HALF {
                Width::Half
            } else {
                Width::Full
            },
        }
    }

    /// The form that a record was written on, as a field.
    pub(crate) fn form_field(&self, record: &Record, from: &Address) -> Option<FieldView> {
        let form = record.form.as_ref()?;
        Some(self.field("form", vec![self.page_item(&form.value, from)]))
    }

    pub(crate) fn field_view(
        &self,
        name: &FieldName,
        of: Option<&FieldType>,
        value: &FieldValue,
        scope: &[Scope],
        path: &SourcePath,
        from: &Address,
    ) -> FieldView {
        let items = match value {
            FieldValue::Text(text) => match of {
                Some(FieldType::Reference | FieldType::Id) => vec![self.page_item(text, from)],
                Some(FieldType::OneOf(_)) => vec![escaped(&self.value_word(text))],
                _ => vec![escaped(text)],
            },
            FieldValue::Number(_, written) => vec![escaped(written)],
            FieldValue::Date(date) => vec![self.time(*date)],
            FieldValue::Flag(flag) => vec![escaped(self.flag_word(*flag))],
            FieldValue::Interval(interval) => vec![escaped(&self.interval(*interval))],
            FieldValue::Texts(texts) => match of {
                Some(FieldType::References | FieldType::Evidence) => texts
                    .iter()
                    .map(|text| self.page_item(&text.value, from))
                    .collect(),
                Some(FieldType::Clauses) => scope
                    .iter()
                    .map(|scope| self.scope_item(scope, from))
                    .collect(),
                _ => texts.iter().map(|text| escaped(&text.value)).collect(),
            },
            FieldValue::Verification { effective, date } => {
                let mut items = vec![escaped(self.flag_word(*effective))];
                items.extend(date.map(|date| self.time(date)));
                items
            }
            FieldValue::Frequency(frequency) => vec![escaped(&self.frequency(*frequency))],
            FieldValue::Limits(limits) => [
                ("limit-lower", limits.lower),
                ("limit-upper", limits.upper),
                ("limit-centre", limits.centre),
            ]
            .into_iter()
            .filter_map(|(name, limit)| {
                let value = limit?.to_string();
                Some(escaped(
                    &self.messages.with(name, [("value", value.into())]),
                ))
            })
            .collect(),
            FieldValue::File(file) => vec![self.file_item(file, path, from)],
            FieldValue::Claims(_) | FieldValue::History(_) | FieldValue::Table(_) => Vec::new(),
        };
        let mut field = self.field(name.as_str(), items);
        if let FieldValue::Table(table) = value {
            field.rows = table.texts();
            field.width = Width::Full;
        }
        field
    }

    /// A field's label: from the theme's messages, else its name.
    pub(crate) fn field_label(&self, name: &str) -> String {
        let key = format!("field_{}", name.replace('-', "_"));
        match self.messages.find(&key) {
            Some(label) => label.to_owned(),
            None => capitalised(&name.replace(['_', '-'], " ")),
        }
    }

    /// A word of a list of words, in the theme's language.
    pub(crate) fn value_word(&self, word: &str) -> String {
        let key = format!("value_{}", word.replace('-', "_"));
        match self.messages.find(&key) {
            Some(text) => text.to_owned(),
            None => capitalised(&word.replace(['_', '-'], " ")),
        }
    }

    pub(crate) fn flag_word(&self, flag: bool) -> &str {
        self.messages
            .get(if flag { "value_yes" } else { "value_no" })
    }

    pub(crate) fn interval(&self, interval: Interval) -> String {
        match interval {
            Interval::Days(days) => self
                .messages
                .count("interval-days", days.unsigned_abs() as usize),
            Interval::Months(months) => self
                .messages
                .count("interval-months", months.unsigned_abs() as usize),
        }
    }

    /// How often: `month`, `14 days`.
    fn frequency(&self, frequency: Frequency) -> String {
        if let Frequency::Every(interval) = frequency {
            return self.interval(interval);
        }
        let word = frequency.to_string();
        let message = format!("frequency_{}", word.replace('-', "_"));
        self.messages.find(&message).map_or(word, str::to_owned)
    }

    /// A page by its id; what no page has stays text.
    fn page_item(&self, id: &str, from: &Address) -> String {
        match self.compiled.manual.names.by_id.get(id) {
            Some(page) => self.page_link(*page, from),
            None => escaped(id),
        }
    }

    /// A link to a page, with its name, as HTML.
    pub(crate) fn page_link(&self, page: PageKey, from: &Address) -> String {
        let target = self.destination(page);
        link(&from.href(&target.address), &target.name)
    }

    fn scope_item(&self, scope: &Scope, from: &Address) -> String {
        let mut text = self.clause_title(scope.clause);
        if let Some(item) = &scope.item {
            text = format!("{text}, {item}");
        }
        link(&from.href(self.clause_address(scope.clause)), &text)
    }

    /// A file beside the page, linked if the manual has it.
    fn file_item(&self, file: &str, path: &SourcePath, from: &Address) -> String {
        let beside = match path.folder() {
            "" => file.to_owned(),
            folder => format!("{folder}/{file}"),
        };
        let asset = SourcePath::new(&beside);
        if self.has_asset(&asset) {
            link(&from.href(&copy_address(&asset)), file)
        } else {
            escaped(file)
        }
    }
}

/// About how many letters a reader sees of a piece of HTML.
fn shown_len(html: &str) -> usize {
    let mut inside = false;
    let shown = html.bytes().filter(|byte| {
        match byte {
            b'<' => inside = true,
            b'>' => inside = false,
            _ => return !inside,
        }
        false
    });
    shown.count()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
