//! The inputs of a management review. Their words are the letters of ISO 9001:2015, 9.3.2; which items
//! of other standards they answer, the catalogs say.

/// The inputs of a management review, by the letters of ISO 9001:2015, 9.3.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReviewInput {
    /// The status of actions from previous reviews.
    A,
    /// Changes in external and internal issues.
    B,
    /// Customer satisfaction and feedback.
    C1,
    /// How far objectives have been met.
    C2,
    /// How processes perform, and whether products conform.
    C3,
    /// Nonconformities and corrective actions.
    C4,
    /// Results of monitoring and measurement.
    C5,
    /// Results of audits.
    C6,
    /// How external providers perform.
    C7,
    /// Whether resources are adequate.
    D,
    /// Whether actions on risks and opportunities were effective.
    E,
    /// Opportunities for improvement.
    F,
}

impl ReviewInput {
    /// All of them, in the standard's order.
    pub const ALL: [Self; 12] = [
        Self::A,
        Self::B,
        Self::C1,
        Self::C2,
        Self::C3,
        Self::C4,
        Self::C5,
        Self::C6,
        Self::C7,
        Self::D,
        Self::E,
        Self::F,
    ];

    /// The letter: `a`, `c1`.
    pub fn word(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C1 => "c1",
            Self::C2 => "c2",
            Self::C3 => "c3",
            Self::C4 => "c4",
            Self::C5 => "c5",
            Self::C6 => "c6",
            Self::C7 => "c7",
            Self::D => "d",
            Self::E => "e",
            Self::F => "f",
        }
    }
}
