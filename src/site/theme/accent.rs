//! The manual's own accent colour: derives shades of it that are readable on light and on dark
//! backgrounds.
//!
//! The contrast follows WCAG 2.2, 1.4.3: text needs 4.5 to 1 on every background it appears on.

use crate::manual::Colour;
use crate::site::theme::style::on_dark;

/// The background colours of links, as defined in `10-tokens.css` and `11-dark.css`.
const LIGHT: [Colour; 3] = [
    Colour([0xff, 0xff, 0xff]),
    Colour([0xf6, 0xf7, 0xf8]),
    Colour([0xec, 0xef, 0xf1]),
];
const DARK: [Colour; 3] = [
    Colour([0x12, 0x18, 0x1e]),
    Colour([0x1a, 0x22, 0x2a]),
    Colour([0x0c, 0x11, 0x16]),
];
const BLACK: Colour = Colour([0, 0, 0]);
const WHITE: Colour = Colour([255, 255, 255]);

/// The least contrast ratio of text.
const LEAST: f64 = 4.5;

/// The CSS declarations for an accent, to be appended to the style sheet.
pub(crate) fn declarations(accent: Colour) -> String {
    let light = shades(accent, &LIGHT, BLACK, 0.9);
    let dark = shades(accent, &DARK, WHITE, 0.78);
    format!(":root{{{light}}}{}", on_dark(&dark))
}

/// The CSS declarations of the accent, mixed with `ink` until it is readable on each of these
/// backgrounds and on its own tint.
///
/// The tint is the first background mixed with some of the accent; `paleness` (0 to 1) is the share
/// of the background.
fn shades(accent: Colour, papers: &[Colour], ink: Colour, paleness: f64) -> String {
    let tint = mixed(accent, papers[0], paleness);
    let readable = |shade: &Colour| {
        papers
            .iter()
            .chain([&tint])
            .all(|paper| contrast(*shade, *paper) >= LEAST)
    };
    let shade = (0..=100)
        .map(|step| mixed(accent, ink, f64::from(step) / 100.0))
        .find(readable)
        .unwrap_or(ink);
    let strong = mixed(shade, ink, 0.3);
    format!(
        "--accent: {};--accent-strong: {};--accent-tint: {}",
        hex(shade),
        hex(strong),
        hex(tint)
    )
}

/// A colour mixed with `part` (0 to 1) of another.
fn mixed(Colour(one): Colour, Colour(other): Colour, part: f64) -> Colour {
    let channel = |at: usize| {
        let mixed = f64::from(one[at]) * (1.0 - part) + f64::from(other[at]) * part;
        mixed.round() as u8
    };
    Colour([channel(0), channel(1), channel(2)])
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(Colour(channels): Colour) -> f64 {
    let linear = channels.map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.040_45 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn hex(Colour([red, green, blue]): Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(Colour([0x76; 3]), WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn an_accent_that_can_be_read_stays_as_it_is() {
        let style = declarations(Colour([0x0d, 0x3a, 0x60]));
        assert!(style.starts_with(":root{--accent: #0d3a60;"), "{style}");
    }

    #[test]
    fn any_accent_becomes_shades_that_can_be_read() {
        for accent in [
            "#ffff00", "#ffffff", "#000000", "#808080", "#00ff88", "#ff0000",
        ] {
            let style = declarations(accent.parse().unwrap());
            let shades: Vec<Colour> = style
                .split("--accent: ")
                .skip(1)
                .map(|rest| rest[..7].parse().unwrap())
                .collect();
            let tints: Vec<Colour> = style
                .split("--accent-tint: ")
                .skip(1)
                .map(|rest| rest[..7].parse().unwrap())
                .collect();
            for (at, papers) in [&LIGHT, &DARK, &DARK].into_iter().enumerate() {
                for paper in papers.iter().chain([&tints[at]]) {
                    let contrast = contrast(shades[at], *paper);
                    assert!(contrast >= LEAST, "{accent}: {contrast} on {paper:?}");
                }
            }
        }
    }
}
