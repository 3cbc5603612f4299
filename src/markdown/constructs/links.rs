//! Links: `[text](address)`, `[text][label]`, `<address>` and `[[ID]]`.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::diagnostics::Diagnostic;
use crate::manual::{Reference, ReferenceIx, Shown, Target};
use crate::markdown::constructs::open::{Capture, LinkEnd, OpenLink};
use crate::markdown::constructs::written::Written;
use crate::markdown::facts::claims::open_badge;
use crate::markdown::facts::references::{Destination, Refusal, Wiki, destination, wiki};
use crate::markdown::facts::unread::Lookalike;
use crate::markdown::fragment::Hole;
use crate::markdown::page::Page;
use crate::rules;

pub(crate) fn open_link(
    page: &mut Page<'_>,
    link_type: LinkType,
    address: &str,
    title: &str,
    range: Range<usize>,
    definition: Option<Range<usize>>,
) {
    if let LinkType::WikiLink { has_pothole } = link_type {
        return wiki_link(page, address, has_pothole, range);
    }
    let written = Written::new(range, link_type, definition.clone());
    let end = match link_destination(link_type, address) {
        Destination::Inside(target) if page.withholds(&target) => {
            page.unshown.extend(definition);
            return withheld_link(page, written);
        }
        Destination::Inside(target) => {
            // The span of the address is only known once the link's text is read.
            let ix = page.reference(target, Shown::Link, written.range.clone());
            page.out.link_open(ix);
            LinkEnd::Inside(ix, page.out.position())
        }
        Destination::Outside(address) => {
            outside_link(page, &address, title);
            LinkEnd::Outside(address, page.out.position())
        }
        Destination::Nowhere => LinkEnd::Text(""),
        // `<iso-9001:8.4>` has the form of an autolink but is text.
        Destination::Refused(_) if link_type == LinkType::Autolink => {
            page.plain("<");
            LinkEnd::Text(">")
        }
        Destination::Refused(refusal) => {
            refuse(page, &refusal, written.range.clone());
            LinkEnd::Text("")
        }
    };
    page.links.push(OpenLink { written, end });
    page.elements.open_bounds();
}

pub(crate) fn close_link(page: &mut Page<'_>) {
    page.close_element();
    let Some(OpenLink { written, end }) = page.links.pop() else {
        return;
    };
    match end {
        LinkEnd::Inside(ix, text) => {
            if !written.is_wiki() {
                place_reference(page, ix, &written);
            }
            if page.out.is_blank_since(text) {
                page.out.hole(Hole::LinkText(ix));
            }
            page.out.markup("</a>");
        }
        LinkEnd::Outside(address, text) => {
            if page.out.is_blank_since(text) {
                page.plain(&address);
            }
            page.out.markup("</a>");
        }
        LinkEnd::Shown => page.out.markup("</a>"),
        LinkEnd::Text(text) => page.plain(text),
    }
}

/// Writes the words in place of a link or an image that an edition withholds. Its text is not shown.
pub(crate) fn withheld_link(page: &mut Page<'_>, written: Written) {
    page.withhold(written.range.clone());
    let end = LinkEnd::Text("");
    page.links.push(OpenLink { written, end });
    page.elements.open_bounds();
    page.capture(Capture::Unseen);
}

/// Writes a claim in code of HTML as it stands. It shows how a claim is written, and claims nothing.
fn claim_in_code(page: &mut Page<'_>, written: Written) {
    page.unread.cross_off_only(&written.range, Lookalike::Claim);
    let text = page.text;
    page.plain(text.get(written.range.clone()).unwrap_or_default());
    let end = LinkEnd::Text("");
    page.links.push(OpenLink { written, end });
    page.elements.open_bounds();
    page.capture(Capture::Unseen);
}

/// Writes the opening tag of a link to another site.
pub(crate) fn outside_link(page: &mut Page<'_>, address: &str, title: &str) {
    page.out.markup("<a href=\"");
    page.out.text(address);
    page.out.markup("\"");
    if !title.is_empty() {
        page.out.markup(" title=\"");
        page.out.text(title);
        page.out.markup("\"");
    }
    page.out.attribute("rel", "noopener");
    page.out.markup(">");
}

fn wiki_link(page: &mut Page<'_>, address: &str, has_text: bool, range: Range<usize>) {
    let written = Written::new(
        range,
        LinkType::WikiLink {
            has_pothole: has_text,
        },
        None,
    );
    if page.seeker.has_clause_in(&written.range) {
        // A claim in a notation that the settings describe.
        page.plain("[[");
        page.links.push(OpenLink {
            written,
            end: LinkEnd::Text("]]"),
        });
        return page.elements.open_bounds();
    }
    let name = written.wiki_name(page.text, address.len(), has_text);
    let named = page.text.get(name.clone()).unwrap_or_default();
    let end = match wiki(named) {
        Wiki::Claim(_) if page.elements.is_in_code() => return claim_in_code(page, written),
        Wiki::Claim(clause) => {
            let clause = name.end - clause.len()..name.end;
            return open_badge(page, clause, written.range, has_text);
        }
        Wiki::Outside(address) => {
            outside_link(page, address, "");
            LinkEnd::Outside(address.to_owned(), page.out.position())
        }
        Wiki::Blank => {
            refuse(page, &Refusal::Empty, written.range.clone());
            page.plain(if has_text { "" } else { "[[" });
            LinkEnd::Text(if has_text { "" } else { "]]" })
        }
        Wiki::Inside(target, _) if page.withholds(&target) => return withheld_link(page, written),
        Wiki::Inside(target, shown) => {
            let ix = page.reference(target, Shown::Link, name);
            page.out.link_open(ix);
            if has_text {
                LinkEnd::Inside(ix, page.out.position())
            } else {
                page.out.hole(Hole::LinkText(ix));
                match page.body.references.get(ix.0 as usize) {
                    Some(Reference {
                        target: Target::Clause(_),
                        ..
                    }) => {
                        page.note_unsaid(&shown);
                        page.say_clause(ix, &shown);
                    }
                    _ => page.note(&shown),
                }
                LinkEnd::Shown
            }
        }
    };
    let unseen = matches!(end, LinkEnd::Shown);
    page.links.push(OpenLink { written, end });
    page.elements.open_bounds();
    if unseen {
        page.capture(Capture::Unseen);
    }
}

/// Sets the span of a reference to that of its address.
pub(crate) fn place_reference(page: &mut Page<'_>, ix: ReferenceIx, written: &Written) {
    let address = written.address(page.text);
    let span = match written.range.contains(&address.start) {
        true => page.span(address),
        // The address is in a definition, which several links in one line may share.
        false => page.span_elsewhere(address),
    };
    if let Some(reference) = page.body.references.get_mut(ix.0 as usize) {
        reference.span = span;
    }
}

/// Reports an image without a valid address. If neither the link around it nor the image has an address,
/// that is one mistake.
pub(crate) fn refuse_image(page: &mut Page<'_>, refusal: &Refusal, range: Range<usize>) {
    if *refusal != Refusal::Empty {
        return refuse(page, refusal, range);
    }
    let outer = page.links.last().map(|link| link.written.range.clone());
    let outer = outer.map(|range| page.span(range));
    let last = page.diagnostics.last_mut();
    let is_of_link = |one: &&mut Diagnostic| {
        one.rule == &rules::BROKEN_REFERENCE && Some(one.location.span) == outer
    };
    if let Some(told) = last.filter(is_of_link) {
        "this link and the picture in it have no address".clone_into(&mut told.message);
        return;
    }
    let span = page.span(range);
    let help = "write the path of a picture in the manual, or take the picture out";
    page.report(
        &rules::BROKEN_REFERENCE,
        span,
        "this picture has no address",
        help,
    );
}

/// Reports a link without a valid address.
pub(crate) fn refuse(page: &mut Page<'_>, refusal: &Refusal, range: Range<usize>) {
    let (message, help) = match refusal {
        Refusal::Empty => (
            "this link has no address".to_owned(),
            "write the path of a file of the manual, or an id between double brackets",
        ),
        Refusal::Scheme(scheme) => (
            format!("an address that begins with `{scheme}:` is not published"),
            "write a path within the manual, or an address with https:, mailto: or tel:",
        ),
    };
    let span = page.span(range);
    page.report(&rules::BROKEN_REFERENCE, span, message, help);
}

fn link_destination(link_type: LinkType, address: &str) -> Destination {
    match link_type {
        LinkType::Email if !address.starts_with("mailto:") => {
            Destination::Outside(format!("mailto:{address}"))
        }
        _ => destination(address),
    }
}

/// The target of `![[image.png]]`; `None` if the name is not that of an image file.
pub(crate) fn wiki_image(name: &str) -> Option<Target> {
    const ENDINGS: [&str; 8] = ["svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp"];
    let (_, ending) = name.trim().rsplit_once('.')?;
    let is_image = ENDINGS
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known));
    is_image.then(|| Target::Path {
        path: name.trim().to_owned(),
        fragment: None,
    })
}
