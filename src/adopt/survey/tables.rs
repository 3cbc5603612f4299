//! Tables that map clauses to documents.

use super::passages::{Cell, Passages, Table};
use super::places::one_line;
use crate::adopt::standard_names::{StandardAt, StandardNames};
use crate::conventions::folded;

/// A table with a column of clauses and a column of documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableFact {
    /// The head of the column of clauses, and of the column of documents.
    pub(crate) clause_head: String,
    pub(crate) document_head: String,
    /// The standards that the head, or the text above the table, names.
    pub(crate) standards: Vec<StandardAt>,
    /// Its rows that have a clause.
    pub(crate) rows: Vec<MappingRow>,
}

/// A row that maps clauses to documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MappingRow {
    /// The clauses.
    pub(crate) clauses: Vec<String>,
    /// What the cell of documents says, a line or part each, with the addresses of its links.
    pub(crate) documents: Vec<String>,
    pub(crate) links: Vec<String>,
    /// The whole row in one line.
    pub(crate) text: String,
}

/// Heads of columns that hold documents.
const DOCUMENT_HEADS: [&str; 20] = [
    "document",
    "documents",
    "policy",
    "policies",
    "procedure",
    "procedures",
    "policy procedure",
    "document section",
    "fulfilled in document",
    "addressed by",
    "addressed in",
    "documented in",
    "implemented by",
    "implemented in",
    "covered by",
    "where",
    "reference",
    "references",
    "dokument",
    "dokumente",
];

/// Finds the tables that map clauses to documents.
pub(super) fn tables(passages: &Passages, names: &StandardNames) -> Vec<TableFact> {
    let found = passages.tables.iter();
    found
        .filter_map(|table| mapping(passages, table, names))
        .collect()
}

fn mapping(passages: &Passages, table: &Table, names: &StandardNames) -> Option<TableFact> {
    const FEWEST_ROWS: usize = 3;
    let documents = table.heads.iter().position(|head| {
        let head = folded(&head.text);
        DOCUMENT_HEADS.contains(&head.as_str())
    })?;
    let clauses = (0..table.heads.len())
        .filter(|column| *column != documents)
        .find(|column| {
            let cells = table.rows.iter().filter_map(|row| row.get(*column));
            let filled: Vec<&Cell> = cells.filter(|cell| !cell.text.trim().is_empty()).collect();
            let fitting = filled
                .iter()
                .filter(|cell| numbers(&cell.text, names).is_some())
                .count();
            fitting >= FEWEST_ROWS && fitting * 5 >= filled.len() * 4
        })?;
    let head = |column: usize| table.heads.get(column).map(|head| one_line(&head.text));
    let clause_head = head(clauses)?;
    let rows = table.rows.iter().filter_map(|row| {
        let documents = row.get(documents)?;
        let cells: Vec<String> = row.iter().map(|cell| one_line(&cell.text)).collect();
        Some(MappingRow {
            clauses: numbers(&row.get(clauses)?.text, names)?,
            documents: parts(&documents.text),
            links: documents.links.clone(),
            text: cells.join(" | "),
        })
    });
    Some(TableFact {
        rows: rows.collect(),
        document_head: head(documents)?,
        standards: standards(passages, table, &clause_head, names)?,
        clause_head,
    })
}

/// The standards that the head of a column names, else the nearest text above the table. `None` if that
/// names one that is not built in.
fn standards(
    passages: &Passages,
    table: &Table,
    head: &str,
    names: &StandardNames,
) -> Option<Vec<StandardAt>> {
    let above = passages.list.iter().take(table.at).rev();
    let texts = std::iter::once(head).chain(above.map(|passage| passage.text.as_str()));
    let mut named = texts.filter_map(|text| names.all_in(text).into_iter().next());
    match named.next() {
        Some(named) => (!named.standards.is_empty()).then_some(named.standards),
        None => Some(Vec::new()),
    }
}

/// The clauses of a cell; `None` if it has anything else.
fn numbers(cell: &str, names: &StandardNames) -> Option<Vec<String>> {
    let parts = cell.split([',', ';', '\n', '/']);
    let parts: Vec<&str> = parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let is_number = |part: &str| {
        let rest = part.strip_prefix("A.").unwrap_or(part);
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.len() <= 12
            && rest.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let known = parts.iter().map(|part| {
        let is_lettered = || {
            let found = names.lettered_in(part);
            found.first().is_some_and(|(number, _)| number == part)
        };
        (is_number(part) || is_lettered()).then(|| (*part).to_owned())
    });
    let known: Option<Vec<String>> = known.collect();
    known.filter(|known| !known.is_empty())
}

/// The parts of a cell of documents.
fn parts(cell: &str) -> Vec<String> {
    let parts = cell.split(['\n', ',', ';']).map(one_line);
    parts.filter(|part| !part.is_empty()).collect()
}
