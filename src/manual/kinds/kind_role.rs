//! The roles of kinds (`docs/design.md`, "The table of kinds").

use crate::manual::{Class, Fields};

/// The role of a kind for the rest of the program. Coverage, registers and pages depend on the
/// role, never on the kind's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KindRole {
    /// A form. Records are written on it and are evidence.
    Form,
    /// A document of external origin: a drawing, a standard, a law.
    External,
    /// An audit of the clauses and documents that its scope names.
    Audit,
    /// A finding. While it is open, it counts against the clauses that it names.
    Finding,
    /// An action: a correction, or a corrective, preventive or improvement action.
    Action,
    /// The training of a person on a revision of a document.
    Training,
    /// An objective, which is measured against a target.
    Objective,
    /// A management review of a period.
    Review,
    /// Feedback of a customer.
    Feedback,
    /// An inspection of product: a line of the control plan.
    Inspection,
    /// A supplier and its evaluation.
    Supplier,
    /// Measuring equipment.
    Equipment,
    /// A risk or an opportunity.
    Risk,
    /// A certificate of a certification body.
    Certificate,
}

impl KindRole {
    /// All roles, those of documents first.
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

    /// The class of the kinds that may have this role.
    pub fn class(self) -> Class {
        match self {
            Self::Form | Self::External => Class::Document,
            _ => Class::Record,
        }
    }
}

/// The grade of a finding, from its field `grade`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// A requirement is not met at all, or repeatedly not met.
    Major,
    /// A single lapse in a requirement that is otherwise met.
    Minor,
    /// A remark: no requirement is violated.
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

    /// The grade in a finding's fields; `None` if it is missing or unknown.
    pub fn of(fields: &Fields) -> Option<Self> {
        let word = fields.text("grade")?;
        Self::ALL.into_iter().find(|grade| grade.word() == word)
    }
}
