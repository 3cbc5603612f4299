//! The vertical scale: maps values to fractions of the axis, and chooses round numbers for it.

/// The ends of the scale, divided by a power of ten, so that the span is between 1 and 10 for
/// values of any size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    unit: f64,
    exponent: i32,
    low: f64,
    high: f64,
}

/// The largest absolute value that is drawn; no measurement is larger.
const MOST: f64 = 1e15;
/// The minimum span, as a fraction of the largest absolute value.
const LEAST_SPAN: f64 = 1e-6;
/// The room above and below the values, as a fraction of the span.
const ROOM: f64 = 0.08;
/// The maximum number of round numbers on the axis.
const MOST_MARKS: usize = 6;

impl Scale {
    /// Returns a scale that contains these values; `None` if there are no values, or one cannot be
    /// drawn.
    pub(super) fn of(values: impl Iterator<Item = f64>) -> Option<Self> {
        let mut ends: Option<(f64, f64)> = None;
        for value in values {
            if value.is_nan() || value.abs() > MOST {
                return None;
            }
            let (low, high) = ends.unwrap_or((value, value));
            ends = Some((low.min(value), high.max(value)));
        }
        let (low, high) = ends?;
        let largest = low.abs().max(high.abs());
        let least = if largest > 0.0 {
            largest * LEAST_SPAN
        } else {
            1.0
        };
        let mut span = high - low;
        if span < least {
            // There is only one value, or all are equal.
            span = if largest > 0.0 { largest * 0.1 } else { 1.0 };
        }
        let middle = low / 2.0 + high / 2.0;
        let half = span * (0.5 + ROOM);
        let exponent = (2.0 * half).log10().floor() as i32;
        let unit = 10_f64.powi(exponent);
        (unit.is_normal()).then(|| Self {
            unit,
            exponent,
            low: (middle - half) / unit,
            high: (middle + half) / unit,
        })
    }

    /// The position of a value on the axis: 0 at the lower end, 1 at the upper end.
    pub(super) fn share(self, value: f64) -> f64 {
        (value / self.unit - self.low) / (self.high - self.low)
    }

    /// The round numbers on the axis, at most [`MOST_MARKS`], with their labels.
    pub(super) fn marks(self) -> impl Iterator<Item = (f64, String)> {
        // Round numbers have steps of 0.2, 0.5, 1, 2 or 5 units.
        let steps = [(2, 10.0), (5, 10.0), (1, 1.0), (2, 1.0), (5, 1.0)];
        let numbers = steps.map(|(times, part)| {
            let step = f64::from(times) / part;
            let first = (self.low / step).ceil() as i64;
            let last = (self.high / step).floor() as i64;
            (first..=last).map(move |number| (number * i64::from(times)) as f64 / part)
        });
        let few = numbers
            .into_iter()
            .find(|numbers| numbers.clone().count() <= MOST_MARKS);
        few.into_iter()
            .flatten()
            .map(move |number| (number * self.unit, self.label(number)))
    }

    /// The label of a round number.
    fn label(self, number: f64) -> String {
        // With a span between 1 and 10, a round number has at most one decimal in that unit.
        let decimals = usize::try_from(1 - self.exponent).unwrap_or(0).min(12);
        let text = format!("{:.decimals$}", number * self.unit);
        let text = match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.'),
            false => &text,
        };
        if text == "-0" { "0" } else { text }.replace('-', "\u{2212}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(values: &[f64]) -> Vec<String> {
        let scale = Scale::of(values.iter().copied()).unwrap();
        scale.marks().map(|(_, label)| label).collect()
    }

    #[test]
    fn round_numbers_are_few_and_written_as_short_as_they_are() {
        assert_eq!(marks(&[93.8, 97.4]), ["94", "95", "96", "97"]);
        assert_eq!(marks(&[95.1, 96.0]), ["95.2", "95.4", "95.6", "95.8", "96"]);
        assert_eq!(
            marks(&[-1.2, 1.4]),
            ["\u{2212}1", "\u{2212}0.5", "0", "0.5", "1", "1.5"]
        );
        assert_eq!(
            marks(&[12_000.0, 48_000.0]),
            ["10000", "20000", "30000", "40000", "50000"]
        );
    }

    #[test]
    fn the_scale_spans_between_one_and_ten_whatever_the_values() {
        for values in [
            vec![0.0],
            vec![7.0, 7.0],
            vec![1e-12, 2e-12],
            vec![-1e15, 1e15],
            vec![1e15, 1e15],
        ] {
            let scale = Scale::of(values.iter().copied()).unwrap();
            let span = scale.high - scale.low;
            assert!((0.99..10.01).contains(&span), "{values:?} {scale:?}");
            for value in values {
                assert!((0.0..1.0).contains(&scale.share(value)), "{value}");
            }
            let marks = scale.marks().count();
            assert!((2..=MOST_MARKS).contains(&marks), "{marks} {scale:?}");
        }
    }

    #[test]
    fn what_is_no_measurement_is_not_drawn() {
        assert_eq!(Scale::of([f64::NAN].into_iter()), None);
        assert_eq!(Scale::of([1.0, f64::INFINITY].into_iter()), None);
        assert_eq!(Scale::of(std::iter::empty()), None);
    }
}
