//! Turns a parsed file into a document, a record, or a page that is neither.

use std::sync::Arc;

use super::assembled::{Assembled, AssembledPage, Reading};
use super::controlled::{Filled, from_fields};
use super::defaults::FileDefaults;
use super::fields;
use super::language;
use super::reading::{TextFields, files_used, of_page};
use super::uncontrolled::{uncontrolled, uncontrolled_for};
use super::unread;
use crate::diagnostics::{Span, Spanned};
use crate::manual::{FieldType, UncontrolledPage};
use crate::parse::decode::Decoder;
use crate::parse::node::Entry;
use crate::parse::unread_notation::report_variables;
use crate::parse::{DamagedFields, FieldsInCode, FrontMatter, FurtherFields, ParsedPage};
use crate::rules;

/// Assembles a page from its front-matter and its text. The result depends only on the page and the
/// settings.
pub(crate) fn assemble_page(reading: Reading<'_>, page: &ParsedPage) -> Assembled {
    let mut decoder = Decoder::with_forms(&page.path, &reading.config.reading.forms);
    let mut used = files_used(reading.config, page);
    let mut defaults = FileDefaults::new(reading.config, &page.path);
    let mut metadata = TextFields::of(&mut decoder, reading.config, page, &mut used);
    let is_home = page.path == *reading.home;
    let assembled = match &page.front {
        FrontMatter::Absent if let Some(in_code) = fields_in_code(reading, &mut defaults, page) => {
            decoder.diagnostics.push(in_code.mistake.clone());
            let filled = (&mut defaults, &mut metadata);
            unread::of_damaged(reading, filled, page, &in_code.fields)
        }
        FrontMatter::Absent => {
            let mut entries = Vec::new();
            metadata.add_to(&mut entries);
            match is_home && !names_itself(&entries) {
                true => AssembledPage::Home(uncontrolled(reading.config, page, None)),
                false => {
                    let filled = (&mut defaults, &mut metadata);
                    without_front_matter(&mut decoder, reading, page, filled, entries)
                }
            }
        }
        FrontMatter::Broken(fields) => {
            let filled = (&mut defaults, &mut metadata);
            unread::of_damaged(reading, filled, page, fields)
        }
        FrontMatter::Fields(..)
            if let Some(further) = further_fields(reading, &mut defaults, page) =>
        {
            decoder.diagnostics.push(further.mistake.clone());
            let filled = (&mut defaults, &mut metadata);
            unread::of_damaged(reading, filled, page, &further.fields)
        }
        FrontMatter::Fields(table, opening) if table.0.is_empty() => {
            let help = "write id, title and kind there, or take the lines out";
            let message = "the front-matter holds no field";
            decoder.report(&rules::MISSING_FIELD, *opening, message, help);
            let filled = (&mut defaults, &mut metadata);
            unread::of_damaged(reading, filled, page, &DamagedFields::default())
        }
        FrontMatter::Fields(table, opening) => {
            match fields::renamed(&mut decoder, reading, &mut defaults, table) {
                Err(entries) => unread::of_entries(reading, page, &entries),
                Ok(written) => {
                    let mut entries = written.clone();
                    if !is_home {
                        defaults.drop_blank(&mut entries);
                    }
                    metadata.add_to(&mut entries);
                    let is_named = is_given("kind", &entries, &defaults, is_home)
                        && is_given("id", &entries, &defaults, is_home);
                    if is_home && !names_itself(&entries) {
                        home(&mut decoder, reading, page, &written)
                    } else if leaves_uncontrolled(&written) && !is_named {
                        AssembledPage::Uncontrolled(with_own_words(
                            &mut decoder,
                            reading,
                            page,
                            &written,
                        ))
                    } else if let Some(part) = reading.config.reading.uncontrolled_front_matter
                        && !is_named
                        && is_of_another_program(reading, &written)
                    {
                        used.push(part);
                        let mut own = with_own_words(&mut decoder, reading, page, &written);
                        Arc::make_mut(&mut own).has_other_fields = true;
                        AssembledPage::Uncontrolled(own)
                    } else {
                        // The home page is controlled only by its own words.
                        if !is_home {
                            defaults.fill_name(&mut entries);
                        }
                        let filled = (&mut defaults, &mut metadata);
                        from_fields(&mut decoder, reading, page, filled, entries, *opening)
                    }
                }
            }
        }
    };
    metadata.report_struck(&mut decoder);
    for diagnostic in &mut decoder.diagnostics {
        let span = diagnostic.location.span;
        if span.is_in_settings && defaults.is_individual(span) {
            diagnostic.message.push_str(&format!(" ({})", page.path));
        }
    }
    let claims = of_page(&mut decoder, reading.config, page, &mut used);
    let mut diagnostics = page.diagnostics.clone();
    diagnostics.append(&mut decoder.diagnostics);
    let of_form = &reading.config.reading;
    used.extend(of_form.endings.part(&page.path));
    used.extend(of_form.unopened_front_matter.filter(|_| page.is_unopened));
    used.extend(of_form.admonitions.filter(|_| page.has_admonitions));
    used.extend(defaults.used());
    used.append(&mut metadata.reported);
    used.append(&mut decoder.used);
    used.sort_unstable();
    used.dedup();
    Assembled {
        page: assembled,
        fragment: Arc::clone(&page.fragment),
        diagnostics,
        claims,
        used: used.into(),
    }
}

/// The block of code at the beginning of a page, if it holds two or more fields of the manual.
fn fields_in_code<'p>(
    reading: Reading<'_>,
    defaults: &mut FileDefaults<'_>,
    page: &'p ParsedPage,
) -> Option<&'p FieldsInCode> {
    let in_code = page.fields_in_code.as_ref()?;
    let mut is_known = |name: &&String| {
        let mut kinds = reading.kinds.iter();
        defaults.field_name(name).is_some()
            || reading.config.field_names.contains_key(*name)
            || kinds.any(|kind| kind.field(&name.to_lowercase()).is_some())
    };
    let known = in_code.names.iter().filter(|name| is_known(name)).count();
    (known >= 2).then_some(in_code)
}

/// The first lines in the text of a page that are fields of the manual, in the form of front-matter. In a
/// page that its front-matter does not make controlled, only fields that would do so, or hide it.
fn further_fields<'p>(
    reading: Reading<'_>,
    defaults: &mut FileDefaults<'_>,
    page: &'p ParsedPage,
) -> Option<&'p FurtherFields> {
    const DECISIVE: [&str; 8] = [
        "id",
        "kind",
        "status",
        "effective",
        "review_due",
        "clauses",
        "supersedes",
        "audience",
    ];
    if page.further_fields.is_empty() {
        return None;
    }
    let is_named_by_settings = defaults.has("id") && defaults.has("kind");
    let mut renamed = |name: &str| {
        let of_files = defaults.field_name(name);
        let of_all = || reading.config.field_names.get(name).map(String::as_str);
        of_files.or_else(of_all).map(str::to_owned)
    };
    let is_controlled = match &page.front {
        FrontMatter::Fields(table, _) => {
            let is_name = |entry: &Entry| {
                let name = renamed(&entry.key);
                matches!(name.as_deref().unwrap_or(&entry.key), "id" | "kind")
            };
            is_named_by_settings || table.0.iter().any(is_name)
        }
        FrontMatter::Absent | FrontMatter::Broken(_) => true,
    };
    let mut is_known = |name: &str| match (renamed(name), is_controlled) {
        (Some(_), true) => true,
        (None, true) => reading.kinds.iter().any(|kind| kind.field(name).is_some()),
        (ours, false) => DECISIVE.contains(&ours.as_deref().unwrap_or(name)),
    };
    let mut found = page.further_fields.iter();
    found.find(|lines| {
        let known = lines.names.iter().filter(|name| is_known(name)).count();
        // Without a line before or behind it, one may be the first line of a text.
        known > usize::from(!lines.has_fence)
    })
}

/// A page without front-matter: it is controlled if its text and `[[defaults]]` give it a kind and an
/// id.
fn without_front_matter(
    decoder: &mut Decoder<'_>,
    reading: Reading<'_>,
    page: &ParsedPage,
    (defaults, metadata): Filled<'_, '_>,
    mut entries: Vec<Entry>,
) -> AssembledPage {
    let is_home = page.path == *reading.home;
    let is_given = |name: &str| is_given(name, &entries, defaults, is_home);
    let is_named = is_given("kind") && is_given("id");
    if !is_named && !is_home {
        let is_needed = |name: &str| matches!(name, "kind" | "id") && !is_given(name);
        metadata.report_unread(decoder, is_needed);
        return match reading.config.damaged.defaults {
            // The mistake in the settings is reported, not each page that it leaves without fields.
            true => unread::of_entries(reading, page, &entries),
            false => AssembledPage::Uncontrolled(uncontrolled(reading.config, page, None)),
        };
    }
    if let Some(further) = further_fields(reading, defaults, page) {
        decoder.diagnostics.push(further.mistake.clone());
        return unread::of_damaged(reading, (defaults, metadata), page, &further.fields);
    }
    if !is_home {
        defaults.fill_name(&mut entries);
    }
    // What is missing is missing in the block of fields, else in the entry that makes the files of a
    // kind.
    let first = entries.first().map(|kind| kind.node.span);
    let opening = metadata.place().or(first);
    let opening = opening.unwrap_or_else(Span::start_of_file);
    let filled = (defaults, metadata);
    from_fields(decoder, reading, page, filled, entries, opening)
}

/// Whether the page or `[[defaults]]` give a field. The home page takes none from there.
fn is_given(name: &str, entries: &[Entry], defaults: &FileDefaults<'_>, is_home: bool) -> bool {
    let is_written = entries.iter().any(|entry| entry.key == name);
    is_written || !is_home && defaults.has(name)
}

/// Whether the fields make a page controlled.
fn names_itself(entries: &[Entry]) -> bool {
    let is_name = |entry: &Entry| entry.key == "id" || entry.key == "kind";
    entries.iter().any(is_name)
}

/// Whether the fields leave an uncontrolled page what it is.
fn leaves_uncontrolled(entries: &[Entry]) -> bool {
    let known = ["audience", "language"];
    entries.iter().all(|entry| known.contains(&&*entry.key))
}

/// Whether front-matter has no field that makes a page controlled or claims something, nor one that
/// looks like it. A setting says whether such a page is uncontrolled or lacks fields.
fn is_of_another_program(reading: Reading<'_>, entries: &[Entry]) -> bool {
    let damaged = &reading.config.damaged;
    if damaged.defaults || damaged.field_names {
        return false;
    }
    let is_of_claims = |key: &str| {
        let fields = reading.kinds.iter().filter_map(|kind| kind.field(key));
        fields
            .into_iter()
            .any(|field| field.of == FieldType::Claims)
    };
    // Names of other programs, such as `link`, are near to ours, too.
    let is_nearly = |key: &str, name| strsim::damerau_levenshtein(key, name) <= 1;
    let is_ours = |entry: &Entry| {
        let key = entry.key.to_lowercase();
        let is_name = key == "id" || ["kind", "clauses"].iter().any(|name| is_nearly(&key, name));
        is_name || is_of_claims(&entry.key)
    };
    !entries.iter().any(is_ours)
}

/// The home page, whose front-matter may give a title, a language and an audience.
fn home(
    decoder: &mut Decoder<'_>,
    reading: Reading<'_>,
    page: &ParsedPage,
    entries: &[Entry],
) -> AssembledPage {
    const KNOWN: [&str; 3] = ["title", "audience", "language"];
    let unknown = |entry: &&Entry| !KNOWN.contains(&&*entry.key);
    for entry in entries.iter().filter(unknown) {
        if let Some(part) = reading.config.reading.uncontrolled_front_matter {
            decoder.used.push(part);
            continue;
        }
        if let Some(ignored) = reading.config.reading.ignored(&entry.key) {
            decoder.used.push(ignored.part);
            continue;
        }
        decoder.unknown(&rules::UNKNOWN_FIELD, entry, "field", KNOWN.into_iter());
    }
    AssembledPage::Home(with_own_words(decoder, reading, page, entries))
}

/// A page that is no document, with the title, the language and the audience of its front-matter.
fn with_own_words(
    decoder: &mut Decoder<'_>,
    reading: Reading<'_>,
    page: &ParsedPage,
    entries: &[Entry],
) -> Arc<UncontrolledPage> {
    let title = entries.iter().find(|entry| entry.key == "title");
    if let Some(entry) = title {
        report_variables(decoder, &FieldType::Text, entry);
    }
    let title = title.and_then(|entry| decoder.text("title", fields::single(&entry.node)));
    let audience = audience(decoder, entries);
    let language = language::of_entries(decoder, reading.config, &page.path, entries);
    let title = title.map(|title| title.value);
    uncontrolled_for(page, title, language, audience)
}

/// Reads the field `audience` of a page that is neither a document nor a record.
fn audience(decoder: &mut Decoder<'_>, entries: &[Entry]) -> Vec<Spanned<String>> {
    let entry = entries.iter().find(|entry| entry.key == "audience");
    entry.map_or_else(Vec::new, |entry| decoder.texts("audience", &entry.node))
}
