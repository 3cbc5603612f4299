use super::*;
use crate::diagnostics::SourcePath;

fn proposal(clause: &str, sentence: &str) -> Proposal {
    Proposal {
        document: Some(named(None, "policies/a.md")),
        clause: clause.to_owned(),
        standard: "iso-9001-2015".to_owned(),
        section: Some("scope".to_owned()),
        extent: Extent::Full,
        note: sentence.to_owned(),
    }
}

fn named(id: Option<&str>, path: &str) -> DocumentName {
    DocumentName {
        id: id.map(str::to_owned),
        path: path.to_owned(),
    }
}

fn run(present: Option<&str>, proposals: &[Proposal]) -> ClaimsFile {
    let source = present.map(|text| Source::new(SourcePath::new(CLAIMS_FILE), text));
    continued(source.as_ref(), proposals, Proposer::Adopt).unwrap()
}

#[test]
fn a_second_run_adds_only_what_is_new() {
    let (one, two) = (
        proposal("8.4.1", "Buyers, as 8.4.1 asks."),
        proposal("8.6", "=1+1"),
    );
    let first = run(None, std::slice::from_ref(&one)).appended.unwrap();
    assert!(
        first.starts_with(
            "\u{feff}document,clause,section,standard,status,note\n\
             policies/a.md,8.4.1,scope,iso-9001-2015,proposed,\"Buyers, as 8.4.1 asks.\"\n,,,,,\
             What `clausebook adopt`"
        ),
        "{first}"
    );
    assert_eq!(run(Some(&first), std::slice::from_ref(&one)).appended, None);
    let with_count = proposal("8.4.1", "Buyers, as 8.4.1 asks. (and 2 more)");
    assert_eq!(run(Some(&first), &[with_count]).appended, None);
    let second = run(Some(&first), &[one, two]);
    assert_eq!((second.added, second.proposed, second.confirmed), (1, 2, 0));
    let rest = second.appended.unwrap();
    assert!(
        rest.starts_with("policies/a.md,8.6,scope,iso-9001-2015,proposed,'=1+1\n"),
        "{rest}"
    );
}

#[test]
fn what_a_person_changed_or_deleted_stays_so() {
    let all = [
        proposal("8.4.1", "One."),
        proposal("8.4.2", "Two."),
        proposal("8.4.3", "Three."),
    ];
    let text = run(None, &all).appended.unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let confirmed = lines[2].replace("proposed", "").replace("8.4.2", "8.4");
    // The first proposal is deleted, the second one changed and confirmed; a spreadsheet wrote
    // semicolons.
    let mended = [lines[0], &confirmed, lines[3], lines[4]]
        .join("\n")
        .replace(',', ";");
    let again = run(Some(&mended), &all);
    assert_eq!((again.appended, again.added), (None, 0));
    assert_eq!((again.proposed, again.confirmed), (1, 1));
    let more = run(Some(&mended), &[proposal("9.1", "New.")])
        .appended
        .unwrap();
    assert!(
        more.starts_with("\npolicies/a.md;9.1;scope;iso-9001-2015;proposed;New.\n"),
        "{more}"
    );
}

#[test]
fn a_file_that_is_no_table_of_claims_is_refused() {
    let refused = |text: &str| {
        let source = Source::new(SourcePath::new(CLAIMS_FILE), text);
        let proposals = [proposal("8.4.1", "One.")];
        continued(Some(&source), &proposals, Proposer::Adopt)
            .unwrap_err()
            .to_string()
    };
    assert!(refused("clause,document\n").contains("no column `note`"));
    let mistake = refused("document,clause,status,note\na,8.4,,b,c\n");
    assert!(mistake.contains("has a mistake in line 2"), "{mistake}");
}

#[test]
fn a_part_of_a_clause_is_said_though_the_file_has_no_column_for_it() {
    let part = Proposal {
        extent: Extent::Partial,
        ..proposal("8.4.1", "ISO 9001:2008 7.4.1")
    };
    let other = Proposal {
        section: Some("records".to_owned()),
        ..part.clone()
    };
    let both = [part, other];
    let present = "document,clause,status,note\r\nQP-1,8.6,,mine\r\n";
    let source = Source::new(SourcePath::new(CLAIMS_FILE), present);
    let file = continued(Some(&source), &both, Proposer::Transition).unwrap();
    let text = file.text(Some(&source)).unwrap();
    // Without a column for the section both are one proposal.
    let rows = "document,clause,status,note,extent\r\nQP-1,8.6,,mine,\r\n\
                policies/a.md,iso-9001-2015:8.4.1,proposed,ISO 9001:2008 7.4.1,partial\n\
                ,,,What `clausebook transition`";
    assert!(text.starts_with(rows), "{text}");
    let source = Source::new(SourcePath::new(CLAIMS_FILE), &text);
    let again = continued(Some(&source), &both, Proposer::Transition).unwrap();
    assert_eq!((again.text(Some(&source)), again.added), (None, 0));
    let new = continued(None, &both, Proposer::Transition).unwrap();
    let text = new.text(None).unwrap();
    let rows: Vec<&str> = text.lines().take(3).collect();
    assert_eq!(
        rows,
        [
            "\u{feff}document,clause,section,standard,status,note,extent",
            "policies/a.md,8.4.1,scope,iso-9001-2015,proposed,ISO 9001:2008 7.4.1,partial",
            "policies/a.md,8.4.1,records,iso-9001-2015,proposed,ISO 9001:2008 7.4.1,partial",
        ]
    );
}

#[test]
fn a_document_has_a_name_that_reads_back_as_it_and_is_no_formula() {
    for (id, path, by_id, by_path) in [
        ("QP-1", "p/a.md", "QP-1", "p/a.md"),
        ("-QP", "p/a.md", "p/a.md", "p/a.md"),
        ("=1", "p/a.md", "p/a.md", "p/a.md"),
        ("+", "p/a.md", "p/a.md", "p/a.md"),
        ("@x", "-a.md", "./-a.md", "./-a.md"),
        ("A, B", "p/a.md", "p/a.md", "p/a.md"),
        ("A; B", "p/a.md", "p/a.md", "p/a.md"),
        ("TBD", "p/a.md", "p/a.md", "p/a.md"),
        ("QP-1", "p/a, b.md", "QP-1", "QP-1"),
        ("-QP", "p/a, b.md", "[[-QP]]", "[[-QP]]"),
        ("A; B", "p/50%.md", "[[A; B]]", "[[A; B]]"),
    ] {
        let name = named(Some(id), path);
        let cells = [Proposer::Transition, Proposer::Adopt].map(|one| name.cell(one));
        assert_eq!(
            cells,
            [by_id, by_path].map(|cell| Some(cell.to_owned())),
            "{id} {path}"
        );
    }
    assert_eq!(named(Some("A, B"), "a, b.md").cell(Proposer::Adopt), None);
    assert_eq!(named(None, "a#b.md").cell(Proposer::Adopt), None);
}

#[test]
fn what_a_cell_cannot_hold_is_told_and_other_cells_are_no_formulas() {
    let odd = Proposal {
        document: Some(named(Some("A, B"), "a, b.md")),
        ..proposal("8.4.1", "One.")
    };
    let formula = Proposal {
        section: Some("-x".to_owned()),
        ..proposal("-1", "Two.")
    };
    let several = proposal("4 and 5", "Three.");
    let nobody = Proposal {
        document: None,
        section: None,
        ..proposal("8.3", "Four.")
    };
    let file = run(None, &[odd, formula, several, nobody]);
    assert_eq!((file.added, file.remarks), (1, 1));
    assert_eq!(file.unwritable, ["a, b.md", "iso-9001-2015 4 and 5"]);
    let text = file.appended.unwrap();
    let rows: Vec<&str> = text.lines().skip(1).take(2).collect();
    assert_eq!(
        rows,
        [
            "policies/a.md,iso-9001-2015:-1,#-x,,proposed,Two.",
            "n/a,8.3,,iso-9001-2015,proposed,Four."
        ]
    );
}

#[test]
fn a_blank_file_is_written_like_a_new_one() {
    let one = [proposal("8.4.1", "One.")];
    let new = run(None, &one).text(None);
    let source = Source::new(SourcePath::new(CLAIMS_FILE), "\u{feff}\n");
    let file = continued(Some(&source), &one, Proposer::Adopt).unwrap();
    assert_eq!(file.text(Some(&source)), new);
}
