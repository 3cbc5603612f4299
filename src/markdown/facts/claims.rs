//! Claims in a paragraph: `[[satisfies:8.4.1]]`, shown as a badge.

use std::ops::Range;

use crate::diagnostics::Spanned;
use crate::manual::{ClaimOrigin, Extent, SectionId, StatedClaim};
use crate::markdown::constructs::open::{Capture, OpenBadge};
use crate::markdown::facts::ids::slug;
use crate::markdown::facts::references::on_one_line;
use crate::markdown::facts::unread::Lookalike;
use crate::markdown::fragment::Hole;
use crate::markdown::page::Page;
use crate::rules;

pub(crate) fn open_badge(
    page: &mut Page<'_>,
    clause: Range<usize>,
    whole: Range<usize>,
    has_text: bool,
) {
    page.unread.cross_off_only(&whole, Lookalike::Claim);
    page.capture(Capture::Badge(OpenBadge {
        clause,
        whole,
        has_text,
        text: String::new(),
        text_range: None,
    }));
}

pub(crate) fn close_badge(page: &mut Page<'_>, badge: OpenBadge) {
    let clause = page.text.get(badge.clause.clone()).unwrap_or_default();
    let clause = on_one_line(clause);
    if clause.is_empty() {
        let span = page.span(badge.whole);
        let message = "`satisfies:` names no clause";
        page.report(
            &rules::INVALID_VALUE,
            span,
            message,
            "write [[satisfies:8.4.1]]",
        );
        return;
    }
    let extent = badge_extent(page, &badge);
    let anchor = page.ids.make(&format!("claim-{}", slug(&clause)));
    let span = page.span(badge.clause);
    let struck = page.struck_here();
    let at = page.body.claims.len() as u32;
    page.body.claims.push(StatedClaim {
        standard: None,
        file: None,
        read_by: None,
        clause: Spanned::new(clause, span),
        origin: ClaimOrigin::Paragraph {
            section: page.section_above(),
            anchor: SectionId::new(&anchor),
            passage: page.place_here().section,
        },
        extent,
        note: None,
        struck,
        is_proposed: false,
    });
    page.out.hole(Hole::Badge(at));
}

/// The extent of a badge: `|partial` or `|full`, and full without a bar. Any other word is reported
/// and counts as partial (`docs/design.md`, "Claims").
fn badge_extent(page: &mut Page<'_>, badge: &OpenBadge) -> Extent {
    match badge.text.trim() {
        _ if !badge.has_text => Extent::Full,
        "" | "full" => Extent::Full,
        "partial" => Extent::Partial,
        other => {
            let message = format!("`{other}` is no extent: a claim is full or partial");
            let range = badge.text_range.clone();
            let span = page.span(range.unwrap_or_else(|| badge.whole.clone()));
            let diagnostic = page
                .diagnostic(&rules::INVALID_VALUE, span, message)
                .nearest_of(other, ["full", "partial"], || {
                    "write [[satisfies:8.4.1|partial]], or leave the bar out".to_owned()
                });
            page.diagnostics.push(diagnostic);
            Extent::Partial
        }
    }
}
