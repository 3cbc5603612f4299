//! The rectangles that shapes of a drawing fill.

use roxmltree::Node;

/// A rectangle, in units of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Rect {
    /// The rectangle around these points; `None` if there are none.
    fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        let points = points.into_iter().map(|(x, y)| Self {
            left: x,
            top: y,
            right: x,
            bottom: y,
        });
        points.reduce(Self::with)
    }

    /// The rectangle around both.
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether they overlap by more than a length in both directions.
    pub(crate) fn overlaps(&self, other: &Self, least: f64) -> bool {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width > least && height > least
    }
}

/// The rectangle that a shape fills; `None` for an element that is no shape.
pub(crate) fn outline(node: Node<'_, '_>) -> Option<Rect> {
    let number = |name: &str| node.attribute(name)?.parse::<f64>().ok();
    match node.tag_name().name() {
        "rect" => {
            let (left, top) = (number("x")?, number("y")?);
            Some(Rect {
                left,
                top,
                right: left + number("width")?,
                bottom: top + number("height")?,
            })
        }
        "circle" | "ellipse" => {
            let (x, y) = (number("cx")?, number("cy")?);
            let rx = number("rx").or_else(|| number("r"))?;
            let ry = number("ry").or_else(|| number("r"))?;
            Rect::around([(x - rx, y - ry), (x + rx, y + ry)])
        }
        "line" => Rect::around([
            (number("x1")?, number("y1")?),
            (number("x2")?, number("y2")?),
        ]),
        "polygon" | "polyline" => {
            let numbers = numbers(node.attribute("points")?);
            Rect::around(numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])))
        }
        "path" => Rect::around(path_points(node.attribute("d")?)),
        _ => None,
    }
}

fn numbers(text: &str) -> Vec<f64> {
    let parts = text.split([' ', ',', '\n']);
    parts.filter_map(|part| part.parse().ok()).collect()
}

/// The points of a path: the ends of its parts, and those that its curves aim at.
fn path_points(path: &str) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    let mut rest = path;
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic() && c != 'e') {
        let command = char::from(rest.as_bytes()[at]);
        rest = &rest[at + 1..];
        let end = rest
            .find(|c: char| c.is_ascii_alphabetic() && c != 'e')
            .unwrap_or(rest.len());
        let numbers = path_numbers(&rest[..end]);
        let is_relative = command.is_ascii_lowercase();
        let (from_x, from_y) = (x, y);
        let mut to = |dx: f64, dy: f64, (from_x, from_y): (f64, f64)| {
            let point = match is_relative {
                true => (from_x + dx, from_y + dy),
                false => (dx, dy),
            };
            points.push(point);
            point
        };
        match command.to_ascii_uppercase() {
            'H' => {
                for dx in numbers {
                    (x, _) = to(dx, if is_relative { 0.0 } else { y }, (x, y));
                }
            }
            'V' => {
                for dy in numbers {
                    (_, y) = to(if is_relative { 0.0 } else { x }, dy, (x, y));
                }
            }
            'A' => {
                for arc in numbers.chunks_exact(7) {
                    (x, y) = to(arc[5], arc[6], (x, y));
                }
            }
            'C' | 'S' | 'Q' => {
                let many = if command.eq_ignore_ascii_case(&'C') {
                    6
                } else {
                    4
                };
                for curve in numbers.chunks_exact(many) {
                    let from = (x, y);
                    for pair in curve.chunks_exact(2) {
                        (x, y) = to(pair[0], pair[1], from);
                    }
                }
            }
            'M' | 'L' | 'T' => {
                for pair in numbers.chunks_exact(2) {
                    (x, y) = to(pair[0], pair[1], (x, y));
                }
            }
            _ => (x, y) = (from_x, from_y),
        }
    }
    points
}

/// The numbers of a path, which may follow each other without a blank: `10-5`.
fn path_numbers(text: &str) -> Vec<f64> {
    let mut spaced = String::with_capacity(text.len() + 8);
    let mut last = ' ';
    for c in text.chars() {
        if c == '-' && last != 'e' {
            spaced.push(' ');
        }
        spaced.push(c);
        last = c;
    }
    numbers(&spaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_followed() {
        let outline = |path: &str| {
            let rect = Rect::around(path_points(path)).unwrap();
            [rect.left, rect.top, rect.right, rect.bottom]
        };
        assert_eq!(outline("M1 2L10,20 5 30Z"), [1.0, 2.0, 10.0, 30.0]);
        assert_eq!(outline("M10 10h5v-4l-20 1z"), [-5.0, 6.0, 15.0, 10.0]);
        assert_eq!(
            outline("M0 0A5 5 0 0 1 10 0a5 5 0 0 1 10-5"),
            [0.0, -5.0, 20.0, 0.0]
        );
        assert_eq!(outline("M0 0C1 1 2 8 3 3Q9 9 4 4"), [0.0, 0.0, 9.0, 9.0]);
    }
}
