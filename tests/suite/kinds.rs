//! `kinds` shows the kinds of documents and records, the manual's own among them.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use crate::manual_test::{ManualTest, PLAIN_MANUAL, clausebook, run};

fn calibrating() -> ManualTest {
    let settings = format!(
        "{PLAIN_MANUAL}[fields]\nversion = \"revision\"\nagreed = \"state\"\n\
         [values.state]\n\"abgesagt\" = \"cancelled\"\n\
         [kind.calibration]\nclass = \"record\"\nprefix = \"CAL\"\n\
         fields = {{ instrument = {{ type = \"text\", required = true, meaning = \"what it is\" }}, due = \"date\", \
         state = {{ one_of = [\"open\", \"closed\"] }} }}\n"
    );
    ManualTest::new(&[("manual.toml", settings)])
}

#[test]
fn one_kind_is_shown_with_its_rules_and_an_example() {
    let test = calibrating();
    let shown = test.run(&["kinds", "calibration"]);
    assert_eq!((shown.status, shown.stderr.as_str()), (0, ""));
    assert_data_eq!(
        shown.stdout,
        str![[r#"
calibration: Calibration, record; ids CAL-01 …, files in records/calibrations
  id          id                               required
      the name in references and in addresses; never given to another page
  title       text                             required
      its title; if it is left out, the first heading of the text, else the file's name
  kind        text                             required
      the name of its kind
  owner       text                             required
      the role that is responsible for it
  form        reference
      the form on which it was written
  clauses     clauses, such as [8.4.1, 8.4.2]
      the clauses that it concerns: the scope of an audit, what a finding is about
  documents   references
      the documents that it concerns
  audience    texts, such as [one, another]
      for whom it is: audiences that manual.toml names
  language    language, such as de, pt-BR
      the language of its text: en, de, pt-BR; the manual's if nothing says another
  instrument  text                             required
      what it is
  due         date, such as 2026-11-23
  state       open | closed                    written agreed in this manual
  - open when `agreed` is open, or when `agreed` is left out
  - due on the date of `due`

An example, as clausebook --manual [..]/manual --as-of 2026-11-23 new calibration Title begins a record:

    ---
    id: CAL-01
    title: Title
    kind: calibration
    owner: "Quality manager"   # a role, never a person's name
    # form: …
    # clauses: ["8.4.1"]
    # documents: […]
    instrument:   # to be filled in
    # due: …
    agreed: open   # open | closed
    ---
    Say here what was seen, decided or done.

"#]]
    );
}

#[test]
fn a_manual_s_own_names_stand_beside_the_built_in_ones() {
    let test = calibrating();
    let all = test.run(&["kinds"]).stdout;
    let (_, audit) = all.split_once("\naudit: ").unwrap();
    let (audit, _) = audit.split_once("\n\n").unwrap();
    assert_data_eq!(
        audit,
        str![[r#"
Audit, record in the role audit; ids AUD-01 …, files in records/audits
  date     date, such as 2026-11-23  required
  type     internal | supplier | certification | surveillance
  auditor  text
  state    planned | done | cancelled (abgesagt = cancelled)  required; written agreed in this manual
  sampled  samples, such as [{ clause: 8.4.1, verdict: conforms, note: … }]
  - open when `agreed` is planned, or when `agreed` is left out
  - due on the date of `date`
  - counts as done when `agreed` is done
  - happened on `date`
"#]]
    );
    assert!(
        all.contains("\ncalibration: Calibration, record; ids CAL-01 "),
        "{all}"
    );
    let (documents, _) = all.split_once("\n\n").unwrap();
    assert_data_eq!(
        documents,
        str![[r#"
Every document has
  id               id                                    required
  title            text                                  required
  kind             text                                  required
  revision         text                                  required; written version in this manual
  status           draft | review | approved | obsolete  required
  owner            text                                  required
  approver         text                                  required once approved
  effective        date, such as 2026-11-23              required once approved
  review_due       date, such as 2026-11-23
  review_interval  interval, such as 12 months
  clauses          claims, such as [8.4.1, 8.4.2]
  records          evidence, such as [FM-012, audit]
  roles            texts, such as [one, another]
  supersedes       references
  audience         texts, such as [one, another]
  language         language, such as de, pt-BR
  history          history, such as [{ revision: 1, date: 2026-11-23, change: … }]
  - its review is due on `review_due`, else `review_interval`, else 12 months, after `effective`
"#]]
    );
}

#[test]
fn kinds_need_no_manual() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = clausebook();
    let shown = run(command
        .args(["kinds", "--format", "json"])
        .current_dir(folder.path()));
    assert_eq!(shown.status, 0, "{}", shown.stderr);
    let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(shown["schema"], "clausebook.kinds/1");
    let kinds = shown["kinds"].as_array().unwrap();
    let names: Vec<&str> = kinds
        .iter()
        .map(|kind| kind["name"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 18, "{names:?}");
    let of = |name| &kinds[names.iter().position(|known| *known == name).unwrap()];
    assert_eq!(of("finding")["open_when"], json!({ "state": ["open"] }));
    assert_eq!(of("action")["happened"], json!(["completed", "effective"]));
    assert_eq!(
        of("objective")["fields"]["direction"],
        json!({
            "one_of": ["at-least", "at-most", "within"],
            "required": { "given": "target" },
            "meaning": "whether figures are to be at least the target, at most the target, or within the limits"
        })
    );
}

#[test]
fn an_unknown_kind_and_a_manual_that_is_not_there_are_told() {
    let test = calibrating();
    for (words, expected) in [
        (
            &["kinds", "calibratoin"][..],
            "error: there is no kind `calibratoin`; did you mean `calibration`?\n",
        ),
        (
            &["kinds", "--manual", "nowhere"],
            "error: there is no folder `nowhere`\n",
        ),
    ] {
        let run = run(clausebook().args(words).current_dir(test.manual()));
        assert_eq!((run.status, run.stderr.as_str()), (2, expected));
    }
    test.write("manual.toml", "title = \n");
    let run = test.run(&["kinds", "audit"]);
    assert_eq!(run.status, 0);
    let said = "manual.toml has mistakes, so kinds may be missing here: clausebook --manual ";
    assert!(run.stderr.starts_with(said), "{}", run.stderr);
}
