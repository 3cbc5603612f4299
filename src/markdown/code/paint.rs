//! What the parts of a drawing are, told by the colours that the renderer was given for them. The
//! drawing gets classes in their place, so that light, dark and paper each have their own.

use std::borrow::Cow;

use mermaid_svg::{Diagram, Theme};

/// Colours that stand for a part, as a fill and as a line, and the part's class.
const PARTS: [(&str, &str); 15] = [
    (INK, "ink"),
    (SOFT, "soft"),
    (PAPER, "paper"),
    (NODE, "node"),
    (EDGE, "edge"),
    (NOTE, "note"),
    (GROUP, "group"),
    // What the renderer colours by itself.
    ("#fff", "paper"),
    ("#ffffff", "paper"),
    ("#333", "ink"),
    ("#000", "ink"),
    ("#fff5ad", "note"),
    ("#aaaa33", "note"),
    ("#999", "edge"),
    ("#d3d3d3", "group"),
];

/// Light ones stand for what is written on, so that the renderer writes on it in ink.
const INK: &str = "#000001";
const SOFT: &str = "#000002";
const EDGE: &str = "#000003";
const PAPER: &str = "#fffff0";
const NODE: &str = "#fffff1";
const NOTE: &str = "#fffff2";
const GROUP: &str = "#fffff3";

/// Colours of a series.
const SERIES: [&str; 6] = [
    "#ffffe1", "#ffffe2", "#ffffe3", "#ffffe4", "#ffffe5", "#ffffe6",
];
const SERIES_CLASSES: [&str; 6] = ["1", "2", "3", "4", "5", "6"];

/// What the author coloured: it stands out, in the theme's way.
const OWN: &str = "own";

/// The class of a part, by its colour.
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

/// Whether white text of a drawing stands on ink.
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
