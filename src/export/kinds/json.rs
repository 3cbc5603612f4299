//! Kinds as JSON. Each kind has the settings of `[kind.NAME]` in `manual.toml`, with all of its
//! fields, written out.

use serde_json::{Map, Value, json};

use crate::manual::{
    Condition, DueWhen, Field, FieldName, FieldType, Kind, Need, OpenWhen, Referent, Succession,
};

const SCHEMA: &str = "clausebook.kinds/1";

/// These kinds as JSON. Fields may be added, and are never renamed.
pub(crate) fn kinds_json(kinds: &[&Kind]) -> String {
    let kinds: Vec<Value> = kinds.iter().map(|kind| of_kind(kind)).collect();
    let report = json!({ "schema": SCHEMA, "kinds": kinds });
    // Serialising texts, numbers and lists cannot fail.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn of_kind(kind: &Kind) -> Value {
    let mut object = Map::from_iter([
        ("name".to_owned(), kind.name.as_str().into()),
        ("class".to_owned(), kind.class.word().into()),
    ]);
    let mut add = |name: &str, value: Option<Value>| {
        let value = value.map(|value| (name.to_owned(), value));
        object.extend(value);
    };
    add("role", kind.role.map(|role| role.word().into()));
    add("title", Some(kind.title.as_str().into()));
    add("plural", Some(kind.plural.as_str().into()));
    let before = kind.before.as_ref();
    add("before", before.map(|before| before.value.as_str().into()));
    add("prefix", Some(kind.prefix.as_str().into()));
    add("folder", Some(kind.folder.as_str().into()));
    let fields = kind.fields.iter();
    let fields = fields.map(|field| (field.name.to_string(), of_field(field)));
    add("fields", Some(Value::Object(fields.collect())));
    add("open_when", Some(open_when(kind)));
    add("due", due(&kind.due));
    add("recurs_while", Some(condition(&kind.recurs)));
    add("counts_when", Some(condition(&kind.counts)));
    add("happened", Some(names(&kind.happened)));
    add("pending_when", Some(condition(&kind.pending)));
    add("replaced", kind.succession.as_ref().map(replaced));
    add("since", Some(names(&kind.since)));
    add("order", Some(names(&kind.order)));
    add("calendar", Some(names(&kind.calendar)));
    let review = kind.review.iter();
    let review = review.map(|(input, when)| (input.word().to_owned(), condition(when)));
    add("review", Some(Value::Object(review.collect())));
    add("columns", Some(names(&kind.columns)));
    add("overdue_rule", Some(kind.overdue_rule.name.into()));
    Value::Object(object)
}

fn of_field(field: &Field) -> Value {
    let mut object = Map::new();
    let mut add = |name: &str, value: Value| drop(object.insert(name.to_owned(), value));
    match &field.of {
        FieldType::OneOf(words) => add("one_of", words.as_slice().into()),
        of => add("type", of.word().into()),
    }
    match &field.need {
        Need::Optional => add("required", false.into()),
        Need::Required => add("required", true.into()),
        Need::OnceApproved => add("required", "once-approved".into()),
        Need::When(when) => add("required", condition(when)),
    }
    if !field.to.is_empty() {
        let to = field.to.iter().map(|referent| match referent {
            Referent::Class(class) => class.word(),
            Referent::Kind(kind) => kind.as_str(),
        });
        add("to", to.collect());
    }
    for (name, limit) in [("min", &field.range.0), ("max", &field.range.1)] {
        if let Some(limit) = limit {
            add(name, crate::manual::approximate(*limit).into());
        }
    }
    if !field.also.is_empty() {
        let also = field.also.iter().cloned();
        add(
            "also",
            also.map(|(word, meant)| (word, Value::from(meant)))
                .collect(),
        );
    }
    if let Some(word) = &field.otherwise {
        add("otherwise", word.as_str().into());
    }
    if !field.meaning.is_empty() {
        add("meaning", field.meaning.as_str().into());
    }
    Value::Object(object)
}

fn open_when(kind: &Kind) -> Value {
    let mut value = match &kind.open {
        OpenWhen::Fields(when) => condition(when),
        OpenWhen::TargetMissed => json!({ "computed": OpenWhen::TARGET_MISSED }),
    };
    if let (Value::Object(object), false) = (&mut value, kind.open_unasked == Condition::Never) {
        object.insert("unasked".to_owned(), condition(&kind.open_unasked));
    }
    value
}

fn due(due: &DueWhen) -> Option<Value> {
    match due {
        DueWhen::Never => None,
        DueWhen::On(field) => Some(field.as_str().into()),
        DueWhen::After {
            from,
            interval,
            default,
        } => {
            let mut object = Map::from_iter([("from".to_owned(), from.as_str().into())]);
            let interval = interval.as_ref().map(|field| field.as_str().into());
            object.extend(interval.map(|interval| ("interval".to_owned(), interval)));
            let default = default.map(|default| default.to_string().into());
            object.extend(default.map(|default| ("default".to_owned(), default)));
            Some(Value::Object(object))
        }
        DueWhen::NextPeriod => Some(json!({ "computed": DueWhen::NEXT_PERIOD })),
        DueWhen::RevisionMovesOn => Some(json!({ "computed": DueWhen::REVISION_MOVES_ON })),
    }
}

fn replaced(succession: &Succession) -> Value {
    json!({ "same": names(&succession.same), "by": succession.by.as_str() })
}

fn condition(condition: &Condition) -> Value {
    match condition {
        Condition::Never => "never".into(),
        Condition::Always => "always".into(),
        Condition::Is(field, words) => json!({ field.as_str(): words }),
        Condition::IsNot(field, words) => json!({ field.as_str(): words, "not": true }),
        Condition::Given(field) => json!({ "given": field.as_str() }),
    }
}

fn names(names: &[FieldName]) -> Value {
    names.iter().map(FieldName::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::all_kinds;
    use crate::diagnostics::{Source, SourcePath};
    use crate::manual::Named;
    use crate::parse::parse_config;

    /// What is printed is written as `[kind.NAME]` of kinds with other names, which must then be
    /// the same.
    #[test]
    fn a_kind_is_printed_as_a_manual_may_write_it() {
        let (config, _) = parse_config(&Source::new(SourcePath::new("manual.toml"), ""));
        let built_in = all_kinds(&config);
        let printed = kinds_json(&built_in.iter().collect::<Vec<_>>());
        let printed: Value = serde_json::from_str(&printed).unwrap();
        let mut written = Map::new();
        for kind in printed["kinds"].as_array().unwrap() {
            let mut kind = kind.as_object().unwrap().clone();
            let Some(Value::String(name)) = kind.remove("name") else {
                panic!("{kind:?}");
            };
            written.insert(format!("own-{name}"), Value::Object(kind));
        }
        let written = json!({ "title": "M", "standards": ["iso-9001-2015"], "kind": written });
        let written = toml::to_string(&written).unwrap();
        let (config, diagnostics) =
            parse_config(&Source::new(SourcePath::new("manual.toml"), &written));
        assert_eq!(diagnostics, [], "{written}");
        assert_eq!(config.kinds.len(), built_in.len());
        for kind in &config.kinds {
            let name = kind.name.as_str().trim_start_matches("own-");
            let known = built_in
                .iter()
                .find(|known| known.name.as_str() == name)
                .unwrap();
            let mut kind = kind.clone();
            kind.name = known.name.clone();
            kind.named = Named::default();
            kind.fields.sort_by_key(|field| field.name.to_string());
            let mut known = known.clone();
            known.fields.sort_by_key(|field| field.name.to_string());
            assert_eq!(kind, known);
        }
    }
}
