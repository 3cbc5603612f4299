//! Pages, lists and editions of documents in several languages.

use super::*;

#[test]
fn links_lead_to_the_reader_s_language() {
    let other = page(
        "QP-2",
        "Two",
        "",
        "## Part {#part}\n\n[[QP-1]] [[QP-1#rules]] [x](x.de.md)",
    );
    let other_german = page(
        "QP-2",
        "Zwei",
        "",
        "## Teil\n\n[[QP-1]] [[QP-1#regeln]] [[QP-1#rules]] [x](x.md) [[QP-3]]",
    );
    let files = [
        ("x.md", english()),
        ("x.de.md", german()),
        ("q.md", other),
        ("q.de.md", other_german),
        ("r.md", page("QP-3", "Three", "", "[[QP-2#part]]")),
        ("notiz.de.md", "# Notiz\n\n[[QP-1]]\n".to_owned()),
        (
            "n.md",
            "---\nlanguage: de\n---\n# N\n\n[[QP-1]]\n".to_owned(),
        ),
    ];
    let test = ManualTest::new(&files);
    assert_eq!(test.errors(), []);
    test.build();
    let links = |path: &str| -> Vec<String> {
        let page = html(&test, path);
        let links = page.attributes(".prose p a", "href");
        links.into_iter().map(str::to_owned).collect()
    };
    assert_eq!(
        links("documents/QP-2.html"),
        ["QP-1.html", "QP-1.html#rules", "de/QP-1.html"]
    );
    assert_eq!(
        links("documents/de/QP-2.html"),
        [
            "QP-1.html",
            "QP-1.html#regeln",
            "../QP-1.html#rules",
            "../QP-1.html",
            "../QP-3.html"
        ]
    );
    assert_eq!(links("pages/notiz.de.html"), ["../documents/de/QP-1.html"]);
    assert_eq!(links("pages/n.html"), ["../documents/de/QP-1.html"]);
    assert_eq!(html(&test, "pages/n.html").attribute("html", "lang"), "de");
    let referrers = |path: &str| html(&test, path).linked(".referrers");
    assert_data_eq!(
        referrers("documents/QP-1.html"),
        str![[r#"
Referenced by
[QP-2 Two](QP-2.html)[Part](QP-2.html#part)
"#]]
    );
    assert_data_eq!(
        referrers("documents/de/QP-1.html"),
        str![[r#"
Verweise hierher
[QP-2 Two](../QP-2.html)[Part](../QP-2.html#part)
[QP-2 Zwei](QP-2.html)[Teil](QP-2.html#teil)
[N](../../pages/n.html)[N](../../pages/n.html#n)
[Notiz](../../pages/notiz.de.html)[Notiz](../../pages/notiz.de.html#notiz)
"#]]
    );
}

#[test]
fn lists_have_a_document_once() {
    let training = "---\nid: T-1\ntitle: T\nkind: training\nowner: HR\nperson: AR\nrole: Buyer\ndocument: QP-1\nrevision: 3\n\
         date: 2026-03-01\n---\n";
    let files = [
        ("x.md", english()),
        ("x.de.md", german()),
        ("q.md", page("QP-2", "Two", "", "Text.")),
        ("t.md", training.to_owned()),
    ];
    let test = ManualTest::new(&files);
    assert_eq!(test.errors(), []);
    test.build();
    let list = html(&test, "documents/index.html");
    assert_eq!(
        list.texts_linked("tr:has(a)"),
        [
            "[QP-1](QP-1.html) | Buying [Deutsch](de/QP-1.html) | 3 | In force | 1 Feb 2026 | 1 Feb 2027 | \
             Buyer | Quality manager",
            "[QP-2](QP-2.html) | Two | 3 | In force | 1 Feb 2026 | 1 Feb 2027 | Buyer | Quality manager",
        ]
    );
    assert_eq!(list.attributes("a.language", "lang"), ["de"]);
    let csv = std::fs::read_to_string(test.site().join("documents/index.csv")).unwrap();
    assert_eq!(csv.lines().count(), 3, "{csv}");
    let matrix = html(&test, "registers/training-matrix.html");
    assert_eq!(matrix.linked("main").matches("QP-1.html").count(), 1);
    let search: String = std::fs::read_dir(test.site().join("search"))
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    for found in [
        "documents/QP-1.html",
        "documents/de/QP-1.html",
        "Einkauf (Deutsch)",
    ] {
        assert_eq!(search.matches(found).count(), 1, "{found}");
    }
    let print = html(&test, "print.html");
    assert_eq!(print.attributes("article.sheet[lang]", "lang"), ["de"]);
    assert_eq!(
        print.texts(".print-contents li"),
        [
            "QP-1 Buying Rev. 3",
            "QP-1 Einkauf (Deutsch) Rev. 3",
            "QP-2 Two Rev. 3",
            "Coverage matrix: ISO 9001:2015"
        ]
    );
}

#[test]
fn a_page_without_messages_in_its_language_says_so() {
    let italian = page("QP-1", "Acquisti", "", "Testo.");
    let files = [
        ("x.md", english()),
        ("x.it.md", italian),
        ("q.md", page("QP-2", "Two", "", "Text.")),
    ];
    let test = ManualTest::new(&files);
    test.build();
    let page = html(&test, "documents/it/QP-1.html");
    assert_eq!(page.attribute("html", "lang"), "it");
    assert_eq!(page.attribute(".site-header", "lang"), "en");
    assert_eq!(page.text(".site-nav li:has([aria-current])"), "Documents");
}

#[test]
fn an_edition_holds_a_translation_only_with_its_document() {
    let config = PLAIN_MANUAL.to_owned() + "[audiences]\npublic = []\n";
    let with = |text: String, audience: &str| {
        text.replace("owner:", &format!("audience: {audience}\nowner:"))
    };
    for (english_audience, german_audience, held) in [
        ("public", "public", ["QP-1.html", "de/QP-1.html"].as_slice()),
        ("public", "other", &["QP-1.html"]),
        ("other", "public", &[]),
    ] {
        let files = [
            ("manual.toml", config.clone() + "other = []\n"),
            ("x.md", with(english(), english_audience)),
            ("x.de.md", with(german(), german_audience)),
            ("q.md", with(page("QP-2", "Two", "", "Text."), "public")),
            (
                "q.de.md",
                with(page("QP-2", "Zwei", "", "[[QP-1]]"), "public"),
            ),
        ];
        let test = ManualTest::new(&files);
        let built = test.run(&["build", "--audience", "public"]);
        assert!(built.status < 2, "{}", built.stderr);
        for file in ["QP-1.html", "de/QP-1.html"] {
            let is_there = test.site().join("documents").join(file).is_file();
            assert_eq!(
                is_there,
                held.contains(&file),
                "{english_audience} {german_audience} {file}"
            );
        }
        let page = html(&test, "documents/de/QP-2.html");
        let link = page.attributes(".prose a", "href");
        let expected: &[&str] = match held {
            [_, _] => &["QP-1.html"],
            [_] => &["../QP-1.html"],
            _ => &[],
        };
        assert_eq!(link, expected);
    }
}

#[test]
fn the_home_page_and_other_pages_lead_to_their_texts_in_other_languages() {
    let test = ManualTest::new(&[
        ("index.md", "# Welcome\n".to_owned()),
        ("index.de.md", "# Willkommen\n".to_owned()),
        ("help/README.md", "# Help\n".to_owned()),
        ("help/README.fr.md", "# Aide\n".to_owned()),
        ("help/plain.md", "# Plain\n".to_owned()),
        ("a.md", page("QP-1", "A", "", "Text.")),
    ]);
    test.build();
    let languages = |path: &str| html(&test, path).linked("nav.languages");
    assert_eq!(
        languages("index.html"),
        "English\n[Deutsch](pages/index.de.html)"
    );
    assert_eq!(
        languages("pages/index.de.html"),
        "[English](../index.html)\nDeutsch"
    );
    assert_eq!(
        languages("pages/help/index.html"),
        "English\n[français](README.fr.html)"
    );
    let plain = html(&test, "pages/help/plain.html");
    assert_eq!(plain.texts("nav.languages"), [""; 0]);
    // The home page is no document in any of its languages, and that is not reported.
    let files: Vec<String> = test
        .diagnostics()
        .into_iter()
        .filter(|one| one.rule == "uncontrolled-page")
        .map(|one| one.file)
        .collect();
    assert_eq!(
        files,
        ["help/README.fr.md", "help/README.md", "help/plain.md"]
    );
}

#[test]
fn what_stands_in_another_language_has_its_tag() {
    let files = [
        ("x.md", english()),
        (
            "w.de.md",
            page(
                "WI-1",
                "Prüfung",
                "clauses: [{ clause: 8.4.2, section: mess, note: \"nur Dienste\" }]\n",
                "## Messen {#mess}\n\nWir messen.",
            ),
        ),
        (
            "q.md",
            page(
                "QP-2",
                "Two",
                "",
                "## Part\n\n[[WI-1]] and [[WI-1|the test]].",
            ),
        ),
        (
            "f.md",
            "---\nid: NC-1\ntitle: N\nkind: finding\nowner: Buyer\ngrade: minor\nstate: open\n\
             date: 2026-03-01\ndocuments: [WI-1]\n---\nText.\n"
                .to_owned(),
        ),
    ];
    let test = ManualTest::new(&files);
    test.build();
    let tagged = |path: &str| {
        let page = html(&test, path);
        page.texts("main [lang=de]").join(" | ")
    };
    for (path, expected) in [
        // A link whose words are its author's is in the language of the page. The second is the link to
        // the next document.
        ("documents/QP-2.html", "WI-1 Prüfung | Prüfung"),
        ("documents/index.html", "Prüfung"),
        ("records/NC-1.html", "WI-1 Prüfung"),
        ("matrix/iso-9001-2015.html", "WI-1 | Messen"),
        (
            "standards/iso-9001-2015/8.4.2.html",
            "Prüfung | Messen | nur Dienste",
        ),
        ("documents/WI-1.html", ""),
    ] {
        assert_eq!(tagged(path), expected, "{path}");
    }
    assert_eq!(
        html(&test, "documents/WI-1.html").texts(".referrers [lang=en]"),
        ["QP-2 Two", "Part", "NC-1 N"]
    );
    let search = std::fs::read_to_string(test.site().join("search/m-0.js")).unwrap();
    let json = search.split_once(',').unwrap().1.split_once(',').unwrap().1;
    let rows: Vec<serde_json::Value> = serde_json::from_str(json.trim_end_matches(");\n")).unwrap();
    let languages: Vec<(&str, &str)> = rows[..4]
        .iter()
        .map(|row| (row[1].as_str().unwrap(), row[8].as_str().unwrap()))
        .collect();
    assert_eq!(
        languages,
        [
            ("QP-1", "en"),
            ("QP-2", "en"),
            ("WI-1", "de"),
            ("NC-1", "en")
        ]
    );
}

#[test]
fn what_is_written_from_right_to_left_has_a_direction_wherever_it_stands() {
    let hebrew = page(
        "QP-1",
        "נוהל רכש",
        "clauses: [{ clause: 8.4.1, note: \"רק שירותים\" }]\n\
         history:\n  - { revision: 3, date: 2026-02-01, change: \"מהדורה ראשונה\" }\n",
        "## סעיף {#s}\n\nטקסט.",
    );
    let supplier = "---\nid: S-1\ntitle: ספק\nkind: supplier\nowner: Buyer\nscope: שירותים\napproved: yes\n\
                    evaluated: 2026-03-01\n---\nText.\n";
    let files = [("x.md", hebrew), ("s.md", supplier.to_owned())];
    let test = ManualTest::new(&files);
    test.build();
    let directed = |path: &str| {
        let page = html(&test, path);
        page.texts("main [dir=auto]").join(" | ")
    };
    for (path, expected) in [
        (
            "documents/QP-1.html",
            "QP-1 נוהל רכש | נוהל רכש | סעיף | טקסט. | רק שירותים | מהדורה ראשונה",
        ),
        ("documents/index.html", "נוהל רכש"),
        ("registers/suppliers.html", "ספק | שירותים"),
        ("records/S-1.html", "ספק | שירותים"),
        (
            "standards/iso-9001-2015/8.4.1.html",
            "QP-1 נוהל רכש | רק שירותים",
        ),
        ("gaps.html", ""),
    ] {
        assert_eq!(directed(path), expected, "{path}");
    }
}
