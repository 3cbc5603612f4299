//! The claims that a transition proposes, and the requirements for which it has none.

use std::collections::HashSet;

use super::{Carry, Source, Step, Transition};
use crate::coverage::{ClauseStatus, WeighedClaim};
use crate::manual::{ClauseIx, ClauseKey, DocumentIx, Extent, SectionId};
use crate::pipeline::Compiled;
use crate::resolve::Claim;

/// A claim that a document may make on a requirement of the new edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProposedClaim {
    pub(crate) document: DocumentIx,
    pub(crate) section: Option<SectionId>,
    /// The requirement.
    pub(crate) clause: ClauseIx,
    /// Full only if the requirement asks for the same as the old clause, which the claim claims itself
    /// and in full.
    pub(crate) extent: Extent,
    /// The old clause as it was claimed, and what differs: `ISO 9001:2015 7.3: …`.
    pub(crate) note: String,
}

/// The claims that can be proposed from the claims on the old edition, by requirement. A document that
/// claims the requirement already, or proposes to, gets no more proposals for it.
pub(crate) fn proposed_claims(
    compiled: &Compiled,
    transition: &Transition<'_>,
) -> Vec<ProposedClaim> {
    let mut proposed = Vec::new();
    for step in &transition.steps {
        let claiming = claiming(compiled, transition, step);
        let mut places: HashSet<(DocumentIx, Option<&SectionId>)> = HashSet::new();
        for source in &step.sources {
            for weighed in &source.claims {
                let claim = &compiled.resolved.claims[weighed.claim];
                let place = (claim.document, claim.section.as_ref());
                if !claiming.contains(&claim.document) && places.insert(place) {
                    proposed.push(propose(compiled, step, source, *weighed, claim));
                }
            }
        }
    }
    proposed
}

/// The documents that claim a requirement themselves, in any way.
fn claiming(compiled: &Compiled, transition: &Transition<'_>, step: &Step) -> HashSet<DocumentIx> {
    let Some(standard) = transition.listed else {
        return HashSet::new();
    };
    let key = ClauseKey {
        standard,
        clause: step.clause,
    };
    let claims = compiled.coverage.clause(key).weighed_claims.iter();
    let own = claims.filter(|weighed| !weighed.broad);
    own.map(|weighed| compiled.resolved.claims[weighed.claim].document)
        .collect()
}

fn propose(
    compiled: &Compiled,
    step: &Step,
    source: &Source,
    weighed: WeighedClaim,
    claim: &Claim,
) -> ProposedClaim {
    let is_whole = claim.is_full && claim.item.is_none() && !weighed.broad;
    let is_same = source.is_same() && step.sources.len() == 1;
    let standard = compiled.manual.standard(claim.clause.standard);
    let number = &standard.clause(claim.clause.clause).number;
    let mut note = format!("{} {number}", standard.designation);
    if let Some(item) = &claim.item {
        note.push_str(&format!(" {item}"));
    }
    if !source.change.is_empty() {
        note.push_str(&format!(": {}", source.change));
    }
    if let Some(decide) = step.to_decide(compiled) {
        note.push_str(&format!("; {decide}"));
    }
    ProposedClaim {
        document: claim.document,
        section: claim.section.clone(),
        clause: step.clause,
        extent: match is_same && is_whole {
            true => Extent::Full,
            false => Extent::Partial,
        },
        note,
    }
}

/// The requirements that nothing addresses because their clauses of the old edition are excluded, each with
/// what has to be decided. An exclusion of one edition excludes nothing in another.
pub(crate) fn to_decide_anew(
    compiled: &Compiled,
    transition: &Transition<'_>,
) -> Vec<(ClauseIx, String)> {
    let steps = transition.steps.iter();
    let excluded = steps.filter(|step| step.carry == Carry::Excluded);
    excluded
        .filter_map(|step| Some((step.clause, step.to_decide(compiled)?)))
        .collect()
}

/// The requirements that nothing claims and for which nothing can be carried over, in reading order.
pub(crate) fn without_content(transition: &Transition<'_>) -> Vec<ClauseIx> {
    let steps = transition.steps.iter();
    let open = steps.filter(|step| {
        matches!(step.carry, Carry::New | Carry::NothingThere)
            && step.status == Some(ClauseStatus::Gap)
    });
    open.map(|step| step.clause).collect()
}
