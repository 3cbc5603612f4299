//! Measures a run of a program: wall time, processor time and peak memory.

use std::cell::Cell;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The first argument that makes a benchmark measure a command; the other arguments are the
/// command.
const AS_METER: &str = "--as-meter";

/// The resources that a run used.
#[derive(Clone, Copy)]
pub(crate) struct Usage {
    pub(crate) wall: Duration,
    pub(crate) processor: Duration,
    /// The peak memory, in KiB.
    pub(crate) peak: u64,
}

/// Measures the command in the arguments if they begin with [`AS_METER`], and returns whether they
/// do.
pub(crate) fn is_meter(arguments: &[String]) -> Result<bool> {
    match arguments.split_first() {
        Some((first, command)) if first == AS_METER => meter(command).map(|()| true),
        _ => Ok(false),
    }
}

/// The numbers of documents to measure: those in the arguments, or 1,000 and 10,000.
pub(crate) fn sizes(arguments: &[String]) -> Vec<usize> {
    let told: Vec<usize> = arguments
        .iter()
        .filter_map(|size| size.parse().ok())
        .collect();
    if told.is_empty() {
        vec![1_000, 10_000]
    } else {
        told
    }
}

/// The folder into which the measured programs write their site.
pub(crate) struct Site {
    pub(crate) folder: PathBuf,
    aside: Cell<usize>,
}

impl Site {
    pub(crate) fn in_folder(parent: &Path) -> Self {
        Self {
            folder: parent.join("site"),
            aside: Cell::new(0),
        }
    }

    /// Moves the existing site away, so that the next run starts without one. It is not deleted,
    /// since a file system is slow for some seconds after the deletion of ten thousand files.
    pub(crate) fn move_away(&self) -> Result<()> {
        if self.folder.exists() {
            self.aside.set(self.aside.get() + 1);
            let aside = format!("site-{}", self.aside.get());
            fs::rename(&self.folder, self.folder.with_file_name(aside))?;
        }
        Ok(())
    }
}

/// The fastest of several runs of a command. `before` is called before each run.
pub(crate) fn quickest(
    command: &Command,
    runs: usize,
    before: &dyn Fn() -> Result<()>,
) -> Result<Usage> {
    let mut quickest: Option<Usage> = None;
    for _ in 0..runs {
        before()?;
        let usage = measured(command)?;
        if quickest.is_none_or(|so_far| usage.wall < so_far.wall) {
            quickest = Some(usage);
        }
    }
    quickest.ok_or_else(|| "no run".into())
}

/// Measures a command from a separate process, since the system only reports the peak memory over
/// all the children that a process has waited for.
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

/// Runs a command and prints its wall and processor time in microseconds and its peak memory in
/// KiB.
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

/// Converts `ru_maxrss` to KiB: Apple's systems count bytes, others KiB.
fn peak_kib(max_rss: i64) -> i64 {
    if cfg!(target_vendor = "apple") {
        max_rss / 1024
    } else {
        max_rss
    }
}
