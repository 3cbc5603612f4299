//! The menu that `[[menu]]` writes, references to pages of the site itself and in records' fields, and
//! the order of kinds.

use snapbox::{assert_data_eq, str};

use crate::manual_test::{ManualTest, PLAIN_MANUAL, page};

const NAVIGATION: &str = ".site-nav";

fn document(id: &str, kind: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: Title of {id}\nkind: {kind}\nrevision: 1\nstatus: approved\n\
         owner: Buyer\napprover: Quality manager\neffective: 2026-02-01\n---\n{text}\n"
    )
}

fn finding(fields: &str) -> String {
    format!(
        "---\nid: NC-1\ntitle: Late delivery\nkind: finding\nowner: Buyer\ngrade: minor\n\
         date: 2026-05-04\nstate: open\ndue: 2026-12-01\n{fields}---\nText.\n"
    )
}

fn manual(config: &str, text: &str) -> ManualTest {
    ManualTest::new(&[
        ("manual.toml", format!("{PLAIN_MANUAL}{config}")),
        ("a.md", document("QP-1", "procedure", text)),
        ("notes.md", "# Notes\n\n## Part\n".to_owned()),
        ("nc.md", finding("")),
    ])
}

/// Each mistake as its place, its message and its help.
fn mistakes(test: &ManualTest) -> Vec<String> {
    let errors = test.errors().into_iter();
    errors
        .map(|one| {
            let location = one.location();
            format!("{} {location}: {} | {}", one.rule, one.message, one.help)
        })
        .collect()
}

#[test]
fn a_manual_writes_its_own_menu() {
    let config = "[[menu]]\ntitle = \"Start\"\nto = \"notes.md#part\"\n\
        [[menu]]\nto = \"QP-1\"\n\
        [[menu]]\ntitle = \"Coverage\"\nto = \"matrix:iso-9001-2015\"\n\
        [[menu]]\nto = \"standard:9001\"\n\
        [[menu]]\nto = \"register:finding\"\n\
        [[menu]]\nto = \"register:action\"\n\
        [[menu]]\nto = \"gaps\"\n\
        [[menu]]\nto = \"documents\"\n\
        [[menu]]\ntitle = \"Help desk\"\nto = \"https://help.example/\"\n";
    let test = manual(config, "Text.");
    let run = test.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_data_eq!(
        page(&test, "documents/QP-1.html").linked(NAVIGATION),
        str![[r#"
[Start](../pages/notes.html#part)
[QP-1 Title of QP-1](QP-1.html)
[Coverage](../matrix/iso-9001-2015.html)
[ISO 9001:2015](../standards/iso-9001-2015/index.html)
[Findings](../registers/findings.html)
[Actions](../registers/actions.html)
[Gaps](../gaps.html)
[Master list of documents](index.html)
[Help desk](https://help.example/)
"#]]
    );
    let current = |path: &str| {
        let page = page(&test, path);
        let mut of_kinds = page.texts("[aria-current=page]");
        of_kinds.extend(page.texts("[aria-current=true]"));
        of_kinds.join(", ")
    };
    for (path, entry) in [
        ("documents/QP-1.html", "QP-1 Title of QP-1"),
        ("pages/notes.html", "Start"),
        ("matrix/iso-9001-2015.html", "Coverage"),
        ("standards/iso-9001-2015/8.4.1.html", "ISO 9001:2015"),
        ("records/NC-1.html", "Findings"),
        ("registers/actions.html", "Actions"),
        ("gaps.html", "Gaps"),
        ("documents/index.html", "Master list of documents"),
        ("index.html", ""),
        ("registers/index.html", ""),
    ] {
        assert_eq!(current(path), entry, "{path}");
    }
    // A register that is named is there though it is empty.
    assert_eq!(
        page(&test, "registers/actions.html").text(".lead"),
        "0 records. As Excel As CSV"
    );
}

#[test]
fn an_entry_of_the_menu_that_leads_nowhere_is_an_error() {
    let told: Vec<String> = [
        "title = \"A\"",
        "to = \"\"",
        "to = \"QP-2\"",
        "to = \"notes.md#nowhere\"",
        "to = \"register:findng\"",
        "to = \"register:procedure\"",
        "to = \"matrix:iso-9001-2008\"",
        "to = \"https://help.example\"",
        "to = \"QP-1\"\nicon = \"x\"",
        "to = \"satisfies:8.4.1\"",
    ]
    .iter()
    .map(|entry| mistakes(&manual(&format!("[[menu]]\n{entry}\n"), "Text.")).join("\n"))
    .collect();
    assert_data_eq!(
        told.join("\n"),
        str![[r#"
missing-field manual.toml:4:1: an entry of the menu leads nowhere | write the id of a page, matrix:…, statement:…, register:…, gaps, documents, or an address: to = "POL-01"
missing-field manual.toml:5:6: an entry of the menu leads nowhere | write the id of a page, matrix:…, statement:…, register:…, gaps, documents, or an address: to = "POL-01"
broken-reference manual.toml:5:6: there is no document or record `QP-2` | did you mean `QP-1`?
broken-reference manual.toml:5:6: notes.md has no section `nowhere` | correct it, or add what it names
broken-reference manual.toml:5:6: there is no kind of records `findng` | did you mean `finding`?
broken-reference manual.toml:5:6: `procedure` is a kind of documents: only kinds of records have a register | correct it, or add what it names
unknown-standard manual.toml:5:6: `iso-9001-2008` is not among the standards of manual.toml | add `iso-9001-2008` to standards, or take the clause out
missing-field manual.toml:5:6: an entry of the menu that leads to another host has no title | add title = "…"
unknown-setting manual.toml:6:1: unknown setting `icon` | known are `title` and `to`
invalid-value manual.toml:5:6: `satisfies:8.4.1` is no target of an entry of the menu | write the id of a page, matrix:…, statement:…, register:…, gaps, documents, or an address: to = "POL-01"
"#]]
    );
}

#[test]
fn a_text_can_refer_to_pages_of_the_site() {
    let text = "[[matrix:iso-9001-2015]], [[standard: iso-9001-2015]], [[Register:finding|open ones]],\n\
                [[register:action]], [[gaps]], [[documents]], [[registers]], [[standards]].";
    let test = manual("", text);
    let run = test.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_data_eq!(
        page(&test, "documents/QP-1.html").linked(".prose"),
        str![
            "[Coverage matrix: ISO 9001:2015](../matrix/iso-9001-2015.html), [ISO 9001:2015](../standards/iso-9001-2015/index.html), [open ones](../registers/findings.html), [Actions](../registers/actions.html), [Gaps](../gaps.html), [Master list of documents](index.html), [Registers](../registers/index.html), [Standards](../standards/index.html)."
        ]
    );
    let wrong = ["[[gaps#x]]", "[[matrix:x]]", "[[register:]]", "[[gap]]"];
    let told = wrong.map(|text| mistakes(&manual("", text)).join("\n"));
    assert_data_eq!(
        told.join("\n"),
        str![[r#"
broken-reference a.md:11:3: `gaps` is a page that the site makes itself: no section of it can be named | correct it, or add what it names
unknown-standard a.md:11:3: there is no standard `x` in this manual | manual.toml lists `iso-9001-2015`
broken-reference a.md:11:3: there is no kind of records `` | correct it, or add what it names
broken-reference a.md:11:3: there is no document or record `gap` | did you mean `gaps`?
"#]]
    );
    // What is an id of the manual comes first.
    let test = manual("", "[[gaps]]");
    test.write("gaps.md", document("gaps", "procedure", "Text."));
    test.build();
    assert_eq!(
        page(&test, "documents/QP-1.html").linked(".prose"),
        "[gaps Title of gaps](gaps.html)"
    );
}

#[test]
fn a_reference_to_registers_makes_them_where_there_are_no_records() {
    let text = document("QP-1", "procedure", "[[register:finding]]");
    let test = ManualTest::new(&[("a.md", text)]);
    let run = test.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_data_eq!(
        page(&test, "registers/findings.html").linked("main"),
        str![[r#"
[Registers](index.html)
Findings
0 records. [As Excel](findings.xlsx) [As CSV](findings.csv)
Record | Title | Owner
[Management review](management-review.html)
"#]]
    );
    assert_data_eq!(
        page(&test, "registers/index.html").linked("main"),
        str![[r#"
Registers
What the management system leaves behind: audits, findings, actions, measurements, training.
[Management review](management-review.html)
[Calendar of what falls due](../calendar.ics)
Register | Records | Open | Overdue
[Findings](findings.html) | – | – | –
"#]]
    );
}

#[test]
fn references_work_in_the_texts_of_records() {
    let action = |fields: &str| {
        format!(
            "---\nid: CA-1\ntitle: Do it\nkind: action\nowner: Buyer\nstate: open\ndue: 2026-12-01\n{fields}---\n"
        )
    };
    let test = manual("[kind.action]\nfields = { steps = \"texts\" }\n", "");
    test.write(
        "ca.md",
        action("root_cause: '[[notes.md]], [[clause:99]], [[satisfies:8.4.1]]'\n"),
    );
    assert_data_eq!(
        mistakes(&test).join("\n"),
        str![[r#"
broken-reference ca.md:8:13: there is no document or record `notes.md` | correct it, or add what it names
unknown-clause ca.md:8:13: ISO 9001:2015 has no clause 99 | did you mean `9`?
unread-claim ca.md:8:43: `[[satisfies:8.4.1]]` stands in a field, where no claim is read: it counts nowhere | name the clause under `clauses`, or write it in a paragraph of the page
"#]]
    );
    let fields = "root_cause: By [[QP-1]], see [[clause:8.4.1|the clause]].\n\
                  steps: [\"Read [[QP-1|it]]\", Ask, '[[NC-1]] and [[gaps]]']\n";
    test.write("ca.md", action(fields));
    let run = test.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_data_eq!(
        page(&test, "records/CA-1.html").linked(".control-block"),
        str![[r#"
Record | CA-1
Kind | [Action](../registers/actions.html)
Status | Open
Owner | Buyer
Due | 1 Dec 2026
State | Open
Root cause | By [QP-1 Title of QP-1](../documents/QP-1.html), see [the clause](../standards/iso-9001-2015/8.4.1.html).
Steps | Read [it](../documents/QP-1.html) / Ask / [NC-1 Late delivery](NC-1.html) and [Gaps](../gaps.html)
"#]]
    );
    assert_data_eq!(
        page(&test, "registers/actions.html").linked("tbody"),
        str![
            "[CA-1](../records/CA-1.html) | Do it | Open | 1 Dec 2026 | By [QP-1 Title of QP-1](../documents/QP-1.html), see [the clause](../standards/iso-9001-2015/8.4.1.html). | 1 Dec 2026 | Read [it](../documents/QP-1.html), Ask, [NC-1 Late delivery](../records/NC-1.html) and [Gaps](../gaps.html) | Buyer"
        ]
    );
    assert_data_eq!(
        page(&test, "documents/QP-1.html").linked(".referrers"),
        str![[r#"
Referenced by
[CA-1 Do it](../records/CA-1.html)
"#]]
    );
    let csv = test.run(&["registers", "action", "--format", "csv"]);
    let row = csv.stdout.lines().nth(1).unwrap_or_default();
    assert!(row.contains(",\"By QP-1, see the clause.\","), "{row}");
    assert!(row.contains(",Read it; Ask; NC-1 and gaps,"), "{row}");
}

#[test]
fn kinds_have_an_order() {
    let config = "[kind.manual]\nclass = \"document\"\ntitle = \"Quality manual\"\nbefore = \"policy\"\n\
                  [kind.map]\nclass = \"document\"\nbefore = \"procedure\"\n";
    let test = manual(config, "Text.");
    for (id, kind) in [("A", "map"), ("Z", "manual"), ("B", "policy")] {
        test.write(&format!("doc-{id}.md"), document(id, kind, "Text."));
    }
    let run = test.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let list = page(&test, "documents/index.html");
    assert_eq!(
        list.texts(".group"),
        ["Quality manuals 1", "Policies 1", "Maps 1", "Procedures 1"]
    );
    assert_eq!(
        page(&test, "print.html").texts(".print-contents h3"),
        [
            "Quality manuals",
            "Policies",
            "Maps",
            "Procedures",
            "Coverage"
        ]
    );
    let told = ["polcy", "audit", "manual"].map(|before| {
        let config = format!("[kind.manual]\nclass = \"document\"\nbefore = \"{before}\"\n");
        mistakes(&manual(&config, "Text.")).join("\n")
    });
    assert_data_eq!(
        told.join("\n"),
        str![[r#"
invalid-value manual.toml:6:10: `polcy` is no other kind of documents | did you mean `policy`?
invalid-value manual.toml:6:10: `audit` is no other kind of documents | write one of `policy`, `procedure`, `instruction`, `form`, `specification` and `external`
invalid-value manual.toml:6:10: `manual` is no other kind of documents | write one of `policy`, `procedure`, `instruction`, `form`, `specification` and `external`
"#]]
    );
}
