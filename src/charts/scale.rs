//! The vertical scale: from the values' own size to one that the drawing library is sure of.

/// The values are divided by a power of ten, so that the scale spans between 1 and 10 whatever
/// their size: the library's search for round numbers compares with fixed small amounts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    unit: f64,
    exponent: i32,
    low: f64,
    high: f64,
}

/// The largest value that is drawn; what is larger is no measurement of anything.
const MOST: f64 = 1e15;
/// The smallest span, in proportion to the values.
const LEAST_SPAN: f64 = 1e-6;
/// The room above and below the values, in proportion to the span.
const ROOM: f64 = 0.08;

impl Scale {
    /// A scale that holds these values; `None` if there is none that can be drawn.
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
            // One value alone, or all the same.
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

    /// The ends of the scale, on the scale.
    pub(super) fn ends(self) -> std::ops::Range<f64> {
        self.low..self.high
    }

    /// A value, on the scale.
    pub(super) fn place(self, value: f64) -> f64 {
        value / self.unit
    }

    /// The text of a round number of the scale.
    pub(super) fn label(self, place: f64) -> String {
        // A round number of a span between 1 and 10 has at most one decimal there.
        let decimals = usize::try_from(1 - self.exponent).unwrap_or(0).min(12);
        let text = format!("{:.decimals$}", place * self.unit);
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

    #[test]
    fn round_numbers_are_written_as_short_as_they_are() {
        let percent = Scale::of([93.8, 97.4].into_iter()).unwrap();
        assert_eq!(percent.label(percent.place(94.0)), "94");
        assert_eq!(percent.label(percent.place(95.5)), "95.5");
        let deviation = Scale::of([-1.2, 1.4].into_iter()).unwrap();
        assert_eq!(deviation.label(deviation.place(-0.5)), "\u{2212}0.5");
        assert_eq!(deviation.label(-0.0), "0");
        let pieces = Scale::of([12_000.0, 48_000.0].into_iter()).unwrap();
        assert_eq!(pieces.label(pieces.place(20_000.0)), "20000");
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
                assert!(scale.ends().contains(&scale.place(value)), "{value}");
            }
        }
    }

    #[test]
    fn what_is_no_measurement_is_not_drawn() {
        assert_eq!(Scale::of([f64::NAN].into_iter()), None);
        assert_eq!(Scale::of([1.0, f64::INFINITY].into_iter()), None);
        assert_eq!(Scale::of(std::iter::empty()), None);
    }
}
