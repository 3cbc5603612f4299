//! Tables with a column of clauses.

use super::passages::{Cell, Passage, PassageSort, Passages, Table};
use super::places::one_line;
use crate::adopt::standard_names::{StandardAt, StandardNames};
use crate::conventions::{
    Column, Labels, Says, Topic, are_of_gaps, bracketed, clauses_of_cell, folded, is_open_state,
    leads_to_exclusions, says_of,
};

/// A table with a column of clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableFact {
    /// The heads of its columns.
    pub(crate) heads: Vec<String>,
    /// The columns nearly all of whose cells are clauses.
    pub(crate) clauses: Vec<ClauseColumn>,
    /// The section in which it stands.
    pub(crate) section: Option<String>,
    /// The heading above it.
    pub(crate) heading: Option<String>,
    /// What it is about, by its columns, its heading and the text above it.
    pub(crate) topic: Topic,
    pub(crate) rows: Vec<TableRow>,
}

/// A column of clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClauseColumn {
    /// Its position among the columns.
    pub(crate) at: usize,
    /// The standards that the head, or the text above the table, names.
    pub(crate) standards: Vec<StandardAt>,
    /// How the head says that the column holds clauses.
    pub(crate) head: ClauseHead,
    /// The clauses of each row; none where the cell has anything else.
    pub(crate) rows: Vec<Vec<String>>,
    /// Whether a setting can read every cell: it is blank, or has clauses and no range of them.
    pub(crate) is_whole: bool,
}

/// How the head of a column says that it holds clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClauseHead {
    /// By the name of a standard: `ISO 13485:2016 Section`.
    Standard,
    /// By a word such as `Clause`.
    Word,
    /// Not at all.
    Silent,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableRow {
    pub(crate) cells: Vec<RowCell>,
    /// The whole row in one line.
    pub(crate) text: String,
    /// What it says about its clauses.
    pub(crate) says: Says,
}

/// A cell that may name documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowCell {
    /// Its text in one line.
    pub(crate) text: String,
    /// Its lines and parts.
    pub(crate) parts: Vec<String>,
    /// The addresses of its links.
    pub(crate) links: Vec<String>,
    /// Whether the head of its column says that it names documents.
    pub(crate) is_of_documents: bool,
}

/// Finds the tables with a column of clauses.
pub(super) fn tables(
    passages: &Passages,
    names: &StandardNames,
    labels: &Labels,
) -> Vec<TableFact> {
    let tables = passages.tables.iter();
    tables
        .filter(|table| !is_history(&table.heads, labels))
        .filter_map(|table| fact(passages, table, names))
        .collect()
}

/// Whether a table lists the revisions of a document, whose words about clauses are no claims.
pub(super) fn is_history(heads: &[Cell], labels: &Labels) -> bool {
    let has = |column| {
        heads
            .iter()
            .any(|head| labels.is_column(&head.text, column))
    };
    has(Column::Date) && (has(Column::Change) || has(Column::Revision))
}

fn fact(passages: &Passages, table: &Table, names: &StandardNames) -> Option<TableFact> {
    let heads: Vec<String> = table
        .heads
        .iter()
        .map(|head| one_line(&head.text))
        .collect();
    let columns = heads.iter().enumerate();
    let clauses: Vec<ClauseColumn> = columns
        .filter_map(|(at, head)| clause_column(passages, table, at, head, names))
        .collect();
    if clauses.is_empty() {
        return None;
    }
    let rows = table.rows.iter().map(|row| {
        let texts: Vec<String> = row.iter().map(|cell| one_line(&cell.text)).collect();
        let text = texts.join(" | ");
        TableRow {
            cells: row_cells(row, &table.heads),
            says: says(&text, &texts, &heads, &clauses),
            text,
        }
    });
    Some(TableFact {
        topic: topic(passages, table, &heads),
        heading: table.heading.clone(),
        rows: rows.collect(),
        section: table.section.clone(),
        clauses,
        heads,
    })
}

/// The cells of a row.
pub(super) fn row_cells(row: &[Cell], heads: &[Cell]) -> Vec<RowCell> {
    let cells = row.iter().enumerate().map(|(at, cell)| RowCell {
        text: one_line(&cell.text),
        parts: parts(&cell.text),
        links: cell.links.clone(),
        is_of_documents: heads
            .get(at)
            .is_some_and(|head| is_document_head(&head.text)),
    });
    cells.collect()
}

/// Whether the head of a column says that it names documents, and nothing else.
pub(crate) fn is_document_head(head: &str) -> bool {
    const HEADS: [&str; 11] = [
        "document",
        "documents",
        "document id",
        "document no",
        "document number",
        "policy",
        "policies",
        "procedure",
        "procedures",
        "dokument",
        "dokumente",
    ];
    HEADS.contains(&folded(head).as_str())
}

/// What a row says about its clauses.
fn says(row: &str, cells: &[String], heads: &[String], clauses: &[ClauseColumn]) -> Says {
    let head = |at: usize| heads.get(at).map_or("", String::as_str);
    let is_other = |at: &usize| clauses.iter().all(|column| column.at != *at);
    let mut others = cells.iter().enumerate().filter(|(at, _)| is_other(at));
    match says_of(row, &(0..0)) {
        Says::Addressed if others.any(|(at, cell)| is_open_state(head(at), cell)) => Says::Denied,
        says => says,
    }
}

/// What a table is about. It lists clauses that do not apply if the text or the heading above it says so,
/// and none of its columns says it row by row.
fn topic(passages: &Passages, table: &Table, heads: &[String]) -> Topic {
    const BY_ROW: [&str; 9] = [
        "applicable",
        "applicability",
        "applies",
        "status",
        "included",
        "anwendbar",
        "applicable oui non",
        "aplica",
        "aplicable",
    ];
    if table.topic == Topic::Gaps || are_of_gaps(heads.iter()) {
        return Topic::Gaps;
    }
    let above = passages.list.get(..table.at).unwrap_or_default();
    let text = above.last().filter(|passage| passage.table.is_none());
    let is_text = |passage: &&Passage| passage.sort != PassageSort::Heading;
    let is_said = text
        .filter(is_text)
        .is_some_and(|passage| leads_to_exclusions(&passage.text));
    let is_by_row = heads
        .iter()
        .any(|head| BY_ROW.contains(&folded(head).as_str()));
    match table.topic {
        _ if is_by_row => Topic::Practice,
        _ if is_said => Topic::Exclusions,
        topic => topic,
    }
}

fn clause_column(
    passages: &Passages,
    table: &Table,
    at: usize,
    head: &str,
    names: &StandardNames,
) -> Option<ClauseColumn> {
    /// A shorter column may have numbers of anything, unless its head names a standard.
    const FEWEST_ROWS: usize = 3;
    let cell = |row: &Vec<Cell>| row.get(at).map_or("", |cell| cell.text.trim()).to_owned();
    let cells: Vec<String> = table.rows.iter().map(cell).collect();
    let in_head = names.all_in(head).into_iter().next();
    let is_of_clauses = in_head.is_some() || is_clause_head(head);
    let clauses_of = |cell: &String| {
        let is_lettered = |word: &str| is_lettered(word, names);
        let in_brackets = || bracketed(cell, is_lettered).filter(|_| is_of_clauses);
        clauses_of_cell(cell, is_lettered).or_else(in_brackets)
    };
    let rows: Vec<Vec<String>> = cells
        .iter()
        .map(|cell| clauses_of(cell).unwrap_or_default())
        .collect();
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let fitting = rows.iter().filter(|clauses| !clauses.is_empty()).count();
    // Beside a column of documents, a few rows are enough.
    let is_mapping = is_of_clauses && table.heads.iter().any(|one| is_document_head(&one.text));
    let is_column = match &in_head {
        Some(_) => fitting > 0,
        None if is_mapping && fitting == filled => fitting > 0,
        None if is_mapping => fitting >= FEWEST_ROWS && fitting * 2 >= filled,
        None => fitting >= FEWEST_ROWS && fitting * 5 >= filled * 4,
    };
    if !is_column {
        return None;
    }
    let is_plain = |cell: &String| {
        let is_alone = clauses_of_cell(cell, |word| is_lettered(word, names)).is_some();
        let words = cell.split_whitespace();
        let mut words =
            words.filter(|word| *word != "and" && word.chars().all(char::is_alphabetic));
        let is_word = |word: &str| word.len() > 1 || word == "A";
        cell.is_empty() || is_alone && !cell.contains(['-', '–', '§']) && !words.any(is_word)
    };
    let is_whole = fitting == filled && cells.iter().all(is_plain);
    let kind = match &in_head {
        Some(_) => ClauseHead::Standard,
        None if is_clause_head(head) => ClauseHead::Word,
        None => ClauseHead::Silent,
    };
    let named = in_head.or_else(|| {
        let above = passages.list.iter().take(table.at).rev();
        let mut named = above.filter_map(|passage| names.all_in(&passage.text).into_iter().next());
        named.next()
    });
    let standards = match named {
        // A standard that is not built in.
        Some(named) if named.standards.is_empty() => return None,
        Some(named) => named.standards,
        None => Vec::new(),
    };
    Some(ClauseColumn {
        at,
        standards,
        head: kind,
        rows,
        is_whole,
    })
}

/// Whether the head of a column is a word for clauses.
fn is_clause_head(head: &str) -> bool {
    const HEADS: [&str; 23] = [
        "requirement",
        "requirements",
        "clause",
        "clauses",
        "iso clause",
        "iso clauses",
        "clause no",
        "standard clause",
        "requirement clause",
        "control",
        "controls",
        "control id",
        "control ids",
        "annex a control",
        "annex a controls",
        "criterion",
        "criteria",
        "norm",
        "normabschnitt",
        "normkapitel",
        "kapitel der norm",
        "article de la norme",
        "apartado de la norma",
    ];
    HEADS.contains(&folded(head).as_str())
}

/// Whether a word is a clause with letters.
fn is_lettered(word: &str, names: &StandardNames) -> bool {
    let found = names.lettered_in(word);
    found.first().is_some_and(|(number, _)| number == word)
}

/// The parts of a cell that may name documents.
fn parts(cell: &str) -> Vec<String> {
    let parts = cell.split(['\n', ',', ';', '•']).map(one_line);
    parts.filter(|part| !part.is_empty()).collect()
}
