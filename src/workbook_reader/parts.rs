//! The archive of a workbook: its limits, and what its sheets have beside their cells.

use std::collections::HashSet;
use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::{Area, MOST_BYTES, Note, Place, WorkbookRefusal};
use crate::word::{Package, parse_part};

/// The most bytes of a part, unpacked.
const MOST_PART: u64 = 32 << 20;

/// The most bytes of all parts, unpacked.
const MOST_UNPACKED: u64 = 128 << 20;

/// The most texts that the table of texts may declare: memory is reserved for that many.
const MOST_STRINGS: u64 = 1_000_000;

/// The most sheets.
const MOST_SHEETS: usize = 200;

/// A sheet without its cells.
pub(super) struct Outline {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    pub(super) hidden_rows: HashSet<u32>,
    pub(super) merged: Vec<Area>,
    pub(super) notes: Vec<Note>,
}

/// Checks the limits of a workbook, and returns its sheets without their cells.
pub(super) fn outlines(bytes: &[u8]) -> Result<Vec<Outline>, WorkbookRefusal> {
    if bytes.len() as u64 > MOST_BYTES {
        let limit = format!("{} MiB", MOST_BYTES >> 20);
        return Err(WorkbookRefusal::limit(format!("more than {limit}"), limit));
    }
    let package = Package::open(bytes)?;
    check_sizes(bytes)?;
    let main = package.main_part()?;
    let text = package.text(&main)?.unwrap_or_default();
    let workbook = parse_part(&text, &main)?;
    if workbook.root_element().tag_name().name() != "workbook" {
        return Err(WorkbookRefusal::OtherFormat(
            "of another Office program".to_owned(),
        ));
    }
    check_strings(&package, &main)?;
    let relationships = package.relationships(&main)?;
    let mut outlines: Vec<Outline> = Vec::new();
    for sheet in elements(&workbook, "sheet") {
        let name = sheet.attribute("name").unwrap_or_default();
        let id = sheet.attributes().find(|one| one.name() == "id");
        let part = id.and_then(|id| relationships.get(id.value()));
        let Some(part) = part.filter(|part| part.kind == "worksheet" && !part.external) else {
            continue;
        };
        if outlines.iter().any(|other| other.name == name) {
            let why = format!("two sheets have the name `{name}`");
            return Err(WorkbookRefusal::Damaged(why));
        }
        if outlines.len() == MOST_SHEETS {
            let limit = MOST_SHEETS.to_string();
            return Err(WorkbookRefusal::limit("more sheets than that", limit));
        }
        let is_hidden = sheet
            .attribute("state")
            .is_some_and(|state| state != "visible");
        outlines.push(outline(&package, &part.target, name, is_hidden)?);
    }
    Ok(outlines)
}

/// Unpacks each part without keeping it, so that what reads the parts afterwards meets no part that
/// unpacks without end.
fn check_sizes(bytes: &[u8]) -> Result<(), WorkbookRefusal> {
    let damaged = |error: zip::result::ZipError| WorkbookRefusal::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut all = 0;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(damaged)?.take(MOST_PART + 1);
        let size = io::copy(&mut part, &mut io::sink());
        let size = size.map_err(|error| WorkbookRefusal::Damaged(error.to_string()))?;
        all += size;
        if size > MOST_PART || all > MOST_UNPACKED {
            return Err(WorkbookRefusal::limit(
                format!("more than {} MiB unpacked", all.min(MOST_UNPACKED) >> 20),
                format!(
                    "{} MiB for a part and {} MiB in all",
                    MOST_PART >> 20,
                    MOST_UNPACKED >> 20
                ),
            ));
        }
    }
    Ok(())
}

/// Checks how many texts the table of texts declares. It stands beside the main part.
fn check_strings(package: &Package<'_>, main: &str) -> Result<(), WorkbookRefusal> {
    let folder = main.rfind('/').map_or("", |at| &main[..=at]);
    let path = format!("{folder}sharedStrings.xml");
    let Some(text) = package.text(&path)? else {
        return Ok(());
    };
    let strings = parse_part(&text, &path)?;
    for table in elements(&strings, "sst") {
        let declared = table.attribute("uniqueCount").unwrap_or_default().trim();
        let is_number = !declared.is_empty() && declared.bytes().all(|byte| byte.is_ascii_digit());
        let count = declared.parse().unwrap_or(u64::MAX);
        if is_number && count > MOST_STRINGS {
            let what = format!("a table that declares {declared} texts");
            return Err(WorkbookRefusal::limit(what, "1,000,000"));
        }
    }
    Ok(())
}

fn outline(
    package: &Package<'_>,
    path: &str,
    name: &str,
    is_hidden: bool,
) -> Result<Outline, WorkbookRefusal> {
    let missing = || WorkbookRefusal::Damaged(format!("`{path}` is missing"));
    let text = package.text(path)?.ok_or_else(missing)?;
    let sheet = parse_part(&text, path)?;
    let mut hidden_rows = HashSet::new();
    let mut number = 0;
    for row in elements(&sheet, "row") {
        // A row without a number follows the one before it.
        let written = row.attribute("r").and_then(|number| number.parse().ok());
        number = written.unwrap_or(number + 1);
        if matches!(row.attribute("hidden"), Some("1" | "true")) {
            hidden_rows.insert(number);
        }
    }
    let merged = elements(&sheet, "mergeCell").filter_map(|merged| area(merged.attribute("ref")?));
    let merged = merged.collect();
    let notes = match package.relationships(path)?.of_kind("comments") {
        Some(part) => notes(package, part)?,
        None => Vec::new(),
    };
    Ok(Outline {
        name: name.to_owned(),
        is_hidden,
        hidden_rows,
        merged,
        notes,
    })
}

fn notes(package: &Package<'_>, path: &str) -> Result<Vec<Note>, WorkbookRefusal> {
    let Some(text) = package.text(path)? else {
        return Ok(Vec::new());
    };
    let part = parse_part(&text, path)?;
    let notes = elements(&part, "comment").filter_map(|comment| {
        let place = place(comment.attribute("ref")?)?;
        let texts = comment
            .descendants()
            .filter(|node| node.tag_name().name() == "t");
        let text: String = texts.filter_map(|node| node.text()).collect();
        Some(Note { place, text })
    });
    Ok(notes.collect())
}

/// The elements of a part with this name, in any namespace.
fn elements<'a>(
    part: &'a roxmltree::Document<'a>,
    name: &'static str,
) -> impl Iterator<Item = roxmltree::Node<'a, 'a>> {
    let is_named =
        move |node: &roxmltree::Node<'a, 'a>| node.is_element() && node.tag_name().name() == name;
    part.descendants().filter(is_named)
}

fn area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    Some(Area {
        first: place(first)?,
        last: place(last)?,
    })
}

/// The place that a name such as `U12` or `$U$12` means.
fn place(name: &str) -> Option<Place> {
    let name = name.replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        let letter = letter.to_ascii_uppercase();
        letter
            .is_ascii_uppercase()
            .then(|| sum * 26 + u32::from(letter - b'A') + 1)
    })?;
    Some(Place {
        row: digits.parse().ok()?,
        column: column - 1,
    })
}
