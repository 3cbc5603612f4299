//! The tables that say what names and words of the texts mean: fields, statuses, kinds, variables.

use std::fmt::Write as _;

use super::write::{Line, quoted};
use super::{Given, Part, Sort, counted};
use crate::adopt::inference::{ANY_KIND, Entry, Inference, Meaning};
use crate::adopt::standard_names::StandardNames;

pub(super) fn fields(inference: &Inference<'_>) -> Part {
    let mut part = Part::table("[fields]", &["fields"]);
    for name in &inference.fields.names {
        let remark = Some(counted(name.files, "file"));
        match &name.meaning {
            Meaning::Is(field) => {
                let more = name.remark.as_ref();
                let remark = more.map_or(remark, |more| {
                    Some(format!("{}: {more}", counted(name.files, "file")))
                });
                part.lines
                    .push(Line::new(&name.written, quoted(field), remark));
            }
            Meaning::History(named) => {
                let remark = remark.map(|count| match &name.remark {
                    Some(more) => format!("{count}; {more}"),
                    None => count,
                });
                // The name of the field itself says nothing new.
                if name.written != "history" {
                    part.lines
                        .push(Line::new(&name.written, quoted("history"), remark));
                }
                for (written, field) in named.iter().filter(|(written, field)| written != field) {
                    let written = format!("{}.{written}", name.written);
                    part.lines.push(Line::new(&written, quoted(field), None));
                }
            }
            Meaning::Same | Meaning::Claims(_) | Meaning::Ignored => {}
        }
    }
    part
}

/// The most unknown words that are marked one by one.
const MOST_MARKED: usize = 3;

/// What a person reads above a table with many unknown words, which then have no mark of their own.
fn marked_together(part: &mut Part, unknown: usize) -> bool {
    let is_together = unknown > MOST_MARKED;
    if is_together {
        part.comments.push(format!(
            "To be mended: {unknown} unknown words, marked with \"?\". Write what they mean."
        ));
    }
    is_together
}

pub(super) fn statuses(inference: &Inference<'_>) -> Part {
    let mut part = Part::table("[values.status]", &["values", "status"]);
    let unknown = inference.statuses.iter().filter(|word| word.is_unknown);
    let is_together = marked_together(&mut part, unknown.count());
    for word in inference
        .statuses
        .iter()
        .filter(|word| word.written != word.status)
    {
        let mut remark = counted(word.files, "file");
        match &word.remark {
            Some(_) if word.is_unknown && is_together => remark.push_str(" ?"),
            Some(more) => {
                let _ = write!(remark, ": {more}");
            }
            None => {}
        }
        part.lines
            .push(Line::new(&word.written, quoted(word.status), Some(remark)));
    }
    part
}

pub(super) fn kind_words(inference: &Inference<'_>) -> Part {
    let mut part = Part::table("[values.kind]", &["values", "kind"]);
    let unknown = inference.kind_words.values().filter(|word| word.is_unknown);
    let is_together = marked_together(&mut part, unknown.count());
    for (word, meant) in &inference.kind_words {
        let mut remark = counted(meant.files, "file");
        if meant.is_unknown {
            remark.push_str(match is_together {
                true => " ?",
                false => ": to be mended: an unknown word",
            });
        }
        part.lines
            .push(Line::new(word, quoted(&meant.kind), Some(remark)));
    }
    part
}

pub(super) fn class_fields(inference: &Inference<'_>, names: &StandardNames) -> Part {
    let mut part = Part::table("[class.document.fields]", &["class", "document", "fields"]);
    for name in &inference.fields.names {
        if let Meaning::Claims(at) = name.meaning
            && let Some(standard) = names.standard(at)
        {
            let value = format!(
                "{{ type = \"claims\", standard = {} }}",
                quoted(standard.id.as_str())
            );
            let remark = format!(
                "{}: claims, which count once their documents are in force",
                counted(name.files, "file")
            );
            part.lines
                .push(Line::new(&name.written, value, Some(remark)));
        }
    }
    part
}

/// Kinds that are used and not built in.
pub(super) fn own_kinds(inference: &Inference<'_>, given: &Given<'_>) -> Vec<Part> {
    const KINDS: [(&str, &str, &str, &str); 4] = [
        ("component", "Component", "Components", "CMP"),
        ("requirement", "Requirement", "Requirements", "REQ"),
        (ANY_KIND, "Document", "Documents", "DOC"),
        ("narrative", "Narrative", "Narratives", "NAR"),
    ];
    let is_used = |name: &str| {
        let gives = |entry: &Entry| {
            let mut fields = entry.fields.iter();
            fields.any(|given| given.field == "kind" && given.value == name)
        };
        inference.entries.iter().any(gives)
            || inference
                .kind_words
                .values()
                .any(|meant| meant.kind == name)
            || given.project.is_some_and(|project| project.has_kind(name))
    };
    let used = KINDS.into_iter().filter(|(name, ..)| is_used(name));
    let parts = used.map(|(name, title, plural, prefix)| {
        let mut part = Part::new(&format!("[kind.{name}]"), Sort::Kind(name.to_owned()));
        let folder = plural.to_lowercase();
        for (key, value) in [
            ("class", "document"),
            ("title", title),
            ("plural", plural),
            ("prefix", prefix),
            ("folder", &folder),
        ] {
            part.lines.push(Line::new(key, quoted(value), None));
        }
        part
    });
    parts.collect()
}

/// The most names in braces that are written out. Nobody reads a list of hundreds.
const MOST_VARIABLES: usize = 40;

/// Values for the names in braces. Of many, only those are written that stand in most places; the
/// others are told by `check`, as long as nobody writes them.
pub(super) fn variables(inference: &Inference<'_>, given: &Given<'_>) -> Part {
    let mut part = Part::table("[variables]", &["variables"]);
    let value = |name: &str| {
        given
            .project
            .and_then(|project| project.variables.get(name))
    };
    let unnamed = inference.variables.iter();
    let unnamed = unnamed.filter(|(name, _)| value(name).is_none());
    let mut unnamed: Vec<(&String, usize)> =
        unnamed.map(|(name, (places, _))| (name, *places)).collect();
    unnamed.sort_by(|(a, one), (b, other)| other.cmp(one).then_with(|| a.cmp(b)));
    let left_out = unnamed.get(MOST_VARIABLES..).unwrap_or_default();
    for (name, (places, files)) in &inference.variables {
        if left_out.iter().any(|(other, _)| *other == name) {
            continue;
        }
        let count = format!(
            "{} in {}",
            counted(*places, "place"),
            counted(*files, "file")
        );
        let (value, remark) = match value(name) {
            Some(value) => (value.clone(), count),
            None => (format!("({name})"), format!("to be mended: {count}")),
        };
        part.lines
            .push(Line::new(name, quoted(&value), Some(remark)));
    }
    if let Some((first, _)) = left_out.first() {
        part.lines.push(Line::comment(format!(
            "{} more, such as {first}, in fewer places: `check --rule unknown-variable` lists them",
            counted(left_out.len(), "name")
        )));
    }
    part
}
