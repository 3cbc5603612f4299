//! Tables with a column of clauses: those that map clauses to documents, and those of a document that
//! say which clauses it addresses itself.

use std::collections::{HashMap, HashSet};

use super::document_names::{DocumentNames, Named};
use super::entries::Doc;
use super::mapping_pages::only_maps;
use super::proposals::{Columns, NotApplicable, Proposal, Proposals, Seen, is_of_regulation};
use super::reports::gives_no_proposals;
use super::standards::Chosen;
use crate::adopt::standard_names::{StandardAt, StandardNames};
use crate::adopt::survey::{ClauseColumn, ClauseHead, PageFacts, TableFact, is_document_head};
use crate::conventions::{Says, Topic, folded};
use crate::manual::{ClaimColumn, folded_name};

/// Heads of columns that may hold documents, beside those that name nothing else.
const PLACE_HEADS: [&str; 12] = [
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
];

/// How the clauses of a column are those of a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reading {
    standard: StandardAt,
    /// Whether the letter of the annex is missing: `5.1` for `A.5.1`.
    in_annex: bool,
}

impl Reading {
    fn clause(self, written: &str) -> String {
        match self.in_annex {
            true => format!("A.{written}"),
            false => written.to_owned(),
        }
    }
}

/// Adds what the tables say. `docs` are the documents, `listing` the pages that list most of a standard.
pub(super) fn from_tables(
    pages: &[PageFacts],
    docs: &[Doc<'_>],
    chosen: &[Chosen],
    names: &StandardNames,
    listing: &HashSet<usize>,
    (proposals, seen): (&mut Proposals, &mut Seen),
) {
    let documents = DocumentNames::new(docs);
    let mut own = OwnColumns::default();
    let by_page: HashMap<usize, &Doc<'_>> = docs.iter().map(|doc| (doc.at, doc)).collect();
    for (at, page) in pages.iter().enumerate() {
        let doc = by_page.get(&at).copied();
        let is_report = doc.is_some_and(gives_no_proposals);
        for table in page
            .tables
            .iter()
            .filter(|table| table.topic != Topic::Gaps && !is_report)
        {
            let cells = named(&documents, page, table);
            let columns = document_columns(table, &cells);
            for column in &table.clauses {
                let Some(reading) = reading(column, chosen, names) else {
                    continue;
                };
                let of = Of {
                    page,
                    table,
                    column,
                    reading,
                };
                if table.topic == Topic::Exclusions && columns.is_empty() {
                    of.exclude(names, proposals);
                } else if !columns.is_empty() {
                    of.map(&cells, &columns, docs, names, (proposals, seen));
                } else if names_absent_documents(table, &cells) {
                    of.note_absent(&cells, proposals);
                } else if let Some(doc) = doc
                    && !is_of_applicability(table)
                    && table.topic == Topic::Practice
                {
                    if listing.contains(&at) {
                        if column.head != ClauseHead::Silent {
                            proposals.note_listing(&page.path);
                        }
                        continue;
                    }
                    let target = documents.of_title(table.heading.as_deref());
                    let target = target
                        .and_then(|at| docs.get(at))
                        .filter(|one| one.at != doc.at);
                    match (target, column.head) {
                        (_, ClauseHead::Silent) => {}
                        (Some(target), _) => of.own(target, names, (proposals, seen)),
                        (None, _) if only_maps(page) => {
                            *proposals.mapping.entry(page.path.clone()).or_default() +=
                                column.rows.iter().filter(|row| !row.is_empty()).count();
                        }
                        (None, ClauseHead::Standard) => own.note(of, doc),
                        (None, ClauseHead::Word) => of.own(doc, names, (proposals, seen)),
                    }
                }
            }
        }
    }
    own.finish(pages, docs, names, (proposals, seen));
}

/// The rows of a page's tables that map clauses to documents, whether these are there or not. They claim
/// nothing for the page itself.
pub(super) fn mapped_rows<'p>(
    page: &'p PageFacts,
    documents: &DocumentNames<'_>,
) -> HashSet<&'p str> {
    let tables = page.tables.iter().filter(|table| {
        let cells = named(documents, page, table);
        !document_columns(table, &cells).is_empty() || names_absent_documents(table, &cells)
    });
    let rows = tables.flat_map(|table| &table.rows);
    rows.map(|row| row.text.as_str()).collect()
}

/// Whether a table has a column of documents, none of which is there.
fn names_absent_documents(table: &TableFact, cells: &[Vec<Named>]) -> bool {
    let rows = table.rows.iter().zip(cells);
    let pairs = rows.flat_map(|(row, named)| row.cells.iter().zip(named));
    let named = pairs
        .filter(|(cell, _)| cell.is_of_documents)
        .map(|(_, named)| named);
    let filled: Vec<&Named> = named.filter(|named| !named.unknown.is_empty()).collect();
    let is_absent = |named: &&&Named| named.unknown.iter().any(|text| is_name(text));
    let absent = filled.iter().filter(is_absent).count();
    absent * 2 > filled.len()
}

/// Whether a text can be the name of a document.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
        && text.chars().count() > 3
        && text.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// Whether a table says which clauses apply, not how they are addressed.
fn is_of_applicability(table: &TableFact) -> bool {
    const WORDS: [&str; 4] = ["applicable", "applicability", "anwendbar", "aplicable"];
    let heads = table.heads.iter().map(|head| folded(head));
    let mut words = heads.flat_map(|head| head.split(' ').map(str::to_owned).collect::<Vec<_>>());
    words.any(|word| WORDS.contains(&word.as_str()))
}

/// Whether a column says why a clause does not apply.
fn is_reason(head: &str) -> bool {
    const HEADS: [&str; 13] = [
        "rationale",
        "justification",
        "justification for exclusion",
        "reason",
        "reason for exclusion",
        "explanation",
        "begründung",
        "grund",
        "raison",
        "justificación",
        "motivo",
        "razón",
        "comment",
    ];
    HEADS.contains(&folded(head).as_str())
}

/// The documents that each cell names, row by row.
fn named(documents: &DocumentNames<'_>, page: &PageFacts, table: &TableFact) -> Vec<Vec<Named>> {
    let rows = table.rows.iter();
    let named = rows.map(|row| {
        let cells = row.cells.iter().enumerate();
        let cells =
            cells.map(
                |(at, cell)| match table.clauses.iter().any(|column| column.at == at) {
                    true => Named::default(),
                    false => documents.named(&page.path, cell),
                },
            );
        cells.collect()
    });
    named.collect()
}

/// The columns that hold documents: by their heads, or because most of their cells name one.
fn document_columns(table: &TableFact, cells: &[Vec<Named>]) -> Vec<usize> {
    const FEWEST: usize = 3;
    let columns = table.heads.iter().enumerate();
    let columns = columns.filter(|(at, head)| {
        let in_column = || cells.iter().filter_map(|row| row.get(*at));
        let found = in_column().filter(|named| !named.documents.is_empty());
        let filled =
            in_column().filter(|named| !named.documents.is_empty() || !named.unknown.is_empty());
        let (found, filled) = (found.count(), filled.count());
        let is_by_head = is_document_head(head) || PLACE_HEADS.contains(&folded(head).as_str());
        found > 0 && (is_by_head || found >= FEWEST && found * 2 >= filled)
    });
    columns.map(|(at, _)| at).collect()
}

/// The standard of which a column has the most clauses, if it has at least half of them.
fn reading(column: &ClauseColumn, chosen: &[Chosen], names: &StandardNames) -> Option<Reading> {
    let clauses: Vec<&String> = column.rows.iter().flatten().collect();
    let is_of_regulation = clauses.iter().all(|clause| is_of_regulation(clause));
    // Numbers as only regulations have say themselves of what they are; else the text above says it.
    let is_any = column.standards.is_empty() || is_of_regulation;
    let candidates = chosen
        .iter()
        .map(|one| one.standard)
        .filter(|at| is_any || column.standards.contains(at));
    let forms = candidates
        .flat_map(|standard| [false, true].map(|in_annex| Reading { standard, in_annex }));
    let mut best: Option<(usize, Reading)> = None;
    for form in forms {
        let has = |clause: &&&String| {
            let clause = form.clause(clause);
            names.has(form.standard, &clause) && !names.is_chapter(form.standard, &clause)
        };
        let fitting = clauses.iter().filter(has).count();
        if best.is_none_or(|(most, _)| fitting > most) {
            best = Some((fitting, form));
        }
    }
    let (fitting, form) = best?;
    (fitting > 0 && fitting * 2 >= clauses.len()).then_some(form)
}

/// A column of clauses in its table.
struct Of<'t> {
    page: &'t PageFacts,
    table: &'t TableFact,
    column: &'t ClauseColumn,
    reading: Reading,
}

impl Of<'_> {
    /// The clauses of each row that the standard has; the others are counted.
    fn rows(&self, names: &StandardNames, unknown: &mut usize) -> Vec<(usize, Vec<String>)> {
        let standard = self.reading.standard;
        let rows = self.column.rows.iter().enumerate().map(|(at, written)| {
            let mut clauses = Vec::new();
            for clause in written.iter().map(|clause| self.reading.clause(clause)) {
                match names.has(standard, &clause) {
                    true if names.is_chapter(standard, &clause) => {}
                    true => clauses.push(clause),
                    false => *unknown += 1,
                }
            }
            (at, clauses)
        });
        rows.collect()
    }

    /// A table that maps clauses to documents: a setting if it can read every row, else proposals.
    fn map(
        &self,
        cells: &[Vec<Named>],
        columns: &[usize],
        docs: &[Doc<'_>],
        names: &StandardNames,
        (proposals, seen): (&mut Proposals, &mut Seen),
    ) {
        let in_row = |row: usize| {
            let row = cells.get(row).map_or(&[][..], Vec::as_slice);
            columns.iter().filter_map(|at| row.get(*at))
        };
        let filled = |row: &usize| {
            let mut named = in_row(*row);
            named.any(|named| !named.documents.is_empty() || !named.unknown.is_empty())
        };
        let rows: Vec<usize> = (0..cells.len()).filter(filled).collect();
        let mut unknown = 0;
        let clauses = self.rows(names, &mut unknown);
        if let [column] = columns
            && self.column.is_whole
            && self.is_plain()
            && unknown == 0
            && !self.reading.in_annex
            && rows
                .iter()
                .all(|row| in_row(*row).all(|named| named.is_exact))
        {
            self.add_columns(*column, rows.len(), proposals);
            return;
        }
        proposals.unknown += unknown;
        let Some(standard) = names.standard(self.reading.standard) else {
            return;
        };
        for (at, clauses) in clauses {
            let Some((row, says)) = self.row(at) else {
                continue;
            };
            let mut found: Vec<usize> = Vec::new();
            for named in in_row(at) {
                found.extend(&named.documents);
                for text in &named.ambiguous {
                    *proposals.ambiguous.entry(text.clone()).or_default() += 1;
                }
                if named.documents.is_empty() && says == Says::Addressed {
                    for text in named.unknown.iter().filter(|text| is_name(text)) {
                        *proposals.missing.entry(text.clone()).or_default() += 1;
                    }
                }
            }
            match says {
                Says::Addressed => {}
                Says::Denied => {
                    proposals.undone += clauses.len();
                    continue;
                }
                Says::Excluded => {
                    for clause in clauses {
                        proposals.exclude(NotApplicable {
                            document: self.page.path.clone(),
                            standard: self.reading.standard,
                            clause,
                            reason: row.to_owned(),
                        });
                    }
                    continue;
                }
            }
            found.sort_unstable();
            found.dedup();
            for doc in found.into_iter().filter_map(|at| docs.get(at)) {
                for clause in &clauses {
                    let proposal = Proposal {
                        document: doc.page.path.clone(),
                        clause: clause.clone(),
                        standard: standard.id.to_string(),
                        section: None,
                        sentence: format!("{}: {row}", self.page.path.file_name()),
                        others: 0,
                    };
                    seen.add(proposal, proposals);
                }
            }
        }
    }

    /// The text of a row, and what it says about its clauses.
    fn row(&self, at: usize) -> Option<(&str, Says)> {
        let row = self.table.rows.get(at)?;
        Some((&row.text, row.says))
    }

    /// Whether no row says that a clause is open or does not apply, so that a setting can read them all.
    fn is_plain(&self) -> bool {
        let mut rows = self.table.rows.iter().zip(&self.column.rows);
        rows.all(|(row, clauses)| clauses.is_empty() || row.says == Says::Addressed)
            && self.table.topic == Topic::Practice
    }

    /// Notes the names of documents that are not there.
    fn note_absent(&self, cells: &[Vec<Named>], proposals: &mut Proposals) {
        let rows = cells.iter().zip(&self.table.rows);
        let rows = rows.filter(|(_, row)| row.says == Says::Addressed);
        let unknown = rows
            .flat_map(|(cells, _)| cells)
            .flat_map(|named| &named.unknown);
        for text in unknown.filter(|text| is_name(text)) {
            *proposals.missing.entry(text.clone()).or_default() += 1;
        }
    }

    /// A table that lists clauses that do not apply.
    fn exclude(&self, names: &StandardNames, proposals: &mut Proposals) {
        let mut unknown = 0;
        let rows = self.rows(names, &mut unknown);
        let heads = self.table.heads.iter();
        let mut reasons = heads.enumerate().filter(|(_, head)| is_reason(head));
        let reason_at = reasons.next().map(|(at, _)| at);
        for (at, clauses) in rows {
            let Some(row) = self.table.rows.get(at) else {
                continue;
            };
            let cell = reason_at.and_then(|at| row.cells.get(at));
            let cell = cell.map(|cell| cell.text.clone());
            let reason = cell.filter(|text| !text.is_empty());
            for clause in clauses {
                proposals.exclude(NotApplicable {
                    document: self.page.path.clone(),
                    standard: self.reading.standard,
                    clause,
                    reason: reason.clone().unwrap_or_else(|| row.text.clone()),
                });
            }
        }
    }

    /// A table of a document that says which clauses it addresses.
    fn own(
        &self,
        doc: &Doc<'_>,
        names: &StandardNames,
        (proposals, seen): (&mut Proposals, &mut Seen),
    ) {
        let mut unknown = 0;
        let clauses = self.rows(names, &mut unknown);
        proposals.unknown += unknown;
        let Some(standard) = names.standard(self.reading.standard) else {
            return;
        };
        let is_own = doc.page.path == self.page.path;
        for (at, clauses) in clauses {
            let Some((row, says)) = self.row(at) else {
                continue;
            };
            for clause in clauses {
                match says {
                    Says::Denied => proposals.undone += 1,
                    Says::Excluded => proposals.exclude(NotApplicable {
                        document: self.page.path.clone(),
                        standard: self.reading.standard,
                        clause,
                        reason: row.to_owned(),
                    }),
                    Says::Addressed => {
                        let proposal = Proposal {
                            document: doc.page.path.clone(),
                            clause,
                            standard: standard.id.to_string(),
                            section: self.table.section.clone().filter(|_| is_own),
                            sentence: match is_own {
                                true => row.to_owned(),
                                false => format!("{}: {row}", self.page.path.file_name()),
                            },
                            others: 0,
                        };
                        seen.add(proposal, proposals);
                    }
                }
            }
        }
    }

    fn add_columns(&self, document: usize, rows: usize, proposals: &mut Proposals) {
        let head = |at: usize| self.table.heads.get(at).cloned().unwrap_or_default();
        let columns = Columns {
            clause: head(self.column.at),
            document: Some(head(document)),
            unread: unread(&self.table.heads, &[self.column.at, document]),
            standard: self.reading.standard,
            files: vec![self.page.path.clone()],
            not_files: Vec::new(),
            rows,
        };
        let same = |one: &&mut Columns| {
            one.clause == columns.clause
                && one.document == columns.document
                && one.standard == columns.standard
        };
        match proposals.columns.iter_mut().find(same) {
            Some(known) => {
                known.rows += rows;
                known.files.extend(columns.files);
                known.files.dedup();
                add_new(&mut known.unread, columns.unread);
            }
            None => proposals.columns.push(columns),
        }
    }
}

/// The columns whose names are heads of a table, apart from those that are read. What they say is
/// not known, but for notes.
fn unread(heads: &[String], read: &[usize]) -> Vec<ClaimColumn> {
    let heads = heads.iter().enumerate();
    let others = heads.filter(|(at, _)| !read.contains(at));
    let columns = others.filter_map(|(_, head)| ClaimColumn::find(&folded_name(head)));
    columns
        .filter(|column| !matches!(column, ClaimColumn::Clause | ClaimColumn::Note))
        .collect()
}

fn add_new(known: &mut Vec<ClaimColumn>, more: Vec<ClaimColumn>) {
    for column in more {
        if !known.contains(&column) {
            known.push(column);
        }
    }
}

/// Columns whose head names a standard, in tables of documents about themselves.
#[derive(Default)]
struct OwnColumns<'t> {
    list: Vec<(String, Vec<(Of<'t>, &'t Doc<'t>)>)>,
}

impl<'t> OwnColumns<'t> {
    fn note(&mut self, of: Of<'t>, doc: &'t Doc<'t>) {
        let head = of.table.heads.get(of.column.at);
        let head = head.map_or_else(String::new, |head| folded(head));
        match self.list.iter_mut().find(|(known, _)| *known == head) {
            Some((_, columns)) => columns.push((of, doc)),
            None => self.list.push((head, vec![(of, doc)])),
        }
    }

    /// A setting for each head if it reads every table that has it, else proposals.
    fn finish(
        self,
        pages: &[PageFacts],
        docs: &[Doc<'_>],
        names: &StandardNames,
        (proposals, seen): (&mut Proposals, &mut Seen),
    ) {
        for (head, columns) in self.list {
            let Some((first, _)) = columns.first() else {
                continue;
            };
            let is_read = |of: &Of<'_>| {
                let mut unknown = 0;
                of.rows(names, &mut unknown);
                of.column.is_whole
                    && of.is_plain()
                    && unknown == 0
                    && !of.reading.in_annex
                    && of.reading == first.reading
            };
            let is_general = columns.len() > 1 || docs.len() < 3;
            if !is_general || !columns.iter().all(|(of, _)| is_read(of)) {
                for (of, doc) in &columns {
                    of.own(doc, names, (proposals, seen));
                }
                continue;
            }
            let is_noted = |page: &&PageFacts| {
                let mut noted = columns.iter();
                noted.any(|(of, _)| of.page.path == page.path)
            };
            let has_head = |page: &&PageFacts| {
                let mut heads = page.tables.iter().flat_map(|table| &table.heads);
                heads.any(|one| folded(one) == head)
            };
            let others = pages.iter().filter(has_head);
            let others = others.filter(|page| !is_noted(page));
            let mut not_read = Vec::new();
            for (of, _) in &columns {
                add_new(&mut not_read, unread(&of.table.heads, &[of.column.at]));
            }
            let rows = columns.iter().flat_map(|(of, _)| &of.column.rows);
            proposals.columns.push(Columns {
                clause: first
                    .table
                    .heads
                    .get(first.column.at)
                    .cloned()
                    .unwrap_or_default(),
                document: None,
                unread: not_read,
                standard: first.reading.standard,
                files: Vec::new(),
                not_files: others.map(|page| page.path.clone()).collect(),
                rows: rows.filter(|row| !row.is_empty()).count(),
            });
        }
    }
}
