//! Pages with HTML of the author's are made safe as a whole: no script, no styles, no forms,
//! nothing that asks another host, no id that is not ours.

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::{Builder, UrlRelative};

use crate::manual::Piece;
use crate::markdown::output::{Hole, LINK_BEFORE_MARK, LINK_BEHIND_MARK, Mark};
use crate::markdown::raw_html::elements::{ATTRIBUTES, ATTRIBUTES_OF_ANY, is_address};
use crate::markdown::targets::{Destination, destination};

/// Attributes that only we write: they are kept where their value bears the mark.
const OURS: [&str; 8] = [
    "id",
    "class",
    "role",
    "tabindex",
    "aria-label",
    "aria-labelledby",
    "rel",
    "scope",
];

/// Makes a page safe, and cuts it at its marks.
pub(crate) fn sanitise(html: &str, mark: &Mark, holes: &[Hole]) -> Vec<Piece> {
    let owned = mark.clone();
    let mut builder = Builder::default();
    builder
        .add_tags(["section", "audio", "video", "source"])
        .rm_tags(["area", "map", "data", "header", "footer", "nav", "hgroup"])
        .add_clean_content_tags(["template", "iframe", "object", "svg", "math"])
        .add_generic_attributes(OURS)
        .add_generic_attributes(ATTRIBUTES_OF_ANY)
        .add_tag_attributes("audio", ["src"])
        .add_tag_attributes("video", ["src", "poster"])
        .add_tag_attributes("source", ["src"])
        .link_rel(None)
        .url_relative(UrlRelative::PassThrough)
        .url_schemes(HashSet::from(crate::markdown::targets::SCHEMES))
        .attribute_filter(move |element, attribute, value| {
            kept_value(&owned, element, attribute, value)
        });
    for (element, attributes) in ATTRIBUTES {
        builder.add_tag_attributes(*element, *attributes);
    }
    let clean = builder.clean(html).to_string();
    cut(&clean, mark, holes)
}

/// What an attribute may say.
fn kept_value<'v>(
    mark: &Mark,
    element: &str,
    attribute: &str,
    value: &'v str,
) -> Option<Cow<'v, str>> {
    if let Some(own) = mark.own_value(value) {
        return Some(Cow::Borrowed(own));
    }
    let kept = if OURS.contains(&attribute) {
        false
    } else if is_address(element, attribute) {
        // Only a link may lead out of the manual; all other addresses are holes.
        let leads_out = || matches!(destination(value), Destination::Outside(_));
        mark.is_hole(value) || (element == "a" && leads_out())
    } else {
        !matches!(attribute, "cite" | "longdesc" | "src" | "href" | "poster")
    };
    kept.then_some(Cow::Borrowed(value))
}

/// Cuts safe HTML at its marks.
fn cut(html: &str, mark: &Mark, holes: &[Hole]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(mark.as_str()) {
        text.push_str(&rest[..at]);
        rest = &rest[at + mark.as_str().len()..];
        let Some((number, behind)) = rest.split_once('z') else {
            continue;
        };
        let hole = number.parse().ok().and_then(|at: usize| holes.get(at));
        let Some(hole) = hole else { continue };
        rest = behind;
        let piece = match hole {
            Hole::Verbatim(html) => {
                text.push_str(html);
                continue;
            }
            Hole::Piece(piece) => piece.clone(),
        };
        if let Piece::LinkOpen(_) = piece {
            // The piece is the whole tag.
            let before = text.len() - LINK_BEFORE_MARK.len().min(text.len());
            if text.get(before..) == Some(LINK_BEFORE_MARK) {
                text.truncate(before);
            }
            rest = rest.strip_prefix(LINK_BEHIND_MARK).unwrap_or(rest);
        }
        if !text.is_empty() {
            pieces.push(Piece::Html(std::mem::take(&mut text).into_boxed_str()));
        }
        pieces.push(piece);
    }
    text.push_str(rest);
    if !text.is_empty() {
        pieces.push(Piece::Html(text.into_boxed_str()));
    }
    pieces.shrink_to_fit();
    pieces
}
