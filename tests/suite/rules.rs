//! Every rule's own example does what it is an example of.

use std::sync::OnceLock;

use clausebook::rules;

use crate::manual_test::{Diagnostic, ManualTest};

/// Rules of what only a build reads.
const ONLY_ON_BUILD: [&str; 1] = ["theme-error"];

/// The name of each rule, and what `check` reports of its example.
fn reported() -> &'static [(&'static str, Vec<Diagnostic>)] {
    static REPORTED: OnceLock<Vec<(&str, Vec<Diagnostic>)>> = OnceLock::new();
    REPORTED.get_or_init(|| {
        let rules = rules::all().filter(|rule| !ONLY_ON_BUILD.contains(&rule.name));
        rules
            .map(|rule| (rule.name, ManualTest::new(rule.example).diagnostics()))
            .collect()
    })
}

#[test]
fn every_example_triggers_its_rule() {
    let mut silent = Vec::new();
    for (rule, reported) in reported() {
        if !reported.iter().any(|diagnostic| diagnostic.rule == *rule) {
            let others: Vec<String> = reported
                .iter()
                .map(|one| format!("{}: {}", one.rule, one.message))
                .collect();
            silent.push(format!("{rule} is not among {others:#?}"));
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn every_example_of_a_mistake_shows_no_other_mistake() {
    let mut noisy = Vec::new();
    for (rule, reported) in reported() {
        let errors = reported.iter().filter(|one| one.severity == "error");
        for error in errors.filter(|error| error.rule != *rule) {
            noisy.push(format!("{rule} shows {}: {}", error.rule, error.message));
        }
    }
    assert!(noisy.is_empty(), "{}", noisy.join("\n"));
}

#[test]
fn a_themes_mistake_is_reported_by_a_build() {
    let rule = rules::find("theme-error").unwrap();
    let run = ManualTest::new(rule.example).build();
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.contains("theme-error"), "{}", run.stderr);
}

#[test]
fn explain_shows_every_rule_with_its_example() {
    let test = ManualTest::new::<&str>(&[]);
    for rule in rules::all() {
        let run = test.run(&["explain", rule.name]);
        assert_eq!(run.status, 0, "{}: {}", rule.name, run.stderr);
        let (path, text) = rule.example[0];
        assert!(run.stdout.contains(rule.name), "{}", rule.name);
        assert!(run.stdout.contains(path), "{}", rule.name);
        let first_line = text
            .lines()
            .find(|line| line.trim().len() > 3)
            .unwrap_or_default();
        let printable = first_line.chars().all(|character| !character.is_control());
        assert!(
            !printable || run.stdout.contains(first_line.trim()),
            "{}",
            rule.name
        );
    }
}

#[test]
fn a_manual_sets_how_severe_a_rule_is() {
    let set = |line: &str| {
        let manual = format!("{}[rules]\n{line}\n", crate::manual_test::PLAIN_MANUAL);
        let test = ManualTest::new(&[("manual.toml", manual)]);
        let run = test.run(&["check", "--format", "json"]);
        (run.status, run.stdout.contains("unaddressed-requirement"))
    };
    assert_eq!(set(""), (0, true));
    assert_eq!(set("unaddressed-requirement = \"allow\""), (0, false));
    assert_eq!(set("unaddressed-requirement = \"deny\""), (1, true));
}

#[test]
fn a_syntax_error_cannot_be_allowed() {
    let manual = format!(
        "{}[rules]\nsyntax-error = \"allow\"\n",
        crate::manual_test::PLAIN_MANUAL
    );
    let page = "---\nid: [\n---\n";
    let test = ManualTest::new(&[("manual.toml", manual.as_str()), ("p.md", page)]);
    assert_eq!(test.run(&["check"]).status, 1);
    assert!(
        test.errors()
            .iter()
            .any(|error| error.rule == "syntax-error" && error.file == "p.md")
    );
}
