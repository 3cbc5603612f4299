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
            None => !self.is_undatable(fields),
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

fn has_word_of_done(fields: &Fields) -> bool {
    let words = SAYING.iter().filter_map(|field| fields.text(field));
    let is_done = |word: &str| DONE.contains(&&*word.to_lowercase());
    words.into_iter().any(is_done)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::manual::PageKey;
    use crate::resolve::testing::assembled;

    /// Whether a record has happened, is open, is future-dated and is coming, on 23 November 2026.
    fn state_in(config: &str, kind: &str, fields: &str) -> (bool, Option<bool>, bool, bool) {
        let config = format!("title = \"M\"\nstandards = [\"iso-9001-2015\"]\n{config}");
        let fields = fields.replace("; ", "\n");
        let text = format!("---\nid: R-1\ntitle: T\nkind: {kind}\nowner: QM\n{fields}\n---\n");
        let (manual, diagnostics) = assembled(&config, &[("r.md", &text)]);
        let Some(PageKey::Record(ix)) = manual.names.by_id.get("R-1") else {
            panic!("{diagnostics:?}");
        };
        let record = manual.record(*ix);
        let (kind, fields) = (manual.kind(record.kind), &record.fields);
        let as_of = date(2026, 11, 23);
        (
            kind.has_happened(fields, as_of),
            kind.says_open(fields, as_of),
            kind.is_future_dated(fields, as_of),
            kind.is_coming(fields, as_of),
        )
    }

    fn state(kind: &str, fields: &str) -> (bool, Option<bool>, bool, bool) {
        state_in("", kind, fields)
    }

    const HAPPENED: (bool, Option<bool>, bool, bool) = (true, Some(false), false, false);
    const HAPPENED_OPEN: (bool, Option<bool>, bool, bool) = (true, Some(true), false, false);
    const AHEAD: (bool, Option<bool>, bool, bool) = (false, Some(false), false, false);
    const COMING: (bool, Option<bool>, bool, bool) = (false, Some(false), false, true);
    const TOO_EARLY: (bool, Option<bool>, bool, bool) = (false, Some(true), true, false);

    #[test]
    fn what_lies_ahead_or_says_so_has_not_happened() {
        for (kind, fields, expected) in [
            ("audit", "state: done; date: 2026-11-23", HAPPENED),
            ("audit", "state: done", HAPPENED),
            (
                "audit",
                "state: planned; date: 2026-11-23",
                (false, Some(true), false, true),
            ),
            ("audit", "state: cancelled; date: 2026-11-01", AHEAD),
            ("review", "date: 2026-11-23", HAPPENED),
            ("review", "date: 2026-11-24", COMING),
            ("training", "result: passed; date: 2026-11-23", HAPPENED),
            ("training", "date: 2026-11-23", HAPPENED),
            ("training", "result: pending; date: 2026-11-01", COMING),
            ("training", "date: 2026-11-24", COMING),
            (
                "equipment",
                "result: pass; calibrated: 2026-11-23",
                HAPPENED,
            ),
            ("supplier", "approved: yes", HAPPENED),
            ("certificate", "issued: 2026-11-23", HAPPENED),
            ("certificate", "issued: 2026-11-24", AHEAD),
            ("inspection", "product: Ring", HAPPENED),
        ] {
            assert_eq!(state(kind, fields), expected, "{kind}: {fields}");
        }
    }

    #[test]
    fn what_nobody_can_read_has_not_happened() {
        for written in [
            "01.12.2027",
            "2027",
            "next year",
            "[2026-01-01]",
            "{ on: 2026-01-01 }",
        ] {
            for (kind, fields) in [
                ("audit", "state: done; date"),
                ("review", "date"),
                ("training", "result: passed; date"),
                ("equipment", "result: pass; calibrated"),
                ("supplier", "approved: yes; evaluated"),
                ("certificate", "issued"),
                ("finding", "state: closed; date"),
                ("action", "state: closed; completed"),
                (
                    "action",
                    "state: closed; effective: { verified: yes, date: 2026-01-01 }; completed",
                ),
            ] {
                let fields = format!("{fields}: {written}");
                assert!(!state(kind, &fields).0, "{kind}: {fields}");
            }
        }
        let verified = "state: closed; effective: { verified: yes, date: soon }";
        assert!(!state("action", verified).0);
        for (kind, fields) in [
            ("review", "date:"),
            (
                "action",
                "state: closed; completed: 2026-01-01; effective: soon",
            ),
            ("finding", "state: open; date: soon"),
        ] {
            assert!(state(kind, fields).0, "{kind}: {fields}");
        }
    }

    #[test]
    fn what_nobody_can_read_leaves_a_record_open() {
        let open = |kind: &str, fields: &str| state(kind, fields).1 == Some(true);
        for (kind, fields) in [
            (
                "equipment",
                "result: pass; calibrated: 2026-08-31; interval: yearly",
            ),
            (
                "equipment",
                "result: pass; calibrated: spring; interval: 6 months",
            ),
            (
                "supplier",
                "approved: yes; evaluated: spring; interval: 6 months",
            ),
            (
                "supplier",
                "approved: yes; evaluated: 2026-08-31; interval: yearly",
            ),
            ("certificate", "valid_until: 31.12.2027"),
            ("review", "date: 2026-01-20; next: spring"),
            ("risk", "state: accepted; review: spring"),
            ("audit", "state: done; date: spring"),
            ("finding", "state: closed; date: spring"),
            ("action", "state: closed; completed: spring"),
            ("training", "result: passed; date: spring"),
        ] {
            assert!(open(kind, fields), "{kind}: {fields}");
        }
        for (kind, fields) in [
            (
                "equipment",
                "result: pass; calibrated: 2026-08-31; interval: 6 months",
            ),
            ("equipment", "result: pass"),
            (
                "supplier",
                "approved: no; evaluated: spring; interval: yearly",
            ),
            (
                "certificate",
                "valid_until: 2027-12-31; next_surveillance: spring",
            ),
            ("risk", "state: closed; review: spring"),
            ("finding", "state: closed; due: spring"),
            ("audit", "state: cancelled; date: spring"),
        ] {
            assert!(!open(kind, fields), "{kind}: {fields}");
        }
    }

    #[test]
    fn a_result_that_nobody_can_read_counts_for_nothing() {
        let kinds = "[kind.trial]\nclass = \"record\"\n\
            counts_when = { result = [\"fail\"], not = true }\n\
            pending_when = { state = [\"agreed\"] }\n\
            fields = { date = \"date\", state = { one_of = [\"agreed\", \"over\"] }, \
            result = { one_of = [\"pass\", \"fail\"] } }\n";
        let happened = |fields: &str| state_in(kinds, "trial", fields).0;
        assert!(happened("state: over; date: 2026-11-01"));
        assert!(!happened("state: agred; date: 2026-11-01"));
    }

    #[test]
    fn what_was_found_is_being_done_or_was_complained_of_is_there() {
        for (kind, fields) in [
            ("finding", "state: open; date: 2026-11-24"),
            ("action", "state: in-progress; completed: 2026-11-24"),
            ("action", "state: open"),
            ("feedback", "type: complaint; state: open; date: 2026-11-24"),
        ] {
            assert_eq!(state(kind, fields), HAPPENED_OPEN, "{kind}: {fields}");
        }
    }

    #[test]
    fn nothing_is_done_on_a_day_that_is_still_to_come() {
        for (kind, fields) in [
            ("audit", "state: done; date: 2026-11-24"),
            ("finding", "state: closed; date: 2026-11-24"),
            ("action", "state: implemented; completed: 2026-11-24"),
            ("action", "state: done; completed: 2026-11-24"),
            ("action", "state: closed; completed: 2026-11-24"),
            (
                "action",
                "state: verified; effective: { verified: yes, date: 2026-11-24 }",
            ),
            ("training", "result: passed; date: 2026-11-24"),
            ("feedback", "state: closed; date: 2026-11-24"),
            ("equipment", "result: pass; calibrated: 2026-11-24"),
            ("equipment", "calibrated: 2026-11-24"),
            ("supplier", "approved: yes; evaluated: 2026-11-24"),
            ("supplier", "evaluated: 2026-11-24"),
        ] {
            let (happened, open, future_dated, _) = state(kind, fields);
            let expected = (TOO_EARLY.0, TOO_EARLY.1, TOO_EARLY.2);
            assert_eq!((happened, open, future_dated), expected, "{kind}: {fields}");
        }
        let turned_down = state("supplier", "approved: no; evaluated: 2026-11-24");
        assert_eq!(turned_down, (false, Some(false), true, false));
    }

    #[test]
    fn what_leaves_out_the_deciding_field_is_open() {
        for (kind, fields) in [
            ("finding", "grade: minor"),
            ("action", "type: correction"),
            ("feedback", "type: complaint"),
            ("feedback", "customer: C-1"),
            ("supplier", "scope: Steel"),
            ("equipment", "instrument: Gauge"),
            ("risk", "likelihood: 2"),
        ] {
            assert_eq!(state(kind, fields).1, Some(true), "{kind}: {fields}");
        }
        assert_eq!(state("audit", "date: 2026-01-01").1, Some(true));
        for fields in ["type: praise", "type: praise; state: closed"] {
            assert_eq!(state("feedback", fields).1, Some(false), "{fields}");
        }
        assert_eq!(state("feedback", "type: praise; state: open").1, Some(true));
    }

    #[test]
    fn a_kind_of_the_manual_s_own_follows_the_same_rules() {
        let kinds = "[kind.drill]\nclass = \"record\"\nfields = { date = \"date\", \
            state = { one_of = [\"open\", \"held\", \"dropped\"] } }\n\
            [kind.visit]\nclass = \"record\"\nrole = \"audit\"\n\
            open_when = { state = [\"agreed\"] }\ncounts_when = { state = [\"seen\"] }\n\
            fields = { date = \"date\", state = { one_of = [\"agreed\", \"seen\", \"dropped\"] } }\n";
        let state = |kind: &str, fields: &str| state_in(kinds, kind, fields);
        assert_eq!(state("drill", "state: held; date: 2026-11-23"), HAPPENED);
        assert_eq!(state("drill", "state: held; date: 2026-11-24"), TOO_EARLY);
        assert_eq!(state("drill", "state: dropped; date: 2026-11-24"), AHEAD);
        assert_eq!(state("drill", "date: 2026-11-01"), HAPPENED_OPEN);
        assert_eq!(state("visit", "state: seen; date: 2026-11-23"), HAPPENED);
        assert!(state("visit", "state: seen; date: 2026-11-24").2);
        assert!(!state("visit", "state: dropped; date: 2026-11-01").0);
    }
}
