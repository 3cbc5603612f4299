//! The whole program against the floor: time, processor time and peak memory of builds of manuals
//! of several sizes, as a table in Markdown.
//!
//! `cargo bench --bench whole` measures 1,000 and 10,000 documents;
//! `cargo bench --bench whole -- 50000` these.

use std::cell::Cell;
use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

mod corpus;
mod floor;
mod scratch;

use scratch::Folder;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How often each program runs; the quickest run counts, as that which was disturbed least.
const RUNS: usize = 5;

/// The first argument with which this program runs as the floor, or measures a command.
const AS_FLOOR: &str = "--as-floor";
const AS_METER: &str = "--as-meter";

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some(AS_FLOOR) => Ok(floor::build(
            Path::new(&arguments[1]),
            Path::new(&arguments[2]),
        )?),
        Some(AS_METER) => meter(&arguments[1..]),
        _ => {
            let mut sizes: Vec<usize> = arguments
                .iter()
                .filter_map(|size| size.parse().ok())
                .collect();
            if sizes.is_empty() {
                sizes = vec![1_000, 10_000];
            }
            sizes.into_iter().try_for_each(table)
        }
    }
}

/// What a run took.
#[derive(Clone, Copy)]
struct Usage {
    wall: Duration,
    processor: Duration,
    /// In KiB.
    peak: u64,
}

/// Measures every program on a manual of this many documents.
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
    let site = folder.0.join("site");
    let this = env::current_exe()?;
    let clausebook = Path::new(env!("CARGO_BIN_EXE_clausebook"));
    let build = |before: &dyn Fn() -> Result<()>| {
        let mut command = Command::new(clausebook);
        command.args(["build", "--quiet", "--as-of", "2026-11-23"]);
        command.arg("--manual").arg(&manual).arg("-o").arg(&site);
        quickest(&command, before)
    };
    let aside = Cell::new(0);
    // Moved away and not removed: a file system is slow for some seconds after it has lost ten
    // thousand files.
    let gone = || {
        if site.exists() {
            aside.set(aside.get() + 1);
            fs::rename(&site, folder.0.join(format!("site-{}", aside.get())))?;
        }
        Ok(())
    };

    let mut floor = Command::new(&this);
    floor.arg(AS_FLOOR).arg(&manual).arg(&site);
    let floor = quickest(&floor, &gone)?;
    let mut check = Command::new(clausebook);
    check
        .args(["check", "--quiet", "--as-of", "2026-11-23", "--manual"])
        .arg(&manual);
    let check = quickest(&check, &|| Ok(()))?;
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

/// The quickest of several runs of a command, each after `before`.
fn quickest(command: &Command, before: &dyn Fn() -> Result<()>) -> Result<Usage> {
    let mut quickest: Option<Usage> = None;
    for _ in 0..RUNS {
        before()?;
        let usage = measured(command)?;
        if quickest.is_none_or(|so_far| usage.wall < so_far.wall) {
            quickest = Some(usage);
        }
    }
    quickest.ok_or_else(|| "no run".into())
}

/// Runs a command below a process of its own, since the peak of memory is known only as that of all
/// the processes that one has waited for.
fn measured(command: &Command) -> Result<Usage> {
    let output = Command::new(env::current_exe()?)
        .arg(AS_METER)
        .arg(command.get_program())
        .args(command.get_args())
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let printed = String::from_utf8(output.stdout)?;
    let mut numbers = printed.split_whitespace().map(str::parse::<u64>);
    let mut next = || numbers.next().ok_or("nothing was measured");
    Ok(Usage {
        wall: Duration::from_micros(next()??),
        processor: Duration::from_micros(next()??),
        peak: next()??,
    })
}

/// Runs a command and prints microseconds of wall and processor time, and the KiB of its peak.
fn meter(command: &[String]) -> Result<()> {
    let start = Instant::now();
    let status = Command::new(&command[0])
        .args(&command[1..])
        .stdout(Stdio::null())
        .status()?;
    let wall = start.elapsed();
    if !status.success() {
        return Err(format!("{command:?}: {status}").into());
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let processor = usage.user_time() + usage.system_time();
    println!(
        "{} {} {}",
        wall.as_micros(),
        processor.num_microseconds(),
        peak_kib(usage.max_rss())
    );
    Ok(())
}

/// Apple's systems count bytes.
fn peak_kib(max_rss: i64) -> i64 {
    if cfg!(target_vendor = "apple") {
        max_rss / 1024
    } else {
        max_rss
    }
}
