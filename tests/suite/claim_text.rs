//! The text of a claim: `docs/design.md`, "What a claim is". The unit tests of `src/markdown` have
//! more cases of each rule.

use std::fmt::Write as _;

use serde_json::Value;

use crate::manual_test::{AS_OF, ManualTest, clausebook, run};

/// A manual with a procedure for each text. Procedure `n` is `QP-n`, and `clauses` are the claims in
/// its front-matter; a `§` in claims and text stands for clause `n` of the standard.
fn manual(procedures: &[(&str, &str)]) -> ManualTest {
    let mut catalog = String::from(
        "id = \"small\"\ndesignation = \"Small:2020\"\ntitle = \"Small\"\npublisher = \"Harrow\"\nedition = \"2020\"\n",
    );
    let test = ManualTest::new::<&str>(&[]);
    for (at, (clauses, text)) in procedures.iter().enumerate() {
        let number = at + 1;
        let _ = write!(
            catalog,
            "\n[[clause]]\nnumber = \"{number}\"\nsummary = \"What is done.\"\n"
        );
        let page = format!(
            "---\nid: QP-{number}\ntitle: Purchasing\nkind: procedure\nrevision: 1\nowner: Buyer\n\
             approver: Quality manager\nstatus: approved\neffective: 2026-02-01\n\
             clauses: [{clauses}]\n---\n{text}"
        );
        let page = page.replace('§', &number.to_string());
        test.write(&format!("procedures/qp-{number}.md"), page);
    }
    test.write("standards/small.toml", catalog);
    let settings = "title = \"M\"\norganisation = \"O\"\nstandards = [\"small\"]\n\
                    [rules]\nunaddressed-requirement = \"allow\"\npartly-addressed-requirement = \"allow\"\n";
    test.write("manual.toml", settings);
    test
}

/// The status that each procedure gives to its clause, and the rules of the diagnostics in its file.
fn judged(procedures: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
    let test = manual(procedures);
    let coverage = test.coverage();
    let diagnostics = test.diagnostics();
    let judged = (1..=procedures.len()).map(|number| {
        let clause = &coverage["standards"][0]["clauses"][number - 1];
        assert_eq!(clause["number"], number.to_string());
        let file = format!("procedures/qp-{number}.md");
        let here = diagnostics
            .iter()
            .filter(|found| found.file.ends_with(&file));
        (
            clause["status"].as_str().unwrap_or("null").to_owned(),
            here.map(|found| found.rule.clone()).collect(),
        )
    });
    judged.collect()
}

/// Asserts the status that each procedure gives, and the rules that are reported.
fn assert_judged(status: &str, rules: &[&str], procedures: &[(&str, &str)]) {
    for ((found, reported), (_, text)) in judged(procedures).iter().zip(procedures) {
        assert_eq!(found, status, "{text}");
        assert_eq!(reported, rules, "{text}");
    }
}

#[test]
fn a_document_with_placeholders_covers_nothing() {
    assert_judged(
        "partial",
        &["empty-claim"],
        &[
            ("§", "TBD/TBC\n"),
            ("§", "N.A.\n"),
            ("§", "TBD and n/a; TODO\n"),
            ("§", "<p>&nbsp;</p>\n"),
            ("§", "ＴＢＤ\n"),
            ("§", "<details><summary>Scoring</summary></details>\n"),
            (
                "§",
                "<table><caption>Scores</caption><thead><tr><td>Who</td></tr></thead></table>\n",
            ),
            (
                "§",
                "Say here who does what, when, and what is recorded. TBD\n",
            ),
            (
                "§",
                "[[clause:§]]: An older summary.\n\nSay here who does what, when, and what is recorded\n",
            ),
        ],
    );
    assert_judged(
        "covered",
        &[],
        &[
            ("§", "TBD/TBC by the buyer\n"),
            ("§", "<p>&alpha;</p>\n"),
            (
                "§",
                "<details><summary>Scoring</summary>Buyers score.</details>\n",
            ),
        ],
    );
    assert_judged(
        "partial",
        &["empty-claim", "html-left-out"],
        &[("§", "<img alt=\"How suppliers are scored\">\n")],
    );
}

/// The stubs of `init`, approved as they are, each section with the claim that it asks for. The
/// catalog may have been reworded since.
#[test]
fn new_files_cover_nothing_though_they_are_approved_and_their_catalog_is_reworded() {
    let test = ManualTest::new::<&str>(&[]);
    let folder = test.beside("new");
    let init = run(clausebook()
        .arg("init")
        .arg(&folder)
        .args(["--standard", "iso-9001-2015"]));
    assert_eq!(init.status, 0, "{}", init.stderr);
    let mut sections = 0;
    for file in std::fs::read_dir(folder.join("procedures")).unwrap() {
        let path = file.unwrap().path();
        let stub = std::fs::read_to_string(&path).unwrap();
        let (front, body) = stub.split_once("\n---\n").unwrap();
        let front: String = front
            .lines()
            .filter(|line| !line.starts_with("status:") && !line.contains("effective:"))
            .map(|line| format!("{line}\n"))
            .collect();
        let mut text = format!(
            "{front}status: approved\napprover: Managing director\neffective: 2026-02-01\n---\n"
        );
        let mut heading = String::new();
        for line in body.lines() {
            if line.starts_with('#') {
                heading = line.to_owned();
            }
            // The stub says what to write behind the heading.
            if let Some((_, rest)) = line.split_once("write `{") {
                let (claim, _) = rest.split_once("}`").unwrap();
                text = text.replacen(
                    &format!("{heading}\n"),
                    &format!("{heading} {{{claim}}}\n"),
                    1,
                );
                sections += 1;
            }
            text.push_str(line);
            text.push('\n');
        }
        std::fs::write(&path, text).unwrap();
    }
    assert!(sections > 50, "{sections}");
    let catalog = concat!(env!("CARGO_MANIFEST_DIR"), "/standards/iso-9001-2015.toml");
    let reworded = std::fs::read_to_string(catalog)
        .unwrap()
        .replace("\nsummary = \"", "\nsummary = \"In other words: ");
    for catalog in [None, Some(reworded)] {
        if let Some(catalog) = catalog {
            std::fs::write(folder.join("standards/iso-9001-2015.toml"), catalog).unwrap();
        }
        let coverage = run(clausebook()
            .args(["coverage", "--format", "json", "--as-of", AS_OF, "--manual"])
            .arg(&folder));
        let coverage: Value = serde_json::from_str(&coverage.stdout).unwrap();
        let summary = &coverage["standards"][0]["summary"];
        assert_eq!(summary["covered"], 0);
        assert_eq!(summary["partial"], summary["requirements"]);
        let claims = coverage["standards"][0]["clauses"]
            .as_array()
            .unwrap()
            .iter();
        let claims = claims.flat_map(|clause| clause["claims"].as_array().unwrap());
        let empty = claims.filter(|claim| claim["why"] == "empty" && !claim["section"].is_null());
        assert_eq!(empty.count(), sections);
    }
}

#[test]
fn a_claim_in_what_looks_struck_out_or_open_counts_nowhere() {
    assert_judged(
        "gap",
        &["struck-claim"],
        &[
            ("", "Words.\n\n- [ ] x\n\n  ## T {clause=§}\n\n  Words.\n"),
            (
                "{ clause: §, section: t }",
                "Words.\n\n- [ ] x\n\n  ## T\n\n  Words.\n",
            ),
            (
                "{ clause: §, section: t }",
                "Words.\n\n- [] x\n\n  ## T\n\n  Words.\n",
            ),
            ("", "Words.\n\n- [] x [[satisfies:§]]\n"),
            ("", "Words.\n\n[ ] x [[satisfies:§]]\n"),
            ("", "Words.\n\n~~x[^1]~~\n\n[^1]: y [[satisfies:§]]\n"),
        ],
    );
    assert_judged(
        "gap",
        &["unread-strike"],
        &[
            ("", "Words.\n\n<s>a\n\nb [[satisfies:§]]</s>\n"),
            ("", "Words.\n\n<del>a\n\n## T {clause=§}\n\nb</del>\n"),
            (
                "{ clause: §, section: t }",
                "Words.\n\n- <s>a\n\n## T\n\nb</s>\n",
            ),
            ("", "Words.\n\n~~ a [[satisfies:§]] ~~\n"),
        ],
    );
    assert_judged(
        "partial",
        &["empty-claim", "unread-strike"],
        &[
            ("§", "<s>Words.\n\nMore words.</s>\n"),
            ("§", "~~ Words. ~~\n"),
            ("§", "~~Words.\n\nMore words.~~\n"),
            ("§", "~~ Words. <b id=\"x\">More words.</b> ~~\n"),
            ("§", &format!("~~ {} ~~\n", "Many words. ".repeat(200))),
        ],
    );
}

#[test]
fn forms_are_ticked_when_they_are_filled_in() {
    let test = manual(&[("", "Words.\n\n- [] x [[satisfies:§]]\n")]);
    let path = "procedures/qp-1.md";
    let page = std::fs::read_to_string(test.manual().join(path)).unwrap();
    test.write(path, page.replace("kind: procedure", "kind: form"));
    assert_eq!(test.clause("small", "1")["status"], "covered");
}

#[test]
fn a_claim_that_names_an_id_in_html_rests_on_the_text_at_it() {
    const X: &str = "{ clause: §, section: x }";
    assert_judged(
        "partial",
        &["empty-claim"],
        &[
            (
                X,
                "Words.\n\n<a id=\"x\"></a>\n\nTBD\n\nTBC\n\n## B\n\nWords.\n",
            ),
            (X, "Words.\n\n<p id=\"x\">TBD</p>\n\n## B\n\nWords.\n"),
            (
                X,
                "Words.\n\n<h2 id=\"x\">A</h2>\n\nTBD\n\n## B\n\nWords.\n",
            ),
            (
                X,
                "Words.\n\n<a id=\"x\"></a>\n\n~~struck~~\n\n## B\n\nWords.\n",
            ),
            (
                X,
                "Words.\n\n<div id=\"x\"><h2>A</h2></div>\n\nTBD\n\n## B\n\nWords.\n",
            ),
            ("", "## A\n\nWords.\n\n<h2>B</h2>\n\n[[satisfies:§]]\n"),
            ("", "## A {clause=§}\n\n<h2>B</h2>\n\nWords.\n"),
            ("", "> ## A {clause=§}\n\nWords.\n"),
        ],
    );
    assert_judged(
        "gap",
        &["struck-claim"],
        &[
            (X, "Words.\n\n<h2 id=\"x\"><del>A</del></h2>\n\nWords.\n"),
            (X, "Words.\n\n- [ ] <a id=\"x\"></a>Words.\n"),
        ],
    );
    assert_judged(
        "covered",
        &[],
        &[
            (X, "TBD\n\n<a id=\"x\"></a>\n## B\n\nWords.\n"),
            (X, "TBD\n\n<p id=\"x\">Words.</p>\n\nTBD\n"),
        ],
    );
}

/// The matrix says which place it means, and leads to it.
#[test]
fn the_place_of_an_id_in_html_is_named_and_led_to() {
    let text =
        "Words.\n\n<p id=\"x\">More words.</p>\n\n## B\n\n<a id=\"y\"></a>\n\n## C\n\nWords.\n";
    let test = manual(&[
        ("{ clause: §, section: x }", text),
        ("{ clause: §, section: y }", text),
    ]);
    let place = |number: &str| {
        let claim = &test.clause("small", number)["claims"][0];
        (claim["section"].clone(), claim["anchor"].clone())
    };
    assert_eq!(place("1"), ("x".into(), "x".into()));
    assert_eq!(place("2"), ("c".into(), "c".into()));
    let build = test.build();
    assert_eq!(build.status, 0, "{}", build.stderr);
    let page = std::fs::read_to_string(test.site().join("matrix/small.html")).unwrap();
    assert!(page.contains("documents/QP-1.html#x\""), "{page}");
}
