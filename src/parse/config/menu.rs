//! Reads `[[menu]]`: the entries of the site's navigation (`docs/design.md`, "The menu").

use crate::manual::{MenuEntry, MenuPlace};
use crate::markdown::{Destination, Wiki, destination, wiki};
use crate::parse::decode::Decoder;
use crate::parse::node::{Node, Table};
use crate::rules;

/// Every key of a `[[menu]]`.
pub(in crate::parse) const SETTINGS: [&str; 2] = ["title", "to"];

const HELP: &str = "write the id of a page, matrix:…, statement:…, register:…, gaps, documents, or an address: to = \"POL-01\"";

/// Reads all entries. An entry with a mistake is left out.
pub(super) fn read(decoder: &mut Decoder<'_>, table: &Table) -> Vec<MenuEntry> {
    let items = table.get("menu").map(Node::items).unwrap_or_default();
    items
        .iter()
        .filter_map(|item| entry(decoder, item))
        .collect()
}

fn entry(decoder: &mut Decoder<'_>, item: &Node) -> Option<MenuEntry> {
    let table = decoder.table("menu", item)?;
    for entry in table
        .0
        .iter()
        .filter(|entry| !SETTINGS.contains(&&*entry.key))
    {
        let known = SETTINGS.into_iter();
        decoder.unknown(&rules::UNKNOWN_SETTING, entry, "setting", known);
    }
    decoder.no_blank_settings(table, &["to"]);
    let title = table
        .get("title")
        .and_then(|node| decoder.text("title", node))
        .map(|title| title.value);
    let known = (table, &SETTINGS[..]);
    let message = "an entry of the menu leads nowhere";
    let to = decoder.required("to", known, item.span, message, HELP)?;
    let written = to.value.trim();
    if let Destination::Outside(address) = destination(written) {
        if title.is_none() {
            let message = "an entry of the menu that leads to another host has no title";
            decoder.report(&rules::MISSING_FIELD, to.span, message, "add title = \"…\"");
            return None;
        }
        return Some(MenuEntry {
            title,
            to: MenuPlace::Outside(address),
            span: to.span,
        });
    }
    match wiki(written) {
        Wiki::Inside(target, _) => Some(MenuEntry {
            title,
            to: MenuPlace::Inside(target),
            span: to.span,
        }),
        Wiki::Claim(_) | Wiki::Outside(_) | Wiki::Blank => {
            let message = format!("`{written}` is no target of an entry of the menu");
            decoder.invalid(to.span, message, HELP);
            None
        }
    }
}
