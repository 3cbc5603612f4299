//! Periods, frequencies and limits of measurements.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::{ISOWeekDate, Weekday, date};
use thiserror::Error;

use crate::manual::{Date, Decimal, Interval, mean};

/// The days that one measured value belongs to. It is written `2026-10`, `2026-Q4`, `2026-W43`,
/// `2026`, or as one day `2026-10-31`. Ordered by the last day, then the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// Its first day.
    first: Date,
    /// Its last day.
    last: Date,
}

/// The error for a text that is not a period or a frequency.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("a period is a day, a week, a month, a quarter or a year")]
pub struct PeriodError;

impl Period {
    /// The period of one day.
    pub fn of_day(day: Date) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.last
    }

    /// The frequency of values with one value for each such period: weekly, monthly, quarterly or
    /// yearly. `None` for one day, since a value of one day does not tell the frequency.
    pub fn frequency(self) -> Option<Frequency> {
        [
            Frequency::Weekly,
            Frequency::Monthly,
            Frequency::Quarterly,
            Frequency::Yearly,
        ]
        .into_iter()
        .find(|frequency| frequency.containing(self.first) == Some(self))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.last, self.first).cmp(&(other.last, other.first))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let text = text.trim();
        let (year, rest) = text.split_at_checked(4).ok_or(PeriodError)?;
        let year = i16::from(digits(year, 4)?);
        let within = |frequency: Frequency, day: Option<Date>| {
            day.and_then(|day| frequency.containing(day))
                .ok_or(PeriodError)
        };
        let rest = match rest.strip_prefix(['-', ' ']) {
            Some(rest) => rest,
            None if rest.is_empty() => {
                return within(Frequency::Yearly, Date::new(year, 1, 1).ok());
            }
            None => rest,
        };
        if let Some(quarter) = rest.strip_prefix(['Q', 'q']) {
            let quarter = digits(quarter, 1)?.small()?;
            let month = quarter.checked_sub(1).ok_or(PeriodError)?.saturating_mul(3) + 1;
            return within(Frequency::Quarterly, Date::new(year, month, 1).ok());
        }
        if let Some(week) = rest.strip_prefix(['W', 'w']) {
            let week = digits(week, week.len().clamp(1, 2))?.small()?;
            let monday = ISOWeekDate::new(year, week, Weekday::Monday);
            return within(Frequency::Weekly, monday.ok().map(|week| week.date()));
        }
        if !text[4..].starts_with('-') {
            return Err(PeriodError);
        }
        match rest.split_once('-') {
            None => {
                let month = digits(rest, 2)?.small()?;
                within(Frequency::Monthly, Date::new(year, month, 1).ok())
            }
            Some((month, day)) => {
                let (month, day) = (digits(month, 2)?.small()?, digits(day, 2)?.small()?);
                let day = Date::new(year, month, day).map_err(|_| PeriodError)?;
                Ok(Self::of_day(day))
            }
        }
    }
}

/// A number of at most four digits.
#[derive(Clone, Copy)]
struct Digits(i16);

impl Digits {
    fn small(self) -> Result<i8, PeriodError> {
        i8::try_from(self.0).map_err(|_| PeriodError)
    }
}

impl From<Digits> for i16 {
    fn from(digits: Digits) -> Self {
        digits.0
    }
}

fn digits(text: &str, count: usize) -> Result<Digits, PeriodError> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = plain.then(|| text.parse().ok()).flatten();
    number.map(Digits).ok_or(PeriodError)
}

impl fmt::Display for Period {
    /// Writes the period as tables have it: `2026-W43`, `2026-10`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.frequency() {
            Some(Frequency::Weekly) => {
                let week = self.first.iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Some(Frequency::Monthly) => write!(f, "{year:04}-{month:02}"),
            Some(Frequency::Quarterly) => write!(f, "{year:04}-Q{}", (month - 1) / 3 + 1),
            Some(Frequency::Yearly) => write!(f, "{year:04}"),
            _ => write!(f, "{}", self.last),
        }
    }
}

/// How often something is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// Each day.
    Daily,
    /// Each week, from Monday to Sunday.
    Weekly,
    /// Each calendar month.
    Monthly,
    /// Each quarter of the calendar year.
    Quarterly,
    /// Each half of the calendar year.
    HalfYearly,
    /// Each calendar year.
    Yearly,
    /// Once in each interval, counted from the last value.
    Every(Interval),
}

impl Frequency {
    const WORDS: [(&'static str, Self); 13] = [
        ("day", Self::Daily),
        ("week", Self::Weekly),
        ("month", Self::Monthly),
        ("quarter", Self::Quarterly),
        ("half-year", Self::HalfYearly),
        ("year", Self::Yearly),
        ("daily", Self::Daily),
        ("weekly", Self::Weekly),
        ("monthly", Self::Monthly),
        ("quarterly", Self::Quarterly),
        ("half-yearly", Self::HalfYearly),
        ("yearly", Self::Yearly),
        ("annual", Self::Yearly),
    ];

    /// The period of the calendar that contains this day; `None` for an interval, which has no
    /// fixed periods.
    pub fn containing(self, day: Date) -> Option<Period> {
        let (year, month) = (day.year(), day.month());
        let (first, length) = match self {
            Self::Daily => return Some(Period::of_day(day)),
            Self::Weekly => {
                let before = i32::from(day.weekday().to_monday_zero_offset());
                let first = day.saturating_sub(before.days());
                let last = first.saturating_add(6.days());
                return Some(Period { first, last });
            }
            Self::Monthly => (month, 1),
            Self::Quarterly => ((month - 1) / 3 * 3 + 1, 3),
            Self::HalfYearly => ((month - 1) / 6 * 6 + 1, 6),
            Self::Yearly => (1, 12),
            Self::Every(_) => return None,
        };
        let first = Date::new(year, first, 1).ok()?;
        let next = Interval::Months(length).after(first);
        // The last period ends with the calendar.
        let last = if next > first.saturating_add(27.days()) && next != Date::MAX {
            next.saturating_sub(1.day())
        } else {
            date(9999, 12, 31)
        };
        Some(Period { first, last })
    }

    /// The last day of the period after the one that contains `day`; for an interval, the day that
    /// is one interval after `day`.
    pub fn next(self, day: Date) -> Date {
        match (self, self.containing(day)) {
            (Self::Every(interval), _) => interval.after(day),
            (_, Some(period)) => {
                let behind = period.last.saturating_add(1.day());
                self.containing(behind).map_or(behind, Period::last)
            }
            (_, None) => day,
        }
    }
}

impl FromStr for Frequency {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let lower = text.trim().to_lowercase();
        let word = Self::WORDS.iter().find(|(word, _)| *word == lower);
        match word {
            Some((_, frequency)) => Ok(*frequency),
            None => lower.parse().map(Self::Every).map_err(|_| PeriodError),
        }
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Every(interval) => interval.fmt(f),
            known => {
                let word = Self::WORDS.iter().find(|(_, one)| one == known);
                f.pad(word.map_or("", |(word, _)| word))
            }
        }
    }
}

/// Limits of measurements: of a tolerance or of a control chart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// The least allowed value.
    pub lower: Option<Decimal>,
    /// The greatest allowed value.
    pub upper: Option<Decimal>,
    /// The middle line of the chart, if it is not halfway between the limits.
    pub centre: Option<Decimal>,
}

impl Limits {
    /// Whether a value is within the limits, both inclusive.
    pub fn hold(self, value: Decimal) -> bool {
        self.lower.is_none_or(|lower| value >= lower)
            && self.upper.is_none_or(|upper| value <= upper)
    }

    /// The middle line: as written, else halfway between the limits if both are given.
    pub fn middle(self) -> Option<Decimal> {
        self.centre
            .or_else(|| Some(mean(self.lower?.saturating_add(self.upper?), 2)))
    }
}

impl fmt::Display for Limits {
    /// Writes the limits for a sentence: `from -1.2 to 1.2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.lower, self.upper) {
            (Some(lower), Some(upper)) => write!(f, "from {lower} to {upper}"),
            (Some(lower), None) => write!(f, "at least {lower}"),
            (None, Some(upper)) => write!(f, "at most {upper}"),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Option<(String, String)> {
        let period: Period = text.parse().ok()?;
        Some((period.first.to_string(), period.last.to_string()))
    }

    #[test]
    fn periods_are_read_as_people_write_them() {
        for (text, first, last) in [
            ("2026-10-31", "2026-10-31", "2026-10-31"),
            ("2026-02", "2026-02-01", "2026-02-28"),
            ("2026-12", "2026-12-01", "2026-12-31"),
            ("2026-Q3", "2026-07-01", "2026-09-30"),
            ("2026 q4", "2026-10-01", "2026-12-31"),
            ("2026Q1", "2026-01-01", "2026-03-31"),
            ("2026-W01", "2025-12-29", "2026-01-04"),
            ("2026-W9", "2026-02-23", "2026-03-01"),
            ("2024", "2024-01-01", "2024-12-31"),
            ("9999-12", "9999-12-01", "9999-12-31"),
        ] {
            let expected = Some((first.to_owned(), last.to_owned()));
            assert_eq!(days(text), expected, "{text}");
        }
        for refused in [
            "",
            "26-10",
            "2026-13",
            "2026-1",
            "2026-Q5",
            "2026-Q0",
            "2026-W54",
            "2026-02-30",
            "October",
            "2026-10-1",
            "2026/10",
            "12345",
            "2026-Ä",
            "é026",
        ] {
            assert_eq!(days(refused), None, "{refused:?}");
        }
    }

    #[test]
    fn a_period_is_written_as_it_is_read() {
        for text in ["2026-10-31", "2026-02", "2026-Q3", "2026-W01", "2024"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn the_next_period_ends_with_its_calendar() {
        let next = |frequency: &str, day: Date| {
            let frequency: Frequency = frequency.parse().unwrap();
            frequency.next(day).to_string()
        };
        assert_eq!(next("month", date(2026, 10, 31)), "2026-11-30");
        assert_eq!(next("monthly", date(2026, 1, 15)), "2026-02-28");
        assert_eq!(next("quarter", date(2026, 10, 31)), "2027-03-31");
        assert_eq!(next("half-year", date(2026, 6, 30)), "2026-12-31");
        assert_eq!(next("year", date(2025, 12, 31)), "2026-12-31");
        assert_eq!(next("week", date(2026, 11, 22)), "2026-11-29");
        assert_eq!(next("2 weeks", date(2026, 11, 22)), "2026-12-06");
        assert!("sometimes".parse::<Frequency>().is_err());
    }

    #[test]
    fn the_middle_line_is_written_or_halfway() {
        let figure =
            |text: &str| crate::manual::parse_figure_in(text, crate::manual::Decimals::Point).ok();
        let both = Limits {
            lower: figure("-1.0"),
            upper: figure("2.0"),
            centre: None,
        };
        let holds = |text: &str| both.hold(figure(text).unwrap());
        assert_eq!(both.middle(), figure("0.5"));
        assert!(holds("2.0") && !holds("2.1") && !holds("-1.1"));
        let upper = Limits {
            lower: None,
            ..both
        };
        assert_eq!(upper.middle(), None);
    }
}
