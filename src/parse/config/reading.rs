//! The settings that select the files to read and to publish: `exclude`, `publish` and `[reading]`
//! (`docs/design.md`, "manual.toml").

use super::defaults::{Parts, part};
use crate::diagnostics::Span;
use crate::manual::{
    DateFormat, Ending, Endings, Forms, IgnoredField, PathGlob, PathGlobs, ReadingSettings,
    SettingPartIx, has_decimal_comma,
};
use crate::parse::decode::Decoder;
use crate::parse::node::{Node, Table};
use crate::rules;

/// Every key of `[reading]`.
pub(in crate::parse) const SETTINGS: [&str; 7] = [
    "follow_links",
    "endings",
    "date_formats",
    "ignore_fields",
    "unopened_front_matter",
    "uncontrolled_front_matter",
    "admonitions",
];

/// Reads a setting that holds path patterns. An invalid pattern is reported and left out.
pub(super) fn globs(decoder: &mut Decoder<'_>, table: &Table, name: &str) -> PathGlobs {
    let Some(node) = table.get(name) else {
        return PathGlobs::default();
    };
    let mut globs = Vec::new();
    for written in decoder.texts(name, node) {
        let (span, text) = (written.span, written.value.clone());
        match PathGlob::new(written) {
            Ok(glob) => globs.push(glob),
            Err(error) => {
                let message = format!("`{text}` is no pattern of paths: {}", error.kind());
                let help = "write a path from the manual's folder, such as \"drafts/**\": `*` stands \
                            for any letters of a name, `**` for any folders";
                decoder.invalid(span, message, help);
            }
        }
    }
    globs.into_iter().collect()
}

/// What `[reading]` says.
#[derive(Default)]
pub(super) struct ReadReading {
    pub(super) settings: ReadingSettings,
    /// The parts of it that files must use.
    pub(super) parts: Parts,
}

/// Reads `[reading]`.
pub(super) fn read(decoder: &mut Decoder<'_>, table: &Table) -> ReadReading {
    let mut read = ReadReading::default();
    let language = table.get("language").and_then(Node::text);
    let has_decimal_comma = language.is_some_and(has_decimal_comma);
    read.settings.forms.has_decimal_comma = has_decimal_comma;
    let table = table
        .get("reading")
        .and_then(|node| decoder.table("reading", node));
    let Some(table) = table else {
        return read;
    };
    decoder.no_blank_settings(table, &[]);
    for entry in table
        .0
        .iter()
        .filter(|entry| !SETTINGS.contains(&&*entry.key))
    {
        let known = SETTINGS.into_iter();
        decoder.unknown(
            &rules::UNKNOWN_SETTING,
            entry,
            "setting of [reading]",
            known,
        );
    }
    let ReadReading { settings, parts } = &mut read;
    settings.follow_links = is_on(decoder, table, "follow_links").is_some_and(|(is_on, _)| is_on);
    settings.endings = endings(decoder, table, parts);
    settings.forms = forms(decoder, table, parts);
    settings.forms.has_decimal_comma = has_decimal_comma;
    settings.ignore_fields = ignore_fields(decoder, table, parts);
    let message = "no page has fields without an opening line before them";
    settings.unopened_front_matter =
        switch(decoder, table, parts, "unopened_front_matter", message);
    let message = "each page with front-matter has an id or a kind in it, or is made a document by the settings";
    settings.uncontrolled_front_matter =
        switch(decoder, table, parts, "uncontrolled_front_matter", message);
    let message = "no text has a notice or a tab that this reads";
    settings.admonitions = switch(decoder, table, parts, "admonitions", message);
    read
}

/// Reads a setting that is on or off.
fn is_on(decoder: &mut Decoder<'_>, table: &Table, name: &str) -> Option<(bool, Span)> {
    let node = table.get(name)?;
    Some((decoder.flag(name, node)?, node.span))
}

/// Reads a setting by which files may have another form. `message` says that none has.
fn switch(
    decoder: &mut Decoder<'_>,
    table: &Table,
    parts: &mut Parts,
    name: &str,
    message: &str,
) -> Option<SettingPartIx> {
    let (_, span) = is_on(decoder, table, name).filter(|(is_on, _)| *is_on)?;
    Some(part(parts, span, message.to_owned(), &[]))
}

/// Reads `endings`. One that cannot be the ending of a name is reported and left out.
fn endings(decoder: &mut Decoder<'_>, table: &Table, parts: &mut Parts) -> Endings {
    let mut endings: Vec<Ending> = Vec::new();
    let node = table.get("endings");
    for written in node.map_or_else(Vec::new, |node| decoder.texts("endings", node)) {
        let text = written.value.trim_start_matches('.');
        if text.is_empty() || text.contains(['/', '\\', '*', '?']) {
            let message = format!("`{}` is no ending of a name", written.value);
            let help = "write what stands behind the dot, such as \"md\" or \"md.tmpl\"";
            decoder.invalid(written.span, message, help);
            continue;
        }
        if endings
            .iter()
            .any(|one| one.text.eq_ignore_ascii_case(text))
        {
            decoder.twice("endings", &written);
            continue;
        }
        let message = format!("no file of the manual has a name that ends with `.{text}`");
        endings.push(Ending {
            text: text.to_owned(),
            part: part(parts, written.span, message, &[]),
        });
    }
    Endings::named(endings)
}

/// Reads `date_formats`. A format that does not say a whole day is reported and left out.
fn forms(decoder: &mut Decoder<'_>, table: &Table, parts: &mut Parts) -> Forms {
    let mut forms = Forms::default();
    let Some(node) = table.get("date_formats") else {
        return forms;
    };
    let told = decoder.diagnostics.len();
    for written in decoder.texts("date_formats", node) {
        let format = &written.value;
        if forms.dates.iter().any(|one| one.written == *format) {
            decoder.twice("date_formats", &written);
            continue;
        }
        let message = format!("no day is written as `{format}`");
        let part = part(parts, written.span, message, &[]);
        match DateFormat::new(format, part) {
            Some(format) => forms.dates.push(format),
            None => {
                // Nothing uses it, and that is not what is wrong.
                parts.as_mut_vec().pop();
                let message = format!("`{format}` is no format of a day");
                let help = "write it with %d for the day, %m for the month and %Y for the year, such as \
                            \"%d.%m.%Y\"; %b and %B are the names of months in English, %y is a year of \
                            two digits";
                decoder.invalid(written.span, message, help);
            }
        }
    }
    forms.is_damaged = decoder.diagnostics.len() > told;
    forms
}

/// Reads `ignore_fields`.
fn ignore_fields(decoder: &mut Decoder<'_>, table: &Table, parts: &mut Parts) -> Vec<IgnoredField> {
    let mut fields: Vec<IgnoredField> = Vec::new();
    let node = table.get("ignore_fields");
    for name in node.map_or_else(Vec::new, |node| decoder.texts("ignore_fields", node)) {
        if fields.iter().any(|one| one.name == name.value) {
            decoder.twice("ignore_fields", &name);
            continue;
        }
        let message = format!("no page has a field `{}` that would be unknown", name.value);
        fields.push(IgnoredField {
            part: part(parts, name.span, message, &[]),
            name: name.value,
        });
    }
    fields
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Source, SourcePath};
    use crate::parse::parse_config;

    const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n";

    #[test]
    fn what_is_left_out_and_what_is_published_are_patterns() {
        let text = format!(
            "{PLAIN}exclude = [\"drafts/**\", \"[z-a]\"]\npublish = \"downloads/*\"\n\
             [reading]\nfollow_links = true\nfolow = 1\n"
        );
        let source = Source::new(SourcePath::new("manual.toml"), text.as_str());
        let (config, diagnostics) = parse_config(&source);
        assert!(config.exclude.take_in(&SourcePath::new("drafts/a.md")));
        assert!(config.publish.take_in(&SourcePath::new("downloads/f.zip")));
        assert!(config.reading.follow_links);
        let found: Vec<(&str, u32, u32)> = diagnostics
            .iter()
            .map(|one| {
                (
                    one.rule.name,
                    one.location.span.line,
                    one.location.span.column,
                )
            })
            .collect();
        assert_eq!(
            found,
            [("invalid-value", 3, 25), ("unknown-setting", 7, 1)],
            "{diagnostics:?}"
        );
    }
}
