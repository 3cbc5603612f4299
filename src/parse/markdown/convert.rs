//! The parser's events become HTML, headings, references, claims and variables.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options,
    Parser, Tag, TagEnd,
};

use super::headings::{Ids, find_attribute, slug};
use super::raw_html;
use super::targets::{Destination, destination, is_remote, wiki_destination};
use super::text::{Part, Run};
use super::writer::{Finished, Stretch, Writer};
use crate::diagnostics::{Diagnostic, Place, Source, Spanned, Spot, nearest};
use crate::manual::{
    Body, ClaimOrigin, Extent, Heading, HeadingIx, Piece, Reference, ReferenceIx, SectionId, Shown,
    StatedClaim, Target, TitlePiece,
};
use crate::rules;

/// How long an excerpt is, in characters.
const EXCERPT: usize = 200;

pub(super) fn convert(source: &Source, from: usize) -> (Body, Vec<Diagnostic>) {
    let text = source.text().get(from..).unwrap_or_default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    // A tag is the only way to raw HTML, so a page without one never pays for sanitising. What
    // looks like one and is code or an address costs time, never safety.
    let has_tag = text.as_bytes().windows(2).any(|pair| {
        pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || matches!(pair[1], b'/' | b'!' | b'?'))
    });
    let mark = has_tag.then(|| raw_html::choose_mark(text));
    let mut converter = Converter {
        source,
        text,
        from,
        out: Writer::new(mark),
        body: Body::default(),
        diagnostics: Vec::new(),
        ids: Ids::reserving(text),
        run: Run::default(),
        silent: 0,
        heading: None,
        image: None,
        badge: None,
        link_ends: Vec::new(),
        table: None,
        footnotes: Footnotes::default(),
        footnote: None,
        excerpt_open: false,
        in_code: false,
        raw: Vec::new(),
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        converter.take(event, range);
    }
    converter.finish()
}

struct Converter<'a> {
    source: &'a Source,
    text: &'a str,
    from: usize,
    out: Writer,
    body: Body,
    diagnostics: Vec<Diagnostic>,
    ids: Ids,
    run: Run,
    /// How many open tags there are whose inside is not shown.
    silent: usize,
    heading: Option<OpenHeading>,
    image: Option<OpenImage>,
    badge: Option<OpenBadge>,
    /// What closes each open link.
    link_ends: Vec<LinkEnd>,
    table: Option<Table>,
    footnotes: Footnotes,
    /// The footnote whose definition is open, and what was written before it.
    footnote: Option<(String, Stretch)>,
    excerpt_open: bool,
    /// In a code block, where nothing is a variable.
    in_code: bool,
    /// Where raw HTML stands.
    raw: Vec<Range<usize>>,
}

struct OpenHeading {
    before: Stretch,
    id: Option<String>,
    classes: String,
    attributes: Vec<(String, Option<String>)>,
    range: Range<usize>,
    title: Vec<TitlePiece>,
}

/// An image whose text is being read; how many images stand in it does not matter.
struct OpenImage {
    depth: usize,
    end: ImageEnd,
}

enum ImageEnd {
    /// The image's text goes into its `alt`; what follows it.
    Attribute { title: String },
    /// An image of another host is shown as a link to it.
    Link,
    /// Only its text is shown.
    Nothing,
}

struct OpenBadge {
    clause: Spanned<String>,
    piped: bool,
    text: String,
    depth: usize,
}

enum LinkEnd {
    Anchor,
    /// The inside was not shown: the target's title stands there.
    Silent,
    Nothing,
}

struct Table {
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: bool,
    body_open: bool,
}

#[derive(Default)]
struct Footnotes {
    numbers: HashMap<String, usize>,
    /// By number: the text, once it is defined, and how often it is referred to.
    notes: Vec<(Option<Stretch>, usize)>,
}

impl Footnotes {
    fn number(&mut self, label: &str) -> usize {
        if let Some(number) = self.numbers.get(label) {
            return *number;
        }
        self.notes.push((None, 0));
        let number = self.notes.len();
        self.numbers.insert(label.to_owned(), number);
        number
    }
}

impl Converter<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Event::Text(text) = &event {
            if self.in_code {
                self.plain(text);
            } else {
                self.run.push(text, range);
            }
            return;
        }
        self.flush_text();
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => self.code(&code),
            Event::Html(html) | Event::InlineHtml(html) => {
                if self.shown() && self.image.is_none() {
                    self.raw.push(range);
                    self.out.raw(&html);
                }
            }
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::SoftBreak => self.plain("\n"),
            Event::HardBreak => {
                if self.shown() && self.image.is_none() {
                    self.out.html("<br>\n");
                } else {
                    self.plain(" ");
                }
            }
            Event::Rule => self.out.html("<hr>\n"),
            Event::TaskListMarker(done) => self.out.verbatim(if done {
                "<input type=\"checkbox\" disabled checked aria-label=\"done\"> "
            } else {
                "<input type=\"checkbox\" disabled aria-label=\"to do\"> "
            }),
            // Math is not asked for: it stays text.
            Event::Text(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn shown(&self) -> bool {
        self.silent == 0
    }

    /// Text with variables in it.
    fn flush_text(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        for part in run.parts() {
            match part {
                Part::Text(text) => self.plain(text),
                Part::Variable(name, place) => self.variable(name, place),
            }
        }
    }

    /// Text without variables.
    fn plain(&mut self, text: &str) {
        if let Some(badge) = &mut self.badge {
            badge.text.push_str(text);
            return;
        }
        if !self.shown() {
            return;
        }
        self.out.text(text);
        self.note(text);
    }

    /// Text that also belongs to the heading's title and to the excerpt.
    fn note(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            match heading.title.last_mut() {
                Some(TitlePiece::Text(before)) => before.push_str(text),
                _ => heading.title.push(TitlePiece::Text(text.to_owned())),
            }
        } else if self.excerpt_open && self.image.is_none() {
            self.body.excerpt.push_str(text);
            self.excerpt_open = self.body.excerpt.chars().count() <= EXCERPT;
        }
    }

    fn variable(&mut self, name: &str, place: Range<usize>) {
        if !self.shown() {
            return;
        }
        let at = self.body.variables.len() as u32;
        self.body
            .variables
            .push(Spanned::new(name.to_owned(), self.spot(place)));
        self.out.hole(Piece::Variable(at));
        if let Some(heading) = &mut self.heading {
            heading.title.push(TitlePiece::Variable(at));
        }
    }

    fn code(&mut self, code: &str) {
        if !self.shown() || self.image.is_some() {
            self.plain(code);
            return;
        }
        self.out.html("<code>");
        self.plain(code);
        self.out.html("</code>");
    }

    fn spot(&self, range: Range<usize>) -> Spot {
        self.source
            .spot(self.from + range.start..self.from + range.end)
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if let Some(image) = &mut self.image {
            image.depth += 1;
            return;
        }
        if let Some(badge) = &mut self.badge {
            badge.depth += 1;
            return;
        }
        match tag {
            Tag::Paragraph => {
                self.excerpt_open =
                    self.body.excerpt.chars().count() <= EXCERPT && self.footnote.is_none();
                if self.excerpt_open && !self.body.excerpt.is_empty() {
                    self.body.excerpt.push(' ');
                }
                self.out.html("<p>");
            }
            Tag::Heading {
                id, classes, attrs, ..
            } => {
                let before = self.out.begin();
                self.heading = Some(OpenHeading {
                    before,
                    id: id.map(CowStr::into_string),
                    classes: classes
                        .iter()
                        .map(|class| &**class)
                        .collect::<Vec<_>>()
                        .join(" "),
                    attributes: attrs
                        .into_iter()
                        .map(|(key, value)| (key.into_string(), value.map(CowStr::into_string)))
                        .collect(),
                    range,
                    title: Vec::new(),
                });
            }
            Tag::BlockQuote(kind) => self.block_quote(kind),
            Tag::CodeBlock(kind) => self.code_block(&kind),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
            Tag::List(None) => self.out.html("<ul>\n"),
            Tag::List(Some(1)) => self.out.html("<ol>\n"),
            Tag::List(Some(first)) => {
                self.out.html("<ol start=\"");
                self.out.html(&first.to_string());
                self.out.html("\">\n");
            }
            Tag::Item => self.out.html("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.footnotes.number(&label);
                let before = self.out.begin();
                self.footnote = Some((label.into_string(), before));
            }
            Tag::DefinitionList => self.out.html("<dl>\n"),
            Tag::DefinitionListTitle => self.out.html("<dt>"),
            Tag::DefinitionListDefinition => self.out.html("<dd>"),
            Tag::Table(alignments) => self.table(alignments),
            Tag::TableHead => self.out.html("<thead>\n<tr>"),
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.cell = 0;
                    if !std::mem::replace(&mut table.body_open, true) {
                        self.out.html("<tbody>\n");
                    }
                }
                self.out.html("<tr>");
            }
            Tag::TableCell => self.table_cell(),
            Tag::Emphasis => self.out.html("<em>"),
            Tag::Strong => self.out.html("<strong>"),
            Tag::Strikethrough => self.out.html("<del>"),
            Tag::Superscript => self.out.html("<sup>"),
            Tag::Subscript => self.out.html("<sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.link(link_type, &dest_url, &title, &range);
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.open_image(link_type, &dest_url, &title, &range);
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if let Some(image) = &mut self.image {
            if image.depth > 0 {
                image.depth -= 1;
                return;
            }
            self.close_image();
            return;
        }
        if let Some(badge) = &mut self.badge {
            if badge.depth > 0 {
                badge.depth -= 1;
                return;
            }
            self.close_badge();
            return;
        }
        match tag {
            TagEnd::Paragraph => {
                self.excerpt_open = false;
                self.out.html("</p>\n");
            }
            TagEnd::Heading(level) => self.close_heading(level),
            TagEnd::BlockQuote(None) => self.out.html("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.out.html("</aside>\n"),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.out.html("</code></pre>\n");
            }
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
            TagEnd::List(true) => self.out.html("</ol>\n"),
            TagEnd::List(false) => self.out.html("</ul>\n"),
            TagEnd::Item => self.out.html("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((label, before)) = self.footnote.take() {
                    let note = self.out.end(before);
                    let number = self.footnotes.number(&label);
                    self.footnotes.notes[number - 1].0 = Some(note);
                }
            }
            TagEnd::DefinitionList => self.out.html("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.html("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.html("</dd>\n"),
            TagEnd::Table => {
                if self.table.take().is_some_and(|table| table.body_open) {
                    self.out.html("</tbody>\n");
                }
                self.out.html("</table></div>\n");
            }
            TagEnd::TableHead => {
                self.out.html("</tr>\n</thead>\n");
                if let Some(table) = &mut self.table {
                    table.in_head = false;
                }
            }
            TagEnd::TableRow => self.out.html("</tr>\n"),
            TagEnd::TableCell => {
                let head = self.table.as_ref().is_some_and(|table| table.in_head);
                self.out.html(if head { "</th>" } else { "</td>" });
                if let Some(table) = &mut self.table {
                    table.cell += 1;
                }
            }
            TagEnd::Emphasis => self.out.html("</em>"),
            TagEnd::Strong => self.out.html("</strong>"),
            TagEnd::Strikethrough => self.out.html("</del>"),
            TagEnd::Superscript => self.out.html("</sup>"),
            TagEnd::Subscript => self.out.html("</sub>"),
            TagEnd::Link => match self.link_ends.pop() {
                Some(LinkEnd::Anchor) => self.out.html("</a>"),
                Some(LinkEnd::Silent) => {
                    self.silent -= 1;
                    self.out.html("</a>");
                }
                Some(LinkEnd::Nothing) | None => {}
            },
            TagEnd::Image => {}
        }
    }

    fn block_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let (class, word) = match kind {
            None => {
                self.out.html("<blockquote>\n");
                return;
            }
            Some(BlockQuoteKind::Note) => ("note", "Note"),
            Some(BlockQuoteKind::Tip) => ("tip", "Tip"),
            Some(BlockQuoteKind::Important) => ("important", "Important"),
            Some(BlockQuoteKind::Warning) => ("warning", "Warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "Caution"),
        };
        self.out.html("<aside");
        self.out.attribute("class", &format!("alert alert-{class}"));
        self.out.html(">\n<p");
        self.out.attribute("class", "alert-title");
        self.out.html(">");
        self.out.html(word);
        self.out.html("</p>\n");
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let language: String = match kind {
            CodeBlockKind::Indented => String::new(),
            CodeBlockKind::Fenced(info) => info
                .split([' ', ',', '{', '\t'])
                .next()
                .unwrap_or_default()
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-'))
                .collect::<String>()
                .to_ascii_lowercase(),
        };
        self.out.html("<pre><code");
        if !language.is_empty() {
            self.out.attribute("class", &format!("language-{language}"));
        }
        self.out.html(">");
        self.in_code = true;
    }

    fn table(&mut self, alignments: Vec<Alignment>) {
        self.out.html("<div");
        self.out.attribute("class", "table-wrap");
        self.out.attribute("role", "region");
        self.out.attribute("tabindex", "0");
        match self.body.headings.last() {
            Some(heading) => {
                let id = heading.id.clone();
                self.out.attribute("aria-labelledby", id.as_str());
            }
            None => self.out.attribute("aria-label", "Table"),
        }
        self.out.html(">\n<table>\n");
        self.table = Some(Table {
            alignments,
            cell: 0,
            in_head: true,
            body_open: false,
        });
    }

    fn table_cell(&mut self) {
        let Some(table) = &self.table else { return };
        let class = match table.alignments.get(table.cell) {
            Some(Alignment::Left) => Some("align-left"),
            Some(Alignment::Center) => Some("align-center"),
            Some(Alignment::Right) => Some("align-right"),
            Some(Alignment::None) | None => None,
        };
        let head = table.in_head;
        self.out.html(if head { "<th" } else { "<td" });
        if head {
            self.out.attribute("scope", "col");
        }
        if let Some(class) = class {
            self.out.attribute("class", class);
        }
        self.out.html(">");
    }

    fn footnote_reference(&mut self, label: &str) {
        if !self.shown() || self.image.is_some() {
            return;
        }
        let number = self.footnotes.number(label);
        let note = &mut self.footnotes.notes[number - 1];
        note.1 += 1;
        let suffix = if note.1 > 1 {
            format!("-{}", note.1)
        } else {
            String::new()
        };
        self.out.html("<sup");
        self.out.attribute("class", "footnote-reference");
        self.out.html("><a");
        self.out
            .attribute("id", &format!("footnote-reference-{number}{suffix}"));
        self.own_link(&format!("#footnote-{number}"));
        self.out.html(&format!("{number}</a></sup>"));
    }

    /// A link of ours to a place in the same page; sanitising knows it by its mark.
    fn own_link(&mut self, href: &str) {
        self.out.own_address("href", href);
        self.out.html(">");
    }

    fn close_heading(&mut self, level: HeadingLevel) {
        let Some(open) = self.heading.take() else {
            return;
        };
        let inner = self.out.end(open.before);
        let title: String = open
            .title
            .iter()
            .map(|piece| match piece {
                TitlePiece::Text(text) => text.as_str(),
                TitlePiece::Variable(at) => &*self.body.variables[*at as usize].value,
            })
            .collect();
        let heading_ix = HeadingIx(self.body.headings.len() as u32);
        let (id, explicit) = match open.id.filter(|id| !id.is_empty()) {
            Some(id) => {
                if !self.ids.take_written(&id) {
                    self.duplicate_section(&id, &open.range);
                }
                (id, true)
            }
            None => (self.ids.make(&slug(&title)), false),
        };
        let section = SectionId::new(&id);
        let first = self.body.claims.len() as u32;
        self.heading_claims(&open.attributes, &open.range, &section);
        let claims = first..self.body.claims.len() as u32;
        let spot = self.spot(trimmed(self.text, open.range));
        let level = level as u8;
        self.out.html(&format!("<h{level}"));
        self.out.attribute("id", &id);
        if !open.classes.is_empty() {
            self.out.attribute("class", &open.classes);
        }
        self.out.html(">");
        self.out.append(inner);
        self.out.hole(Piece::HeadingEnd(heading_ix));
        self.out.html(&format!("</h{level}>\n"));
        let heading = Heading {
            level,
            id: section,
            explicit,
            title: open.title,
            claims,
            spot,
        };
        self.body.headings.push(heading);
    }

    fn duplicate_section(&mut self, id: &str, range: &Range<usize>) {
        let heading = &self.text[range.clone()];
        let at = heading
            .rfind(&format!("#{id}"))
            .map_or(range.start, |at| range.start + at + 1);
        let place = Place::new(self.source.path(), self.spot(at..at + id.len()));
        let message = format!("the section `{id}` is there already");
        self.diagnostics.push(
            Diagnostic::new(&rules::DUPLICATE_SECTION, place, message)
                .help("give this heading another id"),
        );
    }

    /// `clause=8.4.1`, any number of times, and `extent=partial` for all of them.
    fn heading_claims(
        &mut self,
        attributes: &[(String, Option<String>)],
        range: &Range<usize>,
        section: &SectionId,
    ) {
        let heading = &self.text[range.clone()];
        let partial = attributes
            .iter()
            .any(|(key, value)| key == "extent" && value.as_deref() != Some("full"));
        let extent = if partial {
            Extent::Partial
        } else {
            Extent::Full
        };
        let mut from = 0;
        for (key, value) in attributes {
            let known = matches!(key.as_str(), "clause" | "extent");
            let found = find_attribute(heading, from, key, value.as_deref().filter(|_| known));
            let found = found.unwrap_or(0..heading.trim_end().len());
            from = found.start;
            let spot = self.spot(range.start + found.start..range.start + found.end);
            let place = Place::new(self.source.path(), spot);
            match (
                key.as_str(),
                value.as_deref().map(|value| value.trim_matches('"')),
            ) {
                ("clause", Some(clause)) if !clause.is_empty() => {
                    self.body.claims.push(StatedClaim {
                        clause: Spanned::new(clause.to_owned(), spot),
                        origin: ClaimOrigin::Heading(section.clone()),
                        extent,
                        note: None,
                    });
                }
                ("clause", _) => self.diagnostics.push(
                    Diagnostic::new(&rules::INVALID_VALUE, place, "`clause` names no clause")
                        .help("write clause=8.4.1"),
                ),
                ("extent", Some("full" | "partial")) => {}
                ("extent", _) => self.diagnostics.push(
                    Diagnostic::new(&rules::INVALID_VALUE, place, "an extent is full or partial")
                        .help("write extent=partial"),
                ),
                _ => {
                    let near = nearest(key, ["clause", "extent"]);
                    let help = match near {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => {
                            "a heading has `#id`, `.class`, `clause=…` and `extent=…`".to_owned()
                        }
                    };
                    let message = format!("unknown attribute `{key}` of a heading");
                    let diagnostic = Diagnostic::new(&rules::UNKNOWN_FIELD, place, message);
                    self.diagnostics.push(diagnostic.help(help));
                }
            }
        }
    }

    fn section(&self) -> Option<SectionId> {
        self.body.headings.last().map(|heading| heading.id.clone())
    }

    /// Notes a reference, and where it stands.
    fn reference(&mut self, target: Target, shown: Shown, spot: Spot) -> ReferenceIx {
        let heading = self
            .body
            .headings
            .len()
            .checked_sub(1)
            .map(|at| HeadingIx(at as u32));
        let ix = ReferenceIx(self.body.references.len() as u32);
        self.body.references.push(Reference {
            target,
            shown,
            heading,
            spot,
        });
        ix
    }

    fn link(&mut self, link_type: LinkType, written: &str, title: &str, range: &Range<usize>) {
        if let LinkType::WikiLink { has_pothole } = link_type {
            self.wiki_link(written.trim_end_matches('\\'), has_pothole, range);
            return;
        }
        let email = link_type == LinkType::Email && !written.starts_with("mailto:");
        let written: &str = if email {
            &format!("mailto:{written}")
        } else {
            written
        };
        match destination(written) {
            Destination::Inside(target) => {
                let spot = self.written_spot(written, range);
                let ix = self.reference(target, Shown::Link, spot);
                self.out.link_open(Piece::LinkOpen(ix));
                self.link_ends.push(LinkEnd::Anchor);
            }
            Destination::Outside(address) => {
                self.open_outside(&address, title);
                self.link_ends.push(LinkEnd::Anchor);
            }
            Destination::Refused => self.link_ends.push(LinkEnd::Nothing),
        }
    }

    fn open_outside(&mut self, address: &str, title: &str) {
        self.out.html("<a href=\"");
        self.out.text(address);
        self.out.html("\"");
        if !title.is_empty() {
            self.out.html(" title=\"");
            self.out.text(title);
            self.out.html("\"");
        }
        self.out.html(">");
    }

    fn wiki_link(&mut self, written: &str, piped: bool, range: &Range<usize>) {
        let spot = self.written_spot(written, range);
        if let Some(clause) = written.trim().strip_prefix("satisfies:") {
            let inner = self.written_spot(clause.trim(), range);
            self.badge = Some(OpenBadge {
                clause: Spanned::new(clause.trim().to_owned(), inner),
                piped,
                text: String::new(),
                depth: 0,
            });
            return;
        }
        match wiki_destination(written) {
            Destination::Inside(target) => {
                let ix = self.reference(target, Shown::Link, spot);
                self.out.link_open(Piece::LinkOpen(ix));
                // `[[ID|]]` has a bar and nothing behind it: the title stands there as well.
                let blank = self
                    .text
                    .get(range.clone())
                    .is_some_and(|whole| whole.trim_end_matches(']').trim_end().ends_with('|'));
                if piped && !blank {
                    self.link_ends.push(LinkEnd::Anchor);
                } else {
                    self.out.hole(Piece::LinkText(ix));
                    self.silent += 1;
                    self.link_ends.push(LinkEnd::Silent);
                    self.note(written.split(['|', '#']).next().unwrap_or(written));
                }
            }
            Destination::Outside(address) => {
                self.open_outside(&address, "");
                self.link_ends.push(LinkEnd::Anchor);
            }
            Destination::Refused => self.link_ends.push(LinkEnd::Nothing),
        }
    }

    /// Where the destination of a link stands: as written in the link, else the whole link.
    fn written_spot(&self, written: &str, range: &Range<usize>) -> Spot {
        let whole = self.text.get(range.clone()).unwrap_or_default();
        let at = match whole.rfind("](") {
            Some(open) if !whole.starts_with("[[") => {
                whole[open..].find(written).map(|at| open + at)
            }
            _ => whole.find(written),
        };
        match at.filter(|_| !written.is_empty()) {
            Some(at) => self.spot(range.start + at..range.start + at + written.len()),
            None => self.spot(range.clone()),
        }
    }

    fn close_badge(&mut self) {
        let Some(badge) = self.badge.take() else {
            return;
        };
        let text = badge.text.trim();
        let extent = match text {
            "partial" if badge.piped => Extent::Partial,
            _ => Extent::Full,
        };
        if badge.piped && !matches!(text, "partial" | "full" | "") {
            let place = Place::new(self.source.path(), badge.clause.spot);
            let message = format!("`{text}` is no extent of a claim");
            self.diagnostics.push(
                Diagnostic::new(&rules::INVALID_VALUE, place, message)
                    .help("write [[satisfies:8.4.1]] or [[satisfies:8.4.1|partial]]"),
            );
        }
        let anchor = self
            .ids
            .make(&format!("claim-{}", slug(&badge.clause.value)));
        let at = self.body.claims.len() as u32;
        self.body.claims.push(StatedClaim {
            clause: badge.clause,
            origin: ClaimOrigin::Paragraph {
                section: self.section(),
                anchor: SectionId::new(&anchor),
            },
            extent,
            note: None,
        });
        self.out.hole(Piece::Badge(at));
    }

    fn open_image(
        &mut self,
        link_type: LinkType,
        written: &str,
        title: &str,
        range: &Range<usize>,
    ) {
        let in_link = !self.link_ends.is_empty();
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        let target = if wiki {
            wiki_destination(written)
        } else {
            destination(written)
        };
        let end = match target {
            // No page asks another host for anything (DESIGN 5).
            Destination::Outside(address) if !in_link => {
                self.open_outside(&address, title);
                ImageEnd::Link
            }
            Destination::Inside(target @ Target::Path { .. }) if !is_remote(written) => {
                let spot = self.written_spot(written, range);
                let ix = self.reference(target, Shown::Image, spot);
                self.out.html("<img src=\"");
                self.out.hole(Piece::Address(ix));
                self.out.html("\" alt=\"");
                ImageEnd::Attribute {
                    title: title.to_owned(),
                }
            }
            _ => ImageEnd::Nothing,
        };
        self.image = Some(OpenImage { depth: 0, end });
    }

    fn close_image(&mut self) {
        match self.image.take().map(|image| image.end) {
            Some(ImageEnd::Attribute { title }) => {
                self.out.html("\"");
                if !title.is_empty() {
                    self.out.html(" title=\"");
                    self.out.text(&title);
                    self.out.html("\"");
                }
                self.out.html(">");
            }
            Some(ImageEnd::Link) => self.out.html("</a>"),
            Some(ImageEnd::Nothing) | None => {}
        }
    }

    fn write_footnotes(&mut self) {
        let notes = std::mem::take(&mut self.footnotes.notes);
        if notes.is_empty() {
            return;
        }
        self.out.html("<section");
        self.out.attribute("class", "footnotes");
        self.out.html(">\n<hr>\n<ol>\n");
        for (at, (note, references)) in notes.into_iter().enumerate() {
            let number = at + 1;
            self.out.html("<li");
            self.out.attribute("id", &format!("footnote-{number}"));
            self.out.html(">");
            self.out.append(note.unwrap_or_default());
            for n in 1..=references {
                let suffix = if n > 1 {
                    format!("-{n}")
                } else {
                    String::new()
                };
                self.out.html("<a");
                self.out.attribute("class", "footnote-back");
                self.own_link(&format!("#footnote-reference-{number}{suffix}"));
                self.out.html("\u{21a9}</a> ");
            }
            self.out.html("</li>\n");
        }
        self.out.html("</ol>\n</section>\n");
    }

    fn finish(mut self) -> (Body, Vec<Diagnostic>) {
        self.flush_text();
        self.write_footnotes();
        let out = std::mem::replace(&mut self.out, Writer::new(None));
        self.body.pieces = match out.finish() {
            Finished::Pieces(pieces) => pieces,
            Finished::Marked { html, mark, holes } => {
                let sanitised = raw_html::sanitise(&html, &mark);
                let mut addresses: Vec<Option<raw_html::RawAddress>> =
                    sanitised.addresses.into_iter().map(Some).collect();
                raw_html::cut(&sanitised.html, &mark, &holes, |at| {
                    let address = addresses.get_mut(at)?.take()?;
                    let spot = self.raw_spot(&address.written);
                    let ix = self.reference(address.target, Shown::RawHtml, spot);
                    Some(Piece::Address(ix))
                })
            }
        };
        let excerpt = std::mem::take(&mut self.body.excerpt);
        self.body.excerpt = cut_at_word(&excerpt);
        (self.body, self.diagnostics)
    }

    /// Where an address stands in the author's HTML.
    fn raw_spot(&self, written: &str) -> Spot {
        let in_raw = self.raw.iter().find_map(|range| {
            let at = self.text.get(range.clone())?.find(written)?;
            Some(range.start + at..range.start + at + written.len())
        });
        self.spot(
            in_raw
                .or_else(|| self.raw.first().cloned())
                .unwrap_or_default(),
        )
    }
}

/// The range without the line end behind it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = text.get(range.clone()).unwrap_or_default();
    range.start..range.start + inner.trim_end().len()
}

fn cut_at_word(text: &str) -> String {
    let words = text.split_whitespace();
    let mut cut = String::new();
    for word in words {
        if cut.chars().count() + word.chars().count() >= EXCERPT {
            cut.push('…');
            break;
        }
        if !cut.is_empty() {
            cut.push(' ');
        }
        cut.push_str(word);
    }
    cut
}
