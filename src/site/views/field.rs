//! The values of a page's fields, as the page shows them.

use serde::Serialize;

use crate::diagnostics::SourcePath;
use crate::manual::{
    FieldName, FieldType, FieldValue, Frequency, Interval, Kind, Limits, PageKey, Record,
};
use crate::resolve::Scope;
use crate::site::index::SiteIndex;
use crate::site::text;
use crate::site::text::html::{escape_into, escaped, link, link_into};
use crate::site::views;
use crate::site::{Address, copy_address};

/// A field: its label and its values.
#[derive(Debug, Serialize)]
pub(crate) struct FieldView {
    pub(crate) label: String,
    /// One value, or the items of a list, as HTML: text, links and days.
    pub(crate) items: Vec<String>,
    /// The rows of a table; the first is its header.
    pub(crate) rows: Vec<Vec<String>>,
    /// The width that the field needs.
    pub(crate) width: Width,
}

/// The part of a block's width that a field needs.
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

/// The fields of a page: narrow fields first, and fields of one width in the order of the kind's
/// table.
pub(crate) fn field_views(
    site: &SiteIndex<'_>,
    kind: &Kind,
    page: PageKey,
    from: &Address,
) -> Vec<FieldView> {
    let view = |name: &FieldName, value: &FieldValue| {
        let of = kind.field(name.as_str()).map(|field| &field.of);
        field_view(site, name, of, value, page, from)
    };
    let fields = site.compiled.manual.fields(page);
    let values = fields.map_or(&[][..], |fields| &fields.values).iter();
    let mut views: Vec<FieldView> = values
        .map(|(name, value)| view(name, &value.value))
        .filter(|field| !field.items.is_empty() || !field.rows.is_empty())
        .collect();
    views.sort_by_key(|field| field.width);
    views
}

/// A single text, as a field.
pub(crate) fn text_field(site: &SiteIndex<'_>, name: &str, text: &str) -> FieldView {
    field(site, name, vec![escaped(text)])
}

/// A field with these values, which are HTML.
pub(crate) fn field(site: &SiteIndex<'_>, name: &str, items: Vec<String>) -> FieldView {
    let length: usize = items.iter().map(|item| shown_len(item) + 2).sum();
    FieldView {
        label: field_label(site, name),
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
pub(crate) fn form_field(
    site: &SiteIndex<'_>,
    record: &Record,
    from: &Address,
) -> Option<FieldView> {
    let form = record.form.as_ref()?;
    Some(field(
        site,
        "form",
        vec![page_item(site, &form.value, from)],
    ))
}

pub(crate) fn field_view(
    site: &SiteIndex<'_>,
    name: &FieldName,
    of: Option<&FieldType>,
    value: &FieldValue,
    page: PageKey,
    from: &Address,
) -> FieldView {
    let text_item = |at: usize, text: &str| linked_text(site, page, (name, at), text, from);
    let items = match value {
        FieldValue::Text(text) => match of {
            Some(FieldType::Reference | FieldType::Id) => vec![page_item(site, text, from)],
            Some(FieldType::OneOf(_)) => vec![escaped(&value_word(site, text))],
            _ => vec![text_item(0, text)],
        },
        FieldValue::Number(_, written) => vec![escaped(&site.messages.number(written))],
        FieldValue::Date(date) => vec![views::labels::time_element(site, *date)],
        FieldValue::Flag(flag) => vec![escaped(flag_word(site, *flag))],
        FieldValue::Interval(interval) => vec![escaped(&interval_words(site, *interval))],
        FieldValue::Texts(texts) => match of {
            Some(FieldType::References | FieldType::Evidence) => texts
                .iter()
                .map(|text| page_item(site, &text.value, from))
                .collect(),
            Some(FieldType::Clauses) => scope_of(site, page)
                .iter()
                .map(|scope| scope_item(site, scope, from))
                .collect(),
            _ => {
                let texts = texts.iter().enumerate();
                texts.map(|(at, text)| text_item(at, &text.value)).collect()
            }
        },
        FieldValue::Verification { effective, date } => {
            let mut items = vec![escaped(flag_word(site, *effective))];
            items.extend(date.map(|date| views::labels::time_element(site, date)));
            items
        }
        FieldValue::Frequency(frequency) => vec![escaped(&frequency_words(site, *frequency))],
        FieldValue::Limits(limits) => limit_words(site, *limits)
            .iter()
            .map(|words| escaped(words))
            .collect(),
        FieldValue::File(file) => vec![file_item(site, file, page, from)],
        // A record's page has its own table of samples.
        FieldValue::Samples(_) => Vec::new(),
        FieldValue::Claims(_) | FieldValue::History(_) | FieldValue::Table(_) => Vec::new(),
    };
    let mut field = field(site, name.as_str(), items);
    if let FieldValue::Table(table) = value {
        field.rows = table.texts();
        field.width = Width::Full;
    }
    field
}

/// A field's label: from the theme's messages, else derived from its name.
pub(crate) fn field_label(site: &SiteIndex<'_>, name: &str) -> String {
    let key = format!("field_{}", name.replace('-', "_"));
    match site.messages.find(&key) {
        Some(label) => label.to_owned(),
        None => capitalised(&name.replace(['_', '-'], " ")),
    }
}

/// A word of a field's list of words, in the theme's language.
pub(crate) fn value_word(site: &SiteIndex<'_>, word: &str) -> String {
    let key = format!("value_{}", word.replace('-', "_"));
    match site.messages.find(&key) {
        Some(text) => text.to_owned(),
        None => capitalised(&word.replace(['_', '-'], " ")),
    }
}

pub(crate) fn flag_word<'s>(site: &'s SiteIndex<'_>, flag: bool) -> &'s str {
    site.messages
        .get(if flag { "value_yes" } else { "value_no" })
}

pub(crate) fn interval_words(site: &SiteIndex<'_>, interval: Interval) -> String {
    match interval {
        Interval::Days(days) => site
            .messages
            .count("interval-days", days.unsigned_abs() as usize),
        Interval::Months(months) => site
            .messages
            .count("interval-months", months.unsigned_abs() as usize),
    }
}

/// The limits that are given, each in words.
pub(crate) fn limit_words(site: &SiteIndex<'_>, limits: Limits) -> Vec<String> {
    let all = [
        ("limit-lower", limits.lower),
        ("limit-upper", limits.upper),
        ("limit-centre", limits.centre),
    ];
    let given = all.into_iter().filter_map(|(name, limit)| {
        let value = site.messages.number(&limit?.to_string());
        Some(site.messages.with(name, [("value", value.into())]))
    });
    given.collect()
}

/// A frequency in words: `month`, `14 days`.
pub(crate) fn frequency_words(site: &SiteIndex<'_>, frequency: Frequency) -> String {
    if let Frequency::Every(interval) = frequency {
        return interval_words(site, interval);
    }
    let word = frequency.to_string();
    let message = format!("frequency_{}", word.replace('-', "_"));
    site.messages.find(&message).map_or(word, str::to_owned)
}

/// The clauses in the field `clauses` of a record.
fn scope_of<'s>(site: &'s SiteIndex<'_>, page: PageKey) -> &'s [Scope] {
    let scope = match page {
        PageKey::Record(ix) => site.compiled.resolved.scopes.get(ix),
        _ => None,
    };
    scope.map_or(&[], Vec::as_slice)
}

/// A text of a page's field, with the links of its references. `place` is the field, and the position
/// of the text in it.
fn linked_text(
    site: &SiteIndex<'_>,
    page: PageKey,
    (field, item): (&FieldName, usize),
    text: &str,
    from: &Address,
) -> String {
    let fields = site.compiled.manual.fields(page);
    let references = fields.map_or(&[][..], |fields| &fields.references).iter();
    let links = site.compiled.resolved.field_links(page);
    let here = references
        .zip(links)
        .filter(|(one, _)| one.field == *field && one.item == item);
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    for (reference, target) in here {
        let range = reference.range.clone();
        let Some(words) = text.get(range.clone()) else {
            continue;
        };
        escape_into(&mut out, &text[at..range.start]);
        at = range.end;
        let name = text::links::name(site, target, Some(page)).filter(|_| !reference.has_words);
        let language = name
            .as_ref()
            .and_then(|_| text::links::language(site, target));
        let words = name.as_deref().unwrap_or(words);
        match text::links::href(site, from, target) {
            Some(href) => link_into(&mut out, &href, words, language),
            None => escape_into(&mut out, words),
        }
    }
    escape_into(&mut out, &text[at..]);
    out
}

/// A link to the page with this id; plain text if there is no such page.
fn page_item(site: &SiteIndex<'_>, id: &str, from: &Address) -> String {
    match site.compiled.manual.names.find(id) {
        Some(page) => page_link(site, page, from),
        None => escaped(id),
    }
}

/// A link to a page, with its name, as HTML.
pub(crate) fn page_link(site: &SiteIndex<'_>, page: PageKey, from: &Address) -> String {
    let target = site.destination(page);
    let mut out = String::with_capacity(2 * target.name.len() + 32);
    let language = site.foreign_page(page);
    link_into(
        &mut out,
        &from.href(&target.address),
        &target.name,
        language,
    );
    out
}

fn scope_item(site: &SiteIndex<'_>, scope: &Scope, from: &Address) -> String {
    let mut text = views::names::clause_title(site, scope.clause);
    if let Some(item) = &scope.item {
        text = format!("{text}, {item}");
    }
    link(&from.href(site.clause_address(scope.clause)), &text)
}

/// A file, relative to the folder of the page; linked if it is published.
fn file_item(site: &SiteIndex<'_>, file: &str, page: PageKey, from: &Address) -> String {
    let path = site.compiled.manual.path(page);
    let beside = match path.map_or("", SourcePath::folder) {
        "" => file.to_owned(),
        folder => format!("{folder}/{file}"),
    };
    let asset = SourcePath::new(&beside);
    if site.has_asset(&asset) {
        link(&from.href(&copy_address(&asset)), file)
    } else {
        escaped(file)
    }
}

/// The approximate number of visible bytes in a piece of HTML.
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
