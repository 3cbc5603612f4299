//! Characters of symbol fonts such as Wingdings.

/// Returns the Unicode character for a character code (hexadecimal) of a symbol font, if it is
/// known.
pub(crate) fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    // Word writes the characters of these fonts in the private use area.
    let code = if (0xF000..=0xF0FF).contains(&code) {
        code - 0xF000
    } else {
        code
    };
    let font = font.to_lowercase();
    let known: &[(u32, char)] = match font.as_str() {
        "wingdings" => &WINGDINGS,
        "wingdings 2" => &WINGDINGS_2,
        "wingdings 3" => &[],
        "symbol" => &SYMBOL,
        "webdings" => &[(0x61, '✔'), (0x72, '✖'), (0x63, '☐')],
        _ => return char::from_u32(code).filter(|c| !c.is_control()),
    };
    let found = known.iter().find(|(sign, _)| *sign == code);
    let found = found.map(|(_, letter)| *letter);
    let is_letter = font == "symbol" && code < 0x41;
    found.or_else(|| char::from_u32(code).filter(|c| is_letter && c.is_ascii_graphic()))
}

/// Whether a character is in the range of the private use area that Word uses for symbol fonts.
pub(crate) fn is_private(c: char) -> bool {
    ('\u{F000}'..='\u{F0FF}').contains(&c)
}

const WINGDINGS: [(u32, char); 27] = [
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x46, '☞'),
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
    (0x22, '✂'),
];

const WINGDINGS_2: [(u32, char); 7] = [
    (0x4F, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0xA3, '☐'),
];

const SYMBOL: [(u32, char); 40] = [
    (0x61, 'α'),
    (0x62, 'β'),
    (0x63, 'χ'),
    (0x64, 'δ'),
    (0x65, 'ε'),
    (0x66, 'φ'),
    (0x67, 'γ'),
    (0x68, 'η'),
    (0x6B, 'κ'),
    (0x6C, 'λ'),
    (0x6D, 'μ'),
    (0x6E, 'ν'),
    (0x70, 'π'),
    (0x71, 'θ'),
    (0x72, 'ρ'),
    (0x73, 'σ'),
    (0x74, 'τ'),
    (0x77, 'ω'),
    (0x44, 'Δ'),
    (0x46, 'Φ'),
    (0x47, 'Γ'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAB, '↔'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xD0, '∠'),
    (0xD6, '√'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_a_tick_and_an_unknown_sign_is_said_to_be_unknown() {
        assert_eq!(symbol("Wingdings", "F0FE"), Some('☑'));
        assert_eq!(symbol("Symbol", "F0B3"), Some('≥'));
        assert_eq!(symbol("Arial", "00E9"), Some('é'));
        assert_eq!(symbol("Wingdings", "F001"), None);
    }
}
