//! The diagnostics of a page for text that was not read and HTML that is not shown.

use std::ops::Range;

use pulldown_cmark::OffsetIter;
use rustc_hash::FxHashSet;

use crate::diagnostics::Location;
use crate::manual::Struck;
use crate::markdown::facts::merge_markers::unresolved;
use crate::markdown::facts::unread::{Lookalike, foreign_notice};
use crate::markdown::notation::Notation;
use crate::markdown::open_elements::LeftOpen;
use crate::markdown::page::Page;
use crate::rules;

/// Reports the mistakes that are only known once the whole page is read.
pub(crate) fn report_at_end(page: &mut Page<'_>) {
    report_merges(page);
    report_unread(page);
    report_left_open(page);
    report_left_out(page);
}

/// Reports tags that strike out text and are not closed in the block in which they stand.
fn report_left_open(page: &mut Page<'_>) {
    let left_open = page.elements.left_open();
    let to_end = left_open.iter().filter(|tag| tag.to_end);
    if let Some(first) = to_end.map(|tag| tag.source.start).min() {
        // The claims behind it are struck because of the tag.
        let begin = page.span_elsewhere(first..first).start;
        let claims = page.body.claims.iter_mut();
        for claim in claims.filter(|claim| claim.span().start > begin) {
            claim.struck = claim.struck.map(|_| Struck::LeftOpen);
        }
        let headings = page.body.headings.iter();
        for heading in headings.filter(|heading| heading.span.start > begin) {
            page.passages
                .note_struck(heading.passage, Some(Struck::LeftOpen));
        }
    }
    for LeftOpen {
        name,
        source,
        to_end,
    } in left_open
    {
        let (message, close) = match to_end {
            true => (
                format!("`<{name}>` is never closed: all that follows counts as struck out"),
                format!("close it with </{name}>"),
            ),
            false => (
                format!(
                    "`<{name}>` is not closed in the block in which it was opened: all up to \
                     `</{name}>` counts as struck out"
                ),
                format!("close it there with </{name}>"),
            ),
        };
        let help = format!(
            "{close}; to strike out several paragraphs, write <{name}> and </{name}> each alone on a \
             line, with blank lines around it"
        );
        let span = page.span_elsewhere(source);
        page.report(&rules::UNREAD_STRIKE, span, message, help);
    }
}

/// Reports unresolved merge conflicts.
fn report_merges(page: &mut Page<'_>) {
    let merges = page.merge_markers.merges(page.text);
    page.body.has_merge_markers = !merges.is_empty();
    for merge in merges {
        let marker = &page.text[merge.clone()];
        let span = page.span(merge);
        let location = Location::new(page.path(), span);
        page.report_whole(unresolved(marker, location));
    }
}

/// Reports text that looks like a claim, an attribute, a comment or a link but was not read as one.
fn report_unread(page: &mut Page<'_>) {
    for (range, what, is_in_html) in std::mem::take(&mut page.unread).finish() {
        let written = page.text.get(range.clone()).unwrap_or_default();
        let (rule, message, help) = match what {
            Lookalike::Claim if is_in_html => (
                &rules::UNREAD_CLAIM,
                format!("`{written}` stands in HTML, where no claim is read: it counts nowhere"),
                "write it in a paragraph, outside of tags and blocks of HTML",
            ),
            Lookalike::Claim => (
                &rules::UNREAD_CLAIM,
                format!("`{written}` is not read as a claim here: it counts nowhere"),
                "write [[satisfies:8.4.1]], whole and on one line, in a paragraph, an item or a cell",
            ),
            Lookalike::Attribute if !written.ends_with('}') => (
                &rules::UNREAD_CLAIM,
                format!("`{written}` is never closed: it claims nothing"),
                "close it with }, at the end of a heading: `## Heading {clause=8.4.1}`",
            ),
            Lookalike::Attribute => (
                &rules::UNREAD_CLAIM,
                format!("`{written}` is read only at the end of a heading: here it claims nothing"),
                "write it behind a heading of Markdown (`## Heading {clause=8.4.1}`), or write \
                 [[satisfies:8.4.1]] here",
            ),
            Lookalike::Comment => (
                &rules::SYNTAX_ERROR,
                "`<!--` is never closed: readers see it".to_owned(),
                "close it with -->",
            ),
            Lookalike::Link => (
                &rules::UNREAD_LINK,
                format!("`{written}` is no address: it has a space in it, so that this is no link"),
                "write the address between < and >, or %20 for each space",
            ),
        };
        let span = page.span(range);
        page.report(rule, span, message, help);
    }
}

/// Reports the raw HTML that the page leaves out.
fn report_left_out(page: &mut Page<'_>) {
    for (place, message, help) in std::mem::take(&mut page.left_out).finish() {
        let span = page.span(place);
        page.report(&rules::HTML_LEFT_OUT, span, message, help);
    }
}

/// Reports link definitions that no link uses: most are meant as text. Definitions that serve as
/// comments (`[//]: # (…)`) are not reported.
pub(crate) fn report_unused(
    page: &mut Page<'_>,
    events: &OffsetIter<'_>,
    notation: &Notation<'_>,
    used: &FxHashSet<usize>,
) {
    let definitions = events.reference_definitions().iter();
    let definitions = definitions.map(|(label, one)| (label, notation.written(one.span.clone())));
    let unused = definitions.filter(|(label, range)| {
        let is_comment = *label == "//" || label.eq_ignore_ascii_case("comment");
        !is_comment && !used.contains(&range.start)
    });
    let mut unused: Vec<_> = unused
        .map(|(label, range)| (range, label.to_owned()))
        .collect();
    unused.sort_unstable_by_key(|(range, _)| range.start);
    for (range, label) in unused {
        let message =
            format!("no link takes its address from `[{label}]:`, and readers do not see it");
        let help = "write \\[ where it is meant as text; else take it out, or link to it";
        let span = page.span(range);
        page.report(&rules::UNUSED_DEFINITION, span, message, help);
    }
}

/// Reports notices in the notation of another program that are never closed.
pub(crate) fn report_unclosed_callouts(page: &mut Page<'_>) {
    for callout in page.callouts.iter().filter(|callout| callout.is_unclosed) {
        let written = &page.text[callout.line.clone()];
        let message = format!("`{written}` is never closed: all that follows is a part of it");
        let span = page.span_elsewhere(callout.line.clone());
        page.report(
            &rules::SYNTAX_ERROR,
            span,
            message,
            "write a line ::: behind the notice",
        );
    }
}

/// Reports a notice in the notation of another tool.
pub(crate) fn report_foreign_notice(page: &mut Page<'_>, paragraph: &Range<usize>) {
    let text = page.text.get(paragraph.clone()).unwrap_or_default();
    if let Some((length, help)) = foreign_notice(text) {
        let message = format!(
            "`{}` is not read as a notice: readers see it as it stands",
            &text[..length]
        );
        let span = page.span(paragraph.start..paragraph.start + length);
        page.report(&rules::UNREAD_NOTICE, span, message, help);
    }
}
