//! Determines the language of a page's text (`docs/design.md`, "Languages").

use super::defaults::FileDefaults;
use super::fields::take;
use crate::diagnostics::SourcePath;
use crate::manual::{
    Config, FieldType, FieldValue, Fields, Kind, Language, PageLanguage, file_parts,
};
use crate::parse::decode::{Decoder, is_misspelt};
use crate::parse::node::Entry;

/// The language of a page that does not say it itself: what the name of its file says, else the
/// manual's.
pub(super) fn of_file(config: &Config, path: &SourcePath) -> PageLanguage {
    let named = file_parts(path, &config.reading.endings).language;
    PageLanguage {
        language: named.unwrap_or_else(|| Language::of_manual(&config.language)),
        is_unreadable: false,
    }
}

/// The language of a document or record. Its field `language` is taken out of the fields, unless the
/// manual has given the field another meaning. What the settings fill in counts behind the name of
/// the file.
pub(super) fn of_fields(
    config: &Config,
    path: &SourcePath,
    kind: &Kind,
    defaults: &FileDefaults<'_>,
    entries: &[Entry],
    fields: &mut Fields,
) -> PageLanguage {
    let of_file = of_file(config, path);
    let is_ours = kind.field("language").map(|field| &field.of) == Some(&FieldType::Language);
    if !is_ours {
        return of_file;
    }
    let is_filled = defaults
        .filled
        .iter()
        .any(|field| field.name.as_str() == "language");
    let written = take(fields, "language").and_then(|field| match field.value {
        FieldValue::Text(tag) => Some(Language::of_manual(&tag)),
        _ => None,
    });
    let is_named = file_parts(path, &config.reading.endings).language.is_some();
    match written {
        Some(language) if !(is_filled && is_named) => PageLanguage {
            language,
            is_unreadable: false,
        },
        Some(_) => of_file,
        None => {
            let entry = entries.iter().find(|entry| entry.key == "language");
            let known: Vec<&str> = kind
                .fields
                .iter()
                .map(|field| field.name.as_str())
                .collect();
            PageLanguage {
                is_unreadable: entry.is_some_and(|entry| !entry.node.is_blank())
                    || is_misspelt("language", entries, &known),
                ..of_file
            }
        }
    }
}

/// The language of a page that is neither a document nor a record, and its front-matter.
pub(super) fn of_entries(
    decoder: &mut Decoder<'_>,
    config: &Config,
    path: &SourcePath,
    entries: &[Entry],
) -> PageLanguage {
    let entry = entries.iter().find(|entry| entry.key == "language");
    let written = entry.and_then(|entry| decoder.language(&entry.key, &entry.node));
    match written {
        Some(language) => PageLanguage {
            language,
            is_unreadable: false,
        },
        None => of_file(config, path),
    }
}
