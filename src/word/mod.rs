//! Word files as Markdown with front-matter.
//!
//! [`read`] takes the name and the bytes of a `.docx` and gives the text, the pictures, and a report
//! of what did not come along as it was. It never touches the disk. Each word of the document is in
//! the text or in the report, unless it was deleted, hidden or part of a table of contents. The status
//! is `draft`, whatever the file says, and no claim is made: both are a person's to decide.
//!
//! The package is opened within limits (`package`), its parts are walked (`parts`, `reader`) and become
//! blocks (`model`), what the document says of itself becomes front-matter (`metadata`), and the rest
//! is written (`markdown`).

mod drawing;
mod events;
mod fields;
mod forms;
mod headings;
mod lines;
mod markdown;
mod math;
mod mentions;
mod metadata;
mod model;
mod names;
mod numbering;
mod package;
mod parts;
mod reader;
mod refusal;
mod report;
mod runs;
mod sections;
mod styles;
mod symbols;
mod tables;

#[cfg(test)]
mod tests;

pub(crate) use metadata::Labels;
pub(crate) use refusal::Refusal;
pub(crate) use report::{Entry, Report, Sort};

use markdown::References;
use metadata::Given;
use model::{Block, text_of};
use package::Package;
use parts::Walked;
use sections::Sections;

/// A file with more bytes than that is refused.
pub(crate) const MOST_BYTES: u64 = package::MAX_ALL;

/// A Word file as Clausebook takes it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Imported {
    /// Where the text belongs, from the manual's folder on: `procedures/qp-07.md`.
    pub path: String,
    /// Where it belongs instead if another file has the same id: it is named as its Word file is.
    pub path_by_name: String,
    /// Front-matter and text.
    pub markdown: String,
    /// The pictures that the text shows or names.
    pub pictures: Vec<Picture>,
    /// What did not come along as it was.
    pub report: Report,
}

/// A picture of a Word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Where it belongs, from the folder of the text on: `images/qp-07/image1.png`.
    pub path: String,
    /// Its bytes, as they are in the file.
    pub bytes: Vec<u8>,
}

/// Reads a Word file. The name counts for the id, if nothing else says it, and for the names of what
/// is written; `labels` are the words by which fields are known.
///
/// # Errors
/// If the file is no Word document of today, is damaged or protected, or is larger than any document
/// is. The error says what to do.
pub(crate) fn read(name: &str, bytes: &[u8], labels: &Labels) -> Result<Imported, Refusal> {
    let package = Package::open(bytes)?;
    let stem = markdown::slug(metadata::stem(name));
    let folder = format!("images/{stem}");
    let Walked {
        mut blocks,
        mut events,
        notes,
        bookmarks,
        references: numbers,
        pictures,
        pages,
        properties,
    } = parts::walk(&package, &folder)?;

    headings::drop_contents_titles(&mut blocks);
    headings::typed_bullets(&mut blocks);
    let given = Given {
        file: name,
        pages: &pages,
        properties: &properties,
        labels,
    };
    let front_matter = metadata::take(&given, &mut blocks, &mut events);
    sections::name(&mut blocks);
    let sections = Sections::of(&blocks);
    sections::tell_out_of_date(&blocks, &bookmarks, &numbers, &mut events);

    let address = |picture: &reader::PictureUse| format!("{folder}/{}", picture.name);
    let references = References::new(
        sections::bookmarks(&blocks, &sections, &bookmarks),
        pictures.iter().map(address).collect(),
    );
    let text = markdown::write(&blocks, &references);
    let notes = notes
        .iter()
        .map(|(label, blocks)| markdown::note(label, blocks, &references));
    let parts: Vec<String> = std::iter::once(text)
        .chain(notes)
        .filter(|part| !part.is_empty())
        .map(|part| format!("{part}\n"))
        .collect();
    let markdown = format!("{}{}", front_matter.text, parts.join("\n"));

    let mut entries = report::entries(&events, &blocks, &sections);
    entries.extend(front_matter.entries);
    entries.extend(mentioned(&blocks));
    entries.sort_by_key(|entry| entry.sort);
    let in_folder = |file: &str| format!("{}/{file}.md", kind_folder(&front_matter.kind));
    let path = match &front_matter.id {
        Some(id) => in_folder(&markdown::slug(id)),
        None => in_folder(&stem),
    };
    let mut found = Vec::with_capacity(pictures.len());
    for picture in &pictures {
        if let Some(bytes) = package.picture(&picture.part)? {
            let path = address(picture);
            found.push(Picture { path, bytes });
        }
    }
    Ok(Imported {
        path,
        path_by_name: in_folder(&stem),
        markdown,
        pictures: found,
        report: Report { entries },
    })
}

fn mentioned(blocks: &[Block]) -> Option<Entry> {
    let found = mentions::mentions(&text_of(blocks));
    (!found.is_empty()).then(|| Entry::new(Sort::Mentioned, mentions::words(&found)))
}

/// The folder in which documents of a kind lie.
fn kind_folder(kind: &str) -> &'static str {
    match kind {
        "policy" => "policies",
        "instruction" => "instructions",
        "form" => "forms",
        "specification" => "specifications",
        "external" => "external",
        _ => "procedures",
    }
}
