//! A link or an image as it is written: where its name and its address stand.

use std::ops::Range;

use pulldown_cmark::LinkType;

/// A link or an image as it is written, while its text is read.
#[derive(Debug)]
pub(crate) struct Written {
    /// All of it.
    pub(crate) range: Range<usize>,
    link_type: LinkType,
    /// Where its text ends, as far as it is read.
    text_end: usize,
    /// Where the definition of its label stands.
    definition: Option<Range<usize>>,
}

impl Written {
    pub(crate) fn new(
        range: Range<usize>,
        link_type: LinkType,
        definition: Option<Range<usize>>,
    ) -> Self {
        Self {
            text_end: range.start,
            range,
            link_type,
            definition,
        }
    }

    pub(crate) fn is_wiki(&self) -> bool {
        matches!(self.link_type, LinkType::WikiLink { .. })
    }

    /// Something of the text was read.
    pub(crate) fn widen(&mut self, inner: &Range<usize>) {
        self.text_end = self.text_end.max(inner.end);
    }

    /// Where the name stands between `[[` and `]]` or a bar. In a table the bar is written `\|`.
    pub(crate) fn wiki_name(&self, text: &str, length: usize, has_text: bool) -> Range<usize> {
        let whole = text.get(self.range.clone()).unwrap_or_default();
        let Some(open) = whole.find("[[") else {
            return self.range.clone();
        };
        let begin = open + 2;
        let inner = whole.get(begin..begin + length).unwrap_or_default();
        let inner = match has_text {
            true => inner.strip_suffix('\\').unwrap_or(inner),
            false => inner,
        };
        let start = self.range.start + begin + (inner.len() - inner.trim_start().len());
        start..start + inner.trim().len()
    }

    /// Where the address stands; the whole link where it cannot be told.
    pub(crate) fn address(&self, text: &str) -> Range<usize> {
        let found = match self.link_type {
            LinkType::Inline => self.inline_address(text),
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                self.defined_address(text)
            }
            LinkType::Autolink | LinkType::Email => {
                Some(self.range.start + 1..self.range.end.saturating_sub(1))
            }
            _ => None,
        };
        let found = found.filter(|found| !found.is_empty());
        found.unwrap_or_else(|| self.range.clone())
    }

    /// `[text](address "title")`: behind the text.
    fn inline_address(&self, text: &str) -> Option<Range<usize>> {
        let behind = text.get(self.text_end..self.range.end)?;
        let open = self.text_end + behind.find("](")? + 2;
        address_at(text, open..self.range.end)
    }

    /// `[label]: address "title"`.
    fn defined_address(&self, text: &str) -> Option<Range<usize>> {
        let definition = self.definition.clone()?;
        let label = text.get(definition.clone())?;
        let colon = definition.start + label.find("]:")? + 2;
        address_at(text, colon..definition.end)
    }
}

/// The address that begins behind white space: between `<` and `>`, or up to white space or to the
/// bracket that closes the link.
fn address_at(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let within = text.get(range.clone())?;
    let inner = within.trim_start();
    let start = range.end - inner.len();
    if let Some(quoted) = inner.strip_prefix('<') {
        return Some(start + 1..start + 1 + quoted.find('>')?);
    }
    let mut depth = 0;
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start..start + at),
            ')' => depth -= 1,
            c if c.is_whitespace() => return Some(start..start + at),
            _ => {}
        }
    }
    Some(start..range.end)
}
