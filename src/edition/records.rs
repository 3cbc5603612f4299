//! The registers of an edition: the state of its records as in the whole manual, and only such
//! figures as rest on no other record.

use std::collections::HashSet;

use super::Held;
use super::held::Renumbered;
use crate::coverage::{Coverage, Figures};
use crate::index::IndexVec;
use crate::manual::{KindIx, KindRole, Manual, PageKey, RecordIx};
use crate::pipeline::Compiled;
use crate::registers::{
    AuditProgramme, CorrectiveChain, Entry, Registers, Successor, TrainingMatrix, registers_of,
};
use crate::resolve::{Evidence, Resolved};

/// Which records an edition withholds.
#[derive(Clone, Debug)]
pub(super) struct Withheld {
    /// Whether it withholds any record.
    pub(super) any: bool,
    /// Whether it withholds records of each kind.
    pub(super) kinds: IndexVec<KindIx, bool>,
    /// The figures that rest on none of them.
    pub(super) figures: Figures,
    trainings: bool,
    actions: bool,
}

impl Withheld {
    pub(super) fn find(whole: &Compiled, held: &Held) -> Self {
        let (manual, resolved) = (&whole.manual, &whole.resolved);
        let records = manual.records.positions();
        let withheld: Vec<RecordIx> = records
            .filter(|ix| !held.has(PageKey::Record(*ix)))
            .collect();
        let mut kinds = IndexVec::beside(&manual.kinds, false);
        for ix in &withheld {
            kinds[manual.record(*ix).kind] = true;
        }
        let has = |role: KindRole| {
            let mut of_role = kinds
                .enumerated()
                .filter(|(ix, _)| manual.kind(*ix).has_role(role));
            of_role.any(|(_, is_withheld)| *is_withheld)
        };
        let named: HashSet<&Evidence> = resolved.evidence.iter().flatten().collect();
        let is_evidence = |ix: &RecordIx| {
            let kind = Evidence::Kind(manual.record(*ix).kind);
            let form = resolved.forms[*ix].map(Evidence::Form);
            named.contains(&kind) || form.is_some_and(|form| named.contains(&form))
        };
        Self {
            any: !withheld.is_empty(),
            figures: Figures {
                evidence: !withheld.iter().any(is_evidence),
                audits: !has(KindRole::Audit),
                findings: !has(KindRole::Finding),
            },
            trainings: has(KindRole::Training),
            actions: has(KindRole::Action),
            kinds,
        }
    }
}

/// The registers of an edition of `whole`.
pub(super) fn registers(
    whole: &Compiled,
    manual: &Manual,
    resolved: &Resolved,
    coverage: &Coverage,
    renumbered: &Renumbered,
    withheld: &Withheld,
) -> Registers {
    let entries = whole.registers.entries.iter();
    // Records have the same order in both.
    let entries: IndexVec<RecordIx, Entry> = entries
        .filter_map(|earlier| entry(earlier, renumbered))
        .collect();
    let mut registers = registers_of(manual, resolved, coverage, entries);
    if withheld.trainings {
        registers.training = TrainingMatrix::default();
    }
    if !withheld.figures.audits {
        registers.programme = AuditProgramme::of_nothing(manual);
    }
    if withheld.actions || !withheld.figures.findings {
        registers.corrective = CorrectiveChain::default();
    }
    registers
}

/// The entry of a record of the edition; `None` for other records.
fn entry(earlier: &Entry, renumbered: &Renumbered) -> Option<Entry> {
    let record = renumbered.records[earlier.record]?;
    let mut entry = Entry {
        record,
        replaced_by: earlier.replaced_by.map(|successor| match successor {
            Successor::Record(ix) => {
                let held = renumbered.records[ix];
                held.map_or(Successor::Withheld, Successor::Record)
            }
            Successor::Withheld => Successor::Withheld,
        }),
        ..earlier.clone()
    };
    entry
        .mentions
        .retain_mut(|mention| match renumbered.page(mention.page) {
            Some(page) => {
                mention.page = page;
                true
            }
            None => false,
        });
    Some(entry)
}
