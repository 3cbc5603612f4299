//! Whether records prove that a clause is followed (`docs/design.md`, "Evidence, audits and
//! findings").

use std::collections::{HashMap, HashSet};

use super::WeighedClaim;
use crate::manual::{Date, DocumentIx, Documented, Manual, RecordIx};
use crate::resolve::{Evidence, Resolved, measurements};
use crate::words::words;

words! {
    /// Whether records prove that a clause is followed. Of a clause that asks for records, a later
    /// variant is better.
    pub enum EvidenceStatus {
        /// The clause asks for no records.
        NotRequired = "not-required",
        /// The catalog does not say whether the clause asks for records.
        Unknown = "unknown",
        /// No document in force that claims the clause names any records.
        Missing = "missing",
        /// Records are named, but the manual has none that count.
        Named = "named",
        /// The manual has records that count, but none is known to be new enough.
        Stale = "stale",
        /// The manual has a named record that counts and is new enough.
        OnFile = "on-file",
    }
}

/// The records of each kind and of each form that documents can name as evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordsOnFile {
    behind: HashMap<Evidence, Behind>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Behind {
    /// The records that have happened and count.
    counting: Vec<RecordIx>,
    /// The number of other records: they have not happened, or do not count.
    others: usize,
    newest: Option<Date>,
    /// Whether a counting record is known to be within the manual's evidence interval.
    is_new: bool,
}

impl RecordsOnFile {
    pub(super) fn gather(manual: &Manual, resolved: &Resolved, as_of: Date) -> Self {
        let interval = manual.config.evidence_interval;
        let mut on_file = Self::default();
        for (ix, record) in manual.records.enumerated() {
            let kind = manual.kind(record.kind);
            let fields = &record.fields;
            let is_measured = kind.is_measured();
            let date = match is_measured {
                true => measurements::newest_by(manual, resolved, ix, as_of),
                false => kind.dated_in(fields).map(|(_, date)| date),
            };
            // Measurements that lie ahead, or none, prove nothing.
            let counts = kind.has_happened(fields, as_of)
                && kind.is_counted(fields)
                && (!is_measured || date.is_some())
                && !manual.is_in_doubt(record);
            let date = date.filter(|date| *date <= as_of);
            let is_new = match (interval, date) {
                // The required age is unknown, so no record can be shown to meet it.
                _ if manual.config.is_evidence_interval_unreadable => false,
                (None, _) => true,
                (Some(interval), Some(date)) => interval.after(date) >= as_of,
                (Some(_), None) => false,
            };
            let form = resolved.forms.get(ix).copied().flatten();
            let named = [Some(Evidence::Kind(record.kind)), form.map(Evidence::Form)];
            for evidence in named.into_iter().flatten() {
                let behind = on_file.behind.entry(evidence).or_default();
                if counts {
                    behind.counting.push(ix);
                    behind.newest = behind.newest.max(date);
                    behind.is_new |= is_new;
                } else {
                    behind.others += 1;
                }
            }
        }
        on_file
    }

    /// The records of a kind, or written on a form, that have happened and count, by id.
    pub fn behind(&self, evidence: Evidence) -> &[RecordIx] {
        let behind = self.behind.get(&evidence);
        behind.map_or(&[], |behind| &behind.counting)
    }

    /// The number of records of a kind or form that have not happened, or do not count.
    pub fn set_aside(&self, evidence: Evidence) -> usize {
        self.behind.get(&evidence).map_or(0, |behind| behind.others)
    }

    /// The date of the newest record that counts.
    pub fn newest(&self, evidence: Evidence) -> Option<Date> {
        self.behind.get(&evidence)?.newest
    }

    /// Judges the evidence of a clause. `asked` is the documented information that the clause asks
    /// for; `weighed_claims` are the claims that bear on it.
    pub(super) fn judge(
        &self,
        asked: Documented,
        resolved: &Resolved,
        weighed_claims: &[WeighedClaim],
    ) -> EvidenceStatus {
        match asked {
            Documented::None | Documented::Maintain => return EvidenceStatus::NotRequired,
            Documented::Unknown => return EvidenceStatus::Unknown,
            Documented::Retain | Documented::Both => {}
        }
        let mut status = EvidenceStatus::Missing;
        for document in naming(resolved, weighed_claims) {
            for evidence in &resolved.evidence[document] {
                let found = match self.behind.get(evidence) {
                    Some(behind) if behind.is_new => return EvidenceStatus::OnFile,
                    Some(behind) if !behind.counting.is_empty() => EvidenceStatus::Stale,
                    _ => EvidenceStatus::Named,
                };
                status = status.max(found);
            }
        }
        status
    }
}

/// The documents whose `records` are the evidence of a clause: the documents in force that claim
/// it, each once.
pub(super) fn naming(
    resolved: &Resolved,
    weighed_claims: &[WeighedClaim],
) -> impl Iterator<Item = DocumentIx> {
    let mut seen = HashSet::new();
    weighed_claims
        .iter()
        .filter(|weighed| weighed.verdict().is_in_force())
        .map(|weighed| resolved.claims[weighed.claim].document)
        .filter(move |document| seen.insert(*document))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{IN_FORCE, Judged};
    use super::EvidenceStatus as E;

    /// The evidence of clause 7.2, which asks for records. `named` is the `records` of the document
    /// that claims it; `records` are in the manual.
    fn evidence(config: &str, named: &str, records: &[(&str, &str, &str)]) -> E {
        let fields = format!("{IN_FORCE}; clauses: [7.2]; records: [{named}]");
        let form = format!("{IN_FORCE}; clauses: []");
        let mut pages = vec![
            ("procedure", "QP-1", &*fields, "Text."),
            ("form", "FM-1", &*form, "Text."),
        ];
        pages.extend(
            records
                .iter()
                .map(|(kind, id, fields)| (*kind, *id, *fields, "")),
        );
        Judged::new(config, &pages).clause("7.2").evidence.unwrap()
    }

    #[test]
    fn only_what_has_happened_and_counts_is_on_file() {
        for (state, expected) in [
            ("state: done; date: 2026-11-23", E::OnFile),
            ("state: done; date: 2026-11-24", E::Named),
            ("state: planned; date: 2026-05-04", E::Named),
            ("state: cancelled; date: 2026-05-04", E::Named),
        ] {
            assert_eq!(
                evidence("", "audit", &[("audit", "AU-1", state)]),
                expected,
                "{state}"
            );
        }
        let training = |result: &str| {
            format!("person: A; document: QP-1; revision: 1; date: 2026-05-04; result: {result}")
        };
        let (passed, failed) = (training("passed"), training("failed"));
        assert_eq!(
            evidence("", "training", &[("training", "TR-1", &passed)]),
            E::OnFile
        );
        assert_eq!(
            evidence("", "training", &[("training", "TR-1", &failed)]),
            E::Named
        );
        assert_eq!(
            evidence("", "FM-1", &[("inspection", "IN-1", "form: FM-1")]),
            E::OnFile
        );
        assert_eq!(
            evidence("", "FM-1", &[("inspection", "IN-1", "product: Ring")]),
            E::Named
        );
        assert_eq!(evidence("", "", &[]), E::Missing);
    }

    #[test]
    fn a_date_or_result_that_nobody_can_read_is_no_evidence() {
        for date in ["01.12.2027", "2027", "next year", "[2026-01-01]"] {
            let fields = format!("date: {date}");
            let review = [("review", "MR-1", &*fields)];
            assert_eq!(evidence("", "review", &review), E::Named, "{date}");
        }
        let kinds = "[kind.trial]\nclass = \"record\"\n\
            counts_when = { result = [\"fail\"], not = true }\n\
            fields = { date = \"date\", result = { one_of = [\"pass\", \"fail\"] } }\n";
        for (result, expected) in [("pass", E::OnFile), ("fail", E::Named), ("Fail", E::Named)] {
            let fields = format!("date: 2026-11-01; result: {result}");
            let trial = [("trial", "T-1", &*fields)];
            assert_eq!(evidence(kinds, "trial", &trial), expected, "{result}");
        }
    }

    #[test]
    fn a_record_that_says_two_things_is_no_evidence() {
        let fields = format!("{IN_FORCE}; clauses: [7.2]; records: [review]");
        let procedure = ("procedure", "QP-1", &*fields, "Text.");
        let review = |text| ("review", "MR-1", "date: 2026-05-04", text);
        let evidence = |records: &[(&str, &str, &str, &str)]| {
            let pages = [&[procedure], records].concat();
            Judged::new("", &pages).clause("7.2").evidence.unwrap()
        };
        assert_eq!(evidence(&[review("Held.")]), E::OnFile);
        assert_eq!(evidence(&[review("Held."), review("Put off.")]), E::Named);
        let twin = ("procedure", "MR-1", "status: draft", "Text.");
        assert_eq!(evidence(&[review("Held."), twin]), E::Named);
        let merge = "<<<<<<< ours\nHeld.\n=======\nPut off.\n>>>>>>> theirs";
        assert_eq!(evidence(&[review(merge)]), E::Named);
    }

    #[test]
    fn an_objective_without_a_figure_by_the_day_is_no_evidence() {
        for (fields, expected) in [
            ("data: [{ period: 2026-10, value: 96 }]", E::OnFile),
            ("data: [{ period: 2026-11, value: 96 }]", E::OnFile),
            ("data: [{ period: 2026-12, value: 96 }]", E::Named),
            ("unit: \"%\"", E::Named),
        ] {
            let objective = [("objective", "OB-1", fields)];
            assert_eq!(evidence("", "objective", &objective), expected, "{fields}");
        }
    }

    #[test]
    fn a_record_all_of_whose_days_lie_ahead_is_no_evidence() {
        let kinds = "[kind.trial]\nclass = \"record\"\n\
            fields = { begun = \"date\", ended = \"date\", next = \"date\" }\n";
        for (fields, expected) in [
            ("begun: 2026-11-01; ended: 2027-01-01", E::OnFile),
            ("begun: 2027-01-01; ended: 2027-02-01", E::Named),
            ("begun: 2027-01-01", E::Named),
            ("begun: soon; ended: 2027-02-01", E::Named),
            ("begun: soon", E::Named),
            ("next: 2027-01-01", E::OnFile),
            ("documents: [QP-1]", E::OnFile),
        ] {
            let trial = [("trial", "T-1", fields)];
            assert_eq!(evidence(kinds, "trial", &trial), expected, "{fields}");
        }
    }

    #[test]
    fn evidence_may_not_be_older_than_the_manual_asks_for() {
        let year = "evidence_interval = \"12 months\"\n";
        let review = |date: &str| evidence(year, "review", &[("review", "MR-1", date)]);
        assert_eq!(review("date: 2025-11-23"), E::OnFile);
        assert_eq!(review("date: 2025-11-22"), E::Stale);
        let unreadable = "evidence_interval = \"yearly\"\n";
        let new = [("review", "MR-1", "date: 2026-11-22")];
        assert_eq!(evidence(unreadable, "review", &new), E::Stale);
        let undated = [("inspection", "IN-1", "product: Ring")];
        assert_eq!(evidence(year, "inspection", &undated), E::Stale);
        assert_eq!(evidence("", "inspection", &undated), E::OnFile);
        for (kind, fields, expected) in [
            ("inspection", "product: Ring; date: 2026-05-04", E::OnFile),
            ("inspection", "product: Ring; date: 2025-05-04", E::Stale),
            ("risk", "state: accepted; date: 2026-05-04", E::OnFile),
            ("risk", "state: accepted", E::Stale),
            (
                "objective",
                "data: [{ period: 2026-10, value: 96 }]",
                E::OnFile,
            ),
            (
                "objective",
                "data: [{ period: 2025-10, value: 96 }]",
                E::Stale,
            ),
            (
                "objective",
                "data: [{ period: 2027-10, value: 96 }]",
                E::Named,
            ),
            ("objective", "unit: \"%\"", E::Named),
        ] {
            let found = evidence(year, kind, &[(kind, "R-1", fields)]);
            assert_eq!(found, expected, "{kind}: {fields}");
        }
    }
}
