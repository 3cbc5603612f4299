//! The example of every rule triggers the rule.

use clausebook::stages;
use std::cmp::Reverse;
use std::sync::OnceLock;

use crate::manual_test::{Diagnostic, Fix, ManualTest};

/// Rules about files that only a build reads.
const ONLY_ON_BUILD: [&str; 1] = ["theme-error"];

/// Rules that need a git repository; `revisions.rs` tests them.
const ONLY_IN_REPOSITORY: [&str; 1] = ["changed-without-revision"];

/// Whether the files of the rule's example are enough to trigger it.
fn is_shown_by_files(rule: &clausebook::Rule) -> bool {
    !ONLY_ON_BUILD.contains(&rule.name) && !ONLY_IN_REPOSITORY.contains(&rule.name)
}

/// The name of each rule, and the diagnostics of `check` for its example.
fn reported() -> &'static [(&'static str, Vec<Diagnostic>)] {
    static REPORTED: OnceLock<Vec<(&str, Vec<Diagnostic>)>> = OnceLock::new();
    REPORTED.get_or_init(|| {
        let rules = stages::rules().filter(|rule| is_shown_by_files(rule));
        rules
            .map(|rule| (rule.name, ManualTest::new(rule.example).all_diagnostics()))
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

/// Applies every fix that `check` offers for this rule to the files of the manual, and returns
/// their number.
fn apply_fixes(test: &ManualTest, rule: &str) -> usize {
    let offered = test.diagnostics();
    let mut fixes: Vec<Fix> = offered
        .into_iter()
        .filter(|one| one.rule == rule)
        .filter_map(|one| one.fix)
        .collect();
    // From the end of each file, so that the earlier byte offsets stay valid.
    fixes.sort_by_key(|fix| (fix.file.clone(), Reverse(fix.bytes.start)));
    for fix in &fixes {
        let path = test.manual().join(&fix.file);
        let mut text = std::fs::read(&path).unwrap();
        text.splice(fix.bytes.clone(), fix.replacement.bytes());
        std::fs::write(&path, text).unwrap();
    }
    fixes.len()
}

#[test]
fn a_fix_that_an_example_has_mends_it() {
    let mut mended = Vec::new();
    for rule in stages::rules().filter(|rule| is_shown_by_files(rule)) {
        let test = ManualTest::new(rule.example);
        let reported = |test: &ManualTest| {
            let all = test.diagnostics().into_iter();
            all.filter(|one| one.rule == rule.name).count()
        };
        let before = reported(&test);
        let fixes = apply_fixes(&test, rule.name);
        assert_eq!(reported(&test), before - fixes, "{}", rule.name);
        if fixes > 0 {
            mended.push(rule.name);
        }
    }
    for rule in [
        "broken-reference",
        "unknown-clause",
        "unknown-field",
        "unknown-kind",
        "unknown-section",
        "unknown-setting",
        "unknown-standard",
    ] {
        assert!(mended.contains(&rule), "{rule} is not among {mended:?}");
    }
}

/// A manual with a typing error in every name.
const NEARLY: &[(&str, &str)] = &[
    (
        "manual.toml",
        r#"title = "Quality manual"
standards = ["iso-9001-2051", "iso-9002-1994"]
reveiw_interval = "12 months"
[variables]
company = "Harrow"
[theme]
logo = "image/logo.svg"
[rules]
review-overdu = "warn"
[kind.lot]
class = "recrod"
columns = ["nmber"]
[kind.lot.fields]
number = { type = "txet" }
"#,
    ),
    (
        "images/logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    ),
    (
        "procedures/a.md",
        "\u{feff}---\r\nid: QP-01\r\ntitle: Grüße\r\nkind: procedure\r\nrevision: 1\r\n\
         status: 'aproved'\r\nowner: Buyer\r\naprover: Quality manager\r\neffective: 2026-02-01\r\n\
         records: [FM-1, inspecton]\r\nsupersedes:\r\n  - \"QM-2\"\r\nclauses:\r\n  - 4.6.22\r\n  - iso-9002-1994:4.6.11\r\n  \
         - iso-9002:4.6.2\r\n  - { clause: iso-9001-2015:8.4, section: scop }\r\n---\r\n\
         ## Scope {#scope clase=iso-9001-2015:8.1 extent=ful}\r\n\r\nÜber {{ compny }}: [[QP-1]], [[QM-02#evalution|that]], \
         [[clause:iso-9001-2015:8.4.9]], [x](b-c.md#evaluation) [y](#scpe)\r\n\
         [form](../form/f.md) ![logo](../images/lgo.svg) [[satisfies:iso-9001-2015:8.44]] [[satisfies:iso-9001-2015:8.4|partail]]\r\n",
    ),
    (
        "procedures/b-d.md",
        "---\nid: QM-02\ntitle: B\nkind: procdure\nrevision: 1\nstatus: draft\nowner: Buyer\n---\n\
         ## Evaluation {#evaluation}\n\nText.\n",
    ),
    (
        "forms/f.md",
        "---\nid: FM-01\ntitle: F\nkind: form\nrevision: 1\nstatus: draft\nowner: Buyer\n---\nText.\n",
    ),
];

#[test]
fn what_is_written_nearly_right_is_mended_by_its_fixes() {
    let test = ManualTest::new(NEARLY);
    // Some errors are only reported after another one is fixed, so this needs several rounds.
    for _ in 0..4 {
        for rule in stages::rules() {
            apply_fixes(&test, rule.name);
        }
    }
    let left = test.errors();
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn a_themes_mistake_is_reported_by_a_build() {
    let rule = stages::find_rule("theme-error").unwrap();
    let run = ManualTest::new(rule.example).build();
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.contains("theme-error"), "{}", run.stderr);
}

#[test]
fn explain_shows_every_rule_with_its_example() {
    let test = ManualTest::new::<&str>(&[]);
    for rule in stages::rules() {
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
