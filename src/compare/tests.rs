use super::*;
use crate::coverage::{ClaimReason, ClauseStatus};
use crate::pipeline::{compile, read};
use crate::sources::MemorySources;

fn compiled(day: &str, files: &[(&str, &str)]) -> Compiled {
    let config = (
        "manual.toml",
        "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n",
    );
    let sources = MemorySources::new([&[config], files].concat());
    compile(read(&sources).unwrap(), day.parse().unwrap())
}

fn page(id: &str, revision: &str, status: &str, history: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: T\nkind: procedure\nrevision: {revision}\nstatus: {status}\nowner: A\n\
         approver: B\neffective: 2026-01-01\nclauses: [8.4.1]\nhistory: [{history}]\n---\n{text}\n"
    )
}

#[test]
fn documents_come_go_are_revised_and_changed() {
    let first = "{ revision: 1, date: 2026-01-01, change: First }";
    let second = "{ revision: 2, date: 2026-02-01, change: Second }";
    let third = "{ revision: 3, date: 2026-03-01, change: Third }";
    let old = compiled(
        "2026-01-10",
        &[
            ("a.md", &page("A", "1", "approved", first, "Same.")),
            ("b.md", &page("B", "1", "approved", first, "One.")),
            ("c.md", &page("C", "1", "approved", first, "One.")),
            ("d.md", &page("D", "1", "approved", first, "One.")),
            ("e.md", &page("E", "1", "approved", first, "One.")),
        ],
    );
    let all = [first, second, third].join(", ");
    let new = compiled(
        "2026-04-10",
        &[
            ("moved/a.md", &page("A", "1", "approved", first, "Same.\n")),
            ("b.md", &page("B", "3", "approved", &all, "Two.")),
            ("c.md", &page("C", "1", "obsolete", first, "One.")),
            ("e.md", &page("E", "1", "approved", first, "Two.")),
            ("f.md", &page("F", "1", "draft", first, "One.")),
        ],
    );
    let comparison = compare(&old, &new);
    let told = comparison.documents.iter().map(|change| {
        let id = match (change.before, change.after) {
            (_, Some(ix)) => new.manual.document(ix).id.value.to_string(),
            (Some(ix), None) => old.manual.document(ix).id.value.to_string(),
            (None, None) => String::new(),
        };
        let history = change.history.iter().map(|one| one.change.as_str());
        (
            id,
            change.fate.word(),
            change.has_new_text,
            history.collect::<Vec<_>>().join("+"),
        )
    });
    let expected = [
        ("B", "revised", true, "Second+Third"),
        ("C", "withdrawn", false, ""),
        ("D", "withdrawn", true, ""),
        ("E", "changed", true, ""),
        ("F", "added", true, "First"),
    ];
    let expected =
        expected.map(|(id, fate, text, words)| (id.to_owned(), fate, text, words.to_owned()));
    assert_eq!(told.collect::<Vec<_>>(), expected);
    assert!(compare(&old, &old).is_empty());
}

#[test]
fn a_status_moves_for_the_claims_that_moved() {
    let old = compiled(
        "2026-01-10",
        &[("a.md", &page("A", "1", "approved", "", "One."))],
    );
    let new = compiled(
        "2026-01-10",
        &[("a.md", &page("A", "2", "review", "", "One."))],
    );
    let comparison = compare(&old, &new);
    let [standard] = comparison.standards.as_slice() else {
        panic!("{comparison:?}")
    };
    let moves: Vec<_> = standard
        .clauses
        .iter()
        .map(|one| {
            let claims = one.claims.iter();
            let claims = claims.map(|claim| {
                let after = claim.after.map(|weighed| weighed.reason.word());
                (
                    claim.document.as_str(),
                    claim.before.map(ClaimReason::word),
                    after,
                )
            });
            (
                new.manual.clause(one.clause).number.to_string(),
                one.before.map(ClauseStatus::word),
                one.after.map(ClauseStatus::word),
                claims.collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        moves,
        [(
            "8.4.1".to_owned(),
            Some("covered"),
            Some("planned"),
            vec![("A", Some("covers"), Some("in-review"))]
        )]
    );
}

#[test]
fn findings_are_opened_and_closed() {
    let finding = |id: &str, state: &str| {
        format!(
            "---\nid: {id}\ntitle: T\nkind: finding\nowner: A\ndate: 2026-01-01\ngrade: minor\nstate: {state}\n---\n"
        )
    };
    let old = compiled(
        "2026-01-10",
        &[
            ("1.md", &finding("F-1", "open")),
            ("2.md", &finding("F-2", "open")),
            ("3.md", &finding("F-3", "open")),
        ],
    );
    let new = compiled(
        "2026-02-10",
        &[
            ("1.md", &finding("F-1", "open")),
            ("2.md", &finding("F-2", "closed")),
            ("4.md", &finding("F-4", "open")),
            ("5.md", &finding("F-5", "closed")),
        ],
    );
    let changes = compare(&old, &new).findings;
    let ids = |list: &[FindingRef]| -> Vec<String> {
        let ids = list.iter().map(|one| match one {
            FindingRef::Later(ix) => new.manual.record(*ix).id.value.to_string(),
            FindingRef::Gone(ix) => old.manual.record(*ix).id.value.to_string(),
        });
        ids.collect()
    };
    assert_eq!(
        (ids(&changes.opened), ids(&changes.closed)),
        (
            vec!["F-4".to_owned()],
            vec!["F-2".to_owned(), "F-3".to_owned()]
        )
    );
}
