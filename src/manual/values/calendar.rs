//! Dates and intervals of the calendar.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use thiserror::Error;

/// A day of the calendar, written `2026-11-23`.
pub type Date = jiff::civil::Date;

/// A length of time in units of the calendar: `12 months`, `6 weeks`.
///
/// Months and years are calendar months: the day is clamped to the month's end (`docs/design.md`,
/// "manual.toml").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Interval {
    /// Days; a week is seven of them.
    Days(i32),
    /// Calendar months; a year is twelve of them.
    Months(i32),
}

/// The error for a text that is not an interval.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("an interval is a whole number and a unit")]
pub struct IntervalError;

/// The longest interval in months, a thousand years, and the greatest number of any unit. A date
/// plus an interval can then be computed, or is clamped to the calendar's end.
const MOST_MONTHS: i32 = 12_000;

impl Interval {
    /// The day this long after `start`.
    pub fn after(self, start: Date) -> Date {
        match self {
            Self::Days(days) => start.saturating_add(days.days()),
            Self::Months(months) => start.saturating_add(months.months()),
        }
    }

    /// The day this long before `end`.
    pub fn before(self, end: Date) -> Date {
        match self {
            Self::Days(days) => end.saturating_sub(days.days()),
            Self::Months(months) => end.saturating_sub(months.months()),
        }
    }
}

impl FromStr for Interval {
    type Err = IntervalError;

    fn from_str(text: &str) -> Result<Self, IntervalError> {
        let text = text.trim();
        let end = text
            .find(|c: char| !c.is_ascii_digit())
            .ok_or(IntervalError)?;
        let count: i32 = text[..end].parse().map_err(|_| IntervalError)?;
        if !(1..=MOST_MONTHS).contains(&count) {
            return Err(IntervalError);
        }
        match text[end..].trim() {
            "day" | "days" => Ok(Self::Days(count)),
            "week" | "weeks" => Ok(Self::Days(count * 7)),
            "month" | "months" => Ok(Self::Months(count)),
            "year" | "years" if count <= MOST_MONTHS / 12 => Ok(Self::Months(count * 12)),
            _ => Err(IntervalError),
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self {
            Self::Days(days) => (days, "day"),
            Self::Months(months) => (months, "month"),
        };
        let plural = if *count == 1 { "" } else { "s" };
        write!(f, "{count} {unit}{plural}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_are_calendar_months_clamped_to_the_month_s_end() {
        assert_eq!(
            Interval::Months(1).after(date(2026, 1, 31)),
            date(2026, 2, 28)
        );
        assert_eq!(
            Interval::Months(12).after(date(2024, 2, 29)),
            date(2025, 2, 28)
        );
        assert_eq!(
            Interval::Days(14).after(date(2026, 12, 25)),
            date(2027, 1, 8)
        );
    }

    #[test]
    fn reads_units_and_refuses_the_rest() {
        assert_eq!("12 months".parse(), Ok(Interval::Months(12)));
        assert_eq!("1 year".parse(), Ok(Interval::Months(12)));
        assert_eq!("2 weeks".parse(), Ok(Interval::Days(14)));
        for refused in [
            "",
            "12",
            "months",
            "-1 months",
            "0 days",
            "1.5 years",
            "99999999999 days",
        ] {
            assert_eq!(
                refused.parse::<Interval>(),
                Err(IntervalError),
                "{refused:?}"
            );
        }
    }
}
