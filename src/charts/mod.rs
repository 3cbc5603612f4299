//! Draws measurements over time as an accessible inline SVG: a line of points, the target, the
//! limits, and a distinct shape for each kind of mark.
//!
//! The input is plain values, the output is SVG text. It has classes instead of colours, so that
//! the theme's colours apply in light and dark mode and in print, and the page needs no inline
//! style.

#[cfg(feature = "charts")]
mod objective;
#[cfg(feature = "charts")]
mod scale;
mod shapes;

#[cfg(feature = "charts")]
pub(crate) use objective::objective_chart;
pub(crate) use shapes::mark_shape;

/// Returns no chart: Clausebook was built without the feature `charts`.
#[cfg(not(feature = "charts"))]
pub(crate) fn objective_chart(_: &Chart<'_>) -> Option<String> {
    None
}

/// A chart of measurements.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chart<'a> {
    /// The prefix of the ids in the SVG; unique on the page.
    pub id: &'a str,
    /// The chart's title, which is its accessible name.
    pub title: &'a str,
    /// The description of the chart for readers who cannot see it.
    pub description: &'a str,
    /// The measurements, in order.
    pub points: Vec<Point<'a>>,
    /// Horizontal lines: target, limits, the middle.
    pub lines: Vec<Line<'a>>,
    /// The unit of the values, above the vertical axis.
    pub unit: Option<&'a str>,
    /// The label of the last measurement: `95.2 %`.
    pub last: Option<&'a str>,
    /// The sign before the decimals of the numbers on the axis.
    pub decimal_sign: &'a str,
}

/// A measurement.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Point<'a> {
    /// The period: `2026-10`, as written.
    pub label: &'a str,
    /// The value.
    pub value: f64,
    /// Its mark.
    pub mark: Mark,
    /// The text of its tooltip.
    pub hint: String,
}

/// The mark of a measurement. The variants are ordered by importance, the most important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// The value is outside the limits.
    Outside,
    /// The measurement is one of eight or more in a row on one side of the middle line.
    Run,
    /// The value misses the target.
    Missed,
    /// The measurement has no mark.
    Plain,
}

impl Mark {
    /// All marks.
    pub(crate) const ALL: [Self; 4] = [Self::Outside, Self::Run, Self::Missed, Self::Plain];

    /// The mark's name in CSS classes.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Run => "run",
            Self::Missed => "missed",
            Self::Plain => "plain",
        }
    }
}

/// A horizontal line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line<'a> {
    /// Its role.
    pub role: LineRole,
    /// Its value on the vertical axis.
    pub value: f64,
    /// Its name: `Target`.
    pub name: &'a str,
    /// The label of its value: `96 %`.
    pub label: &'a str,
}

/// The role of a horizontal line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LineRole {
    /// The target.
    Target,
    /// A limit.
    Limit,
    /// The middle line.
    Middle,
}
