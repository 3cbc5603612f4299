//! After any change, a workspace that keeps a manual in memory gives the same bytes as a new build.

use clausebook::stages::{Content, Renderer, SiteFile, Theme, Touched};
use clausebook::{Compiled, Date, DiskSources, Sources, Workspace, stages};
use clausebook::{compile, read};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::manual_test::{PLAIN_MANUAL, files_below, run};
use crate::repository::{Repository, procedure};

const FILES: [&str; 8] = [
    "a.md",
    "b.md",
    "in/c.md",
    "in/d.md",
    "e.md",
    "in/deep/f.md",
    "a.de.md",
    "in/a.fr.md",
];
const TITLES: [&str; 4] = ["Purchasing", "Release", "Storage & packing", "Training"];
const CLAUSES: [&str; 5] = ["8.4.1", "8.4", "8.6", "7.2", "8.99"];
const TEXTS: [&str; 13] = [
    "Plain.",
    "See [[QP-1]] and [[QP-2#scope]].",
    "At {{ place }}.",
    "Broken [[QP-99]].",
    "## More {#more clause=8.6}\n\nText.",
    "See [[QP-1#more]], [[QP-2#more]] and [[clause:8.6]].",
    "[Beside](e.md#more), ![picture](/in/picture.png), [[NC-1]].",
    "## Other {#more}\n\nSee [[clause:own:1]]. [[satisfies:8.6]]",
    "**Version:** 2\n\n**Roles:** Buyer, Fitter\n\nText.",
    "| Clause | Doc |\n|---|---|\n| 8.6 | QP-2 |\n| 8.4.1 | [x](/a.md#more), QP-3 |\n| 7.2 | b.md |",
    "[Folder](in/) [Bare](a#scope) [Up](..) [In](/in/deep/f)",
    "[[QP-1#scope]], [[QP-2#more]], [de](/a.de.md#more). [[satisfies:8.6]]",
    "Tag. <!-- (8.6) -->\n\n## Tagged {#more}\n\n<!-- (7.2 and 8.99) -->",
];
const FIELDS: [&str; 8] = [
    "kind: procedure",
    "kind: form",
    "kind: procedure\nsupersedes: [QP-2]",
    "kind: procedure\nrecords: [QP-3, finding]",
    "kind: check",
    "kind: procedure\nlanguage: de",
    "kind: form\nlanguage: fr\nsupersedes: [QP-2]",
    "kind: procedure\nlanguage: xx",
];
/// Rules that are warnings, so that the site is built despite these mistakes.
const LENIENT: &str = "[rules]\nbroken-reference = \"warn\"\nduplicate-id = \"warn\"\n\
    unknown-clause = \"warn\"\nunknown-variable = \"warn\"\nunknown-kind = \"warn\"\n\
    unknown-standard = \"warn\"\ninvalid-value = \"warn\"\ncircular-supersession = \"warn\"\n";

/// What `[[defaults]]`, `[[metadata]]` and `[[claims]]` may say.
const READING: [&str; 9] = [
    "",
    "[[defaults]]\nkind = \"procedure\"\nid = \"{stem}\"\nowner = \"Owner\"\nrevision = \"1\"\n\
     status = \"approved\"\napprover = \"Manager\"\neffective = 2026-01-01\nclauses = [\"8.4.1\"]\n",
    "[[defaults]]\nfiles = [\"in/**\", \"!in/deep/**\"]\nmatch = '^(?<letter>.)'\nkind = \"procedure\"\n\
     id = \"QP-{letter}\"\nstatus = \"draft\"\nrecords = [\"QP-{letter}\"]\n\
     [[defaults]]\nfiles = \"none/**\"\nowner = \"Owner\"\n",
    "[[defaults]]\nkind = \"form\"\nid = \"QP-1\"\nclauses = [\"8.99\"]\nfields = { supersedes = \"roles\" }\n",
    "[[defaults]]\nmatch = '('\nkind = \"form\"\nid = \"{letter}\"\n",
    "[[claims]]\nfile = \"claims.csv\"\n\
     [[claims]]\ncolumns = { clause = \"Clause\", document = \"Doc\" }\n\
     [[claims]]\npattern = '\\((?<clause>[0-9].*)\\)'\n\
     [[metadata]]\nnames = { Version = \"revision\", Roles = \"roles\" }\n",
    "[[claims]]\ncolumns = { clause = \"Clause\" }\nfiles = [\"in/**\"]\nstatus = \"proposed\"\n\
     [[claims]]\nfile = \"claims.csv\"\nsection = \"more\"\n",
    "[[defaults]]\nfiles = [\"in/**\"]\nlanguage = \"fr\"\n",
    "[[metadata]]\npattern = '(?<title>Tag[.])'\n\
     [[metadata]]\nnames = { Version = \"id\", Roles = \"kind\" }\n",
];
/// The position in [`READING`] at which the first settings of a run are.
const CLAIMS: usize = 5;

/// A change of the manual's folder.
#[derive(Clone, Debug)]
enum Change {
    Write {
        file: usize,
        id: usize,
        title: usize,
        clause: usize,
        text: usize,
        fields: usize,
    },
    /// A file without front-matter, or with unreadable front-matter.
    Uncontrolled {
        file: usize,
        text: usize,
        broken: bool,
    },
    Remove {
        file: usize,
    },
    Rename {
        from: usize,
        to: usize,
    },
    MoveFolder,
    Finding {
        clause: usize,
        grade: usize,
    },
    Settings {
        title: usize,
        location: bool,
        broken: bool,
        lenient: bool,
        kind: bool,
        reading: usize,
    },
    /// A file that may be the home page's text.
    Home {
        index: bool,
        there: bool,
        text: usize,
    },
    Standard {
        clause: usize,
        there: bool,
    },
    Measurements {
        value: usize,
        there: bool,
    },
    /// A table of claims.
    Claims {
        rows: usize,
        there: bool,
    },
    /// Temporary files of editors and files of git.
    Noise,
    Theme {
        word: usize,
        broken: bool,
    },
    Asset {
        size: usize,
    },
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        16 => (0..FILES.len(), 0..6usize, 0..4usize, 0..5usize, 0..TEXTS.len(), 0..FIELDS.len()).prop_map(
            |(file, id, title, clause, text, fields)| Change::Write { file, id, title, clause, text, fields }
        ),
        2 => (0..FILES.len(), 0..TEXTS.len(), any::<bool>())
            .prop_map(|(file, text, broken)| Change::Uncontrolled { file, text, broken }),
        2 => (0..FILES.len()).prop_map(|file| Change::Remove { file }),
        2 => (0..FILES.len(), 0..FILES.len()).prop_map(|(from, to)| Change::Rename { from, to }),
        1 => Just(Change::MoveFolder),
        2 => (0..4usize, 0..3usize).prop_map(|(clause, grade)| Change::Finding { clause, grade }),
        2 => (
            (0..4usize, any::<bool>(), prop::bool::weighted(0.2), any::<bool>(), any::<bool>()),
            0..READING.len(),
        ).prop_map(|((title, location, broken, lenient, kind), reading)| {
            Change::Settings { title, location, broken, lenient, kind, reading }
        }),
        2 => (any::<bool>(), any::<bool>(), 0..TEXTS.len())
            .prop_map(|(index, there, text)| Change::Home { index, there, text }),
        1 => (0..3usize, any::<bool>()).prop_map(|(clause, there)| Change::Standard { clause, there }),
        1 => (0..3usize, any::<bool>()).prop_map(|(value, there)| Change::Measurements { value, there }),
        2 => (0..4usize, prop::bool::weighted(0.8)).prop_map(|(rows, there)| Change::Claims { rows, there }),
        1 => Just(Change::Noise),
        1 => (0..4usize, prop::bool::weighted(0.2)).prop_map(|(word, broken)| Change::Theme { word, broken }),
        1 => (0..3usize).prop_map(|size| Change::Asset { size }),
    ]
}

/// Makes the change and returns the paths that a file watcher would report.
fn make(root: &Path, change: &Change) -> Vec<PathBuf> {
    let file = |at: usize| root.join(FILES[at]);
    let write = |path: PathBuf, text: String| {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        vec![path]
    };
    match change {
        Change::Write {
            file: at,
            id,
            title,
            clause,
            text,
            fields,
        } => write(
            file(*at),
            format!(
                "---\nid: QP-{id}\ntitle: {}\n{}\nrevision: 1\nstatus: approved\n\
                 owner: Buyer\napprover: Manager\neffective: 2026-01-01\nclauses: [{}]\n---\n\
                 ## Scope {{#scope}}\n\n{}\n",
                TITLES[*title], FIELDS[*fields], CLAUSES[*clause], TEXTS[*text]
            ),
        ),
        Change::Uncontrolled {
            file: at,
            text,
            broken,
        } => {
            let front = if *broken {
                "---\nid: QP-1\n x: [\n---\n"
            } else {
                ""
            };
            write(file(*at), format!("{front}{}\n", TEXTS[*text]))
        }
        Change::Standard { clause, there } => {
            let path = root.join("standards/own.toml");
            if !there {
                let _ = fs::remove_file(&path);
                return vec![path];
            }
            let text = format!(
                "id = \"own\"\ndesignation = \"Own\"\ntitle = \"Own\"\n\n[[clause]]\n\
                 number = \"{clause}\"\ntitle = \"T\"\n"
            );
            write(path, text)
        }
        Change::Measurements { value, there } => {
            let path = root.join("records/values.csv");
            let record = "---\nid: OB-1\ntitle: Scrap\nkind: objective\nowner: Buyer\nunit: \"%\"\n\
                target: 2\ndirection: at-most\nperiod: month\ndata: values.csv\n---\n";
            let mut touched = write(root.join("records/ob.md"), record.to_owned());
            if *there {
                let rows = ["2026-09,1\n", "2026-09,3\n", "2026-09,many\n"][*value];
                touched.extend(write(path, format!("period,value\n{rows}")));
            } else {
                let _ = fs::remove_file(&path);
                touched.push(path);
            }
            touched
        }
        Change::Claims { rows, there } => {
            let path = root.join("claims.csv");
            if !there {
                let _ = fs::remove_file(&path);
                return vec![path];
            }
            let rows = [
                "8.6,QP-1,\n7.2,in/c.md#more,proposed\n",
                "8.99,QP-1,\n8.4.1,QP-99,\n7.2,b.md,\n",
                "8.6,\"QP-1, QP-2\",\n8.5,NC-1,\n8.4,e.md,sure\n",
                "",
            ][*rows];
            write(path, format!("clause,document,status\n{rows}"))
        }
        Change::Noise => {
            fs::create_dir_all(root.join(".git")).unwrap();
            let mut touched = write(root.join(".git/index"), "x".to_owned());
            touched.extend(write(root.join("a.md~"), "x".to_owned()));
            touched.push(root.join("4913"));
            touched
        }
        Change::Remove { file: at } => {
            let _ = fs::remove_file(file(*at));
            vec![file(*at)]
        }
        Change::Rename { from, to } => {
            fs::create_dir_all(file(*to).parent().unwrap()).unwrap();
            let _ = fs::rename(file(*from), file(*to));
            vec![file(*from), file(*to)]
        }
        Change::MoveFolder => {
            let (from, to) = (root.join("in"), root.join("moved"));
            if from.exists() && !to.exists() {
                fs::rename(&from, &to).unwrap();
            } else if to.exists() && !from.exists() {
                fs::rename(&to, &from).unwrap();
            }
            vec![from, to]
        }
        Change::Finding { clause, grade } => write(
            root.join("records/nc.md"),
            format!(
                "---\nid: NC-1\ntitle: Finding\nkind: finding\nowner: Buyer\ngrade: {}\nstate: open\n\
                 date: 2026-05-05\nclauses: [{}]\n---\nText.\n",
                ["major", "minor", "observation"][*grade],
                CLAUSES[*clause]
            ),
        ),
        Change::Settings {
            title,
            location,
            broken,
            lenient,
            kind,
            reading,
        } => {
            let lenient = if *lenient { LENIENT } else { "" };
            let kind = if *kind {
                "[kind.check]\nclass = \"document\"\ntitle = \"Check\"\n"
            } else {
                ""
            };
            let location = if *location {
                "[variables]\nplace = \"the works\"\n"
            } else {
                ""
            };
            let broken = if *broken { "standards = [\n" } else { "" };
            write(
                root.join("manual.toml"),
                format!(
                    "title = \"{}\"\nstandards = [\"iso-9001-2015\", \"own\"]\ntheme = \"own\"\n\
                     {broken}{location}{kind}{lenient}{}",
                    TITLES[*title], READING[*reading]
                ),
            )
        }
        Change::Home { index, there, text } => {
            let path = root.join(if *index { "index.md" } else { "README.md" });
            match there {
                true => write(path, format!("# Home\n\n{}\n", TEXTS[*text])),
                false => {
                    let _ = fs::remove_file(&path);
                    vec![path]
                }
            }
        }
        Change::Theme { word, broken } => {
            let word = if *broken { "{% if %}" } else { TITLES[*word] };
            write(
                root.join("themes/own/templates/404.html"),
                format!(
                    "{{% extends \"base.html\" %}}{{% block main %}}{word}{{% endblock main %}}"
                ),
            )
        }
        Change::Asset { size } => write(root.join("in/picture.png"), "x".repeat(*size)),
    }
}

fn day() -> Date {
    crate::manual_test::AS_OF.parse().unwrap()
}

/// The content of every file of the site by its address.
fn site(from: &Arc<dyn Sources>, compiled: &Compiled, theme: &Theme) -> BTreeMap<String, Vec<u8>> {
    let renderer = Renderer::new(compiled, theme).unwrap();
    contents(from, compiled, &renderer, stages::list(compiled, theme))
}

/// The content of files by their addresses.
fn contents(
    from: &Arc<dyn Sources>,
    compiled: &Compiled,
    renderer: &Renderer<'_>,
    files: Vec<SiteFile>,
) -> BTreeMap<String, Vec<u8>> {
    files
        .into_iter()
        .map(|file| {
            let bytes = match stages::content(from, compiled, renderer, &file).unwrap() {
                Content::Bytes(bytes) => bytes,
                Content::CopyOf(original) => {
                    let mut bytes = Vec::new();
                    original.open().unwrap().1.read_to_end(&mut bytes).unwrap();
                    bytes
                }
            };
            (file.address().to_owned(), bytes)
        })
        // A workbook is slow to make, and it has the same source as the other exports.
        .filter(|(address, _)| !address.ends_with(".xlsx"))
        .collect()
}

#[test]
fn any_change_gives_what_a_build_from_nothing_gives() {
    let cases = std::env::var("CLAUSEBOOK_WORKSPACE_CASES").ok();
    let cases = cases.and_then(|cases| cases.parse().ok()).unwrap_or(6);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(cases));
    let changes = prop::collection::vec(change(), 1..20);
    let result = runner.run(&changes, |changes| {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        make(
            &root,
            &Change::Settings {
                title: 0,
                location: true,
                broken: false,
                lenient: true,
                kind: true,
                reading: CLAIMS,
            },
        );
        make(
            &root,
            &Change::Standard {
                clause: 1,
                there: true,
            },
        );
        make(
            &root,
            &Change::Theme {
                word: 0,
                broken: false,
            },
        );
        make(
            &root,
            &Change::Write {
                file: 0,
                id: 1,
                title: 0,
                clause: 0,
                text: 0,
                fields: 0,
            },
        );
        let disk = DiskSources::new(&root);
        let from: Arc<dyn Sources> = Arc::new(disk.clone());
        let mut workspace = Workspace::open(Arc::clone(&from), day()).unwrap();
        for change in &changes {
            let touched = make(&root, change);
            let touched: Vec<Touched> = touched.iter().map(|path| disk.touched(path)).collect();
            workspace.update(&touched, day());
            let clean = compile(read(&disk).unwrap(), day());
            let is_themed = workspace.report().entries.len() == clean.report.entries.len();
            if is_themed {
                prop_assert_eq!(&workspace.report().entries, &clean.report.entries);
            }
            if clean.report.stops_build() {
                prop_assert!(is_themed, "{change:?} is reported otherwise");
                prop_assert!(!workspace.errors().is_empty(), "{change:?} is a mistake");
                continue;
            }
            let theme = stages::theme(&disk, &clean.manual.config).unwrap();
            if Renderer::new(&clean, &theme).is_err() {
                prop_assert!(
                    !workspace.errors().is_empty(),
                    "{change:?} breaks the theme"
                );
                continue;
            }
            prop_assert_eq!(workspace.errors(), "");
            let good = workspace.good().unwrap();
            let (kept, clean) = (
                site(&from, &good.compiled, &good.theme),
                site(&from, &clean, &theme),
            );
            prop_assert_eq!(
                kept.keys().collect::<Vec<_>>(),
                clean.keys().collect::<Vec<_>>()
            );
            for (address, bytes) in &clean {
                prop_assert!(
                    kept[address] == *bytes,
                    "{address} differs after {change:?}"
                );
            }
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// A manual in a repository: a document that was approved, and one that was revised; a picture, a
/// variable, and a page that refers to an internal one.
fn repository() -> Repository {
    let repository = Repository::new();
    let settings = "[changes]\nsince = \"last-review\"\n[audiences]\npublic = []\n[variables]\nplace = \"the works\"\n";
    repository.write("qms/manual.toml", format!("{PLAIN_MANUAL}{settings}"));
    let public = |page: String| page.replace("clauses:", "audience: public\nclauses:");
    let text = "## Choice\n\nAt {{ place }} buyers choose.\n\n![Flow](flow.png)";
    let first = procedure("QP-1", 1, "2025-01-01", "8.4.1", text);
    repository.write("qms/buying.md", public(first));
    repository.write("qms/flow.png", "old");
    let second = procedure("QP-2", 1, "2025-01-01", "8.6", "See [[QP-3]].");
    repository.write("qms/release.md", public(second.clone()));
    repository.write(
        "qms/secret.md",
        procedure("QP-3", 1, "2025-01-01", "7.2", "Secret."),
    );
    let review =
        "---\nid: MR-1\ntitle: Review\nkind: review\nowner: Buyer\ndate: 2025-02-01\n---\nText.\n";
    repository.write("qms/mr.md", review);
    repository.commit("2025-02-01", "The first manual");
    // 2025-02-02 in seconds.
    let mut command = repository.command();
    command
        .args(["approve", "QP-1"])
        .env("SOURCE_DATE_EPOCH", "1738454400");
    assert_eq!(run(&mut command).status, 0);
    let revised = public(second).replace("revision: 1", "revision: 2");
    repository.write("qms/release.md", revised.replace("See", "Released. See"));
    repository.commit("2025-06-01", "The second manual");
    repository
}

/// Compares what a workspace shows with the site of a build.
#[track_caller]
fn is_what_a_build_gives(repository: &Repository, workspace: &Workspace, options: &[&str]) {
    let site = repository.folder().join("site");
    let _ = fs::remove_dir_all(&site);
    let day = day().to_string();
    let arguments = ["build", "-q", "--as-of", &day, "-o", "../site"];
    let built = repository.run(&[&arguments, options].concat());
    // A wrong audience is a wrong call of `build`.
    assert!(
        built.status < 2 || workspace.is_stopped(),
        "{}",
        built.stderr
    );
    assert_eq!(site.exists(), !workspace.is_stopped(), "{}", built.stderr);
    if workspace.is_stopped() {
        return;
    }
    let good = workspace.good().unwrap();
    let renderer = good.renderer().unwrap();
    let mut kept = contents(workspace.sources(), &good.compiled, &renderer, good.files());
    for (address, path) in files_below(&site) {
        let is_elsewhere = address.starts_with("search/")
            || address.ends_with(".xlsx")
            || ["manifest.json", "SHA256SUMS"].contains(&&*address);
        if !is_elsewhere {
            let bytes = kept.remove(&address);
            assert!(bytes == Some(fs::read(path).unwrap()), "{address} differs");
        }
    }
    assert_eq!(kept.into_keys().collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn changes_and_editions_are_what_a_build_gives_after_each_edit() {
    for options in [&[][..], &["--audience", "public"]] {
        let repository = repository();
        let root = repository.manual().canonicalize().unwrap();
        let disk = DiskSources::new(&root);
        let from: Arc<dyn Sources> = Arc::new(disk.clone());
        let audience = options.get(1).map(|name| (*name).to_owned());
        let mut workspace = Workspace::open_for(from, day(), audience).unwrap();
        is_what_a_build_gives(&repository, &workspace, options);
        let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
        let (buying, config, secret) = (read("buying.md"), read("manual.toml"), read("secret.md"));
        let (review, release) = (read("mr.md"), read("release.md"));
        for (path, text) in [
            ("buying.md", buying.replace("choose", "score")),
            ("flow.png", "new".to_owned()),
            ("buying.md", buying.clone()),
            ("flow.png", "newer".to_owned()),
            ("manual.toml", config.replace("the works", "the office")),
            ("manual.toml", config.clone()),
            ("secret.md", secret.replace("Secret", "Still secret")),
            ("secret.md", secret.replace("Secret.", "[[QP-9]].")),
            ("secret.md", secret.clone()),
            ("release.md", release.replace("[[QP-3]]", "QP-3")),
            ("release.md", release.replace("Released", "Let go")),
            ("mr.md", review.replace("2025-02-01", "2025-06-02")),
            ("mr.md", review.replace("2025-02-01", "2031-06-02")),
            (
                "manual.toml",
                config.replace("[changes]\nsince = \"last-review\"\n", ""),
            ),
            ("buying.md", buying.replace("choose", "rate")),
            (
                "manual.toml",
                config.replace("public = []", "visitors = []"),
            ),
            ("manual.toml", config.clone()),
        ] {
            fs::write(root.join(path), text).unwrap();
            workspace.update(&[disk.touched(&root.join(path))], day());
            is_what_a_build_gives(&repository, &workspace, options);
        }
    }
}
