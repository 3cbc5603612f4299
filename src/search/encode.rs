//! Encodes lists of numbers as text: short, and the same in any encoding.
//!
//! A number is written in digits of base 45, the lowest first. Each digit but the last is raised by
//! 45. The digits are the printable ASCII characters from `#` on, without `\`.

use super::postings::Posting;

const BASE: u32 = 45;

/// Writes a posting: the distance from the previous page, then section * 4 + weight.
pub(super) fn posting(last: u32, posting: Posting, out: &mut String) {
    number(posting.page - last, out);
    number(posting.section * 4 + u32::from(posting.weight), out);
}

fn number(mut number: u32, out: &mut String) {
    while number >= BASE {
        out.push(digit(number % BASE + BASE));
        number /= BASE;
    }
    out.push(digit(number));
}

fn digit(value: u32) -> char {
    let letter = b'#' + value as u8;
    char::from(if letter >= b'\\' { letter + 1 } else { letter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_need_no_escape() {
        let all: String = (0..90).map(digit).collect();
        assert!(
            all.is_ascii() && !all.contains(['"', '\\', '\u{7f}']),
            "{all}"
        );
        assert_eq!(
            all.chars().collect::<std::collections::HashSet<_>>().len(),
            90
        );
    }

    #[test]
    fn small_numbers_take_one_letter() {
        let mut out = String::new();
        let mut last = 0;
        for (page, section, weight) in [(0, 0, 0), (1, 0, 1), (46, 2, 3)] {
            let one = Posting {
                page,
                section,
                weight,
            };
            posting(last, one, &mut out);
            last = page;
        }
        // 0 0, 1 1, 45 11
        assert_eq!(out, "##$$P$.");
    }
}
