//! Headers and footers of pages.

use super::super::model::{Block, Cell, one_line, text_of};
use super::block::{Part, parts};
use super::values::Fit;
use super::{Candidate, Source};
use crate::conventions::Field;
use crate::conventions::Labels;

/// A header or a footer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::word) struct Page {
    pub(in crate::word) is_header: bool,
    /// Its text on one line.
    pub(in crate::word) text: String,
    /// The segments of its lines and table cells.
    pub(super) segments: Vec<String>,
    /// The rows of its tables.
    rows: Vec<Vec<String>>,
}

impl Page {
    /// Reads the blocks of a header or footer.
    pub(in crate::word) fn new(is_header: bool, blocks: &[Block]) -> Self {
        let mut page = Self {
            is_header,
            text: one_line(&text_of(blocks)),
            ..Self::default()
        };
        page.add(blocks);
        page
    }

    fn add(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Table(table) => {
                    for row in &table.rows {
                        let texts: Vec<String> = row.cells.iter().map(Cell::text).collect();
                        self.segments
                            .extend(texts.iter().flat_map(|text| segments(text)));
                        self.rows.push(texts);
                    }
                }
                Block::Quote(inner) => self.add(inner),
                block => {
                    let text = text_of(std::slice::from_ref(block));
                    self.segments.extend(segments(&text));
                }
            }
        }
    }

    pub(super) fn source(&self) -> Source {
        match self.is_header {
            true => Source::Header,
            false => Source::Footer,
        }
    }

    /// Returns the labelled values of the header or footer.
    pub(super) fn candidates(&self, labels: &Labels) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        let mut add = |candidate: Candidate| {
            if candidate.fit != Fit::Unfit
                && candidate.fit != Fit::Blank
                && !found.contains(&candidate)
            {
                found.push(candidate);
            }
        };
        for segment in &self.segments {
            if let Some((label, value)) = segment.split_once([':', '：'])
                && let Some(field) = labels.field(label)
            {
                add(Candidate::new(field, label, value, self.source(), labels));
            } else if let Some((field, _, value)) = labels.leading(segment)
                && matches!(field, Field::Revision | Field::Id | Field::Effective)
            {
                let mut candidate = Candidate::new(field, "", value, self.source(), labels);
                candidate.words = segment.clone();
                add(candidate);
            }
        }
        let mut weak = Vec::new();
        for row in &self.rows {
            for part in parts(row, labels) {
                match part {
                    Part::Known(field, label, value, _) => {
                        add(Candidate::new(field, &label, &value, self.source(), labels));
                    }
                    Part::Weak(field, label, value, _) => {
                        weak.push(Candidate::new(field, &label, &value, self.source(), labels));
                    }
                    _ => {}
                }
            }
        }
        // A weak label counts beside others, for a field that none of them sets.
        let fields: Vec<Field> = found.iter().map(|candidate| candidate.field).collect();
        weak.retain(|candidate| {
            let fits = !matches!(candidate.fit, Fit::Unfit | Fit::Blank);
            fits && !fields.is_empty() && !fields.contains(&candidate.field)
        });
        found.extend(weak);
        found
    }

    /// Whether the text contains these words, as whole words.
    pub(super) fn says(&self, text: &str) -> bool {
        let wanted = crate::conventions::folded(text);
        let said = format!(" {} ", crate::conventions::folded(&self.text));
        !wanted.is_empty() && said.contains(&format!(" {wanted} "))
    }
}

/// Splits a line into segments at tabs, double spaces, dots and bars.
fn segments(text: &str) -> Vec<String> {
    let gaps = text.replace("   ", "\t").replace("  ", "\t");
    let parts = gaps.split(['\t', '\n', '·', '|', '•', ';']);
    let parts = parts.map(one_line).filter(|part| !part.is_empty());
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::model::{Paragraph, Piece};
    use super::*;

    fn page(text: &str) -> Page {
        let paragraph = Paragraph {
            pieces: vec![Piece::plain(text)],
            ..Paragraph::default()
        };
        Page::new(true, &[Block::Paragraph(paragraph)])
    }

    #[test]
    fn a_line_is_read_in_its_parts() {
        let page = page("Harrow Ltd\tQP-07\tRev. 3 · Effective 2026-02-01   Freigegeben: Dr. Öz");
        let found = page.candidates(&Labels::default());
        let found: Vec<_> = found.into_iter().map(|c| (c.field, c.fit)).collect();
        assert_eq!(
            found,
            [
                (Field::Revision, Fit::Value("3".to_owned())),
                (Field::Effective, Fit::Value("2026-02-01".to_owned())),
                (Field::Approver, Fit::Person),
            ]
        );
        assert!(page.says("QP-07"));
        assert!(!page.says("QP-0"));
    }
}
