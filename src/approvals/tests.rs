//! Tests of approvals, with manuals in memory that are judged on 23 November 2026.

use jiff::civil::date;

use super::{ApprovalStanding as A, NotApproved as N, content};
use crate::manual::{ApprovedPart, DocumentIx, JudgedOn};
use crate::pipeline::{Compiled, compile, compile_on, read};
use crate::rules;
use crate::sources::MemorySources;

const PAGE: &str = "---\nid: QP-1\ntitle: T\nkind: procedure\nrevision: 3\nstatus: approved\nowner: Buyer\n\
    approver: QM\neffective: 2026-02-01\n---\nText of {{ a }}.\n";

/// An approval: revision, role, day, and whether it is of the present text.
type Given<'a> = (&'a str, &'a str, &'a str, bool);

fn compiled(config: &str, page: &str, approvals: &str) -> Compiled {
    let config =
        format!("title = \"M\"\nstandards = [\"iso-9001-2015\"]\n{config}[variables]\na = \"b\"\n");
    let mut files = vec![("manual.toml", &*config), ("a.md", page)];
    if !approvals.is_empty() {
        files.push(("approvals/QP-1.toml", approvals));
    }
    compile(
        read(&MemorySources::new(files)).unwrap(),
        date(2026, 11, 23),
    )
}

fn entries(page: &str, given: &[Given<'_>]) -> String {
    let compiled = compiled("", page, "");
    let manual = &compiled.manual;
    let digest = content(manual, manual.document(DocumentIx(0)), &Default::default()).digest();
    let entry = |(revision, role, date, is_present): &Given<'_>| {
        let digest = match is_present {
            true => digest.to_string(),
            false => "0".repeat(64),
        };
        format!(
            "[[approval]]\nstatement = \"\"\"\ndocument: QP-1\nrevision: {revision}\nsha256: {digest}\n\
             role: {role}\nmeaning: yes\ndate: {date}\n\"\"\"\n"
        )
    };
    given.iter().map(entry).collect()
}

fn standing(config: &str, page: &str, given: &[Given<'_>]) -> A {
    let compiled = compiled(config, page, &entries(page, given));
    compiled.coverage.approvals[DocumentIx(0)].standing
}

#[test]
fn the_latest_that_counts_of_the_present_revision_decides() {
    let not = A::NotApproved;
    for (given, expected) in [
        (&[][..], A::NotCompared),
        (&[("3", "QM", "2026-02-01", true)], A::Approved),
        (&[("3", "qm", "2026-11-23", true)], A::Approved),
        (&[("3", "QM", "2026-11-24", true)], not(N::FutureDated)),
        (&[("3", "QM", "2026-02-01", false)], A::Changed),
        (&[("2", "QM", "2026-02-01", true)], not(N::OtherRevision)),
        (&[("3", "MD", "2026-02-01", true)], not(N::OtherRole)),
        (
            &[
                ("3", "QM", "2026-02-01", true),
                ("3", "QM", "2026-03-01", false),
            ],
            A::Changed,
        ),
        (
            &[
                ("3", "QM", "2026-03-01", true),
                ("3", "QM", "2026-02-01", false),
            ],
            A::Approved,
        ),
        // Of several approvals on one day, the last one in the file decides.
        (
            &[
                ("3", "QM", "2026-02-01", false),
                ("3", "QM", "2026-02-01", true),
            ],
            A::Approved,
        ),
        (
            &[
                ("3", "QM", "2026-02-01", true),
                ("3", "QM", "2026-02-01", false),
            ],
            A::Changed,
        ),
        // An approval that does not count decides nothing.
        (
            &[
                ("3", "QM", "2026-02-01", true),
                ("3", "MD", "2026-03-01", false),
                ("4", "QM", "2026-03-01", false),
                ("3", "QM", "2026-12-01", false),
            ],
            A::Approved,
        ),
        (
            &[
                ("2", "QM", "2026-03-01", true),
                ("3", "MD", "2026-02-01", true),
            ],
            not(N::OtherRole),
        ),
    ] {
        assert_eq!(standing("", PAGE, given), expected, "{given:?}");
    }
}

/// The standing of the document on a day, with this text in a file of the folder.
fn standing_on(on: JudgedOn, page: &str, files: &[(&str, &str)]) -> (A, Vec<String>) {
    let config = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n[variables]\na = \"b\"\n";
    let mut all = vec![("manual.toml", config), ("a.md", page)];
    all.extend(files);
    let compiled = compile_on(read(&MemorySources::new(all)).unwrap(), on);
    let told = compiled.report.entries.iter().filter_map(|entry| {
        let one = &entry.diagnostic;
        let is_of_approvals =
            one.location.path.as_str() != "a.md" && one.location.path.as_str() != "manual.toml";
        (is_of_approvals && one.rule != &rules::CLASHING_NAMES)
            .then(|| format!("{} {}", one.rule.name, one.location.path))
    });
    let told = told.collect();
    (compiled.coverage.approvals[DocumentIx(0)].standing, told)
}

#[test]
fn a_date_that_cannot_be_true_sets_no_document_free() {
    let not = A::NotApproved;
    let (june, november) = (date(2026, 6, 1), date(2026, 11, 23));
    let on = |as_of, today| JudgedOn { as_of, today };
    let future = vec!["future-dated approvals/QP-1.toml".to_owned()];
    for (as_of, today, given, expected) in [
        // On the day that somebody looks at, the approval had not been given.
        (
            june,
            november,
            &[("3", "QM", "2026-07-01", false)][..],
            (A::NotCompared, vec![]),
        ),
        (
            june,
            november,
            &[("3", "QM", "2027-07-01", true)],
            (not(N::FutureDated), future.clone()),
        ),
        (
            june,
            june,
            &[("3", "QM", "2026-07-01", true)],
            (not(N::FutureDated), future.clone()),
        ),
        (
            november,
            june,
            &[("3", "QM", "2026-07-01", true)],
            (not(N::FutureDated), future.clone()),
        ),
        // An earlier approval of this very text counts as before.
        (
            november,
            november,
            &[
                ("3", "QM", "2026-02-01", true),
                ("3", "QM", "2027-01-01", false),
            ],
            (A::Approved, future),
        ),
    ] {
        let file = entries(PAGE, given);
        let found = standing_on(on(as_of, today), PAGE, &[("approvals/QP-1.toml", &file)]);
        assert_eq!(found, expected, "{as_of} {today} {given:?}");
    }
}

#[test]
fn approvals_in_a_wrong_file_set_no_document_free() {
    let file = entries(PAGE, &[("3", "QM", "2026-02-01", true)]);
    let later = entries(PAGE, &[("3", "QM", "2026-03-01", false)]);
    let on = JudgedOn::from(date(2026, 11, 23));
    let misplaced = A::NotApproved(N::Misplaced);
    for path in [
        "approvals/QP-1 (1).toml",
        "approvals/old/QP-1.toml",
        "approvals/QP-1.toml.bak",
        "approvals/QP-1.toml~",
        "approvals/QP-1.bak",
        "approvals/QP-1.txt",
        "approvals/QP-1",
        "Approvals/QP-1.toml",
        "approvals-old/QP-1.toml",
    ] {
        let told = vec![format!("invalid-approval {path}")];
        assert_eq!(
            standing_on(on, PAGE, &[(path, &file)]),
            (misplaced, told.clone()),
            "{path}"
        );
        // Beside the document's own file, another approval leaves open which was given last.
        let both = [("approvals/QP-1.toml", &*file), (path, &*later)];
        // What an editor or a merge keeps beside the file is older than the file.
        let expected = match path.ends_with(['k', '~']) {
            true => (A::Approved, vec![]),
            false => (misplaced, told),
        };
        assert_eq!(standing_on(on, PAGE, &both), expected, "{path}");
        let copy = [("approvals/QP-1.toml", &*file), (path, &*file)];
        assert_eq!(standing_on(on, PAGE, &copy).0, A::Approved, "{path}");
    }
    let damaged = format!("{file}[[approval\n");
    let (found, _) = standing_on(on, PAGE, &[("approvals/QP-1 (1).toml", &damaged)]);
    assert_eq!(found, misplaced);
    // What an editor keeps beside the file is no mistake, nor is a text that approves nothing.
    for files in [
        [
            ("approvals/QP-1.toml", &*file),
            ("approvals/QP-1.toml.orig", &*damaged),
        ],
        [
            ("approvals/QP-1.toml", &*file),
            ("approvals/notes.txt", "document the approval\n"),
        ],
    ] {
        assert_eq!(
            standing_on(on, PAGE, &files),
            (A::Approved, vec![]),
            "{files:?}"
        );
    }
}

#[test]
fn settings_ask_for_more() {
    let good = [("3", "QM", "2026-02-01", true)];
    let not = A::NotApproved;
    for (settings, given, expected) in [
        ("required = true", &[][..], not(N::Nothing)),
        ("required = true", &good, A::Approved),
        (
            "required = true",
            &[("3", "QM", "2026-12-01", true)],
            not(N::FutureDated),
        ),
        ("signed = true", &[], A::NotCompared),
        ("signed = true", &good, not(N::Unsigned)),
        ("required = \"maybe\"", &[], not(N::Nothing)),
        ("requierd = true", &[], not(N::Nothing)),
    ] {
        let config = format!("[approval]\n{settings}\n");
        assert_eq!(standing(&config, PAGE, given), expected, "{settings}");
    }
}

#[test]
fn what_is_not_approved_by_its_status_is_not_compared() {
    for status in ["draft", "review", "obsolete"] {
        let page = PAGE.replace("status: approved", &format!("status: {status}"));
        let config = "[approval]\nrequired = true\n";
        let found = standing(config, &page, &[("3", "QM", "2026-02-01", false)]);
        assert_eq!(found, A::NotCompared, "{status}");
    }
}

#[test]
fn nobody_knows_what_a_damaged_file_approved() {
    let good = entries(PAGE, &[("3", "QM", "2026-02-01", true)]);
    for damage in [
        "<<<<<<< ours\n",
        "[[approval]]\n",
        "[[approval\n",
        "[[approval]]\nstatement = \"document: QP-1\"\n",
        "[[aproval]]\n",
    ] {
        let compiled = compiled("", PAGE, &format!("{good}{damage}"));
        let found = compiled.coverage.approvals[DocumentIx(0)].standing;
        assert_eq!(found, A::NotApproved(N::Unreadable), "{damage}");
    }
}

#[test]
fn what_changed_is_known_part_by_part() {
    let compiled = |config: &str, page: &str, approvals: &str| {
        compiled(
            &format!("[rules]\nunknown-variable = \"warn\"\n{config}"),
            page,
            approvals,
        )
    };
    let before = compiled("", PAGE, "");
    let manual = &before.manual;
    let then = content(manual, manual.document(DocumentIx(0)), &Default::default());
    let approvals = entries(PAGE, &[("3", "QM", "2026-02-01", true)])
        + &format!(
            "content = \"\"\"\n{}\"\"\"\n",
            then.to_text().replace('"', "\\\"")
        );
    let changed = |page: &str| {
        let after = compiled("", page, &approvals);
        after.coverage.approvals[DocumentIx(0)].changed.clone()
    };
    assert_eq!(changed(PAGE), []);
    assert_eq!(
        changed(&PAGE.replace("Text", "Texts")),
        [ApprovedPart::Text]
    );
    assert_eq!(
        changed(&PAGE.replace("{{ a }}", "{{ b }} and ![](x.png)")),
        [
            ApprovedPart::Text,
            ApprovedPart::Variable("a".to_owned()),
            ApprovedPart::Variable("b".to_owned()),
            ApprovedPart::File("x.png".to_owned()),
        ]
    );
}
