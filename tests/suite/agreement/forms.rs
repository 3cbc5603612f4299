//! Reads the facts about each clause back from each form of the matrix.

use super::*;

/// The facts about a clause in one form of the matrix: status, evidence, the last audit, whether an
/// audit is due, and the open findings from major to ungraded. Evidence and due audits are empty
/// for headings and excluded requirements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) status: String,
    pub(super) evidence: String,
    pub(super) audited: String,
    pub(super) audit_due: String,
    pub(super) findings: [u64; 4],
}

pub(super) type Rows = BTreeMap<String, Row>;

pub(super) fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

/// The only element of `standards` in the JSON.
pub(super) fn standard(json: &str) -> Value {
    let json: Value = serde_json::from_str(json).unwrap();
    let standards = json["standards"].as_array().unwrap();
    assert_eq!(standards.len(), 1);
    standards[0].clone()
}

/// The rows of the JSON. As in a table, only requirements that apply have evidence and due audits.
pub(super) fn rows_of_json(standard: &Value) -> Rows {
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

pub(super) fn applies(clause: &Value) -> bool {
    clause["requirement"] == true && clause["status"] != "excluded"
}

pub(super) fn rows_of_csv(csv: &str) -> Rows {
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

/// The cells of a sheet of a workbook: a map from column letters to values for each row.
pub(super) fn sheet(workbook: &Path, number: usize) -> Vec<BTreeMap<String, String>> {
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

pub(super) fn rows_of_workbook(workbook: &Path) -> Rows {
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
        let open = cell("Open findings");
        let grades = ["(Major)", "(Minor)", "(Observation)", "(Ungraded)"];
        let row = Row {
            status: cell("Status").to_lowercase(),
            evidence: word_of_evidence(&cell("Evidence")).to_owned(),
            audited: day_of_excel(&cell("Last audited")),
            audit_due: cell("Audit due").to_lowercase(),
            findings: grades.map(|grade| open.matches(grade).count() as u64),
        };
        (cell("Clause"), row)
    });
    rows.collect()
}

/// The word of the program for the words about evidence in a workbook.
fn word_of_evidence(words: &str) -> &'static str {
    match words {
        "" => "",
        "Missing" => "missing",
        "Named, none on file" => "named",
        "On file" => "on-file",
        "Older than asked for" => "stale",
        "Not known" => "unknown",
        "Not required" => "not-required",
        other => panic!("{other}"),
    }
}

/// Converts a day as Excel stores it, a number of days since 1899-12-30. Other text is unchanged.
pub(super) fn day_of_excel(cell: &str) -> String {
    let Ok(days) = cell.parse::<i64>() else {
        return cell.to_owned();
    };
    let first = jiff::civil::date(1899, 12, 30);
    first
        .saturating_add(jiff::Span::new().days(days))
        .to_string()
}

/// The rows of the terminal table, cut at the positions of the column headings.
pub(super) fn rows_of_table(table: &str) -> Rows {
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
            // Only requirements that apply have evidence, and only they can have a due audit.
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

/// The facts about a clause on the page of the matrix, from the classes of its badges and from the
/// values of its filters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OnPage {
    pub(super) status: String,
    pub(super) facts: Vec<String>,
}

pub(super) fn row_of_page(page: &RenderedPage, number: &str) -> OnPage {
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

pub(super) fn expected_on_page(standard: &Value) -> BTreeMap<String, OnPage> {
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
