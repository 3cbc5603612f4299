//! A mistake in `manual.toml` or in a standard's file is reported once, without the errors in pages
//! that only follow from it.

use snapbox::{IntoData, assert_data_eq, str};

use crate::manual_test::ManualTest;

const SETTINGS: &str = r#"title = "Quality manual"
standards = ["house", "iso-9001-2015"]
[fields]
version = "revision"
[variables]
company = "Harrow Bearings"
[kind.lot]
class = "record"
fields = { steel = "text" }
"#;

const HOUSE: &str = r#"id = "house"
[[clause]]
number = "1"
title = "Order"
[[clause]]
number = "2"
title = "Care"
"#;

/// A page that depends on the settings, except for the broken reference in its last line.
const PAGE: &str = "---
id: QP-01
title: Purchasing
kind: procedure
version: 1
status: approved
owner: Buyer
approver: Quality manager
effective: 2026-02-01
records: [lot]
clauses: [1, 2, iso-9001-2015:8.4.1]
---
{{ company }} buys steel, [[clause:house:2]], [[clause:iso-9001-2015:8.4]], [[LOT-1]].

See [[QP-99]].
";

const LOT: &str = "---\nid: LOT-1\ntitle: Lot\nkind: lot\nowner: Buyer\nsteel: 100Cr6\nclauses: [2]\n---\nText.\n";

fn manual(settings: &str, house: &str) -> ManualTest {
    ManualTest::new(&[
        ("manual.toml", settings),
        ("standards/house.toml", house),
        ("procedures/a.md", PAGE),
        ("records/lot.md", LOT),
    ])
}

/// The output of `check`. Also checks that a build fails and publishes nothing.
#[track_caller]
fn report(test: &ManualTest) -> String {
    let build = test.build();
    assert_eq!(build.status, 1, "{}", build.stderr);
    assert!(!test.site().join("index.html").exists());
    let check = test.run(&["check", "--color", "never"]);
    assert_eq!(check.status, 1);
    check.stderr
}

/// Each error as `rule file:line`.
fn mistakes(test: &ManualTest) -> Vec<String> {
    let errors = test.errors().into_iter();
    errors
        .map(|error| format!("{} {}:{}", error.rule, error.file, error.line))
        .collect()
}

const BROKEN_REFERENCE: &str = "broken-reference procedures/a.md:15";

#[test]
fn a_manual_that_is_read_has_the_one_mistake() {
    assert_eq!(mistakes(&manual(SETTINGS, HOUSE)), [BROKEN_REFERENCE]);
}

#[test]
fn a_syntax_error_in_the_settings_stands_beside_what_does_not_follow_from_it() {
    let broken = SETTINGS.replace(
        "[\"house\", \"iso-9001-2015\"]",
        "[\"house, \"iso-9001-2015\"]",
    );
    assert_data_eq!(report(&manual(&broken, HOUSE)), str![[r#"
error[syntax-error]: missing comma between array elements, expected `,`
 --> manual/manual.toml:2:23
  |
2 | standards = ["house, "iso-9001-2015"]
  |                       ^
  |
  = help: mend this first: until then nothing is judged by these settings; 6 mentions of clauses are not checked yet

error[broken-reference]: there is no document or record `QP-99`
  --> manual/procedures/a.md:15:7
   |
15 | See [[QP-99]].
   |       ^^^^^
   |
   = help: did you mean `QP-01`?

2 errors, which stop a build
changes without a revision are not looked for: the manual lies in no git repository

"#]].raw());
}

#[test]
fn a_standard_that_is_not_found_is_reported_where_it_is_listed() {
    let misspelt = SETTINGS.replace("[\"house\", ", "[\"hose\", ");
    let test = manual(&misspelt, HOUSE);
    assert_eq!(
        mistakes(&test),
        ["unknown-standard manual.toml:2", BROKEN_REFERENCE]
    );
    let help = test.only("unknown-standard").help;
    assert_eq!(
        help,
        "did you mean `house`? 4 mentions of clauses are not checked yet"
    );
    let test = manual(&SETTINGS.replace("standards =", "standard ="), HOUSE);
    assert_eq!(
        mistakes(&test),
        ["unknown-setting manual.toml:2", BROKEN_REFERENCE]
    );
}

#[test]
fn a_bare_number_is_never_one_of_the_second_standard() {
    let settings = "title = \"M\"\nstandards = [\"hose\", \"iso-9002-1994\"]\n\
                    [rules]\nunknown-standard = \"warn\"\n";
    let page = PAGE.replace("[1, 2, iso-9001-2015:8.4.1]", "[4.1]");
    let test = ManualTest::new(&[("manual.toml", settings), ("procedures/a.md", &page)]);
    assert_eq!(
        test.clause("iso-9002-1994", "4.1")["claims"],
        serde_json::json!([])
    );
    // A standard that is not found would be missing from the matrix: no level lets it pass.
    assert_eq!(test.only("unknown-standard").location(), "manual.toml:2:14");
    assert_eq!(test.run(&["check", "-q"]).status, 1);
}

#[test]
fn other_parts_of_the_settings_explain_what_they_leave_open() {
    for (written, instead, mistake) in [
        (
            "[variables]",
            "[variabels]",
            "unknown-setting manual.toml:5",
        ),
        ("\"Harrow Bearings\"", "[1]", "invalid-value manual.toml:6"),
        ("[fields]", "[felds]", "unknown-setting manual.toml:3"),
        ("\"record\"", "\"recrod\"", "invalid-value manual.toml:8"),
        ("[variables]", "[variables", "syntax-error manual.toml:5"),
        ("[kind.lot]", "[kind.lot", "syntax-error manual.toml:7"),
    ] {
        let test = manual(&SETTINGS.replace(written, instead), HOUSE);
        assert_eq!(mistakes(&test), [mistake, BROKEN_REFERENCE], "{instead}");
    }
}

#[test]
fn what_the_manual_lets_pass_explains_nothing() {
    let settings = SETTINGS.replace("[variables]", "[variabels]");
    let settings = format!("{settings}[rules]\nunknown-setting = \"warn\"\n");
    assert_eq!(
        mistakes(&manual(&settings, HOUSE)),
        ["unknown-variable procedures/a.md:13", BROKEN_REFERENCE]
    );
}

#[test]
fn a_broken_standard_says_how_many_clauses_were_not_looked_up() {
    let broken = HOUSE.replace("[[clause]]\nnumber = \"2\"", "[[clause\nnumber = \"2\"");
    let quiet = format!("{SETTINGS}[rules]\nunaddressed-requirement = \"allow\"\n");
    assert_data_eq!(
        report(&manual(&quiet, &broken)),
        str![[r#"
warning[replaced-edition]: ISO 9001:2015 was replaced by ISO 9001:2026 on 2026-09-16; certificates to it end on 2029-09-30 (from one source)
 --> manual/manual.toml:2:23
  |
2 | standards = ["house", "iso-9001-2015"]
  |                       ^^^^^^^^^^^^^^^
  |
  = help: add `iso-9001-2026` to the standards of manual.toml; `clausebook transition iso-9001-2015 iso-9001-2026` says what can be carried over

These stop a build:

error[broken-reference]: there is no document or record `QP-99`
  --> manual/procedures/a.md:15:7
   |
15 | See [[QP-99]].
   |       ^^^^^
   |
   = help: did you mean `QP-01`?

error[syntax-error]: unclosed array table, expected `]]`
 --> manual/standards/house.toml:5:9
  |
5 | [[clause
  |         ^
  |
  = help: mend this first: 3 mentions of clauses are not checked yet

2 errors, which stop a build; 1 warning
changes without a revision are not looked for: the manual lies in no git repository

"#]]
        .raw()
    );
    // The whole file of the standard cannot be parsed.
    let test = manual(SETTINGS, &HOUSE.replace("id = \"house\"", "id house"));
    assert_eq!(
        mistakes(&test),
        [BROKEN_REFERENCE, "syntax-error standards/house.toml:1"]
    );
    assert_eq!(
        test.only("syntax-error").help,
        "mend this first: 4 mentions of clauses are not checked yet"
    );
}

#[test]
fn claims_and_references_in_settings_and_catalogs_are_reported_where_they_are_written() {
    let settings = "title = \"M [[QP-01]]\"\nstandards = [\"house\"]\n\
        [[exclusion]]\nclause = \"2\"\njustification = \"None, [[satisfies:1]].\"\napproved_by = \"Board\"\n\
        [[applicability]]\nclause = \"1\"\nreason = \"law\"\ntext = \"By {clause=1} and [[QP-01|it]].\"\n\
        [[menu]]\ntitle = \"[[QP-01]]\"\nto = \"[[QP-01]]\"\n\
        [variables]\nlink = \"\\\\[[QP-01]] `[[satisfies:1]]`\"\n";
    let catalog = HOUSE.replacen(
        "[[clause]]\n",
        "[[clause]]\nsummary = \"As [[clause:2]].\"\n",
        1,
    );
    let test = ManualTest::new(&[
        ("manual.toml", settings),
        ("standards/house.toml", &catalog),
        (
            "procedures/a.md",
            &PAGE.replace("[1, 2, iso-9001-2015:8.4.1]", "[1]"),
        ),
    ]);
    let told = test.diagnostics().into_iter();
    let told = told.filter(|one| one.rule.starts_with("unread-"));
    let told: Vec<String> = told
        .map(|one| format!("{} {}: {}", one.rule, one.location(), one.message))
        .collect();
    let place = catalog
        .lines()
        .position(|line| line.contains("As [["))
        .unwrap()
        + 1;
    assert_eq!(
        told,
        [
            "unread-link manual.toml:1:12: `[[QP-01]]` is not read as a reference here: readers see the brackets".to_owned(),
            "unread-claim manual.toml:5:24: `[[satisfies:1]]` is not read here: it counts nowhere".to_owned(),
            "unread-claim manual.toml:10:12: `{clause=1}` is not read here: it counts nowhere".to_owned(),
            "unread-link manual.toml:10:27: `[[QP-01|it]]` is not read as a reference here: readers see the brackets".to_owned(),
            "unread-link manual.toml:12:10: `[[QP-01]]` is not read as a reference here: readers see the brackets".to_owned(),
            format!("unread-link standards/house.toml:{place}:15: `[[clause:2]]` is not read as a reference here: readers see the brackets"),
        ]
    );
}
