//! The training matrix: roles × documents, with the persons who are current, outdated or missing.
//!
//! - A document in force asks for the roles in its `roles`. Each of them is a cell of the matrix.
//! - A person holds the roles in the person's training records that are dated up to the as-of date,
//!   or whose date cannot be read, whatever their result. Roles and persons are compared without
//!   regard to case.
//! - Of a person's trainings on one revision of a document the latest decides, and of several on
//!   one day the failed one. The role of the training does not matter. A pending or future training
//!   decides nothing; a record in doubt (merge markers or a shared id) counts as failed.
//! - *Current*: passed on the document's present revision. *Outdated*: passed on another revision
//!   only. *Missing*: neither.
//! - A cell is missing if any holder of the role is missing, or nobody holds the role; else
//!   outdated if any holder is outdated; else current.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Entry;
use crate::coverage::Coverage;
use crate::index::IndexVec;
use crate::manual::{Date, DocumentIx, KindRole, Manual, PageKey, Person, RecordIx, Role};

/// The training matrix of a manual.
#[derive(Clone, Debug, Default)]
pub struct TrainingMatrix {
    /// The roles that documents in force ask for, by name.
    pub roles: Vec<Role>,
    /// The documents in force that ask for a role, by id.
    pub documents: Vec<DocumentIx>,
    /// The cells, one for each role that a document asks for, by role, then by document.
    pub cells: Vec<TrainingCell>,
    /// The holders of every role that a training names, by name.
    pub holders: BTreeMap<Role, Vec<Person>>,
    /// The trainings that decide and were passed.
    pub passed: HashSet<RecordIx>,
}

/// One role and one document that asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingCell {
    /// The role.
    pub role: Role,
    /// The document.
    pub document: DocumentIx,
    /// The latest passed training on the present revision, for each holder who has one.
    pub current: Vec<RecordIx>,
    /// The latest passed training, for each holder who has trainings on other revisions only.
    pub outdated: Vec<RecordIx>,
    /// The number of holders who have neither.
    pub missing: u32,
    /// The state of the cell: current, outdated or missing.
    pub status: TrainingStatus,
}

/// The state of a cell of the training matrix, from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TrainingStatus {
    /// At least one holder of the role is not trained, or nobody holds the role.
    Missing,
    /// At least one holder was trained on another revision only.
    Outdated,
    /// All holders are trained on the present revision.
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
    /// Returns the cell of a role and a document, if the document asks for the role.
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

    /// The holders of a role, by name.
    pub fn holders(&self, role: &Role) -> &[Person] {
        self.holders.get(role).map_or(&[], Vec::as_slice)
    }

    /// The holders of the cell's role who are not trained on its document, by name. There may be
    /// very many, so callers take only as many as they show.
    pub fn missing<'a>(
        &'a self,
        manual: &'a Manual,
        cell: &TrainingCell,
    ) -> impl Iterator<Item = &'a Person> {
        let trained: BTreeSet<Person> = cell
            .current
            .iter()
            .chain(&cell.outdated)
            .filter_map(|ix| manual.record(*ix).fields.text("person").map(Person::new))
            .collect();
        let holders = self.holders(&cell.role).iter();
        holders.filter(move |person| !trained.contains(*person))
    }
}

/// Builds the matrix of a manual.
pub(super) fn matrix(
    manual: &Manual,
    coverage: &Coverage,
    entries: &IndexVec<RecordIx, Entry>,
) -> TrainingMatrix {
    let trainings = Trainings::gather(manual, coverage.as_of, entries);
    let mut matrix = TrainingMatrix::default();
    let mut roles: BTreeSet<&Role> = BTreeSet::new();
    for (ix, document) in manual.documents.enumerated() {
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
    matrix.passed = trainings.passed();
    let held = trainings.holders.into_iter();
    matrix.holders = held
        .map(|(role, persons)| (role, persons.into_iter().collect()))
        .collect();
    matrix
}

/// The trainings of a manual up to the as-of date.
#[derive(Default)]
struct Trainings {
    /// The holders of each role.
    holders: BTreeMap<Role, BTreeSet<Person>>,
    /// For each document and person, the deciding training on each revision.
    deciding: HashMap<DocumentIx, BTreeMap<Person, Vec<Deciding>>>,
}

/// The deciding training of a person on one revision of a document.
#[derive(Clone, Copy)]
struct Deciding {
    /// Whether the revision is the document's present one.
    current: bool,
    date: Date,
    passed: bool,
    record: RecordIx,
}

impl Deciding {
    /// Whether `other` decides instead: it is later, or of the same day and failed. Of two equal
    /// ones the first stays.
    fn gives_way_to(&self, other: &Self) -> bool {
        (self.date, !self.passed) < (other.date, !other.passed)
    }
}

impl Trainings {
    fn gather(manual: &Manual, as_of: Date, entries: &IndexVec<RecordIx, Entry>) -> Self {
        let mut trainings = Self::default();
        for (ix, record) in manual.records.enumerated() {
            let kind = manual.kind(record.kind);
            let fields = &record.fields;
            let date = fields.date("date").filter(|date| *date <= as_of);
            let (true, Some(person)) = (
                kind.has_role(KindRole::Training),
                fields.text("person").map(Person::new),
            ) else {
                continue;
            };
            // A person with an unreadable training date may hold the role.
            if date.is_none() && !fields.is_unreadable("date") {
                continue;
            }
            if let Some(role) = fields.text("role") {
                let holders = trainings.holders.entry(Role::new(role)).or_default();
                // The first spelling of a name is kept.
                if !holders.contains(&person) {
                    holders.insert(person.clone());
                }
            }
            // A pending training decides nothing. A failed one with an unreadable date may be the
            // last one.
            let entry = &entries[ix];
            let has_failed = !kind.is_counted(fields) && !kind.is_pending(fields);
            let date = match date {
                Some(date) if entry.happened => date,
                None if has_failed => as_of,
                _ => continue,
            };
            let Some(PageKey::Document(document)) = entry.mention("document") else {
                continue;
            };
            let of_document = trainings.deciding.entry(document).or_default();
            let of_person = of_document.entry(person).or_default();
            let revision = fields.text("revision").unwrap_or_default();
            let training = Deciding {
                current: revision == manual.document(document).revision.as_str(),
                date,
                passed: kind.is_counted(fields) && !manual.is_in_doubt(record),
                record: ix,
            };
            let same = of_person.iter_mut().find(|one| {
                let written = manual.record(one.record).fields.text("revision");
                written.unwrap_or_default() == revision
            });
            match same {
                Some(known) if known.gives_way_to(&training) => *known = training,
                Some(_) => {}
                None => of_person.push(training),
            }
        }
        trainings
    }

    /// The deciding trainings that were passed.
    fn passed(&self) -> HashSet<RecordIx> {
        let all = self.deciding.values().flat_map(BTreeMap::values).flatten();
        all.filter(|one| one.passed).map(|one| one.record).collect()
    }

    fn cell(&self, document: DocumentIx, role: &Role) -> TrainingCell {
        let holders = self.holders.get(role);
        let held = |person: &Person| holders.is_some_and(|holders| holders.contains(person));
        let (mut current, mut outdated) = (Vec::new(), Vec::new());
        let trained = self.deciding.get(&document).into_iter().flatten();
        for (_, deciding) in trained.filter(|(person, _)| held(person)) {
            let passed = deciding.iter().filter(|one| one.passed);
            // Prefers a training on the present revision, else takes the latest.
            match passed.max_by_key(|one| (one.current, one.date, one.record)) {
                Some(one) if one.current => current.push(one.record),
                Some(one) => outdated.push(one.record),
                None => {}
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

    /// The numbers of current, outdated and missing holders of a cell, and its status.
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
    fn the_latest_result_on_a_revision_decides_and_of_one_day_the_failed_one() {
        use TrainingStatus as S;
        let of = |trainings: &[(&str, &str, &str)]| {
            let trainings: Vec<(&str, &str, &str, &str, &str)> = trainings
                .iter()
                .map(|(revision, date, result)| ("A", "Buyer", *revision, *date, *result))
                .collect();
            let (current, outdated, missing, status) = cell(&manual(&trainings), "Buyer");
            assert_eq!(current + outdated + missing as usize, 1);
            status
        };
        let passed = ("4", "2026-02-05", "passed");
        for (trainings, expected) in [
            (&[passed, ("4", "2026-03-05", "failed")][..], S::Missing),
            (&[passed, ("4", "2026-01-05", "failed")], S::Current),
            (&[passed, ("4", "2026-02-05", "failed")], S::Missing),
            (&[("4", "2026-02-05", "failed"), passed], S::Missing),
            (&[passed, ("4", "2026-03-05", "pending")], S::Current),
            (&[("4", "2026-02-05", "pending")], S::Missing),
            (&[("4", "2026-02-05", "pass")], S::Current),
            (&[("4", "2026-02-05", "fail")], S::Missing),
            (&[("4", "2026-02-05", "nicht bestanden")], S::Missing),
            (&[("4", "2026-02-05", "\"-\"")], S::Missing),
            (&[("4", "2026-02-05", "")], S::Current),
            (
                &[("3", "2025-02-05", "passed"), ("4", "2026-02-05", "failed")],
                S::Outdated,
            ),
            (
                &[("3", "2025-02-05", "passed"), ("3", "2026-02-05", "failed")],
                S::Missing,
            ),
        ] {
            assert_eq!(of(trainings), expected, "{trainings:?}");
        }
    }

    #[test]
    fn a_training_that_nobody_can_judge_makes_nobody_current() {
        use TrainingStatus as S;
        let current = ("A", "Buyer", "4", "2026-02-05", "passed");
        let undated = ("B", "Buyer", "4", "05.02.2026", "passed");
        let found = cell(&manual(&[current, undated]), "Buyer");
        assert_eq!(found, (1, 0, 1, S::Missing));
        let failed = ("A", "Buyer", "4", "05.02.2026", "failed");
        let found = cell(&manual(&[current, failed]), "Buyer");
        assert_eq!(found, (0, 0, 1, S::Missing), "it may be the latest");
        let (path, text) = procedure("QP-1", "4", "roles: [Buyer]");
        let fields = "person: A; role: Buyer; document: QP-1; revision: 4; date: 2026-02-05; \
                      result: passed";
        let records = [("training", "TR-1", fields)];
        let twin = "---\nid: TR-1\ntitle: T\nkind: review\nowner: QM\ndate: 2026-01-01\n---\n";
        let status =
            |files: &[(&str, &str)]| cell(&TestManual::new("", &records, files), "Buyer").3;
        assert_eq!(status(&[(&path, &text)]), S::Current);
        assert_eq!(
            status(&[(&path, &text), ("records/twin.md", twin)]),
            S::Missing
        );
    }

    #[test]
    fn roles_and_persons_are_the_same_in_other_letters() {
        use TrainingStatus as S;
        let manual = manual(&[
            ("a. ruiz", "buyer", "4", "2026-02-05", "passed"),
            ("A.  Ruiz", "BUYER", "4", "2026-03-05", "passed"),
            ("B", "Buyer ", "9", "2026-02-05", "failed"),
        ]);
        assert_eq!(cell(&manual, "Buyer"), (1, 0, 1, S::Missing));
        let matrix = &manual.registers.training;
        let holders = matrix.holders(&Role::new("buyer")).iter();
        let holders: Vec<&str> = holders.map(Person::as_str).collect();
        assert_eq!(holders, ["a. ruiz", "B"]);
        let roles: Vec<&str> = matrix.roles.iter().map(Role::as_str).collect();
        assert_eq!(roles, ["Buyer", "Inspector"], "as documents write them");
    }

    #[test]
    fn a_manual_s_own_words_for_results_are_mapped() {
        let config =
            "[values.result]\n\"bestanden\" = \"passed\"\n\"nicht bestanden\" = \"failed\"\n";
        let (path, text) = procedure("QP-1", "4", "roles: [Buyer]");
        let training = |result: &str| {
            format!(
                "person: A; role: Buyer; document: QP-1; revision: 4; date: 2026-02-05; result: {result}"
            )
        };
        let status = |result: &str| {
            let fields = training(result);
            let records = [("training", "TR-1", &*fields)];
            let manual = TestManual::new(config, &records, &[(&path, &text)]);
            (
                manual.registers.training.cells[0].status,
                manual.reported().len(),
            )
        };
        assert_eq!(status("bestanden"), (TrainingStatus::Current, 0));
        assert_eq!(status("nicht bestanden"), (TrainingStatus::Missing, 0));
        assert_eq!(status("krank"), (TrainingStatus::Missing, 1));
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
