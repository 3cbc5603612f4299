//! Audits by clause: those that were held and those that are planned (`docs/design.md`, "Evidence,
//! audits and findings"). The table of kinds decides which records are audits, and which of them
//! were held or are planned.

use std::collections::HashMap;

use crate::manual::{ClauseKey, Date, FieldType, KindRole, Manual, Record, RecordIx};
use crate::resolve::Resolved;

/// The state of an audit on the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AuditState {
    /// The audit was held on this day.
    Held(Date),
    /// The audit is planned, for this day if its record has a date.
    Planned(Option<Date>),
}

/// The state of an audit. `None` if the record is not an audit, was cancelled, counts as held but
/// has no date on or before the as-of date, or is in doubt (a shared id or merge markers).
pub(crate) fn audit_state(manual: &Manual, record: &Record, as_of: Date) -> Option<AuditState> {
    let kind = manual.kind(record.kind);
    if !kind.has_role(KindRole::Audit) {
        return None;
    }
    let date = kind.happened_on(&record.fields);
    if manual.says_open(record, as_of) == Some(true) {
        return Some(AuditState::Planned(date));
    }
    let held = kind.is_counted(&record.fields) && !manual.is_in_doubt(record);
    let date = date.filter(|date| held && *date <= as_of)?;
    Some(AuditState::Held(date))
}

/// Whether an audit is a supplier audit, or may be one because its `type` cannot be read. A kind of
/// the manual's own may call that field otherwise.
pub(crate) fn is_of_supplier(manual: &Manual, record: &Record) -> bool {
    let fields = manual.kind(record.kind).fields.iter();
    let choices = fields
        .filter(|field| field.name.as_str() == "type" || matches!(field.of, FieldType::OneOf(_)));
    let mut words = choices.filter_map(|field| record.fields.text(field.name.as_str()));
    words.any(|word| word.to_lowercase() == "supplier") || record.fields.is_unreadable("type")
}

/// The latest audit of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastAudit {
    /// The day on which it was held.
    pub date: Date,
    /// The audit.
    pub record: RecordIx,
}

/// The audits of a manual, by the clauses in their scopes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audits {
    /// The latest audit whose scope names the clause itself.
    held: HashMap<ClauseKey, LastAudit>,
    planned: HashMap<ClauseKey, Vec<RecordIx>>,
}

impl Audits {
    pub(super) fn gather(manual: &Manual, resolved: &Resolved, as_of: Date) -> Self {
        let mut audits = Self::default();
        for (ix, record) in manual.records.enumerated() {
            let Some(state) = audit_state(manual, record, as_of) else {
                continue;
            };
            // A supplier audit judges the supplier's processes, not this manual's.
            if is_of_supplier(manual, record) {
                continue;
            }
            let scope = resolved.scopes.get(ix).into_iter().flatten();
            match state {
                // An audit of one item of a clause does not audit the clause.
                AuditState::Held(date) => scope
                    .filter(|scope| scope.item.is_none())
                    .for_each(|scope| audits.hold(scope.clause, date, ix)),
                AuditState::Planned(_) => {
                    for scope in scope {
                        let planned = audits.planned.entry(scope.clause).or_default();
                        // A scope may name several items of one clause.
                        if planned.last() != Some(&ix) {
                            planned.push(ix);
                        }
                    }
                }
            }
        }
        audits
    }

    fn hold(&mut self, clause: ClauseKey, date: Date, record: RecordIx) {
        let audit = LastAudit { date, record };
        let last = self.held.entry(clause).or_insert(audit);
        if last.date < date {
            *last = audit;
        }
    }

    /// The latest audit whose scope names the clause or one above it. Of several audits on the same
    /// day, the first record.
    pub fn last(&self, manual: &Manual, key: ClauseKey) -> Option<LastAudit> {
        let standard = manual.standard(key.standard);
        let reached = standard
            .with_ancestors(key.clause)
            .filter_map(|clause| self.held.get(&ClauseKey { clause, ..key }));
        //
        reached
            .min_by_key(|last| (std::cmp::Reverse(last.date), last.record))
            .copied()
    }

    /// The planned audits whose scope names the clause itself, by id.
    pub fn planned(&self, clause: ClauseKey) -> &[RecordIx] {
        self.planned.get(&clause).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Judged;

    /// When 8.4.1 was audited and whether an audit is due, given one audit of it with these fields.
    fn audited(config: &str, fields: &str) -> (Option<String>, bool) {
        let fields = format!("state: done; clauses: [8.4.1]; {fields}");
        let judged = Judged::new(config, &[("audit", "AU-1", &fields, "")]);
        let clause = judged.clause("8.4.1");
        (
            clause.last_audit().map(|last| last.date.to_string()),
            clause.is_audit_due(),
        )
    }

    #[test]
    fn an_audit_that_may_be_a_supplier_s_reaches_no_clause() {
        let held = Some("2026-05-04".to_owned());
        for (of, expected) in [
            ("type: internal; ", held.clone()),
            ("", held),
            ("type: supplier; ", None),
            ("type: Supplier; ", None),
            ("type: vendor; ", None),
            ("type: [supplier]; ", None),
        ] {
            let found = audited("", &format!("{of}date: 2026-05-04"));
            assert_eq!(found, (expected.clone(), expected.is_none()), "{of}");
        }
        let kinds = "[kind.audit]\nfields = { type = \"text\" }\n";
        assert_eq!(audited(kinds, "type: Supplier; date: 2026-05-04").0, None);
    }

    #[test]
    fn an_audit_that_says_two_things_reaches_no_clause() {
        let fields = "state: done; date: 2026-05-04; clauses: [8.4.1]";
        let audit = |text| ("audit", "AU-1", fields, text);
        let audited = |pages: &[(&str, &str, &str, &str)]| {
            Judged::new("", pages)
                .clause("8.4.1")
                .last_audit()
                .is_some()
        };
        assert!(audited(&[audit("Held.")]));
        assert!(!audited(&[audit("Held."), audit("Held.")]));
        let merge = "<<<<<<< ours\nA.\n=======\nB.\n>>>>>>> theirs";
        assert!(!audited(&[audit(merge)]));
    }

    #[test]
    fn a_cycle_that_nobody_can_read_makes_an_audit_due() {
        for (cycle, due) in [("36 months", false), ("3 months", true), ("yearly", true)] {
            let config = format!("audit_cycle = \"{cycle}\"\n");
            let (_, found) = audited(&config, "date: 2026-05-04");
            assert_eq!(found, due, "{cycle}");
        }
        assert_eq!(audited("", "date: 04.05.2026"), (None, true));
    }
}
