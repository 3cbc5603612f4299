//! Headings: their ids, and the claims in their attributes.

use std::ops::Range;

use crate::diagnostics::Spanned;
use crate::index::Position;
use crate::manual::{
    ClaimOrigin, Extent, Heading, HeadingIx, SectionId, StatedClaim, Struck, TextPiece,
};
use crate::markdown::constructs::open::OpenHeading;
use crate::markdown::facts::attributes::{Attributes, Pair};
use crate::markdown::facts::ids::slug;
use crate::markdown::page::Page;
use crate::markdown::variables::is_escaped;
use crate::rules;

/// The keys that a heading's attributes may have, besides its id and its classes.
const KNOWN: [&str; 2] = ["clause", "extent"];

pub(crate) fn open_heading(page: &mut Page<'_>, level: u8, range: Range<usize>, attributed: bool) {
    page.end_raw_paragraph();
    let escaped = escaped_braces(page.text, &range).filter(|_| attributed);
    let own = HeadingIx::new(page.body.headings.len());
    let passage = page.passages.open_section(level, None);
    page.raw_anchors.claim(Some(own), passage, &page.out);
    let before = page.out.begin();
    page.heading = Some(OpenHeading {
        before,
        range,
        passage,
        attributed: attributed && escaped.is_none(),
        escaped,
        claims_before: page.body.claims.len(),
        title: Vec::new(),
        has_struck: false,
        looks_open: false,
        is_between_signs: false,
        has_other: false,
    });
    page.elements.open_bounds();
}

/// The byte range of the last braces of a heading, if a backslash escapes them. The parser reads
/// them as attributes nevertheless.
fn escaped_braces(text: &str, heading: &Range<usize>) -> Option<Range<usize>> {
    let written = text.get(heading.clone())?;
    let open = written.rfind('{')?;
    let end = written[open..].find('}').map(|end| open + end + 1)?;
    let start = heading.start + open;
    is_escaped(text, start).then_some(start..heading.start + end)
}

pub(crate) fn close_heading(page: &mut Page<'_>, level: u8) {
    let escaped = page.heading.as_ref().and_then(|open| open.escaped.clone());
    if let Some(braces) = escaped.and_then(|range| page.text.get(range)) {
        page.plain(braces);
    }
    page.close_element();
    let Some(open) = page.heading.take() else {
        return;
    };
    let struck = struck(page, &open);
    page.passages.note_whole(open.passage, open.is_struck());
    let inner = page.out.end(open.before);
    let text = page.text.get(open.range.clone()).unwrap_or_default();
    let attributes = match open.attributed {
        true => {
            let braces = text.rfind('{').map_or(0, |at| open.range.start + at);
            page.unread.cross_off(&(braces..open.range.end));
            Attributes::read(text)
        }
        false => Attributes::default(),
    };
    let (id, explicit) = heading_id(page, &attributes, &open.title, open.range.start);
    let section = SectionId::new(&id);
    own_badges(page, open.claims_before, &section, struck);
    let first = page.body.claims.len() as u32;
    if !page.elements.is_in_code() {
        heading_claims(page, &attributes, &section, open.range.start, struck);
    }
    let claims = first..page.body.claims.len() as u32;

    let ix = HeadingIx::new(page.body.headings.len());
    page.out.heading_open(ix, level);
    if !attributes.classes.is_empty() {
        let classes: Vec<&str> = attributes.classes.iter().map(|(class, _)| *class).collect();
        page.out.attribute("class", &classes.join(" "));
    }
    page.out.markup(">");
    page.out.append(inner);
    page.out.heading_end(ix, level);
    page.out.markup("\n");
    page.passages.note_heading(ix, page.out.position());
    page.passages.note_struck(open.passage, struck);

    let span = page.span(open.range.start..open.range.start + text.trim_end().len());
    page.body.headings.push(Heading {
        level,
        id: section,
        explicit,
        title: open.title,
        claims,
        passage: open.passage,
        span,
    });
}

/// The heading's id, and whether the author wrote it.
fn heading_id(
    page: &mut Page<'_>,
    attributes: &Attributes<'_>,
    title: &[TextPiece],
    start: usize,
) -> (String, bool) {
    if let Some((id, range)) = &attributes.id {
        if page.ids.take_written(id) {
            return ((*id).to_owned(), true);
        }
        let span = page.span(start + range.start..start + range.end);
        let message = format!("another heading of this page has the id `{id}`");
        let help = "give this heading another id: a link to it cannot mean both";
        page.report(&rules::DUPLICATE_SECTION, span, message, help);
        return (page.ids.make_for_heading(id), false);
    }
    let text = page.body.written(title);
    (page.ids.make_for_heading(&slug(&text)), false)
}

/// Why claims on the heading do not count.
fn struck(page: &Page<'_>, heading: &OpenHeading) -> Option<Struck> {
    let here = page.struck_here();
    match here {
        // The tag that is left open is reported.
        Some(Struck::LeftOpen) => here,
        // So are the signs.
        _ if heading.is_struck() && heading.is_between_signs => Some(Struck::BetweenSigns),
        _ if heading.is_struck() => Some(Struck::Heading),
        None if heading.looks_open => Some(Struck::LooksOpen),
        _ => here,
    }
}

/// Assigns badges in the heading's own text to its section, not to the section above.
fn own_badges(page: &mut Page<'_>, from: usize, own: &SectionId, struck: Option<Struck>) {
    for claim in page.body.claims.iter_mut().skip(from) {
        if let ClaimOrigin::Paragraph { section, .. } = &mut claim.origin {
            *section = Some(own.clone());
        }
        claim.struck = match struck {
            Some(struck) => Some(struck.beside(claim.struck)),
            None => claim.struck,
        };
    }
}

/// The words by which somebody may mean to limit a claim, as a class or as a key.
const LIMITS: [&str; 4] = ["extent", "partial", "proposed", "planned"];

/// Whether a class, or a key without `data-`, seems to say something of the claims.
fn is_about_claims(word: &str) -> bool {
    let word = word.strip_prefix("data-").unwrap_or(word);
    let word = word.split(['=', ':']).next().unwrap_or(word);
    let word = word.to_lowercase();
    let mut known = LIMITS.into_iter().chain(["clause"]);
    // Many other words are two letters away: `class`, `close`.
    known.any(|known| strsim::damerau_levenshtein(&word, known) <= 1)
}

/// Whether attributes beside `clause=` are not read, so that it is in doubt what they say of the
/// claims: those are partial at most. Reports classes that seem to limit a claim.
fn are_doubtful(page: &mut Page<'_>, attributes: &Attributes<'_>, start: usize) -> bool {
    let is_read = |pair: &Pair<'_>| {
        KNOWN.contains(&pair.key) || (pair.key.starts_with("data-") && !is_about_claims(pair.key))
    };
    let mut doubtful = !attributes.pairs.iter().all(is_read);
    for (class, range) in &attributes.classes {
        if is_about_claims(class) {
            doubtful = true;
            let span = page.span(start + range.start..start + range.end);
            let message = format!(
                "the class `{class}` says nothing of the claim of this heading, which counts as partial"
            );
            let help = "write extent=partial, or give the class another name";
            page.report(&rules::INVALID_VALUE, span, message, help);
        }
    }
    doubtful
}

/// Reads the claims of a heading: any number of `clause=8.4.1`, and one `extent=partial` for all of
/// them.
fn heading_claims(
    page: &mut Page<'_>,
    attributes: &Attributes<'_>,
    section: &SectionId,
    start: usize,
    struck: Option<Struck>,
) {
    let pairs = &attributes.pairs;
    let claims = pairs.iter().any(|pair| pair.key == "clause");
    let is_limited = claims && are_doubtful(page, attributes, start);
    let extents = pairs.iter().filter(|pair| pair.key == "extent");
    let mut extents = extents.map(|pair| pair.value.as_ref().map(|(value, _)| *value));
    // An unknown extent counts as partial (`docs/design.md`, "Claims").
    let extent = match extents.all(|value| value == Some("full")) && !is_limited {
        true => Extent::Full,
        false => Extent::Partial,
    };
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
        let span = page.span(start + range.start..start + range.end);
        match (pair.key, value) {
            ("clause", "") => {
                let message = "`clause` names no clause";
                page.report(&rules::INVALID_VALUE, span, message, "write clause=8.4.1");
            }
            ("clause", clause) => page.body.claims.push(StatedClaim {
                standard: None,
                file: None,
                read_by: None,
                clause: Spanned::new(clause.to_owned(), span),
                origin: ClaimOrigin::Heading(section.clone()),
                extent,
                note: None,
                struck,
                is_proposed: false,
            }),
            ("extent", "full" | "partial") if claims => {}
            ("extent", "full" | "partial") => {
                let message = "`extent` has no effect here: this heading claims no clause";
                let help = "name the clause too: clause=8.4.1 extent=partial";
                page.report(&rules::INVALID_VALUE, span, message, help);
            }
            ("extent", other) => {
                let message = format!("`{other}` is no extent: a claim is full or partial");
                let diagnostic = page
                    .diagnostic(&rules::INVALID_VALUE, span, message)
                    .nearest_of(other, ["full", "partial"], || {
                        "write extent=partial".to_owned()
                    });
                page.diagnostics.push(diagnostic);
            }
            // Attributes of this form are for scripts of other programs.
            (key, _) if key.starts_with("data-") && !(claims && is_about_claims(key)) => {}
            (key, _) => {
                let span = page.span(start + pair.key_range.start..start + pair.key_range.end);
                let message = format!("a heading has no attribute `{key}`");
                let diagnostic = page
                    .diagnostic(&rules::UNKNOWN_FIELD, span, message)
                    .nearest_of(key, KNOWN, || {
                        "a heading may have #id, .class, clause=8.4.1 and extent=partial".to_owned()
                    });
                page.diagnostics.push(diagnostic);
            }
        }
    }
}
