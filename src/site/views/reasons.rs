//! The reasons for the status of a clause, and for whether a claim counts, in words
//! (`docs/design.md`, "Every status is explained").
//!
//! This file decides nothing: the verdicts come from `coverage`, and each has a message.

use serde::Serialize;

use crate::coverage::{
    ClaimReason, ClauseStatus, ExclusionFault, NotInForce, Standing, WeighedClaim, status_reason,
};
use crate::manual::{ClauseKey, DocumentIx, Role};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::theme::linked_message::{Argument, LinkedMessage};
use crate::site::views;
use crate::site::views::labels::BadgeView;
use crate::site::views::words::claim_reason::reason_words;
use crate::site::views::words::clause_status::{reason_sentence, status_words};

/// A row of the table of statuses, with its result for one clause.
#[derive(Debug, Serialize)]
pub(crate) struct Rule<'a> {
    pub(crate) status: BadgeView<'a>,
    pub(crate) when: &'a str,
    /// Whether this row decided the clause's status.
    pub(crate) decided: bool,
    /// Whether an earlier row had already decided it.
    pub(crate) skipped: bool,
}

/// The reason for the status of a clause, with a note if a major finding is open.
pub(crate) fn status_sentence(site: &SiteIndex<'_>, key: ClauseKey) -> LinkedMessage {
    let of = views::clause::clause_coverage(site, key);
    let clause = site.compiled.manual.clause(key);
    let name = reason_sentence(status_reason(clause, of));
    let reason = site.messages.sentence(name, &[]);
    if !of.has_major_finding() {
        return reason;
    }
    reason.then(site.messages.sentence("reason-contested", &[]))
}

/// Further remarks on a clause: void exclusions, and its items.
pub(crate) fn remarks(site: &SiteIndex<'_>, key: ClauseKey) -> Vec<String> {
    let of = views::clause::clause_coverage(site, key);
    let messages = &site.messages;
    let listed = |items: &[char]| {
        let items: Vec<String> = items.iter().map(|item| format!("{item})")).collect();
        items.join(", ")
    };
    let mut remarks = void_exclusions(site, key);
    if !of.excluded_items.is_empty() {
        let items = listed(&of.excluded_items);
        remarks.push(messages.with("items-excluded", [("items", items.into())]));
    }
    if !of.items_to_claim().is_empty() {
        let items = listed(of.items_to_claim());
        remarks.push(messages.with("items-unclaimed", [("items", items.into())]));
    }
    remarks
}

/// The reasons why exclusions of a clause are void.
pub(crate) fn void_exclusions(site: &SiteIndex<'_>, key: ClauseKey) -> Vec<String> {
    let mut sentences = Vec::new();
    for ix in &views::clause::clause_coverage(site, key).void_exclusions {
        let exclusion = &site.compiled.resolved.exclusions[*ix];
        let date = exclusion.date.map(|date| site.messages.date(date));
        for fault in &site.compiled.coverage.exclusion_faults[*ix] {
            let name = match fault {
                ExclusionFault::Unjustified => "void-exclusion-unjustified",
                ExclusionFault::NotYet => "void-exclusion-not-yet",
                ExclusionFault::UnreadableDate => "void-exclusion-unreadable",
                ExclusionFault::NotPermitted => "void-exclusion-not-permitted",
            };
            let date = date.clone().unwrap_or_default();
            sentences.push(site.messages.with(name, [("date", date.into())]));
        }
    }
    sentences
}

/// The rows of the table of statuses, with their results for a requirement.
pub(crate) fn table_rows<'s>(site: &'s SiteIndex<'_>, key: ClauseKey) -> Vec<Rule<'s>> {
    let decided = views::clause::clause_coverage(site, key).status;
    let mut skipped = false;
    ClauseStatus::by_table()
        .map(|status| {
            let rule = Rule {
                status: views::labels::clause_status(site, status),
                when: site.messages.get(status_words(status).rule),
                decided: decided == Some(status),
                skipped,
            };
            skipped |= rule.decided;
            rule
        })
        .collect()
}

/// The reason why a claim counts for a clause, or why it does not.
pub(crate) fn claim_reason(
    site: &SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    weighed: WeighedClaim,
) -> LinkedMessage {
    let manual = &site.compiled.manual;
    let claim = views::claim::claim(site, weighed.claim);
    let document = manual.document(claim.document);
    let superseded_by = views::labels::standing(site, claim.document)
        .superseded_by
        .first();
    let reason = match weighed.reason {
        ClaimReason::NotInForce(NotInForce::Superseded)
            if site.withheld_references(claim.document).superseded_by =>
        {
            return site.messages.sentence("claim-superseded-elsewhere", &[]);
        }
        // Several files may share the id of the superseding document. Then none of them can be
        // named.
        ClaimReason::NotInForce(NotInForce::Superseded) if superseded_by.is_none() => {
            ClaimReason::NotInForce(NotInForce::Withdrawn)
        }
        ClaimReason::NotInForce(reason) if reason.is_about_approval() => {
            return views::approval::why_not_in_force(site, claim.document);
        }
        reason => reason,
    };
    let is_in_force = weighed.verdict().is_in_force();
    let name = match is_in_force && !manual.clause(key).requirement {
        true => "claim-on-heading",
        false => reason_words(reason).sentence,
    };
    let since = document.effective.map(|day| site.messages.date(day));
    let newer = superseded_by.map(|newer| document_argument(site, from, *newer));
    let arguments = [
        ("effective", Argument::text(since.unwrap_or_default())),
        (
            "item",
            Argument::text(claim.item.as_deref().unwrap_or_default()),
        ),
        ("clause", clause_argument(site, from, claim.clause)),
        ("document", newer.unwrap_or_else(|| Argument::text(""))),
    ];
    let sentence = site.messages.sentence(name, &arguments);
    match is_in_force {
        true => sentence.then(overdue_since(site, claim.document)),
        false => sentence,
    }
}

/// The note that the review of a document is overdue; empty if it is not.
fn overdue_since(site: &SiteIndex<'_>, ix: DocumentIx) -> LinkedMessage {
    let standing = views::labels::standing(site, ix);
    match standing.review_due {
        _ if standing.standing != Standing::Overdue => LinkedMessage::default(),
        Some(due) => {
            let due = Argument::text(site.messages.date(due));
            site.messages
                .sentence("claim-review-was-due", &[("due", due)])
        }
        None => site.messages.sentence("claim-review-unreadable", &[]),
    }
}

/// A document's id in a sentence, linked from a page.
pub(crate) fn document_argument<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    ix: DocumentIx,
) -> Argument<'s> {
    let document = site.compiled.manual.document(ix);
    // What is written needs its approver; everything else is up to its owner.
    let mover = match views::labels::standing(site, ix).not_in_force {
        Some(NotInForce::InReview | NotInForce::NotApproved) => &document.approver,
        _ => &document.owner,
    };
    let id = document.id.value.as_str();
    Argument::link(views::claim::document_href(site, from, ix), id)
        .moved_by(mover.as_ref().map(Role::as_str))
}

/// A clause's number in a sentence, linked from a page.
pub(crate) fn clause_argument<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
) -> Argument<'s> {
    let number = site.compiled.manual.clause(key).number.as_str();
    Argument::link(from.href(site.clause_address(key)), number)
}

#[cfg(test)]
mod tests {
    use super::{claim_reason, status_sentence, table_rows};
    use crate::site::Page;
    use crate::site::tests::fixture::*;
    use crate::site::views::clause::clause_coverage;

    /// The reason for the only claim on 8.4.1 by a document in this state, with these claims.
    fn reason_of(asked: &str, state: &str, clauses: &str) -> String {
        let files = [procedure("QP-07", state, &format!("clauses: [{clauses}]"))];
        let manual = TestSite::iso("", &files);
        let site = manual.site();
        let key = manual.clause(asked);
        let from = Page::Clause(key).address(site.compiled);
        let weighed_claims = &clause_coverage(&site, key).weighed_claims;
        assert_eq!(weighed_claims.len(), 1);
        claim_reason(&site, &from, key, weighed_claims[0]).plain()
    }

    #[test]
    fn every_verdict_has_its_words() {
        let part = "{ clause: 8.4.1, extent: partial }";
        for (state, clauses, expected) in [
            (
                IN_FORCE,
                "8.4.1",
                "In force since 1 Feb 2026; addresses this clause itself, in full.",
            ),
            (
                OVERDUE,
                "8.4.1",
                "In force, and addresses this clause itself in full, but is overdue for review. Its review was due 1 Aug 2026.",
            ),
            (
                IN_FORCE,
                part,
                "In force, but addresses only a part of this clause.",
            ),
            (
                OVERDUE,
                part,
                "In force, but addresses only a part of this clause. Its review was due 1 Aug 2026.",
            ),
            (
                IN_FORCE,
                "\"8.4.1 b)\"",
                "In force, but addresses only item b) of this clause.",
            ),
            (
                IN_FORCE,
                "8.4",
                "In force, but claims only 8.4 as a whole, not this clause itself.",
            ),
            (DRAFT, "8.4.1", "A draft: not approved yet."),
            (IN_REVIEW, "8.4", "In review: not approved yet."),
            (
                LATER,
                "8.4.1",
                "Approved, but effective only from 4 Jan 2027.",
            ),
            (
                UNDATED,
                "8.4.1",
                "Approved without an effective date, so not in force.",
            ),
            ("", "8.4.1", "Has no valid status, so is not in force."),
            (OBSOLETE, "8.4.1", "Obsolete: counts for nothing."),
        ] {
            assert_eq!(
                reason_of("8.4.1", state, clauses),
                expected,
                "{state} {clauses}"
            );
        }
    }

    #[test]
    fn a_claim_on_a_heading_does_not_cover_what_is_below() {
        assert_eq!(
            reason_of("8.4", IN_FORCE, "8.4"),
            "In force. Claims the heading: for each requirement below it this counts as partial."
        );
    }

    #[test]
    fn a_superseded_document_names_the_newer_one() {
        let files = [
            procedure("QP-03", IN_FORCE, "clauses: [8.4.1]"),
            procedure("QP-07", IN_FORCE, "supersedes: [QP-03]"),
        ];
        let manual = TestSite::iso("", &files);
        let page = manual.page("standards/iso-9001-2015/8.4.1.html");
        assert_eq!(
            page.linked(".claim-table .reason"),
            "Superseded by [QP-07](../../documents/QP-07.html): counts for nothing."
        );
    }

    #[test]
    fn every_status_has_its_reason() {
        let excluded = "[[exclusion]]\nclause = \"8.4.1\"\njustification = \"No purchases.\"\n";
        let part = "clauses: [{ clause: 8.4.1, extent: partial }]";
        for (config, claims, expected) in [
            (excluded, vec![], "It is excluded"),
            (
                "",
                vec![(IN_FORCE, "clauses: [8.4.1]")],
                "A document in force addresses this clause itself",
            ),
            (
                "",
                vec![(OVERDUE, "clauses: [8.4.1]")],
                "Every document in force that addresses",
            ),
            (
                "",
                vec![(IN_FORCE, part)],
                "Documents in force address only a part of it.",
            ),
            (
                "",
                vec![(IN_FORCE, "clauses: [8.4]")],
                "Documents in force claim only a clause above it",
            ),
            (
                "",
                vec![(IN_FORCE, part), (IN_FORCE, "clauses: [8]")],
                "Documents in force address only a part of it, or",
            ),
            (
                "",
                vec![(DRAFT, "clauses: [8.4.1]")],
                "The documents that claim it are not in force yet.",
            ),
            (
                "",
                vec![(OBSOLETE, "clauses: [8.4.1]")],
                "Only obsolete documents claim it",
            ),
            ("", vec![], "No document claims it, nor a clause above it."),
        ] {
            let files: Vec<_> = claims
                .iter()
                .enumerate()
                .map(|(at, (state, fields))| procedure(&format!("QP-{at}"), state, fields))
                .collect();
            let manual = TestSite::iso(config, &files);
            let site = manual.site();
            let reason = status_sentence(&site, manual.clause("8.4.1")).plain();
            assert!(reason.starts_with(expected), "{expected}: {reason}");
        }
    }

    #[test]
    fn an_open_major_finding_is_said_with_the_reason() {
        let files = [
            procedure("QP-07", IN_FORCE, "clauses: [8.4.1]"),
            finding("NC-1", "major", "8.4.1"),
        ];
        let manual = TestSite::iso("", &files);
        let site = manual.site();
        let reason = status_sentence(&site, manual.clause("8.4.1")).plain();
        assert!(
            reason.ends_with("But a major finding is open against it."),
            "{reason}"
        );
    }

    #[test]
    fn the_table_shows_which_row_decided() {
        let manual = TestSite::iso("", &[procedure("QP-07", DRAFT, "clauses: [8.4.1]")]);
        let site = manual.site();
        let rules = table_rows(&site, manual.clause("8.4.1"));
        let rows: Vec<_> = rules
            .iter()
            .map(|rule| (rule.status.class, rule.decided, rule.skipped))
            .collect();
        assert_eq!(
            rows,
            [
                ("excluded", false, false),
                ("covered", false, false),
                ("overdue", false, false),
                ("partial", false, false),
                ("planned", true, false),
                ("gap", false, true),
            ]
        );
    }
}
