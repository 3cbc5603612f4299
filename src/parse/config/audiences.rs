//! Reads `[audiences]`: for whom editions of the manual are made.

use crate::diagnostics::Spanned;
use crate::manual::{Audience, Audiences};
use crate::parse::decode::{Decoder, list_words};
use crate::parse::node::Table;
use crate::rules;

/// Reads `[audiences]`; `None` if the manual names no audiences.
pub(super) fn read(decoder: &mut Decoder<'_>, table: &Table) -> Option<Audiences> {
    let table = decoder.table("audiences", table.get("audiences")?)?;
    let names: Vec<&str> = table.0.iter().map(|entry| entry.key.as_str()).collect();
    let mut list = Vec::with_capacity(names.len());
    for entry in &table.0 {
        let name = entry.key.trim();
        if name.is_empty() || name != entry.key {
            let message = format!("`{}` is no name of an audience", entry.key);
            let help = "write a word without spaces around it: public = []";
            decoder.invalid(entry.key_spot, message, help);
            continue;
        }
        let mut includes = decoder.texts(name, &entry.node);
        includes.retain(|included| is_known(decoder, &names, included));
        list.push(Audience {
            name: name.to_owned(),
            includes,
        });
    }
    Some(Audiences { list })
}

/// Whether an included audience is among the names of the table; reports it if it is not.
fn is_known(decoder: &mut Decoder<'_>, names: &[&str], included: &Spanned<String>) -> bool {
    if names.contains(&included.value.as_str()) {
        return true;
    }
    let message = format!("there is no audience `{}`", included.value);
    let diagnostic = decoder
        .diagnostic(&rules::UNKNOWN_AUDIENCE, included.span, message)
        .nearest_of(&included.value, names.iter().copied(), || {
            format!("name one of {}, or add a line for it", list_words(names))
        });
    decoder.diagnostics.push(diagnostic);
    false
}
