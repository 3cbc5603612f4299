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
            "to be filled in: title, publisher, edition",
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
