//! `clausebook pdf`: prints the whole manual, each document and what has changed as PDFs, with an
//! installed program.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use clap::Args;

use super::build::theme_error;
use crate::cli::audience::AudienceArgument;
use crate::cli::loading::{Loaded, without_dot};
use crate::cli::reporting::{self, Shown};
use crate::cli::{Common, Failure, Outcome, output, printing};
use crate::diagnostics::nearest;
use crate::manual::{DocumentIx, Manual};
use crate::pdf::{self, MANUAL, Places, Printed, Prints, Program};
use crate::publish::{self, Content, MANIFEST_FILE};
use crate::site_output;
use crate::site_output::SiteError;

#[derive(Debug, Args)]
pub(in crate::cli) struct PdfArguments {
    /// The documents to print, by id [default: the whole manual, every document that is not
    /// obsolete, and what has changed]
    #[arg(value_name = "DOCUMENT")]
    documents: Vec<String>,
    #[command(flatten)]
    audience: AudienceArgument,
    /// The folder for the PDFs, or a file name ending in .pdf: for one document, or, without
    /// documents, for the manual alone (a large one becomes numbered volumes) [default: pdf; with
    /// documents, the current folder]
    #[arg(short, long, value_name = "DIR|FILE")]
    output: Option<PathBuf>,
    /// The program that prints: Chromium, Chrome, Edge or WeasyPrint, by name or path [default:
    /// what CLAUSEBOOK_PDF_PROGRAM names, else the first that is found]
    #[arg(long, value_name = "PROGRAM")]
    with: Option<OsString>,
}

/// Where the PDFs go.
enum Target {
    /// A folder that contains only the PDFs of the last run.
    Set(PathBuf),
    /// A folder that may contain other files.
    Beside(PathBuf),
    /// A single file.
    File(PathBuf),
}

pub(in crate::cli) fn run(common: &Common, arguments: &PdfArguments) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let program = Program::find(arguments.with.as_deref(), &Places::here())?;
    let target = target(arguments)?;
    let near = target.folder();
    let skip = match &target {
        Target::Set(folder) => vec![std::path::absolute(folder)?],
        Target::Beside(_) | Target::File(_) => Vec::new(),
    };
    let mut loaded = Loaded::new(common, &skip)?;
    let held = arguments.audience.held(&loaded.compiled.manual)?;
    if let (Target::Set(_), None) = (&target, &held) {
        loaded.find_changes(common);
    }
    let names = loaded.names_left_out(held.as_slice());
    // What an edition must not say stops it, whatever the sort of the rule.
    let must_stop = names.errors() > 0;
    let report = loaded.compiled.report.with(names);
    let outcome = reporting::report(common, &loaded, &report, Shown::All);
    if report.stops_build() || must_stop {
        printing::say(common, "no PDF was made: mend the errors first");
        return Ok(outcome);
    }
    let whole = &loaded.compiled;
    arguments.audience.tell_whole(common, &whole.manual.config);
    let stop = |error: SiteError| {
        reporting::diagnostic(common, &loaded, theme_error(&loaded, &error));
        Ok(Outcome::Denied)
    };
    let theme = match site_output::theme(&*loaded.sources, &whole.manual.config) {
        Ok(theme) => theme,
        Err(error) => return stop(error),
    };
    let edition = match held.as_ref() {
        None => None,
        Some(held) => match site_output::edition(&*loaded.sources, whole, held, &theme) {
            Ok(edition) => Some(edition),
            Err(error) if error.is_of_theme() => return stop(error),
            Err(error) => return Err(error.into()),
        },
    };
    let compiled = edition.as_ref().unwrap_or(whole);
    let documents = arguments.documents.iter();
    let documents: Vec<DocumentIx> = documents
        .map(|id| find(&compiled.manual, id))
        .collect::<Result<_, _>>()?;
    let changes = loaded.changes.as_ref();
    let prints = match Prints::new(&loaded.sources, compiled, changes, &theme) {
        Ok(prints) => prints,
        Err(error) => return stop(error),
    };
    let prints = match (&target, documents.is_empty()) {
        (Target::File(_), true) => prints.with_manual(),
        (_, true) => prints.with_manual().with_every_document().with_changes(),
        (Target::File(_), false) => prints.with_documents(documents),
        (_, false) => prints.with_documents_and_translations(documents),
    };
    if let (Target::File(file), 2..) = (&target, arguments.documents.len()) {
        let message = format!(
            "`{}` is one file, and {} documents are asked for: name a folder with -o",
            file.display(),
            arguments.documents.len()
        );
        return Err(Failure::Message(message));
    }
    printing::step(
        common,
        "made ready",
        start,
        &program.path.display().to_string(),
    );
    let printed = print(common, &program, &prints, &near)?;
    if let Some(remark) = &printed.remark {
        printing::say(common, remark);
    }
    let first = put(&loaded, &printed, &target)?;
    let count = printed.files.len();
    printing::say(
        common,
        &format!(
            "{count} PDF{} in {:.1} s; open {}",
            if count == 1 { "" } else { "s" },
            start.elapsed().as_secs_f64(),
            first.display()
        ),
    );
    Ok(outcome)
}

/// The place of the PDFs, from the arguments.
///
/// # Errors
/// If the folder of a set is the folder of a site.
fn target(arguments: &PdfArguments) -> Result<Target, Failure> {
    let is_file = |path: &Path| {
        let extension = path.extension();
        extension.is_some_and(|extension| extension.eq_ignore_ascii_case("pdf")) && !path.is_dir()
    };
    let target = match (&arguments.output, arguments.documents.is_empty()) {
        (Some(file), _) if is_file(file) => Target::File(file.clone()),
        (Some(folder), true) => Target::Set(folder.clone()),
        (Some(folder), false) => Target::Beside(folder.clone()),
        (None, true) => Target::Set(PathBuf::from("pdf")),
        (None, false) => Target::Beside(PathBuf::new()),
    };
    // A set replaces all files that a manifest lists, so it would replace a site.
    if let Target::Set(folder) = &target
        && publish::is_site(folder)
        && folder.join("index.html").exists()
    {
        let message = format!(
            "`{}` holds the site; name another folder with -o",
            folder.display()
        );
        return Err(Failure::Message(message));
    }
    Ok(target)
}

impl Target {
    /// The nearest existing folder above the target, for temp files.
    fn folder(&self) -> PathBuf {
        let (Self::Set(path) | Self::Beside(path) | Self::File(path)) = self;
        let absolute = std::path::absolute(path).unwrap_or_default();
        let mut near = absolute.ancestors().skip(1);
        let near = near.find(|folder| folder.is_dir());
        near.unwrap_or(Path::new(".")).to_owned()
    }
}

fn find(manual: &Manual, id: &str) -> Result<DocumentIx, Failure> {
    let documents = || manual.documents.iter().zip(0..);
    let found =
        documents().find(|(document, _)| document.id.value.as_str().eq_ignore_ascii_case(id));
    if let Some((_, at)) = found {
        return Ok(DocumentIx(at));
    }
    let ids = documents().map(|(document, _)| document.id.value.as_str());
    let help = match nearest(id, ids) {
        Some(near) => format!("; the nearest is `{near}`"),
        None => String::new(),
    };
    Err(Failure::Message(format!(
        "there is no document `{id}`{help}"
    )))
}

/// Prints the PDFs, with a progress line on a terminal. Ctrl-C stops the printing programs, and no
/// file is left behind.
fn print(
    common: &Common,
    program: &Program,
    prints: &Prints<'_>,
    near: &Path,
) -> Result<Printed, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_io()
        .build()?;
    let stopped = Arc::clone(&stop);
    runtime.spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stopped.store(true, Ordering::Relaxed);
        }
    });
    let counts = !common.quiet && std::io::stderr().is_terminal();
    let count = |done: usize| {
        if counts {
            // The terminal may be closed.
            let _ = write!(
                std::io::stderr(),
                "\rprinted {done} of {}\u{1b}[K",
                prints.list.len()
            );
        }
    };
    let printed = pdf::print(program, prints, near, &stop, count);
    if counts {
        let _ = write!(std::io::stderr(), "\r\u{1b}[K");
    }
    runtime.shutdown_background();
    Ok(printed?)
}

/// Puts the PDFs in place. Returns the path of the first one.
fn put(loaded: &Loaded, printed: &Printed, target: &Target) -> Result<PathBuf, Failure> {
    let copy = |made: &Path, to: &Path| {
        // A PDF of an earlier run is not a file of the manual, so it may be overwritten.
        output::refuse_file_of_manual(loaded, to, "")?;
        Ok::<(), Failure>(publish::copy_atomically(made, to)?)
    };
    match target {
        Target::Set(folder) => {
            let files = &printed.files;
            let content =
                |(_, file): &(String, PathBuf), _| Ok(Content::CopyOf(Box::new(file.clone())));
            publish::publish(folder, files, |(address, _)| address, content)
                .map_err(SiteError::from)?;
            let first = files.first().map_or(MANIFEST_FILE, |(address, _)| address);
            Ok(without_dot(&folder.join(first)))
        }
        Target::Beside(folder) => {
            let mut first = None;
            for (address, file) in &printed.files {
                let to = folder.join(name_beside(address));
                copy(file, &to)?;
                first.get_or_insert(to);
            }
            Ok(without_dot(&first.unwrap_or_default()))
        }
        Target::File(file) => {
            let mut first = None;
            for (address, made) in &printed.files {
                let to = volume(file, address);
                copy(made, &to)?;
                first.get_or_insert(to);
            }
            Ok(without_dot(&first.unwrap_or_default()))
        }
    }
}

/// The name of a PDF in a folder for PDFs of single documents. That of a translation has its language:
/// `QP-07.de.pdf`.
fn name_beside(address: &str) -> String {
    let parts: Vec<&str> = address.split('/').collect();
    match parts.as_slice() {
        [_, language, name] => match name.strip_suffix(".pdf") {
            Some(stem) => format!("{stem}.{language}.pdf"),
            None => (*name).to_owned(),
        },
        parts => parts.last().copied().unwrap_or(address).to_owned(),
    }
}

/// The file for a PDF. For a manual in volumes, the volume's number is added to the file name.
fn volume(file: &Path, address: &str) -> PathBuf {
    let number = address
        .strip_prefix(MANUAL)
        .and_then(|number| number.strip_suffix(".pdf"))
        .unwrap_or_default();
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    name.push(number);
    name.push(".");
    name.push(file.extension().unwrap_or_default());
    file.with_file_name(name)
}
