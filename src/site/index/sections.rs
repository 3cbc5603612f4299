//! The titles of all documents' sections, stored compactly. Pages often name the sections of other
//! documents, and walking through the other document each time would be slow.

use std::sync::{Arc, OnceLock};

use crate::index::Position as _;
use crate::manual::{Document, DocumentIx, Manual};
use crate::pipeline::Compiled;
use crate::site::text::heading_text::heading_text;

/// The titles of the sections of all documents.
#[derive(Debug)]
pub(crate) struct Sections {
    /// One cell for each group of documents, read on first use: a single page names the sections of
    /// few documents.
    chunks: Vec<OnceLock<Chunk>>,
}

/// The number of documents in a chunk.
const CHUNK: usize = 16;

/// The titles of the sections of a chunk of documents.
#[derive(Debug, Default)]
struct Chunk {
    /// The ids and titles, one after the other.
    text: String,
    /// The sections by document, and within a document by id.
    sections: Vec<Section>,
    /// For each document, the position in `sections` where its sections end.
    ends: Vec<u32>,
}

/// The byte offsets in `text` of an id and the title that directly follows it.
#[derive(Debug)]
struct Section {
    id: u32,
    title: u32,
    end: u32,
}

impl Sections {
    pub(crate) fn new(compiled: &Compiled) -> Self {
        let chunks = compiled.manual.documents.len().div_ceil(CHUNK);
        Self {
            chunks: (0..chunks).map(|_| OnceLock::new()).collect(),
        }
    }

    /// The title of a document's section, if it has that section.
    pub(crate) fn title(
        &self,
        manual: &Manual,
        document: DocumentIx,
        section: &str,
    ) -> Option<&str> {
        let at = document.index();
        let chunk = self.chunks.get(at / CHUNK)?;
        let documents = || manual.documents.as_slice().chunks(CHUNK).nth(at / CHUNK);
        let chunk = chunk.get_or_init(|| Chunk::of(manual, documents().unwrap_or_default()));
        chunk.title(at % CHUNK, section)
    }
}

impl Chunk {
    fn of(manual: &Manual, documents: &[Arc<Document>]) -> Self {
        let mut chunk = Self::default();
        for document in documents {
            let body = &document.body;
            for anchor in &body.anchors {
                if let Some(heading) = body.heading_of(anchor) {
                    chunk.add(anchor.id.as_str(), &heading_text(manual, body, heading));
                }
            }
            chunk.ends.push(chunk.sections.len() as u32);
        }
        chunk
    }

    fn add(&mut self, id: &str, title: &str) {
        let begin = self.text.len() as u32;
        self.text.push_str(id);
        let middle = self.text.len() as u32;
        self.text.push_str(title);
        self.sections.push(Section {
            id: begin,
            title: middle,
            end: self.text.len() as u32,
        });
    }

    fn title(&self, document: usize, section: &str) -> Option<&str> {
        let begin = document
            .checked_sub(1)
            .map_or(Some(&0), |before| self.ends.get(before))?;
        let end = self.ends.get(document)?;
        let of = self.sections.get(*begin as usize..*end as usize)?;
        let text = |from: u32, to: u32| &self.text[from as usize..to as usize];
        let found = of.binary_search_by(|one| text(one.id, one.title).cmp(section));
        let found = of.get(found.ok()?)?;
        Some(text(found.title, found.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::fixture::{CONFIG, TestSite, document};

    #[test]
    fn each_document_has_its_own_sections() {
        let text = "# {{ company }} {#b}\n\n## Two words\n";
        let pages = [
            ("a.md", document("QP-1", "One", "approved", text)),
            ("b.md", document("QP-2", "Two", "approved", "x\n")),
            (
                "c.md",
                document("QP-3", "Three", "approved", "## A {#a}\n\n## B {#b}\n"),
            ),
        ];
        let site = TestSite::of_pages(CONFIG, &pages);
        let sections = Sections::new(&site);
        let compiled = &site;
        let title =
            |at: u32, section: &str| sections.title(&compiled.manual, DocumentIx(at), section);
        assert_eq!(title(0, "b"), Some("Harrow <& Sons>"));
        assert_eq!(title(0, "two-words"), Some("Two words"));
        assert_eq!(title(0, "a"), None);
        assert_eq!(title(1, "b"), None);
        assert_eq!(title(2, "b"), Some("B"));
        assert_eq!(title(3, "b"), None);
    }
}
