//! Reads what a row of a table of claims, or a match of a pattern, says (`docs/design.md`, "Claims in
//! tables and other notations").

use std::borrow::Cow;

use super::clause_cell::{self, Doubt};
use crate::conventions::{Met, met_by_state};
use crate::diagnostics::{SourcePath, Span, Spanned};
use crate::manual::{
    ClaimColumn, ClaimOrigin, ClaimRow, ClaimsSetting, Extent, NamedDocument, PassageIx, ReadBy,
    RowDocuments, SectionId, StatedClaim, Struck,
};
use crate::markdown::{Cell, says_nothing};
use crate::parse::decode::Decoder;
use crate::rules;

/// A row, with its cells by column.
pub(super) struct Row<'r> {
    pub(super) setting: &'r ClaimsSetting,
    pub(super) cells: Vec<(ClaimColumn, &'r Cell)>,
    /// The section in which a match stands: its heading and its passage. `None` for a row of a
    /// table, which is about the whole document.
    pub(super) stands_in: Option<(Option<&'r SectionId>, Option<PassageIx>)>,
    pub(super) struck: Option<Struck>,
    /// The number of its table in the file.
    pub(super) table: u32,
    /// Whether something in the table may restrict the claim and cannot be read.
    pub(super) is_doubtful: bool,
    /// Whether a cell says `proposed` whose head cannot be read.
    pub(super) may_be_proposed: bool,
    pub(super) span: Span,
}

/// Reads a row of a file. `None` if it claims nothing: because it names no clause or no document, or
/// because a cell cannot be read, which is reported.
pub(super) fn read(
    decoder: &mut Decoder<'_>,
    path: &SourcePath,
    row: &Row<'_>,
    unmet: &mut UnmetRows,
) -> Option<ClaimRow> {
    if row
        .cells
        .iter()
        .all(|(_, cell)| cell.text().trim().is_empty())
    {
        return None;
    }
    let clauses = row.value(ClaimColumn::Clause);
    let Some(clauses) = clauses.filter(|cell| !says_nothing(cell.text())) else {
        return no_clause(decoder, row);
    };
    let documents = documents(row)?;
    let MetByStatus { met, by } = met(decoder, row)?;
    let extent = match (extent(decoder, row), met) {
        (_, Met::Partly) => Extent::Partial,
        (extent, Met::Fully | Met::NotYet) => extent,
    };
    let text = |column| {
        let cell = row.value(column)?;
        let text = cell.text().split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| Spanned::new(text, cell.span()))
    };
    let section = text(ClaimColumn::Section);
    let origin = match (section, row.stands_in) {
        (Some(named), _) => {
            let id = |id: String| SectionId::new(id.trim_start_matches('#'));
            ClaimOrigin::NamedSection(named.map(id))
        }
        (None, Some((section, passage))) if documents == RowDocuments::Own => {
            let section = section.cloned();
            ClaimOrigin::Notation { section, passage }
        }
        (None, _) => ClaimOrigin::Document,
    };
    let (note, standard) = (text(ClaimColumn::Note), text(ClaimColumn::Standard));
    let told = decoder.diagnostics.len();
    let all_named = clause_cell::split(clauses.text());
    let mut claims = Vec::with_capacity(all_named.len());
    for named in all_named {
        let span = clauses.span_of(&named.range);
        if let Some(doubt) = named.doubt {
            report_doubt(decoder, span, &named.clause, doubt);
        }
        let is_struck = clauses.is_struck(&named.range);
        claims.push(StatedClaim {
            clause: Spanned::new(named.clause, span),
            standard: standard.clone(),
            file: Some(path.clone()),
            read_by: Some(ReadBy {
                setting: row.setting.span,
                row: row.span,
            }),
            origin: origin.clone(),
            extent,
            note: note.as_ref().map(|note| note.value.clone()),
            struck: match is_struck {
                true => Some(Struck::Text.beside(row.struck)),
                false => row.struck,
            },
            is_proposed: met == Met::NotYet,
        });
    }
    if decoder.diagnostics.len() > told {
        return None;
    }
    if let Some(word) = by {
        unmet.add(word, met);
    }
    Some(ClaimRow {
        documents,
        claims,
        table: row.table,
        span: row.span,
    })
}

impl Row<'_> {
    fn cell(&self, column: ClaimColumn) -> Option<&Cell> {
        let found = self.cells.iter().find(|(known, _)| *known == column);
        found.map(|(_, cell)| *cell)
    }

    /// What the row says, else what its entry says for all rows.
    fn value(&self, column: ClaimColumn) -> Option<Cow<'_, Cell>> {
        let own = self
            .cell(column)
            .filter(|cell| !cell.text().trim().is_empty());
        let constant = || {
            let text = self.setting.constant(column)?;
            Some(Cow::Owned(Cell::of(text.clone())))
        };
        own.map(Cow::Borrowed).or_else(constant)
    }
}

/// Reports a row that says something else than a clause.
fn no_clause(decoder: &mut Decoder<'_>, row: &Row<'_>) -> Option<ClaimRow> {
    let says = |(column, cell): &(ClaimColumn, &Cell)| {
        !matches!(column, ClaimColumn::Clause | ClaimColumn::Note) && !says_nothing(cell.text())
    };
    if row.cells.iter().any(says) {
        let message = "this row names no clause, so that it claims nothing";
        let help = "write the clause in each row: an empty cell does not repeat the one above";
        decoder.report(&rules::MISSING_FIELD, row.span, message, help);
    }
    None
}

/// The documents of a row; `None` if it has a cell for them that names none.
fn documents(row: &Row<'_>) -> Option<RowDocuments> {
    let has_column = row.setting.constant(ClaimColumn::Document).is_some()
        || row.setting.columns.contains(&ClaimColumn::Document)
        || row.cell(ClaimColumn::Document).is_some();
    if !has_column {
        return Some(RowDocuments::Own);
    }
    let cell = row.value(ClaimColumn::Document)?;
    if says_nothing(cell.text()) {
        return None;
    }
    // Ids may hold blanks and any sign but a comma.
    let named = clause_cell::between_commas(cell.text()).map(|range| NamedDocument {
        written: Spanned::new(cell.text()[range.clone()].to_owned(), cell.span_of(&range)),
        link: cell.link(&range),
        is_struck: cell.is_struck(&range),
    });
    Some(RowDocuments::Named(named.collect()))
}

/// How far the claims of a row are met by its status.
struct MetByStatus {
    met: Met,
    /// The word that says so in a column that the entry does not name.
    by: Option<Spanned<String>>,
}

/// How far the claims of a row are met. `None` if the status of a column that the entry names is another
/// word than `proposed`, which is reported.
fn met(decoder: &mut Decoder<'_>, row: &Row<'_>) -> Option<MetByStatus> {
    let simply = |is_proposed: bool| MetByStatus {
        met: match is_proposed {
            true => Met::NotYet,
            false => Met::Fully,
        },
        by: None,
    };
    let Some(cell) = row.value(ClaimColumn::Status) else {
        return Some(simply(row.may_be_proposed));
    };
    let word = cell.text().trim();
    if word.eq_ignore_ascii_case("proposed") {
        return Some(simply(true));
    }
    // The entry does not name the column: it says how far something has come, in words of its own.
    if row.setting.others.contains(&ClaimColumn::Status) {
        return Some(match met_by_state(word) {
            Met::Fully => simply(row.may_be_proposed),
            met => MetByStatus {
                met,
                by: Some(Spanned::new(word.to_owned(), cell.span())),
            },
        });
    }
    let message = format!("`{word}` is no status of a claim, so that this row claims nothing");
    let help = "write `proposed`, or nothing once somebody has confirmed the claim";
    decoder.invalid(cell.span(), message, help);
    None
}

/// The rows of a table that a column of states, which no entry names, keeps from counting in full.
#[derive(Default)]
pub(super) struct UnmetRows {
    first: Option<(Spanned<String>, Met)>,
    further: usize,
}

impl UnmetRows {
    fn add(&mut self, word: Spanned<String>, met: Met) {
        match self.first {
            None => self.first = Some((word, met)),
            Some(_) => self.further += 1,
        }
    }

    /// Reports them, once for the table.
    pub(super) fn report(self, decoder: &mut Decoder<'_>) {
        let Some((word, met)) = self.first else {
            return;
        };
        let says = match met {
            Met::Partly => "is met in part: the row counts in part",
            Met::Fully | Met::NotYet => "is not met: the row counts as planned at most",
        };
        let mut message = format!("the status `{}` says that this {says}", word.value);
        match self.further {
            0 => {}
            1 => message.push_str("; another row of the table has such a status"),
            rows => {
                let further = format!("; {rows} further rows of the table have such a status");
                message.push_str(&further);
            }
        }
        let help = "write the state that is reached; or, where the column says nothing about the \
                    claims, status = false under `columns` of the entry";
        decoder.report(&rules::UNMET_CLAIM, word.span, message, help);
    }
}

/// The extent of the claims. An unknown word is reported and counts as partial (`docs/design.md`,
/// "Doubt never shows as covered").
fn extent(decoder: &mut Decoder<'_>, row: &Row<'_>) -> Extent {
    let Some(cell) = row.value(ClaimColumn::Extent) else {
        return match row.is_doubtful {
            true => Extent::Partial,
            false => Extent::Full,
        };
    };
    match cell.text().trim() {
        word if word.eq_ignore_ascii_case("full") && !row.is_doubtful => Extent::Full,
        word if word.eq_ignore_ascii_case("full") => Extent::Partial,
        word if word.eq_ignore_ascii_case("partial") => Extent::Partial,
        other => {
            let message = format!("`{other}` is no extent, so that the claim counts as partial");
            let help = match row.setting.others.contains(&ClaimColumn::Extent) {
                true => {
                    "write `full`, `partial`, or nothing; or, where the column says something else, \
                     extent = false under `columns` of the entry"
                }
                false => "write `full`, `partial`, or nothing",
            };
            decoder.invalid(cell.span(), message, help);
            Extent::Partial
        }
    }
}

fn report_doubt(decoder: &mut Decoder<'_>, span: Span, clause: &str, doubt: Doubt) {
    let (message, help) = match doubt {
        Doubt::Shortened => (
            format!(
                "`{clause}` behind a longer number may be shortened, so that this row claims nothing"
            ),
            "write each number in full, or the shorter ones first",
        ),
        Doubt::BehindWhole => (
            format!(
                "`{clause}` is an item of a clause that is named as a whole before it, so that this row \
                 claims nothing"
            ),
            "write the letters behind the number, 7.1 a, b, or leave them out",
        ),
        Doubt::BesideStandard => (
            format!(
                "`{clause}` does not say of which standard it is, as a clause before it does, so that \
                 this row claims nothing"
            ),
            "write the standard before each clause of the cell",
        ),
    };
    decoder.report(&rules::INVALID_CLAUSE, span, message, help);
}
