//! Compares the whole program with the floor: time, processor time and peak memory of builds of
//! manuals of several sizes. Prints a Markdown table.
//!
//! `cargo bench --bench whole` measures 1,000 and 10,000 documents; the number of documents can be
//! given: `cargo bench --bench whole -- 50000`.

use std::cell::Cell;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

mod corpus;
mod floor;
mod meter;
mod scratch;

use meter::{Result, Site, quickest};
use scratch::Folder;

/// The number of runs of each program. The fastest run counts, since it was disturbed least.
const RUNS: usize = 5;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if meter::is_meter(&arguments)? || floor::is_floor(&arguments)? {
        return Ok(());
    }
    meter::sizes(&arguments).into_iter().try_for_each(table)
}

/// Measures every program on a manual of this many documents and prints a table.
fn table(documents: usize) -> Result<()> {
    let folder = Folder::new("bench", documents)?;
    let manual = folder.0.join("manual");
    corpus::write(
        &manual,
        corpus::Size {
            documents,
            records: 0,
        },
    )?;
    let site = Site::in_folder(&folder.0);
    let this = env::current_exe()?;
    let clausebook = Path::new(env!("CARGO_BIN_EXE_clausebook"));
    let build = |before: &dyn Fn() -> Result<()>| {
        let mut command = Command::new(clausebook);
        command.args(["build", "--quiet", "--as-of", "2026-11-23"]);
        command
            .arg("--manual")
            .arg(&manual)
            .arg("-o")
            .arg(&site.folder);
        quickest(&command, RUNS, before)
    };
    let gone = || site.move_away();

    let floor = |which: &str| {
        let mut floor = Command::new(&this);
        floor.arg(which).arg(&manual).arg(&site.folder);
        quickest(&floor, RUNS, &gone)
    };
    let with_libraries = floor(floor::WITH_LIBRARIES)?;
    let floor = floor(floor::PLAIN)?;
    let mut check = Command::new(clausebook);
    check
        .args(["check", "--quiet", "--as-of", "2026-11-23", "--manual"])
        .arg(&manual);
    let check = quickest(&check, RUNS, &|| Ok(()))?;
    let cold = build(&gone)?;
    let unchanged = build(&|| Ok(()))?;
    let edited = manual.join(corpus::document_path(0));
    let edits = Cell::new(0);
    let edit = || {
        edits.set(edits.get() + 1);
        let text = corpus::document(0, documents);
        Ok(fs::write(
            &edited,
            format!("{text}\nEdit {}.\n", edits.get()),
        )?)
    };
    let edited = build(&edit)?;

    println!(
        "\n{documents} documents on {} cores\n",
        std::thread::available_parallelism()?
    );
    println!("| | wall | processor | peak memory | of the floor's wall |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    for (name, usage) in [
        ("floor: read, parse, constant template, write", floor),
        (
            "floor, with YAML for front-matter and Tera for the template",
            with_libraries,
        ),
        ("`clausebook check`", check),
        ("`clausebook build`, no site yet", cold),
        ("`clausebook build`, nothing changed", unchanged),
        ("`clausebook build`, one document edited", edited),
    ] {
        println!(
            "| {name} | {:.2} s | {:.2} s | {} MB | {:.1} |",
            usage.wall.as_secs_f64(),
            usage.processor.as_secs_f64(),
            usage.peak / 1024,
            usage.wall.as_secs_f64() / floor.wall.as_secs_f64(),
        );
    }
    Ok(())
}
