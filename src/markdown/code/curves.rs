//! Redraws the lines between boxes. The renderer lets a line that is wider than it is high leave
//! and arrive along the side of a box, so that half of its arrowhead is behind the box. It also
//! puts a kink into a line that leaves and arrives vertically. Such a line is replaced by one curve
//! that leaves and arrives vertically and has the same midpoint, where the label is.

use roxmltree::Node;

use crate::markdown::code::paint::part;

/// The least height of a line that has room for a curve, in units of the drawing.
const LEAST_HEIGHT: f64 = 16.0;

/// The upper or lower side of a box.
#[derive(Clone, Copy)]
pub(crate) struct Side {
    left: f64,
    right: f64,
    y: f64,
}

/// The upper and lower sides of a drawing's boxes.
pub(crate) fn sides(drawing: Node<'_, '_>) -> Vec<Side> {
    let boxes = drawing
        .descendants()
        .filter(|node| node.tag_name().name() == "rect");
    boxes
        .filter(|node| {
            let stroke = node.attribute("stroke");
            let stroke = stroke.filter(|stroke| *stroke != "none");
            matches!(stroke.map(part), Some("node" | "own"))
        })
        .filter_map(|node| {
            let number = |name| node.attribute(name)?.parse::<f64>().ok();
            let (left, top) = (number("x")?, number("y")?);
            let (right, bottom) = (left + number("width")?, top + number("height")?);
            Some([top, bottom].map(|y| Side { left, right, y }))
        })
        .flatten()
        .collect()
}

/// Returns the path of the curve that replaces a line, if the line leaves and arrives vertically,
/// or leaves or arrives along a side of a box. `None` if the line stays as it is.
pub(crate) fn upright(path: &str, sides: &[Side]) -> Option<String> {
    let commands = path.chars().filter(char::is_ascii_alphabetic);
    if !commands.eq("MLCCCL".chars()) {
        return None;
    }
    let numbers = path.split(|c: char| c.is_ascii_alphabetic() || c == ' ' || c == ',');
    let numbers = numbers.filter(|number| !number.is_empty());
    let numbers: Vec<f64> = numbers
        .map(|number| number.parse().ok())
        .collect::<Option<_>>()?;
    let &[x1, y1, after_x, after_y, .., before_x, before_y, x2, y2] = numbers.as_slice() else {
        return None;
    };
    let near = |a: f64, b: f64| (a - b).abs() < 0.5;
    let is_level = near(y1, after_y) && near(before_y, y2);
    let is_upright = near(x1, after_x) && near(before_x, x2);
    let ends_along = |x: f64, y: f64| {
        let mut sides = sides.iter();
        sides.any(|side| near(side.y, y) && side.left < x && x < side.right)
    };
    let is_along = is_level && (ends_along(x1, y1) || ends_along(x2, y2));
    if numbers.len() != 24 || !(is_upright || is_along) || (y2 - y1).abs() < LEAST_HEIGHT {
        return None;
    }
    let middle = f64::midpoint(y1, y2);
    Some(format!(
        "M{x1:.1} {y1:.1}C{x1:.1} {middle:.1} {x2:.1} {middle:.1} {x2:.1} {y2:.1}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line from a diamond to the upper side of a box to its left.
    const LEVEL: &str = "M406 188.7L389.2 188.7C372.4 188.7 338.9 188.7 322.1 204.6C305.3 220.5 \
                         305.3 252.2 288.6 268.1C271.8 284 238.2 284 221.5 284L204.7 284";

    fn sides_of(shapes: &str) -> Vec<Side> {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{shapes}</svg>");
        sides(roxmltree::Document::parse(&svg).unwrap().root_element())
    }

    #[test]
    fn a_line_arrives_upright_at_the_side_of_a_box() {
        let sides = [Side {
            left: 24.0,
            right: 292.5,
            y: 284.0,
        }];
        assert_eq!(
            upright(LEVEL, &sides).as_deref(),
            Some("M406.0 188.7C406.0 236.3 204.7 236.3 204.7 284.0")
        );
    }

    #[test]
    fn an_upright_line_has_no_kink() {
        let kinked = "M428 328L428 334.7C428 341.5 428 355.1 424.7 361.9C421.6 368.7 415.3 368.7 \
                      412.2 375.5C409.1 382.3 409 395.9 409 402.7L409 409.5";
        assert_eq!(
            upright(kinked, &[]).as_deref(),
            Some("M428.0 328.0C428.0 368.8 409.0 368.8 409.0 409.5")
        );
    }

    #[test]
    fn a_line_that_arrives_beside_a_box_stays_as_it_is() {
        for y in [283.0, 300.0] {
            let sides = [Side {
                left: 24.0,
                right: 292.5,
                y,
            }];
            assert_eq!(upright(LEVEL, &sides), None);
        }
        let beside = [Side {
            left: 204.7,
            right: 292.5,
            y: 284.0,
        }];
        assert_eq!(upright(LEVEL, &beside), None);
        assert_eq!(upright("M433 68L433 148", &beside), None);
        assert_eq!(upright("MLCCCL", &beside), None);
    }

    #[test]
    fn only_boxes_have_sides() {
        let own = "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" stroke=\"red\"/>";
        let found: Vec<f64> = sides_of(own).iter().map(|side| side.y).collect();
        assert_eq!(found, [2.0, 6.0]);
        let label = "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" stroke=\"none\"/>";
        assert!(sides_of(label).is_empty());
    }
}
