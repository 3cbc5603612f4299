//! Parses `manual.toml` (`docs/design.md`, "manual.toml").

pub(super) mod applicability;
mod audiences;
pub(super) mod claims;
mod damaged;
pub(super) mod defaults;
mod entries;
mod mappings;
pub(super) mod menu;
pub(super) mod metadata;
pub(super) mod reading;
pub(super) mod theme;

pub(super) use damaged::unsure_from;
use reading::{ReadReading, globs};

use std::collections::BTreeMap;

use crate::diagnostics::{
    Diagnostic, Level, Location, RuleLevels, Source, SourcePath, Span, Spanned,
};
use crate::manual::{
    ApprovalSettings, Config, DamagedSettings, EntriesByFile, StatedExclusion, SuggestionAddress,
    is_history_by_day, nested,
};
use crate::markdown::field_says_nothing;
use crate::parse::decode::{Decoder, is_misspelt};
use crate::parse::node::{Node, Table, Value};
use crate::parse::{kinds, private_key, toml, unread_notation};
use crate::rules;

/// Every key of `manual.toml`.
pub(super) const SETTINGS: [&str; 28] = [
    "title",
    "organisation",
    "language",
    "standards",
    "theme",
    "suggestions",
    "review_interval",
    "audit_cycle",
    "evidence_interval",
    "home",
    "exclude",
    "publish",
    "reading",
    "defaults",
    "metadata",
    "claims",
    "exclusion",
    "menu",
    "applicability",
    "approval",
    "audiences",
    "rules",
    "variables",
    "fields",
    "values",
    "kind",
    "class",
    "changes",
];

/// Every key of an `[[exclusion]]`.
pub(super) const EXCLUSION_SETTINGS: [&str; 4] = ["clause", "justification", "approved_by", "date"];

/// Every key of `[approval]`.
pub(super) const APPROVAL_SETTINGS: [&str; 2] = ["required", "signed"];

/// Reads `manual.toml`. Mistakes are reported, and the other settings apply.
pub(crate) fn parse_config(source: &Source) -> (Config, Vec<Diagnostic>) {
    let (table, mut diagnostics) = toml::parse(source, 0..source.text().len());
    let mut decoder = Decoder::new(source.path());
    let read_reading = reading::read(&mut decoder, &table);
    // The days of this file may be written in the formats that it allows.
    let forms = read_reading.settings.forms.clone();
    let mut of_reading = decoder.diagnostics;
    let mut decoder = Decoder::with_forms(source.path(), &forms);
    let is_whole = diagnostics.is_empty();
    let mut config = read(&mut decoder, source.path(), &table, read_reading, is_whole);
    let mut mistakes = decoder.diagnostics;
    mistakes.append(&mut of_reading);
    if let Some(error) = diagnostics.first() {
        // Text behind a syntax error may be misread, so mistakes in it are not reported.
        let from = damaged::unsure_from(source, &table, error);
        mistakes.retain(|mistake| (mistake.location.span.start as usize) < from);
    }
    config.damaged = damaged::damaged(source, &table, &config, &diagnostics, &mistakes);
    if let Some(error) = diagnostics.first_mut() {
        error.help =
            Some("mend this first: until then nothing is judged by these settings".to_owned());
    }
    if is_whole {
        diagnostics.extend(unread_notation::report(source, &table));
    }
    diagnostics.append(&mut mistakes);
    diagnostics.extend(private_key::report(source));
    (config, diagnostics)
}

/// The settings of a manual whose `manual.toml` cannot be read at all, which was already reported.
pub(crate) fn unreadable_config(path: SourcePath) -> Config {
    let (mut config, _) = parse_config(&Source::new(path, ""));
    config.damaged = DamagedSettings::everything(Location::file(&config.path));
    config
}

fn read(
    decoder: &mut Decoder<'_>,
    path: &SourcePath,
    table: &Table,
    read_reading: ReadReading,
    whole: bool,
) -> Config {
    for entry in &table.0 {
        if !SETTINGS.contains(&&*entry.key) {
            decoder.unknown(
                &rules::UNKNOWN_SETTING,
                entry,
                "setting",
                SETTINGS.into_iter(),
            );
            if is_misspelt("standards", std::slice::from_ref(entry), &SETTINGS) {
                decoder.always_deny_from(decoder.diagnostics.len() - 1);
            }
        }
    }
    let start = Span::start_of_file();
    decoder.no_blank_settings(table, &["title", "organisation"]);
    let known = (table, &SETTINGS[..]);
    let title = match whole {
        true => {
            let message = "the manual has no title";
            decoder.required("title", known, start, message, "add title = \"…\"")
        }
        false => text(decoder, table, "title"),
    };
    let standards = standards(decoder, table, whole, start);
    let mut interval = |name: &str| decoder.interval(name, table.get(name)?);
    let review_interval = interval("review_interval");
    let audit_cycle = interval("audit_cycle");
    let evidence_interval = interval("evidence_interval");
    // Without a value, or under a misspelt name, the manual's own value is unknown.
    let is_written =
        |name: &str| table.get(name).is_some() || is_misspelt(name, &table.0, &SETTINGS);
    let before = decoder.diagnostics.len();
    let class_fields = table
        .get("class")
        .map(|node| kinds::read_class_fields(decoder, node))
        .unwrap_or_default();
    let kinds = table
        .get("kind")
        .map(|node| kinds::read_own(decoder, node, &class_fields))
        .unwrap_or_default();
    let are_kinds_known = whole && decoder.diagnostics.len() == before;
    let has_mappings = ["fields", "values", "defaults", "metadata"]
        .iter()
        .any(|name| is_written(name));
    let mut built_in = match has_mappings {
        true => kinds::built_in(),
        false => Vec::new(),
    };
    kinds::add_class_fields(&mut built_in, &class_fields);
    let is_kind_misspelt = |name: &&str| is_misspelt(name, &table.0, &SETTINGS);
    let all_kinds = mappings::Kinds {
        built_in: &built_in,
        own: &kinds,
        are_known: are_kinds_known && !["kind", "class"].iter().any(is_kind_misspelt),
    };
    let field_names = mappings::fields(decoder, table, &all_kinds);
    let field_values = mappings::values(decoder, table, &all_kinds);
    let rules = levels(decoder, table);
    let ReadReading {
        settings: reading,
        mut parts,
    } = read_reading;
    let defaults = defaults::read(decoder, table, &all_kinds, &rules, &mut parts);
    let metadata = metadata::read(decoder, table, &all_kinds, &rules, &mut parts);
    let claims = claims::read(decoder, table, &mut parts);
    let texts = metadata.entries.into_iter().chain(claims.texts);
    let of_files = defaults.entries.iter().flat_map(|entry| {
        let names = entry.field_names.iter();
        names.map(|(written, ours)| (&**written, &*ours.name))
    });
    let of_all = field_names.iter();
    let of_all = of_all.map(|(written, ours)| (&**written, &**ours));
    let nested_names: Vec<(&str, &str)> = of_all
        .chain(of_files)
        .filter(|(written, _)| nested(written).is_some())
        .collect();
    let has_nested_names = !nested_names.is_empty();
    let is_history_by_day = is_history_by_day(nested_names.into_iter());
    Config {
        path: path.clone(),
        title: title.map_or_else(|| "Quality Manual".to_owned(), |title| title.value),
        organisation: text(decoder, table, "organisation")
            .map(|t| t.value)
            .unwrap_or_default(),
        language: language(decoder, table),
        standards,
        theme: theme::read(decoder, table.get("theme"), start),
        suggestions: suggestions(decoder, table),
        is_review_interval_unreadable: is_written("review_interval") && review_interval.is_none(),
        review_interval: review_interval.unwrap_or(Config::REVIEW_INTERVAL),
        audit_cycle: audit_cycle
            .or_else(|| (!is_written("audit_cycle")).then_some(Config::AUDIT_CYCLE)),
        is_evidence_interval_unreadable: is_written("evidence_interval")
            && evidence_interval.is_none(),
        evidence_interval,
        home: text(decoder, table, "home").map(|home| home.map(|path| path_of(&path))),
        exclude: globs(decoder, table, "exclude"),
        publish: globs(decoder, table, "publish"),
        reading,
        changes_since: changes_since(decoder, table),
        menu: menu::read(decoder, table),
        exclusions: exclusions(decoder, table),
        applicability: applicability::read(decoder, table),
        is_applicability_misspelt: is_misspelt("applicability", &table.0, &SETTINGS),
        audiences: audiences::read(decoder, table),
        approval: approval(decoder, table),
        rules,
        variables: variables(decoder, table.get("variables")),
        field_names,
        field_values,
        has_nested_names,
        is_history_by_day,
        class_fields,
        kinds,
        default_files: EntriesByFile::new(&defaults.entries),
        defaults: defaults.entries,
        texts: texts.collect(),
        claims_files: claims.files,
        parts,
        used_here: std::mem::take(&mut decoder.used),
        damaged: DamagedSettings {
            defaults: defaults.is_damaged || metadata.is_damaged,
            ..DamagedSettings::default()
        },
    }
}

/// A path from the manual's folder.
fn path_of(written: &str) -> SourcePath {
    SourcePath::new(written.trim_start_matches("./").trim_start_matches('/'))
}

fn text(decoder: &mut Decoder<'_>, table: &Table, name: &str) -> Option<Spanned<String>> {
    decoder.text(name, table.get(name)?)
}

/// Reads `[changes] since`: the revision since which the site shows changes.
fn changes_since(decoder: &mut Decoder<'_>, table: &Table) -> Option<Spanned<String>> {
    let table = decoder.table("changes", table.get("changes")?)?;
    for entry in table.0.iter().filter(|entry| &*entry.key != "since") {
        let known = ["since"].into_iter();
        decoder.unknown(
            &rules::UNKNOWN_SETTING,
            entry,
            "setting of [changes]",
            known,
        );
    }
    let mut since = text(decoder, table, "since")?;
    if let Some(day) = decoder.day(&since.value) {
        since.value = day.to_string();
    }
    Some(since)
}

/// Reads the manual's language tag, such as `en` or `pt-BR`; `en` by default.
fn language(decoder: &mut Decoder<'_>, table: &Table) -> String {
    let Some(written) = text(decoder, table, "language") else {
        return "en".to_owned();
    };
    let mut parts = written.value.split('-');
    let is_first = |part: &str| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_further = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if !(parts.next().is_some_and(is_first) && parts.all(is_further)) {
        let message = format!("`{}` is no tag of a language", written.value);
        let help = "write two letters, and a country where it matters: en, de, pt-BR";
        decoder.invalid(written.span, message, help);
    }
    written.value
}

/// Reads the list of standards. Without a list it is not known against which requirements the manual is
/// checked; an empty list says that there are none.
fn standards(
    decoder: &mut Decoder<'_>,
    table: &Table,
    whole: bool,
    start: Span,
) -> Vec<Spanned<String>> {
    let before = decoder.diagnostics.len();
    let node = table.get("standards");
    let standards = node.map_or_else(Vec::new, |node| decoder.texts("standards", node));
    // Without a standard of the list, its requirements would be missing from the matrix.
    decoder.always_deny_from(before);
    let is_told = decoder.diagnostics.len() > before || node.is_some_and(Node::is_blank);
    let is_empty_list =
        |node: &&Node| matches!(&node.value, Value::List(items) if items.is_empty());
    if let Some(list) = node.filter(is_empty_list) {
        let message = "the manual names no standard, so that nothing is measured";
        let help = "name those that it is to meet: standards = [\"iso-9001-2015\"]; `clausebook standards \
                    list` shows those there are";
        decoder.report(&rules::NO_STANDARD, list.span, message, help);
    } else if whole && standards.is_empty() && !is_told {
        let missing = decoder
            .diagnostic(
                &rules::MISSING_FIELD,
                node.map_or(start, |node| node.span),
                "the manual names no standard",
            )
            .help("add standards = [\"iso-9001-2015\"]; `clausebook standards list` shows those there are");
        let missing = match is_misspelt("standards", &table.0, &SETTINGS) {
            true => missing.follows(&rules::UNKNOWN_SETTING),
            false => missing,
        };
        decoder.diagnostics.push(missing);
    }
    standards
}

fn suggestions(decoder: &mut Decoder<'_>, table: &Table) -> Option<SuggestionAddress> {
    let address = text(decoder, table, "suggestions")?;
    let parsed = address.value.parse().ok();
    if parsed.is_none() {
        let message = format!(
            "`{}` is no address that readers can write to",
            address.value
        );
        let help = "write a mail address, or the address of a form for new issues: \
                    https://tracker.example/new?title={id}%20{section}";
        decoder.invalid(address.span, message, help);
    }
    parsed
}

fn exclusions(decoder: &mut Decoder<'_>, table: &Table) -> Vec<StatedExclusion> {
    let items = table.get("exclusion").map(Node::items).unwrap_or_default();
    let mut exclusions = Vec::new();
    for item in items {
        let Some(table) = decoder.table("exclusion", item) else {
            continue;
        };
        for entry in table
            .0
            .iter()
            .filter(|entry| !EXCLUSION_SETTINGS.contains(&&*entry.key))
        {
            decoder.unknown(
                &rules::UNKNOWN_SETTING,
                entry,
                "setting",
                EXCLUSION_SETTINGS.into_iter(),
            );
        }
        decoder.no_blank_settings(table, &["clause", "justification", "approved_by"]);
        let message = "an exclusion names no clause";
        let place = (table, &EXCLUSION_SETTINGS[..]);
        let help = "add clause = \"8.3\"";
        let Some(clause) = decoder.required("clause", place, item.span, message, help) else {
            continue;
        };
        let says_something = |text: &Spanned<String>| !field_says_nothing(&text.value);
        let justification = text(decoder, table, "justification").filter(says_something);
        let approved_by = text(decoder, table, "approved_by").filter(says_something);
        let is_misspelt = |name: &str| is_misspelt(name, &table.0, &EXCLUSION_SETTINGS);
        let is_no_text = |node: &Node| !node.is_blank() && node.text().is_none();
        let written = table.get("justification");
        // A value of another type is reported at its own place.
        if justification.is_none() && !written.is_some_and(is_no_text) {
            let missing = decoder
                .diagnostic(
                    &rules::UNJUSTIFIED_EXCLUSION,
                    written.map_or(clause.span, |node| node.span),
                    format!(
                        "the exclusion of {} has no justification, so it excludes nothing",
                        clause.value
                    ),
                )
                .help(
                    "add justification = \"…\": why the clause does not apply to this organisation",
                );
            let missing = match is_misspelt("justification") {
                true => missing.follows(&rules::UNKNOWN_SETTING),
                false => missing,
            };
            decoder.diagnostics.push(missing);
        }
        let unread_approval = match table.get("approved_by") {
            Some(node) => is_no_text(node).then_some(&rules::INVALID_VALUE),
            None => is_misspelt("approved_by").then_some(&rules::UNKNOWN_SETTING),
        };
        let date = table
            .get("date")
            .and_then(|node| decoder.date("date", node));
        exclusions.push(StatedExclusion {
            clause,
            justification: justification.map(|text| text.value).unwrap_or_default(),
            approved_by: approved_by.map(|role| role.value),
            unread_approval,
            is_date_unreadable: date.is_none()
                && (table.get("date").is_some() || is_misspelt("date")),
            date,
        });
    }
    exclusions
}

/// Reads `[approval]`. A setting that cannot be read counts as `true`, so that a mistake makes the
/// rules stricter and never weaker.
fn approval(decoder: &mut Decoder<'_>, table: &Table) -> ApprovalSettings {
    let strict = ApprovalSettings {
        required: true,
        signed: true,
        is_damaged: true,
    };
    let Some(node) = table.get("approval") else {
        // Under a misspelt name, too, the settings are written, and unknown.
        return match is_misspelt("approval", &table.0, &SETTINGS) {
            true => strict,
            false => ApprovalSettings::default(),
        };
    };
    let is_written_twice = is_misspelt("approval", &table.0, &SETTINGS);
    let Some(table) = decoder.table("approval", node) else {
        return strict;
    };
    let told = decoder.diagnostics.len();
    for entry in table
        .0
        .iter()
        .filter(|entry| !APPROVAL_SETTINGS.contains(&&*entry.key))
    {
        decoder.unknown(
            &rules::UNKNOWN_SETTING,
            entry,
            "setting",
            APPROVAL_SETTINGS.into_iter(),
        );
    }
    let is_doubtful = is_written_twice || decoder.diagnostics.len() > told;
    let mut flag = |name: &str| match table.get(name) {
        None => is_doubtful,
        Some(node) => decoder.flag(name, node).unwrap_or(true),
    };
    ApprovalSettings {
        required: flag("required"),
        signed: flag("signed"),
        is_damaged: is_written_twice || decoder.diagnostics.len() > told,
    }
}

fn levels(decoder: &mut Decoder<'_>, table: &Table) -> RuleLevels {
    let mut levels = RuleLevels::default();
    let Some(table) = table
        .get("rules")
        .and_then(|node| decoder.table("rules", node))
    else {
        return levels;
    };
    decoder.no_blank_settings(table, &[]);
    for entry in &table.0 {
        let Some(rule) = rules::find(&entry.key) else {
            let known = rules::all().map(|rule| rule.name);
            decoder.unknown(&rules::UNKNOWN_SETTING, entry, "rule", known);
            continue;
        };
        let words = ["allow", "warn", "deny"];
        let level = match decoder.one_of("level", &entry.node, words.into_iter()) {
            Some(word) if word.value == "allow" => Level::Allow,
            Some(word) if word.value == "warn" => Level::Warn,
            Some(_) => Level::Deny,
            None => continue,
        };
        if rule.sort == crate::diagnostics::Sort::Syntax && level != Level::Deny {
            let message = format!("`{}` is always denied", rule.name);
            decoder.invalid(
                entry.node.span,
                message,
                "take the line out, and mend the file instead",
            );
        }
        levels.set(rule, level);
    }
    levels
}

/// Reads `[variables]`. A value may be blank.
fn variables(decoder: &mut Decoder<'_>, node: Option<&Node>) -> BTreeMap<String, String> {
    let mut values = words(decoder, node, "variables");
    let entries = node.and_then(Node::table).map_or(&[][..], |table| &table.0);
    for entry in entries.iter().filter(|entry| entry.node.is_blank()) {
        values.insert(entry.key.clone(), String::new());
    }
    values
}

/// Reads a table of texts.
fn words(decoder: &mut Decoder<'_>, node: Option<&Node>, name: &str) -> BTreeMap<String, String> {
    let table = node.and_then(|node| decoder.table(name, node));
    let entries = table.map(|table| table.0.as_slice()).unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| {
            let word = decoder.text(&entry.key, &entry.node)?;
            Some((entry.key.clone(), word.value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manual::Interval;

    fn parsed(text: &str) -> (Config, Vec<Diagnostic>) {
        parse_config(&Source::new(SourcePath::new("manual.toml"), text))
    }

    const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n";

    #[test]
    fn a_variable_without_a_word_is_there() {
        let (config, diagnostics) = parsed(&format!("{PLAIN}[variables]\nx = \"\"\ny = \"Y\"\n"));
        assert_eq!(diagnostics, []);
        let values: Vec<(&str, &str)> = config
            .variables
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        assert_eq!(values, [("x", ""), ("y", "Y")]);
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        let (config, diagnostics) = parsed(PLAIN);
        assert_eq!(diagnostics, []);
        assert_eq!(
            (config.review_interval, config.audit_cycle),
            (Interval::Months(12), Some(Interval::Months(36)))
        );
        assert_eq!(
            (&*config.language, &*config.theme.name.value),
            ("en", "default")
        );
    }

    #[test]
    fn every_mistake_is_found_in_one_run() {
        let (_, diagnostics) = parsed(&format!(
            "{PLAIN}review_intervall = \"12 months\"\naudit_cycle = \"soon\"\n\
             [rules]\nreview-overdu = \"warn\"\nsyntax-error = \"allow\"\nunknown-clause = \"ignore\"\n\
             [[exclusion]]\nclause = \"8.3\"\njustification = \"  \"\n[[exclusion]]\ndate = 2026-13-01\n"
        ));
        let found: Vec<_> = diagnostics
            .iter()
            .map(|d| (d.rule.name, d.location.span.line))
            .collect();
        assert!(found.contains(&("unknown-setting", 3)), "{found:?}");
        assert!(found.contains(&("invalid-value", 4)));
        assert!(found.contains(&("unknown-setting", 6)));
        assert!(found.contains(&("invalid-value", 7)));
        assert!(found.contains(&("invalid-value", 8)));
        assert!(found.contains(&("unjustified-exclusion", 11)));
        let misspelt = diagnostics
            .iter()
            .find(|d| d.location.span.line == 3)
            .unwrap();
        assert_eq!(
            misspelt.help.as_deref(),
            Some("did you mean `review_interval`?")
        );
    }
}
