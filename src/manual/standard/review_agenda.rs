//! What a standard asks a management review to look at.

use super::ClauseIx;
use crate::manual::ReviewInput;

/// What a standard asks a management review to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewAgenda {
    /// The clause that lists it.
    pub clause: ClauseIx,
    /// The items of the list that an input answers, in the standard's notation: `c) 4)`.
    pub(crate) inputs: Vec<(ReviewInput, Vec<String>)>,
    /// The other items of the list. No register answers them.
    pub further: Vec<String>,
}

impl ReviewAgenda {
    /// The items that an input answers; empty if the standard does not ask for it.
    pub(crate) fn items(&self, input: ReviewInput) -> &[String] {
        let found = self.inputs.iter().find(|(known, _)| *known == input);
        found.map_or(&[], |(_, items)| items)
    }
}
