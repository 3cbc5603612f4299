//! The files of a folder that belong to the manual, the files that are published, and their names
//! (`docs/design.md`, "manual.toml" and "What is published").

use crate::manual_test::{ManualTest, PLAIN_MANUAL, files_below};

fn document(id: &str, more: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: T\nkind: procedure\nrevision: 1\nstatus: approved\nowner: Buyer\n\
         approver: Quality manager\neffective: 2026-02-01\n{more}---\n{text}\n"
    )
}

fn manual(settings: &str, files: &[(&str, &str)]) -> ManualTest {
    let config = format!("{PLAIN_MANUAL}{settings}");
    let all: Vec<(&str, &str)> = [("manual.toml", config.as_str())]
        .into_iter()
        .chain(files.iter().copied())
        .collect();
    ManualTest::new(&all)
}

/// Builds the site and returns its files in `files/` and `pages/`.
#[track_caller]
fn published(test: &ManualTest) -> Vec<String> {
    let run = test.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let files = files_below(&test.site()).into_iter().map(|(path, _)| path);
    files
        .filter(|path| path.starts_with("files/") || path.starts_with("pages/"))
        .collect()
}

#[test]
fn only_what_something_refers_to_is_published() {
    let text = "![flow](flow.png) and <a href=\"form.docx\">the form</a>, a [table](rows.csv).";
    let objective = "---\nid: OB-1\ntitle: Scrap\nkind: objective\nowner: QM\nunit: '%'\ntarget: 2\n\
                     direction: at-most\ndata: scrap.csv\n---\n";
    let test = manual(
        "publish = [\"downloads/**\", \"!downloads/secret.txt\"]\n[theme]\nlogo = \"logo.png\"\n",
        &[
            ("procedures/a.md", &document("QP-01", "", text)),
            ("procedures/flow.png", "x"),
            ("procedures/form.docx", "x"),
            ("procedures/rows.csv", "a,b\n1,2\n"),
            ("records/ob.md", objective),
            ("records/scrap.csv", "date,value\n2026-01-01,1\n"),
            ("logo.png", "x"),
            ("downloads/drawing.dxf", "x"),
            ("downloads/secret.txt", "x"),
            ("passwords.txt", "hunter2"),
            ("Makefile", "all:"),
            ("procedures/other.csv", "c,d\n"),
        ],
    );
    assert_eq!(
        published(&test),
        [
            "files/downloads/drawing.dxf",
            "files/logo.png",
            "files/procedures/flow.png",
            "files/procedures/form.docx",
            "files/procedures/rows.csv",
            "files/records/scrap.csv",
        ]
    );
}

#[test]
fn what_a_published_file_runs_or_lacks_is_told_in_that_file() {
    let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">\n{inner}</svg>\n");
    let test = manual(
        "publish = [\"tool/*.html\"]\n",
        &[
            ("index.md", "![flow](flow.svg) ![plain](plain.svg)\n"),
            ("flow.svg", &svg("  <g onclick=\"x()\"/>")),
            ("plain.svg", &svg("<text>onclick</text>")),
            ("unused.svg", &svg("<script/>")),
            (
                "tool/tool.html",
                "<link rel=\"stylesheet\" href=\"style.css\">\n<img src=\"../gone.png\">\n",
            ),
            ("tool/style.css", "a { background: url(\"x.png\") }"),
        ],
    );
    let told: Vec<(String, String, String)> = test
        .errors()
        .into_iter()
        .map(|error| (error.location(), error.rule, error.help))
        .collect();
    let expected = [
        (
            "flow.svg:2:3",
            "active-content",
            "save it without scripts and handlers, or publish a picture or PDF of it",
        ),
        (
            "tool/tool.html:1:1",
            "missing-part",
            "add \"tool/style.css\" to `publish` in manual.toml",
        ),
        (
            "tool/tool.html:2:1",
            "missing-part",
            "add the file, or take out what asks for it",
        ),
    ];
    let expected =
        expected.map(|(at, rule, help)| (at.to_owned(), rule.to_owned(), help.to_owned()));
    assert_eq!(told, expected);
}

/// An approval with the digest of some other text.
const APPROVAL: &str = "[[approval]]\nstatement = '''\ndocument: QP-01\nrevision: 1\n\
    sha256: 192f10112124821d13a9264ac5c8dda38a5aa57835b51a015c2e4e0b7b1b677b\nrole: QM\n\
    meaning: yes\ndate: 2026-02-01\n'''\n";

#[test]
fn approvals_and_keys_are_never_published() {
    let test = manual(
        "publish = [\"**\"]\n",
        &[
            (
                "procedures/a.md",
                &document("QP-01", "", "See [who approved](../approvals/QP-01.toml)."),
            ),
            ("approvals/QP-01.toml", APPROVAL),
            ("allowed_signers", "# nobody\n"),
        ],
    );
    let broken = test.only("broken-reference");
    assert_eq!(broken.location(), "procedures/a.md:11:20");
    assert!(
        broken.message.contains("never published"),
        "{}",
        broken.message
    );
    test.write("procedures/a.md", document("QP-01", "", "Text."));
    assert_eq!(published(&test), [""; 0]);
}

#[test]
fn a_private_key_is_an_error_at_the_link_and_is_told_of_the_pattern_that_fits_it() {
    let pages = |text: &str| document("QP-01", "", text);
    let test = manual(
        "publish = [\"keys/*\", \"all/*\", \"!all/server.txt\"]\n",
        &[
            (
                "procedures/a.md",
                &pages(
                    "[a](../keys/server.pem), [b](../id_rsa)\n\n<a href=\"../keys/x.txt\">c</a>",
                ),
            ),
            (
                "keys/server.pem",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
            ),
            (
                "keys/x.txt",
                "The key:\n-----BEGIN PRIVATE KEY-----\nAAAA\n",
            ),
            ("keys/server.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n"),
            ("all/server.txt", "-----BEGIN PRIVATE KEY-----\nAAAA\n"),
            ("all/notes.txt", "Text.\n"),
            ("id_rsa", "AAAA\n"),
        ],
    );
    let errors = test.errors();
    let told: Vec<(String, &str)> = errors
        .iter()
        .map(|error| (error.location(), error.rule.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("procedures/a.md:11:5".to_owned(), "broken-reference"),
            ("procedures/a.md:11:30".to_owned(), "broken-reference"),
            ("procedures/a.md:13:10".to_owned(), "broken-reference"),
        ]
    );
    assert_eq!(
        errors[1].message,
        "`id_rsa` holds keys or passwords, and is never published"
    );
    let pattern = test.only("setting-without-effect");
    assert_eq!(
        pattern.message,
        "`keys/*` fits `keys/server.pem`, which holds keys or passwords and is never published"
    );
    test.write("procedures/a.md", pages("Text."));
    assert_eq!(
        published(&test),
        ["files/all/notes.txt", "files/keys/server.crt"]
    );
}

#[test]
fn a_private_key_is_an_error_wherever_something_refers_to_it() {
    const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n";
    let objective = "---\nid: OBJ-1\ntitle: T\nkind: objective\nowner: Buyer\ntarget: 1\n\
        direction: at-least\ndata: values.csv\n---\n";
    let test = manual(
        "[theme]\nlogo = \"logo.svg\"\n",
        &[
            ("records/objective.md", objective),
            (
                "records/values.csv",
                &format!("period,value\n2026-10,{KEY}"),
            ),
            ("logo.svg", &format!("<svg>{KEY}</svg>")),
        ],
    );
    let errors = test.errors();
    let told: Vec<String> = errors
        .iter()
        .map(|error| format!("{} {}", error.location(), error.message))
        .collect();
    assert_eq!(
        told,
        [
            "manual.toml:5:8 `logo.svg` holds keys or passwords, and is never published",
            "records/objective.md:8:7 `records/values.csv` holds keys or passwords, and is never published",
        ]
    );
}

#[test]
fn a_private_key_in_what_the_site_shows_is_an_error() {
    const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n";
    let test = manual(
        "theme = \"ours\"\n[variables]\nkey = \"\"\"\n-----BEGIN RSA PRIVATE KEY-----\nMIIEvQ\n\"\"\"\n",
        &[
            (
                "procedures/a.md",
                &document("QP-01", "", &format!("Text.\n\n```\n{KEY}```")),
            ),
            ("procedures/b.md", &document("QP-02", "", KEY)),
            (
                "procedures/c.md",
                &document(
                    "QP-03",
                    "",
                    "Never send `-----BEGIN PRIVATE KEY-----` to anybody.",
                ),
            ),
            ("themes/ours/assets/id_rsa", "AAAA\n"),
        ],
    );
    let told: Vec<String> = test
        .errors()
        .iter()
        .map(|error| format!("{} {}", error.location(), error.rule))
        .collect();
    assert_eq!(
        told,
        [
            "manual.toml:7:3 private-key",
            "procedures/a.md:14:3 private-key",
            "procedures/b.md:11:3 private-key",
            "themes/ours/assets/id_rsa:1:1 private-key",
        ]
    );
}

#[test]
fn what_exclude_names_is_not_there() {
    let test = manual(
        "exclude = [\"README.md\", \"venv/**\", \"drafts\"]\n",
        &[
            (
                "procedures/a.md",
                &document("QP-01", "", "See [it](../drafts/b.md)."),
            ),
            ("README.md", "About the repository.\n"),
            ("venv/lib/README.md", "A package.\n"),
            ("drafts/b.md", "A draft.\n"),
            ("procedures/README.md", "What is here.\n"),
        ],
    );
    let broken = test.only("broken-reference");
    assert!(
        broken.message.contains("`exclude` leaves it out"),
        "{}",
        broken.message
    );
    test.write("procedures/a.md", document("QP-01", "", "Text."));
    assert_eq!(published(&test), ["pages/procedures/index.html"]);
}

#[test]
fn an_approved_procedure_in_the_folder_of_standards_counts() {
    let text = document("QP-01", "clauses: [8.4.1]\n", "Buyers score suppliers.");
    let test = ManualTest::new(&[("standards/purchasing.md", text.as_str())]);
    assert_eq!(test.clause("iso-9001-2015", "8.4.1")["status"], "covered");
}

#[test]
fn a_name_that_windows_cannot_hold_is_an_error_at_the_link() {
    let text = "[form](Form%2012%3A%20v2%3F.xlsx) [x](con.png)\n\n[long](";
    let long = format!("{}.png", "x".repeat(230));
    let text = format!("{text}{long})");
    let test = ManualTest::new(&[
        ("procedures/a.md", document("QP-01", "", &text).as_str()),
        ("procedures/Form 12: v2?.xlsx", "x"),
        ("procedures/con.png", "x"),
        (&format!("procedures/{long}"), "x"),
        ("procedures/aux.png", "nobody refers to it"),
        ("notes/what?.md", "A page.\n"),
    ]);
    let errors = test.errors();
    let found: Vec<(&str, String)> = errors
        .iter()
        .map(|error| (error.rule.as_str(), error.location()))
        .collect();
    let expected = [
        "notes/what?.md:1:1",
        "procedures/a.md:11:8",
        "procedures/a.md:11:39",
        "procedures/a.md:13:8",
    ];
    let expected = expected.map(|place| ("invalid-name", place.to_owned()));
    assert_eq!(found, expected, "{errors:#?}");
}

#[test]
fn names_that_look_the_same_are_an_error_that_names_both() {
    let test = ManualTest::new(&[
        (
            "procedures/a.md",
            document("QP-01", "", "[one](Plan.png) [two](plan.png)").as_str(),
        ),
        ("procedures/Plan.png", "x"),
        ("procedures/plan.png", "x"),
        ("procedures/b.md", &document("QP\u{2011}01", "", "Text.")),
        ("procedures/c.md", &document("Q\u{200b}P-03", "", "Text.")),
    ]);
    let errors = test.errors();
    let told: Vec<(&str, String, &str)> = errors
        .iter()
        .map(|error| {
            (
                error.rule.as_str(),
                error.location(),
                error.message.as_str(),
            )
        })
        .collect();
    let clash = "`procedures/Plan.png` and `procedures/plan.png` differ in case only: many systems \
                 hold one of them";
    let look = "`QP\u{2011}01` looks like `QP-01`, the id of procedures/a.md, and is another: it has \
                U+2011 in place of U+002D";
    let hidden = "an id may not contain a letter that cannot be seen, such as U+200B";
    assert_eq!(
        told,
        [
            ("clashing-names", "procedures/a.md:11:23".to_owned(), clash),
            ("duplicate-id", "procedures/b.md:2:5".to_owned(), look),
            ("invalid-id", "procedures/c.md:2:5".to_owned(), hidden),
        ]
    );
}

#[test]
fn letters_with_marks_are_the_same_in_every_form() {
    let decomposed = "procedures/Pru\u{308}fung.md";
    let test = ManualTest::new(&[
        (
            "procedures/a.md",
            document(
                "PR-Ü1",
                "records: [\"FM-A\u{308}\"]\n",
                "See [it](Prüfung.md), ![p](Maß%20ä.png), [[FM-Ä]].",
            )
            .as_str(),
        ),
        (decomposed, "The test. [[PR-U\u{308}1]]\n"),
        ("procedures/Maß a\u{308}.png", "x"),
        (
            "forms/f.md",
            &document("FM-Ä", "", "Text.").replace("procedure", "form"),
        ),
    ]);
    assert_eq!(test.errors(), []);
    let files = published(&test);
    assert_eq!(
        files,
        [
            "files/procedures/Maß ä.png",
            "pages/procedures/Prüfung.html"
        ]
    );
}

#[test]
fn a_role_is_the_same_in_every_case() {
    let training = |id: &str, person: &str, role: &str, document: &str| {
        format!(
            "---\nid: {id}\ntitle: T\nkind: training\nowner: QM\nperson: {person}\nrole: {role}\n\
             document: {document}\nrevision: 1\ndate: 2026-03-01\nresult: pass\n---\n"
        )
    };
    let test = ManualTest::new(&[
        (
            "procedures/a.md",
            document("QP-01", "roles: [Buyer]\n", "Text.").as_str(),
        ),
        ("procedures/b.md", &document("QP-02", "", "Text.")),
        ("records/t1.md", &training("TR-1", "P-1", "Buyer", "QP-01")),
        (
            "records/t2.md",
            &training("TR-2", "P-2", " BUYER ", "QP-02"),
        ),
    ]);
    let missing = test.only("training-missing");
    assert!(missing.message.contains("Buyer"), "{}", missing.message);
}

#[test]
fn one_id_in_two_files_is_one_mistake() {
    let page = document("QP-01", "", "Text.");
    let test = ManualTest::new(&[
        ("procedures/a copy.md", page.as_str()),
        ("procedures/a.md", page.as_str()),
    ]);
    let about: Vec<String> = test
        .diagnostics()
        .into_iter()
        .filter(|one| one.file.starts_with("procedures/"))
        .map(|one| one.rule)
        .collect();
    assert_eq!(about, ["duplicate-id"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_manual_is_an_error_unless_it_may() {
    use std::os::unix::fs::symlink;
    let test = ManualTest::new(&[("procedures/a.md", document("QP-01", "", "Text.").as_str())]);
    std::fs::create_dir(test.beside("shared")).unwrap();
    std::fs::write(test.beside("shared/b.md"), "Shared.\n").unwrap();
    symlink("../shared", test.manual().join("shared")).unwrap();
    let refused = test.only("unreadable-file");
    assert_eq!(refused.location(), "shared:1:1");
    assert!(
        refused.help.contains("follow_links = true"),
        "{}",
        refused.help
    );
    test.write(
        "manual.toml",
        format!("{PLAIN_MANUAL}[reading]\nfollow_links = true\n"),
    );
    assert_eq!(published(&test), ["pages/shared/b.html"]);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_told_once_and_not_again_at_the_links_to_it() {
    use std::os::unix::net::UnixListener;
    let text = "![a](a.png) [b](b/c.txt) [page](c.md)";
    let test = ManualTest::new(&[("a.md", document("QP-01", "", text).as_bytes())]);
    // A socket is neither a file nor a folder.
    let _socket = UnixListener::bind(test.manual().join("a.png")).unwrap();
    std::fs::create_dir(test.beside("shared")).unwrap();
    std::fs::write(test.beside("shared/c.txt"), "Shared.\n").unwrap();
    std::os::unix::fs::symlink("../shared", test.manual().join("b")).unwrap();
    test.write("c.md", b"\xff\n");
    let errors = test.errors().into_iter();
    let told: Vec<(String, String)> = errors.map(|one| (one.file, one.rule)).collect();
    let expected = ["a.png", "b", "c.md"];
    assert_eq!(
        told,
        expected.map(|file| (file.to_owned(), "unreadable-file".to_owned()))
    );
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_of_a_theme_is_an_error_of_the_check() {
    use std::os::unix::net::UnixListener;
    let test = manual("theme = \"ours\"\n", &[("themes/ours/style.css", "")]);
    assert_eq!(test.errors(), []);
    let _socket = UnixListener::bind(test.manual().join("themes/ours/document.html")).unwrap();
    let error = test.only("unreadable-file");
    assert_eq!(error.location(), "themes/ours/document.html:1:1");
    assert_eq!(test.build().status, 1);
}

/// The settings are a file of the manual like any other.
#[cfg(unix)]
#[test]
fn settings_behind_a_link_that_leads_out_of_the_manual_are_not_read() {
    use std::os::unix::fs::symlink;
    let test = ManualTest::new(&[("procedures/a.md", document("QP-01", "", "Text.").as_str())]);
    let settings = test.manual().join("manual.toml");
    std::fs::remove_file(&settings).unwrap();
    symlink("../shared.toml", &settings).unwrap();
    let shared = |text: &str| std::fs::write(test.beside("shared.toml"), text).unwrap();
    shared(&format!("{PLAIN_MANUAL}exclude = [\"procedures/**\"]\n"));
    let told: Vec<String> = test
        .diagnostics()
        .iter()
        .map(|one| format!("{} {}", one.rule, one.location()))
        .collect();
    assert_eq!(told, ["unreadable-file manual.toml:1:1"]);
    let refused = test.only("unreadable-file");
    assert!(
        refused
            .message
            .starts_with("the link leads out of the manual, to `"),
        "{}",
        refused.message
    );
    assert_eq!(test.build().status, 1);
    assert!(!test.site().exists());

    shared(&format!("{PLAIN_MANUAL}[reading]\nfollow_links = true\n"));
    assert_eq!(test.errors(), []);

    // Out of the repository no link leads, whatever the settings say.
    std::fs::create_dir(test.manual().join(".git")).unwrap();
    let refused = test.only("unreadable-file");
    assert_eq!(refused.location(), "manual.toml:1:1");
    assert!(
        refused
            .message
            .starts_with("the link leads out of the repository, to `"),
        "{}",
        refused.message
    );

    // Within the manual it may lead anywhere.
    std::fs::remove_file(&settings).unwrap();
    test.write("settings/ours.toml", PLAIN_MANUAL);
    symlink("settings/ours.toml", &settings).unwrap();
    assert_eq!(test.errors(), []);
}

/// What a command writes is written into the manual, not behind a link that leads out of it.
#[cfg(unix)]
#[test]
fn nothing_is_written_behind_a_link_that_leads_out_of_the_manual() {
    use std::os::unix::fs::symlink;
    let test = ManualTest::new(&[("procedures/a.md", document("QP-01", "", "Text.").as_str())]);
    std::fs::create_dir(test.beside("elsewhere")).unwrap();
    symlink("../elsewhere", test.manual().join("approvals")).unwrap();
    let run = test.run(&["approve", "QP-01", "-q"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("`approvals`: the link leads out of the manual"),
        "{}",
        run.stderr
    );
    symlink(
        "../elsewhere/history.csv",
        test.manual().join("history.csv"),
    )
    .unwrap();
    std::fs::write(test.beside("elsewhere/history.csv"), "").unwrap();
    let run = test.run(&["history"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("history.csv: the link leads out of the manual"),
        "{}",
        run.stderr
    );
    let left: Vec<_> = std::fs::read_dir(test.beside("elsewhere"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["history.csv"]);
}
