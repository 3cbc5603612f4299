//! Colours in settings.

use std::str::FromStr;

use thiserror::Error;

/// An opaque sRGB colour: red, green and blue, a byte each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// The error for a text that is not an opaque CSS colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no opaque colour of CSS")]
pub struct ColourError;

impl FromStr for Colour {
    type Err = ColourError;

    /// Reads a colour as CSS writes it: `#17507f`, `teal`, `rgb(23 80 127)`.
    fn from_str(text: &str) -> Result<Self, ColourError> {
        let [red, green, blue, opacity] = csscolorparser::parse(text)
            .map_err(|_| ColourError)?
            .to_rgba8();
        if opacity == u8::MAX {
            Ok(Self([red, green, blue]))
        } else {
            Err(ColourError)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_css_writes_them() {
        for text in ["#008080", "teal", "rgb(0 128 128)", "hsl(180 100% 25.1%)"] {
            assert_eq!(text.parse(), Ok(Colour([0, 128, 128])), "{text}");
        }
        for text in ["", "tael", "#12", "#00808080", "transparent", "red;}"] {
            assert_eq!(text.parse::<Colour>(), Err(ColourError), "{text}");
        }
    }
}
