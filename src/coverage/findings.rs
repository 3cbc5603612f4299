//! Open findings by clause (`docs/design.md`, evidence, audits and findings). What is a finding, and
//! when it is open, the table of kinds says.

use std::collections::HashMap;

use crate::index::IndexVec;
use crate::manual::{ClauseIx, ClauseKey, Grade, KindRole, Manual, Record, RecordIx, StandardIx};
use crate::resolve::Resolved;

/// Open findings by grade.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct OpenFindings {
    /// Major nonconformities.
    pub major: u32,
    /// Minor nonconformities.
    pub minor: u32,
    /// Observations.
    pub observation: u32,
}

impl OpenFindings {
    /// All grades together.
    pub fn total(self) -> u32 {
        self.by_grade().iter().map(|(_, count)| count).sum()
    }

    /// How many of each grade, the worst first.
    pub fn by_grade(self) -> [(Grade, u32); Grade::ALL.len()] {
        Grade::ALL.map(|grade| {
            let count = match grade {
                Grade::Major => self.major,
                Grade::Minor => self.minor,
                Grade::Observation => self.observation,
            };
            (grade, count)
        })
    }

    fn add(&mut self, grade: Option<Grade>) {
        match grade {
            Some(Grade::Major) => self.major += 1,
            Some(Grade::Minor) => self.minor += 1,
            Some(Grade::Observation) => self.observation += 1,
            None => {}
        }
    }
}

/// The open findings of a manual by the clauses that they name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(HashMap<ClauseKey, Vec<RecordIx>>);

impl Findings {
    pub(super) fn gather(manual: &Manual, resolved: &Resolved) -> Self {
        let mut findings: HashMap<ClauseKey, Vec<RecordIx>> = HashMap::new();
        let records = manual.records.enumerated();
        for (ix, _) in records.filter(|(_, record)| is_open_finding(manual, record)) {
            for scope in resolved.scopes.get(ix).into_iter().flatten() {
                let of_clause = findings.entry(scope.clause).or_default();
                // A finding may name several items of one clause.
                if of_clause.last() != Some(&ix) {
                    of_clause.push(ix);
                }
            }
        }
        Self(findings)
    }

    /// The open findings that name this very clause, by id.
    pub fn on_clause(&self, clause: ClauseKey) -> &[RecordIx] {
        self.0.get(&clause).map_or(&[], Vec::as_slice)
    }

    /// The open findings that stand against a clause, by id: those that name it, of a heading also
    /// those that name what is below it, each once.
    pub fn against(&self, manual: &Manual, key: ClauseKey) -> Vec<RecordIx> {
        let standard = manual.standard(key.standard);
        let is_heading = !standard.clause(key.clause).requirement;
        let mut open = Vec::new();
        let mut clauses = vec![key.clause];
        while let Some(clause) = clauses.pop() {
            open.extend(self.on_clause(ClauseKey { clause, ..key }));
            if is_heading {
                clauses.extend(&standard.clause(clause).children);
            }
        }
        open.sort_unstable();
        open.dedup();
        open
    }

    /// For each clause of a standard, how many findings stand against it; a heading adds up itself
    /// and all below it.
    pub(super) fn counts(
        &self,
        manual: &Manual,
        ix: StandardIx,
    ) -> IndexVec<ClauseIx, OpenFindings> {
        let standard = manual.standard(ix);
        let own: IndexVec<ClauseIx, OpenFindings> = standard
            .iter()
            .map(|(clause, _)| {
                self.count_own(
                    manual,
                    ClauseKey {
                        standard: ix,
                        clause,
                    },
                )
            })
            .collect();
        let mut with_below = own.clone();
        for (ix, clause) in standard.iter().rev() {
            for child in &clause.children {
                let below = with_below[*child];
                let sum = &mut with_below[ix];
                sum.major += below.major;
                sum.minor += below.minor;
                sum.observation += below.observation;
            }
        }
        let clauses = standard.clauses.iter().zip(own).zip(with_below);
        clauses
            .map(|((clause, own), sum)| if clause.requirement { own } else { sum })
            .collect()
    }

    fn count_own(&self, manual: &Manual, key: ClauseKey) -> OpenFindings {
        let mut open = OpenFindings::default();
        for ix in self.on_clause(key) {
            open.add(Grade::of(&manual.record(*ix).fields));
        }
        open
    }
}

fn is_open_finding(manual: &Manual, record: &Record) -> bool {
    let kind = manual.kind(record.kind);
    kind.has_role(KindRole::Finding) && kind.says_open(&record.fields).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::assess;
    use crate::resolve::resolve;
    use crate::resolve::testing::assembled;
    use jiff::civil::date;

    /// The open findings against each clause of a manual of these records: kind and fields.
    fn against(
        config: &str,
        records: &[(&str, &str)],
        number: &str,
    ) -> (Vec<String>, OpenFindings) {
        let config = format!("title = \"M\"\nstandards = [\"iso-9001-2015\"]\n{config}");
        let files: Vec<(String, String)> = records
            .iter()
            .enumerate()
            .map(|(at, (kind, fields))| {
                let fields = fields.replace("; ", "\n");
                let id = format!("R-{}", at + 1);
                let text =
                    format!("---\nid: {id}\ntitle: T\nkind: {kind}\nowner: QM\n{fields}\n---\n");
                (format!("{id}.md"), text)
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
        let (manual, diagnostics) = assembled(&config, &files);
        assert_eq!(diagnostics, []);
        let resolved = resolve(&manual);
        let coverage = assess(&manual, &resolved, date(2026, 11, 23));
        let key = ClauseKey {
            standard: StandardIx(0),
            clause: manual.standards[StandardIx(0)].find(number).unwrap(),
        };
        let open = coverage.findings.against(&manual, key).into_iter();
        let ids = open.map(|ix| manual.record(ix).id.value.to_string());
        (ids.collect(), coverage.clause(key).open_findings)
    }

    #[test]
    fn a_finding_stands_against_each_clause_that_it_names_once() {
        let records = [
            (
                "finding",
                "grade: minor; state: open; clauses: [\"8.4.1 b)\", \"8.4.1 c)\", 9.2]",
            ),
            ("finding", "grade: minor; state: closed; clauses: [8.4.1]"),
            ("finding", "grade: major; state: open; clauses: [8.4.1]"),
        ];
        let (ids, open) = against("", &records, "8.4.1");
        assert_eq!(ids, ["R-1", "R-3"]);
        assert_eq!((open.major, open.minor, open.observation), (1, 1, 0));
    }

    #[test]
    fn a_manual_says_itself_when_its_findings_are_open() {
        let config = "[kind.finding]\nopen_when = { state = [\"contained\", \"raised\"] }\n\
            fields = { state = { one_of = [\"raised\", \"contained\", \"done\"] } }\n";
        let finding = |state: &str| format!("grade: minor; state: {state}; clauses: [8.4.1]");
        let records = [finding("raised"), finding("contained"), finding("done")];
        let records: Vec<(&str, &str)> = records.iter().map(|r| ("finding", &**r)).collect();
        assert_eq!(against(config, &records, "8.4.1").0, ["R-1", "R-2"]);
    }

    #[test]
    fn a_kind_of_the_manual_s_own_may_be_a_finding() {
        let config = "[kind.nonconformity]\nclass = \"record\"\nrole = \"finding\"\n\
            open_when = { state = [\"contained\"] }\n\
            fields = { state = { one_of = [\"contained\", \"done\"] }, \
            grade = { one_of = [\"major\", \"minor\"] } }\n";
        let records = [
            (
                "nonconformity",
                "grade: major; state: contained; clauses: [8.4.1]",
            ),
            (
                "nonconformity",
                "grade: major; state: done; clauses: [8.4.1]",
            ),
        ];
        let (ids, open) = against(config, &records, "8.4.1");
        assert_eq!(ids, ["R-1"]);
        assert_eq!(open.major, 1);
    }
}
