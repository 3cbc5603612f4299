//! The sentence that says how to close a gap.

use crate::coverage::{
    ClaimReason, ClauseCoverage, ClauseStatus, NotInForce, Standing, Verdict, WeighedClaim,
};
use crate::manual::{ClauseKey, DocumentIx, Extent};
use crate::resolve::ClaimIx;
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::theme::linked_message::{Argument, LinkedMessage};
use crate::site::views;
use crate::site::views::words::document_state::state_words;

/// How to get a requirement covered; empty for one that is covered or excluded.
pub(crate) fn gap_remedy(site: &SiteIndex<'_>, from: &Address, key: ClauseKey) -> LinkedMessage {
    let of = views::clause::clause_coverage(site, key);
    if of.rests_elsewhere {
        return site.messages.sentence("reason-elsewhere", &[]);
    }
    match of.status {
        Some(ClauseStatus::Gap) => remedy_of_gap(site, from, key, of),
        Some(ClauseStatus::Planned) => closing_planned(site, from, key, of),
        Some(ClauseStatus::Partial) => closing_partial(site, from, key, of),
        Some(ClauseStatus::Overdue) => remedy_of_overdue(site, from, of),
        Some(ClauseStatus::Covered | ClauseStatus::Excluded) | None => LinkedMessage::default(),
    }
}

/// How to provide a requirement's missing evidence.
pub(crate) fn evidence_remedy(
    site: &SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
) -> LinkedMessage {
    let of = views::clause::clause_coverage(site, key);
    let in_force = of.weighed_claims.iter();
    let in_force = in_force.filter(|weighed| weighed.verdict().is_in_force());
    let best = in_force.min_by_key(|weighed| weighed.verdict());
    match best {
        Some(weighed) => {
            let document = views::reasons::document_argument(
                site,
                from,
                views::claim::claim(site, weighed.claim).document,
            );
            site.messages
                .sentence("close-evidence", &[("document", document)])
        }
        None if of.rests_elsewhere => site.messages.sentence("reason-elsewhere", &[]),
        None => site.messages.sentence("close-evidence-nobody", &[]),
    }
}

/// How to renew a requirement's evidence that is not known to be recent enough.
pub(crate) fn stale_remedy(site: &SiteIndex<'_>, key: ClauseKey) -> LinkedMessage {
    let of = views::clause::clause_coverage(site, key);
    let records = &site.compiled.coverage.records;
    let named = views::clause::named_evidence(site, of).into_iter();
    let newest = named.filter_map(|evidence| records.newest(evidence)).max();
    // Those who own what claims it own its evidence.
    let in_force = of.weighed_claims.iter();
    let in_force = in_force.filter(|weighed| weighed.verdict().is_in_force());
    let best = in_force.min_by_key(|weighed| weighed.verdict());
    let document = best.map(|weighed| views::claim::claim(site, weighed.claim).document);
    let owner = document.and_then(|ix| site.compiled.manual.document(ix).owner.as_ref());
    let owner = owner.map(|role| role.as_str());
    match newest {
        _ if site.compiled.manual.config.is_evidence_interval_unreadable => {
            site.messages.sentence("close-stale-interval", &[])
        }
        Some(newest) => {
            let newest = Argument::text(site.messages.date(newest));
            site.messages
                .sentence("close-stale", &[("newest", newest)])
                .moved_by(owner)
        }
        // A document that the edition does not hold names the evidence.
        None if site.withholds_pages() => site.messages.sentence("reason-elsewhere", &[]),
        None => site
            .messages
            .sentence("close-stale-undated", &[])
            .moved_by(owner),
    }
}

/// The number of the clause that the sentence is about. It is plain text, because the clause is
/// linked beside the sentence.
fn own_number<'s>(site: &'s SiteIndex<'_>, key: ClauseKey) -> Argument<'s> {
    Argument::text(site.compiled.manual.clause(key).number.as_str())
}

fn remedy_of_gap(
    site: &SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    of: &ClauseCoverage,
) -> LinkedMessage {
    let clause = own_number(site, key);
    // A struck-out claim of a document in force is easier to restore than an obsolete document.
    let struck = |weighed: &&WeighedClaim| weighed.reason == ClaimReason::Struck;
    let claims = &of.weighed_claims;
    if let Some(obsolete) = claims.iter().find(struck).or(claims.first()) {
        let old = views::claim::claim(site, obsolete.claim).document;
        let successor = views::labels::standing(site, old).superseded_by.iter();
        let successor = successor
            .copied()
            .find(|ix| !views::labels::standing(site, *ix).standing.is_obsolete());
        let document = views::reasons::document_argument(site, from, old);
        if obsolete.reason == ClaimReason::Struck {
            let arguments = [("document", document), ("clause", clause)];
            return site.messages.sentence("close-gap-struck", &arguments);
        }
        return match successor {
            Some(newer) => {
                let successor = views::reasons::document_argument(site, from, newer);
                let arguments = [
                    ("document", document),
                    ("successor", successor),
                    ("clause", clause),
                ];
                site.messages.sentence("close-gap-superseded", &arguments)
            }
            None => {
                let arguments = [("document", document), ("clause", clause)];
                site.messages.sentence("close-gap-obsolete", &arguments)
            }
        };
    }
    match covered_elsewhere(site, key) {
        Some((other, claim)) => {
            let claim = views::claim::claim(site, claim);
            let document = site.compiled.manual.document(claim.document);
            let href = views::claim::claim_href(site, from, claim);
            let number = &site.compiled.manual.clause(other).number;
            let designation = &site.compiled.manual.standard(other.standard).designation;
            let other_href = from.href(site.clause_address(other));
            let arguments = [
                ("clause", clause),
                (
                    "other",
                    Argument::link(other_href, format!("{designation} {number}")),
                ),
                ("document", Argument::link(href, document.id.value.as_str())),
            ];
            site.messages
                .sentence("close-gap-corresponding", &arguments)
        }
        None => site.messages.sentence("close-gap", &[("clause", clause)]),
    }
}

/// A corresponding clause of another standard that is covered, and a claim that covers it.
fn covered_elsewhere(site: &SiteIndex<'_>, key: ClauseKey) -> Option<(ClauseKey, ClaimIx)> {
    let mut others = site.crosswalks.of(key).iter().map(|other| other.clause);
    others.find_map(|other| {
        let of = views::clause::clause_coverage(site, other);
        let covered = of.status == Some(ClauseStatus::Covered)
            && site.compiled.manual.clause(other).requirement;
        let covers = of.claims_with(Verdict::Covers).next();
        Some((other, covers.filter(|_| covered)?.claim))
    })
}

fn closing_planned(
    site: &SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    of: &ClauseCoverage,
) -> LinkedMessage {
    let coming = of.claims_with(Verdict::NotYet);
    let Some(best) = coming.min_by_key(|weighed| nearness(site, weighed)) else {
        return LinkedMessage::default();
    };
    let claim = views::claim::claim(site, best.claim);
    let reach = match (best.broad, claim.extent) {
        (true, _) => {
            let arguments = [
                (
                    "above",
                    views::reasons::clause_argument(site, from, claim.clause),
                ),
                ("clause", own_number(site, key)),
            ];
            site.messages.sentence("close-coming-broad", &arguments)
        }
        (false, Extent::Partial) => site.messages.sentence("close-coming-part", &[]),
        (false, Extent::Full) => LinkedMessage::default(),
    };
    remedy_of_coming(site, from, "close-coming", claim.document).then(reach)
}

/// The number of steps before a proposed claim of a document in force counts (see [`nearness`]).
const PROPOSED: u8 = 3;

/// How near a claim that does not count yet is to covering its clause; a smaller value is nearer.
fn nearness(site: &SiteIndex<'_>, weighed: &WeighedClaim) -> (bool, Extent, u8) {
    let claim = views::claim::claim(site, weighed.claim);
    let reason = views::labels::standing(site, claim.document).not_in_force;
    let steps = reason.map_or(PROPOSED, NotInForce::steps);
    (weighed.broad, claim.extent, steps)
}

/// What has to happen before a document comes into force. `message` is the name of the message; the
/// state of the document selects its form.
fn remedy_of_coming(
    site: &SiteIndex<'_>,
    from: &Address,
    message: &str,
    ix: DocumentIx,
) -> LinkedMessage {
    let document = site.compiled.manual.document(ix);
    let reason = views::labels::standing(site, ix).not_in_force;
    let state = reason.map_or("proposed", |reason| state_words(reason).remedy);
    let effective = document.effective.map(|day| site.messages.date(day));
    let arguments = [
        (
            "document",
            views::reasons::document_argument(site, from, ix),
        ),
        ("state", Argument::Choice(state)),
        ("effective", Argument::text(effective.unwrap_or_default())),
    ];
    site.messages.sentence(message, &arguments)
}

fn closing_partial(
    site: &SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    of: &ClauseCoverage,
) -> LinkedMessage {
    let claim_of = |weighed: &&WeighedClaim| views::claim::claim(site, weighed.claim);
    let full_and_coming = of
        .claims_with(Verdict::NotYet)
        .filter(|b| !b.broad && b.reason != ClaimReason::Proposed)
        .filter(|b| claim_of(b).extent == Extent::Full)
        .min_by_key(|weighed| nearness(site, weighed));
    if let Some(weighed) = full_and_coming {
        let document = views::claim::claim(site, weighed.claim).document;
        return remedy_of_coming(site, from, "close-partial-coming", document);
    }
    let to_claim = of.items_to_claim();
    if !to_claim.is_empty() && site.compiled.manual.clause(key).is_exhaustive {
        let items: Vec<String> = to_claim.iter().map(|item| format!("{item})")).collect();
        let items = Argument::text(items.join(", "));
        return site.messages.sentence("close-items", &[("items", items)]);
    }
    let mut claims = of.weighed_claims.iter();
    let is_part = |b: &&WeighedClaim| matches!(b.reason, ClaimReason::Part | ClaimReason::Item);
    let has_part = claims.clone().any(|b| is_part(&b));
    if let Some(empty) = claims.find(|b| b.reason == ClaimReason::Empty && !has_part) {
        let document = views::claim::claim(site, empty.claim).document;
        let document = views::reasons::document_argument(site, from, document);
        return site
            .messages
            .sentence("close-empty", &[("document", document)]);
    }
    let mut parts: Vec<DocumentIx> = of
        .claims_with(Verdict::Part)
        .map(|b| views::claim::claim(site, b.claim).document)
        .collect();
    parts.dedup();
    let clause = own_number(site, key);
    if let Some(document) = parts.first() {
        let arguments = [
            (
                "document",
                views::reasons::document_argument(site, from, *document),
            ),
            ("others", Argument::Number(parts.len() - 1)),
            ("clause", clause),
        ];
        return site.messages.sentence("close-partial-part", &arguments);
    }
    let broad = of.claims_with(Verdict::Broad).next();
    let Some(claim) = broad.as_ref().map(claim_of) else {
        return LinkedMessage::default();
    };
    let arguments = [
        (
            "document",
            views::reasons::document_argument(site, from, claim.document),
        ),
        (
            "above",
            views::reasons::clause_argument(site, from, claim.clause),
        ),
        ("clause", clause),
    ];
    site.messages.sentence("close-partial-broad", &arguments)
}

fn remedy_of_overdue(site: &SiteIndex<'_>, from: &Address, of: &ClauseCoverage) -> LinkedMessage {
    let mut overdue: Vec<DocumentIx> = of
        .claims_with(Verdict::CoversOverdue)
        .map(|b| views::claim::claim(site, b.claim).document)
        .collect();
    overdue.dedup();
    let Some(first) = overdue.first() else {
        return remedy_of_overdue_items(site, from, of);
    };
    let document = views::reasons::document_argument(site, from, *first);
    let Some(due) = views::labels::standing(site, *first).review_due else {
        return site
            .messages
            .sentence("close-review-unreadable", &[("document", document)]);
    };
    let due = site.messages.date(due);
    let arguments = [
        ("document", document),
        ("due", Argument::text(due)),
        ("others", Argument::Number(overdue.len() - 1)),
    ];
    site.messages.sentence("close-overdue", &arguments)
}

/// The documents with overdue reviews, for a requirement that is claimed item by item.
fn remedy_of_overdue_items(
    site: &SiteIndex<'_>,
    from: &Address,
    of: &ClauseCoverage,
) -> LinkedMessage {
    let items = of.weighed_claims.iter();
    let items = items.filter(|weighed| !weighed.broad && weighed.reason == ClaimReason::Item);
    let mut overdue: Vec<DocumentIx> = items
        .map(|weighed| views::claim::claim(site, weighed.claim).document)
        .filter(|ix| views::labels::standing(site, *ix).standing == Standing::Overdue)
        .collect();
    overdue.sort_unstable();
    overdue.dedup();
    let sentences = overdue.into_iter().map(|ix| {
        let document = views::reasons::document_argument(site, from, ix);
        let arguments = [("document", document)];
        site.messages.sentence("close-overdue-item", &arguments)
    });
    sentences.fold(LinkedMessage::default(), LinkedMessage::then)
}

#[cfg(test)]
mod tests {
    use super::gap_remedy;
    use crate::site::Page;
    use crate::site::tests::fixture::*;

    /// How to close 8.4.1, given documents QP-0, QP-1 … by state and fields.
    fn closing(documents: &[(&str, &str)]) -> String {
        let files: Vec<_> = documents
            .iter()
            .enumerate()
            .map(|(at, (state, fields))| procedure(&format!("QP-{at}"), state, fields))
            .collect();
        let manual = TestSite::iso("", &files);
        let site = manual.site();
        let from = Page::Gaps.address(site.compiled);
        gap_remedy(&site, &from, manual.clause("8.4.1")).plain()
    }

    const EXACT: &str = "clauses: [8.4.1]";
    const BROAD: &str = "clauses: [8.4]";
    const PART: &str = "clauses: [{ clause: 8.4.1, extent: partial }]";

    #[test]
    fn what_would_close_a_gap() {
        assert_eq!(
            closing(&[]),
            "Write down how 8.4.1 is met, and claim it there."
        );
        assert_eq!(
            closing(&[(OBSOLETE, EXACT)]),
            "Only QP-0 claims it, which is obsolete: claim 8.4.1 in a document in force."
        );
        assert_eq!(
            closing(&[(IN_FORCE, EXACT), (IN_FORCE, "supersedes: [QP-0]")]),
            "QP-0 claims it, which QP-1 superseded: claim 8.4.1 in QP-1 if it is met there."
        );
    }

    #[test]
    fn a_corresponding_clause_that_is_covered_is_worth_a_look() {
        let config = "title = \"M\"\nstandards = [\"iso-9001-2015\", \"iso-9002-1994\"]\n";
        let (path, text) = procedure("QP-07", IN_FORCE, "clauses: [\"iso-9002-1994:4.6.1\"]");
        let manual = TestSite::new(config, &[(&path, &text)]);
        let site = manual.site();
        let from = Page::Gaps.address(site.compiled);
        assert_eq!(
            gap_remedy(&site, &from, manual.clause("8.4.1")).plain(),
            "ISO 9002:1994 4.6.1 corresponds to it and is covered by QP-07: \
             see whether that meets 8.4.1 too, and claim it there."
        );
    }

    #[test]
    fn what_would_close_a_planned_requirement() {
        for (state, expected) in [
            (DRAFT, "QP-0 is a draft: approve it."),
            (IN_REVIEW, "QP-0 is in review: approve it."),
            (LATER, "QP-0 is approved and takes effect on 4 Jan 2027."),
            (
                UNDATED,
                "QP-0 is approved without an effective date: give it one.",
            ),
            ("", "QP-0 has no valid status: give it one."),
        ] {
            assert_eq!(closing(&[(state, EXACT)]), expected);
        }
        assert_eq!(
            closing(&[(DRAFT, BROAD)]),
            "QP-0 is a draft: approve it. It claims only 8.4 as a whole: claim 8.4.1 itself."
        );
        assert_eq!(
            closing(&[(DRAFT, PART)]),
            "QP-0 is a draft: approve it. It addresses only a part: address the rest as well."
        );
        assert_eq!(
            closing(&[(DRAFT, EXACT), (LATER, BROAD), (IN_REVIEW, EXACT)]),
            "QP-2 is in review: approve it."
        );
    }

    #[test]
    fn what_would_close_a_partial_requirement() {
        assert_eq!(
            closing(&[(IN_FORCE, BROAD)]),
            "Only claimed broadly, through 8.4 by QP-0: claim 8.4.1 itself."
        );
        assert_eq!(
            closing(&[(IN_FORCE, PART)]),
            "QP-0 addresses only a part of it: address the rest, there or in another document."
        );
        assert_eq!(
            closing(&[(IN_FORCE, PART), (IN_FORCE, PART), (IN_FORCE, PART)]),
            "QP-0 and 2 other documents each address a part of it: \
             where they make up the whole, let one of them claim 8.4.1 in full."
        );
        assert_eq!(
            closing(&[(IN_FORCE, BROAD), (DRAFT, EXACT)]),
            "QP-1 claims it in full and is a draft: approve it."
        );
    }

    #[test]
    fn what_would_close_an_overdue_requirement() {
        assert_eq!(
            closing(&[(OVERDUE, EXACT)]),
            "The review of QP-0 was due 1 Aug 2026: review it."
        );
        assert_eq!(
            closing(&[(OVERDUE, EXACT), (OVERDUE, EXACT)]),
            "The review of QP-0 was due 1 Aug 2026, and that of another document that claims it \
             is overdue too: review one of them."
        );
    }

    #[test]
    fn what_would_close_a_requirement_claimed_item_by_item() {
        let items = "clauses: [\"7.2 a)\", \"7.2 b)\", \"7.2 c)\"]";
        let files = [
            procedure("QP-0", IN_FORCE, items),
            procedure("QP-1", OVERDUE, "clauses: [\"7.2 d)\"]"),
        ];
        let manual = TestSite::iso("", &files);
        let site = manual.site();
        let from = Page::Gaps.address(site.compiled);
        assert_eq!(
            gap_remedy(&site, &from, manual.clause("7.2")).plain(),
            "The review of QP-1, which claims items of it, is overdue: review it."
        );
    }

    #[test]
    fn what_would_close_a_requirement_whose_claim_is_struck_out() {
        let (path, page) = procedure("QP-0", IN_FORCE, "clauses: []");
        let page = format!("{page}\n~~Words [[satisfies:8.4.1]]~~ more words.\n");
        let manual = TestSite::iso("", &[(path, page)]);
        let site = manual.site();
        let from = Page::Gaps.address(site.compiled);
        assert_eq!(
            gap_remedy(&site, &from, manual.clause("8.4.1")).plain(),
            "QP-0 claims it where the text is struck out or a task is not ticked: \
             claim 8.4.1 in text that holds."
        );
    }

    #[test]
    fn nothing_closes_what_is_covered() {
        assert_eq!(closing(&[(IN_FORCE, EXACT)]), "");
    }
}
