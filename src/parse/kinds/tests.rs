//! Tests of the table of kinds.

use super::*;
use crate::manual::KindRole;

#[test]
fn the_built_in_table_is_in_order() {
    let (kinds, diagnostics) = read_built_in();
    assert_eq!(diagnostics, []);
    let names = |class| {
        kinds
            .iter()
            .filter(|k| k.class == class)
            .map(|k| k.name.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(Class::Document),
        [
            "policy",
            "procedure",
            "instruction",
            "form",
            "specification",
            "external"
        ]
    );
    assert_eq!(names(Class::Record).len(), 12);
    for kind in &kinds {
        for field in ["id", "title", "kind", "owner", "clauses"] {
            assert!(kind.field(field).is_some(), "{} has no {field}", kind.name);
        }
    }
}

fn own(text: &str) -> (Vec<Kind>, Vec<Diagnostic>) {
    let source = Source::new(SourcePath::new("manual.toml"), text);
    let (table, _) = toml::parse(&source, 0..text.len());
    let mut decoder = Decoder::new(source.path());
    let kinds = read_own(&mut decoder, table.get("kind").unwrap(), &[]);
    (kinds, decoder.diagnostics)
}

#[test]
fn the_names_of_fields_say_what_a_new_kind_leaves_unsaid() {
    let (kinds, diagnostics) = own("[kind.calibration]\nclass = \"record\"\n\
        fields = { instrument = \"text\", due = \"date\", result = { one_of = [\"pass\", \"fail\"] } }\n\
        [kind.deviation]\nclass = \"record\"\ndue = { from = \"date\", default = \"30 days\" }\n\
        fields = { date = \"date\", due = \"date\", state = { one_of = [\"open\", \"closed\"] } }\n");
    assert_eq!(diagnostics, []);
    assert_eq!(kinds[0].due, DueWhen::On(FieldName::new("due")));
    assert!(kinds[0].open.is_never());
    assert_eq!(kinds[0].folder, "records/calibrations");
    let columns: Vec<&str> = kinds[0].columns.iter().map(FieldName::as_str).collect();
    assert_eq!(columns, ["instrument", "due", "result"]);
    assert!(matches!(kinds[1].due, DueWhen::After { .. }));
    assert!(!kinds[1].open.is_never());
    assert_eq!(kinds[1].since, [FieldName::new("date")]);
}

#[test]
fn a_manual_s_own_kind_has_the_fields_of_its_class_and_its_own() {
    let text = "[kind.calibration]\nclass = \"record\"\n\
        fields = { instrument = \"text\", result = { one_of = [\"pass\", \"fail\"] } }\n\
        [kind.audit]\nfields = { site = \"text\" }\n";
    let (kinds, diagnostics) = own(text);
    assert_eq!(diagnostics, []);
    assert_eq!(kinds[0].title, "Calibration");
    assert!(kinds[0].field("form").is_some() && kinds[0].field("date").is_none());
    assert_eq!(
        kinds[0].field("result").unwrap().of,
        FieldType::OneOf(vec!["pass".into(), "fail".into()])
    );
    assert!(kinds[1].field("site").is_some() && kinds[1].field("state").is_some());
}

#[test]
fn a_new_kind_with_a_role_is_judged_as_the_built_in_one_as_far_as_it_has_the_fields() {
    let (kinds, diagnostics) = own(
        "[kind.review-of-site]\nclass = \"record\"\nrole = \"audit\"\n\
        fields = { date = \"date\", state = { one_of = [\"planned\", \"done\"] } }\n\
        [kind.sheet]\nclass = \"document\"\nrole = \"form\"\n",
    );
    assert_eq!(diagnostics, []);
    let audit = built_in()
        .into_iter()
        .find(|kind| kind.name.as_str() == "audit");
    let audit = audit.unwrap();
    assert_eq!(
        (
            &kinds[0].open,
            &kinds[0].counts,
            &kinds[0].due,
            &kinds[0].happened
        ),
        (&audit.open, &audit.counts, &audit.due, &audit.happened)
    );
    assert_eq!(kinds[1].role, Some(KindRole::Form));
}

#[test]
fn a_word_of_unknown_meaning_closes_and_passes_nothing() {
    let judged = |settings: &str| {
        let (kinds, diagnostics) = own(settings);
        assert_eq!(diagnostics, [], "{settings}");
        (kinds[0].open.clone(), kinds[0].counts.clone())
    };
    let is_not = |field: &str, words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Condition::IsNot(FieldName::new(field), words)
    };
    let (open, _) = judged(
        "[kind.own]\nclass = \"record\"\nrole = \"finding\"\n\
         fields = { state = { one_of = [\"open\", \"in Arbeit\", \"closed\"] } }\n",
    );
    assert_eq!(open, OpenWhen::Fields(is_not("state", &["closed"])));
    let (_, counts) = judged(
        "[kind.training]\nfields = { result = { one_of = [\"passed\", \"failed\", \"nein\"] } }\n",
    );
    assert_eq!(counts, is_not("result", &["failed", "nein"]));
    // A record of a kind without a role is evidence unless it was given up or is still to come.
    let (_, counts) = judged(
        "[kind.drill]\nclass = \"record\"\n\
         fields = { state = { one_of = [\"planned\", \"geübt\", \"cancelled\"] } }\n",
    );
    assert_eq!(counts, is_not("state", &["cancelled"]));
}

#[test]
fn a_kind_none_of_whose_words_passes_is_one_mistake() {
    for (text, expected) in [
        (
            "[kind.lesson]\nclass = \"record\"\nrole = \"training\"\n\
             fields = { result = { one_of = [\"bestanden\", \"durchgefallen\"] } }\n",
            "the kind `lesson` does not say whether a record was passed whose `result` is `bestanden` and \
             `durchgefallen`: it does not count",
        ),
        (
            "[kind.own]\nclass = \"record\"\nrole = \"audit\"\n\
             fields = { result = { one_of = [\"planned\", \"held\"] } }\n",
            "the kind `own` does not say which of them were held",
        ),
    ] {
        let (_, diagnostics) = own(text);
        let messages: Vec<&str> = diagnostics.iter().map(|one| &*one.message).collect();
        assert_eq!(messages, [expected], "{text}");
    }
}

#[test]
fn a_kind_whose_words_decide_nothing_is_a_mistake() {
    for (text, expected) in [
        (
            "[kind.finding]\nfields = { state = { one_of = [\"raised\", \"done\"] } }\n",
            "`open_when` of `finding` asks whether `state` is open, which it cannot be",
        ),
        (
            "[kind.deviation]\nclass = \"record\"\nrole = \"finding\"\n\
             fields = { state = { one_of = [\"raised\", \"done\"] } }\n",
            "the kind `deviation` does not say when one is open",
        ),
        (
            "[kind.visit]\nclass = \"record\"\nrole = \"audit\"\nfields = { date = \"date\" }\n",
            "the kind `visit` does not say which of them were held",
        ),
        (
            "[kind.visit]\nclass = \"record\"\nrole = \"form\"\n",
            "`form` is no role",
        ),
        (
            "[kind.visit]\nclass = \"record\"\nfields = { covers = \"claims\" }\n",
            "`covers` of `visit` holds claims, and records make none",
        ),
        (
            "[kind.training]\nfields = { result = \"text\" }\n",
            "`result` of `training` may be any text",
        ),
    ] {
        let (_, diagnostics) = own(text);
        let messages: Vec<&str> = diagnostics.iter().map(|one| &*one.message).collect();
        assert!(
            messages.iter().any(|one| one.contains(expected)),
            "{messages:?}"
        );
    }
}
