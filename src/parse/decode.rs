//! Converts values of a tree into typed values, and reports values that do not fit.

use std::str::FromStr;

use super::node::{Entry, Node, Table, Value};
use crate::diagnostics::{Diagnostic, Location, Rule, SourcePath, Span, Spanned, nearest};
use crate::manual::Language;
use crate::manual::{
    Date, Decimal, Decimals, FigureError, Forms, Interval, SettingPartIx, parse_figure_in,
};
use crate::rules;

/// Reads typed values of one file and collects the mistakes.
pub(crate) struct Decoder<'a> {
    path: &'a SourcePath,
    /// How the manual's files write days; `None` for files of the program's own form.
    forms: Option<&'a Forms>,
    /// The mistakes so far.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The parts of the settings by which values were read so far.
    pub(crate) used: Vec<SettingPartIx>,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(path: &'a SourcePath) -> Self {
        Self {
            path,
            forms: None,
            diagnostics: Vec::new(),
            used: Vec::new(),
        }
    }

    /// Reads values in the forms that the manual's files use.
    pub(crate) fn with_forms(path: &'a SourcePath, forms: &'a Forms) -> Self {
        Self {
            forms: Some(forms),
            ..Self::new(path)
        }
    }

    /// Reports a value that is invalid for its field.
    pub(crate) fn invalid(&mut self, span: Span, message: impl Into<String>, help: &str) {
        self.report(&rules::INVALID_VALUE, span, message, help);
    }

    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = self.diagnostic(rule, span, message).help(help);
        self.diagnostics.push(diagnostic);
    }

    /// Lets no level of a rule allow the diagnostics from this one on.
    pub(crate) fn always_deny_from(&mut self, from: usize) {
        for diagnostic in self.diagnostics.iter_mut().skip(from) {
            diagnostic.deny_always();
        }
    }

    /// A diagnostic in this file, which the caller completes and pushes.
    pub(crate) fn diagnostic(
        &self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(rule, Location::new(self.path, span), message)
    }

    /// Reports an unknown name, with the nearest known one.
    pub(crate) fn unknown<'k>(
        &mut self,
        rule: &'static Rule,
        entry: &Entry,
        what: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        let known: Vec<&str> = known.collect();
        let message = format!("unknown {what} `{}`", entry.key);
        let diagnostic = self.diagnostic(rule, entry.key_spot, message).nearest_of(
            &entry.key,
            known.iter().copied(),
            || format!("known are {}", list_words(&known)),
        );
        self.diagnostics.push(diagnostic);
    }

    /// A scalar's text, trimmed; `None` if it is null or blank. Other values are reported.
    pub(crate) fn text(&mut self, name: &str, node: &Node) -> Option<Spanned<String>> {
        match &node.value {
            Value::Null => None,
            Value::Text(text) => {
                let text = text.trim();
                (!text.is_empty()).then(|| Spanned::new(text.to_owned(), node.span))
            }
            Value::List(_) | Value::Table(_) => {
                let message = format!("`{name}` holds a text, but this is {}", node.what());
                let help = match node.in_double_brackets() {
                    Some(id) => format!("write a reference in quotation marks: \"[[{id}]]\""),
                    None => "write one value".to_owned(),
                };
                self.invalid(node.span, message, &help);
                None
            }
        }
    }

    /// A list of texts; a single text is a list of one. An empty entry is reported.
    pub(crate) fn texts(&mut self, name: &str, node: &Node) -> Vec<Spanned<String>> {
        let mut texts: Vec<Spanned<String>> = Vec::new();
        for item in node.items() {
            if !self.is_blank_entry(name, node, item) {
                texts.extend(self.text(name, item));
            }
        }
        texts
    }

    /// Whether an entry of a list is empty, which is reported.
    pub(crate) fn is_blank_entry(&mut self, name: &str, list: &Node, entry: &Node) -> bool {
        let is_blank = entry.is_blank() && matches!(list.value, Value::List(_));
        if is_blank {
            let message = format!("an entry of `{name}` is empty");
            self.invalid(entry.span, message, "write a value, or take the entry out");
        }
        is_blank
    }

    /// Reports an entry of a list that is there twice.
    pub(crate) fn twice(&mut self, name: &str, text: &Spanned<String>) {
        let message = format!("`{}` stands in `{name}` already", text.value);
        let help = "take it out, or write what was meant in its place";
        self.invalid(text.span, message, help);
    }

    /// Reads a required text, and reports it if it is missing or blank. A value that cannot be read
    /// is reported only at its own place. If the name is there misspelt, the diagnostic follows
    /// from the unknown setting.
    pub(crate) fn required(
        &mut self,
        name: &str,
        (table, known): (&Table, &[&str]),
        place: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<Spanned<String>> {
        let entry = table.0.iter().find(|entry| entry.key == name);
        let entry_place = match entry {
            Some(entry) if !entry.node.is_blank() => return self.text(name, &entry.node),
            Some(entry) if entry.node.value == Value::Null => Some(entry.key_spot),
            Some(entry) => Some(entry.node.span),
            None => None,
        };
        let missing = self
            .diagnostic(&rules::MISSING_FIELD, entry_place.unwrap_or(place), message)
            .help(help);
        let missing = match entry_place.is_none() && is_misspelt(name, &table.0, known) {
            true => missing.follows(&rules::UNKNOWN_SETTING),
            false => missing,
        };
        self.diagnostics.push(missing);
        None
    }

    /// Reports the settings of a table that have no value: the reader could not see which value
    /// applies instead. `except` lists settings that may be blank or are reported elsewhere.
    pub(crate) fn no_blank_settings(&mut self, table: &Table, except: &[&str]) {
        for entry in &table.0 {
            if entry.node.is_blank() && !except.contains(&&*entry.key) {
                let message = format!("`{}` is empty", entry.key);
                let help = "write a value, or take the setting out";
                self.invalid(entry.node.span, message, help);
            }
        }
    }

    pub(crate) fn table<'n>(&mut self, name: &str, node: &'n Node) -> Option<&'n Table> {
        match &node.value {
            Value::Table(table) => Some(table),
            Value::Null => None,
            _ => {
                let message = format!("`{name}` holds a table, but this is {}", node.what());
                self.invalid(node.span, message, "write names and values");
                None
            }
        }
    }

    /// Reads a date.
    pub(crate) fn date(&mut self, name: &str, node: &Node) -> Option<Spanned<Date>> {
        let text = self.text(name, node)?;
        if let Some(date) = self.day(&text.value) {
            return Some(Spanned::new(date, text.span));
        }
        // The text may be in the format that could not be read.
        let forms = self.forms.filter(|forms| !forms.is_damaged);
        if forms.is_some() || self.forms.is_none() {
            let message = format!("`{name}` holds a date, and `{}` is none", text.value);
            let help = Forms::help_for_day(forms);
            self.invalid(text.span, message, &help);
        }
        None
    }

    /// The day that a text says, as an ISO date or in a format of the manual.
    pub(crate) fn day(&mut self, text: &str) -> Option<Date> {
        if let Some(date) = parse_date(text) {
            return Some(date);
        }
        let (date, part) = self.forms?.date(text)?;
        self.used.push(part);
        Some(date)
    }

    /// The language of a tag.
    pub(crate) fn language(&mut self, name: &str, node: &Node) -> Option<Language> {
        let written = self.text(name, node)?;
        if let Some(language) = Language::new(&written.value) {
            return Some(language);
        }
        let message = format!("`{}` is no language that is known", written.value);
        let help = match Language::named(&written.value) {
            Some(language) => format!("write its tag: {language}"),
            None => "write two letters, and a country where it matters: en, de, pt-BR".to_owned(),
        };
        self.invalid(written.span, message, &help);
        None
    }

    pub(crate) fn interval(&mut self, name: &str, node: &Node) -> Option<Interval> {
        let text = self.text(name, node)?;
        match Interval::from_str(&text.value) {
            Ok(interval) => Some(interval),
            Err(_) => {
                let message = format!("`{name}` holds an interval, and `{}` is none", text.value);
                self.invalid(
                    text.span,
                    message,
                    "write a whole number and days, weeks, months or years: 12 months",
                );
                None
            }
        }
    }

    pub(crate) fn number(&mut self, name: &str, node: &Node) -> Option<Spanned<Decimal>> {
        let text = self.text(name, node)?;
        let decimals = self.forms.map_or(Decimals::Point, Forms::decimals);
        match parse_figure_in(&text.value, decimals) {
            Ok(number) => Some(Spanned::new(number, text.span)),
            Err(FigureError::Ambiguous) => {
                let message = format!(
                    "`{name}` holds a number, and `{}` may be two: the comma may stand before \
                     decimals or between thousands",
                    text.value
                );
                let help = "write decimals behind a point, and thousands without a sign";
                self.invalid(text.span, message, help);
                None
            }
            Err(FigureError::NoFigure) => {
                let message = format!("`{name}` holds a number, and `{}` is none", text.value);
                self.invalid(
                    text.span,
                    message,
                    "write at most 28 digits, with a point before decimals",
                );
                None
            }
        }
    }

    pub(crate) fn flag(&mut self, name: &str, node: &Node) -> Option<bool> {
        let text = self.text(name, node)?;
        match &*text.value.to_lowercase() {
            "yes" | "true" => Some(true),
            "no" | "false" => Some(false),
            _ => {
                let message = format!("`{name}` is yes or no, and `{}` is neither", text.value);
                self.invalid(text.span, message, "write yes or no");
                None
            }
        }
    }

    /// Reads one of a list of words.
    pub(crate) fn one_of<'w>(
        &mut self,
        name: &str,
        node: &Node,
        words: impl Iterator<Item = &'w str>,
    ) -> Option<Spanned<String>> {
        let text = self.text(name, node)?;
        let words: Vec<&str> = words.collect();
        if words.contains(&&*text.value) {
            return Some(text);
        }
        let listed = list_words(&words);
        let message = format!("`{}` is no {name}", text.value);
        let diagnostic = self.diagnostic(&rules::INVALID_VALUE, text.span, message);
        let near = words.iter().copied();
        let mut diagnostic =
            diagnostic.nearest_of(&text.value, near, || format!("write one of {listed}"));
        if diagnostic.fix.is_some() {
            let help = diagnostic.help.take().unwrap_or_default();
            diagnostic = diagnostic.help(format!("{help} It is one of {listed}"));
        }
        self.diagnostics.push(diagnostic);
        None
    }
}

/// Reads a date written as `2026-11-23`; no other form is accepted.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let shape = |(at, c): (usize, char)| {
        if at == 4 || at == 7 {
            c == '-'
        } else {
            c.is_ascii_digit()
        }
    };
    let shaped = text.len() == 10 && text.char_indices().all(shape);
    shaped.then(|| Date::from_str(text).ok()).flatten()
}

/// Joins words for a message: "`a`, `b` and `c`".
pub(crate) fn list_words(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => "none".to_owned(),
    }
}

/// Whether a missing name is there misspelt: it is the nearest known name to an unknown entry,
/// which is reported itself.
pub(crate) fn is_misspelt(name: &str, entries: &[Entry], known: &[&str]) -> bool {
    misspelt(name, entries, known).is_some()
}

/// The first entry under an unknown name that is most similar to this known one.
pub(crate) fn misspelt<'e>(name: &str, entries: &'e [Entry], known: &[&str]) -> Option<&'e Entry> {
    let mut unknown = entries.iter().filter(|entry| !known.contains(&&*entry.key));
    unknown.find(|entry| nearest(&entry.key, known.iter().copied()) == Some(name))
}

/// The known names that entries under unknown names seem to mean.
pub(crate) fn meant<'k>(
    entries: &'k [Entry],
    known: &'k [&'k str],
) -> impl Iterator<Item = &'k str> {
    let unknown = entries
        .iter()
        .filter(move |entry| !known.contains(&&*entry.key));
    unknown.filter_map(move |entry| nearest(&entry.key, known.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_in_one_way() {
        assert!(parse_date("2026-02-28").is_some());
        for refused in [
            "2026-02-30",
            "20260228",
            "2026-2-28",
            "28.02.2026",
            "2026-02-28T10:00",
            "２026-02-2",
        ] {
            assert_eq!(parse_date(refused), None, "{refused}");
        }
    }
}
