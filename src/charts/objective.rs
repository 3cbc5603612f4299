//! Draws the chart of an objective's measurements with target and limits.

use std::fmt::Write;

use pulldown_cmark_escape::escape_html;

use super::scale::Scale;
use super::shapes::shape;
use super::{Chart, LineRole};

/// The drawing's size in SVG units; the page scales it. It is so small that the whole chart fits on
/// a phone with labels of a readable size.
const SIZE: (i32, i32) = (440, 250);
/// The upper and lower ends of the vertical axis. The unit is above its upper end.
const TOP: i32 = 24;
const BOTTOM: i32 = 218;
/// The left end of the horizontal axis.
const LEFT: i32 = 50;
/// The font size of labels.
const TEXT: f64 = 13.0;
/// The vertical distance between two rows of labels at the right.
const APART: i32 = 14;
/// The least and the greatest width of the labels at the right. The least is wide enough for most
/// labels, so that charts below each other have the same axis.
const MARGIN: (i32, i32) = (100, 150);
/// The minimum horizontal distance between two labels of the horizontal axis.
const GAP: i32 = 4;
/// The distance from the right end of the horizontal axis to the labels of lines.
const BESIDE: i32 = 6;

/// Returns the chart as SVG; `None` if it has no points or no values that can be drawn. The SVG has
/// classes instead of colours, so that the theme's colours apply in light and dark mode and in
/// print.
pub(crate) fn objective_chart(chart: &Chart<'_>) -> Option<String> {
    if chart.points.is_empty() {
        return None;
    }
    let values = chart.points.iter().map(|point| point.value);
    let scale = Scale::of(values.chain(chart.lines.iter().map(|line| line.value)))?;
    let mut plot = Plot::new(chart, scale);
    plot.draw_axes();
    plot.draw_lines();
    plot.draw_points();
    Some(framed(chart, &plot.drawing))
}

/// A chart while it is drawn.
struct Plot<'c> {
    chart: &'c Chart<'c>,
    scale: Scale,
    /// The right end of the horizontal axis.
    right: i32,
    drawing: String,
}

impl<'c> Plot<'c> {
    fn new(chart: &'c Chart<'c>, scale: Scale) -> Self {
        let names = chart.lines.iter().flat_map(|line| [line.name, line.label]);
        let longest = names.map(text_width).max().unwrap_or_default();
        let beside = longest.clamp(MARGIN.0, MARGIN.1) + BESIDE;
        Self {
            chart,
            scale,
            right: SIZE.0 - beside,
            drawing: String::with_capacity(4096 + 120 * chart.points.len()),
        }
    }

    /// The x coordinate of a point. The first point is at position 1, which leaves the room of one
    /// point at each end of the axis.
    fn x(&self, at: usize) -> i32 {
        let share = at as f64 / (self.chart.points.len() + 1) as f64;
        LEFT + (f64::from(self.right - LEFT) * share + 1e-3).floor() as i32
    }

    fn y(&self, value: f64) -> i32 {
        let share = self.scale.share(value);
        BOTTOM - (f64::from(BOTTOM - TOP) * share + 1e-3).floor() as i32
    }

    fn draw_axes(&mut self) {
        let right = self.right;
        let marks = self
            .scale
            .marks()
            .map(|(value, label)| (self.y(value), label.replace('.', self.chart.decimal_sign)));
        let marks: Vec<_> = marks.collect();
        for (y, _) in &marks {
            self.path("chart-grid", format_args!("M{LEFT} {y}H{right}"));
        }
        self.path("chart-axis", format_args!("M{} {TOP}V{BOTTOM}", LEFT - 1));
        for (y, label) in &marks {
            self.text("chart-text", LEFT - 10, y + 4, "end", label);
            self.path("chart-axis", format_args!("M{} {y}H{}", LEFT - 6, LEFT - 1));
        }
        if let Some(unit) = self.chart.unit {
            self.text("chart-text", 0, 11, "start", unit);
        }
        let axis = BOTTOM + 1;
        self.path("chart-axis", format_args!("M{LEFT} {axis}H{right}"));
        let step = self.label_step();
        for (at, point) in (1..).zip(&self.chart.points) {
            if at % step == 0 {
                let x = self.x(at);
                self.text("chart-text", x, axis + 20, "middle", point.label);
                self.path("chart-axis", format_args!("M{x} {axis}V{}", axis + 5));
            }
        }
    }

    /// The step between points with a label, large enough to keep the labels apart.
    fn label_step(&self) -> usize {
        let widest = self
            .chart
            .points
            .iter()
            .map(|point| text_width(point.label));
        let needed = widest.max().unwrap_or_default() + GAP;
        let steps = (0..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_usize.pow(power)));
        let count = self.chart.points.len();
        let mut steps = steps.take_while(|step| *step < count);
        steps
            .find(|step| self.x(*step) - LEFT >= needed)
            .unwrap_or(count)
    }

    /// Draws the horizontal lines. At the right are the name and the value of each, and the last
    /// value. Labels that would overlap move.
    fn draw_lines(&mut self) {
        let right = self.right;
        // The height of each label, its first row, and its rows.
        let mut labels: Vec<(i32, [(&str, &str); 2])> = Vec::with_capacity(4);
        for line in &self.chart.lines {
            let class = match line.role {
                LineRole::Target => "chart-target",
                LineRole::Limit => "chart-limit",
                LineRole::Middle => "chart-middle",
            };
            let y = self.y(line.value);
            self.path(class, format_args!("M{LEFT} {y}H{right}"));
            labels.push((y, [("chart-text", line.name), ("chart-text", line.label)]));
        }
        if let (Some(last), Some(label)) = (self.chart.points.last(), self.chart.last) {
            labels.push((self.y(last.value), [("chart-last", label), ("", "")]));
        }
        labels.sort_by_key(|(y, _)| *y);
        let rows = |rows: &[(&str, &str); 2]| {
            let rows = rows.iter().filter(|(_, text)| !text.is_empty());
            rows.count() as i32 * APART
        };
        // Each label moves down to be free of the one above it, and those that would leave the
        // drawing move up again.
        let mut free = 0;
        for (y, label) in &mut labels {
            *y = (*y - rows(label) / 2).max(free);
            free = *y + rows(label);
        }
        let mut end = BOTTOM + APART / 2;
        for (y, label) in labels.iter_mut().rev() {
            *y = (*y).min(end - rows(label));
            end = *y;
        }
        for (y, label) in labels {
            let rows = label.into_iter().filter(|(_, text)| !text.is_empty());
            for ((class, text), at) in rows.zip(1..) {
                self.text(class, right + BESIDE, y + at * APART - 3, "start", text);
            }
        }
    }

    fn draw_points(&mut self) {
        let places = (1..).zip(&self.chart.points);
        let places = places.map(|(at, point)| (self.x(at), self.y(point.value)));
        let places: Vec<_> = places.collect();
        let mut line = String::new();
        for (x, y) in &places {
            let step = if line.is_empty() { 'M' } else { 'L' };
            // Writing into a `String` cannot fail.
            let _ = write!(line, "{step}{x} {y}");
        }
        self.path("chart-line", format_args!("{line}"));
        for (point, place) in self.chart.points.iter().zip(places) {
            self.drawing
                .push_str(&shape(point.mark, place, &escaped(&point.hint)));
        }
    }

    fn path(&mut self, class: &str, path: std::fmt::Arguments<'_>) {
        let _ = write!(self.drawing, "<path class=\"{class}\" d=\"{path}\"/>");
    }

    fn text(&mut self, class: &str, x: i32, y: i32, anchor: &str, text: &str) {
        let text = escaped(text);
        let _ = write!(
            self.drawing,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>"
        );
    }
}

/// The approximate width of a label in SVG units.
fn text_width(text: &str) -> i32 {
    (text.chars().count() as f64 * TEXT * 0.56).ceil() as i32
}

fn framed(chart: &Chart<'_>, drawing: &str) -> String {
    let (width, height) = SIZE;
    let id = escaped(chart.id);
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {width} {height}\" font-size=\"{TEXT}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{}</title>\
         <desc id=\"{id}-desc\">{}</desc>{drawing}</svg>",
        escaped(chart.title),
        escaped(chart.description),
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // Writing into a `String` cannot fail.
    let _ = escape_html(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Line, Mark, Point};
    use super::*;

    fn chart<'a>(values: &'a [(&'a str, f64, Mark)], lines: Vec<Line<'a>>) -> Chart<'a> {
        let point = |(label, value, mark): &(&'a str, f64, Mark)| Point {
            label,
            value: *value,
            mark: *mark,
            hint: format!("{label}: {value}"),
        };
        Chart {
            id: "_chart",
            title: "Delivery <on time>",
            description: "Two months & their target.",
            points: values.iter().map(point).collect(),
            lines,
            unit: None,
            last: None,
            decimal_sign: ".",
        }
    }

    fn target(value: f64) -> Vec<Line<'static>> {
        vec![Line {
            role: LineRole::Target,
            value,
            name: "Target",
            label: "96 %",
        }]
    }

    #[test]
    fn a_chart_says_what_it_shows_and_holds_no_colour_of_its_own() {
        let months = [
            ("2026-09", 95.1, Mark::Missed),
            ("2026-10", 97.0, Mark::Plain),
        ];
        let svg = objective_chart(&chart(&months, target(96.0))).unwrap();
        assert!(svg.contains("role=\"img\""), "{svg}");
        assert!(svg.contains("aria-labelledby=\"_chart-title _chart-desc\""));
        assert!(svg.contains("<title id=\"_chart-title\">Delivery &lt;on time&gt;</title>"));
        assert!(svg.contains("months &amp; their target.</desc>"), "{svg}");
        assert!(
            svg.contains("Target</text>") && svg.contains("96 %</text>"),
            "{svg}"
        );
        assert_eq!(svg.matches("chart-mark is-missed").count(), 1, "{svg}");
        assert_eq!(svg.matches("chart-mark is-plain").count(), 1, "{svg}");
        assert!(svg.contains("<title>2026-10: 97</title>"), "{svg}");
        for colour in ["fill=", "stroke=", "style=", "#", "rgb"] {
            assert!(!svg.contains(colour), "{colour} in {svg}");
        }
        assert!(svg.len() < 4000, "{} bytes", svg.len());
    }

    #[test]
    fn larger_values_stand_higher_and_later_ones_further_right() {
        let months = [("a", 1.0, Mark::Plain), ("b", 2.0, Mark::Plain)];
        let svg = objective_chart(&chart(&months, Vec::new())).unwrap();
        let places: Vec<(i32, i32)> = svg
            .match_indices("is-plain\" d=\"M")
            .map(|(at, found)| {
                let rest = &svg[at + found.len()..];
                let place = rest.split('m').next().unwrap();
                let (x, y) = place.split_once(' ').unwrap();
                (x.parse().unwrap(), y.parse().unwrap())
            })
            .collect();
        assert_eq!(places.len(), 2, "{svg}");
        assert!(places[0].0 < places[1].0, "{places:?}");
        assert!(places[0].1 > places[1].1, "{places:?}");
    }

    #[test]
    fn lines_that_lie_close_have_labels_that_do_not_overlap() {
        let months = [("a", 1.0, Mark::Plain)];
        let line = |value, label| Line {
            role: LineRole::Limit,
            value,
            name: "Limit",
            label,
        };
        let lines = vec![line(1.0, "one"), line(1.0, "two"), line(-9.0, "three")];
        let mut chart = chart(&months, lines);
        chart.last = Some("last");
        let svg = objective_chart(&chart).unwrap();
        let y = |label: &str| -> i32 {
            let before = svg.split(&format!(">{label}<")).next().unwrap();
            let at = before.rfind(" y=\"").unwrap() + 4;
            before[at..].split('"').next().unwrap().parse().unwrap()
        };
        assert!((y("one") - y("two")).abs() >= APART, "{svg}");
        assert!(y("three") > y("two"), "{svg}");
        for other in ["one", "two", "three"] {
            assert!((y("last") - y(other)).abs() >= APART, "{svg}");
        }
        assert!(y("three") < SIZE.1, "{svg}");
    }

    #[test]
    fn labels_of_points_stay_apart_and_grid_lines_have_one_each() {
        for count in [1, 2, 11, 12, 30, 60, 200] {
            let month = |at: usize| (format!("2026-{at:02}"), at as f64);
            let months: Vec<_> = (0..count).map(month).collect();
            let months: Vec<_> = months
                .iter()
                .map(|(label, value)| (label.as_str(), *value, Mark::Plain))
                .collect();
            let svg = objective_chart(&chart(&months, target(1.0))).unwrap();
            let labels = svg.split("<text").filter(|text| text.contains("middle"));
            let places = labels.map(|text| {
                let (_, from) = text.split_once(" x=\"").unwrap();
                from.split('"').next().unwrap().parse().unwrap()
            });
            let places: Vec<i32> = places.collect();
            let width = text_width("2026-10");
            assert!((1..=12).contains(&places.len()), "{count}: {places:?}");
            assert!(
                places.windows(2).all(|pair| pair[1] - pair[0] > width),
                "{count}: {places:?}"
            );
            let marks = svg.matches("text-anchor=\"end\"").count();
            assert!((2..=6).contains(&marks), "{svg}");
            assert_eq!(svg.matches("chart-grid").count(), marks);
        }
    }

    #[test]
    fn the_unit_and_the_last_value_are_written() {
        let months = [("a", 1.0, Mark::Plain), ("b", 2.0, Mark::Plain)];
        let mut chart = chart(&months, Vec::new());
        chart.unit = Some("%");
        chart.last = Some("2 %");
        let svg = objective_chart(&chart).unwrap();
        assert!(svg.contains(">%</text>"), "{svg}");
        assert!(svg.contains("<text class=\"chart-last\""), "{svg}");
        assert!(svg.contains(">2 %</text>"), "{svg}");
    }

    #[test]
    fn a_chart_of_nothing_or_of_no_numbers_is_none() {
        assert_eq!(objective_chart(&chart(&[], target(1.0))), None);
        let broken = [("a", f64::NAN, Mark::Plain)];
        assert_eq!(objective_chart(&chart(&broken, Vec::new())), None);
    }

    proptest::proptest! {
        #[test]
        fn any_numbers_are_drawn_in_time_or_not_at_all(
            values in proptest::collection::vec(proptest::num::f64::ANY, 1..40),
            goal in proptest::num::f64::ANY,
        ) {
            let points: Vec<_> = values.iter().map(|v| ("x", *v, Mark::Plain)).collect();
            if let Some(svg) = objective_chart(&chart(&points, target(goal))) {
                assert!(svg.len() < 20_000);
                assert!(!svg.contains("NaN") && !svg.contains("inf"));
            }
        }

        #[test]
        fn measurements_are_always_drawn(
            values in proptest::collection::vec(-1e12..1e12_f64, 1..40),
            exponent in -20..3_i32,
        ) {
            let size = 10_f64.powi(exponent);
            let points: Vec<_> = values.iter().map(|v| ("x", v * size, Mark::Plain)).collect();
            assert!(objective_chart(&chart(&points, Vec::new())).is_some());
        }
    }
}
