//! Which audit findings were opened and closed.

use std::collections::BTreeMap;

use crate::manual::{KindRole, RecordIx};
use crate::pipeline::Compiled;

/// What became of audit findings.
#[derive(Clone, Debug, Default)]
pub(crate) struct FindingChanges {
    /// Those that are open and were not, by id.
    pub(crate) opened: Vec<FindingRef>,
    /// Those that were open and are not, by id.
    pub(crate) closed: Vec<FindingRef>,
}

/// A finding.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FindingRef {
    /// A record of the later state.
    Later(RecordIx),
    /// A record of the earlier state that is not there any more.
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

/// Each finding with whether it is open, by id.
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
