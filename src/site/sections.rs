//! The titles of all documents' sections, close together: pages name the sections of others again
//! and again, and each time to walk through another document would take longer than all else.

use rayon::prelude::*;

use super::Inputs;
use super::headings::heading_text;
use crate::manual::{DocumentIx, HeadingIx, SectionId};

/// The titles of the sections of all documents.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// Ids and titles, one behind the other.
    text: String,
    /// The sections by document, and in each by id.
    sections: Vec<Section>,
    /// For each document, where its sections end.
    ends: Vec<u32>,
}

/// Where an id and a title stand in the text: the title right behind the id.
#[derive(Debug)]
struct Section {
    id: u32,
    title: u32,
    end: u32,
}

/// How many documents one core reads at once.
const CHUNK: usize = 256;

impl Sections {
    pub(super) fn new(inputs: &Inputs<'_>) -> Self {
        let chunks = inputs.manual.documents.par_chunks(CHUNK);
        let chunks: Vec<Self> = chunks
            .map(|documents| {
                let mut chunk = Self::default();
                for document in documents {
                    let body = &document.body;
                    for (id, HeadingIx(at)) in &body.anchors {
                        let heading = body.headings.get(*at as usize);
                        let title = heading.map(|of| heading_text(inputs.manual, body, of));
                        chunk.add(id, &title.unwrap_or_default());
                    }
                    chunk.ends.push(chunk.sections.len() as u32);
                }
                chunk
            })
            .collect();
        let mut all = Self::default();
        for chunk in chunks {
            all.append(chunk);
        }
        all
    }

    fn add(&mut self, id: &SectionId, title: &str) {
        let begin = self.text.len() as u32;
        self.text.push_str(id.as_str());
        let middle = self.text.len() as u32;
        self.text.push_str(title);
        self.sections.push(Section {
            id: begin,
            title: middle,
            end: self.text.len() as u32,
        });
    }

    fn append(&mut self, chunk: Self) {
        let (text, sections) = (self.text.len() as u32, self.sections.len() as u32);
        self.text.push_str(&chunk.text);
        let moved = chunk.sections.into_iter().map(|section| Section {
            id: section.id + text,
            title: section.title + text,
            end: section.end + text,
        });
        self.sections.extend(moved);
        self.ends
            .extend(chunk.ends.into_iter().map(|end| end + sections));
    }

    /// The title of a document's section, if it has that section.
    pub(super) fn title(&self, document: DocumentIx, section: &str) -> Option<&str> {
        let at = document.0 as usize;
        let begin = at.checked_sub(1).map_or(Some(&0), |at| self.ends.get(at))?;
        let of = self
            .sections
            .get(*begin as usize..*self.ends.get(at)? as usize)?;
        let text = |from: u32, to: u32| &self.text[from as usize..to as usize];
        let found = of.binary_search_by(|one| text(one.id, one.title).cmp(section));
        let found = of.get(found.ok()?)?;
        Some(text(found.title, found.end))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CONFIG, TestSite, document};
    use super::*;

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
        let sections = Sections::new(&site.inputs());
        let title = |at: u32, section: &str| sections.title(DocumentIx(at), section);
        assert_eq!(title(0, "b"), Some("Harrow <& Sons>"));
        assert_eq!(title(0, "two-words"), Some("Two words"));
        assert_eq!(title(0, "a"), None);
        assert_eq!(title(1, "b"), None);
        assert_eq!(title(2, "b"), Some("B"));
        assert_eq!(title(3, "b"), None);
    }
}
