//! Rewrites the renderer's SVG. Only shapes and text are kept, styles become classes, addresses are
//! removed, and ids get a prefix that is unique in the page.

use std::fmt::Write as _;

use pulldown_cmark_escape::{escape_html, escape_html_body_text};
use roxmltree::{Document, Node};

use crate::markdown::code::curves;
use crate::markdown::code::curves::Side;
use crate::markdown::code::diagram::Drawing;
use crate::markdown::code::paint::part;

/// The elements that are kept: shapes and text.
const ELEMENTS: [&str; 12] = [
    "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
    "defs", "marker",
];

/// The attributes that are kept: the place of a shape and the style of its line.
const ATTRIBUTES: [&str; 34] = [
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "width",
    "height",
    "d",
    "points",
    "transform",
    "dx",
    "dy",
    "refX",
    "refY",
    "markerWidth",
    "markerHeight",
    "markerUnits",
    "orient",
    "viewBox",
    "text-anchor",
    "dominant-baseline",
    "font-size",
    "font-weight",
    "font-style",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
];

/// The line width that the theme sets for every line.
const LINE: &str = "1.5";

/// The greatest depth of nested elements. A valid drawing is flatter.
const DEEPEST: usize = 32;

/// Rewrites the renderer's SVG. Returns `None` if it is not a valid SVG with a view box and a
/// positive size.
pub(crate) fn rewritten(svg: &str, prefix: &str, on_ink: bool) -> Option<Drawing> {
    let document = Document::parse(svg).ok()?;
    let root = document.root_element();
    let numbers = root.attribute("viewBox")?.split([' ', ',']);
    let numbers: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
    let [left, top, width, height] = *numbers else {
        return None;
    };
    let mut rewriting = Rewriting {
        out: String::with_capacity(svg.len()),
        svg,
        prefix,
        on_ink,
        sides: curves::sides(root),
        bounds: [left, top, left + width, top + height],
    };
    for child in root.children() {
        rewriting.node(child, 0);
    }
    let [left, top, right, bottom] = rewriting.bounds;
    let (width, height) = (right - left, bottom - top);
    let is_sound = [left, top, width, height]
        .iter()
        .all(|number| number.is_finite());
    (is_sound && width > 0.0 && height > 0.0).then_some(Drawing {
        left,
        top,
        width,
        height,
        inside: rewriting.out,
        title: None,
    })
}

struct Rewriting<'r> {
    out: String,
    svg: &'r str,
    prefix: &'r str,
    on_ink: bool,
    /// The sides of the boxes that lines lead to.
    sides: Vec<Side>,
    /// The left, top, right and bottom of the drawing. The renderer's own bounds are sometimes too
    /// narrow.
    bounds: [f64; 4],
}

impl Rewriting<'_> {
    fn node(&mut self, node: Node<'_, '_>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            let parent = node.parent().map(|parent| parent.tag_name().name());
            if matches!(parent, Some("text" | "tspan")) {
                // Writing into a `String` cannot fail.
                let _ = escape_html_body_text(&mut self.out, text);
            }
            return;
        }
        let name = node.tag_name().name();
        // The content of a link is kept, its address is dropped.
        if name == "a" {
            return self.children(node, depth);
        }
        // Arrowheads that no line uses are dropped.
        let id = node.attribute("id").unwrap_or_default();
        if name == "marker" && !self.svg.contains(&format!("url(#{id})")) {
            return;
        }
        let Some(name) = ELEMENTS.into_iter().find(|element| *element == name) else {
            return;
        };
        self.out.push('<');
        self.out.push_str(name);
        self.attributes(node, name);
        if node.has_children() {
            self.out.push('>');
            self.children(node, depth);
            let _ = write!(self.out, "</{name}>");
        } else {
            self.out.push_str("/>");
        }
        if name == "rect" {
            self.widen(node);
        }
    }

    fn children(&mut self, node: Node<'_, '_>, depth: usize) {
        for child in node.children() {
            self.node(child, depth + 1);
        }
    }

    fn attributes(&mut self, node: Node<'_, '_>, element: &str) {
        let is_text = matches!(element, "text" | "tspan");
        let mut classes = Vec::new();
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            match name {
                "fill" if is_text && self.on_ink && part(value) == "paper" => {
                    classes.push("in-paper".to_owned());
                }
                "fill" | "stroke" if is_text => {}
                "fill" | "stroke" if value == "none" => self.attribute(name, value),
                "fill" => classes.push(format!("fill-{}", part(value))),
                "stroke" => classes.push(format!("line-{}", part(value))),
                "id" if is_name(value) => {
                    let id = format!("{}{value}", self.prefix);
                    self.attribute(name, &id);
                }
                "marker-start" | "marker-end" => {
                    let id = value.strip_prefix("url(#");
                    let id = id.and_then(|id| id.strip_suffix(')'));
                    if let Some(id) = id.filter(|id| is_name(id)) {
                        let address = format!("url(#{}{id})", self.prefix);
                        self.attribute(name, &address);
                    }
                }
                "d" if is_measure(value) => {
                    let upright = curves::upright(value, &self.sides);
                    self.attribute(name, &to_tenths(upright.as_deref().unwrap_or(value)));
                }
                // The theme sets this width for every line.
                "stroke-width" if value == LINE => {}
                _ if ATTRIBUTES.contains(&name) && is_measure(value) => {
                    self.attribute(name, &to_tenths(value));
                }
                _ => {}
            }
        }
        if !classes.is_empty() {
            self.attribute("class", &classes.join(" "));
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.out, " {name}=\"");
        let _ = escape_html(&mut self.out, value);
        self.out.push('"');
    }

    /// Extends the bounds to include a box, unless a transform moves it.
    fn widen(&mut self, node: Node<'_, '_>) {
        const ROOM: f64 = 8.0;
        if node.ancestors().any(|node| node.has_attribute("transform")) {
            return;
        }
        let number = |name| node.attribute(name).and_then(|value| value.parse().ok());
        let (Some(x), Some(y)): (Option<f64>, Option<f64>) = (number("x"), number("y")) else {
            return;
        };
        let width: f64 = number("width").unwrap_or_default();
        let height: f64 = number("height").unwrap_or_default();
        let [left, top, right, bottom] = &mut self.bounds;
        *left = left.min(x - ROOM);
        *top = top.min(y - ROOM);
        *right = right.max(x + width + ROOM);
        *bottom = bottom.max(y + height + ROOM);
    }
}

/// Whether a value is an id: ASCII letters, digits, `-` and `_`.
fn is_name(value: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    !value.is_empty() && value.chars().all(fits)
}

/// Whether a value consists of numbers and words, so that it contains no address.
fn is_measure(value: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || " .,+-()%\n".contains(c);
    value.chars().all(fits) && !value.contains("url")
}

/// Cuts numbers to one decimal. Further decimals make no visible difference.
fn to_tenths(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut behind_point = None;
    for c in value.chars() {
        behind_point = match (c, behind_point) {
            ('.', _) => Some(0),
            (c, Some(digits)) if c.is_ascii_digit() => Some(digits + 1),
            _ => None,
        };
        if behind_point.is_none_or(|digits| digits < 2) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(svg: &str) -> Option<String> {
        let svg =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{svg}</svg>");
        rewritten(&svg, "_d1-", false).map(|drawing| drawing.inside)
    }

    #[test]
    fn only_shapes_and_text_are_left() {
        for (svg, left) in [
            ("<script>x</script>", ""),
            ("<style>a{}</style>", ""),
            ("<foreignObject><b>x</b></foreignObject>", ""),
            ("<image href=\"http://evil.example/a\"/>", ""),
            (
                "<a href=\"javascript:x\"><text onload=\"x\">a &lt; b</text></a>",
                "<text>a &lt; b</text>",
            ),
            (
                "<rect style=\"fill:red\" fill=\"url(http://evil.example/a)\"/>",
                "<rect class=\"fill-own\"/>",
            ),
            (
                "<path d=\"M0,1.234L-5.06 7\" stroke-width=\"1.5\" fill=\"none\"/>",
                "<path d=\"M0,1.2L-5.0 7\" fill=\"none\"/>",
            ),
            (
                "<path marker-end=\"url(http://evil.example/#a)\"/>",
                "<path/>",
            ),
            (
                "<marker id=\"a\"/><marker id=\"b\"/><path marker-end=\"url(#a)\"/>",
                "<marker id=\"_d1-a\"/><path marker-end=\"url(#_d1-a)\"/>",
            ),
        ] {
            assert_eq!(inside(svg).as_deref(), Some(left), "{svg}");
        }
        assert_eq!(inside("<text>"), None);
    }

    #[test]
    fn boxes_that_stand_out_widen_the_drawing() {
        let svg =
            "<svg viewBox=\"0 0 10 10\"><rect x=\"-4\" y=\"2\" width=\"30\" height=\"2\"/></svg>";
        let drawing = rewritten(svg, "", false);
        let drawing = drawing.map(|drawing| (drawing.left, drawing.width, drawing.height));
        assert_eq!(drawing, Some((-12.0, 46.0, 18.0)));
    }
}
