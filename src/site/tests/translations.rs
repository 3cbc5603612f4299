//! Tests that the built-in theme has every message in each of its languages. A missing message
//! would be shown in English, and a message with a wrong variable would show its name in braces.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use walkdir::WalkDir;

use crate::manual::{Class, FieldType, Frequency};
use crate::parse::kinds;

/// Messages whose text is the same in English and in another language.
const SAME_AS_ENGLISH: [(&str, &[&str]); 3] = [
    (
        "de",
        &[
            "approval-text",
            "calendar-entry",
            "clause-status",
            "colon",
            "column-status",
            "doc-revision",
            "doc-revision-short",
            "doc-state",
            "field-audit",
            "field-auditor",
            "field-person",
            "field-revision",
            "grid-letter-obsolete",
            "grid-letter-planned",
            "kind-audit",
            "kind-audit-plural",
            "nav-matrix",
            "objective-trend",
            "open-matrix",
            "programme-audits",
            "register",
            "register-status",
            "workbook-audit",
        ],
    ),
    (
        "es",
        &[
            "calendar-entry",
            "colon",
            "date",
            "doc-revision-short",
            "field-auditor",
            "grid-letter-obsolete",
            "grid-letter-partial",
            "grid-letter-planned",
            "rule-no",
            "value-no",
        ],
    ),
    (
        "fr",
        &[
            "approval-signature",
            "alert-important",
            "claim-through",
            "column-document",
            "column-section",
            "corrective-actions",
            "doc-id",
            "doc-source",
            "documents-count",
            "documents-heading",
            "field-audit",
            "field-date",
            "field-document",
            "field-documents",
            "field-instrument",
            "field-source",
            "field-type",
            "findings-observation",
            "grade-observation",
            "grid-letter-obsolete",
            "grid-letter-partial",
            "grid-letter-planned",
            "history-date",
            "kind-action",
            "kind-action-plural",
            "kind-audit",
            "kind-audit-plural",
            "nav-documents",
            "nav-menu",
            "programme-audits",
            "section",
            "value-certification",
            "value-correction",
            "value-corrective",
            "value-observation",
            "value-suggestion",
            "value-surveillance",
            "workbook-audit",
            "workbook-exclusions",
            "workbook-justification",
            "workbook-verdict",
        ],
    ),
];

/// String literals in the code that look like names of messages but are arguments of messages.
const NO_MESSAGES: [&str; 1] = ["in_force"];

/// Prefixes of the messages whose names are literals that are not in the call for the message.
const CHOSEN: [&str; 7] = [
    "carry-",
    "claim-",
    "close-",
    "edition-",
    "notice-",
    "reason-",
    "transition-",
];

/// The fields of documents that the control block shows with labels of its own.
const IN_CONTROL_BLOCK: [&str; 15] = [
    "id",
    "title",
    "kind",
    "revision",
    "status",
    "owner",
    "approver",
    "effective",
    "review_due",
    "review_interval",
    "clauses",
    "records",
    "roles",
    "supersedes",
    "history",
];

/// The fields of records that the heading shows.
const IN_HEADING: [&str; 3] = ["id", "title", "kind"];

/// The messages of one language, by name.
type Messages<'t> = BTreeMap<&'t str, Pattern<&'t str>>;

fn theme(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("themes/default")
        .join(folder)
}

/// The texts of the message files, by language.
fn languages() -> BTreeMap<String, String> {
    let files = fs::read_dir(theme("messages")).unwrap();
    files
        .map(|file| {
            let path = file.unwrap().path();
            let language = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (language, fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn messages<'t>(language: &str, text: &'t str) -> Messages<'t> {
    let resource = fluent_syntax::parser::parse(text)
        .unwrap_or_else(|(_, errors)| panic!("{language}.ftl: {errors:?}"));
    let mut messages = Messages::new();
    for entry in resource.body {
        if let Entry::Message(message) = entry {
            let (name, value) = (message.id.name, message.value);
            let value = value.unwrap_or_else(|| panic!("{language}.ftl: {name} says nothing"));
            let again = messages.insert(name, value).is_some();
            assert!(!again, "{language}.ftl has {name} twice");
        }
    }
    messages
}

/// The variables of a message, including those that select its form.
fn variables<'t>(pattern: &Pattern<&'t str>) -> BTreeSet<&'t str> {
    let mut found = BTreeSet::new();
    in_pattern(pattern, &mut found);
    found
}

fn in_pattern<'t>(pattern: &Pattern<&'t str>, found: &mut BTreeSet<&'t str>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression<'t>(expression: &Expression<&'t str>, found: &mut BTreeSet<&'t str>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline<'t>(inline: &InlineExpression<&'t str>, found: &mut BTreeSet<&'t str>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name);
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::FunctionReference { arguments, .. } => in_arguments(arguments, found),
        _ => {}
    }
}

fn in_arguments<'t>(arguments: &CallArguments<&'t str>, found: &mut BTreeSet<&'t str>) {
    for argument in &arguments.positional {
        in_inline(argument, found);
    }
}

#[test]
fn every_language_says_everything_with_the_same_variables() {
    let texts = languages();
    let known: Vec<&str> = texts.keys().map(|language| &**language).collect();
    assert_eq!(known, ["de", "en", "es", "fr"]);
    let english = messages("en", &texts["en"]);
    let mut wrong = Vec::new();
    for (language, text) in &texts {
        let own = messages(language, text);
        for (name, pattern) in &english {
            match own.get(name).map(variables) {
                None => wrong.push(format!("{language}.ftl lacks {name}")),
                Some(found) if found != variables(pattern) => wrong.push(format!(
                    "{language}.ftl: {name} has the variables {found:?}"
                )),
                Some(_) => {}
            }
        }
        let more = own.keys().filter(|name| !english.contains_key(*name));
        wrong.extend(more.map(|name| format!("{language}.ftl has {name}, en.ftl has not")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_the_same_as_in_english_is_known_to_be() {
    let texts = languages();
    let english = messages("en", &texts["en"]);
    for (language, expected) in SAME_AS_ENGLISH {
        let own = messages(language, &texts[language]);
        let same = own
            .iter()
            .filter(|(name, own)| english.get(*name) == Some(*own));
        let same: BTreeSet<&str> = same.map(|(name, _)| *name).collect();
        let expected: BTreeSet<&str> = expected.iter().copied().collect();
        let untranslated: Vec<_> = same.difference(&expected).collect();
        assert!(untranslated.is_empty(), "{language}: {untranslated:#?}");
        let translated: Vec<_> = expected.difference(&same).collect();
        assert!(
            translated.is_empty(),
            "no longer the same in {language}: {translated:#?}"
        );
    }
}

#[test]
fn the_letters_of_the_grid_differ_in_every_language() {
    for (language, text) in &languages() {
        let own = messages(language, text);
        let letters: Vec<_> = own
            .iter()
            .filter(|(name, _)| name.starts_with("grid-letter-"))
            .collect();
        for (at, (name, letter)) in letters.iter().enumerate() {
            let twice = letters[..at].iter().find(|(_, other)| other == letter);
            assert!(
                twice.is_none(),
                "{language}: {name} and {:?}",
                twice.map(|(name, _)| name)
            );
        }
    }
}

#[test]
fn every_message_that_a_template_asks_for_exists() {
    let texts = languages();
    let english = messages("en", &texts["en"]);
    let mut asked = 0;
    for (path, text) in texts_below(&theme("templates"), "html") {
        for name in names_in_template(&text) {
            asked += 1;
            let message = english.get(&*name.replace('_', "-"));
            let message = message.unwrap_or_else(|| panic!("{path}: there is no message {name}"));
            let variables = variables(message);
            assert!(variables.is_empty(), "{path}: {name} needs {variables:?}");
        }
    }
    assert!(asked > 100, "{asked}");
}

#[test]
fn every_message_that_the_code_asks_for_exists() {
    let texts = languages();
    let english = messages("en", &texts["en"]);
    let known = kinds::built_in();
    let fields = known.iter().flat_map(|kind| &kind.fields);
    let no_messages: BTreeSet<&str> = fields
        .map(|field| field.name.as_str())
        .chain(NO_MESSAGES)
        .collect();
    let mut asked = 0;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/site");
    for (path, text) in texts_below(&folder, "rs") {
        let code = text
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap_or_default();
        for (before, name) in literals(code) {
            let plain = name.contains('_') && !no_messages.contains(name);
            let called = [".with(", ".count(", ".sentence("]
                .iter()
                .any(|call| before.ends_with(call));
            let chosen = CHOSEN.iter().any(|family| name.starts_with(family));
            if plain || called || chosen {
                asked += 1;
                let message = english.contains_key(&*name.replace('_', "-"));
                assert!(message, "{path}: there is no message {name}");
            }
        }
    }
    assert!(asked > 200, "{asked}");
}

#[test]
fn every_word_of_the_table_of_kinds_has_a_message() {
    let texts = languages();
    let english = messages("en", &texts["en"]);
    let says = |name: &str| match english.get(&*name.replace('_', "-"))?.elements[..] {
        [PatternElement::TextElement { value }] => Some(value),
        _ => None,
    };
    for kind in kinds::built_in() {
        let name = &kind.name;
        assert_eq!(says(&format!("kind-{name}")), Some(&*kind.title));
        assert_eq!(says(&format!("kind-{name}-plural")), Some(&*kind.plural));
        for field in &kind.fields {
            let shown = match kind.class {
                Class::Document => !IN_CONTROL_BLOCK.contains(&field.name.as_str()),
                Class::Record => !IN_HEADING.contains(&field.name.as_str()),
            };
            let label = says(&format!("field-{}", field.name));
            assert!(label.is_some() || !shown, "{name}: {}", field.name);
            if let FieldType::OneOf(messages) = &field.of
                && shown
            {
                for word in messages {
                    let message = says(&format!("value-{word}"));
                    assert!(message.is_some(), "{name}: {}: {word}", field.name);
                }
            }
        }
    }
    for word in [
        "daily",
        "weekly",
        "monthly",
        "quarterly",
        "half-yearly",
        "yearly",
    ] {
        let frequency: Frequency = word.parse().unwrap();
        let message = says(&format!("frequency-{frequency}"));
        assert_eq!(message, Some(&*frequency.to_string()));
    }
}

/// The texts of the files of a folder, by path, without test files.
fn texts_below(folder: &Path, extension: &str) -> BTreeMap<String, String> {
    let files = WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap().into_path());
    let files = files.filter(|path| path.extension().is_some_and(|of| of == extension));
    let tests = ["languages.rs", "testing.rs", "tests.rs"];
    files
        .filter(|path| !tests.iter().any(|name| path.ends_with(name)))
        .map(|path| {
            (
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

/// The names that a template reads from `t`: `t.nav_home`.
fn names_in_template(text: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let places = text
        .match_indices("t.")
        .filter(|(at, _)| !text[..*at].ends_with(is_name));
    places
        .map(|(at, _)| {
            let rest = &text[at + 2..];
            &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]
        })
        .filter(|name| !name.is_empty())
        .collect()
}

/// The string literals of code that could be names of messages, each with the text before it.
fn literals(code: &str) -> Vec<(&str, &str)> {
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    let mut found = Vec::new();
    for (at, _) in code.match_indices('"') {
        let rest = &code[at + 1..];
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let name = &rest[..end];
        let apart = name.contains(['-', '_']) && !name.starts_with(['-', '_']);
        if rest[end..].starts_with('"') && apart && !name.ends_with(['-', '_']) {
            found.push((code[..at].trim_end(), name));
        }
    }
    found
}
