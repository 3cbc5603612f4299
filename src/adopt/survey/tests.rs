//! Tests of what is noticed in small pages.

use super::*;
use crate::conventions::Says;

fn surveyed(text: &str) -> PageFacts {
    let source = Source::new(SourcePath::new("policies/a.md"), text);
    page(&source, &StandardNames::built_in(), &Labels::default())
}

/// The places of a page: how, clause, section and sentence.
fn places(text: &str) -> Vec<String> {
    let places = surveyed(text).places.into_iter();
    let shown = places.map(|place| {
        let section = place.section.as_deref().unwrap_or("-");
        format!(
            "{:?} {} #{section} {}",
            place.how, place.clause, place.sentence
        )
    });
    shown.collect()
}

#[test]
fn each_place_that_names_a_clause_has_its_sentence_and_its_section() {
    let text = "# Purchasing\n\nWe follow ISO 9001:2015. Buyers meet clause 8.4.1 here.\n\n\
                ## Incoming goods\n\n| What | ISO 9001:2015 |\n|---|---|\n| Checks | 8.6 |\n\n\
                ```\nclause 8.4.2\n```\n\n- As `CC6.1` asks\n";
    assert_eq!(
        places(text),
        [
            "Marked 8.4.1 #- Buyers meet clause 8.4.1 here.",
            "Lettered CC6.1 #incoming-goods As CC6.1 asks",
        ]
    );
    let text = "## 8.4 Control of suppliers\n\nText.\n";
    assert_eq!(
        places(text),
        ["Heading 8.4 #8-4-control-of-suppliers 8.4 Control of suppliers"]
    );
}

#[test]
fn the_name_at_a_number_says_which_standard_is_meant() {
    let names = StandardNames::built_in();
    let text = "ISO 13485:2016, section 6.2 and ISO 9001:2015, 7.1.5. As ISO 13485:2016 says, clauses 8.4.1 \
                and 8.4.2 of ISO 9001:2015 hold.\n";
    let found = surveyed(text).places;
    let meant = found.iter().map(|place| {
        let ids = place.standards.iter().filter_map(|at| names.standard(*at));
        ids.map(|standard| standard.id.to_string())
            .collect::<String>()
    });
    let meant: Vec<String> = meant.collect();
    assert_eq!(
        meant,
        [
            "iso-13485-2016",
            "iso-9001-2015",
            "iso-9001-2015",
            "iso-9001-2015"
        ]
    );
}

#[test]
fn fields_are_read_from_front_matter_without_its_first_line_too() {
    let text = "name: Access Policy\nacronym: AP\nsatisfies:\n  TSC:\n    - CC6.1\nmajorRevisions:\n  \
                - date: Jun 1 2018\n    comment: First\n---\n# Purpose\n";
    let page = surveyed(text);
    assert_eq!(page.front, FrontForm::Unopened);
    let names: Vec<&str> = page
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!(names, ["name", "acronym", "satisfies", "majorRevisions"]);
    let clauses = vec![("TSC".to_owned(), vec!["CC6.1".to_owned()])];
    assert_eq!(page.fields[2].value, FieldValue::ByName(clauses));
    let entries = vec!["comment".to_owned(), "date".to_owned()];
    assert_eq!(
        page.fields[3].value,
        FieldValue::Entries(entries, vec!["Jun 1 2018".to_owned()])
    );
    assert_eq!(page.places.len(), 1);
    assert_eq!(page.heading.as_deref(), Some("Purpose"));
}

#[test]
fn a_block_of_metadata_is_a_table_or_lines_with_known_labels() {
    let block = |text: &str| -> Vec<(String, FieldValue)> {
        let fields = surveyed(text).block.into_iter();
        fields.map(|field| (field.name, field.value)).collect()
    };
    let both = vec![
        (
            "Document ID".to_owned(),
            FieldValue::Text("POL-1".to_owned()),
        ),
        ("Owner".to_owned(), FieldValue::Text("CISO".to_owned())),
    ];
    assert_eq!(
        block("# T\n\n**Document ID:** POL-1  \n**Owner:** CISO\n\nText.\n"),
        both
    );
    assert_eq!(
        block("> **Document ID:** POL-1\n> **Owner:** CISO\n\nText.\n"),
        both
    );
    assert_eq!(
        block("| Document ID | POL-1 |\n|---|---|\n| **Owner** | CISO |\n"),
        both
    );
    assert_eq!(
        block("| Document ID | Owner |\n|---|---|\n| POL-1 | CISO |\n"),
        both
    );
    assert_eq!(
        block("**📋 Document ID:** POL-1 | **Owner:** CISO\n\nText.\n").len(),
        2
    );
    assert_eq!(block("The owner: a person who owns.\n"), []);
    assert_eq!(
        block("| Version | Date |\n|---|---|\n| 1 | x |\n| 2 | y |\n"),
        [("Version".to_owned(), FieldValue::Text("2".to_owned()))]
    );
    assert_eq!(
        block(
            "- **Identificador:** GR-1\n- **Versión:** 1\n- **Fecha:** x\n- **Estado:** Aprobado\n"
        )
        .len(),
        2
    );
    let elsewhere = "# T\n\nText.\n\n## Open points\n\n| Owner | Status |\n|---|---|\n| a | b |\n";
    assert_eq!(block(elsewhere), []);
    assert_eq!(surveyed(elsewhere).stray_names, ["owner", "status"]);
}

#[test]
fn a_table_with_a_column_of_clauses_is_noticed() {
    let text = "# ISO 13485:2016 mapping\n\n| Section | Title | Document |\n|---|---|---|\n\
                | 4.1 | General | *Quality Manual*<br>SOP Purchasing |\n\
                | 4.2.1 | General | [Manual](qm.md) |\n| 4.2.2, 4.2.3 | Manual | - |\n";
    let tables = surveyed(text).tables;
    let [table] = &*tables else {
        panic!("{tables:?}")
    };
    let [column] = &*table.clauses else {
        panic!("{table:?}")
    };
    assert_eq!((column.at, column.standards.len()), (0, 1));
    assert!(column.is_whole);
    assert_eq!(column.rows[2], ["4.2.2", "4.2.3"]);
    let cell = |row: usize| &table.rows[row].cells[2];
    assert_eq!(cell(0).parts, ["Quality Manual", "SOP Purchasing"]);
    assert_eq!(cell(1).links, ["qm.md"]);
}

#[test]
fn how_a_document_was_changed_names_no_clause() {
    let text = "# Backup\n\nControl A.8.13 of ISO 27001 is met.\n\n| Version | Date | Change |\n|---|---|---|\n\
                | 2 | 2024-01-02 | Added A.8.14 |\n\n## 9. Revision history\n\n- 2023: A.8.15 added\n";
    assert_eq!(
        places(text),
        ["Control A.8.13 #- Control A.8.13 of ISO 27001 is met."]
    );
}

#[test]
fn ranges_of_clauses_and_clauses_behind_headings_are_written_out() {
    let clauses = |text: &str| -> Vec<String> {
        let places = surveyed(text).places.into_iter();
        places.map(|place| place.clause).collect()
    };
    assert_eq!(
        clauses("Meets A.8.25–A.8.27.\n"),
        ["A.8.25", "A.8.26", "A.8.27"]
    );
    for (text, expected) in [
        (
            "It meets ISO/IEC 27001:2022, A.6.1 - 6.3.\n",
            ["A.6.1", "A.6.2", "A.6.3"],
        ),
        ("Meets CC6.1 - 6.3.\n", ["CC6.1", "CC6.2", "CC6.3"]),
        ("Répond à A.6.1 à 6.3.\n", ["A.6.1", "A.6.2", "A.6.3"]),
        ("Cumple A.8.1 a A.8.3.\n", ["A.8.1", "A.8.2", "A.8.3"]),
    ] {
        assert_eq!(clauses(text), expected, "{text}");
    }
    assert_eq!(clauses("## Identification (8.5.2)\n"), ["8.5.2"]);
    assert_eq!(clauses("## Version (draft)\n"), [""; 0]);
}

#[test]
fn a_sentence_that_introduces_a_list_of_what_is_open_counts_for_its_items() {
    let says = |text: &str| -> Vec<Says> {
        let places = surveyed(text).places.into_iter();
        places.map(|place| place.says).collect()
    };
    let open = "Controls requiring immediate attention:\n\n- A.7.2 — Logging\n- A.8.23 — Keys\n";
    assert_eq!(says(open), [Says::Denied, Says::Denied]);
    assert_eq!(says("We meet:\n\n- A.7.2 — Logging\n"), [Says::Addressed]);
    let states = "| Control | Status |\n|---|---|\n| A.7.2 | NI |\n| A.7.3 | I |\n";
    assert_eq!(says(states), [Says::Denied, Says::Addressed]);
}

#[test]
fn a_notation_with_the_name_of_a_standard_is_noticed() {
    let text = "Text <!-- [13485:7.5.1] --> and [[13485:4.1]] and [link](a:b) {{x}}.\n";
    let tags = surveyed(text).tags;
    let shown: Vec<_> = tags
        .iter()
        .map(|tag| (tag.notation, &*tag.name, &*tag.clause))
        .collect();
    assert_eq!(
        shown,
        [
            ("<!-- [NAME:CLAUSE] -->", "13485", "7.5.1"),
            ("[[NAME:CLAUSE]]", "13485", "4.1")
        ]
    );
    assert_eq!(
        pattern_of("[[NAME:CLAUSE]]", "13485").as_deref(),
        Some(r"\[\[13485:(?<clause>[^\]}]+)\]\]")
    );
}
