//! The command line (`docs/design.md`, "Command line"): the global options and the exit codes. The
//! commands are in `commands`, one file each.

mod as_of;
mod audience;
mod claims_file;
mod commands;
mod earlier;
#[cfg(not(all(feature = "pdf", feature = "serve", feature = "xlsx")))]
mod left_out;
mod loading;
mod new_page;
mod next_command;
mod output;
#[cfg(feature = "serve")]
mod printer;
mod printing;
mod reporting;
mod standard_name;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, ValueEnum};

use crate::manual::{Date, IdError};
#[cfg(feature = "pdf")]
use crate::pdf::PdfError;
use crate::publish::{DiskError, TargetError, VerifyError};
#[cfg(feature = "serve")]
use crate::serve::ServeError;
use crate::signatures::SignError;
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

/// The options of every command.
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

/// The result of a command that did its work (`docs/design.md`, "Command line").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing is denied: exit code 0.
    Ok,
    /// Something is denied: exit code 1.
    Denied,
}

/// Why a command could not do its work: exit code 2, except for `Closed`.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The manual cannot be read.
    #[error(transparent)]
    Sources(#[from] SourcesError),
    /// The site cannot be built or written.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The target folder cannot take the files.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// A text cannot be signed.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// A site cannot be compared with its manifest.
    #[error(transparent)]
    Verify(#[from] VerifyError),
    /// An argument that is to be an id is none.
    #[error(transparent)]
    Id(#[from] IdError),
    /// A file cannot be read or written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// A PDF cannot be printed.
    #[cfg(feature = "pdf")]
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The site cannot be served.
    #[cfg(feature = "serve")]
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// An I/O error of the system.
    #[error(transparent)]
    System(std::io::Error),
    /// A wrong argument, or another reason, in a sentence.
    #[error("{0}")]
    Message(String),
    /// The reader has closed the output. This is not an error: exit code 0.
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

/// Runs the program with the arguments of the process.
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

/// Parses the arguments again with control characters escaped, so that the error message cannot
/// send them to the terminal.
fn with_shown_control_characters(error: clap::Error) -> clap::Error {
    let arguments = std::env::args_os();
    let shown =
        arguments.map(|argument| printing::escaped(&argument.to_string_lossy()).into_owned());
    Arguments::try_parse_from(shown).err().unwrap_or(error)
}
