//! A page while it is read: what is known of it, what is written, and what is open.
//!
//! Each construct has functions in the file named for it, which take the page; the walk calls them.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Location, Rule, Source, SourcePath, Span, Spanned};
use crate::manual::{
    Body, HeadingIx, Reference, ReferenceIx, SectionId, Shown, Struck, Target, TextPiece,
};
use crate::markdown::constructs::footnotes::Footnotes;
use crate::markdown::constructs::open::{
    Capture, Captured, LinkEnd, OpenCode, OpenHeading, OpenLink, Table,
};
use crate::markdown::facts::anchors::{RawAnchors, anchors};
use crate::markdown::facts::excerpt::Excerpt;
use crate::markdown::facts::ids::Ids;
use crate::markdown::facts::merge_markers::MergeMarkers;
use crate::markdown::facts::says::Said;
use crate::markdown::facts::unread::Unread;
use crate::markdown::fragment::{Fragment, Hole};
use crate::markdown::mark::Mark;
use crate::markdown::open_elements::OpenElements;
use crate::markdown::output::Writer;
use crate::markdown::places::Places;
use crate::markdown::raw_html::left_out::LeftOut;
use crate::markdown::variables::{Part, Run};

/// A page while it is read.
pub(crate) struct Page<'a> {
    /// The text behind the front-matter, which the parser's ranges are in.
    pub(crate) text: &'a str,
    /// Whether the parser reads stand-ins for some of its colons.
    pub(crate) is_masked: bool,
    places: Places<'a>,
    pub(crate) out: Writer,
    pub(crate) body: Body,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) ids: Ids,
    pub(crate) excerpt: Excerpt,
    /// Whether anything is said, section by section.
    pub(crate) said: Said,
    pub(crate) merge_markers: MergeMarkers,
    pub(crate) unread: Unread,
    pub(crate) left_out: LeftOut,
    /// The open items of lists, each with whether it is a task that is not done.
    items: Vec<bool>,
    /// Text that may hold variables and is not written yet.
    run: Run,
    pub(crate) elements: OpenElements,
    pub(crate) captured: Option<Captured>,
    pub(crate) heading: Option<OpenHeading>,
    pub(crate) links: Vec<OpenLink>,
    pub(crate) table: Option<Table>,
    pub(crate) footnotes: Footnotes<'a>,
    /// A block of HTML, until it is whole.
    pub(crate) html_block: Option<Run>,
    /// The block of code that is being read, where nothing is a variable.
    pub(crate) code: Option<OpenCode>,
    /// How many diagrams the page has so far.
    pub(crate) diagrams: u32,
    /// Anchors in the author's HTML.
    pub(crate) raw_anchors: RawAnchors,
    /// There is a tag of the author's, and no mark to tell it from ours.
    pub(crate) needs_mark: bool,
}

impl<'a> Page<'a> {
    /// A page of which nothing is read.
    pub(crate) fn new(source: &'a Source, from: usize, text: &'a str, mark: Option<Mark>) -> Self {
        Self {
            text,
            is_masked: false,
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
            items: Vec::new(),
            run: Run::default(),
            elements: OpenElements::default(),
            captured: None,
            heading: None,
            links: Vec::new(),
            table: None,
            footnotes: Footnotes::default(),
            html_block: None,
            code: None,
            diagrams: 0,
            raw_anchors: RawAnchors::default(),
            needs_mark: false,
        }
    }

    /// What is known of the page, and what it shows.
    pub(crate) fn finish(mut self) -> (Body, Fragment, Vec<Diagnostic>) {
        let body = &mut self.body;
        body.is_empty = self.out.is_empty();
        body.begins_with_heading = self.out.begins_with_heading();
        body.excerpt = self.excerpt.finish();
        (body.says, body.quotes, body.fillings) = self.said.finish(body.headings.len() + 1);
        let places;
        (body.anchors, places) = anchors(&body.headings, self.raw_anchors, &mut self.ids);
        body.headings.shrink_to_fit();
        body.references.shrink_to_fit();
        body.claims.shrink_to_fit();
        body.variables.shrink_to_fit();
        (self.body, self.out.finish(places), self.diagnostics)
    }

    /// The source in a range, where the parser may have read stand-ins for its colons.
    pub(crate) fn unmasked(&self, range: &Range<usize>) -> Option<&'a str> {
        self.text.get(range.clone()).filter(|_| self.is_masked)
    }

    /// Text, of which more may follow.
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
            // The backslash before braces that it makes text.
            Some(braces) if braces.start == range.end => text.strip_suffix('\\').unwrap_or(text),
            _ => text,
        };
        // Only a brace begins a variable.
        if self.run.is_empty() && memchr::memchr(b'{', text.as_bytes()).is_none() {
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
        self.note_unsaid(text);
        if self.captured.is_none() {
            self.say(text);
        }
    }

    /// The same, of what stands for a picture.
    pub(crate) fn note_unsaid(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.push(text);
        } else if self.captured.is_none() {
            self.excerpt.push(text);
        }
    }

    /// Notes that a section says this, unless it is a heading's, the head of a table's, or struck
    /// out.
    pub(crate) fn say(&mut self, text: &str) {
        let is_struck = self.elements.is_struck();
        if let Some(heading) = &mut self.heading {
            heading.note_struck(text, is_struck);
        } else if !is_struck && !self.is_in_head() {
            let section = self.section_number();
            self.said.text(section, text);
        }
    }

    /// Notes that a section says something, whatever it is.
    pub(crate) fn say_certainly(&mut self) {
        if self.heading.is_none() && !self.elements.is_struck() && !self.is_in_head() {
            self.said.certainly(self.section_number());
        }
    }

    /// Notes a reference to a clause that has no text of its own.
    pub(crate) fn say_clause(&mut self, ix: ReferenceIx, shown: &str) {
        if self.heading.is_some() || self.elements.is_struck() || self.is_in_head() {
            self.say(shown);
        } else {
            let section = self.section_number();
            self.said.clause(section, ix, shown);
        }
    }

    fn is_in_head(&self) -> bool {
        self.table.as_ref().is_some_and(|table| table.in_head) || self.elements.is_in_raw_head()
    }

    /// The section that is read: 0 above the first heading, else its heading's number from 1.
    pub(crate) fn section_number(&self) -> usize {
        self.heading_here()
            .map_or(0, |HeadingIx(at)| at as usize + 1)
    }

    /// An item of a list begins.
    pub(crate) fn open_item(&mut self) {
        self.items.push(false);
    }

    /// An item of a list ends.
    pub(crate) fn close_item(&mut self) {
        self.items.pop();
    }

    /// The item of a list that is read is a task.
    pub(crate) fn note_task(&mut self, done: bool) {
        if let Some(is_open) = self.items.last_mut() {
            *is_open = !done;
        }
    }

    /// Why a claim that stands here counts nowhere, if it does not.
    pub(crate) fn struck_here(&self) -> Option<Struck> {
        if self.elements.is_struck() {
            return Some(Struck::Text);
        }
        self.items.contains(&true).then_some(Struck::OpenTask)
    }

    fn variable(&mut self, name: &str, range: Range<usize>) {
        let at = self.body.variables.len() as u32;
        let span = self.span(range);
        self.body
            .variables
            .push(Spanned::new(name.to_owned(), span));
        self.out.hole(Hole::Variable(at));
        let is_said = self.captured.is_none() && self.heading.is_none();
        if is_said && !self.elements.is_struck() && !self.is_in_head() {
            self.said.variable(self.section_number(), at);
        }
        if let Some(heading) = &mut self.heading {
            heading.title.push(TextPiece::Variable(at));
        } else if self.captured.is_none() {
            self.excerpt.variable(at);
        }
    }

    /// From here on, up to the end of the element, nothing is written as it stands.
    pub(crate) fn capture(&mut self, what: Capture) {
        self.captured = Some(Captured { depth: 0, what });
    }

    /// Opens an element of ours that may hold paragraphs, lists and the like.
    pub(crate) fn open_flow(&mut self, tag: &str, close: &'static str) {
        self.elements.open_flow(&mut self.out, tag, close);
    }

    /// Opens an element of ours that holds text.
    pub(crate) fn open_phrasing(&mut self, tag: &str, close: &'static str) {
        self.elements.open_phrasing(&mut self.out, tag, close);
    }

    /// Closes the innermost element of ours, and what the author left open in it.
    pub(crate) fn close_element(&mut self) {
        self.elements.close(&mut self.out);
    }

    /// Ends a paragraph that the author opened and that a block of ours ends.
    pub(crate) fn end_raw_paragraph(&mut self) {
        self.elements.end_raw_paragraph(&mut self.out);
    }

    /// Whether a link is open, the author's or ours: another cannot stand in it.
    pub(crate) fn is_in_link(&self) -> bool {
        let closes = |link: &OpenLink| !matches!(link.end, LinkEnd::Text(_));
        self.links.iter().any(closes) || self.elements.raw().any(|open| open.name == "a")
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

    /// The spot of a range of the text behind the front-matter.
    pub(crate) fn span(&mut self, range: Range<usize>) -> Span {
        self.places.span(range)
    }

    /// The same, for a range that stands far from what is read now.
    pub(crate) fn span_elsewhere(&self, range: Range<usize>) -> Span {
        self.places.span_elsewhere(range)
    }

    /// The file that is read.
    pub(crate) fn path(&self) -> &SourcePath {
        self.places.source().path()
    }

    /// Reports what is said elsewhere.
    pub(crate) fn report_whole(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports something at its place.
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

    /// A diagnostic of this page, to be completed and pushed.
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
