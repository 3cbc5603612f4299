//! The day on which a manual is judged, and the day of the program's run.

use super::Date;

/// The day on which a manual is judged, beside the present day.
///
/// They differ when somebody looks at another day. What is dated between an earlier as-of date and
/// the present day has not happened on the as-of date; a statement that is dated after the present
/// day cannot be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct JudgedOn {
    /// The as-of date.
    pub as_of: Date,
    /// The present day, whatever the as-of date is.
    pub today: Date,
}

impl From<Date> for JudgedOn {
    /// Takes the as-of date as the present day, for callers that do not know the present day.
    fn from(as_of: Date) -> Self {
        Self {
            as_of,
            today: as_of,
        }
    }
}
