//! One manual has one truth: the matrix as CSV, JSON, workbook, page and table of the terminal, the
//! home page, the gaps and the master list have the same figures.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use roxmltree::Document;
use serde_json::Value;

use crate::manual_test::{AS_OF, ManualTest, clausebook, run};
use crate::rendered_page::RenderedPage;
use crate::sample;

/// What a form of the matrix says of a clause: its status; evidence and whether an audit is due, where
/// they are asked for; the last audit; and the open findings from major to ungraded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    status: String,
    evidence: String,
    audited: String,
    audit_due: String,
    findings: [u64; 4],
}

type Rows = BTreeMap<String, Row>;

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

/// The one object of the JSON's `standards`.
fn standard(json: &str) -> Value {
    let json: Value = serde_json::from_str(json).unwrap();
    let standards = json["standards"].as_array().unwrap();
    assert_eq!(standards.len(), 1);
    standards[0].clone()
}

/// The rows that the JSON says, as a table has them: evidence and audits of requirements that apply.
fn rows_of_json(standard: &Value) -> Rows {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let clauses = standard["clauses"].as_array().unwrap().iter();
    clauses
        .map(|clause| {
            let findings = &clause["open_findings"];
            let count = |grade: &str| findings[grade].as_u64().unwrap();
            let asked = applies(clause);
            let row = Row {
                status: text(&clause["status"]),
                evidence: if asked {
                    text(&clause["evidence"])
                } else {
                    String::new()
                },
                audited: text(&clause["audited"]),
                audit_due: match asked {
                    true => yes(clause["audit_due"].as_bool().unwrap()),
                    false => String::new(),
                },
                findings: ["major", "minor", "observation", "ungraded"].map(count),
            };
            (text(&clause["number"]), row)
        })
        .collect()
}

fn applies(clause: &Value) -> bool {
    clause["requirement"] == true && clause["status"] != "excluded"
}

fn rows_of_csv(csv: &str) -> Rows {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let heads: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let cell = |name: &str| record[at(name)].to_owned();
        let grades = [
            "open_major",
            "open_minor",
            "open_observation",
            "open_ungraded",
        ];
        let row = Row {
            status: cell("status"),
            evidence: cell("evidence"),
            audited: cell("audited"),
            audit_due: cell("audit_due"),
            findings: grades.map(|grade| cell(grade).parse().unwrap()),
        };
        (cell("clause"), row)
    });
    rows.collect()
}

/// The cells of a sheet of a workbook, row by row, by the letters of their columns.
fn sheet(workbook: &Path, number: usize) -> Vec<BTreeMap<String, String>> {
    let mut archive = zip::ZipArchive::new(fs::File::open(workbook).unwrap()).unwrap();
    let mut read = |name: &str| {
        let mut text = String::new();
        let mut file = archive.by_name(name).unwrap();
        file.read_to_string(&mut text).unwrap();
        text
    };
    let shared = read("xl/sharedStrings.xml");
    let shared = Document::parse(&shared).unwrap();
    let strings: Vec<String> = shared
        .root_element()
        .children()
        .filter(|node| node.has_tag_name("si") || node.tag_name().name() == "si")
        .map(|item| {
            let texts = item
                .descendants()
                .filter(|node| node.tag_name().name() == "t");
            texts.filter_map(|text| text.text()).collect()
        })
        .collect();
    let sheet = read(&format!("xl/worksheets/sheet{number}.xml"));
    let sheet = Document::parse(&sheet).unwrap();
    let named =
        |name: &'static str| move |node: &roxmltree::Node<'_, '_>| node.tag_name().name() == name;
    let rows = sheet.descendants().filter(named("row"));
    rows.map(|row| {
        let cells = row.children().filter(named("c"));
        cells
            .filter_map(|cell| {
                let value = cell.children().find(named("v"))?.text()?.to_owned();
                let value = match cell.attribute("t") {
                    Some("s") => strings[value.parse::<usize>().unwrap()].clone(),
                    _ => value,
                };
                let place = cell.attribute("r")?;
                Some((
                    place
                        .trim_end_matches(|c: char| c.is_ascii_digit())
                        .to_owned(),
                    value,
                ))
            })
            .collect()
    })
    .collect()
}

fn rows_of_workbook(workbook: &Path) -> Rows {
    let rows = sheet(workbook, 2);
    let heads = rows[0].clone();
    let column = |name: &str| {
        heads
            .iter()
            .find(|(_, head)| *head == name)
            .unwrap()
            .0
            .clone()
    };
    let rows = rows[1..].iter().map(|cells| {
        let cell = |name: &str| cells.get(&column(name)).cloned().unwrap_or_default();
        let grades = [
            "Open major",
            "Open minor",
            "Open observations",
            "Open ungraded",
        ];
        let row = Row {
            status: cell("Status"),
            evidence: cell("Evidence"),
            audited: day_of_excel(&cell("Last audit")),
            audit_due: cell("Audit due"),
            findings: grades.map(|grade| cell(grade).parse().unwrap()),
        };
        (cell("Clause"), row)
    });
    rows.collect()
}

/// A day as spreadsheets count them, from the last of 1899.
fn day_of_excel(cell: &str) -> String {
    let Ok(days) = cell.parse::<i64>() else {
        return cell.to_owned();
    };
    let first = jiff::civil::date(1899, 12, 30);
    first
        .saturating_add(jiff::Span::new().days(days))
        .to_string()
}

/// The rows of the terminal, cut at the heads of their columns.
fn rows_of_table(table: &str) -> Rows {
    let mut lines = table.lines();
    let head = lines.next().unwrap();
    let at = |name: &str| head.find(name).unwrap();
    let cell = |line: &str, from: &str, to: &str| {
        let letters = line.chars().skip(at(from)).take(at(to) - at(from));
        letters.collect::<String>().trim().to_owned()
    };
    let rows = lines.take_while(|line| !line.is_empty()).map(|line| {
        let audited = cell(line, "Audited", "Findings");
        let evidence = cell(line, "Evidence", "Audited");
        let mut findings = [0; 4];
        for one in cell(line, "Findings", "Addressed by")
            .split(", ")
            .filter(|one| !one.is_empty())
        {
            let (count, grade) = one.split_once(' ').unwrap();
            let grades = ["major", "minor", "obs.", "ungraded"];
            let at = grades.iter().position(|known| *known == grade).unwrap();
            findings[at] = count.parse().unwrap();
        }
        let is_due = audited == "never" || audited.ends_with(", due");
        let row = Row {
            status: cell(line, "Status", "Title"),
            // Evidence is said of what is asked only, and so is a due audit.
            audit_due: if evidence.is_empty() {
                String::new()
            } else {
                yes(is_due)
            },
            evidence,
            audited: match audited.trim_end_matches(", due") {
                "never" => String::new(),
                day => day.to_owned(),
            },
            findings,
        };
        (cell(line, "Clause", "Status"), row)
    });
    rows.collect()
}

/// What the page of the matrix says of each clause, in the classes of its badges and in what it can be
/// filtered by.
#[derive(Debug, PartialEq, Eq)]
struct OnPage {
    status: String,
    facts: Vec<String>,
}

fn row_of_page(page: &RenderedPage, number: &str) -> OnPage {
    let row = format!("tr#clause-{}", number.replace(' ', "_"));
    let attribute = |name: &str| {
        let value = page.attributes(&row, name);
        value.first().copied().unwrap_or_default().to_owned()
    };
    assert_eq!(page.count(&row), 1, "{number}");
    OnPage {
        status: attribute("data-status"),
        facts: attribute("data-facts")
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
    }
}

fn expected_on_page(standard: &Value) -> BTreeMap<String, OnPage> {
    let all = standard["clauses"].as_array().unwrap();
    let rows = rows_of_json(standard);
    let of = |number: &str| rows[number].clone();
    all.iter()
        .map(|clause| {
            let number = clause["number"].as_str().unwrap();
            let row = of(number);
            let is_requirement = clause["requirement"] == true;
            let contested = row.status == "covered" && row.findings[0] > 0;
            let any = row.findings.iter().sum::<u64>() > 0;
            let facts = [
                ("missing", row.evidence == "missing"),
                ("stale", row.evidence == "stale"),
                ("audit", row.audit_due == "yes"),
                ("findings", any && is_requirement),
                ("major", row.findings[0] > 0 && is_requirement),
            ];
            let facts = facts.iter().filter(|(_, has)| *has);
            let on_page = OnPage {
                status: if contested {
                    "contested".to_owned()
                } else {
                    row.status
                },
                facts: facts.map(|(class, _)| (*class).to_owned()).collect(),
            };
            (number.to_owned(), on_page)
        })
        .collect()
}

/// Compares every form of one manual.
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
                // A heading is shown with the findings that name itself.
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

/// The counts of the statuses: in the JSON as they are in its rows, on the page, on the home page, and
/// on the first sheet of the workbook.
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

/// How many entries each section of the gaps has to have.
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

/// The documents by state: on the home page, on the master list and in its CSV.
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
    // What is overdue is in force, and counted with it.
    assert_eq!(
        shown(&["is-in-force"]),
        having(&["in force", "review overdue"])
    );
    assert_eq!(on_list(&["is-in-force"]), having(&["in force"]));
}

#[test]
fn the_sample_manual_says_the_same_in_every_form() {
    let manual = Path::new(env!("CARGO_MANIFEST_DIR")).join("manual");
    compare(&manual, sample::site(), &["iso-9002-1994", "iso-9001-2015"]);
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
