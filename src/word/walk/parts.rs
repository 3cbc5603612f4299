//! Walks the parts of a package in turn: the document, its notes, the headers and footers, the
//! comments and the properties.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::excerpt;
use crate::word::events::{Event, EventKind, words};
use crate::word::metadata::{Page, Properties};
use crate::word::model::{Block, one_line};
use crate::word::ooxml::names::{Element, Node, Space};
use crate::word::ooxml::numbering::Numbering;
use crate::word::ooxml::package::{Package, Relationships, parse};
use crate::word::ooxml::styles::Styles;
use crate::word::refusal::Refusal;
use crate::word::report::quoted;
use crate::word::walk::fields::unended;
use crate::word::walk::reader::{NoteUse, NumberReference, PictureUse, Reader};

/// The result of walking all parts.
pub(crate) struct Walked {
    pub(crate) blocks: Vec<Block>,
    pub(crate) events: Vec<Event>,
    /// The notes with their labels.
    pub(crate) notes: Vec<(String, Vec<Block>)>,
    pub(crate) bookmarks: HashMap<String, usize>,
    pub(crate) references: Vec<NumberReference>,
    pub(crate) pictures: Vec<PictureUse>,
    pub(crate) pages: Vec<Page>,
    pub(crate) properties: Properties,
}

/// Walks the parts of a package.
pub(crate) fn walk(package: &Package<'_>, picture_folder: &str) -> Result<Walked, Refusal> {
    let main = package.main_part()?;
    let text = package.text(&main)?.unwrap_or_default();
    let xml = parse(&text, &main)?;
    let body = body(xml.root_element(), &main)?;
    let relationships = package.relationships(&main)?;

    let mut styles = Styles::default();
    with_part(package, &relationships, "styles", |root| {
        styles = Styles::read(root);
        Ok(())
    })?;
    let mut numbering = Numbering::default();
    with_part(package, &relationships, "numbering", |root| {
        numbering = Numbering::read(root);
        Ok(())
    })?;

    let mut reader = Reader::new(package, &styles, numbering, picture_folder.to_owned());
    reader.relationships = relationships.clone();
    let blocks = reader.body(body)?;
    if styles.is_empty() {
        let text = "the file has no styles: which paragraphs are headings can only be guessed";
        reader.tell(EventKind::Doubtful(text.to_owned()));
    }
    if relationships.of_kind("vbaProject").is_some() {
        reader.tell(EventKind::Left("macros (never looked at)".to_owned()));
    }
    let notes = notes(&mut reader, &relationships)?;
    let pages = pages(&mut reader)?;
    comments(&mut reader, &relationships)?;
    with_part(package, &relationships, "glossaryDocument", |root| {
        let text = words(root, false);
        if !text.trim().is_empty() {
            let text = format!("building blocks, which no page shows: {}", quoted(&text));
            reader.tell(EventKind::Left(text));
        }
        Ok(())
    })?;
    Ok(Walked {
        blocks,
        notes,
        pages,
        properties: properties(package)?,
        events: reader.events,
        bookmarks: reader.bookmarks,
        references: reader.references,
        pictures: reader.pictures,
    })
}

/// Returns the body of a document. Files of other programs have another root element and are
/// refused.
fn body<'a>(root: Node<'a>, part: &str) -> Result<Node<'a>, Refusal> {
    match root.name() {
        (Space::Word, "document") => root
            .word("body")
            .ok_or_else(|| Refusal::NoDocument(format!("`{part}` has no body"))),
        (_, "workbook") => Err(Refusal::OtherFormat(
            "a workbook of a spreadsheet program",
            "save a table as .csv, or copy it into a Word document",
        )),
        (_, "presentation") => Err(Refusal::OtherFormat(
            "a presentation",
            "copy its text into a Word document",
        )),
        (_, name) => {
            let name = excerpt(name);
            Err(Refusal::NoDocument(format!("`{part}` is a `{name}`")))
        }
    }
}

/// Reads a part that the document refers to, if there is one.
fn with_part(
    package: &Package<'_>,
    relationships: &Relationships,
    kind: &str,
    read: impl FnOnce(Node<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let Some(path) = relationships.of_kind(kind) else {
        return Ok(());
    };
    let Some(text) = package.text(path)? else {
        return Ok(());
    };
    let xml = parse(&text, path)?;
    read(xml.root_element())
}

/// Reads the notes in the order in which the text refers to them, footnotes first.
fn notes(
    reader: &mut Reader<'_>,
    relationships: &Relationships,
) -> Result<Vec<(String, Vec<Block>)>, Refusal> {
    let mut found: Vec<(String, Vec<Block>)> = Vec::new();
    for (is_end, kind, name) in [
        (false, "footnotes", "footnote"),
        (true, "endnotes", "endnote"),
    ] {
        let uses: Vec<_> = reader
            .notes
            .iter()
            .filter(|note| note.is_end == is_end)
            .cloned()
            .collect();
        let package = reader.package;
        let Some(path) = relationships.of_kind(kind) else {
            tell_missing(reader, &uses, &mut found);
            continue;
        };
        reader.relationships = package.relationships(path)?;
        with_part(package, relationships, kind, |root| {
            let by_id: HashMap<&str, Node<'_>> = root
                .elements()
                .filter(|node| node.name() == (Space::Word, name))
                .filter_map(|node| Some((node.word_attribute("id")?, node)))
                .collect();
            for note in &uses {
                reader.block = note.block;
                let blocks = match by_id.get(note.id.as_str()) {
                    Some(node) => {
                        reader.unended = unended(*node);
                        reader.inner(*node)?
                    }
                    None => continue,
                };
                found.push((note.label.clone(), blocks));
            }
            tell_unused(reader, root, name, &uses);
            Ok(())
        })?;
        tell_missing(reader, &uses, &mut found);
    }
    Ok(found)
}

/// Gives an empty note to each reference to a note that the file does not hold, and reports it.
fn tell_missing(reader: &mut Reader<'_>, uses: &[NoteUse], found: &mut Vec<(String, Vec<Block>)>) {
    let known: HashSet<String> = found.iter().map(|(label, _)| label.clone()).collect();
    for note in uses.iter().filter(|note| !known.contains(&note.label)) {
        reader.block = note.block;
        let text = format!("the note {}, which the file does not hold", note.label);
        reader.event(EventKind::Left(text));
        found.push((note.label.clone(), Vec::new()));
    }
}

/// Reports the notes that the text does not refer to, such as those of deleted text. The lines that
/// separate notes from the text are notes of a type of their own.
fn tell_unused(reader: &mut Reader<'_>, root: Node<'_>, name: &str, uses: &[NoteUse]) {
    let used: HashSet<&str> = uses.iter().map(|note| note.id.as_str()).collect();
    for node in root.elements() {
        let is_note = node.name() == (Space::Word, name)
            && matches!(node.word_attribute("type"), None | Some("normal"))
            && !used.contains(node.word_attribute("id").unwrap_or_default());
        let text = if is_note {
            words(node, true)
        } else {
            String::new()
        };
        if !text.trim().is_empty() {
            let text = format!("a note that the text does not refer to: {}", quoted(&text));
            reader.tell(EventKind::Left(text));
        }
    }
}

/// Reads the headers and footers of all sections; equal texts are kept once.
fn pages(reader: &mut Reader<'_>) -> Result<Vec<Page>, Refusal> {
    let package = reader.package;
    let mut pages: Vec<Page> = Vec::new();
    let uses = std::mem::take(&mut reader.pages);
    for is_header in [true, false] {
        let parts = uses.iter().filter(|(header, _)| *header == is_header);
        for (_, path) in parts {
            let Some(text) = package.text(path)? else {
                continue;
            };
            let xml = parse(&text, path)?;
            reader.relationships = package.relationships(path)?;
            reader.unended = unended(xml.root_element());
            reader.begin_page();
            let blocks = reader.inner(xml.root_element());
            reader.end_page();
            let page = Page::new(is_header, &blocks?);
            if !page.text.is_empty() && !pages.contains(&page) {
                pages.push(page);
            }
        }
    }
    Ok(pages)
}

/// Records all comments, with the text that they refer to.
fn comments(reader: &mut Reader<'_>, relationships: &Relationships) -> Result<(), Refusal> {
    let package = reader.package;
    with_part(package, relationships, "comments", |root| {
        let comments = root
            .elements()
            .filter(|node| node.name() == (Space::Word, "comment"));
        for node in comments {
            let id = node.word_attribute("id").unwrap_or_default();
            let paragraphs = node
                .descendants()
                .filter(|node| node.name() == (Space::Word, "p"));
            let texts = paragraphs.map(|paragraph| {
                let texts = paragraph
                    .descendants()
                    .filter(|node| node.name() == (Space::Word, "t"));
                texts.map(|node| node.own_text()).collect::<String>()
            });
            let text = one_line(&texts.collect::<Vec<_>>().join(" "));
            let author = node.word_attribute("author").unwrap_or_default();
            let (at, block) = reader.comments.get(id).cloned().unwrap_or_default();
            reader.block = block;
            reader.event(EventKind::Comment {
                author: one_line(author),
                text,
                at: one_line(&at),
            });
        }
        Ok(())
    })
}

fn properties(package: &Package<'_>) -> Result<Properties, Refusal> {
    let relationships = package.relationships("")?;
    let mut properties = Properties::default();
    with_part(package, &relationships, "core-properties", |root| {
        properties.read_core(root);
        Ok(())
    })?;
    with_part(package, &relationships, "custom-properties", |root| {
        properties.read_custom(root);
        Ok(())
    })?;
    Ok(properties)
}
