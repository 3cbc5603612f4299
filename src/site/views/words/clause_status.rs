//! The messages for the statuses of clauses and for the reasons of a status.

use crate::coverage::{ClauseStatus, StatusReason};

/// The names of the messages for a status.
pub(crate) struct StatusWords {
    /// The text of its badge.
    pub(crate) badge: &'static str,
    /// The condition for the status, in the table of statuses.
    pub(crate) rule: &'static str,
    /// The title and the explanation of its section on the page of gaps; `None` for a status that
    /// is not a gap.
    pub(crate) missing: Option<(&'static str, &'static str)>,
}

/// The messages for a status.
pub(crate) fn status_words(status: ClauseStatus) -> StatusWords {
    let (badge, rule, missing) = match status {
        ClauseStatus::Gap => (
            "coverage_gap",
            "rule_gap",
            Some(("gaps_gap", "gaps_gap_meaning")),
        ),
        ClauseStatus::Planned => (
            "coverage_planned",
            "rule_planned",
            Some(("gaps_planned", "gaps_planned_meaning")),
        ),
        ClauseStatus::Partial => (
            "coverage_partial",
            "rule_partial",
            Some(("gaps_partial", "gaps_partial_meaning")),
        ),
        ClauseStatus::Overdue => (
            "coverage_overdue",
            "rule_overdue",
            Some(("gaps_overdue", "gaps_overdue_meaning")),
        ),
        ClauseStatus::Covered => ("coverage_covered", "rule_covered", None),
        ClauseStatus::Excluded => ("coverage_excluded", "rule_excluded", None),
    };
    StatusWords {
        badge,
        rule,
        missing,
    }
}

/// The name of the sentence with the reason for the status of a clause.
pub(crate) fn reason_sentence(reason: StatusReason) -> &'static str {
    match reason {
        StatusReason::NothingBelow => "reason-nothing-below",
        StatusReason::EverythingBelowExcluded => "reason-heading-excluded",
        StatusReason::WorstBelow => "reason-heading",
        StatusReason::Excluded => "reason-excluded",
        StatusReason::Elsewhere => "reason-elsewhere",
        StatusReason::Covered => "reason-covered",
        StatusReason::CoveredByItems => "reason-covered-items",
        StatusReason::Overdue => "reason-overdue",
        StatusReason::OverdueByItems => "reason-overdue-items",
        StatusReason::Empty => "reason-partial-empty",
        StatusReason::PartAndBroad => "reason-partial-both",
        StatusReason::Part => "reason-partial-part",
        StatusReason::Broad => "reason-partial-broad",
        StatusReason::Planned => "reason-planned",
        StatusReason::OnlyProposed => "reason-planned-proposed",
        StatusReason::OnlyObsolete => "reason-gap-obsolete",
        StatusReason::OnlyStruck => "reason-gap-struck",
        StatusReason::Unclaimed => "reason-gap",
    }
}
