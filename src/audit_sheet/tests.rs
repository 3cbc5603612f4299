use super::*;

fn sample(clause: &str, note: &str) -> NewSample {
    NewSample {
        clause: clause.to_owned(),
        verdict: AuditVerdict::Conforms,
        sample: String::new(),
        note: note.to_owned(),
        finding: None,
    }
}

/// The text of a file with one more sample.
fn with_one(text: &str) -> Option<String> {
    with_samples(text, ["sampled", "sampled"], &[sample("8.4.1", "ok")])
}

const LINE: &str = "{ clause: \"8.4.1\", verdict: \"conforms\", note: \"ok\" }";

#[test]
fn samples_are_put_into_front_matter_and_the_rest_stays() {
    for (before, after) in [
        (
            "---\nid: A   # the id\n# state: planned\nstate: done\n---\nText\n---\n",
            "---\nid: A   # the id\n# state: planned\nstate: done\nsampled:\n  - LINE\n---\nText\n---\n",
        ),
        (
            "---\nsampled: []   # none yet\nid: A\n---\n",
            "---\nsampled: # none yet\n  - LINE\nid: A\n---\n",
        ),
        (
            "---\nsampled:\nid: A\n---\n",
            "---\nsampled:\n  - LINE\nid: A\n---\n",
        ),
        (
            "---\nsampled:\n  # by hand\n  - { clause: 4, verdict: minor } # x\n# end\nid: A\n---\n",
            "---\nsampled:\n  # by hand\n  - { clause: 4, verdict: minor } # x\n  - LINE\n# end\nid: A\n---\n",
        ),
        (
            "---\nsampled:\n- clause: 4\n  verdict: minor\n  note: >\n    two\n    lines\nid: A\n---\n",
            "---\nsampled:\n- clause: 4\n  verdict: minor\n  note: >\n    two\n    lines\n- LINE\nid: A\n---\n",
        ),
        (
            "---\nsampled: [{ clause: 4, verdict: minor }]\nid: A\n---\n",
            "---\nsampled: [{ clause: 4, verdict: minor }, LINE]\nid: A\n---\n",
        ),
        (
            "\u{feff}---\r\nid: A\r\n---\r\nText\r\n",
            "\u{feff}---\r\nid: A\r\nsampled:\r\n  - LINE\r\n---\r\nText\r\n",
        ),
        (
            "id: A\ntitle: x\n---\nText\n",
            "id: A\ntitle: x\nsampled:\n  - LINE\n---\nText\n",
        ),
        ("| ID | A |\n", "---\nsampled:\n  - LINE\n---\n| ID | A |\n"),
    ] {
        let expected = after.replace("LINE", LINE);
        assert_eq!(with_one(before).as_deref(), Some(&*expected), "{before}");
    }
}

#[test]
fn samples_are_put_into_toml_as_well() {
    let table = "[[sampled]]\nclause = \"8.4.1\"\nverdict = \"conforms\"\nnote = \"ok\"\n";
    for (before, after) in [
        (
            "+++\nid = \"A\" # the id\n+++\nText\n",
            "+++\nid = \"A\" # the id\n\nTABLE+++\nText\n",
        ),
        (
            "+++\nid = \"A\"\n[[sampled]]\nclause = \"4\"\n+++\n",
            "+++\nid = \"A\"\n[[sampled]]\nclause = \"4\"\n\nTABLE+++\n",
        ),
        (
            "+++\nsampled = [{ clause = \"4\" }]\nid = \"A\"\n+++\n",
            "+++\nsampled = [{ clause = \"4\" }, { clause = \"8.4.1\", verdict = \"conforms\", note = \"ok\" }]\nid = \"A\"\n+++\n",
        ),
    ] {
        let expected = after.replace("TABLE", table);
        assert_eq!(with_one(before).as_deref(), Some(&*expected), "{before}");
    }
}

#[test]
fn what_cannot_be_put_without_harm_is_not_put() {
    for text in [
        // The value is no list.
        "---\nid: A\nsampled: some text\n---\n",
        // The front-matter is one table in braces.
        "---\n{ id: A }\n---\n",
        // Nothing closes it.
        "---\nid: A\n",
        "----\nid: A\n----\n",
    ] {
        assert_eq!(with_one(text), None, "{text}");
    }
}

#[test]
fn a_note_claims_nothing_in_front_matter() {
    let note = "=cmd \"a\\b\" [[satisfies:8.4.1]] {{ x }}\nline # 2: ---";
    let samples = [sample("8.4.1", note)];
    let text = with_samples("---\nid: A\n---\n", ["sampled", "stichproben"], &samples).unwrap();
    assert_eq!(
        text,
        "---\nid: A\nstichproben:\n  - { clause: \"8.4.1\", verdict: \"conforms\", note: \"=cmd \\\"a\\\\b\\\" \
         [\\x5Bsatisfies:8.4.1]] \\x7B\\x7B x }}\\nline # 2: ---\" }\n---\n"
    );
    let source =
        crate::diagnostics::Source::new(crate::diagnostics::SourcePath::new("a.md"), &text);
    let crate::parse::FrontMatter::Fields(table, _) = crate::parse::parse_front_matter(&source)
    else {
        panic!("{text}")
    };
    let items = table.get("stichproben").unwrap().items();
    let read = items[0].table().unwrap().get("note").unwrap().text();
    assert_eq!(read, Some(note));
}

#[test]
fn a_title_is_the_first_sentence_of_the_note() {
    for (note, expected) in [
        (
            "Orders lack the approver. Two of five.",
            "Orders lack the approver",
        ),
        ("\n  - Gauge 7 has   no label\nmore", "Gauge 7 has no label"),
        ("Rev. 2 is used", "Rev"),
    ] {
        assert_eq!(title(note), expected);
    }
    let long = title(&"many words ".repeat(20));
    assert!(
        long.chars().count() <= 81 && long.ends_with("words…"),
        "{long}"
    );
}

#[test]
fn a_note_is_text_in_the_finding() {
    let note = "# No heading\n~~not struck~~ [[QP-01]] {{ company }} <b>x</b>\n\n1. no list\n??? note\n::: x";
    assert_eq!(
        text(note, ("Sample", "order | 7")),
        "\\# No heading\\\n\\~\\~not struck\\~\\~ \\[\\[QP-01\\]\\] \\{\\{ company }} \\<b>x\\</b>\n\n\
         1\\. no list\\\n\\??? note\\\n\\::: x\n\nSample: order \\| 7\n"
    );
    assert_eq!(text("Note", ("Sample", "")), "Note\n");
}

/// Workbooks that other programs have filled in: see `tests/workbooks/README.md`.
#[test]
fn what_other_programs_save_is_read_as_it_was_typed() {
    let files: [(&str, &[u8]); 2] = [
        (
            "libreoffice",
            include_bytes!("../../tests/workbooks/libreoffice.xlsx"),
        ),
        (
            "openpyxl",
            include_bytes!("../../tests/workbooks/openpyxl.xlsx"),
        ),
    ];
    for (name, bytes) in files {
        let workbook = crate::workbook_reader::read(bytes).unwrap();
        let carried = identify(&workbook).unwrap();
        assert_eq!(carried.identity.manual, "Manual", "{name}");
        assert_eq!(carried.identity.audit.as_deref(), Some("AU-2"));
        assert_eq!(carried.as_of.to_string(), "2026-11-23");
        assert_eq!(carried.rows.len(), 5);
        let sheet = &workbook.sheets[1];
        assert_eq!((&*sheet.name, sheet.is_hidden), ("ISO 9001 2015", false));
        let column = |label: &str| (0..40).find(|at| sheet.rows[0].text(*at) == label).unwrap();
        let row = |key: &str| sheet.rows.iter().find(|row| row.text(0) == key).unwrap();
        let typed = |key: &str| {
            let labels = ["Sample", "Verdict", "Note"];
            labels.map(|label| row(key).text(column(label)))
        };
        assert_eq!(
            typed("iso-9001-2015:8.4.1"),
            ["Orders 4711 to 4715, Größe ok", "Conforms", ""]
        );
        assert_eq!(
            typed("iso-9001-2015:8.4.2"),
            [
                "Order 4716",
                "Minor",
                "The order lacks an approver.\n=cmd|calc"
            ]
        );
        assert_eq!(
            typed("iso-9001-2015:8.4.3"),
            ["", "Observation", "=SUM(1;2) is what the form says"]
        );
        assert!(
            sheet
                .rows
                .iter()
                .all(|row| row.cells.iter().all(|cell| !cell.is_formula))
        );
    }
}
