//! A requirement's row in a statement of applicability.

use std::ops::Range;

use serde::Serialize;

use crate::coverage::{Decision, applicability};
use crate::manual::{ApplicabilityReason, ClauseKey};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::matrix::row::{RowHead, document_links};
use crate::site::standards::clause::{ExclusionView, exclusion};
use crate::site::theme::linked_message::LinkedMessage;
use crate::site::views;
use crate::site::views::claim::{AddressingView, by_document};
use crate::site::views::clause::{ClauseState, EvidenceView};
use crate::site::views::labels::{BadgeView, DateView};

/// The most documents that a row shows; all of them are on the clause's page.
const MOST_DOCUMENTS: usize = 6;
/// The most forms and kinds of records that a row names as evidence.
const MOST_EVIDENCE: usize = 3;

/// A row. A heading groups the rows below it.
#[derive(Serialize)]
pub(crate) struct StatementRow<'a> {
    #[serde(flatten)]
    head: RowHead<'a>,
    requirement: Option<Cells<'a>>,
}

/// The cells of a requirement.
#[derive(Serialize)]
struct Cells<'a> {
    /// The decision, and the values by which the row can be filtered.
    decision: BadgeView<'a>,
    decisions: Vec<&'static str>,
    excluded: bool,
    reason: ReasonView<'a>,
    exclusion: Option<ExclusionView<'a>>,
    /// What contradicts the decision, void exclusions, and the items of the clause.
    remarks: Vec<String>,
    addressed: Vec<AddressingView<'a>>,
    more: Option<String>,
    elsewhere: bool,
    evidence: Option<EvidenceView<'a>>,
    owners: Vec<&'a str>,
    review: Option<DateView>,
    is_review_late: bool,
}

/// Why a requirement applies.
#[derive(Default, Serialize)]
pub(crate) struct ReasonView<'a> {
    /// "Risk, Contract"; empty if no reason is given.
    pub(crate) words: String,
    pub(crate) text: &'a str,
    /// "Stated for A.5", if the entry names a clause above.
    pub(crate) above: Option<LinkedMessage>,
    /// Whether a reason is needed and missing.
    pub(crate) missing: bool,
}

impl StatementRow<'_> {
    pub(super) fn is_requirement(&self) -> bool {
        self.requirement.is_some()
    }

    /// The state of a requirement; `None` for a heading.
    pub(super) fn own_state(&self) -> Option<&ClauseState<'_>> {
        self.head.state.as_ref().filter(|_| self.is_requirement())
    }

    /// Every link of the row to a document, or to a section of one.
    pub(super) fn document_links(&mut self) -> impl Iterator<Item = &mut String> {
        let cells = self.requirement.iter_mut();
        cells.flat_map(|cells| document_links(&mut cells.addressed, &mut cells.evidence))
    }

    /// The values by which the row can be filtered.
    pub(super) fn decisions(&self) -> &[&'static str] {
        let cells = self.requirement.as_ref();
        cells.map_or(&[], |cells| &cells.decisions)
    }
}

/// A clause's row on a page that has the rows of the clauses `on_page`.
pub(super) fn row<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    on_page: &Range<usize>,
) -> StatementRow<'a> {
    let is_uppermost = site.compiled.manual.clause(key).parent.is_none();
    let of = views::clause::clause_coverage(site, key);
    StatementRow {
        head: RowHead::new(site, from, key, on_page, is_uppermost),
        requirement: of
            .applicability
            .map(|of| cells(site, from, key, of.decision)),
    }
}

fn cells<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    decision: Decision,
) -> Cells<'a> {
    let compiled = site.compiled;
    let of = views::clause::clause_coverage(site, key);
    let excluded = matches!(decision, Decision::Excluded(_));
    let reason = reason(site, from, key);
    let mut decisions = vec![if excluded { "excluded" } else { "applies" }];
    decisions.extend(reason.missing.then_some("missing"));
    let addressing = by_document(&compiled.resolved.claims, &of.weighed_claims);
    let more = addressing.len().saturating_sub(MOST_DOCUMENTS);
    let documents = applicability::documents(&compiled.resolved, of).into_iter();
    let owners = documents.filter_map(|ix| compiled.manual.document(ix).owner.as_ref());
    let mut owners: Vec<&str> = match excluded {
        true => Vec::new(),
        false => owners.map(|role| role.as_str()).collect(),
    };
    owners.sort_unstable();
    owners.dedup();
    let review = applicability::next_review(&compiled.resolved, &compiled.coverage, of);
    let review = review.filter(|_| !excluded);
    Cells {
        decision: match excluded {
            true => views::clause::badge(site, "excluded", "applies_no"),
            false => views::clause::badge(site, "applies", "applies_yes"),
        },
        decisions,
        excluded,
        reason,
        exclusion: match decision {
            Decision::Excluded(at) => Some(exclusion(site, from, key, at)),
            Decision::Stated(_) | Decision::Required | Decision::Unstated => None,
        },
        remarks: remarks(site, key, excluded),
        addressed: addressing
            .iter()
            .take(MOST_DOCUMENTS)
            .map(|one| views::claim::addressing(site, from, key, one))
            .collect(),
        more: (more > 0).then(|| site.messages.count("more-documents", more)),
        elsewhere: of.rests_elsewhere && !excluded,
        evidence: match excluded {
            true => None,
            false => views::clause::clause_evidence(site, from, of, MOST_EVIDENCE),
        },
        owners,
        review: review.map(|day| views::labels::date(site, day)),
        is_review_late: review.is_some_and(|day| day < compiled.coverage.as_of),
    }
}

/// Why a requirement applies, in the words of the site. Empty if it is excluded.
pub(crate) fn reason<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
) -> ReasonView<'a> {
    let resolved = &site.compiled.resolved;
    let standard = site.compiled.manual.standard(key.standard);
    let of = views::clause::clause_coverage(site, key).applicability;
    match of.map(|of| of.decision) {
        Some(Decision::Stated(ix)) => {
            let entry = &resolved.applicability[ix];
            let words = entry.reasons.iter().map(|reason| word(site, *reason));
            ReasonView {
                words: words.collect::<Vec<_>>().join(", "),
                text: &entry.text,
                above: (entry.clause != key).then(|| {
                    let clause = views::reasons::clause_argument(site, from, entry.clause);
                    site.messages
                        .sentence("statement-stated-above", &[("clause", clause)])
                }),
                missing: false,
            }
        }
        Some(Decision::Required) => ReasonView {
            text: site.messages.get("applies_required"),
            ..ReasonView::default()
        },
        Some(Decision::Unstated) => ReasonView {
            missing: applicability::is_asked(standard, key.clause),
            ..ReasonView::default()
        },
        Some(Decision::Excluded(_)) | None => ReasonView::default(),
    }
}

/// The word for a reason.
fn word<'s>(site: &'s SiteIndex<'_>, reason: ApplicabilityReason) -> &'s str {
    let name = match reason {
        ApplicabilityReason::Risk => "applies_risk",
        ApplicabilityReason::Law => "applies_law",
        ApplicabilityReason::Contract => "applies_contract",
        ApplicabilityReason::Practice => "applies_practice",
    };
    site.messages.get(name)
}

/// What contradicts the decision, then the remarks of the matrix.
pub(crate) fn remarks(site: &SiteIndex<'_>, key: ClauseKey, excluded: bool) -> Vec<String> {
    let compiled = site.compiled;
    let of = views::clause::clause_coverage(site, key);
    let is_claimed = of.claims_despite_exclusion(&compiled.resolved).next();
    let entry = of.applicability.and_then(|of| of.entry);
    let is_stated = entry.is_some_and(|ix| compiled.resolved.applicability[ix].clause == key);
    let contradictions = [
        (excluded && is_claimed.is_some(), "statement_claimed"),
        (excluded && is_stated, "statement_said_to_apply"),
    ];
    let contradictions = contradictions.into_iter().filter(|(is, _)| *is);
    let contradictions = contradictions.map(|(_, name)| site.messages.get(name).to_owned());
    contradictions
        .chain(views::reasons::remarks(site, key))
        .collect()
}
