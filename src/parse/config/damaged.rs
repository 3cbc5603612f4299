//! Determines which parts of `manual.toml` are unread because of mistakes in it.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Level, Location, Source, Span, nearest};
use crate::manual::{Config, DamagedNames, DamagedSettings};
use crate::parse::node::{Entry, Node, Table};

/// The settings that are unknown because of the mistakes in this `manual.toml`. `syntax` are the
/// syntax errors, `mistakes` the invalid values.
pub(crate) fn damaged(
    source: &Source,
    table: &Table,
    config: &Config,
    syntax: &[Diagnostic],
    mistakes: &[Diagnostic],
) -> DamagedSettings {
    let denied = |mistake: &&Diagnostic| mistake.level(&config.rules) == Level::Deny;
    let losses = Losses {
        table,
        lost: syntax
            .first()
            .map(|error| (error, &source.text()[unsure_from(source, table, error)..])),
        mistakes: mistakes.iter().filter(denied).collect(),
    };
    let standards = losses.standards().or_else(|| {
        let nothing_named = losses.mistakes.iter().find(|mistake| {
            config.standards.is_empty() && mistake.location == Location::file(source.path())
        });
        nothing_named.map(|mistake| &mistake.location)
    });
    DamagedSettings {
        is_unusable: !syntax.is_empty(),
        is_first_standard_unknown: false,
        standards: standards.cloned(),
        variables: losses.names("variables"),
        kinds: {
            let mut kinds = losses.names("kind");
            kinds.all |= losses.names("class").has_any();
            kinds
        },
        audiences: losses.names("audiences").has_any(),
        field_names: losses.names("fields").has_any() || losses.names("reading").has_any(),
        field_values: losses.names("values").has_any(),
        defaults: config.damaged.defaults
            || losses.broken("defaults").is_some()
            || losses.misspelt("defaults").is_some()
            || losses.broken("metadata").is_some()
            || losses.misspelt("metadata").is_some(),
    }
}

/// The byte offset where the text affected by a syntax error begins: the setting or table that
/// contains the error. The text before it was read correctly.
pub(crate) fn unsure_from(source: &Source, table: &Table, error: &Diagnostic) -> usize {
    let at = error.location.span.start as usize;
    let before = source.text().get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let headers = before.match_indices("\n[").map(|(end, _)| end + 1);
    let settings = table.0.iter().map(|entry| entry.key_spot.start as usize);
    let within = headers.chain(settings).filter(|begin| *begin <= at).max();
    within.unwrap_or(0).min(line)
}

struct Losses<'a> {
    table: &'a Table,
    /// The first syntax error, and the text that it affects.
    lost: Option<(&'a Diagnostic, &'a str)>,
    mistakes: Vec<&'a Diagnostic>,
}

impl<'a> Losses<'a> {
    /// The place of the mistake because of which the list of standards is unknown.
    fn standards(&self) -> Option<&'a Location> {
        let name = "standards";
        self.broken(name)
            .or_else(|| self.misspelt(name))
            .or_else(|| {
                let whole = self.table.get(name)?.span;
                self.mistake(|span| whole.start <= span.start && span.end <= whole.end)
            })
            // If there is a syntax error, `standards` may be in the unread text.
            .or_else(|| match self.table.get(name) {
                None => self.lost.map(|(error, _)| &error.location),
                Some(_) => None,
            })
    }

    /// The names of a table that are unknown.
    fn names(&self, name: &str) -> DamagedNames {
        let node = self.table.get(name);
        let is_no_table = node.is_some_and(|node| {
            node.table().is_none() && self.mistake(|span| span == node.span).is_some()
        });
        let entries = node.and_then(Node::table).map_or(&[][..], |table| &table.0);
        DamagedNames {
            all: is_no_table || self.broken(name).is_some() || self.misspelt(name).is_some(),
            names: self.wrong_entries(entries),
        }
    }

    fn broken(&self, name: &str) -> Option<&'a Location> {
        let (error, text) = self.lost?;
        text.contains(name).then_some(&error.location)
    }

    /// The place of a misspelt setting whose nearest known name is this one.
    fn misspelt(&self, name: &str) -> Option<&'a Location> {
        let known = super::SETTINGS;
        let like = |entry: &&Entry| {
            !known.contains(&&*entry.key) && nearest(&entry.key, known) == Some(name)
        };
        let meant = self.table.0.iter().find(like)?;
        self.mistake(|span| span == meant.key_spot)
    }

    fn mistake(&self, is_meant: impl Fn(Span) -> bool) -> Option<&'a Location> {
        let mut places = self.mistakes.iter().map(|mistake| &mistake.location);
        places.find(|location| is_meant(location.span))
    }

    /// The entries of a table that contain a mistake. An entry extends to the next one.
    fn wrong_entries(&self, entries: &[Entry]) -> BTreeSet<String> {
        let end_of_part = |from: Span| {
            let others = self.table.0.iter().map(|entry| entry.key_spot);
            others.filter(|span| *span > from).min()
        };
        let wrong = entries.iter().enumerate().filter(|(at, entry)| {
            let from = entry.key_spot;
            let next = entries.get(at + 1).map(|next| next.key_spot);
            let end = [next, end_of_part(from)].into_iter().flatten().min();
            let is_within = |span: Span| span >= from && end.is_none_or(|end| span < end);
            // The span of a list of tables begins before its name.
            self.mistake(|span| span == entry.node.span || is_within(span))
                .is_some()
        });
        wrong.map(|(_, entry)| entry.key.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;
    use crate::parse::parse_config;

    const WHOLE: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n[fields]\nrev = \"revision\"\n\
        [variables]\nsite = \"Works\"\n[kind.lot]\nclass = \"record\"\n";

    fn unread_where(written: &str, instead: &str) -> DamagedSettings {
        assert!(WHOLE.contains(written), "{written}");
        let text = WHOLE.replacen(written, instead, 1);
        let (config, diagnostics) =
            parse_config(&Source::new(SourcePath::new("manual.toml"), &text));
        assert_ne!(diagnostics, []);
        config.damaged
    }

    #[test]
    fn what_stands_before_a_syntax_error_was_read() {
        let damaged = unread_where("site = \"Works\"", "site = \"Works");
        assert!(damaged.is_unusable && damaged.variables.all && damaged.kinds.all);
        assert!(damaged.standards.is_none() && !damaged.field_names);
        let damaged = unread_where("[\"iso-9001-2015\"]", "[\"iso-9001-2015");
        assert_eq!(
            damaged.standards.map(|location| location.span.line),
            Some(2)
        );
        assert!(damaged.field_names && !damaged.field_values);
    }

    #[test]
    fn a_wrong_value_leaves_its_own_name_unread() {
        let damaged = unread_where("class = \"record\"", "class = \"recrod\"");
        assert!(damaged.kinds.may_have("lot") && !damaged.kinds.may_have("audit"));
        assert!(!damaged.is_unusable && !damaged.variables.may_have("site"));
        let damaged = unread_where("\"Works\"", "[\"Works\"]\ntown = \"Ware\"");
        assert!(damaged.variables.may_have("site") && !damaged.variables.may_have("town"));
    }

    #[test]
    fn a_misspelt_part_is_unread_unless_the_manual_allows_it() {
        assert!(unread_where("[variables]", "[variabels]").variables.all);
        let allowed = "[rules]\nunknown-setting = \"warn\"\n[variabels]";
        assert!(!unread_where("[variables]", allowed).variables.all);
        assert!(unread_where("standards", "standard").standards.is_some());
    }
}
