//! Documents in several languages: which file counts, and what is reported of the others.

mod pages;
mod records;

use snapbox::{assert_data_eq, str};

use crate::manual_test::{ManualTest, PLAIN_MANUAL};
use crate::rendered_page::RenderedPage;

/// A document in force with these further lines of front-matter.
fn page(id: &str, title: &str, more: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: {title}\nkind: procedure\nrevision: 3\nstatus: approved\nowner: Buyer\n\
         approver: Quality manager\neffective: 2026-02-01\n{more}---\n{text}\n"
    )
}

fn english() -> String {
    page(
        "QP-1",
        "Buying",
        "clauses: [8.4.1]\nroles: [Buyer]\n",
        "## Rules {#rules}\n\nWe buy. See [[QP-2]].",
    )
}

fn german() -> String {
    page(
        "QP-1",
        "Einkauf",
        "clauses: [8.4.1]\nroles: [Buyer]\n",
        "## Regeln\n\nWir kaufen. Siehe [[QP-2]].",
    )
}

/// The status of 8.4.1 and the number of claims on it.
fn status(test: &ManualTest) -> (String, usize) {
    let clause = test.clause("iso-9001-2015", "8.4.1");
    let status = clause["status"].as_str().unwrap().to_owned();
    (status, clause["claims"].as_array().unwrap().len())
}

/// The diagnostics about ids and languages, as `rule file:line:column: message`.
fn reported(test: &ManualTest) -> Vec<String> {
    let rules = [
        "duplicate-id",
        "no-original",
        "outdated-translation",
        "translation-contradicts",
        "invalid-value",
        "unknown-field",
        "uncontrolled-page",
    ];
    let all = test.diagnostics().into_iter();
    all.filter(|one| rules.contains(&&*one.rule))
        .map(|one| format!("{} {}: {}", one.rule, one.location(), one.message))
        .collect()
}

fn html(test: &ManualTest, path: &str) -> RenderedPage {
    RenderedPage::new(&std::fs::read_to_string(test.site().join(path)).unwrap())
}

#[test]
fn a_pair_is_one_document() {
    for (one, other) in [
        ("a/x.md", "a/x.de.md"),
        ("a/x.en.md", "a/x.de.md"),
        ("a/x.md", "b/c/einkauf.DE.md"),
        ("z/x.EN.md", "a/x.de.md"),
    ] {
        let files = [
            (one, english()),
            (other, german()),
            ("q.md", page("QP-2", "Two", "", "Text.")),
        ];
        let test = ManualTest::new(&files);
        assert_eq!(reported(&test), [""; 0], "{one} {other}");
        assert_eq!(status(&test), ("covered".to_owned(), 1), "{one} {other}");
        let claims = test.clause("iso-9001-2015", "8.4.1");
        assert_eq!(claims["claims"][0]["file"], one);
    }
}

#[test]
fn the_language_may_stand_in_front_matter_or_in_the_settings() {
    let german = page(
        "QP-1",
        "Einkauf",
        "language: de\nclauses: [8.4.1]\n",
        "Wir kaufen.",
    );
    let test = ManualTest::new(&[
        ("x.md", english()),
        ("y.md", german),
        ("q.md", page("QP-2", "Two", "", "Text.")),
    ]);
    assert_eq!(reported(&test), [""; 0]);
    assert_eq!(status(&test), ("covered".to_owned(), 1));

    let config = format!("{PLAIN_MANUAL}[[defaults]]\nfiles = [\"de/**\"]\nlanguage = \"de\"\n");
    let german = page("QP-1", "Einkauf", "clauses: [8.4.1]\n", "Wir kaufen.");
    let test = ManualTest::new(&[
        ("manual.toml", config),
        ("en/x.md", english()),
        ("de/x.md", german),
        ("en/q.md", page("QP-2", "Two", "", "Text.")),
        ("de/q.fr.md", page("QP-2", "Deux", "", "Text.")),
    ]);
    assert_eq!(reported(&test), [""; 0]);
    assert_eq!(status(&test), ("covered".to_owned(), 1));
    test.build();
    assert!(test.site().join("documents/fr/QP-2.html").is_file());
}

#[test]
fn three_languages_are_one_document_too() {
    let french = page("QP-1", "Achats", "clauses: [8.4.1]\n", "On achète.");
    let files = [
        ("x.md", english()),
        ("x.de.md", german()),
        ("x.fr.md", french),
        ("q.md", page("QP-2", "Two", "", "Text.")),
    ];
    let test = ManualTest::new(&files);
    assert_eq!(reported(&test), [""; 0]);
    assert_eq!(status(&test), ("covered".to_owned(), 1));
    test.build();
    let french = html(&test, "documents/fr/QP-1.html");
    assert_eq!(
        french.linked("nav.languages"),
        "[English](../QP-1.html)\n[Deutsch](../de/QP-1.html)\nfrançais"
    );
    assert_eq!(
        french.attributes("nav.languages a", "hreflang"),
        ["en", "de"]
    );
    assert_eq!(french.attributes("nav.languages a", "lang"), ["en", "de"]);
}

#[test]
fn what_does_not_differ_in_language_is_a_duplicate() {
    let plain = || page("QP-1", "Copy", "clauses: [8.4.1]\n", "Text.");
    let duplicate = |file: &str, line: usize| {
        format!("duplicate-id {file}:{line}:5: `QP-1` is already the id of ")
    };
    for (files, expected) in [
        (
            vec![("x.md", plain()), ("x.en.md", plain())],
            vec![duplicate("x.md", 2) + "x.en.md"],
        ),
        (
            vec![("v1.2.md", plain()), ("v1.3.md", plain())],
            vec![duplicate("v1.3.md", 2) + "v1.2.md"],
        ),
        (
            vec![("plan.md", plain()), ("plan.in.md", plain())],
            vec![duplicate("plan.md", 2) + "plan.in.md"],
        ),
        (
            vec![
                ("x.md", plain()),
                ("x.de.md", plain()),
                ("y.de.md", plain()),
            ],
            vec![duplicate("y.de.md", 2) + "x.de.md"],
        ),
        (
            vec![("x.md", plain()), ("x.de.md", plain()), ("y.md", plain())],
            vec![duplicate("y.md", 2) + "x.md"],
        ),
    ] {
        let test = ManualTest::new(&files);
        assert_eq!(reported(&test), expected);
        assert_eq!(status(&test).0, "planned", "{expected:?}");
    }
}

#[test]
fn a_language_that_cannot_be_read_is_reported_once_and_in_doubt() {
    for (line, message) in [
        (
            "language: xx\n",
            "invalid-value x.de.md:10:11: `xx` is no language that is known",
        ),
        (
            "language: German\n",
            "invalid-value x.de.md:10:11: `German` is no language that is known",
        ),
        (
            "langauge: fr\n",
            "unknown-field x.de.md:10:1: unknown field `langauge`",
        ),
    ] {
        let german = page("QP-1", "Einkauf", line, "Wir kaufen.");
        let test = ManualTest::new(&[
            ("x.md", english()),
            ("x.de.md", german),
            ("q.md", page("QP-2", "Two", "", "Text.")),
        ]);
        assert_eq!(reported(&test), [message]);
        assert_eq!(status(&test).0, "planned", "{line}");
    }
    let german = page("QP-1", "Einkauf", "language: Deutsch\n", "Wir kaufen.");
    let test = ManualTest::new(&[("x.md", german)]);
    assert_eq!(test.only("invalid-value").help, "write its tag: de");
}

#[test]
fn without_the_manual_s_language_it_is_unknown_which_text_counts() {
    let french = page("QP-1", "Achats", "clauses: [8.4.1]\n", "On achète.");
    let test = ManualTest::new(&[
        ("x.de.md", german()),
        ("x.fr.md", french),
        ("q.md", page("QP-2", "Two", "", "Text.")),
    ]);
    assert_data_eq!(
        reported(&test).join("\n"),
        str![
            "no-original x.de.md:2:5: none of the texts of QP-1 is in English, the manual's language: German (x.de.md), French (x.fr.md); it is unknown which one counts"
        ]
    );
    assert_eq!(status(&test), ("planned".to_owned(), 1));
    test.build();
    assert_eq!(
        html(&test, "documents/index.html").texts("tr:has(a) th"),
        ["QP-1", "QP-2"]
    );
    let page = html(&test, "documents/QP-1.html");
    assert_eq!(page.attribute("html", "lang"), "de");

    // A variant of the manual's language is the manual's language, if there is no other text in it.
    let config = PLAIN_MANUAL.to_owned() + "language = \"de-CH\"\n";
    let french = self::page("QP-1", "Achats", "clauses: [8.4.1]\n", "On achète.");
    let files = [
        ("manual.toml", config),
        ("x.de.md", german()),
        ("x.fr.md", french),
        ("q.md", self::page("QP-2", "Two", "", "Text.")),
    ];
    let test = ManualTest::new(&files);
    assert_eq!(reported(&test), [""; 0]);
    assert_eq!(status(&test), ("covered".to_owned(), 1));
}

#[test]
fn a_document_in_another_language_alone_counts_and_is_reported() {
    let test = ManualTest::new(&[
        ("x.de.md", german()),
        ("q.md", page("QP-2", "Two", "", "Text.")),
    ]);
    assert_eq!(
        reported(&test),
        ["no-original x.de.md:2:5: QP-1 is in German, and the manual in English"]
    );
    assert_eq!(status(&test), ("covered".to_owned(), 1));
    test.build();
    let page = html(&test, "documents/QP-1.html");
    assert_eq!(page.attribute("html", "lang"), "de");
    assert_eq!(page.text(".site-nav li:has([aria-current])"), "Dokumente");
    assert_eq!(page.count("nav.languages"), 0);
}

#[test]
fn what_differs_between_the_files_is_reported() {
    let older = german().replace("revision: 3", "revision: 2");
    let test = ManualTest::new(&[
        ("x.md", english()),
        ("x.de.md", older),
        ("q.md", page("QP-2", "Two", "", "Text.")),
    ]);
    assert_eq!(
        reported(&test),
        [
            "outdated-translation x.de.md:2:5: the text of QP-1 in German is of revision 2, and QP-1 is at revision 3"
        ]
    );
    assert_eq!(status(&test), ("covered".to_owned(), 1));

    for (from, to, expected) in [
        ("revision: 3", "revision: 4", "revision 4 (there 3)"),
        (
            "kind: procedure",
            "kind: policy",
            "kind policy (there procedure)",
        ),
        (
            "status: approved",
            "status: draft",
            "status draft (there approved)",
        ),
        (
            "status: approved",
            "status: obsolete",
            "status obsolete (there approved)",
        ),
        (
            "effective: 2026-02-01",
            "effective: 2026-03-01",
            "effective 2026-03-01 (there 2026-02-01)",
        ),
        (
            "clauses: [8.4.1]",
            "clauses: [8.4.1, 8.4.2]",
            "a claim on ISO 9001:2015 8.4.2, which counts nowhere",
        ),
        (
            "Wir kaufen.",
            "Wir kaufen. [[satisfies:8.4.3]]",
            "a claim on ISO 9001:2015 8.4.3, which counts nowhere",
        ),
    ] {
        let german = german().replace(from, to);
        let test = ManualTest::new(&[
            ("x.md", english()),
            ("x.de.md", german),
            ("q.md", page("QP-2", "Two", "", "Text.")),
        ]);
        assert_eq!(
            reported(&test),
            [format!(
                "translation-contradicts x.de.md:2:5: the text of QP-1 in German says something else than x.md: {expected}"
            )]
        );
        assert_eq!(status(&test), ("covered".to_owned(), 1), "{to}");
        for number in ["8.4.2", "8.4.3"] {
            assert_eq!(test.clause("iso-9001-2015", number)["status"], "gap");
        }
    }
}

#[test]
fn the_document_decides_whatever_its_translation_says() {
    let draft = english().replace("status: approved", "status: draft");
    let test = ManualTest::new(&[
        ("x.md", draft),
        ("x.de.md", german()),
        ("q.md", page("QP-2", "Two", "", "Text.")),
    ]);
    assert_eq!(status(&test), ("planned".to_owned(), 1));
    test.build();
    let german = html(&test, "documents/de/QP-1.html");
    assert_data_eq!(
        german.texts_linked(".notice").join("\n"),
        str![[r#"
Übersetzung Dies ist eine Übersetzung. Es gilt: [QP-1 Buying](../QP-1.html) Entwurf
Entwurf Dieses Dokument wird erstellt. Es ist nicht in Kraft: arbeiten Sie nicht danach.
"#]]
    );

    // Without text in the document, its claim is empty, though the translation has a text.
    let empty = page("QP-1", "Buying", "clauses: [8.4.1]\n", "");
    let german = page("QP-1", "Einkauf", "clauses: [8.4.1]\n", "Wir kaufen.");
    let test = ManualTest::new(&[("x.md", empty), ("x.de.md", german)]);
    assert_eq!(status(&test), ("partial".to_owned(), 1));
}

#[test]
fn what_a_translation_supersedes_is_in_doubt() {
    let more = "clauses: [8.4.1]\nsupersedes: [QP-2]\n";
    let german = page("QP-1", "Einkauf", more, "Wir kaufen.");
    let old = page("QP-2", "Two", "clauses: [8.4.2]\n", "Text.");
    let test = ManualTest::new(&[("x.md", english()), ("x.de.md", german), ("q.md", old)]);
    assert_eq!(test.clause("iso-9001-2015", "8.4.2")["status"], "gap");
    let message = test.only("translation-contradicts").message;
    assert!(
        message.ends_with("x.md: supersedes QP-2 (not there)"),
        "{message}"
    );
}

#[test]
fn an_approval_is_of_the_document_and_not_of_its_translation() {
    let files = [
        ("x.md", english()),
        ("x.de.md", german()),
        ("q.md", page("QP-2", "Two", "", "Text.")),
    ];
    let test = ManualTest::new(&files);
    let day = [("SOURCE_DATE_EPOCH", "1777593600")];
    let approved = test.run_with(&["approve", "QP-1"], &day);
    assert_eq!(approved.status, 0, "{}", approved.stderr);
    assert_eq!(status(&test), ("covered".to_owned(), 1));
    test.write("x.de.md", german().replace("Wir kaufen", "Wir verkaufen"));
    assert_eq!(status(&test), ("covered".to_owned(), 1));
    test.write("x.md", english().replace("We buy", "We sell"));
    assert_eq!(status(&test), ("planned".to_owned(), 1));
}

#[test]
fn rows_of_tables_count_for_the_document_alone() {
    let config = format!(
        "{PLAIN_MANUAL}[[claims]]\ncolumns = {{ clause = \"ISO\", document = \"Document\" }}\n\
         [[claims]]\nfile = \"claims.csv\"\n"
    );
    let table = |text: String| text + "\n| ISO | Document |\n| --- | --- |\n| 8.5.1 | [[QP-2]] |\n";
    let files = |rows: &str| {
        ManualTest::new(&[
            ("manual.toml", config.clone()),
            ("claims.csv", format!("clause,document\n{rows}")),
            ("x.md", table(english())),
            ("x.de.md", table(german())),
            ("q.md", page("QP-2", "Two", "", "Text.")),
            ("q.de.md", page("QP-2", "Zwei", "", "Text.")),
        ])
    };
    let test = files("8.5.2,QP-2\n8.5.3,q.md\n");
    assert_eq!(test.errors(), []);
    for number in ["8.5.1", "8.5.2", "8.5.3"] {
        let clause = test.clause("iso-9001-2015", number);
        assert_eq!(clause["claims"].as_array().unwrap().len(), 1, "{number}");
        assert_eq!(clause["status"], "covered", "{number}");
    }
    let error = files("8.5.2,q.de.md\n").only("claim-in-record");
    assert_eq!(error.message, "a translation cannot claim clause 8.5.2");
}

#[test]
fn rows_of_a_translation_that_count_nowhere_are_told() {
    let config = format!(
        "{PLAIN_MANUAL}[[claims]]\ncolumns = {{ clause = \"ISO\", document = \"Document\" }}\n"
    );
    let table = |text: String, rows: &str| {
        format!("{text}\n| ISO | Document |\n| --- | --- |\n| 8.5.1 | QP-2 |\n{rows}")
    };
    let files = |rows: &str| {
        ManualTest::new(&[
            ("manual.toml", config.clone()),
            ("x.md", table(english(), "")),
            ("x.de.md", table(german(), rows)),
            ("q.md", page("QP-2", "Two", "clauses: [8.5.3]\n", "Text.")),
            (
                "q.de.md",
                page("QP-2", "Zwei", "clauses: [8.5.3]\n", "Text."),
            ),
        ])
    };
    let test = files("| 8.5.2 | [zwei](q.de.md) |\n| 8.5.3 | QP-2 |\n| 8.6 | QP-1 |\n");
    assert_eq!(
        reported(&test),
        [
            "translation-contradicts x.de.md:2:5: the text of QP-1 in German says something else than x.md: \
             claims that count nowhere: QP-1 on ISO 9001:2015 8.6, QP-2 on ISO 9001:2015 8.5.2"
        ]
    );
    for (number, expected) in [("8.5.1", "covered"), ("8.5.2", "gap"), ("8.6", "gap")] {
        let clause = test.clause("iso-9001-2015", number);
        assert_eq!(clause["status"], expected, "{number}");
    }
    assert_eq!(reported(&files("")), [""; 0]);
    let unknown = files("| 8.5.2 | QP-9 |\n").only("broken-reference");
    assert_eq!(unknown.location(), "x.de.md:20:11");
}

#[test]
fn a_translation_does_not_take_the_place_of_an_original_that_cannot_be_read() {
    let utf_16: Vec<u8> = english()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let nul = english().replace("Buying", "Buy\0ing").into_bytes();
    let broken = english()
        .replace("revision: 3", "revision: [3")
        .into_bytes();
    for (original, translation, text, told) in [
        ("x.md", "x.de.md", utf_16, ""),
        ("x.md", "x.de.md", nul, ""),
        ("x.md", "x.de.md", broken, ""),
        (
            "x.md",
            "x.de.md",
            Vec::new(),
            "uncontrolled-page x.md:1:1: the file is empty",
        ),
        ("en/x.md", "de/x.de.md", vec![0xff, 0xfe], ""),
    ] {
        let test = ManualTest::new(&[
            (translation, german()),
            ("q.md", page("QP-2", "Two", "", "Text.")),
        ]);
        test.write(original, text);
        let mut expected = vec![format!(
            "no-original {translation}:2:5: QP-1 is in German, and nothing can be read in `{original}`, where its \
             text in the manual's language may be: it is unknown what counts"
        )];
        expected.extend((!told.is_empty()).then(|| told.to_owned()));
        assert_eq!(reported(&test), expected, "{original}");
        assert_eq!(status(&test).0, "planned", "{original}");
    }
    // A page with words beside it is another page, and one of another name too.
    for (path, text) in [("x.md", "Words.\n"), ("y.md", "")] {
        let test = ManualTest::new(&[
            ("x.de.md", german()),
            ("q.md", page("QP-2", "Two", "", "Text.")),
        ]);
        test.write(path, text);
        assert_eq!(status(&test).0, "covered", "{path}");
    }
}
