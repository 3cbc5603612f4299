//! Why there is no PDF.

use std::io;
use std::path::{Path, PathBuf};

use crate::pdf::program::PROGRAM_VARIABLE;
use crate::site_output::SiteError;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PdfError {
    /// This machine has none of the programs.
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
    /// What was named is no program.
    #[error(
        "{} `{}`, which is no program of this machine; give its path, or leave it out to take the \
         first that is found",
        if *by_environment { concat!("CLAUSEBOOK_PDF_PROGRAM", " names") } else { "--with names" },
        named.display()
    )]
    NotAProgram {
        /// What was named.
        named: PathBuf,
        /// Whether the environment named it.
        by_environment: bool,
    },
    /// The program cannot be started.
    #[error("`{}` cannot be started: {source}", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The program ended without a whole PDF.
    #[error(
        "`{}` made no PDF ({status}){}{said}",
        program.display(),
        if said.is_empty() { "" } else { "; it said:\n  " }
    )]
    Failed {
        /// The program.
        program: PathBuf,
        /// How it ended.
        status: String,
        /// What it said last.
        said: String,
    },
    /// The program did not come to an end.
    #[error("`{}` was still at work after {seconds} s and was ended", program.display())]
    Late {
        /// The program.
        program: PathBuf,
        /// How long it was waited for.
        seconds: u64,
    },
    /// One of several pages could not be printed.
    #[error("{what}: {error}")]
    Of {
        /// The PDF that was to be made.
        what: String,
        /// Why.
        error: Box<PdfError>,
    },
    /// The user has ended the work.
    #[error("stopped; nothing was written")]
    Stopped,
    /// The pages cannot be made.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The temporary folder cannot be used.
    #[error("`{}` cannot be used: {source}", path.display())]
    Disk {
        /// The folder, or a file in it.
        path: PathBuf,
        /// Why.
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
