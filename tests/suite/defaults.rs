//! `[[defaults]]` of `manual.toml`: files that say nothing of themselves become documents.

use serde_json::Value;

use crate::manual_test::{Diagnostic, ManualTest};
use crate::rendered_page::RenderedPage;

const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n\
    [rules]\nunaddressed-requirement = \"allow\"\nevidence-missing = \"allow\"\n";

/// An entry that makes each file of `policies/` a policy in force. Its first line is line 7.
const POLICIES: &str = "[[defaults]]\n\
    files = [\"policies/**/*.md\", \"!policies/README.md\"]\n\
    match = '^(?<no>[A-Z]+-[0-9]+)[ _-]'\n\
    kind = \"policy\"\n\
    id = \"{no}\"\n\
    revision = \"1\"\n\
    status = \"approved\"\n\
    owner = \"Quality manager\"\n\
    approver = \"Managing director\"\n\
    effective = 2026-01-01\n";

fn manual(settings: &str, files: &[(&str, &str)]) -> ManualTest {
    let config = format!("{PLAIN}\n{settings}");
    let test = ManualTest::new(files);
    test.write("manual.toml", config);
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

fn places(diagnostics: &[Diagnostic], rule: &str) -> Vec<(String, u64, u64, String)> {
    let of_rule = diagnostics.iter().filter(|one| one.rule == rule);
    let place = |one: &Diagnostic| (one.file.clone(), one.line, one.column, one.message.clone());
    of_rule.map(place).collect()
}

fn place(file: &str, line: u64, column: u64, message: &str) -> (String, u64, u64, String) {
    (file.to_owned(), line, column, message.to_owned())
}

#[test]
fn files_without_a_word_of_front_matter_become_documents() {
    let test = manual(
        POLICIES,
        &[
            (
                "policies/POL-1 quality.md",
                "# Quality policy\n\nWe do well.\n",
            ),
            ("policies/sites/POL-2_safety-at-work.md", "We are safe.\n"),
            ("policies/README.md", "# Policies\n\nText.\n"),
            ("policies/notes.md", "Text.\n"),
            ("other/POL-3 x.md", "Text.\n"),
        ],
    );
    assert_eq!(
        documents(&test),
        [
            "POL-1,Quality policy,policy,1,approved,in force,2026-01-01,Quality manager",
            "POL-2,POL 2 safety at work,policy,1,approved,in force,2026-01-01,Quality manager",
        ]
    );
    let uncontrolled = places(&test.diagnostics(), "uncontrolled-page");
    let files: Vec<&str> = uncontrolled.iter().map(|(file, ..)| &**file).collect();
    assert_eq!(
        files,
        [
            "other/POL-3 x.md",
            "policies/README.md",
            "policies/notes.md"
        ]
    );
}

#[test]
fn what_a_file_writes_even_wrongly_is_never_taken_from_a_default() {
    let test = manual(
        &format!("{POLICIES}review_due = 2030-01-01\n"),
        &[
            (
                "policies/POL-1 a.md",
                "---\nowner: Buyer\nreview_interval: 6 months\n---\nText.\n",
            ),
            ("policies/POL-2 b.md", "---\nstatus: aproved\n---\nText.\n"),
            ("policies/POL-3 c.md", "---\neffective:\n---\nText.\n"),
            (
                "policies/POL-4 d.md",
                "---\nefective: 2027-01-01\n---\nText.\n",
            ),
            ("policies/POL-5 e.md", "---\nkind: polcy\n---\nText.\n"),
        ],
    );
    let told = test.errors();
    let told: Vec<_> = told.iter().map(|one| (&*one.rule, &*one.file)).collect();
    assert_eq!(
        told,
        [
            ("invalid-value", "policies/POL-2 b.md"),
            ("missing-field", "policies/POL-3 c.md"),
            ("unknown-field", "policies/POL-4 d.md"),
            ("unknown-kind", "policies/POL-5 e.md"),
        ]
    );
    test.write(
        "manual.toml",
        format!(
            "{PLAIN}invalid-value = \"warn\"\nmissing-field = \"warn\"\n\
        unknown-field = \"warn\"\nunknown-kind = \"warn\"\n{POLICIES}review_due = 2030-01-01\n"
        ),
    );
    assert_eq!(
        documents(&test),
        [
            "POL-1,POL 1 a,policy,1,approved,review overdue,2026-01-01,Buyer",
            "POL-2,POL 2 b,policy,1,,not in force,2026-01-01,Quality manager",
            "POL-3,POL 3 c,policy,1,approved,not in force,,Quality manager",
            "POL-4,POL 4 d,policy,1,approved,not in force,,Quality manager",
        ]
    );
}

#[test]
fn the_first_entry_that_gives_a_field_counts() {
    let entries = "[[defaults]]\nfiles = [\"a/**\"]\nmatch = '^A(?<no>[0-9]+)(?<part>[a-z])?'\n\
        owner = \"Buyer\"\nid = \"A-{part}\"\nrevision = \"{part}\"\n\
        [[defaults]]\nkind = \"procedure\"\nid = \"{stem}\"\nowner = \"Clerk\"\nrevision = \"9\"\nstatus = \"draft\"\n";
    let test = manual(
        entries,
        &[("a/A1x.md", "T\n"), ("a/A2.md", "T\n"), ("B.md", "T\n")],
    );
    assert_eq!(
        documents(&test),
        [
            "A-,A2,procedure,9,draft,not in force,,Buyer",
            "A-x,A1x,procedure,x,draft,not in force,,Buyer",
            "B,B,procedure,9,draft,not in force,,Clerk",
        ]
    );
}

#[test]
fn a_field_is_given_only_to_kinds_that_have_it() {
    let entries = "[[defaults]]\nowner = \"Buyer\"\napprover = \"Manager\"\nrevision = \"1\"\nstatus = \"draft\"\n\
        [[defaults]]\nfiles = \"findings/**\"\nkind = \"finding\"\nid = \"{stem}\"\ngrade = \"minor\"\nstate = \"open\"\n\
        [[defaults]]\nfiles = \"policies/**\"\nkind = \"policy\"\nid = \"{stem}\"\n";
    let test = manual(
        entries,
        &[
            (
                "findings/NC-1.md",
                "---\ndate: 2026-01-01\nclauses: [8.4.1]\ndue: 2026-12-01\n---\nText.\n",
            ),
            ("policies/POL-1.md", "Text.\n"),
        ],
    );
    assert_eq!(test.errors(), []);
    assert_eq!(
        documents(&test),
        ["POL-1,POL 1,policy,1,draft,not in force,,Buyer"]
    );
    let open = test.clause("iso-9001-2015", "8.4.1")["open_findings"].clone();
    assert_eq!(open["minor"], 1);
}

#[test]
fn names_of_fields_may_be_those_of_some_files_only() {
    let entries = "[fields]\nversion = \"revision\"\n\
        [[defaults]]\nfiles = \"old/**\"\nfields = { version = \"audience\", rev = \"revision\" }\n\
        [[defaults]]\nkind = \"policy\"\nid = \"{stem}\"\nowner = \"Buyer\"\nstatus = \"draft\"\n";
    let test = manual(
        entries,
        &[
            ("old/A.md", "---\nversion: staff\nrev: 3\n---\nText.\n"),
            ("new/B.md", "---\nversion: 7\n---\nText.\n"),
        ],
    );
    assert_eq!(
        documents(&test),
        [
            "A,A,policy,3,draft,not in force,,Buyer",
            "B,B,policy,7,draft,not in force,,Buyer",
        ]
    );
}

#[test]
fn the_home_page_is_controlled_only_by_its_own_words() {
    let entry = "[[defaults]]\nkind = \"policy\"\nid = \"P {stem}\"\nrevision = \"1\"\nstatus = \"draft\"\nowner = \"Buyer\"\n";
    let files = [("README.md", "# Welcome\n\nText.\n"), ("a.md", "Text.\n")];
    let test = manual(entry, &files);
    assert_eq!(
        documents(&test),
        ["P a,a,policy,1,draft,not in force,,Buyer"]
    );
    let home = std::fs::read_to_string(test.site().join("index.html")).unwrap();
    assert_eq!(RenderedPage::new(&home).text("h1"), "Welcome");

    test.write("index.md", "# Start\n");
    assert_eq!(
        documents(&test),
        [
            "P README,Welcome,policy,1,draft,not in force,,Buyer",
            "P a,a,policy,1,draft,not in force,,Buyer",
        ]
    );
    test.write("manual.toml", format!("home = \"a.md\"\n{PLAIN}{entry}"));
    let ids = documents(&test);
    let ids: Vec<&str> = ids.iter().filter_map(|row| row.split(',').next()).collect();
    assert_eq!(ids, ["P README", "P index"]);
    // Its own words are enough, and then the rest may be filled in.
    test.write("a.md", "---\nkind: form\nid: FM-1\n---\nText.\n");
    assert_eq!(
        documents(&test).first().unwrap(),
        "FM-1,a,form,1,draft,not in force,,Buyer"
    );

    test.write(
        "manual.toml",
        format!("home = \"start.md\"\n{PLAIN}{entry}"),
    );
    assert_eq!(
        places(&test.diagnostics(), "broken-reference"),
        [place("manual.toml", 1, 8, "there is no page `start.md`")]
    );
}

#[test]
fn a_mistake_that_many_files_get_is_told_once_where_it_is_written() {
    let entry = "[[defaults]]\nkind = \"policy\"\nid = \"{stem}\"\nrevision = \"1\"\nstatus = \"aproved\"\n\
        effective = \"soon\"\nclauses = [\"8.4.1\", \"8.44\"]\nrecords = [\"FM-9\"]\n";
    let files = [
        ("a.md", "Text.\n"),
        ("b.md", "Text.\n"),
        ("c.md", "Text.\n"),
    ];
    let test = manual(entry, &files);
    let told = test.errors();
    let told: Vec<_> = told
        .iter()
        .map(|one| (&*one.file, one.line, one.column, &*one.message))
        .collect();
    assert_eq!(
        told,
        [
            (
                "manual.toml",
                8,
                8,
                "a policy needs `owner`, and neither this entry nor the files give it"
            ),
            ("manual.toml", 11, 10, "`aproved` is no status"),
            (
                "manual.toml",
                12,
                13,
                "`effective` holds a date, and `soon` is none"
            ),
            ("manual.toml", 13, 21, "ISO 9001:2015 has no clause 8.44"),
            (
                "manual.toml",
                14,
                12,
                "there is no form and no kind of records `FM-9`"
            ),
        ]
    );
}

#[test]
fn a_mistake_that_follows_from_the_name_of_a_file_names_it() {
    let entry = "[[defaults]]\nmatch = '^(?<no>[A-Z?]+)'\nkind = \"policy\"\nid = \"{no}\"\nrevision = \"1\"\n\
        status = \"draft\"\nowner = \"Buyer\"\n";
    let test = manual(
        entry,
        &[("A.md", "T.\n"), ("in/A.md", "T.\n"), ("B?.md", "T.\n")],
    );
    assert_eq!(
        places(&test.errors(), "invalid-id"),
        [place(
            "manual.toml",
            10,
            6,
            "an id may not contain `?` (B?.md)"
        )]
    );
    assert_eq!(
        places(&test.errors(), "duplicate-id"),
        [place(
            "manual.toml",
            10,
            6,
            "`A` is already the id of A.md (in/A.md)"
        )]
    );
}

#[test]
fn a_claim_by_default_is_a_claim_of_each_file_with_its_place_in_the_settings() {
    let test = manual(
        &format!("{POLICIES}clauses = [\"5.1.1\", {{ clause = \"5.2.1\", section = \"aims\" }}]\n"),
        &[
            ("policies/POL-1 a.md", "## Aims\n\nText.\n"),
            ("policies/POL-2 b.md", "## Aims\n\nTBD\n"),
        ],
    );
    assert_eq!(test.errors(), []);
    let claims = |number| -> Vec<(Value, Value, Value, Value)> {
        let clause = test.clause("iso-9001-2015", number);
        let claims = clause["claims"].as_array().unwrap().iter();
        claims
            .map(|one| {
                ["document", "file", "line", "counts"]
                    .map(|key| one[key].clone())
                    .into()
            })
            .collect()
    };
    let claim = |document: &str, counts: &str| {
        (
            document.into(),
            "manual.toml".into(),
            17.into(),
            counts.into(),
        )
    };
    assert_eq!(
        claims("5.2.1"),
        [claim("POL-1", "covered"), claim("POL-2", "partial")]
    );
    assert_eq!(
        places(&test.diagnostics(), "empty-claim"),
        [
            place(
                "manual.toml",
                17,
                12,
                "POL-2 claims ISO 9001:2015 5.1.1 and says nothing: it counts as partial"
            ),
            place(
                "manual.toml",
                17,
                32,
                "the section `aims` of POL-2 claims ISO 9001:2015 5.2.1 and says nothing: it counts as partial"
            ),
        ]
    );
    let explained = test.run(&["coverage", "--explain", "5.2.1"]).stdout;
    let lines: Vec<&str> = explained
        .lines()
        .filter(|line| line.contains("manual.toml"))
        .collect();
    assert_eq!(
        lines,
        [
            "  POL-1 rev 1 §aims, manual.toml:17",
            "    it has its status from manual.toml:13 and its effective day from manual.toml:16",
            "  POL-2 rev 1 §aims, manual.toml:17",
            "    it has its status from manual.toml:13 and its effective day from manual.toml:16",
        ]
    );
}

#[test]
fn a_badge_in_the_text_is_that_of_its_own_claim() {
    let settings = format!("{POLICIES}clauses = [\"4.1\"]\n");
    let config = format!("{PLAIN}\n{settings}");
    let (badge, claim) = ("[[satisfies:8.4.1]]", config.find("\"4.1\"").unwrap());
    // The badge, or the clause in it, begins at the byte at which the claim of the settings begins.
    for begin in [claim, claim - badge.find("8.4.1").unwrap()] {
        let text = format!("{} {badge}\n", "x".repeat(begin - 1));
        let test = manual(
            &settings,
            &[
                ("policies/POL-1 a.md", &text),
                ("policies/README.md", "T\n"),
            ],
        );
        assert_eq!(test.build().status, 0, "{}", test.build().stderr);
        let page = std::fs::read_to_string(test.site().join("documents/POL-1.html")).unwrap();
        assert_eq!(RenderedPage::new(&page).texts("p .clause-badge"), ["8.4.1"]);
    }
}

#[test]
fn a_standing_that_the_settings_give_is_said_to_come_from_there() {
    let test = manual(
        POLICIES,
        &[
            ("policies/POL-1 a.md", "Text.\n"),
            ("policies/POL-2 b.md", "---\nstatus: approved\n---\nText.\n"),
            (
                "policies/POL-3 c.md",
                "---\nstatus: approved\neffective: 2026-02-02\n---\nText.\n",
            ),
        ],
    );
    assert_eq!(test.build().status, 0);
    let page = |path: &str| {
        let html = std::fs::read_to_string(test.site().join(path)).unwrap();
        RenderedPage::new(&html)
    };
    let cells = |id: &str| {
        let cells = page(&format!("documents/{id}.html")).texts(".control-block .cell");
        let is_standing =
            |cell: &String| cell.starts_with("Status") || cell.starts_with("Effective");
        cells.into_iter().filter(is_standing).collect::<Vec<_>>()
    };
    assert_eq!(
        cells("POL-1"),
        [
            "Status | In force from manual.toml",
            "Effective | 1 Jan 2026 from manual.toml"
        ]
    );
    assert_eq!(
        cells("POL-2"),
        [
            "Status | In force",
            "Effective | 1 Jan 2026 from manual.toml"
        ]
    );
    assert_eq!(
        cells("POL-3"),
        ["Status | In force", "Effective | 2 Feb 2026"]
    );
    let rows = page("documents/index.html").texts("tbody tr:has(a)");
    assert_eq!(
        rows,
        [
            "POL-1 | POL 1 a | 1 | In force from manual.toml | 1 Jan 2026 from manual.toml | 1 Jan 2027 | Quality manager | Managing director",
            "POL-2 | POL 2 b | 1 | In force | 1 Jan 2026 from manual.toml | 1 Jan 2027 | Quality manager | Managing director",
            "POL-3 | POL 3 c | 1 | In force | 2 Feb 2026 | 2 Feb 2027 | Quality manager | Managing director",
        ]
    );
    let list = std::fs::read_to_string(test.site().join("documents/index.csv")).unwrap();
    let last = |row: &str| row.rsplit(',').next().unwrap().to_owned();
    let last: Vec<String> = list.lines().map(last).collect();
    assert_eq!(
        last,
        ["from_settings", "status; effective", "effective", ""]
    );
}

#[test]
fn what_hits_nothing_is_told() {
    let entries = format!(
        "{POLICIES}[[defaults]]\nfiles = [\"none/**\"]\nmatch = 'x'\nowner = \"Buyer\"\nfields = {{ a = \"revision\" }}\n\
         [[defaults]]\nfiles = [\"policies/**\", \"!policies/b/**\"]\nmatch = '^XX'\nowner = \"Buyer\"\n\
         [[defaults]]\nfields = {{ template_version = \"revision\", version = \"revision\" }}\n\
         [[defaults]]\nowner = \"Buyer\"\n\
         [[defaults]]\nfiles = [\"policies/**\", \"!policies/**\"]\nowner = \"Buyer\"\n"
    );
    let test = manual(
        &entries,
        &[("policies/POL-1 a.md", "---\nversion: 1\n---\nText.\n")],
    );
    assert_eq!(
        places(&test.diagnostics(), "setting-without-effect"),
        [
            place(
                "manual.toml",
                8,
                30,
                "`!policies/README.md` fits no page of the manual"
            ),
            place(
                "manual.toml",
                18,
                10,
                "`none/**` fits no page of the manual"
            ),
            place(
                "manual.toml",
                23,
                25,
                "`!policies/b/**` fits no page of the manual"
            ),
            place("manual.toml", 24, 9, "`^XX` fits the name of no file"),
            place(
                "manual.toml",
                27,
                12,
                "no file of this entry has a field `template_version`"
            ),
            place(
                "manual.toml",
                28,
                1,
                "no file takes a field from this entry: each has its own, or one of an entry above"
            ),
            place(
                "manual.toml",
                31,
                9,
                "these patterns leave no page of the manual"
            ),
        ]
    );
}

#[test]
fn one_mistake_in_an_entry_is_told_and_not_what_follows_from_it() {
    let files = [
        ("policies/POL-1 a.md", "See [[POL-2]].\n"),
        (
            "policies/POL-2 b.md",
            "---\nsupersedes: [POL-9]\nrev: 3\n---\nText.\n",
        ),
    ];
    for (right, wrong) in [
        ("'^(?<no>", "'^(?<no"),
        ("[[defaults]]", "[[default]]"),
        ("id = \"{no}\"", "id = \"{nr}\""),
        ("owner", "ownr"),
    ] {
        let test = manual(&POLICIES.replacen(right, wrong, 1), &files);
        let told = test.errors();
        assert_eq!(told.len(), 1, "{wrong}: {told:#?}");
        assert_eq!(told[0].file, "manual.toml");
        assert_eq!(places(&test.diagnostics(), "uncontrolled-page"), []);
    }
}

#[test]
fn an_approval_is_of_the_values_that_the_settings_fill_in_too() {
    let config = format!("{PLAIN}{POLICIES}");
    let test = ManualTest::new(&[
        ("policies/POL-1 a.md", "Text.\n"),
        ("policies/README.md", "T.\n"),
    ]);
    test.write("manual.toml", &config);
    let approve = test.run_with(
        &["approve", "POL-1"],
        &[("SOURCE_DATE_EPOCH", "1772366400")],
    );
    assert_eq!(approve.status, 0, "{}", approve.stderr);
    let approval = std::fs::read_to_string(test.manual().join("approvals/POL-1.toml")).unwrap();
    let fields: Vec<&str> = approval
        .lines()
        .filter(|line| line.starts_with("field"))
        .collect();
    assert_eq!(
        fields,
        [
            "field \"approver\" \"Managing director\"",
            "field \"effective\" \"2026-01-01\"",
            "field \"id\" \"POL-1\"",
            "field \"kind\" \"policy\"",
            "field \"owner\" \"Quality manager\"",
            "field \"revision\" \"1\"",
            "field \"status\" \"approved\"",
        ]
    );
    assert_eq!(places(&test.diagnostics(), "changed-since-approval"), []);
    test.write(
        "manual.toml",
        config.replacen("2026-01-01", "2026-01-02", 1),
    );
    assert_eq!(
        places(&test.diagnostics(), "changed-since-approval"),
        [place(
            "policies/POL-1 a.md",
            1,
            1,
            "POL-1 is not in force: what manual.toml fills in as `effective` changed since it was approved on 2026-03-01"
        )]
    );
}

#[test]
fn what_a_template_leaves_blank_is_filled_in_where_it_names_the_document() {
    let blank =
        "---\nid:\ntitle: Access\nkind:\nrevision:\nstatus: draft\nowner:\napprover:\n---\nText.\n";
    let test = manual(POLICIES, &[("policies/POL-7 access.md", blank)]);
    assert_eq!(
        documents(&test),
        ["POL-7,Access,policy,1,draft,not in force,2026-01-01,Quality manager"]
    );
    // A blank field that the entries do not give is missing, as before.
    let test = manual(
        "[[defaults]]\nid = \"{stem}\"\nkind = \"policy\"\n",
        &[("policies/access.md", blank)],
    );
    let missing = places(&test.diagnostics(), "missing-field");
    let found: Vec<&str> = missing.iter().map(|(.., message)| &**message).collect();
    assert_eq!(
        found,
        ["a policy needs `revision`", "a policy needs `owner`"]
    );
}
