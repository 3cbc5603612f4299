//! How the exports show a status: its colours, and the reason for it in words.

use annotate_snippets::renderer::{AnsiColor, Effects, Style};

use crate::coverage::{ClauseStatus, StatusReason};

/// The look of a status.
// Only workbooks use `cell`.
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) struct StatusLook {
    /// The background and text colours of its cell, as RGB. Their contrast is sufficient in print
    /// and for colour-blind readers; the cell also contains the status as a word.
    pub(crate) cell: (u32, u32),
    /// Its style in a terminal.
    pub(crate) terminal: Style,
}

/// How a status looks.
pub(crate) fn status_look(status: ClauseStatus) -> StatusLook {
    let (cell, terminal) = match status {
        ClauseStatus::Gap => (
            (0xFB_CF_D0, 0x7A_06_10),
            AnsiColor::Red.on_default().effects(Effects::BOLD),
        ),
        ClauseStatus::Planned => ((0xD6_E6_F5, 0x10_3C_66), AnsiColor::Cyan.on_default()),
        ClauseStatus::Partial => ((0xFF_F0_B3, 0x5C_47_00), AnsiColor::Yellow.on_default()),
        ClauseStatus::Overdue => ((0xFF_DC_A8, 0x66_38_00), AnsiColor::Yellow.on_default()),
        ClauseStatus::Covered => ((0xC6_E9_CE, 0x00_4D_1A), AnsiColor::Green.on_default()),
        ClauseStatus::Excluded => (
            (0xE6_E6_E6, 0x40_40_40),
            Style::new().effects(Effects::DIMMED),
        ),
    };
    StatusLook { cell, terminal }
}

/// What an edition says of a clause that documents address which it does not hold.
pub(crate) const ADDRESSED_ELSEWHERE: &str =
    "addressed in a document that this edition does not hold";

/// Why a clause has its status, in words.
pub(crate) fn status_reason(reason: StatusReason) -> &'static str {
    match reason {
        StatusReason::NothingBelow => {
            "it is a heading without requirements below it, so there is nothing to cover"
        }
        StatusReason::EverythingBelowExcluded => "every requirement below it is excluded",
        StatusReason::WorstBelow => {
            "a heading shows the worst status of the requirements below it, which is that of:"
        }
        StatusReason::Excluded => "the manual excludes it, with a justification",
        StatusReason::Elsewhere => ADDRESSED_ELSEWHERE,
        StatusReason::CoveredByItems => {
            "documents in force whose review is not overdue claim each of its items in full, and these are all that it asks for"
        }
        StatusReason::OverdueByItems => {
            "documents in force claim each of its items in full, but the review of some is overdue"
        }
        StatusReason::Empty => "documents in force claim it, but in text that says nothing",
        StatusReason::OnlyStruck => {
            "only struck-out text or obsolete documents claim it, and neither counts"
        }
        StatusReason::Covered => {
            "a document in force whose review is not overdue claims it itself and in full"
        }
        StatusReason::Overdue => {
            "documents in force claim it itself and in full, but the review of each is overdue"
        }
        StatusReason::Part | StatusReason::Broad | StatusReason::PartAndBroad => {
            "documents in force address it only in part, or only through a clause above it"
        }
        StatusReason::OnlyProposed => "it is only proposed: no document claims it yet",
        StatusReason::Planned => "only documents that are not in force yet claim it",
        StatusReason::OnlyObsolete => "only obsolete documents claim it",
        StatusReason::Unclaimed => "nothing claims it",
    }
}
