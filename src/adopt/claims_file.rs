//! The file with the proposed claims. It is only ever continued: a row that a person changed or
//! deleted stays so.

use std::collections::HashSet;

use super::inference::Proposal;
use super::settings::CLAIMS_FILE;
use crate::conventions::folded;
use crate::diagnostics::{Diagnostic, Source, SourcePath};
use crate::digest::Digest;
use crate::export::harmless;
use crate::parse::{delimiter, parse_table};

/// The columns of a new file.
const COLUMNS: [&str; 6] = [
    "document", "clause", "section", "standard", "status", "note",
];

/// What stands in the note of a row without a clause before the digests of proposals. Such a row
/// claims nothing.
const MEMORY: &str = "What `clausebook adopt` has proposed so far. A row that is deleted stays deleted \
                      as long as this row is kept:";

/// How many digests stand in one row.
const DIGESTS: usize = 100;

/// The file after a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClaimsFile {
    /// What is written behind what is there; `None` if nothing is.
    pub(crate) appended: Option<String>,
    /// How many proposals are new.
    pub(crate) added: usize,
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

/// Adds the proposals that the file has never had. `cell` is what the file calls a document.
///
/// # Errors
/// If the file cannot be continued.
pub(crate) fn continued(
    present: Option<&Source>,
    proposals: &[Proposal],
    cell: impl Fn(&SourcePath) -> String,
) -> Result<ClaimsFile, ClaimsFileError> {
    let present = present.filter(|source| !source.text().trim().is_empty());
    let columns = match present {
        None => Columns::of(&COLUMNS.map(str::to_owned))?,
        Some(source) => Columns::read(source)?,
    };
    let mut file = ClaimsFile::default();
    let mut known: HashSet<String> = HashSet::new();
    if let Some(source) = present {
        columns.note_known(source, &mut known, &mut file);
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut digests: Vec<String> = Vec::new();
    for proposal in proposals {
        let row = Row {
            document: harmless_path(cell(&proposal.document)),
            clause: proposal.clause.clone(),
            standard: proposal.standard.clone(),
            note: harmless(proposal.sentence.clone()),
        };
        let digest = row.digest();
        if known.insert(digest.clone()) {
            rows.push(columns.cells(&row, proposal.section.as_deref()));
            digests.push(digest);
        }
    }
    if rows.is_empty() {
        return Ok(file);
    }
    file.added = rows.len();
    file.proposed += rows.len();
    for digests in digests.chunks(DIGESTS) {
        rows.push(columns.memory(digests));
    }
    file.appended = Some(written(present, &rows));
    Ok(file)
}

/// A path that a spreadsheet does not read as a formula.
fn harmless_path(path: String) -> String {
    match harmless(path.clone()) == path {
        true => path,
        false => format!("./{path}"),
    }
}

/// What makes a proposal the same as an earlier one.
struct Row {
    document: String,
    clause: String,
    standard: String,
    note: String,
}

impl Row {
    fn digest(&self) -> String {
        let parts = [&self.document, &self.standard, &self.clause, &self.note];
        let parts = parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        let mut digest = Digest::of(parts.join("\n").as_bytes()).short();
        digest.truncate(8);
        digest
    }
}

/// Where the columns of the file are.
struct Columns {
    document: usize,
    clause: usize,
    note: usize,
    section: Option<usize>,
    standard: Option<usize>,
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
                let digests = note.strip_prefix(MEMORY).unwrap_or_default();
                known.extend(digests.split_whitespace().map(str::to_owned));
                continue;
            }
            match cell(self.status).is_empty() {
                true => file.confirmed += 1,
                false => file.proposed += 1,
            }
            let row = Row {
                document: cell(self.document),
                clause,
                standard: self.standard.map_or_else(String::new, cell),
                note,
            };
            known.insert(row.digest());
        }
    }

    fn cells(&self, row: &Row, section: Option<&str>) -> Vec<String> {
        let mut cells = vec![String::new(); self.all];
        let mut set = |at: usize, text: &str| {
            if let Some(cell) = cells.get_mut(at) {
                text.clone_into(cell);
            }
        };
        set(self.document, &row.document);
        set(self.clause, &row.clause);
        set(self.note, &row.note);
        set(self.status, "proposed");
        if let (Some(at), Some(section)) = (self.section, section) {
            set(at, section);
        }
        if let Some(at) = self.standard {
            set(at, &row.standard);
        }
        cells
    }

    fn memory(&self, digests: &[String]) -> Vec<String> {
        let mut cells = vec![String::new(); self.all];
        if let Some(cell) = cells.get_mut(self.note) {
            *cell = format!("{MEMORY} {}", digests.join(" "));
        }
        cells
    }
}

/// The text that continues the file. What is there stays as it is written.
fn written(present: Option<&Source>, rows: &[Vec<String>]) -> String {
    let sign = present.map_or(b',', |source| delimiter(source.text()));
    let mut writer = csv::WriterBuilder::new();
    let mut writer = writer
        .delimiter(sign)
        .flexible(true)
        .from_writer(Vec::new());
    // Writing to memory cannot fail.
    if present.is_none() {
        let _ = writer.write_record(COLUMNS);
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
mod tests {
    use super::*;

    fn proposal(clause: &str, sentence: &str) -> Proposal {
        Proposal {
            document: SourcePath::new("policies/a.md"),
            clause: clause.to_owned(),
            standard: "iso-9001-2015".to_owned(),
            section: Some("scope".to_owned()),
            sentence: sentence.to_owned(),
        }
    }

    fn run(present: Option<&str>, proposals: &[Proposal]) -> ClaimsFile {
        let source = present.map(|text| Source::new(SourcePath::new(CLAIMS_FILE), text));
        continued(source.as_ref(), proposals, SourcePath::to_string).unwrap()
    }

    #[test]
    fn a_second_run_adds_only_what_is_new() {
        let (one, two) = (
            proposal("8.4.1", "Buyers, as 8.4.1 asks."),
            proposal("8.6", "=1+1"),
        );
        let first = run(None, std::slice::from_ref(&one)).appended.unwrap();
        assert!(
            first.starts_with(
                "\u{feff}document,clause,section,standard,status,note\n\
                 policies/a.md,8.4.1,scope,iso-9001-2015,proposed,\"Buyers, as 8.4.1 asks.\"\n,,,,,\
                 What `clausebook adopt`"
            ),
            "{first}"
        );
        assert_eq!(run(Some(&first), std::slice::from_ref(&one)).appended, None);
        let second = run(Some(&first), &[one, two]);
        assert_eq!((second.added, second.proposed, second.confirmed), (1, 2, 0));
        let rest = second.appended.unwrap();
        assert!(
            rest.starts_with("policies/a.md,8.6,scope,iso-9001-2015,proposed,'=1+1\n"),
            "{rest}"
        );
    }

    #[test]
    fn what_a_person_changed_or_deleted_stays_so() {
        let all = [
            proposal("8.4.1", "One."),
            proposal("8.4.2", "Two."),
            proposal("8.4.3", "Three."),
        ];
        let text = run(None, &all).appended.unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let confirmed = lines[2].replace("proposed", "").replace("8.4.2", "8.4");
        // The first proposal is deleted, the second one changed and confirmed; a spreadsheet wrote
        // semicolons.
        let mended = [lines[0], &confirmed, lines[3], lines[4]]
            .join("\n")
            .replace(',', ";");
        let again = run(Some(&mended), &all);
        assert_eq!((again.appended, again.added), (None, 0));
        assert_eq!((again.proposed, again.confirmed), (1, 1));
        let more = run(Some(&mended), &[proposal("9.1", "New.")])
            .appended
            .unwrap();
        assert!(
            more.starts_with("\npolicies/a.md;9.1;scope;iso-9001-2015;proposed;New.\n"),
            "{more}"
        );
    }

    #[test]
    fn a_file_that_is_no_table_of_claims_is_refused() {
        let refused = |text: &str| {
            let source = Source::new(SourcePath::new(CLAIMS_FILE), text);
            let proposals = [proposal("8.4.1", "One.")];
            continued(Some(&source), &proposals, SourcePath::to_string)
                .unwrap_err()
                .to_string()
        };
        assert!(refused("clause,document\n").contains("no column `note`"));
        let mistake = refused("document,clause,status,note\na,8.4,,b,c\n");
        assert!(mistake.contains("has a mistake in line 2"), "{mistake}");
    }
}
