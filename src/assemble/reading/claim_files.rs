//! Reads the tables of claims beside the texts, and the rows of claims in a page.

use std::sync::Arc;

use super::claim_rows::{self, Row, UnmetRows};
use crate::diagnostics::{Diagnostic, Location, SourcePath, Span, Spanned};
use crate::manual::{
    ClaimColumn, ClaimsFile, Config, FileClaims, Gives, PassageIx, ReadTable, SettingPartIx,
    Sought, TextEntryIx, folded_name,
};
use crate::markdown::{Cell, FoundRow};
use crate::parse::ParsedPage;
use crate::parse::decode::Decoder;
use crate::rules;

/// The claims of the tables beside the texts, and the mistakes in them.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReadClaimsFiles {
    /// The claims of each table.
    pub(crate) claims: Vec<Arc<FileClaims>>,
    /// The mistakes in the tables, and those of entries whose table is not there.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The parts of the settings that the tables use.
    pub(crate) used: Vec<SettingPartIx>,
}

/// Reads the tables that `[[claims]]` names. The tables are sorted by path.
pub(crate) fn read_claims_files(
    config: &Config,
    tables: &[Arc<ReadTable>],
    assets: &[SourcePath],
) -> ReadClaimsFiles {
    let mut read = ReadClaimsFiles::default();
    for (at, entry) in config.claims_files.iter().enumerate() {
        let path = &entry.path.value;
        let Ok(found) = tables.binary_search_by(|table| table.path.cmp(path)) else {
            // The entry has an effect as soon as the file is there.
            read.used.push(entry.part);
            read.diagnostics
                .push(missing(config, &entry.path, tables, assets));
            continue;
        };
        let table = &tables[found];
        let earlier = config.claims_files[..at].iter();
        if !earlier
            .map(|entry| &entry.path.value)
            .any(|one| one == path)
        {
            read.diagnostics.extend(table.diagnostics.iter().cloned());
        }
        if !table.diagnostics.is_empty() {
            read.used.push(entry.part);
        }
        let mut decoder = Decoder::new(path);
        let rows = rows(&mut decoder, config, entry, table);
        if !rows.is_empty() || !decoder.diagnostics.is_empty() {
            read.used.push(entry.part);
        }
        read.diagnostics.append(&mut decoder.diagnostics);
        read.claims.push(Arc::new(FileClaims {
            path: path.clone(),
            rows,
        }));
    }
    read
}

/// The report of a table that is not there.
fn missing(
    config: &Config,
    path: &Spanned<SourcePath>,
    tables: &[Arc<ReadTable>],
    assets: &[SourcePath],
) -> Diagnostic {
    let location = Location::new(&config.path, path.span);
    let is_there = assets.binary_search(&path.value).is_ok();
    let message = match is_there {
        true => format!("`{}` is no CSV file", path.value),
        false => format!(
            "there is no file `{}`, so that none of its claims counts",
            path.value
        ),
    };
    let known = tables.iter().map(|table| table.path.as_str());
    let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message);
    diagnostic
        .nearest_of(path.value.as_str(), known, || {
            "write the path of a CSV file from the manual's folder".to_owned()
        })
        .unless(&rules::UNREADABLE_FILE, &path.value)
}

/// The rows of a table that claim something.
fn rows(
    decoder: &mut Decoder<'_>,
    config: &Config,
    entry: &ClaimsFile,
    table: &ReadTable,
) -> Vec<crate::manual::ClaimRow> {
    let Some((header, rows)) = table.table.rows.split_first() else {
        return Vec::new();
    };
    let mut setting = entry.setting.clone();
    let (columns, unknown) = match &entry.heads {
        Some(heads) => {
            let Some(columns) = named_columns(decoder, config, entry, heads, header) else {
                return Vec::new();
            };
            (columns, Unknown::default())
        }
        None => match own_columns(decoder, entry, header) {
            Some(columns) => columns,
            None => return Vec::new(),
        },
    };
    let headless = report_headless(decoder, &unknown.headless, rows);
    setting.columns = columns.iter().map(|(_, column)| *column).collect();
    let mut read = Vec::with_capacity(rows.len());
    let mut unmet = UnmetRows::default();
    for cells in rows {
        if has_word(cells, &headless) {
            continue;
        }
        let may_be_proposed = unknown.heads.iter().filter_map(|at| cells.get(*at));
        let may_be_proposed = may_be_proposed
            .map(|cell| cell.value.trim())
            .any(|word| word.eq_ignore_ascii_case("proposed"));
        let cells: Vec<(ClaimColumn, Cell)> = columns
            .iter()
            .filter_map(|(at, column)| Some((*column, Cell::of(cells.get(*at)?.clone()))))
            .collect();
        let span = row_span(cells.iter().map(|(_, cell)| cell.span()));
        let row = Row {
            setting: &setting,
            cells: cells.iter().map(|(column, cell)| (*column, cell)).collect(),
            stands_in: None,
            struck: None,
            table: 0,
            is_doubtful: !unknown.heads.is_empty(),
            may_be_proposed,
            span,
        };
        let row = claim_rows::read(decoder, &entry.path.value, &row, &mut unmet);
        read.extend(row);
    }
    unmet.report(decoder);
    read
}

/// The place of a row: from its first cell to its last.
fn row_span(mut cells: impl Iterator<Item = Span>) -> Span {
    let first = cells.next().unwrap_or_else(Span::start_of_file);
    cells.fold(first, |row, cell| Span {
        end: row.end.max(cell.end),
        ..row.min(cell)
    })
}

/// The columns that the entry names by their heads. One that the table does not have, or has twice, is
/// reported, and then no row can be read.
fn named_columns(
    decoder: &mut Decoder<'_>,
    config: &Config,
    entry: &ClaimsFile,
    heads: &[Spanned<String>],
    header: &[Spanned<String>],
) -> Option<Vec<(usize, ClaimColumn)>> {
    let mut columns = Vec::with_capacity(heads.len());
    for (head, column) in heads.iter().zip(&entry.setting.columns) {
        let name = folded_name(&head.value);
        let mut found = header.iter().enumerate();
        let mut found = found
            .by_ref()
            .filter(|(_, cell)| folded_name(&cell.value) == name);
        match (found.next(), found.next()) {
            (Some((at, _)), None) => columns.push((at, *column)),
            (None, _) => {
                let location = Location::new(&config.path, head.span);
                let path = &entry.path.value;
                let message = format!(
                    "`{path}` has no column `{}`, so that none of its rows is read",
                    head.value
                );
                let known = header.iter().map(|cell| cell.value.as_str());
                let diagnostic = Diagnostic::new(&rules::INVALID_VALUE, location, message);
                decoder
                    .diagnostics
                    .push(diagnostic.nearest_of(&head.value, known, || {
                        "write the head of a column of the table".to_owned()
                    }));
            }
            (Some(_), Some((_, again))) => twice(decoder, again),
        }
    }
    if columns.len() < heads.len() {
        return None;
    }
    // The heads that are names of columns have their own meaning.
    let read: Vec<usize> = columns.iter().map(|(at, _)| *at).collect();
    let unread = header
        .iter()
        .enumerate()
        .filter(|(at, _)| !read.contains(at));
    for (at, head) in unread {
        let name = folded_name(&head.value);
        let mut others = entry.setting.others.iter();
        let Some(column) = others.find(|column| column.word() == name) else {
            continue;
        };
        if columns.iter().any(|(_, known)| known == column) {
            twice(decoder, head);
            return None;
        }
        columns.push((at, *column));
    }
    Some(columns)
}

/// The positions of the columns of a table that are not known.
#[derive(Default)]
struct Unknown {
    /// Those with a head, which is reported.
    heads: Vec<usize>,
    /// Those without a head.
    headless: Vec<usize>,
}

/// Whether a row has a word in one of these columns.
fn has_word(cells: &[Spanned<String>], columns: &[usize]) -> bool {
    let mut cells = columns.iter().filter_map(|at| cells.get(*at));
    cells.any(|cell| !cell.value.trim().is_empty())
}

/// Reports each column without a head that has words, at the first of them. Returns these columns.
fn report_headless(
    decoder: &mut Decoder<'_>,
    headless: &[usize],
    rows: &[Vec<Spanned<String>>],
) -> Vec<usize> {
    let mut with_words = Vec::new();
    for column in headless {
        let cells = rows.iter().filter_map(|row| row.get(*column));
        let mut words = cells.filter(|cell| !cell.value.trim().is_empty());
        let Some(first) = words.next() else {
            continue;
        };
        with_words.push(*column);
        let message = match words.count() {
            0 => format!(
                "`{}` stands below no head, so that this row claims nothing",
                first.value
            ),
            more => format!(
                "`{}` stands below no head, so that this row claims nothing, as {more} more of this column",
                first.value
            ),
        };
        decoder.invalid(first.span, message, "give the column a head");
    }
    with_words
}

/// The columns of a table whose heads are the names of the columns, and the others. A head that is
/// unknown is reported: it may restrict the claims.
fn own_columns(
    decoder: &mut Decoder<'_>,
    entry: &ClaimsFile,
    header: &[Spanned<String>],
) -> Option<(Vec<(usize, ClaimColumn)>, Unknown)> {
    let mut columns: Vec<(usize, ClaimColumn)> = Vec::new();
    let mut unknown = Unknown::default();
    for (at, head) in header.iter().enumerate() {
        let name = folded_name(&head.value);
        match ClaimColumn::find(&name) {
            _ if name.is_empty() => unknown.headless.push(at),
            Some(column) if columns.iter().any(|(_, known)| *known == column) => {
                twice(decoder, head);
                return None;
            }
            Some(column) => columns.push((at, column)),
            None => {
                unknown.heads.push(at);
                let message = format!(
                    "a table of claims has no column `{}`: all of its claims count as partial",
                    head.value
                );
                let diagnostic = decoder
                    .diagnostic(&rules::UNKNOWN_FIELD, head.span, message)
                    .nearest_of(&head.value, ClaimColumn::names(), || {
                        "name the columns to be read in the entry: columns = { clause = \"…\" }"
                            .to_owned()
                    });
                decoder.diagnostics.push(diagnostic);
            }
        }
    }
    for needed in [ClaimColumn::Clause, ClaimColumn::Document] {
        let is_given = entry.setting.constant(needed).is_some();
        if !is_given && columns.iter().all(|(_, column)| *column != needed) {
            let word = needed.word();
            let message =
                format!("the table has no column `{word}`, so that none of its rows is read");
            let missing = decoder
                .diagnostic(&rules::MISSING_FIELD, header.first()?.span, message)
                .help(format!(
                    "add the head `{word}`, or name it in the entry: columns = {{ {word} = \"…\" }}"
                ));
            decoder.diagnostics.push(match unknown.heads.is_empty() {
                false => missing.follows(&rules::UNKNOWN_FIELD),
                true => missing,
            });
            return None;
        }
    }
    Some((columns, unknown))
}

fn twice(decoder: &mut Decoder<'_>, head: &Spanned<String>) {
    let message = format!(
        "two columns are headed `{}`, so that no row is read",
        head.value
    );
    decoder.invalid(head.span, message, "give one of them another head");
}

/// The parts of the settings that a page uses as a file that `[[metadata]]` and `[[claims]]` select.
pub(in crate::assemble) fn files_used(config: &Config, page: &ParsedPage) -> Vec<SettingPartIx> {
    let files = config.texts.iter().filter_map(|entry| entry.files.as_ref());
    let used = files.flat_map(|files| {
        let fitting = files.globs.fitting(&page.path);
        let whole = files.globs.taking_in_of(&fitting).map(|_| files.part);
        let parts = fitting.into_iter();
        parts
            .filter_map(|at| files.parts.get(at).copied())
            .chain(whole)
    });
    used.collect()
}

/// A table of claims in a page, or the matches of a pattern in a section of it.
struct Table {
    entry: TextEntryIx,
    passage: Option<PassageIx>,
    unmet: UnmetRows,
}

impl Table {
    /// The number of the table of a row, among those of the page. Several entries may read one table,
    /// row by row.
    fn of_row(tables: &mut Vec<Self>, row: &FoundRow) -> usize {
        let is_same = |table: &Self| table.entry == row.entry && table.passage == row.passage;
        let at = tables.iter().position(is_same);
        at.unwrap_or_else(|| {
            tables.push(Self {
                entry: row.entry,
                passage: row.passage,
                unmet: UnmetRows::default(),
            });
            tables.len() - 1
        })
    }
}

/// Reads the rows and matches in a page that claim something. The parts of the settings that the page
/// uses are added to `used`.
pub(in crate::assemble) fn of_page(
    decoder: &mut Decoder<'_>,
    config: &Config,
    page: &ParsedPage,
    used: &mut Vec<SettingPartIx>,
) -> Option<Arc<FileClaims>> {
    let mut rows = Vec::new();
    let mut tables: Vec<Table> = Vec::new();
    let mistaken = page.found.mistaken.iter();
    used.extend(mistaken.filter_map(|entry| Some(config.texts.get(*entry)?.part)));
    for found in &page.found.rows {
        let Some(entry) = config.texts.get(found.entry) else {
            continue;
        };
        let Gives::Claims(setting) = &entry.gives else {
            continue;
        };
        used.push(entry.part);
        // A row with cells beyond the head is reported: its cells may be shifted.
        if !found.is_whole {
            continue;
        }
        let is_match = matches!(entry.sought, Sought::Matches(_));
        let table = Table::of_row(&mut tables, found);
        let cells = found.cells.iter();
        let row = Row {
            setting,
            cells: cells
                .filter_map(|(own, cell)| Some((setting.column(*own)?, cell)))
                .collect(),
            stands_in: is_match.then_some((found.section.as_ref(), found.passage)),
            struck: found.struck,
            table: u32::try_from(table).unwrap_or(u32::MAX),
            is_doubtful: false,
            may_be_proposed: false,
            span: found.span,
        };
        let unmet = &mut tables[table].unmet;
        rows.extend(claim_rows::read(decoder, &page.path, &row, unmet));
    }
    for table in tables {
        table.unmet.report(decoder);
    }
    // They stay in memory as long as the manual.
    rows.shrink_to_fit();
    (!rows.is_empty()).then(|| {
        Arc::new(FileClaims {
            path: page.path.clone(),
            rows,
        })
    })
}
