//! Headings: their ids, and the claims that stand on them.

use std::ops::Range;

use crate::diagnostics::{Spanned, nearest};
use crate::manual::{
    ClaimOrigin, Extent, Heading, HeadingIx, Piece, SectionId, StatedClaim, TextPiece,
};
use crate::markdown::attributes::{Attributes, Pair};
use crate::markdown::ids::slug;
use crate::markdown::output::Stretch;
use crate::markdown::walk::Converter;
use crate::rules;

/// The attributes of a heading that have a meaning here, beside its id and its classes.
const KNOWN: [&str; 2] = ["clause", "extent"];

/// A heading whose end is not read yet.
#[derive(Debug)]
pub(crate) struct OpenHeading {
    /// What was written before it.
    before: Stretch,
    range: Range<usize>,
    /// Whether it ends with attributes.
    attributed: bool,
    /// How many claims there were before it.
    claims_before: usize,
    pub(crate) title: Vec<TextPiece>,
}

impl OpenHeading {
    /// Adds text to the title.
    pub(crate) fn push(&mut self, text: &str) {
        match self.title.last_mut() {
            Some(TextPiece::Text(before)) => before.push_str(text),
            _ => self.title.push(TextPiece::Text(text.to_owned())),
        }
    }
}

impl Converter<'_> {
    pub(crate) fn open_heading(&mut self, range: Range<usize>, attributed: bool) {
        self.end_raw_paragraph();
        self.claim_anchors();
        let before = self.out.begin();
        self.heading = Some(OpenHeading {
            before,
            range,
            attributed,
            claims_before: self.body.claims.len(),
            title: Vec::new(),
        });
        self.open_bounds();
    }

    pub(crate) fn close_heading(&mut self, level: u8) {
        self.close_element();
        let Some(open) = self.heading.take() else {
            return;
        };
        let inner = self.out.end(open.before);
        let text = self.text.get(open.range.clone()).unwrap_or_default();
        let attributes = match open.attributed {
            true => Attributes::read(text),
            false => Attributes::default(),
        };
        let (id, explicit) = self.heading_id(&attributes, &open.title, open.range.start);
        let section = SectionId::new(&id);
        self.own_badges(open.claims_before, &section);
        let first = self.body.claims.len() as u32;
        self.heading_claims(&attributes.pairs, &section, open.range.start);
        let claims = first..self.body.claims.len() as u32;

        let tag = format!("h{level}");
        self.out.markup("<");
        self.out.markup(&tag);
        self.out.attribute("id", &id);
        if !attributes.classes.is_empty() {
            self.out.attribute("class", &attributes.classes.join(" "));
        }
        self.out.markup(">");
        self.out.append(inner);
        let ix = HeadingIx(self.body.headings.len() as u32);
        self.out.hole(Piece::HeadingEnd(ix));
        self.out.markup("</");
        self.out.markup(&tag);
        self.out.markup(">\n");

        let span = self.span(open.range.start..open.range.start + text.trim_end().len());
        self.body.headings.push(Heading {
            level,
            id: section,
            explicit,
            title: open.title,
            claims,
            span,
        });
    }

    /// The heading's id, and whether the author wrote it.
    fn heading_id(
        &mut self,
        attributes: &Attributes<'_>,
        title: &[TextPiece],
        start: usize,
    ) -> (String, bool) {
        if let Some((id, range)) = &attributes.id {
            if self.ids.take_written(id) {
                return ((*id).to_owned(), true);
            }
            let span = self.span(start + range.start..start + range.end);
            let message = format!("another heading of this page has the id `{id}`");
            let help = "give this heading another id: a link to it cannot mean both";
            self.report(&rules::DUPLICATE_SECTION, span, message, help);
            return (self.ids.make(id), false);
        }
        let text = self.body.written(title);
        (self.ids.make(&slug(&text)), false)
    }

    /// A badge in the heading's own text belongs to its section, not to the one above.
    fn own_badges(&mut self, from: usize, own: &SectionId) {
        for claim in self.body.claims.iter_mut().skip(from) {
            if let ClaimOrigin::Paragraph { section, .. } = &mut claim.origin {
                *section = Some(own.clone());
            }
        }
    }

    /// `clause=8.4.1`, any number of times, and `extent=partial` for all of them.
    fn heading_claims(&mut self, pairs: &[Pair<'_>], section: &SectionId, start: usize) {
        let extents = pairs.iter().filter(|pair| pair.key == "extent");
        let mut extents = extents.map(|pair| pair.value.as_ref().map(|(value, _)| *value));
        // What is no extent is not full: doubt never shows as covered (`docs/design.md`, claims).
        let extent = match extents.all(|value| value == Some("full")) {
            true => Extent::Full,
            false => Extent::Partial,
        };
        let claims = pairs.iter().any(|pair| pair.key == "clause");
        for pair in pairs {
            let (value, range) = match &pair.value {
                Some((value, range)) => (*value, range),
                None => ("", &pair.key_range),
            };
            let range = if value.is_empty() {
                &pair.key_range
            } else {
                range
            };
            let span = self.span(start + range.start..start + range.end);
            match (pair.key, value) {
                ("clause", "") => {
                    let message = "`clause` names no clause";
                    self.report(&rules::INVALID_VALUE, span, message, "write clause=8.4.1");
                }
                ("clause", clause) => self.body.claims.push(StatedClaim {
                    clause: Spanned::new(clause.to_owned(), span),
                    origin: ClaimOrigin::Heading(section.clone()),
                    extent,
                    note: None,
                }),
                ("extent", "full" | "partial") if claims => {}
                ("extent", "full" | "partial") => {
                    let message = "`extent` says nothing here: this heading claims no clause";
                    let help = "name the clause too: clause=8.4.1 extent=partial";
                    self.report(&rules::INVALID_VALUE, span, message, help);
                }
                ("extent", other) => {
                    let message = format!("`{other}` is no extent: a claim is full or partial");
                    self.report(&rules::INVALID_VALUE, span, message, "write extent=partial");
                }
                (key, _) => {
                    let span = self.span(start + pair.key_range.start..start + pair.key_range.end);
                    let message = format!("a heading has no attribute `{key}`");
                    let help = match nearest(key, KNOWN) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "a heading may have #id, .class, clause=8.4.1 and extent=partial"
                            .to_owned(),
                    };
                    self.report(&rules::UNKNOWN_FIELD, span, message, help);
                }
            }
        }
    }
}
