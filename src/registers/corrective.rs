//! The chain of corrective action: finding → actions → verification of effectiveness.

use std::collections::HashMap;

use super::Entry;
use crate::index::IndexVec;
use crate::manual::{Date, FieldValue, KindRole, Manual, PageKey, RecordIx};

/// The findings and actions of a manual, and how they are connected.
#[derive(Clone, Debug, Default)]
pub struct CorrectiveChain {
    /// Every finding, by id.
    pub findings: Vec<FindingTrail>,
    /// Every action, by id.
    pub actions: Vec<ActionTrail>,
    /// The actions by the page that they name as their source, in order of id.
    pub by_source: HashMap<PageKey, Vec<RecordIx>>,
}

/// A finding and its actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingTrail {
    /// The finding.
    pub finding: RecordIx,
    /// The audit that raised the finding.
    pub audit: Option<RecordIx>,
    /// The actions that name the finding as their source, by id.
    pub actions: Vec<RecordIx>,
}

/// An action, its source, and whether its effect was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionTrail {
    /// The action.
    pub action: RecordIx,
    /// The source of the action: a finding, a complaint, a review …
    pub source: Option<PageKey>,
    /// The date of completion.
    pub completed: Option<Date>,
    /// Whether the effect was verified.
    pub verified: Verified,
}

/// Whether the effect of an action was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verified {
    /// The effect was not verified yet.
    NotYet,
    /// The action was effective; with the date of the verification.
    Effective(Option<Date>),
    /// The action was not effective; with the date of the verification.
    Ineffective(Option<Date>),
}

impl CorrectiveChain {
    /// Returns the trail of a finding.
    pub fn finding(&self, ix: RecordIx) -> Option<&FindingTrail> {
        let at = self.findings.binary_search_by_key(&ix, |one| one.finding);
        self.findings.get(at.ok()?)
    }

    /// Returns the trail of an action.
    pub fn action(&self, ix: RecordIx) -> Option<&ActionTrail> {
        let at = self.actions.binary_search_by_key(&ix, |one| one.action);
        self.actions.get(at.ok()?)
    }

    /// The actions that name a page as their source.
    pub fn actions_from(&self, source: PageKey) -> &[RecordIx] {
        self.by_source.get(&source).map_or(&[], Vec::as_slice)
    }
}

/// Builds the chain of a manual.
pub(super) fn chain(manual: &Manual, entries: &IndexVec<RecordIx, Entry>) -> CorrectiveChain {
    let mut chain = CorrectiveChain::default();
    let of = |entry: &&Entry, role| manual.role(entry.record) == Some(role);
    let actions = entries.iter().filter(|entry| of(entry, KindRole::Action));
    for entry in actions {
        let source = entry.mention("source");
        chain.actions.push(ActionTrail {
            action: entry.record,
            source,
            completed: manual.record(entry.record).fields.date("completed"),
            verified: verified(manual, entry.record),
        });
        if let Some(source) = source {
            let actions = chain.by_source.entry(source).or_default();
            actions.push(entry.record);
        }
    }
    let findings = entries.iter().filter(|entry| of(entry, KindRole::Finding));
    for entry in findings {
        let audit = match entry.mention("audit") {
            Some(PageKey::Record(audit)) => Some(audit),
            _ => None,
        };
        let actions = chain.actions_from(PageKey::Record(entry.record)).to_vec();
        chain.findings.push(FindingTrail {
            finding: entry.record,
            audit,
            actions,
        });
    }
    chain
}

fn verified(manual: &Manual, action: RecordIx) -> Verified {
    let field = manual.record(action).fields.get("effective");
    match field.map(|field| &field.value) {
        Some(FieldValue::Verification { effective, date }) if *effective => {
            Verified::Effective(*date)
        }
        Some(FieldValue::Verification { date, .. }) => Verified::Ineffective(*date),
        _ => Verified::NotYet,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::TestManual;
    use super::*;

    #[test]
    fn a_finding_leads_to_its_actions_and_their_verification() {
        let manual = TestManual::of_records(&[
            ("audit", "AUD-1", "state: done; date: 2026-05-04"),
            ("finding", "NC-1", "audit: AUD-1; state: open; grade: minor"),
            ("finding", "NC-2", "state: open; grade: minor"),
            (
                "action",
                "CA-1",
                "source: NC-1; state: closed; effective: { verified: yes, date: 2026-06-01 }",
            ),
            ("action", "CA-2", "source: NC-1; state: open; effective: no"),
            ("action", "CA-3", "source: AUD-1; state: open"),
        ]);
        let chain = &manual.registers.corrective;
        let trail = chain.finding(manual.record("NC-1")).unwrap();
        assert_eq!(trail.audit, Some(manual.record("AUD-1")));
        assert_eq!(
            trail.actions,
            [manual.record("CA-1"), manual.record("CA-2")]
        );
        assert!(
            chain
                .finding(manual.record("NC-2"))
                .unwrap()
                .actions
                .is_empty()
        );
        let verified = |id: &str| chain.action(manual.record(id)).unwrap().verified;
        assert!(matches!(verified("CA-1"), Verified::Effective(Some(_))));
        assert_eq!(verified("CA-2"), Verified::Ineffective(None));
        assert_eq!(verified("CA-3"), Verified::NotYet);
        let audit = PageKey::Record(manual.record("AUD-1"));
        assert_eq!(chain.actions_from(audit), [manual.record("CA-3")]);
    }
}
