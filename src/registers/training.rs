//! The training matrix: roles × documents, with who is current, outdated or missing.
//!
//! - A document in force asks for the roles in its `roles`: each is a cell of the matrix.
//! - A person holds the roles that any training record up to the as-of date gives that person.
//! - A training counts if its `counts_when` holds (a failed one does not) and its date is not after
//!   the as-of date, whichever role it was for: who knows a document knows it.
//! - *Current*: a training that counts was on the document's present revision. *Outdated*: none
//!   was, but one was on another revision. *Missing*: there is none at all.
//! - A cell is missing where any holder of the role is, or where nobody holds the role; else
//!   outdated where anybody is; else current.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Entry;
use crate::coverage::Coverage;
use crate::index::IndexVec;
use crate::manual::{Date, DocumentIx, KindRole, Manual, PageKey, Person, RecordIx, Role};

/// Who is trained on what.
#[derive(Clone, Debug, Default)]
pub struct TrainingMatrix {
    /// The roles that documents in force ask for, by name.
    pub roles: Vec<Role>,
    /// The documents in force that ask for a role, by id.
    pub documents: Vec<DocumentIx>,
    /// A cell for each role that a document asks for, by role, then by document.
    pub cells: Vec<TrainingCell>,
    /// Who holds a role, for every role that a training names, each by name.
    pub holders: BTreeMap<Role, Vec<Person>>,
}

/// One role and one document that asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingCell {
    /// The role.
    pub role: Role,
    /// The document.
    pub document: DocumentIx,
    /// The holders who are trained on its present revision, each by the latest such training.
    pub current: Vec<RecordIx>,
    /// The holders who were trained on another revision only, each by the latest training.
    pub outdated: Vec<RecordIx>,
    /// How many holders were never trained on it.
    pub missing: u32,
    /// What it comes to.
    pub status: TrainingStatus,
}

/// What a cell of the matrix comes to. Ordered from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TrainingStatus {
    /// Somebody who holds the role was never trained, or nobody holds it.
    Missing,
    /// Somebody was trained on an earlier revision only.
    Outdated,
    /// Everybody is trained on the present revision.
    Current,
}

impl TrainingStatus {
    /// The word in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Outdated => "outdated",
            Self::Current => "current",
        }
    }
}

impl TrainingMatrix {
    /// The cell of a role and a document, if the document asks for the role.
    pub fn cell(&self, role: &Role, document: DocumentIx) -> Option<&TrainingCell> {
        let at = self
            .cells
            .binary_search_by(|cell| (&cell.role, cell.document).cmp(&(role, document)));
        self.cells.get(at.ok()?)
    }

    /// The cells of a role, by document.
    pub fn of_role(&self, role: &Role) -> &[TrainingCell] {
        let from = self.cells.partition_point(|cell| cell.role < *role);
        let to = self.cells.partition_point(|cell| cell.role <= *role);
        &self.cells[from..to]
    }

    /// Who holds a role, by name.
    pub fn holders(&self, role: &Role) -> &[Person] {
        self.holders.get(role).map_or(&[], Vec::as_slice)
    }

    /// The holders of a cell's role who were never trained on its document, by name. There may be
    /// very many: take as many as are shown.
    pub fn missing<'a>(
        &'a self,
        manual: &'a Manual,
        cell: &TrainingCell,
    ) -> impl Iterator<Item = &'a Person> {
        let trained: BTreeSet<&str> = cell
            .current
            .iter()
            .chain(&cell.outdated)
            .filter_map(|ix| manual.record(*ix).fields.text("person"))
            .collect();
        let holders = self.holders(&cell.role).iter();
        holders.filter(move |person| !trained.contains(person.as_str()))
    }
}

/// The matrix of a manual.
pub(super) fn matrix(
    manual: &Manual,
    coverage: &Coverage,
    entries: &IndexVec<RecordIx, Entry>,
) -> TrainingMatrix {
    let trainings = Trainings::gather(manual, coverage.as_of, entries);
    let mut matrix = TrainingMatrix::default();
    let mut roles: BTreeSet<&Role> = BTreeSet::new();
    for (at, document) in manual.documents.iter().enumerate() {
        let ix = DocumentIx(at as u32);
        if document.roles.is_empty() || !coverage.standing(ix).is_in_force() {
            continue;
        }
        matrix.documents.push(ix);
        let asked: BTreeSet<&Role> = document.roles.iter().map(|role| &role.value).collect();
        let cells = asked.iter().map(|role| trainings.cell(ix, role));
        matrix.cells.extend(cells);
        roles.extend(asked);
    }
    matrix.roles = roles.into_iter().cloned().collect();
    matrix
        .cells
        .sort_by(|a, b| (&a.role, a.document).cmp(&(&b.role, b.document)));
    let held = trainings.holders.into_iter();
    matrix.holders = held
        .map(|(role, persons)| {
            let persons = persons.into_iter().map(Person::new).collect();
            (Role::new(role), persons)
        })
        .collect();
    matrix
}

/// The trainings of a manual up to the as-of date.
#[derive(Default)]
struct Trainings<'a> {
    /// By role, who holds it.
    holders: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// By document, then person, the latest training that counts: of those on the present revision
    /// if there is one, else of all.
    latest: HashMap<DocumentIx, BTreeMap<&'a str, Latest>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Latest {
    current: bool,
    date: Date,
    record: RecordIx,
}

impl<'a> Trainings<'a> {
    fn gather(manual: &'a Manual, as_of: Date, entries: &IndexVec<RecordIx, Entry>) -> Self {
        let mut trainings = Self::default();
        for (at, (record, entry)) in manual.records.iter().zip(entries).enumerate() {
            let kind = manual.kind(record.kind);
            let fields = &record.fields;
            let date = fields.date("date").filter(|date| *date <= as_of);
            let (true, Some(person), Some(date)) = (
                kind.has_role(KindRole::Training),
                fields.text("person"),
                date,
            ) else {
                continue;
            };
            if let Some(role) = fields.text("role") {
                trainings.holders.entry(role).or_default().insert(person);
            }
            let Some(PageKey::Document(document)) = entry.mention("document") else {
                continue;
            };
            if !kind.counts.holds(fields) {
                continue;
            }
            let revision = manual.document(document).revision.as_str();
            let training = Latest {
                current: fields.text("revision") == Some(revision),
                date,
                record: RecordIx(at as u32),
            };
            let of_document = trainings.latest.entry(document).or_default();
            let latest = of_document.entry(person).or_insert(training);
            *latest = training.max(*latest);
        }
        trainings
    }

    fn cell(&self, document: DocumentIx, role: &Role) -> TrainingCell {
        let holders = self.holders.get(role.as_str());
        let held = |person: &str| holders.is_some_and(|holders| holders.contains(person));
        let (mut current, mut outdated) = (Vec::new(), Vec::new());
        let trained = self.latest.get(&document).into_iter().flatten();
        for (_, latest) in trained.filter(|(person, _)| held(person)) {
            match latest.current {
                true => current.push(latest.record),
                false => outdated.push(latest.record),
            }
        }
        let count = holders.map_or(0, BTreeSet::len);
        let missing = count.saturating_sub(current.len() + outdated.len());
        let status = if count == 0 || missing > 0 {
            TrainingStatus::Missing
        } else if outdated.is_empty() {
            TrainingStatus::Current
        } else {
            TrainingStatus::Outdated
        };
        TrainingCell {
            role: role.clone(),
            document,
            current,
            outdated,
            missing: missing as u32,
            status,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{TestManual, procedure};
    use super::*;

    fn manual(trainings: &[(&str, &str, &str, &str, &str)]) -> TestManual {
        let fields: Vec<(String, String)> = trainings
            .iter()
            .enumerate()
            .map(|(at, (person, role, revision, date, result))| {
                let fields = format!(
                    "person: {person}; role: {role}; document: QP-1; revision: {revision}; date: {date}; result: {result}"
                );
                (format!("TR-{}", at + 1), fields)
            })
            .collect();
        let records: Vec<(&str, &str, &str)> = fields
            .iter()
            .map(|(id, fields)| ("training", &**id, &**fields))
            .collect();
        let files = [
            procedure("QP-1", "4", "roles: [Buyer, Inspector]"),
            procedure("QP-2", "1", "roles: [Buyer, Buyer]"),
        ];
        let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
        TestManual::new("", &records, &files)
    }

    /// Current, outdated and missing, and what it comes to.
    fn cell(manual: &TestManual, role: &str) -> (usize, usize, u32, TrainingStatus) {
        let matrix = &manual.registers.training;
        let document = matrix.documents[0];
        let cell = matrix.cell(&Role::new(role), document).unwrap();
        (
            cell.current.len(),
            cell.outdated.len(),
            cell.missing,
            cell.status,
        )
    }

    #[test]
    fn each_holder_of_a_role_is_current_outdated_or_missing() {
        use TrainingStatus as S;
        let manual = manual(&[
            ("A", "Buyer", "3", "2025-01-05", "passed"),
            ("A", "Buyer", "4", "2026-02-05", "passed"),
            ("B", "Buyer", "3", "2025-01-05", "passed"),
            ("C", "Buyer", "4", "2026-02-05", "failed"),
            ("D", "Buyer", "4", "2026-12-05", "passed"),
        ]);
        assert_eq!(cell(&manual, "Buyer"), (1, 1, 1, S::Missing));
        assert_eq!(cell(&manual, "Inspector"), (0, 0, 0, S::Missing));
        let matrix = &manual.registers.training;
        let names = |at: usize| -> Vec<&str> {
            let missing = matrix.missing(&manual.manual, &matrix.cells[at]);
            missing.map(Person::as_str).collect()
        };
        assert_eq!(
            names(0),
            ["C"],
            "whose training is still to come holds no role yet"
        );
        assert_eq!(names(1), ["A", "B", "C"]);
        assert_eq!(
            matrix.cells.len(),
            3,
            "a role that is named twice is one cell"
        );
        assert_eq!(matrix.of_role(&Role::new("Buyer")).len(), 2);
    }

    #[test]
    fn what_a_cell_comes_to_is_its_worst() {
        use TrainingStatus as S;
        let current = ("A", "Buyer", "4", "2026-02-05", "passed");
        let outdated = ("B", "Buyer", "3", "2026-02-05", "passed");
        assert_eq!(cell(&manual(&[current]), "Buyer"), (1, 0, 0, S::Current));
        assert_eq!(
            cell(&manual(&[current, outdated]), "Buyer"),
            (1, 1, 0, S::Outdated)
        );
        // An earlier training on the present revision counts more than a later one on another.
        let again = ("A", "Buyer", "3", "2026-03-05", "passed");
        assert_eq!(
            cell(&manual(&[current, again]), "Buyer"),
            (1, 0, 0, S::Current)
        );
    }

    #[test]
    fn a_training_for_another_role_is_knowledge_all_the_same() {
        let manual = manual(&[
            ("A", "Buyer", "4", "2026-02-05", "passed"),
            ("A", "Inspector", "9", "2020-02-05", "failed"),
        ]);
        assert_eq!(cell(&manual, "Inspector").0, 1);
    }
}
