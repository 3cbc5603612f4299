//! The state of a record according to its fields: whether it is open, and whether the recorded
//! event has happened (`docs/design.md`, "Happened, open, due, overdue").
//!
//! Coverage and registers both use these functions, so that the matrix and the registers agree.

use crate::manual::{
    Condition, Date, DueWhen, FieldName, FieldValue, Fields, Kind, KindRole, OpenWhen,
};

/// The words that mean that something was done, in records of any kind.
const DONE: [&str; 12] = [
    "done",
    "closed",
    "held",
    "implemented",
    "verified",
    "passed",
    "pass",
    "failed",
    "fail",
    "calibrated",
    "evaluated",
    "completed",
];

/// The fields in which [`DONE`] is looked up, unless a kind decides otherwise.
const SAYING: [&str; 2] = ["state", "result"];

impl Kind {
    /// Whether a record is open according to its fields; `None` if its measurements decide.
    ///
    /// A record is also open if the field that decides is missing, if something is said to be done
    /// on a day after `as_of` or on an unreadable day, and if the fields of a recurring due date
    /// cannot be read.
    pub fn says_open(&self, fields: &Fields, as_of: Date) -> Option<bool> {
        if self.is_done_too_early(fields, as_of) && !self.is_given_up(fields) {
            return Some(true);
        }
        let binds = self.open.is_never() || self.recurs.holds(fields);
        if binds && self.is_due_unreadable(fields) && !self.open.is_target_missed() {
            return Some(true);
        }
        match &self.open {
            OpenWhen::Fields(condition) => {
                Some(condition.holds(fields) || self.leaves_open_unsaid(fields))
            }
            OpenWhen::TargetMissed => None,
        }
    }

    /// The date of the recorded event; `None` if the record gives none.
    pub fn happened_on(&self, fields: &Fields) -> Option<Date> {
        self.happened_in(fields).map(|(_, date)| date)
    }

    /// The field with the date of the recorded event, and the date. An unreadable field ends the
    /// search, so that a later field never replaces it.
    pub fn happened_in(&self, fields: &Fields) -> Option<(&FieldName, Date)> {
        let readable = |field: &&FieldName| !fields.is_unreadable(field.as_str());
        let mut dates = self.happened.iter().take_while(readable);
        dates.find_map(|field| {
            let date = match &fields.get(field.as_str())?.value {
                FieldValue::Date(date) => Some(*date),
                FieldValue::Verification { date, .. } => *date,
                _ => None,
            };
            date.map(|date| (field, date))
        })
    }

    /// The date by which a record lies in the past or ahead, and its field: the date of the recorded
    /// event, else the field `date`.
    pub fn dated_in<'f>(&'f self, fields: &'f Fields) -> Option<(&'f FieldName, Date)> {
        if let Some(found) = self.happened_in(fields) {
            return Some(found);
        }
        let date = fields.date("date").filter(|_| !self.is_undatable(fields))?;
        let name = |(name, _): &'f (FieldName, _)| (name.as_str() == "date").then_some(name);
        Some((fields.values.iter().find_map(name)?, date))
    }

    /// Whether the date of the recorded event is given but cannot be read.
    fn is_undatable(&self, fields: &Fields) -> bool {
        let mut unreadable = self.happened.iter();
        self.happened_in(fields).is_none()
            && unreadable.any(|field| fields.is_unreadable(field.as_str()))
    }

    /// Whether none of the dates that may be that of the event has come, though there are some.
    fn lies_ahead(&self, fields: &Fields, as_of: Date) -> bool {
        let is_written = |name: &str| fields.get(name).is_some() || fields.is_unreadable(name);
        let has_come = |name: &str| fields.date(name).is_some_and(|date| date <= as_of);
        let names = || self.may_have_happened.iter().map(FieldName::as_str);
        names().any(is_written) && !names().any(has_come)
    }

    /// Whether a record says that something was done on a day after `as_of`, or on a day that
    /// cannot be read.
    fn is_done_too_early(&self, fields: &Fields, as_of: Date) -> bool {
        self.is_future_dated(fields, as_of) || self.is_done_on_unreadable_day(fields)
    }

    /// Whether a record says that something was done, but on a day that cannot be read. It is open
    /// only because of that.
    pub(crate) fn is_done_on_unreadable_day(&self, fields: &Fields) -> bool {
        self.is_undatable(fields) && self.says_done(fields)
    }

    /// Whether a field that decides when a record is due is given but cannot be read.
    pub fn is_due_unreadable(&self, fields: &Fields) -> bool {
        self.due_fields()
            .any(|field| fields.is_unreadable(field.as_str()))
    }

    /// Whether the due date is counted from the date of the recorded event.
    pub(crate) fn is_due_from_event(&self) -> bool {
        match &self.due {
            DueWhen::After { from, .. } => self.happened.contains(from),
            _ => false,
        }
    }

    /// Whether a record counts as done. It does not if the field that decides cannot be read.
    pub fn is_counted(&self, fields: &Fields) -> bool {
        self.counts.holds(fields) && !self.counts.is_undecided(fields)
    }

    /// Whether the recorded event has happened by the day `as_of`: its date is not later or not
    /// given, and its state or result does not say that it is still to come. If the date, state or
    /// result cannot be read, the event has not happened.
    ///
    /// A finding, an action or feedback has happened while it is open, whatever its date.
    pub fn has_happened(&self, fields: &Fields, as_of: Date) -> bool {
        if self.is_done_too_early(fields, as_of) || self.is_pending(fields) {
            return false;
        }
        let is_open = self.says_open(fields, as_of) == Some(true);
        let has_come = match self.dated_in(fields) {
            Some((_, date)) => date <= as_of,
            None => !self.is_undatable(fields) && !self.lies_ahead(fields, as_of),
        };
        match self.role {
            Some(KindRole::Audit) => has_come && !is_open && self.is_counted(fields),
            Some(KindRole::Finding | KindRole::Action | KindRole::Feedback) => is_open || has_come,
            _ => has_come,
        }
    }

    /// Whether the recorded event is still to come. This is also so if the field that decides
    /// cannot be read.
    pub fn is_pending(&self, fields: &Fields) -> bool {
        self.pending.holds(fields) || self.pending.is_undecided(fields)
    }

    /// Whether a record says that something was done on a day after `as_of`.
    pub fn is_future_dated(&self, fields: &Fields, as_of: Date) -> bool {
        let is_ahead = self.dated_in(fields).is_some_and(|(_, date)| date > as_of);
        is_ahead && self.says_done(fields)
    }

    /// Whether the recorded event is still to be held: a planned audit, a training without a
    /// result, a coming review. The record is then due on its date.
    pub fn is_coming(&self, fields: &Fields, as_of: Date) -> bool {
        if self.pending.holds(fields) {
            return true;
        }
        let is_ahead = self.happened_on(fields).is_some_and(|date| date > as_of);
        match self.role {
            Some(KindRole::Audit) => self.says_open(fields, as_of) == Some(true),
            Some(KindRole::Review | KindRole::Training) => is_ahead && !self.says_done(fields),
            _ => false,
        }
    }

    /// The field and the word of a record whose event is still to come: `state: planned`; `None` if
    /// the kind has no single word for that.
    pub(crate) fn word_of_coming(&self) -> Option<(&FieldName, &str)> {
        let open = match (self.role, &self.open) {
            (
                Some(KindRole::Audit | KindRole::Finding | KindRole::Feedback | KindRole::Action),
                OpenWhen::Fields(condition),
            ) => Some(condition),
            _ => None,
        };
        let conditions = [Some(&self.pending), open].into_iter().flatten();
        conditions.filter_map(first_word).next()
    }

    /// The field and the word of a record that counts as done: `state: done`; `None` if the kind has
    /// no single word for that.
    #[cfg(feature = "xlsx")]
    pub(crate) fn word_of_done(&self) -> Option<(&FieldName, &str)> {
        first_word(&self.counts)
    }

    /// The word for a field that a record leaves out. A training that has happened without a
    /// `result` is `attended`.
    pub fn word_for_unsaid(
        &self,
        field: &str,
        fields: &Fields,
        as_of: Date,
    ) -> Option<&'static str> {
        let is_result = field == "result" && self.has_role(KindRole::Training);
        let is_unsaid = is_result && fields.get(field).is_none();
        let was_attended = self.has_happened(fields, as_of) && self.is_counted(fields);
        (is_unsaid && was_attended).then_some("attended")
    }

    /// Whether a record says that something was done: held, closed, passed, calibrated.
    fn says_done(&self, fields: &Fields) -> bool {
        let is_settled = || match &self.open {
            OpenWhen::Fields(condition) => {
                let given = condition
                    .field()
                    .is_some_and(|field| fields.get(field.as_str()).is_some());
                given && !condition.holds(fields)
            }
            OpenWhen::TargetMissed => false,
        };
        match self.role {
            Some(KindRole::Audit) => self.counts.holds(fields),
            Some(KindRole::Finding | KindRole::Feedback) => is_settled(),
            Some(KindRole::Action) => is_settled() || has_word_of_done(fields),
            Some(KindRole::Training) => {
                fields.get("result").is_some() && !self.pending.holds(fields)
            }
            Some(KindRole::Supplier | KindRole::Equipment) => true,
            _ => has_word_of_done(fields),
        }
    }

    /// Whether a record leaves out the field that decides whether it is open, although its kind
    /// asks for this field.
    fn leaves_open_unsaid(&self, fields: &Fields) -> bool {
        let OpenWhen::Fields(condition) = &self.open else {
            return false;
        };
        let (Condition::Is(field, _) | Condition::IsNot(field, _)) = condition else {
            return false;
        };
        fields.get(field.as_str()).is_none() && !self.open_unasked.holds(fields)
    }

    /// Whether a supplier was rejected: it is neither open nor to be evaluated again.
    fn is_given_up(&self, fields: &Fields) -> bool {
        let OpenWhen::Fields(condition) = &self.open else {
            return false;
        };
        self.has_role(KindRole::Supplier)
            && !self.leaves_open_unsaid(fields)
            && !condition.holds(fields)
            && !self.recurs.holds(fields)
    }
}

/// The field of a condition and the first of the words that it lists.
fn first_word(condition: &Condition) -> Option<(&FieldName, &str)> {
    match condition {
        Condition::Is(field, words) => {
            let word = words.iter().find(|word| !word.ends_with('*'))?;
            Some((field, word))
        }
        _ => None,
    }
}

fn has_word_of_done(fields: &Fields) -> bool {
    let words = SAYING.iter().filter_map(|field| fields.text(field));
    let is_done = |word: &str| DONE.contains(&&*word.to_lowercase());
    words.into_iter().any(is_done)
}

#[cfg(test)]
mod tests;
