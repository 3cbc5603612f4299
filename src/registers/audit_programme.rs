//! The audit programme: clauses × audits over the audit cycle, and the requirements that the cycle
//! has not reached.
//!
//! - The programme contains the held audits of the cycle (the date is not after the as-of date, and
//!   the date plus `audit_cycle` is not before it) and the planned audits. Supplier audits are
//!   listed separately, since they reach no clause here.
//! - An audit is listed at the clauses in its scope, and also reaches the clauses below them. An
//!   audit of one item of a clause is listed, but does not reach the clause (`docs/design.md`,
//!   "Evidence, audits and findings").
//! - *Not reached*: a requirement that is not excluded, and for which the coverage says that an
//!   audit is due.

use std::collections::HashMap;

use crate::coverage::{AuditState, Coverage, audit_state, is_of_supplier};
use crate::index::IndexVec;
use crate::index::Position;
use crate::manual::{ClauseKey, Date, Manual, RecordIx, StandardIx};
use crate::resolve::Resolved;

/// The audits of the present cycle, held and planned, and the clauses that they reach.
#[derive(Clone, Debug, Default)]
pub struct AuditProgramme {
    /// The audits of the programme, by date, then by id.
    pub audits: Vec<ProgrammeAudit>,
    /// The supplier audits, which reach no clause here.
    pub supplier_audits: Vec<ProgrammeAudit>,
    /// The audits of each clause that a scope names. Other clauses are left out.
    pub clauses: HashMap<ClauseKey, Vec<ClauseAudits>>,
    /// For each standard of the manual, the requirements that the cycle has not reached.
    pub not_reached: IndexVec<StandardIx, Vec<ClauseKey>>,
}

/// An audit of the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgrammeAudit {
    /// The record.
    pub record: RecordIx,
    /// The day on which it was held or is planned; `None` for a planned audit without a date.
    pub date: Option<Date>,
    /// Whether it was held; otherwise it is planned.
    pub done: bool,
    /// Whether it is planned for a day before the as-of date.
    pub late: bool,
}

/// An audit of a clause that its scope names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClauseAudits {
    /// The audit, by its position in [`AuditProgramme::audits`].
    pub audit: u32,
    /// Whether the scope names only items of the clause.
    pub in_part: bool,
}

impl AuditProgramme {
    /// The programme of an edition that says nothing about audits.
    pub(crate) fn of_nothing(manual: &Manual) -> Self {
        Self {
            not_reached: IndexVec::beside(&manual.standards, Vec::new()),
            ..Self::default()
        }
    }

    /// The audits that reach a clause: their scope names it or a clause above it. In order of date.
    pub fn reaching<'a>(
        &'a self,
        manual: &'a Manual,
        clause: ClauseKey,
    ) -> Vec<(&'a ProgrammeAudit, ClauseAudits)> {
        let standard = manual.standard(clause.standard);
        let mut found: Vec<ClauseAudits> = Vec::new();
        for above in standard.with_ancestors(clause.clause) {
            let key = ClauseKey {
                clause: above,
                ..clause
            };
            let there = self.clauses.get(&key).into_iter().flatten();
            // An audit of an item of a clause above does not reach this clause.
            found.extend(there.filter(|at| !at.in_part || key == clause));
        }
        // Keeps one entry for each audit, preferably one that reaches the whole clause.
        found.sort_by_key(|at| (at.audit, at.in_part));
        found.dedup_by_key(|at| at.audit);
        let audit = |at: &ClauseAudits| &self.audits[at.audit as usize];
        found.into_iter().map(|at| (audit(&at), at)).collect()
    }
}

/// Builds the programme of a manual.
pub(super) fn programme(
    manual: &Manual,
    resolved: &Resolved,
    coverage: &Coverage,
) -> AuditProgramme {
    let (supplier_audits, audits) = audits(manual, coverage.as_of)
        .into_iter()
        .partition(|audit| is_of_supplier(manual, manual.record(audit.record)));
    let mut programme = AuditProgramme {
        audits,
        supplier_audits,
        clauses: HashMap::new(),
        not_reached: not_reached(manual, coverage),
    };
    for (at, audit) in programme.audits.iter().enumerate() {
        let scope = resolved.scopes.get(audit.record);
        for scope in scope.into_iter().flatten() {
            let of_clause = programme.clauses.entry(scope.clause).or_default();
            let in_part = scope.item.is_some();
            match of_clause.last_mut() {
                Some(last) if last.audit == at as u32 => last.in_part &= in_part,
                _ => of_clause.push(ClauseAudits {
                    audit: at as u32,
                    in_part,
                }),
            }
        }
    }
    programme
}

fn audits(manual: &Manual, as_of: Date) -> Vec<ProgrammeAudit> {
    // If the cycle cannot be read, no audit is left out.
    let is_in_cycle = |held| {
        manual
            .config
            .next_audit(held)
            .is_none_or(|next| next >= as_of)
    };
    let mut audits = Vec::new();
    for (at, record) in manual.records.iter().enumerate() {
        let (done, date) = match audit_state(manual, record, as_of) {
            Some(AuditState::Planned(date)) => (false, date),
            Some(AuditState::Held(date)) if is_in_cycle(date) => (true, Some(date)),
            _ => continue,
        };
        audits.push(ProgrammeAudit {
            record: RecordIx::new(at),
            date,
            done,
            late: !done && date.is_some_and(|date| date < as_of),
        });
    }
    audits.sort_by_key(|audit| (audit.date.unwrap_or(Date::MAX), audit.record));
    audits
}

fn not_reached(manual: &Manual, coverage: &Coverage) -> IndexVec<StandardIx, Vec<ClauseKey>> {
    let of_standard = |standard: StandardIx| {
        let judged = &coverage.standards[standard];
        let clauses = manual.standard(standard).iter().filter(|(ix, clause)| {
            let state = judged.clause(*ix);
            state.applies(clause) && state.is_audit_due()
        });
        clauses
            .map(|(clause, _)| ClauseKey { standard, clause })
            .collect()
    };
    manual.standards.positions().map(of_standard).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::TestManual;
    use super::*;

    #[test]
    fn the_programme_has_what_the_cycle_reached_and_what_is_planned() {
        let manual = TestManual::new(
            "audit_cycle = \"12 months\"\n[[exclusion]]\nclause = \"8.3\"\njustification = \"None.\"\n",
            &[
                (
                    "audit",
                    "A-1",
                    "state: done; date: 2025-11-23; clauses: [4, 5, 6, 7, 9, 10]",
                ),
                (
                    "audit",
                    "A-2",
                    "state: done; date: 2025-11-22; clauses: [8.1]",
                ),
                (
                    "audit",
                    "A-3",
                    "state: planned; date: 2026-11-22; clauses: [8.4, \"8.5.1 b)\"]",
                ),
                (
                    "audit",
                    "A-4",
                    "state: cancelled; date: 2026-11-22; clauses: [8.4]",
                ),
                (
                    "audit",
                    "A-5",
                    "state: done; date: 2026-11-24; clauses: [8.4]",
                ),
                (
                    "audit",
                    "A-6",
                    "state: done; date: 2026-06-01; clauses: [8.2, \"8.6 a)\"]",
                ),
            ],
            &[],
        );
        let programme = &manual.registers.programme;
        let listed: Vec<(String, bool, bool)> = programme
            .audits
            .iter()
            .map(|audit| {
                let id = manual.manual.record(audit.record).id.value.to_string();
                (id, audit.done, audit.late)
            })
            .collect();
        let audit = |id: &str, done, late| (id.to_owned(), done, late);
        assert_eq!(
            listed,
            [
                audit("A-1", true, false),
                audit("A-6", true, false),
                audit("A-3", false, true),
                // An audit that is "done" tomorrow is still planned.
                audit("A-5", false, false)
            ]
        );
        let number = |key: &ClauseKey| manual.manual.clause(*key).number.to_string();
        let missing: Vec<String> = programme.not_reached[StandardIx(0)]
            .iter()
            .map(number)
            .collect();
        assert!(
            missing.iter().all(|number| number.starts_with('8')),
            "{missing:?}"
        );
        for (number, expected) in [
            ("8.1", true),
            ("8.2.1", false),
            ("8.3.1", false),
            ("8.6", true),
        ] {
            assert_eq!(
                missing.iter().any(|one| one == number),
                expected,
                "{number}"
            );
        }
        let key = |number: &str| ClauseKey {
            standard: StandardIx(0),
            clause: manual.manual.standards[StandardIx(0)].find(number).unwrap(),
        };
        let reaching = |number: &str| -> Vec<(String, bool)> {
            let found = programme.reaching(&manual.manual, key(number));
            found
                .iter()
                .map(|(audit, at)| {
                    let record = manual.manual.record(audit.record);
                    (record.id.value.to_string(), at.in_part)
                })
                .collect()
        };
        assert_eq!(
            reaching("8.4.2"),
            [("A-3".to_owned(), false), ("A-5".to_owned(), false)]
        );
        assert_eq!(reaching("8.5.1"), [("A-3".to_owned(), true)]);
        assert_eq!(reaching("8.5.2"), []);
    }
}
