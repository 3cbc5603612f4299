//! A manual that is kept in memory gives, after any change, byte for byte what a build from nothing
//! gives.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clausebook::files;
use clausebook::manual::Date;
use clausebook::pipeline::{self, Compiled};
use clausebook::publish::Content;
use clausebook::site::{Renderer, Theme};
use clausebook::site_files;
use clausebook::workshop::Workshop;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

const TITLES: [&str; 4] = ["Purchasing", "Release", "Storage & packing", "Training"];
const CLAUSES: [&str; 5] = ["8.4.1", "8.4", "8.6", "7.2", "8.99"];
const TEXTS: [&str; 5] = [
    "Plain.",
    "See [[QP-1]] and [[QP-2#scope]].",
    "At {{ place }}.",
    "Broken [[QP-99]].",
    "## More {#more clause=8.6}\n\nText.",
];

/// A change of the manual's folder.
#[derive(Clone, Debug)]
enum Change {
    Write {
        file: usize,
        id: usize,
        title: usize,
        clause: usize,
        text: usize,
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
        place: bool,
        broken: bool,
    },
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
        8 => (0..6usize, 0..6usize, 0..4usize, 0..5usize, 0..5usize)
            .prop_map(|(file, id, title, clause, text)| Change::Write { file, id, title, clause, text }),
        2 => (0..6usize).prop_map(|file| Change::Remove { file }),
        2 => (0..6usize, 0..6usize).prop_map(|(from, to)| Change::Rename { from, to }),
        1 => Just(Change::MoveFolder),
        2 => (0..4usize, 0..3usize).prop_map(|(clause, grade)| Change::Finding { clause, grade }),
        2 => (0..4usize, any::<bool>(), prop::bool::weighted(0.2))
            .prop_map(|(title, place, broken)| Change::Settings { title, place, broken }),
        1 => (0..4usize, prop::bool::weighted(0.2)).prop_map(|(word, broken)| Change::Theme { word, broken }),
        1 => (0..3usize).prop_map(|size| Change::Asset { size }),
    ]
}

/// Makes the change; the paths that a watcher would name.
fn make(root: &Path, change: &Change) -> Vec<PathBuf> {
    let file =
        |at: usize| root.join(["a.md", "b.md", "in/c.md", "in/d.md", "e.md", "in/deep/f.md"][at]);
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
        } => write(
            file(*at),
            format!(
                "---\nid: QP-{id}\ntitle: {}\nkind: procedure\nrevision: 1\nstatus: approved\n\
                 owner: Buyer\napprover: Manager\neffective: 2026-01-01\nclauses: [{}]\n---\n\
                 ## Scope {{#scope}}\n\n{}\n",
                TITLES[*title], CLAUSES[*clause], TEXTS[*text]
            ),
        ),
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
            place,
            broken,
        } => {
            let place = if *place {
                "[variables]\nplace = \"the works\"\n"
            } else {
                ""
            };
            let broken = if *broken { "standards = [\n" } else { "" };
            write(
                root.join("manual.toml"),
                format!(
                    "title = \"{}\"\nstandards = [\"iso-9001-2015\"]\ntheme = \"own\"\n{place}{broken}",
                    TITLES[*title]
                ),
            )
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

/// Every file of the site.
fn site(root: &Path, compiled: &Compiled, theme: &Theme) -> BTreeMap<String, Vec<u8>> {
    let renderer = Renderer::new(site_files::inputs(compiled), theme).unwrap();
    let files = site_files::list(compiled, theme).into_iter();
    files
        .map(|file| {
            let bytes = match site_files::content(root, compiled, &renderer, &file).unwrap() {
                Content::Bytes(bytes) => bytes,
                Content::CopyOf(path) => fs::read(path).unwrap(),
            };
            (file.address().to_owned(), bytes)
        })
        // A workbook takes long, and is made from what the other exports are made from.
        .filter(|(address, _)| !address.ends_with(".xlsx"))
        .collect()
}

#[test]
fn any_change_gives_what_a_build_from_nothing_gives() {
    let cases = std::env::var("CLAUSEBOOK_WORKSHOP_CASES").ok();
    let cases = cases.and_then(|cases| cases.parse().ok()).unwrap_or(6);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(cases));
    let changes = prop::collection::vec(change(), 1..10);
    let result = runner.run(&changes, |changes| {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        make(
            &root,
            &Change::Settings {
                title: 0,
                place: true,
                broken: false,
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
            },
        );
        let mut workshop = Workshop::open(&root, &[], day()).unwrap();
        for change in &changes {
            let touched = make(&root, change);
            workshop.update(&touched, day());
            let clean =
                pipeline::compile(&pipeline::parse(&files::read(&root, &[]).unwrap()), day());
            if clean.report.stops_build() {
                prop_assert!(!workshop.errors().is_empty(), "{change:?} is a mistake");
                continue;
            }
            let theme = site_files::theme(&root, &clean.manual.config).unwrap();
            if Renderer::new(site_files::inputs(&clean), &theme).is_err() {
                prop_assert!(!workshop.errors().is_empty(), "{change:?} breaks the theme");
                continue;
            }
            prop_assert_eq!(workshop.errors(), "");
            let good = workshop.good().unwrap();
            let (kept, clean) = (
                site(&root, &good.compiled, &good.theme),
                site(&root, &clean, &theme),
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
