//! All words that the theme itself prints, by language. They come from its message files (Fluent).

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use crate::manual::Date;
use crate::site::theme::{Theme, ThemeError};

/// The language of messages that are missing in the manual's own language.
const FALLBACK: &str = "en";

/// The messages of one language.
pub(crate) struct Messages {
    /// The bundles in order of preference: the manual's language, then English.
    bundles: Vec<FluentBundle<FluentResource>>,
    /// Messages without arguments, by name, with `_` in place of `-`, as templates write them.
    plain: FxHashMap<String, String>,
    months: Vec<String>,
    /// The message `date`, split at the year, the month's name and the day.
    date_pattern: Vec<DatePart>,
    /// The same for the first day of a month, which some languages write differently: `1er mars`.
    first_pattern: Vec<DatePart>,
    language: String,
}

enum DatePart {
    Text(String),
    Year,
    Month,
    Day,
}

impl Messages {
    /// The messages for a language tag; English if the theme does not have that language.
    pub(crate) fn new(theme: &Theme, tag: &str) -> Result<Self, ThemeError> {
        let wanted: Result<LanguageIdentifier, _> = tag.parse();
        let mut languages: Vec<String> = wanted
            .iter()
            .flat_map(|tag| [tag.to_string(), tag.language.as_str().to_owned()])
            .chain([FALLBACK.to_owned()])
            .collect();
        languages.dedup();
        let mut bundles = Vec::new();
        let mut names = Vec::new();
        let mut spoken = None;
        for language in &languages {
            let files = theme.messages(language)?;
            if files.is_empty() {
                continue;
            }
            spoken.get_or_insert_with(|| language.clone());
            bundles.push(bundle(language, files, &mut names)?);
        }
        let mut messages = Self {
            bundles,
            plain: FxHashMap::default(),
            months: Vec::new(),
            date_pattern: Vec::new(),
            first_pattern: Vec::new(),
            language: spoken.unwrap_or_else(|| FALLBACK.to_owned()),
        };
        for name in names {
            if let Some(text) = messages.format_plain(&name) {
                messages.plain.insert(name.replace('-', "_"), text);
            }
        }
        messages.months = (1..=12)
            .map(|month| messages.get(&format!("month_{month}")).to_owned())
            .collect();
        messages.date_pattern = messages.read_date_pattern("\u{3}".into());
        messages.first_pattern = messages.read_date_pattern(1.into());
        Ok(messages)
    }

    /// The tag of the language of the pages.
    pub(crate) fn language(&self) -> &str {
        &self.language
    }

    /// The messages without arguments, as templates see them in `t`.
    pub(crate) fn plain(&self) -> BTreeMap<&str, &str> {
        let messages = self.plain.iter();
        messages.map(|(name, text)| (&**name, &**text)).collect()
    }

    /// A message without arguments, by its name with `_` in place of `-`. If no file has it, the
    /// name itself is returned.
    pub(crate) fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.plain.get(name).map_or(name, |text| text)
    }

    /// A message without arguments, if there is one with that name.
    pub(crate) fn find(&self, name: &str) -> Option<&str> {
        self.plain.get(name).map(|text| &**text)
    }

    /// A message with arguments, by its name in the file.
    pub(crate) fn with<'a>(
        &self,
        name: &str,
        arguments: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> String {
        let arguments: FluentArgs<'_> = arguments.into_iter().collect();
        for bundle in &self.bundles {
            if let Some(pattern) = bundle.get_message(name).and_then(|message| message.value()) {
                let mut unresolved = Vec::new();
                return bundle
                    .format_pattern(pattern, Some(&arguments), &mut unresolved)
                    .into_owned();
            }
        }
        name.to_owned()
    }

    /// A message with the argument `$count`.
    pub(crate) fn count(&self, name: &str, count: usize) -> String {
        self.with(name, [("count", FluentValue::from(count))])
    }

    /// A number that is written with a point before its decimals, in the style of this language.
    /// Any other text stays as it is.
    pub(crate) fn number(&self, written: &str) -> String {
        let sign = self.get("decimal_sign");
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.');
        match written.chars().all(is_number) {
            true => written.replace('.', sign),
            false => written.to_owned(),
        }
    }

    /// A date in the style of this language.
    pub(crate) fn date(&self, date: Date) -> String {
        let mut out = String::with_capacity(12);
        let pattern = match date.day() {
            1 => &self.first_pattern,
            _ => &self.date_pattern,
        };
        for part in pattern {
            match part {
                DatePart::Text(text) => out.push_str(text),
                DatePart::Year => out.push_str(&date.year().to_string()),
                DatePart::Day => out.push_str(&date.day().to_string()),
                DatePart::Month => {
                    let month = self.months.get(date.month() as usize - 1);
                    out.push_str(month.map_or("", |month| month));
                }
            }
        }
        out
    }

    /// The text of a message, or `None` if it needs arguments.
    fn format_plain(&self, name: &str) -> Option<String> {
        let (bundle, message) = self
            .bundles
            .iter()
            .find_map(|bundle| Some((bundle, bundle.get_message(name)?)))?;
        let mut unresolved = Vec::new();
        let text = bundle
            .format_pattern(message.value()?, None, &mut unresolved)
            .into_owned();
        unresolved.is_empty().then_some(text)
    }

    fn read_date_pattern(&self, day: FluentValue<'_>) -> Vec<DatePart> {
        let marks = [
            ("year", "\u{1}".into()),
            ("month", "\u{2}".into()),
            ("day", day),
        ];
        let pattern = self.with("date", marks);
        let mut parts = Vec::new();
        for c in pattern.chars() {
            match c {
                '\u{1}' => parts.push(DatePart::Year),
                '\u{2}' => parts.push(DatePart::Month),
                '\u{3}' => parts.push(DatePart::Day),
                c => match parts.last_mut() {
                    Some(DatePart::Text(text)) => text.push(c),
                    _ => parts.push(DatePart::Text(c.to_string())),
                },
            }
        }
        parts
    }
}

/// One language's messages. In `files` the theme's own file comes before the built-in one.
fn bundle(
    language: &str,
    files: Vec<(String, &str)>,
    names: &mut Vec<String>,
) -> Result<FluentBundle<FluentResource>, ThemeError> {
    let tag: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks around arguments would also appear in addresses and tests.
    bundle.set_use_isolating(false);
    for (file, text) in files.into_iter().rev() {
        let (resource, errors) = match FluentResource::try_new(text.to_owned()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        if let Some(source) = errors.into_iter().next() {
            let before = text.as_bytes()[..source.pos.start.min(text.len())].iter();
            return Err(ThemeError::Messages {
                file,
                line: before.filter(|byte| **byte == b'\n').count() + 1,
                source,
            });
        }
        names.extend(message_names(&resource));
        bundle.add_resource_overriding(resource);
    }
    Ok(bundle)
}

fn message_names(resource: &FluentResource) -> Vec<String> {
    resource
        .entries()
        .filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn english() -> Messages {
        messages("en-GB")
    }

    fn messages(tag: &str) -> Messages {
        Messages::new(&Theme::built_in(), tag).unwrap()
    }

    #[test]
    fn plain_messages_stand_ready_for_templates() {
        let messages = english();
        assert_eq!(messages.language(), "en");
        assert_eq!(messages.get("status_draft"), "Draft");
        assert_eq!(
            messages.find("requirements_count"),
            None,
            "it needs a number"
        );
    }

    #[test]
    fn numbers_choose_the_form_of_the_noun() {
        let messages = english();
        assert_eq!(messages.count("requirements-count", 1), "1 requirement");
        assert_eq!(messages.count("requirements-count", 64), "64 requirements");
        assert_eq!(
            self::messages("fr").count("requirements-count", 0),
            "0 exigence"
        );
    }

    #[test]
    fn dates_are_written_as_the_language_does() {
        let dates = |tag| {
            let messages = messages(tag);
            [date(2026, 2, 1), date(2026, 11, 3)].map(|date| messages.date(date))
        };
        assert_eq!(dates("en"), ["1 Feb 2026", "3 Nov 2026"]);
        assert_eq!(dates("de-AT"), ["1. Feb. 2026", "3. Nov. 2026"]);
        assert_eq!(dates("fr"), ["1er févr. 2026", "3 nov. 2026"]);
        assert_eq!(dates("es"), ["1 feb 2026", "3 nov 2026"]);
    }

    #[test]
    fn numbers_have_the_decimal_sign_of_the_language() {
        assert_eq!(messages("en").number("-80.65"), "-80.65");
        assert_eq!(messages("de").number("-80.65"), "-80,65");
        assert_eq!(messages("es").number("12 %. "), "12 %. ");
    }

    #[test]
    fn a_language_that_the_theme_lacks_falls_back_to_english() {
        let messages = Messages::new(&Theme::built_in(), "tlh").unwrap();
        assert_eq!(messages.language(), "en");
        assert!(Messages::new(&Theme::built_in(), "no tag at all").is_ok());
    }

    #[test]
    fn a_mistake_in_a_theme_s_messages_gives_its_line() {
        let file = (
            "messages/en.ftl".to_owned(),
            b"ok = fine\n\n= wrong\n".to_vec(),
        );
        let theme = Theme::with_files([file].into());
        let error = Messages::new(&theme, "en").err().unwrap().to_string();
        snapbox::assert_data_eq!(
            error,
            snapbox::str!["the theme's messages/en.ftl, line 3: [..]"]
        );
    }

    #[test]
    fn a_theme_replaces_single_messages() {
        let file = (
            "messages/en.ftl".to_owned(),
            b"status-draft = In work\n".to_vec(),
        );
        let theme = Theme::with_files([file].into());
        let messages = Messages::new(&theme, "en").unwrap();
        assert_eq!(messages.get("status_draft"), "In work");
        assert_eq!(messages.get("status_obsolete"), "Obsolete");
    }
}
