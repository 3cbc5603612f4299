//! Claims become statuses (`docs/design.md`, coverage).
//!
//! [`assess`] is the whole stage. Where each document stands is in `standing`, the table that
//! turns claims into a status in `status`, and the facts beside it (evidence, audits, findings)
//! in `facts`.

mod facts;
mod standing;
mod status;

pub use status::{ClaimFact, JudgedClause, judge_clauses, summarise};

use self::facts::RecordFacts;
use crate::index::IndexVec;
use crate::manual::{ClauseIx, Date, DocumentIx, Manual, RecordIx, StandardIx};
use crate::resolve::{ClaimIx, ExclusionIx, Resolved};

/// Judges a manual on a day.
pub fn assess(manual: &Manual, resolved: &Resolved, as_of: Date) -> Coverage {
    let standings = standing::standings(manual, resolved, as_of);
    let facts = RecordFacts::gather(manual, resolved, as_of);
    let standards = manual
        .standards
        .positions()
        .map(|ix| assess_standard(manual, resolved, as_of, &standings, &facts, ix))
        .collect();
    Coverage {
        as_of,
        standings,
        standards,
    }
}

fn assess_standard(
    manual: &Manual,
    resolved: &Resolved,
    as_of: Date,
    standings: &IndexVec<DocumentIx, DocumentStanding>,
    facts: &RecordFacts,
    ix: StandardIx,
) -> StandardCoverage {
    let standard = manual.standard(ix);
    let of_standard = resolved
        .claims
        .enumerated()
        .filter(|(_, c)| c.clause.standard == ix);
    let claims: Vec<ClaimFact> = of_standard
        .map(|(at, claim)| ClaimFact {
            claim: at,
            document: claim.document,
            clause: claim.clause.clause,
            extent: claim.extent,
        })
        .collect();
    // Exclusions of other standards stand in the list too, so that positions hold: none of them
    // is a clause of this one.
    let nowhere = ClauseIx(u32::MAX);
    let exclusions: IndexVec<ExclusionIx, ClauseIx> = resolved
        .exclusions
        .iter()
        .map(|exclusion| {
            let clause = exclusion.clause;
            if clause.standard == ix {
                clause.clause
            } else {
                nowhere
            }
        })
        .collect();
    let standing = |document: DocumentIx| standings[document].standing;
    let judged = judge_clauses(standard, &claims, standing, &exclusions);
    let summary = summarise(standard, &judged);
    let open_findings = facts.open_findings(ix, standard);
    let clauses = judged
        .into_iter()
        .zip(standard.iter())
        .zip(open_findings)
        .map(|((judged, (clause_ix, clause)), open_findings)| {
            let required = clause.records.needs_evidence();
            let audited = facts.audited(ix, standard, clause_ix);
            let cycle = manual.config.audit_cycle;
            ClauseCoverage {
                status: judged.status,
                evidence: facts.evidence(required, resolved, &judged.weighed_claims),
                weighed_claims: judged.weighed_claims,
                exclusion: judged.exclusion,
                audited,
                audit_due: audited.is_none_or(|last| cycle.after(last.date) < as_of),
                open_findings,
            }
        })
        .collect();
    StandardCoverage {
        standard: ix,
        summary,
        clauses,
    }
}

/// Where a document stands on the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Approved, effective on or before the date, not obsolete, and its review is not overdue.
    InForce,
    /// In force, but its review is overdue.
    Overdue,
    /// Neither in force nor obsolete: a draft, in review, or effective only later.
    NotYetInForce,
    /// Obsolete, by its status or because a document in its place has been approved.
    Obsolete,
}

/// A document's standing, and the dates and documents it follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentStanding {
    /// Where it stands.
    pub standing: Standing,
    /// When its review is due, for a document with an effective date or a `review_due`.
    pub review_due: Option<Date>,
    /// The documents that made it obsolete.
    pub superseded_by: Vec<DocumentIx>,
}

/// The status of a requirement, worst first but for `Excluded` (`docs/design.md`, the status of a
/// requirement).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClauseStatus {
    /// Nothing addresses it.
    Gap,
    /// Only documents that are not in force yet address it.
    Planned,
    /// A document in force addresses a part of it, or only a clause above it.
    Partial,
    /// Addressed in full, but only by documents whose review is overdue.
    Overdue,
    /// A document in force, not overdue, addresses it in full.
    Covered,
    /// Justified as not applicable.
    Excluded,
}

impl ClauseStatus {
    /// All of them, in the order of the design's table.
    pub const ALL: [Self; 6] = [
        Self::Excluded,
        Self::Covered,
        Self::Overdue,
        Self::Partial,
        Self::Planned,
        Self::Gap,
    ];

    /// The word in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Planned => "planned",
            Self::Partial => "partial",
            Self::Overdue => "overdue",
            Self::Covered => "covered",
            Self::Excluded => "excluded",
        }
    }
}

/// A claim as it bears on one clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeighedClaim {
    /// The claim: its position in [`crate::resolve::Resolved::claims`].
    pub claim: ClaimIx,
    /// Whether the claim is on a clause above this one.
    pub broad: bool,
    /// What the claim amounts to here.
    pub verdict: Verdict,
}

/// What a claim amounts to for one clause, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It covers the clause.
    Covers,
    /// It would cover the clause, but its document's review is overdue.
    CoversOverdue,
    /// It addresses a part only: its extent is partial.
    Part,
    /// It addresses a clause above, not this one.
    Broad,
    /// Its document is not in force yet.
    NotYet,
    /// Its document is obsolete: it counts nowhere.
    Obsolete,
}

/// Whether there is evidence that a clause is lived (`docs/design.md`, evidence, audits and
/// findings).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EvidenceStatus {
    /// The clause asks for no records.
    NotRequired,
    /// No document in force that claims the clause names any.
    Missing,
    /// One is named, but none is in the manual.
    Named,
    /// A record that was named is in the manual.
    OnFile,
}

impl EvidenceStatus {
    /// The word in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotRequired => "not-required",
            Self::Missing => "missing",
            Self::Named => "named",
            Self::OnFile => "on-file",
        }
    }
}

/// Open findings by grade.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct OpenFindings {
    /// Major nonconformities.
    pub major: u32,
    /// Minor nonconformities.
    pub minor: u32,
    /// Observations.
    pub observation: u32,
}

impl OpenFindings {
    /// All grades together.
    pub fn total(self) -> u32 {
        self.major + self.minor + self.observation
    }
}

/// The last audit of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastAudit {
    /// When it was held.
    pub date: Date,
    /// The audit.
    pub record: RecordIx,
}

/// What is known of one clause on the as-of date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseCoverage {
    /// The status; `None` for a heading without requirements below it.
    pub status: Option<ClauseStatus>,
    /// The claims that bear on it: exact ones first, then by document and place.
    pub weighed_claims: Vec<WeighedClaim>,
    /// The exclusion that takes it out: its position in [`crate::resolve::Resolved::exclusions`].
    pub exclusion: Option<ExclusionIx>,
    /// Whether there is evidence.
    pub evidence: EvidenceStatus,
    /// The last audit that reached it.
    pub audited: Option<LastAudit>,
    /// Whether an audit is due.
    pub audit_due: bool,
    /// The open findings; a heading adds up itself and all below it.
    pub open_findings: OpenFindings,
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

/// A percentage to one decimal, rounded half up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u32);

impl Percent {
    /// 100 × `part` ÷ `whole`; `None` where the whole is nothing.
    pub fn of(part: u32, whole: u32) -> Option<Self> {
        let (part, whole) = (u64::from(part), u64::from(whole));
        let twice = whole.checked_mul(2).filter(|twice| *twice > 0)?;
        Some(Self(((2000 * part + whole) / twice) as u32))
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
}
