//! Lists that are too long for one page: their parts, and the links between the parts.

use serde::Serialize;

use crate::site::Address;

/// The most rows on one page of a list.
pub(crate) const ROWS: usize = 400;

/// A part of a list, as a link.
#[derive(Debug, Serialize)]
pub(crate) struct PartLink {
    href: String,
    label: String,
    current: bool,
}

/// The number of parts of a list with this number of rows; at least 1.
pub(crate) fn parts(rows: usize) -> u32 {
    rows.div_ceil(ROWS).max(1) as u32
}

/// The rows of a part, counted from 0.
pub(crate) fn part<T>(rows: &[T], at: u32) -> &[T] {
    rows.chunks(ROWS).nth(at as usize).unwrap_or_default()
}

/// The links to the parts of a list with this number of rows, for the page of the part `current`;
/// empty if there is only one part.
pub(crate) fn links(
    rows: usize,
    current: u32,
    address: impl Fn(u32) -> Address,
    label: impl Fn(u32) -> String,
) -> Vec<PartLink> {
    match parts(rows) {
        1 => Vec::new(),
        count => links_from(&address(current), count, Some(current), address, label),
    }
}

/// The links from a page to `count` parts; `current` is the part of that page, if it is one.
pub(crate) fn links_from(
    from: &Address,
    count: u32,
    current: Option<u32>,
    address: impl Fn(u32) -> Address,
    label: impl Fn(u32) -> String,
) -> Vec<PartLink> {
    let all = (0..count).map(|at| PartLink {
        href: from.href(&address(at)),
        label: label(at),
        current: current == Some(at),
    });
    all.collect()
}
