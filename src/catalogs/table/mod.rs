//! Tables: CSV and workbooks, with a requirement in each row.
//!
//! `columns` decides which column says what; what was decided is part of the report.

mod columns;
mod workbook;

pub(crate) use columns::Columns;

pub(super) use workbook::read as read_workbook;

use std::collections::HashSet;

use self::columns::{Chosen, Head};
use crate::catalogs::draft::{Doubt, Draft, DraftClause, natural_parent};
use crate::catalogs::words::{Withdrawn, counted, first_few, one_line, plain, says_withdrawn};
use crate::catalogs::{Choices, NamedFile, Refusal, numbers, text};
use crate::diagnostics::{Source, SourcePath, excerpt};
use crate::manual::Documented;
use crate::parse::parse_uneven_table;

/// A row of a table.
pub(super) struct Row {
    /// The number of the row, or of the line, from 1.
    pub(super) number: usize,
    pub(super) cells: Vec<String>,
    /// The columns, from 0, of the cells that are no texts in a workbook.
    pub(super) no_texts: Vec<(usize, NoText)>,
}

/// What a cell of a workbook is in place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoText {
    /// A number: 4.10 has become 4.1.
    Number,
    /// A day: 4.1 has become the fourth of January.
    Day,
    /// An error of the spreadsheet.
    Error,
}

/// Reads a CSV file.
///
/// # Errors
/// If it is no table, or has no column of numbers.
pub(super) fn read_csv(file: &NamedFile, choices: &Choices) -> Result<Draft, Refusal> {
    let text = text(file)?;
    let read = parse_uneven_table(&Source::new(SourcePath::new(&file.name), &text));
    if let Some(mistake) = read.diagnostics.first() {
        let help = mistake.help.as_deref().unwrap_or_default();
        return Err(Refusal::Shape {
            expected: "table of comma-separated values".to_owned(),
            error: format!(
                "line {}: {}; {help}",
                mistake.location.span.line, mistake.message
            ),
        });
    }
    let rows = read.table.rows.into_iter().map(|row| Row {
        number: row.first().map_or(0, |cell| cell.span.line as usize),
        cells: row.into_iter().map(|cell| cell.value).collect(),
        no_texts: Vec::new(),
    });
    let rows: Vec<Row> = rows.collect();
    draft("CSV table", &rows, "line", choices)
}

/// Makes a draft of the rows of a table. `place` is what its rows are called.
fn draft(form: &str, rows: &[Row], place: &str, choices: &Choices) -> Result<Draft, Refusal> {
    let chosen = choices.columns.choose(rows)?;
    let mut draft = Draft {
        form: form.to_owned(),
        notes: vec![chosen.said()],
        heads: chosen.heads.clone(),
        ..Draft::default()
    };
    let mut unnumbered = Vec::new();
    let mut as_numbers = Vec::new();
    for row in &rows[chosen.first_row..] {
        let cell = |head| chosen.cell(row, head);
        match chosen.no_text(row, Head::Number) {
            Some(NoText::Number) => as_numbers.push(row.number.to_string()),
            Some(NoText::Day | NoText::Error) => {
                return Err(Refusal::Incomplete(format!(
                    "the number in {place} {} is no text: the spreadsheet has made a day or an error of it; \
                     set the format of the column to text, and write the numbers again",
                    row.number
                )));
            }
            None => {}
        }
        let number = cell(Head::Number).map(number);
        let Some(number) = number.filter(|number| !number.is_empty()) else {
            if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
                unnumbered.push(row);
            }
            continue;
        };
        let title = cell(Head::Title).and_then(plain);
        let summary = cell(Head::Summary).and_then(plain);
        let texts = [title.as_deref(), summary.as_deref()];
        let texts = texts.into_iter().flatten().map(says_withdrawn);
        // A status goes on with what withdrew the clause: "withdrawn in revision 5".
        let status = cell(Head::Status).map(says_withdrawn);
        let status = status.filter(|says| *says != Withdrawn::No);
        let withdrawn = texts.chain(status.map(|_| Withdrawn::Yes)).max();
        if withdrawn == Some(Withdrawn::Yes) {
            draft.withdrawn.push(number);
            continue;
        }
        draft.clauses.push(DraftClause {
            title: title.filter(|title| *title != number),
            summary,
            records: cell(Head::Records).and_then(records),
            requirement: cell(Head::Sort).and_then(is_requirement),
            parent: cell(Head::Parent)
                .map(self::number)
                .filter(|parent| *parent != number),
            place: Some(format!("{place} {}", row.number)),
            doubt: (withdrawn == Some(Withdrawn::Perhaps)).then_some(Doubt::BeginsWithdrawn),
            number,
            ..DraftClause::default()
        });
    }
    if !as_numbers.is_empty() {
        draft.notes.push(format!(
            "in doubt: {} in the workbook and not text, so that 4.10 has become 4.1 ({place} {}); compare \
             with the standard",
            counted(as_numbers.len(), "clause number is a number", "clause numbers are numbers"),
            first_few(&as_numbers)
        ));
    }
    let above = rows.iter().take(chosen.first_row.saturating_sub(1));
    let above = above.filter(|row| {
        let number = chosen.cell(row, Head::Number);
        number.is_some_and(|cell| {
            numbers::is_number(cell) && cell.contains(|c: char| c.is_ascii_digit())
        })
    });
    let above: Vec<String> = above.map(|row| row.number.to_string()).collect();
    if !above.is_empty() {
        draft.passed_over.push(format!(
            "passed over: {} ({})",
            counted(
                above.len(),
                "row with a number above the heads",
                "rows with a number above the heads"
            ),
            first_few(&above)
        ));
    }
    draft.passed_over.extend(without_number(&unnumbered, place));
    if let Some(column) = chosen.doubtful() {
        draft.notes.push(format!(
            "in doubt: most cells of {column}, which was taken for the numbers, do not look like numbers of \
             clauses, and no other column has some; --number names another"
        ));
    }
    known_parents(&mut draft)?;
    headings(&mut draft, &chosen);
    Ok(draft)
}

/// A sentence about the rows that have no number, with the place of each: they may be requirements.
fn without_number(rows: &[&Row], place: &str) -> Option<String> {
    let first = rows.first()?;
    let words = first.cells.iter().find_map(|cell| plain(cell));
    let words = words.map(|words| format!(", the first one \"{}\"", excerpt(&words)));
    let numbers: Vec<usize> = rows.iter().map(|row| row.number).collect();
    Some(format!(
        "passed over: {} ({place} {}{}); one that is a requirement needs a number, or it is missing",
        counted(rows.len(), "row without a number", "rows without a number"),
        ranges(&numbers),
        words.unwrap_or_default()
    ))
}

/// Rising numbers, with what follows each other as a range: `3, 5-9`.
fn ranges(numbers: &[usize]) -> String {
    let runs = numbers.chunk_by(|one, next| one + 1 == *next);
    let runs = runs.filter_map(|run| {
        let (first, last) = (run.first()?, run.last()?);
        Some(match run.len() {
            1 => first.to_string(),
            _ => format!("{first}-{last}"),
        })
    });
    runs.collect::<Vec<_>>().join(", ")
}

/// A number without the words that people write before it: `Clause 4.1`, `4.1.`.
fn number(cell: &str) -> String {
    let number = one_line(cell);
    let words = [
        "clause",
        "section",
        "control",
        "requirement",
        "kapitel",
        "abschnitt",
        "article",
    ];
    let bare = number.split_once(' ').filter(|(word, rest)| {
        let word = word.to_lowercase();
        words.contains(&word.as_str()) && numbers::is_number(rest)
    });
    let bare = bare.map_or(number.as_str(), |(_, rest)| rest);
    let bare = bare.strip_prefix('\'').unwrap_or(bare);
    numbers::clean(bare.trim_end_matches('.'))
}

fn records(cell: &str) -> Option<&'static str> {
    let mut all = Documented::ALL.into_iter();
    let found = all.find(|documented| cell.trim().eq_ignore_ascii_case(documented.word()));
    found.map(Documented::word)
}

/// Whether a row is a requirement, by the word in its column for that.
fn is_requirement(cell: &str) -> Option<bool> {
    const HEADINGS: [&str; 14] = [
        "heading",
        "header",
        "title",
        "group",
        "family",
        "category",
        "function",
        "section",
        "chapter",
        "überschrift",
        "kapitel",
        "gruppe",
        "titre",
        "título",
    ];
    const REQUIREMENTS: [&str; 10] = [
        "requirement",
        "control",
        "enhancement",
        "subcategory",
        "criterion",
        "criteria",
        "shall",
        "anforderung",
        "exigence",
        "requisito",
    ];
    let cell = cell.trim().to_lowercase();
    match (HEADINGS.contains(&&*cell), REQUIREMENTS.contains(&&*cell)) {
        (true, _) => Some(false),
        (_, true) => Some(true),
        _ => None,
    }
}

/// Leaves out parents that follow from the numbers.
///
/// # Errors
/// If a parent is in no row.
fn known_parents(draft: &mut Draft) -> Result<(), Refusal> {
    let numbers: HashSet<String> = draft.numbers().map(str::to_owned).collect();
    let known = numbers.iter().map(String::as_str).collect();
    for clause in &mut draft.clauses {
        let Some(parent) = &clause.parent else {
            continue;
        };
        if natural_parent(&clause.number, &known) == Some(parent) {
            clause.parent = None;
        } else if !numbers.contains(parent) {
            return Err(Refusal::Incomplete(format!(
                "{} names `{parent}` as the clause above {}, which is in no row; add a row for it",
                clause.place.as_deref().unwrap_or("a row"),
                clause.number
            )));
        }
    }
    Ok(())
}

/// Decides which rows with others below them are headings, where no column says so. One whose number
/// goes on in brackets (AC-2, AC-2(1)) or that has a text of its own is a requirement.
fn headings(draft: &mut Draft, chosen: &Chosen) {
    let parents: HashSet<String> = draft.parents().into_iter().map(str::to_owned).collect();
    let is_extended: HashSet<String> = draft
        .numbers()
        .filter_map(|number| Some(number.strip_suffix(')')?.rsplit_once('(')?.0.to_owned()))
        .collect();
    let mut guessed = [0; 2];
    for clause in &mut draft.clauses {
        if clause.requirement.is_some() || !parents.contains(&clause.number) {
            continue;
        }
        let is_requirement = is_extended.contains(&clause.number) || clause.summary.is_some();
        clause.requirement = Some(is_requirement);
        guessed[usize::from(is_requirement)] += 1;
    }
    let help = match chosen.has(Head::Sort) {
        true => "",
        false => "; a column `kind` with `requirement` or `heading` decides it",
    };
    for (count, what) in guessed.into_iter().zip(["headings", "requirements"]) {
        if count > 0 {
            let rows = counted(
                count,
                "row that has others below it",
                "rows that have others below them",
            );
            draft.notes.push(format!("taken as {what}: {rows}{help}"));
        }
    }
}
