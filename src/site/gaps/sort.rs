//! The sorts of gaps: the names of each, and its gaps in a standard.

use crate::coverage::{ClauseStatus, EvidenceStatus, Figures, WeighedClaim};
use crate::manual::{ClauseKey, Grade, PageKey, RecordIx, Role, StandardIx};
use crate::site::Address;
use crate::site::gaps::audits_due;
use crate::site::gaps::page::Item;
use crate::site::index::SiteIndex;
use crate::site::theme::linked_message::{Argument, LinkedMessage};
use crate::site::views;
use crate::site::views::words::clause_status::status_words;

/// The sorts of gaps, the worst first.
pub(super) fn sorts() -> impl Iterator<Item = Sort> {
    let is_missing = |status: &ClauseStatus| status_words(*status).missing.is_some();
    let statuses = ClauseStatus::ALL.into_iter().filter(is_missing);
    statuses.map(Sort::Status).chain([
        Sort::Contested,
        Sort::Findings,
        Sort::Evidence,
        Sort::Stale,
        Sort::ExcludedButClaimed,
        Sort::VoidExclusion,
        Sort::Audit,
    ])
}

/// A sort of gap.
#[derive(Clone, Copy)]
pub(super) enum Sort {
    /// Requirements with this status.
    Status(ClauseStatus),
    /// Covered requirements with an open major finding.
    Contested,
    /// Clauses with another open finding.
    Findings,
    /// Requirements without evidence.
    Evidence,
    /// Requirements whose evidence is not known to be recent enough.
    Stale,
    /// Excluded clauses and items that are also claimed.
    ExcludedButClaimed,
    /// Clauses that a void exclusion names.
    VoidExclusion,
    /// Requirements that no audit has reached in time.
    Audit,
}

/// The names of a sort on the page.
pub(super) struct Names {
    pub(super) id: &'static str,
    pub(super) class: &'static str,
    pub(super) title: &'static str,
    pub(super) meaning: &'static str,
}

impl Sort {
    /// Whether the site knows all gaps of this sort.
    pub(super) fn is_known(self, figures: Figures) -> bool {
        match self {
            Self::Contested | Self::Findings => figures.findings,
            Self::Evidence | Self::Stale => figures.evidence,
            Self::Audit => figures.audits,
            Self::Status(_) | Self::ExcludedButClaimed | Self::VoidExclusion => true,
        }
    }

    pub(super) fn names(self) -> Names {
        let (id, class, title, meaning) = match self {
            Self::Status(status) => {
                let (title, meaning) = status_words(status).missing.unwrap_or_default();
                (status.word(), status.word(), title, meaning)
            }
            Self::Contested => (
                "contested",
                "contested",
                "gaps_contested",
                "gaps_contested_meaning",
            ),
            Self::Findings => (
                "findings",
                "findings",
                "gaps_findings",
                "gaps_findings_meaning",
            ),
            Self::Evidence => (
                "evidence",
                "missing",
                "gaps_evidence",
                "gaps_evidence_meaning",
            ),
            Self::Stale => ("stale", "stale", "gaps_stale", "gaps_stale_meaning"),
            Self::ExcludedButClaimed => (
                "excluded-but-claimed",
                "excluded",
                "gaps_excluded_but_claimed",
                "gaps_excluded_but_claimed_meaning",
            ),
            Self::VoidExclusion => ("void-exclusion", "void", "gaps_void", "gaps_void_meaning"),
            Self::Audit => ("audit", "audit", "gaps_audit", "gaps_audit_meaning"),
        };
        Names {
            id,
            class,
            title,
            meaning,
        }
    }

    /// The gaps of this sort in a standard, in reading order.
    pub(super) fn items<'a>(
        self,
        site: &'a SiteIndex<'_>,
        from: &Address,
        ix: StandardIx,
    ) -> Vec<Item<'a>> {
        let standard = site.compiled.manual.standard(ix);
        if let Self::Audit = self {
            return audits_due::items(site, from, ix);
        }
        let found = standard.clauses.positions().filter_map(|clause| {
            let key = ClauseKey {
                standard: ix,
                clause,
            };
            let of = views::clause::clause_coverage(site, key);
            let closing = self.closing(site, from, key)?;
            Some(Item {
                alarm: views::clause::clause_state(site, of).and_then(|state| state.alarm),
                summary: self.summary(site, key),
                ..Item::new(views::clause::clause_link(site, from, key), closing)
            })
        });
        found.collect()
    }

    /// What a clause asks for, if nothing is written yet.
    fn summary<'s>(self, site: &'s SiteIndex<'_>, key: ClauseKey) -> Option<&'s str> {
        let unwritten = matches!(self, Self::Status(ClauseStatus::Gap));
        let summary = site.compiled.manual.clause(key).summary.as_str();
        (unwritten && !summary.is_empty()).then_some(summary)
    }

    /// What would close the gap of this sort at a clause; `None` if there is no gap.
    fn closing(
        self,
        site: &SiteIndex<'_>,
        from: &Address,
        key: ClauseKey,
    ) -> Option<LinkedMessage> {
        let of = views::clause::clause_coverage(site, key);
        let asked = of.applies(site.compiled.manual.clause(key));
        match self {
            Self::Status(status) => (asked && of.status == Some(status))
                .then(|| views::gap_remedy::gap_remedy(site, from, key)),
            Self::Contested => is_contested(site, key)
                .then(|| close_findings(site, from, key, |grade| grade == Some(Grade::Major))),
            Self::Findings => {
                let told = is_contested(site, key).then_some(Grade::Major);
                let is_open = |grade| told.is_none() || grade != told;
                let closing = close_findings(site, from, key, is_open);
                (!closing.is_empty()).then_some(closing)
            }
            Self::Evidence => (asked && of.evidence == Some(EvidenceStatus::Missing))
                .then(|| views::gap_remedy::evidence_remedy(site, from, key)),
            Self::Stale => (asked && of.evidence == Some(EvidenceStatus::Stale))
                .then(|| views::gap_remedy::stale_remedy(site, key)),
            Self::ExcludedButClaimed => excluded_but_claimed(site, from, key),
            Self::VoidExclusion => void_exclusions(site, key),
            Self::Audit => None,
        }
    }
}

/// Whether a major finding is open against a covered requirement.
fn is_contested(site: &SiteIndex<'_>, key: ClauseKey) -> bool {
    let of = views::clause::clause_coverage(site, key);
    let asked = of.applies(site.compiled.manual.clause(key));
    asked && of.status == Some(ClauseStatus::Covered) && of.has_major_finding()
}

/// The sentences about the open findings against a clause with the grades that `is_meant` accepts.
fn close_findings(
    site: &SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    is_meant: impl Fn(Option<Grade>) -> bool,
) -> LinkedMessage {
    let grade = |ix: RecordIx| Grade::of(&site.compiled.manual.record(ix).fields);
    let findings = site.compiled.coverage.findings.on_clause(key).iter();
    let findings = findings.copied().filter(|ix| is_meant(grade(*ix)));
    findings
        .map(|ix| {
            let name = views::names::page_name(site, PageKey::Record(ix));
            let owner = site.compiled.manual.record(ix).owner.as_ref();
            let finding = Argument::link(views::claim::record_href(site, from, ix), name)
                .moved_by(owner.map(Role::as_str));
            let badge = views::clause::finding_grade(site, ix);
            let arguments = [("finding", finding), ("grade", Argument::text(badge.word))];
            match grade(ix) {
                Some(Grade::Major) => site.messages.sentence("close-contested", &arguments[..1]),
                _ => site.messages.sentence("close-finding", &arguments),
            }
        })
        .fold(LinkedMessage::default(), LinkedMessage::then)
}

/// The sentence about a clause that is claimed although it, or one of its items, is excluded.
fn excluded_but_claimed(
    site: &SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
) -> Option<LinkedMessage> {
    let of = views::clause::clause_coverage(site, key);
    let claims = of.claims_despite_exclusion(&site.compiled.resolved);
    if of.exclusion.is_none() {
        let items = claims.map(|weighed| excluded_item(site, from, weighed));
        let all = items.fold(LinkedMessage::default(), LinkedMessage::then);
        return (!all.is_empty()).then_some(all);
    }
    let mut claiming: Vec<_> = claims
        .map(|weighed| views::claim::claim(site, weighed.claim).document)
        .collect();
    claiming.dedup();
    let first = claiming.first()?;
    let arguments = [
        (
            "document",
            views::reasons::document_argument(site, from, *first),
        ),
        ("others", Argument::Number(claiming.len() - 1)),
    ];
    Some(
        site.messages
            .sentence("close-excluded-but-claimed", &arguments),
    )
}

/// The sentence about a claim on an excluded item.
fn excluded_item(site: &SiteIndex<'_>, from: &Address, weighed: &WeighedClaim) -> LinkedMessage {
    let claim = views::claim::claim(site, weighed.claim);
    let document = views::reasons::document_argument(site, from, claim.document);
    let item = Argument::text(claim.item.as_deref().unwrap_or_default());
    let arguments = [("document", document), ("item", item)];
    site.messages.sentence("close-excluded-item", &arguments)
}

/// The reasons why the exclusions of a clause are void.
fn void_exclusions(site: &SiteIndex<'_>, key: ClauseKey) -> Option<LinkedMessage> {
    let faults = views::reasons::void_exclusions(site, key);
    let sentences = faults
        .iter()
        .map(|fault| LinkedMessage::without_links(fault));
    let all = sentences.fold(LinkedMessage::default(), LinkedMessage::then);
    (!all.is_empty()).then_some(all)
}
