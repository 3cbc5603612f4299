//! What coverage says: statuses, what they rest on, and the facts beside them.

use super::{
    Audits, ClaimReason, DocumentStanding, EvidenceStatus, ExclusionFault, Findings, LastAudit,
    OpenFindings, RecordsOnFile, Verdict, evidence,
};
use crate::index::IndexVec;
use crate::manual::{Clause, ClauseIx, ClauseKey, Date, DocumentIx, StandardIx};
use crate::resolve::{ClaimIx, ExclusionIx, Resolved};
use crate::words::words;

words! {
    /// The status of a requirement, worst first but for `Excluded` (`docs/design.md`, the status of
    /// a requirement).
    pub enum ClauseStatus {
        /// Nothing addresses it.
        Gap = "gap",
        /// Only documents that are not in force yet address it.
        Planned = "planned",
        /// A document in force addresses a part of it, or only a clause above it.
        Partial = "partial",
        /// Addressed in full, but only by documents whose review is overdue.
        Overdue = "overdue",
        /// A document in force, not overdue, addresses it in full.
        Covered = "covered",
        /// Justified as not applicable.
        Excluded = "excluded",
    }
}

impl ClauseStatus {
    /// All of them as the table has them: excluded ones, then from the best to the worst.
    pub fn by_table() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().rev()
    }

    /// All of them as figures are shown: from the best to the worst, then excluded ones.
    pub fn by_worth() -> impl Iterator<Item = Self> {
        let worth = Self::by_table().filter(|status| *status != Self::Excluded);
        worth.chain([Self::Excluded])
    }
}

/// A claim as it bears on one clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeighedClaim {
    /// The claim: its position in [`crate::resolve::Resolved::claims`].
    pub claim: ClaimIx,
    /// Whether the claim is on a clause above this one.
    pub broad: bool,
    /// Why it counts here, or does not.
    pub reason: ClaimReason,
}

impl WeighedClaim {
    /// What the claim amounts to here.
    pub fn verdict(self) -> Verdict {
        self.reason.verdict()
    }
}

/// What is known of one clause on the as-of date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseCoverage {
    /// The status; `None` for a heading without requirements below it.
    pub status: Option<ClauseStatus>,
    /// The claims that bear on it: exact ones first, then by document and place.
    pub weighed_claims: Vec<WeighedClaim>,
    /// The exclusion that takes it out: its position among those of the manual.
    pub exclusion: Option<ExclusionIx>,
    /// The exclusions of this very clause that exclude nothing.
    pub void_exclusions: Vec<ExclusionIx>,
    /// Its items that are excluded by themselves.
    pub excluded_items: Vec<char>,
    /// Of a clause whose items are listed, those that no document in force claims in full, be it with
    /// the clause or by themselves.
    pub unclaimed_items: Vec<char>,
    /// Whether there is evidence.
    pub evidence: EvidenceStatus,
    /// The last audit that reached it.
    pub audited: Option<LastAudit>,
    /// Whether an audit is due.
    pub audit_due: bool,
    /// The open findings; a heading adds up itself and all below it.
    pub open_findings: OpenFindings,
}

impl ClauseCoverage {
    /// Whether a clause with this coverage must be addressed: a requirement that is not excluded.
    pub fn applies(&self, clause: &Clause) -> bool {
        clause.requirement && self.status != Some(ClauseStatus::Excluded)
    }

    /// The items that are still to be claimed, where some are claimed by themselves.
    pub fn items_to_claim(&self) -> &[char] {
        let by_item = |one: &&WeighedClaim| !one.broad && one.reason == ClaimReason::Item;
        match self.weighed_claims.iter().find(by_item) {
            Some(_) => &self.unclaimed_items,
            None => &[],
        }
    }

    /// The claims that amount to this.
    pub fn claims_with(&self, verdict: Verdict) -> impl Iterator<Item = &WeighedClaim> {
        let claims = self.weighed_claims.iter();
        claims.filter(move |weighed| weighed.verdict() == verdict)
    }

    /// The documents whose `records` are its evidence: those in force that claim it, each once.
    pub fn documents_with_evidence<'a>(
        &'a self,
        resolved: &'a Resolved,
    ) -> impl Iterator<Item = DocumentIx> + 'a {
        evidence::naming(resolved, &self.weighed_claims)
    }
}

/// How many requirements have which status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// All requirements, excluded ones included.
    pub requirements: u32,
    /// Covered.
    pub covered: u32,
    /// Overdue.
    pub overdue: u32,
    /// Partial.
    pub partial: u32,
    /// Planned.
    pub planned: u32,
    /// Gaps.
    pub gap: u32,
    /// Excluded.
    pub excluded: u32,
}

impl Summary {
    /// 100 × covered ÷ (requirements − excluded); `None` where there is nothing to cover.
    pub fn percent(&self) -> Option<Percent> {
        let of = self.requirements.saturating_sub(self.excluded);
        Percent::of(self.covered, of)
    }

    /// Counts a requirement with this status.
    pub fn add(&mut self, status: ClauseStatus) {
        self.requirements += 1;
        *match status {
            ClauseStatus::Gap => &mut self.gap,
            ClauseStatus::Planned => &mut self.planned,
            ClauseStatus::Partial => &mut self.partial,
            ClauseStatus::Overdue => &mut self.overdue,
            ClauseStatus::Covered => &mut self.covered,
            ClauseStatus::Excluded => &mut self.excluded,
        } += 1;
    }

    /// How many requirements have a status.
    pub fn count(&self, status: ClauseStatus) -> u32 {
        match status {
            ClauseStatus::Gap => self.gap,
            ClauseStatus::Planned => self.planned,
            ClauseStatus::Partial => self.partial,
            ClauseStatus::Overdue => self.overdue,
            ClauseStatus::Covered => self.covered,
            ClauseStatus::Excluded => self.excluded,
        }
    }
}

/// A percentage to one decimal, rounded half up, but never to all where something is missing, nor to
/// nothing where something is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u32);

impl Percent {
    /// 100 × `part` ÷ `whole`; `None` where the whole is nothing.
    pub fn of(part: u32, whole: u32) -> Option<Self> {
        let (part, whole) = (u64::from(part), u64::from(whole));
        let twice = whole.checked_mul(2).filter(|twice| *twice > 0)?;
        let rounded = ((2000 * part + whole) / twice) as u32;
        Some(Self(match part {
            0 => 0,
            _ if part < whole => rounded.clamp(1, 999),
            _ => rounded,
        }))
    }

    /// The percentage as a number: `80.6`.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

/// The coverage of one standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardCoverage {
    /// The standard.
    pub standard: StandardIx,
    /// The counts.
    pub summary: Summary,
    /// Beside the standard's clauses, index by index.
    pub clauses: IndexVec<ClauseIx, ClauseCoverage>,
}

impl StandardCoverage {
    /// What is known of a clause.
    pub fn clause(&self, ix: ClauseIx) -> &ClauseCoverage {
        &self.clauses[ix]
    }
}

/// The coverage of a manual on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The day on which the manual is judged.
    pub as_of: Date,
    /// Each document's standing, beside the manual's documents, index by index.
    pub standings: IndexVec<DocumentIx, DocumentStanding>,
    /// Each standard's coverage, in the manual's order.
    pub standards: IndexVec<StandardIx, StandardCoverage>,
    /// For each exclusion, why it excludes nothing; nothing for one that holds.
    pub exclusion_faults: IndexVec<ExclusionIx, Vec<ExclusionFault>>,
    /// The records that stand behind what documents name as their evidence.
    pub records: RecordsOnFile,
    /// The audits, by clause.
    pub audits: Audits,
    /// The open findings, by clause.
    pub findings: Findings,
}

impl Coverage {
    /// Where a document stands.
    pub fn standing(&self, ix: DocumentIx) -> &DocumentStanding {
        &self.standings[ix]
    }

    /// What is known of a clause.
    pub fn clause(&self, key: ClauseKey) -> &ClauseCoverage {
        self.standards[key.standard].clause(key.clause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_all_is_all_and_only_nothing_is_nothing() {
        for (part, whole, expected) in [
            (50, 62, "80.6"),
            (1, 8, "12.5"),
            (2999, 3000, "99.9"),
            (3000, 3000, "100.0"),
            (1, 3000, "0.1"),
            (0, 3000, "0.0"),
        ] {
            assert_eq!(Percent::of(part, whole).unwrap().to_string(), expected);
        }
        assert_eq!(Percent::of(0, 0), None);
    }
}
