//! Compares coverage with an independent computation. The program reads random manuals from a
//! folder, and [`compute`] computes their coverage directly from `docs/design.md`, "Coverage"; the
//! results must be equal. [`registers`] does the same for registers. The tests call the library in
//! this process; for the first manuals they also run the binary.
//!
//! `CLAUSEBOOK_ORACLE_CASES` sets the number of manuals, `CLAUSEBOOK_ORACLE_SEED` the first seed.

mod compute;
mod generate;
mod model;
mod registers;
mod write;

use std::fmt::Debug;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use serde_json::Value;

use crate::in_process;
use crate::manual_test::ManualTest;
use crate::random::setting;
use compute::{ClaimFacts, ClauseFacts, Summary};
use model::{Manual, Standard};

const CASES: u64 = 300;

/// The last seed for which the binary runs as well.
const BY_THE_BINARY: u64 = 6;

#[test]
fn coverage_agrees_with_the_text_of_the_design() {
    let cases = setting("CLAUSEBOOK_ORACLE_CASES").unwrap_or(CASES);
    let differences = differences_in_all(cases, differences_of);
    assert!(
        differences.is_empty(),
        "{} differ:\n{}",
        differences.len(),
        differences.join("\n")
    );
}

/// Returns the differences for this many seeds. Runs on all cores.
fn differences_in_all(cases: u64, differences_of: fn(u64) -> Vec<String>) -> Vec<String> {
    let first = setting("CLAUSEBOOK_ORACLE_SEED").unwrap_or(1);
    let last = first + cases;
    let next = AtomicU64::new(first);
    let differences = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= last {
                        return;
                    }
                    differences.lock().unwrap().extend(differences_of(seed));
                }
            });
        }
    });
    let mut differences = differences.into_inner().unwrap();
    differences.sort();
    differences
}

/// Returns all differences between the program and the computation for the manual of this seed.
fn differences_of(seed: u64) -> Vec<String> {
    let manual = generate::manual(seed);
    let files = write::files(&manual);
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let as_of = manual.as_of.to_string();
    let test = ManualTest::new(&files).judged_on(&as_of);
    let coverage = in_process::coverage(&test);

    let mut found = Differences {
        seed,
        all: Vec::new(),
    };
    if seed <= BY_THE_BINARY {
        found.compare("the library and the binary", &coverage, &test.coverage());
    }
    found.compare("as_of", &coverage["as_of"].as_str(), &Some(as_of.as_str()));
    let printed = coverage["standards"].as_array().unwrap();
    found.compare("standards", &printed.len(), &manual.standards.len());
    for (standard, printed) in manual.standards.iter().zip(printed) {
        compare_standard(&mut found, &manual, standard, printed);
    }
    found.all
}

struct Differences {
    seed: u64,
    all: Vec<String>,
}

impl Differences {
    fn compare<T: PartialEq + Debug>(&mut self, what: &str, printed: &T, computed: &T) {
        if printed != computed {
            self.all.push(format!(
                "seed {}: {what}\n  printed  {printed:?}\n  computed {computed:?}",
                self.seed
            ));
        }
    }
}

fn compare_standard(
    found: &mut Differences,
    manual: &Manual,
    standard: &Standard,
    printed: &Value,
) {
    let id = standard.id.as_str();
    found.compare("id", &printed["id"].as_str(), &Some(id));
    let summary = compute::summary(manual, standard);
    let what = format!("{id} summary");
    found.compare(
        &what,
        &printed_summary(&printed["summary"], &summary),
        &summary,
    );

    let clauses = printed["clauses"].as_array().unwrap();
    found.compare("clauses", &clauses.len(), &standard.clauses.len());
    for clause in &standard.clauses {
        let what = format!("{id}:{}", clause.number);
        let Some(printed) = clauses.iter().find(|one| one["number"] == clause.number) else {
            found
                .all
                .push(format!("seed {}: {what} is not printed", found.seed));
            continue;
        };
        let computed = compute::clause_facts(manual, standard, clause);
        compare_clause(found, &what, printed, &computed);
    }
}

fn printed_summary(printed: &Value, computed: &Summary) -> Summary {
    let counts = computed
        .counts
        .keys()
        .map(|name| (*name, printed[*name].as_u64().unwrap()));
    Summary {
        counts: counts.collect(),
        percent: printed["percent"].as_f64().map(|percent| {
            let tenths = (percent * 10.0).round();
            assert!(
                (tenths / 10.0 - percent).abs() < 1e-12,
                "{percent} has one decimal"
            );
            tenths as u64
        }),
    }
}

fn compare_clause(found: &mut Differences, what: &str, printed: &Value, computed: &ClauseFacts) {
    let text = |name: &str| printed[name].as_str().map(str::to_owned);
    found.compare(&format!("{what} title"), &text("title"), &computed.title);
    let requirement = printed["requirement"].as_bool();
    found.compare(
        &format!("{what} requirement"),
        &requirement,
        &Some(computed.requirement),
    );
    found.compare(
        &format!("{what} status"),
        &printed["status"].as_str(),
        &computed.status,
    );
    let evidence = printed["evidence"].as_str();
    found.compare(
        &format!("{what} evidence"),
        &evidence,
        &Some(computed.evidence),
    );
    found.compare(
        &format!("{what} audited"),
        &text("audited"),
        &computed.audited,
    );
    let audit_due = printed["audit_due"].as_bool();
    found.compare(
        &format!("{what} audit_due"),
        &audit_due,
        &Some(computed.audit_due),
    );
    let findings = ["major", "minor", "observation", "ungraded"]
        .map(|grade| printed["open_findings"][grade].as_u64());
    let computed_findings = computed.open_findings.map(Some);
    found.compare(
        &format!("{what} open_findings"),
        &findings,
        &computed_findings,
    );
    let claims = printed["claims"].as_array().unwrap();
    let mut claims: Vec<ClaimFacts> = claims.iter().map(printed_claim).collect();
    claims.sort();
    found.compare(&format!("{what} claims"), &claims, &computed.claims);
}

fn printed_claim(printed: &Value) -> ClaimFacts {
    ClaimFacts {
        document: printed["document"].as_str().unwrap().to_owned(),
        revision: printed["revision"].as_str().unwrap().to_owned(),
        section: printed["section"].as_str().map(str::to_owned),
        item: printed["item"].as_str().map(str::to_owned),
        extent: if printed["extent"] == "full" {
            "full"
        } else {
            "partial"
        },
        broad: printed["broad"].as_bool().unwrap(),
        in_force: printed["in_force"].as_bool().unwrap(),
        overdue: printed["overdue"].as_bool().unwrap(),
        counts: ["covered", "overdue", "partial", "planned", "none"]
            .into_iter()
            .find(|word| printed["counts"] == *word)
            .unwrap(),
    }
}
