//! Coverage as JSON (`docs/design.md`, "Coverage as JSON"). New fields are added at the end of their
//! object, and fields are never renamed.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::coverage::{
    ClauseCoverage, ClauseStatus, Decision, EvidenceStatus, Summary, WeighedClaim, applicability,
};
use crate::export::ExplainedClaim;
use crate::manual::{Clause, ClauseKey, Date, StandardIx};
use crate::pipeline::Compiled;
use crate::resolve::Exclusion;

const SCHEMA: &str = "clausebook.coverage/1";

/// The coverage of these standards as JSON, in their order.
///
/// In addition to the fields of the example in `docs/design.md`, "Coverage as JSON", a clause has the
/// `documented_information` that it expects, the id of its last `audit`, and its `exclusion`; a
/// claim has the `clause` that it names, its `item`, its `anchor` in the document's page, its
/// `note`, the status that it `counts` as by itself, and `why`. Fields of facts that an edition
/// says nothing about are left out.
pub fn coverage_json(compiled: &Compiled, standards: &[StandardIx]) -> String {
    let report = Report {
        schema: SCHEMA,
        as_of: DateText(compiled.coverage.as_of),
        standards: Each(standards.iter().map(|ix| StandardEntry::new(compiled, *ix))),
        edition: (compiled.edition.as_ref()).map(|edition| edition.audience.as_str()),
    };
    // Serialising texts, numbers and lists cannot fail.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

#[derive(serde::Serialize)]
#[serde(bound = "S: Serialize")]
struct Report<'a, S> {
    schema: &'static str,
    as_of: DateText,
    standards: S,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct StandardEntry<'a> {
    id: &'a str,
    designation: &'a str,
    summary: SummaryEntry,
    clauses: Clauses<'a>,
    replaces_built_in: bool,
}

impl<'a> StandardEntry<'a> {
    fn new(compiled: &'a Compiled, ix: StandardIx) -> Self {
        let (standard, coverage) = compiled.standard(ix);
        Self {
            id: standard.id.as_str(),
            designation: &standard.designation,
            summary: SummaryEntry(coverage.summary),
            clauses: Clauses(compiled, ix),
            replaces_built_in: standard.replaces_built_in,
        }
    }
}

/// The counts: all requirements, those of each status, and the percentage that is covered.
struct SummaryEntry(Summary);

impl Serialize for SummaryEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(summary) = self;
        let mut fields = serializer.serialize_map(None)?;
        fields.serialize_entry("requirements", &summary.requirements())?;
        for status in ClauseStatus::by_worth() {
            fields.serialize_entry(status.word(), &summary.count(status))?;
        }
        let percent = summary.percent().map(|percent| percent.value());
        fields.serialize_entry("percent", &percent)?;
        fields.end()
    }
}

/// The clauses of a standard. Each is created while it is written, to save memory.
struct Clauses<'a>(&'a Compiled, StandardIx);

impl Serialize for Clauses<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(compiled, ix) = *self;
        let clauses = compiled.clauses(ix);
        let has_statement = applicability::has_statement(&compiled.manual, &compiled.resolved, ix);
        let entries = clauses.map(|(clause, _, coverage)| {
            let key = ClauseKey {
                standard: ix,
                clause,
            };
            ClauseEntry::new(compiled, key, coverage, has_statement)
        });
        serializer.collect_seq(entries)
    }
}

#[derive(serde::Serialize)]
struct ClauseEntry<'a> {
    number: &'a str,
    title: Option<&'a str>,
    requirement: bool,
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'static str>,
    #[serde(flatten)]
    audits: Option<AuditsEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    open_findings: Option<FindingsEntry>,
    claims: Claims<'a>,
    documented_information: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    audit: Option<Option<&'a str>>,
    exclusion: Option<ExclusionEntry<'a>>,
    void_exclusions: Vec<VoidExclusionEntry<'a>>,
    items: Option<ItemsEntry>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    addressed_elsewhere: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    applicability: Option<ApplicabilityEntry<'a>>,
}

/// Whether a requirement applies, and why, where there is a statement of applicability.
#[derive(serde::Serialize)]
struct ApplicabilityEntry<'a> {
    applicable: bool,
    reason_asked: bool,
    reasons: Vec<&'static str>,
    text: Option<&'a str>,
    clause: Option<&'a str>,
}

impl<'a> ApplicabilityEntry<'a> {
    fn new(compiled: &'a Compiled, key: ClauseKey, of: &ClauseCoverage) -> Option<Self> {
        let decision = of.applicability?.decision;
        let entry = match decision {
            Decision::Stated(ix) => Some(&compiled.resolved.applicability[ix]),
            Decision::Excluded(_) | Decision::Required | Decision::Unstated => None,
        };
        let reasons = entry.into_iter().flat_map(|entry| &entry.reasons);
        Some(Self {
            applicable: !matches!(decision, Decision::Excluded(_)),
            reason_asked: compiled
                .manual
                .standard(key.standard)
                .needs_reason(key.clause),
            reasons: reasons.map(|reason| reason.word()).collect(),
            text: entry.map(|entry| &*entry.text),
            clause: entry.map(|entry| compiled.manual.clause(entry.clause).number.as_str()),
        })
    }
}

/// The items of a clause, where the catalog lists them.
#[derive(serde::Serialize)]
struct ItemsEntry {
    all: Vec<char>,
    exhaustive: bool,
    excluded: Vec<char>,
    unclaimed: Vec<char>,
}

impl ItemsEntry {
    fn new(clause: &Clause, coverage: &ClauseCoverage) -> Option<Self> {
        (!clause.items.is_empty()).then(|| Self {
            all: clause.items.clone(),
            exhaustive: clause.is_exhaustive,
            excluded: coverage.excluded_items.clone(),
            unclaimed: coverage.unclaimed_items.clone(),
        })
    }
}

/// An exclusion without effect, with the reasons.
#[derive(serde::Serialize)]
struct VoidExclusionEntry<'a> {
    #[serde(flatten)]
    exclusion: ExclusionEntry<'a>,
    why: Vec<&'static str>,
}

impl<'a> ClauseEntry<'a> {
    fn new(
        compiled: &'a Compiled,
        key: ClauseKey,
        coverage: &'a ClauseCoverage,
        has_statement: bool,
    ) -> Self {
        let clause = compiled.manual.clause(key);
        let audit = |record| compiled.manual.record(record).id.value.as_str();
        let exclusion = compiled.exclusion(coverage);
        Self {
            number: clause.number.as_str(),
            title: clause.title.as_deref(),
            requirement: clause.requirement,
            status: coverage.status.map(|status| status.word()),
            evidence: coverage.evidence.map(EvidenceStatus::word),
            audits: coverage.audits.map(|audits| AuditsEntry {
                audited: audits.last.map(|last| DateText(last.date)),
                audit_due: audits.is_due,
            }),
            open_findings: coverage.open_findings.map(|open| FindingsEntry {
                major: open.major,
                minor: open.minor,
                observation: open.observation,
                ungraded: open.ungraded,
            }),
            claims: Claims(compiled, &coverage.weighed_claims),
            documented_information: clause.records.word(),
            audit: coverage
                .audits
                .map(|audits| audits.last.map(|last| audit(last.record))),
            exclusion: exclusion.map(|exclusion| ExclusionEntry::new(compiled, exclusion)),
            void_exclusions: coverage
                .void_exclusions
                .iter()
                .map(|ix| VoidExclusionEntry {
                    exclusion: ExclusionEntry::new(compiled, &compiled.resolved.exclusions[*ix]),
                    why: (compiled.coverage.exclusion_faults[*ix].iter())
                        .map(|fault| fault.word())
                        .collect(),
                })
                .collect(),
            items: ItemsEntry::new(clause, coverage),
            addressed_elsewhere: coverage.rests_elsewhere,
            applicability: has_statement
                .then(|| ApplicabilityEntry::new(compiled, key, coverage))
                .flatten(),
        }
    }
}

/// When a clause was audited, in fields of the clause.
#[derive(serde::Serialize)]
struct AuditsEntry {
    audited: Option<DateText>,
    audit_due: bool,
}

#[derive(serde::Serialize)]
struct FindingsEntry {
    major: u32,
    minor: u32,
    observation: u32,
    ungraded: u32,
}

#[derive(serde::Serialize)]
struct ExclusionEntry<'a> {
    clause: &'a str,
    item: Option<&'a str>,
    justification: &'a str,
    approved_by: Option<&'a str>,
    date: Option<DateText>,
}

impl<'a> ExclusionEntry<'a> {
    fn new(compiled: &'a Compiled, exclusion: &'a Exclusion) -> Self {
        Self {
            clause: compiled.manual.clause(exclusion.clause).number.as_str(),
            item: exclusion.item.as_deref(),
            justification: &exclusion.justification,
            approved_by: exclusion.approved_by.as_deref(),
            date: exclusion.date.map(DateText),
        }
    }
}

/// The weighed claims of a clause. Each is created while it is written, to save memory.
struct Claims<'a>(&'a Compiled, &'a [WeighedClaim]);

impl Serialize for Claims<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(compiled, weighed_claims) = *self;
        let claims = weighed_claims.iter();
        serializer.collect_seq(claims.map(|weighed| ClaimEntry::new(compiled, weighed)))
    }
}

#[derive(serde::Serialize)]
struct ClaimEntry<'a> {
    document: &'a str,
    revision: &'a str,
    section: Option<&'a str>,
    extent: &'static str,
    broad: bool,
    in_force: bool,
    overdue: bool,
    file: &'a str,
    line: u32,
    clause: &'a str,
    item: Option<&'a str>,
    anchor: Option<&'a str>,
    note: Option<&'a str>,
    counts: &'static str,
    why: &'static str,
}

impl<'a> ClaimEntry<'a> {
    fn new(compiled: &'a Compiled, weighed: &WeighedClaim) -> Self {
        let found @ ExplainedClaim {
            claim,
            document,
            standing,
        } = ExplainedClaim::new(compiled, weighed);
        Self {
            document: document.id.value.as_str(),
            revision: document.revision.as_str(),
            section: claim.section.as_ref().map(|section| section.as_str()),
            extent: claim.extent.word(),
            broad: weighed.broad,
            in_force: found.is_in_force(),
            // Only the review date decides, whether the document is in force or not
            // (`docs/design.md`, "Coverage as JSON").
            overdue: standing.is_overdue,
            file: claim.location.path.as_str(),
            line: claim.location.span.line,
            clause: compiled.manual.clause(claim.clause).number.as_str(),
            item: claim.item.as_deref(),
            anchor: claim.anchor.as_ref().map(|anchor| anchor.as_str()),
            note: claim.note.as_deref(),
            counts: weighed
                .verdict()
                .counts()
                .map_or("none", |status| status.word()),
            why: weighed.reason.word(),
        }
    }
}

/// A list whose entries are created while they are written, to save memory.
struct Each<I>(I);

impl<I> Serialize for Each<I>
where
    I: Iterator + Clone,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

/// A day, written as `2026-11-23`.
struct DateText(Date);

impl Serialize for DateText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing;
    use snapbox::{IntoData, assert_data_eq, str};

    #[test]
    fn coverage_as_json() {
        let text = testing::sample().json(&[StandardIx(1)]);
        let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let written_again = serde_json::to_string_pretty(&json).unwrap() + "\n";
        assert_eq!(text, written_again, "two spaces for each level");
        let clauses = json["standards"][0]["clauses"].as_array_mut().unwrap();
        assert_eq!(clauses.len(), 9);
        clauses.retain(|clause| ["1.1", "2.10", "3"].contains(&clause["number"].as_str().unwrap()));
        let shown = serde_json::to_string_pretty(&json).unwrap();
        assert_data_eq!(
            shown,
            str![[r#"
{
  "schema": "clausebook.coverage/1",
  "as_of": "2026-11-23",
  "standards": [
    {
      "id": "own",
      "designation": "Own: rules [2026]",
      "summary": {
        "requirements": 6,
        "covered": 1,
        "overdue": 1,
        "partial": 1,
        "planned": 1,
        "gap": 1,
        "excluded": 1,
        "percent": 20.0
      },
      "clauses": [
        {
          "number": "1.1",
          "title": "Suppliers",
          "requirement": true,
          "status": "covered",
          "evidence": "on-file",
          "audited": "2026-05-04",
          "audit_due": false,
          "open_findings": {
            "major": 0,
            "minor": 1,
            "observation": 0,
            "ungraded": 0
          },
          "claims": [
            {
              "document": "QP-1",
              "revision": "3",
              "section": "scoring",
              "extent": "full",
              "broad": false,
              "in_force": true,
              "overdue": false,
              "file": "procedures/QP-1.md",
              "line": 11,
              "clause": "1.1",
              "item": null,
              "anchor": "scoring",
              "note": "Since 2024",
              "counts": "covered",
              "why": "covers"
            },
            {
              "document": "QP-2",
              "revision": "3",
              "section": null,
              "extent": "full",
              "broad": true,
              "in_force": true,
              "overdue": true,
              "file": "procedures/QP-2.md",
              "line": 11,
              "clause": "1",
              "item": null,
              "anchor": null,
              "note": null,
              "counts": "partial",
              "why": "clause-above"
            }
          ],
          "documented_information": "retain",
          "audit": "AU-1",
          "exclusion": null,
          "void_exclusions": [],
          "items": null
        },
        {
          "number": "2.10",
          "title": "Design, and whatever comes before it: plans, drawings, specifications",
          "requirement": true,
          "status": "excluded",
          "evidence": "not-required",
          "audited": "2020-05-04",
          "audit_due": true,
          "open_findings": {
            "major": 0,
            "minor": 0,
            "observation": 0,
            "ungraded": 0
          },
          "claims": [],
          "documented_information": "none",
          "audit": "AU-0",
          "exclusion": {
            "clause": "2.10",
            "item": null,
            "justification": "=Customers supply every drawing.",
            "approved_by": "Managing director",
            "date": "2026-01-12"
          },
          "void_exclusions": [],
          "items": null
        },
        {
          "number": "3",
          "title": "Terms",
          "requirement": false,
          "status": null,
          "evidence": "not-required",
          "audited": null,
          "audit_due": true,
          "open_findings": {
            "major": 0,
            "minor": 0,
            "observation": 0,
            "ungraded": 0
          },
          "claims": [],
          "documented_information": "none",
          "audit": null,
          "exclusion": null,
          "void_exclusions": [],
          "items": null
        }
      ],
      "replaces_built_in": false
    }
  ]
}
"#]]
            .raw()
        );
    }

    #[test]
    fn every_standard_stands_in_the_order_that_was_asked_for() {
        let sample = testing::sample();
        let ids = |standards: &[StandardIx]| {
            let text = sample.json(standards);
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            let ids = json["standards"].as_array().unwrap().iter();
            ids.map(|s| s["id"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            ids(&[StandardIx(0), StandardIx(1)]),
            ["iso-9001-2015", "own"]
        );
        assert_eq!(ids(&[StandardIx(1)]), ["own"]);
        assert!(ids(&[]).is_empty());
    }
}
