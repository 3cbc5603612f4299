//! The errors of printing PDFs.

use std::io;
use std::path::{Path, PathBuf};

use crate::pdf::program::PROGRAM_VARIABLE;
use crate::site_output::SiteError;

/// An error of printing PDFs.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PdfError {
    /// No supported program is installed on this machine.
    #[error(
        "a PDF is printed by a browser or by WeasyPrint, and this machine has neither. Install one:\n  \
         Debian, Ubuntu  apt install chromium    (or: apt install weasyprint)\n  \
         Fedora          dnf install chromium    (or: dnf install weasyprint)\n  \
         macOS           brew install --cask chromium    (or: brew install weasyprint)\n  \
         Windows         Microsoft Edge is found where Windows has it; or winget install Google.Chrome\n\
         Where it is installed already, name it: --with PROGRAM, or {PROGRAM_VARIABLE}. Without any, \
         open print.html of the site in a browser and print it to a file"
    )]
    NoProgram,
    /// The named program does not exist or is not executable.
    #[error(
        "{} `{}`, which is no program of this machine; give its path, or leave it out to take the \
         first that is found",
        if *by_environment { concat!("CLAUSEBOOK_PDF_PROGRAM", " names") } else { "--with names" },
        named.display()
    )]
    NotAProgram {
        /// The name or path that was given.
        named: PathBuf,
        /// Whether the environment variable gave the name.
        by_environment: bool,
    },
    /// The program cannot be started.
    #[error("`{}` cannot be started: {source}", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The program ended without writing a complete PDF.
    #[error(
        "`{}` made no PDF ({status}){}{said}",
        program.display(),
        if said.is_empty() { "" } else { "; it said:\n  " }
    )]
    Failed {
        /// The program.
        program: PathBuf,
        /// Its exit status, or the reason of the failure.
        status: String,
        /// The last lines of its error output.
        said: String,
    },
    /// The program did not finish within the time limit.
    #[error("`{}` did not finish within {seconds} s and was stopped", program.display())]
    Late {
        /// The program.
        program: PathBuf,
        /// The time limit in seconds.
        seconds: u64,
    },
    /// A page could not be printed.
    #[error("{what}: {error}")]
    Of {
        /// The path of the PDF that was to be made.
        what: String,
        /// The cause.
        error: Box<PdfError>,
    },
    /// The user has interrupted the work.
    #[error("stopped; nothing was written")]
    Stopped,
    /// The pages cannot be rendered or written.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// A temporary folder or a file in it cannot be used.
    #[error("`{}` cannot be used: {source}", path.display())]
    Disk {
        /// The folder, or a file in it.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
}

impl PdfError {
    pub(crate) fn disk(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Disk {
            path: path.to_owned(),
            source,
        }
    }
}
