//! `clausebook standards import`: makes a catalog of a list that another program keeps.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::catalogs::{self, Choices, Columns, Folder, MOST_BYTES, NamedFile, Refusal};
use crate::cli::{Common, Failure, Outcome, printing};
use crate::manual::Language;
use crate::publish::{DiskError, NewFile, write_all_new};
use crate::sources::read_elsewhere;

/// The most files of a folder that are looked at.
const MOST_FILES: usize = 2_000;

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// The list: an OSCAL catalog or profile (.json), a table (.csv, .tsv, .xlsx), a standard of
    /// OpenControl or comply (.yaml, .yml), a checklist of rdm (.txt)
    file: PathBuf,
    /// Write the catalog to this file, which must not exist yet, instead of the standard output
    #[arg(short, long, value_name = "FILE.toml")]
    output: Option<PathBuf>,
    /// The id of the standard [default: from its name]
    #[arg(long)]
    id: Option<String>,
    /// The language of the titles, by its tag: de, pt-BR [default: assumed from the words]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// The catalog that a profile chooses from, if it is not the one that the profile names
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,
    /// Take the text of each requirement as its summary; a standard's text is its publisher's
    #[arg(long)]
    texts: bool,
    /// The column of a table with the numbers: its head, or its position from 1
    #[arg(long, value_name = "COLUMN")]
    number: Option<String>,
    /// The column with the titles
    #[arg(long, value_name = "COLUMN")]
    title: Option<String>,
    /// The column with the summaries; `none` for no summaries
    #[arg(long, value_name = "COLUMN")]
    summary: Option<String>,
    /// The column with the documented information: none, maintain, retain, both or unknown
    #[arg(long, value_name = "COLUMN")]
    records: Option<String>,
    /// The sheet of a workbook [default: the first with a column of numbers]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

pub(super) fn run(common: &Common, arguments: &ImportArguments) -> Result<Outcome, Failure> {
    let output = arguments.output.as_deref().map(target).transpose()?;
    let file = named_file(&arguments.file)?;
    let catalog = arguments.catalog.as_deref().map(named_file).transpose()?;
    let language = arguments.language.as_deref().map(language).transpose()?;
    let choices = Choices {
        language,
        id: arguments.id.clone(),
        catalog,
        columns: Columns {
            number: arguments.number.clone(),
            title: arguments.title.clone(),
            summary: arguments.summary.clone(),
            records: arguments.records.clone(),
            sheet: arguments.sheet.clone(),
        },
        texts: arguments.texts,
    };
    let folder = DiskFolder(arguments.file.parent().unwrap_or(Path::new("")).to_owned());
    let imported = catalogs::import(&file, &folder, &choices)
        .map_err(|refusal| Failure::Message(format!("{}: {refusal}", arguments.file.display())))?;
    match &output {
        None => std::io::stdout()
            .lock()
            .write_all(imported.toml.as_bytes())?,
        Some((folder, name)) => {
            let file = NewFile::new(name, imported.toml);
            write_all_new(folder, &[file]).map_err(not_written)?;
        }
    }
    for line in &imported.report {
        printing::say(common, line);
    }
    if let (Some(_), Some(path)) = (&output, &arguments.output) {
        let path = path.display();
        printing::say(
            common,
            &format!(
                "wrote {path}; name \"{}\" under `standards` in manual.toml",
                imported.id
            ),
        );
    }
    Ok(Outcome::Ok)
}

/// The language of a tag.
///
/// # Errors
/// If there is no such language.
fn language(tag: &str) -> Result<Language, Failure> {
    Language::new(tag).ok_or_else(|| {
        Failure::Message(format!(
            "`{tag}` is no tag of a language: write two letters, and a country where it matters: en, de, pt-BR"
        ))
    })
}

/// The folder and the name of the file to write.
///
/// # Errors
/// If it is there already, or would not be read as a catalog.
fn target(path: &Path) -> Result<(PathBuf, &str), Failure> {
    if path.symlink_metadata().is_ok() {
        let what = match path.is_dir() {
            true => "is a folder: name a file in it",
            false => "is there already; nothing was written: name another file with -o",
        };
        return Err(Failure::Message(format!("`{}` {what}", path.display())));
    }
    let name = path.file_name().and_then(|name| name.to_str());
    let is_toml = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    match name {
        Some(name) if is_toml => Ok((path.parent().unwrap_or(Path::new("")).to_owned(), name)),
        _ => Err(Failure::Message(format!(
            "`{}` does not end in .toml, and only such files of `standards/` are catalogs",
            path.display()
        ))),
    }
}

fn not_written(error: DiskError) -> Failure {
    match error.path.symlink_metadata() {
        Ok(found) if !found.is_dir() => Failure::Message(format!(
            "`{}` is there already; nothing was written",
            error.path.display()
        )),
        _ => error.into(),
    }
}

fn named_file(path: &Path) -> Result<NamedFile, Failure> {
    if path.is_dir() {
        let message = format!("`{}` is a folder; name a file in it", path.display());
        return Err(Failure::Message(message));
    }
    let bytes = read_elsewhere(path, MOST_BYTES).map_err(DiskError::new("read", path))?;
    if bytes.len() as u64 > MOST_BYTES {
        let message = format!("`{}` {}", path.display(), too_large());
        return Err(Failure::Message(message));
    }
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(NamedFile {
        name: name.to_string_lossy().into_owned(),
        bytes,
    })
}

fn too_large() -> String {
    format!("is larger than {} MiB", MOST_BYTES / (1024 * 1024))
}

/// The folder of the imported file.
struct DiskFolder(PathBuf);

impl Folder for DiskFolder {
    fn names(&self, folder: &str) -> Vec<String> {
        let folder = match self.0.join(folder) {
            folder if folder.as_os_str().is_empty() => PathBuf::from("."),
            folder => folder,
        };
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.take(MOST_FILES).collect();
        names.sort();
        names
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let file = self.0.join(path);
        let refused = |why: String| Err(Refusal::Beside(path.to_owned(), why));
        match read_elsewhere(&file, MOST_BYTES) {
            Ok(bytes) if bytes.len() as u64 > MOST_BYTES => refused(too_large()),
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) => match error.kind() {
                ErrorKind::NotFound | ErrorKind::NotADirectory => Ok(None),
                _ if file.is_dir() => Ok(None),
                _ => refused(format!("cannot be read: {error}")),
            },
        }
    }
}
