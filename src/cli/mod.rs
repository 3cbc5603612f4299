//! The command line (`docs/design.md`, command line): what every command understands, and how it ends.
//! `commands` has a file for each of them.

mod as_of;
mod commands;
mod earlier;
#[cfg(not(all(feature = "pdf", feature = "serve")))]
mod left_out;
mod loading;
mod next_command;
mod output;
#[cfg(feature = "serve")]
mod printer;
mod printing;
mod reporting;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, ValueEnum};

use crate::export::WorkbookError;
use crate::manual::Date;
#[cfg(feature = "pdf")]
use crate::pdf::PdfError;
use crate::publish::{DiskError, TargetError};
#[cfg(feature = "serve")]
use crate::serve::ServeError;
use crate::site_output::SiteError;
use crate::sources::SourcesError;

/// Compiles a folder of Markdown procedures into a quality-manual website and a clause-coverage
/// matrix.
#[derive(Debug, Parser)]
#[command(name = "clausebook", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: commands::Command,
}

/// What every command understands.
#[derive(Clone, Debug, Args)]
pub(crate) struct Common {
    /// The manual's folder [default: the nearest parent with a manual.toml, else ./manual]
    #[arg(long, global = true, value_name = "DIR")]
    manual: Option<PathBuf>,
    /// The day on which the manual is judged [default: SOURCE_DATE_EPOCH, else today (UTC)]
    #[arg(long, global = true, value_name = "DATE", value_parser = as_of::parse)]
    as_of: Option<Date>,
    /// Colour in what is printed for people
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
    /// Print errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Print what is done and how long it takes
    #[arg(short, long, global = true)]
    verbose: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// How a command ended (`docs/design.md`, command line).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing denied.
    Ok,
    /// Something denied.
    Denied,
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The manual cannot be read.
    #[error(transparent)]
    Sources(#[from] SourcesError),
    /// The site cannot be made or written.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// A folder cannot take what was made.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// A file cannot be read or written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// A workbook cannot be made.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// There is no PDF.
    #[cfg(feature = "pdf")]
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// Nothing can be served.
    #[cfg(feature = "serve")]
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The system refuses something.
    #[error(transparent)]
    System(std::io::Error),
    /// The call was wrong, in a sentence.
    #[error("{0}")]
    Message(String),
    /// Nobody reads what is printed any more: not a failure.
    #[error("the output was closed")]
    Closed,
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::System(error),
        }
    }
}

/// Runs the program with the arguments of its process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => with_shown_control_characters(error).exit(),
    };
    match commands::run(&arguments.command, &arguments.common) {
        Ok(Outcome::Ok) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Ok(Outcome::Denied) => ExitCode::from(1),
        Err(failure) => {
            printing::failure(&arguments.common, &failure);
            ExitCode::from(2)
        }
    }
}

/// The same error, with what was written on the command line shown as it is: it may hold characters
/// that act on the terminal.
fn with_shown_control_characters(error: clap::Error) -> clap::Error {
    let arguments = std::env::args_os();
    let shown =
        arguments.map(|argument| printing::escaped(&argument.to_string_lossy()).into_owned());
    Arguments::try_parse_from(shown).err().unwrap_or(error)
}
