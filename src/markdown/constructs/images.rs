//! Images. An image of the manual is shown; an image of another host becomes a link.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::manual::Shown;
use crate::markdown::constructs::links::{
    open_link, outside_link, place_reference, refuse_image, wiki_image, withheld_link,
};
use crate::markdown::constructs::open::{Capture, ImageEnd, OpenImage};
use crate::markdown::constructs::written::Written;
use crate::markdown::facts::references::{Destination, destination};
use crate::markdown::fragment::Hole;
use crate::markdown::page::Page;
use crate::rules;

pub(crate) fn open_image(
    page: &mut Page<'_>,
    link_type: LinkType,
    address: &str,
    title: &str,
    range: Range<usize>,
    definition: Option<Range<usize>>,
) {
    let mut name = None;
    let mut written = Written::new(range.clone(), link_type, definition.clone());
    let found = match link_type {
        LinkType::WikiLink { has_pothole } => {
            let at = written.wiki_name(page.text, address.len(), has_pothole);
            let Some(target) = page.text.get(at.clone()).and_then(wiki_image) else {
                // `![[ID]]` asks to embed a page. It becomes a link to the page.
                return open_link(page, link_type, address, title, range, definition);
            };
            name = Some(at);
            Destination::Inside(target)
        }
        _ => destination(address),
    };
    let end = match found {
        Destination::Inside(target) if page.withholds(&target) => {
            page.unshown.extend(definition);
            return withheld_link(page, written);
        }
        Destination::Inside(target) => {
            let at = name.unwrap_or_else(|| range.clone());
            let ix = page.reference(target, Shown::Image, at);
            page.out.markup("<img");
            page.out.attribute_hole("src", Hole::Address(ix));
            page.out.markup(" alt=\"");
            ImageEnd::Attribute(ix, title.to_owned())
        }
        // No page loads anything from another host (`docs/design.md`, "The site").
        Destination::Outside(address) if !page.is_in_link() => {
            report_remote(page, range.clone());
            outside_link(page, &address, title);
            ImageEnd::Link(address, page.out.position())
        }
        Destination::Outside(_) | Destination::Nowhere => ImageEnd::Nothing,
        Destination::Refused(refusal) => {
            refuse_image(page, &refusal, range.clone());
            ImageEnd::Nothing
        }
    };
    // The text of an image begins after `![`.
    written.widen(&(range.start..range.start + 1));
    page.capture(Capture::Image(OpenImage { written, end }));
}

/// Reports a picture of another host. No page loads anything from another host (`docs/design.md`,
/// "The site"), so readers get a link to it.
pub(crate) fn report_remote(page: &mut Page<'_>, range: Range<usize>) {
    let span = page.span(range);
    let message = "the picture lies on another host: readers see a link to it";
    let help = "save the picture in the manual, and write its path";
    page.report(&rules::REMOTE_PICTURE, span, message, help);
}

pub(crate) fn close_image(page: &mut Page<'_>, image: OpenImage) {
    let OpenImage { written, end } = image;
    match end {
        ImageEnd::Attribute(ix, title) => {
            if !written.is_wiki() {
                place_reference(page, ix, &written);
            }
            page.out.markup("\"");
            if !title.is_empty() {
                page.out.markup(" title=\"");
                page.out.text(&title);
                page.out.markup("\"");
            }
            page.out.markup(">");
        }
        ImageEnd::Link(address, text) => {
            page.say_certainly();
            if page.out.is_blank_since(text) {
                page.out.text(&address);
            }
            page.out.markup("</a>");
        }
        ImageEnd::Nothing => {}
    }
}
