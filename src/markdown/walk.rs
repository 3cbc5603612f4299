//! The walk over the parser's events: text and tags, each handed to the module of its construct.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use crate::diagnostics::{Diagnostic, Location, Rule, Source, Span, Spanned};
use crate::manual::{
    Body, HeadingIx, Piece, Reference, ReferenceIx, SectionId, Shown, Target, TextPiece,
};
use crate::markdown::badges::OpenBadge;
use crate::markdown::code::OpenCode;
use crate::markdown::definition_colons::with_masked_colons;
use crate::markdown::excerpt::Excerpt;
use crate::markdown::footnotes::Footnotes;
use crate::markdown::headings::OpenHeading;
use crate::markdown::ids::{Ids, anchors};
use crate::markdown::images::OpenImage;
use crate::markdown::links::OpenLink;
use crate::markdown::open_elements::OpenElement;
use crate::markdown::output::{Finished, Mark, Writer};
use crate::markdown::places::Places;
use crate::markdown::raw_html::anchors::RawAnchor;
use crate::markdown::raw_html::sanitise::sanitise;
use crate::markdown::tables::Table;
use crate::markdown::variables::{Part, Run};

pub(crate) fn convert(source: &Source, from: usize) -> (Body, Vec<Diagnostic>) {
    let text = source.text().get(from..).unwrap_or_default();
    let with_masked_colons = with_masked_colons(text);
    // Few pages have tags of their author's, and making those safe takes longer than all the rest:
    // the marks for it are only made once there is such a tag.
    Converter::new(source, from, text, None)
        .page(&with_masked_colons)
        .or_else(|_| {
            Converter::new(source, from, text, Some(Mark::of(text))).page(&with_masked_colons)
        })
        .unwrap_or_default()
}

/// A page while it is read.
pub(crate) struct Converter<'a> {
    /// The text behind the front-matter, which the parser's ranges are in.
    pub(crate) text: &'a str,
    /// Whether the parser reads stand-ins for colons.
    is_shielded: bool,
    places: Places<'a>,
    pub(crate) out: Writer,
    pub(crate) body: Body,
    diagnostics: Vec<Diagnostic>,
    pub(crate) ids: Ids,
    excerpt: Excerpt,
    /// Text that may hold variables and is not written yet.
    run: Run,
    pub(crate) open_elements: Vec<OpenElement>,
    captured: Option<Captured>,
    pub(crate) heading: Option<OpenHeading>,
    pub(crate) links: Vec<OpenLink>,
    pub(crate) table: Option<Table>,
    pub(crate) footnotes: Footnotes<'a>,
    /// A block of HTML, until it is whole.
    html_block: Option<Run>,
    /// The block of code that is being read, where nothing is a variable.
    pub(crate) code: Option<OpenCode>,
    /// How many diagrams the page has so far.
    pub(crate) diagrams: u32,
    /// Anchors in the author's HTML.
    pub(crate) raw_anchors: Vec<RawAnchor>,
    /// There is a tag of the author's, and no mark to tell it from ours.
    pub(crate) needs_mark: bool,
}

/// An element whose inside is not written as it stands.
struct Captured {
    /// How many elements are open in it.
    depth: usize,
    what: Capture,
}

pub(crate) enum Capture {
    /// Text of an image: it goes into an attribute, without markup.
    Image(OpenImage),
    /// `[[satisfies:…]]`.
    Badge(OpenBadge),
    /// The inside of `[[ID]]`, which says the same as its target.
    Unseen,
    /// What stands behind a tag of this name that nobody may write.
    Dropped(&'static str),
}

/// An event, where it stands, and where the address stands that a link takes from elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct Step<'e> {
    pub(crate) event: Event<'e>,
    pub(crate) range: Range<usize>,
    pub(crate) definition: Option<Range<usize>>,
}

/// The page needs a mark.
struct Unmarked;

impl<'a> Converter<'a> {
    fn new(source: &'a Source, from: usize, text: &'a str, mark: Option<Mark>) -> Self {
        Self {
            text,
            is_shielded: false,
            places: Places::new(source, from),
            out: Writer::new(mark),
            body: Body::default(),
            diagnostics: Vec::new(),
            ids: Ids::reserving(text),
            excerpt: Excerpt::default(),
            run: Run::default(),
            open_elements: Vec::new(),
            captured: None,
            heading: None,
            links: Vec::new(),
            table: None,
            footnotes: Footnotes::default(),
            html_block: None,
            code: None,
            diagrams: 0,
            raw_anchors: Vec::new(),
            needs_mark: false,
        }
    }

    fn page(mut self, with_masked_colons: &'a str) -> Result<(Body, Vec<Diagnostic>), Unmarked> {
        self.is_shielded = !std::ptr::eq(self.text, with_masked_colons);
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_WIKILINKS;
        let mut events = Parser::new_ext(with_masked_colons, options).into_offset_iter();
        while let Some((event, range)) = events.next() {
            let definition = definition(&event, &events);
            let step = Step {
                event,
                range,
                definition,
            };
            if let Some(step) = self.footnotes.put_aside(step, self.body.headings.len()) {
                self.take(step);
            }
            if self.needs_mark {
                return Err(Unmarked);
            }
        }
        self.flush_text();
        let unclosed = self.unclosed_tags();
        self.out.take_out(&unclosed);
        self.write_footnotes();
        if self.needs_mark {
            return Err(Unmarked);
        }
        Ok(self.finish())
    }

    pub(crate) fn take(&mut self, step: Step<'_>) {
        let Step {
            event,
            range,
            definition,
        } = step;
        if !matches!(event, Event::End(_)) {
            self.widen_open_link(&range);
        }
        if let Event::Text(text) = &event {
            self.text(self.as_written(text, &range), range);
            return;
        }
        self.flush_text();
        match event {
            Event::Start(tag) => self.start(tag, range, definition),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => self.code(&code),
            Event::Html(html) => {
                let html = self.as_written(&html, &range);
                if let Some(block) = &mut self.html_block {
                    block.push(html, range.start);
                }
            }
            Event::InlineHtml(html) => self.inline_html(&html, &range),
            Event::FootnoteReference(label) => {
                if self.captured.is_none() {
                    self.footnote_reference(&label);
                }
            }
            Event::SoftBreak => self.line_end("\n"),
            Event::HardBreak => self.line_end("<br>\n"),
            Event::Rule => {
                self.end_raw_paragraph();
                self.out.markup("<hr>\n");
            }
            Event::TaskListMarker(done) => self.task(done),
            // Math is not asked for: it stays text.
            Event::Text(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// The text of an event as the author wrote it, where the parser read a stand-in for a colon.
    fn as_written<'t>(&self, text: &'t str, range: &Range<usize>) -> &'t str
    where
        'a: 't,
    {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let stands_in = |(read, written)| read == written || (read, written) == (b';', b':');
        if self.is_shielded
            && written.len() == text.len()
            && text.bytes().zip(written.bytes()).all(stands_in)
        {
            written
        } else {
            text
        }
    }

    /// Text, of which more may follow.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(code) = &mut self.code {
            return code.push(text);
        }
        if let Some(captured) = &mut self.captured {
            match &mut captured.what {
                Capture::Image(_) => {}
                Capture::Badge(badge) => return badge.push(text, &range),
                Capture::Unseen | Capture::Dropped(_) => return,
            }
        }
        // Only a brace begins a variable.
        if self.run.is_empty() && !text.contains('{') {
            self.plain(text);
        } else {
            self.run.push(text, range.start);
        }
    }

    /// Writes what was read of a run: no more of it follows.
    pub(crate) fn flush_text(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let mut run = std::mem::take(&mut self.run);
        for part in run.parts(self.text) {
            match part {
                Part::Text(text) => self.plain(text),
                Part::Variable(name, range) => self.variable(name, range),
            }
        }
        run.clear();
        self.run = run;
    }

    /// Text without variables.
    pub(crate) fn plain(&mut self, text: &str) {
        self.out.text(text);
        self.note(text);
    }

    /// Text that also belongs to a heading's title or to the excerpt.
    pub(crate) fn note(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.push(text);
        } else if self.captured.is_none() {
            self.excerpt.push(text);
        }
    }

    fn variable(&mut self, name: &str, range: Range<usize>) {
        let at = self.body.variables.len() as u32;
        let span = self.span(range);
        self.body
            .variables
            .push(Spanned::new(name.to_owned(), span));
        self.out.hole(Piece::Variable(at));
        if let Some(heading) = &mut self.heading {
            heading.title.push(TextPiece::Variable(at));
        } else if self.captured.is_none() {
            self.excerpt.variable(at);
        }
    }

    fn code(&mut self, code: &str) {
        match &mut self.captured {
            None => {
                self.out.markup("<code>");
                self.plain(code);
                self.out.markup("</code>");
            }
            Some(captured) => match &mut captured.what {
                Capture::Image(_) => self.plain(code),
                Capture::Badge(badge) => badge.push(code, &(0..0)),
                Capture::Unseen | Capture::Dropped(_) => {}
            },
        }
    }

    fn line_end(&mut self, html: &str) {
        match self.captured.as_ref().map(|captured| &captured.what) {
            None => {
                self.out.markup(html);
                self.note(" ");
            }
            Some(Capture::Image(_)) => self.plain(" "),
            Some(_) => {}
        }
    }

    fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        match &self.captured {
            None => {
                let mut run = Run::default();
                run.push(html, range.start);
                self.raw_inline(&run);
            }
            Some(captured) => {
                let ends = matches!(&captured.what, Capture::Dropped(name)
                    if captured.depth == 0 && Self::is_end_of_dropped(html, name));
                if ends {
                    self.captured = None;
                }
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>, definition: Option<Range<usize>>) {
        if let Some(captured) = &mut self.captured {
            captured.depth += 1;
            return;
        }
        match tag {
            Tag::Heading {
                id, classes, attrs, ..
            } => {
                let attributed = id.is_some() || !classes.is_empty() || !attrs.is_empty();
                self.open_heading(range, attributed);
            }
            Tag::CodeBlock(kind) => self.open_code(&kind, range),
            Tag::HtmlBlock => self.html_block = Some(Run::default()),
            Tag::Table(alignments) => self.open_table(alignments),
            Tag::TableHead => self.open_table_head(),
            Tag::TableRow => self.open_table_row(),
            Tag::TableCell => self.open_table_cell(),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.open_link(link_type, &dest_url, &title, range, definition),
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => self.open_image(link_type, &dest_url, &title, range, definition),
            Tag::Paragraph => {
                self.end_raw_paragraph();
                if !self.footnotes.are_written() {
                    self.excerpt.begin_paragraph();
                }
                self.open_phrasing("<p>", "</p>\n");
            }
            Tag::Emphasis => self.open_phrasing("<em>", "</em>"),
            Tag::Strong => self.open_phrasing("<strong>", "</strong>"),
            Tag::Strikethrough => self.open_phrasing("<del>", "</del>"),
            Tag::Superscript => self.open_phrasing("<sup>", "</sup>"),
            Tag::Subscript => self.open_phrasing("<sub>", "</sub>"),
            Tag::BlockQuote(kind) => self.block_quote(kind),
            Tag::List(first) => self.list(first),
            Tag::Item => self.open_flow("<li>", "</li>\n"),
            Tag::DefinitionList => self.definition_list(),
            Tag::DefinitionListTitle => self.open_phrasing("<dt>", "</dt>\n"),
            Tag::DefinitionListDefinition => self.open_flow("<dd>", "</dd>\n"),
            // Footnotes are put aside, front-matter is cut off before.
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => self.open_bounds(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if let Some(captured) = &mut self.captured {
            if captured.depth > 0 {
                captured.depth -= 1;
                return;
            }
            match self.captured.take().map(|captured| captured.what) {
                Some(Capture::Image(image)) => return self.close_image(image),
                Some(Capture::Badge(badge)) => return self.close_badge(badge),
                // What holds the dropped tag ends.
                Some(Capture::Dropped(_) | Capture::Unseen) | None => {}
            }
        }
        match tag {
            TagEnd::Heading(level) => self.close_heading(level as u8),
            TagEnd::HtmlBlock => {
                if let Some(block) = self.html_block.take() {
                    self.raw_block(&block);
                }
            }
            TagEnd::Table => self.close_table(),
            TagEnd::TableHead => self.close_table_head(),
            TagEnd::TableCell => self.close_table_cell(),
            // `![[ID]]` is a link as well.
            TagEnd::Link | TagEnd::Image => self.close_link(),
            TagEnd::Paragraph => {
                self.excerpt.end_paragraph();
                self.close_element();
            }
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::TableRow
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => self.close_element(),
        }
    }

    /// From here on, up to the end of the element, nothing is written as it stands.
    pub(crate) fn capture(&mut self, what: Capture) {
        self.captured = Some(Captured { depth: 0, what });
    }

    fn widen_open_link(&mut self, range: &Range<usize>) {
        if let Some(Captured {
            what: Capture::Image(image),
            ..
        }) = &mut self.captured
        {
            image.written.widen(range);
        } else if let Some(link) = self.links.last_mut() {
            link.written.widen(range);
        }
    }

    /// The spot of a range of the text behind the front-matter.
    pub(crate) fn span(&mut self, range: Range<usize>) -> Span {
        self.places.span(range)
    }

    /// The same, for a range that stands far from what is read now.
    pub(crate) fn span_elsewhere(&self, range: Range<usize>) -> Span {
        self.places.span_elsewhere(range)
    }

    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let location = Location::new(self.places.source().path(), span);
        let diagnostic = Diagnostic::new(rule, location, message).help(help);
        self.diagnostics.push(diagnostic);
    }

    /// Notes a reference, and where it stands.
    pub(crate) fn reference(
        &mut self,
        target: Target,
        shown: Shown,
        range: Range<usize>,
    ) -> ReferenceIx {
        let ix = ReferenceIx(self.body.references.len() as u32);
        let span = self.span(range);
        let heading = self.heading_here();
        self.body.references.push(Reference {
            target,
            shown,
            heading,
            span,
        });
        ix
    }

    /// The heading that what is read now stands in or below.
    pub(crate) fn heading_here(&self) -> Option<HeadingIx> {
        let headings = self.body.headings.len();
        if self.heading.is_some() {
            return Some(HeadingIx(headings as u32));
        }
        let above = || headings.checked_sub(1).map(|at| HeadingIx(at as u32));
        self.footnotes.heading().unwrap_or_else(above)
    }

    /// The id of the heading above; that of an open heading is not known yet.
    pub(crate) fn section_above(&self) -> Option<SectionId> {
        let HeadingIx(at) = self.heading_here()?;
        let heading = self.body.headings.get(at as usize)?;
        Some(heading.id.clone())
    }

    fn finish(mut self) -> (Body, Vec<Diagnostic>) {
        self.body.pieces = match self.out.finish() {
            Finished::Pieces(pieces) => pieces,
            Finished::Marked { html, mark, holes } => sanitise(&html, &mark, &holes),
        };
        self.body.excerpt = self.excerpt.finish();
        self.body.anchors = anchors(&self.body.headings, self.raw_anchors);
        self.body.headings.shrink_to_fit();
        self.body.references.shrink_to_fit();
        self.body.claims.shrink_to_fit();
        self.body.variables.shrink_to_fit();
        (self.body, self.diagnostics)
    }
}

/// Where the definition stands that a reference-style link takes its address from.
fn definition(event: &Event<'_>, events: &OffsetIter<'_>) -> Option<Range<usize>> {
    let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = event
    else {
        return None;
    };
    let elsewhere = matches!(
        link_type,
        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
    );
    let definition = elsewhere.then(|| events.reference_definitions().get(id))??;
    Some(definition.span.clone())
}
