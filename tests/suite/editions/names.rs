//! Names of what an edition leaves out, as plain words in what it holds.

use super::{CONFIG, INTERNAL, PUBLIC, document, record};
use crate::manual_test::{Diagnostic, ManualTest};

/// A manual with a public text, and the internal pages INT-07 "Pricing of special orders" and INT-071.
fn manual(config: &str, fields: &str, text: &str) -> ManualTest {
    let fields = format!("{PUBLIC}\n{fields}");
    ManualTest::new(&[
        ("manual.toml", format!("{config}{CONFIG}")),
        ("a.md", document("PUB-1", "Purchasing", &fields, text)),
        (
            "b.md",
            document(
                "INT-07",
                "Pricing of special orders",
                INTERNAL,
                "PUB-1, INT-071.",
            ),
        ),
        (
            "c.md",
            document("INT-071", "Purchasing", INTERNAL, "INT-07."),
        ),
    ])
}

/// The names that `check` reports, each with its rule and the text at its place.
fn found(test: &ManualTest) -> Vec<String> {
    let named = |one: &Diagnostic| one.rule.ends_with("-left-out") && one.rule != "html-left-out";
    let named = test.diagnostics().into_iter().filter(named);
    named
        .map(|one| format!("{} {}", one.rule, one.location()))
        .collect()
}

#[test]
fn plain_words_are_told_at_their_place() {
    for (text, expected) in [
        ("As INT-07 says.", "id-left-out a.md:14:4"),
        ("See (int-07).", "id-left-out a.md:14:6"),
        ("Read `INT-07`.", "id-left-out a.md:14:7"),
        ("[[PUB-1|after INT-071]]", "id-left-out a.md:14:15"),
        ("![INT-07](x.svg)", "id-left-out a.md:14:3"),
        ("```\nINT-07\n```", "id-left-out a.md:15:1"),
        (
            "See: Pricing of\nspecial orders.",
            "title-left-out a.md:14:6",
        ),
    ] {
        let test = manual("", "", text);
        test.write("x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        assert_eq!(found(&test), [expected], "{text}");
    }
    let history = "history: [{ revision: 1, date: 2026-02-01, change: As INT-07 }]";
    assert_eq!(
        found(&manual("", history, "Text.")),
        ["id-left-out a.md:12:55"]
    );
}

#[test]
fn references_and_other_words_are_not_told() {
    for text in [
        "[[INT-07]], [[INT-07|of INT-07: Pricing of special orders]] and [INT-07](b.md \"INT-07\").",
        "<a href=\"b.md\">INT-07</a> and [INT-07][x]\n\n[x]: b.md \"INT-07\"",
        "<!-- INT-07 -->",
        "INT-0, XINT-07, INT-0711, pricing of special orders, Pricing of special ordersx.",
        // A page that the edition holds has the same title.
        "Purchasing.",
    ] {
        assert_eq!(found(&manual("", "", text)), [""; 0], "{text}");
    }
    let fields = "supersedes: [INT-07]\nrecords: [\"INT-071\"]";
    let test = manual("", fields, "Text.");
    test.write(
        "d.md",
        record(
            "review",
            "MR-1",
            &format!("{PUBLIC}\ndate: 2026-01-01\ndocuments: [INT-07, PUB-1]"),
        ),
    );
    let reported = found(&test);
    assert_eq!(reported, [""; 0]);
}

#[test]
fn a_name_is_told_however_readers_come_to_see_it() {
    for (text, expected) in [
        ("As INT&#45;07 says.", "14:4"),
        ("As INT\\-07 says.", "14:4"),
        ("As INT-**07** says.", "14:4"),
        ("As {{ pre }}-07 says.", "14:4"),
        ("As INT\u{2011}07 says.", "14:4"),
        ("As I\u{ad}NT-07 says.", "14:4"),
        ("As INT-<b>07</b> says.", "14:4"),
        ("As INT-<!-- c -->07 says.", "14:4"),
        ("As INT-[07](https://example.org) says.", "14:4"),
        ("[x](https://example.org/INT%2D07)", "14:25"),
        ("<b title=\"INT&#45;07\">x</b>", "14:11"),
        ("```mermaid\nflowchart LR\n  A[INT#45;07]\n```", "16:5"),
        ("`öko_01`", "14:2"),
        ("O\u{308}KO\\_01", "14:1"),
    ] {
        let test = manual("", "", text);
        let config = CONFIG.replace("[audiences]", "[variables]\npre = \"INT\"\n[audiences]");
        test.write("manual.toml", config);
        test.write("d.md", document("ÖKO_01", "R&D *plan*", INTERNAL, "Text."));
        assert_eq!(
            found(&test),
            [format!("id-left-out a.md:{expected}")],
            "{text}"
        );
    }
    for (text, expected) in [
        ("Zebra &amp; secret", "title-left-out a.md:14:1"),
        ("Zebra & **secret**", "title-left-out a.md:14:1"),
    ] {
        let test = manual("", "", text);
        test.write(
            "d.md",
            document("INT-2", "Zebra & secret", INTERNAL, "Text."),
        );
        assert_eq!(found(&test), [expected], "{text}");
        test.write(
            "d.md",
            document("INT-2", "zebra & secret", INTERNAL, "Text."),
        );
        assert_eq!(found(&test), [""; 0], "{text}");
    }
    let history = "history: [{ revision: 1, date: 2026-02-01, change: \"As INT\\x2d07\" }]";
    assert_eq!(
        found(&manual("", history, "Text.")),
        ["id-left-out a.md:12:56"]
    );
}

#[test]
fn every_copied_file_that_is_text_is_searched_and_titles_of_all_pages() {
    let files = [
        ("a.txt", "INT-07".as_bytes().to_vec()),
        ("a.json", b"{\"see\": \"INT\\u002d07\"}".to_vec()),
        ("a.unheard", b"x\nINT-07".to_vec()),
        (
            "b.txt",
            "\u{feff}INT-07"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
        ),
        ("c.csv", b"a;\xe9;INT-07".to_vec()),
        ("d.png", b"\x89PNG\0INT-07".to_vec()),
        (
            "logo.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><text>INT-<tspan>07</tspan></text></svg>"
                .to_vec(),
        ),
        ("p.html", b"<link rel='stylesheet' href='p.css'>".to_vec()),
        ("p.css", b"p::after { content: 'INT\\2d 07' }".to_vec()),
        ("unused.txt", b"INT-07".to_vec()),
    ];
    let linked = [
        "a.txt",
        "a.json",
        "a.unheard",
        "b.txt",
        "c.csv",
        "d.png",
        "p.html",
    ];
    let links: Vec<String> = linked.iter().map(|file| format!("[x]({file})")).collect();
    let test = manual("", "", &format!("{} The Plan of Plans.", links.join(", ")));
    for (path, content) in files {
        test.write(path, content);
    }
    test.write("notes.md", "# The Plan of Plans\n");
    let config = CONFIG.replace(
        "[audiences]",
        "publish = [\"p.css\"]\n[theme]\nlogo = \"logo.svg\"\n[audiences]",
    );
    test.write("manual.toml", config);
    let title = links.join(", ").len() + 2;
    assert_eq!(
        found(&test),
        [
            "id-left-out a.json:1:10".to_owned(),
            format!("title-left-out a.md:14:{title}"),
            "id-left-out a.txt:1:1".to_owned(),
            "id-left-out a.unheard:2:1".to_owned(),
            "id-left-out b.txt:1:1".to_owned(),
            "id-left-out c.csv:1:5".to_owned(),
            "id-left-out logo.svg:1:47".to_owned(),
            "id-left-out p.css:1:22".to_owned(),
        ]
    );
}

#[test]
fn what_an_edition_shows_of_settings_and_files_is_looked_at() {
    let exclusion = "[[exclusion]]\nclause = \"8.3\"\njustification = \"Not done, see INT-07.\"\n";
    let config = format!(
        "organisation = \"The INT-07 makers\"\n{}",
        CONFIG.replace(
            "[audiences]",
            &format!("{exclusion}[variables]\nplan = \"INT-07\"\nother = \"INT-07\"\n[audiences]")
        )
    );
    let test = manual("", "", "Our {{ plan }}, ![](x.svg).");
    test.write("manual.toml", config);
    test.write(
        "x.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>INT-07</text></svg>",
    );
    test.write(
        "y.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>INT-07</text></svg>",
    );
    test.write("notes/INT-07.md", "---\naudience: public\n---\n# Notes\n");
    assert_eq!(
        found(&test),
        [
            "id-left-out manual.toml:1:21",
            "id-left-out manual.toml:6:32",
            "id-left-out manual.toml:8:9",
            "id-left-out notes/INT-07.md:1:1",
            "id-left-out x.svg:1:47",
        ]
    );
}

#[test]
fn a_denied_name_stops_the_edition_and_no_other_build() {
    let test = manual("", "", "As INT-07 says of Pricing of special orders.");
    let folder = test.beside("edition");
    let build = |audience: &str| {
        let folder = folder.to_str().unwrap();
        test.run(&["build", "-o", folder, "--audience", audience])
    };
    let public = build("public");
    assert_eq!(public.status, 1, "{}", public.stderr);
    assert!(
        public
            .stderr
            .contains("`INT-07` is named here, and the edition for `public` must not name it"),
        "{}",
        public.stderr
    );
    assert!(
        public.stderr.contains("nothing was written"),
        "{}",
        public.stderr
    );
    assert!(!folder.exists());
    assert_eq!(build("internal").status, 0);
    assert_eq!(test.build().status, 0);
    let rules = "[rules]\nid-left-out = \"warn\"\n";
    test.write("manual.toml", format!("{CONFIG}{rules}"));
    assert_eq!(build("public").status, 0);
    let rules = "[rules]\nid-left-out = \"warn\"\ntitle-left-out = \"deny\"\n";
    test.write("manual.toml", format!("{CONFIG}{rules}"));
    assert_eq!(build("public").status, 1);
}

#[test]
fn a_reference_in_a_field_is_replaced_and_not_told() {
    let words = "a document that this edition does not hold";
    for (field, shown) in [
        ("root_cause: By [[INT-07]].", format!("By {words}.")),
        (
            "root_cause: '[[INT-07|it]], not [[PUB-1]]'",
            format!("{words}, not PUB-1 Purchasing"),
        ),
        (
            "root_cause: |\n  Once [[INT-07]],\n  twice [[INT-071|a\n  b]], [[PUB-1|c]].",
            format!("Once {words}, twice {words}, c."),
        ),
        (
            "root_cause: >-\n  Folded [[\n  INT-07]]",
            format!("Folded {words}"),
        ),
    ] {
        let test = manual("", "", "Text.");
        let fields = format!("{PUBLIC}\nstate: open\ndue: 2026-12-01\n{field}");
        test.write("ca.md", record("action", "CA-1", &fields));
        assert_eq!(found(&test), [""; 0], "{field}");
        let edition = super::edition(&test, "public");
        let page = edition.page("records/CA-1.html");
        assert!(page.text("main").contains(&shown), "{}", page.text("main"));
        for path in [
            "registers/actions.csv",
            "records/CA-1.html",
            "registers/actions.html",
        ] {
            assert!(!edition.text(path).contains("INT"), "{path}");
        }
    }
    // A plain word beside a reference is told.
    let test = manual("", "", "Text.");
    let fields =
        format!("{PUBLIC}\nstate: open\ndue: 2026-12-01\nroot_cause: By [[INT-07]], INT-07");
    test.write("ca.md", record("action", "CA-1", &fields));
    assert_eq!(found(&test), ["id-left-out ca.md:9:28"]);
}

#[test]
fn a_menu_loses_the_entries_of_what_is_left_out() {
    let menu = "[[menu]]\ntitle = \"Prices\"\nto = \"INT-07\"\n[[menu]]\nto = \"INT-071\"\n\
                [[menu]]\ntitle = \"Buy\"\nto = \"PUB-1\"\n";
    let test = manual("", "", "Text.");
    test.write("manual.toml", format!("{CONFIG}{menu}"));
    assert_eq!(found(&test), [""; 0]);
    let edition = super::edition(&test, "public");
    let page = edition.page("documents/PUB-1.html");
    assert_eq!(page.linked(".site-nav"), "[Buy](PUB-1.html)");
    test.write(
        "manual.toml",
        format!("{CONFIG}{}", menu.replace("Buy", "Not INT-07")),
    );
    assert_eq!(found(&test), ["id-left-out manual.toml:12:14"]);
}

#[test]
fn addresses_in_texts_that_are_not_read_as_markdown_are_told() {
    let settings = "[[exclusion]]\nclause = \"8.3\"\njustification = \"See [it](hidden/plan.md#cuts).\"\n\
        [[applicability]]\nclause = \"8.4\"\nreason = \"law\"\ntext = \"By [it](hidden/plan).\"\n\
        [[menu]]\ntitle = \"[x](./hidden/plan.md)\"\nto = \"PUB-1\"\n\
        [variables]\nlink = \"[x](../hidden/plan.md)\"\nunused = \"[x](hidden/plan.md)\"\n";
    let test = manual(
        "",
        "note: '[x](hidden/plan.md)'",
        "Our {{ link }}, [x](hidden/plan.md).",
    );
    test.write("manual.toml", format!("{CONFIG}{settings}"));
    test.write("hidden/plan.md", "# Layoffs\n\n## Cuts\n");
    let action =
        format!("{PUBLIC}\nstate: open\ndue: 2026-12-01\nroot_cause: 'By [it](../hidden/plan.md)'");
    test.write("records/ca.md", record("action", "CA-1", &action));
    assert_eq!(
        found(&test),
        [
            "id-left-out a.md:12:12",
            "id-left-out manual.toml:8:27",
            "id-left-out manual.toml:12:17",
            "id-left-out manual.toml:14:14",
            "id-left-out manual.toml:17:13",
            "id-left-out records/ca.md:9:22",
        ]
    );
    let diagnostics = test.diagnostics();
    let first = diagnostics.iter().find(|one| one.rule == "id-left-out");
    assert_eq!(
        first.unwrap().message,
        "readers see the address of `hidden/plan.md` here, and the editions for `internal`, `public` must not name it"
    );
}

#[test]
fn values_that_settings_give_to_pages_are_told() {
    let settings = "[[defaults]]\nfiles = [\"a.md\", \"ca.md\"]\nowner = \"Keeper of INT-07\"\n\
        root_cause = \"As [[INT-07]] and INT-071 say\"\n\
        [[metadata]]\npattern = '<!-- approver: (?<approver>.+) -->'\n";
    let test = manual("", "", "Text. <!-- approver: Pricing of special orders -->");
    test.write("manual.toml", format!("{CONFIG}{settings}"));
    let page = document(
        "PUB-1",
        "Purchasing",
        PUBLIC,
        "Text. <!-- approver: Pricing of special orders -->",
    );
    let page = page
        .replace("owner: Buyer\n", "")
        .replace("approver: Manager\n", "");
    test.write("a.md", page);
    let action = record(
        "action",
        "CA-1",
        &format!("{PUBLIC}\nstate: open\ndue: 2026-12-01"),
    );
    test.write("ca.md", action.replace("owner: Buyer\n", ""));
    assert_eq!(
        found(&test),
        [
            "title-left-out a.md:1:1",
            "id-left-out manual.toml:8:20",
            "id-left-out manual.toml:9:14",
        ]
    );
}
