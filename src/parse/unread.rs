//! Which parts of `manual.toml` a mistake in it leaves unread.

use std::collections::BTreeSet;

use super::node::{Entry, Node, Table};
use crate::diagnostics::{Diagnostic, Level, Place, Source, Spot, nearest};
use crate::manual::{Config, Unread, UnreadNames};

/// What pages cannot be told, after the mistakes in this `manual.toml`. `syntax` are those of its
/// syntax, `mistakes` those of its values.
pub(super) fn unread(
    source: &Source,
    table: &Table,
    config: &Config,
    syntax: &[Diagnostic],
    mistakes: &[Diagnostic],
) -> Unread {
    let denied = |mistake: &&Diagnostic| config.rules.level(mistake.rule) == Level::Deny;
    let losses = Losses {
        table,
        lost: syntax
            .first()
            .map(|error| (error, &source.text()[unsure_from(source, table, error)..])),
        mistakes: mistakes.iter().filter(denied).collect(),
    };
    let standards = losses.standards().or_else(|| {
        let nothing_named = losses.mistakes.iter().find(|mistake| {
            config.standards.is_empty() && mistake.place == Place::file(source.path())
        });
        nothing_named.map(|mistake| &mistake.place)
    });
    Unread {
        is_broken: !syntax.is_empty(),
        is_first_standard_unknown: false,
        standards: standards.cloned(),
        variables: losses.names("variables"),
        kinds: losses.names("kind"),
        field_names: losses.names("fields").has_any(),
        field_values: losses.names("values").has_any(),
    }
}

/// Where the text begins that a syntax error makes unsure: the setting or table it stands in. What
/// stands before it was read as it was meant.
pub(super) fn unsure_from(source: &Source, table: &Table, error: &Diagnostic) -> usize {
    let at = error.place.spot.start as usize;
    let before = source.text().get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let headers = before.match_indices("\n[").map(|(end, _)| end + 1);
    let settings = table.0.iter().map(|entry| entry.key_spot.start as usize);
    let within = headers.chain(settings).filter(|begin| *begin <= at).max();
    within.unwrap_or(0).min(line)
}

struct Losses<'a> {
    table: &'a Table,
    /// The first syntax error, and the text that it makes unsure.
    lost: Option<(&'a Diagnostic, &'a str)>,
    mistakes: Vec<&'a Diagnostic>,
}

impl<'a> Losses<'a> {
    /// Why the list of standards is not known.
    fn standards(&self) -> Option<&'a Place> {
        let name = "standards";
        self.broken(name)
            .or_else(|| self.misspelt(name))
            .or_else(|| {
                let whole = self.table.get(name)?.spot;
                self.mistake(|spot| whole.start <= spot.start && spot.end <= whole.end)
            })
    }

    /// Which names of a table are not known.
    fn names(&self, name: &str) -> UnreadNames {
        let node = self.table.get(name);
        let is_no_table = node.is_some_and(|node| {
            node.table().is_none() && self.mistake(|spot| spot == node.spot).is_some()
        });
        let entries = node.and_then(Node::table).map_or(&[][..], |table| &table.0);
        UnreadNames {
            all: is_no_table || self.broken(name).is_some() || self.misspelt(name).is_some(),
            names: self.wrong_entries(entries),
        }
    }

    fn broken(&self, name: &str) -> Option<&'a Place> {
        let (error, text) = self.lost?;
        text.contains(name).then_some(&error.place)
    }

    /// A setting that was meant to be this one.
    fn misspelt(&self, name: &str) -> Option<&'a Place> {
        let known = super::config::SETTINGS;
        let like = |entry: &&Entry| {
            !known.contains(&&*entry.key) && nearest(&entry.key, known) == Some(name)
        };
        let meant = self.table.0.iter().find(like)?;
        self.mistake(|spot| spot == meant.key_spot)
    }

    fn mistake(&self, is_meant: impl Fn(Spot) -> bool) -> Option<&'a Place> {
        let mut places = self.mistakes.iter().map(|mistake| &mistake.place);
        places.find(|place| is_meant(place.spot))
    }

    /// The entries of a table in which something is wrong: each reaches to the next.
    fn wrong_entries(&self, entries: &[Entry]) -> BTreeSet<String> {
        let end_of_part = |from: Spot| {
            let others = self.table.0.iter().map(|entry| entry.key_spot);
            others.filter(|spot| *spot > from).min()
        };
        let wrong = entries.iter().enumerate().filter(|(at, entry)| {
            let from = entry.key_spot;
            let next = entries.get(at + 1).map(|next| next.key_spot);
            let end = [next, end_of_part(from)].into_iter().flatten().min();
            self.mistake(|spot| spot >= from && end.is_none_or(|end| spot < end))
                .is_some()
        });
        wrong.map(|(_, entry)| entry.key.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_config;
    use super::*;
    use crate::diagnostics::SourcePath;

    const WHOLE: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n[fields]\nrev = \"revision\"\n\
        [variables]\nsite = \"Works\"\n[kind.lot]\nclass = \"record\"\n";

    fn unread_where(written: &str, instead: &str) -> Unread {
        assert!(WHOLE.contains(written), "{written}");
        let text = WHOLE.replacen(written, instead, 1);
        let (config, diagnostics) =
            parse_config(&Source::new(SourcePath::new("manual.toml"), &text));
        assert_ne!(diagnostics, []);
        config.unread
    }

    #[test]
    fn what_stands_before_a_syntax_error_was_read() {
        let unread = unread_where("site = \"Works\"", "site = \"Works");
        assert!(unread.is_broken && unread.variables.all && unread.kinds.all);
        assert!(unread.standards.is_none() && !unread.field_names);
        let unread = unread_where("[\"iso-9001-2015\"]", "[\"iso-9001-2015");
        assert_eq!(unread.standards.map(|place| place.spot.line), Some(2));
        assert!(unread.field_names && !unread.field_values);
    }

    #[test]
    fn a_wrong_value_leaves_its_own_name_unread() {
        let unread = unread_where("class = \"record\"", "class = \"recrod\"");
        assert!(unread.kinds.may_have("lot") && !unread.kinds.may_have("audit"));
        assert!(!unread.is_broken && !unread.variables.may_have("site"));
        let unread = unread_where("\"Works\"", "[\"Works\"]\ntown = \"Ware\"");
        assert!(unread.variables.may_have("site") && !unread.variables.may_have("town"));
    }

    #[test]
    fn a_misspelt_part_is_unread_unless_the_manual_allows_it() {
        assert!(unread_where("[variables]", "[variabels]").variables.all);
        let allowed = "[rules]\nunknown-setting = \"warn\"\n[variabels]";
        assert!(!unread_where("[variables]", allowed).variables.all);
        assert!(unread_where("standards", "standard").standards.is_some());
    }
}
