//! `standards import` makes a catalog that a manual can use, and overwrites nothing.

use std::fs;

use crate::manual_test::{ManualTest, Run, told};
use crate::rendered_page::RenderedPage;

/// A catalog of OSCAL with a withdrawn control.
const CATALOG: &str = r#"{"catalog":{"uuid":"x","metadata":{"title":"Controls","version":"5","oscal-version":"1.1.2"},
"groups":[{"id":"ac","title":"Access","controls":[
  {"id":"ac-1","title":"Policy","props":[{"name":"label","value":"AC-1"}],"controls":[
    {"id":"ac-1.1","title":"By machine","props":[{"name":"label","value":"AC-1(1)"}]}]},
  {"id":"ac-2","title":"Old","props":[{"name":"label","value":"AC-2"},{"name":"status","value":"withdrawn"}]}]}]}}"#;

const CONFIG: &str =
    "title = \"M\"\norganisation = \"Harrow Bearings Ltd\"\nstandards = [\"own\"]\n";

const DOCUMENT: &str = "---\nid: QP-1\ntitle: Access\nkind: policy\nrevision: 1\nstatus: approved\nowner: Buyer\n\
                        approver: Manager\neffective: 2026-02-01\nclauses: [AC-1, AC-1(1)]\n---\nText.\n";

fn import(test: &ManualTest, arguments: &[&str]) -> Run {
    test.run(&[&["standards", "import"], arguments].concat())
}

#[test]
fn an_imported_catalog_is_a_standard_of_the_manual() {
    let test = ManualTest::new(&[("manual.toml", CONFIG), ("policies/access.md", DOCUMENT)]);
    fs::write(test.beside("controls.json"), CATALOG).unwrap();
    let run = import(
        &test,
        &[
            "controls.json",
            "--id",
            "own",
            "-o",
            "manual/standards/own.toml",
        ],
    );
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert_eq!(
        run.stderr,
        "controls.json: OSCAL 1.1.2 catalog; 2 requirements below 1 heading\n\
         left out: 1 withdrawn clause (AC-2)\n\
         to be filled in: designation, publisher, language\n\
         wrote manual/standards/own.toml; name \"own\" under `standards` in manual.toml\n"
    );
    assert_eq!(told(&test), []);
    let statuses =
        ["AC", "AC-1", "AC-1(1)"].map(|number| test.clause("own", number)["status"].clone());
    assert_eq!(statuses, ["covered", "covered", "covered"]);
    let shown = test.run(&["standards", "show", "own"]).stdout;
    assert_eq!(
        shown,
        "controls: Controls\n\nAC  Access  (heading)\n  AC-1  Policy  [unknown]\n    AC-1(1)  By machine  [unknown]\n"
    );
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let test = ManualTest::new::<&str>(&[]);
    fs::write(test.beside("controls.json"), CATALOG).unwrap();
    for (output, message) in [
        (
            "manual/manual.toml",
            "is there already; nothing was written",
        ),
        ("manual", "is a folder: name a file in it"),
        ("manual/standards/own.json", "does not end in .toml"),
    ] {
        let run = import(&test, &["controls.json", "-o", output]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(message), "{}", run.stderr);
    }
    let config = fs::read_to_string(test.manual().join("manual.toml")).unwrap();
    assert_eq!(config, crate::manual_test::PLAIN_MANUAL);
    assert!(!test.manual().join("standards").exists());
    for (file, message) in [("gone.json", "cannot be read"), ("manual", "is a folder")] {
        let run = import(&test, &[file]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(message), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn files_that_are_too_large_or_never_end_are_refused() {
    let test = ManualTest::new::<&str>(&[]);
    let large = fs::File::create(test.beside("large.json")).unwrap();
    large.set_len(4 << 30).unwrap();
    let pipe = test.beside("pipe.json");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    std::os::unix::fs::symlink("/dev/zero", test.beside("zero.json")).unwrap();
    fs::write(test.beside("list.txt"), "5.1 Plan\ninclude large.json\n").unwrap();
    fs::write(test.beside("controls.json"), CATALOG).unwrap();
    let told = |arguments: &[&str]| {
        let run = import(&test, arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        run.stderr
    };
    assert_eq!(
        told(&["large.json"]),
        "error: `large.json` is larger than 64 MiB\n"
    );
    assert_eq!(
        told(&["controls.json", "--catalog", "large.json"]),
        "error: `large.json` is larger than 64 MiB\n"
    );
    assert_eq!(
        told(&["list.txt"]),
        "error: list.txt: large.json is larger than 64 MiB\n"
    );
    for name in ["pipe.json", "zero.json"] {
        assert_eq!(
            told(&[name]),
            format!("error: `{name}` cannot be read: it is no file\n")
        );
    }
}

#[test]
fn without_a_file_the_catalog_is_printed() {
    let test = ManualTest::new::<&str>(&[]);
    fs::write(test.beside("list.csv"), "number,title\n4.10,Frame\n").unwrap();
    let run = import(&test, &["list.csv", "-q"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("\nid = \"list\"\n"), "{}", run.stdout);
    assert!(
        run.stdout
            .ends_with("[[clause]]\nnumber = \"4.10\"\ntitle = \"Frame\"\nrecords = \"unknown\"\n")
    );
    assert_eq!(run.stdout, import(&test, &["list.csv", "-q"]).stdout);
}

#[test]
fn a_catalog_in_another_language_is_marked_on_the_pages() {
    let list = "Nummer;Titel\n4.1;Zutritt und Besucher\n4.2;Der Umgang mit Ausweisen\n";
    let titles = |language: &str, options: &[&str]| {
        let config = format!(
            "title = \"M\"\norganisation = \"H\"\nlanguage = \"{language}\"\nstandards = [\"own\"]\n"
        );
        let test = ManualTest::new(&[("manual.toml", config)]);
        fs::write(test.beside("list.csv"), list).unwrap();
        let file = ["list.csv", "--id", "own", "-o", "manual/standards/own.toml"];
        let run = import(&test, &[&file, options].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        test.build();
        let page = fs::read_to_string(test.site().join("standards/own/4.1.html")).unwrap();
        let page = RenderedPage::new(&page);
        let tags = page.attributes("h1 [lang]", "lang");
        let tags: Vec<String> = tags.into_iter().map(|tag| tag.to_string()).collect();
        (tags, run.stderr)
    };
    let (lang, told) = titles("en", &[]);
    assert_eq!(lang, ["de"]);
    assert!(
        told.contains("assumed from its words: the language `de`; --language names another\n"),
        "{told}"
    );
    assert_eq!(titles("de-AT", &[]).0, [""; 0]);
    assert_eq!(titles("en", &["--language", "de-CH"]).0, ["de-CH"]);
    let test = ManualTest::new::<&str>(&[]);
    fs::write(test.beside("list.csv"), list).unwrap();
    let run = import(&test, &["list.csv", "--language", "german"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("`german` is no tag of a language: write two letters"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_file_in_standards_that_is_no_catalog_is_told() {
    let config = "title = \"M\"\norganisation = \"H\"\nstandards = [\"own\"]\nexclude = [\"standards/old/**\"]\n\
                  [[claims]]\nfile = \"standards/claims.csv\"\nstandard = \"own\"\n";
    let own = "id = \"own\"\nsource = \"controls.json\"\n[[clause]]\nnumber = \"1\"\n";
    let page = "---\nid: QP-1\ntitle: Access\nkind: policy\nrevision: 1\nstatus: draft\nowner: Buyer\n---\n\
                See the [list](../standards/list.xlsx).\n";
    let test = ManualTest::new(&[
        ("manual.toml", config),
        ("policies/access.md", page),
        ("standards/README.md", "# Where they come from\n"),
        ("standards/own.toml", own),
        ("standards/controls.json", CATALOG),
        ("standards/claims.csv", "clause,document\n1,QP-1\n"),
        ("standards/list.xlsx", ""),
        ("standards/old/a.csv", "number\n1\n"),
        ("standards/a/new.yaml", "name: X\n"),
        ("standards/logo.png", ""),
    ]);
    let found = test
        .diagnostics()
        .into_iter()
        .filter(|one| one.rule == "no-catalog");
    let found: Vec<(String, String)> = found.map(|one| (one.location(), one.help)).collect();
    assert_eq!(
        found,
        [(
            "standards/logo.png:1:1".to_owned(),
            "move it out of `standards/`, or name it under `exclude` in manual.toml".to_owned()
        ),]
    );
}
