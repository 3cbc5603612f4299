//! Open findings by clause (`docs/design.md`, "Evidence, audits and findings"). The table of kinds
//! decides which records are findings and when they are open.

use std::collections::HashMap;

use crate::index::IndexVec;
use crate::manual::{
    ClauseIx, ClauseKey, Date, Grade, KindRole, Manual, Record, RecordIx, StandardIx,
};
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
    /// Findings without a readable grade.
    pub ungraded: u32,
}

impl OpenFindings {
    /// The number of all findings, ungraded ones included.
    pub fn total(self) -> u32 {
        let graded: u32 = self.by_grade().iter().map(|(_, count)| count).sum();
        graded + self.ungraded
    }

    /// The number of findings of each grade, the worst grade first.
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
            None => self.ungraded += 1,
        }
    }
}

/// The open findings of a manual, by the clauses they name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(HashMap<ClauseKey, Vec<RecordIx>>);

impl Findings {
    pub(super) fn gather(manual: &Manual, resolved: &Resolved, as_of: Date) -> Self {
        let mut findings: HashMap<ClauseKey, Vec<RecordIx>> = HashMap::new();
        let records = manual.records.enumerated();
        for (ix, _) in records.filter(|(_, record)| is_open_finding(manual, record, as_of)) {
            for scope in resolved.scopes.get(ix).into_iter().flatten() {
                let of_clause = findings.entry(scope.clause).or_default();
                // A finding that names several items of one clause counts once.
                if of_clause.last() != Some(&ix) {
                    of_clause.push(ix);
                }
            }
        }
        Self(findings)
    }

    /// The open findings that name the clause itself, by id.
    pub fn on_clause(&self, clause: ClauseKey) -> &[RecordIx] {
        self.0.get(&clause).map_or(&[], Vec::as_slice)
    }

    /// The open findings against a clause, by id, each once: those that name it and, for a heading,
    /// also those that name a clause below it.
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

    /// For each clause of a standard, the number of open findings against it. A heading counts each
    /// finding that names it or a clause below it once.
    pub(super) fn counts(
        &self,
        manual: &Manual,
        ix: StandardIx,
    ) -> IndexVec<ClauseIx, OpenFindings> {
        let standard = manual.standard(ix);
        let mut counts: IndexVec<ClauseIx, OpenFindings> =
            IndexVec::beside(&standard.clauses, OpenFindings::default());
        let mut reached: HashMap<RecordIx, Vec<ClauseIx>> = HashMap::new();
        for (key, findings) in self.0.iter().filter(|(key, _)| key.standard == ix) {
            for finding in findings {
                reached.entry(*finding).or_default().push(key.clause);
            }
        }
        for (finding, named) in reached {
            let grade = Grade::of(&manual.record(finding).fields);
            let above = named.iter().flat_map(|clause| standard.ancestors(*clause));
            let above = above.filter(|clause| !standard.clause(*clause).requirement);
            let mut clauses: Vec<ClauseIx> = above.chain(named.iter().copied()).collect();
            clauses.sort_unstable();
            clauses.dedup();
            for clause in clauses {
                counts[clause].add(grade);
            }
        }
        counts
    }
}

fn is_open_finding(manual: &Manual, record: &Record, as_of: Date) -> bool {
    let kind = manual.kind(record.kind);
    kind.has_role(KindRole::Finding) && manual.says_open(record, as_of).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Judged;

    /// The open findings against a clause, in a manual with these records (kind, id, fields): their
    /// ids, and the numbers of major, minor and observation.
    fn against(
        config: &str,
        records: &[(&str, &str, &str)],
        number: &str,
    ) -> (Vec<String>, [u32; 3]) {
        let pages: Vec<_> = records
            .iter()
            .map(|(kind, id, fields)| (*kind, *id, *fields, ""))
            .collect();
        let judged = Judged::new(config, &pages);
        let findings = judged
            .coverage
            .findings
            .against(&judged.manual, judged.key(number));
        let counts = judged.clause(number).open_findings.unwrap().by_grade();
        (judged.ids(&findings), counts.map(|(_, count)| count))
    }

    const RECORDS: [(&str, &str, &str); 4] = [
        (
            "finding",
            "NC-1",
            "grade: minor; state: open; clauses: [\"8.4.1 b)\", \"8.4.1 c)\", 8.4.2]",
        ),
        (
            "finding",
            "NC-2",
            "grade: minor; state: closed; clauses: [8.4.1]",
        ),
        (
            "finding",
            "NC-3",
            "grade: major; state: open; clauses: [8.4.1]",
        ),
        (
            "finding",
            "NC-4",
            "grade: observation; state: open; clauses: [8.4]",
        ),
    ];

    #[test]
    fn a_finding_stands_against_each_clause_that_it_names() {
        let found = against("", &RECORDS, "8.4.1");
        assert_eq!(
            found,
            (vec!["NC-1".to_owned(), "NC-3".to_owned()], [1, 1, 0])
        );
    }

    #[test]
    fn a_heading_counts_each_finding_of_all_below_it_once() {
        let ids = ["NC-1", "NC-3", "NC-4"].map(str::to_owned).to_vec();
        assert_eq!(against("", &RECORDS, "8.4"), (ids.clone(), [1, 1, 1]));
        assert_eq!(against("", &RECORDS, "8"), (ids, [1, 1, 1]));
    }

    #[test]
    fn a_manual_says_itself_when_its_findings_are_open() {
        let config = "[kind.finding]\nopen_when = { state = [\"contained\", \"raised\"] }\n\
            fields = { state = { one_of = [\"raised\", \"contained\", \"done\"] } }\n";
        let records = [
            (
                "finding",
                "NC-1",
                "grade: minor; state: raised; clauses: [8.4.1]",
            ),
            (
                "finding",
                "NC-2",
                "grade: minor; state: contained; clauses: [8.4.1]",
            ),
            (
                "finding",
                "NC-3",
                "grade: minor; state: done; clauses: [8.4.1]",
            ),
        ];
        assert_eq!(against(config, &records, "8.4.1").0, ["NC-1", "NC-2"]);
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
                "NC-1",
                "grade: major; state: contained; clauses: [8.4.1]",
            ),
            (
                "nonconformity",
                "NC-2",
                "grade: major; state: done; clauses: [8.4.1]",
            ),
        ];
        let found = against(config, &records, "8.4.1");
        assert_eq!(found, (vec!["NC-1".to_owned()], [1, 0, 0]));
    }
}
