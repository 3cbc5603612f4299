//! Makes catalogs of lists that other programs keep: OSCAL catalogs and profiles, tables, standards
//! of OpenControl and comply, checklists of rdm (`docs/design.md`, "Importing a catalog").
//!
//! Each form has its own module, which reads a [`draft::Draft`]; `write` makes TOML of it. Nothing here
//! knows the disk: files beside the imported one come through [`Folder`].

mod checklist;
mod draft;
mod language;
mod names;
mod numbers;
mod opencontrol;
mod oscal;
mod refusal;
mod table;
mod words;
mod write;

pub(crate) use refusal::Refusal;
pub(crate) use table::Columns;

use crate::digest::Digest;
use crate::manual::Language;

/// The most bytes that a file may have: 64 MiB. The largest catalogs that are published have 10.
pub(crate) const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// A file with its name.
#[derive(Clone, Debug)]
pub(crate) struct NamedFile {
    /// The name, or the path from the folder of the imported file.
    pub(crate) name: String,
    /// The content.
    pub(crate) bytes: Vec<u8>,
}

/// The files beside the one that is imported.
pub(crate) trait Folder {
    /// The names of the files in a folder, given by its path from the folder of the imported file; empty
    /// for that folder itself. Sorted.
    fn names(&self, folder: &str) -> Vec<String>;

    /// The content of a file, given by its path; `None` if there is none.
    ///
    /// # Errors
    /// If the file is there and cannot be read, or is too large.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Refusal>;
}

/// What the person who imports decides.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choices {
    /// The id of the new catalog, in place of the one that follows from the file's name.
    pub(crate) id: Option<String>,
    /// The language of its titles, in place of the one that its words say.
    pub(crate) language: Option<Language>,
    /// The catalog that a profile chooses from, in place of the one that it names.
    pub(crate) catalog: Option<NamedFile>,
    /// The columns of a table, where they are not to be guessed.
    pub(crate) columns: Columns,
    /// Whether the text of each requirement becomes its summary.
    pub(crate) texts: bool,
}

/// A catalog that was made of another program's file.
#[derive(Clone, Debug)]
pub(crate) struct Imported {
    /// The id of the standard.
    pub(crate) id: String,
    /// The catalog as TOML.
    pub(crate) toml: String,
    /// What was read, what was left out, and what is to be filled in: a line each.
    pub(crate) report: Vec<String>,
}

/// Reads a file and makes a catalog of it.
///
/// # Errors
/// If the file has none of the known forms or is damaged, or if a requirement of it would be lost.
pub(crate) fn import(
    file: &NamedFile,
    folder: &dyn Folder,
    choices: &Choices,
) -> Result<Imported, Refusal> {
    let mut draft = match form(file)? {
        Form::Json => oscal::read(file, folder, choices)?,
        Form::Yaml => opencontrol::read(file, folder, choices)?,
        Form::Table => table::read_csv(file, choices)?,
        Form::Workbook => table::read_workbook(file, choices)?,
        Form::Checklist => checklist::read(file, folder)?,
    };
    draft.tell_controls_apart();
    draft.digest = Some(Digest::of(&file.bytes));
    write::write(&draft, &file.name, choices)
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Json,
    Yaml,
    Table,
    Workbook,
    Checklist,
}

/// The form, which follows from the content, and among texts from the ending.
fn form(file: &NamedFile) -> Result<Form, Refusal> {
    let other = |what, advice| Err(Refusal::OtherForm(what, advice));
    let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf");
    let bytes = bytes.unwrap_or(&file.bytes).trim_ascii_start();
    let ending = file.name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_ascii_lowercase();
    match bytes {
        [] => return Err(Refusal::Empty),
        [b'{', ..] if !matches!(&*ending, "csv" | "tsv" | "yaml" | "yml") => return Ok(Form::Json),
        [b'<', ..] => return other("XML", "take the JSON form of the same catalog"),
        [b'%', b'P', b'D', b'F', ..] => {
            return other("a PDF", "take a table or the OSCAL form of the same list");
        }
        [b'P', b'K', 3, 4, ..] if matches!(&*ending, "xlsx" | "xlsm") => return Ok(Form::Workbook),
        [b'P', b'K', 3, 4, ..] => {
            return other("an archive", "unpack it, and import the file in it");
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            return other(
                "a workbook or document of Office 97 to 2003",
                "save it as .xlsx or .csv",
            );
        }
        _ => {}
    }
    match &*ending {
        "json" => Ok(Form::Json),
        "yaml" | "yml" => Ok(Form::Yaml),
        "csv" | "tsv" => Ok(Form::Table),
        "txt" | "" => Ok(Form::Checklist),
        "toml" => other(
            "TOML",
            "put a catalog in our own form into `standards/` as it is",
        ),
        _ => Err(Refusal::UnknownForm),
    }
}

/// The text of a file.
///
/// # Errors
/// If it is not UTF-8 or, with a mark at its beginning, UTF-16.
fn text(file: &NamedFile) -> Result<String, Refusal> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        let text = String::from_utf16(&units);
        text.ok().filter(|_| rest.is_empty())
    };
    let text = match &*file.bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        bytes => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            str::from_utf8(bytes).ok().map(str::to_owned)
        }
    };
    text.filter(|text| !text.contains('\0'))
        .ok_or(Refusal::NoText)
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
