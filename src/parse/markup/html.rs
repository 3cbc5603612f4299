//! Reads HTML with a tokenizer that follows the rules of browsers.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::{Element, Found};
use crate::diagnostics::{Source, Span};

/// Reads a file as HTML. Whether `<style>` and CDATA contain raw text depends on the surrounding
/// element. The file is therefore read in each of these ways, and the results are combined.
pub(super) fn read(source: &Source, found: &mut Found) {
    let lines: Vec<usize> = std::iter::once(0)
        .chain(source.text().match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    for (has_raw_text, has_cdata) in [(true, false), (false, false), (true, true), (false, true)] {
        let sink = Sink {
            source,
            lines: &lines,
            found: RefCell::new(Found::default()),
            has_raw_text,
            has_cdata,
        };
        let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(source.text()));
        // The tokenizer stops behind each script that a browser would run.
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
        tokenizer.end();
        let mut one = tokenizer.sink.found.take();
        found.scripts.append(&mut one.scripts);
        found.needs.append(&mut one.needs);
    }
    styles(source, found);
}

/// Finds the addresses in `<style>` elements.
fn styles(source: &Source, found: &mut Found) {
    let text = source.text().to_ascii_lowercase();
    for at in memchr::memmem::find_iter(text.as_bytes(), b"<style") {
        let begin = text[at..].find('>').map(|end| at + end + 1);
        if let Some(begin) = begin {
            let end = text[begin..]
                .find("</style")
                .map_or(text.len(), |end| begin + end);
            found.css(source, begin..end);
        }
    }
}

struct Sink<'a> {
    source: &'a Source,
    /// The byte offset of each line.
    lines: &'a [usize],
    found: RefCell<Found>,
    has_raw_text: bool,
    has_cdata: bool,
}

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else {
            return TokenSinkResult::Continue;
        };
        if tag.kind != TagKind::StartTag {
            return TokenSinkResult::Continue;
        }
        self.tag(&tag, usize::try_from(line).unwrap_or_default());
        let raw = match &*tag.name {
            "script" => RawKind::ScriptData,
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => RawKind::Rawtext,
            "textarea" | "title" => RawKind::Rcdata,
            "plaintext" if self.has_raw_text => return TokenSinkResult::Plaintext,
            _ => return TokenSinkResult::Continue,
        };
        match self.has_raw_text {
            true => TokenSinkResult::RawData(raw),
            false => TokenSinkResult::Continue,
        }
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.has_cdata
    }
}

impl Sink<'_> {
    fn tag(&self, tag: &Tag, line: usize) {
        let local = |name: &str| {
            let name = name.rsplit_once(':').map_or(name, |(_, local)| local);
            name.to_ascii_lowercase()
        };
        let attributes: Vec<(String, String)> = tag
            .attrs
            .iter()
            .map(|one| (local(&one.name.local), one.value.to_string()))
            .collect();
        let name = local(&tag.name);
        self.found.borrow_mut().element(&Element {
            name: &name,
            attributes: &attributes,
            span: self.place(&tag.name, line),
        });
    }

    /// The span of a tag. The tokenizer reports the line where the tag ends; if the tag does not
    /// begin on that line, the span is the whole line.
    fn place(&self, name: &str, line: usize) -> Span {
        let text = self.source.text();
        let end = self.lines.get(line).copied().unwrap_or(text.len());
        let begin = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let in_line = text[begin..end].to_ascii_lowercase();
        match in_line.find(&format!("<{name}")) {
            Some(at) => self.source.span(begin + at..begin + at + name.len() + 1),
            None => self.source.span(begin..end),
        }
    }
}
