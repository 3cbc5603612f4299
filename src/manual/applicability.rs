//! Why clauses apply: the entries `[[applicability]]` of `manual.toml` (`docs/design.md`, "Statement of
//! applicability").

use crate::diagnostics::{Rule, Spanned};
use crate::words::words;

words! {
    /// Why a clause applies. The word is the value of `reason`.
    pub enum ApplicabilityReason {
        /// An assessed risk makes it necessary.
        Risk = "risk",
        /// A law or regulation asks for it.
        Law = "law",
        /// A contract asks for it.
        Contract = "contract",
        /// It is good practice, or the organisation's own decision.
        Practice = "practice",
    }
}

/// An entry of `[[applicability]]` for one clause, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedApplicability {
    /// The clause.
    pub clause: Spanned<String>,
    /// The standard of a clause that is written without one.
    pub standard: Option<Spanned<String>>,
    /// The reasons, in the order in which they were written.
    pub reasons: Vec<ApplicabilityReason>,
    /// The reason in words; empty if it says nothing.
    pub text: Spanned<String>,
    /// The rule that reported a mistake because of which the entry gives no reason.
    pub fault: Option<&'static Rule>,
}
