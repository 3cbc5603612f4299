//! OpenControl and the checklists of rdm.

use super::*;

const OPENCONTROL: &str = "name: Own  controls
AC:
  type: family
  name: Access
AC-2 (1):
  family: AC
  name: By machine
  description: Machines do it.
AC-2:
  family: AC
  name: Accounts
  description: ''
AC-3:
  family: AC
  name: Old
  description: '[Withdrawn: Incorporated into AC-2].'
CC6.1:
  family: CC6
  name: Logical access
X1:
  family: Other things
";

#[test]
fn a_standard_of_opencontrol_has_its_families_as_headings() {
    let files = Files::new(&[("own.yaml", OPENCONTROL)]);
    let imported = files.import("own.yaml", &choices()).unwrap();
    assert_eq!(
        lines(&imported),
        [
            "AC: Access",
            "AC-2* < AC: Accounts",
            "AC-2(1)* < AC-2: By machine",
            "CC6",
            "CC6.1* < CC6: Logical access",
            "Other things",
            "X1* < Other things",
        ]
    );
    assert_eq!(imported.id, "own-controls");
    assert_eq!(
        imported.report,
        [
            "own.yaml: OpenControl standard; 4 requirements below 3 headings",
            "left out: 1 withdrawn clause (AC-3)",
            "left out: the text of 1 clause, which is the publisher's; --texts takes it as the summary, where \
             you may use it",
            "in doubt: 1 clause with an empty text, as withdrawn ones have it (AC-2); compare with the publisher's \
             list, and take out what was withdrawn",
            "to be filled in: the titles of 2 headings (CC6, Other things)",
            "to be filled in: title, publisher, edition, language",
        ]
    );
}

#[test]
fn a_certification_chooses_from_the_standard_of_its_name() {
    let certification = "name: Low\nstandards:\n  Own controls:\n    AC-2 (1): {}\n    AC-3: {}\n";
    let other = "name: Other\nAC-2:\n  name: Wrong\n";
    let files = Files::new(&[
        ("low.yaml", certification),
        ("../standards/a.yaml", other),
        ("../standards/own.yaml", OPENCONTROL),
    ]);
    // The names of the standard differ in blanks, which a key of YAML keeps.
    let message = files
        .import("low.yaml", &choices())
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("the standard `Own controls` of the certification"),
        "{message}"
    );
    let own = OPENCONTROL.replace("Own  controls", "Own controls");
    let files = Files::new(&[
        ("low.yaml", certification),
        ("../standards/own.yaml", &*own),
    ]);
    let imported = files.import("low.yaml", &choices()).unwrap();
    assert_eq!(
        lines(&imported),
        ["AC: Access", "AC-2(1)* < AC: By machine"]
    );
    let more = format!("{certification}    AC-9: {{}}\n");
    let message = refusal(&[("low.yaml", &*more), ("own.yaml", &*own)], "low.yaml");
    assert!(
        message.contains("does not have 1 control of the certification: AC-9"),
        "{message}"
    );
}

#[test]
fn a_checklist_of_rdm_brings_those_that_it_includes() {
    let files = Files::new(&[
        (
            "a_class_c.txt",
            "# Comment\n\n62304:5.1 Plan\ninclude base\n  62304:5.1.c Plan: audience\n",
        ),
        (
            "base.txt",
            "include a_class_c.txt\n62304:4.3.b Safety\n62304:5.1 Plan again\n",
        ),
    ]);
    let imported = files.import("a_class_c.txt", &choices()).unwrap();
    assert_eq!(
        lines(&imported),
        [
            "4.3.b*: Safety",
            "5.1*: Plan",
            "5.1.c* < 5.1: Plan: audience"
        ]
    );
    assert!(standard(&imported).is_named("62304"));
    let message = refusal(&[("a.txt", "include b\n5.1 Plan\n")], "a.txt");
    assert!(
        message.contains("line 1 of a.txt includes `b`, which is not beside it"),
        "{message}"
    );
    let message = refusal(&[("a.txt", "Dear reader, look at 5.1\n")], "a.txt");
    assert!(
        message.contains("line 1 of a.txt begins with `Dear`"),
        "{message}"
    );
}

#[test]
fn an_entry_of_opencontrol_that_may_be_a_requirement_stays_and_others_are_told() {
    let text = "name: Own\nlicense: public\nAC-1:\n  family: AC\n  name: Accounts\n  references:\n  - url: x\n\
                AC-2: {}\nAC-3:\nAC-4: ''\nAC-5:\n  title: Passwords\nAC-6: Badges\nAC-7: [a, b]\n\
                AC-8:\n  name: Withdrawn, lost or stolen badges\n";
    let files = Files::new(&[("own.yaml", text)]);
    let imported = files.import("own.yaml", &choices()).unwrap();
    assert_eq!(
        lines(&imported),
        [
            "AC",
            "AC-1* < AC: Accounts",
            "AC-2* < AC",
            "AC-3* < AC",
            "AC-4* < AC",
            "AC-5* < AC",
            "AC-8* < AC: Withdrawn, lost or stolen badges",
        ]
    );
    assert_eq!(
        imported.report,
        [
            "own.yaml: OpenControl standard; 6 requirements below 1 heading",
            "passed over: 3 entries that are no tables (`license` in line 2, a text, `AC-6` in line 13, a text, \
             `AC-7` in line 14, a list)",
            "passed over: 1 field of a control with tables (`references` in line 6, a list)",
            "in doubt: 1 clause whose text begins with \"withdrawn\" and goes on (AC-8); compare with the \
             publisher's list, and take out what was withdrawn",
            "in doubt: 4 clauses whose entries have none of the fields `family`, `name` and `description` \
             (AC-2, AC-3, AC-4, AC-5); compare with the publisher's list, and take out what is no requirement",
            "to be filled in: the titles of 1 heading (AC)",
            "to be filled in: title, publisher, edition, language",
        ]
    );
    let marked = "# In doubt: its entry has none of the fields family, name and description.\n[[clause]]\n\
                  number = \"AC-2\"\n";
    assert!(imported.toml.contains(marked), "{}", imported.toml);
}

#[test]
fn controls_below_other_entries_of_opencontrol_are_refused() {
    for (text, line, name) in [
        (
            "AC-1:\n  name: A\n  controls:\n    AC-2:\n      name: B\n",
            3,
            "controls",
        ),
        (
            "AC-1:\n  name: A\n  Controls:\n  - name: B\n",
            3,
            "Controls",
        ),
        ("controls:\n  AC-1:\n    name: A\n", 1, "controls"),
        ("requirements:\n- AC-1\n", 1, "requirements"),
        ("AC:\n  AC-1:\n    name: A\n", 2, "AC-1"),
        ("all:\n- AC:\n    AC-1:\n      family: A\n", 3, "AC-1"),
    ] {
        let message = refusal(&[("own.yaml", text)], "own.yaml");
        let expected = format!(
            "line {line}: `{name}` holds controls, or is one, below another entry, so that they would be lost; \
             put each control under its number at the beginning of a line"
        );
        assert_eq!(message, expected, "{text}");
    }
}

#[test]
fn a_certification_loses_nothing_without_a_word() {
    let own = OPENCONTROL.replace("Own  controls", "Own controls");
    let listed = "name: Low\nstandards:\n  Own controls:\n  - AC-2\n";
    let message = refusal(&[("low.yaml", listed), ("own.yaml", &*own)], "low.yaml");
    assert_eq!(
        message,
        "line 3: the controls of `Own controls` are a list; write them as a table, each number with a colon \
         (`AC-1: {}`)"
    );
    let beside =
        "name: Low\nstandards:\n  Own controls:\n    AC-2: {}\n    Other things: {}\nX1: {}\n";
    let files = Files::new(&[("low.yaml", beside), ("own.yaml", &*own)]);
    let imported = files.import("low.yaml", &choices()).unwrap();
    assert_eq!(lines(&imported), ["AC: Access", "AC-2* < AC: Accounts"]);
    let told: Vec<&String> = imported
        .report
        .iter()
        .filter(|line| line.starts_with("passed over"))
        .collect();
    assert_eq!(
        told,
        [
            "passed over: 1 family of which the certification names no control (Other things)",
            "passed over: 1 entry of the certification beside its standards (`X1` in line 6, a table)",
        ]
    );
}

#[test]
fn two_keys_of_a_checklist_that_would_be_one_number_are_refused() {
    let message = refusal(&[("a.txt", "A-1 Plan\nA/1 Review\n")], "a.txt");
    assert_eq!(
        message,
        "the keys `A-1` (a.txt, line 1) and `A/1` (a.txt, line 2) would both be the number A-1, since a number \
         of a catalog has no colon, slash, bar or hash; change one of them"
    );
    let files = Files::new(&[
        ("a.txt", "5.1 Plan\ninclude b\n"),
        ("b.txt", "5.1 Plan\n5.2 Do\n"),
    ]);
    let imported = files.import("a.txt", &choices()).unwrap();
    assert_eq!(lines(&imported), ["5.1*: Plan", "5.2*: Do"]);
    assert_eq!(
        imported.report[2],
        "passed over: 1 line whose key another line has before (5.1 in b.txt, line 1)"
    );
}

#[test]
fn a_file_beside_the_list_that_cannot_be_read_is_told() {
    let message = refusal(&[("a.txt", "include unreadable\n")], "a.txt");
    assert_eq!(message, "unreadable is locked");
}
