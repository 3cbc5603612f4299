//! `[[claims]]` of `manual.toml`: claims in tables beside the texts, in tables in them, and in other
//! notations.

mod heads;
mod rows;

use crate::manual_test::{ManualTest, one, told};

const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\", \"iso-13485-2016\"]\n\
    [rules]\nunaddressed-requirement = \"allow\"\nevidence-missing = \"allow\"\n\
    partly-addressed-requirement = \"allow\"\nplanned-requirement = \"allow\"\n\
    uncontrolled-page = \"allow\"\nobsolete-claim = \"allow\"\n";

const TABLE: &str = "[[claims]]\ncolumns = { clause = \"Clause\", document = \"Document\" }\n";

fn document(id: &str, status: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: Document {id}\nkind: procedure\nrevision: 1\nstatus: {status}\n\
         owner: Buyer\napprover: Quality manager\neffective: 2026-01-01\n---\n{text}\n"
    )
}

/// A manual with the documents QP-1 and QP-2 in force, and these files.
fn manual(settings: &str, files: &[(&str, &str)]) -> ManualTest {
    let one = document("QP-1", "approved", "Buyers buy.\n\n## Scope\n\nGoods.");
    let two = document("QP-2", "approved", "Fitters fit.");
    let test = ManualTest::new(&[("qp/one.md", one), ("qp/two.md", two)]);
    for (path, text) in files {
        test.write(path, text);
    }
    test.write("manual.toml", format!("{PLAIN}\n{settings}"));
    test
}

/// The claims on a clause: document, section, extent, place, what each counts as.
fn claims(test: &ManualTest, clause: &str) -> Vec<String> {
    let (standard, clause) = clause.split_once(':').unwrap_or(("iso-9001-2015", clause));
    let clause = test.clause(standard, clause);
    let claims = clause["claims"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let shown = |claim: &serde_json::Value| {
        let place = format!("{}:{}", text(&claim["file"]), claim["line"]);
        let words = ["document", "section", "extent", "counts"].map(|key| text(&claim[key]));
        format!(
            "{} {} {} {} {place}",
            words[0], words[1], words[2], words[3]
        )
    };
    claims.map(shown).collect()
}

#[test]
fn a_table_beside_the_texts_makes_claims_for_documents() {
    let csv = "clause,document,section,extent,note,standard,status\n\
        \"8.4.1, 8.4.2\",QP-1,,,,,\n\
        8.4.3,qp/two.md,,partial,,,\n\
        8.5.1,QP-1,scope,,the goods,,\n\
        7.3.2,\"QP-1, QP-2\",,,,iso-13485-2016,\n\
        8.6,[two](qp/two.md),,,,,proposed\n\
        8.7,[[QP-1#scope]],,,,,\n\
        9.1.1,,,,,,\n\
        ,,,,,,\n";
    let test = manual(
        "[[claims]]\nfile = \"claims.csv\"\n",
        &[("claims.csv", csv)],
    );
    assert_eq!(told(&test), []);
    for (clause, expected) in [
        ("8.4.1", &["QP-1 - full covered claims.csv:2"][..]),
        ("8.4.2", &["QP-1 - full covered claims.csv:2"]),
        ("8.4.3", &["QP-2 - partial partial claims.csv:3"]),
        ("8.5.1", &["QP-1 scope full covered claims.csv:4"]),
        (
            "iso-13485-2016:7.3.2",
            &[
                "QP-1 - full covered claims.csv:5",
                "QP-2 - full covered claims.csv:5",
            ],
        ),
        ("8.6", &["QP-2 - full planned claims.csv:6"]),
        ("8.7", &["QP-1 scope full covered claims.csv:7"]),
        ("9.1.1", &[]),
    ] {
        assert_eq!(claims(&test, clause), expected, "{clause}");
    }
}

#[test]
fn a_row_that_cannot_be_read_claims_nothing() {
    let csv = "clause,document,extent,status\n\
        8.4.1,QP-1,half,\n\
        8.4.2,QP-1,,certain\n\
        \"8.4.3, goods\",QP-1,,\n\
        6.2/3,QP-1,,\n\
        8.5.1,\"QP-1, QP-9\",,\n\
        8.5.2,rec/nc.md,,\n\
        ,QP-1,,\n\
        \"8.6.2, 8\",QP-1,,\n\
        \"9001:8.7, 7.2\",QP-1,,\n\
        7.2,QP-1,,,x\n";
    let record = "---\nid: NC-1\ntitle: N\nkind: finding\nowner: Buyer\ngrade: minor\nstate: open\ndate: 2026-01-01\n---\n";
    let test = manual(
        "[[claims]]\nfile = \"claims.csv\"\n",
        &[("claims.csv", csv), ("rec/nc.md", record)],
    );
    let told = told(&test);
    let told: Vec<_> = told
        .into_iter()
        .filter(|one| one.1 == "claims.csv")
        .collect();
    let in_table = |rule, line, column, message| one(rule, "claims.csv", line, column, message);
    assert_eq!(
        told,
        [
            in_table(
                "invalid-value",
                2,
                12,
                "`half` is no extent, so that the claim counts as partial"
            ),
            in_table(
                "invalid-value",
                3,
                13,
                "`certain` is no status of a claim, so that this row claims nothing"
            ),
            in_table("unknown-clause", 4, 1, "ISO 9001:2015 has no clause goods"),
            in_table(
                "invalid-clause",
                5,
                1,
                "`6.2/3` names several clauses, and each claim is one"
            ),
            in_table(
                "broken-reference",
                6,
                7,
                "there is no document or record `QP-9`"
            ),
            in_table(
                "claim-in-record",
                7,
                7,
                "a record cannot claim clause 8.5.2"
            ),
            in_table(
                "missing-field",
                8,
                1,
                "this row names no clause, so that it claims nothing"
            ),
            in_table(
                "invalid-clause",
                9,
                1,
                "`8` behind a longer number may be shortened, so that this row claims nothing"
            ),
            in_table(
                "invalid-clause",
                10,
                1,
                "`7.2` does not say of which standard it is, as a clause before it does, so that this row \
                 claims nothing"
            ),
            in_table("invalid-value", 11, 12, "the row has 5 cells, the header 4"),
        ]
    );
    assert_eq!(
        claims(&test, "8.4.1"),
        ["QP-1 - partial partial claims.csv:2"]
    );
    for clause in [
        "8.4.2", "8.4.3", "6.2", "8.5.1", "8.5.2", "8.6", "8.7", "7.2",
    ] {
        assert_eq!(claims(&test, clause), [""; 0], "{clause}");
    }
}

#[test]
fn a_head_that_is_not_understood_makes_no_claim_look_better() {
    let test = manual(
        "[[claims]]\nfile = \"claims.csv\"\n",
        &[("claims.csv", "clause,document,extend\n8.4.1,QP-1,partial\n")],
    );
    assert_eq!(
        told(&test),
        [one(
            "unknown-field",
            "claims.csv",
            1,
            17,
            "a table of claims has no column `extend`: all of its claims count as partial"
        )]
    );
    assert_eq!(
        claims(&test, "8.4.1"),
        ["QP-1 - partial partial claims.csv:2"]
    );
    let test = manual(
        "[[claims]]\nfile = \"soa.csv\"\ncolumns = { clause = \"Control\", document = \"Polcy\" }\n",
        &[("soa.csv", "Control,Name,Policy\n8.4.1,Buying,QP-1\n")],
    );
    assert_eq!(
        told(&test),
        [one(
            "invalid-value",
            "manual.toml",
            13,
            44,
            "`soa.csv` has no column `Polcy`, so that none of its rows is read"
        )]
    );
}

#[test]
fn a_table_that_is_not_there_or_damaged_claims_nothing() {
    for (csv, rule, file, line) in [
        (None, "broken-reference", "manual.toml", 12),
        (
            Some("clause,document\n<<<<<<< a\n8.4.1,QP-1\n"),
            "syntax-error",
            "claims.csv",
            2,
        ),
        (
            Some("clause,document\n\"8.4.1,QP-1\n"),
            "invalid-value",
            "claims.csv",
            2,
        ),
        (
            Some("clause,clause,document\n8.4.1,8.4.1,QP-1\n"),
            "invalid-value",
            "claims.csv",
            1,
        ),
        (
            Some("clause,docs\n8.4.1,QP-1\n"),
            "unknown-field",
            "claims.csv",
            1,
        ),
        (
            Some("clause,document\n"),
            "setting-without-effect",
            "manual.toml",
            12,
        ),
    ] {
        let test = manual("[[claims]]\nfile = \"claims.csv\"\n", &[]);
        if let Some(csv) = csv {
            test.write("claims.csv", csv);
        }
        let told = told(&test);
        let [one] = &*told else {
            panic!("{csv:?}: {told:?}");
        };
        assert_eq!((&*one.0, &*one.1, one.2), (rule, file, line), "{csv:?}");
        assert_eq!(claims(&test, "8.4.1"), [""; 0]);
    }
}

#[test]
fn a_table_of_claims_is_never_published() {
    let test = manual(
        "[[claims]]\nfile = \"claims.csv\"\n",
        &[
            ("claims.csv", "clause,document\n8.4.1,QP-1\n"),
            ("index.md", "The [claims](claims.csv).\n"),
        ],
    );
    assert_eq!(
        told(&test),
        [one(
            "broken-reference",
            "index.md",
            1,
            14,
            "`claims.csv` holds claims, and is never published"
        )]
    );
    test.write("index.md", "Home.\n");
    let config = std::fs::read_to_string(test.manual().join("manual.toml")).unwrap();
    test.write("manual.toml", format!("publish = [\"**/*.csv\"]\n{config}"));
    assert_eq!(
        told(&test),
        [one(
            "setting-without-effect",
            "manual.toml",
            1,
            12,
            "`**/*.csv` fits `claims.csv`, which holds claims and is never published"
        )]
    );
    assert_eq!(test.build().status, 0);
    let published = std::fs::read_to_string(test.site().join("manifest.json")).unwrap();
    assert!(!published.contains("claims.csv"));
}

#[test]
fn a_table_in_one_page_makes_claims_for_other_documents() {
    let soa = "# Statement\n\n| Clause | Why | Document |\n| --- | --- | --- |\n\
        | 8.4.1 and 8.4.2 | goods | [Buying](../qp/one.md#scope) |\n\
        | 8.4.3 | | QP-1, `QP-2` |\n\
        | ~~8.5.1~~ | | QP-1 |\n\
        | 8.5.2 | | ~~QP-1~~, QP-2 |\n\
        | 8.6 | | n/a |\n\
        | 8.7 | | QP-1 | surplus |\n";
    let test = manual(TABLE, &[("maps/soa.md", soa)]);
    let of_table: Vec<_> = told(&test)
        .into_iter()
        .map(|one| (one.0, one.2, one.3))
        .collect();
    assert_eq!(
        of_table,
        [
            ("struck-claim".to_owned(), 7, 5),
            ("struck-claim".to_owned(), 8, 3),
            ("surplus-cell".to_owned(), 10, 18)
        ]
    );
    for (clause, expected) in [
        ("8.4.1", &["QP-1 scope full covered maps/soa.md:5"][..]),
        ("8.4.2", &["QP-1 scope full covered maps/soa.md:5"]),
        (
            "8.4.3",
            &[
                "QP-1 - full covered maps/soa.md:6",
                "QP-2 - full covered maps/soa.md:6",
            ],
        ),
        ("8.5.1", &["QP-1 - full none maps/soa.md:7"]),
        (
            "8.5.2",
            &[
                "QP-1 - full none maps/soa.md:8",
                "QP-2 - full covered maps/soa.md:8",
            ],
        ),
        ("8.6", &[]),
        ("8.7", &[]),
    ] {
        assert_eq!(claims(&test, clause), expected, "{clause}");
    }
}

#[test]
fn a_table_of_a_document_claims_for_itself_where_no_column_names_one() {
    let settings = "[[claims]]\ncolumns = { clause = \"ISO 13485:2016 Section\" }\nstandard = \"iso-13485-2016\"\n";
    let table = "| ISO 13485:2016 Section | Document Section |\n| --- | --- |\n| 8.5.1 | (All) |\n";
    let sop = document("QP-3", "approved", &format!("{table}\nWe improve."));
    let test = manual(settings, &[("sop.md", &sop), ("notes.md", table)]);
    assert_eq!(
        claims(&test, "iso-13485-2016:8.5.1"),
        ["QP-3 - full covered sop.md:13"]
    );
    assert_eq!(
        told(&test),
        [one(
            "claim-in-record",
            "notes.md",
            3,
            2,
            "a page that is not controlled cannot claim clause 8.5.1"
        )]
    );
}

#[test]
fn claims_of_drafts_obsolete_and_doubtful_pages_are_worth_no_more_than_the_page() {
    let table = |status: &str| {
        let rows = "| Clause | Document |\n| --- | --- |\n| 8.4.1 | QP-1 |\n| 8.4.2 | QP-3 |\n";
        document("QP-3", status, &format!("Text.\n\n{rows}"))
    };
    let test = manual(TABLE, &[("map.md", &table("draft"))]);
    assert_eq!(claims(&test, "8.4.1"), ["QP-1 - full covered map.md:15"]);
    assert_eq!(claims(&test, "8.4.2"), ["QP-3 - full planned map.md:16"]);
    let test = manual(TABLE, &[("map.md", &table("obsolete"))]);
    assert_eq!(claims(&test, "8.4.1"), [""; 0]);
    assert_eq!(
        told(&test),
        [one(
            "claim-in-record",
            "map.md",
            15,
            2,
            "2 rows of this obsolete document would claim clauses for other documents, and count nowhere"
        )]
    );
    let merge = format!("{}\n<<<<<<< ours\nA\n", table("approved"));
    let test = manual(TABLE, &[("map.md", &merge)]);
    assert_eq!(claims(&test, "8.4.1"), [""; 0]);
}

#[test]
fn a_notation_of_others_claims_where_it_stands() {
    let settings = "[[claims]]\npattern = '<!--\\s*\\[13485:(?<clause>[^\\]]+)\\]\\s*-->'\n\
        standard = \"iso-13485-2016\"\nfiles = [\"sops/**\"]\n";
    let text = "Text.\n\n## Design {#design}\n\nWe design. <!-- [13485:7.3.2, 7.3.3 a, b] -->\n\n\
        `<!-- [13485:7.3.4] -->`\n\n## Blank {#blank}\n\n<!-- [13485:7.3.5] -->\n\n## Bad\n\nText. <!-- [13485:7.3.55, 7.3.7] -->\n";
    let page = document("SOP-1", "approved", text);
    let test = manual(
        settings,
        &[
            ("sops/design.md", &page),
            ("other.md", "<!-- [13485:7.3.6] -->\n"),
        ],
    );
    for (clause, expected) in [
        (
            "7.3.2",
            &["SOP-1 design full covered sops/design.md:15"][..],
        ),
        (
            "7.3.3",
            &[
                "SOP-1 design partial partial sops/design.md:15",
                "SOP-1 design partial partial sops/design.md:15",
            ],
        ),
        ("7.3.4", &[]),
        ("7.3.5", &["SOP-1 blank full partial sops/design.md:21"]),
        ("7.3.6", &[]),
        // A wrong number beside it takes nothing away.
        ("7.3.7", &["SOP-1 bad full covered sops/design.md:25"]),
    ] {
        assert_eq!(
            claims(&test, &format!("iso-13485-2016:{clause}")),
            expected,
            "{clause}"
        );
    }
    let places: Vec<_> = told(&test)
        .into_iter()
        .map(|one| (one.0, one.2, one.3))
        .collect();
    assert_eq!(
        places,
        [
            ("empty-claim".to_owned(), 21, 13),
            ("unknown-clause".to_owned(), 25, 19)
        ]
    );
}

#[test]
fn an_entry_may_say_for_all_rows_what_they_do_not_say() {
    let settings = "[[claims]]\npattern = 'see the (?<note>quality manual)'\nclause = \"8.4.1, 8.4.2\"\n\
        extent = \"partial\"\ndocument = \"QP-2\"\nstatus = \"proposed\"\n";
    let test = manual(
        settings,
        &[("notes.md", "Please see the quality manual.\n")],
    );
    assert_eq!(
        claims(&test, "8.4.1"),
        ["QP-2 - partial planned notes.md:1"]
    );
    assert_eq!(
        claims(&test, "8.4.2"),
        ["QP-2 - partial planned notes.md:1"]
    );
}

#[test]
fn explanations_say_which_setting_gives_a_claim() {
    let test = manual(
        TABLE,
        &[(
            "soa.md",
            "| Clause | Document |\n| --- | --- |\n| 8.4.1 | QP-1 |\n",
        )],
    );
    let run = test.run(&["coverage", "--explain", "8.4.1"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(lines.contains(&"  QP-1 rev 1, soa.md:3"), "{}", run.stdout);
    assert!(
        lines.contains(&"    read by [[claims]], manual.toml:11"),
        "{}",
        run.stdout
    );
}

#[test]
fn entries_that_find_nothing_are_told() {
    let settings = "[[claims]]\ncolumns = { clause = \"Claus\" }\n\
        [[claims]]\npattern = 'x(?<clause>y)'\nfiles = [\"qp/*.md\"]\n\
        [[claims]]\npattern = 'Buyers (?<clause>buy)'\nfiles = [\"no/**\"]\n";
    let test = manual(settings, &[("soa.md", "| Clause |\n| --- |\n| 8.4.1 |\n")]);
    assert_eq!(
        told(&test),
        [
            one(
                "setting-without-effect",
                "manual.toml",
                12,
                11,
                "no table of these files has all of these heads"
            ),
            one(
                "setting-without-effect",
                "manual.toml",
                14,
                11,
                "`x(?<clause>y)` fits nothing in the texts of these files; what stands in code is passed over"
            ),
            one(
                "setting-without-effect",
                "manual.toml",
                18,
                10,
                "`no/**` fits no page of the manual"
            ),
        ]
    );
}

#[test]
fn an_edition_has_the_claims_of_its_documents_and_nothing_of_a_table_that_it_withholds() {
    let settings = "[[claims]]\ncolumns = { clause = \"Clause\", document = \"Document\", note = \"Why\" }\n\
        [audiences]\npublic = []\n";
    let table = "| Clause | Document | Why |\n| --- | --- | --- |\n| 8.4.1 | QP-1 | a secret |\n| 8.4.2 | QP-2 | |\n";
    let test = manual(settings, &[("hidden/map.md", table)]);
    let public =
        document("QP-1", "approved", "Buyers buy.").replace("kind:", "audience: public\nkind:");
    test.write("qp/one.md", public);
    let site = test.site();
    let run = test.run(&[
        "build",
        "--audience",
        "public",
        "-o",
        site.to_str().unwrap(),
    ]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let matrix = std::fs::read_to_string(site.join("matrix/iso-9001-2015.json")).unwrap();
    let matrix: serde_json::Value = serde_json::from_str(&matrix).unwrap();
    let clauses = matrix["standards"][0]["clauses"].as_array().unwrap();
    let claims = |number: &str| {
        let clause = clauses
            .iter()
            .find(|clause| clause["number"] == number)
            .unwrap();
        let claims = clause["claims"].as_array().unwrap().iter();
        claims
            .map(|claim| claim["document"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (claims("8.4.1"), claims("8.4.2")),
        (vec!["QP-1".to_owned()], vec![])
    );
    for file in walkdir::WalkDir::new(&site).into_iter().map(Result::unwrap) {
        if file.file_type().is_file() {
            let text = String::from_utf8_lossy(&std::fs::read(file.path()).unwrap()).into_owned();
            for withheld in ["map.md", "hidden/", "a secret"] {
                assert!(
                    !text.contains(withheld),
                    "{withheld}: {}",
                    file.path().display()
                );
            }
        }
    }
}
