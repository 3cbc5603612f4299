//! What the drawing library draws on: SVG text with classes in place of colours.

use std::convert::Infallible;

use plotters::style::RGBColor;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use pulldown_cmark_escape::escape_html;

/// A drawing.
pub(super) struct Svg<'o> {
    out: &'o mut String,
    size: (u32, u32),
}

/// What a stroke or a text is: the library takes it for a colour, the drawing makes it a class.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Axis,
    Grid,
    Line,
    Target,
    Limit,
    Middle,
    Text,
}

const PARTS: [(Part, &str); 7] = [
    (Part::Axis, "chart-axis"),
    (Part::Grid, "chart-grid"),
    (Part::Line, "chart-line"),
    (Part::Target, "chart-target"),
    (Part::Limit, "chart-limit"),
    (Part::Middle, "chart-middle"),
    (Part::Text, "chart-text"),
];

impl Part {
    /// What stands for it in the library's styles.
    pub(super) fn color(self) -> RGBColor {
        RGBColor(self as u8, 0, 0)
    }

    fn class(color: BackendColor) -> &'static str {
        let (at, ..) = color.rgb;
        PARTS
            .get(usize::from(at))
            .map_or("chart-line", |part| part.1)
    }
}

impl<'o> Svg<'o> {
    /// A drawing of this width and height.
    pub(super) fn new(out: &'o mut String, size: (u32, u32)) -> Self {
        Self { out, size }
    }

    /// Adds markup as it is.
    pub(super) fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }
}

/// How wide and high a text of the labels' size is, about.
pub(super) fn text_size(text: &str, size: f64) -> (u32, u32) {
    let width = text.chars().count() as f64 * size * 0.56;
    (width.ceil() as u32, size.ceil() as u32)
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// Nothing is drawn by single pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let class = Part::class(style.color());
        self.push(&format!("<path class=\"{class}\" d=\""));
        let mut last = None;
        for (x, y) in path {
            let step = match last {
                None => format!("M{x} {y}"),
                Some((_, before)) if before == y => format!("H{x}"),
                Some((before, _)) if before == x => format!("V{y}"),
                Some(_) => format!("L{x} {y}"),
            };
            self.push(&step);
            last = Some((x, y));
        }
        self.push("\"/>");
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        if text.is_empty() {
            return Ok(());
        }
        let size = style.size();
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        // A letter's foot stands on the line; its height is about 0.7 of the size.
        let down = match style.anchor().v_pos {
            VPos::Top => 0.8,
            VPos::Center => 0.35,
            VPos::Bottom => -0.2,
        };
        let y = y + (size * down).round() as i32;
        let class = Part::class(style.color());
        self.push(&format!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">"
        ));
        // Writing into a `String` cannot fail.
        let _ = escape_html(&mut *self.out, text);
        self.push("</text>");
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok(text_size(text, style.size()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_class_of_its_own() {
        for (at, (part, class)) in PARTS.into_iter().enumerate() {
            assert_eq!(part as usize, at);
            let RGBColor(r, g, b) = part.color();
            let color = BackendColor {
                alpha: 1.0,
                rgb: (r, g, b),
            };
            assert_eq!(Part::class(color), class);
        }
    }
}
