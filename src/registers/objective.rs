//! An objective with its measurements: whether a value misses the target, and how values are
//! rounded.

use std::ops::Range;

use rust_decimal::RoundingStrategy;

use crate::manual::{Date, Decimal, Frequency, Limits, Period, RecordIx, mean};

/// The number of decimal places that are shown, unless the verdict needs more.
const SHOWN_DIGITS: u32 = 2;

/// A record with measurements.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    /// The record.
    pub record: RecordIx,
    /// The target value.
    pub target: Option<Decimal>,
    /// On which side of the target the values should be.
    pub direction: Option<Direction>,
    /// The limits, if any are given.
    pub limits: Option<Limits>,
    /// The centre line of the control chart.
    pub centre: Option<Decimal>,
    /// The measuring frequency.
    pub frequency: Option<Frequency>,
    /// The measurements whose periods begin on or before the as-of date, by time.
    pub measurements: Vec<Measurement>,
    /// Whether the last value misses the target; `None` if that cannot be determined.
    pub missed: Option<bool>,
    /// The change of the last value from the one before.
    pub trend: Option<Trend>,
    /// The positions of the measurements outside the limits.
    pub outside: Vec<usize>,
    /// The runs on one side of the centre line.
    pub runs: Vec<Run>,
    /// The due date of the next value.
    pub next_due: Option<Date>,
    /// Whether some of the written measurements cannot be read. That was reported.
    pub is_misread: bool,
}

/// On which side of the target a value should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The target or more.
    AtLeast,
    /// The target or less.
    AtMost,
    /// Within the limits.
    Within,
}

/// A value and its period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measurement {
    /// The period.
    pub period: Period,
    /// The value, in the objective's unit.
    pub value: Decimal,
    /// Whether the value misses the target; `None` if that cannot be determined.
    pub missed: Option<bool>,
}

/// The change from one value to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trend {
    /// Towards the target.
    Better,
    /// No change.
    Steady,
    /// Away from the target.
    Worse,
}

impl Trend {
    /// The word in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Steady => "steady",
            Self::Worse => "worse",
        }
    }
}

/// Consecutive values on one side of the centre line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The positions of the measurements.
    pub measurements: Range<usize>,
    /// The side of the centre line.
    pub side: Side,
}

/// A side of the centre line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Above the centre line.
    Above,
    /// Below the centre line.
    Below,
}

/// The mean of the values of a calendar quarter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuarterMean {
    /// The quarter.
    pub quarter: Period,
    /// The mean of its values.
    pub mean: Decimal,
    /// The number of values.
    pub values: usize,
    /// Whether the mean misses the target; `None` if that cannot be determined.
    pub missed: Option<bool>,
}

impl Objective {
    /// The last measurement.
    pub fn last(&self) -> Option<&Measurement> {
        self.measurements.last()
    }

    /// Whether a value misses the target; `None` if that cannot be determined.
    pub fn misses(&self, value: Decimal) -> Option<bool> {
        match (self.direction?, self.target, self.limits) {
            (Direction::AtLeast, Some(target), _) => Some(value < target),
            (Direction::AtMost, Some(target), _) => Some(value > target),
            (Direction::Within, _, Some(limits)) => Some(!limits.hold(value)),
            (Direction::Within, Some(target), None) => Some(value != target),
            _ => None,
        }
    }

    /// Rounds a value for display. The number of decimal places is at least 2 and at least that of
    /// the target and limits, and is raised until the rounded value has the same verdict as the
    /// exact one.
    pub fn shown(&self, value: Decimal) -> Decimal {
        let limits = self.limits.unwrap_or_default();
        let compared = [self.target, limits.lower, limits.upper];
        let digits = compared.iter().flatten().map(Decimal::scale);
        let least = digits.fold(SHOWN_DIGITS, u32::max);
        let verdict = |value: Decimal| (self.misses(value), limits.hold(value));
        let rounded = (least..value.scale()).map(|digits| {
            value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
        });
        let mut rounded = rounded.filter(|rounded| verdict(*rounded) == verdict(value));
        rounded.next().unwrap_or(value).normalize()
    }

    /// The mean of each calendar quarter, by time. A value counts if its period lies in the
    /// quarter.
    pub fn quarters(&self) -> Vec<QuarterMean> {
        let mut means: Vec<(Period, Decimal, usize)> = Vec::new();
        for measurement in &self.measurements {
            let (first, last) = (measurement.period.first(), measurement.period.last());
            let Some(quarter) = Frequency::Quarterly.containing(last) else {
                continue;
            };
            if first < quarter.first() {
                continue;
            }
            match means.last_mut() {
                Some((period, sum, values)) if *period == quarter => {
                    *sum = sum.saturating_add(measurement.value);
                    *values += 1;
                }
                _ => means.push((quarter, measurement.value, 1)),
            }
        }
        let mean = |(quarter, sum, values): (Period, Decimal, usize)| {
            let mean = mean(sum, values);
            QuarterMean {
                quarter,
                mean,
                values,
                missed: self.misses(mean),
            }
        };
        means.into_iter().map(mean).collect()
    }

    /// The measurements whose periods end between two days, both included.
    pub fn between(&self, from: Date, to: Date) -> &[Measurement] {
        let ends = |measurement: &Measurement| measurement.period.last();
        let first = self.measurements.partition_point(|one| ends(one) < from);
        let behind = self.measurements.partition_point(|one| ends(one) <= to);
        &self.measurements[first..behind.max(first)]
    }
}
