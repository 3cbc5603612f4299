//! The transition from one edition of a standard to another: for each requirement of the new edition,
//! what can be carried over, what has to be read again, and what is new (`docs/design.md`,
//! "Transitions").
//!
//! Nothing here gives a status. A requirement of the new edition is covered by claims on it alone.

mod editions;
mod proposals;

pub(crate) use editions::{successors, transitions};
pub(crate) use proposals::{ProposedClaim, proposed_claims, to_decide_anew, without_content};

use crate::coverage::{ClauseCoverage, ClauseStatus, Verdict, WeighedClaim};
use crate::manual::{
    ClauseIx, ClauseKey, Confidence, Counterpart, Counterparts, Relation, Standard, StandardIx,
};
use crate::pipeline::Compiled;
use crate::resolve::{Claim, ExclusionIx};
use crate::words::words;

words! {
    /// What the manual's present documents give for a requirement of the new edition.
    pub(crate) enum Carry {
        /// The old clauses ask for the same, and documents address them.
        CarriedOver = "carried-over",
        /// Documents address the old clauses, and the requirement differs from these: they have to be
        /// read again.
        ReadAgain = "read-again",
        /// The old edition has no such clause.
        New = "new",
        /// The old edition has such clauses, and no document addresses them.
        NothingThere = "nothing-there",
        /// All of the old clauses are excluded: the exclusion has to be decided anew.
        Excluded = "excluded",
    }
}

words! {
    /// How far the requirement is addressed in the new edition.
    pub(crate) enum Progress {
        /// It is covered or excluded.
        Done = "done",
        /// It is claimed, and not covered.
        Begun = "begun",
        /// Nothing claims it.
        Open = "open",
    }
}

/// A transition of a manual.
#[derive(Debug)]
pub(crate) struct Transition<'a> {
    pub(crate) from: StandardIx,
    /// The new edition.
    pub(crate) to: &'a Standard,
    /// The new edition among the manual's standards; `None` if the manual does not list it.
    pub(crate) listed: Option<StandardIx>,
    /// The requirements of the new edition, in reading order.
    pub(crate) steps: Vec<Step>,
}

/// A requirement of the new edition.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) clause: ClauseIx,
    pub(crate) carry: Carry,
    /// The clauses of the old edition, in reading order.
    pub(crate) sources: Vec<Source>,
    /// The status of the requirement; `None` if the manual does not list the new edition.
    pub(crate) status: Option<ClauseStatus>,
}

/// A clause of the old edition that corresponds to a requirement of the new one.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) clause: ClauseKey,
    /// How the requirement relates to the clause.
    pub(crate) relation: Relation,
    pub(crate) confidence: Confidence,
    /// What differs, in the catalog's words; may be empty.
    pub(crate) change: String,
    /// The exclusion, if the clause is excluded in the old edition.
    pub(crate) exclusion: Option<ExclusionIx>,
    /// The claims on the clause, or above it, whose text can be carried over.
    pub(crate) claims: Vec<WeighedClaim>,
}

impl Source {
    /// Why the old edition's clause is excluded, if it is.
    pub(crate) fn justification<'c>(&self, compiled: &'c Compiled) -> Option<&'c str> {
        let exclusion = compiled.resolved.exclusions.get(self.exclusion?)?;
        Some(exclusion.justification.trim())
    }

    /// Whether the requirement asks for the same as the clause.
    pub(crate) fn is_same(&self) -> bool {
        self.relation == Relation::Equal && self.confidence != Confidence::Low
    }
}

impl Step {
    /// What a person has to decide anew, because clauses of the old edition are excluded: "8.3.4 was
    /// excluded in ISO 9001:2015 because …; decide anew". `None` if none of them is, or once something
    /// addresses or excludes the requirement.
    pub(crate) fn to_decide(&self, compiled: &Compiled) -> Option<String> {
        if self.progress() != Progress::Open {
            return None;
        }
        let reasons = self.sources.iter().filter_map(|source| {
            let why = source.justification(compiled)?;
            let standard = compiled.manual.standard(source.clause.standard);
            let number = &standard.clause(source.clause.clause).number;
            Some((number, &standard.designation, why))
        });
        let mut sentences: Vec<String> = Vec::new();
        for (number, designation, why) in reasons {
            let why = why.trim_end_matches('.');
            sentences.push(format!(
                "{number} was excluded in {designation} because: {why}"
            ));
        }
        let all = sentences.join("; ");
        (!sentences.is_empty()).then(|| format!("{all}. Decide anew whether it applies."))
    }

    pub(crate) fn progress(&self) -> Progress {
        match self.status {
            Some(ClauseStatus::Covered | ClauseStatus::Excluded) => Progress::Done,
            Some(ClauseStatus::Overdue | ClauseStatus::Partial | ClauseStatus::Planned) => {
                Progress::Begun
            }
            Some(ClauseStatus::Gap) | None => Progress::Open,
        }
    }
}

impl<'a> Transition<'a> {
    /// The transition from a standard of the manual. `None` if no catalog says how the two correspond.
    pub(crate) fn new(compiled: &Compiled, from: StandardIx, to: &'a Standard) -> Option<Self> {
        let manual = &compiled.manual;
        let counterparts = Counterparts::between(to, manual.standard(from));
        if !counterparts.are_stated {
            return None;
        }
        let mut listed = manual.standards.enumerated();
        let listed = listed.find(|(_, standard)| standard.id == to.id);
        let listed = listed.map(|(ix, _)| ix);
        let requirements = to.iter().filter(|(_, clause)| clause.requirement);
        let steps = requirements.map(|(clause, _)| {
            let status = listed.and_then(|standard| {
                let of = compiled.coverage.clause(ClauseKey { standard, clause });
                of.status
            });
            step(compiled, from, clause, counterparts.of(clause), status)
        });
        Some(Self {
            from,
            to,
            listed,
            steps: steps.collect(),
        })
    }

    /// How many requirements have this.
    pub(crate) fn carry_count(&self, carry: Carry) -> usize {
        self.steps.iter().filter(|step| step.carry == carry).count()
    }

    /// How many requirements are so far.
    pub(crate) fn progress_count(&self, progress: Progress) -> usize {
        let steps = self.steps.iter();
        steps.filter(|step| step.progress() == progress).count()
    }
}

fn step(
    compiled: &Compiled,
    from: StandardIx,
    clause: ClauseIx,
    counterparts: &[Counterpart],
    status: Option<ClauseStatus>,
) -> Step {
    let old = |counterpart: &Counterpart| ClauseKey {
        standard: from,
        clause: counterpart.clause,
    };
    let covered: Vec<&ClauseCoverage> = counterparts
        .iter()
        .map(|one| compiled.coverage.clause(old(one)))
        .collect();
    let is_excluded = |of: &ClauseCoverage| of.status == Some(ClauseStatus::Excluded);
    let sources = counterparts.iter().zip(&covered).map(|(one, of)| Source {
        clause: old(one),
        relation: one.relation,
        confidence: one.confidence,
        change: one.change.clone(),
        exclusion: of.exclusion.filter(|_| is_excluded(of)),
        claims: content(compiled, of),
    });
    let sources: Vec<Source> = sources.collect();
    let has_content = sources.iter().any(|source| !source.claims.is_empty())
        // Documents that an edition does not hold.
        || covered.iter().any(|of| of.rests_elsewhere && !is_excluded(of));
    let carry = if sources.is_empty() {
        Carry::New
    } else if covered.iter().all(|of| is_excluded(of)) {
        Carry::Excluded
    } else if !has_content {
        Carry::NothingThere
    } else if sources.iter().all(Source::is_same) {
        Carry::CarriedOver
    } else {
        Carry::ReadAgain
    };
    Step {
        clause,
        carry,
        sources,
        status,
    }
}

/// The claims on an old clause that have a text to carry over. Claims of obsolete documents, proposed,
/// struck and empty ones have none; an excluded clause has none either.
fn content(compiled: &Compiled, of: &ClauseCoverage) -> Vec<WeighedClaim> {
    if of.status == Some(ClauseStatus::Excluded) {
        return Vec::new();
    }
    let claims = of.weighed_claims.iter().copied();
    claims
        .filter(|weighed| weighed.verdict() != Verdict::Nowhere)
        .filter(|weighed| {
            let claim: &Claim = &compiled.resolved.claims[weighed.claim];
            !claim.is_proposed && !claim.is_empty && claim.struck.is_none()
        })
        .collect()
}
