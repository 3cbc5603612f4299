//! Doubt never shows as covered, as held or as valid: values that are given twice, that cannot be
//! read, or that lie ahead.

use crate::manual_test::ManualTest;
use crate::rendered_page::RenderedPage;

const SETTINGS: &str = "title = \"M\"\norganisation = \"O\"\nstandards = [\"small\"]\n";

const STANDARD: &str = "id = \"small\"
designation = \"Small:2020\"

[[clause]]
number = \"1\"
title = \"Purchasing\"
records = \"retain\"
";

const OLD: &str = "---
id: OLD-7
title: Purchasing
kind: procedure
revision: 1
status: approved
owner: Weiß
approver: Quality manager
effective: 2026-01-01
review_due: 2027-06-01
clauses: [1]
---
Buyers score each supplier.
";

const NEW: &str = "---
id: NEW-7
title: Buying
kind: procedure
revision: 1
status: approved
owner: Buyer
approver: Quality manager
effective: 2026-02-01
supersedes: [QP-01]
---
Buyers score each supplier.
";

/// A manual with these files beside its settings and its standard.
fn manual(settings: &str, files: &[(&str, &str)]) -> ManualTest {
    let settings = format!("{SETTINGS}{settings}");
    let mut all = vec![
        ("manual.toml", settings.as_str()),
        ("standards/small.toml", STANDARD),
    ];
    all.extend_from_slice(files);
    ManualTest::new(&all)
}

/// A page of the built site.
fn page_of(test: &ManualTest, address: &str) -> RenderedPage {
    RenderedPage::new(&std::fs::read_to_string(test.site().join(address)).unwrap())
}

fn status(test: &ManualTest) -> String {
    let status = test.clause("small", "1")["status"].clone();
    status.as_str().unwrap().to_owned()
}

#[test]
fn what_a_document_may_supersede_is_not_covered() {
    let written = [
        "supersedes: {id: OLD-7}",
        "supersedes: [\"[[OLD-7]]\"]",
        "supersedes: [documents/OLD-7.md]",
        "supersedes: OLD-6, OLD-7",
        "supersedes: [OLD-7 rev 2]",
        "Supersedes: [OLD-7]",
        "supersedes: [a.md]",
        "supersedes: [./a.md]",
        "supersedes: [/a.md]",
        "supersedes: [\"[the old one](a.md#purchasing)\"]",
    ];
    for line in written {
        let new = NEW.replace("supersedes: [QP-01]", line);
        let test = manual("", &[("a.md", OLD), ("b.md", &new)]);
        assert_eq!(test.errors().len(), 1, "{line}: {:#?}", test.errors());
        assert_eq!(status(&test), "gap", "{line}");
    }
    let other = manual("", &[("a.md", OLD), ("b.md", NEW)]);
    assert_eq!(status(&other), "covered");
}

#[test]
fn a_successor_that_cannot_become_a_document_supersedes_all_the_same() {
    let new = NEW.replace("supersedes: [QP-01]", "supersedes: [OLD-7]");
    let allowed = "[rules]\nunknown-kind = \"warn\"\nmissing-field = \"warn\"\ninvalid-id = \"warn\"\n\
                   unknown-field = \"warn\"\n";
    let kind = "kind: procedure\n";
    for (from, to) in [
        (kind, "kind: procedre\n"),
        (kind, ""),
        (kind, "kindd: procedure\n"),
        ("id: NEW-7\n", ""),
        ("id: NEW-7", "id: NEW/7"),
        ("id: NEW-7", "idd: NEW-7"),
    ] {
        let page = new.replace(from, to);
        for line in [
            "supersedes: [OLD-7]",
            "supersede: [OLD-7]",
            "supersedes: [\"the old OLD-7\"]",
        ] {
            let page = page.replace("supersedes: [OLD-7]", line);
            let test = manual(allowed, &[("a.md", OLD), ("b.md", &page)]);
            assert_eq!(status(&test), "gap", "{to}: {line}");
        }
        for (from, to) in [
            ("status: approved", "status: draft"),
            ("2026-02-01", "2027-02-01"),
            ("supersedes: [OLD-7]", "supersedes: [OLD-8]"),
        ] {
            let page = page.replace(from, to);
            let test = manual(allowed, &[("a.md", OLD), ("b.md", &page)]);
            assert_eq!(status(&test), "covered", "{page}");
        }
        let doubtful = page.replace("status: approved", "status: aproved");
        let test = manual(allowed, &[("a.md", OLD), ("b.md", &doubtful)]);
        assert_eq!(status(&test), "gap", "{doubtful}");
    }
    // Front-matter that cannot be read as a whole.
    for page in [
        new.replace("owner: Buyer", "owner: [Buyer"),
        new.replace(
            "supersedes: [OLD-7]",
            "supersedes:\n  - OLD-7\nowner: Buyer",
        ),
        new.replacen("---", "----", 1),
        new.replace("owner: Buyer", "owner: Buyer\nstatus: draft"),
    ] {
        let test = manual("", &[("a.md", OLD), ("b.md", &page)]);
        assert_eq!(status(&test), "gap", "{page}");
        let draft = page.replace("status: approved", "status: draft");
        let test = manual("", &[("a.md", OLD), ("b.md", &draft)]);
        assert_eq!(status(&test), "covered", "{draft}");
    }
}

#[test]
fn a_second_block_of_front_matter_is_a_mistake() {
    for block in [
        "---\nid: OLD-7\nkind: procedure\nstatus: draft\n---\n",
        "\n---\nstatus: draft\n---\n",
        "---\nclauses: [1]\n---\n",
        "---\nsupersedes: [NEW-7]\n---\n",
        "+++\naudience = \"internal\"\n+++\n",
        "Text.\n\n---\nstatus: draft\n---\n",
        "status: draft\nowner: QM\n\n",
        "status: draft\n---\n",
    ] {
        let page = OLD.replacen("---\nBuyers", &format!("---\n{block}Buyers"), 1);
        let test = manual("", &[("a.md", &page)]);
        let errors = test.errors();
        let [one] = &*errors else {
            panic!("{block}: {errors:#?}")
        };
        assert_eq!(
            (&*one.rule, &*one.message),
            (
                "syntax-error",
                "the page has front-matter already, so that the fields here are not read"
            ),
            "{block}"
        );
        assert_eq!(status(&test), "gap", "{block}");
    }
    let first = format!("---\naudience: public\n---\n{OLD}");
    let test = manual("[audiences]\npublic = []\n", &[("a.md", &first)]);
    assert_eq!(test.errors()[0].location(), "a.md:4:1");
    let diagnostics = test.diagnostics().into_iter();
    let mut rules = diagnostics.map(|one| one.rule);
    assert!(!rules.any(|rule| rule == "uncontrolled-page"));
    // What the second block supersedes is in doubt.
    let second = NEW.replace("supersedes: [QP-01]\n", "").replacen(
        "---\nBuyers",
        "---\n---\nsupersedes: [OLD-7]\n---\nBuyers",
        1,
    );
    let test = manual("", &[("a.md", OLD), ("b.md", &second)]);
    assert_eq!(status(&test), "gap");
}

#[test]
fn what_only_looks_like_a_second_block_is_text() {
    for text in [
        "```yaml\n---\nstatus: draft\n---\n```\n",
        "Text.\n\n---\nNote: read this.\n\n---\n",
        "Text.\n\n---\n\nStatus: see the list.\n\n---\n",
        "    ---\n    status: draft\n    ---\n",
        "status: draft\n\n",
    ] {
        let page = OLD.replacen("---\nBuyers", &format!("---\n{text}Buyers"), 1);
        let test = manual("", &[("a.md", &page)]);
        assert_eq!(test.errors(), [], "{text}");
        assert_eq!(status(&test), "covered", "{text}");
    }
}

#[test]
fn blocks_of_another_program_between_slides_are_text() {
    let slides = "---\nlayout: slides\n---\n# One\n\n---\ntitle: Two\nlayout: wide\n---\n\nTwo.\n";
    let reading = "[reading]\nuncontrolled_front_matter = true\n";
    let test = manual(reading, &[("a.md", OLD), ("slides.md", slides)]);
    assert_eq!(test.errors(), []);
    let decisive = slides.replace("title: Two", "status: draft");
    let test = manual(reading, &[("a.md", OLD), ("slides.md", &decisive)]);
    assert_eq!(test.errors()[0].location(), "slides.md:6:1");
}

#[test]
fn an_entry_of_a_scope_that_says_more_than_its_clause_is_told() {
    let audit = |clauses: &str| {
        format!(
            "---\nid: AU-1\ntitle: Audit\nkind: audit\nowner: Auditor\ndate: 2026-05-01\nstate: done\n\
             clauses: {clauses}\n---\nHeld.\n"
        )
    };
    let audited = |clauses: &str| {
        let test = manual("", &[("a.md", OLD), ("audit.md", &audit(clauses))]);
        let told = test.errors().into_iter().map(|one| one.rule);
        let told: Vec<String> = told.collect();
        (test.clause("small", "1")["audited"].clone(), told)
    };
    let held: serde_json::Value = "2026-05-01".into();
    let unknown = |count: usize| vec!["unknown-field".to_owned(); count];
    assert_eq!(audited("[{ clause: 1 }]"), (held, vec![]));
    let none = serde_json::Value::Null;
    for (clauses, count) in [
        ("[{ clause: 1, status: proposed }]", 1),
        ("[{ clause: 1, extent: partial, section: nowhere }]", 2),
        ("{ Small: [{ clause: 1, note: sampled }] }", 1),
        ("[{ clauze: 1 }]", 1),
    ] {
        assert_eq!(
            audited(clauses),
            (none.clone(), unknown(count)),
            "{clauses}"
        );
    }
    // A finding stays at its clause: without it the clause would look better.
    let finding = "---\nid: NC-1\ntitle: Finding\nkind: finding\nowner: Auditor\naudit: AU-1\ngrade: minor\n\
                   state: open\nclauses: [{ clause: 1, extent: partial }]\n---\nOpen.\n";
    let test = manual(
        "",
        &[
            ("a.md", OLD),
            ("audit.md", &audit("[1]")),
            ("nc.md", finding),
        ],
    );
    let rules: Vec<String> = test.errors().into_iter().map(|one| one.rule).collect();
    assert_eq!(rules, ["unknown-field"]);
    assert_eq!(test.clause("small", "1")["open_findings"]["minor"], 1);
}

#[test]
fn a_field_that_two_names_give_is_not_known() {
    let settings = "[fields]\nstate = \"status\"\nvalid_from = \"effective\"\n";
    for line in ["state: draft", "valid_from: 2030-01-01"] {
        let page = OLD.replace("clauses:", &format!("{line}\nclauses:"));
        let test = manual(settings, &[("a.md", &page)]);
        assert_eq!(test.errors().len(), 1, "{line}: {:#?}", test.errors());
        assert_eq!(status(&test), "gap", "{line}");
    }
}

#[test]
fn a_setting_without_a_value_or_under_a_misspelt_name_is_unknown() {
    let page = OLD.replace("review_due: 2027-06-01\n", "");
    for (setting, expected) in [
        ("review_interval = \"24 months\"", "covered"),
        ("review_interval = \"\"", "overdue"),
        ("review_intervall = \"24 months\"", "overdue"),
    ] {
        let test = manual(&format!("{setting}\n"), &[("a.md", &page)]);
        assert_eq!(status(&test), expected, "{setting}");
    }
    let page = OLD.replace("clauses:", "records: [audit]\nclauses:");
    let audit = "---\nid: AU-1\ntitle: Audit\nkind: audit\nowner: Auditor\ndate: 2026-01-05\n\
                 state: done\nclauses: [1]\n---\nHeld.\n";
    for (setting, evidence, due) in [
        ("evidence_interval = \"24 months\"", "on-file", false),
        ("evidence_interval = \"\"", "stale", false),
        ("evidence_intervall = \"24 months\"", "stale", false),
        ("audit_cycle = \"\"", "on-file", true),
        ("audit_cyle = \"60 months\"", "on-file", true),
    ] {
        let files = [("a.md", page.as_str()), ("records/a.md", audit)];
        let clause = manual(&format!("{setting}\n"), &files).clause("small", "1");
        assert_eq!(clause["evidence"], evidence, "{setting}");
        assert_eq!(clause["audit_due"], due, "{setting}");
    }
}

#[test]
fn a_record_whose_only_date_lies_ahead_is_no_evidence() {
    let page = OLD.replace("clauses:", "records: [action]\nclauses:");
    let action = |lines: &str| {
        format!("---\nid: CA-1\ntitle: Mend it\nkind: action\nowner: Buyer\n{lines}\n---\nText.\n")
    };
    let ahead = action("date: 2027-05-01\nstate: closed");
    let test = manual("", &[("a.md", &page), ("records/a.md", &ahead)]);
    assert_eq!(test.clause("small", "1")["evidence"], "named");
    assert_eq!(test.only("future-dated").location(), "records/a.md:6:7");
    let past = action("date: 2026-05-01\nstate: closed");
    let test = manual("", &[("a.md", &page), ("records/a.md", &past)]);
    assert_eq!(test.clause("small", "1")["evidence"], "on-file");
}

#[test]
fn a_finding_whose_id_two_files_have_is_open_whichever_comes_first() {
    let finding = |state: &str| {
        format!(
            "---\nid: NC-1\ntitle: Not scored\nkind: finding\nowner: Buyer\ndate: 2026-03-01\n\
             grade: major\nclauses: [1]\nstate: {state}\ndue: 2026-12-31\n---\nText.\n"
        )
    };
    for states in [["open", "closed"], ["closed", "open"]] {
        let [first, second] = states.map(finding);
        let files = [("records/a.md", &*first), ("records/b.md", &*second)];
        let open = manual("", &files).clause("small", "1")["open_findings"]["major"].clone();
        assert_eq!(open, 1, "{states:?}");
    }
}

#[test]
fn a_document_that_is_only_proposed_is_not_said_to_be_out_of_force() {
    let page = OLD.replace(
        "clauses: [1]",
        "clauses:\n  - { clause: 1, status: proposed }",
    );
    let test = manual("", &[("a.md", &page)]);
    assert_eq!(status(&test), "planned");
    let explained = test.run(&["coverage", "--explain", "1"]).stdout;
    let first = explained.lines().nth(1).unwrap();
    assert!(
        first.ends_with("it is only proposed: no document claims it yet"),
        "{first}"
    );
}

#[test]
fn the_page_of_a_document_says_which_of_its_claims_do_not_count() {
    let page = "---\nid: QP-1\ntitle: Purchasing\nkind: procedure\nrevision: 1\nstatus: approved\n\
                owner: Buyer\napprover: Quality manager\neffective: 2026-01-01\nclauses:\n  \
                - { clause: 1, section: empty }\n  - { clause: 1, status: proposed }\n---\n\
                Text.\n\n## Empty {#empty}\n\n## Struck\n\n~~Here [[satisfies:1]].~~\n";
    let test = manual("", &[("a.md", page)]);
    assert_eq!(test.build().status, 0);
    let page = page_of(&test, "documents/QP-1.html");
    let claims = page.text("[aria-labelledby=_clauses]");
    for mark in ["no text", "proposed", "struck out, counts for nothing"] {
        assert!(claims.contains(mark), "{mark}: {claims}");
    }
}

#[test]
fn a_certificate_that_is_issued_later_is_not_valid_yet() {
    let certificate = "---\nid: CER-1\ntitle: ISO 9001\nkind: certificate\nowner: Manager\n\
                       standard: small\nbody: Bureau\nnumber: 17\nissued: 2027-01-01\n\
                       valid_until: 2029-12-31\n---\nText.\n";
    let test = manual("", &[("records/c.md", certificate)]);
    assert_eq!(test.build().status, 0);
    for page in [
        "index.html",
        "records/CER-1.html",
        "registers/certificates.html",
    ] {
        let page_text = page_of(&test, page).text("main");
        assert!(page_text.contains("Not valid yet"), "{page}: {page_text}");
    }
}

#[test]
fn the_same_person_in_other_letters_approves_itself() {
    let page = OLD.replace("approver: Quality manager", "approver: WEISS");
    let told = manual("", &[("a.md", &page)]).only("self-approved");
    assert_eq!(told.location(), "a.md:2:5");
}

#[test]
fn a_letter_behind_a_whole_clause_leaves_it_in_doubt() {
    for (clauses, expected, place) in [
        ("[1, a]", "partial", Some((11, 14))),
        ("[1 a, b]", "partial", None),
        ("[1]", "covered", None),
    ] {
        let page = OLD.replace("[1]", clauses);
        let test = manual("", &[("a.md", &page)]);
        let told = test.errors();
        let found = told.first().map(|one| (one.line, one.column));
        assert_eq!(found, place, "{clauses}: {told:?}");
        assert_eq!(status(&test), expected, "{clauses}");
    }
    let table = "clause;document\n1, a;OLD-7\n";
    let page = OLD.replace("clauses: [1]\n", "");
    let settings = "[[claims]]\nfile = \"claims.csv\"\n";
    let test = manual(settings, &[("a.md", &page), ("claims.csv", table)]);
    assert_eq!(test.only("invalid-clause").location(), "claims.csv:2:4");
    assert_eq!(status(&test), "gap");
}

#[test]
fn a_kind_of_the_manual_s_own_cannot_make_less_of_a_field() {
    for (fields, column) in [
        ("review_due = \"text\"", 25),
        ("clauses = \"texts\"", 22),
        ("effective = \"text\"", 24),
        (
            "status = { one_of = [\"draft\", \"approved\"], otherwise = \"approved\" }",
            67,
        ),
    ] {
        let settings = format!("[kind.procedure]\nfields = {{ {fields} }}\n");
        let page = OLD
            .replace("2027-06-01", "2026-06-01")
            .replace("status: approved", "status: released");
        let page = match fields.starts_with("status") {
            true => page,
            false => page.replace("released", "approved"),
        };
        let test = manual(&settings, &[("a.md", &page)]);
        let mut told = test.errors();
        told.retain(|one| one.file == "manual.toml");
        let places: Vec<String> = told.iter().map(|one| one.location()).collect();
        assert_eq!(places, [format!("manual.toml:5:{column}")], "{told:?}");
        assert_ne!(status(&test), "covered", "{fields}");
        assert_ne!(status(&test), "gap", "{fields}");
    }
    let settings = "[kind.training.fields]\nresult = { one_of = [\"passed\", \"failed\", \
                    \"pending\"], otherwise = \"passed\" }\n";
    let test = manual(settings, &[("a.md", OLD)]);
    assert_eq!(test.errors().len(), 1, "{:?}", test.errors());
}

#[test]
fn a_misspelt_field_that_decides_leaves_the_document_in_doubt() {
    let warned = "[rules]\nunknown-field = \"warn\"\nunknown-setting = \"warn\"\n";
    for (line, expected) in [
        ("reveiw_due: 2026-06-01", "overdue"),
        ("Review_due: 2026-06-01", "overdue"),
        ("Status: obsolete", "planned"),
        ("Effective: 2027-01-01", "planned"),
        ("remark: none", "covered"),
    ] {
        let page = OLD.replace("clauses:", &format!("{line}\nclauses:"));
        assert_eq!(
            status(&manual(warned, &[("a.md", &page)])),
            expected,
            "{line}"
        );
    }
    for (setting, expected) in [
        ("[aproval]\nrequired = true\n", "planned"),
        ("[Approval]\nrequired = true\n", "planned"),
        ("[approval]\nrequired = false\n", "covered"),
    ] {
        let settings = format!("{warned}{setting}");
        assert_eq!(
            status(&manual(&settings, &[("a.md", OLD)])),
            expected,
            "{setting}"
        );
    }
}

#[test]
fn an_attribute_that_is_not_read_limits_the_claim() {
    let warned = "[rules]\nunknown-field = \"warn\"\ninvalid-value = \"warn\"\n";
    for (attribute, expected) in [
        (".partial", "partial"),
        ("data-extent=partial", "partial"),
        ("extend=partial", "partial"),
        ("Extent=partial", "partial"),
        ("partial", "partial"),
        ("proposed", "partial"),
        ("status=proposed", "partial"),
        (".wide", "covered"),
        ("data-width=2", "covered"),
    ] {
        let page = OLD.replace("clauses: [1]\n", "").replace(
            "Buyers",
            &format!("## Scores {{#s clause=1 {attribute}}}\n\nBuyers"),
        );
        let test = manual(warned, &[("a.md", &page)]);
        assert_eq!(status(&test), expected, "{attribute}");
        let told = test.diagnostics().into_iter();
        let told = told.filter(|one| ["unknown-field", "invalid-value"].contains(&&*one.rule));
        assert_eq!(
            told.count(),
            usize::from(expected == "partial"),
            "{attribute}"
        );
    }
}

#[test]
fn an_exclusion_with_a_misspelt_date_excludes_nothing() {
    let exclusion = "[[exclusion]]\nclause = \"1\"\njustification = \"Nothing is bought.\"\n\
                     approved_by = \"Managing director\"\n";
    for (date, expected) in [
        ("date = 2026-01-12\n", "excluded"),
        ("datum = 2026-01-12\n", "gap"),
    ] {
        assert_eq!(
            status(&manual(&format!("{exclusion}{date}"), &[])),
            expected
        );
    }
}
