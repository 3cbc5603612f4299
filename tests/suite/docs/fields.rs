//! `docs/fields.md` is made from what `kinds` prints.

use std::fmt::Write as _;

use serde_json::Value;

use super::markdown::cell;
use super::{assert_up_to_date, made_from, printed};

/// What the types of fields look like in a file.
const TYPES: &str = "\
## Types

| type | is written | notes |
| --- | --- | --- |
| text | `title: Purchasing` | quotation marks are needed where it has a colon, a hash or a bracket |
| id | `id: QP-07` | at most 120 bytes; no blank at its ends and none of the characters `/\\#\\|[]<>:\"?*%` |
| number | `target: 95` | a decimal number |
| date | `effective: 2026-11-23` | year, month and day |
| yes, no | `verified: yes` | |
| one word of several | `state: open` | one of the words in the table; `[values]` in manual.toml gives them other names |
| texts | `roles: [Buyer, Inspector]` | a list |
| interval | `interval: 12 months` | a whole number of days, weeks, months or years |
| period | `period: month` | day, week, month, quarter or year |
| claims | `clauses: [8.4.1, { clause: 8.4.2, section: goods-in, extent: partial, note: \"Services only\" }]` | [claims](writing.md#claims) |
| clauses | `clauses: [8.4.1, \"iso-9002-1994:4.6\"]` | clauses that a record concerns |
| reference, references | `audit: AUD-01`, `documents: [QP-07, QP-08]` | ids of other documents and records |
| evidence | `records: [FM-012, audit]` | forms by their ids, kinds of records by their names |
| language | `language: de` | a tag of a language: two letters, and a script or a country if they matter |
| history | `history: [{ revision: 2, date: 2026-02-01, change: \"Scores added\" }]` | one entry for each revision |
| verification | `effective: { verified: yes, date: 2026-05-04 }` | |
| limits | `limits: { lower: 90, upper: 110, centre: 100 }` | one of `lower` and `upper` may be left out, and `centre` |
| table | `data: deliveries.csv`, or `data: [{ period: 2026-10, value: 94 }]` | a CSV file beside this one, or its rows |
";

/// A row of the table of a kind's fields.
#[derive(Clone, Debug, PartialEq)]
struct Field {
    name: String,
    of: String,
    notes: String,
    meaning: String,
}

/// What `kinds KIND` prints.
struct Kind {
    name: String,
    class: String,
    heading: String,
    fields: Vec<Field>,
    rules: Vec<String>,
}

#[test]
fn the_page_of_fields_is_up_to_date() {
    assert_up_to_date("fields.md", &page());
}

#[test]
fn every_built_in_field_has_a_meaning() {
    for kind in kinds() {
        for field in &kind.fields {
            assert_ne!(field.meaning, "", "{}: {}", kind.name, field.name);
        }
    }
}

fn page() -> String {
    let kinds = kinds();
    let mut page = String::from("# Fields\n\n");
    page.push_str(&made_from("clausebook kinds"));
    page.push_str(
        "\nThe front-matter of a document or record has these fields. `clausebook kinds KIND` prints the same with an\n\
         example file, and in a manual also the kinds and names of its own. A field that a kind does not have is an error\n\
         that names the nearest one.\n\n",
    );
    page.push_str(TYPES);
    for class in ["document", "record"] {
        let of_class: Vec<&Kind> = kinds.iter().filter(|kind| kind.class == class).collect();
        let common = common(&of_class, |kind| &kind.fields);
        let rules = self::common(&of_class, |kind| &kind.rules);
        let _ = write!(page, "\n## Every {class}\n\n");
        write_fields(&mut page, &common);
        write_rules(&mut page, &rules);
        for kind in of_class {
            let own: Vec<Field> = without(&kind.fields, &common);
            let _ = write!(page, "\n### {}\n\n{}.\n", kind.name, kind.heading);
            match own.is_empty() {
                true => page.push_str("\nNo further fields.\n"),
                false => {
                    page.push('\n');
                    write_fields(&mut page, &own);
                }
            }
            write_rules(&mut page, &without(&kind.rules, &rules));
        }
    }
    page
}

fn write_fields(page: &mut String, fields: &[Field]) {
    page.push_str("| field | type | required | meaning |\n| --- | --- | --- | --- |\n");
    for field in fields {
        let required = field.notes.strip_prefix("required").map(|when| match when {
            "" => "yes".to_owned(),
            when => when.trim().to_owned(),
        });
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} |",
            field.name,
            cell(&field.of),
            cell(&required.unwrap_or_default()),
            cell(&field.meaning)
        );
    }
}

fn write_rules(page: &mut String, rules: &[String]) {
    if !rules.is_empty() {
        page.push('\n');
    }
    for rule in rules {
        let _ = writeln!(page, "- {rule}");
    }
}

/// What all kinds have, in the order of the first.
fn common<T: Clone + PartialEq>(kinds: &[&Kind], of: impl Fn(&Kind) -> &Vec<T>) -> Vec<T> {
    let (first, others) = kinds.split_first().unwrap();
    let in_all = |one: &&T| others.iter().all(|kind| of(kind).contains(one));
    of(first).iter().filter(in_all).cloned().collect()
}

fn without<T: Clone + PartialEq>(all: &[T], others: &[T]) -> Vec<T> {
    all.iter()
        .filter(|one| !others.contains(one))
        .cloned()
        .collect()
}

fn kinds() -> Vec<Kind> {
    let json: Value = serde_json::from_str(&printed(&["kinds", "--format", "json"])).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let kinds = json["kinds"].as_array().unwrap().iter();
    kinds
        .map(|kind| read(text(&kind["name"]), text(&kind["class"])))
        .collect()
}

fn read(name: String, class: String) -> Kind {
    let text = printed(&["kinds", &name]);
    let (shown, _example) = text.split_once("\n\n").unwrap();
    let (heading, lines) = shown.split_once('\n').unwrap();
    let (_, heading) = heading.split_once(": ").unwrap();
    let mut kind = Kind {
        heading: heading.to_owned(),
        name,
        class,
        fields: Vec::new(),
        rules: Vec::new(),
    };
    for line in lines.lines() {
        if let Some(rule) = line.strip_prefix("  - ") {
            kind.rules.push(rule.to_owned());
        } else if let Some(meaning) = line.strip_prefix("      ") {
            kind.fields.last_mut().unwrap().meaning = meaning.to_owned();
        } else {
            let mut cells = line
                .split("  ")
                .map(str::trim)
                .filter(|cell| !cell.is_empty());
            let mut next = || cells.next().unwrap_or_default().to_owned();
            kind.fields.push(Field {
                name: next(),
                of: next(),
                notes: next(),
                meaning: String::new(),
            });
        }
    }
    kind
}
