//! Arranges the frames of a flowchart's subgraphs. The renderer places boxes as if there were no
//! subgraphs, and draws a frame around the boxes of each. A frame then has the same border as the one
//! around it, and boxes of others may be within it. Here each frame gets room for those within it; a
//! drawing in which frames and boxes still overlap is refused, since it says what is not true.

use std::ops::Range;

use mermaid_svg::ast::{FlowchartDiagram, Subgraph};
use mermaid_svg::{Diagram, render_diagram_with};
use roxmltree::{Document, Node};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::markdown::code::diagram::Fault;
use crate::markdown::code::outline::{Rect, outline};
use crate::markdown::code::paint::theme;

/// The room between a frame and the frames within it, and above them for the frame's title.
const ROOM: f64 = 10.0;
const TITLE: f64 = 24.0;
/// The baseline of a title below the upper side of its frame, as the renderer writes it.
const BASELINE: f64 = 18.0;
/// The id of the element with the titles, behind the prefix of the drawing. The theme gives them an
/// outline in the colour of the paper.
const TITLES: &str = "titles";
/// Shapes that overlap by less touch each other.
const LEAST: f64 = 1.0;

/// The message for a drawing in which they overlap.
const OVERLAP: &str = "boxes and frames of its subgraphs would be drawn over each other";

/// The drawing of a diagram with its frames arranged. A diagram without subgraphs stays as it is.
pub(crate) fn arranged(diagram: &Diagram, svg: String) -> Result<String, Fault> {
    let Diagram::Flowchart(chart) = diagram else {
        return Ok(svg);
    };
    if chart.subgraphs.is_empty() {
        return Ok(svg);
    }
    let shapes = Shapes::of(diagram).ok_or_else(|| Fault::new(OVERLAP))?;
    let within = Within::of(chart);
    let frames = shapes.with_room(chart, &within);
    if !are_apart(chart, &shapes, &frames, &within) {
        return Err(Fault::new(OVERLAP));
    }
    redrawn(&svg, &shapes.frames, &frames).ok_or_else(|| Fault::new(OVERLAP))
}

/// The places of a flowchart's boxes and frames.
struct Shapes {
    /// The box of each node, by its position in the diagram.
    boxes: FxHashMap<usize, Rect>,
    /// The frame of each subgraph that has one.
    frames: FxHashMap<usize, Frame>,
}

#[derive(Clone, Copy)]
struct Frame {
    rect: Rect,
    /// The position of its element among all elements of the drawing.
    element: usize,
}

impl Shapes {
    /// Draws the diagram with lines of a colour of its own for each box and each frame, so that it can
    /// be told which shape belongs to which. Colours change no place.
    fn of(diagram: &Diagram) -> Option<Self> {
        let mut marked = diagram.clone();
        let Diagram::Flowchart(chart) = &mut marked else {
            return None;
        };
        for (at, node) in chart.nodes.iter_mut().enumerate() {
            node.style.push(("stroke".to_owned(), mark("0a", at)));
        }
        for (at, subgraph) in chart.subgraphs.iter_mut().enumerate() {
            subgraph.style.push(("stroke".to_owned(), mark("0b", at)));
        }
        let svg = render_diagram_with(&marked, &theme()).ok()?;
        let document = Document::parse(&svg).ok()?;
        let mut shapes = Self {
            boxes: FxHashMap::default(),
            frames: FxHashMap::default(),
        };
        for (element, node) in elements(&document).enumerate() {
            let stroke = node.attribute("stroke").unwrap_or_default();
            if let (Some(at), Some(rect)) = (marked_at(stroke, "0a"), outline(node)) {
                let whole = shapes.boxes.entry(at).or_insert(rect);
                *whole = whole.with(rect);
            } else if let (Some(at), Some(rect)) = (marked_at(stroke, "0b"), outline(node)) {
                shapes.frames.insert(at, Frame { rect, element });
            }
        }
        Some(shapes)
    }

    /// The frames with room for the frames within them.
    fn with_room(&self, chart: &FlowchartDiagram, within: &Within) -> FxHashMap<usize, Frame> {
        let mut frames = self.frames.clone();
        // A frame within another has fewer frames within it, so it is complete before the other.
        let mut order: Vec<usize> = (0..chart.subgraphs.len()).collect();
        order.sort_by_key(|at| within.frames[*at].len());
        for at in order {
            let inner: Vec<Rect> = within.frames[at]
                .iter()
                .filter_map(|inner| frames.get(inner))
                .map(|frame| frame.rect)
                .collect();
            if let Some(frame) = frames.get_mut(&at) {
                for rect in inner {
                    frame.rect = frame.rect.with(Rect {
                        left: rect.left - ROOM,
                        top: rect.top - TITLE,
                        right: rect.right + ROOM,
                        bottom: rect.bottom + ROOM,
                    });
                }
            }
        }
        frames
    }
}

/// What is within each subgraph, directly or in subgraphs within it.
struct Within {
    nodes: Vec<FxHashSet<usize>>,
    frames: Vec<FxHashSet<usize>>,
}

impl Within {
    fn of(chart: &FlowchartDiagram) -> Self {
        let nodes = chart.nodes.iter().enumerate();
        let nodes: FxHashMap<&str, usize> = nodes.map(|(at, node)| (&*node.id, at)).collect();
        let subgraphs = chart.subgraphs.iter().enumerate();
        let by_id: FxHashMap<&str, usize> = subgraphs.map(|(at, one)| (&*one.id, at)).collect();
        let mut within = Self {
            nodes: Vec::new(),
            frames: Vec::new(),
        };
        for subgraph in &chart.subgraphs {
            let mut own_nodes = FxHashSet::default();
            let mut own_frames = FxHashSet::default();
            let mut left: Vec<&Subgraph> = vec![subgraph];
            while let Some(one) = left.pop() {
                own_nodes.extend(one.node_ids.iter().filter_map(|id| nodes.get(&**id)));
                for at in one
                    .child_subgraph_ids
                    .iter()
                    .filter_map(|id| by_id.get(&**id))
                {
                    if own_frames.insert(*at) {
                        left.push(&chart.subgraphs[*at]);
                    }
                }
            }
            within.nodes.push(own_nodes);
            within.frames.push(own_frames);
        }
        within
    }
}

/// Whether no frame overlaps a box or a frame that is not within it.
fn are_apart(
    chart: &FlowchartDiagram,
    shapes: &Shapes,
    frames: &FxHashMap<usize, Frame>,
    within: &Within,
) -> bool {
    let is_free = |at: &usize| {
        let rect = frames[at].rect;
        let mut boxes = shapes.boxes.iter();
        let mut others = frames.iter();
        let hits = |other: &Rect| rect.overlaps(other, LEAST);
        !boxes.any(|(node, other)| !within.nodes[*at].contains(node) && hits(other))
            && !others.any(|(other, frame)| {
                let is_within =
                    |inner: &usize, outer: &usize| within.frames[*outer].contains(inner);
                at != other && !is_within(other, at) && !is_within(at, other) && hits(&frame.rect)
            })
    };
    (0..chart.subgraphs.len())
        .filter(|at| frames.contains_key(at))
        .all(|at| is_free(&at))
}

/// The drawing with the frames in their new places, and their titles above everything else, so that no
/// arrow crosses a title.
fn redrawn(
    svg: &str,
    before: &FxHashMap<usize, Frame>,
    frames: &FxHashMap<usize, Frame>,
) -> Option<String> {
    let document = Document::parse(svg).ok()?;
    let all: Vec<Node<'_, '_>> = elements(&document).collect();
    // Each change is a byte range and the text in its place.
    let mut changes = Vec::new();
    let mut titles = format!("<g id=\"{TITLES}\">");
    let mut order: Vec<(&usize, &Frame)> = frames.iter().collect();
    order.sort_by_key(|(_, frame)| frame.element);
    for (at, Frame { rect, element }) in order {
        let frame = all.get(*element).filter(|one| one.has_tag_name("rect"))?;
        let title = all
            .get(*element + 1)
            .filter(|one| one.has_tag_name("text"))?;
        let is_moved = before.get(at).is_none_or(|old| old.rect != *rect);
        let of_frame = [
            ("x", rect.left),
            ("y", rect.top),
            ("width", rect.right - rect.left),
            ("height", rect.bottom - rect.top),
        ];
        let of_title = [
            ("x", f64::midpoint(rect.left, rect.right)),
            ("y", rect.top + BASELINE),
        ];
        let mut in_title = Vec::new();
        if is_moved {
            set(&mut changes, *frame, &of_frame)?;
            set(&mut in_title, *title, &of_title)?;
        }
        let begin = title.range().start;
        for (range, _) in &mut in_title {
            *range = range.start - begin..range.end - begin;
        }
        titles.push_str(&changed(svg.get(title.range())?, in_title));
        changes.push((title.range(), String::new()));
    }
    titles.push_str("</g>");
    let end = svg.rfind("</svg>")?;
    changes.push((end..end, titles));
    Some(changed(svg, changes))
}

/// Records new values of attributes of an element.
fn set(
    changes: &mut Vec<(Range<usize>, String)>,
    node: Node<'_, '_>,
    values: &[(&str, f64)],
) -> Option<()> {
    for (name, value) in values {
        let attribute = node.attribute_node(*name)?;
        changes.push((attribute.range_value(), format!("{value:.1}")));
    }
    Some(())
}

/// A text with changes: byte ranges and the texts in their places.
fn changed(text: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by_key(|(range, _)| range.start);
    let mut out = text.to_owned();
    for (range, value) in changes.into_iter().rev() {
        out.replace_range(range, &value);
    }
    out
}

/// The elements of a drawing, in order.
fn elements<'d>(document: &'d Document<'d>) -> impl Iterator<Item = Node<'d, 'd>> {
    document.descendants().filter(Node::is_element)
}

/// The colour that marks the shape at a position.
fn mark(sort: &str, at: usize) -> String {
    format!("#{sort}{at:04x}")
}

/// The position that a colour marks.
fn marked_at(colour: &str, sort: &str) -> Option<usize> {
    let digits = colour.strip_prefix('#')?.strip_prefix(sort)?;
    usize::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrange(source: &str) -> Result<String, Fault> {
        let diagram = mermaid_svg::parse_with_meta(source).unwrap().0;
        let svg = render_diagram_with(&diagram, &theme()).unwrap();
        arranged(&diagram, svg)
    }

    #[test]
    fn a_frame_has_room_for_the_frames_within_it() {
        let source = "flowchart TD\nsubgraph Outer\nsubgraph Inner\nA --> B\nend\nend\n";
        let svg = arrange(source).unwrap();
        let document = Document::parse(&svg).unwrap();
        let frames: Vec<Rect> = elements(&document)
            .filter(|one| one.attribute("rx") == Some("6"))
            .filter_map(outline)
            .collect();
        let [outer, inner] = frames.as_slice() else {
            panic!("{svg}");
        };
        let [outer, inner] = match outer.top < inner.top {
            true => [outer, inner],
            false => [inner, outer],
        };
        assert!(outer.left + ROOM <= inner.left + 0.1);
        assert!(outer.top + TITLE <= inner.top + 0.1);
        assert!(inner.right + ROOM <= outer.right + 0.1);
        assert!(inner.bottom + ROOM <= outer.bottom + 0.1);
    }

    #[test]
    fn titles_of_frames_are_drawn_above_everything_else() {
        // The arrow enters the frame where its title is.
        let source =
            "flowchart TD\nX --> A\nsubgraph One\nA --> B\nend\nsubgraph Two\nC --> D\nend\n";
        let svg = arrange(source).unwrap();
        let document = Document::parse(&svg).unwrap();
        let all: Vec<Node<'_, '_>> = elements(&document).collect();
        let [.., group, one, two] = all.as_slice() else {
            panic!("{svg}");
        };
        assert_eq!(group.attribute("id"), Some(TITLES));
        assert_eq!([one.text(), two.text()], [Some("One"), Some("Two")]);
        for title in ["One", "Two"] {
            assert_eq!(svg.matches(&format!(">{title}<")).count(), 1, "{svg}");
        }
    }

    #[test]
    fn a_drawing_with_a_foreign_box_in_a_frame_is_refused() {
        // B stands between A and C.
        let source = "flowchart TD\nsubgraph S\nA\nC\nend\nA --> B --> C\n";
        assert_eq!(arrange(source), Err(Fault::new(OVERLAP)));
    }

    #[test]
    fn frames_beside_each_other_stay_as_they_are() {
        let source = "flowchart TD\nsubgraph S\nA[(Store)] --> B{Yes?}\nend\nsubgraph T\nC((x)) --> D[/y/]\nend\n";
        let diagram = mermaid_svg::parse_with_meta(source).unwrap().0;
        let svg = render_diagram_with(&diagram, &theme()).unwrap();
        let shapes = Shapes::of(&diagram).unwrap();
        assert_eq!((shapes.boxes.len(), shapes.frames.len()), (4, 2));
        assert!(arranged(&diagram, svg).is_ok());
    }
}
