//! The parts of a workbook within limits: the main part, its sheets, and what is beside their cells.

use std::io::{self, Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::cells::{self, Shared};
use super::days::Days;
use super::texts::{self, TextLeft};
use super::{Area, MOST_BYTES, MOST_CELLS, Note, Sheet, Workbook, WorkbookRefusal, places};
use crate::diagnostics::excerpt;
use crate::word::{Package, parse_part};

/// The most bytes of a part, unpacked.
const MOST_PART: u64 = 32 << 20;

/// The most bytes of all parts, unpacked.
const MOST_UNPACKED: u64 = 128 << 20;

/// The most sheets.
const MOST_SHEETS: usize = 200;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, WorkbookRefusal> {
    if bytes.len() as u64 > MOST_BYTES {
        let limit = format!("{} MiB", MOST_BYTES >> 20);
        return Err(WorkbookRefusal::limit(format!("more than {limit}"), limit));
    }
    let package = Package::open(bytes)?;
    check_sizes(bytes)?;
    let main = package.main_part()?;
    parsed(&package, &main, |workbook| {
        sheets(&package, &main, workbook.root_element())
    })
}

/// Unpacks each part without keeping it, so that no part is read that unpacks without end, whether it is
/// read or not.
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

fn sheets(
    package: &Package<'_>,
    main: &str,
    workbook: Node<'_, '_>,
) -> Result<Workbook, WorkbookRefusal> {
    if workbook.tag_name().name() != "workbook" {
        return Err(WorkbookRefusal::OtherFormat(
            "of another Office program".to_owned(),
        ));
    }
    let relationships = package.relationships(main)?;
    let mut days = Days::read(package, relationships.of_kind("styles"))?;
    let mut settings = children(workbook, "workbookPr");
    days.from_1904 =
        settings.any(|settings| matches!(settings.attribute("date1904"), Some("1" | "true")));
    let mut shared = Shared {
        texts: texts::shared(package, &relationships.all_of_kind("sharedStrings"))?,
        days,
        cells_left: MOST_CELLS,
        text_left: TextLeft::new(),
    };
    let mut sheets: Vec<Sheet> = Vec::new();
    for listed in children(workbook, "sheets").flat_map(|list| children(list, "sheet")) {
        let name = listed.attribute("name").unwrap_or_default();
        let id = listed.attributes().find(|one| one.name() == "id");
        let part = id.and_then(|id| relationships.get(id.value()));
        let part = part.filter(|part| !part.external).ok_or_else(|| {
            let name = excerpt(name);
            WorkbookRefusal::Damaged(format!("the sheet `{name}` is missing"))
        })?;
        // Charts and dialogs have no cells.
        if part.kind != "worksheet" {
            continue;
        }
        if sheets.iter().any(|other| other.name == name) {
            let why = format!("two sheets have the name `{}`", excerpt(name));
            return Err(WorkbookRefusal::Damaged(why));
        }
        if sheets.len() == MOST_SHEETS {
            let limit = MOST_SHEETS.to_string();
            return Err(WorkbookRefusal::limit("more sheets than that", limit));
        }
        let is_hidden = listed
            .attribute("state")
            .is_some_and(|state| state != "visible");
        sheets.push(parsed(package, &part.target, |part| {
            let root = part.root_element();
            Ok(Sheet {
                name: name.to_owned(),
                is_hidden,
                rows: cells::rows(root, name, &mut shared)?,
                merged: merged(root, name)?,
                notes: Vec::new(),
            })
        })?);
        let notes = notes(package, &part.target, name, &mut shared.text_left)?;
        if let Some(sheet) = sheets.last_mut() {
            sheet.notes = notes;
        }
    }
    Ok(Workbook { sheets })
}

/// The areas of merged cells.
fn merged(sheet: Node<'_, '_>, name: &str) -> Result<Vec<Area>, WorkbookRefusal> {
    let merged = children(sheet, "mergeCells").flat_map(|list| children(list, "mergeCell"));
    let areas = merged.map(|merged| {
        let written = merged.attribute("ref").unwrap_or_default();
        places::area(written.trim()).ok_or_else(|| {
            let (written, name) = (excerpt(written), excerpt(name));
            let why = format!("the sheet `{name}` merges `{written}`, which are no cells");
            WorkbookRefusal::Damaged(why)
        })
    });
    areas.collect()
}

/// The notes on the cells of a sheet.
fn notes(
    package: &Package<'_>,
    sheet: &str,
    name: &str,
    left: &mut TextLeft,
) -> Result<Vec<Note>, WorkbookRefusal> {
    let mut notes = Vec::new();
    for path in package.relationships(sheet)?.all_of_kind("comments") {
        if !package.has(path) {
            continue;
        }
        parsed(package, path, |part| {
            let lists = children(part.root_element(), "commentList");
            for comment in lists.flat_map(|list| children(list, "comment")) {
                let written = comment.attribute("ref").unwrap_or_default();
                let place = places::place(written.trim()).ok_or_else(|| {
                    let (written, name) = (excerpt(written), excerpt(name));
                    let why =
                        format!("a note of the sheet `{name}` is on `{written}`, which is no cell");
                    WorkbookRefusal::Damaged(why)
                })?;
                let text: String = children(comment, "text").map(texts::text).collect();
                left.count(&text)?;
                notes.push(Note { place, text });
            }
            Ok(())
        })?;
    }
    Ok(notes)
}

/// Parses a part and reads it.
pub(super) fn parsed<T>(
    package: &Package<'_>,
    path: &str,
    read: impl FnOnce(&Document<'_>) -> Result<T, WorkbookRefusal>,
) -> Result<T, WorkbookRefusal> {
    let missing = || WorkbookRefusal::Damaged(format!("`{}` is missing", excerpt(path)));
    let text = package.text(path)?.ok_or_else(missing)?;
    read(&parse_part(&text, path)?)
}

/// The elements of this name in an element, in any namespace.
pub(super) fn children<'a, 'i: 'a>(
    element: Node<'a, 'i>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    let is_named =
        move |child: &Node<'a, 'i>| child.is_element() && child.tag_name().name() == name;
    element.children().filter(is_named)
}
