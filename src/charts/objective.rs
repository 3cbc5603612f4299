//! An objective's measurements with target and limits.

use std::convert::Infallible;

use plotters::coord::Shift;
use plotters::coord::types::{RangedCoordf64, RangedCoordi32};
use plotters::prelude::{
    Cartesian2d, ChartBuilder, ChartContext, DrawingArea, DrawingAreaErrorKind, IntoDrawingArea,
    LineSeries, PathElement, TextStyle,
};
use plotters::style::{Color, IntoTextStyle, ShapeStyle};
use plotters_backend::BackendCoord;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use pulldown_cmark_escape::escape_html;

use super::scale::Scale;
use super::shapes::shape;
use super::svg::{Part, Svg, text_size};
use super::{Chart, LineRole};

/// The drawing's size, in its own units; the page scales it.
const SIZE: (u32, u32) = (720, 300);
/// The size of labels, in the same units.
const TEXT: f64 = 12.0;
/// The room above the plot.
const ABOVE: u32 = 12;
/// The least distance between the labels of two lines.
const APART: i32 = 15;
/// About how many labels stand at each axis.
const LABELS: (usize, usize) = (12, 6);

type Area<'o> = DrawingArea<Svg<'o>, Shift>;
type Plot<'c, 'o> = ChartContext<'c, Svg<'o>, Cartesian2d<RangedCoordi32, RangedCoordf64>>;
type Drawn<T> = Result<T, DrawingAreaErrorKind<Infallible>>;

/// The chart as SVG; `None` where there is nothing that can be drawn.
pub fn objective_chart(chart: &Chart<'_>) -> Option<String> {
    if chart.points.is_empty() {
        return None;
    }
    let values = chart.points.iter().map(|point| point.value);
    let scale = Scale::of(values.chain(chart.lines.iter().map(|line| line.value)))?;
    let mut drawing = String::with_capacity(4096 + 120 * chart.points.len());
    let root = Svg::new(&mut drawing, SIZE).into_drawing_area();
    let places = draw(chart, scale, &root).ok()?;
    drop(root);
    for (point, place) in chart.points.iter().zip(places) {
        drawing.push_str(&shape(point.mark, place, &escaped(&point.hint)));
    }
    Some(framed(chart, &drawing))
}

/// Draws all but the marks, and says where those belong.
fn draw(chart: &Chart<'_>, scale: Scale, root: &Area<'_>) -> Drawn<Vec<BackendCoord>> {
    let label_width = |label: &str| text_size(label, TEXT).0;
    let longest = chart.lines.iter().map(|line| label_width(line.label)).max();
    let beside = longest.map_or(ABOVE, |width| (width + 14).min(SIZE.0 / 3));
    let mut plot = ChartBuilder::on(root)
        .margin_top(ABOVE)
        .margin_right(beside)
        .set_left_and_bottom_label_area_size(52)
        .x_label_area_size(30)
        .build_cartesian_2d(0..last(chart), scale.ends())?;
    draw_axes(chart, scale, &mut plot)?;
    draw_lines(chart, scale, root, &mut plot)?;
    let values = chart.points.iter().zip(1..);
    let values = values.map(|(point, at)| (at, scale.place(point.value)));
    let places: Vec<(i32, f64)> = values.collect();
    plot.draw_series(LineSeries::new(places.clone(), stroke(Part::Line)))?;
    Ok(places
        .iter()
        .map(|place| plot.backend_coord(place))
        .collect())
}

/// The right end of the horizontal axis: the points stand at 1, 2, 3 …
fn last(chart: &Chart<'_>) -> i32 {
    i32::try_from(chart.points.len()).map_or(i32::MAX, |count| count.saturating_add(1))
}

fn draw_axes(chart: &Chart<'_>, scale: Scale, plot: &mut Plot<'_, '_>) -> Drawn<()> {
    let period = |at: &i32| {
        let at = usize::try_from(at - 1).ok();
        let point = at.and_then(|at| chart.points.get(at));
        point.map_or_else(String::new, |point| point.label.to_owned())
    };
    plot.configure_mesh()
        .disable_x_mesh()
        .x_labels(LABELS.0)
        .y_labels(LABELS.1)
        .x_label_formatter(&period)
        .y_label_formatter(&|place| scale.label(*place))
        .x_label_style(text(Part::Text))
        .y_label_style(text(Part::Text))
        .axis_style(stroke(Part::Axis))
        .bold_line_style(stroke(Part::Grid))
        .max_light_lines(1)
        .draw()
}

/// The horizontal lines, each with its label at the right; labels that would overlap move down.
fn draw_lines(
    chart: &Chart<'_>,
    scale: Scale,
    root: &Area<'_>,
    plot: &mut Plot<'_, '_>,
) -> Drawn<()> {
    let mut labels = Vec::with_capacity(chart.lines.len());
    for line in &chart.lines {
        let part = match line.role {
            LineRole::Target => Part::Target,
            LineRole::Limit => Part::Limit,
            LineRole::Middle => Part::Middle,
        };
        let ends = [0, last(chart)].map(|x| (x, scale.place(line.value)));
        labels.push((plot.backend_coord(&ends[1]), line.label));
        plot.draw_series([PathElement::new(ends, stroke(part))])?;
    }
    labels.sort_by_key(|((_, y), _)| *y);
    let style = text(Part::Text).pos(Pos::new(HPos::Left, VPos::Center));
    let mut free = 0;
    for ((x, y), label) in labels {
        let y = y.max(free);
        root.draw_text(label, &style, (x + 6, y))?;
        free = y + APART;
    }
    Ok(())
}

fn stroke(part: Part) -> ShapeStyle {
    ShapeStyle {
        color: part.color().into(),
        filled: false,
        stroke_width: 1,
    }
}

fn text(part: Part) -> TextStyle<'static> {
    let mut style = ("sans-serif", TEXT).into_text_style(&SIZE);
    style.color = part.color().to_backend_color();
    style
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
        }
    }

    fn target(value: f64) -> Vec<Line<'static>> {
        vec![Line {
            role: LineRole::Target,
            value,
            label: "Target 96 %",
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
        assert!(svg.contains("Target 96 %</text>"), "{svg}");
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
            label,
        };
        let lines = vec![line(1.0, "one"), line(1.0, "two"), line(-9.0, "three")];
        let svg = objective_chart(&chart(&months, lines)).unwrap();
        let y = |label: &str| -> i32 {
            let before = svg.split(&format!(">{label}<")).next().unwrap();
            let at = before.rfind(" y=\"").unwrap() + 4;
            before[at..].split('"').next().unwrap().parse().unwrap()
        };
        assert!((y("one") - y("two")).abs() >= APART, "{svg}");
        assert!(y("three") > y("two"), "{svg}");
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
