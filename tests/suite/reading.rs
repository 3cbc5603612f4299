//! `[reading]` of `manual.toml`: the forms in which the files of existing manuals are written.

use std::fs;

use serde_json::json;

use crate::manual_test::{ManualTest, one, page, told};
use crate::rendered_page::RenderedPage;

/// The table `[reading]` begins in line 7.
const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n\
    [rules]\nunaddressed-requirement = \"allow\"\nevidence-missing = \"allow\"\nplanned-requirement = \"allow\"\n";

fn manual(settings: &str, files: &[(&str, &str)]) -> ManualTest {
    let test = ManualTest::new(files);
    test.write("manual.toml", format!("{PLAIN}{settings}"));
    test
}

/// A procedure with further fields and a text, which begins in line 11 if there are none.
fn procedure(fields: &str, text: &str) -> String {
    format!(
        "---\nid: QP-1\ntitle: Buying\nkind: procedure\nrevision: 1\nstatus: approved\nowner: Buyer\n\
         approver: Quality manager\neffective: 2026-01-01\n{fields}---\n{text}"
    )
}

#[test]
fn days_are_read_in_the_formats_of_the_manual() {
    let objective = "---\nid: OBJ-1\ntitle: Scrap\nkind: objective\nowner: Buyer\ntarget: 2\n\
        direction: at-most\nperiod: month\ndata: scrap.csv\n---\n";
    let inline = "---\nid: OBJ-2\ntitle: Waste\nkind: objective\nowner: Buyer\ntarget: 2\n\
        direction: at-most\nperiod: quarter\ndata:\n  - { date: 9/30/2026, value: 1 }\n---\n";
    let test = manual(
        "[reading]\ndate_formats = [\"%d.%m.%Y\", \"%m/%d/%Y\", \"%b %d %Y\"]\n\
         [[metadata]]\nnames = { \"Due\" = \"review_due\" }\n\
         [[defaults]]\nfiles = \"d/*.md\"\nkind = \"policy\"\nid = \"{stem}\"\nrevision = \"1\"\nstatus = \"approved\"\n\
         owner = \"Buyer\"\napprover = \"Quality manager\"\neffective = \"3.2.2026\"\n\
         [[exclusion]]\nclause = \"8.3\"\njustification = \"No design.\"\napproved_by = \"MD\"\ndate = \"12.01.2026\"\n",
        &[
            (
                "a.md",
                &procedure(
                    "history: [{ revision: 1, date: Jun 1 2025, change: First }]\n",
                    "| Due | 1.2.2027 |\n| --- | --- |\n\nText.\n",
                )
                .replace("2026-01-01", "1.1.2026"),
            ),
            ("d/POL-1.md", "# Policy\n\nText.\n"),
            ("o.md", objective),
            ("scrap.csv", "date,value\n09/30/2026,1.5\n31.10.2026,1.5\n"),
            ("i.md", inline),
        ],
    );
    assert_eq!(told(&test), []);
    let run = test.run(&["registers", "objective", "--format", "csv"]);
    assert!(run.stdout.contains("OBJ-1"), "{}", run.stdout);
    let list = page(&test, "documents/index.html");
    let rows = list.texts("tbody tr");
    assert!(rows[1].contains("3 Feb 2026"), "{rows:?}");
    assert!(
        rows[3].contains("1 Jan 2026") && rows[3].contains("1 Feb 2027"),
        "{rows:?}"
    );
    let document = page(&test, "documents/QP-1.html");
    assert!(document.text("main").contains("1 Jun 2025"));
}

#[test]
fn a_day_in_no_format_is_told_with_the_formats() {
    let test = manual(
        "[reading]\ndate_formats = [\"%d.%m.%Y\"]\n",
        &[
            ("a.md", &procedure("review_due: 31.2.2027\n", "Text.\n")),
            (
                "b.md",
                "---\nid: R-1\nkind: review\nowner: MD\ndate: 01.02.2026\n---\n",
            ),
        ],
    );
    let mistake = test.only("invalid-value");
    assert_eq!((mistake.line, mistake.column), (10, 13));
    assert_eq!(
        mistake.message,
        "`review_due` holds a date, and `31.2.2027` is none"
    );
    assert_eq!(
        mistake.help,
        "write the day as year-month-day: 2026-11-23; `date_formats` in manual.toml also allows \
         23.11.2026 (`%d.%m.%Y`)"
    );
    // Without the setting, the same text is a mistake.
    test.write("manual.toml", PLAIN);
    let told = test.errors().into_iter().map(|one| (one.file, one.help));
    let help = "write the day as year-month-day: 2026-11-23";
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            ("a.md".to_owned(), help.to_owned()),
            ("b.md".to_owned(), help.to_owned())
        ]
    );
}

#[test]
fn settings_that_are_wrong_are_told_once() {
    let test = manual(
        "[reading]\ndate_formats = [\"dd.mm.yyyy\"]\nignore_field = [\"layout\"]\nadmonitions = \"often\"\n\
         endings = [\"md\", \"*.tmpl\", \".MD\"]\nunopened_front_matter = [1]\n",
        &[(
            "a.md",
            &procedure("review_due: 31.2.2027\nlayout: x\n", "Text.\n"),
        )],
    );
    assert_eq!(
        told(&test),
        [
            one(
                "invalid-value",
                "manual.toml",
                8,
                17,
                "`dd.mm.yyyy` is no format of a day"
            ),
            one(
                "unknown-setting",
                "manual.toml",
                9,
                1,
                "unknown setting of [reading] `ignore_field`"
            ),
            one(
                "invalid-value",
                "manual.toml",
                10,
                15,
                "`admonitions` is yes or no, and `often` is neither"
            ),
            one(
                "invalid-value",
                "manual.toml",
                11,
                18,
                "`*.tmpl` is no ending of a name"
            ),
            one(
                "invalid-value",
                "manual.toml",
                11,
                28,
                "`.MD` stands in `endings` already"
            ),
            one(
                "invalid-value",
                "manual.toml",
                12,
                25,
                "`unopened_front_matter` holds a text, but this is a list"
            ),
        ]
    );
}

#[test]
fn what_no_file_uses_is_told() {
    let test = manual(
        "[reading]\ndate_formats = [\"%d.%m.%Y\"]\nignore_fields = [\"layout\", \"owner\"]\nadmonitions = true\n\
         endings = [\"md\", \"md.tmpl\"]\nunopened_front_matter = true\n",
        &[("a.md", &procedure("", "Text.\n"))],
    );
    let rule = "setting-without-effect";
    assert_eq!(
        told(&test),
        [
            one(
                rule,
                "manual.toml",
                8,
                17,
                "no day is written as `%d.%m.%Y`"
            ),
            one(
                rule,
                "manual.toml",
                9,
                18,
                "no page has a field `layout` that would be unknown"
            ),
            one(
                rule,
                "manual.toml",
                9,
                28,
                "no page has a field `owner` that would be unknown"
            ),
            one(
                rule,
                "manual.toml",
                10,
                15,
                "no text has a notice or a tab that this reads"
            ),
            one(
                rule,
                "manual.toml",
                11,
                18,
                "no file of the manual has a name that ends with `.md.tmpl`"
            ),
            one(
                rule,
                "manual.toml",
                12,
                25,
                "no page has fields without an opening line before them"
            ),
        ]
    );
    // A setting that is off is no mistake.
    test.write(
        "manual.toml",
        format!("{PLAIN}[reading]\nadmonitions = false\n"),
    );
    assert_eq!(told(&test), []);
}

#[test]
fn ignored_fields_are_known_and_mean_nothing() {
    let test = manual(
        "[reading]\nignore_fields = [\"layout\", \"tags\", \"date\", \"superseded\"]\n",
        &[
            (
                "a.md",
                &procedure(
                    "layout: page\ntags: [a, { b: c }]\ndate: soon\nsuperseded: [QP-2]\n",
                    "Text.\n",
                ),
            ),
            // A review has a date.
            (
                "b.md",
                "---\nid: R-1\nkind: review\nowner: MD\ndate: soon\n---\n",
            ),
            ("index.md", "---\nlayout: home\ndate: x\ntitle: T\n---\n"),
            ("c.md", "---\nlayout: page\n---\nText.\n"),
        ],
    );
    assert_eq!(
        told(&test),
        [
            one(
                "invalid-value",
                "b.md",
                5,
                7,
                "`date` holds a date, and `soon` is none"
            ),
            one(
                "uncontrolled-page",
                "c.md",
                1,
                1,
                "the page has no front-matter: it is no controlled document and claims nothing"
            ),
        ]
    );
}

#[test]
fn front_matter_without_an_opening_line_is_read() {
    let text = procedure("clauses: [8.4.1, 8.4.99]\n", "# Buying\n\nBuyers buy.\n");
    let text = text.strip_prefix("---\n").unwrap();
    let test = manual(
        "[reading]\nunopened_front_matter = true\n",
        &[("a.md", text)],
    );
    assert_eq!(test.clause("iso-9001-2015", "8.4.1")["status"], "covered");
    let mistake = test.only("unknown-clause");
    assert_eq!((mistake.line, mistake.column), (9, 18));
    test.write(
        "b.md",
        "kind: procedure\nid: QP-2\ntitle: T\nrevision: 1\nstatus: draft\n---\nText.\n",
    );
    let missing = test.only("missing-field");
    assert_eq!(
        (&*missing.file, missing.line, missing.column),
        ("b.md", 1, 1)
    );
    test.write("manual.toml", PLAIN);
    let mistake = &test.errors()[0];
    assert_eq!(mistake.message, "the front-matter has no opening line");
    assert!(mistake.help.contains("unopened_front_matter = true"));
}

#[test]
fn notices_of_other_programs_are_shown_as_callouts() {
    let text = "## Risks {#risks}\n\n!!! warning \"Hot *surface* of [[QP-1]]\"\n    Let it cool [[satisfies:8.4.1]].\n\n    \
        - see [[QP-9]]\n\n??? example\n    Folded.\n\n:::caution Pinch point\nKeep hands off.\n\n### Within {#in clause=8.4.2}\n\n\
        Text.\n:::\n\n=== \"Windows\"\n    Press a key.\n\n=== \"Linux\"\n    Type.\n";
    let test = manual(
        "[reading]\nadmonitions = true\n",
        &[("a.md", &procedure("", text))],
    );
    assert_eq!(
        told(&test),
        [one(
            "broken-reference",
            "a.md",
            16,
            13,
            "there is no document or record `QP-9`"
        )]
    );
    test.write(
        "a.md",
        procedure("", &text.replace("- see [[QP-9]]", "- list")),
    );
    let claim = |number: &str| {
        let clause = test.clause("iso-9001-2015", number);
        let claim = &clause["claims"][0];
        json!([clause["status"], claim["section"], claim["line"]])
    };
    assert_eq!(claim("8.4.1"), json!(["covered", "risks", 14]));
    assert_eq!(claim("8.4.2"), json!(["covered", "in", 24]));
    let page = page(&test, "documents/QP-1.html");
    assert_eq!(
        page.attributes(".prose .alert", "class"),
        [
            "alert alert-warning",
            "alert alert-note",
            "alert alert-caution"
        ]
    );
    assert_eq!(
        page.text(".alert-warning .alert-title"),
        "Hot surface of QP-1 Buying"
    );
    assert_eq!(page.texts(".alert-warning li"), ["list"]);
    assert_eq!(page.text("details.alert-note summary"), "Example");
    assert_eq!(page.text("details.alert-note p"), "Folded.");
    assert_eq!(page.text(".alert-caution h3#in"), "Within 8.4.2");
    assert_eq!(
        page.texts(".tab"),
        ["Windows\nPress a key.", "Linux\nType."]
    );
}

#[test]
fn a_notice_in_a_page_with_html_is_shown_as_well() {
    let text = "<div>\n\nIn <b>HTML</b>.\n\n</div>\n\n???+ note \"Open\"\n    One <i>x</i>.\n";
    let test = manual(
        "[reading]\nadmonitions = true\n",
        &[("a.md", &procedure("", text))],
    );
    assert_eq!(told(&test), []);
    let page = page(&test, "documents/QP-1.html");
    assert_eq!(
        page.attributes(".prose details", "class"),
        ["alert alert-note"]
    );
    assert_eq!(page.attributes(".prose details", "open"), [""]);
    assert_eq!(page.text(".prose details"), "Open\nOne x.");
}

#[test]
fn a_title_is_no_text_that_a_claim_could_rest_on() {
    let text = "## Risks {clause=8.4.1}\n\n!!! warning \"Hot surface\"\n";
    let test = manual(
        "[reading]\nadmonitions = true\n",
        &[("a.md", &procedure("", text))],
    );
    assert_eq!(test.only("empty-claim").line, 11);
    test.write("a.md", procedure("", &format!("{text}    Let it cool.\n")));
    assert_eq!(told(&test), []);
}

#[test]
fn a_notice_that_is_never_closed_is_told() {
    let test = manual(
        "[reading]\nadmonitions = true\n",
        &[("a.md", &procedure("", "Text.\n\n:::note Hot\n\nMore.\n"))],
    );
    assert_eq!(
        told(&test),
        [one(
            "syntax-error",
            "a.md",
            13,
            1,
            "`:::note Hot` is never closed: all that follows is a part of it"
        )]
    );
}

#[test]
fn endings_say_which_files_are_pages() {
    let test = manual(
        "[reading]\nendings = [\"md\", \"md.tmpl\"]\n\
         [[defaults]]\nfiles = \"p/*\"\nkind = \"policy\"\nid = \"{stem}\"\nrevision = \"1\"\nstatus = \"draft\"\nowner = \"Buyer\"\n",
        &[
            (
                "p/POL-1.md.tmpl",
                "# Policy\n\nSee [notes](../notes.md), [all](../n/all) and [x](POL-1.md).\n",
            ),
            ("notes.md.tmpl", "# Notes\n\n[Policy](p/POL-1.md.tmpl)\n"),
            ("n/all.md", "# All\n"),
            ("README.md.tmpl", "# Start\n"),
            ("other.markdown", "# Not a page\n"),
        ],
    );
    assert_eq!(
        test.errors()
            .into_iter()
            .map(|one| one.message)
            .collect::<Vec<_>>(),
        Vec::<String>::new()
    );
    let policy = page(&test, "documents/POL-1.html");
    assert_eq!(
        policy.linked(".prose p"),
        "See [notes](../pages/notes.html), [all](../pages/n/all.html) and [x](POL-1.html)."
    );
    assert!(page(&test, "index.html").text("main").contains("Start"));
    assert!(!test.site().join("pages/other.markdown.html").exists());
}

#[test]
fn lines_with_letters_are_a_list() {
    let text = "Buyers shall:\na) ask [[satisfies:8.4.1]];\nb) buy:\n   1) one\n   2) two\n\nText.\n\nc) pay.\n\n\
        - Item\n  (a) A\n  (b) B\n\n```text\na) code\nb) code\n```\n\na) alone\n";
    let test = manual("", &[("a.md", &procedure("", text))]);
    assert_eq!(told(&test), []);
    assert_eq!(
        test.clause("iso-9001-2015", "8.4.1")["claims"][0]["line"],
        12
    );
    let page = page(&test, "documents/QP-1.html");
    assert_eq!(
        page.attributes(".prose ol.letters", "class"),
        [
            "letters letters-behind",
            "letters letters-behind",
            "letters letters-around"
        ]
    );
    assert_eq!(page.attributes(".prose ol.letters", "start"), ["3"]);
    assert_eq!(page.texts(".letters-around li"), ["A", "B"]);
    assert_eq!(page.text(".prose pre"), "a) code b) code");
    let paragraphs = page.texts(".prose p");
    assert_eq!(paragraphs.last().map(String::as_str), Some("a) alone"));
}

#[test]
fn letters_in_a_page_with_html_are_a_list_and_html_stays() {
    let text = "<div>\na) one\nb) two\n</div>\n\na. <b>One</b>\nb. Two\n";
    let test = manual("", &[("a.md", &procedure("", text))]);
    assert_eq!(told(&test), []);
    let page = page(&test, "documents/QP-1.html");
    assert_eq!(page.texts(".prose ol.letters li"), ["One", "Two"]);
    assert_eq!(page.text(".prose div"), "a) one b) two");
}

/// An objective whose values are in a CSV file, and the last one of them.
fn measured(language: &str, data: &str) -> (ManualTest, String) {
    let objective = "---\nid: OBJ-1\ntitle: Scrap\nkind: objective\nowner: Buyer\ntarget: \"0,9\"\n\
        direction: at-least\nperiod: month\ndata: scrap.csv\n---\n";
    let objective = match language {
        "de" => objective.to_owned(),
        _ => objective.replace("\"0,9\"", "0.9"),
    };
    let test = ManualTest::new(&[("o.md", &*objective), ("scrap.csv", data)]);
    test.write("manual.toml", format!("language = \"{language}\"\n{PLAIN}"));
    let registers = test.registers();
    let text = registers.to_string();
    (test, text)
}

#[test]
fn decimals_are_behind_a_comma_where_the_language_or_the_table_has_them_so() {
    for (language, data) in [
        ("de", "period;value\n2026-09;0,95\n2026-10;1,234\n"),
        ("de", "period,value\n2026-09,\"0,95\"\n2026-10,\"1,234\"\n"),
        ("en", "period;value\n2026-09;0,95\n2026-10;1,234\n"),
    ] {
        let (test, text) = measured(language, data);
        assert_eq!(told(&test), [], "{language} {data}");
        assert!(text.contains("1.234"), "{text}");
    }
    // Without a sign of which of the two is meant, the figure is no figure.
    let (test, _) = measured("en", "period;value\n2026-09;1,234\n");
    let mistake = test.only("invalid-value");
    assert_eq!(
        (&*mistake.file, mistake.line, mistake.column),
        ("scrap.csv", 2, 9)
    );
    assert_eq!(
        mistake.message,
        "`1,234` may be two numbers: the sign may stand before decimals or between thousands"
    );
    let (test, _) = measured("de", "period;value\n2026-09;0,95\n2026-10;1.234\n");
    let mistake = test.only("invalid-value");
    assert_eq!((&*mistake.file, mistake.line), ("scrap.csv", 3));
    let (test, _) = measured("en", "period,value\n2026-09,\"0,95\"\n");
    assert_eq!(
        test.only("invalid-value").message,
        "`value` holds a number, and `0,95` is none"
    );
    let (test, _) = measured("de", "period;value\n2026-10;0,95\n");
    let objective = fs::read_to_string(test.manual().join("o.md")).unwrap();
    test.write("o.md", objective.replace("0,9\"", "1,234\""));
    assert_eq!(
        test.only("invalid-value").message,
        "`target` holds a number, and `1,234` may be two: the comma may stand before decimals or \
         between thousands"
    );
}

#[test]
fn front_matter_of_another_meaning_leaves_a_page_uncontrolled_if_a_setting_says_so() {
    let files = [
        (
            "a.md",
            "---\ntitle: Guide\nnav_order: 1\ndate: soon\nlink: x\n---\n# Other\n",
        ),
        ("b.md", "---\ntitle: T\nclauses: [8.4.1]\n---\nText.\n"),
        ("c.md", "---\ntitle: T\nkidn: procedure\n---\nText.\n"),
        ("d.md", "---\ntitle: T\nID: QP-4\n---\nText.\n"),
        ("index.md", "---\ntitle: Home\nlayout: x\n---\nText.\n"),
    ];
    let setting = "[reading]\nuncontrolled_front_matter = true\n";
    let test = manual(setting, &files);
    let errors = test.errors();
    let mut files: Vec<&str> = errors.iter().map(|error| &*error.file).collect();
    files.dedup();
    // What looks like ours is a mistake as before.
    assert_eq!(files, ["b.md", "c.md", "d.md"]);
    let mut uncontrolled = test.diagnostics();
    uncontrolled.retain(|one| one.rule == "uncontrolled-page");
    let places: Vec<String> = uncontrolled.iter().map(|one| one.location()).collect();
    assert_eq!(places, ["a.md:1:1"]);
    assert_eq!(test.clause("iso-9001-2015", "8.4.1")["status"], "gap");
    for file in ["b.md", "c.md", "d.md"] {
        test.write(file, "Text.\n");
    }
    test.build();
    let html = std::fs::read_to_string(test.site().join("pages/a.html")).unwrap();
    assert_eq!(RenderedPage::new(&html).text("h1"), "Guide");
    test.write("a.md", "Text.\n");
    test.write("index.md", "Text.\n");
    let without = test.only("setting-without-effect");
    assert_eq!((without.line, without.column), (8, 29));
    test.write("manual.toml", PLAIN);
    test.write("a.md", "---\ntitle: Guide\n---\nText.\n");
    assert_eq!(test.errors()[0].rule, "missing-field");
}
