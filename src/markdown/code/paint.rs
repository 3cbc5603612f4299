//! Maps the colours of a drawing to classes. The renderer gets a distinct colour for each kind of
//! part. Each colour is then replaced by a class, so that the light, dark and print schemes can
//! have their own colours.

use std::borrow::Cow;

use mermaid_svg::{Diagram, Theme};

/// The fill and line colours of the parts, and the class of each part.
const PARTS: [(&str, &str); 15] = [
    (INK, "ink"),
    (SOFT, "soft"),
    (PAPER, "paper"),
    (NODE, "node"),
    (EDGE, "edge"),
    (NOTE, "note"),
    (GROUP, "group"),
    // Colours that the renderer uses whatever its theme is.
    ("#fff", "paper"),
    ("#ffffff", "paper"),
    ("#333", "ink"),
    ("#000", "ink"),
    ("#fff5ad", "note"),
    ("#aaaa33", "note"),
    ("#999", "edge"),
    ("#d3d3d3", "group"),
];

/// The colours in the renderer's theme. Backgrounds are light, so that the renderer writes on them
/// in ink.
const INK: &str = "#000001";
const SOFT: &str = "#000002";
const EDGE: &str = "#000003";
const PAPER: &str = "#fffff0";
const NODE: &str = "#fffff1";
const NOTE: &str = "#fffff2";
const GROUP: &str = "#fffff3";

/// The colours of a series.
const SERIES: [&str; 6] = [
    "#ffffe1", "#ffffe2", "#ffffe3", "#ffffe4", "#ffffe5", "#ffffe6",
];
const SERIES_CLASSES: [&str; 6] = ["1", "2", "3", "4", "5", "6"];

/// The class of the parts that the author coloured. The theme decides how they stand out.
const OWN: &str = "own";

/// The class of a part with this colour.
pub(crate) fn part(colour: &str) -> &'static str {
    let colour = colour.trim();
    let found = PARTS
        .iter()
        .find(|(part, _)| part.eq_ignore_ascii_case(colour));
    let found = found.map(|(_, class)| *class);
    let series = || {
        let at = SERIES.iter().position(|part| *part == colour)?;
        SERIES_CLASSES.get(at).copied()
    };
    found.or_else(series).unwrap_or(OWN)
}

/// Whether white text of a drawing is on a background of ink.
pub(crate) fn is_labelled_on_ink(diagram: &Diagram) -> bool {
    matches!(diagram, Diagram::Sequence(_))
}

/// The renderer's theme.
pub(crate) fn theme() -> Theme {
    let series = || {
        SERIES
            .iter()
            .cycle()
            .take(12)
            .map(|part| Cow::Borrowed(*part))
    };
    let some = |part| Cow::Borrowed(part);
    Theme {
        fg: some(INK),
        fg_muted: some(SOFT),
        bg: some(PAPER),
        actor_fill: some(NODE),
        actor_stroke: some(EDGE),
        lifeline: some(EDGE),
        arrow_stroke: some(EDGE),
        note_fill: some(NOTE),
        note_stroke: some(NOTE),
        activation_fill: some(GROUP),
        activation_stroke: some(EDGE),
        frame_label_fill: some(GROUP),
        flow_node_fill: some(NODE),
        flow_node_stroke: some(NODE),
        flow_edge_stroke: some(EDGE),
        flow_label_bg: some(PAPER),
        flow_cluster_fill: some(GROUP),
        flow_cluster_stroke: some(GROUP),
        cscale_palette: series().collect(),
        pie_palette: series().collect(),
        pie_stroke: Some(some(PAPER)),
        ..Theme::default_theme()
    }
}
