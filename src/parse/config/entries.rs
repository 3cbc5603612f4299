//! What the settings with several entries (`[[defaults]]`, `[[metadata]]`, `[[claims]]`) have in common.

use super::defaults::Parts;
use crate::diagnostics::{Level, RuleLevels, Span};
use crate::parse::decode::Decoder;
use crate::parse::node::{Node, Table};

/// The entries of a setting.
pub(super) struct ReadEntries<T> {
    pub(super) entries: Vec<T>,
    /// Whether a denied mistake leaves it open what the setting says.
    pub(super) is_damaged: bool,
}

/// Reads the entries of a setting. `read` gets each one that is a table.
pub(super) fn entries<T>(
    decoder: &mut Decoder<'_>,
    table: &Table,
    setting: &str,
    levels: &RuleLevels,
    mut read: impl FnMut(&mut Decoder<'_>, Span, &Table) -> Option<T>,
) -> ReadEntries<T> {
    let told = decoder.diagnostics.len();
    let mut entries = Vec::new();
    for item in table.get(setting).map(Node::items).unwrap_or_default() {
        if let Some(table) = decoder.table(setting, item) {
            entries.extend(read(decoder, item.span, table));
        }
    }
    let mut mistakes = decoder.diagnostics[told..].iter();
    ReadEntries {
        entries,
        is_damaged: mistakes.any(|mistake| levels.level(mistake.rule) == Level::Deny),
    }
}

/// Reads one entry; `None` if it has a mistake, since half of it may say something else than the whole.
/// The parts that it added are taken back then.
pub(super) fn without_mistakes<T>(
    decoder: &mut Decoder<'_>,
    parts: &mut Parts,
    read: impl FnOnce(&mut Decoder<'_>, &mut Parts) -> Option<T>,
) -> Option<T> {
    let (told, parts_before) = (decoder.diagnostics.len(), parts.len());
    let entry = read(decoder, parts);
    if decoder.diagnostics.len() == told {
        return entry;
    }
    parts.as_mut_vec().truncate(parts_before);
    None
}
