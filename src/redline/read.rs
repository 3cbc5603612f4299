//! Splits a text into fields, sections and blocks.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::fields::{Field, fields};
use super::model::{Form, What};
use super::words::{Token, tokens};
use crate::markdown::OPTIONS;
use crate::parse::text_start;

/// A page's text, split into its parts.
pub(super) struct PageText {
    pub(super) fields: Vec<Field>,
    /// The first one is the text before the first heading.
    pub(super) sections: Vec<SectionText>,
}

/// A heading with the text below it.
#[derive(Default)]
pub(super) struct SectionText {
    /// The heading's text; `None` before the first heading.
    pub(super) title: Option<String>,
    /// Its id, if one is written.
    pub(super) id: Option<String>,
    pub(super) blocks: Vec<BlockText>,
}

/// The number of an item of a numbered list. It does not tell blocks apart: a new item changes the
/// numbers of those below it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Number(pub(super) Option<u64>);

impl PartialEq for Number {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Number {}

impl Ord for Number {
    fn cmp(&self, _: &Self) -> Ordering {
        Ordering::Equal
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct BlockText {
    pub(super) form: Form,
    pub(super) number: Number,
    pub(super) words: Vec<Token>,
    /// The rows of a table.
    pub(super) rows: Vec<Vec<Vec<Token>>>,
}

/// Splits a page into its parts.
pub(super) fn page(text: &str) -> PageText {
    let start = text_start(text);
    let body = text.get(start..).unwrap_or_default();
    PageText {
        fields: fields(text),
        sections: sections(body),
    }
}

fn sections(text: &str) -> Vec<SectionText> {
    // With this extension, the parser reads every line that begins with a colon as a definition,
    // including the colons that a page masks.
    let options = OPTIONS.difference(Options::ENABLE_DEFINITION_LIST);
    let mut reader = Reader {
        text,
        sections: vec![SectionText::default()],
        ..Reader::default()
    };
    let events = Parser::new_ext(text, options).into_offset_iter();
    // Link definitions make no events.
    let definitions = events.reference_definitions().iter();
    let mut targets: Vec<Range<usize>> = definitions.map(|(_, one)| one.span.clone()).collect();
    targets.sort_by_key(|span| span.start);
    let mut targets = targets.into_iter().peekable();
    for (event, range) in events {
        if reader.open.is_none() {
            while let Some(span) = targets.next_if(|span| span.start <= range.start) {
                reader.markup(span);
            }
        }
        reader.take(event, range);
    }
    reader.close();
    targets.for_each(|span| reader.markup(span));
    reader.sections
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    sections: Vec<SectionText>,
    /// The block that is being read.
    open: Option<BlockText>,
    /// The open lists, each with the number of its next item; `None` for a list without numbers.
    lists: Vec<Option<u64>>,
    quotes: usize,
    /// The attributes of the open heading.
    attributes: Option<String>,
    /// The label of a footnote whose text begins next.
    footnote: Option<String>,
    /// The targets of the open links; `None` for a link whose text is its target.
    links: Vec<Option<String>>,
    /// The open picture: its target and its alternative text.
    picture: Option<(String, String)>,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text),
            Event::Code(text) => {
                self.mark("`");
                self.words(&text);
                self.mark("`");
            }
            Event::Html(html) => self.words(&html),
            Event::InlineHtml(html) => self.mark(&html),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => {
                self.mark("\\");
                self.words(" ");
            }
            Event::FootnoteReference(sign) => self.words(&format!("[^{sign}]")),
            Event::TaskListMarker(done) => {
                self.push([What::Text(if done { "[x]" } else { "[ ]" }.to_owned())]);
                self.words(" ");
            }
            Event::Rule => {
                self.close();
                self.open(Form::Rule);
                self.words("———");
                self.close();
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                self.close();
                self.sections.push(SectionText {
                    id: id.map(|id| id.to_string()),
                    ..SectionText::default()
                });
                self.open(Form::Heading(level as u8));
                self.mark(&"#".repeat(level as usize));
                self.attributes = attributes(&self.text[range]).map(|found| format!(" {found}"));
            }
            // The first paragraph of an item goes into the block of the item.
            Tag::Paragraph if self.open.as_ref().is_some_and(|one| one.words.is_empty()) => {}
            Tag::Paragraph => {
                self.close();
                self.open(self.form(false));
            }
            Tag::CodeBlock(kind) => {
                self.close();
                self.open(Form::Code);
                if let CodeBlockKind::Fenced(language) = kind {
                    self.mark(&language);
                }
            }
            Tag::HtmlBlock => {
                self.close();
                self.open(Form::Markup);
            }
            Tag::Table(_) => {
                self.close();
                self.open(Form::Table);
            }
            Tag::TableHead | Tag::TableRow => self.rows(|rows| rows.push(Vec::new())),
            Tag::TableCell => self.rows(|rows| {
                if let Some(row) = rows.last_mut() {
                    row.push(Vec::new());
                }
            }),
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
            }
            Tag::Item => {
                self.close();
                self.open(self.form(true));
                if let (Some(Some(next)), Some(open)) = (self.lists.last_mut(), &mut self.open) {
                    open.number = Number(Some(*next));
                    *next += 1;
                }
            }
            Tag::BlockQuote(kind) => {
                self.close();
                self.quotes += 1;
                if let Some(kind) = kind {
                    self.open(Form::Quote);
                    self.words(&format!("{kind:?}: "));
                    self.close();
                }
            }
            Tag::FootnoteDefinition(sign) => {
                self.close();
                self.footnote = Some(format!("[^{sign}]: "));
            }
            Tag::Emphasis => self.mark("*"),
            Tag::Strong => self.mark("**"),
            Tag::Strikethrough => self.mark("~~"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let is_written = !matches!(
                    link_type,
                    LinkType::Autolink
                        | LinkType::Email
                        | LinkType::WikiLink { has_pothole: false }
                );
                let title = if title.is_empty() {
                    String::new()
                } else {
                    format!(" \"{title}\"")
                };
                self.links
                    .push(is_written.then(|| format!(" ({dest_url}{title})")));
            }
            Tag::Image { dest_url, .. } => {
                self.picture = Some((dest_url.to_string(), String::new()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some(attributes) = self.attributes.take() {
                    self.mark(&attributes);
                }
                let title = self.open.as_ref().map(|open| plain(&open.words));
                if let Some(section) = self.sections.last_mut() {
                    section.title = title;
                }
                self.close();
            }
            TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table
            | TagEnd::Item
            | TagEnd::FootnoteDefinition => self.close(),
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Emphasis => self.mark("*"),
            TagEnd::Strong => self.mark("**"),
            TagEnd::Strikethrough => self.mark("~~"),
            TagEnd::Link => {
                if let Some(target) = self.links.pop().flatten() {
                    self.mark(&target);
                }
            }
            TagEnd::Image => {
                if let Some((target, alternative)) = self.picture.take() {
                    self.push([What::Picture {
                        target,
                        alternative,
                    }]);
                }
            }
            _ => {}
        }
    }

    /// The form of a block that begins here. `is_first` says whether it begins an item.
    fn form(&self, is_first: bool) -> Form {
        match self.lists.last() {
            Some(number) => Form::Item {
                depth: u8::try_from(self.lists.len()).unwrap_or(u8::MAX),
                is_numbered: number.is_some(),
                is_first,
            },
            None if self.quotes > 0 => Form::Quote,
            None => Form::Paragraph,
        }
    }

    fn open(&mut self, form: Form) {
        let sign = self.footnote.take();
        self.open = Some(BlockText {
            form,
            number: Number::default(),
            words: sign.map_or_else(Vec::new, |sign| tokens(&sign)),
            rows: Vec::new(),
        });
    }

    fn close(&mut self) {
        let Some(mut block) = self.open.take() else {
            return;
        };
        while block.words.last().is_some_and(super::words::is_blank) {
            block.words.pop();
        }
        let says = !block.words.is_empty() || !block.rows.is_empty();
        if let (true, Some(section)) = (says, self.sections.last_mut()) {
            section.blocks.push(block);
        }
    }

    /// Adds a block of source that the page does not show.
    fn markup(&mut self, range: Range<usize>) {
        self.open(Form::Markup);
        self.words(&self.text[range]);
        self.close();
    }

    fn words(&mut self, text: &str) {
        if let Some((_, alternative)) = &mut self.picture {
            alternative.push_str(text);
        } else if self.keeps_lines() {
            for line in text.split_inclusive('\n') {
                self.line(line);
            }
        } else {
            self.push(tokens(text));
        }
    }

    /// Adds a line of code, with its indentation.
    fn line(&mut self, line: &str) {
        let (blanks, content) = line.split_at(line.len() - line.trim_start().len());
        if !content.is_empty() {
            self.push(indented(blanks));
            self.push(tokens(content.trim_end()));
        }
        if line.ends_with('\n') {
            self.push([What::Text("\n".to_owned())]);
        }
    }

    /// Whether the open block keeps its line breaks.
    fn keeps_lines(&self) -> bool {
        let form = self.open.as_ref().map(|open| &open.form);
        matches!(form, Some(Form::Code | Form::Markup))
    }

    fn mark(&mut self, mark: &str) {
        if self.picture.is_none() && !mark.is_empty() {
            self.push([What::Mark(mark.to_owned())]);
        }
    }

    fn push(&mut self, tokens: impl IntoIterator<Item = Token>) {
        if self.open.is_none() {
            self.open(self.form(false));
        }
        let Some(block) = &mut self.open else { return };
        let cell = block.rows.last_mut().and_then(|row| row.last_mut());
        let into = cell.unwrap_or(&mut block.words);
        for token in tokens {
            // Blanks of adjacent events are joined into one.
            match (into.last_mut(), token) {
                (Some(What::Text(before)), What::Text(text)) if before == " " && text == " " => {}
                (_, token) => into.push(token),
            }
        }
    }

    fn rows(&mut self, change: impl FnOnce(&mut Vec<Vec<Vec<Token>>>)) {
        if let Some(block) = &mut self.open {
            change(&mut block.rows);
        }
    }
}

/// The blanks before a line, if there are any.
fn indented(blanks: &str) -> Option<Token> {
    (!blanks.is_empty()).then(|| What::Text(blanks.to_owned()))
}

/// The attributes at the end of a heading.
fn attributes(heading: &str) -> Option<&str> {
    let line = heading.lines().find(|line| !line.trim().is_empty())?;
    let line = line.trim_end().trim_end_matches('#').trim_end();
    let open = line.rfind('{').filter(|_| line.ends_with('}'))?;
    line.get(open..)
}

/// The words that a reader sees.
pub(super) fn plain(words: &[Token]) -> String {
    let texts = words.iter().map(|token| match token {
        What::Text(text) => text.as_str(),
        What::Picture { alternative, .. } => alternative.as_str(),
        What::Mark(_) => "",
    });
    texts.collect::<String>().trim().to_owned()
}
