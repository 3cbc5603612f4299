//! `clausebook import`: converts files of other programs to files of a manual.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::cli::{Common, Failure, Outcome, printing};
use crate::conventions::Labels;
use crate::publish::{DiskError, NewFile, write_all_new};
use crate::sources::{files_elsewhere, read_elsewhere};
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
    /// The Word files (.docx, .docm), or folders with such files
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
    let given = given(&arguments.files)?;
    let mut read: Vec<(&Given, Imported)> = Vec::new();
    let mut refused = 0;
    for file in &given {
        match word::read(&file.name(), &file.stem, &bytes(&file.path)?, &labels) {
            Ok(imported) => read.push((file, imported)),
            Err(refusal) => {
                refused += 1;
                let text = format!("{}: {refusal}", file.path.display());
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

/// A Word file to convert.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Given {
    path: PathBuf,
    /// The path as the report names it: from the folder that was given, else the file's name.
    shown: String,
    /// The name from which those of the written files are made, unless the document has an id.
    stem: String,
}

impl Given {
    fn name(&self) -> String {
        name(&self.path)
    }
}

/// Finds the Word files: those that were given, and those in the folders that were given. Files of
/// one name in different folders get the names of their folders, too.
fn given(paths: &[PathBuf]) -> Result<Vec<Given>, Failure> {
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push((path.clone(), name(path)));
            continue;
        }
        let below = files_elsewhere(path).map_err(DiskError::new("read", path))?;
        let before = files.len();
        for file in below.into_iter().filter(|file| is_word(file)) {
            let shown = file.strip_prefix(path).unwrap_or(&file);
            let shown = shown.to_string_lossy().replace('\\', "/");
            files.push((file, shown));
        }
        if files.len() == before {
            let message = format!("`{}` is a folder without Word files", path.display());
            return Err(Failure::Message(message));
        }
    }
    files.retain(|(path, _)| !is_lock(path));
    let mut count: HashMap<String, usize> = HashMap::new();
    for (path, _) in &files {
        *count.entry(word::file_name(&name(path))).or_default() += 1;
    }
    let given = files.into_iter().map(|(path, shown)| {
        let is_only = count.get(&word::file_name(&name(&path))) == Some(&1);
        let stem = match is_only {
            true => name(&path),
            false => shown.clone(),
        };
        Given {
            stem: word::file_name(&stem),
            path,
            shown,
        }
    });
    Ok(given.collect())
}

/// Whether a file's name is one of a Word file. The older form (`.doc`) is one: it is refused with
/// advice, and not passed over without a word.
fn is_word(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ["docx", "docm", "doc"].iter().any(|known| ending == *known))
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
    let bytes = read_elsewhere(path, word::MOST_BYTES);
    Ok(bytes.map_err(DiskError::new("read", path))?)
}

/// The path of each Markdown file. Documents that share an id are named after their Word files.
fn paths(read: &[(&Given, Imported)]) -> Vec<String> {
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
fn files(read: &[(&Given, Imported)], paths: &[String]) -> Result<Vec<NewFile>, Failure> {
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
            if let Some(other) = from.insert(path.clone(), &source.path) {
                let message = format!(
                    "`{}` and `{}` would both become `{path}`; import them one after the other, \
                     into folders of their own",
                    other.display(),
                    source.path.display()
                );
                return Err(Failure::Message(message));
            }
            files.push(NewFile::new(&path, bytes));
        }
    }
    Ok(files)
}

/// Prints a report for each file. Reports quote the file, so control characters are escaped.
fn report(read: &[(&Given, Imported)], paths: &[String]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for ((source, imported), path) in read.iter().zip(paths) {
        let head = format!("{} -> {path}", source.shown);
        writeln!(out, "{}", printing::escaped(&head))?;
        for line in imported.report.to_string().lines() {
            writeln!(out, "{}", printing::escaped(line))?;
        }
    }
    Ok(())
}
