//! The package: a zip archive of parts that refer to each other. The sizes that the archive
//! declares are not trusted; the limits are checked while the parts are unpacked.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::{Cursor, Read};

use roxmltree::{Document, ParsingOptions};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::diagnostics::excerpt;
use crate::word::ooxml::markup;
use crate::word::ooxml::names::Node;
use crate::word::refusal::{Refusal, sniff};

const MAX_PARTS: usize = 1_000;
const MAX_XML: u64 = 32 << 20;
const MAX_PICTURE: u64 = 32 << 20;
pub(crate) const MAX_ALL: u64 = 256 << 20;
const MAX_NODES: u32 = 1_000_000;

/// An open package.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The index of each part in the archive, by its path in lower case.
    parts: HashMap<String, usize>,
    /// The number of bytes unpacked so far.
    read: Cell<u64>,
}

/// The relationships of a part, by their ids.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relationships(HashMap<String, Relationship>);

/// A relationship of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relationship {
    /// The last segment of its type: `image`, `hyperlink`, `header`.
    pub(crate) kind: String,
    /// The path of a part, or an external address.
    pub(crate) target: String,
    /// Whether the target is outside the package.
    pub(crate) external: bool,
}

impl Relationships {
    /// Returns a relationship by its id.
    pub(crate) fn get(&self, id: &str) -> Option<&Relationship> {
        self.0.get(id)
    }

    /// Returns the part of an internal relationship of a type; of several, the one whose path sorts
    /// first.
    pub(crate) fn of_kind(&self, kind: &str) -> Option<&str> {
        self.all_of_kind(kind).first().copied()
    }

    /// Returns the parts of all internal relationships of a type, by their paths.
    pub(crate) fn all_of_kind(&self, kind: &str) -> Vec<&str> {
        let within = |found: &&Relationship| found.kind == kind && !found.external;
        let found = self.0.values().filter(within);
        let mut targets: Vec<&str> = found.map(|found| found.target.as_str()).collect();
        targets.sort_unstable();
        targets
    }
}

impl<'b> Package<'b> {
    /// Opens an archive and checks the names of its parts.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        if let Some(refusal) = sniff(bytes) {
            return Err(refusal);
        }
        if bytes.len() as u64 > MAX_ALL {
            return Err(Refusal::limit("more than 256 MiB", "256 MiB"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > MAX_PARTS {
            let what = format!("{} parts", archive.len());
            return Err(Refusal::limit(what, MAX_PARTS.to_string()));
        }
        let mut parts = HashMap::new();
        // Programs do not agree on which of two parts with one name they read.
        if archive.has_duplicate_names() {
            return Err(Refusal::Damaged(
                "it has two parts with one name".to_owned(),
            ));
        }
        for index in 0..archive.len() {
            let Some(name) = archive.name_for_index(index).transpose().map_err(damaged)? else {
                continue;
            };
            if leads_out(&name) {
                return Err(Refusal::Path(excerpt(&name).into_owned()));
            }
            if parts.insert(name.to_lowercase(), index).is_some() {
                let name = excerpt(&name);
                return Err(Refusal::Damaged(format!("it has the part `{name}` twice")));
            }
        }
        Ok(Self {
            archive,
            parts,
            read: Cell::new(0),
        })
    }

    /// Whether the package has this part.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&path.to_lowercase())
    }

    /// Returns the path of the main document, which the package's relationships name.
    pub(crate) fn main_part(&self) -> Result<String, Refusal> {
        let relationships = self.relationships("")?;
        let mains = relationships.all_of_kind("officeDocument");
        if mains.len() > 1 {
            return Err(Refusal::Damaged("it names several main parts".to_owned()));
        }
        match mains.first().map(|main| (*main).to_owned()) {
            Some(main) if self.has(&main) => Ok(main),
            Some(main) => {
                let main = excerpt(&main);
                Err(Refusal::NoDocument(format!("`{main}` is missing")))
            }
            None => Err(self.without_main()),
        }
    }

    fn without_main(&self) -> Refusal {
        if self.has("mimetype") && self.has("content.xml") {
            Refusal::OtherFormat(
                "an OpenDocument file",
                "open it in LibreOffice or Word and save it as .docx",
            )
        } else if self.parts.is_empty() {
            Refusal::NoDocument("it is an empty archive".to_owned())
        } else if self.has("[Content_Types].xml") {
            Refusal::NoDocument("it names no main part".to_owned())
        } else {
            Refusal::other("a zip archive")
        }
    }

    /// Reads the relationships of a part; an empty path stands for the package itself.
    pub(crate) fn relationships(&self, part: &str) -> Result<Relationships, Refusal> {
        let (folder, name) = split(part);
        let path = format!("{folder}_rels/{name}.rels");
        let Some(text) = self.text(&path)? else {
            return Ok(Relationships::default());
        };
        let xml = parse(&text, &path)?;
        let mut found = HashMap::new();
        for node in xml.root_element().children().filter(Node::is_element) {
            let (Some(id), Some(kind)) = (node.attribute("Id"), node.attribute("Type")) else {
                continue;
            };
            let target = node.attribute("Target").unwrap_or_default();
            let external = node.attribute("TargetMode") == Some("External");
            let target = match external {
                true => target.to_owned(),
                false => resolve(folder, target)?,
            };
            let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
            let relationship = Relationship {
                kind,
                target,
                external,
            };
            if found.insert(id.to_owned(), relationship).is_some() {
                let why = format!("`{path}` has a relationship twice");
                return Err(Refusal::Damaged(why));
            }
        }
        Ok(Relationships(found))
    }

    /// Returns the text of an XML part, if the part exists.
    pub(crate) fn text(&self, path: &str) -> Result<Option<String>, Refusal> {
        let Some(bytes) = self.bytes(path, MAX_XML)? else {
            return Ok(None);
        };
        decode(bytes, path).map(Some)
    }

    /// Returns the bytes of a picture, if the part exists.
    pub(crate) fn picture(&self, path: &str) -> Result<Option<Vec<u8>>, Refusal> {
        self.bytes(path, MAX_PICTURE)
    }

    fn bytes(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(index) = self.parts.get(&path.to_lowercase()) else {
            return Ok(None);
        };
        // Reading needs a mutable archive; a copy shares the list of parts and is cheap.
        let mut archive = self.archive.clone();
        let part = archive.by_index(*index).map_err(damaged)?;
        let left = MAX_ALL - self.read.get();
        let most = limit.min(left);
        let mut bytes = Vec::new();
        let read = part.take(most + 1).read_to_end(&mut bytes);
        let read = read.map_err(|error| Refusal::Damaged(format!("`{path}`: {error}")))? as u64;
        if read > limit {
            let what = format!("a part of more than {} MiB (`{path}`)", limit >> 20);
            return Err(Refusal::limit(what, format!("{} MiB", limit >> 20)));
        }
        if read > left {
            return Err(Refusal::limit("more than 256 MiB unpacked", "256 MiB"));
        }
        self.read.set(self.read.get() + read);
        Ok(Some(bytes))
    }
}

/// Parses a part. Document type declarations are refused, and so is markup beyond the limits of
/// [`markup`].
pub(crate) fn parse<'t>(text: &'t str, path: &str) -> Result<Document<'t>, Refusal> {
    markup::check(text, path)?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => Refusal::DocumentType(path.to_owned()),
        roxmltree::Error::NodesLimitReached => Refusal::limit(
            format!("more than {MAX_NODES} elements in `{path}`"),
            "1,000,000",
        ),
        error => Refusal::Damaged(format!("`{path}`: {}", excerpt(&error.to_string()))),
    })
}

/// Decodes a part, which may be UTF-8 or UTF-16.
fn decode(bytes: Vec<u8>, path: &str) -> Result<String, Refusal> {
    let wide = |from: fn([u8; 2]) -> u16, skip: usize| {
        let units = bytes.get(skip..).unwrap_or_default().chunks_exact(2);
        let units = units.map(|pair| from([pair[0], pair[1]]));
        char::decode_utf16(units)
            .collect::<Result<String, _>>()
            .ok()
    };
    let text = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes, 2),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes, 2),
        [b'<', 0, ..] => wide(u16::from_le_bytes, 0),
        [0, b'<', ..] => wide(u16::from_be_bytes, 0),
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
        _ => String::from_utf8(bytes).ok(),
    };
    text.ok_or_else(|| Refusal::Damaged(format!("`{path}` is neither UTF-8 nor UTF-16")))
}

fn damaged(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Password,
        error => Refusal::Damaged(error.to_string()),
    }
}

fn leads_out(name: &str) -> bool {
    let steps_out = name.split(['/', '\\']).any(|step| step == "..");
    steps_out || name.starts_with(['/', '\\']) || name.contains([':', '\0'])
}

/// Resolves a target path that is relative to `folder`, or to the package if it begins with `/`.
fn resolve(folder: &str, target: &str) -> Result<String, Refusal> {
    let target = target.replace('\\', "/");
    let (start, rest) = match target.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, target.as_str()),
    };
    let mut steps: Vec<&str> = start.split('/').filter(|step| !step.is_empty()).collect();
    for step in rest.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                if steps.pop().is_none() {
                    return Err(Refusal::Path(excerpt(&target).into_owned()));
                }
            }
            step => steps.push(step),
        }
    }
    Ok(steps.join("/"))
}

/// Splits a path into its folder, with the slash, and its name.
fn split(path: &str) -> (&str, &str) {
    match path.rfind('/') {
        Some(at) => path.split_at(at + 1),
        None => ("", path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_seen_from_the_folder_of_its_part() {
        assert_eq!(resolve("word/", "media/a.png").unwrap(), "word/media/a.png");
        assert_eq!(resolve("word/", "../docProps/x").unwrap(), "docProps/x");
        assert_eq!(resolve("word/", "/word/y.xml").unwrap(), "word/y.xml");
        assert!(matches!(resolve("word/", "../../x"), Err(Refusal::Path(_))));
    }

    #[test]
    fn depth_is_limited() {
        let deep = |levels: usize| format!("{}{}", "<a>".repeat(levels), "</a>".repeat(levels));
        assert!(parse(&deep(256), "x").is_ok());
        assert!(matches!(
            parse(&deep(200_000), "x"),
            Err(Refusal::Limit { .. })
        ));
    }

    #[test]
    fn a_document_type_is_refused() {
        let text = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
        assert!(matches!(parse(text, "x"), Err(Refusal::DocumentType(_))));
    }

    #[test]
    fn utf_16_is_read_in_both_orders() {
        let little: Vec<u8> = "<a>ü</a>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(little, "x").unwrap(), "<a>ü</a>");
        let mut big = vec![0xFE, 0xFF];
        big.extend("<a>ü</a>".encode_utf16().flat_map(u16::to_be_bytes));
        assert_eq!(decode(big, "x").unwrap(), "<a>ü</a>");
    }
}
