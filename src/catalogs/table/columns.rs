//! Which column of a table says what: named by the person who imports, else guessed from the heads.

use std::collections::HashSet;

use super::{NoText, Row};
use crate::catalogs::words::one_line;
use crate::catalogs::{Refusal, numbers};

/// In how many rows at the beginning the heads are sought.
const HEADS_WITHIN: usize = 30;

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Number,
    Title,
    Summary,
    Records,
    Parent,
    /// Whether the row is a requirement or a heading.
    Sort,
    /// Whether the clause was withdrawn.
    Status,
}

impl Head {
    const ALL: [Self; 7] = [
        Self::Number,
        Self::Title,
        Self::Summary,
        Self::Records,
        Self::Parent,
        Self::Sort,
        Self::Status,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Records => "records",
            Self::Parent => "parent",
            Self::Sort => "kind",
            Self::Status => "status",
        }
    }

    /// What people write at the head of such a column, in the form of [`folded`], the most telling first.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Number => &[
                "number",
                "clause number",
                "clause no",
                "clause",
                "control number",
                "control identifier",
                "control id",
                "requirement number",
                "requirement id",
                "req id",
                "criterion",
                "criteria",
                "subcategory id",
                "section number",
                "identifier",
                "reference",
                "ref",
                "id",
                "no",
                "nr",
                "#",
                "key",
                "klausel",
                "abschnitt",
                "nummer",
                "kapitel",
                "ziffer",
                "punkt",
                "abschnittsnummer",
                "kapitelnummer",
                "anforderungsnummer",
                "numéro",
                "número",
                "numero",
                "n°",
                "control",
                "requirement",
                "section",
                "article",
                "§",
            ],
            Self::Title => &[
                "title",
                "clause title",
                "control title",
                "control or control enhancement name",
                "control name",
                "name",
                "requirement title",
                "short title",
                "heading",
                "titel",
                "bezeichnung",
                "überschrift",
                "titre",
                "intitulé",
                "título",
                "titulo",
                "control",
            ],
            Self::Summary => &[
                "summary",
                "in our own words",
                "zusammenfassung",
                "résumé",
                "resumen",
                "description",
                "beschreibung",
                "descripción",
                "control text",
                "requirement text",
                "text",
                "statement",
                "control description",
                "requirement",
                "requirements",
                "anforderung",
                "exigence",
                "requisito",
            ],
            Self::Records => &[
                "records",
                "documented information",
                "dokumentierte information",
                "informations documentées",
                "información documentada",
            ],
            Self::Parent => &["parent", "parent clause", "parent id", "parent number"],
            Self::Sort => &["kind", "type", "class", "element", "art", "typ"],
            Self::Status => &["status", "state", "withdrawn"],
        }
    }
}

/// The columns that the person who imports names, by head or by position from 1.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    /// That of the clause's number.
    pub(crate) number: Option<String>,
    /// That of its title.
    pub(crate) title: Option<String>,
    /// That of its summary; `none` for no summaries.
    pub(crate) summary: Option<String>,
    /// That of the documented information that it expects.
    pub(crate) records: Option<String>,
    /// The sheet of a workbook.
    pub(crate) sheet: Option<String>,
}

impl Columns {
    fn named(&self, head: Head) -> Option<&str> {
        match head {
            Head::Number => self.number.as_deref(),
            Head::Title => self.title.as_deref(),
            Head::Summary => self.summary.as_deref(),
            Head::Records => self.records.as_deref(),
            Head::Parent | Head::Sort | Head::Status => None,
        }
    }

    /// Decides about the columns of a table.
    ///
    /// # Errors
    /// If there is no column of that name, or none that can hold the numbers.
    pub(super) fn choose(&self, rows: &[Row]) -> Result<Chosen, Refusal> {
        let at = self.row_of_heads(rows);
        let heads: Vec<String> = match at {
            Some(at) => rows[at].cells.iter().map(|cell| one_line(cell)).collect(),
            None => Vec::new(),
        };
        let mut chosen = Chosen {
            columns: [None; Head::ALL.len()],
            is_doubtful: false,
            heads,
            first_row: at.map_or(0, |at| at + 1),
        };
        for head in Head::ALL {
            if let Some(name) = self.named(head) {
                let is_none = head != Head::Number && name.eq_ignore_ascii_case("none");
                if !is_none {
                    chosen.columns[head as usize] = Some(chosen.find(name, rows)?);
                }
            }
        }
        let mut is_by_content = false;
        if self.number.is_none() {
            let of_numbers = chosen.candidates(Head::Number);
            let by_head = of_numbers.iter().find(|at| chosen.has_numbers(rows, **at));
            let by_head = by_head.copied();
            let by_content = by_head.is_none().then(|| chosen.by_content(rows)).flatten();
            is_by_content = by_content.is_some();
            // A column with such a head is taken for its head alone where no other has numbers.
            let found = by_head.or(by_content);
            chosen.is_doubtful = found.is_none() && !of_numbers.is_empty();
            chosen.columns[Head::Number as usize] = found.or(of_numbers.first().copied());
        }
        for head in Head::ALL.into_iter().skip(1) {
            if self.named(head).is_none() {
                chosen.columns[head as usize] = chosen.candidates(head).first().copied();
            }
        }
        if is_by_content && self.title.is_none() && chosen.columns[Head::Title as usize].is_none() {
            let beside = chosen.columns[Head::Number as usize].map(|number| number + 1);
            let has_it = |column: &usize| {
                !chosen.is_taken(*column)
                    && rows[chosen.first_row..]
                        .iter()
                        .any(|row| row.cells.len() > *column)
            };
            chosen.columns[Head::Title as usize] = beside.filter(has_it);
        }
        match chosen.columns[Head::Number as usize] {
            Some(_) => Ok(chosen),
            None => Err(Refusal::Column(format!(
                "no column can be told to hold the numbers of clauses; name it with --number{}",
                chosen.list()
            ))),
        }
    }

    /// Whether a table has heads among which there is one for numbers.
    pub(super) fn fit(&self, rows: &[Row]) -> bool {
        let at = self.row_of_heads(rows);
        at.is_some_and(|at| {
            let cells = rows[at].cells.iter().map(|cell| folded(cell));
            let mut cells = cells.filter(|cell| !cell.is_empty());
            match &self.number {
                Some(name) => cells.any(|cell| cell == folded(name)),
                None => cells.any(|cell| Head::Number.names().contains(&&*cell)),
            }
        })
    }

    /// Whether a table has a head for numbers, and a column with numbers.
    pub(super) fn find_numbers(&self, rows: &[Row]) -> bool {
        let chosen = self.fit(rows).then(|| self.choose(rows));
        let numbers = chosen.and_then(Result::ok).and_then(|chosen| {
            let column = chosen.columns[Head::Number as usize]?;
            Some(chosen.has_numbers(rows, column))
        });
        numbers == Some(true)
    }

    /// The row of heads: the first one with a head for numbers, and with another one or numbers below
    /// it; else the first row, unless it has a number itself.
    fn row_of_heads(&self, rows: &[Row]) -> Option<usize> {
        let first = rows.iter().take(HEADS_WITHIN);
        let found = first.enumerate().find(|(_, row)| {
            let has = |head: Head| {
                let cells = row.cells.iter().map(|cell| folded(cell));
                let mut cells = cells.filter(|cell| !cell.is_empty());
                match self.named(head) {
                    Some(name) => cells.any(|cell| cell == folded(name)),
                    None => cells.any(|cell| head.names().contains(&&*cell)),
                }
            };
            let others = Head::ALL.into_iter().skip(1);
            has(Head::Number) && (others.into_iter().any(has) || row.cells.len() == 1)
        });
        let plain = || {
            let first = rows.first()?;
            let is_data = first.cells.iter().any(|cell| is_with_digit(cell));
            (!is_data).then_some(0)
        };
        found.map(|(at, _)| at).or_else(plain)
    }
}

/// The columns that were decided on.
pub(super) struct Chosen {
    columns: [Option<usize>; Head::ALL.len()],
    /// Whether the column of numbers was taken for its head, though it has hardly any.
    is_doubtful: bool,
    pub(super) heads: Vec<String>,
    /// The first row below the heads.
    pub(super) first_row: usize,
}

impl Chosen {
    /// The text of a cell; `None` if the table has no such column, or the cell is empty.
    pub(super) fn cell<'r>(&self, row: &'r Row, head: Head) -> Option<&'r str> {
        let cell = row.cells.get(self.columns[head as usize]?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// What a cell is in place of a text.
    pub(super) fn no_text(&self, row: &Row, head: Head) -> Option<NoText> {
        let column = self.columns[head as usize]?;
        let mut no_texts = row.no_texts.iter();
        no_texts
            .find(|(at, _)| *at == column)
            .map(|(_, what)| *what)
    }

    pub(super) fn has(&self, head: Head) -> bool {
        self.columns[head as usize].is_some()
    }

    /// The name of the column of numbers, if it was taken for its head, though it has hardly any.
    pub(super) fn doubtful(&self) -> Option<String> {
        let column = self.columns[Head::Number as usize]?;
        self.is_doubtful.then(|| self.name(column))
    }

    /// What was decided, for the report.
    pub(super) fn said(&self) -> String {
        let taken = Head::ALL.into_iter().filter_map(|head| {
            let column = self.columns[head as usize]?;
            Some(format!("{} from {}", head.word(), self.name(column)))
        });
        let taken: Vec<String> = taken.collect();
        let left: Vec<String> = (0..self.heads.len())
            .filter(|column| !self.is_taken(*column) && !self.heads[*column].is_empty())
            .map(|column| self.name(column))
            .collect();
        let left = match left.is_empty() {
            true => String::new(),
            false => format!("; not taken: {}", left.join(", ")),
        };
        format!(
            "columns: {}{left} (--number, --title, --summary and --records name others)",
            taken.join(", ")
        )
    }

    fn name(&self, column: usize) -> String {
        match self.heads.get(column).filter(|head| !head.is_empty()) {
            Some(head) => format!("\"{head}\""),
            None => format!("column {}", column + 1),
        }
    }

    fn is_taken(&self, column: usize) -> bool {
        self.columns.contains(&Some(column))
    }

    /// The column that a person names, by its head or its position.
    fn find(&self, name: &str, rows: &[Row]) -> Result<usize, Refusal> {
        let mut heads = self.heads.iter();
        if let Some(column) = heads.position(|head| folded(head) == folded(name)) {
            return Ok(column);
        }
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        match name.trim().parse::<usize>() {
            Ok(position) if (1..=width).contains(&position) => Ok(position - 1),
            _ => Err(Refusal::Column(format!(
                "the table has no column `{name}`{}",
                self.list()
            ))),
        }
    }

    fn list(&self) -> String {
        let heads = self.heads.iter().filter(|head| !head.is_empty());
        let heads: Vec<String> = heads.map(|head| format!("\"{head}\"")).collect();
        match heads.is_empty() {
            true => ", by its position from 1".to_owned(),
            false => format!("; its columns are {}", heads.join(", ")),
        }
    }

    /// The columns whose heads are names of this one, the most telling first.
    fn candidates(&self, head: Head) -> Vec<usize> {
        let columns = |name: &&'static str| {
            let heads = self.heads.iter().enumerate();
            let name = *name;
            let found =
                heads.filter(move |(column, head)| folded(head) == name && !self.is_taken(*column));
            found.map(|(column, _)| column)
        };
        head.names().iter().flat_map(columns).collect()
    }

    /// Whether most cells of a column look like numbers of clauses.
    fn has_numbers(&self, rows: &[Row], column: usize) -> bool {
        let cells = self.cells(rows, column);
        let numbers = cells.iter().filter(|cell| is_with_digit(cell)).count();
        numbers > 0 && numbers * 2 >= cells.len()
    }

    /// The cells of a column below the heads that are not blank.
    fn cells<'r>(&self, rows: &'r [Row], column: usize) -> Vec<&'r str> {
        let rows = rows[self.first_row..].iter();
        let cells = rows.filter_map(|row| Some(row.cells.get(column)?.trim()));
        cells.filter(|cell| !cell.is_empty()).collect()
    }

    /// Whether the head of a column says that it is for something else than numbers of clauses.
    fn is_for_another(&self, column: usize) -> bool {
        let others = [Head::Parent, Head::Records, Head::Sort, Head::Status];
        let head = self.heads.get(column).map(|head| folded(head));
        head.is_some_and(|head| others.iter().any(|other| other.names().contains(&&*head)))
    }

    /// The first column in which most cells look like numbers of clauses, each once.
    fn by_content(&self, rows: &[Row]) -> Option<usize> {
        let width = rows[self.first_row..]
            .iter()
            .map(|row| row.cells.len())
            .max()?;
        let fits = |column: &usize| {
            let cells = self.cells(rows, *column);
            let count = cells.iter().filter(|cell| is_with_digit(cell)).count();
            let different: HashSet<&&str> = cells.iter().collect();
            count > 0 && count * 10 >= cells.len() * 8 && different.len() * 10 >= cells.len() * 9
        };
        (0..width)
            .find(|column| !self.is_taken(*column) && !self.is_for_another(*column) && fits(column))
    }
}

/// Whether a cell looks like the number of a clause that has a digit.
fn is_with_digit(cell: &str) -> bool {
    numbers::is_number(cell) && cell.contains(|c: char| c.is_ascii_digit())
}

/// A head in the form in which heads are compared: `Documented_Information` is `documented information`.
fn folded(head: &str) -> String {
    let letters = head.to_lowercase();
    let letters = letters.chars().map(|c| match c {
        c if c.is_alphanumeric() || matches!(c, '#' | '§' | '°') => c,
        _ => ' ',
    });
    let letters: String = letters.collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}
