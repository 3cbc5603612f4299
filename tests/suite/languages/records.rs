//! Records in several languages: one row, nothing counted twice, and what is reported.

use super::*;

/// A finding with these further lines of front-matter.
fn finding(title: &str, more: &str, text: &str) -> String {
    format!(
        "---\nid: NC-1\ntitle: {title}\nkind: finding\nowner: Buyer\ndate: 2026-03-02\n\
         grade: minor\nclauses: [8.4.1]\n{more}---\n{text}\n"
    )
}

const OPEN: &str = "state: open\ndue: 2026-12-24\n";

fn manual(files: &[(&str, String)]) -> ManualTest {
    let mut all = vec![
        ("x.md", english()),
        ("q.md", page("QP-2", "Two", "", "[[NC-1]]")),
    ];
    all.push(("q.de.md", page("QP-2", "Zwei", "", "[[NC-1]]")));
    all.extend_from_slice(files);
    ManualTest::new(&all)
}

/// The records of the register, and the open findings on 8.4.1.
fn counted(test: &ManualTest) -> (Vec<String>, i64) {
    let registers = test.registers();
    let records = registers["records"].as_array().unwrap().iter();
    let shown = |record: &serde_json::Value| {
        let text = |key: &str| record[key].as_str().unwrap_or("-").to_owned();
        format!("{} {} {}", text("id"), text("title"), record["open"])
    };
    let open = &test.clause("iso-9001-2015", "8.4.1")["open_findings"];
    let open = ["major", "minor", "observation", "ungraded"].map(|grade| open[grade].as_i64());
    (
        records.map(shown).collect(),
        open.into_iter().flatten().sum(),
    )
}

#[test]
fn a_record_in_two_languages_is_one() {
    let test = manual(&[
        (
            "records/nc.de.md",
            finding("Kein Beleg", OPEN, "## Befund\n\nEs fehlt."),
        ),
        (
            "records/nc.md",
            finding("No proof", OPEN, "## Result\n\nIt is missing."),
        ),
    ]);
    assert_eq!(reported(&test), [""; 0]);
    assert_eq!(counted(&test), (vec!["NC-1 No proof true".to_owned()], 1));
    test.build();
    let own = html(&test, "records/NC-1.html");
    assert_eq!(
        own.linked(".languages"),
        "English\n[Deutsch](../pages/records/nc.de.html)"
    );
    let other = html(&test, "pages/records/nc.de.html");
    assert_eq!(other.attribute("html", "lang"), "de");
    assert_eq!(
        other.linked(".document-head"),
        "Übersetzung Dies ist eine Übersetzung. Es gilt: [NC-1 No proof](../../records/NC-1.html)\n\
         Kein Beleg\n[English](../../records/NC-1.html)\nDeutsch"
    );
    let link = |path: &str| html(&test, path).attribute(".prose p a", "href").to_owned();
    assert_eq!(link("documents/QP-2.html"), "../records/NC-1.html");
    assert_eq!(
        link("documents/de/QP-2.html"),
        "../../pages/records/nc.de.html"
    );
    let list = html(&test, "documents/index.html");
    assert!(!list.text("main").contains("Kein Beleg"));
}

#[test]
fn what_a_translated_record_says_otherwise_is_told_and_does_not_count() {
    let closed = "state: closed\ndue: 2026-12-24\n";
    let test = manual(&[
        (
            "records/nc.de.md",
            finding("Kein Beleg", closed, "Es fehlt."),
        ),
        ("records/nc.md", finding("No proof", OPEN, "It is missing.")),
    ]);
    assert_eq!(
        reported(&test),
        [
            "translation-contradicts records/nc.de.md:2:5: the text of NC-1 in German says something else \
             than records/nc.md: state closed (there open)"
        ]
    );
    assert_eq!(counted(&test), (vec!["NC-1 No proof true".to_owned()], 1));
}

#[test]
fn two_records_in_one_language_have_one_id_twice() {
    let test = manual(&[
        (
            "records/a.md",
            finding("No proof", "state: closed\n", "It is missing."),
        ),
        (
            "records/b.md",
            finding("No stamp", "state: closed\n", "It is missing."),
        ),
    ]);
    assert_eq!(
        reported(&test),
        ["duplicate-id records/b.md:2:5: `NC-1` is already the id of records/a.md"]
    );
    // It is unknown which of the two is meant.
    assert_eq!(counted(&test).1, 1);
}

#[test]
fn without_a_text_in_the_manual_s_language_a_record_is_in_doubt() {
    let test = manual(&[
        (
            "records/a.de.md",
            finding("Kein Beleg", "state: closed\n", "Es fehlt."),
        ),
        (
            "records/a.fr.md",
            finding("Sans preuve", "state: closed\n", "Il manque."),
        ),
    ]);
    assert_eq!(
        reported(&test),
        [
            "no-original records/a.de.md:2:5: none of the texts of NC-1 is in English, the manual's language: \
             German (records/a.de.md), French (records/a.fr.md); it is unknown which one counts"
        ]
    );
    assert_eq!(counted(&test).1, 1);
}

#[test]
fn an_edition_holds_the_text_of_a_record_only_with_the_record() {
    let settings = format!("{PLAIN_MANUAL}[audiences]\npublic = []\ninternal = [\"public\"]\n");
    let public = format!("{OPEN}audience: public\n");
    let internal = format!("{OPEN}audience: internal\n");
    let test = ManualTest::new(&[
        ("manual.toml", settings),
        (
            "records/nc.de.md",
            finding("Kein Beleg", &public, "Es fehlt."),
        ),
        (
            "records/nc.md",
            finding("No proof", &internal, "It is missing."),
        ),
    ]);
    let site = test.site();
    let site = site.to_str().unwrap();
    let held = |audience: &str| {
        let run = test.run(&["build", "-o", site, "--audience", audience]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let there = ["records/NC-1.html", "pages/records/nc.de.html"];
        there.map(|page| test.site().join(page).exists())
    };
    assert_eq!(held("internal"), [true, true]);
    assert_eq!(held("public"), [false, false]);
}
