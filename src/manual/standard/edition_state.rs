//! Whether an edition of a standard is current (`docs/design.md`, "Editions of a standard").

use super::Standard;
use crate::diagnostics::Spanned;
use crate::manual::{Date, StandardId};
use crate::words::words;

/// What the file of a standard says about its edition. An edition without a successor is current.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditionState {
    /// The standard that takes its place.
    pub replaced_by: Option<Spanned<StandardId>>,
    /// The day from which it is replaced; `None` if that is not stated.
    pub replaced_on: Option<Date>,
    /// The last day on which new certificates to it are issued.
    pub no_new_after: Option<Date>,
    /// The last day on which certificates to it are valid.
    pub transition_ends: Option<Date>,
    /// The day on which these facts were looked up.
    pub checked: Option<Date>,
    /// The days that rest on one source.
    pub(crate) low_confidence: Vec<StateDay>,
}

words! {
    /// A day of an [`EditionState`], by its key in the file.
    pub(crate) enum StateDay {
        /// [`EditionState::replaced_on`].
        ReplacedOn = "replaced_on",
        /// [`EditionState::no_new_after`].
        NoNewAfter = "no_new_after",
        /// [`EditionState::transition_ends`].
        TransitionEnds = "transition_ends",
    }
}

impl EditionState {
    /// A day, if it is stated.
    pub(crate) fn day(&self, day: StateDay) -> Option<Date> {
        match day {
            StateDay::ReplacedOn => self.replaced_on,
            StateDay::NoNewAfter => self.no_new_after,
            StateDay::TransitionEnds => self.transition_ends,
        }
    }

    /// Whether a day rests on one source.
    pub(crate) fn is_doubtful(&self, day: StateDay) -> bool {
        self.low_confidence.contains(&day)
    }

    /// The standard that takes the place of this edition, if that has happened by a day.
    pub(crate) fn successor_on(&self, day: Date) -> Option<&StandardId> {
        let has_happened = self.replaced_on.is_none_or(|replaced| replaced <= day);
        let by = self.replaced_by.as_ref().filter(|_| has_happened)?;
        Some(&by.value)
    }
}

impl Standard {
    /// The standard that takes the place of this one, if its file says so and that has happened by a
    /// day.
    pub(crate) fn successor_on(&self, day: Date) -> Option<&StandardId> {
        self.edition_state.as_ref()?.successor_on(day)
    }
}
