//! Figures as decimal numbers (`docs/design.md`, "Objectives"). With floating-point numbers the mean
//! of 0.1, 0.2 and 0.3 would miss a target of 0.2.

use std::str::FromStr;

/// A decimal number.
pub(crate) use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The largest accepted figure. It is small enough that sums and differences of all figures of a
/// manual never overflow a [`Decimal`].
const LARGEST: i64 = 1_000_000_000_000_000_000;

/// Parses a figure: an optional sign, digits with an optional decimal point, and an optional power
/// of ten (`-1.5`, `2e-6`). `None` if the text is not a number, has more digits than a [`Decimal`]
/// can hold, or is larger than [`LARGEST`].
pub(crate) fn parse_figure(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let is_part = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
    if !text.contains(|c: char| c.is_ascii_digit()) || !text.chars().all(is_part) {
        return None;
    }
    let figure = match text.contains(['e', 'E']) {
        true => Decimal::from_scientific(text).ok()?,
        // A figure is never rounded: `from_str_exact` refuses more digits than a decimal can hold.
        false => Decimal::from_str_exact(text.strip_prefix('+').unwrap_or(text)).ok()?,
    };
    let figure = figure.normalize();
    (figure.abs() <= Decimal::from(LARGEST)).then_some(figure)
}

/// The mean of `count` figures with this sum; 0 if `count` is 0.
pub(crate) fn mean(sum: Decimal, count: usize) -> Decimal {
    let count = Decimal::from(count);
    sum.checked_div(count).unwrap_or_default().normalize()
}

/// The nearest floating-point number, for charts and for formats without decimals.
pub(crate) fn approximate(figure: Decimal) -> f64 {
    // The conversion goes through the decimal text, so that 94.6 stays 94.6.
    let written = f64::from_str(&figure.to_string());
    written.ok().or(figure.to_f64()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_people_write_them() {
        for (text, shown) in [
            ("96", "96"),
            ("96.40", "96.4"),
            (" -1.5 ", "-1.5"),
            ("+3", "3"),
            (".5", "0.5"),
            ("5.", "5"),
            ("100", "100"),
            ("-0", "0"),
            ("2e-6", "0.000002"),
            ("1.5E3", "1500"),
            (
                "0.1234567890123456789012345678",
                "0.1234567890123456789012345678",
            ),
        ] {
            let figure = parse_figure(text).map(|figure| figure.to_string());
            assert_eq!(figure.as_deref(), Some(shown), "{text}");
        }
        for refused in [
            "",
            ".",
            "-",
            "e",
            "inf",
            "NaN",
            "1_000",
            "1,5",
            "two",
            "0x10",
            "1-2",
            "1e99",
            "--1",
            "9999999999999999999",
            "0.12345678901234567890123456789",
        ] {
            assert_eq!(parse_figure(refused), None, "{refused}");
        }
    }

    #[test]
    fn a_mean_of_tenths_is_a_tenth() {
        let figures = ["0.1", "0.2", "0.3"].map(|text| parse_figure(text).unwrap());
        let sum: Decimal = figures.iter().sum();
        assert_eq!(mean(sum, 3).to_string(), "0.2");
        assert_eq!(mean(Decimal::ZERO, 0), Decimal::ZERO);
        assert!((approximate(figures[2]) - 0.3).abs() < f64::EPSILON);
    }
}
