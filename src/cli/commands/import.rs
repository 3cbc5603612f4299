//! `clausebook import`: converts files of other programs to files of a manual.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::cli::{Common, Failure, Outcome, printing};
use crate::conventions::Labels;
use crate::publish::{DiskError, NewFile, write_all_new};
use crate::sources::read_elsewhere;
use crate::word::{self, Imported};

#[derive(Debug, Args)]
pub(in crate::cli) struct ImportArguments {
    #[command(subcommand)]
    from: From,
}

#[derive(Debug, Subcommand)]
enum From {
    /// Turn Word files into Markdown with front-matter; existing files are never overwritten
    Word(WordArguments),
}

#[derive(Debug, Args)]
struct WordArguments {
    /// The Word files (.docx, .docm)
    #[arg(required = true, value_name = "FILES")]
    files: Vec<PathBuf>,
    /// The folder for the Markdown files: a manual's, or a new one
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// End with exit code 1 if something was left out
    #[arg(long)]
    strict: bool,
}

pub(in crate::cli) fn run(
    common: &Common,
    arguments: &ImportArguments,
) -> Result<Outcome, Failure> {
    let From::Word(arguments) = &arguments.from;
    let labels = Labels::default();
    let mut read: Vec<(&Path, Imported)> = Vec::new();
    let mut refused = 0;
    for path in arguments.files.iter().filter(|path| !is_lock(path)) {
        match word::read(&name(path), &bytes(path)?, &labels) {
            Ok(imported) => read.push((path, imported)),
            Err(refusal) => {
                refused += 1;
                let text = format!("{}: {refusal}", path.display());
                printing::print(&format!("{}\n", printing::escaped(&text)));
            }
        }
    }
    if read.is_empty() {
        let message = "no file was imported, and nothing was written";
        return Err(Failure::Message(message.to_owned()));
    }
    let paths = paths(&read);
    let files = files(&read, &paths)?;
    write_all_new(&arguments.output, &files).map_err(not_written)?;
    report(&read, &paths)?;
    let has_losses = read
        .iter()
        .any(|(_, imported)| imported.report.has_losses());
    let documents = read.len();
    printing::say(
        common,
        &format!(
            "{documents} imported as drafts, {refused} refused; read each, then run `clausebook check`"
        ),
    );
    match refused > 0 || (arguments.strict && has_losses) {
        true => Ok(Outcome::Denied),
        false => Ok(Outcome::Ok),
    }
}

fn not_written(error: DiskError) -> Failure {
    match error.path.symlink_metadata() {
        Ok(_) => Failure::Message(format!(
            "`{}` is there already; nothing was written",
            error.path.display()
        )),
        Err(_) => error.into(),
    }
}

/// Whether a file is a lock file, which Word creates beside an open document.
fn is_lock(path: &Path) -> bool {
    name(path).starts_with("~$")
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        let message = format!("`{}` is a folder; name its files", path.display());
        return Err(Failure::Message(message));
    }
    let bytes = read_elsewhere(path, word::MOST_BYTES).map_err(DiskError::new("read", path))?;
    Ok(bytes)
}

/// The path of each Markdown file. Documents that share an id are named after their Word files.
fn paths(read: &[(&Path, Imported)]) -> Vec<String> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for (_, imported) in read {
        *count.entry(&imported.path).or_default() += 1;
    }
    let path = |imported: &Imported| match count.get(imported.path.as_str()) {
        Some(1) => imported.path.clone(),
        _ => imported.path_by_name.clone(),
    };
    read.iter().map(|(_, imported)| path(imported)).collect()
}

/// The files to write.
///
/// # Errors
/// If two files would have the same path.
fn files(read: &[(&Path, Imported)], paths: &[String]) -> Result<Vec<NewFile>, Failure> {
    let mut from: HashMap<String, &Path> = HashMap::new();
    let mut files = Vec::new();
    for ((source, imported), path) in read.iter().zip(paths) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let text = (path.clone(), imported.markdown.clone().into_bytes());
        let pictures = imported.pictures.iter().map(|picture| {
            let path = format!("{folder}/{}", picture.path);
            (path, picture.bytes.clone())
        });
        for (path, bytes) in std::iter::once(text).chain(pictures) {
            if let Some(other) = from.insert(path.clone(), source) {
                let message = format!(
                    "`{}` and `{}` would both become `{path}`; import them one after the other, \
                     into folders of their own",
                    other.display(),
                    source.display()
                );
                return Err(Failure::Message(message));
            }
            files.push(NewFile::new(&path, bytes));
        }
    }
    Ok(files)
}

/// Prints a report for each file. Reports quote the file, so control characters are escaped.
fn report(read: &[(&Path, Imported)], paths: &[String]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for ((source, imported), path) in read.iter().zip(paths) {
        let head = format!("{} -> {path}", name(source));
        writeln!(out, "{}", printing::escaped(&head))?;
        for line in imported.report.to_string().lines() {
            writeln!(out, "{}", printing::escaped(line))?;
        }
    }
    Ok(())
}
