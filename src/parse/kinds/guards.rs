//! What a manual's own kinds may not change (`docs/design.md`, "The table of kinds"): the types of
//! fields on which the rules of coverage depend, and unknown words, which never count as done.

use crate::manual::{Class, Condition, Field, FieldType, Kind, OpenWhen, Status};
use crate::parse::decode::Decoder;
use crate::parse::node::{Node, Table};

/// Reports fields of a class to which a kind gives another type, and keeps their type. A field that
/// holds any text, and the language, may get one: no rule depends on them.
pub(super) fn keep_types(
    decoder: &mut Decoder<'_>,
    kind: &mut Kind,
    common: &[Field],
    table: &Table,
) {
    let free = [FieldType::Text, FieldType::Texts, FieldType::Language];
    for field in common.iter().filter(|field| !free.contains(&field.of)) {
        let name = field.name.as_str();
        let Some(entry) = own_field(table, name) else {
            continue;
        };
        let own = kind.fields.iter_mut().find(|own| own.name == field.name);
        let Some(own) = own.filter(|own| own.of.word() != field.of.word()) else {
            continue;
        };
        let message = format!(
            "`{name}` of each {} is of the type `{}`, which a kind cannot change",
            kind.class.word(),
            field.of.word()
        );
        decoder.invalid(entry.span, message, "give the field another name");
        *own = field.clone();
    }
}

/// Reports an `otherwise` by which an unknown word would count as done, and leaves it out: nobody
/// knows what the word says.
pub(super) fn refuse_otherwise(decoder: &mut Decoder<'_>, kind: &mut Kind, table: &Table) {
    let (counts, open) = (kind.counts.clone(), kind.open.clone());
    for field in &mut kind.fields {
        let Some(word) = field.otherwise.clone() else {
            continue;
        };
        let name = field.name.as_str();
        let holds = |condition: &Condition| match condition {
            Condition::Is(of, _) if of.as_str() == name => Some(condition.names(&word)),
            Condition::IsNot(of, _) if of.as_str() == name => Some(!condition.names(&word)),
            _ => None,
        };
        let is_open = match &open {
            OpenWhen::Fields(condition) => holds(condition),
            OpenWhen::TargetMissed => None,
        };
        let is_approved =
            kind.class == Class::Document && name == "status" && word == Status::Approved.word();
        if !is_approved && holds(&counts) != Some(true) && is_open != Some(false) {
            continue;
        }
        let otherwise = own_field(table, name).and_then(|node| node.table()?.get("otherwise"));
        if let Some(node) = otherwise {
            let message = format!("an unknown word of `{name}` would count as `{word}`");
            let help = "write the word that means the least, or take `otherwise` out";
            decoder.invalid(node.span, message, help);
            field.otherwise = None;
        }
    }
}

/// A field that the settings of a kind write.
fn own_field<'t>(table: &'t Table, name: &str) -> Option<&'t Node> {
    table.get("fields")?.table()?.get(name)
}
