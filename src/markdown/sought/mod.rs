//! What `[[metadata]]` and `[[claims]]` of `manual.toml` find in a text: blocks of fields, rows of
//! tables, matches of patterns. They are collected as plain text while the page is read; what they
//! mean is decided later.
//!
//! [`before`] and [`after`] see every event of the walk. A page for which no entry is does not call
//! them.

mod cell;
mod found;
mod html_tables;
mod labels;
mod matched;
mod matches;
mod standing;
mod tables;
mod texts;

pub(crate) use cell::Cell;
pub(crate) use found::{FoundBlock, FoundField, FoundInText, FoundRow, HistoryRow};
pub(crate) use html_tables::at_token;
pub(crate) use matched::leave_out;

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use self::cell::CellPart;
use self::found::BlockEntry;
use self::labels::{Colons, LabelledBlock, Lines, OpenParagraph};
use self::matched::stand;
use self::matches::Matches;
use self::standing::{Candidate, Surroundings};
use self::tables::OpenTable;
use self::texts::{part, push};
use crate::diagnostics::{SourcePath, Span};
use crate::index::{IndexVec, Position};
use crate::manual::{Gives, ReferenceIx, Sought, Struck, TextEntry, TextEntryIx};
use crate::markdown::constructs::open::{Capture, Captured};
use crate::markdown::facts::excerpt::ExcerptMark;
use crate::markdown::facts::says::SaidMark;
use crate::markdown::facts::struck::note_text;
use crate::markdown::page::Page;
use crate::markdown::step::Step;

/// The search in one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seeker<'a> {
    /// The entries that read tables, and (`blocks`) those that read blocks.
    tables: Vec<(TextEntryIx, &'a [String])>,
    table_columns: Vec<&'a Gives>,
    blocks: Vec<BlockEntry<'a>>,
    matches: Vec<Matches>,
    /// The byte offset up to which it is known where matches stand.
    stood: usize,
    open_table: Option<OpenTable>,
    /// The tables of HTML around the open one.
    outer_tables: Vec<OpenTable>,
    paragraph: Option<OpenParagraph>,
    colons: Colons,
    labelled: Option<LabelledBlock>,
    around: Surroundings,
    candidates: Vec<Candidate>,
    links: Vec<OpenLink>,
    /// The copies of cells that tables of HTML have made so far.
    copies: usize,
    found: FoundInText,
    is_quiet: bool,
}

/// What [`after`] has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    LinkStart { references: usize },
    LinkEnd,
    HeadEnd { struck: Option<Struck> },
    RowEnd { struck: Option<Struck> },
    TableEnd,
    LinesEnd,
    Other,
}

/// A link in a cell or a line.
#[derive(Clone, Copy, Debug)]
struct OpenLink {
    /// The byte offsets in the open cell and in the open line at which its text begins.
    in_cell: usize,
    in_line: usize,
    /// The number of references before it.
    references: usize,
}

/// The state of the page before a block, to which it goes back if the block is no text of the page.
#[derive(Clone, Copy, Debug)]
struct BeforeBlock {
    said: SaidMark,
    excerpt: ExcerptMark,
}

impl<'a> Seeker<'a> {
    /// Prepares the search in the text of a file.
    pub(crate) fn new(
        entries: &'a IndexVec<TextEntryIx, TextEntry>,
        path: &SourcePath,
        text: &str,
    ) -> Self {
        let mut seeker = Self::default();
        for (ix, entry) in entries.enumerated().filter(|(_, entry)| entry.is_for(path)) {
            match &entry.sought {
                Sought::Block(names) => seeker.blocks.push(BlockEntry {
                    ix,
                    names,
                    gives: match &entry.gives {
                        Gives::Fields(fields) => fields,
                        Gives::Claims(_) => &[],
                    },
                    headings: &entry.headings,
                }),
                Sought::Tables(heads) => {
                    seeker.tables.push((ix, heads));
                    seeker.table_columns.push(&entry.gives);
                }
                Sought::FirstMatch(regex) => {
                    seeker
                        .matches
                        .extend(Matches::find(ix, regex, &entry.gives, text));
                }
                Sought::Matches(regex) => {
                    seeker
                        .matches
                        .extend(Matches::find(ix, regex, &entry.gives, text));
                }
            }
        }
        seeker
    }

    /// Whether there is nothing to be found.
    pub(crate) fn is_idle(&self) -> bool {
        self.tables.is_empty() && self.blocks.is_empty() && self.matches.is_empty()
    }

    /// Whether the text that is read now is no text of the page: a claim, or a field.
    pub(crate) fn is_quiet(&self) -> bool {
        self.is_quiet
    }

    /// Whether a range lies within a match.
    pub(crate) fn is_in_match(&self, range: &Range<usize>) -> bool {
        let mut over = self.matches.iter().flat_map(|matches| matches.over(range));
        over.any(|whole| whole.start <= range.start && range.end <= whole.end)
    }

    /// Whether a match has its clause in a range.
    pub(crate) fn has_clause_in(&self, range: &Range<usize>) -> bool {
        let mut matches = self.matches.iter();
        matches.any(|matches| matches.have_clause_in(range))
    }

    /// The open cell and the open line. In a cell of HTML there may be both.
    fn open_cells(&mut self) -> impl Iterator<Item = &mut Cell> {
        let cell = self.open_table.as_mut().and_then(OpenTable::open_cell);
        let lines = match &mut self.paragraph {
            Some(OpenParagraph::Lines(lines)) => Some(lines),
            Some(OpenParagraph::Plain { .. }) | None => None,
        };
        let line = lines.map(|lines| &mut lines.open.cell);
        cell.into_iter().chain(line)
    }

    /// The open lines that may have labels.
    fn lines(&self) -> Option<&Lines> {
        match &self.paragraph {
            Some(OpenParagraph::Lines(lines)) => Some(lines),
            Some(OpenParagraph::Plain { .. }) | None => None,
        }
    }

    /// Whether an event says where tables and blocks begin or end, or what stands around blocks.
    fn is_sought(&self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(Tag::Table(_)) | Event::End(TagEnd::Table) => true,
            Event::Start(
                Tag::Paragraph
                | Tag::Item
                | Tag::List(_)
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::Heading { .. }
                | Tag::HtmlBlock,
            )
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::BlockQuote(_))
            | Event::Rule => !self.blocks.is_empty(),
            Event::End(TagEnd::Link) => !self.links.is_empty(),
            _ => false,
        }
    }

    fn lines_mut(&mut self) -> Option<&mut Lines> {
        match &mut self.paragraph {
            Some(OpenParagraph::Lines(lines)) => Some(lines),
            Some(OpenParagraph::Plain { .. }) | None => None,
        }
    }
}

/// Passes over an event that is far from every match, if nothing else is sought in it. Most are.
pub(crate) fn pass_over(page: &mut Page<'_>, step: &Step<'_>) -> bool {
    let seeker = &mut page.seeker;
    let table = seeker.open_table.as_ref();
    let reads_text = table.is_some_and(|table| !table.is_idle()) || seeker.lines().is_some();
    if reads_text || seeker.is_quiet || seeker.is_sought(&step.event) {
        return false;
    }
    let range = &step.range;
    let is_stood_at = !matches!(step.event, Event::End(_) | Event::Html(_));
    let end = match step.event {
        Event::Start(_) => range.start,
        _ => range.end,
    };
    let stretch = seeker.stood.min(range.start)..range.end.max(range.start);
    let mut matches = seeker.matches.iter();
    if matches.any(|matches| matches.over(&stretch).next().is_some()) {
        return false;
    }
    if is_stood_at {
        seeker.stood = end;
    }
    if let Event::Text(text) | Event::Code(text) = &step.event {
        labels::note_plain(page, text);
    }
    true
}

/// Whether a match overlaps a range. Few parts of a text have one.
pub(crate) fn has_match_in(page: &Page<'_>, range: &Range<usize>) -> bool {
    let mut matches = page.seeker.matches.iter();
    matches.any(|matches| matches.over(range).next().is_some())
}

/// Splits a text at the edges of matches, so that what stands in a match is no text of the page.
pub(crate) fn parts<'e>(page: &Page<'_>, step: Step<'e>) -> Vec<Step<'e>> {
    let range = step.range.clone();
    let Event::Text(text) = &step.event else {
        return vec![step];
    };
    let over = page.seeker.matches.iter();
    let over = over.flat_map(|matches| matches.over(&range));
    let mut edges: Vec<usize> = over.flat_map(|whole| [whole.start, whole.end]).collect();
    edges.retain(|edge| range.contains(edge) && *edge > range.start);
    if edges.is_empty() || text.len() != range.len() {
        return vec![step];
    }
    edges.sort_unstable();
    edges.dedup();
    edges.push(range.end);
    let mut start = range.start;
    let parts = edges.into_iter().map(|end| {
        let part = text.get(start - range.start..end - range.start);
        let part = CowStr::from(part.unwrap_or_default().to_owned());
        let step = Step {
            event: Event::Text(part),
            range: start..end,
            definition: None,
        };
        start = end;
        step
    });
    parts.collect()
}

/// Looks at an event before the page takes it.
pub(crate) fn before(page: &mut Page<'_>, step: &Step<'_>) -> Seen {
    let range = &step.range;
    if matches!(step.event, Event::Text(_)) && page.code.is_none() && page.captured.is_none() {
        // A match may begin with a box.
        note_text(page, range.start);
    }
    if !matches!(step.event, Event::End(_) | Event::Html(_)) {
        let leaf = match &step.event {
            Event::Start(_) => range.start..range.start,
            _ => range.clone(),
        };
        stand(page, &leaf);
    }
    let is_closing_tag = |html: &CowStr<'_>| html.starts_with("</");
    let may_be_code = match &step.event {
        Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak => true,
        Event::InlineHtml(html) => !is_closing_tag(html),
        _ => false,
    };
    if may_be_code && page.elements.is_in_code() {
        leave_out(page, range);
    }
    if matches!(
        &page.captured,
        Some(Captured {
            what: Capture::Dropped(_),
            ..
        })
    ) {
        leave_out(page, range);
    }
    let is_quiet = page.seeker.is_in_match(range);
    if is_quiet != page.seeker.is_quiet {
        // What was read so far is not in the match.
        page.flush_text();
    }
    page.seeker.is_quiet = is_quiet || is_in_claims(page);
    match &step.event {
        Event::Start(tag) => start(page, tag, range),
        Event::End(tag) => end(page, *tag, range),
        Event::Text(text) => {
            let part = part(page);
            push(page, text, range, part)
        }
        Event::Code(code) => {
            leave_out(page, range);
            let part = match part(page) {
                CellPart::Text => CellPart::Code,
                part => part,
            };
            push(page, code, range, part)
        }
        Event::SoftBreak => {
            html_tables::push_space(page);
            labels::end_line(page, false)
        }
        Event::HardBreak => {
            html_tables::push_break(page);
            labels::end_line(page, true)
        }
        Event::InlineHtml(html) => {
            let is_break = html
                .get(..3)
                .is_some_and(|tag| tag.eq_ignore_ascii_case("<br"));
            if is_break {
                if let Some(table) = &mut page.seeker.open_table {
                    table.push_break();
                }
                return labels::end_line(page, true);
            }
            Seen::Other
        }
        Event::TaskListMarker(false) => {
            html_tables::note_open_box(page);
            Seen::Other
        }
        Event::Rule => {
            labels::end_block(page);
            standing::note_break(page);
            Seen::Other
        }
        _ => Seen::Other,
    }
}

/// Does what can only be done after the page took an event.
pub(crate) fn after(page: &mut Page<'_>, seen: Seen) {
    match seen {
        Seen::Other => {}
        Seen::LinkStart { references } => {
            let in_line = page.seeker.lines();
            let in_line = in_line.map_or(0, |lines| lines.open.cell.text().len());
            let table = page.seeker.open_table.as_mut();
            let cell = table.and_then(OpenTable::open_cell);
            page.seeker.links.push(OpenLink {
                in_cell: cell.map_or(0, |cell| cell.text().len()),
                in_line,
                references,
            });
        }
        Seen::LinkEnd => {
            let Some(link) = page.seeker.links.pop() else {
                return;
            };
            // The link is the first reference that was recorded since its beginning.
            if link.references >= page.body.references.len() {
                return;
            }
            let reference = ReferenceIx::new(link.references);
            let seeker = &mut page.seeker;
            let table = seeker.open_table.as_mut();
            if let Some(cell) = table.and_then(OpenTable::open_cell) {
                cell.link_from(link.in_cell, reference);
            }
            if let Some(lines) = seeker.lines_mut() {
                lines.open.cell.link_from(link.in_line, reference);
            }
        }
        Seen::HeadEnd { struck } => tables::end_head(page, struck),
        Seen::RowEnd { struck } => {
            let is_whole = page.table.as_ref().is_some_and(|table| !table.has_surplus);
            tables::end_row(page, struck, is_whole);
        }
        Seen::TableEnd => tables::end_table(page),
        Seen::LinesEnd => labels::end_lines(page),
    }
}

/// Looks at a part of a block of HTML before the page takes it, and after [`at_token`].
pub(crate) fn at_html(page: &mut Page<'_>, range: &Range<usize>) {
    if page.seeker.is_idle() {
        return;
    }
    stand(page, range);
    page.seeker.is_quiet = page.seeker.is_in_match(range) || is_in_claims(page);
}

/// Notes that what stands in a range counts as struck out, which only its end has shown.
pub(crate) fn strike(page: &mut Page<'_>, range: &Range<usize>, struck: Struck) {
    leave_open(page, range, struck);
    let span = page.span_elsewhere(range.clone());
    let is_over = |one: Span| one.start < span.end && span.start < one.end;
    let seeker = &mut page.seeker;
    let rows = seeker.found.rows.iter_mut().rev();
    for row in rows.take_while(|row| is_over(row.span)) {
        row.struck = Some(struck.beside(row.struck));
    }
    let tables = seeker.outer_tables.iter_mut();
    let cells = tables.chain(&mut seeker.open_table);
    let cells = cells.flat_map(OpenTable::cells);
    cells.for_each(|cell| cell.strike(is_over));
    if let Some(lines) = seeker.lines_mut() {
        lines.strike(is_over);
    }
}

/// Notes that matches and fields in a range do not count. The rows around them know it themselves.
pub(crate) fn leave_open(page: &mut Page<'_>, range: &Range<usize>, struck: Struck) {
    let span = page.span_elsewhere(range.clone());
    let is_over = |one: Span| one.start < span.end && span.start < one.end;
    let seeker = &mut page.seeker;
    for matches in &mut seeker.matches {
        matches.strike(range, struck);
    }
    if let Some(block) = &mut seeker.labelled {
        block.strike(is_over);
    }
    let blocks = seeker.candidates.iter_mut();
    blocks.for_each(|candidate| candidate.strike(is_over));
}

/// Ends the text before the footnotes.
pub(crate) fn end_text(page: &mut Page<'_>) {
    html_tables::end_all(page);
    labels::end_block(page);
    standing::end_text(page);
}

/// Returns what was found in a text that was read to its end.
pub(crate) fn finish(page: &mut Page<'_>) {
    html_tables::end_all(page);
    labels::end_block(page);
    let blocks = standing::finish(page);
    page.seeker.found.blocks = blocks;
    stand(page, &(page.text.len()..page.text.len()));
    matched::finish(page);
    let found = &mut page.seeker.found;
    found.blocks.sort_by_key(|block| block.entry);
    found.rows.sort_by_key(|row| row.span);
}

impl Seeker<'_> {
    /// What was found, after [`finish`].
    pub(crate) fn into_found(self) -> FoundInText {
        self.found
    }
}

fn start(page: &mut Page<'_>, tag: &Tag<'_>, range: &Range<usize>) -> Seen {
    match tag {
        Tag::Table(_) => {
            labels::end_lines(page);
            labels::end_block(page);
            tables::open(page, range, None);
        }
        Tag::TableCell => tables::open_cell(page, range),
        Tag::Paragraph => {
            html_tables::push_break(page);
            labels::open(page, range);
        }
        Tag::Item => {
            // The text of an item stands in no paragraph of its own if its list is tight.
            html_tables::push_break(page);
            labels::end_lines(page);
            labels::open(page, range);
        }
        Tag::List(_) => labels::end_lines(page),
        Tag::BlockQuote(_) => {
            labels::end_lines(page);
            standing::open_quote(page);
        }
        Tag::CodeBlock(_) => {
            leave_out(page, range);
            labels::end_lines(page);
            labels::end_block(page);
            standing::note_text(page, "");
        }
        Tag::Heading { .. } => {
            html_tables::push_break(page);
            labels::end_lines(page);
            labels::end_block(page);
            standing::note_heading(page);
        }
        Tag::HtmlBlock => {
            html_tables::push_break(page);
            labels::end_lines(page);
            labels::end_block(page);
        }
        Tag::Strong | Tag::Emphasis => labels::emphasis(page),
        Tag::Link { .. } => {
            let references = page.body.references.len();
            return Seen::LinkStart { references };
        }
        _ => {}
    }
    Seen::Other
}

fn end(page: &mut Page<'_>, tag: TagEnd, range: &Range<usize>) -> Seen {
    match tag {
        TagEnd::Link => Seen::LinkEnd,
        TagEnd::TableHead | TagEnd::TableRow => {
            // A box in a cell says something of the whole row.
            let struck = page.struck_here();
            if let Some(struck) = struck {
                let matches = page.seeker.matches.iter_mut();
                matches.for_each(|matches| matches.strike(range, struck));
            }
            match tag {
                TagEnd::TableHead => Seen::HeadEnd { struck },
                _ => Seen::RowEnd { struck },
            }
        }
        TagEnd::Table => Seen::TableEnd,
        TagEnd::Paragraph | TagEnd::Item => {
            labels::note_struck(page);
            Seen::LinesEnd
        }
        TagEnd::BlockQuote(_) => {
            standing::close_quote(page);
            Seen::Other
        }
        _ => Seen::Other,
    }
}

/// Whether a cell is open that the settings read as a claim.
fn is_in_claims(page: &Page<'_>) -> bool {
    let table = page.seeker.open_table.as_ref();
    table.is_some_and(OpenTable::is_in_claims)
}

/// The state of the page at this point.
fn mark(page: &mut Page<'_>) -> BeforeBlock {
    let part = page.part();
    BeforeBlock {
        said: page.said.mark(part),
        excerpt: page.excerpt.mark(),
    }
}

/// Goes back to an earlier state: what was read since is no text of the page.
fn back_to(page: &mut Page<'_>, mark: BeforeBlock) {
    page.said.back_to(mark.said);
    page.excerpt.back_to(mark.excerpt);
}

#[cfg(test)]
mod tests;
