//! Valid and broken references to clauses, documents, sections, variables and files.

use snapbox::{assert_data_eq, str};

use crate::manual_test::{ManualTest, PLAIN_MANUAL};
use crate::rendered_page::RenderedPage;

fn page(id: &str, clauses: &str, body: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: Title of {id}\nkind: procedure\nrevision: 1\nstatus: approved\n\
         owner: Buyer\napprover: Quality manager\neffective: 2026-02-01\nclauses: {clauses}\n---\n{body}\n"
    )
}

fn manual(clauses: &str, body: &str) -> ManualTest {
    ManualTest::new(&[
        ("procedures/a.md", page("QP-01", clauses, body)),
        (
            "procedures/b.md",
            page("QP-02", "[]", "## Release {#release}\n\nText."),
        ),
        (
            "manual.toml",
            PLAIN_MANUAL.replace(
                "[\"iso-9001-2015\"]",
                "[\"iso-9001-2015\", \"iso-9002-1994\"]",
            ) + "[variables]\ncompany = \"Harrow Bearings\"\n",
        ),
    ])
}

/// Each error as `rule file:line:column`.
fn mistakes(test: &ManualTest) -> Vec<String> {
    let errors = test.errors().into_iter();
    errors
        .map(|error| format!("{} {}", error.rule, error.location()))
        .collect()
}

#[test]
fn right_references_are_silent() {
    let body = "[[QP-02]], [[QP-02#release]], [[QP-02|the text]], [[QP-02#release|both]],\n\
                [[clause:8.4.1]], [[clause:iso-9002-1994:4.6.2|old]], [link](b.md#release),\n\
                [up](../procedures/b.md), [page](https://example.org), {{ company }}.\n\n\
                `[[NOTHING]]` and `{{ nothing }}` in code.";
    assert_eq!(mistakes(&manual("[8.4.1]", body)), [""; 0]);
}

#[test]
fn a_reference_to_nothing_is_an_error_at_its_place() {
    for (body, location) in [
        ("See [[QP-99]].", "procedures/a.md:12:7"),
        ("See [[QP-02#nowhere]].", "procedures/a.md:12:7"),
        ("See [[clause:99.1]].", "procedures/a.md:12:7"),
        ("See [it](missing.md).", "procedures/a.md:12:10"),
        ("See [it](b.md#nowhere).", "procedures/a.md:12:10"),
        ("By {{ compani }}.", "procedures/a.md:12:7"),
        ("\nOne [[satisfies:99.1]].", "procedures/a.md:13:17"),
    ] {
        let mistakes = mistakes(&manual("[]", body));
        assert_eq!(mistakes.len(), 1, "{body}: {mistakes:?}");
        assert!(mistakes[0].ends_with(location), "{body}: {mistakes:?}");
    }
}

/// A manual with folders that have an `index.md`, a `README.md`, both, or neither; `text` is the text
/// of `procedures/a.md`.
fn folders(text: &str) -> ManualTest {
    ManualTest::new(&[
        ("index.md", "# Start\n".to_owned()),
        ("procedures/a.md", page("QP-01", "[]", text)),
        ("procedures/v1.2.md", "# Version\n\n## Part\n".to_owned()),
        ("procedures/both.md", "# File\n\n## File only\n".to_owned()),
        (
            "procedures/both/README.md",
            "# Folder\n\n## Scope\n".to_owned(),
        ),
        ("policies/README.md", "No heading.\n".to_owned()),
        ("policies/index.md", "# Policies\n\n## Scope\n".to_owned()),
        ("forms/deep/er/f.md", "# Form\n".to_owned()),
        (
            "quality_rules/README.md",
            "Text without heading.\n".to_owned(),
        ),
        ("procedures/deep/only.md", "# Only\n".to_owned()),
        ("left/README.md", "Left out.\n".to_owned()),
        ("files/x.png", String::new()),
        (
            "manual.toml",
            format!(
                "exclude = [\"left/**\"]\n{PLAIN_MANUAL}[rules]\nuncontrolled-page = \"allow\"\n"
            ),
        ),
    ])
}

#[test]
fn a_link_to_a_folder_or_without_an_ending_leads_to_a_page() {
    let test = folders(
        "[1](v1.2) [2](v1.2#part) [3](both) [4](both#scope) [5](both/) [6](../policies)\n\
         [7](/policies/#scope) [8](..) [9](/) [10](../quality_rules) [11](./both.md#file-only)\n\
         <a href=\"../policies\">12</a> [13](../policies/README) [14](.././policies/./)\n",
    );
    assert_eq!(mistakes(&test), [""; 0]);
    test.build();
    let html = std::fs::read_to_string(test.site().join("documents/QP-01.html")).unwrap();
    let page = RenderedPage::new(&html);
    assert_eq!(
        page.attributes(".prose p a", "href"),
        [
            "../pages/procedures/v1.2.html",
            "../pages/procedures/v1.2.html#part",
            "../pages/procedures/both/index.html",
            "../pages/procedures/both/index.html#scope",
            "../pages/procedures/both/index.html",
            "../pages/policies/index.html",
            "../pages/policies/index.html#scope",
            "../index.html",
            "../index.html",
            "../pages/quality_rules/index.html",
            "../pages/procedures/both.html#file-only",
            "../pages/policies/index.html",
            "../pages/policies/README.html",
            "../pages/policies/index.html",
        ]
    );
    let html = std::fs::read_to_string(test.site().join("pages/quality_rules/index.html"));
    assert_eq!(
        RenderedPage::new(&html.unwrap()).text("h1"),
        "quality rules"
    );
}

#[test]
fn a_link_of_a_site_leads_to_a_page() {
    let test = folders(
        "[1](v1.2/) [2](v1.2/#part) [3](/deep/only) [4](/deep/only/) [5](/procedures/deep/only.md)\n\
         [6](/policies/) [7](/a.md)\n",
    );
    assert_eq!(mistakes(&test), [""; 0]);
    test.build();
    let html = std::fs::read_to_string(test.site().join("documents/QP-01.html")).unwrap();
    assert_eq!(
        RenderedPage::new(&html).attributes(".prose p a", "href"),
        [
            "../pages/procedures/v1.2.html",
            "../pages/procedures/v1.2.html#part",
            "../pages/procedures/deep/only.html",
            "../pages/procedures/deep/only.html",
            "../pages/procedures/deep/only.html",
            "../pages/policies/index.html",
            "QP-01.html",
        ]
    );
}

#[test]
fn a_picture_and_its_link_without_addresses_are_one_mistake() {
    let test = folders("[![badge]()]()\n\n![picture]()\n\n[![picture](../files/x.png)]()\n");
    let errors = test.errors();
    let told: Vec<(u64, &str)> = errors
        .iter()
        .map(|error| (error.line, &*error.message))
        .collect();
    assert_eq!(
        told,
        [
            (12, "this link and the picture in it have no address"),
            (14, "this picture has no address"),
            (16, "this link has no address"),
        ]
    );
}

#[test]
fn an_unknown_variable_is_told_once_in_a_page_and_many_of_them_together() {
    let unknown = |text: &str| {
        let test = manual("[]", text);
        let errors = test.errors().into_iter();
        let told =
            errors.map(|error| format!("{}:{}: {}", error.line, error.column, error.message));
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        unknown("{{ a }} {{ b }} {{ a }}\n"),
        [
            "12:4: there is no variable `a`, which the page uses 2 times",
            "12:12: there is no variable `b`"
        ]
    );
    assert_eq!(
        unknown("{{ a.b }} {{ c }} {{ d }} {{ e }} {{ c }}\n"),
        ["12:4: there are no variables `a.b`, `c`, `d`, `e`, which the page uses in 5 places"]
    );
    // The tag of a template is no attribute of a heading.
    assert_eq!(unknown("{% if risk != None %}\n---\n"), [""; 0]);
}
#[test]
fn a_broken_link_to_a_folder_says_which_file_is_missing() {
    for (address, message) in [
        (
            "../forms",
            "the folder `forms` has neither an index.md nor a README.md",
        ),
        (
            "../forms/deep/#x",
            "the folder `forms/deep` has neither an index.md nor a README.md",
        ),
        (
            "../files/",
            "the folder `files` has neither an index.md nor a README.md",
        ),
        ("../nothing/", "there is no folder `nothing` in the manual"),
        ("v1.3", "there is no file `procedures/v1.3` in the manual"),
        (
            "nothing",
            "there is no file `procedures/nothing` in the manual, and no `procedures/nothing.md`",
        ),
        (
            "both#file-only",
            "procedures/both/README.md has no section `file-only`",
        ),
        ("v1.2#x", "procedures/v1.2.md has no section `x`"),
        (
            "../left",
            "`left` is no part of the manual: `exclude` leaves it out",
        ),
        ("../..", "`../..` lies outside the manual"),
    ] {
        let errors = folders(&format!("[it]({address})")).errors();
        let messages: Vec<&str> = errors.iter().map(|error| &*error.message).collect();
        assert_eq!(messages, [message], "{address}");
        assert_eq!(errors[0].location(), "procedures/a.md:12:6", "{address}");
    }
}

#[test]
fn a_manual_without_index_opens_with_its_readme() {
    let files = [
        ("README.md", "# Welcome\n\nSee [rules](docs).\n"),
        ("docs/README.md", "# Rules\n\n[Start](..)\n"),
    ];
    let test = ManualTest::new(&files);
    test.build();
    let html = std::fs::read_to_string(test.site().join("index.html")).unwrap();
    assert_eq!(
        RenderedPage::new(&html).attributes(".prose a", "href"),
        ["pages/docs/index.html"]
    );
    let html = std::fs::read_to_string(test.site().join("pages/docs/index.html")).unwrap();
    assert_eq!(
        RenderedPage::new(&html).attributes(".prose a", "href"),
        ["../../index.html"]
    );
}

#[test]
fn the_nearest_known_name_is_offered() {
    let helps = ["[[QP-2]]", "[[QP-02#releas]]", "{{ compani }}"]
        .map(|body| manual("[]", body).errors().remove(0).help);
    assert_data_eq!(
        helps.join("\n"),
        str![[r#"
did you mean `QP-02`?
did you mean `release`?
did you mean `company`?
"#]]
    );
}

#[test]
fn a_bare_number_that_only_another_standard_knows_is_no_guess() {
    let test = manual("[4.20.1]", "");
    let error = test.errors().remove(0);
    assert_eq!(error.location(), "procedures/a.md:10:11");
    assert_data_eq!(
        format!("{}\n{}", error.message, error.help),
        str![[r#"
ISO 9001:2015 has no clause 4.20.1, but another standard has
write `iso-9002-1994:4.20.1`
"#]]
    );
    let clause = test.clause("iso-9002-1994", "4.20.1");
    assert_eq!(clause["status"], "gap");
}

#[test]
fn a_range_and_a_list_in_one_are_written_out_in_the_help() {
    let helps =
        ["[8.4.1-8.4.3]", "[8.5.2/3/4]"].map(|clauses| manual(clauses, "").errors().remove(0).help);
    assert_data_eq!(
        helps.join("\n"),
        str![[r#"
write each as an entry of its own: `8.4.1`, `8.4.2` and `8.4.3`
write each as an entry of its own: `8.5.2`, `8.5.3` and `8.5.4`
"#]]
    );
}

#[test]
fn a_range_claims_nothing() {
    let test = manual("[8.4.1-8.4.3]", "");
    for number in ["8.4.1", "8.4.2", "8.4.3"] {
        assert_eq!(
            test.clause("iso-9001-2015", number)["status"],
            "gap",
            "{number}"
        );
    }
}

#[test]
fn every_mistake_of_a_page_is_reported_in_order() {
    let test = manual("[99.1, 99.2]", "[[QP-98]]\n\n[[QP-99]]\n\n{{ nobody }}");
    let errors = test.errors();
    assert_eq!(errors.len(), 5, "{errors:#?}");
    assert!(errors.is_sorted_by_key(|error| (error.line, error.column)));
}

#[test]
fn aliases_name_a_standard() {
    let test = manual(
        "[\"9001:8.4.1\", \"ISO 9001:8.4.2\", \"EN ISO 9001:2015:8.4.3\"]",
        "Buyers score each supplier.",
    );
    assert_eq!(mistakes(&test), [""; 0]);
    for number in ["8.4.1", "8.4.2", "8.4.3"] {
        assert_eq!(
            test.clause("iso-9001-2015", number)["status"],
            "covered",
            "{number}"
        );
    }
}

#[test]
fn a_variable_in_a_field_or_a_setting_is_an_error_at_its_place_and_says_nothing() {
    let settings = PLAIN_MANUAL.replace("standards", "[variables]\nwhy = \"TBD\"\nnested = \"a {{ why }}\"\n[[exclusion]]\n\
         clause = \"8.3\"\njustification = \"{{ why }}\"\napproved_by = \"MD\"\n[[menu]]\ntitle = \"\\u007b{ why }}\"\n\
         to = \"QP-01\"\n[[defaults]]\nfiles = [\"b.md\"]\nowner = \"{{ why }}\"\n#");
    let settings = format!("standards = [\"iso-9001-2015\"]\n{settings}");
    let settings = settings.replace(
        "organisation = \"Harrow Bearings Ltd\"",
        "organisation = \"{{ why }}\"",
    );
    let fields = "title: The {{ why }} of it\nkind: external\nsource: \"{{ why }}\"\nroles: [Buyer, \"{{ nope }}\"]\n\
        history: [{ revision: 1, date: 2026-01-01, change: \"{{ why }} `{{ code }}`\" }]\n";
    let page = page(
        "QP-01",
        "[{ clause: 8.4.1, note: \"by {{ why }}\" }]",
        "TBD",
    )
    .replace("title: Title of QP-01\nkind: procedure\n", fields);
    let record = "---\nid: FB-1\ntitle: Praise\nkind: feedback\ndate: 2026-05-01\ntype: praise\ncustomer: \"{{ why }}\"\n---\n{{ why }}\n";
    let test = ManualTest::new(&[
        ("manual.toml", &settings),
        ("a.md", &page),
        ("b.md", &record.to_owned()),
    ]);
    let told = test.diagnostics().into_iter();
    let told = told.filter(|one| one.rule == "unread-variable");
    let told: Vec<String> = told.map(|one| one.location()).collect();
    assert_eq!(
        told,
        [
            "a.md:3:8",
            "a.md:5:9",
            "a.md:6:16",
            "a.md:7:52",
            "a.md:13:34",
            "b.md:7:11",
            "manual.toml:3:17",
            "manual.toml:6:13",
            "manual.toml:9:18",
            "manual.toml:12:9",
            "manual.toml:16:9",
        ]
    );
    assert_eq!(test.clause("iso-9001-2015", "8.4.1")["status"], "partial");
    assert_eq!(test.only("unjustified-exclusion").line, 9);
    assert_eq!(test.clause("iso-9001-2015", "8.3.2")["status"], "gap");
    assert_eq!(test.build().status, 1);
    // Where the rule is only warned of, an empty text is still none.
    test.write(
        "manual.toml",
        format!("{settings}\n[rules]\nunread-variable = \"warn\"\n"),
    );
    assert_eq!(test.clause("iso-9001-2015", "8.4.1")["status"], "partial");
    assert_eq!(test.clause("iso-9001-2015", "8.3.2")["status"], "gap");
}

#[test]
fn the_id_of_another_catalog_is_no_name_of_a_standard() {
    let catalog = |names: &str| {
        format!("id = \"house\"\ntitle = \"House\"\n{names}\n[[clause]]\nnumber = \"8.4.1\"\n")
    };
    let other = "id = \"other\"\n[[clause]]\nnumber = \"8.4.1\"\n";
    let settings = PLAIN_MANUAL.replace("iso-9001-2015", "house");
    for (names, named, at) in [
        ("aliases = [\"H\", \"iso-9001-2015\"]", "iso-9001-2015", 17),
        ("aliases = [\"ISO-9001-2015\"]", "ISO-9001-2015", 12),
        ("aliases = [\"other\"]", "other", 12),
        ("designation = \"iso-9001-2015\"", "iso-9001-2015", 15),
    ] {
        let test = ManualTest::new(&[
            ("manual.toml", &settings),
            ("standards/house.toml", &catalog(names)),
            ("standards/other.toml", &other.to_owned()),
            (
                "a.md",
                &page("QP-01", &format!("[\"{named}:8.4.1\"]"), "Text."),
            ),
        ]);
        let found = test.only("duplicate-id");
        assert_eq!(found.location(), format!("standards/house.toml:3:{at}"));
        assert_eq!(found.severity, "error");
        assert_eq!(test.clause("house", "8.4.1")["status"], "gap", "{names}");
        assert_eq!(test.only("unknown-standard").file, "a.md");
    }
    // A built-in catalog has no name that the manual's own has as its id.
    let test = ManualTest::new(&[
        ("standards/9001.toml", other.replace("other", "9001")),
        (
            "a.md",
            page("QP-01", "[\"9001:8.4.1\", \"ISO 9001:8.4.2\"]", "Text."),
        ),
    ]);
    assert_eq!(test.clause("iso-9001-2015", "8.4.1")["status"], "gap");
    assert_eq!(test.clause("iso-9001-2015", "8.4.2")["status"], "covered");
    // A name in common, or the catalog's own id, is none of this.
    let test = ManualTest::new(&[
        ("manual.toml", &settings),
        (
            "standards/house.toml",
            &catalog("aliases = [\"house\", \"9001\"]"),
        ),
        ("a.md", &page("QP-01", "[\"9001:8.4.1\"]", "Text.")),
    ]);
    assert_eq!(mistakes(&test), [""; 0]);
    assert_eq!(test.clause("house", "8.4.1")["status"], "covered");
}

#[test]
fn a_page_is_named_by_its_file() {
    let plain = |id: &str| page(id, "[]", "## The way of it\n\nText.");
    let files = |body: &str| {
        ManualTest::new(&[
            ("notes/start.md", page("QP-01", "[]", body)),
            ("scope/QM-04 Scope and Exclusions.md", plain("QM-04")),
            ("a/Twin.md", plain("QP-05")),
            ("b/Twin.md", plain("QP-06")),
        ])
    };
    for body in [
        "[[QM-04 Scope and Exclusions]]",
        "[[QM-04 Scope and Exclusions|scope]]",
        "[[scope/QM-04 Scope and Exclusions]]",
        "[[QM-04 Scope and Exclusions#The way of it]]",
        "![[QM-04 Scope and Exclusions]]",
        "[[a/Twin]] and [[b/Twin]]",
    ] {
        assert_eq!(files(body).errors(), [], "{body}");
    }
    let wrong = |body: &str| {
        let errors = files(body).errors();
        let [error] = errors.as_slice() else {
            panic!("{errors:?}");
        };
        assert_eq!((&*error.rule, error.line), ("broken-reference", 12));
        error.message.clone()
    };
    assert_eq!(
        wrong("[[Twin]]"),
        "`Twin` is the name of several files: a/Twin.md, b/Twin.md"
    );
    assert_eq!(
        wrong("[[QM-04 Scope]]"),
        "there is no document or record `QM-04 Scope`"
    );
    assert_eq!(
        wrong("[[scope/Twin]]"),
        "there is no document or record `scope/Twin`"
    );
    assert_eq!(
        wrong("[[QM-04 Scope and Exclusions#Nothing]]"),
        "QM-04 has no section `Nothing`"
    );
}
