//! Editions: what they hold, what they say of the rest, and that nothing of it is left.

mod markers;
mod names;

use std::collections::BTreeSet;

use crate::manual_test::{ManualTest, files_below, run};
use crate::rendered_page::RenderedPage;
use crate::sample::on_sample;

pub(super) const CONFIG: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n\
    [audiences]\npublic = []\ninternal = [\"public\"]\n";

/// A document in force. `fields` are further lines of its front-matter.
pub(super) fn document(id: &str, title: &str, fields: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: {title}\nkind: procedure\nrevision: 1\nstatus: approved\nowner: Buyer\n\
         approver: Manager\neffective: 2026-02-01\nreview_due: 2027-02-01\n{fields}\n---\n{text}\n"
    )
}

/// Builds the edition for an audience into a folder beside the manual.
#[track_caller]
pub(super) fn edition(test: &ManualTest, audience: &str) -> Edition {
    let folder = test.beside(&format!("edition-{audience}"));
    let run = test.run(&[
        "build",
        "-o",
        folder.to_str().unwrap(),
        "--audience",
        audience,
    ]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    Edition { folder }
}

/// A record. `fields` are further lines of its front-matter.
fn record(kind: &str, id: &str, fields: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: Title of {id}\nkind: {kind}\nowner: Buyer\n{fields}\n---\nText.\n"
    )
}

/// A built edition.
pub(super) struct Edition {
    folder: std::path::PathBuf,
}

impl Edition {
    /// Whether the edition has a file.
    pub(super) fn has(&self, address: &str) -> bool {
        self.folder.join(address).exists()
    }

    /// A text file of the edition.
    pub(super) fn text(&self, address: &str) -> String {
        std::fs::read_to_string(self.folder.join(address)).unwrap()
    }

    /// A page of the edition.
    pub(super) fn page(&self, address: &str) -> RenderedPage {
        RenderedPage::new(&self.text(address))
    }
}

const PUBLIC: &str = "audience: public";
const INTERNAL: &str = "audience: internal";

/// The rows of the matrix as CSV: clause, status, and what it is addressed by.
fn rows(edition: &Edition, numbers: &[&str]) -> Vec<String> {
    let csv = edition.text("matrix/iso-9001-2015.csv");
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.records().map(Result::unwrap);
    let asked = rows.filter(|row| numbers.contains(&&row[1]));
    asked
        .map(|row| format!("{} {}: {}", &row[1], &row[4], &row[5]))
        .collect()
}

#[test]
fn statuses_are_those_of_the_whole_manual() {
    let draft = document("INT-2", "Draft", INTERNAL, "Text.").replace("approved", "draft");
    let draft = draft.replace("audience", "clauses: [4.2, 4.3]\naudience");
    let test = ManualTest::new(&[
        ("manual.toml", CONFIG.to_owned()),
        (
            "a.md",
            document(
                "PUB-1",
                "Purchasing",
                &format!("{PUBLIC}\nclauses: [{{ clause: 4.1, extent: partial }}, 4.4.1, 4]"),
                "Text.",
            ),
        ),
        (
            "b.md",
            document(
                "INT-1",
                "Secret",
                &format!("{INTERNAL}\nclauses: [4.1, 4.4.1]"),
                "Text.",
            ),
        ),
        ("c.md", draft),
    ]);
    let edition = edition(&test, "public");
    let elsewhere = "addressed in a document that this edition does not hold";
    assert_eq!(
        rows(&edition, &["4.1", "4.2", "4.4.1", "5.1.1"]),
        [
            format!("4.1 covered: PUB-1 rev 1 (partial); {elsewhere}"),
            "4.2 partial: PUB-1 rev 1 (via 4)".to_owned(),
            "4.4.1 covered: PUB-1 rev 1".to_owned(),
            "5.1.1 gap: ".to_owned(),
        ]
    );
    let matrix = edition.page("matrix/iso-9001-2015.html");
    assert_eq!(
        matrix.text("tr#clause-4.1"),
        format!(
            "4.1 Understanding the organization and its context | Covered | PUB-1 rev 1 Purchasing in part / {elsewhere} | – | – | Never | –"
        )
    );
    let clause = edition.page("standards/iso-9001-2015/4.1.html");
    assert_eq!(clause.texts(".verdict p")[1], format!("It is {elsewhere}."));
    let json: serde_json::Value =
        serde_json::from_str(&edition.text("matrix/iso-9001-2015.json")).unwrap();
    let whole = test.coverage();
    assert_eq!(json["edition"], "public");
    assert_eq!(
        json["standards"][0]["summary"],
        whole["standards"][0]["summary"]
    );
    let of = |json: &serde_json::Value, field: &str| -> Vec<serde_json::Value> {
        let clauses = json["standards"][0]["clauses"].as_array().unwrap();
        clauses.iter().map(|clause| clause[field].clone()).collect()
    };
    assert_eq!(of(&json, "status"), of(&whole, "status"));
    assert_eq!(
        json["standards"][0]["clauses"][1]["addressed_elsewhere"],
        true
    );
    assert!(json["standards"][0]["clauses"][2]["addressed_elsewhere"].is_null());
}

#[test]
fn an_edition_holds_what_its_audience_includes() {
    let board = CONFIG.replace("internal = ", "board = [\"internal\"]\ninternal = ");
    let test = ManualTest::new(&[
        ("manual.toml", board),
        ("a.md", document("PUB-1", "A", PUBLIC, "Text.")),
        ("b.md", document("INT-1", "B", INTERNAL, "Text.")),
        ("c.md", document("BRD-1", "C", "audience: board", "Text.")),
        ("d.md", document("NON-1", "D", "", "Text.")),
        (
            "e.md",
            document("TWO-1", "E", "audience: [board, public]", "Text."),
        ),
        ("f.md", "---\naudience: internal\n---\n# F\n".to_owned()),
        ("g.md", "# G\n".to_owned()),
    ]);
    let held = |audience: &str| {
        let edition = edition(&test, audience);
        let documents = ["PUB-1", "INT-1", "BRD-1", "NON-1", "TWO-1"];
        let mut held: Vec<&str> = documents
            .into_iter()
            .filter(|id| edition.has(&format!("documents/{id}.html")))
            .collect();
        held.extend(
            ["f", "g"]
                .iter()
                .filter(|name| edition.has(&format!("pages/{name}.html"))),
        );
        held
    };
    assert_eq!(held("public"), ["PUB-1", "TWO-1"]);
    assert_eq!(held("internal"), ["PUB-1", "INT-1", "TWO-1", "f"]);
    assert_eq!(held("board"), ["PUB-1", "INT-1", "BRD-1", "TWO-1", "f"]);
}

#[test]
fn a_reference_to_what_is_left_out_says_so_in_the_language_of_the_manual() {
    for (language, words) in [
        ("en", "a document that this edition does not hold"),
        ("de", "ein Dokument, das diese Ausgabe nicht enthält"),
        ("fr", "un document que cette édition ne contient pas"),
        ("es", "un documento que esta edición no contiene"),
    ] {
        let fields = format!("{PUBLIC}\nrecords: [INT-F]\nsupersedes: [INT-1, PUB-2]");
        let form = document("INT-F", "Form", INTERNAL, "Text.").replace("procedure", "form");
        let test = ManualTest::new(&[
            (
                "manual.toml",
                format!("language = \"{language}\"\n{CONFIG}"),
            ),
            (
                "a.md",
                document(
                    "PUB-1",
                    "A",
                    &fields,
                    "See [[INT-1|the plan]] and [[PUB-2]].",
                ),
            ),
            ("b.md", document("PUB-2", "B", PUBLIC, "Text.")),
            (
                "c.md",
                document(
                    "INT-1",
                    "C",
                    &format!("{INTERNAL}\nsupersedes: [PUB-3]"),
                    "Text.",
                ),
            ),
            (
                "d.md",
                document("PUB-3", "D", &format!("{PUBLIC}\nclauses: [4.1]"), "Text."),
            ),
            ("f.md", form),
            (
                "r.md",
                record(
                    "inspection",
                    "PUB-R",
                    &format!("{PUBLIC}\nform: INT-F\ndocuments: [INT-1, PUB-1, INT-F]"),
                ),
            ),
        ]);
        let edition = edition(&test, "public");
        let document = edition.page("documents/PUB-1.html");
        let text = document.linked(".prose");
        assert!(text.contains(words), "{text}");
        assert!(text.contains("[PUB-2 B](PUB-2.html)"), "{text}");
        let control = document.text(".control-block");
        assert!(control.contains(&format!(", {words}")), "{control}");
        let evidence = document.text("section:has(#_records)");
        assert!(evidence.contains(words), "{evidence}");
        let superseded = edition.page("documents/PUB-3.html").text(".notice");
        assert!(superseded.contains(words), "{superseded}");
        let record = edition.page("records/PUB-R.html");
        let fields = record.texts("dd");
        assert!(fields.iter().any(|field| field == words), "{fields:?}");
        let both = format!("{words} PUB-1 A");
        assert!(
            fields.iter().any(|field| field.replace('\n', " ") == both),
            "{fields:?}"
        );
    }
}

#[test]
fn a_home_page_that_names_no_audience_is_left_out() {
    let with_home = |front: &str| {
        let test = ManualTest::new(&[
            ("manual.toml", CONFIG.to_owned()),
            ("index.md", format!("{front}# Welcome\n\nOur words.\n")),
        ]);
        edition(&test, "public").page("index.html").text("main")
    };
    let public = with_home("---\naudience: public\n---\n");
    assert!(public.starts_with("Welcome\nOur words."), "{public}");
    let none = with_home("");
    assert!(!none.contains("Welcome"), "{none}");
    assert!(none.starts_with("M\n"), "{none}");
}

#[test]
fn figures_that_rest_on_records_left_out_are_left_out() {
    let audit = |audience: &str| {
        let fields = format!("{audience}\nstate: done\ndate: 2026-03-17\nclauses: [4]");
        record("audit", "AU-1", &fields)
    };
    let built = |audience: &str| {
        let fields = format!("{PUBLIC}\nclauses: [4.1]\nrecords: [review]");
        let test = ManualTest::new(&[
            ("manual.toml", CONFIG.to_owned()),
            ("a.md", document("PUB-1", "A", &fields, "Text.")),
            ("b.md", audit(audience)),
            (
                "c.md",
                record("review", "MR-1", &format!("{PUBLIC}\ndate: 2026-01-20")),
            ),
        ]);
        let edition = edition(&test, "public");
        (test, edition)
    };
    let heads = |edition: &Edition| {
        let csv = edition.text("matrix/iso-9001-2015.csv");
        csv.lines().next().unwrap().split(',').count()
    };
    let (_folder, whole) = built(PUBLIC);
    assert_eq!(heads(&whole), 16);
    assert!(whole.has("registers/management-review.html"));
    assert!(whole.has("registers/audit-programme.html"));
    let (_folder, part) = built(INTERNAL);
    // When a clause was audited, and whether an audit is due.
    assert_eq!(heads(&part), 14);
    assert!(!part.has("registers/management-review.html"));
    assert!(!part.has("registers/audit-programme.html"));
    let row = part.page("matrix/iso-9001-2015.html").text("tr#clause-4.1");
    assert!(!row.contains("Never"), "{row}");
    let json = part.text("matrix/iso-9001-2015.json");
    assert!(!json.contains("\"audit"), "{json}");
    assert!(json.contains("\"open_findings\""), "{json}");
}

#[test]
fn a_register_that_lacks_records_says_so_wherever_it_would_have_numbers() {
    let action = |id: &str, audience: &str| {
        let fields = format!("{audience}\nstate: open\ndue: 2026-01-20");
        record("action", id, &fields)
    };
    let built = |other: &str| {
        let test = ManualTest::new(&[
            ("manual.toml", CONFIG.to_owned()),
            ("a.md", document("PUB-1", "A", PUBLIC, "Text.")),
            ("b.md", action("CA-1", PUBLIC)),
            ("c.md", action("CA-2", other)),
        ]);
        let edition = edition(&test, "public");
        (test, edition)
    };
    let (_folder, whole) = built(PUBLIC);
    let (_folder, part) = built(INTERNAL);
    for address in ["index.html", "registers/index.html"] {
        let row = |edition: &Edition| edition.page(address).text(".register-list tbody tr");
        assert_eq!(row(&whole), "Actions | 2 | 2 | 2", "{address}");
        assert_eq!(
            row(&part),
            "Actions | This edition does not hold every record of this register",
            "{address}"
        );
    }
    let uncounted = |edition: &Edition| {
        let page = edition.page("registers/actions.html");
        page.count("table[data-uncounted]")
    };
    assert_eq!((uncounted(&whole), uncounted(&part)), (0, 1));
    let overdue = |edition: &Edition| {
        let home = edition.page("index.html").text("main");
        home.contains("No review of a document in this edition is overdue.")
    };
    assert_eq!((overdue(&whole), overdue(&part)), (false, true));
}

#[test]
fn an_audience_that_the_manual_does_not_have_is_a_wrong_call() {
    let page = document("PUB-1", "A", PUBLIC, "Text.");
    let test = ManualTest::new(&[("manual.toml", CONFIG), ("a.md", &page)]);
    let build = |arguments: &[&str]| test.run(&[&["build"], arguments].concat());
    let wrong = build(&["--audience", "publik"]);
    assert_eq!(
        (wrong.status, wrong.stderr.trim()),
        (
            2,
            "error: there is no audience `publik`: did you mean `public`?"
        )
    );
    let whole = build(&[]);
    assert!(
        whole.stderr.contains(
            "no audience was named, so nothing is withheld: `--audience public` makes an edition \
             (manual.toml names `public`, `internal`)"
        ),
        "{}",
        whole.stderr
    );
    test.write("manual.toml", CONFIG.split("[audiences]").next().unwrap());
    let without = build(&["--audience", "public"]);
    assert_eq!(without.status, 2);
    let said = "there is no audience `public`: manual.toml has no [audiences]";
    assert!(without.stderr.contains(said), "{}", without.stderr);
    assert!(!build(&[]).stderr.contains("no audience was named"));
}

#[test]
fn the_sample_manual_has_a_public_edition() {
    let folder = tempfile::tempdir().unwrap();
    let mut build = on_sample(&["build", "-q", "--audience", "public", "-o"]);
    let built = run(build.arg(folder.path()));
    assert_eq!(built.status, 0, "{}", built.stderr);
    let edition = Edition {
        folder: folder.path().to_owned(),
    };
    for held in [
        "documents/POL-01.html",
        "documents/QM-01.html",
        "records/CERT-01.html",
        "pages/notes/visitor-information.html",
    ] {
        assert!(edition.has(held), "{held}");
    }
    let ids = |folder: &std::path::Path| -> BTreeSet<String> {
        let pages = ["documents", "records"].into_iter().flat_map(|name| {
            let files = std::fs::read_dir(folder.join(name)).unwrap();
            files.map(|file| file.unwrap().file_name().into_string().unwrap())
        });
        let pages = pages.filter(|name| name != "index.html");
        pages
            .filter_map(|name| Some(name.strip_suffix(".html")?.to_owned()))
            .collect()
    };
    let (held, all) = (ids(folder.path()), ids(crate::sample::site()));
    assert!(held.len() < 10 && all.len() > 200, "{held:?}");
    for (path, file) in files_below(folder.path()) {
        let content = std::fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&content);
        for id in all.difference(&held) {
            assert!(!text.contains(id.as_str()), "{id} is in {path}");
        }
    }
    for standard in ["iso-9002-1994", "iso-9001-2015"] {
        let file = format!("matrix/{standard}.json");
        let read = |folder: &std::path::Path| -> serde_json::Value {
            let text = std::fs::read_to_string(folder.join(&file)).unwrap();
            serde_json::from_str(&text).unwrap()
        };
        let statuses = |json: serde_json::Value| -> Vec<serde_json::Value> {
            let clauses = json["standards"][0]["clauses"].as_array().unwrap();
            clauses
                .iter()
                .map(|clause| clause["status"].clone())
                .collect()
        };
        let whole = statuses(read(crate::sample::site()));
        assert_eq!(statuses(read(folder.path())), whole);
    }
}

#[test]
fn in_a_translation_the_words_are_in_its_language() {
    let test = ManualTest::new(&[
        ("manual.toml", CONFIG.to_owned()),
        ("a.md", document("PUB-1", "A", PUBLIC, "See [[INT-1]].")),
        (
            "a.de.md",
            document("PUB-1", "A", PUBLIC, "Siehe [[INT-1]]."),
        ),
        ("a.nl.md", document("PUB-1", "A", PUBLIC, "Zie [[INT-1]].")),
        ("c.md", document("INT-1", "C", INTERNAL, "Text.")),
    ]);
    let edition = edition(&test, "public");
    for (page, text) in [
        ("PUB-1", "See a document that this edition does not hold."),
        (
            "de/PUB-1",
            "Siehe ein Dokument, das diese Ausgabe nicht enthält.",
        ),
        // The theme has no Dutch.
        (
            "nl/PUB-1",
            "Zie a document that this edition does not hold.",
        ),
    ] {
        let page = edition.page(&format!("documents/{page}.html"));
        assert_eq!(page.text(".prose"), text);
    }
}
