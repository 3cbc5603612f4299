//! The file of proposed claims, `claims.csv`, which `adopt` and `transition` write. It is only ever
//! continued: a row that a person changed or deleted stays so.

mod document_name;

pub(crate) use document_name::DocumentName;

use std::collections::HashSet;

use document_name::NO_DOCUMENT;

use crate::assemble::is_one_clause;
use crate::conventions::folded;
use crate::diagnostics::{Diagnostic, Source, Span};
use crate::digest::Digest;
use crate::export::harmless;
use crate::manual::Extent;
use crate::parse::{delimiter, parse_table};

/// The name of the file, in the manual's folder.
pub(crate) const CLAIMS_FILE: &str = "claims.csv";

/// The columns of a new file.
const COLUMNS: [&str; 6] = [
    "document", "clause", "section", "standard", "status", "note",
];

/// The column that a new file has if a proposal is for a part of its clause.
const EXTENT: &str = "extent";

/// A command that proposes claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proposer {
    /// `clausebook adopt`.
    Adopt,
    /// `clausebook transition`.
    Transition,
}

impl Proposer {
    const ALL: [Self; 2] = [Self::Adopt, Self::Transition];

    /// What stands in the note of a row without a clause before the digests of proposals. Such a row
    /// claims nothing.
    fn memory(self) -> &'static str {
        match self {
            Self::Adopt => {
                "What `clausebook adopt` has proposed so far. A row that is deleted stays deleted as \
                 long as this row is kept:"
            }
            Self::Transition => {
                "What `clausebook transition` has proposed so far. A row that is deleted stays deleted \
                 as long as this row is kept:"
            }
        }
    }
}

/// A proposed claim, as a row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proposal {
    /// The document that would claim the clause; `None` for a row that only says something of the
    /// clause, and claims nothing.
    pub(crate) document: Option<DocumentName>,
    /// The clause, and the id of its standard.
    pub(crate) clause: String,
    pub(crate) standard: String,
    pub(crate) section: Option<String>,
    pub(crate) extent: Extent,
    /// What the proposal rests on.
    pub(crate) note: String,
}

/// The byte order mark.
const MARK: char = '\u{feff}';

/// How many digests stand in one row.
const DIGESTS: usize = 100;

/// The file after a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClaimsFile {
    /// What a new column adds to the head and to each row: the place of the end of each in bytes, and
    /// the text. They are in the order of the file.
    pub(crate) new_cells: Vec<(usize, String)>,
    /// What is written behind what is there; `None` if nothing is.
    pub(crate) appended: Option<String>,
    /// How many proposals are new.
    pub(crate) added: usize,
    /// How many rows are new that claim nothing, because they name no document.
    pub(crate) remarks: usize,
    /// What the file cannot hold: documents and clauses whose names mean something else in a cell.
    pub(crate) unwritable: Vec<String>,
    /// How many proposals it holds still, and how many of its rows somebody confirmed.
    pub(crate) proposed: usize,
    pub(crate) confirmed: usize,
}

/// Why a file of claims cannot be continued.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ClaimsFileError {
    /// It lacks a column.
    #[error("`{CLAIMS_FILE}` has no column `{0}`, so that no proposal can be added to it")]
    Column(&'static str),
    /// It has a mistake.
    #[error("`{CLAIMS_FILE}` has a mistake in line {}: {}", .0.location.span.line, .0.message)]
    Mistake(Box<Diagnostic>),
}

impl ClaimsFile {
    /// A sentence about the documents and clauses that the file cannot hold; `None` if there are none.
    pub(crate) fn told_unwritable(&self) -> Option<String> {
        const MOST: usize = 5;
        let shown = self.unwritable.iter().take(MOST).cloned();
        let more = self.unwritable.len().saturating_sub(MOST);
        let more = (more > 0).then(|| format!("{more} more"));
        let shown: Vec<String> = shown.chain(more).collect();
        (!shown.is_empty()).then(|| {
            format!(
                "not proposed, since a cell of {CLAIMS_FILE} cannot name them (signs such as commas mean something \
                 else there): {}",
                shown.join("; ")
            )
        })
    }

    /// The whole file after the run, with the byte order mark that it has; `None` if it stays as it is.
    pub(crate) fn text(&self, present: Option<&Source>) -> Option<String> {
        let appended = self.appended.as_ref()?;
        let Some(source) = present.filter(|source| !is_blank(source)) else {
            return Some(appended.clone());
        };
        let mut text = source.text().to_owned();
        for (at, cell) in self.new_cells.iter().rev() {
            text.insert_str(*at, cell);
        }
        text.push_str(appended);
        let has_mark = source.bytes_of_file(Span::start_of_file()).start > 0;
        if has_mark {
            text.insert(0, MARK);
        }
        Some(text)
    }
}

/// Adds the proposals that the file has never had.
///
/// # Errors
/// If the file cannot be continued.
pub(crate) fn continued(
    present: Option<&Source>,
    proposals: &[Proposal],
    proposer: Proposer,
) -> Result<ClaimsFile, ClaimsFileError> {
    let present = present.filter(|source| !is_blank(source));
    let mut columns = match present {
        None => Columns::of(&COLUMNS.map(str::to_owned))?,
        Some(source) => Columns::read(source)?,
    };
    let mut file = ClaimsFile::default();
    let has_parts = proposals.iter().any(|one| one.extent == Extent::Partial);
    let needs_extent = has_parts && columns.extent.is_none();
    if needs_extent {
        columns.extent = Some(columns.all);
        columns.all += 1;
    }
    let mut known: HashSet<String> = HashSet::new();
    if let Some(source) = present {
        columns.note_known(source, &mut known, &mut file);
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut digests: Vec<String> = Vec::new();
    for proposal in proposals {
        let row = match columns.row(proposal, proposer) {
            Ok(row) => row,
            Err(what) => {
                file.unwritable.push(what);
                continue;
            }
        };
        let digest = row.digest(proposer);
        if known.insert(digest.clone()) {
            rows.push(columns.cells(&row, proposal.extent));
            digests.push(digest);
            match proposal.document {
                Some(_) => file.added += 1,
                None => file.remarks += 1,
            }
        }
    }
    file.unwritable.sort();
    file.unwritable.dedup();
    if rows.is_empty() {
        return Ok(file);
    }
    file.proposed += file.added;
    for digests in digests.chunks(DIGESTS) {
        rows.push(columns.memory(digests, proposer));
    }
    if let Some(source) = present.filter(|_| needs_extent) {
        file.new_cells = new_cells(source);
    }
    file.appended = Some(written(present, &rows, has_parts));
    Ok(file)
}

/// Whether a file has no row, not even heads.
fn is_blank(source: &Source) -> bool {
    source.text().trim().is_empty()
}

/// The column of extents for the rows of a file without it: its head, and an empty cell for each row.
fn new_cells(source: &Source) -> Vec<(usize, String)> {
    let sign = char::from(delimiter(source.text()));
    let table = parse_table(source).table;
    let ends = table.rows.iter().filter_map(|row| row.last());
    let ends = ends.map(|cell| cell.span.end as usize);
    let cells = ends.enumerate().map(|(row, end)| match row {
        0 => (end, format!("{sign}{EXTENT}")),
        _ => (end, sign.to_string()),
    });
    cells.collect()
}

/// A proposal as the file writes it.
struct Row {
    document: String,
    clause: String,
    standard: String,
    section: String,
    note: String,
}

impl Row {
    /// What makes a proposal the same as an earlier one. `adopt` rests on a sentence, `transition` on a
    /// section.
    fn digest(&self, proposer: Proposer) -> String {
        let of_proposer = match proposer {
            Proposer::Adopt => without_count(&self.note),
            Proposer::Transition => &self.section,
        };
        let parts = [&*self.document, &self.standard, &self.clause, of_proposer];
        let parts = parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        let mut digest = Digest::of(parts.join("\n").as_bytes()).short();
        digest.truncate(8);
        digest
    }
}

/// A note without the number of other places, which changes with the text: `… (and 2 more)`.
fn without_count(note: &str) -> &str {
    let count = note
        .strip_suffix(" more)")
        .and_then(|rest| rest.rsplit_once(" (and "));
    match count {
        Some((sentence, count)) if count.bytes().all(|byte| byte.is_ascii_digit()) => sentence,
        _ => note,
    }
}

/// Where the columns of the file are.
struct Columns {
    document: usize,
    clause: usize,
    note: usize,
    section: Option<usize>,
    standard: Option<usize>,
    extent: Option<usize>,
    status: usize,
    all: usize,
}

impl Columns {
    fn of(heads: &[String]) -> Result<Self, ClaimsFileError> {
        let find = |name: &str| heads.iter().position(|head| folded(head) == name);
        let need = |name: &'static str| find(name).ok_or(ClaimsFileError::Column(name));
        Ok(Self {
            document: need("document")?,
            clause: need("clause")?,
            note: need("note")?,
            section: find("section"),
            standard: find("standard"),
            extent: find(EXTENT),
            status: need("status")?,
            all: heads.len(),
        })
    }

    fn read(source: &Source) -> Result<Self, ClaimsFileError> {
        let read = parse_table(source);
        if let Some(mistake) = read.diagnostics.into_iter().next() {
            return Err(ClaimsFileError::Mistake(Box::new(mistake)));
        }
        let heads = read.table.texts().into_iter().next().unwrap_or_default();
        Self::of(&heads)
    }

    /// Notes the proposals that the file has, or had.
    fn note_known(&self, source: &Source, known: &mut HashSet<String>, file: &mut ClaimsFile) {
        let read = parse_table(source);
        for cells in read.table.texts().iter().skip(1) {
            let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
            let (clause, note) = (cell(self.clause), cell(self.note));
            if clause.is_empty() {
                let memory = Proposer::ALL.map(Proposer::memory).into_iter();
                let digests = memory.filter_map(|memory| note.strip_prefix(memory));
                let digests = digests.flat_map(str::split_whitespace);
                known.extend(digests.map(str::to_owned));
                continue;
            }
            let document = cell(self.document);
            match cell(self.status).is_empty() {
                _ if document == NO_DOCUMENT => {}
                true => file.confirmed += 1,
                false => file.proposed += 1,
            }
            let row = Row {
                document,
                clause,
                standard: self.standard.map_or_else(String::new, cell),
                section: self.section.map_or_else(String::new, cell),
                note,
            };
            known.extend(Proposer::ALL.map(|proposer| row.digest(proposer)));
        }
    }

    /// The proposal in the columns that the file has. Without a column for the standard, it stands
    /// before the clause; so it does before a number that a spreadsheet would take for a formula.
    ///
    /// # Errors
    /// The document or the clause that a cell cannot hold.
    fn row(&self, proposal: &Proposal, proposer: Proposer) -> Result<Row, String> {
        let number = proposal.clause.as_str();
        let is_formula = harmless(number.to_owned()) != number;
        let (clause, standard) = match self.standard {
            Some(_) if !is_formula => (number.to_owned(), proposal.standard.clone()),
            Some(_) | None => (format!("{}:{number}", proposal.standard), String::new()),
        };
        if !is_one_clause(&clause) {
            return Err(format!("{} {number}", proposal.standard));
        }
        let document = match &proposal.document {
            Some(name) => name.cell(proposer).ok_or_else(|| name.path.clone())?,
            None => NO_DOCUMENT.to_owned(),
        };
        let section = proposal.section.clone().unwrap_or_default();
        Ok(Row {
            document,
            clause,
            standard,
            section: match self.section {
                Some(_) if harmless(section.clone()) != section => format!("#{section}"),
                Some(_) => section,
                None => String::new(),
            },
            note: harmless(proposal.note.clone()),
        })
    }

    fn cells(&self, row: &Row, extent: Extent) -> Vec<String> {
        let mut cells = vec![String::new(); self.all];
        let mut set = |at: Option<usize>, text: &str| {
            if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
                text.clone_into(cell);
            }
        };
        set(Some(self.document), &row.document);
        set(Some(self.clause), &row.clause);
        set(Some(self.note), &row.note);
        set(Some(self.status), "proposed");
        set(self.section, &row.section);
        set(self.standard, &row.standard);
        if extent == Extent::Partial {
            set(self.extent, "partial");
        }
        cells
    }

    fn memory(&self, digests: &[String], proposer: Proposer) -> Vec<String> {
        let mut cells = vec![String::new(); self.all];
        if let Some(cell) = cells.get_mut(self.note) {
            *cell = format!("{} {}", proposer.memory(), digests.join(" "));
        }
        cells
    }
}

/// The text that continues the file. What is there stays as it is written.
fn written(present: Option<&Source>, rows: &[Vec<String>], has_parts: bool) -> String {
    let sign = present.map_or(b',', |source| delimiter(source.text()));
    let mut writer = csv::WriterBuilder::new();
    let mut writer = writer
        .delimiter(sign)
        .flexible(true)
        .from_writer(Vec::new());
    // Writing to memory cannot fail.
    if present.is_none() {
        let extent = has_parts.then_some(EXTENT);
        let _ = writer.write_record(COLUMNS.into_iter().chain(extent));
    }
    for row in rows {
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    let added = String::from_utf8(bytes).unwrap_or_default();
    // People edit the file in spreadsheets, which need a byte order mark.
    let begin = match present.map(Source::text) {
        None => "\u{feff}",
        Some(before) if before.ends_with('\n') => "",
        Some(_) => "\n",
    };
    format!("{begin}{added}")
}

#[cfg(test)]
mod tests;
