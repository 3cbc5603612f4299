//! Heads and rows of tables of claims that are not as the entry says.

use super::{TABLE, claims, manual};
use crate::manual_test::{one, told};

#[test]
fn heads_that_are_names_of_columns_are_read_though_the_entry_does_not_name_them() {
    let entry = "[[claims]]\nfile = \"soa.csv\"\ncolumns = { clause = \"Control\", document = \"Policy\" }\n";
    let csv = "Control,Policy,Status,extent,Section\n8.4.1,QP-1,proposed,,\n8.4.2,QP-1,,partial,\n\
               8.4.3,QP-1,,,scope\n8.5.1,QP-1,Done,,\n";
    let test = manual(entry, &[("soa.csv", csv)]);
    assert_eq!(told(&test), []);
    let of_table = "[[claims]]\ncolumns = { clause = \"Control\", document = \"Policy\" }\n";
    let table = "| Control | Policy | Status | extent | Section |\n|--|--|--|--|--|\n\
                 | 8.4.1 | QP-1 | proposed | | |\n| 8.4.2 | QP-1 | | partial | |\n\
                 | 8.4.3 | QP-1 | | | scope |\n| 8.5.1 | QP-1 | Done | | |\n";
    let in_text = manual(of_table, &[("soa.md", table)]);
    for (clause, expected) in [
        ("8.4.1", &["QP-1 - full planned"][..]),
        ("8.4.2", &["QP-1 - partial partial"]),
        ("8.4.3", &["QP-1 - full covered"]),
        ("8.5.1", &["QP-1 - full covered"]),
    ] {
        for (test, place) in [(&test, "soa.csv"), (&in_text, "soa.md")] {
            let found = claims(test, clause);
            let found = found
                .iter()
                .map(|claim| claim.split(&format!(" {place}")).next());
            let found: Vec<&str> = found.map(Option::unwrap).collect();
            assert_eq!(found, expected, "{clause} {place}");
        }
    }
    let entry = entry.replace(" }", ", status = false }");
    let test = manual(&entry, &[("soa.csv", csv)]);
    assert_eq!(told(&test), []);
    assert_eq!(claims(&test, "8.5.1"), ["QP-1 - full covered soa.csv:5"]);
    let entry = entry.replace(", status = false }", ", status = \"State\" }");
    let test = manual(
        &entry,
        &[(
            "soa.csv",
            "Control,Policy,State,Status\n8.4.1,QP-1,proposed,Done\n",
        )],
    );
    assert_eq!(told(&test), []);
    assert_eq!(claims(&test, "8.4.1"), ["QP-1 - full planned soa.csv:2"]);
}

#[test]
fn a_state_that_says_a_row_is_not_met_keeps_it_from_counting() {
    let rows = [
        ("8.4.1", "proposed (JD)", "full planned"),
        ("8.4.2", "open", "full planned"),
        ("8.4.3", "Partially implemented", "partial partial"),
        ("8.5.1", "Implemented", "full covered"),
        ("8.5.2", "", "full covered"),
        ("8.6", "proposed", "full planned"),
        ("8.7", "nicht umgesetzt", "full planned"),
    ];
    let table = rows.map(|(clause, state, _)| format!("| {clause} | QP-1 | {state} |\n"));
    let table = format!(
        "| Clause | Document | Status |\n|--|--|--|\n{}",
        table.concat()
    );
    let csv = rows.map(|(clause, state, _)| format!("{clause},QP-1,{state}\n"));
    let csv = format!("Clause,Document,Status\n{}", csv.concat());
    let of_file = TABLE.replace("[[claims]]", "[[claims]]\nfile = \"map.csv\"");
    for (entry, path, text, line, column) in [
        (TABLE, "map.md", &*table, 3, 18),
        (&*of_file, "map.csv", &*csv, 2, 12),
    ] {
        let test = manual(entry, &[(path, text)]);
        let message = "the status `proposed (JD)` says that this is not met: the row counts as planned at \
                       most; 3 further rows of the table have such a status";
        assert_eq!(
            told(&test),
            [one("unmet-claim", path, line, column, message)]
        );
        for (clause, _, expected) in rows {
            let [claim] = &*claims(&test, clause) else {
                panic!("{clause}")
            };
            assert!(
                claim.starts_with(&format!("QP-1 - {expected} ")),
                "{clause}: {claim}"
            );
        }
    }
    // What the entry names, and our own form, know one word.
    let named = TABLE.replace(" }", ", status = \"Status\" }");
    for (entry, path, text) in [
        (&*named, "map.md", &*table),
        (
            "[[claims]]\nfile = \"map.csv\"\n",
            "map.csv",
            &*csv.replace("Clause,Document,Status", "clause,document,status"),
        ),
    ] {
        let test = manual(entry, &[(path, text)]);
        let rules: Vec<String> = test.errors().into_iter().map(|one| one.rule).collect();
        assert_eq!(rules, ["invalid-value"; 5], "{entry}");
        assert_eq!(claims(&test, "8.4.2"), [""; 0]);
        assert_eq!(claims(&test, "8.5.1"), [""; 0]);
        assert_eq!(claims(&test, "8.5.2").len(), 1);
    }
    let off = TABLE.replace(" }", ", status = false }");
    let test = manual(&off, &[("map.md", &table)]);
    assert_eq!(told(&test), []);
}

#[test]
fn rows_in_a_record_claim_nothing_for_whatever_document() {
    let audit = "---\nid: AU-1\ntitle: Audit\nkind: audit\nowner: Auditor\nclauses: [8.4]\ndate: 2027-01-01\n\
                 state: planned\n---\nTo be looked at:\n\n| Clause | Document |\n|--|--|\n| 8.4.1 | QP-1 |\n\
                 | 8.4.2 | QP-2 |\n\n## Later\n\n| Clause | Document |\n|--|--|\n| 8.4.3 | QP-1 |\n";
    let test = manual(TABLE, &[("audit.md", audit)]);
    assert_eq!(
        told(&test),
        [
            one(
                "claim-in-record",
                "audit.md",
                14,
                2,
                "a record cannot claim clause 8.4.1, nor what another row states"
            ),
            one(
                "claim-in-record",
                "audit.md",
                21,
                2,
                "a record cannot claim clause 8.4.3"
            ),
        ]
    );
    let pattern = "[[claims]]\npattern = '\\[(?<clause>[0-9.]+) by (?<document>[A-Z0-9-]+)\\]'\n";
    let text = audit.replace("looked at:", "looked at [8.5.1 by QP-1]:");
    let in_words = manual(pattern, &[("audit.md", &text)]);
    let rules: Vec<String> = told(&in_words).into_iter().map(|one| one.0).collect();
    assert_eq!(rules, ["claim-in-record"]);
    // A page that may be a record.
    let misread = audit.replace("kind: audit", "kind: audti");
    let misread = manual(TABLE, &[("audit.md", &misread)]);
    let of_german = audit.replace("title: Audit", "title: Audit\nlanguage: de");
    let translated = manual(TABLE, &[("audit.md", audit), ("audit.de.md", &of_german)]);
    for test in [&test, &in_words, &misread, &translated] {
        for clause in ["8.4.1", "8.4.2", "8.4.3", "8.5.1"] {
            assert_eq!(claims(test, clause), [""; 0], "{clause}");
        }
    }
    // A page that is no record may say what documents claim.
    let (_, text) = audit.rsplit_once("---\nTo").unwrap();
    let plain = manual(TABLE, &[("map.md", &format!("To{text}"))]);
    assert_eq!(claims(&plain, "8.4.1"), ["QP-1 - full covered map.md:5"]);
}

#[test]
fn a_row_that_is_shorter_than_its_head_claims_nothing() {
    let csv = "clause,document,extent,status\n8.4.1,QP-1\n8.4.2,QP-1,partial\n8.4.3,QP-1,,\n";
    let test = manual(
        "[[claims]]\nfile = \"claims.csv\"\n",
        &[("claims.csv", csv)],
    );
    assert_eq!(
        told(&test),
        [
            one(
                "invalid-value",
                "claims.csv",
                2,
                7,
                "the row has 2 cells, the header 4: no cell for `extent`, `status`"
            ),
            one(
                "invalid-value",
                "claims.csv",
                3,
                12,
                "the row has 3 cells, the header 4: no cell for `status`"
            ),
        ]
    );
    for (clause, expected) in [
        ("8.4.1", &[][..]),
        ("8.4.2", &[]),
        ("8.4.3", &["QP-1 - full covered claims.csv:4"]),
    ] {
        assert_eq!(claims(&test, clause), expected, "{clause}");
    }
    let entry = "[[claims]]\ncolumns = { clause = \"Clause\", document = \"Document\", status = \"State\" }\n";
    let table = "| Clause | Document | Why | State | More |\n|--|--|--|--|--|\n| 8.4.1 | QP-1 | x |\n\
                 | 8.4.2 | QP-1 | x \\| y | |\n| 8.4.3 | QP-1 | x | proposed | |\n| |\n";
    let test = manual(entry, &[("soa.md", table)]);
    assert_eq!(
        told(&test)
            .into_iter()
            .filter(|one| one.1 == "soa.md")
            .collect::<Vec<_>>(),
        [one(
            "invalid-value",
            "soa.md",
            3,
            2,
            "this row has no cell for `State`, so that it claims nothing"
        )]
    );
    for (clause, expected) in [
        ("8.4.1", &[][..]),
        ("8.4.2", &["QP-1 - full covered soa.md:4"]),
        ("8.4.3", &["QP-1 - full planned soa.md:5"]),
    ] {
        assert_eq!(claims(&test, clause), expected, "{clause}");
    }
}

#[test]
fn a_word_below_no_head_or_an_unknown_one_makes_no_claim_look_better() {
    let csv = "clause,document,,stauts\n8.4.1,QP-1,proposed,\n8.4.2,QP-1,,proposed\n8.4.3,QP-1,partial,\n";
    let test = manual(
        "[[claims]]\nfile = \"claims.csv\"\n",
        &[("claims.csv", csv)],
    );
    assert_eq!(
        told(&test),
        [
            one(
                "unknown-field",
                "claims.csv",
                1,
                18,
                "a table of claims has no column `stauts`: all of its claims count as partial"
            ),
            one(
                "invalid-value",
                "claims.csv",
                2,
                12,
                "`proposed` stands below no head, so that this row claims nothing, as 1 more of this column"
            ),
        ]
    );
    for (clause, expected) in [
        ("8.4.1", &[][..]),
        ("8.4.2", &["QP-1 - partial planned claims.csv:3"]),
        ("8.4.3", &[]),
    ] {
        assert_eq!(claims(&test, clause), expected, "{clause}");
    }
}

#[test]
fn rows_below_a_struck_heading_claim_nothing() {
    let table = "## ~~Old map~~\n\n### Part\n\n| Clause | Document |\n|--|--|\n| 8.4.1 | QP-1 |\n\n\
                 ## ~~ Older map ~~\n\n| Clause | Document |\n|--|--|\n| 8.4.2 | QP-1 |\n\n\
                 ## Map\n\n| Clause | Document |\n|--|--|\n| 8.4.3 | QP-1 |\n";
    let test = manual(TABLE, &[("soa.md", table)]);
    for (clause, expected) in [
        ("8.4.1", "QP-1 - full none soa.md:7"),
        ("8.4.2", "QP-1 - full none soa.md:13"),
        ("8.4.3", "QP-1 - full covered soa.md:19"),
    ] {
        assert_eq!(claims(&test, clause), [expected], "{clause}");
    }
}
