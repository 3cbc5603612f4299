//! What an auditor asks beside the status: evidence, the last audit, open findings
//! (`docs/design.md`, evidence, audits and findings).

use std::collections::HashSet;

use super::{EvidenceStatus, LastAudit, OpenFindings, Verdict, WeighedClaim};
use crate::index::IndexVec;
use crate::manual::{ClauseIx, ClauseKey, Date, KindIx, Manual, RecordIx, Standard, StandardIx};
use crate::resolve::{Evidence, Resolved};

/// What the records of a manual say about its clauses, gathered once.
#[derive(Debug)]
pub(super) struct RecordFacts {
    /// The forms and kinds of which there is a record.
    on_file: HashSet<Evidence>,
    /// For each standard and clause, the last audit whose scope names it.
    audits: IndexVec<StandardIx, IndexVec<ClauseIx, Option<LastAudit>>>,
    /// For each standard and clause, the open findings that name it.
    findings: IndexVec<StandardIx, IndexVec<ClauseIx, OpenFindings>>,
}

impl RecordFacts {
    pub(super) fn gather(manual: &Manual, resolved: &Resolved, as_of: Date) -> Self {
        let standards = || manual.standards.iter();
        let mut facts = Self {
            on_file: HashSet::new(),
            audits: standards()
                .map(|standard| IndexVec::beside(&standard.clauses, None))
                .collect(),
            findings: standards()
                .map(|standard| IndexVec::beside(&standard.clauses, OpenFindings::default()))
                .collect(),
        };
        for record in manual.records.positions() {
            facts.take(manual, resolved, as_of, record);
        }
        facts
    }

    fn take(&mut self, manual: &Manual, resolved: &Resolved, as_of: Date, ix: RecordIx) {
        let record = manual.record(ix);
        self.on_file.insert(Evidence::Kind(record.kind));
        let form = resolved.forms.get(ix).copied().flatten();
        self.on_file.extend(form.map(Evidence::Form));
        let is = |kind: KindIx, name: &str| manual.kind(kind).name.as_str() == name;
        let scope = resolved
            .scopes
            .get(ix)
            .map(Vec::as_slice)
            .unwrap_or_default();
        if is(record.kind, "audit") && record.fields.text("state") == Some("done") {
            let Some(date) = record.fields.date("date").filter(|date| *date <= as_of) else {
                return;
            };
            // An audit of one item of a clause does not audit the clause.
            for scope in scope.iter().filter(|scope| scope.item.is_none()) {
                let last = &mut self.audits[scope.clause.standard][scope.clause.clause];
                if last.is_none_or(|last| last.date < date) {
                    *last = Some(LastAudit { date, record: ix });
                }
            }
        } else if is(record.kind, "finding") && record.fields.text("state") == Some("open") {
            let clauses: HashSet<ClauseKey> = scope.iter().map(|scope| scope.clause).collect();
            for clause in clauses {
                let open = &mut self.findings[clause.standard][clause.clause];
                match record.fields.text("grade") {
                    Some("major") => open.major += 1,
                    Some("minor") => open.minor += 1,
                    Some("observation") => open.observation += 1,
                    _ => {}
                }
            }
        }
    }

    /// Whether there is evidence, from the claims that bear on a clause.
    pub(super) fn evidence(
        &self,
        required: bool,
        resolved: &Resolved,
        weighed_claims: &[WeighedClaim],
    ) -> EvidenceStatus {
        if !required {
            return EvidenceStatus::NotRequired;
        }
        let in_force = |weighed: &&WeighedClaim| {
            !matches!(weighed.verdict, Verdict::NotYet | Verdict::Obsolete)
        };
        let mut status = EvidenceStatus::Missing;
        for weighed in weighed_claims.iter().filter(in_force) {
            let document = resolved.claims[weighed.claim].document;
            for evidence in &resolved.evidence[document] {
                if self.on_file.contains(evidence) {
                    return EvidenceStatus::OnFile;
                }
                status = EvidenceStatus::Named;
            }
        }
        status
    }

    /// The last audit that named a clause or one above it.
    pub(super) fn audited(
        &self,
        ix: StandardIx,
        standard: &Standard,
        clause: ClauseIx,
    ) -> Option<LastAudit> {
        let audits = &self.audits[ix];
        let reached = standard
            .with_ancestors(clause)
            .filter_map(|above| audits[above]);
        // Of audits on one day the first record is named, whichever clause its scope names.
        reached.min_by_key(|last| (std::cmp::Reverse(last.date), last.record))
    }

    /// The open findings of every clause; a heading adds up itself and all below it.
    pub(super) fn open_findings(&self, ix: StandardIx, standard: &Standard) -> Vec<OpenFindings> {
        let own = &self.findings[ix];
        let mut with_below = own.clone();
        for (ix, clause) in standard.iter().rev() {
            for child in &clause.children {
                let below = with_below[*child];
                let sum = &mut with_below[ix];
                sum.major += below.major;
                sum.minor += below.minor;
                sum.observation += below.observation;
            }
        }
        let clauses = standard.clauses.iter().zip(own).zip(with_below);
        clauses
            .map(|((clause, own), sum)| if clause.requirement { *own } else { sum })
            .collect()
    }
}
