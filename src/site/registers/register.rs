//! A register: the records of one kind as a table, with late records first.

use serde::Serialize;

use crate::manual::{FieldName, FieldValue, Kind, KindIx, PageKey};
use crate::registers::{Entry, Objective};
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::labels::LinkView;
use crate::site::views::objective_figure::{FigureView, trend_word};
use crate::site::views::paging;
use crate::site::views::paging::PartLink;
use crate::site::views::record::RecordState;
use crate::site::{Address, Addresses, Page};

/// A register, or a part of one that is too long for one page.
#[derive(Serialize)]
pub(crate) struct RegisterView<'a> {
    title: &'a str,
    /// "16 records, 7 open, 1 overdue", or that an edition does not hold all of them.
    sentence: String,
    /// The address of the register as a workbook, if the program is built with workbooks.
    workbook: Option<String>,
    csv: String,
    /// Whether any record of the register has a state to show. `has_due` says whether any has a due
    /// date that still applies.
    /// Whether an edition does not hold all records of the register.
    is_incomplete: bool,
    has_status: bool,
    has_due: bool,
    columns: Vec<Column>,
    rows: Vec<Row<'a>>,
    parts: Vec<PartLink>,
    /// For objectives: the charts of those on this page.
    figures: Vec<FigureView<'a>>,
    related: Vec<LinkView<'a>>,
    all: String,
}

#[derive(Serialize)]
struct Column {
    label: String,
    /// The type by which a script sorts the column: `text`, `number`, `date`.
    sort: &'static str,
    /// Whether the column has few distinct values, by which rows can be filtered.
    facet: bool,
    /// Whether the column has long texts and needs more width.
    wordy: bool,
}

/// The length in bytes of HTML from which a text counts as long.
const LONG_TEXT: usize = 60;

#[derive(Serialize)]
struct Row<'a> {
    record: RecordState<'a>,
    /// The values of the kind's columns, as HTML.
    cells: Vec<String>,
}

/// The most charts on one page; every objective has its own chart on its record's page.
const MOST_FIGURES: usize = 12;

/// The view of a part of a register.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, kind: KindIx, part: u32) -> RegisterView<'a> {
    let compiled = site.compiled;
    let of = compiled.manual.kind(kind);
    let from = Addresses::new(compiled).register(kind, part);
    let entries = views::record::register_order(site, kind);
    let shown = paging::part(&entries, part);
    let objectives = shown
        .iter()
        .filter_map(|entry| compiled.registers.objective(entry.record));
    let address = |part| Addresses::new(compiled).register(kind, part);
    // Parts are numbered, because late records come first and the ids of a part are not a range.
    let label = |at: u32| (at + 1).to_string();
    // Columns without values are left out. All pages of a register have the same columns, so that
    // an address that sorts or filters by a column works on each of them.
    let fields = filled(site, of, &entries);
    let rows: Vec<Row<'_>> = shown
        .iter()
        .map(|entry| row(site, of, &fields, entry, &from))
        .collect();
    RegisterView {
        title: views::names::kind_plural(site, kind),
        sentence: sentence(site, kind, &entries),
        workbook: cfg!(feature = "xlsx")
            .then(|| from.href(&Addresses::new(compiled).register_workbook(kind))),
        csv: from.href(&Addresses::new(compiled).register_file(kind)),
        is_incomplete: site.is_incomplete(kind),
        has_status: (entries.iter()).any(|entry| {
            views::record::entry_badge(site, entry).is_some()
                || views::record::lateness(site, entry).is_some()
                || views::record::closed_word(site, entry).is_some()
        }),
        has_due: (entries.iter()).any(|entry| entry.coming(&compiled.manual).is_some()),
        columns: columns(site, of, &fields, &rows),
        rows,
        parts: paging::links(entries.len(), part, address, label),
        figures: objectives
            .take(MOST_FIGURES)
            .map(|objective| views::objective_figure::figure(site, objective, &from, 2))
            .collect(),
        related: views::record::register_overviews(site, &from),
        all: from.href(&Page::Registers.address(compiled)),
    }
}

/// "16 records, 7 open, 1 overdue".
fn sentence(site: &SiteIndex<'_>, kind: KindIx, entries: &[&Entry]) -> String {
    if site.is_incomplete(kind) {
        return site.messages.get("register_incomplete").to_owned();
    }
    let open = entries.iter().filter(|entry| entry.open).count();
    let late = entries.iter().filter(|entry| entry.is_late()).count();
    let mut parts = vec![site.messages.count("records-count", entries.len())];
    parts.extend((open > 0).then(|| site.messages.count("records-open", open)));
    parts.extend((late > 0).then(|| site.messages.count("records-late", late)));
    parts.join(", ")
}

/// What the page of a register says of its records in one sentence.
pub(crate) fn register_sentence(site: &SiteIndex<'_>, kind: KindIx) -> String {
    sentence(site, kind, &views::record::register_order(site, kind))
}

/// The columns of a kind for which at least one record has a value that its status does not say.
fn filled<'k>(site: &SiteIndex<'_>, kind: &'k Kind, entries: &[&Entry]) -> Vec<&'k FieldName> {
    let has = |entry: &&Entry, name: &FieldName| {
        let fields = &site.compiled.manual.record(entry.record).fields;
        if word_for_unsaid(site, kind, entry, name).is_some() {
            return true;
        }
        if views::record::repeats_status(site, entry, name.as_str()) {
            return false;
        }
        let value = fields.get(name.as_str()).map(|field| &field.value);
        value.is_some_and(|value| !matches!(value, FieldValue::Texts(texts) if texts.is_empty()))
    };
    let columns = kind.columns.iter();
    columns
        .filter(|name| entries.iter().any(|entry| has(entry, name)))
        .collect()
}

/// The word to show for a field that the record leaves out, if the kind has one.
fn word_for_unsaid(
    site: &SiteIndex<'_>,
    kind: &Kind,
    entry: &Entry,
    name: &FieldName,
) -> Option<&'static str> {
    let fields = &site.compiled.manual.record(entry.record).fields;
    kind.word_for_unsaid(name.as_str(), fields, site.compiled.registers.as_of)
}

fn columns(
    site: &SiteIndex<'_>,
    kind: &Kind,
    fields: &[&FieldName],
    rows: &[Row<'_>],
) -> Vec<Column> {
    use crate::manual::FieldType as T;
    let of = |(at, field): (usize, &&FieldName)| Column {
        label: views::field::field_label(site, field.as_str()),
        sort: match kind.field(field.as_str()).map(|field| &field.of) {
            Some(T::Date) => "date",
            Some(T::Number) => "number",
            _ => "text",
        },
        facet: matches!(
            kind.field(field.as_str()).map(|field| &field.of),
            Some(T::OneOf(_) | T::Flag)
        ),
        wordy: matches!(
            kind.field(field.as_str()).map(|field| &field.of),
            Some(T::Text | T::Texts)
        ) && (rows.iter().filter_map(|row| row.cells.get(at)))
            .any(|cell| cell.len() >= LONG_TEXT),
    };
    let mut columns: Vec<Column> = fields.iter().enumerate().map(of).collect();
    if kind.is_measured() {
        let measured = ["objective_last", "objective_trend"];
        columns.extend(measured.map(|name| Column {
            label: site.messages.get(name).to_owned(),
            sort: "text",
            facet: false,
            wordy: false,
        }));
    }
    columns
}

fn row<'a>(
    site: &'a SiteIndex<'_>,
    kind: &Kind,
    fields: &[&FieldName],
    entry: &Entry,
    from: &Address,
) -> Row<'a> {
    let record = site.compiled.manual.record(entry.record);
    let page = PageKey::Record(entry.record);
    let cell = |name: &&FieldName| {
        let of = kind.field(name.as_str()).map(|field| &field.of);
        let Some(value) = record.fields.get(name.as_str()) else {
            let word = word_for_unsaid(site, kind, entry, name);
            return word.map_or_else(String::new, |word| views::field::value_word(site, word));
        };
        let view = views::field::field_view(site, name, of, &value.value, page, from);
        view.items.join(", ")
    };
    let mut cells: Vec<String> = fields.iter().map(cell).collect();
    if kind.is_measured() {
        let objective = site.compiled.registers.objective(entry.record);
        cells.extend(measured(site, objective));
    }
    Row {
        record: views::record::record_state(site, from, entry.record),
        cells,
    }
}

/// The last value of an objective and its trend, as HTML.
fn measured(site: &SiteIndex<'_>, objective: Option<&Objective>) -> [String; 2] {
    let Some((objective, last)) = objective.and_then(|one| Some((one, one.last()?))) else {
        return [String::new(), String::new()];
    };
    let value =
        crate::site::text::html::escaped(&views::record::measured(site, objective, last.value));
    let badge =
        views::record::missed_badge(site, objective.missed).map_or_else(String::new, |badge| {
            let word = crate::site::text::html::escaped(badge.word);
            format!(" <span class=\"badge is-{}\">{word}</span>", badge.class)
        });
    let trend = objective
        .trend
        .map(|trend| site.messages.get(trend_word(trend)));
    [
        format!("{value} <span class=\"soft\">{}</span>{badge}", last.period),
        crate::site::text::html::escaped(trend.unwrap_or_default()),
    ]
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::TestSite;

    fn action(id: &str, fields: &str) -> (String, String) {
        let text = format!(
            "---\nid: {id}\ntitle: Title of {id}\nkind: action\nowner: Inspector\n{fields}---\nx\n"
        );
        (format!("{id}.md"), text)
    }

    #[test]
    fn what_is_late_comes_first_and_says_so() {
        let files = [
            action("CA-1", "state: closed\ndue: 2026-01-01\n"),
            action("CA-2", "state: open\ndue: 2026-12-01\n"),
            action("CA-3", "state: open\ndue: 2026-11-21\n"),
        ];
        let page = TestSite::iso("", &files).page("registers/actions.html");
        assert_data_eq!(
            page.linked("main"),
            str![[r#"
[Registers](index.html)
Actions
3 records, 2 open, 1 overdue. [As Excel](actions.xlsx) [As CSV](actions.csv)
Record | Title | Status | Due | Owner
[CA-3](../records/CA-3.html) | Title of CA-3 | Overdue 2 days late | 21 Nov 2026 | Inspector
[CA-2](../records/CA-2.html) | Title of CA-2 | Open | 1 Dec 2026 | Inspector
[CA-1](../records/CA-1.html) | Title of CA-1 | Closed |  | Inspector
[Management review](management-review.html) [Corrective action](corrective-action.html)
"#]]
        );
        assert_eq!(
            page.attributes(".badge", "class"),
            ["badge is-overdue", "badge is-open", "badge is-closed"]
        );
    }

    #[test]
    fn what_is_closed_says_since_when_and_more_exact_states_stay() {
        let files = [
            action(
                "CA-1",
                "state: closed\ncompleted: 2026-05-04\ndue: 2026-05-01\n",
            ),
            action("CA-2", "state: in-progress\n"),
            crate::site::tests::fixture::finding("NC-1", "minor", "8.4.1"),
            action(
                "CA-3",
                "state: closed\nsource: NC-1\ncompleted: 2026-06-07\n",
            ),
        ];
        let files = files.map(|(name, text)| {
            let is_finding = name.contains("NC-1");
            let text = match is_finding {
                true => text.replace("state: open", "state: closed"),
                false => text,
            };
            (name, text)
        });
        let site = TestSite::iso("", &files);
        assert_data_eq!(
            site.page("registers/actions.html").text("table"),
            str![[r#"
Record | Title | Status | Source | Completed | State | Owner
CA-2 | Title of CA-2 | Open |  |  | In progress | Inspector
CA-1 | Title of CA-1 | Closed 4 May 2026 |  | 4 May 2026 | Closed | Inspector
CA-3 | Title of CA-3 | Closed 7 Jun 2026 | NC-1 Title of NC-1 | 7 Jun 2026 | Closed | Inspector
"#]]
        );
        // The finding's own date is the day on which it was raised.
        let rows = site.page("registers/findings.html").texts("tbody tr");
        assert!(rows[0].contains("Closed 7 Jun 2026"), "{rows:?}");
    }

    #[test]
    fn a_long_register_has_several_pages() {
        let files: Vec<_> = (0..401)
            .map(|at| action(&format!("CA-{at:04}"), "state: closed\n"))
            .collect();
        let site = TestSite::iso("", &files);
        let first = site.page("registers/actions.html");
        assert_data_eq!(
            first.linked(".list-parts"),
            str![[r#"
[1](actions.html)
[2](actions-2.html)
"#]]
        );
        assert_eq!(first.count("tbody tr"), 400);
        let second = site.page("registers/actions-2.html");
        assert_eq!(second.texts("tbody tr th"), ["CA-0400"]);
    }

    #[test]
    fn a_column_that_no_record_fills_is_left_out() {
        let files = [
            action("CA-1", "state: closed\nroot_cause: Worn gauge\n"),
            action("CA-2", "state: closed\nclauses: []\n"),
        ];
        let site = TestSite::iso("", &files);
        let page = site.page("registers/actions.html");
        assert_data_eq!(
            page.text("table"),
            str![[r#"
Record | Title | Status | Root cause | Owner
CA-1 | Title of CA-1 | Closed | Worn gauge | Inspector
CA-2 | Title of CA-2 | Closed |  | Inspector
"#]]
        );
        let files = [action("CA-1", "state: open\ndue: 2026-12-01\n")];
        let page = TestSite::iso("", &files).page("registers/actions.html");
        assert_data_eq!(
            page.text("table"),
            str![[r#"
Record | Title | Status | Due | Owner
CA-1 | Title of CA-1 | Open | 1 Dec 2026 | Inspector
"#]]
        );
    }

    #[test]
    fn a_manual_without_records_has_no_registers() {
        let page = TestSite::iso("", &[]).page("index.html");
        let links = page.attributes("[href]", "href");
        let to_registers = links.iter().filter(|link| link.contains("registers/"));
        assert_eq!(to_registers.count(), 0);
    }
}
