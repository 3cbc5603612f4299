//! Registers: records, their fields and data files, their rules, and their output.

mod doubt;
mod new_files;

use serde_json::Value;

use snapbox::{assert_data_eq, str};

use crate::manual_test::{ManualTest, PLAIN_MANUAL};

fn record(kind: &str, id: &str, fields: &str) -> (String, String) {
    let text = format!(
        "---\nid: {id}\ntitle: Title of {id}\nkind: {kind}\nowner: Quality manager\n{fields}\n---\nText.\n"
    );
    (format!("records/{id}.md"), text)
}

fn procedure(id: &str, revision: &str, fields: &str) -> (String, String) {
    let text = format!(
        "---\nid: {id}\ntitle: Title of {id}\nkind: procedure\nrevision: {revision}\n\
         status: approved\nowner: Purchasing manager\napprover: Quality manager\n\
         effective: 2026-02-01\nreview_due: 2027-02-01\n{fields}\n---\nText.\n"
    );
    (format!("procedures/{id}.md"), text)
}

fn manual(files: &[(String, String)]) -> ManualTest {
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
    ManualTest::new(&files)
}

fn registers(test: &ManualTest, arguments: &[&str]) -> Value {
    let run = test.run(&[&["registers", "--format", "json"], arguments].concat());
    serde_json::from_str(&run.stdout)
        .unwrap_or_else(|error| panic!("{error}\n{}\n{}", run.stdout, run.stderr))
}

#[test]
fn a_record_is_printed_with_its_fields_as_they_are_typed() {
    let test = manual(&[
        procedure("QP-07", "3", ""),
        record(
            "action",
            "CA-10",
            "clauses: [8.4.1, \"8.4.1 b)\"]\ndocuments: [QP-07]\ntype: corrective\n\
             due: 2026-11-22\neffective: { verified: no, date: 2026-11-01 }\nstate: reopened",
        ),
        record("action", "CA-9", "state: closed\ntype: correction"),
        record(
            "risk",
            "RSK-1",
            "likelihood: 2\nseverity: 4.5\nstate: open\nreview: 2027-01-01",
        ),
        record("audit", "AUD-1", "date: 2026-05-04\nstate: done"),
    ]);
    let printed = registers(&test, &[]);
    assert_eq!(printed["schema"], "clausebook.registers/1");
    assert_eq!(printed["as_of"], "2026-11-23");
    let records = printed["records"].as_array().unwrap();
    let ids: Vec<&str> = records
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(
        ids,
        ["CA-9", "CA-10", "AUD-1", "RSK-1"],
        "by kind, then by id"
    );
    let expected = serde_json::json!({
        "id": "CA-10",
        "kind": "action",
        "title": "Title of CA-10",
        "owner": "Quality manager",
        "open": true,
        "overdue": true,
        "due": "2026-11-22",
        "clauses": ["iso-9001-2015:8.4.1"],
        "fields": {
            "documents": ["QP-07"],
            "type": "corrective",
            "due": "2026-11-22",
            "effective": { "verified": false, "date": "2026-11-01" },
            "state": "reopened"
        },
        "file": "records/CA-10.md",
        "lapsed": false,
        "replaced_by": null,
        "late": true,
        "days_open": null,
        "days_late": 1,
        "happened": true,
        "future_dated": false
    });
    assert_eq!(records[1], expected);
    assert_eq!(records[3]["fields"]["likelihood"], 2);
    assert_eq!(records[3]["fields"]["severity"], 4.5);
    assert_eq!(records[2]["due"], "2026-05-04");
    let of_kind = registers(&test, &["Actions"]);
    assert_eq!(of_kind["records"].as_array().unwrap().len(), 2);
}

#[test]
fn an_unknown_register_names_the_nearest() {
    let test = manual(&[]);
    let run = test.run(&["registers", "audti"]);
    assert_eq!(run.status, 2);
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: there is no register `audti`; did you mean `audit`?

"#]]
    );
    let run = test.run(&["registers", "procedure"]);
    assert_eq!(run.status, 2);
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: there is no register `procedure`; procedures are documents: the site's master list shows them; records are audit, finding, action, objective, review, training, feedback, inspection, supplier, equipment, risk, certificate

"#]]
    );
}

#[test]
fn a_register_as_csv_has_the_columns_of_its_kind() {
    let test = manual(&[record(
        "equipment",
        "EQ-1",
        "instrument: \"=Micrometer, 14\"\ncalibrated: 2025-11-10\ninterval: 12 months\nresult: pass",
    )]);
    let run = test.run(&["registers", "equipment", "--format", "csv"]);
    assert_eq!(
        run.stdout,
        "id,title,instrument,location,calibrated,interval,result,owner,clauses,open,due,overdue,\
         lapsed,replaced_by,days_open,days_late,file,happened,future_dated\n\
         EQ-1,Title of EQ-1,\"'=Micrometer, 14\",,2025-11-10,12 months,pass,Quality manager,,no,\
         2026-11-10,no,yes,,,13,records/EQ-1.md,yes,no\n"
    );
    let run = test.run(&["registers", "--format", "csv"]);
    assert!(
        run.stdout.starts_with("id,kind,title,owner,clauses,open,"),
        "{}",
        run.stdout
    );
    let run = test.run(&["registers"]);
    assert!(
        run.stdout
            .starts_with("Measuring equipment: 1, 1 overdue\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_wrong_value_is_reported_at_that_value() {
    let test = manual(&[
        record("audit", "AUD-1", "date: 2026-05-04\nstate: done"),
        record(
            "risk",
            "RSK-1",
            "likelihood: 6\nseverity: 3\nstate: open\nreview: 2027-01-01",
        ),
        record(
            "finding",
            "NC-1",
            "audit: NC-1\ngrade: minor\nstate: open\ndue: 2027-01-01",
        ),
        record(
            "training",
            "TR-1",
            "person: A\ndocument: AUD-1\nrevision: 1\ndate: 2026-01-01",
        ),
        record(
            "objective",
            "OBJ-1",
            "target: 3\ndirection: within\nperiod: sometimes",
        ),
        record(
            "objective",
            "OBJ-2",
            "limits: { lower: 3, upper: 1 }\ndata: { 2026-10: 1 }\nperiod: month",
        ),
        record("objective", "OBJ-3", "target: 3\nlimits: { lowest: 3 }"),
    ]);
    let mut errors: Vec<(String, String)> = test
        .errors()
        .into_iter()
        .map(|error| (error.location(), error.message))
        .collect();
    errors.sort();
    let error = |location: &str, message: &str| (location.to_owned(), message.to_owned());
    assert_eq!(
        errors,
        [
            error(
                "records/NC-1.md:6:8",
                "`NC-1` is of kind finding, and `audit` names one of kind audit"
            ),
            error(
                "records/OBJ-1.md:1:1",
                "an objective with direction `within` needs `limits`"
            ),
            error(
                "records/OBJ-1.md:8:9",
                "`sometimes` is not a frequency, which `period` needs"
            ),
            error(
                "records/OBJ-2.md:6:9",
                "the lower limit 3 is above the upper one, 1"
            ),
            error(
                "records/OBJ-3.md:1:1",
                "an objective with `target` needs `direction`"
            ),
            error("records/OBJ-3.md:7:11", "unknown limit `lowest`"),
            error(
                "records/RSK-1.md:6:13",
                "`likelihood` is a number from 1 to 5, and 6 is none"
            ),
            error(
                "records/TR-1.md:7:11",
                "`AUD-1` is of kind audit, and `document` names one of kind document"
            ),
        ]
    );
}

#[test]
fn measurements_come_from_a_csv_file_beside_the_record() {
    let objective = record(
        "objective",
        "OBJ-1",
        "target: 96\ndirection: at-least\nperiod: month\ndata: ../data/delivery.csv",
    );
    let csv = "period,value\n2026-09,96.2\n2026-10,94.6\n";
    let test = manual(&[objective, ("data/delivery.csv".to_owned(), csv.to_owned())]);
    let printed = registers(&test, &["objective"]);
    let one = &printed["records"][0];
    assert_eq!(
        (&one["open"], &one["overdue"]),
        (&true.into(), &false.into())
    );
    assert_eq!(one["due"], "2026-11-30");
    assert_eq!(one["measurement"]["period"], "2026-10");
    assert_eq!(one["measurement"]["value"], 94.6);
    assert_eq!(
        test.only("objective-missed").location(),
        "records/OBJ-1.md:6:9"
    );

    test.write(
        "data/delivery.csv",
        "period,value\n2026-09,96.2\n2026-10,94,6\n",
    );
    assert_eq!(
        test.only("invalid-value").location(),
        "data/delivery.csv:3:12"
    );
    test.write("data/delivery.csv", b"period,value\n2026-09,\xff\n");
    assert_eq!(test.only("unreadable-file").file, "data/delivery.csv");
    // No record uses the data file any more, so its content is not checked.
    test.write(
        "records/OBJ-1.md",
        "---\nid: OBJ-1\ntitle: T\nkind: objective\nowner: QM\n---\n",
    );
    assert_eq!(test.errors(), []);
}

#[test]
fn findings_about_training_stand_where_people_mend_them() {
    let test = manual(&[
        procedure("QP-07", "4", "roles: [Buyer, Inspector]"),
        record(
            "training",
            "TR-1",
            "person: BU-01\nrole: Buyer\ndocument: QP-07\nrevision: 3\ndate: 2025-02-03",
        ),
        record(
            "training",
            "TR-2",
            "person: BU-02\nrole: Buyer\ndocument: QP-07\nrevision: 4\ndate: 2026-02-03\nresult: failed",
        ),
    ]);
    let outdated = test.only("training-outdated");
    assert_eq!(outdated.location(), "records/TR-1.md:9:11");
    let missing: Vec<(String, String)> = test
        .diagnostics()
        .into_iter()
        .filter(|one| one.rule == "training-missing")
        .map(|one| (one.location(), one.message))
        .collect();
    let missing: Vec<(&str, &str)> = missing.iter().map(|(p, m)| (&**p, &**m)).collect();
    assert_eq!(
        missing,
        [
            (
                "procedures/QP-07.md:11:9",
                "of role Buyer, not trained on QP-07: BU-02"
            ),
            (
                "procedures/QP-07.md:11:16",
                "QP-07 asks for the role Inspector, for which nobody was trained"
            ),
        ]
    );
}

#[test]
fn rules_about_actions_spare_what_is_in_order() {
    let closed = |kind: &str, more: &str| format!("type: {kind}\nstate: closed\n{more}");
    let test = manual(&[
        record(
            "finding",
            "NC-1",
            "grade: minor\nstate: open\ndue: 2026-11-22",
        ),
        record(
            "finding",
            "NC-2",
            "grade: minor\nstate: open\ndue: 2026-11-22",
        ),
        record(
            "action",
            "CA-1",
            "source: NC-1\nstate: open\ndue: 2027-01-01",
        ),
        record(
            "action",
            "CA-2",
            &closed("corrective", "root_cause: Worn tool\neffective: yes"),
        ),
        record("action", "CA-3", &closed("correction", "")),
        record("action", "CA-4", &closed("corrective", "effective: no")),
    ]);
    let named = |rule: &str| -> Vec<String> {
        let all = test.diagnostics().into_iter();
        all.filter(|one| one.rule == rule)
            .map(|one| one.file)
            .collect()
    };
    assert_eq!(named("finding-without-action"), ["records/NC-2.md"]);
    assert_eq!(
        named("record-overdue"),
        ["records/NC-1.md", "records/NC-2.md"]
    );
    assert_eq!(
        named("action-closed-without-root-cause"),
        ["records/CA-4.md"]
    );
    assert_eq!(
        named("action-closed-without-verification"),
        ["records/CA-4.md"]
    );
}

#[test]
fn an_auditor_is_independent_of_what_others_own() {
    let audit = |id: &str, auditor: &str, state: &str| {
        let fields =
            format!("date: 2026-05-04\nstate: {state}\nauditor: {auditor}\ndocuments: [QP-07]");
        record("audit", id, &fields)
    };
    let test = manual(&[
        procedure("QP-07", "4", ""),
        audit("AUD-1", "purchasing manager", "done"),
        audit("AUD-2", "Sales manager", "done"),
        audit("AUD-3", "Purchasing manager", "cancelled"),
    ]);
    assert_eq!(
        test.only("audit-not-independent").location(),
        "records/AUD-1.md:8:10"
    );
}

#[test]
fn a_kind_of_the_manual_names_its_own_rule_and_its_mistakes_are_found() {
    let kind = "[kind.permit]\nclass = \"record\"\ndue = \"until\"\noverdue_rule = \"certificate-expired\"\n\
        fields = { until = \"date\", by = { type = \"reference\", to = \"action\" } }\n";
    let manual = |more: &str| format!("{PLAIN_MANUAL}{kind}{more}");
    let (path, text) = record("permit", "PER-1", "until: 2026-11-22");
    let test = ManualTest::new(&[("manual.toml", manual("")), (&path, text)]);
    assert_eq!(test.errors(), []);
    assert_eq!(
        test.only("certificate-expired").location(),
        "records/PER-1.md:6:8"
    );
    let columns = test.run(&["registers", "permit", "--format", "csv"]).stdout;
    assert!(columns.starts_with("id,title,until,by,owner,"), "{columns}");

    let wrong = "[kind.permit2]\nclass = \"record\"\ndue = \"untill\"\nopen_when = { state = [\"x\"] }\n\
        replaced = { same = [\"a\"] }\noverdue_rule = \"record-overdu\"\n\
        fields = { x = { type = \"text\", to = \"audit\" }, y = { type = \"reference\", to = \"audti\" } }\n";
    test.write("manual.toml", manual(wrong));
    let mut lines: Vec<u64> = test.errors().iter().map(|error| error.line).collect();
    lines.sort_unstable();
    assert_eq!(lines, [11, 12, 13, 14, 15, 15]);
}
