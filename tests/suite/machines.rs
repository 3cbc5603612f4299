//! What programs read of a check, and how they compare it with the last one: SARIF, JUnit, baselines,
//! the least coverage, what falls due.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use crate::manual_test::{ManualTest, PLAIN_MANUAL};

const PAGE: &str = "---\nid: QP-07\ntitle: Purchasing\nkind: procedure\nrevision: 3\nstatus: \
                    approved\nowner: Buyer\napprover: Quality manager\neffective: 2026-02-01\n\
                    clauses: [8.4.1, 8.4.9]\n---\nSee [[QP-1]], and [[QP-1]].\n";

fn manual() -> ManualTest {
    ManualTest::new(&[("procedures/a [1].md", PAGE)])
}

fn sarif(test: &ManualTest) -> Value {
    let run = test.run(&["check", "--format", "sarif"]);
    serde_json::from_str(&run.stdout).unwrap()
}

/// The parts of SARIF 2.1.0 that we write: for each object the properties that may be there, and
/// those that must be.
const OBJECTS: [(&str, &[&str], &[&str]); 16] = [
    ("log", &["$schema", "version", "runs"], &["version", "runs"]),
    (
        "run",
        &["tool", "columnKind", "originalUriBaseIds", "results"],
        &["tool"],
    ),
    ("tool", &["driver"], &["driver"]),
    ("driver", &["name", "version", "rules"], &["name"]),
    (
        "rule",
        &[
            "id",
            "shortDescription",
            "fullDescription",
            "help",
            "defaultConfiguration",
            "properties",
        ],
        &["id"],
    ),
    ("text", &["text"], &["text"]),
    ("configuration", &["level"], &[]),
    ("bag", &["tags"], &[]),
    (
        "result",
        &[
            "ruleId",
            "ruleIndex",
            "level",
            "message",
            "locations",
            "partialFingerprints",
            "fixes",
        ],
        &["message"],
    ),
    ("location", &["physicalLocation"], &[]),
    (
        "physicalLocation",
        &["artifactLocation", "region"],
        &["artifactLocation"],
    ),
    (
        "artifactLocation",
        &["uri", "uriBaseId", "description"],
        &[],
    ),
    (
        "region",
        &["startLine", "startColumn", "endLine", "endColumn"],
        &[],
    ),
    (
        "fix",
        &["description", "artifactChanges"],
        &["artifactChanges"],
    ),
    (
        "artifactChange",
        &["artifactLocation", "replacements"],
        &["artifactLocation", "replacements"],
    ),
    (
        "replacement",
        &["deletedRegion", "insertedContent"],
        &["deletedRegion"],
    ),
];

/// The object that a property of an object holds.
const PARTS: [(&str, &str, &str); 24] = [
    ("log", "runs", "run"),
    ("run", "tool", "tool"),
    ("run", "results", "result"),
    ("tool", "driver", "driver"),
    ("driver", "rules", "rule"),
    ("rule", "shortDescription", "text"),
    ("rule", "fullDescription", "text"),
    ("rule", "help", "text"),
    ("rule", "defaultConfiguration", "configuration"),
    ("rule", "properties", "bag"),
    ("result", "message", "text"),
    ("result", "locations", "location"),
    ("result", "fixes", "fix"),
    ("location", "physicalLocation", "physicalLocation"),
    ("physicalLocation", "artifactLocation", "artifactLocation"),
    ("physicalLocation", "region", "region"),
    ("artifactLocation", "description", "text"),
    ("fix", "description", "text"),
    ("fix", "artifactChanges", "artifactChange"),
    ("artifactChange", "artifactLocation", "artifactLocation"),
    ("artifactChange", "replacements", "replacement"),
    ("replacement", "deletedRegion", "region"),
    ("replacement", "insertedContent", "text"),
    ("run", "originalUriBaseIds", "bases"),
];

fn check_object(kind: &str, value: &Value) {
    if let Value::Array(items) = value {
        items.iter().for_each(|item| check_object(kind, item));
        return;
    }
    let object = value
        .as_object()
        .unwrap_or_else(|| panic!("{kind}: {value}"));
    if kind == "bases" {
        object
            .values()
            .for_each(|base| check_object("artifactLocation", base));
        return;
    }
    let (_, may, must) = OBJECTS.iter().find(|(name, ..)| *name == kind).unwrap();
    for name in *must {
        assert!(object.contains_key(*name), "{kind} needs {name}: {value}");
    }
    for (name, value) in object {
        assert!(may.contains(&name.as_str()), "{kind} has no {name}");
        let part = PARTS.iter().find(|(of, at, _)| (*of, *at) == (kind, name));
        match (part, name.as_str()) {
            (Some((_, _, part)), _) => check_object(part, value),
            (None, "startLine" | "startColumn" | "endLine" | "endColumn") => {
                assert!(value.as_u64().unwrap() > 0, "{name} counts from 1");
            }
            (None, "ruleIndex") => assert!(value.is_u64()),
            (None, "level") => {
                let levels = ["none", "note", "warning", "error"];
                assert!(levels.contains(&value.as_str().unwrap()), "{value}");
            }
            (None, "tags") => assert!(value.as_array().unwrap().iter().all(Value::is_string)),
            (None, "partialFingerprints") => {
                assert!(value.as_object().unwrap().values().all(Value::is_string));
            }
            (None, _) => assert!(value.is_string(), "{kind}.{name}: {value}"),
        }
    }
}

#[test]
fn sarif_has_the_objects_of_the_format_and_no_others() {
    let log = sarif(&manual());
    check_object("log", &log);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let fixed = run["results"].as_array().unwrap();
    assert!(fixed.iter().any(|result| result.get("fixes").is_some()));
}

#[test]
fn sarif_says_which_folder_paths_begin_at() {
    let test = manual();
    let run = &sarif(&test)["runs"][0];
    let base = run["originalUriBaseIds"]["%SRCROOT%"]["uri"]
        .as_str()
        .unwrap();
    assert!(
        base.starts_with("file:///") && base.ends_with('/'),
        "{base}"
    );
    let location = &run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    let folder = format!(
        "file://{}/",
        test.beside("").to_str().unwrap().trim_end_matches('/')
    );
    assert_eq!(base, folder);
    assert_eq!(location["uriBaseId"], "%SRCROOT%");
    let uri = location["uri"].as_str().unwrap();
    assert!(uri.starts_with("manual/"), "{uri}");
}

#[test]
fn fingerprints_and_names_of_cases_differ_and_stay_where_lines_move() {
    let test = manual();
    let fingerprints = || -> Vec<String> {
        let log = sarif(&test);
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let of = |result: &Value| {
            let prints = result["partialFingerprints"].as_object().unwrap();
            prints["clausebookDiagnostic/v1"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        results.iter().map(of).collect()
    };
    let names = || -> Vec<String> {
        let run = test.run(&["check", "--format", "junit"]);
        let cases = run
            .stdout
            .lines()
            .filter(|line| line.contains("<testcase "));
        let name = |line: &str| {
            let (_, name) = line.split_once(" name=\"").unwrap();
            name.split_once('"').unwrap().0.to_owned()
        };
        cases.map(name).collect()
    };
    let before = (fingerprints(), names());
    let count = before.0.len();
    assert!(count > 60, "{count}");
    assert_eq!(before.0.iter().collect::<BTreeSet<_>>().len(), count);
    assert_eq!(before.1.iter().collect::<BTreeSet<_>>().len(), count);
    let missing = "broken-reference: there is no document or record `QP-1`";
    assert!(before.1.contains(&missing.to_owned()), "{:?}", before.1);
    assert!(before.1.contains(&format!("{missing} (2)")));
    let moved = PAGE.replace("See", "A new line.\n\nSee");
    test.write("procedures/a [1].md", moved);
    assert_eq!((fingerprints(), names()), before);
}

#[test]
fn a_baseline_lets_what_is_known_pass_and_tells_what_is_new_and_what_is_gone() {
    let test = manual();
    let baseline = ["check", "--baseline", "known.json"];
    let missing = test.run(&baseline);
    assert_eq!(missing.status, 2);
    assert_data_eq!(
        missing.stderr,
        str![[r#"
error: `known.json` cannot be read: No such file or directory (os error 2); `clausebook --manual [..]/manual --as-of 2026-11-23 check --write-baseline --baseline known.json` writes it

"#]]
    );
    let written = test.run(&[&baseline[..], &["--write-baseline"]].concat());
    assert_eq!(written.status, 0, "{}", written.stderr);
    assert_data_eq!(
        written.stderr,
        str![[r#"
69 known diagnostics written to known.json; clausebook --manual [..]/manual --as-of 2026-11-23 check --baseline known.json tells what is new

"#]]
    );
    let same = test.run(&baseline);
    assert_eq!(same.status, 0, "{}", same.stderr);
    assert!(
        same.stderr
            .ends_with("69 of known.json are known, and not shown\n"),
        "{}",
        same.stderr
    );

    // One reference is mended, another is new, and everything has moved.
    let edited = PAGE.replace("See [[QP-1]], and [[QP-1]].", "New.\n\n[[QP-1]] [[QP-2]]");
    test.write("procedures/a [1].md", edited);
    let now = test.run(&baseline);
    assert_eq!(now.status, 1);
    assert_data_eq!(
        now.stderr,
        str![[r#"
error[broken-reference]: there is no document or record `QP-2`
  --> manual/procedures/a [1].md:14:12
   |
14 | [[QP-1]] [[QP-2]]
   |            ^^^^
   |
   = help: did you mean `QP-07`?

1 error, which stops a build
changes without a revision are not looked for: the manual lies in no git repository
68 of known.json are known, and not shown
1 of known.json no longer apply:
  procedures/a [1].md: [broken-reference] there is no document or record `QP-1`
`clausebook --manual [..]/manual --as-of 2026-11-23 check --write-baseline --baseline known.json` takes them out

"#]]
    );
    let json = test.run(&[&baseline[..], &["--format", "json"]].concat());
    assert_eq!(
        json.stdout.matches("\"rule\":").count(),
        1,
        "{}",
        json.stdout
    );
    // Other rules are not asked for, and so neither new nor gone.
    let rule = ["--rule", "unaddressed-requirement"];
    let other = test.run(&[&baseline[..], &rule].concat());
    assert_eq!(other.status, 0);
    assert!(
        !other.stderr.contains("no longer apply"),
        "{}",
        other.stderr
    );
}

#[test]
fn a_file_that_cannot_be_read_is_never_known() {
    let test = ManualTest::new(&[("a.md", "```\nnever closed\n")]);
    let arguments = ["check", "--write-baseline", "--baseline", "known.json"];
    let written = test.run(&arguments);
    assert_eq!(written.status, 1);
    assert!(
        written.stderr.contains("error[syntax-error]"),
        "{}",
        written.stderr
    );
    assert_eq!(test.run(&["check", "--baseline", "known.json"]).status, 1);
    // A baseline lets a check pass, not a build.
    let page = test.manual().join("a.md");
    let over = [
        "check",
        "--write-baseline",
        "--baseline",
        page.to_str().unwrap(),
    ];
    assert_eq!(test.run(&over).status, 2);
    assert_eq!(fs::read_to_string(page).unwrap(), "```\nnever closed\n");
    fs::write(test.beside("known.json"), "{}").unwrap();
    let refused = test.run(&["check", "--baseline", "known.json"]);
    assert_eq!(refused.status, 2);
    let begin = "error: `known.json` is no baseline: missing field `schema`";
    assert!(refused.stderr.starts_with(begin), "{}", refused.stderr);
}

#[test]
fn a_check_fails_where_too_little_is_covered() {
    let settings = PLAIN_MANUAL.replace("[\"iso", "[\"iso-9002-1994\", \"iso");
    let page = PAGE
        .replace(", 8.4.9", "")
        .replace("8.4.1", "iso-9001-2015:8.4.1");
    let page = page.replace("See [[QP-1]], and [[QP-1]].", "Buyers ask three suppliers.");
    let test = ManualTest::new(&[("manual.toml", settings), ("a.md", page)]);
    for (least, status) in [
        ("0", 0),
        ("iso-9001-2015=1.5", 0),
        ("iso-9001-2015=1.6", 1),
        ("9001=1.5", 0),
        ("1", 1),
        ("1,9002=0", 0),
        ("iso-9004=1", 2),
        ("lots", 2),
    ] {
        let run = test.run(&["check", "-q", "--min-coverage", least]);
        assert_eq!(run.status, status, "{least}: {}", run.stderr);
    }
    let run = test.run(&["check", "-q", "--min-coverage", "80"]);
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: ISO 9002:1994 is covered to 0.0 % (0 of 48 requirements), and 80 % are asked for: clausebook --manual [..]/manual --as-of 2026-11-23 coverage iso-9002-1994
error: ISO 9001:2015 is covered to 1.5 % (1 of 65 requirements), and 80 % are asked for: clausebook --manual [..]/manual --as-of 2026-11-23 coverage iso-9001-2015

"#]]
    );
}

#[test]
fn what_falls_due_is_listed_for_reminders() {
    let action = |id: &str, due: &str, state: &str| {
        let text = format!(
            "---\nid: {id}\ntitle: T\nkind: action\nowner: Buyer\ndue: {due}\nstate: {state}\n---\nText.\n"
        );
        (format!("records/{id}.md"), text)
    };
    let procedure = |id: &str, review: &str| {
        let page = PAGE.replace("QP-07", id).replace(", 8.4.9", "");
        let page = page.replace("[[QP-1]], and [[QP-1]]", "to it");
        let review = format!("owner: Buyer\nreview_due: {review}\n");
        (format!("{id}.md"), page.replace("owner: Buyer\n", &review))
    };
    let files = [
        action("CA-1", "2026-11-01", "open"),
        action("CA-2", "2026-12-23", "open"),
        action("CA-3", "2026-12-24", "open"),
        action("CA-4", "2026-12-01", "closed"),
        procedure("QP-1", "2027-01-31"),
        procedure("QP-2", "2026-12-01"),
        procedure("QP-3", "2026-11-22"),
    ];
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    let test = ManualTest::new(&files);
    let due = |arguments: &[&str]| test.run(&[&["registers", "--due-within"], arguments].concat());
    let printed: Value =
        serde_json::from_str(&due(&["30 days", "--format", "json"]).stdout).unwrap();
    let ids = |list: &str| -> Value {
        let list = printed[list].as_array().unwrap().iter();
        list.map(|one| json!([one["id"], one["overdue"]])).collect()
    };
    assert_eq!(printed["due_by"], "2026-12-23");
    assert_eq!(ids("records"), json!([["CA-1", true], ["CA-2", false]]));
    assert_eq!(ids("documents"), json!([["QP-3", true], ["QP-2", false]]));
    assert_data_eq!(
        due(&["30 days"]).stdout,
        str![[r#"
Actions: 2, 2 open, 1 overdue
id    status   due         title  owner  source  type  root cause  completed  effective  state
CA-1  overdue  2026-11-01  T      Buyer                                                  open
CA-2  open     2026-12-23  T      Buyer                                                  open

Reviews of documents: 2, 1 overdue
id    status   due         title       owner
QP-3  overdue  2026-11-22  Purchasing  Buyer
QP-2           2026-12-01  Purchasing  Buyer

"#]]
    );
    let actions = due(&["1 month", "action", "--format", "csv"]).stdout;
    let actions: Vec<&str> = actions.lines().skip(1).map(|line| &line[..4]).collect();
    assert_eq!(actions, ["CA-1", "CA-2"]);
    let none = due(&["1 day", "audit"]);
    assert_eq!(
        (none.stdout.as_str(), none.stderr.as_str()),
        ("", "nothing falls due by 2026-11-24\n")
    );
    let wrong = due(&["soon"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.stderr.contains("\"30 days\""), "{}", wrong.stderr);
}

#[test]
fn a_message_shows_the_beginning_of_a_long_value_in_every_form() {
    let long = "x".repeat(1_000_000);
    let page = PAGE
        .replace("approved", &long)
        .replace("8.4.9", &long)
        .replace("owner: Buyer", &format!("{long}: Buyer"))
        .replace("[[QP-1]],", &format!("[[{long}]],"));
    let test = ManualTest::new(&[("a.md", &*page)]);
    let shown = format!("`{}…`", "x".repeat(200));
    let whole = "x".repeat(201);
    for form in ["human", "json", "sarif", "junit", "github"] {
        let run = test.run(&["check", "--format", form]);
        assert_eq!(run.status, 1, "{form}");
        let printed = run.stdout + &run.stderr;
        assert!(printed.contains(&shown), "{form}");
        let at = printed
            .find(&whole)
            .map(|at| printed[at - 100..at].to_owned());
        assert_eq!(at, None, "{form}");
    }
}
