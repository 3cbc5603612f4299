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
fn parse_figure(text: &str) -> Option<Decimal> {
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

/// Why a text is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FigureError {
    /// It is no number.
    NoFigure,
    /// The sign in it may stand before decimals or between thousands: `1,234`.
    Ambiguous,
}

/// How a sign between digits is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decimals {
    /// Decimals are behind a point.
    Point,
    /// Decimals may be behind a comma. A figure like `1,234` is ambiguous.
    Comma,
    /// Decimals are behind a comma, as other figures beside this one show. A figure like `1.234` is
    /// ambiguous.
    CommaForCertain,
}

/// Parses a figure whose decimals may be behind a comma: `0,95`.
///
/// # Errors
/// If the text is no figure, or may be two.
pub(crate) fn parse_figure_in(text: &str, decimals: Decimals) -> Result<Decimal, FigureError> {
    let text = text.trim();
    let figure = |text: &str| parse_figure(text).ok_or(FigureError::NoFigure);
    match (decimals, text.contains(',')) {
        (Decimals::Point, _) | (Decimals::Comma, false) => figure(text),
        (Decimals::CommaForCertain, false) => match looks_grouped(text, '.') {
            true => Err(FigureError::Ambiguous),
            false => figure(text),
        },
        (Decimals::Comma, true) if looks_grouped(text, ',') => Err(FigureError::Ambiguous),
        (Decimals::Comma | Decimals::CommaForCertain, true) if text.contains('.') => {
            Err(FigureError::NoFigure)
        }
        (Decimals::Comma | Decimals::CommaForCertain, true) => figure(&text.replace(',', ".")),
    }
}

/// Whether a text is a figure whose comma can only stand before decimals.
pub(crate) fn has_clear_comma(text: &str) -> bool {
    text.contains(',') && parse_figure_in(text, Decimals::Comma).is_ok()
}

/// Whether a sign may stand between thousands: behind one to three digits of which the first is not
/// 0, and before three digits.
fn looks_grouped(text: &str, sign: char) -> bool {
    let Some((head, tail)) = text.trim_start_matches(['+', '-']).split_once(sign) else {
        return false;
    };
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&head.len())
        && !head.starts_with('0')
        && are_digits(head)
        && tail.len() == 3
        && are_digits(tail)
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
    fn a_comma_stands_before_decimals_or_is_ambiguous() {
        let read =
            |text: &str, decimals| parse_figure_in(text, decimals).map(|figure| figure.to_string());
        for (text, comma, certain) in [
            ("0,95", Ok("0.95"), Ok("0.95")),
            ("-12,5", Ok("-12.5"), Ok("-12.5")),
            ("0,123", Ok("0.123"), Ok("0.123")),
            ("1,2345", Ok("1.2345"), Ok("1.2345")),
            ("1234,567", Ok("1234.567"), Ok("1234.567")),
            ("1,234", Err(FigureError::Ambiguous), Ok("1.234")),
            ("+123,456", Err(FigureError::Ambiguous), Ok("123.456")),
            ("1.234", Ok("1.234"), Err(FigureError::Ambiguous)),
            ("94.6", Ok("94.6"), Ok("94.6")),
            (
                "1.234,5",
                Err(FigureError::NoFigure),
                Err(FigureError::NoFigure),
            ),
            (
                "1,234,567",
                Err(FigureError::NoFigure),
                Err(FigureError::NoFigure),
            ),
            ("1,", Ok("1"), Ok("1")),
            (",", Err(FigureError::NoFigure), Err(FigureError::NoFigure)),
        ] {
            assert_eq!(
                read(text, Decimals::Comma),
                comma.map(str::to_owned),
                "{text}"
            );
            assert_eq!(
                read(text, Decimals::CommaForCertain),
                certain.map(str::to_owned),
                "{text}"
            );
        }
        assert_eq!(read("0,95", Decimals::Point), Err(FigureError::NoFigure));
        assert!(has_clear_comma("0,95") && !has_clear_comma("1,234") && !has_clear_comma("0.95"));
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
