//! `[fields]` and `[values.FIELD]`: the manual's own names for Clausebook's fields and values
//! (`docs/design.md`, "manual.toml").

use std::collections::BTreeMap;

use crate::diagnostics::{Span, Spanned};
use crate::manual::{Field, FieldType, Kind, NESTED, NestedNames, nested};
use crate::parse::decode::{Decoder, list_words};
use crate::parse::node::{Entry, Table};
use crate::rules;

/// Clausebook's name for each of the manual's names.
type Mapping = BTreeMap<String, String>;

/// Reads `[fields]`: Clausebook's field for each of the manual's names.
pub(super) fn fields(decoder: &mut Decoder<'_>, table: &Table, kinds: &Kinds<'_>) -> Mapping {
    let node = table.get("fields");
    let table = node.and_then(|node| decoder.table("fields", node));
    let names = table.map_or_else(Vec::new, |table| field_names(decoder, table, kinds));
    let names = names
        .into_iter()
        .map(|(written, name)| (written.value, name));
    names.collect()
}

/// Reads names of fields in files (on the left), each with Clausebook's name. A field that no kind
/// has is reported once here, instead of on each page that uses the name. Names of values of tables
/// come behind the names of the fields that hold them.
pub(super) fn field_names(
    decoder: &mut Decoder<'_>,
    table: &Table,
    kinds: &Kinds<'_>,
) -> Vec<(Spanned<String>, String)> {
    let mut names = Vec::new();
    let mut groups: Vec<(&str, Vec<NestedName<'_>>)> = Vec::new();
    for entry in &table.0 {
        let Some(field) = word(decoder, entry) else {
            continue;
        };
        if let Some((outer, _)) = nested(&entry.key) {
            let name = NestedName { entry, ours: field };
            match groups.iter_mut().find(|(known, _)| *known == outer) {
                Some((_, group)) => group.push(name),
                None => groups.push((outer, vec![name])),
            }
            continue;
        }
        if kinds.are_known && kinds.fields(&field.value).next().is_none() {
            unknown_field(decoder, field.span, &field.value, kinds);
        }
        names.push((Spanned::new(entry.key.clone(), entry.key_spot), field.value));
    }
    for (outer, group) in groups {
        nested_names(decoder, outer, &group, kinds, &mut names);
    }
    names
}

fn unknown_field(decoder: &mut Decoder<'_>, span: Span, name: &str, kinds: &Kinds<'_>) {
    let message = format!("no kind has a field `{name}`");
    let diagnostic = decoder
        .diagnostic(&rules::INVALID_VALUE, span, message)
        .nearest_of(name, kinds.field_names(), || {
            "write the name of one of our fields: the one that the name on the left means"
                .to_owned()
        });
    decoder.diagnostics.push(diagnostic);
}

/// A name of a value in a table of a field: `"majorRevisions.comment" = "change"`.
struct NestedName<'t> {
    entry: &'t Entry,
    ours: Spanned<String>,
}

impl NestedName<'_> {
    /// Clausebook's name of the value, and the field, if it is written before it: `history.change`.
    fn ours(&self) -> (Option<&str>, &str) {
        match nested(&self.ours.value) {
            Some((field, name)) => (Some(field), name),
            None => (None, &self.ours.value),
        }
    }
}

/// Reads the names of the values in the tables of one field. The field is the one that `names` give
/// it, else the one of its own name, else the only one whose tables have all of these values.
fn nested_names(
    decoder: &mut Decoder<'_>,
    outer: &str,
    group: &[NestedName<'_>],
    kinds: &Kinds<'_>,
    names: &mut Vec<(Spanned<String>, String)>,
) {
    let mapped = names.iter().find(|(written, _)| written.value == outer);
    let mapped = mapped.map(|(_, field)| field.clone());
    let explicit = group.iter().find_map(|name| name.ours().0);
    let own = kinds.fields(outer).next().map(|_| outer);
    let known = mapped
        .clone()
        .or_else(|| explicit.or(own).map(str::to_owned));
    let inner: Vec<&str> = group.iter().map(|name| name.ours().1).collect();
    let implied = || {
        let mut fitting = NESTED.iter().filter(|one| one.have(&inner));
        let one = fitting.next().filter(|_| fitting.next().is_none())?;
        kinds.of_type(one.of).map(str::to_owned)
    };
    let Some(field) = known.or_else(implied) else {
        if kinds.are_known {
            let Some(first) = group.first() else { return };
            let message = format!(
                "`{}` does not say which field `{outer}` is",
                first.ours.value
            );
            let help = format!("add a line `{outer} = \"history\"`, or the name of another field");
            decoder.invalid(first.ours.span, message, &help);
        }
        return;
    };
    let types: Vec<&FieldType> = kinds.fields(&field).map(|field| &field.of).collect();
    let of = types.iter().find_map(|of| NestedNames::of(of));
    if kinds.are_known && types.is_empty() {
        let Some(first) = group.first() else { return };
        return unknown_field(decoder, first.ours.span, &field, kinds);
    }
    if mapped.is_none() && field != outer {
        let Some(first) = group.first() else { return };
        names.push((
            Spanned::new(outer.to_owned(), first.entry.key_spot),
            field.clone(),
        ));
    }
    for name in group {
        let (explicit, ours) = name.ours();
        let is_known = of.is_some_and(|of| of.names.contains(&ours));
        let is_same = explicit.is_none_or(|explicit| explicit == field);
        if kinds.are_known && !(is_known && is_same) {
            let message = format!("a value of `{field}` has no part `{}`", name.ours.value);
            let known = of.map_or(&[][..], |of| of.names).iter().copied();
            let diagnostic = decoder
                .diagnostic(&rules::INVALID_VALUE, name.ours.span, message)
                .nearest_of(ours, known.clone(), || match of {
                    Some(of) => format!("its parts are {}", list_words(of.names)),
                    None => "take it out: the values of this field are no tables".to_owned(),
                });
            decoder.diagnostics.push(diagnostic);
        }
        let written = Spanned::new(name.entry.key.clone(), name.entry.key_spot);
        names.push((written, ours.to_owned()));
    }
}

/// Reads `[values]`: for each field, Clausebook's value for each of the manual's values. A field or
/// value that no kind has is reported once here.
pub(super) fn values(
    decoder: &mut Decoder<'_>,
    table: &Table,
    kinds: &Kinds<'_>,
) -> BTreeMap<String, Mapping> {
    let node = table.get("values");
    let table = node.and_then(|node| decoder.table("values", node));
    let entries = table.map_or(&[][..], |table| &table.0);
    let mut values = BTreeMap::new();
    for entry in entries {
        if kinds.are_known && kinds.fields(&entry.key).next().is_none() {
            let known = kinds.field_names();
            decoder.unknown(&rules::UNKNOWN_SETTING, entry, "field", known);
            continue;
        }
        let words = of_field(decoder, entry, kinds);
        values.insert(entry.key.clone(), words);
    }
    values
}

fn of_field(decoder: &mut Decoder<'_>, field: &Entry, kinds: &Kinds<'_>) -> Mapping {
    let table = decoder.table(&field.key, &field.node);
    let entries = table.map_or(&[][..], |table| &table.0);
    let known = kinds.words(&field.key);
    let mut words = Mapping::new();
    for entry in entries {
        let Some(ours) = word(decoder, entry) else {
            continue;
        };
        if let Some(known) = known.as_ref().filter(|_| kinds.are_known) {
            decoder.one_of(&field.key, &entry.node, known.iter().copied());
        }
        words.insert(entry.key.clone(), ours.value);
    }
    words
}

/// The right side of a mapping.
fn word(decoder: &mut Decoder<'_>, entry: &Entry) -> Option<Spanned<String>> {
    if entry.node.is_blank() {
        let message = format!("`{}` is mapped to nothing", entry.key);
        let help = "write what it means, or take the line out";
        decoder.invalid(entry.node.span, message, help);
        return None;
    }
    decoder.text(&entry.key, &entry.node)
}

/// All kinds of a manual: the built-in ones and its own.
pub(super) struct Kinds<'a> {
    pub(super) built_in: &'a [Kind],
    pub(super) own: &'a [Kind],
    /// Whether all of the manual's own kinds could be read. If not, a mapped name may belong to an
    /// unread kind and is not reported.
    pub(super) are_known: bool,
}

impl Kinds<'_> {
    fn all(&self) -> impl Iterator<Item = &Kind> {
        self.built_in.iter().chain(self.own)
    }

    /// The names of the fields of all kinds.
    pub(super) fn field_names(&self) -> impl Iterator<Item = &str> {
        let fields = self.all().flat_map(|kind| &kind.fields);
        fields.map(|field| field.name.as_str())
    }

    /// The fields of this name.
    pub(super) fn fields(&self, name: &str) -> impl Iterator<Item = &Field> {
        self.all().filter_map(move |kind| kind.field(name))
    }

    /// The name of the first field of a type.
    fn of_type(&self, of: &FieldType) -> Option<&str> {
        let mut fields = self.all().flat_map(|kind| &kind.fields);
        let field = fields.find(|field| field.of == *of)?;
        Some(field.name.as_str())
    }

    /// The values that a field of this name may have; `None` if a field of this name may hold any
    /// text.
    fn words(&self, name: &str) -> Option<Vec<&str>> {
        if name == "kind" {
            return Some(self.all().map(|kind| kind.name.as_str()).collect());
        }
        let mut words: Vec<&str> = Vec::new();
        for field in self.fields(name) {
            let FieldType::OneOf(known) = &field.of else {
                return None;
            };
            let also = field.also.iter().map(|(word, _)| word);
            let new = known.iter().chain(also).map(String::as_str);
            words.extend(new);
        }
        words.sort_unstable();
        words.dedup();
        Some(words)
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Source, SourcePath};
    use crate::parse::parse_config;

    const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n";

    fn told(text: &str) -> Vec<(u32, u32, String, Option<String>)> {
        let text = format!("{PLAIN}{text}");
        let source = Source::new(SourcePath::new("manual.toml"), text.as_str());
        let told = parse_config(&source).1.into_iter().map(|one| {
            let span = one.location.span;
            (span.line, span.column, one.message, one.help)
        });
        told.collect()
    }

    #[test]
    fn what_no_kind_knows_is_told_where_it_is_mapped() {
        for (text, line, column, message, help) in [
            (
                "[fields]\nversion = \"revison\"\n",
                4,
                11,
                "no kind has a field `revison`",
                "did you mean `revision`?",
            ),
            (
                "[fields]\nversion = \"\"\n",
                4,
                11,
                "`version` is mapped to nothing",
                "write what it means, or take the line out",
            ),
            (
                "[values.stauts]\nReleased = \"approved\"\n",
                3,
                9,
                "unknown field `stauts`",
                "did you mean `status`?",
            ),
            (
                "[values.status]\nReleased = \"aproved\"\n",
                4,
                12,
                "`aproved` is no status",
                "did you mean `approved`? It is one of `approved`, `draft`, `obsolete` and `review`",
            ),
            (
                "[values.kind]\nSOP = \"procedur\"\n",
                4,
                7,
                "`procedur` is no kind",
                "did you mean `procedure`? It is one of",
            ),
        ] {
            let told = told(text);
            let [(at_line, at_column, what, instead)] = &*told else {
                panic!("{text}: {told:?}")
            };
            assert_eq!((*at_line, *at_column, &**what), (line, column, message));
            assert!(instead.as_ref().unwrap().starts_with(help), "{instead:?}");
        }
    }

    #[test]
    fn what_some_kind_knows_is_right() {
        for text in [
            "[fields]\nversion = \"revision\"\n[values.status]\nReleased = \"approved\"\n",
            "[values.owner]\nQM = \"Quality manager\"\n[values.result]\nbestanden = \"pass\"\n",
            "[fields]\nlos = \"lot\"\n[values.lot]\na = \"b\"\n[values.kind]\nLos = \"batch\"\n\
             [kind.batch]\nclass = \"record\"\nfields = { lot = \"text\" }\n",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn beside_a_kind_that_cannot_be_read_nothing_is_said_of_mappings() {
        let told = told(
            "[fields]\nlos = \"lot\"\n[kind.batch]\nclass = \"recrod\"\nfields = { lot = \"text\" }\n",
        );
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].0, 6);
    }
}
