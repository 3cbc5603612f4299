//! Which statuses a requirement can have, and what holds of each whoever asks.

use crate::words::words;

words! {
    /// The status of a requirement, worst first but for `Excluded` (`docs/design.md`, the status of
    /// a requirement).
    pub enum ClauseStatus {
        /// Nothing addresses it.
        Gap = "gap",
        /// Only documents that are not in force yet address it.
        Planned = "planned",
        /// A document in force addresses a part of it, or only a clause above it.
        Partial = "partial",
        /// Addressed in full, but only by documents whose review is overdue.
        Overdue = "overdue",
        /// A document in force, not overdue, addresses it in full.
        Covered = "covered",
        /// Justified as not applicable.
        Excluded = "excluded",
    }
}

impl ClauseStatus {
    /// Whether documents in force address a requirement with this status, be it in part.
    pub(crate) fn is_addressed(self) -> bool {
        match self {
            Self::Partial | Self::Overdue | Self::Covered => true,
            Self::Gap | Self::Planned | Self::Excluded => false,
        }
    }

    /// All of them as the table has them: excluded ones, then from the best to the worst.
    pub fn by_table() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().rev()
    }

    /// All of them as figures are shown: from the best to the worst, then excluded ones.
    pub fn by_worth() -> impl Iterator<Item = Self> {
        let worth = Self::by_table().filter(|status| *status != Self::Excluded);
        worth.chain([Self::Excluded])
    }
}
