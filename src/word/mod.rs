//! Converts Word files to Markdown with front matter.
//!
//! [`read`] takes the name and the bytes of a `.docx` and returns the text, the pictures, and a
//! report of everything that was left out or changed. It does not access the disk. Each word of the
//! document is in the text or in the report, unless it was deleted, hidden or part of a table of
//! contents. The status is always `draft` and no claim is written, because a person has to decide
//! on both.
//!
//! The steps: `ooxml` opens the archive within limits and reads its styles and numberings, `walk`
//! turns its parts into blocks (`model`), `headings` and `sections` find the structure, `metadata`
//! takes the front matter from the blocks, and `markdown` writes them.

mod events;
mod headings;
mod markdown;
mod metadata;
mod model;
mod ooxml;
mod refusal;
mod report;
mod sections;
mod walk;

#[cfg(test)]
mod tests;

pub(crate) use ooxml::package::Package;
#[cfg(feature = "xlsx")]
pub(crate) use ooxml::package::parse as parse_part;
pub(crate) use refusal::Refusal;
#[cfg(feature = "xlsx")]
pub(crate) use refusal::Refusal as PackageRefusal;
pub(crate) use report::{Entry, Report, Sort};

use unicode_normalization::UnicodeNormalization;

use crate::conventions::{Labels, mentions_by_number, mentions_in_words};
use crate::manual::site_path::is_device;
use markdown::References;
use metadata::Given;
use model::{Block, text_of};
use sections::Sections;
use walk::parts::Walked;

/// The size limit of a Word file in bytes; a larger file is refused.
pub(crate) const MOST_BYTES: u64 = ooxml::package::MAX_ALL;

/// A converted Word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Imported {
    /// The path of the text in the manual's folder: `procedures/qp-07.md`.
    pub path: String,
    /// The path to use instead if another file has the same id; it is made from the Word file's
    /// name.
    pub path_by_name: String,
    /// The front matter and the text.
    pub markdown: String,
    /// The pictures that the text shows or links to.
    pub pictures: Vec<Picture>,
    /// Everything that was left out or changed.
    pub report: Report,
}

/// A picture of a Word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The path, relative to the folder of the text: `images/qp-07/image1.png`.
    pub path: String,
    /// The unchanged bytes from the Word file.
    pub bytes: Vec<u8>,
}

/// A line of plain text as Markdown: what has a meaning in Markdown, in HTML or for Clausebook is
/// escaped.
#[cfg(feature = "xlsx")]
pub(crate) fn plain_line(line: &str) -> String {
    markdown::plain_line(line)
}

/// Converts a Word file. The id is taken from the file's name if the document has none; the names of
/// the written files are made from the id, else from `stem`, which [`file_name`] returned; `labels`
/// are the words by which metadata fields are recognised.
///
/// # Errors
/// If the file is not a `.docx` document, is damaged or protected by a password, or exceeds a
/// limit. The error's text says what to do.
pub(crate) fn read(
    name: &str,
    stem: &str,
    bytes: &[u8],
    labels: &Labels,
) -> Result<Imported, Refusal> {
    let package = Package::open(bytes)?;
    // Some systems store the accents of file names as characters of their own.
    let name: &str = &name.nfc().collect::<String>();
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
    } = walk::parts::walk(&package, &folder)?;

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

    let address = |picture: &walk::reader::PictureUse| format!("{folder}/{}", picture.name);
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
        Some(id) => in_folder(&file_slug(id)),
        None => in_folder(stem),
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
        path_by_name: in_folder(stem),
        markdown,
        pictures: found,
        report: Report { entries },
    })
}

/// Returns the name, without an ending, for the files that are made from a Word file. Folders of its
/// path become part of the name.
pub(crate) fn file_name(path: &str) -> String {
    let end = path.len() - metadata::ending(path).len();
    file_slug(&path[..end])
}

fn file_slug(name: &str) -> String {
    let slug = markdown::slug(name);
    match is_device(&slug) {
        true => format!("{slug}-1"),
        false => slug,
    }
}

fn mentioned(blocks: &[Block]) -> Option<Entry> {
    let found = mentions_by_number(&text_of(blocks));
    (!found.is_empty()).then(|| Entry::new(Sort::Mentioned, mentions_in_words(&found)))
}

/// Returns the folder for documents of a kind.
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
