//! The shapes of the marks, so that colour is never the only difference.

use super::Mark;

/// Returns the shape of a mark as a small SVG for a legend, hidden from screen readers.
pub(crate) fn mark_shape(mark: Mark) -> String {
    format!(
        "<svg class=\"chart-key\" viewBox=\"-8 -8 16 16\" aria-hidden=\"true\">{}</svg>",
        shape(mark, (0, 0), "")
    )
}

/// Returns the path of a mark around a point. `hint` is the text of its tooltip, already escaped.
pub(super) fn shape(mark: Mark, (x, y): (i32, i32), hint: &str) -> String {
    let outline = match mark {
        // A disc, a triangle that points down, a square on its corner, a square.
        Mark::Plain => "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
        Mark::Missed => "m-5-4h10l-5 9z",
        Mark::Outside => "m0-7l7 7l-7 7l-7-7z",
        Mark::Run => "m-4-4h8v8h-8z",
    };
    let hint = match hint {
        "" => String::new(),
        hint => format!("<title>{hint}</title>"),
    };
    format!(
        "<path class=\"chart-mark is-{}\" d=\"M{x} {y}{outline}\">{hint}</path>",
        mark.word()
    )
}
