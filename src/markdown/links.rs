//! Links: `[text](address)`, `[text][label]`, `<address>` and `[[ID]]`.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::manual::{Piece, ReferenceIx, Shown, Target};
use crate::markdown::output::Position;
use crate::markdown::targets::{Destination, Refusal, Wiki, destination, wiki};
use crate::markdown::walk::{Capture, Converter};
use crate::rules;

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

/// A link whose text is being read.
#[derive(Debug)]
pub(crate) struct OpenLink {
    pub(crate) written: Written,
    end: LinkEnd,
}

#[derive(Debug)]
enum LinkEnd {
    /// A place in the manual; its text begins at this position.
    Inside(ReferenceIx, Position),
    /// As above, and its text is shown already.
    Shown,
    /// Another site.
    Outside(String, Position),
    /// There is no link to close, but this text.
    Text(&'static str),
}

impl Converter<'_> {
    /// Whether a link is open, the author's or ours: another cannot stand in it.
    pub(crate) fn is_in_link(&self) -> bool {
        let closes = |link: &OpenLink| !matches!(link.end, LinkEnd::Text(_));
        self.links.iter().any(closes) || self.raw_open_elements().any(|open| open.name == "a")
    }

    pub(crate) fn open_link(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
        definition: Option<Range<usize>>,
    ) {
        if let LinkType::WikiLink { has_pothole } = link_type {
            return self.wiki_link(address, has_pothole, range);
        }
        let written = Written::new(range, link_type, definition);
        let end = match link_destination(link_type, address) {
            Destination::Inside(target) => {
                // The spot is known when the link's text is read.
                let ix = self.reference(target, Shown::Link, written.range.clone());
                self.out.link_open(ix);
                LinkEnd::Inside(ix, self.out.position())
            }
            Destination::Outside(address) => {
                self.outside_link(&address, title);
                LinkEnd::Outside(address, self.out.position())
            }
            Destination::Nowhere => LinkEnd::Text(""),
            // `<iso-9001:8.4>` has the form of an address, and is no more than text.
            Destination::Refused(_) if link_type == LinkType::Autolink => {
                self.plain("<");
                LinkEnd::Text(">")
            }
            Destination::Refused(refusal) => {
                self.refuse(&refusal, written.range.clone());
                LinkEnd::Text("")
            }
        };
        self.links.push(OpenLink { written, end });
        self.open_bounds();
    }

    pub(crate) fn close_link(&mut self) {
        self.close_element();
        let Some(OpenLink { written, end }) = self.links.pop() else {
            return;
        };
        match end {
            LinkEnd::Inside(ix, text) => {
                if !written.is_wiki() {
                    self.place_reference(ix, &written);
                }
                if self.out.is_blank_since(text) {
                    self.out.hole(Piece::LinkText(ix));
                }
                self.out.markup("</a>");
            }
            LinkEnd::Outside(address, text) => {
                if self.out.is_blank_since(text) {
                    self.plain(&address);
                }
                self.out.markup("</a>");
            }
            LinkEnd::Shown => self.out.markup("</a>"),
            LinkEnd::Text(text) => self.plain(text),
        }
    }

    /// The opening tag of a link to another site.
    pub(crate) fn outside_link(&mut self, address: &str, title: &str) {
        self.out.markup("<a href=\"");
        self.out.text(address);
        self.out.markup("\"");
        if !title.is_empty() {
            self.out.markup(" title=\"");
            self.out.text(title);
            self.out.markup("\"");
        }
        self.out.attribute("rel", "noopener");
        self.out.markup(">");
    }

    fn wiki_link(&mut self, address: &str, has_text: bool, range: Range<usize>) {
        let written = Written::new(
            range,
            LinkType::WikiLink {
                has_pothole: has_text,
            },
            None,
        );
        let name = written.wiki_name(self.text, address.len(), has_text);
        let named = self.text.get(name.clone()).unwrap_or_default();
        let end = match wiki(named) {
            Wiki::Claim(clause) => {
                let clause = name.end - clause.len()..name.end;
                return self.open_badge(clause, written.range, has_text);
            }
            Wiki::Outside(address) => {
                self.outside_link(address, "");
                LinkEnd::Outside(address.to_owned(), self.out.position())
            }
            Wiki::Blank => {
                self.refuse(&Refusal::Empty, written.range.clone());
                self.plain(if has_text { "" } else { "[[" });
                LinkEnd::Text(if has_text { "" } else { "]]" })
            }
            Wiki::Inside(target, shown) => {
                let ix = self.reference(target, Shown::Link, name);
                self.out.link_open(ix);
                if has_text {
                    LinkEnd::Inside(ix, self.out.position())
                } else {
                    self.out.hole(Piece::LinkText(ix));
                    self.note(&shown);
                    LinkEnd::Shown
                }
            }
        };
        let unseen = matches!(end, LinkEnd::Shown);
        self.links.push(OpenLink { written, end });
        self.open_bounds();
        if unseen {
            self.capture(Capture::Unseen);
        }
    }

    /// Gives a reference the spot of its address.
    pub(crate) fn place_reference(&mut self, ix: ReferenceIx, written: &Written) {
        let address = written.address(self.text);
        let span = match written.range.contains(&address.start) {
            true => self.span(address),
            // In a definition: links in one line may share it.
            false => self.span_elsewhere(address),
        };
        if let Some(reference) = self.body.references.get_mut(ix.0 as usize) {
            reference.span = span;
        }
    }

    /// Reports a link or an image that leads nowhere.
    pub(crate) fn refuse(&mut self, refusal: &Refusal, range: Range<usize>) {
        let (message, help) = match refusal {
            Refusal::Empty => (
                "this link has no address".to_owned(),
                "write the path of a file of the manual, or an id between double brackets",
            ),
            Refusal::Scheme(scheme) => (
                format!("an address that begins with `{scheme}:` is not published"),
                "write a path within the manual, or an address with https:, mailto: or tel:",
            ),
        };
        let span = self.span(range);
        self.report(&rules::BROKEN_REFERENCE, span, message, help);
    }
}

fn link_destination(link_type: LinkType, address: &str) -> Destination {
    match link_type {
        LinkType::Email if !address.starts_with("mailto:") => {
            Destination::Outside(format!("mailto:{address}"))
        }
        _ => destination(address),
    }
}

/// The file of an image that is written `![[image.png]]`, if it is one.
pub(crate) fn wiki_image(name: &str) -> Option<Target> {
    const ENDINGS: [&str; 8] = ["svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp"];
    let (_, ending) = name.trim().rsplit_once('.')?;
    let is_image = ENDINGS
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known));
    is_image.then(|| Target::Path {
        path: name.trim().to_owned(),
        fragment: None,
    })
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
