//! Pieces of other files that Word shows as part of a document (`altChunk`). Their words are taken over
//! as plain paragraphs; what cannot be read is told.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::word::events::{EventKind, words};
use crate::word::model::{Block, Paragraph, Piece, one_line};
use crate::word::ooxml::names::{Element, Node, Space};
use crate::word::ooxml::package::{Package, parse};
use crate::word::refusal::Refusal;
use crate::word::walk::reader::Reader;

/// The most pieces that are read. Each may be a package within the package.
const MAX_CHUNKS: usize = 50;

impl Reader<'_> {
    /// Reads an embedded piece of another file.
    pub(crate) fn chunk(&mut self, node: Node<'_>, out: &mut Vec<Block>) -> Result<(), Refusal> {
        let part = node.relationship("id");
        let part = part.and_then(|id| self.relationships.get(id));
        let part = part.filter(|part| !part.external);
        let Some(part) = part.map(|part| part.target.clone()) else {
            self.event(EventKind::Left("an embedded piece of another file".into()));
            return Ok(());
        };
        let is_new = self.chunks.insert(part.clone());
        if !is_new || self.chunks.len() > MAX_CHUNKS {
            let text = format!("the embedded file {}, once more", name_of(&part));
            let many = format!("the embedded file {}: there are too many", name_of(&part));
            self.event(EventKind::Left(if is_new { many } else { text }));
            return Ok(());
        }
        let Some(bytes) = self.package.picture(&part)? else {
            self.event(EventKind::Left("an embedded piece of another file".into()));
            return Ok(());
        };
        match Chunk::of(&bytes) {
            Chunk::Paragraphs(what, paragraphs) => {
                if self.contents > 0 {
                    return Ok(());
                }
                let text = format!("{what} ({}) became plain paragraphs", name_of(&part));
                self.event(EventKind::Changed(text));
                out.extend(paragraphs.iter().map(|text| {
                    Block::Paragraph(Paragraph {
                        pieces: vec![Piece::plain(text)],
                        ..Paragraph::default()
                    })
                }));
            }
            Chunk::Other(what, words) => {
                let words = match words {
                    1 => "1 word".to_owned(),
                    words => format!("{words} words"),
                };
                let text = format!("{what} ({}) of about {words}", name_of(&part));
                self.event(EventKind::Left(text));
            }
        }
        Ok(())
    }
}

/// The name of a part without its folder.
fn name_of(part: &str) -> &str {
    part.rsplit('/').next().unwrap_or(part)
}

/// An embedded piece of another file.
enum Chunk {
    /// What it is, and its paragraphs.
    Paragraphs(&'static str, Vec<String>),
    /// What it is, and about how many words it has.
    Other(&'static str, usize),
}

impl Chunk {
    fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK") {
            return match word_paragraphs(bytes) {
                Ok(paragraphs) => Self::Paragraphs("an embedded Word file", paragraphs),
                Err(_) => Self::Other("an embedded file that cannot be read", 0),
            };
        }
        let text = text_of(bytes);
        let start = text.trim_start();
        if start.starts_with("{\\rtf") {
            let words = text.split([' ', '\r', '\n', '\\', '{', '}', ';']);
            // A word in RTF follows a blank; a command follows a backslash.
            let count = words.filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
            return Self::Other("an embedded RTF file", count.count());
        }
        let is_archive = start
            .get(..13)
            .is_some_and(|start| start.eq_ignore_ascii_case("MIME-Version:"));
        if is_archive {
            let paragraphs = html_paragraphs(&text);
            let words = paragraphs.iter().flat_map(|one| one.split(' '));
            return Self::Other("an embedded web archive", words.count());
        }
        if start.starts_with('<') {
            return Self::Paragraphs("an embedded HTML file", html_paragraphs(&text));
        }
        let lines = text.lines().map(one_line).filter(|line| !line.is_empty());
        Self::Paragraphs("an embedded text file", lines.collect())
    }
}

/// A text in UTF-8 or UTF-16, else in the Western encoding that Word falls back to.
fn text_of(bytes: &[u8]) -> String {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units = bytes[2..]
            .chunks_exact(2)
            .map(|pair| from([pair[0], pair[1]]));
        String::from_utf16_lossy(&units.collect::<Vec<u16>>())
    };
    match bytes {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

/// The paragraphs of a Word file within the file, in the order of its text.
fn word_paragraphs(bytes: &[u8]) -> Result<Vec<String>, Refusal> {
    let package = Package::open(bytes)?;
    let main = package.main_part()?;
    let text = package.text(&main)?.unwrap_or_default();
    let xml = parse(&text, &main)?;
    let is_paragraph = |node: &Node<'_>| node.name() == (Space::Word, "p");
    let paragraphs = xml.descendants().filter(is_paragraph);
    // A paragraph of a text box belongs to the one on which the box hangs.
    let outer = paragraphs.filter(|node| !node.ancestors().skip(1).any(|one| is_paragraph(&one)));
    let texts = outer.map(|node| one_line(&words(node, false)));
    Ok(texts.filter(|text| !text.is_empty()).collect())
}

/// The paragraphs of HTML as plain texts.
fn html_paragraphs(text: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    // The tokenizer stops behind each script that a browser would run.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let read = tokenizer.sink.0.take();
    let texts = read.paragraphs.iter().map(|text| one_line(text));
    texts.filter(|text| !text.is_empty()).collect()
}

/// The words of HTML while it is read.
#[derive(Default)]
struct Sink(RefCell<Html>);

#[derive(Default)]
struct Html {
    paragraphs: Vec<String>,
    /// Whether the text is that of an element that no reader sees.
    is_unseen: bool,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut html = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) if !html.is_unseen => {
                if html.paragraphs.is_empty() {
                    html.paragraphs.push(String::new());
                }
                if let Some(last) = html.paragraphs.last_mut() {
                    last.push_str(&text);
                }
            }
            Token::TagToken(tag) => {
                if !is_within_line(&tag.name) {
                    html.paragraphs.push(String::new());
                }
                let raw = match &*tag.name {
                    "script" => Some(RawKind::ScriptData),
                    "style" => Some(RawKind::Rawtext),
                    "title" => Some(RawKind::Rcdata),
                    _ => None,
                };
                if let Some(raw) = raw {
                    html.is_unseen = tag.kind == TagKind::StartTag;
                    if html.is_unseen {
                        return TokenSinkResult::RawData(raw);
                    }
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Whether an element stands within a line of text.
fn is_within_line(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    ) || name.starts_with("o:")
}
