//! The matrix as a workbook: an auditor's working paper, read back from the file.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use roxmltree::{Document, Node};
use snapbox::{assert_data_eq, str};

use crate::manual_test::ManualTest;

/// A workbook as it is in the file.
pub(crate) struct Workbook {
    parts: BTreeMap<String, String>,
}

/// A sheet of a workbook: the texts of its cells by rows, and the targets of its links by cells.
pub(crate) struct Sheet {
    pub(crate) rows: Vec<Vec<String>>,
    links: BTreeMap<String, String>,
    xml: String,
}

fn named<'a>(name: &'static str) -> impl Fn(&Node<'a, 'a>) -> bool {
    move |node| node.tag_name().name() == name
}

impl Workbook {
    pub(crate) fn read(file: &Path) -> Self {
        Self::of(fs::read(file).unwrap())
    }

    fn of(bytes: Vec<u8>) -> Self {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            parts.insert(part.name().unwrap().to_string(), text);
        }
        Self { parts }
    }

    fn names(&self) -> Vec<String> {
        let book = Document::parse(&self.parts["xl/workbook.xml"]).unwrap();
        let sheets = book.descendants().filter(named("sheet"));
        // The last sheet is for programs: it is hidden.
        let sheets = sheets.filter(|sheet| sheet.attribute("state") != Some("hidden"));
        sheets
            .map(|sheet| sheet.attribute("name").unwrap().to_owned())
            .collect()
    }

    pub(crate) fn sheet(&self, name: &str) -> Sheet {
        let at = self.names().iter().position(|one| one == name);
        let at = at.unwrap_or_else(|| panic!("no sheet {name}")) + 1;
        let strings = Document::parse(&self.parts["xl/sharedStrings.xml"]).unwrap();
        let text = |node: Node<'_, '_>| -> String {
            let texts = node
                .descendants()
                .filter(|one| one.tag_name().name() == "t");
            texts.filter_map(|one| one.text()).collect()
        };
        let items = strings.descendants().filter(named("si"));
        let strings: Vec<String> = items.map(text).collect();
        let xml = self.parts[&format!("xl/worksheets/sheet{at}.xml")].clone();
        let sheet = Document::parse(&xml).unwrap();
        let mut rows = Vec::new();
        for row in sheet.descendants().filter(named("row")) {
            let mut cells = Vec::new();
            for cell in row.children().filter(named("c")) {
                let place = cell.attribute("r").unwrap();
                let letters = place.trim_end_matches(|c: char| c.is_ascii_digit());
                let column = letters
                    .bytes()
                    .fold(0, |sum, byte| sum * 26 + usize::from(byte - b'A') + 1);
                cells.resize(column - 1, String::new());
                let value = cell.children().find(named("v")).and_then(|one| one.text());
                cells.push(match (cell.attribute("t"), value) {
                    (Some("s"), Some(value)) => strings[value.parse::<usize>().unwrap()].clone(),
                    (_, value) => value.unwrap_or_default().to_owned(),
                });
            }
            rows.push(cells);
        }
        let mut targets = BTreeMap::new();
        if let Some(rels) = self
            .parts
            .get(&format!("xl/worksheets/_rels/sheet{at}.xml.rels"))
        {
            let rels = Document::parse(rels).unwrap();
            for one in rels.descendants().filter(named("Relationship")) {
                let (id, target) = (one.attribute("Id"), one.attribute("Target"));
                targets.insert(id.unwrap().to_owned(), target.unwrap().to_owned());
            }
        }
        let links = sheet.descendants().filter(named("hyperlink"));
        let links = links.map(|link| {
            let id = link.attributes().find(|one| one.name() == "id").unwrap();
            let mut target = targets[id.value()].clone();
            if let Some(section) = link.attribute("location") {
                target.push_str(&format!("#{section}"));
            }
            (link.attribute("ref").unwrap().to_owned(), target)
        });
        Sheet {
            rows,
            links: links.collect(),
            xml: xml.clone(),
        }
    }
}

impl Sheet {
    /// The row whose cell in this column has this text, as `head: text`, without empty cells.
    fn row(&self, column: &str, text: &str) -> String {
        let heads = &self.rows[0];
        let at = heads.iter().position(|head| head == column).unwrap();
        let mut rows = self.rows.iter().skip(1);
        let row = rows.find(|row| row.get(at).is_some_and(|cell| cell == text));
        let cells = heads
            .iter()
            .zip(row.unwrap_or_else(|| panic!("no row {text}")));
        let cells = cells.filter(|(_, cell)| !cell.is_empty());
        let cells = cells.map(|(head, cell)| format!("{head}: {}", cell.replace('\n', " / ")));
        cells.collect::<Vec<_>>().join("\n")
    }
}

const CONFIG: &str = "title = \"Manual\"\norganisation = \"Harrow\"\nstandards = [\"iso-9001-2015\"]\n\
    [[exclusion]]\nclause = \"8.3\"\njustification = \"Customers supply every drawing.\"\n\
    approved_by = \"Managing director\"\ndate = 2026-01-12\n";

fn manual(language: &str) -> ManualTest {
    let page = "---\nid: QP-07\ntitle: Purchasing\nkind: procedure\nrevision: 3\nstatus: approved\n\
        owner: Buyer\napprover: Manager\neffective: 2026-02-01\nreview_due: 2027-02-01\n\
        clauses: [{ clause: 8.4.2, extent: partial, note: Services only }]\nrecords: [FM-1]\n---\n\
        ## Choosing a supplier {#choosing clause=8.4.1}\n\nBuyers choose suppliers.\n";
    let form = "---\nid: FM-1\ntitle: Score card\nkind: form\nrevision: 1\nstatus: approved\n\
        owner: Buyer\napprover: Manager\neffective: 2026-02-01\nreview_due: 2027-02-01\n---\nScore: ____\n";
    let score = "---\nid: CF-1\ntitle: Score of Steel Ltd\nkind: feedback\nowner: Buyer\nform: FM-1\n\
        date: 2026-05-05\ntype: praise\ncustomer: Steel Ltd\n---\nGood.\n";
    let audit = "---\nid: AU-1\ntitle: Audit of purchasing\nkind: audit\nowner: Manager\ndate: 2026-06-01\n\
        type: internal\nauditor: Ann Smith\nstate: done\nclauses: [8.4]\n---\nDone.\n";
    let finding = "---\nid: NC-1\ntitle: Certificate missing\nkind: finding\nowner: Buyer\naudit: AU-1\n\
        date: 2026-06-01\ngrade: minor\nstate: open\ndue: 2027-01-01\nclauses: [8.4.1]\n---\nText.\n";
    ManualTest::new(&[
        (
            "manual.toml",
            CONFIG.replace("title", &format!("language = \"{language}\"\ntitle")),
        ),
        ("qp.md", page.to_owned()),
        ("fm.md", form.to_owned()),
        ("cf.md", score.to_owned()),
        ("au.md", audit.to_owned()),
        ("nc.md", finding.to_owned()),
    ])
}

fn built(test: &ManualTest) -> Workbook {
    let run = test.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    Workbook::read(&test.site().join("matrix/iso-9001-2015.xlsx"))
}

#[test]
fn a_row_of_the_matrix_has_all_that_an_auditor_asks_for() {
    let workbook = built(&manual("en"));
    assert_eq!(
        workbook.names(),
        [
            "Summary",
            "ISO 9001 2015",
            "Claims",
            "Exclusions",
            "Master list of documents",
            "Audits",
            "Findings",
            "Customer feedback",
        ]
    );
    let matrix = workbook.sheet("ISO 9001 2015");
    assert_data_eq!(
        matrix.row("Clause", "8.4.1"),
        str![[r#"
Key: iso-9001-2015:8.4.1
Clause: 8.4.1
Title: General
Requirement: Yes
Status: Covered
Addressed by: QP-07 Purchasing § Choosing a supplier, rev 3
Open: QP-07
Owner: Buyer
Documented information: Records
Evidence: On file
Records named: FM-1 Score card
Date of the newest record: 46147
Newest record: CF-1
Last audited: 46174
Audited by: Ann Smith
Audit: AU-1
Audit due: No
Open findings: NC-1 (Minor)
"#]]
    );
    assert_data_eq!(
        matrix.row("Clause", "8.4.2"),
        str![[r#"
Key: iso-9001-2015:8.4.2
Clause: 8.4.2
Title: Type and extent of control
Requirement: Yes
Status: Partial
Addressed by: QP-07 Purchasing, rev 3 (in part)
Open: QP-07
Owner: Buyer
Evidence: Not required
Records named: FM-1 Score card
Date of the newest record: 46147
Newest record: CF-1
Last audited: 46174
Audited by: Ann Smith
Audit: AU-1
Audit due: No
"#]]
    );
    // What does not apply says nothing about evidence and audits.
    assert_data_eq!(
        matrix.row("Clause", "8.3.2"),
        str![[r#"
Key: iso-9001-2015:8.3.2
Clause: 8.3.2
Title: Design and development planning
Requirement: Yes
Status: Excluded
Remarks: Excluded with 8.3.
"#]]
    );
    assert_data_eq!(
        matrix.row("Clause", "8.4"),
        str![[r#"
Key: iso-9001-2015:8.4
Clause: 8.4
Title: Control of externally provided processes, products and services
Status: Gap
Last audited: 46174
Audited by: Ann Smith
Audit: AU-1
Open findings: NC-1 (Minor)
"#]]
    );
    assert_data_eq!(
        matrix.rows[0].join(" | "),
        str![
            "Key | Clause | Title | Requirement | Status | Addressed by | Open | Owner | Documented information | Evidence | Records named | Date of the newest record | Newest record | Last audited | Audited by | Audit | Audit due | Open findings | Remarks | Sample | Verdict | Note"
        ]
    );
}

#[test]
fn the_other_sheets_are_what_the_statuses_rest_on() {
    let workbook = built(&manual("en"));
    let row = |sheet: &str, column: &str, text: &str| workbook.sheet(sheet).row(column, text);
    assert_data_eq!(
        row("Claims", "Clause", "8.4.2"),
        str![[r#"
Standard: ISO 9001:2015
Clause: 8.4.2
Document: QP-07
Title: Purchasing
Revision: 3
Owner: Buyer
Status: In force
Section: Whole document
Addresses: in part
Counts as: Partial
Why: In force, but addresses only a part of this clause.
Note: Services only
Written in: qp.md:11
"#]]
    );
    assert_data_eq!(
        row("Exclusions", "Clause", "8.3"),
        str![[r#"
Standard: ISO 9001:2015
Clause: 8.3
Title: Design and development of products and services
Justification: Customers supply every drawing.
Approved by: Managing director
Date: 46034
Valid: Yes
"#]]
    );
    assert_data_eq!(
        row("Master list of documents", "Document", "QP-07"),
        str![[r#"
Document: QP-07
Title: Purchasing
Kind: Procedure
Revision: 3
Status: In force
Effective: 46054
Owner: Buyer
Approver: Manager
Next review: 46419
Clauses: ISO 9001:2015: 8.4.2, 8.4.1
"#]]
    );
    assert_data_eq!(
        row("Findings", "Record", "NC-1"),
        str![[r#"
Record: NC-1
Title: Certificate missing
Status: Open
Due: 46388
Audit: AU-1
Date: 46174
Grade: Minor
Clauses: 8.4.1 General
State: Open
Owner: Buyer
"#]]
    );
    let summary = workbook.sheet("Summary").rows;
    assert_data_eq!(
        summary
            .iter()
            .map(|row| row.join(" | "))
            .collect::<Vec<_>>()
            .join("\n"),
        str![[r#"
Manual
Harrow
As of 23 Nov 2026
The columns Sample, Verdict and Note of the matrix are to be filled in.
Standard | Title | Requirements | Covered | Overdue | Partial | Planned | Gap | Excluded | Covered, in %
ISO 9001:2015 | Quality management systems — Requirements | 65 | 1 | 0 | 1 | 0 | 57 | 6 | 1.7
"#]]
    );
}

#[test]
fn a_document_that_changed_since_its_approval_covers_nothing_until_that_is_undone() {
    let test = manual("en");
    // 2026-03-01 in seconds.
    let day = [("SOURCE_DATE_EPOCH", "1772323200")];
    let run = test.run_with(&["approve", "QP-07"], &day);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let told = |test: &ManualTest| {
        let row = built(test).sheet("ISO 9001 2015").row("Clause", "8.4.1");
        let told = row
            .lines()
            .filter(|line| line.starts_with("Status") || line.starts_with("Add"));
        told.collect::<Vec<_>>().join("\n")
    };
    let addressed = "Addressed by: QP-07 Purchasing § Choosing a supplier, rev 3";
    assert_eq!(told(&test), format!("Status: Covered\n{addressed}"));
    let file = test.manual().join("qp.md");
    let text = fs::read_to_string(&file).unwrap();
    test.write("qp.md", text.replace("choose", "guess"));
    assert_eq!(
        told(&test),
        format!("Status: Planned\n{addressed} (Changed since approval)")
    );
    test.write("qp.md", text);
    assert_eq!(told(&test), format!("Status: Covered\n{addressed}"));
}

#[test]
fn links_lead_to_files_of_the_site_and_there_are_none_without_a_site() {
    let test = manual("en");
    let workbook = built(&test);
    let matrix = workbook.sheet("ISO 9001 2015");
    let links: Vec<&String> = matrix.links.values().collect();
    assert!(
        links.contains(&&"../documents/QP-07.html#choosing".to_owned()),
        "{links:?}"
    );
    for name in workbook.names() {
        for target in workbook.sheet(&name).links.values() {
            let (file, section) = target.split_once('#').unwrap_or((target, ""));
            let path = test.site().join("matrix").join(file);
            let page = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{target} of {name}"));
            assert!(
                section.is_empty() || page.contains(&format!("id=\"{section}\"")),
                "{target}"
            );
        }
    }
    let file = test.beside("matrix.xlsx");
    let run = test.run(&["coverage", "--format", "xlsx", "-o", file.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let alone = Workbook::read(&file);
    assert_eq!(alone.names(), workbook.names());
    for name in alone.names() {
        assert!(alone.sheet(&name).links.is_empty(), "{name}");
        assert_eq!(
            alone.sheet(&name).rows,
            workbook.sheet(&name).rows,
            "{name}"
        );
    }
}

#[test]
fn columns_are_to_be_filled_in_and_the_sheet_is_fit_to_read_and_print() {
    let workbook = built(&manual("en"));
    let matrix = workbook.sheet("ISO 9001 2015");
    for part in [
        "\"Conforms,Observation,Minor,Major\"",
        "<pane xSplit=\"3\" ySplit=\"1\"",
        "<autoFilter ref=\"A1:V",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        // The key is hidden.
        "<col min=\"1\" max=\"1\" width=\"10.7109375\" hidden=\"1\"",
    ] {
        assert!(matrix.xml.contains(part), "{part}");
    }
    let sheet = Document::parse(&matrix.xml).unwrap();
    let mut rows = sheet.descendants().filter(named("row")).skip(1);
    assert!(
        rows.all(|row| row.attribute("ht").is_some() || row.attribute("customHeight").is_none())
    );
}

#[test]
fn it_is_in_the_language_of_the_manual() {
    let workbook = built(&manual("de"));
    assert_data_eq!(
        workbook.names().join(", "),
        str![
            "Übersicht, ISO 9001 2015, Zuordnungen, Ausschlüsse, Dokumentenverzeichnis, Audits, Auditfeststellungen, Kundenrückmeldungen"
        ]
    );
    assert_data_eq!(
        workbook
            .sheet("ISO 9001 2015")
            .row("Normabschnitt", "8.4.1"),
        str![[r#"
Schlüssel: iso-9001-2015:8.4.1
Normabschnitt: 8.4.1
Titel: General
Anforderung: Ja
Status: Abgedeckt
Behandelt in: QP-07 Purchasing § Choosing a supplier, Rev. 3
Öffnen: QP-07
Verantwortlich: Buyer
Dokumentierte Information: Aufzeichnungen
Nachweise: Vorhanden
Genannte Aufzeichnungen: FM-1 Score card
Datum der neuesten Aufzeichnung: 46147
Neueste Aufzeichnung: CF-1
Zuletzt auditiert: 46174
Auditiert von: Ann Smith
Audit: AU-1
Audit fällig: Nein
Offene Feststellungen: NC-1 (Nebenabweichung)
"#]]
    );
}

#[test]
fn a_transition_has_a_sheet() {
    let test = manual("en");
    let config = CONFIG.replace(
        "[\"iso-9001-2015\"]",
        "[\"iso-9001-2015\", \"iso-9001-2026\"]",
    );
    test.write("manual.toml", config);
    assert_eq!(test.build().status, 0);
    let read = |id: &str| Workbook::read(&test.site().join(format!("matrix/{id}.xlsx")));
    let old = read("iso-9001-2015").names();
    assert!(
        !old.iter().any(|name| name.contains("Transition")),
        "{old:?}"
    );
    let book = read("iso-9001-2026");
    let names = book.names();
    let name = names.iter().find(|name| name.starts_with("Transition"));
    let sheet = book.sheet(name.unwrap_or_else(|| panic!("{names:?}")));
    assert_eq!(sheet.rows.len(), 66);
    assert_data_eq!(
        sheet.row("Clause", "8.4.1"),
        str![[r#"
Clause: 8.4.1
Title: General
To do: Carry over
In ISO 9001:2015: 8.4.1 General (the same)
What can be carried over: QP-07 Purchasing § Choosing a supplier
So far: Gap
"#]]
    );
    assert_eq!(
        sheet.row("Clause", "6.1.3").lines().nth(2),
        Some("To do: Nothing to carry over")
    );
    assert!(
        sheet
            .links
            .values()
            .any(|to| to == "../standards/iso-9001-2026/8.4.1.html")
    );
}

#[test]
fn numbers_in_a_register_are_numbers_and_clauses_are_texts() {
    let objective = "---\nid: OBJ-1\ntitle: Scrap\nkind: objective\nowner: Buyer\nunit: '%'\ntarget: 1.8\n\
                     direction: at-most\nclauses: [7.5]\ndata: v.csv\n\
                     period: month\n---\nText.\n";
    let values = "period,value\n2026-09,1.25\n2026-10,1.5\n";
    let test = ManualTest::new(&[("o.md", objective), ("v.csv", values)]);
    test.build();
    let book = Workbook::read(&test.site().join("registers/objectives.xlsx"));
    let sheet = Document::parse(&book.parts["xl/worksheets/sheet1.xml"]).unwrap();
    let row = sheet
        .descendants()
        .find(|one| one.attribute("r") == Some("2"))
        .unwrap();
    let cells = row.children().map(|cell| {
        let of = cell.attribute("t").unwrap_or("number");
        let text = cell.descendants().filter_map(|one| one.text()).next();
        format!("{of} {}", text.unwrap_or_default())
    });
    let cells: Vec<String> = cells.collect();
    assert!(cells.contains(&"number 1.8".to_owned()), "{cells:?}");
    assert!(cells.contains(&"number 1.5".to_owned()), "{cells:?}");
    assert!(
        cells.contains(&"inlineStr iso-9001-2015:7.5".to_owned()),
        "{cells:?}"
    );
}
