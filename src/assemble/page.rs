//! Turns a parsed file into a document, a record, or a page that is neither.

use std::sync::Arc;

use super::assembled::{Assembled, AssembledPage, Reading};
use super::controlled::from_fields;
use super::defaults::FileDefaults;
use super::fields;
use super::uncontrolled::{uncontrolled, uncontrolled_for, unreadable};
use crate::diagnostics::{Span, Spanned};
use crate::parse::decode::Decoder;
use crate::parse::node::Entry;
use crate::parse::{FrontMatter, ParsedPage};
use crate::rules;

/// Assembles a page from its front-matter and its text. The result depends only on the page and the
/// settings.
pub(crate) fn assemble_page(reading: Reading<'_>, page: &ParsedPage) -> Assembled {
    let mut decoder = Decoder::new(&page.path);
    let mut defaults = FileDefaults::new(reading.config, &page.path);
    let is_home = page.path == *reading.home;
    let assembled = match &page.front {
        FrontMatter::Absent if is_home => AssembledPage::Home(uncontrolled(page, None)),
        FrontMatter::Absent => without_front_matter(&mut decoder, reading, page, &mut defaults),
        FrontMatter::Broken(id) => AssembledPage::Unreadable {
            page: uncontrolled(page, None),
            id: id.clone().or_else(|| defaults.text("id")),
        },
        FrontMatter::Fields(table, opening) if table.0.is_empty() => {
            let help = "write id, title and kind there, or take the lines out";
            let message = "the front-matter holds no field";
            decoder.report(&rules::MISSING_FIELD, *opening, message, help);
            AssembledPage::Unreadable {
                page: uncontrolled(page, None),
                id: None,
            }
        }
        FrontMatter::Fields(table, opening) => {
            match fields::renamed(&mut decoder, reading.config, &mut defaults, table) {
                Err(entries) => unreadable(page, &entries),
                Ok(entries) if is_home && !names_itself(&entries) => {
                    home(&mut decoder, page, &entries)
                }
                Ok(mut entries) => {
                    // The home page is controlled only by its own words.
                    let is_named = defaults.has("kind") && defaults.has("id");
                    if !is_home && (is_named || !is_audience_alone(&entries)) {
                        defaults.fill_name(&mut entries);
                    }
                    let place = *opening;
                    with_fields(&mut decoder, reading, page, &mut defaults, entries, place)
                }
            }
        }
    };
    for diagnostic in &mut decoder.diagnostics {
        let span = diagnostic.location.span;
        if span.is_in_settings && defaults.is_individual(span) {
            diagnostic.message.push_str(&format!(" ({})", page.path));
        }
    }
    let mut diagnostics = page.diagnostics.clone();
    diagnostics.append(&mut decoder.diagnostics);
    Assembled {
        page: assembled,
        fragment: Arc::clone(&page.fragment),
        diagnostics,
        used: defaults.used(),
    }
}

/// A page without front-matter: it is controlled if `[[defaults]]` gives it a kind and an id.
fn without_front_matter(
    decoder: &mut Decoder<'_>,
    reading: Reading<'_>,
    page: &ParsedPage,
    defaults: &mut FileDefaults<'_>,
) -> AssembledPage {
    let mut entries = Vec::new();
    if defaults.has("kind") && defaults.has("id") {
        defaults.fill_name(&mut entries);
    }
    match entries.first() {
        // What is missing is missing in the entry that makes the files of a kind.
        Some(kind) => {
            let opening = kind.node.span;
            from_fields(decoder, reading, page, defaults, entries, opening)
        }
        // The mistake in `[[defaults]]` is reported, not each page that it leaves without fields.
        None if reading.config.damaged.defaults => AssembledPage::Unreadable {
            page: uncontrolled(page, None),
            id: None,
        },
        None => AssembledPage::Uncontrolled(uncontrolled(page, None)),
    }
}

/// Whether the fields make a page controlled.
fn names_itself(entries: &[Entry]) -> bool {
    let is_name = |entry: &Entry| entry.key == "id" || entry.key == "kind";
    entries.iter().any(is_name)
}

/// Whether the fields leave an uncontrolled page what it is.
fn is_audience_alone(entries: &[Entry]) -> bool {
    entries.iter().all(|entry| entry.key == "audience")
}

/// The home page, whose front-matter may give a title and an audience.
fn home(decoder: &mut Decoder<'_>, page: &ParsedPage, entries: &[Entry]) -> AssembledPage {
    const KNOWN: [&str; 2] = ["title", "audience"];
    let unknown = |entry: &&Entry| !KNOWN.contains(&&*entry.key);
    for entry in entries.iter().filter(unknown) {
        decoder.unknown(&rules::UNKNOWN_FIELD, entry, "field", KNOWN.into_iter());
    }
    let title = entries.iter().find(|entry| entry.key == "title");
    let title = title.and_then(|entry| decoder.text("title", &entry.node));
    let audience = audience(decoder, entries);
    let title = title.map(|title| title.value);
    AssembledPage::Home(uncontrolled_for(page, title, audience))
}

/// A page with front-matter: a document or a record, or an uncontrolled page with an audience.
fn with_fields(
    decoder: &mut Decoder<'_>,
    reading: Reading<'_>,
    page: &ParsedPage,
    defaults: &mut FileDefaults<'_>,
    entries: Vec<Entry>,
    opening: Span,
) -> AssembledPage {
    if is_audience_alone(&entries) {
        let audience = audience(decoder, &entries);
        return AssembledPage::Uncontrolled(uncontrolled_for(page, None, audience));
    }
    from_fields(decoder, reading, page, defaults, entries, opening)
}

/// Reads the field `audience` of a page that is neither a document nor a record.
fn audience(decoder: &mut Decoder<'_>, entries: &[Entry]) -> Vec<Spanned<String>> {
    let entry = entries.iter().find(|entry| entry.key == "audience");
    entry.map_or_else(Vec::new, |entry| decoder.texts("audience", &entry.node))
}
