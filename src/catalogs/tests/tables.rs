//! Tables as text and workbooks.

use super::*;

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
            "taken as headings: 1 row that has others below it; a column `kind` with `requirement` or `heading` \
             decides it",
            "passed over: 1 row without a number (line 6, the first one \"Zwischentitel\"); one that is a \
             requirement needs a number, or it is missing",
            "assumed from its words: the language `de`; --language names another",
            "to be filled in: designation, title, publisher, edition",
        ]
    );
}

#[test]
fn the_column_of_numbers_is_the_one_that_has_some() {
    let columns = |text: &str| {
        let imported = Files::new(&[("t.csv", text)])
            .import("t.csv", &choices())
            .unwrap();
        (lines(&imported), imported.report.join("\n"))
    };
    for (text, said) in [
        // Heads that are names of numbers stand above names and above numbers.
        (
            "Control,Ref,Description\nAccess of visitors,4.1,Do it.\nKeys of the plant,4.2,Do it.\n",
            "number from \"Ref\", title from \"Control\"",
        ),
        (
            "Requirement,Pos.\nAccess of visitors,4.1\nKeys of the plant,4.2\n",
            "number from \"Pos.\", summary from \"Requirement\"",
        ),
        (
            "Abschnitt;Kap.-Nr.;Titel\nZutritt und Besucher;4.1;Access of visitors\nZutritt und Besucher;4.2;Keys of the plant\n",
            "number from \"Kap.-Nr.\", title from \"Titel\"",
        ),
    ] {
        let (clauses, report) = columns(text);
        assert!(report.contains(said), "{report}");
        let numbers: Vec<&str> = clauses.iter().map(|line| &line[..4]).collect();
        assert_eq!(numbers, ["4.1*", "4.2*"], "{text}");
    }
    // A number of the clause above is none of the clause.
    let (clauses, report) = columns("Control,Parent\nAccess,\nVisitors,Access\n");
    assert_eq!(clauses, ["Access", "Visitors* < Access"]);
    assert!(
        report.contains("in doubt: most cells of \"Control\", which was taken for the numbers"),
        "{report}"
    );
}

#[test]
fn each_row_without_a_number_is_told_at_its_place() {
    let rows: Vec<String> = (0..12)
        .map(|at| format!("{},Row {at}\n", if at % 5 == 0 { "4.1" } else { "" }))
        .collect();
    let text = format!(
        "number,title\n{}",
        rows.concat()
            .replacen("4.1,Row 5", "4.2,Row 5", 1)
            .replacen("4.1,Row 10", "4.3,Row 10", 1)
    );
    let imported = Files::new(&[("t.csv", &*text)])
        .import("t.csv", &choices())
        .unwrap();
    let told = "passed over: 9 rows without a number (line 3-6, 8-11, 13, the first one \"Row 1\"); one that is a \
                requirement needs a number, or it is missing";
    assert!(
        imported.report.iter().any(|line| line == told),
        "{:?}",
        imported.report
    );
    assert!(
        imported.toml.replace("\n# ", " ").contains(told),
        "{}",
        imported.toml
    );
}

#[test]
fn the_language_is_named_or_assumed_from_the_words_or_to_be_filled_in() {
    let language = |text: &str, named: Option<&str>| {
        let choices = Choices {
            language: named.and_then(Language::new),
            ..choices()
        };
        let imported = Files::new(&[("t.csv", text)])
            .import("t.csv", &choices)
            .unwrap();
        let told = imported.report.iter();
        let told = told.filter(|line| line.contains("language")).cloned();
        let line = imported
            .toml
            .lines()
            .find(|line| line.contains("language ="));
        let read = standard(&imported).language;
        assert_eq!(
            read.as_ref().map(Language::as_str),
            named.or(line
                .filter(|line| !line.starts_with('#'))
                .map(|line| &line[12..14]))
        );
        (
            line.unwrap_or_default().to_owned(),
            told.collect::<Vec<_>>().join("; "),
        )
    };
    let german =
        "id,name\n4.1,Der Umgang mit der Karte\n4.2,Zutritt und Ausweise\n4.3,Note on the owner\n";
    let assumed = "assumed from its words: the language `de`; --language names another";
    assert_eq!(
        language(german, None),
        (
            "language = \"de\"   # assumed from its words".to_owned(),
            assumed.to_owned()
        )
    );
    assert_eq!(
        language(german, Some("nl")),
        ("language = \"nl\"".to_owned(), String::new())
    );
    // Words of two languages are no reason to assume one.
    let mixed = "id,name\n4.1,Der Umgang und die Art of the owner\n4.2,The end of it\n";
    let (line, told) = language(mixed, None);
    assert!(
        line.starts_with("# language = \"…\"   to be filled in"),
        "{line}"
    );
    assert_eq!(
        told,
        "to be filled in: designation, title, publisher, edition, language"
    );
}

#[test]
fn rows_above_the_heads_are_told_if_they_have_a_number() {
    let text = "List of the customer,,\n4.1,Context,x\nNumber,Title,Note\n4.2,Parties,y\n";
    let files = Files::new(&[("t.csv", text)]);
    let imported = files.import("t.csv", &choices()).unwrap();
    assert_eq!(lines(&imported), ["4.2*: Parties"]);
    assert_eq!(
        imported.report[2],
        "passed over: 1 row with a number above the heads (2)"
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
fn a_status_says_that_a_clause_is_withdrawn_however_it_goes_on() {
    let text = "number,title,status\n4.1,A,withdrawn(v1.1 id)\n4.2,B,Withdrawn in 2020\n4.3,C,current\n\
                4.4,\"Withdrawn, lost or stolen badges\",\n";
    let files = Files::new(&[("t.csv", text)]);
    let imported = files.import("t.csv", &choices()).unwrap();
    assert_eq!(
        lines(&imported),
        ["4.3*: C", "4.4*: Withdrawn, lost or stolen badges"]
    );
    assert_eq!(
        imported.report[1],
        "left out: 2 withdrawn clauses (4.1, 4.2)"
    );
}

#[test]
fn numbers_that_give_one_id_in_oscal_get_ids_of_their_own() {
    let files = Files::new(&[("t.csv", "number,title\n4,A\n4.1 a,B\n4.1-a,C\n4.1.a,D\n")]);
    let imported = files.import("t.csv", &choices()).unwrap();
    let standard = standard(&imported);
    let controls = standard.clauses.iter().filter(|clause| clause.requirement);
    let controls: Vec<String> = controls
        .map(|clause| format!("{} {}", clause.number, clause.control_id()))
        .collect();
    assert_eq!(controls, ["4.1 a s4.1-a", "4.1-a s4.1-a-2", "4.1.a s4.1.a"]);
    assert!(imported.report.contains(
        &"1 clause has a `control` of its own to tell it from that of another number in OSCAL (4.1-a)".to_owned()
    ));
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
        crate::catalogs::import(&file, &Files::new(&[]), &choices())
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

    fn import(book: &mut Workbook, columns: Columns) -> Result<crate::catalogs::Imported, String> {
        let file = NamedFile {
            name: "list.xlsx".to_owned(),
            bytes: book.save_to_buffer().unwrap(),
        };
        let choices = Choices {
            columns,
            ..choices()
        };
        crate::catalogs::import(&file, &Files::new(&[]), &choices)
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
                "to be filled in: designation, title, publisher, edition, language",
            ]
        );
    }

    #[test]
    fn a_sheet_with_a_head_for_numbers_and_none_below_it_is_not_taken() {
        let mut book = Workbook::new();
        let owners = book.add_worksheet().set_name("Owners").unwrap();
        for (row, cells) in [["Control", "Name"], ["Access of visitors", "Ann"]]
            .iter()
            .enumerate()
        {
            for (column, cell) in cells.iter().enumerate() {
                owners.write(row as u32, column as u16, *cell).unwrap();
            }
        }
        let list = book.add_worksheet().set_name("List").unwrap();
        for (row, cells) in [["Number", "Title"], ["4.1", "Access"]].iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                list.write(row as u32, column as u16, *cell).unwrap();
            }
        }
        let imported = import(&mut book, Columns::default()).unwrap();
        assert_eq!(lines(&imported), ["4.1*: Access"]);
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
