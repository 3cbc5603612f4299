//! Pages with raw HTML are made safe as a whole: no script, no styles, no form, nothing that asks
//! another host, no tag that is left open.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use ammonia::{Builder, UrlRelative};

use super::targets::{Destination, destination, is_remote};
use super::writer::{Hole, escape_into};
use crate::manual::{Piece, Target};

/// A mark that does not occur in a text.
pub(super) fn choose_mark(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    (0_u32..)
        .map(|n| format!("cbq{n}y"))
        .find(|mark| !lower.contains(mark))
        .unwrap_or_default()
}

/// An address that the author wrote in raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawAddress {
    pub(super) written: String,
    pub(super) target: Target,
}

/// What makes a page's marked HTML safe again.
pub(super) struct Sanitised {
    /// The HTML; marks are still in it.
    pub(super) html: String,
    /// The addresses inside the manual, in the order of their marks.
    pub(super) addresses: Vec<RawAddress>,
}

/// Attributes that only we may write; on an author's tag they are dropped.
const OURS: [&str; 8] = [
    "id",
    "class",
    "role",
    "tabindex",
    "aria-label",
    "aria-labelledby",
    "scope",
    "aria-hidden",
];

/// Sanitises a page. Attributes and holes of ours bear the mark.
pub(super) fn sanitise(html: &str, mark: &str) -> Sanitised {
    // The sanitiser keeps the filter for as long as it likes, so that what it finds is shared.
    let addresses: Arc<Mutex<Vec<RawAddress>>> = Arc::default();
    let (found, owned_mark) = (Arc::clone(&addresses), mark.to_owned());
    let mut builder = Builder::default();
    builder
        .add_tags(["section", "aside"])
        .add_generic_attributes(OURS)
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("details", ["open"])
        .rm_tags(["map", "area"])
        .link_rel(None)
        .url_relative(UrlRelative::PassThrough)
        .url_schemes(HashSet::from([
            "http", "https", "mailto", "tel", "ftp", "sftp",
        ]))
        .attribute_filter(move |element, attribute, value| {
            filter_attribute(&found, &owned_mark, element, attribute, value)
        });
    let html = builder.clean(html).to_string();
    let mut addresses = addresses.lock().unwrap_or_else(PoisonError::into_inner);
    Sanitised {
        html,
        addresses: std::mem::take(&mut *addresses),
    }
}

fn filter_attribute<'v>(
    addresses: &Mutex<Vec<RawAddress>>,
    mark: &str,
    element: &str,
    attribute: &str,
    value: &'v str,
) -> Option<Cow<'v, str>> {
    if OURS.contains(&attribute) {
        return value.strip_prefix(mark).map(Cow::Borrowed);
    }
    if !matches!(attribute, "href" | "src" | "cite" | "longdesc") {
        return Some(Cow::Borrowed(value));
    }
    if value.starts_with(mark) {
        return Some(Cow::Borrowed(value));
    }
    if element != "a" && is_remote(value) {
        return None;
    }
    match destination(value) {
        Destination::Outside(_) => Some(Cow::Borrowed(value)),
        Destination::Refused => None,
        Destination::Inside(target) => {
            let mut addresses = addresses.lock().unwrap_or_else(PoisonError::into_inner);
            addresses.push(RawAddress {
                written: value.to_owned(),
                target,
            });
            Some(Cow::Owned(format!("{mark}a{}z", addresses.len() - 1)))
        }
    }
}

/// Cuts safe HTML at its marks; `address` gives the piece for the n-th address of raw HTML.
pub(super) fn cut(
    html: &str,
    mark: &str,
    holes: &[Hole],
    mut address: impl FnMut(usize) -> Option<Piece>,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(mark) {
        text.push_str(&rest[..at]);
        let behind = &rest[at + mark.len()..];
        let Some((name, after)) = behind.split_once('z') else {
            rest = behind;
            continue;
        };
        rest = after;
        let piece = match name.strip_prefix('a') {
            Some(number) => number.parse().ok().and_then(&mut address),
            None => match name
                .parse()
                .ok()
                .and_then(|number: usize| holes.get(number))
            {
                Some(Hole::Piece(piece)) => Some(piece.clone()),
                Some(Hole::Verbatim(html)) => {
                    text.push_str(html);
                    None
                }
                Some(Hole::Text(address)) => {
                    escape_into(&mut text, address);
                    None
                }
                None => None,
            },
        };
        let Some(piece) = piece else { continue };
        if let Piece::LinkOpen(_) = piece {
            // The whole tag `<a href="…">` is filled in later.
            if let Some(before) = text.strip_suffix("<a href=\"") {
                text.truncate(before.len());
            }
            rest = rest.strip_prefix("\">").unwrap_or(rest);
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
    pieces
}
