//! Compares audit findings: which were opened and closed.

use std::collections::BTreeMap;

use crate::manual::{KindRole, RecordIx};
use crate::pipeline::Compiled;

/// The audit findings that were opened and closed.
#[derive(Clone, Debug, Default)]
pub(crate) struct FindingChanges {
    /// The findings that are open now and were not before, by id.
    pub(crate) opened: Vec<FindingRef>,
    /// The findings that were open before and are not now: those that still exist, then those that
    /// are gone, each by id.
    pub(crate) closed: Vec<FindingRef>,
}

/// A finding.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FindingRef {
    /// A record of the later state.
    Later(RecordIx),
    /// A record of the earlier state that the later state does not have.
    Gone(RecordIx),
}

pub(super) fn compare(old: &Compiled, new: &Compiled) -> FindingChanges {
    let (before, after) = (findings(old), findings(new));
    let was_open = |id: &str| before.get(id).is_some_and(|(_, open)| *open);
    let mut changes = FindingChanges::default();
    for (id, (ix, open)) in &after {
        match (was_open(id), *open) {
            (false, true) => changes.opened.push(FindingRef::Later(*ix)),
            (true, false) => changes.closed.push(FindingRef::Later(*ix)),
            _ => {}
        }
    }
    let gone = before
        .iter()
        .filter(|(id, (_, open))| *open && !after.contains_key(*id));
    let gone = gone.map(|(_, (ix, _))| FindingRef::Gone(*ix));
    changes.closed.extend(gone);
    changes
}

/// The findings by id, each with whether it is open.
fn findings(compiled: &Compiled) -> BTreeMap<&str, (RecordIx, bool)> {
    let manual = &compiled.manual;
    let findings = manual.records.positions();
    findings
        .filter(|ix| manual.role(*ix) == Some(KindRole::Finding))
        .map(|ix| {
            let open = compiled.registers.entry(ix).open;
            (manual.record(ix).id.value.as_str(), (ix, open))
        })
        .collect()
}
