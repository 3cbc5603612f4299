//! The walk over the parser's events. Each event is passed to the functions of its construct.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};
use rustc_hash::FxHashSet;

use crate::diagnostics::Source;
use crate::manual::PageSettings;
use crate::markdown::code::read::{close_code, open_code};
use crate::markdown::constructs::blocks::{block_quote, definition_list, list, task};
use crate::markdown::constructs::callouts::{
    close_callout_title, open_callout, open_callout_title,
};
use crate::markdown::constructs::endnotes::{footnote_reference, write_footnotes};
use crate::markdown::constructs::images::{close_image, open_image};
use crate::markdown::constructs::links::{close_link, open_link};
use crate::markdown::constructs::open::{Capture, Captured};
use crate::markdown::constructs::tables::{
    close_table, close_table_cell, close_table_head, close_table_row, open_table, open_table_cell,
    open_table_head, open_table_row,
};
use crate::markdown::facts::claims::close_badge;
use crate::markdown::facts::headings::{close_heading, open_heading};
use crate::markdown::facts::struck::note_tag;
use crate::markdown::facts::unread::Lookalike;
use crate::markdown::mark::Mark;
use crate::markdown::notation::{Notation, as_written};
use crate::markdown::page::Page;
use crate::markdown::raw_html::left_out::{What, may_stay_open};
use crate::markdown::raw_html::read::{is_end_of_dropped, raw_block, raw_inline};
use crate::markdown::reports::{
    report_at_end, report_foreign_notice, report_unclosed_callouts, report_unused,
};
use crate::markdown::sought::{self, Seeker};
use crate::markdown::step::Step;
use crate::markdown::variables::Run;
use crate::markdown::{ParsedText, Withheld, words_of};

/// Reads the text of a page, which begins at byte offset `from` of the source.
pub(super) fn read(
    source: &Source,
    from: usize,
    settings: PageSettings<'_>,
    withheld: Option<&Withheld<'_>>,
) -> ParsedText {
    let text = source.text().get(from..).unwrap_or_default();
    let notation = Notation::of(text, settings.admonitions);
    let seeker = Seeker::new(settings.entries, source.path(), text);
    // Few pages have raw HTML tags, and sanitising takes longer than everything else. So a page is
    // first read without marks, and again with marks if it has such a tag.
    let unmarked = Page::new(source, from, text, seeker.clone(), None, withheld);
    let page = walk(unmarked, &notation).or_else(|NeedsMark| {
        let marked = Page::new(source, from, text, seeker, Some(Mark::of(text)), withheld);
        walk(marked, &notation)
    });
    let mut page = page.map(|page| page.finish(from)).unwrap_or_default();
    page.body.words = words_of(text);
    page.has_admonitions = notation.has_admonitions();
    page
}

/// The Markdown extensions that a manual may use.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// The page has raw HTML tags and must be read again with a mark.
struct NeedsMark;

/// Walks over a page, whose text the parser reads in this notation.
fn walk<'a>(mut page: Page<'a>, notation: &'a Notation<'a>) -> Result<Page<'a>, NeedsMark> {
    page.is_masked = !notation.is_unchanged();
    page.callouts = &notation.callouts;
    page.lettered_lists = &notation.lists;
    let mut used: FxHashSet<usize> = FxHashSet::default();
    let mut events = Parser::new_ext(&notation.text, OPTIONS).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let definition = definition(&event, &events).map(|range| notation.written(range));
        let range = notation.written(range);
        if let Event::Start(Tag::Link { .. } | Tag::Image { .. }) = event {
            page.unread.cross_off_only(&range, Lookalike::Link);
        }
        if let Some(definition) = &definition {
            used.insert(definition.start);
        }
        let step = Step {
            event,
            range,
            definition,
        };
        if let Some(step) = page.footnotes.put_aside(step, page.place_here()) {
            take(&mut page, step);
        }
        if page.needs_mark {
            return Err(NeedsMark);
        }
    }
    page.flush_text();
    report_unused(&mut page, &events, notation, &used);
    report_unclosed_callouts(&mut page);
    let unclosed = page.elements.unclosed_tags();
    for tag in &unclosed {
        if !may_stay_open(tag.name) {
            page.left_out
                .note(What::Unclosed(tag.name), tag.source.clone());
        }
    }
    page.out
        .take_out(unclosed.into_iter().map(|tag| tag.written));
    if !page.seeker.is_idle() {
        sought::end_text(&mut page);
    }
    write_footnotes(&mut page, take);
    if !page.seeker.is_idle() {
        sought::finish(&mut page);
    }
    report_at_end(&mut page);
    match page.needs_mark {
        true => Err(NeedsMark),
        false => Ok(page),
    }
}

fn take<'a>(page: &mut Page<'a>, step: Step<'a>) {
    if page.seeker.is_idle() || sought::pass_over(page, &step) {
        return handle(page, step);
    }
    if !sought::has_match_in(page, &step.range) {
        return take_part(page, step);
    }
    for part in sought::parts(page, step) {
        take_part(page, part);
    }
}

fn take_part<'a>(page: &mut Page<'a>, step: Step<'a>) {
    let seen = sought::before(page, &step);
    handle(page, step);
    sought::after(page, seen);
}

/// Passes an event to the functions of its construct.
fn handle<'a>(page: &mut Page<'a>, step: Step<'a>) {
    let Step {
        event,
        range,
        definition,
    } = step;
    if !matches!(event, Event::End(_)) {
        widen_open_link(page, &range);
    }
    if let Event::Text(text) = &event {
        let text = as_written(text, page.unmasked(&range));
        page.text(text, range);
        return;
    }
    page.flush_text();
    if is_edge_of_block(&event) {
        page.said.end_block();
        page.tasks.edge(&event);
    }
    match event {
        Event::Start(tag) => start(page, tag, range, definition),
        Event::End(tag) => end(page, tag),
        Event::Code(code) => {
            page.unread.cross_off(&range);
            page.tasks.no_box();
            inline_code(page, &code);
        }
        Event::Html(html) => {
            page.unread.note_html(&range);
            let html = as_written(&html, page.unmasked(&range));
            if let Some(block) = &mut page.html_block {
                block.push(html, range.start);
            }
        }
        Event::InlineHtml(html) => {
            page.unread.note_html(&range);
            note_tag(page, &html, &range);
            inline_html(page, &html, &range);
        }
        Event::FootnoteReference(label) => {
            if page.captured.is_none() {
                footnote_reference(page, &label);
            }
        }
        Event::SoftBreak => line_end(page, "\n"),
        Event::HardBreak => line_end(page, "<br>\n"),
        Event::Rule => {
            page.end_raw_paragraph();
            page.out.markup("<hr>\n");
        }
        Event::TaskListMarker(done) => task(page, done),
        // The extension for math is not enabled.
        Event::Text(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
    }
}

fn inline_code(page: &mut Page<'_>, code: &str) {
    match &mut page.captured {
        None => {
            page.out.markup("<code>");
            page.plain(code);
            page.out.markup("</code>");
        }
        Some(captured) => match &mut captured.what {
            Capture::Image(_) => page.plain(code),
            Capture::Badge(badge) => badge.push(code, &(0..0)),
            Capture::Unseen | Capture::Dropped(_) => {}
        },
    }
}

fn line_end(page: &mut Page<'_>, html: &str) {
    page.tasks.line_begins();
    match page.captured.as_ref().map(|captured| &captured.what) {
        None => {
            page.out.markup(html);
            page.note(" ");
        }
        Some(Capture::Image(_)) => page.plain(" "),
        Some(_) => {}
    }
}

fn inline_html(page: &mut Page<'_>, html: &str, range: &Range<usize>) {
    match &page.captured {
        None => {
            let mut run = Run::default();
            run.push(html, range.start);
            raw_inline(page, &run);
        }
        Some(captured) => {
            let ends = matches!(&captured.what, Capture::Dropped(name)
                if captured.depth == 0 && is_end_of_dropped(html, name));
            if ends {
                page.captured = None;
                page.extend_unshown(range.end);
            }
        }
    }
}

fn start(page: &mut Page<'_>, tag: Tag<'_>, range: Range<usize>, definition: Option<Range<usize>>) {
    if let Some(captured) = &mut page.captured {
        captured.depth += 1;
        return;
    }
    match tag {
        Tag::Heading {
            level,
            id,
            classes,
            attrs,
        } => {
            if open_callout_title(page, &range) {
                return;
            }
            let attributed = id.is_some() || !classes.is_empty() || !attrs.is_empty();
            open_heading(page, level as u8, range, attributed);
        }
        Tag::CodeBlock(kind) => open_code(page, &kind, range),
        Tag::HtmlBlock => page.html_block = Some(Run::default()),
        Tag::Table(alignments) => open_table(page, alignments),
        Tag::TableHead => open_table_head(page),
        Tag::TableRow => open_table_row(page, &range),
        Tag::TableCell => open_table_cell(page, &range),
        Tag::Link {
            link_type,
            dest_url,
            title,
            ..
        } => open_link(page, link_type, &dest_url, &title, range, definition),
        Tag::Image {
            link_type,
            dest_url,
            title,
            ..
        } => open_image(page, link_type, &dest_url, &title, range, definition),
        Tag::Paragraph => {
            report_foreign_notice(page, &range);
            page.end_raw_paragraph();
            if !page.footnotes.are_written() {
                page.excerpt.begin_paragraph();
            }
            page.open_phrasing("<p>", "</p>\n");
        }
        Tag::Emphasis => page.open_phrasing("<em>", "</em>"),
        Tag::Strong => page.open_phrasing("<strong>", "</strong>"),
        Tag::Strikethrough => page.open_phrasing("<del>", "</del>"),
        Tag::Superscript => page.open_phrasing("<sup>", "</sup>"),
        Tag::Subscript => page.open_phrasing("<sub>", "</sub>"),
        Tag::BlockQuote(kind) => {
            page.passages.open_container();
            if !open_callout(page, &range) {
                block_quote(page, kind);
            }
        }
        Tag::List(first) => list(page, first, &range),
        Tag::Item => {
            page.tasks.open_item();
            page.passages.open_container();
            page.open_flow("<li>", "</li>\n");
        }
        Tag::DefinitionList => definition_list(page),
        Tag::DefinitionListTitle => page.open_phrasing("<dt>", "</dt>\n"),
        Tag::DefinitionListDefinition => {
            page.passages.open_container();
            page.open_flow("<dd>", "</dd>\n");
        }
        // Footnotes are set aside and front-matter is cut off before this point.
        Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => page.elements.open_bounds(),
    }
}

fn end(page: &mut Page<'_>, tag: TagEnd) {
    if let Some(captured) = &mut page.captured {
        if captured.depth > 0 {
            captured.depth -= 1;
            return;
        }
        match page.captured.take().map(|captured| captured.what) {
            Some(Capture::Image(image)) => return close_image(page, image),
            Some(Capture::Badge(badge)) => return close_badge(page, badge),
            // The construct around the dropped tag ends here.
            Some(Capture::Dropped(_) | Capture::Unseen) | None => {}
        }
    }
    match tag {
        TagEnd::Heading(_) if page.is_in_callout_title => close_callout_title(page),
        TagEnd::Heading(level) => close_heading(page, level as u8),
        TagEnd::HtmlBlock => {
            if let Some(block) = page.html_block.take() {
                raw_block(page, &block);
            }
        }
        TagEnd::Table => close_table(page),
        TagEnd::TableHead => close_table_head(page),
        TagEnd::TableCell => close_table_cell(page),
        TagEnd::TableRow => close_table_row(page),
        // `![[ID]]` is shown as a link.
        TagEnd::Link | TagEnd::Image => close_link(page),
        TagEnd::Paragraph => {
            page.excerpt.end_paragraph();
            page.close_element();
        }
        TagEnd::CodeBlock => close_code(page),
        TagEnd::Item => {
            page.tasks.close_item();
            page.close_container();
        }
        TagEnd::BlockQuote(_) | TagEnd::DefinitionListDefinition => page.close_container(),
        TagEnd::List(_)
        | TagEnd::FootnoteDefinition
        | TagEnd::DefinitionList
        | TagEnd::DefinitionListTitle
        | TagEnd::Emphasis
        | TagEnd::Strong
        | TagEnd::Strikethrough
        | TagEnd::Superscript
        | TagEnd::Subscript
        | TagEnd::MetadataBlock(_) => page.close_element(),
    }
}

fn widen_open_link(page: &mut Page<'_>, range: &Range<usize>) {
    if let Some(Captured {
        what: Capture::Image(image),
        ..
    }) = &mut page.captured
    {
        image.written.widen(range);
    } else if let Some(link) = page.links.last_mut() {
        link.written.widen(range);
    }
}

/// Whether a block of text begins or ends with this event.
fn is_edge_of_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !matches!(
            tag,
            Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
        ),
        Event::End(tag) => !matches!(
            tag,
            TagEnd::Link
                | TagEnd::Image
                | TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
        ),
        _ => false,
    }
}

/// The byte range of the definition that a reference-style link takes its address from.
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
