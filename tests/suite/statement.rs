//! The statement of applicability: its settings, what it says of each requirement in each of its forms,
//! and the sample of a small company on ISO/IEC 27001 (`tests/isms/`).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::manual_test::{AS_OF, ManualTest, clausebook, page, run};
use crate::rendered_page::RenderedPage;

const STANDARD: &str = "iso-iec-27001-2022";
const CONFIG: &str = "title = \"M\"\nstandards = [\"iso-iec-27001-2022\"]\n";

/// The program on the sample.
fn on_isms(arguments: &[&str]) -> Command {
    let mut command = clausebook();
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["--manual", "tests/isms/manual", "--as-of", AS_OF])
        .args(["--color", "never"])
        .args(arguments);
    command
}

/// The site of the sample, which is built once.
fn isms_site() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("isms-site");
        if site.exists() {
            fs::remove_dir_all(&site).unwrap();
        }
        let run = run(on_isms(&["build", "-o"]).arg(&site));
        assert_eq!(run.status, 0, "{}", run.stderr);
        site
    })
}

fn isms_page(address: &str) -> RenderedPage {
    RenderedPage::new(&fs::read_to_string(isms_site().join(address)).unwrap())
}

/// The rows of a CSV file, each as a map from its heads.
fn csv_rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.deserialize();
    rows.map(Result::unwrap).collect()
}

/// A page of the statement in the site that was built last.
fn read(test: &ManualTest, name: &str) -> RenderedPage {
    let file = test.site().join(format!("applicability/{name}.html"));
    RenderedPage::new(&fs::read_to_string(file).unwrap())
}

fn entry(clause: &str, reason: &str, text: &str) -> String {
    format!("[[applicability]]\nclause = {clause}\nreason = {reason}\ntext = \"{text}\"\n")
}

fn manual(settings: &str, pages: &[(&str, &str)]) -> ManualTest {
    let config = format!("{CONFIG}{settings}");
    let mut files = vec![("manual.toml", &*config)];
    files.extend(pages);
    ManualTest::new(&files)
}

const POLICY: &str = "---\nid: POL-1\ntitle: Policy\nkind: policy\nrevision: 2\nstatus: approved\n\
                      owner: Officer\napprover: Director\neffective: 2026-02-01\n\
                      review_due: 2027-02-01\nclauses: [A.5.1, A.5.2]\n---\nWe say so.\n";

#[test]
fn each_mistake_is_told_once_at_its_value() {
    for (settings, expected) in [
        (
            entry("\"A.5.99\"", "\"risk\"", "Risk 4."),
            vec![(
                "unknown-clause",
                4,
                10,
                "ISO/IEC 27001:2022 has no clause A.5.99",
            )],
        ),
        (
            entry("\"A.5.1\"", "\"rsk\"", "Risk 4."),
            vec![("invalid-value", 5, 10, "`rsk` is no reason")],
        ),
        (
            entry("\"A.5.1\"", "[\"risk\", \"risk\"]", "Risk 4."),
            vec![("invalid-value", 5, 19, "`risk` stands in `reason` already")],
        ),
        (
            entry("\"A.5.1\"", "\"risk\"", "TBD"),
            vec![(
                "missing-field",
                6,
                8,
                "the applicability of A.5.1 does not say in words why it applies",
            )],
        ),
        (
            "[[applicability]]\nclause = \"A.5.1\"\ntext = \"Risk 4.\"\n".to_owned(),
            vec![(
                "missing-field",
                4,
                10,
                "the applicability of A.5.1 has no reason",
            )],
        ),
        (
            "[[applicability]]\nreason = \"risk\"\ntext = \"Risk 4.\"\n".to_owned(),
            vec![(
                "missing-field",
                3,
                1,
                "an entry of `applicability` names no clause",
            )],
        ),
        (
            entry("\"A.5.1\"", "\"risk\"", "Risk 4.") + &entry("\"A.5.1\"", "\"law\"", "The law."),
            vec![(
                "invalid-value",
                8,
                10,
                "line 4 says already why A.5.1 applies",
            )],
        ),
        (
            "[[applicability]]\nclause = [\"A.5.1\", \"A.5.2\"]\nstandard = \"iso-9001-2015\"\n\
             reason = \"risk\"\ntext = \"Risk 4.\"\n"
                .to_owned(),
            vec![(
                "unknown-standard",
                5,
                12,
                "`iso-9001-2015` is not among the standards of manual.toml",
            )],
        ),
        (
            "[[applicability]]\nclause = \"A.5.1\"\nreasn = \"risk\"\ntext = \"Risk 4.\"\n"
                .to_owned(),
            vec![("unknown-setting", 5, 1, "unknown setting `reasn`")],
        ),
        (
            "[[aplicability]]\nclause = \"A.5.1\"\nreason = \"risk\"\ntext = \"Risk 4.\"\n"
                .to_owned(),
            vec![("unknown-setting", 3, 3, "unknown setting `aplicability`")],
        ),
    ] {
        let test = manual(&settings, &[]);
        let expected: Vec<(String, String)> = expected
            .into_iter()
            .map(|(rule, line, column, message)| {
                (
                    format!("manual.toml:{line}:{column} {rule}"),
                    message.to_owned(),
                )
            })
            .collect();
        let errors = test.errors().into_iter();
        let errors: Vec<(String, String)> = errors
            .map(|one| (format!("{} {}", one.location(), one.rule), one.message))
            .collect();
        assert_eq!(errors, expected, "{settings}");
        // What a mistake keeps from counting is not told as missing, too.
        let missing = test.diagnostics().into_iter();
        let missing = missing.filter(|one| one.rule == "no-reason");
        let missing: Vec<String> = missing.map(|one| one.message).collect();
        let is_told = missing.iter().any(|one| one.contains(" A.5.1 "));
        // The clause of these entries is not known, and so nothing says why A.5.1 applies.
        let is_of_no_clause = ["A.5.99", "[[applicability]]\nreason", "9001"];
        let is_of_no_clause = is_of_no_clause.iter().any(|part| settings.contains(part));
        assert_eq!(is_told, is_of_no_clause, "{settings}");
    }
}

#[test]
fn a_reason_is_asked_for_only_where_the_standard_asks_for_it() {
    let test = manual(
        &entry("[\"A.5\", \"A.6\", \"A.7\"]", "\"risk\"", "Risk 4."),
        &[],
    );
    let missing = test.diagnostics().into_iter();
    let missing: Vec<_> = missing.filter(|one| one.rule == "no-reason").collect();
    assert_eq!(missing.len(), 34);
    assert_eq!(missing[0].severity, "warning");
    assert_eq!(missing[0].location(), "manual.toml:2:14");
    assert_eq!(
        missing[0].message,
        "nothing says why ISO/IEC 27001:2022 A.8.1 User end point devices applies"
    );
    assert_eq!(
        missing[0].help,
        "add [[applicability]] with clause = \"A.8.1\", reason and text, or exclude it with a \
         justification"
    );
    let other = ManualTest::new(&[("a.md", "# Text\n")]);
    assert!(
        other
            .diagnostics()
            .iter()
            .all(|one| one.rule != "no-reason")
    );
    other.build();
    assert!(!other.site().join("applicability").exists());
}

#[test]
fn an_exclusion_of_many_controls_at_once_gets_a_second_look() {
    let told = |clause: &str| -> Vec<String> {
        let settings = format!(
            "[[exclusion]]\nclause = \"{clause}\"\njustification = \"No premises.\"\n\
             approved_by = \"Director\"\n"
        );
        let found = manual(&settings, &[]).diagnostics().into_iter();
        let found = found.filter(|one| one.rule == "unusual-exclusion");
        found
            .map(|one| {
                format!(
                    "{} {}: {}; {}",
                    one.severity,
                    one.location(),
                    one.message,
                    one.help
                )
            })
            .collect()
    };
    assert_eq!(
        told("A.7"),
        [
            "warning manual.toml:4:10: the exclusion of ISO/IEC 27001:2022 A.7 gives one justification for 14 \
             requirements, and the standard asks for a reason for each; look at each again, and exclude those \
             that do not apply by their own numbers: A.7.1, A.7.2, A.7.3 and 11 more"
        ]
    );
    assert_eq!(told("A.7.4"), [""; 0]);
}

#[test]
fn contradictions_are_told_in_the_row_and_on_top() {
    let settings = "[[exclusion]]\nclause = \"A.5.1\"\njustification = \"None.\"\n\
                    approved_by = \"Director\"\ndate = 2026-01-12\n"
        .to_owned()
        + &entry("\"A.5.1\"", "\"risk\"", "Risk 4.")
        + &entry("\"A.5.3\"", "[\"contract\", \"law\"]", "Order 7.")
        + &entry("\"A.6\"", "\"practice\"", "Usual.");
    let test = manual(&settings, &[("policy.md", POLICY)]);
    let contradiction = test.only("excluded-but-applicable");
    assert_eq!(contradiction.location(), "manual.toml:9:10");
    assert_eq!(
        contradiction.message,
        "A.5.1 is said to apply, and is excluded"
    );
    let page = page(&test, "applicability/iso-iec-27001-2022.html");
    let rows = ["A.5.1", "A.5.2", "A.5.3", "A.6.1", "4.1"];
    let rows = rows.map(|row| page.text(&format!("#clause-{row}")));
    assert_data_eq!(
        rows.join("\n"),
        str![[r#"
A.5.1 Policies for information security | Does not apply | None. / Approved by Director, 12 Jan 2026 / Excluded, and a document claims it all the same. An auditor will ask which is true. / Excluded, and manual.toml also says why it applies. An auditor will ask which is true. | Excluded | POL-1 rev 2 Policy | – | – | –
A.5.2 Information security roles and responsibilities | Applies | No reason given | Covered | POL-1 rev 2 Policy | – | Officer | 1 Feb 2027
A.5.3 Segregation of duties | Applies | Contract, Law / Order 7. | Gap | No document claims it. | – | – | –
A.6.1 Screening | Applies | Practice / Usual. / Stated for A.6. | Gap | No document claims it. | – | – | –
4.1 Understanding the organization and its context | Applies | The standard does not permit it to be excluded. | Gap | No document claims it. | – | – | –
"#]]
    );
    assert_data_eq!(
        page.text(".statement-open"),
        str![[r#"
To be settled
Without a reason 83 | A.5.2, A.5.4, A.5.5, A.5.6, A.5.7, A.5.8, A.5.9, A.5.10, A.5.11, A.5.12, A.5.13, A.5.14, A.5.15, A.5.16, A.5.17, A.5.18, A.5.19, A.5.20, A.5.21, A.5.22, A.5.23, A.5.24, A.5.25, A.5.26, A.5.27, A.5.28, A.5.29, A.5.30, A.5.31, A.5.32, A.5.33, A.5.34, A.5.35, A.5.36, A.5.37, A.7.1, A.7.2, A.7.3, A.7.4, A.7.5, A.7.6, A.7.7, A.7.8, A.7.9, A.7.10, A.7.11, A.7.12, A.7.13, A.7.14, A.8.1, A.8.2, A.8.3, A.8.4, A.8.5, A.8.6, A.8.7, A.8.8, A.8.9, A.8.10, A.8.11, A.8.12, A.8.13, A.8.14, A.8.15, A.8.16, A.8.17, A.8.18, A.8.19, A.8.20, A.8.21, A.8.22, A.8.23, A.8.24, A.8.25, A.8.26, A.8.27, A.8.28, A.8.29, A.8.30, A.8.31, A.8.32, A.8.33, A.8.34
Applicable, and addressed by no document 91 | A.5.3, A.5.4, A.5.5, A.5.6, A.5.7, A.5.8, A.5.9, A.5.10, A.5.11, A.5.12, A.5.13, A.5.14, A.5.15, A.5.16, A.5.17, A.5.18, A.5.19, A.5.20, A.5.21, A.5.22, A.5.23, A.5.24, A.5.25, A.5.26, A.5.27, A.5.28, A.5.29, A.5.30, A.5.31, A.5.32, A.5.33, A.5.34, A.5.35, A.5.36, A.5.37, A.6.1, A.6.2, A.6.3, A.6.4, A.6.5, A.6.6, A.6.7, A.6.8, A.7.1, A.7.2, A.7.3, A.7.4, A.7.5, A.7.6, A.7.7, A.7.8, A.7.9, A.7.10, A.7.11, A.7.12, A.7.13, A.7.14, A.8.1, A.8.2, A.8.3, A.8.4, A.8.5, A.8.6, A.8.7, A.8.8, A.8.9, A.8.10, A.8.11, A.8.12, A.8.13, A.8.14, A.8.15, A.8.16, A.8.17, A.8.18, A.8.19, A.8.20, A.8.21, A.8.22, A.8.23, A.8.24, A.8.25, A.8.26, A.8.27, A.8.28, A.8.29, A.8.30, A.8.31, A.8.32, A.8.33, A.8.34
Excluded, yet claimed 1 | A.5.1
"#]]
    );
    assert_data_eq!(
        page.text(".statement-control"),
        str![[r#"
Revision and approval
6.1.3 asks for this statement, and no document claims it: the statement has no revision and no approval.
"#]]
    );
}

#[test]
fn any_standard_can_have_a_statement() {
    let settings = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n".to_owned()
        + &entry("\"8.5.3\"", "\"contract\"", "Customers send us parts.");
    let test = ManualTest::new(&[("manual.toml", &*settings)]);
    let page = page(&test, "applicability/iso-9001-2015.html");
    assert_eq!(page.text("h1"), "Statement of applicability: ISO 9001:2015");
    assert_eq!(
        page.text(".statement-figures"),
        "65 requirements: 65 apply, 0 do not."
    );
    assert_eq!(page.texts("tbody [data-decision]").len(), 65);
    let asked = test.run(&["coverage", "--format", "soa-csv", "-q"]);
    let rows = csv_rows(&asked.stdout);
    assert_eq!(rows.len(), 65);
    let stated = rows.iter().find(|row| row["clause"] == "8.5.3").unwrap();
    assert_eq!(
        (&*stated["reason"], &*stated["why"]),
        ("contract", "Customers send us parts.")
    );
    assert!(rows.iter().all(|row| row["reason_asked"] == "no"));
    let explained = test.run(&["coverage", "--explain", "8.5.3", "-q"]).stdout;
    assert!(
        explained.contains("Why it applies\n  contract: Customers send us parts.\n"),
        "{explained}"
    );
}

#[test]
fn the_sample_shows_all_93_controls_with_the_figures_of_the_matrix() {
    let json = run(&mut on_isms(&["coverage", "--format", "json", "-q"])).stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    let standard = &json["standards"][0];
    let clauses = standard["clauses"].as_array().unwrap();
    let required: Vec<&Value> = clauses
        .iter()
        .filter(|clause| clause["requirement"] == true)
        .collect();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let statuses: BTreeMap<String, String> = required
        .iter()
        .map(|clause| (text(&clause["number"]), text(&clause["status"])))
        .collect();

    let site = isms_site();
    let beside = fs::read_to_string(site.join(format!("applicability/{STANDARD}.csv"))).unwrap();
    let printed = run(&mut on_isms(&["coverage", "--format", "soa-csv", "-q"])).stdout;
    assert_eq!(beside, format!("\u{feff}{printed}"));
    let rows = csv_rows(&beside);
    assert_eq!(rows.len(), required.len());
    let asked: Vec<_> = rows
        .iter()
        .filter(|row| row["reason_asked"] == "yes")
        .collect();
    assert_eq!(asked.len(), 93);
    for row in &rows {
        let (clause, status) = (&row["clause"], &row["status"]);
        assert_eq!(&statuses[clause], status, "{clause}");
        assert_eq!(row["applicable"] == "no", status == "excluded", "{clause}");
        let has_reason = !row["reason"].is_empty() || !row["justification"].is_empty();
        let is_told = row["remarks"].contains("no reason is given");
        assert_ne!(has_reason, is_told, "{clause}");
    }

    let page = isms_page(&format!("applicability/{STANDARD}.html"));
    let table = "[aria-labelledby=asked] tbody [data-decision]";
    assert_eq!(page.texts(table).len(), 93);
    let shown = page.attributes("tbody [data-decision]", "data-status");
    let count =
        |list: &mut dyn Iterator<Item = &str>, word: &str| list.filter(|one| *one == word).count();
    let summary = &standard["summary"];
    for status in ["overdue", "partial", "planned", "gap", "excluded"] {
        let expected = usize::try_from(summary[status].as_u64().unwrap()).unwrap();
        let of_csv = count(&mut rows.iter().map(|row| &*row["status"]), status);
        let of_page = count(&mut shown.iter().map(|one| &**one), status);
        assert_eq!((of_csv, of_page), (expected, expected), "{status}");
    }
    // A covered requirement with an open major finding is not shown as simply covered.
    let covered = count(&mut shown.iter().map(|one| &**one), "covered");
    let contested = count(&mut shown.iter().map(|one| &**one), "contested");
    assert_eq!(
        covered + contested,
        usize::try_from(summary["covered"].as_u64().unwrap()).unwrap()
    );
    assert_eq!(
        page.text(".statement-figures"),
        "93 requirements: 89 apply, 4 do not."
    );
    assert_eq!(
        page.texts_linked(".statement-open div")[0],
        "Without a reason 2 | [A.7.10](iso-iec-27001-2022.html#clause-A.7.10), \
         [A.8.34](iso-iec-27001-2022.html#clause-A.8.34)"
    );
}

#[cfg(feature = "xlsx")]
#[test]
fn the_sheet_has_the_rows_of_the_statement() {
    use crate::workbook::Workbook;
    let site = isms_site();
    let workbook = Workbook::read(&site.join(format!("matrix/{STANDARD}.xlsx")));
    let sheet = workbook.sheet("Applicability");
    let csv = fs::read_to_string(site.join(format!("applicability/{STANDARD}.csv"))).unwrap();
    let rows = csv_rows(&csv);
    let clauses: Vec<&str> = rows.iter().map(|row| &*row["clause"]).collect();
    let shown: Vec<&str> = sheet.rows[1..].iter().map(|row| &*row[0]).collect();
    assert_eq!(shown, clauses);
    let at = |head: &str| sheet.rows[0].iter().position(|one| one == head).unwrap();
    let (why, applies) = (at("Why it applies"), at("Applies"));
    for (row, of) in sheet.rows[1..].iter().zip(&rows) {
        let cell = |column: usize| row.get(column).map_or("", |cell| &**cell);
        if of["reason"] != "required" {
            assert_eq!(cell(why), of["why"], "{}", of["clause"]);
        }
        assert_eq!(cell(applies) == "Applies", of["applicable"] == "yes");
    }
}

#[test]
fn an_edition_has_the_statement_of_its_documents_and_names_no_other() {
    let settings = "[audiences]\npublic = []\n".to_owned()
        + &entry("\"A.5\"", "\"risk\"", "Risk 4, as SECRET-9 says.");
    let public = POLICY.replace("kind:", "audience: public\nkind:");
    let secret = POLICY
        .replace("POL-1", "SECRET-9")
        .replace("Policy", "Zqx")
        .replace("Officer", "Zqxowner")
        .replace("A.5.1, A.5.2", "A.5.3, \"6.1.3\"")
        .replace("---\nWe", "records: [audit]\n---\nWe");
    let test = manual(&settings, &[("a.md", &*public), ("b.md", &*secret)]);
    let site = test.site();
    let site = site.to_str().unwrap();
    let refused = test.run(&["build", "--audience", "public", "-q", "-o", site]);
    assert_eq!(refused.status, 1);
    assert!(
        refused.stderr.contains("`SECRET-9` is named here"),
        "{}",
        refused.stderr
    );
    let config = fs::read_to_string(test.manual().join("manual.toml")).unwrap();
    test.write("manual.toml", config.replace(", as SECRET-9 says", ""));
    let built = test.run(&["build", "--audience", "public", "-q", "-o", site]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let page = read(&test, "iso-iec-27001-2022");
    let row = page.text("#clause-A.5.3");
    assert_data_eq!(
        row,
        str![
            "A.5.3 Segregation of duties | Applies | Risk / Risk 4. / Stated for A.5. | Covered | addressed in a document that this edition does not hold | – | – | –"
        ]
    );
    assert_data_eq!(
        page.text(".statement-control"),
        str![[r#"
Revision and approval
6.1.3 asks for this statement. These documents address it:
addressed in a document that this edition does not hold
"#]]
    );
    for (path, file) in crate::manual_test::files_below(&test.site()) {
        let bytes = fs::read(file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("SECRET-9") && !text.contains("Zqx"),
            "{path}"
        );
    }
}

#[test]
fn the_statement_of_a_long_standard_has_several_pages() {
    let mut standard = "id = \"long\"\ndesignation = \"LONG-1\"\n".to_owned();
    for part in 1..=8 {
        standard.push_str(&format!("\n[[clause]]\nnumber = \"{part}\"\n"));
        for clause in 1..=50 {
            standard.push_str(&format!("\n[[clause]]\nnumber = \"{part}.{clause}\"\n"));
        }
    }
    standard.push_str("\n[applicability]\nneeds_reason = [\"1\", \"8\"]\n");
    let config = "title = \"M\"\nstandards = [\"long\"]\n";
    let test = ManualTest::new(&[("manual.toml", config), ("standards/long.toml", &*standard)]);
    let first = page(&test, "applicability/long.html");
    assert_data_eq!(
        first.linked(".list-parts"),
        str![[r#"
[1](long.html)
[2](long~2.html)
[3](long~3.html)
[4](long~4.html)
[5](long~5.html)
[6](long~6.html)
[7](long~7.html)
[8](long~8.html)
"#]]
    );
    let open = first.texts_linked(".statement-open div").remove(0);
    assert!(open.contains("[8.50](long~8.html#clause-8.50)"), "{open}");
    let mut clauses = Vec::new();
    for part in 1..=8 {
        let name = match part {
            1 => "long".to_owned(),
            part => format!("long~{part}"),
        };
        let page = read(&test, &name);
        let ids = page.attributes("tbody [data-decision]", "id");
        clauses.extend(ids.into_iter().map(str::to_owned));
    }
    assert_eq!(clauses.len(), 400);
    assert!(!test.site().join("applicability/long~9.html").exists());
}

#[test]
fn the_printed_manual_has_the_statement_behind_the_matrices() {
    let settings = entry("\"A.5.1\"", "\"risk\"", "Risk 4.")
        + "[[exclusion]]\nclause = \"A.8.30\"\njustification = \"Nothing is outsourced.\"\n";
    let test = manual(&settings, &[("p.md", POLICY)]);
    test.build();
    let printed = fs::read_to_string(test.site().join("print.html")).unwrap();
    let printed = RenderedPage::new(&printed);
    let contents = printed.texts_linked(".print-contents ol").pop().unwrap();
    assert_data_eq!(
        contents,
        str![[r##"
[Coverage matrix: ISO/IEC 27001:2022](#m0)
[Statement of applicability: ISO/IEC 27001:2022](#s0)
"##]]
    );
    let whole = page(&test, &format!("applicability/{STANDARD}.html"));
    assert_eq!(printed.text("#s0 .lead"), whole.text(".statement-figures"));
    // The same rows, with links to the documents on the page itself.
    let rows = |page: &RenderedPage, at: &str| page.texts(&format!("{at} .statement tbody tr"));
    assert_eq!(rows(&printed, "#s0"), rows(&whole, "main"));
    let row = printed.linked("#s0 tr:has([href=standards/iso-iec-27001-2022/A.5.1.html])");
    assert!(row.contains("[POL-1](#d0-)"), "{row}");
    let row = printed.text("#s0 tr:has([href=standards/iso-iec-27001-2022/A.8.30.html])");
    assert!(row.contains("Nothing is outsourced."), "{row}");
}

#[test]
fn a_statement_has_a_name_for_references_and_the_menu() {
    let menu = "[[menu]]\nto = \"documents\"\n[[menu]]\nto = \"statement:9001\"\n";
    let settings = "title = \"M\"\nstandards = [\"iso-9001-2015\", \"iso-9002-1994\"]\n".to_owned()
        + &entry("\"8.5.3\"", "\"contract\"", "Customers send us parts.")
        + menu;
    let test = ManualTest::new(&[
        ("manual.toml", &*settings),
        ("index.md", "See [[statement:9001]].\n"),
    ]);
    let statement = page(&test, "applicability/iso-9001-2015.html");
    let title = "Statement of applicability: ISO 9001:2015";
    assert_eq!(statement.texts(".site-nav [aria-current=page]"), [title]);
    let home = page(&test, "index.html");
    assert_eq!(
        home.linked("main .prose p"),
        format!("See [{title}](applicability/iso-9001-2015.html).")
    );
    let settings = settings.replace(
        "to = \"statement:9001\"",
        "to = \"statement:iso-9002-1994\"",
    );
    test.write("manual.toml", settings);
    let mistake = test.only("broken-reference");
    assert_eq!(mistake.location(), "manual.toml:10:6");
    assert_eq!(
        (mistake.message.as_str(), mistake.help.as_str()),
        (
            "ISO 9002:1994 has no statement of applicability",
            "add [[applicability]] with clause, reason and text to manual.toml, or correct the reference"
        )
    );
}
