//! Valid and broken references to clauses, documents, sections, variables and files.

use snapbox::{assert_data_eq, str};

use crate::manual_test::{ManualTest, PLAIN_MANUAL};

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
