//! The statuses of a requirement, and properties that depend on the status alone.

use crate::words::words;

words! {
    /// The status of a requirement, worst first; `Excluded` comes last (`docs/design.md`, "The
    /// status of a requirement").
    pub enum ClauseStatus {
        /// No document addresses the requirement.
        Gap = "gap",
        /// Only documents that are not in force yet address the requirement.
        Planned = "planned",
        /// A document in force addresses a part of the requirement, or only a clause above it.
        Partial = "partial",
        /// The requirement is addressed in full, but only by documents whose review is overdue.
        Overdue = "overdue",
        /// A document in force that is not overdue addresses the requirement in full.
        Covered = "covered",
        /// The requirement is excluded as not applicable, with a justification.
        Excluded = "excluded",
    }
}

impl ClauseStatus {
    /// Whether documents in force address a requirement with this status, at least in part.
    pub(crate) fn is_addressed(self) -> bool {
        match self {
            Self::Partial | Self::Overdue | Self::Covered => true,
            Self::Gap | Self::Planned | Self::Excluded => false,
        }
    }

    /// All statuses in the order of the status table: excluded, then from best to worst.
    pub fn by_table() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().rev()
    }

    /// All statuses in the order in which figures are shown: from best to worst, then excluded.
    pub fn by_worth() -> impl Iterator<Item = Self> {
        let worth = Self::by_table().filter(|status| *status != Self::Excluded);
        worth.chain([Self::Excluded])
    }
}
