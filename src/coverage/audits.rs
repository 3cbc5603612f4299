//! Audits as clauses see them: held, or to come (`docs/design.md`, evidence, audits and findings).
//! What is an audit, and which of them are to come or were held, the table of kinds says.

use std::collections::HashMap;

use crate::manual::{ClauseKey, Date, KindRole, Manual, Record, RecordIx};
use crate::resolve::Resolved;

/// What has become of an audit by the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AuditState {
    /// It was held on this day.
    Held(Date),
    /// It is to be held, on its day if it names one.
    Planned(Option<Date>),
}

/// What has become of an audit; `None` for what is no audit, was cancelled, would have been held on
/// a day that is still to come, or says two things.
pub(crate) fn audit_state(manual: &Manual, record: &Record, as_of: Date) -> Option<AuditState> {
    let kind = manual.kind(record.kind);
    if !kind.has_role(KindRole::Audit) {
        return None;
    }
    let date = kind.happened_on(&record.fields);
    if kind.says_open(&record.fields, as_of) == Some(true) {
        return Some(AuditState::Planned(date));
    }
    let held = kind.is_counted(&record.fields) && !manual.is_in_doubt(record);
    let date = date.filter(|date| held && *date <= as_of)?;
    Some(AuditState::Held(date))
}

/// Whether an audit is one of a supplier, or may be one because nobody can read its `type`.
pub(crate) fn is_of_supplier(record: &Record) -> bool {
    let word = record.fields.text("type");
    word.is_some_and(|word| word.to_lowercase() == "supplier")
        || record.fields.is_unreadable("type")
}

/// The last audit of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastAudit {
    /// When it was held.
    pub date: Date,
    /// The audit.
    pub record: RecordIx,
}

/// The audits of a manual by the clauses that their scopes name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audits {
    /// The last that was held of those whose scope names this very clause.
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
            // It looks at how a supplier meets its own requirements, not at how this manual does.
            if is_of_supplier(record) {
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

    /// The last audit that named a clause or one above it.
    pub fn last(&self, manual: &Manual, key: ClauseKey) -> Option<LastAudit> {
        let standard = manual.standard(key.standard);
        let reached = standard
            .with_ancestors(key.clause)
            .filter_map(|clause| self.held.get(&ClauseKey { clause, ..key }));
        // Of audits on one day the first record is named, whichever clause its scope names.
        reached
            .min_by_key(|last| (std::cmp::Reverse(last.date), last.record))
            .copied()
    }

    /// The audits to come whose scope names this very clause, by id.
    pub fn planned(&self, clause: ClauseKey) -> &[RecordIx] {
        self.planned.get(&clause).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Judged;

    /// When 8.4.1 was audited and whether an audit is due, given an audit of it.
    fn audited(config: &str, fields: &str) -> (Option<String>, bool) {
        let fields = format!("state: done; clauses: [8.4.1]; {fields}");
        let judged = Judged::new(config, &[("audit", "AU-1", &fields, "")]);
        let clause = judged.clause("8.4.1");
        (
            clause.audited.map(|last| last.date.to_string()),
            clause.audit_due,
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
            Judged::new("", pages).clause("8.4.1").audited.is_some()
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
