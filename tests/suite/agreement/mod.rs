//! All forms of output agree: the matrix as CSV, JSON, workbook, page and terminal table, the home
//! page, the page of gaps and the master list must have the same figures.

mod forms;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use roxmltree::Document;
use serde_json::Value;

use crate::manual_test::{AS_OF, ManualTest, clausebook, run};
use crate::rendered_page::RenderedPage;
use crate::sample;

use self::forms::*;

/// Compares all forms of output of one manual.
fn compare(manual: &Path, site: &Path, standards: &[&str]) {
    let file = |address: &str| fs::read_to_string(site.join(address)).unwrap();
    let page = |address: &str| RenderedPage::new(&file(address));
    let coverage = |arguments: &[&str]| {
        let mut command = clausebook();
        command
            .arg("coverage")
            .args(arguments)
            .args(["--as-of", AS_OF, "--color", "never"]);
        run(command.arg("--manual").arg(manual)).stdout
    };
    let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
    for id in standards {
        let json = standard(&file(&format!("matrix/{id}.json")));
        assert_eq!(json, standard(&coverage(&["--format", "json", id])), "{id}");
        let rows = rows_of_json(&json);
        assert!(rows.len() > 5, "{id}");
        assert_eq!(
            rows_of_csv(&file(&format!("matrix/{id}.csv"))),
            rows,
            "{id}: CSV"
        );
        assert_eq!(
            rows_of_csv(&coverage(&["--format", "csv", id])),
            rows,
            "{id}: CSV printed"
        );
        let workbook = site.join(format!("matrix/{id}.xlsx"));
        if cfg!(feature = "xlsx") {
            assert_eq!(rows_of_workbook(&workbook), rows, "{id}: workbook");
        }
        assert_eq!(rows_of_table(&coverage(&[id])), rows, "{id}: table");
        let matrix = page(&format!("matrix/{id}.html"));
        let clauses = json["clauses"].as_array().unwrap().iter();
        let headings: Vec<&str> = clauses
            .filter(|clause| clause["requirement"] == false)
            .filter_map(|clause| clause["number"].as_str())
            .collect();
        for (number, expected) in expected_on_page(&json) {
            let mut found = row_of_page(&matrix, &number);
            if headings.contains(&&*number) {
                // The findings of headings are not compared: on the page a heading only shows the
                // findings on itself.
                found
                    .facts
                    .retain(|fact| fact != "findings" && fact != "major");
            }
            assert_eq!(found, expected, "{id} {number}: page");
        }
        compare_summary(&json, &matrix, &page("index.html"), &workbook, id);
        count_missing(&json, &rows, &mut missing);
    }
    compare_gaps(&page("gaps.html"), &missing);
    compare_documents(
        &page("index.html"),
        &page("documents/index.html"),
        &file("documents/index.csv"),
    );
}

/// Compares the counts of the statuses in the JSON summary with the JSON rows, the page of the
/// matrix, the home page and the first sheet of the workbook.
fn compare_summary(
    json: &Value,
    matrix: &RenderedPage,
    home: &RenderedPage,
    workbook: &Path,
    id: &str,
) {
    let summary = &json["summary"];
    let clauses = json["clauses"].as_array().unwrap();
    let requirements = clauses
        .iter()
        .filter(|clause| clause["requirement"] == true);
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for clause in requirements.clone() {
        *counts
            .entry(clause["status"].as_str().unwrap())
            .or_default() += 1;
    }
    assert_eq!(summary["requirements"], requirements.count(), "{id}");
    for status in [
        "covered", "overdue", "partial", "planned", "gap", "excluded",
    ] {
        assert_eq!(
            summary[status],
            counts.get(status).copied().unwrap_or_default(),
            "{id}"
        );
    }
    let covered = summary["covered"].as_u64().unwrap();
    let all = summary["requirements"].as_u64().unwrap() - summary["excluded"].as_u64().unwrap();
    let sentence = format!("{covered} of {all} requirements covered");
    let percent = format!("{:.1} %", summary["percent"].as_f64().unwrap());
    let told = matrix.text(".coverage-percent");
    assert!(
        told.contains(&sentence) && told.contains(&percent),
        "{id}: {told}"
    );
    let panels = home.texts(".coverage-panel");
    let of_standard = panels
        .iter()
        .find(|panel| panel.contains(&sentence) && panel.contains(&percent));
    assert!(of_standard.is_some(), "{id}: {panels:?}");
    let shown = |page: &str, list: Vec<String>| {
        for (status, count) in &counts {
            let line = list
                .iter()
                .find(|line| line.to_lowercase().starts_with(status));
            let line = line.unwrap_or_else(|| panic!("{id}, {page}: no {status} in {list:?}"));
            assert!(line.ends_with(&format!(" {count}")), "{id}, {page}: {line}");
        }
    };
    shown(
        "matrix",
        matrix.texts(".matrix-summary .coverage-counts li"),
    );
    if cfg!(feature = "xlsx") {
        let rows = sheet(workbook, 1);
        let cells: Vec<&String> = rows.last().unwrap().values().collect();
        let number = |at: usize| cells[at].parse::<f64>().unwrap();
        let statuses = [
            "requirements",
            "covered",
            "overdue",
            "partial",
            "planned",
            "gap",
            "excluded",
            "percent",
        ];
        for (at, name) in (2..).zip(statuses) {
            assert_eq!(
                number(at),
                summary[name].as_f64().unwrap(),
                "{id}, {name}: {cells:?}"
            );
        }
    }
}

/// Adds up the number of entries that each section of the page of gaps must have.
fn count_missing(json: &Value, rows: &Rows, missing: &mut BTreeMap<&'static str, usize>) {
    for clause in json["clauses"].as_array().unwrap() {
        let row = &rows[clause["number"].as_str().unwrap()];
        let mut count = |section: &'static str, is: bool| {
            *missing.entry(section).or_default() += usize::from(is);
        };
        let asked = applies(clause);
        for status in ["gap", "planned", "partial", "overdue"] {
            count(status, asked && row.status == status);
        }
        count(
            "contested",
            asked && row.status == "covered" && row.findings[0] > 0,
        );
        count("evidence", row.evidence == "missing");
        count("stale", row.evidence == "stale");
        count("audit", row.audit_due == "yes");
        let void = clause["void_exclusions"]
            .as_array()
            .is_some_and(|all| !all.is_empty());
        count("void-exclusion", void);
    }
}

fn compare_gaps(gaps: &RenderedPage, missing: &BTreeMap<&str, usize>) {
    let names = gaps.attributes(".gaps-contents a", "href");
    let counts = gaps.texts(".gaps-contents b");
    let shown: BTreeMap<&str, usize> = names
        .iter()
        .zip(&counts)
        .map(|(name, count)| (name.trim_start_matches('#'), count.parse().unwrap()))
        .collect();
    for (section, count) in missing {
        assert_eq!(
            shown.get(section).copied().unwrap_or_default(),
            *count,
            "{section}: {shown:?}"
        );
    }
}

/// Compares the counts of documents by state: on the home page, on the master list and in its CSV.
fn compare_documents(home: &RenderedPage, list: &RenderedPage, csv: &str) {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let heads = reader.headers().unwrap().clone();
    let at = heads.iter().position(|head| head == "state").unwrap();
    let states: Vec<String> = reader
        .records()
        .map(|record| record.unwrap()[at].to_owned())
        .collect();
    let having = |wanted: &[&str]| {
        states
            .iter()
            .filter(|state| wanted.contains(&&***state))
            .count()
    };
    let classes = home.attributes(".state-counts .badge", "class");
    let counts = home.texts(".state-counts b");
    let shown = |wanted: &[&str]| -> usize {
        let counted = classes.iter().zip(&counts);
        let counted = counted.filter(|(class, _)| wanted.iter().any(|one| class.ends_with(one)));
        counted
            .map(|(_, count)| count.parse::<usize>().unwrap())
            .sum()
    };
    let on_list = |wanted: &[&str]| -> usize {
        wanted
            .iter()
            .map(|class| list.count(&format!("tbody .badge.{class}")))
            .sum()
    };
    for (words, classes) in [
        (&["review overdue"][..], &["is-review-overdue"][..]),
        (
            &["not in force"],
            &[
                "is-not-yet",
                "is-in-review",
                "is-draft",
                "is-no-status",
                "is-unclear",
                "is-changed-since-approval",
                "is-not-approved",
            ],
        ),
        (&["obsolete"], &["is-obsolete", "is-superseded"]),
    ] {
        assert_eq!(shown(classes), having(words), "home: {words:?}");
        assert_eq!(on_list(classes), having(words), "master list: {words:?}");
    }
    // A document with an overdue review is in force and is counted as such.
    assert_eq!(
        shown(&["is-in-force"]),
        having(&["in force", "review overdue"])
    );
    assert_eq!(on_list(&["is-in-force"]), having(&["in force"]));
}

#[test]
fn the_sample_manual_says_the_same_in_every_form() {
    let manual = Path::new(env!("CARGO_MANIFEST_DIR")).join("manual");
    compare(
        &manual,
        sample::site(),
        &["iso-9002-1994", "iso-9001-2015", "iso-9001-2026"],
    );
}

#[test]
fn a_manual_in_doubt_says_the_same_in_every_form() {
    let document = |id: &str, fields: &str, text: &str| {
        let text = format!(
            "---\nid: {id}\ntitle: T\nkind: procedure\nrevision: 1\nowner: Buyer\napprover: QM\n{fields}\n---\n{text}\n"
        );
        (format!("{id}.md"), text)
    };
    let record = |id: &str, kind: &str, fields: &str| {
        let text = format!("---\nid: {id}\ntitle: T\nkind: {kind}\nowner: QM\n{fields}\n---\n");
        (format!("{id}.md"), text)
    };
    let in_force = "status: approved\neffective: 2026-02-01\nreview_due: 2027-02-01";
    let exclusions = "[[exclusion]]\nclause = \"8.3\"\njustification = \"Customers design.\"\n\
        [[exclusion]]\nclause = \"8.6\"\njustification = \"TBD\"\n\
        [[exclusion]]\nclause = \"7.2 a)\"\njustification = \"None.\"\n";
    let config = format!(
        "title = \"M\"\nstandards = [\"iso-9001-2015\"]\nevidence_interval = \"6 months\"\n\
         audit_cycle = \"yearly\"\n[rules]\ninvalid-value = \"warn\"\nmissing-field = \"warn\"\n\
         duplicate-id = \"warn\"\n\
         unjustified-exclusion = \"warn\"\n{exclusions}"
    );
    let mut files = vec![
        ("manual.toml".to_owned(), config),
        document(
            "QP-1",
            &format!(
                "{in_force}\nclauses: [8.4, 8.4.1, 8.3.2, 7.2, \"8.4.3 a)\", 9.2.2, 9.3.3]\nrecords: [audit, review]"
            ),
            "Words.",
        ),
        document(
            "QP-2",
            "status: approved\neffective: 2026-02-01\nreview_due: spring\nclauses: [8.4.2]",
            "Words.",
        ),
        document(
            "QP-3",
            "status: aproved\neffective: 2026-02-01\nclauses: [5.1.1]",
            "Words.",
        ),
        document(
            "QP-4",
            "status: obsolete\neffective: 2026-02-01\nclauses: [5.1.2]",
            "Words.",
        ),
        document(
            "QP-5",
            &format!("{in_force}\nclauses: [5.2.1]\nsupersedes: [QP-6]"),
            "TBD",
        ),
        document("QP-6", &format!("{in_force}\nclauses: [5.2.2]"), "Words."),
        document(
            "QP-7",
            &format!("{in_force}\nclauses: [5.3]"),
            "~~Words [[satisfies:6.3]]~~ more.",
        ),
        document("QP-8", "status: approved\nclauses: [6.1.1]", "Words."),
        record(
            "AUD-1",
            "audit",
            "state: done\ndate: 2026-01-15\nclauses: [8, 9]",
        ),
        record("AUD-2", "audit", "state: done\ndate: spring\nclauses: [5]"),
        record("MR-1", "review", "date: 2026-01-15"),
    ];
    for (id, grade) in [
        ("NC-1", "grade: major"),
        ("NC-2", "grade: minor"),
        ("NC-3", "grade: serious"),
        ("NC-4", ""),
    ] {
        let fields = format!(
            "state: open\ndate: 2026-05-05\ndue: 2027-01-01\nclauses: [8.4.1, 8.3.2, 6]\n{grade}"
        );
        files.push(record(id, "finding", &fields));
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    let test = ManualTest::new(&files);
    let built = test.build();
    assert_eq!(built.status, 0, "{}", built.stderr);
    compare(&test.manual(), &test.site(), &["iso-9001-2015"]);
}
