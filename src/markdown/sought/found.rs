//! What the entries find, and the entries that look for blocks.

use super::cell::Cell;
use crate::conventions::Labels;
use crate::diagnostics::{Span, Spanned};
use crate::manual::{
    BlockNames, GivenField, PassageIx, SectionId, Struck, TextEntryIx, folded_name,
};

/// What the entries find in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FoundInText {
    /// The blocks of fields by entry, those of an entry in the order of the text.
    pub(crate) blocks: Vec<FoundBlock>,
    /// The rows and matches that state claims, in the order of the text.
    pub(crate) rows: Vec<FoundRow>,
    /// The entries with a table whose head has a mistake, which was reported.
    pub(crate) mistaken: Vec<TextEntryIx>,
}

/// A block of fields, or a match that gives fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundBlock {
    pub(crate) entry: TextEntryIx,
    /// The fields that the block gives, in its order. None, if it is a history.
    pub(crate) fields: Vec<FoundField>,
    /// The rows of a table of revisions, one of which gives the fields.
    pub(crate) history: Vec<HistoryRow>,
    /// The place of the block, or of its first name.
    pub(crate) span: Span,
    /// Whether it stands where a document speaks of itself.
    pub(crate) is_read: bool,
    /// The section in which it stands.
    pub(crate) passage: Option<PassageIx>,
    /// Whether it is a match of a pattern.
    pub(crate) is_match: bool,
}

/// A row of a table of revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HistoryRow {
    /// The fields that the row gives if it is the newest one.
    pub(crate) fields: Vec<FoundField>,
    pub(crate) revision: Option<Cell>,
    pub(crate) date: Option<Cell>,
}

impl FoundBlock {
    /// A block with these fields, before it is known whether it is read; `None` without fields.
    pub(super) fn of_fields(entry: TextEntryIx, fields: Vec<FoundField>) -> Option<Self> {
        let span = fields.first()?.written.span;
        Some(Self {
            entry,
            fields,
            history: Vec::new(),
            span,
            is_read: false,
            passage: None,
            is_match: false,
        })
    }

    /// The fields, those of each row of a history included.
    pub(crate) fn all_fields(&self) -> impl Iterator<Item = &FoundField> {
        let of_rows = self.history.iter().flat_map(|row| &row.fields);
        self.fields.iter().chain(of_rows)
    }

    /// Whether none of its fields counts: they are struck out, or in a task that is not ticked.
    pub(crate) fn counts_nowhere(&self) -> bool {
        self.all_fields().all(|field| field.counts_nowhere)
    }

    /// The fields, to be changed.
    pub(super) fn all_fields_mut(&mut self) -> impl Iterator<Item = &mut FoundField> {
        let of_rows = self.history.iter_mut().flat_map(|row| &mut row.fields);
        self.fields.iter_mut().chain(of_rows)
    }
}

impl FoundInText {
    /// Notes which blocks stand below struck-out headings, and keeps of each pattern the first match that
    /// counts, with those before it.
    pub(crate) fn strike_blocks(&mut self, is_struck: impl Fn(PassageIx) -> bool) {
        for block in &mut self.blocks {
            if block.passage.is_some_and(&is_struck) {
                block
                    .all_fields_mut()
                    .for_each(|field| field.counts_nowhere = true);
            }
        }
        let mut matched = None;
        self.blocks.retain(|block| {
            let is_behind = block.is_match && matched == Some(block.entry);
            if block.is_match && !block.counts_nowhere() {
                matched = Some(block.entry);
            }
            !is_behind
        });
    }
}

impl HistoryRow {
    /// Whether the row does not count.
    pub(crate) fn counts_nowhere(&self) -> bool {
        self.fields.iter().all(|field| field.counts_nowhere)
    }
}

/// A field of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundField {
    /// The name, by its number in the entry.
    pub(crate) name: usize,
    /// The name as it is written; of a group, its value.
    pub(crate) written: Spanned<String>,
    pub(crate) value: Cell,
    /// Whether it is struck out, or in a task that is not ticked.
    pub(crate) counts_nowhere: bool,
}

/// A row of a table of claims, or a match of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundRow {
    pub(crate) entry: TextEntryIx,
    /// Its cells, each with the number of its column in the entry.
    pub(crate) cells: Vec<(usize, Cell)>,
    /// The section in which it stands, and why claims there do not count.
    pub(crate) section: Option<SectionId>,
    pub(crate) passage: Option<PassageIx>,
    pub(crate) struck: Option<Struck>,
    /// Whether all of the row can be read. If not, that was reported.
    pub(crate) is_whole: bool,
    pub(crate) span: Span,
}

/// An entry that reads blocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockEntry<'a> {
    pub(super) ix: TextEntryIx,
    pub(super) names: &'a BlockNames,
    pub(super) gives: &'a [GivenField],
    pub(super) headings: &'a [String],
}

impl BlockEntry<'_> {
    /// The number of a name that the entry looks for.
    pub(super) fn number(&self, written: &str) -> Option<usize> {
        match self.names {
            BlockNames::Listed(names) => {
                let name = folded_name(written);
                names.iter().position(|known| *known == name)
            }
            BlockNames::Usual => {
                let labels = Labels::built_in();
                let is_usual = labels.field(written).is_some() || labels.is_status(written);
                is_usual.then_some(0)
            }
        }
    }

    /// The value of the field that a name gives. All but a title are names, numbers or days.
    pub(super) fn value(&self, name: &str, cell: &Cell) -> Cell {
        match self.field(name) {
            Some("title") => cell.clone(),
            _ => cell.for_names().into_owned(),
        }
    }

    /// The built-in name of the field that a name gives.
    pub(super) fn field(&self, written: &str) -> Option<&str> {
        Some(self.gives.get(self.number(written)?)?.name.as_str())
    }
}
