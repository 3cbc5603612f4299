//! What becomes of files of other programs.

use super::testing::{Files, lines, standard};
use super::{Choices, Columns, NamedFile};

fn choices() -> Choices {
    Choices::default()
}

fn refusal(files: &[(&str, &str)], name: &str) -> String {
    let files = Files::new(files);
    files.import(name, &choices()).unwrap_err().to_string()
}

/// A catalog of OSCAL with these groups.
fn oscal(version: &str, groups: &str) -> String {
    format!(
        r#"{{"catalog":{{"uuid":"x","metadata":{{"title":"Own *controls*","version":"3",
        "oscal-version":"{version}","parties":[{{"uuid":"p","type":"organization","name":"Harrow"}}]}},
        "groups":{groups}}}}}"#
    )
}

/// Controls in the way of SP 800-53, with what makes them hard to read.
const GROUPS: &str = r#"[
  {"id":"ac","title":"Access","controls":[
    {"id":"ac-1","title":"Policy","props":[{"name":"label","value":"AC-01"}],
     "parts":[{"name":"statement","prose":"Write {{ insert: param, p1 }}."}],
     "params":[{"id":"p1","label":"a policy"}]},
    {"id":"ac-2","title":"Accounts","props":[
       {"name":"label","class":"zero-padded","value":"AC-02"},{"name":"label","value":"AC-2"}],
     "controls":[
       {"id":"ac-2.1","title":"By machine","props":[{"name":"label","value":"AC-2 (1)"}]},
       {"id":"ac-2.10","title":"Shared","props":[
         {"name":"label","value":"AC-2(10)"},{"name":"status","value":"Withdrawn"}]}]},
    {"id":"ac-3","title":"Old","props":[
       {"name":"label","value":"AC-3"},{"name":"status","value":"withdrawn"}],
     "controls":[{"id":"ac-3.2","title":"Still there","props":[{"name":"label","value":"AC-3(2)"}]}]}]},
  {"id":"zz","title":"Nothing left","controls":[
    {"id":"zz-1","title":"Gone","props":[{"name":"status","value":"withdrawn"}]}]},
  {"id":"GV","title":"GOVERN","props":[{"name":"label","value":"GOVERN (GV)"}],"controls":[
    {"id":"GV.OC","class":"category","title":"Context","props":[{"name":"label","value":"Context (GV.OC)"}],
     "controls":[{"id":"GV.OC-01","class":"subcategory","title":"GV.OC-01",
       "props":[{"name":"label","value":"GV.OC-01"}]}]}]},
  {"id":"F_03.09","title":"Persons","props":[{"name":"label","value":"Persons (03.09)"}],"controls":[
    {"id":"F_03.09.01","title":"Screening","props":[{"name":"label","value":"Screening (03.09.01)"}],
     "parts":[{"name":"statement"}],
     "controls":[{"id":"F_SR-03.09.01","title":"SR-03.09.01","props":[{"name":"label","value":"SR-03.09.01"}],
       "parts":[{"name":"statement","prose":"Screen."}]}]}]}
]"#;

#[test]
fn a_catalog_of_oscal_keeps_numbers_and_titles_and_leaves_out_what_is_withdrawn() {
    let catalog = oscal("1.1.2", GROUPS);
    let files = Files::new(&[("own_catalog.json", &catalog)]);
    let imported = files.import("own_catalog.json", &choices()).unwrap();
    assert_eq!(
        lines(&imported),
        [
            "03.09: Persons",
            "03.09.01* < 03.09: Screening",
            "AC: Access",
            "AC-1* < AC: Policy",
            "AC-2* < AC: Accounts",
            "AC-2(1)* < AC-2: By machine",
            "AC-3(2)* < AC: Still there",
            "GV: GOVERN",
            "GV.OC < GV: Context",
            "GV.OC-01* < GV.OC",
        ]
    );
    let standard = standard(&imported);
    assert_eq!(standard.title, "Own controls");
    assert_eq!(
        (standard.publisher.as_str(), standard.edition.as_str()),
        ("Harrow", "3")
    );
    assert_eq!(standard.source.as_deref(), Some("own_catalog.json"));
    let control = |number: &str| {
        let clause = standard.clause(standard.find(number).unwrap());
        clause.control_id().to_string()
    };
    assert_eq!(
        ["AC-2(1)", "GV.OC-01", "03.09.01"].map(control),
        ["ac-2.1", "GV.OC-01", "F_03.09.01"]
    );
    let unknown = standard.clauses.iter().filter(|clause| clause.requirement);
    assert!(
        unknown
            .into_iter()
            .all(|clause| clause.records.word() == "unknown")
    );
    assert_eq!(
        imported.report,
        [
            "own_catalog.json: OSCAL 1.1.2 catalog; 6 requirements below 4 headings",
            "left out: 3 withdrawn clauses (AC-2(10), AC-3, zz-1)",
            "left out: the text of 2 clauses, which is the publisher's; --texts takes it as the summary, \
             where you may use it",
            "1 control is no clause of its own: it only holds the text of the control above",
            "to be filled in: designation",
        ]
    );
}

#[test]
fn texts_are_taken_when_asked_for() {
    let catalog = oscal("1.1.2", GROUPS);
    let files = Files::new(&[("c.json", &catalog)]);
    let with = Choices {
        texts: true,
        id: Some("own".to_owned()),
        ..choices()
    };
    let imported = files.import("c.json", &with).unwrap();
    let standard = standard(&imported);
    let summary = |number: &str| {
        let clause = standard.clause(standard.find(number).unwrap());
        clause.summary.clone()
    };
    assert_eq!(
        ["AC-1", "03.09.01"].map(summary),
        ["Write [a policy].", "Screen."]
    );
    assert_eq!(standard.id.as_str(), "own");
}

#[test]
fn versions_and_models_that_are_not_read_are_refused_with_the_reason() {
    for (version, part) in [
        ("1.0.0-milestone3", "a draft from before version 1.0.0"),
        ("1.0.0-rc2", "a draft from before version 1.0.0"),
        ("", "does not say its version"),
        ("2.0.0", "reads OSCAL 1"),
    ] {
        let message = refusal(&[("c.json", &oscal(version, GROUPS))], "c.json");
        assert!(message.contains(part), "{version}: {message}");
    }
    for version in ["1.0.0", "v1.2.2", "1.1.3"] {
        let catalog = oscal(version, GROUPS);
        assert!(
            Files::new(&[("c.json", &catalog)])
                .import("c.json", &choices())
                .is_ok(),
            "{version}"
        );
    }
    for (name, text, part) in [
        (
            "c.json",
            r#"{"component-definition":{}}"#,
            "an OSCAL component definition",
        ),
        ("c.json", r#"{"a":1}"#, "neither `catalog` nor `profile`"),
        ("c.json", "[1]", "no OSCAL catalog or profile"),
        (
            "c.json",
            r#"{"catalog":{"metadata":{"oscal-version":"1.1.2"}}}"#,
            "missing field `title`",
        ),
        ("c.json", "", "empty"),
        ("c.xml", "<catalog/>", "the JSON form"),
        ("c.doc", "x", "the name does not say"),
        ("c.toml", "id = \"x\"", "as it is"),
        ("c.zip", "PK\u{3}\u{4}", "an archive"),
        ("c.yaml", "catalog:\n  uuid: x\n", "OSCAL in YAML"),
    ] {
        let message = refusal(&[(name, text)], name);
        assert!(message.contains(part), "{text}: {message}");
    }
}

/// A profile that chooses from `address`.
fn profile(address: &str, choice: &str) -> String {
    format!(
        r#"{{"profile":{{"uuid":"x","metadata":{{"title":"Low","version":"1","oscal-version":"1.1.2"}},
        "imports":[{{"href":"{address}"{choice}}}],
        "back-matter":{{"resources":[{{"uuid":"r","rlinks":[
          {{"href":"../xml/c.xml","media-type":"application/oscal.catalog+xml"}},
          {{"href":"../json/c.json","media-type":"application/oscal.catalog+json"}}]}}]}}}}}}"#
    )
}

const SOME: &str = r#","include-controls":[{"with-ids":["ac-1","ac-2.1"]}]"#;

#[test]
fn a_profile_chooses_from_the_catalog_beside_it() {
    let catalog = oscal("1.1.2", GROUPS);
    let old = oscal("1.0.0-milestone3", GROUPS);
    let numbers = |profile: &str, files: &[(&str, &str)]| {
        let files = [&[("low_profile.json", profile)], files].concat();
        let imported = Files::new(&files).import("low_profile.json", &choices());
        imported
            .map(|imported| lines(&imported))
            .map_err(|refusal| refusal.to_string())
    };
    let expected = [
        "AC: Access",
        "AC-1* < AC: Policy",
        "AC-2(1)* < AC: By machine",
    ];
    for (address, path) in [
        ("#r", "c.json"),
        ("#r", "../json/c.json"),
        ("sub/c.json#x", "sub/c.json"),
        ("https://example.org/c.json", "c.json"),
        ("#r", "another.json"),
    ] {
        let found = numbers(
            &profile(address, SOME),
            &[(path, &catalog), ("z.json", &old)],
        );
        assert_eq!(found.unwrap(), expected, "{address} {path}");
    }
    for (choice, count) in [
        ("", 10),
        (r#","include-all":{}"#, 10),
        (
            r#","include-all":{},"exclude-controls":[{"matching":[{"pattern":"ac-*"}]}]"#,
            5,
        ),
        (
            r#","include-controls":[{"with-child-controls":"yes","with-ids":["ac-2"]}]"#,
            3,
        ),
        (
            r#","include-controls":[{"matching":[{"pattern":"ac-?"}]}]"#,
            3,
        ),
    ] {
        let found = numbers(&profile("#r", choice), &[("c.json", &catalog)]).unwrap();
        assert_eq!(found.len(), count, "{choice}: {found:?}");
    }
    for (choice, files, part) in [
        (SOME, &[][..], "`../json/c.json`, which is not beside it"),
        (
            SOME,
            &[("a.json", &*catalog), ("b.json", &*catalog)],
            "2 catalogs there",
        ),
        (SOME, &[("c.json", &*old)], "a draft from before"),
        (
            r#","include-controls":[{"with-ids":["ac-1","ac-99"]}]"#,
            &[("c.json", &*catalog)],
            "does not have 1 control of the profile: ac-99",
        ),
    ] {
        let message = numbers(&profile("#r", choice), files).unwrap_err();
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn a_profile_may_choose_from_a_profile_and_never_from_itself_without_end() {
    let catalog = oscal("1.1.2", GROUPS);
    let inner = profile(
        "c.json",
        r#","include-controls":[{"with-ids":["ac-1","ac-2","ac-2.1"]}]"#,
    );
    let outer = profile(
        "inner.json",
        r#","include-controls":[{"matching":[{"pattern":"ac-2*"}]}]"#,
    );
    let files = Files::new(&[
        ("outer.json", &*outer),
        ("inner.json", &*inner),
        ("c.json", &*catalog),
    ]);
    let imported = files.import("outer.json", &choices()).unwrap();
    assert_eq!(
        lines(&imported),
        [
            "AC: Access",
            "AC-2* < AC: Accounts",
            "AC-2(1)* < AC-2: By machine"
        ]
    );
    let circle = profile("outer.json", "");
    let message = refusal(&[("outer.json", &circle)], "outer.json");
    assert!(message.contains("more than 8 profiles"), "{message}");
    let given = Choices {
        catalog: Some(NamedFile {
            name: "elsewhere.json".to_owned(),
            bytes: catalog.into_bytes(),
        }),
        ..choices()
    };
    let alone = profile("#r", SOME);
    let imported = Files::new(&[("p.json", &*alone)])
        .import("p.json", &given)
        .unwrap();
    assert_eq!(lines(&imported).len(), 3);
}

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

#[test]
fn columns_of_a_table_are_guessed_and_said() {
    let text = "Requirements of the customer;;\nKlausel;Titel;Beschreibung;Note\n4;Lage;;\n4.10;Rahmen;Es gilt.;x\n;;;\n;Zwischentitel;;\n";
    let padded = text.replace("customer;;\n", "customer;;;\n");
    let files = Files::new(&[("liste.csv", &*padded)]);
    let imported = files.import("liste.csv", &choices()).unwrap();
    assert_eq!(lines(&imported), ["4: Lage", "4.10* < 4: Rahmen"]);
    assert_eq!(
        imported.report,
        [
            "liste.csv: CSV table; 1 requirement below 1 heading",
            "columns: number from \"Klausel\", title from \"Titel\", summary from \"Beschreibung\"; not taken: \
             \"Note\" (--number, --title, --summary and --records name others)",
            "passed over: 1 row without a number (6)",
            "taken as headings: 1 row that has others below it; a column `kind` with `requirement` or `heading` \
             decides it",
            "to be filled in: designation, title, publisher, edition",
        ]
    );
}

#[test]
fn columns_can_be_named_by_head_or_position() {
    let text = "a,b,c\n1.1,One,x\n1.2,Two,retain\n";
    let files = Files::new(&[("t.csv", text)]);
    let named = Choices {
        columns: Columns {
            number: Some("1".to_owned()),
            title: Some("B".to_owned()),
            records: Some("c".to_owned()),
            ..Columns::default()
        },
        ..choices()
    };
    let imported = files.import("t.csv", &named).unwrap();
    assert_eq!(lines(&imported), ["1.1*: One", "1.2*: Two"]);
    let records = |number: &str| {
        let standard = standard(&imported);
        standard
            .clause(standard.find(number).unwrap())
            .records
            .word()
    };
    assert_eq!(["1.1", "1.2"].map(records), ["unknown", "retain"]);
    // By their content, and without heads.
    for text in [text, "1.1,One\n1.2,Two\n"] {
        let imported = Files::new(&[("t.csv", text)])
            .import("t.csv", &choices())
            .unwrap();
        assert_eq!(lines(&imported), ["1.1*: One", "1.2*: Two"]);
    }
    let unknown = Choices {
        columns: Columns {
            title: Some("d".to_owned()),
            ..Columns::default()
        },
        ..choices()
    };
    let message = files.import("t.csv", &unknown).unwrap_err().to_string();
    assert_eq!(
        message,
        "the table has no column `d`; its columns are \"a\", \"b\", \"c\""
    );
    let message = refusal(&[("t.csv", "name,text\nOne,Two\n")], "t.csv");
    assert!(
        message.contains("name it with --number; its columns are \"name\", \"text\""),
        "{message}"
    );
}

#[test]
fn a_table_loses_no_requirement() {
    for (text, part) in [
        (
            "number,title\n4.1,A\n4.1,B\n",
            "1 number stands more than once: 4.1 (line 2 and line 3)",
        ),
        (
            "number,title\n4.1,A,B\n",
            "line 2: the row has 3 cells, the header 2",
        ),
        ("number,title\n", "nothing in it has a number"),
        (
            "number,parent\n4.1,9\n",
            "names `9` as the clause above 4.1, which is in no row",
        ),
        (
            "number,status\n4.1,withdrawn\n",
            "all that it lists is withdrawn",
        ),
    ] {
        let message = refusal(&[("t.csv", text)], "t.csv");
        assert!(message.contains(part), "{text}: {message}");
    }
    let text = "id,title,description,type\nAC-2,Accounts,,\nAC-2(1),By machine,,\n5,A,Do it.,\n5.1,B,,\n6,C,,heading\n\
                Clause 6.1,D,,requirement\n7.1.,Withdrawn keys are destroyed,,\n7.2,[Withdrawn],,\n";
    let imported = Files::new(&[("t.csv", text)])
        .import("t.csv", &choices())
        .unwrap();
    assert_eq!(
        lines(&imported),
        [
            "5*: A",
            "5.1* < 5: B",
            "6: C",
            "6.1* < 6: D",
            "7.1*: Withdrawn keys are destroyed",
            "AC-2*: Accounts",
            "AC-2(1)* < AC-2: By machine",
        ]
    );
}

#[test]
fn texts_in_other_encodings_are_read_or_refused() {
    let text = "number,title\n4.1,Prüfung\n";
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let import = |bytes: Vec<u8>| {
        let file = NamedFile {
            name: "t.csv".to_owned(),
            bytes,
        };
        super::import(&file, &Files::new(&[]), &choices())
    };
    assert_eq!(lines(&import(utf16).unwrap()), ["4.1*: Prüfung"]);
    let latin = text.replace("ü", "\u{0}").into_bytes();
    let latin = latin
        .into_iter()
        .map(|byte| if byte == 0 { 0xfc } else { byte })
        .collect();
    assert!(
        import(latin)
            .unwrap_err()
            .to_string()
            .contains("save it as UTF-8")
    );
}

#[test]
fn whatever_stands_in_a_file_is_read_back_without_a_mistake() {
    let odd = [
        "\"\"\"",
        "'\\n",
        "a\u{7}b\u{200b}",
        "a:b/c|d#e",
        "{{ x }}",
        "\u{202e}",
        "# no",
        "é \\u0041",
    ];
    for (at, odd) in odd.iter().enumerate() {
        let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let text = format!(
            "number,title,summary\n{},{},{}\n9.{at},x,y\n",
            cell(odd),
            cell(odd),
            cell(odd)
        );
        let files = Files::new(&[("t.csv", &*text)]);
        let named = Choices {
            id: Some(format!("x{at}")),
            ..choices()
        };
        let imported = files.import("t.csv", &named).unwrap();
        assert!(standard(&imported).find(&format!("9.{at}")).is_some());
    }
    let files = Files::new(&[("t.csv", "number\n4.1\n")]);
    let wrong = Choices {
        id: Some("No Id".to_owned()),
        ..choices()
    };
    let message = files.import("t.csv", &wrong).unwrap_err().to_string();
    assert!(
        message.contains("`No Id` cannot be the id of a standard; use small letters"),
        "{message}"
    );
}

#[cfg(feature = "xlsx")]
mod workbooks {
    use rust_xlsxwriter::{Format, Workbook};

    use super::*;

    fn import(book: &mut Workbook, columns: Columns) -> Result<super::super::Imported, String> {
        let file = NamedFile {
            name: "list.xlsx".to_owned(),
            bytes: book.save_to_buffer().unwrap(),
        };
        let choices = Choices {
            columns,
            ..choices()
        };
        super::super::import(&file, &Files::new(&[]), &choices)
            .map_err(|refusal| refusal.to_string())
    }

    /// A workbook with a sheet of notes and one of controls below a title.
    fn book() -> Workbook {
        let mut book = Workbook::new();
        let notes = book.add_worksheet().set_name("Notes").unwrap();
        notes.write(0, 0, "Read this first").unwrap();
        let list = book.add_worksheet().set_name("Controls").unwrap();
        list.write(0, 0, "Requirements of the customer").unwrap();
        for (column, head) in ["Control Identifier", "Control Name", "Control Text"]
            .iter()
            .enumerate()
        {
            list.write(2, column as u16, *head).unwrap();
        }
        list.write(3, 0, "4.10").unwrap();
        list.write(3, 1, "Frame").unwrap();
        list.write(4, 0, 4.2).unwrap();
        list.write(4, 1, "Rim").unwrap();
        list.write(4, 2, "Do it.").unwrap();
        book
    }

    #[test]
    fn the_sheet_with_heads_is_read_and_numbers_are_in_doubt() {
        let imported = import(&mut book(), Columns::default()).unwrap();
        assert_eq!(lines(&imported), ["4.2*: Rim", "4.10*: Frame"]);
        assert_eq!(
            imported.report,
            [
                "list.xlsx: workbook; 2 requirements",
                "sheet \"Controls\"; --sheet takes another one: Notes",
                "columns: number from \"Control Identifier\", title from \"Control Name\", summary from \"Control \
                 Text\" (--number, --title, --summary and --records name others)",
                "in doubt: 1 clause number is a number in the workbook and not text, so that 4.10 has become 4.1 \
                 (row 5); compare with the standard",
                "to be filled in: designation, title, publisher, edition",
            ]
        );
    }

    #[test]
    fn a_day_is_no_number_and_a_sheet_has_to_be_there() {
        let mut with_day = book();
        let list = with_day.worksheet_from_name("Controls").unwrap();
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 1, 4).unwrap();
        list.write_with_format(5, 0, &day, &Format::new().set_num_format("d mmm"))
            .unwrap();
        let message = import(&mut with_day, Columns::default()).unwrap_err();
        assert!(
            message.contains("the number in row 6 is no text"),
            "{message}"
        );
        let named = Columns {
            sheet: Some("Other".to_owned()),
            ..Columns::default()
        };
        let message = import(&mut book(), named).unwrap_err();
        assert_eq!(
            message,
            "the workbook has no sheet `Other`; its sheets are Notes, Controls"
        );
    }
}
