//! The properties of a file. Custom properties are values; Word's core properties are only
//! proposals.

use super::super::model::one_line;
use super::values::Fit;
use super::{Candidate, Source};
use crate::conventions::Labels;
use crate::word::ooxml::names::{Element, Node};

/// The properties of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::word) struct Properties {
    pub(super) title: String,
    pub(super) category: String,
    pub(super) creator: String,
    /// Word's content status.
    pub(super) status: String,
    /// How often Word has saved the file; this is not the document's revision.
    pub(super) savings: String,
    custom: Vec<(String, String)>,
}

impl Properties {
    /// Reads Word's core properties.
    pub(in crate::word) fn read_core(&mut self, root: Node<'_>) {
        for node in root.elements() {
            let text = one_line(&node.all_text());
            match node.name().1 {
                "title" => self.title = text,
                "category" => self.category = text,
                "creator" => self.creator = text,
                "contentStatus" => self.status = text,
                // A file that was saved once has no useful count.
                "revision" if text != "1" => self.savings = text,
                _ => {}
            }
        }
    }

    /// Reads the custom properties.
    pub(in crate::word) fn read_custom(&mut self, root: Node<'_>) {
        for node in root.elements() {
            if let Some(name) = node.attribute("name") {
                let value = one_line(&node.all_text());
                self.custom.push((name.to_owned(), value));
            }
        }
    }

    pub(super) fn candidates(&self, labels: &Labels) -> Vec<Candidate> {
        let found = self.custom.iter().filter_map(|(name, value)| {
            let words = spaced(name);
            let field = labels.field(&words)?;
            let source = Source::Custom(name.clone());
            let candidate = Candidate::new(field, name, value, source, labels);
            (!matches!(candidate.fit, Fit::Unfit | Fit::Blank)).then_some(candidate)
        });
        found.collect()
    }
}

/// Splits a name such as `DocumentNumber` into words.
fn spaced(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for c in name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}
