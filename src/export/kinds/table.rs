//! Kinds for the terminal: their fields, and when their records are open and due.

use std::fmt::Write;

use crate::diagnostics::printable;
use crate::manual::{
    Class, Condition, Config, DueWhen, Field, FieldName, FieldType, Kind, Need, OpenWhen, Referent,
    approximate,
};

/// Every kind, with the fields that it has beside those of every kind of its class.
pub(crate) fn kinds_table(kinds: &[Kind], config: &Config) -> String {
    let mut text = String::new();
    for class in [Class::Document, Class::Record] {
        let of_class: Vec<&Kind> = kinds.iter().filter(|kind| kind.class == class).collect();
        let common = common_fields(&of_class);
        if !text.is_empty() {
            text.push('\n');
        }
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "Every {} has", class.word());
        write_fields(&mut text, common.iter().copied(), config, Meanings::LeftOut);
        write_list(&mut text, rules_of_class(class, config));
        for kind in of_class {
            let own = kind.fields.iter().filter(|field| !common.contains(field));
            let _ = writeln!(text, "\n{}", heading(kind));
            write_fields(&mut text, own, config, Meanings::LeftOut);
            write_list(&mut text, rules_of_kind(kind, config));
        }
    }
    text
}

/// One kind, with all of its fields and what each says.
pub(crate) fn kind_table(kind: &Kind, config: &Config) -> String {
    let mut text = format!("{}\n", heading(kind));
    write_fields(&mut text, kind.fields.iter(), config, Meanings::BelowFields);
    write_list(&mut text, rules_of_class(kind.class, config));
    write_list(&mut text, rules_of_kind(kind, config));
    text
}

/// The fields that all of these kinds have.
fn common_fields<'a>(kinds: &[&'a Kind]) -> Vec<&'a Field> {
    let Some((first, others)) = kinds.split_first() else {
        return Vec::new();
    };
    let in_all = |field: &&Field| others.iter().all(|kind| kind.fields.contains(field));
    first.fields.iter().filter(in_all).collect()
}

/// `audit: Audit, record in the role audit; ids AUD-01 …, files in records/audits`
fn heading(kind: &Kind) -> String {
    let role = kind
        .role
        .map(|role| format!(" in the role {}", role.word()));
    let text = format!(
        "{}: {}, {}{}; ids {}-01 …, files in {}",
        kind.name,
        kind.title,
        kind.class.word(),
        role.unwrap_or_default(),
        kind.prefix,
        kind.folder
    );
    printable(&text).into_owned()
}

/// Whether a list of fields has the meaning of each.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meanings {
    LeftOut,
    BelowFields,
}

fn write_fields<'a>(
    text: &mut String,
    fields: impl Iterator<Item = &'a Field>,
    config: &Config,
    meanings: Meanings,
) {
    let rows = fields.map(|field| {
        let name = field.name.as_str();
        let own = own_name(config, name);
        let note = (own != name).then(|| format!("written {own} in this manual"));
        let need = need(&field.need, config);
        let notes: Vec<String> = need.into_iter().chain(note).collect();
        let meaning = field.meaning.clone();
        [
            name.to_owned(),
            of(field, config),
            notes.join("; "),
            meaning,
        ]
    });
    let rows: Vec<[String; 4]> = rows
        .map(|row| row.map(|cell| printable(&cell).into_owned()))
        .collect();
    let width = |at: usize, most: usize| {
        let widths = rows.iter().map(|row| row[at].chars().count());
        widths.filter(|width| *width <= most).max().unwrap_or(0)
    };
    let (names, types) = (width(0, 24), width(1, 44));
    for [name, of, notes, meaning] in &rows {
        let line = format!("  {name:<names$}  {of:<types$}  {notes}");
        let _ = writeln!(text, "{}", line.trim_end());
        if meanings == Meanings::BelowFields && !meaning.is_empty() {
            let _ = writeln!(text, "      {meaning}");
        }
    }
}

/// The name of a field in this manual: the one from `[fields]`, if there is one.
fn own_name<'a>(config: &'a Config, field: &'a str) -> &'a str {
    let mut names = config.field_names.iter();
    names
        .find(|(_, ours)| *ours == field)
        .map_or(field, |(own, _)| own)
}

/// The type of a field, with its words or an example.
fn of(field: &Field, config: &Config) -> String {
    let such_as = |example: &str| format!("{}, such as {example}", field.of.word());
    match &field.of {
        FieldType::OneOf(words) => {
            let own = config.field_values.get(field.name.as_str());
            let own = own.into_iter().flatten();
            let own = own.filter(|(_, ours)| words.contains(ours));
            let also = field.also.iter().map(|(word, ours)| (word, ours));
            let also: Vec<String> = also
                .chain(own)
                .map(|(word, ours)| format!("{word} = {ours}"))
                .collect();
            match also.is_empty() {
                true => words.join(" | "),
                false => format!("{} ({})", words.join(" | "), also.join(", ")),
            }
        }
        FieldType::Number => match field.range {
            (Some(least), Some(most)) => {
                format!(
                    "number from {} to {}",
                    approximate(least),
                    approximate(most)
                )
            }
            (Some(least), None) => format!("number, at least {}", approximate(least)),
            (None, Some(most)) => format!("number, at most {}", approximate(most)),
            (None, None) => "number".to_owned(),
        },
        FieldType::Reference | FieldType::References if !field.to.is_empty() => {
            let to: Vec<&str> = field
                .to
                .iter()
                .map(|referent| match referent {
                    Referent::Class(class) => class.word(),
                    Referent::Kind(kind) => kind.as_str(),
                })
                .collect();
            format!("{} to {}", field.of.word(), either(&to))
        }
        FieldType::Text | FieldType::Id | FieldType::Reference | FieldType::References => {
            field.of.word().to_owned()
        }
        FieldType::Date => such_as("2026-11-23"),
        FieldType::Flag => "yes | no".to_owned(),
        FieldType::Texts => such_as("[one, another]"),
        FieldType::Interval => such_as("12 months"),
        FieldType::Period => such_as("month, quarter"),
        FieldType::Claims | FieldType::Clauses => such_as("[8.4.1, 8.4.2]"),
        FieldType::Evidence => such_as("[FM-012, audit]"),
        FieldType::History => such_as("[{ revision: 1, date: 2026-11-23, change: … }]"),
        FieldType::Verification => such_as("{ verified: yes, date: 2026-11-23 }"),
        FieldType::Limits => such_as("{ lower: 1, upper: 2 }"),
        FieldType::Table => such_as("values.csv"),
        FieldType::Language => such_as("de, pt-BR"),
        FieldType::Samples => such_as("[{ clause: 8.4.1, verdict: conforms, note: … }]"),
    }
}

fn need(need: &Need, config: &Config) -> Option<String> {
    match need {
        Need::Optional => None,
        Need::Required => Some("required".to_owned()),
        Need::OnceApproved => Some("required once approved".to_owned()),
        Need::When(when) => Some(format!("required when {}", condition(when, config))),
    }
}

fn write_list(text: &mut String, lines: Vec<String>) {
    for line in lines {
        let _ = writeln!(text, "  - {}", printable(&line));
    }
}

/// When documents are to be reviewed.
fn rules_of_class(class: Class, config: &Config) -> Vec<String> {
    let name = |field| quoted(config, field);
    match class {
        Class::Document => vec![format!(
            "its review is due on {}, else {}, else {}, after {}",
            name("review_due"),
            name("review_interval"),
            config.review_interval,
            name("effective")
        )],
        Class::Record => Vec::new(),
    }
}

/// When records of a kind are open, due and so on.
fn rules_of_kind(kind: &Kind, config: &Config) -> Vec<String> {
    let when = |when: &Condition| condition(when, config);
    let mut rules: Vec<String> = Vec::new();
    match &kind.open {
        OpenWhen::Fields(Condition::Never) => {}
        OpenWhen::TargetMissed => {
            rules.push("open when the last value misses the target".to_owned());
        }
        OpenWhen::Fields(open) => {
            let decides = matches!(open, Condition::Is(..) | Condition::IsNot(..));
            let field = open.field().filter(|_| decides);
            let unsaid = field.map(|field| {
                let unasked = match &kind.open_unasked {
                    Condition::Never => String::new(),
                    unasked => format!(" (not asked for when {})", when(unasked)),
                };
                format!(
                    ", or when {} is left out{unasked}",
                    quoted(config, field.as_str())
                )
            });
            rules.push(format!(
                "open when {}{}",
                when(open),
                unsaid.unwrap_or_default()
            ));
        }
    }
    rules.extend(due(&kind.due, config));
    if kind.recurs != Condition::Never {
        rules.push(format!(
            "due although it is not open: {}",
            when(&kind.recurs)
        ));
    }
    if kind.class == Class::Record && kind.counts != Condition::Always {
        rules.push(format!("counts as done when {}", when(&kind.counts)));
    }
    if !kind.happened.is_empty() {
        rules.push(format!("happened on {}", first_of(&kind.happened, config)));
    }
    if kind.pending != Condition::Never {
        rules.push(format!("still to come when {}", when(&kind.pending)));
    }
    if let Some(succession) = &kind.succession {
        let same = match succession.same.as_slice() {
            [] => String::new(),
            same => {
                let names = same.iter().map(|field| quoted(config, field.as_str()));
                format!(
                    " and the same {}",
                    joined(&names.collect::<Vec<_>>(), "and")
                )
            }
        };
        rules.push(format!(
            "replaced by one with a later {}{same}",
            quoted(config, succession.by.as_str())
        ));
    }
    rules
}

/// The name of a field in this manual, as a sentence names it.
fn quoted(config: &Config, field: &str) -> String {
    format!("`{}`", own_name(config, field))
}

fn due(due: &DueWhen, config: &Config) -> Option<String> {
    let name = |field: &FieldName| quoted(config, field.as_str());
    match due {
        DueWhen::Never => None,
        DueWhen::On(field) => Some(format!("due on the date of {}", name(field))),
        DueWhen::After {
            from,
            interval,
            default,
        } => {
            let interval = interval.as_ref().map(name);
            let default = default.map(|default| default.to_string());
            let after = match (interval, default) {
                (Some(interval), Some(default)) => format!("{interval}, else {default},"),
                (Some(only), None) | (None, Some(only)) => only,
                (None, None) => return None,
            };
            Some(format!("due {after} after {}", name(from)))
        }
        DueWhen::NextPeriod => Some("due at the end of the next period".to_owned()),
        DueWhen::RevisionMovesOn => {
            Some("due when another revision of its document takes effect".to_owned())
        }
    }
}

/// A condition as the rest of a sentence: `state is planned`.
fn condition(condition: &Condition, config: &Config) -> String {
    let name = |field: &FieldName| quoted(config, field.as_str());
    let words = |words: &[String]| either(words);
    match condition {
        Condition::Never => "never".to_owned(),
        Condition::Always => "always".to_owned(),
        Condition::Is(field, of) => format!("{} is {}", name(field), words(of)),
        Condition::IsNot(field, of) => format!("{} is not {}", name(field), words(of)),
        Condition::Given(field) => format!("{} is given", name(field)),
    }
}

/// `completed`, else `effective`
fn first_of(fields: &[FieldName], config: &Config) -> String {
    let names = fields.iter().map(|field| quoted(config, field.as_str()));
    names.collect::<Vec<_>>().join(", else ")
}

fn either(words: &[impl AsRef<str>]) -> String {
    joined(words, "or")
}

fn joined(words: &[impl AsRef<str>], last: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}
