//! The source of a link or an image: the byte ranges of its name and its address.

use std::ops::Range;

use pulldown_cmark::LinkType;

/// The source of a link or an image whose text is being read.
#[derive(Debug)]
pub(crate) struct Written {
    /// The byte range of the link or the image.
    pub(crate) range: Range<usize>,
    link_type: LinkType,
    /// The byte offset at which its text ends, as far as it is read.
    text_end: usize,
    /// The byte range of its definition, for a reference-style link.
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

    /// Notes that the part of the text in this byte range was read.
    pub(crate) fn widen(&mut self, inner: &Range<usize>) {
        self.text_end = self.text_end.max(inner.end);
    }

    /// The byte range of the name between `[[` and `]]` or a bar. In a table the bar is written
    /// `\|`. `length` is the length of the name in bytes, as the parser found it.
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

    /// The byte range of the address, or of the whole link if the address cannot be found.
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

    /// The byte range of the address in `[text](address "title")`, after the text.
    fn inline_address(&self, text: &str) -> Option<Range<usize>> {
        let behind = text.get(self.text_end..self.range.end)?;
        let open = self.text_end + behind.find("](")? + 2;
        address_at(text, open..self.range.end)
    }

    /// The byte range of the address in `[label]: address "title"`.
    fn defined_address(&self, text: &str) -> Option<Range<usize>> {
        let definition = self.definition.clone()?;
        let label = text.get(definition.clone())?;
        let colon = definition.start + label.find("]:")? + 2;
        address_at(text, colon..definition.end)
    }
}

/// The byte range of the address that begins after white space: the text between `<` and `>`, else
/// the text up to white space or to the closing bracket of the link.
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
