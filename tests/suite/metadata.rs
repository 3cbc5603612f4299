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
