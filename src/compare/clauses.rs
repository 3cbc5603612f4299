//! Compares coverage: requirements whose status changed, and the claims that changed with it.

use std::collections::BTreeMap;

use crate::coverage::{ClaimReason, ClauseCoverage, ClauseStatus, Summary, WeighedClaim};
use crate::manual::{ClauseKey, StandardIx};
use crate::pipeline::Compiled;

/// The changes of a standard's coverage.
#[derive(Clone, Debug)]
pub(crate) struct StandardChange {
    /// The standard, in the later state.
    pub(crate) standard: StandardIx,
    pub(crate) before: Summary,
    pub(crate) after: Summary,
    /// The requirements whose status changed, in the order of the standard.
    pub(crate) clauses: Vec<ClauseMove>,
}

/// A requirement whose status changed.
#[derive(Clone, Debug)]
pub(crate) struct ClauseMove {
    /// The clause, in the later state.
    pub(crate) clause: ClauseKey,
    /// The status before; `None` if the earlier catalog did not have the requirement.
    pub(crate) before: Option<ClauseStatus>,
    pub(crate) after: Option<ClauseStatus>,
    /// The documents whose claims on the clause changed, by id.
    pub(crate) claims: Vec<ClaimMove>,
}

/// A document whose best claim on a clause has another reason than before.
#[derive(Clone, Debug)]
pub(crate) struct ClaimMove {
    /// The document's id.
    pub(crate) document: String,
    /// Why the claim counted before or did not; `None` if there was no claim.
    pub(crate) before: Option<ClaimReason>,
    /// The claim now; `None` if there is none.
    pub(crate) after: Option<WeighedClaim>,
}

pub(super) fn compare(old: &Compiled, new: &Compiled) -> Vec<StandardChange> {
    let mut changes = Vec::new();
    for (ix, standard) in new.manual.standards.enumerated() {
        let mut earlier = old.manual.standards.enumerated();
        if let Some((was, _)) = earlier.find(|(_, one)| one.id == standard.id) {
            changes.push(StandardChange {
                standard: ix,
                before: old.coverage.standards[was].summary,
                after: new.coverage.standards[ix].summary,
                clauses: moved(old, new, was, ix),
            });
        }
    }
    changes
}

fn moved(old: &Compiled, new: &Compiled, was: StandardIx, is: StandardIx) -> Vec<ClauseMove> {
    let before: BTreeMap<&str, &ClauseCoverage> = old
        .clauses(was)
        .filter(|(_, clause, _)| clause.requirement)
        .map(|(_, clause, coverage)| (clause.number.as_str(), coverage))
        .collect();
    let requirements = new.clauses(is).filter(|(_, clause, _)| clause.requirement);
    requirements
        .filter_map(|(ix, clause, coverage)| {
            let earlier = before.get(clause.number.as_str()).copied();
            let status = earlier.and_then(|earlier| earlier.status);
            (status != coverage.status).then(|| ClauseMove {
                clause: ClauseKey {
                    standard: is,
                    clause: ix,
                },
                before: status,
                after: coverage.status,
                claims: claims(old, new, earlier, coverage),
            })
        })
        .collect()
}

fn claims(
    old: &Compiled,
    new: &Compiled,
    before: Option<&ClauseCoverage>,
    after: &ClauseCoverage,
) -> Vec<ClaimMove> {
    let before = before
        .map(|coverage| best(old, coverage))
        .unwrap_or_default();
    let after = best(new, after);
    let mut ids: Vec<&str> = before.keys().chain(after.keys()).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter()
        .filter_map(|id| {
            let was = before.get(id).map(|weighed| weighed.reason);
            let is = after.get(id).copied();
            (was != is.map(|weighed| weighed.reason)).then(|| ClaimMove {
                document: id.to_owned(),
                before: was,
                after: is,
            })
        })
        .collect()
}

/// For each document, its claim on the clause that counts most.
fn best<'a>(compiled: &'a Compiled, coverage: &ClauseCoverage) -> BTreeMap<&'a str, WeighedClaim> {
    let mut best: BTreeMap<&str, WeighedClaim> = BTreeMap::new();
    for weighed in &coverage.weighed_claims {
        let document = compiled.resolved.claims[weighed.claim].document;
        let id = compiled.manual.document(document).id.value.as_str();
        let known = best.entry(id).or_insert(*weighed);
        if weighed.verdict() < known.verdict() {
            *known = *weighed;
        }
    }
    best
}
