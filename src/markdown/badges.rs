//! Claims in a paragraph: `[[satisfies:8.4.1]]`, shown as a badge.

use std::ops::Range;

use crate::diagnostics::Spanned;
use crate::manual::{ClaimOrigin, Extent, Piece, SectionId, StatedClaim};
use crate::markdown::ids::slug;
use crate::markdown::targets::on_one_line;
use crate::markdown::walk::{Capture, Converter};
use crate::rules;

/// A badge whose text is being read: what stands behind the bar.
#[derive(Debug)]
pub(crate) struct OpenBadge {
    /// Where the clause stands, and the whole badge.
    clause: Range<usize>,
    whole: Range<usize>,
    /// Whether there is a bar.
    has_text: bool,
    text: String,
    text_range: Option<Range<usize>>,
}

impl OpenBadge {
    /// Adds text, from this range of the source if it is not empty.
    pub(crate) fn push(&mut self, text: &str, range: &Range<usize>) {
        self.text.push_str(text);
        if range.is_empty() {
            return;
        }
        let start = self
            .text_range
            .as_ref()
            .map_or(range.start, |known| known.start);
        self.text_range = Some(start..range.end);
    }
}

impl Converter<'_> {
    pub(crate) fn open_badge(&mut self, clause: Range<usize>, whole: Range<usize>, has_text: bool) {
        self.capture(Capture::Badge(OpenBadge {
            clause,
            whole,
            has_text,
            text: String::new(),
            text_range: None,
        }));
    }

    pub(crate) fn close_badge(&mut self, badge: OpenBadge) {
        let clause = self.text.get(badge.clause.clone()).unwrap_or_default();
        let clause = on_one_line(clause);
        if clause.is_empty() {
            let span = self.span(badge.whole);
            let message = "`satisfies:` names no clause";
            self.report(
                &rules::INVALID_VALUE,
                span,
                message,
                "write [[satisfies:8.4.1]]",
            );
            return;
        }
        let extent = self.badge_extent(&badge);
        let anchor = self.ids.make(&format!("claim-{}", slug(&clause)));
        let span = self.span(badge.clause);
        let at = self.body.claims.len() as u32;
        self.body.claims.push(StatedClaim {
            clause: Spanned::new(clause, span),
            origin: ClaimOrigin::Paragraph {
                section: self.section_above(),
                anchor: SectionId::new(&anchor),
            },
            extent,
            note: None,
        });
        self.out.hole(Piece::Badge(at));
    }

    /// `|partial` or `|full`. What is neither is not full: doubt never shows as covered
    /// (`docs/design.md`, claims).
    fn badge_extent(&mut self, badge: &OpenBadge) -> Extent {
        match badge.text.trim() {
            _ if !badge.has_text => Extent::Full,
            "" | "full" => Extent::Full,
            "partial" => Extent::Partial,
            other => {
                let message = format!("`{other}` is no extent: a claim is full or partial");
                let range = badge.text_range.clone();
                let span = self.span(range.unwrap_or_else(|| badge.whole.clone()));
                let help = "write [[satisfies:8.4.1|partial]], or leave the bar out";
                self.report(&rules::INVALID_VALUE, span, message, help);
                Extent::Partial
            }
        }
    }
}
