//! Reads the rows of a filled-in workbook. Rows are found by their keys, since people sort them.

use std::collections::{HashMap, HashSet};

use super::compare::{self, Compared};
use super::{FilledIn, FilledRow, SheetPlace, Told, says_anything, short};
use crate::diagnostics::nearest;
use crate::export::workbook::{self, Book, Carried, Column, Holds};
use crate::manual::{AuditVerdict, ClauseKey, Manual, StandardIx};
use crate::workbook_reader::{Place, Row, Sheet, Value, Workbook, column_name};

/// The most keys for which a similar one is looked for: each is compared with all clauses.
const MOST_COMPARED: usize = 100;

/// Reads what is filled in, and compares all rows with the matrix as it is now. `book` is that
/// matrix, in the form in which the workbook was made.
pub(crate) fn read(
    workbook: &Workbook,
    carried: &Carried,
    book: &Book,
    manual: &Manual,
) -> FilledIn {
    let mut filled = FilledIn::default();
    let Some(columns) = matrices(book).next().map(|sheet| &*sheet.columns) else {
        return filled;
    };
    let known = workbook::sheet_names(book);
    let mut reading = Reading {
        carried: carried
            .rows
            .iter()
            .map(|(key, row)| (&**key, row))
            .collect(),
        order: (0..)
            .zip(&carried.rows)
            .map(|(at, (key, _))| (&**key, at))
            .collect(),
        expected: compare::expected(book),
        manual,
        columns,
        seen: HashMap::new(),
        unknown: HashSet::new(),
        compared: 0,
        filled: &mut filled,
    };
    let key = columns.iter().find(|column| column.holds == Holds::Keys);
    let key = key.map_or("", |column| &*column.label);
    let mut has_matrix = false;
    for sheet in &workbook.sheets {
        let head = sheet.rows.first().filter(|row| row.number == 1);
        let is_matrix = head.is_some_and(|head| {
            let mut columns = head.cells.iter().map(|cell| cell.column);
            columns.any(|column| head.text(column) == key)
        });
        match head.filter(|_| is_matrix) {
            Some(head) => {
                has_matrix = true;
                reading.sheet(sheet, head);
            }
            None if known.contains(&sheet.name) || sheet.rows.is_empty() => {}
            None => reading.remark(
                SheetPlace {
                    sheet: short(&sheet.name),
                    cell: None,
                },
                "the workbook was made without this sheet, so that it is not read",
                "move what it says into the rows of the matrix",
            ),
        }
    }
    if has_matrix {
        reading.tell_missing_rows(carried, workbook);
    } else {
        let first = matrices(book).next().map_or("", |sheet| &*sheet.name);
        let named = book
            .sheets
            .iter()
            .zip(&known)
            .find(|(sheet, _)| sheet.name == first);
        let sheet = named.map_or("", |(_, name)| name);
        let message = format!("no sheet of the workbook has the column `{key}` in its first row");
        let place = SheetPlace {
            sheet: sheet.to_owned(),
            cell: None,
        };
        let help = "it is hidden, and stands before the clause: copy the column back from the workbook as it was made";
        reading.mistake(place, message, help);
    }
    filled
}

/// The sheets with a row for each clause.
pub(super) fn matrices(book: &Book) -> impl Iterator<Item = &workbook::Sheet> {
    let has_keys = |sheet: &&workbook::Sheet| {
        let mut columns = sheet.columns.iter();
        columns.any(|column| column.holds == Holds::Keys)
    };
    book.sheets.iter().filter(has_keys)
}

/// The reading of a workbook.
struct Reading<'a> {
    /// The digests that the rows had when the workbook was made, by key.
    carried: HashMap<&'a str, &'a workbook::RowDigests>,
    /// The position that each row had when the workbook was made, by key.
    order: HashMap<&'a str, usize>,
    /// The rows of the matrix as it is now, by key.
    expected: HashMap<String, compare::ExpectedRow>,
    manual: &'a Manual,
    columns: &'a [Column],
    /// The keys that were read, with their places.
    seen: HashMap<String, SheetPlace>,
    /// What the rows say whose keys are missing or unknown, which was told.
    unknown: HashSet<String>,
    /// How many keys were compared with all clauses.
    compared: usize,
    filled: &'a mut FilledIn,
}

/// The columns that are filled in, by their positions.
struct ToFillIn {
    sample: Option<usize>,
    verdict: Option<usize>,
    note: Option<usize>,
}

impl Reading<'_> {
    fn sheet(&mut self, sheet: &Sheet, head: &Row) {
        let at = |cell| SheetPlace {
            sheet: short(&sheet.name),
            cell,
        };
        let places = self.places(sheet, head);
        let Some(places) = places else { return };
        let last = places.iter().copied().max().unwrap_or_default();
        for area in &sheet.merged {
            if area.first.column <= last && area.last.row > 1 {
                let message = format!("the cells {area} are merged");
                let help = "unmerge them, and write the text into each row that it is for";
                self.mistake(at(Some(area.first)), message, help);
            }
        }
        for note in &sheet.notes {
            let message = format!("a note on the cell is not taken: {}", short(&note.text));
            let help = "what is to be kept belongs into the columns that are to be filled in";
            self.remark(at(Some(note.place)), message, help);
        }
        self.tell_further_columns(sheet, head, &places);
        let mut numbers: Vec<usize> = Vec::new();
        for row in sheet.rows.iter().filter(|row| row.number > 1) {
            if let Some(key) = self.row(sheet, row, &places) {
                numbers.extend(self.order.get(&*key));
            }
        }
        if !numbers.is_sorted() {
            let message = "the rows are in another order, and were found by their keys";
            self.remark(at(None), message, "");
        }
    }

    /// The position of each column in a sheet, by the labels in its first row. `None` if a column is
    /// missing, which is told.
    fn places(&mut self, sheet: &Sheet, head: &Row) -> Option<Vec<u32>> {
        let mut places = Vec::with_capacity(self.columns.len());
        let columns = self.columns;
        for column in columns {
            let cells = head.cells.iter().map(|cell| cell.column);
            let found: Vec<u32> = cells.filter(|at| head.text(*at) == column.label).collect();
            // Two columns of the matrix may have the same label: they are found in their order.
            let same = columns.iter().filter(|other| other.label == column.label);
            let before = places.len();
            let rank = columns[..before]
                .iter()
                .filter(|other| other.label == column.label)
                .count();
            match found.get(rank) {
                Some(at) if found.len() == same.count() => places.push(*at),
                Some(_) => {
                    let cell = Place {
                        row: 1,
                        column: found.last().copied().unwrap_or_default(),
                    };
                    let message = format!("the column `{}` is there twice", column.label);
                    let help = "delete the copy, or name it otherwise";
                    self.mistake(place(sheet, cell), message, help);
                    return None;
                }
                None => {
                    let message = format!("the column `{}` is missing", column.label);
                    let help = "copy it back from the workbook as it was made, with its label in the first row";
                    let whole = SheetPlace {
                        sheet: short(&sheet.name),
                        cell: None,
                    };
                    self.mistake(whole, message, help);
                    return None;
                }
            }
        }
        Some(places)
    }

    /// Tells columns that are not of the matrix and have a content: it would be lost.
    fn tell_further_columns(&mut self, sheet: &Sheet, head: &Row, places: &[u32]) {
        let mut told: Vec<u32> = Vec::new();
        for row in sheet.rows.iter().filter(|row| row.number > 1) {
            for cell in &row.cells {
                if places.contains(&cell.column)
                    || told.contains(&cell.column)
                    || row.text(cell.column).is_empty()
                {
                    continue;
                }
                told.push(cell.column);
                let label = head.text(cell.column);
                let name = match label.is_empty() {
                    true => column_name(cell.column),
                    false => format!("{} (`{}`)", column_name(cell.column), short(&label)),
                };
                let message = format!("the column {name} is not one of the matrix");
                let help =
                    "move what it says into the columns that are to be filled in, and delete it";
                let at = Place {
                    row: row.number,
                    column: cell.column,
                };
                self.mistake(place(sheet, at), message, help);
            }
        }
    }

    /// Reads a row. Returns its key, if it is one of the matrix.
    fn row(&mut self, sheet: &Sheet, row: &Row, places: &[u32]) -> Option<String> {
        let texts: Vec<String> = places.iter().map(|at| row.text(*at)).collect();
        if texts.iter().all(String::is_empty) {
            return None;
        }
        let at = |index: Option<usize>| {
            let column = index.and_then(|index| places.get(index)).copied();
            place(
                sheet,
                Place {
                    row: row.number,
                    column: column.unwrap_or_default(),
                },
            )
        };
        let key_at = self
            .columns
            .iter()
            .position(|column| column.holds == Holds::Keys);
        let key = key_at
            .and_then(|index| texts.get(index))
            .cloned()
            .unwrap_or_default();
        if key.is_empty() {
            let first = texts.iter().position(|text| !text.is_empty());
            let message = "the row has no key: it is not one of the matrix";
            let help = "write into the row of the clause, and delete this one; where the row was moved, copy its key from the hidden first column of the workbook as it was made";
            self.mistake(at(first), message, help);
            self.unknown
                .insert(compare::without_key(self.columns, &texts));
            return None;
        }
        if let Some(first) = self.seen.get(&key) {
            let message = format!("the key `{}` is there twice; first in {first}", short(&key));
            self.mistake(at(key_at), message, "keep one of the two rows");
            return None;
        }
        self.seen.insert(key.clone(), at(key_at));
        let Some(clause) = self.clause(&key) else {
            let (message, help) = self.unknown(&key);
            self.mistake(at(key_at), message, &help);
            self.unknown
                .insert(compare::without_key(self.columns, &texts));
            return None;
        };
        let Some(carried) = self.carried.get(&*key).copied() else {
            let message = format!("the workbook was made without a row for `{}`", short(&key));
            let help = "delete the row, or fill in a workbook that has it";
            self.mistake(at(key_at), message, help);
            return None;
        };
        if !self.has_plain_cells(sheet, row, places) {
            return None;
        }
        let Some(expected) = self.expected.get(&key) else {
            let message = format!("`{}` is no longer in the scope of the audit", short(&key));
            let help = "take it into the scope of the audit's record, or delete what the row says";
            self.mistake(at(key_at), message, help);
            return None;
        };
        let compared = compare::row(self.columns, &texts, carried, expected, self.manual);
        match compared {
            Compared::Same => {}
            Compared::Changed(index, message) => {
                let help = "copy the row back from the workbook as it was made; what you have to say belongs into the columns that are to be filled in";
                self.mistake(at(Some(index)), message, help);
            }
            Compared::Older(index, message) => self.filled.older.push(Told {
                place: at(Some(index)),
                message,
                help: String::new(),
            }),
        }
        self.filled_in(row, &texts, clause, &key, at);
        Some(key)
    }

    /// Whether no cell of a row has a formula or an error. Those that have are told.
    fn has_plain_cells(&mut self, sheet: &Sheet, row: &Row, places: &[u32]) -> bool {
        let mut are_plain = true;
        for column in places {
            let Some(cell) = row.cell(*column) else {
                continue;
            };
            let at = Place {
                row: row.number,
                column: *column,
            };
            if cell.is_formula {
                let message = "the cell has a formula";
                let help = "write its result as a text; a text that begins with `=` is entered with an apostrophe before it";
                self.mistake(place(sheet, at), message, help);
                are_plain = false;
            } else if let Value::Error(error) = &cell.value {
                let error = short(error);
                let message = format!("the cell has an error of the spreadsheet, `{error}`");
                self.mistake(place(sheet, at), message, "write what was meant");
                are_plain = false;
            }
        }
        are_plain
    }

    /// Takes what is filled in.
    fn filled_in(
        &mut self,
        row: &Row,
        texts: &[String],
        clause: ClauseKey,
        key: &str,
        at: impl Fn(Option<usize>) -> SheetPlace,
    ) {
        let columns = self.to_fill_in();
        let text = |index: Option<usize>| {
            let text = index.and_then(|index| texts.get(index));
            text.cloned().unwrap_or_default()
        };
        let (sample, verdict, note) = (
            text(columns.sample),
            text(columns.verdict),
            text(columns.note),
        );
        if sample.is_empty() && verdict.is_empty() && note.is_empty() {
            return;
        }
        let place = at(columns.verdict);
        if row.is_hidden {
            let message = format!("the row of `{key}` is hidden, and is filled in");
            let help = "show all rows, look at it, and save the workbook again";
            self.mistake(place, message, help);
            return;
        }
        let words = self.verdicts();
        let listed = words.iter().map(|(word, _)| format!("`{word}`"));
        let listed = listed.collect::<Vec<_>>().join(", ");
        if verdict.is_empty() {
            let message = format!("the row of `{key}` is filled in without a verdict");
            self.mistake(place, message, &format!("write one of {listed}"));
            return;
        }
        let Some(meant) = meant(&words, &verdict) else {
            let message = format!("`{}` is no verdict", short(&verdict));
            let near = nearest(&verdict, words.iter().map(|(word, _)| word.as_str()));
            let help = match near {
                Some(near) => format!("did you mean `{near}`? It is one of {listed}"),
                None => format!("write one of {listed}"),
            };
            self.mistake(place, message, &help);
            return;
        };
        if meant.grade().is_some() && !says_anything(&note) {
            let message =
                format!("the verdict on `{key}` makes a finding, and no note says what was found");
            let help = "write it into the note: it becomes the text of the finding";
            self.mistake(at(columns.note), message, help);
            return;
        }
        self.filled.rows.push(FilledRow {
            clause,
            place,
            verdict: meant,
            sample,
            note,
        });
    }

    fn to_fill_in(&self) -> ToFillIn {
        let is_blank = |column: &Column| column.holds == Holds::ToFillIn;
        let columns = || self.columns.iter();
        ToFillIn {
            sample: columns().position(is_blank),
            verdict: columns().position(|column| matches!(column.holds, Holds::Choice(_))),
            note: columns().rposition(is_blank),
        }
    }

    /// The words of the verdicts: those of the workbook, in its language, and those of the files.
    fn verdicts(&self) -> Vec<(String, AuditVerdict)> {
        let choice = self.columns.iter().find_map(|column| match &column.holds {
            Holds::Choice(words) => Some(words),
            _ => None,
        });
        let words = choice.into_iter().flatten().cloned();
        words.zip(AuditVerdict::ALL).collect()
    }

    /// The clause of a key: `iso-9001-2015:8.4.1`.
    fn clause(&self, key: &str) -> Option<ClauseKey> {
        let (standard, number) = key.rsplit_once(':')?;
        let standard = self.standard(standard)?;
        let clause = self.manual.standard(standard).find(number)?;
        Some(ClauseKey { standard, clause })
    }

    fn standard(&self, id: &str) -> Option<StandardIx> {
        let mut standards = self.manual.standards.positions();
        standards.find(|ix| self.manual.standard(*ix).id.as_str() == id)
    }

    /// What is said of a key whose clause does not exist.
    fn unknown(&mut self, key: &str) -> (String, String) {
        let Some((id, number)) = key.rsplit_once(':') else {
            let message = format!("`{}` is no key of the matrix", short(key));
            let help = "copy the key back from the workbook as it was made";
            return (message, help.to_owned());
        };
        let Some(standard) = self.standard(id) else {
            let standards = self.manual.standards.iter();
            let ids: Vec<&str> = standards.map(|standard| standard.id.as_str()).collect();
            let message = format!(
                "the row is of the standard `{}`, which the manual does not list",
                short(id)
            );
            return (message, format!("manual.toml lists {}", ids.join(", ")));
        };
        let standard = self.manual.standard(standard);
        let numbers = standard.iter().map(|(_, clause)| clause.number.as_str());
        let message = format!("{} has no clause `{}`", standard.designation, short(number));
        self.compared += 1;
        let near = match self.compared > MOST_COMPARED {
            true => None,
            false => nearest(number, numbers),
        };
        let help = match near {
            Some(near) => format!("did you mean `{id}:{near}`?"),
            None => "copy the key back from the workbook as it was made".to_owned(),
        };
        (message, help)
    }

    /// Tells the rows that the workbook had when it was made and has no longer.
    fn tell_missing_rows(&mut self, carried: &Carried, workbook: &Workbook) {
        let sheet = workbook.sheets.iter().find(|sheet| {
            let mut seen = self.seen.values();
            let name = short(&sheet.name);
            seen.any(|place| place.sheet == name)
        });
        let place = SheetPlace {
            sheet: sheet.map(|sheet| short(&sheet.name)).unwrap_or_default(),
            cell: None,
        };
        let missing = carried
            .rows
            .iter()
            .filter(|(key, _)| !self.seen.contains_key(key));
        let missing = missing.filter(|(key, _)| !self.has_other_key(key));
        let missing: Vec<&str> = missing.map(|(key, _)| &**key).collect();
        for key in missing {
            let message = format!("the row of `{}` is missing", short(key));
            let help = "copy it back from the workbook as it was made";
            self.mistake(place.clone(), message, help);
        }
    }

    /// Whether the row of a key is there under another key, which was told.
    fn has_other_key(&self, key: &str) -> bool {
        let expected = self.expected.get(key);
        expected.is_some_and(|row| self.unknown.contains(&row.without_key(self.columns)))
    }

    fn mistake(&mut self, place: SheetPlace, message: impl Into<String>, help: &str) {
        self.filled.mistakes.push(Told {
            place,
            message: message.into(),
            help: help.to_owned(),
        });
    }

    fn remark(&mut self, place: SheetPlace, message: impl Into<String>, help: &str) {
        self.filled.remarks.push(Told {
            place,
            message: message.into(),
            help: help.to_owned(),
        });
    }
}

/// The verdict that a word means, whatever its case and the blanks around it.
fn meant(words: &[(String, AuditVerdict)], written: &str) -> Option<AuditVerdict> {
    let same = |word: &str| word.to_lowercase() == written.trim().to_lowercase();
    let of_workbook = words
        .iter()
        .find(|(word, _)| same(word))
        .map(|(_, verdict)| *verdict);
    let of_files = || {
        AuditVerdict::ALL
            .into_iter()
            .find(|verdict| same(verdict.word()))
    };
    of_workbook.or_else(of_files)
}

fn place(sheet: &Sheet, cell: Place) -> SheetPlace {
    SheetPlace {
        sheet: short(&sheet.name),
        cell: Some(cell),
    }
}
