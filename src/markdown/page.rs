//! The state of a page while it is read: facts, output and open constructs.
//!
//! The functions of each construct are in the file named after it. They take the page, and the walk
//! calls them.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Location, Rule, Source, SourcePath, Span, Spanned};
use crate::index::Position;
use crate::manual::{
    Body, ClaimOrigin, HeadingIx, PassageIx, Picture, Reference, ReferenceIx, Says, SectionId,
    Shown, Struck, Target, TextPiece,
};
use crate::markdown::constructs::footnotes::Footnotes;
use crate::markdown::constructs::open::{
    Capture, Captured, LinkEnd, OpenCode, OpenHeading, OpenLink, Table,
};
use crate::markdown::facts::anchors::{RawAnchors, anchors};
use crate::markdown::facts::excerpt::Excerpt;
use crate::markdown::facts::ids::Ids;
use crate::markdown::facts::merge_markers::MergeMarkers;
use crate::markdown::facts::passages::{Passages, Place, StruckParts};
use crate::markdown::facts::says::Said;
use crate::markdown::facts::struck::{Tasks, note_text};
use crate::markdown::facts::tildes::{Tildes, text_with_tildes};
use crate::markdown::facts::unread::Unread;
use crate::markdown::fragment::Hole;
use crate::markdown::mark::Mark;
use crate::markdown::notation::{Callout, LetteredList};
use crate::markdown::open_elements::OpenElements;
use crate::markdown::output::Writer;
use crate::markdown::places::Places;
use crate::markdown::raw_html::elements::RawElement;
use crate::markdown::raw_html::left_out::LeftOut;
use crate::markdown::sought::{FoundRow, Seeker};
use crate::markdown::variables::{Part, Run};
use crate::markdown::{ParsedText, Withheld};

/// A page while it is read.
pub(crate) struct Page<'a> {
    /// The text after the front-matter. The parser's byte ranges refer to it.
    pub(crate) text: &'a str,
    /// Whether the parser reads another text, such as one with masked colons.
    pub(crate) is_masked: bool,
    /// The notices and tabs of other programs.
    pub(crate) callouts: &'a [Callout],
    /// The lists whose items have letters.
    pub(crate) lettered_lists: &'a [LetteredList],
    /// Whether the title of a notice is read.
    pub(crate) is_in_callout_title: bool,
    places: Places<'a>,
    pub(crate) out: Writer,
    pub(crate) body: Body,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) ids: Ids,
    pub(crate) excerpt: Excerpt,
    /// Which sections have text.
    pub(crate) said: Said,
    pub(crate) merge_markers: MergeMarkers,
    pub(crate) unread: Unread,
    pub(crate) left_out: LeftOut,
    /// The search for what the settings find in texts.
    pub(crate) seeker: Seeker<'a>,
    /// The tasks that are open at the point that is read.
    pub(crate) tasks: Tasks,
    /// The tildes that strike nothing, and may be the first of a pair.
    pub(crate) tildes: Tildes,
    /// Text that may contain variables and is not written yet.
    run: Run,
    pub(crate) elements: OpenElements,
    pub(crate) captured: Option<Captured>,
    pub(crate) heading: Option<OpenHeading>,
    /// Whether the `<h1>` is open that is the page's title.
    pub(crate) is_in_raw_title: bool,
    pub(crate) links: Vec<OpenLink>,
    pub(crate) table: Option<Table>,
    pub(crate) footnotes: Footnotes<'a>,
    /// A block of HTML whose end is not read yet.
    pub(crate) html_block: Option<Run>,
    /// The code block that is being read. Variables are not recognised in it.
    pub(crate) code: Option<OpenCode>,
    /// The number of diagrams so far.
    pub(crate) diagrams: u32,
    /// The anchors in raw HTML.
    pub(crate) raw_anchors: RawAnchors,
    pub(crate) passages: Passages,
    /// The references that an edition withholds; `None` outside of editions.
    pub(crate) withheld: Option<&'a Withheld<'a>>,
    /// The byte ranges of source that the page does not show.
    pub(crate) unshown: Vec<Range<usize>>,
    /// The page has a raw HTML tag but no mark to distinguish it from generated tags.
    pub(crate) needs_mark: bool,
}

impl<'a> Page<'a> {
    /// Creates the state before the first event.
    pub(crate) fn new(
        source: &'a Source,
        from: usize,
        text: &'a str,
        seeker: Seeker<'a>,
        mark: Option<Mark>,
        withheld: Option<&'a Withheld<'a>>,
    ) -> Self {
        Self {
            text,
            is_masked: false,
            callouts: &[],
            lettered_lists: &[],
            is_in_callout_title: false,
            places: Places::new(source, from),
            out: Writer::new(mark),
            body: Body::default(),
            diagnostics: Vec::new(),
            ids: Ids::reserving(text),
            excerpt: Excerpt::default(),
            said: Said::default(),
            merge_markers: MergeMarkers::find(text),
            unread: Unread::find(text),
            left_out: LeftOut::default(),
            seeker,
            tasks: Tasks::default(),
            tildes: Tildes::default(),
            run: Run::default(),
            elements: OpenElements::default(),
            captured: None,
            heading: None,
            is_in_raw_title: false,
            links: Vec::new(),
            table: None,
            footnotes: Footnotes::default(),
            html_block: None,
            code: None,
            diagrams: 0,
            raw_anchors: RawAnchors::default(),
            passages: Passages::default(),
            withheld,
            unshown: Vec::new(),
            needs_mark: false,
        }
    }

    /// Returns what was read. The text begins at this byte offset of the file.
    pub(super) fn finish(mut self, from: usize) -> ParsedText {
        let body = &mut self.body;
        body.is_empty = self.out.is_empty();
        body.begins_with_heading = self.out.begins_with_heading();
        body.excerpt = self.excerpt.finish();
        let parts = self.passages.part() as usize + 1;
        (body.says, body.quotes, body.fillings) = self.said.finish(parts);
        let struck_parts;
        (body.passages, struck_parts) = self.passages.finish();
        let mut found = self.seeker.into_found();
        if !struck_parts.is_empty() {
            strike_below_headings(body, &mut found.rows, &struck_parts);
        }
        let passages = &body.passages;
        found.strike_blocks(|passage| {
            let passage = passages.get(passage);
            passage.is_some_and(|passage| struck_parts.why(passage.parts.start).is_some())
        });
        let places;
        (body.anchors, places) = anchors(&body.headings, self.raw_anchors, &mut self.ids);
        body.headings.shrink_to_fit();
        body.references.shrink_to_fit();
        body.pictures.shrink_to_fit();
        body.claims.shrink_to_fit();
        body.variables.shrink_to_fit();
        let unshown = self.unshown.into_iter();
        ParsedText {
            body: self.body,
            fragment: self.out.finish(places),
            found,
            has_admonitions: false,
            diagnostics: self.diagnostics,
            unshown: unshown.map(|it| it.start + from..it.end + from).collect(),
        }
    }

    /// Returns the source text of a range; `None` if the parser reads the same text.
    pub(crate) fn unmasked(&self, range: &Range<usize>) -> Option<&'a str> {
        self.text.get(range.clone()).filter(|_| self.is_masked)
    }

    /// Adds text. More text of the same run may follow.
    pub(crate) fn text(&mut self, text: &str, range: Range<usize>) {
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
        let escaped = self.heading.as_ref().and_then(|open| open.escaped.as_ref());
        let text = match escaped {
            // The backslash escapes these braces and is not shown.
            Some(braces) if braces.start == range.end => text.strip_suffix('\\').unwrap_or(text),
            _ => text,
        };
        note_text(self, range.start);
        match self.captured.is_none() && memchr::memchr(b'~', text.as_bytes()).is_some() {
            true => text_with_tildes(self, text, range.start),
            false => self.piece(text, range.start),
        }
    }

    /// Adds a piece of text that begins at this byte offset.
    pub(crate) fn piece(&mut self, text: &str, start: usize) {
        // Text without a brace contains no variable.
        if self.run.is_empty() && memchr::memchr(b'{', text.as_bytes()).is_none() {
            self.plain(text);
        } else {
            self.run.push(text, start);
        }
    }

    /// Writes the run of text collected so far.
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

    /// Writes text without variables.
    pub(crate) fn plain(&mut self, text: &str) {
        self.out.text(text);
        self.note(text);
    }

    /// Adds text to the open heading's title or to the excerpt, and to the section's text.
    pub(crate) fn note(&mut self, text: &str) {
        self.note_unsaid(text);
        if self.captured.is_none() {
            self.say(text);
        }
    }

    /// Adds text to the open heading's title or to the excerpt, but not to the section's text. An
    /// example is the alternative text of a picture.
    pub(crate) fn note_unsaid(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.push(text);
        } else if self.captured.is_none() {
            self.excerpt.push(text);
        }
    }

    /// Adds text to the current part, unless it is in a heading or a table's head, or struck out.
    pub(crate) fn say(&mut self, text: &str) {
        let is_struck = self.is_struck();
        if let Some(heading) = &mut self.heading {
            heading.note_struck(text, is_struck);
        } else if self.elements.is_in_raw_heading() && !self.footnotes.are_written() {
            self.passages.note_heading_text(text, is_struck);
            if self.is_in_raw_title {
                let piece = TextPiece::Text(text.to_owned());
                self.body.raw_title.push(piece);
            }
        } else if self.is_said_here() {
            let part = self.part();
            self.said.text(part, text);
        }
    }

    /// Notes that the current section has content, such as code.
    pub(crate) fn say_certainly(&mut self) {
        if self.is_said_here() {
            let part = self.part();
            self.said.certainly(part);
        }
    }

    /// Whether what stands here is content of its part.
    fn is_said_here(&self) -> bool {
        self.heading.is_none() && !self.is_struck() && !self.is_unsaid()
    }

    /// Records a reference to a clause that has no text of its own; `shown` is shown for it.
    pub(crate) fn say_clause(&mut self, ix: ReferenceIx, shown: &str) {
        if !self.is_said_here() {
            self.say(shown);
        } else {
            let part = self.part();
            self.said.clause(part, ix, shown);
        }
    }

    /// Whether the text is no text of its section: in a table's head, in the title of a notice, or
    /// read as a claim or a field by the settings.
    fn is_unsaid(&self) -> bool {
        self.seeker.is_quiet() || self.is_in_callout_title || self.is_in_head()
    }

    fn is_in_head(&self) -> bool {
        self.table.as_ref().is_some_and(|table| table.in_head) || self.elements.is_in_raw_head()
    }

    /// The current part of the text. In a footnote, it is the one in which the footnote is first
    /// referred to.
    pub(crate) fn part(&self) -> usize {
        self.place_here().part as usize
    }

    fn variable(&mut self, name: &str, range: Range<usize>) {
        let at = self.body.variables.len() as u32;
        let span = self.span(range);
        self.body
            .variables
            .push(Spanned::new(name.to_owned(), span));
        self.out.hole(Hole::Variable(at));
        if self.captured.is_none() && self.is_said_here() {
            let part = self.part();
            self.said.variable(part, at);
        }
        let is_struck = self.is_struck();
        if let Some(heading) = &mut self.heading {
            heading.note_words(is_struck);
            heading.title.push(TextPiece::Variable(at));
        } else if self.is_in_raw_title {
            self.body.raw_title.push(TextPiece::Variable(at));
        } else if self.captured.is_none() {
            self.excerpt.variable(at);
        }
    }

    /// Begins a capture: up to the end of the element, content is not written as usual.
    pub(crate) fn capture(&mut self, what: Capture) {
        self.captured = Some(Captured { depth: 0, what });
    }

    /// Opens a generated element that may contain paragraphs, lists and other blocks.
    pub(crate) fn open_flow(&mut self, tag: &str, close: &'static str) {
        self.elements.open_flow(&mut self.out, tag, close);
    }

    /// Opens a generated element that contains only text.
    pub(crate) fn open_phrasing(&mut self, tag: &str, close: &'static str) {
        self.elements.open_phrasing(&mut self.out, tag, close);
    }

    /// Closes the innermost generated element, and the raw HTML elements that are open in it.
    pub(crate) fn close_element(&mut self) {
        self.elements.close(&mut self.out);
        self.end_passages();
    }

    /// Closes an item or a quotation, and the sections in it.
    pub(crate) fn close_container(&mut self) {
        self.close_element();
        self.passages.close_container(self.out.position());
    }

    /// Closes a raw HTML `<p>` before a generated block begins.
    pub(crate) fn end_raw_paragraph(&mut self) {
        self.elements.end_raw_paragraph(&mut self.out);
        self.end_passages();
    }

    /// Closes the innermost raw HTML element of this name.
    pub(crate) fn close_raw(&mut self, name: &str) {
        self.elements.close_raw(&mut self.out, name);
        self.is_in_raw_title &= self.elements.is_in_raw_heading();
        self.end_passages();
    }

    /// Closes the raw HTML elements that an opening tag ends.
    pub(crate) fn close_implied(&mut self, opening: &RawElement) {
        self.elements.close_implied(&mut self.out, opening);
        self.end_passages();
    }

    /// Ends the places of ids whose elements are closed. An element without text is only an anchor
    /// for what follows.
    fn end_passages(&mut self) {
        for (passage, begin) in self.elements.take_ended() {
            let now = self.out.position();
            if !self.out.is_textless_between(begin, now) {
                self.passages.end(passage, now);
            }
        }
    }

    /// Whether a Markdown link or a raw HTML link is open. Links cannot be nested.
    pub(crate) fn is_in_link(&self) -> bool {
        let closes = |link: &OpenLink| !matches!(link.end, LinkEnd::Text(_));
        self.links.iter().any(closes) || self.elements.raw().any(|open| open.name == "a")
    }

    /// Records a reference to `target`, written at this byte range.
    pub(crate) fn reference(
        &mut self,
        target: Target,
        shown: Shown,
        range: Range<usize>,
    ) -> ReferenceIx {
        let ix = ReferenceIx::new(self.body.references.len());
        let span = self.span(range);
        let heading = self.heading_here();
        self.body.references.push(Reference {
            target,
            shown,
            heading,
            span,
        });
        if matches!(shown, Shown::Image | Shown::RawMedia) && self.is_said_here() {
            let part = self.place_here().part;
            self.body.pictures.push(Picture {
                part,
                reference: ix,
            });
        }
        ix
    }

    /// The current heading: the open one, else the last one. In a footnote, it is the heading below
    /// which the footnote is first referred to.
    pub(crate) fn heading_here(&self) -> Option<HeadingIx> {
        self.place_here().heading
    }

    /// The current place. In a footnote, it is the place at which the footnote is first referred to.
    pub(crate) fn place_here(&self) -> Place {
        let here = self.passages.here();
        if self.heading.is_some() {
            let heading = Some(HeadingIx::new(self.body.headings.len()));
            return Place { heading, ..here };
        }
        self.footnotes.place().unwrap_or(here)
    }

    /// The id of the current heading; `None` for an open heading, whose id is not known yet.
    pub(crate) fn section_above(&self) -> Option<SectionId> {
        let HeadingIx(at) = self.heading_here()?;
        let heading = self.body.headings.get(at as usize)?;
        Some(heading.id.clone())
    }

    /// Returns the span of a range in the text after the front-matter.
    pub(crate) fn span(&mut self, range: Range<usize>) -> Span {
        self.places.span(range)
    }

    /// Returns the span of a range that is far from the text that is read now.
    pub(crate) fn span_elsewhere(&self, range: Range<usize>) -> Span {
        self.places.span_elsewhere(range)
    }

    /// The path of the file that is read.
    pub(crate) fn path(&self) -> &SourcePath {
        self.places.source().path()
    }

    /// Adds a complete diagnostic.
    pub(crate) fn report_whole(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports a mistake at a span.
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = self.diagnostic(rule, span, message).help(help);
        self.diagnostics.push(diagnostic);
    }

    /// Creates a diagnostic of this page. The caller completes it and pushes it.
    pub(crate) fn diagnostic(
        &self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        let location = Location::new(self.places.source().path(), span);
        Diagnostic::new(rule, location, message)
    }
}

/// Strikes out what stands below headings that are struck out as a whole: its claims do not count,
/// and it is no text that a claim could rest on.
fn strike_below_headings(body: &mut Body, rows: &mut [FoundRow], struck: &StruckParts) {
    let passages = &body.passages;
    let why = |passage: Option<PassageIx>| struck.why(passages.get(passage?)?.parts.start);
    let note = |struck: &mut Option<Struck>, why: Option<Struck>| {
        *struck = why.map(|why| why.beside(*struck)).or(*struck);
    };
    for claim in &mut body.claims {
        if let ClaimOrigin::Paragraph { passage, .. } = claim.origin {
            note(&mut claim.struck, why(passage));
        }
    }
    for heading in &body.headings {
        let claims = heading.claims.start as usize..heading.claims.end as usize;
        for claim in body.claims.get_mut(claims).into_iter().flatten() {
            note(&mut claim.struck, why(Some(heading.passage)));
        }
    }
    for row in rows {
        note(&mut row.struck, why(row.passage));
    }
    let is_struck = |part| struck.why(part).is_some();
    for (part, says) in body.says.iter_mut().enumerate() {
        if is_struck(part as u32) {
            *says = Says::Nothing;
        }
    }
    body.quotes.retain(|quote| !is_struck(quote.part));
    body.fillings.retain(|filling| !is_struck(filling.part));
    body.pictures.retain(|picture| !is_struck(picture.part));
}
