//! Compares registers with an independent computation. The program reads random records from a
//! folder, and [`World::expected`] computes the same facts directly from the tables of
//! `docs/design.md`, "Registers".

mod record;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::generate::{AS_OF_DAYS, near};
use super::model::Day;
use super::{BY_THE_BINARY, differences_in_all};
use crate::in_process;
use crate::manual_test::ManualTest;
use crate::random::{Random, setting};

use self::record::*;

const CASES: u64 = 200;

#[test]
fn registers_agree_with_the_table_of_the_design() {
    let cases = setting("CLAUSEBOOK_ORACLE_CASES").unwrap_or(CASES);
    let differences = differences_in_all(cases, differences_of);
    assert!(
        differences.is_empty(),
        "{} differ:\n{}",
        differences.len(),
        differences.join("\n")
    );
}

fn differences_of(seed: u64) -> Vec<String> {
    let world = World::new(seed);
    let files = world.files();
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
    let test = ManualTest::new(&files).judged_on(&world.as_of.to_string());
    let (printed, matrix) = in_process::registers_and_training(&test);
    let mut differences = Vec::new();
    if seed <= BY_THE_BINARY && printed != test.registers() {
        differences.push(format!("seed {seed}: the binary prints something else"));
    }
    let printed = printed["records"].as_array().unwrap();
    if printed.len() != world.records.len() {
        differences.push(format!(
            "seed {seed}: {} records are printed",
            printed.len()
        ));
    }
    for (at, record) in world.records.iter().enumerate() {
        let one = printed.iter().find(|one| one["id"] == record.id.as_str());
        let printed = one.map(Facts::read);
        let computed = world.expected(at);
        if printed.as_ref() != Some(&computed) {
            differences.push(format!(
                "seed {seed}: {} {:?}\n  printed  {printed:?}\n  computed {computed:?}",
                record.id, record.fields
            ));
        }
    }
    let computed = world.training_matrix();
    if matrix != computed {
        differences.push(format!(
            "seed {seed}: the training matrix\n  printed  {matrix:?}\n  computed {computed:?}"
        ));
    }
    differences
}

/// The facts about a record that are compared.
#[derive(Debug, PartialEq)]
struct Facts {
    open: bool,
    overdue: bool,
    due: Option<String>,
    lapsed: bool,
    replaced_by: Option<String>,
    happened: bool,
    future_dated: bool,
    clauses: Vec<String>,
}

impl Facts {
    fn read(printed: &Value) -> Self {
        let text = |name: &str| printed[name].as_str().map(str::to_owned);
        let clauses = printed["clauses"].as_array().unwrap().iter();
        Self {
            open: printed["open"].as_bool().unwrap(),
            overdue: printed["overdue"].as_bool().unwrap(),
            due: text("due"),
            lapsed: printed["lapsed"].as_bool().unwrap(),
            replaced_by: text("replaced_by"),
            happened: printed["happened"].as_bool().unwrap(),
            future_dated: printed["future_dated"].as_bool().unwrap(),
            clauses: clauses
                .map(|one| one.as_str().unwrap().to_owned())
                .collect(),
        }
    }
}

/// A random manual.
struct World {
    as_of: Day,
    documents: Vec<Document>,
    records: Vec<Record>,
}

struct Document {
    id: String,
    revision: u32,
    status: &'static str,
    effective: Option<Day>,
    /// The roles that must be trained on it.
    roles: Vec<&'static str>,
    /// The id of the document that this one supersedes.
    supersedes: Option<String>,
}

struct Record {
    id: String,
    kind: &'static str,
    fields: BTreeMap<&'static str, String>,
    dates: BTreeMap<&'static str, Day>,
    /// The fields that should hold a date or an interval, but hold unreadable text.
    unreadable: BTreeSet<&'static str>,
    clauses: Vec<&'static str>,
    /// The measurements of an objective: year, month and value, in the order of the file.
    values: Vec<(u32, u32, i32)>,
    in_csv: bool,
}

/// A kind of record: its name, its fields with possible values, and its date fields.
type KindFields = (
    &'static str,
    &'static [(&'static str, &'static [&'static str])],
    &'static [&'static str],
);

const KINDS: [KindFields; 12] = [
    (
        "audit",
        &[("state", &["planned", "planned", "done", "cancelled"])],
        &["date"],
    ),
    (
        "finding",
        &[
            ("state", &["open", "open", "closed"]),
            ("grade", &["major", "minor", "observation"]),
        ],
        &["date", "due"],
    ),
    (
        "action",
        &[(
            "state",
            &[
                "open",
                "planned",
                "implemented",
                "verified",
                "closed",
                "closed",
                "reopened",
            ],
        )],
        &["due", "completed", "effective"],
    ),
    ("objective", &[], &[]),
    ("review", &[], &["date", "next"]),
    (
        "training",
        &[
            (
                "person",
                &["Ana R\u{fc}d", "ana  ru\u{308}d", "B", "b", "C"],
            ),
            ("role", &["Buyer", "buyer", "Packer", "PACKER"]),
            (
                "result",
                &[
                    "passed", "passed", "pass", "failed", "fail", "pending", "Passed", "absent",
                ],
            ),
        ],
        &["date"],
    ),
    (
        "feedback",
        &[
            ("state", &["open", "closed"]),
            ("type", &["complaint", "suggestion", "praise"]),
        ],
        &["date", "due"],
    ),
    ("inspection", &[("product", &["Ring"])], &[]),
    (
        "supplier",
        &[
            ("approved", &["yes", "conditional", "no"]),
            ("interval", &["1 month", "6 months", "1 year", "30 days"]),
        ],
        &["evaluated"],
    ),
    (
        "equipment",
        &[
            ("result", &["pass", "fail"]),
            ("interval", &["3 months", "12 months", "2 weeks"]),
        ],
        &["calibrated"],
    ),
    (
        "risk",
        &[("state", &["open", "treated", "accepted", "closed"])],
        &["review"],
    ),
    (
        "certificate",
        &[("standard", &["X", "Y"])],
        &["issued", "valid_until"],
    ),
];

const CLAUSES: [&str; 5] = ["8.4.1", "8.4", "9.2.2", "iso-9001-2015:10.3", "8.4.1 b)"];

impl World {
    fn new(seed: u64) -> Self {
        let random = &mut Random::new(seed);
        let as_of = random.one_of(&AS_OF_DAYS);
        let count = random.between(1, 4);
        let documents: Vec<Document> = (0..count)
            .map(|at| Document {
                id: format!("QP-{at}"),
                revision: random.between(1, 3),
                status: random.one_of(&["approved", "approved", "approved", "draft", "obsolete"]),
                effective: random.chance(85).then(|| near(random, as_of)),
                roles: random.list(3, |random| {
                    random.one_of(&["Buyer", "BUYER", "Packer", "Welder"])
                }),
                supersedes: (at > 0 && random.chance(20)).then(|| format!("QP-{}", at - 1)),
            })
            .collect();
        let total = random.between(0, 30);
        let records = (0..total)
            .map(|at| record(random, at, as_of, count))
            .collect();
        Self {
            as_of,
            documents,
            records,
        }
    }

    fn files(&self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        for document in &self.documents {
            let mut text = format!(
                "---\nid: {}\ntitle: T\nkind: procedure\nrevision: {}\nstatus: {}\nowner: A\napprover: B\n",
                document.id, document.revision, document.status
            );
            if let Some(day) = document.effective {
                text += &format!("effective: {day}\n");
            }
            if !document.roles.is_empty() {
                text += &format!("roles: {:?}\n", document.roles);
            }
            if let Some(id) = &document.supersedes {
                text += &format!("supersedes: [{id}]\n");
            }
            files.push((format!("{}.md", document.id), text + "---\nText.\n"));
        }
        for record in &self.records {
            files.extend(record.files());
        }
        files
    }

    /// Computes the facts of a record from the tables of `docs/design.md`, "Registers".
    fn expected(&self, at: usize) -> Facts {
        let record = &self.records[at];
        let word = |field: &str| record.fields.get(field).map_or("", String::as_str);
        let date = |field: &str| record.dates.get(field).copied();
        let given = |field: &str| record.fields.contains_key(field);
        let last = record.last_value(self.as_of);
        let told_too_early = record.is_told_too_early(self.as_of);
        // An unreadable day may be in the future.
        let may_be_too_early = record.says_done() && record.is_undatable();
        let again = |from: &str| {
            let day = date(from).filter(|_| !told_too_early);
            day.and_then(|day| plus(day, word("interval")))
        };
        // A record without the deciding field is open.
        let (open_when, due) = match record.kind {
            "audit" => (
                Some(word("state") == "planned" || !given("state")),
                date("date"),
            ),
            "finding" => (
                Some(word("state") == "open" || !given("state")),
                date("due"),
            ),
            "feedback" => (
                Some(word("state") == "open" || !given("state") && word("type") != "praise"),
                date("due"),
            ),
            "action" => (Some(word("state") != "closed"), date("due")),
            "objective" => (Some(record.misses(last)), last.map(end_of_next_month)),
            "review" => {
                let coming = date("date").filter(|day| *day > self.as_of);
                (None, coming.or(date("next")))
            }
            "training" => {
                let ahead = date("date").is_some_and(|day| day > self.as_of);
                let coming = record.result() == "pending" || ahead && !given("result");
                let due = match coming {
                    true => date("date"),
                    false => self.revision_moved_on(record),
                };
                (None, due)
            }
            "supplier" => (
                Some(word("approved") == "conditional" || !given("approved")),
                again("evaluated"),
            ),
            "equipment" => (
                Some(word("result") == "fail" || !given("result")),
                again("calibrated"),
            ),
            "risk" => (
                Some(word("state") == "open" || !given("state")),
                date("review"),
            ),
            "certificate" => (None, date("valid_until")),
            _ => (None, None),
        };
        let past = due.is_some_and(|due| due < self.as_of);
        let binds = match record.kind {
            "objective" | "equipment" => true,
            "supplier" => word("approved") == "yes",
            "risk" => ["treated", "accepted"].contains(&word("state")),
            _ => false,
        };
        let turned_down = record.kind == "supplier" && word("approved") == "no";
        let is_again_unreadable = (binds || open_when.is_none())
            && record.is_due_unreadable()
            && record.kind != "objective";
        let open = open_when.unwrap_or(false)
            || (told_too_early || may_be_too_early) && !turned_down
            || is_again_unreadable;
        let has_come =
            !record.is_undatable() && record.happened_on().is_none_or(|day| day <= self.as_of);
        let happened = match record.kind {
            _ if told_too_early || may_be_too_early => false,
            "audit" => has_come && word("state") == "done",
            "training" => has_come && record.result() != "pending",
            "finding" | "action" | "feedback" => open || has_come,
            _ => has_come,
        };
        Facts {
            open,
            overdue: past && (open || open_when.is_none()),
            due: due.map(|due| due.to_string()),
            lapsed: past && !open && open_when.is_some() && binds,
            replaced_by: self.replaced_by(at),
            happened,
            future_dated: told_too_early,
            clauses: record.scope(),
        }
    }

    /// The training matrix: role, document, and how many holders of the role are current, outdated
    /// and missing.
    fn training_matrix(&self) -> Vec<(String, String, [usize; 3])> {
        let dated: Vec<&Record> = self
            .records
            .iter()
            .filter(|record| record.kind == "training")
            // A person whose training has an unreadable date may hold the role.
            .filter(|record| {
                let date = record.dates.get("date");
                date.is_some_and(|day| *day <= self.as_of) || record.unreadable.contains("date")
            })
            .collect();
        let mut matrix = Vec::new();
        for document in &self.documents {
            if document.status != "approved"
                || document.effective.is_none_or(|day| day > self.as_of)
                || self.is_superseded(&document.id)
            {
                continue;
            }
            let asked: BTreeSet<String> = document.roles.iter().map(|role| same(role)).collect();
            for role in asked {
                let holds = |record: &&&Record| {
                    let named = record.fields.get("role");
                    named.is_some_and(|named| same(named) == role)
                };
                let persons = dated.iter().filter(holds);
                let persons: BTreeSet<String> =
                    persons.filter_map(|record| record.person()).collect();
                let mut counts = [0, 0, 0];
                for person in persons {
                    counts[self.knows(&dated, &person, document)] += 1;
                }
                matrix.push((role, document.id.clone(), counts));
            }
        }
        matrix.sort();
        matrix
    }

    /// Whether a person was trained on a document: 0 is current, 1 is outdated, 2 is missing.
    fn knows(&self, dated: &[&Record], person: &str, document: &Document) -> usize {
        let passed = |revision: u32| {
            let decides = dated
                .iter()
                .filter(|one| one.person().as_deref() == Some(person))
                .filter(|one| one.fields["document"] == document.id)
                .filter(|one| one.fields["revision"] == revision.to_string())
                .filter(|one| one.result() != "pending")
                // A failure on an unreadable day may be the latest result, so it counts; a pass on
                // such a day may be an older one, so it does not.
                .filter(|one| one.dates.contains_key("date") || one.result() == "failed")
                .max_by_key(|one| {
                    let date = one.dates.get("date").copied().unwrap_or(self.as_of);
                    (date, one.result() == "failed")
                });
            decides.is_some_and(|one| one.result() == "passed")
        };
        match (passed(document.revision), (1..=3).any(passed)) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        }
    }

    fn is_superseded(&self, id: &str) -> bool {
        self.documents.iter().any(|newer| {
            let has_come_into_force = match newer.status {
                "approved" => newer.effective.is_some_and(|day| day <= self.as_of),
                "obsolete" => newer.effective.is_none_or(|day| day <= self.as_of),
                _ => false,
            };
            newer.supersedes.as_deref() == Some(id) && has_come_into_force
        })
    }

    /// The day on which a revision other than the trained one takes effect.
    fn revision_moved_on(&self, record: &Record) -> Option<Day> {
        let id = record.fields.get("document")?;
        let document = self.documents.iter().find(|one| one.id == *id)?;
        let superseded = self.is_superseded(id);
        let moved = record.fields["revision"] != document.revision.to_string();
        let approved = document.status == "approved" && !superseded;
        document.effective.filter(|_| moved && approved)
    }

    fn replaced_by(&self, at: usize) -> Option<String> {
        let record = &self.records[at];
        let (fields, by): (&[&str], &str) = match record.kind {
            "review" => (&[], "date"),
            "training" => (&["person", "document"], "date"),
            "certificate" => (&["standard"], "issued"),
            _ => return None,
        };
        let own = record.dates.get(by)?;
        let takes_place = |later: &&Record| {
            let date = later.dates.get(by);
            later.kind == record.kind
                && fields.iter().all(|field| {
                    let value = |of: &Record| of.fields.get(*field).map(|text| same(text));
                    value(record).is_some() && value(later) == value(record)
                })
                && date.is_some_and(|date| date > own && *date <= self.as_of)
                && (record.kind != "training" || later.result() == "passed")
        };
        let later = self.records.iter().filter(takes_place);
        let first = later.min_by_key(|one| (one.dates[by], number(&one.id)));
        first.map(|one| one.id.clone())
    }
}
