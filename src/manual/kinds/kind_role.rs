//! What a kind is to the rest of the program (`docs/design.md`, the table of kinds).

use crate::manual::{Class, Fields};

/// What a kind is to the rest of the program, whatever the manual calls it: coverage, registers and
/// pages ask for the role, never for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KindRole {
    /// Something is recorded on it: its records are evidence.
    Form,
    /// It comes from elsewhere: a drawing, a standard, a law.
    External,
    /// It looks at clauses and documents, and reaches what its scope names.
    Audit,
    /// It stands against the clauses that it names while it is open.
    Finding,
    /// It puts something right, or keeps it from happening.
    Action,
    /// A person was trained on a revision of a document.
    Training,
    /// It is measured against a target.
    Objective,
    /// Management looks back on a period.
    Review,
    /// What a customer says.
    Feedback,
    /// How product is checked.
    Inspection,
    /// Who delivers, and how well.
    Supplier,
    /// What is measured with.
    Equipment,
    /// What may go wrong, or well.
    Risk,
    /// What a certification body has certified.
    Certificate,
}

impl KindRole {
    /// All of them, those of documents first.
    pub const ALL: [Self; 14] = [
        Self::Form,
        Self::External,
        Self::Audit,
        Self::Finding,
        Self::Action,
        Self::Training,
        Self::Objective,
        Self::Review,
        Self::Feedback,
        Self::Inspection,
        Self::Supplier,
        Self::Equipment,
        Self::Risk,
        Self::Certificate,
    ];

    /// The word in files: `form`, `audit`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::External => "external",
            Self::Audit => "audit",
            Self::Finding => "finding",
            Self::Action => "action",
            Self::Training => "training",
            Self::Objective => "objective",
            Self::Review => "review",
            Self::Feedback => "feedback",
            Self::Inspection => "inspection",
            Self::Supplier => "supplier",
            Self::Equipment => "equipment",
            Self::Risk => "risk",
            Self::Certificate => "certificate",
        }
    }

    /// The class of the kinds that may have it.
    pub fn class(self) -> Class {
        match self {
            Self::Form | Self::External => Class::Document,
            _ => Class::Record,
        }
    }
}

/// How much a finding weighs: the word of its `grade`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// A requirement is not met at all, or again and again.
    Major,
    /// A lapse in something that is met.
    Minor,
    /// No requirement is broken.
    Observation,
}

impl Grade {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::Major, Self::Minor, Self::Observation];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Observation => "observation",
        }
    }

    /// The grade that a finding's fields give; `None` where they give none that is known.
    pub fn of(fields: &Fields) -> Option<Self> {
        let word = fields.text("grade")?;
        Self::ALL.into_iter().find(|grade| grade.word() == word)
    }
}
