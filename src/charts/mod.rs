//! Measurements over time, as an accessible inline SVG: a line of points, the target, the limits,
//! and a shape of its own for each thing that a reader must see.
//!
//! Plain values in, SVG text out, with classes and no colours of its own: the theme's hold in light and
//! dark and on paper, and the page needs no inline style.

#[cfg(feature = "charts")]
mod objective;
#[cfg(feature = "charts")]
mod scale;
mod shapes;

#[cfg(feature = "charts")]
pub(crate) use objective::objective_chart;
pub(crate) use shapes::mark_shape;

/// No chart: this program was built without them.
#[cfg(not(feature = "charts"))]
pub(crate) fn objective_chart(_: &Chart<'_>) -> Option<String> {
    None
}

/// A chart of measurements.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chart<'a> {
    /// What the ids within the SVG begin with; unique on the page.
    pub id: &'a str,
    /// What the chart is of, in a few words: its accessible name.
    pub title: &'a str,
    /// What it shows, for those who do not see it.
    pub description: &'a str,
    /// The measurements, in order.
    pub points: Vec<Point<'a>>,
    /// Horizontal lines: target, limits, the middle.
    pub lines: Vec<Line<'a>>,
}

/// A measurement.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Point<'a> {
    /// When: `2026-10`, as written.
    pub label: &'a str,
    /// The value.
    pub value: f64,
    /// What must be seen of it.
    pub mark: Mark,
    /// What a pointer over it shows.
    pub hint: String,
}

/// What must be seen of a measurement, the most important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// It lies outside the limits.
    Outside,
    /// It is one of eight or more in a row on one side of the middle.
    Run,
    /// It misses the target.
    Missed,
    /// Nothing.
    Plain,
}

impl Mark {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Outside, Self::Run, Self::Missed, Self::Plain];

    /// The word in classes.
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
    /// What it is.
    pub role: LineRole,
    /// Where it lies.
    pub value: f64,
    /// What stands at its end: `Target 96 %`.
    pub label: &'a str,
}

/// What a horizontal line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LineRole {
    /// The target.
    Target,
    /// A limit.
    Limit,
    /// The middle between the limits.
    Middle,
}
