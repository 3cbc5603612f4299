//! `[[metadata]]` of `manual.toml`: fields that stand in the texts of pages.

use crate::manual_test::{ManualTest, one, told};

const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n\
    [rules]\nunaddressed-requirement = \"allow\"\nevidence-missing = \"allow\"\n\
    training-missing = \"allow\"\nplanned-requirement = \"allow\"\n";

/// Names as many manuals have them. The table of names begins in line 9.
const NAMES: &str = "[[metadata]]\nnames = { \"Document ID\" = \"id\", Kind = \"kind\", Version = \"revision\", \
    Status = \"status\", Owner = \"owner\", Approver = \"approver\", \"Effective date\" = \"effective\", \
    Roles = \"roles\", Clauses = \"clauses\" }\n";

const BLOCK: &str = "# Purchasing\n\n\
    | Document ID | QP-07 |\n\
    | --- | --- |\n\
    | Kind | procedure |\n\
    | Version | 3 |\n\
    | Status | approved |\n\
    | Owner | Buyer |\n\
    | Approver | Quality manager |\n\
    | Effective date | 2026-01-01 |\n\
    | Roles | Buyer, Goods-in inspector |\n\
    | Clauses | 8.4.1, 8.4.2 and 8.4.3 |\n\n";

fn manual(settings: &str, files: &[(&str, &str)]) -> ManualTest {
    let test = ManualTest::new(files);
    test.write("manual.toml", format!("{PLAIN}\n{settings}"));
    test
}

/// The rows of the master list: id, title, kind, revision, status, state, effective, owner.
fn documents(test: &ManualTest) -> Vec<String> {
    assert_eq!(test.build().status, 0, "{}", test.build().stderr);
    let list = std::fs::read_to_string(test.site().join("documents/index.csv")).unwrap();
    let rows = list.lines().skip(1);
    let columns = |row: &str| row.split(',').take(8).collect::<Vec<_>>().join(",");
    rows.map(columns).collect()
}

#[test]
fn a_page_becomes_a_document_by_a_block_of_its_text() {
    let text = format!("{BLOCK}Buyers buy.\n");
    let test = manual(NAMES, &[("purchasing.md", &text)]);
    assert_eq!(told(&test), []);
    assert_eq!(
        documents(&test),
        ["QP-07,Purchasing,procedure,3,approved,in force,2026-01-01,Buyer"]
    );
    for clause in ["8.4.1", "8.4.2", "8.4.3"] {
        let clause = test.clause("iso-9001-2015", clause);
        assert_eq!(clause["status"], "covered");
        assert_eq!(
            (&clause["claims"][0]["file"], &clause["claims"][0]["line"]),
            (&"purchasing.md".into(), &12.into())
        );
    }
}

#[test]
fn a_block_alone_is_no_text_that_a_claim_could_rest_on() {
    let test = manual(NAMES, &[("purchasing.md", BLOCK)]);
    let clause = test.clause("iso-9001-2015", "8.4.1");
    assert_eq!(
        (&clause["status"], &clause["claims"][0]["counts"]),
        (&"partial".into(), &"partial".into())
    );
}

#[test]
fn values_of_a_block_are_checked_where_they_stand() {
    let text = BLOCK
        .replace("2026-01-01", "1.1.2026")
        .replace("| Buyer |\n| App", "| |\n| App");
    let test = manual(NAMES, &[("purchasing.md", &format!("{text}Buyers buy.\n"))]);
    assert_eq!(
        told(&test),
        [
            one(
                "missing-field",
                "purchasing.md",
                8,
                3,
                "a procedure needs `owner`"
            ),
            one(
                "invalid-value",
                "purchasing.md",
                10,
                20,
                "`effective` holds a date, and `1.1.2026` is none"
            ),
        ]
    );
}

#[test]
fn what_is_missing_is_missing_in_the_block() {
    let text = BLOCK.replace("| Owner | Buyer |\n", "");
    let test = manual(NAMES, &[("purchasing.md", &format!("{text}Buyers buy.\n"))]);
    assert_eq!(
        told(&test),
        [
            one(
                "setting-without-effect",
                "manual.toml",
                10,
                89,
                "no block of these files has the name `Owner`"
            ),
            one(
                "missing-field",
                "purchasing.md",
                3,
                3,
                "a procedure needs `owner`"
            ),
        ]
    );
}

#[test]
fn front_matter_counts_before_a_block() {
    let text = format!(
        "---\nowner: Purchasing manager\nrevision: 3\napprover: quality  Manager\n---\n{BLOCK}Buyers buy.\n"
    );
    let test = manual(NAMES, &[("purchasing.md", &text)]);
    assert_eq!(
        told(&test),
        [one(
            "metadata-differs",
            "purchasing.md",
            13,
            11,
            "the text says owner `Buyer`, but `Purchasing manager` in line 2 counts"
        )]
    );
    assert_eq!(
        documents(&test),
        ["QP-07,Purchasing,procedure,3,approved,in force,2026-01-01,Purchasing manager"]
    );
}

#[test]
fn a_value_of_a_block_is_never_taken_from_a_default() {
    let settings = format!(
        "{NAMES}[[defaults]]\nkind = \"procedure\"\nowner = \"Quality manager\"\nrevision = \"9\"\n"
    );
    let text = BLOCK.replace("| Owner | Buyer |", "| Owner | |");
    let test = manual(
        &settings,
        &[("purchasing.md", &format!("{text}Buyers buy.\n"))],
    );
    let told: Vec<_> = told(&test)
        .into_iter()
        .filter(|told| told.1 == "purchasing.md")
        .collect();
    assert_eq!(
        told,
        [one(
            "missing-field",
            "purchasing.md",
            8,
            3,
            "a procedure needs `owner`"
        )]
    );
    assert_eq!(
        test.clause("iso-9001-2015", "8.4.1")["claims"][0]["revision"],
        "3"
    );
}

#[test]
fn words_of_a_block_are_translated_like_those_of_front_matter() {
    let settings = format!(
        "{NAMES}[values.status]\nReleased = \"approved\"\n[values.kind]\nSOP = \"procedure\"\n"
    );
    let text = BLOCK
        .replace("approved", "Released")
        .replace("procedure", "SOP");
    let front = format!("---\nstatus: approved\n---\n{text}Buyers buy.\n");
    let test = manual(&settings, &[("purchasing.md", &front)]);
    assert_eq!(told(&test), []);
    assert_eq!(test.clause("iso-9001-2015", "8.4.1")["status"], "covered");
}

#[test]
fn a_pattern_gives_fields_to_the_files_that_it_is_for() {
    let settings = "[[metadata]]\nfiles = [\"references/*.md\"]\n\
        pattern = '(?m)^# (?<id>REF-[0-9]+): (?<title>.+)$'\n\
        [[defaults]]\nfiles = [\"references/*.md\"]\nkind = \"specification\"\nrevision = \"1\"\n\
        status = \"draft\"\nowner = \"Quality manager\"\n";
    let page = "# REF-12: Terms\n\nWords.\n";
    let test = manual(
        settings,
        &[("references/terms.md", page), ("other.md", page)],
    );
    assert_eq!(
        documents(&test),
        ["REF-12,Terms,specification,1,draft,not in force,,Quality manager"]
    );
}

#[test]
fn entries_that_find_nothing_are_told() {
    let settings = "[[metadata]]\nnames = { Number = \"id\" }\nfiles = [\"a/**\", \"!b.md\"]\n\
        [[metadata]]\npattern = '(?<id>REF-[0-9]+)'\n";
    let test = manual(
        settings,
        &[("index.md", "**Number:** 1\n"), ("a/c.md", "Text.\n")],
    );
    assert_eq!(
        told(&test)[..3],
        [
            one("uncontrolled-page", "a/c.md", 1, 1, &told(&test)[0].4),
            one(
                "setting-without-effect",
                "manual.toml",
                9,
                1,
                "no text of these files has a block with one of these names"
            ),
            one(
                "setting-without-effect",
                "manual.toml",
                11,
                18,
                "`!b.md` fits no page of the manual"
            ),
        ]
    );
    assert_eq!(told(&test)[3].2, 13);
}

#[test]
fn the_home_page_is_controlled_only_by_its_own_words() {
    let home = |text: &str| {
        let settings = format!("{NAMES}[[defaults]]\nkind = \"policy\"\nid = \"{{stem}}\"\n");
        let test = manual(&settings, &[("index.md", text)]);
        let run = test.run(&["coverage", "--format", "json"]);
        (
            told(&test).iter().any(|one| one.0 == "missing-field"),
            run.status,
        )
    };
    assert!(!home("**Owner:** Buyer\n").0);
    assert!(home("**Document ID:** QM-1\n\n**Kind:** policy\n").0);
}

#[test]
fn a_mistake_in_an_entry_is_told_once_and_not_at_every_page() {
    let text = format!("{BLOCK}Buyers buy.\n");
    let settings = NAMES.replace("\"owner\"", "\"onwer\"");
    let test = manual(&settings, &[("purchasing.md", &text)]);
    let told = told(&test);
    let [mistake] = &*told else {
        panic!("{told:?}");
    };
    assert_eq!(
        (&*mistake.0, mistake.2, &*mistake.4),
        ("invalid-value", 10, "no kind has a field `onwer`")
    );
}

#[test]
fn a_block_may_be_a_table_of_html() {
    let page = "<table>\n<tr><th colspan=\"2\">Document control</th></tr>\n\
        <tr><td>Document ID</td><td>QP-7</td></tr>\n<tr><td>Owner</td><td>Buyer</td></tr>\n\
        <tr><td>Version</td><td>2</td></tr>\n<tr><td>State</td><td>draft</td></tr>\n</table>\n\n\
        # Buying\n\nBuyers buy.\n";
    let settings = "[[defaults]]\nkind = \"procedure\"\n\n[[metadata]]\n\
        names = { \"Document ID\" = \"id\", Owner = \"owner\", Version = \"revision\", State = \"status\" }\n";
    let test = manual(settings, &[("buying.md", page)]);
    assert_eq!(test.errors(), []);
    assert_eq!(
        documents(&test),
        ["QP-7,Buying,procedure,2,draft,not in force,,Buyer"]
    );
    test.write("buying.md", page.replace("draft", "drafft"));
    let wrong = test.only("invalid-value");
    assert_eq!(wrong.location(), "buying.md:6:23");
}

/// The fields that all pages share.
const DEFAULTS: &str = "[[defaults]]\nid = \"{stem}\"\nkind = \"procedure\"\nrevision = \"1\"\n\
    status = \"draft\"\nowner = \"Buyer\"\napprover = \"Manager\"\neffective = 2026-01-01\n\
    clauses = [\"8.4.1\"]\n";

/// The status of clause 8.4.1, and what is told of the page.
fn claimed(settings: &str, text: &str) -> (String, Vec<String>) {
    let test = manual(settings, &[("QP-1.md", text)]);
    let status = test.clause("iso-9001-2015", "8.4.1")["status"].clone();
    let of_page = told(&test).into_iter().filter(|told| told.1 == "QP-1.md");
    let of_page = of_page.map(|told| format!("{} {}:{} {}", told.0, told.2, told.3, told.4));
    (
        status.as_str().unwrap_or_default().to_owned(),
        of_page.collect(),
    )
}

const STATUS: &str = "[[metadata]]\nnames = { Status = \"status\", Version = \"revision\" }\n";

#[test]
fn a_block_elsewhere_approves_nothing() {
    let settings = format!("{STATUS}{DEFAULTS}");
    for text in [
        "# T\n\nBuyers buy.\n\n## Open points\n\n| Point | Status |\n|---|---|\n| Form | approved |\n",
        "# T\n\nBuyers buy.\n\n| Status | approved |\n|---|---|\n",
        "# T\n\nBuyers buy.\n\n## A filled-in request\n\n**Status:** approved\n",
        "# T\n\nBuyers buy.\n\n> **Status:** approved\n",
        "# T\n\nBuyers buy.\n\n<table><tr><td>Status</td><td>approved</td></tr></table>\n",
        "# T\n\nBuyers buy.\n\n## Open points\n\n<table><tr><th>Point</th><th>Status</th></tr>\n\
         <tr><td>Form</td><td>approved</td></tr></table>\n",
        "# T\n\nBuyers buy.\n\n<h2>Open points</h2>\n<table><tr><td>Status</td><td>approved</td></tr></table>\n",
    ] {
        let (status, told) = claimed(&settings, text);
        assert_eq!(status, "planned", "{text}");
        let [told] = told.as_slice() else {
            panic!("{text}: {told:?}");
        };
        let message =
            "this block gives status, and is not read: the document does not speak of itself here";
        assert!(
            told.starts_with("metadata-not-read ") && told.ends_with(message),
            "{told}"
        );
    }
    let read = "# T\n\n**Status:** approved\n\nBuyers buy.\n";
    assert_eq!(claimed(&settings, read), ("covered".to_owned(), vec![]));
}

#[test]
fn a_field_that_a_block_elsewhere_gives_is_told_once() {
    let settings = format!("{STATUS}{}", DEFAULTS.replace("status = \"draft\"\n", ""));
    let text =
        "# T\n\nBuyers buy.\n\n## Points\n\n| Status | Version |\n|---|---|\n| approved | 2 |\n";
    let message = "metadata-not-read 7:3 this block gives revision, status, and is not read: the document \
                   does not speak of itself here";
    assert_eq!(
        claimed(&settings, text),
        ("planned".to_owned(), vec![message.to_owned()])
    );
}

#[test]
fn a_default_does_not_approve_what_the_text_calls_a_draft() {
    let approved = DEFAULTS.replace("\"draft\"", "\"approved\"");
    let settings = format!("[values.status]\nEntwurf = \"draft\"\n{STATUS}{approved}");
    let text = "# T\n\nBuyers buy.\n\n## State\n\n**Status:** Entwurf\n";
    let message = "metadata-not-read 7:13 the text says here that the status is `Entwurf`, but the page takes \
                   nothing from this block; so the page has no status: `approved` of [[defaults]] is not taken";
    assert_eq!(
        claimed(&settings, text),
        ("planned".to_owned(), vec![message.to_owned()])
    );
    // What says nothing of the document, or says that it is approved, changes nothing.
    for word in ["approved", "blue"] {
        let text = text.replace("Entwurf", word);
        assert_eq!(claimed(&settings, &text).0, "covered", "{word}");
    }
}

#[test]
fn the_newest_row_of_a_table_of_revisions_counts() {
    let approved = DEFAULTS.replace("\"draft\"", "\"approved\"");
    let settings = format!(
        "[values.status]\nEntwurf = \"draft\"\n{}{approved}",
        STATUS.replace(" }", ", Datum = \"effective\" }")
    );
    let page = |rows: &str| {
        format!(
            "# T\n\n### \u{c4}nderungshistorie\n\n| Version | Status | Datum |\n|---|---|---|\n{rows}\nBuyers buy.\n"
        )
    };
    for (rows, status) in [
        (
            "| 1.0 | approved | 2026-01-02 |\n| 1.1 | Entwurf | 2026-02-02 |\n",
            "planned",
        ),
        (
            "| v1.10 | approved | 2026-02-02 |\n| v1.9 | Entwurf | 2026-01-02 |\n",
            "covered",
        ),
        (
            "| 1 | Entwurf | 2026-01-02 |\n| 1 | approved | 2026-02-02 |\n",
            "covered",
        ),
        ("| 1 | approved | 2026-01-02 |\n", "covered"),
    ] {
        assert_eq!(
            claimed(&settings, &page(rows)),
            (status.to_owned(), vec![]),
            "{rows}"
        );
    }
    let rows = "| 1 | approved | 2026-01-02 |\n| 1 | approved | 2026-01-02 |\n";
    let message = "invalid-value 5:3 several rows of this table have the revision `1`, so that its newest row \
                   cannot be told";
    assert_eq!(
        claimed(&settings, &page(rows)),
        ("planned".to_owned(), vec![message.to_owned()])
    );
}

#[test]
fn the_place_of_a_status_is_named() {
    let settings = format!("{STATUS}{DEFAULTS}");
    let text = "# T\n\n**Status:** approved\n\nBuyers buy.\n";
    let test = manual(&settings, &[("QP-1.md", text)]);
    let run = test.run(&["coverage", "--explain", "8.4.1"]);
    let lines: Vec<&str> = run.stdout.lines().map(str::trim).collect();
    assert!(
        lines.contains(
            &"it has its status from QP-1.md:3 and its effective day from manual.toml:18"
        ),
        "{}",
        run.stdout
    );
}

#[test]
fn a_list_of_one_text_is_that_text() {
    let settings = "[[metadata]]\nnames = { Owner = \"owner\" }\n";
    let text = "---\nid: QP-1\ntitle: [Buying]\nkind: procedure\nrevision: 1\nstatus: draft\nowner:\n  - Buyer\n\
                ---\n# T\n\n**Owner:** Buyer\n\nText.\n";
    let test = manual(settings, &[("QP-1.md", text)]);
    assert_eq!(told(&test), []);
    assert_eq!(
        documents(&test),
        ["QP-1,Buying,procedure,1,draft,not in force,,Buyer"]
    );
    // A word that puts a document in force stands alone.
    let status = text.replace("status: draft", "status: [approved]");
    let test = manual(settings, &[("QP-1.md", &status)]);
    assert!(
        told(&test)
            .iter()
            .any(|one| one.0 == "invalid-value" && one.2 == 6)
    );
}

#[test]
fn fields_in_a_block_of_code_at_the_head_are_told() {
    let settings = format!("[fields]\nversion = \"revision\"\n{DEFAULTS}");
    for fields in [
        "```yaml\n---\ntitle: Cash\nowner: Cashier\n---\n```\n\nText.\n",
        "```\nversion: 2\nowner: Cashier\n```\n\nText.\n",
    ] {
        let test = manual(&settings, &[("QP-1.md", fields)]);
        let of_page: Vec<_> = told(&test)
            .into_iter()
            .filter(|one| one.1 == "QP-1.md")
            .collect();
        let [one] = of_page.as_slice() else {
            panic!("{of_page:?}");
        };
        assert_eq!((&*one.0, one.2), ("syntax-error", 1));
    }
    // A reference to such a page is right, whoever names it.
    let settings = format!("[fields]\nnumber = \"id\"\n{DEFAULTS}");
    let code = "```\nnumber: QP-9\nowner: Cashier\n```\n\nText.\n";
    let other = "# Buying\n\nBuyers pay as [[QP-9]] says.\n";
    let test = manual(&settings, &[("cash.md", code), ("QP-1.md", other)]);
    let places: Vec<_> = told(&test)
        .into_iter()
        .map(|one| (one.0, one.1, one.2))
        .collect();
    assert_eq!(
        places,
        [("syntax-error".to_owned(), "cash.md".to_owned(), 1)]
    );
    for other in [
        "```yaml\ncolour: x\nowner: y\n```\n\nText.\n",
        "```rust\nowner: y\nversion: x\n```\n\nText.\n",
    ] {
        let test = manual(&settings, &[("QP-1.md", other)]);
        assert!(
            told(&test).iter().all(|one| one.0 != "syntax-error"),
            "{other}"
        );
    }
}

#[test]
fn a_field_of_which_a_block_gives_two_values_is_missing() {
    let rules = "invalid-value = \"warn\"\n";
    // Not every text has each of the names.
    let settings = format!("{rules}\n{NAMES}").replace("Kind =", "State = \"status\", Kind =");
    let block = |from: &str, to: &str| format!("{}Buyers buy.\n", BLOCK.replace(from, to));
    let approved = "| Status | approved |\n";
    let html = "# Purchasing\n\n<table>\n<tr><td>Document ID</td><td>QP-07</td></tr>\n\
                <tr><td>Kind</td><td>procedure</td></tr>\n<tr><td>Version</td><td>3</td></tr>\n\
                <tr><td rowspan=2>Status</td><td>approved</td></tr>\n<tr><td>draft</td></tr>\n\
                <tr><td>Owner</td><td>Buyer</td></tr>\n<tr><td>Approver</td><td>Quality manager</td></tr>\n\
                <tr><td>Effective date</td><td>2026-01-01</td></tr>\n\
                <tr><td>Clauses</td><td>8.4.1</td></tr>\n</table>\n\nBuyers buy.\n";
    let heads = "# Purchasing\n\n\
        | Document ID | Kind | Version | Status | Status | Owner | Approver | Effective date | Clauses |\n\
        |--|--|--|--|--|--|--|--|--|\n\
        | QP-07 | procedure | 3 | approved | draft | Buyer | Quality manager | 2026-01-01 | 8.4.1 |\n\n\
        Buyers buy.\n";
    for (text, line) in [
        (
            block(approved, "| Status | approved |\n| Status | draft |\n"),
            8,
        ),
        (
            block(approved, "| Status | draft |\n| Status | approved |\n"),
            8,
        ),
        (
            block(approved, "| Status | approved |\n| State | draft |\n"),
            8,
        ),
        (block(approved, "| Status | approved |\n| Status | |\n"), 8),
        (html.to_owned(), 7),
        (heads.to_owned(), 3),
    ] {
        let test = manual(&settings, &[("purchasing.md", &text)]);
        let mut told = told(&test);
        told.retain(|one| one.0 != "setting-without-effect");
        let [twice] = &*told else {
            panic!("{text}: {told:#?}")
        };
        assert_eq!((&*twice.0, twice.2), ("invalid-value", line), "{text}");
        let clause = test.clause("iso-9001-2015", "8.4.1");
        assert_eq!(clause["status"], "planned", "{text}");
    }
    let same = block(approved, "| Status | approved |\n| Status | Approved |\n");
    let test = manual(&format!("{rules}\n{NAMES}"), &[("purchasing.md", &same)]);
    let message = "`Status` gives status, which is given already";
    assert_eq!(
        told(&test),
        [one("invalid-value", "purchasing.md", 8, 3, message)]
    );
    assert_eq!(test.clause("iso-9001-2015", "8.4.1")["status"], "covered");
}

#[test]
fn an_audience_that_is_given_twice_shows_a_page_to_nobody() {
    let settings = format!(
        "invalid-value = \"warn\"\n[audiences]\npublic = []\ninternal = [\"public\"]\n\n{}",
        NAMES.replace("Kind =", "Audience = \"audience\", Kind =")
    );
    let text = format!(
        "{}Buyers buy.\n",
        BLOCK.replace(
            "| Kind",
            "| Audience | public |\n| Audience | internal |\n| Kind"
        )
    );
    let test = manual(&settings, &[("purchasing.md", &text)]);
    let run = test.run(&["build", "--audience", "public", "-o", "site"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!test.site().join("documents/QP-07.html").exists());
}

#[test]
fn a_further_block_that_says_another_status_is_told() {
    let text = |status: &str| {
        format!(
            "{BLOCK}Buyers buy.\n\n## Document control\n\n**Status:** {status}\\\n**Version:** 2\n\n## Scope\n\nGoods.\n"
        )
    };
    let test = manual(NAMES, &[("purchasing.md", &text("draft"))]);
    let message = "the text says status `draft`, but `approved` in line 7 counts";
    assert_eq!(
        told(&test),
        [one("metadata-differs", "purchasing.md", 18, 13, message)]
    );
    let test = manual(NAMES, &[("purchasing.md", &text("approved"))]);
    assert_eq!(told(&test), []);
}
