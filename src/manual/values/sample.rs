//! What an audit sampled, clause by clause (`docs/design.md`, "Audits that come back").

use crate::diagnostics::{Span, Spanned};
use crate::manual::Grade;
use crate::words::words;

words! {
    /// What an auditor concluded from a sample.
    pub enum AuditVerdict {
        /// The requirement is met.
        Conforms = "conforms",
        /// A remark: no requirement is violated.
        Observation = "observation",
        /// A single lapse in a requirement that is otherwise met.
        Minor = "minor",
        /// A requirement is not met at all, or repeatedly not met.
        Major = "major",
    }
}

impl AuditVerdict {
    /// The grade of the finding that such a verdict leads to; `None` if it leads to none.
    pub fn grade(self) -> Option<Grade> {
        match self {
            Self::Conforms => None,
            Self::Observation => Some(Grade::Observation),
            Self::Minor => Some(Grade::Minor),
            Self::Major => Some(Grade::Major),
        }
    }
}

/// An entry of an audit's `sampled`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The clause, as written.
    pub clause: Spanned<String>,
    /// The verdict; `None` if it is missing or unknown, which was reported.
    pub verdict: Option<AuditVerdict>,
    /// What was looked at; may be empty.
    pub sample: String,
    /// What the auditor noted; may be empty.
    pub note: String,
    /// The id of the finding that it led to.
    pub finding: Option<Spanned<String>>,
    /// The place of the entry in the file.
    pub span: Span,
}
