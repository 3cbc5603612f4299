//! The manual as PDFs. Pages of the site are written to a temporary folder, and a program of this
//! machine prints several of them at once: one Chromium for all pages, or one process for each
//! page.
//!
//! [`Program::find`] finds the program, [`print()`] makes the PDFs in a temporary folder. The
//! caller copies them to their destination; the folder is deleted when the [`Printed`] is dropped.

mod browser;
mod chromium;
mod contents;
mod destinations;
mod devtools;
mod error;
mod finish;
mod links;
mod program;
mod run;
mod sheets;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tempfile::TempDir;

pub(crate) use error::PdfError;
pub(crate) use program::{Family, Places, Program};
pub(crate) use sheets::{MANUAL, Print, Prints};

use self::browser::Browser;
use self::run::Sheet;
use crate::publish;

/// The time limit for printing a page: a base, and an addition for each document on it.
const LIMIT: Duration = Duration::from_secs(180);
const LIMIT_PER_DOCUMENT: Duration = Duration::from_secs(2);

/// The first version of Chromium that prints page numbers.
const FIRST_WITH_NUMBERS: u32 = 131;

/// Printed PDFs in a temporary folder.
#[derive(Debug)]
pub(crate) struct Printed {
    /// The folder is deleted when this is dropped.
    _folder: TempDir,
    /// The path of each PDF, as in [`Prints`], with its file.
    pub files: Vec<(String, PathBuf)>,
    /// A limitation that the user should know of, such as a browser too old to print page numbers.
    pub remark: Option<String>,
}

/// Creates a temporary folder for pages and PDFs, which is deleted when it is dropped. `near` is
/// the destination of the PDFs; it is used instead of the system's temporary folder for programs
/// that cannot read files there.
fn temporary(program: &Program, near: &Path) -> Result<TempDir, PdfError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("clausebook-pdf-");
    let folder = match program.is_confined() {
        true => builder.tempdir_in(near),
        false => builder.tempdir(),
    };
    folder.map_err(PdfError::disk(near))
}

/// Prints the PDFs, on all cores. `done` receives the number of PDFs finished so far; printing ends
/// early once `stop` is set.
///
/// # Errors
/// If a page cannot be rendered or printed; with several failures, the error of the first one in
/// list order is returned.
pub(crate) fn print(
    program: &Program,
    prints: &Prints<'_>,
    near: &Path,
    stop: &AtomicBool,
    done: impl Fn(usize) + Sync,
) -> Result<Printed, PdfError> {
    let folder = temporary(program, near)?;
    // A browser writes the canonical path into links of the PDF, and these are compared with
    // `root`.
    let root = std::fs::canonicalize(folder.path()).map_err(PdfError::disk(folder.path()))?;
    let pages = root.join("pages");
    prints.write(&pages)?;
    let next = AtomicUsize::new(0);
    let finished = AtomicUsize::new(0);
    let failed: Mutex<Option<(usize, PdfError)>> = Mutex::new(None);
    let browser = match program.family {
        Family::Chromium => Browser::start(&program.path, &root.join("work/browser"), stop),
        Family::WeasyPrint => None,
    };
    // On systems where the pipe is not supported, the user cannot do anything about it.
    let by_itself = cfg!(unix) && program.family == Family::Chromium && browser.is_none();
    let remark = Mutex::new(by_itself.then(|| {
        format!(
            "`{}` takes no requests through a pipe: each page was printed by a process of its own, \
             which takes longer and leaves the contents without page numbers",
            program.path.display()
        )
    }));
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let has_failed = failed.lock().is_ok_and(|failed| failed.is_some());
            let Some(print) = prints.list.get(at).filter(|_| !has_failed) else {
                return;
            };
            // A page with contents is printed twice.
            let times = if print.has_contents() { 2 } else { 1 };
            let sheet = Sheet {
                page: &pages.join(&print.page),
                folder: &root.join("work").join(at.to_string()),
                limit: (LIMIT + LIMIT_PER_DOCUMENT * print.documents as u32) * times,
                has_contents: print.has_contents(),
            };
            let made = match &browser {
                Some(browser) => browser.print(&sheet, stop),
                None => run::print(program, &sheet, stop),
            };
            let kept = made.and_then(|pdf| keep(pdf, prints, print, &pages));
            // A browser profile takes megabytes, and there may be thousands of pages. Files that a
            // process still has open are deleted later with the whole folder.
            let _ = std::fs::remove_dir_all(sheet.folder);
            match kept {
                Ok(version) => {
                    let old = version.filter(|version| *version < FIRST_WITH_NUMBERS);
                    if let (Some(old), Ok(mut remark)) = (old, remark.lock()) {
                        *remark = Some(format!(
                            "Chromium {old} prints no page numbers: use version \
                             {FIRST_WITH_NUMBERS} or later, or WeasyPrint"
                        ));
                    }
                    done(finished.fetch_add(1, Ordering::Relaxed) + 1);
                }
                Err(error) => {
                    if let Ok(mut failed) = failed.lock()
                        && failed.as_ref().is_none_or(|(first, _)| at < *first)
                    {
                        *failed = Some((at, error));
                    }
                    return;
                }
            }
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores.min(prints.list.len()) {
            scope.spawn(work);
        }
    });
    if let Some((at, error)) = failed.into_inner().ok().flatten() {
        return Err(match error {
            PdfError::Stopped => error,
            error => PdfError::Of {
                what: prints.list[at].pdf.clone(),
                error: Box::new(error),
            },
        });
    }
    let file = |print: &Print| (print.pdf.clone(), root.join("pdf").join(&print.pdf));
    Ok(Printed {
        files: prints.list.iter().map(file).collect(),
        remark: remark.into_inner().ok().flatten(),
        _folder: folder,
    })
}

/// Sets the dates, ids and links of a PDF and writes it to the folder `pdf`; returns the version of
/// Chromium that made it.
fn keep(
    mut pdf: Vec<u8>,
    prints: &Prints<'_>,
    print: &Print,
    pages: &Path,
) -> Result<Option<u32>, PdfError> {
    finish::set_dates(&mut pdf, prints.day());
    finish::number_ids(&mut pdf);
    publish::mark_pdf(&mut pdf);
    let folder = chromium::file_url(pages);
    let folder = folder.strip_prefix("file://").unwrap_or(&folder);
    finish::link_to_pdfs(&mut pdf, |page| {
        let page = page.strip_prefix(folder)?.strip_prefix('/')?;
        prints.pdf_beside(print, page)
    });
    let root = pages.parent().unwrap_or(pages);
    let file = root.join("pdf").join(&print.pdf);
    let written = file
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::write(&file, &pdf));
    written.map_err(PdfError::disk(&file))?;
    Ok(finish::chromium_version(&pdf))
}
