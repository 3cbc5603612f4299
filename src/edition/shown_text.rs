//! A text as readers see it, folded so that names can be found in it, with the place of every byte in
//! the source.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::manual::look_alike::{as_it_looks, is_invisible};
use crate::markdown::{decoded, variable_at};

/// How the source of a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// As it is written.
    AsWritten,
    /// With the characters and values that entities, escapes and variables stand for. Addresses and
    /// attributes are read so.
    Decoded,
    /// Without the signs of Markdown and HTML, and with the characters and values that entities,
    /// escapes and variables stand for.
    Shown,
    /// The same, with underscores as signs of emphasis.
    ShownEmphasis,
}

/// The greatest length of what is taken for an address in brackets or a tag, in bytes. This bounds the
/// cost of texts that open many and close none.
const LONGEST: usize = 512;

/// The greatest length of an entity, in bytes.
const LONGEST_ENTITY: usize = 33;

/// Elements within a line: their tags separate no words.
const INLINE: [&str; 32] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tspan", "tt", "u", "var", "wbr",
];

/// A text that was read. Texts that readers take for the same are equal: without regard to case, kinds
/// of hyphens and blanks, and characters that nobody sees.
#[derive(Default)]
pub(super) struct ShownText {
    text: String,
    /// For each byte of the text, the byte range of the source that it stands for.
    places: Vec<(u32, u32)>,
}

impl ShownText {
    /// Reads a source. `value` gives the values of variables.
    pub(super) fn read<'v>(
        source: &str,
        reading: Reading,
        value: &dyn Fn(&str) -> Option<&'v str>,
    ) -> Self {
        let mut reader = Reader {
            source,
            reading,
            value,
            keeps_case: false,
            comments_end: true,
            cluster: String::new(),
            cluster_place: (0, 0),
            out: Self::default(),
        };
        reader.read();
        reader.out
    }

    /// The same text with its case.
    fn with_case<'v>(
        source: &str,
        reading: Reading,
        value: &dyn Fn(&str) -> Option<&'v str>,
    ) -> String {
        let mut reader = Reader {
            source,
            reading,
            value,
            keeps_case: true,
            comments_end: true,
            cluster: String::new(),
            cluster_place: (0, 0),
            out: Self::default(),
        };
        reader.read();
        reader.out.text
    }

    /// The form of a name in which it is found in texts.
    pub(super) fn of_name(name: &str) -> String {
        Self::read(name, Reading::AsWritten, &|_| None).text
    }

    /// Whether a part of a source says a name in its case.
    pub(super) fn says_in_case<'v>(
        part: &str,
        name: &str,
        reading: Reading,
        value: &dyn Fn(&str) -> Option<&'v str>,
    ) -> bool {
        let name = Self::with_case(name, Reading::AsWritten, &|_| None);
        Self::with_case(part, reading, value).contains(&name)
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether a byte range is a whole word, or several.
    pub(super) fn is_whole(&self, range: Range<usize>) -> bool {
        let before = self.text.get(..range.start);
        let before = before.and_then(|text| text.chars().next_back());
        let after = self.text.get(range.end..);
        let after = after.and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    }

    /// The byte range in the source of a byte range of the text. `None` if it lies in the value of one
    /// variable, which is searched where it is written.
    pub(super) fn original(&self, range: Range<usize>, source: &str) -> Option<Range<usize>> {
        let first = *self.places.get(range.start)?;
        let last = *self.places.get(range.end.checked_sub(1)?)?;
        let original = first.0 as usize..last.1 as usize;
        let is_variable = first == last && source.get(original.clone())?.starts_with("{{");
        (!is_variable).then_some(original)
    }
}

struct Reader<'s, 'v> {
    source: &'s str,
    reading: Reading,
    value: &'s dyn Fn(&str) -> Option<&'v str>,
    keeps_case: bool,
    /// Whether a comment that opens may still be closed.
    comments_end: bool,
    /// A character and the marks on it, which have one form together.
    cluster: String,
    cluster_place: (u32, u32),
    out: ShownText,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        self.out.text.reserve(self.source.len());
        self.out.places.reserve(self.source.len());
        let mut at = 0;
        while let Some(letter) = self.source[at..].chars().next() {
            let end = at + letter.len_utf8();
            at = match self.reading {
                Reading::AsWritten => {
                    self.push(letter, at, end);
                    end
                }
                Reading::Decoded | Reading::Shown | Reading::ShownEmphasis => {
                    match self.notation(letter, at) {
                        Some(behind) => behind,
                        None => {
                            self.push(letter, at, end);
                            end
                        }
                    }
                }
            };
        }
        self.finish_cluster();
    }

    /// Reads the notation that begins with a letter. Returns the place behind it; `None` if the letter
    /// stands for itself.
    fn notation(&mut self, letter: char, at: usize) -> Option<usize> {
        let behind = &self.source[at + letter.len_utf8()..];
        match letter {
            '&' => self.entity(at, at),
            '\\' => self.escape(at),
            '%' => self.percent(at),
            '{' => {
                let (name, end) = variable_at(self.source, at)?;
                let value = (self.value)(&self.source[name])?;
                for letter in value.chars() {
                    self.push(letter, at, end);
                }
                Some(end)
            }
            _ if self.reading == Reading::Decoded => None,
            '*' | '`' | '~' => Some(at + 1),
            '[' if is_link(behind) => Some(at + 1),
            '_' if self.reading == Reading::ShownEmphasis => Some(at + 1),
            '\'' if behind.starts_with('\'') => {
                // YAML doubles an apostrophe.
                self.push('\'', at, at + 2);
                Some(at + 2)
            }
            ']' => Some(at + 1 + address(behind)?),
            // Mermaid writes entities so.
            '#' => self.entity(at, at + 1),
            '<' => self.tag(at),
            _ => None,
        }
    }

    /// Reads an entity whose sign stands at `at`.
    fn entity(&mut self, at: usize, name: usize) -> Option<usize> {
        let bytes = self.source.as_bytes().get(name..)?;
        let near = &bytes[..bytes.len().min(LONGEST_ENTITY)];
        let end = name + near.iter().position(|byte| *byte == b';')? + 1;
        let written = self.source.get(name..end)?;
        let meant = match written.strip_prefix('&') {
            Some(_) => decoded(written),
            None if written.starts_with(|c: char| c.is_ascii_digit()) => {
                decoded(&format!("&#{written}"))
            }
            None => decoded(&format!("&{written}")),
        };
        if meant.len() > 1 && meant.starts_with('&') {
            return None;
        }
        for letter in meant.chars() {
            self.push(letter, at, end);
        }
        Some(end)
    }

    /// Reads a character behind a backslash, as Markdown, YAML, TOML, JSON, CSS and RTF write them.
    fn escape(&mut self, at: usize) -> Option<usize> {
        let behind = &self.source[at + 1..];
        let first = behind.chars().next()?;
        let digits = |from: usize, count: usize| {
            let digits = behind.get(from..from + count)?;
            let code = u32::from_str_radix(digits, 16).ok()?;
            Some((char::from_u32(code)?, at + 1 + from + count))
        };
        let code = match first {
            'x' => digits(1, 2),
            'u' => digits(1, 4),
            'U' => digits(1, 8),
            '\'' => digits(1, 2),
            'n' | 't' | 'r' => Some((' ', at + 2)),
            '\n' | '\r' => {
                let blank = behind.len() - behind.trim_start().len();
                return Some(at + 1 + blank);
            }
            _ => None,
        };
        if let Some((letter, end)) = code {
            self.push(letter, at, end);
            return Some(end);
        }
        if first.is_ascii_punctuation() {
            self.push(first, at, at + 2);
            return Some(at + 2);
        }
        let count = behind
            .bytes()
            .take(6)
            .take_while(u8::is_ascii_hexdigit)
            .count();
        let (letter, mut end) = (1..=count).rev().find_map(|count| digits(0, count))?;
        end += usize::from(self.source[end..].starts_with(' '));
        self.push(letter, at, end);
        Some(end)
    }

    /// Reads characters that are written as in addresses.
    fn percent(&mut self, at: usize) -> Option<usize> {
        let mut bytes = Vec::new();
        let mut end = at;
        while self.source.as_bytes().get(end) == Some(&b'%') {
            let digits = self.source.get(end + 1..end + 3);
            let Some(byte) = digits.and_then(|one| u8::from_str_radix(one, 16).ok()) else {
                break;
            };
            bytes.push(byte);
            end += 3;
        }
        let text = String::from_utf8(bytes).ok().filter(|_| end > at)?;
        for letter in text.chars() {
            self.push(letter, at, end);
        }
        Some(end)
    }

    /// Reads a tag or a comment.
    fn tag(&mut self, at: usize) -> Option<usize> {
        let behind = &self.source[at + 1..];
        if behind.starts_with("!--") && self.comments_end {
            let end = behind.find("-->");
            self.comments_end = end.is_some();
            return Some(at + 1 + end? + "-->".len());
        }
        let inner = behind.trim_start_matches('/');
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let near = &behind.as_bytes()[..behind.len().min(LONGEST)];
        let end = at + 1 + memchr::memchr(b'>', near)? + 1;
        let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        if !INLINE.iter().any(|one| one.eq_ignore_ascii_case(name)) {
            self.push(' ', at, end);
        }
        Some(end)
    }

    /// Adds a character that stands for a byte range of the source.
    fn push(&mut self, letter: char, start: usize, end: usize) {
        if !letter.is_ascii() && is_invisible(letter) {
            return;
        }
        let place = (start as u32, end as u32);
        let joins = !letter.is_ascii()
            && (is_combining_mark(letter) || matches!(letter, '\u{1160}'..='\u{11ff}'));
        if joins && !self.cluster.is_empty() {
            self.cluster.push(letter);
            self.cluster_place.1 = place.1;
            return;
        }
        self.finish_cluster();
        self.cluster.push(letter);
        self.cluster_place = place;
    }

    fn finish_cluster(&mut self) {
        if self.cluster.is_empty() {
            return;
        }
        let before = self.out.text.len();
        match self.cluster.as_bytes() {
            [byte] => match char::from(*byte) {
                blank if blank.is_whitespace() => self.blank(),
                letter if self.keeps_case => self.out.text.push(letter),
                letter => self.out.text.push(letter.to_ascii_lowercase()),
            },
            _ => {
                let looks = as_it_looks(&self.cluster);
                match looks.as_str() {
                    blank if blank.trim().is_empty() => self.blank(),
                    // Case matters in titles alone, whose letters have one form else.
                    looks if self.keeps_case && !self.is_upper() => self.out.text.push_str(looks),
                    looks if self.keeps_case => self.out.text.push_str(&looks.to_uppercase()),
                    looks => self.out.text.push_str(looks),
                }
            }
        }
        let added = self.out.text.len() - before;
        let place = self.cluster_place;
        self.out.places.extend(std::iter::repeat_n(place, added));
        self.cluster.clear();
    }

    fn is_upper(&self) -> bool {
        self.cluster.chars().next().is_some_and(char::is_uppercase)
    }

    /// Adds one blank for any number of them.
    fn blank(&mut self) {
        if !self.out.text.ends_with(' ') {
            self.out.text.push(' ');
        }
    }
}

/// Whether the text of a link begins here, behind its bracket.
fn is_link(behind: &str) -> bool {
    let near = &behind.as_bytes()[..behind.len().min(LONGEST)];
    let end = memchr::memchr(b']', near);
    end.is_some_and(|end| address(&behind[end + 1..]).is_some())
}

/// The length of the address of a link, with its brackets, that follows its text.
fn address(behind: &str) -> Option<usize> {
    let close = match behind.as_bytes().first()? {
        b'(' => b')',
        b'[' => b']',
        _ => return None,
    };
    let near = &behind.as_bytes()[..behind.len().min(LONGEST)];
    let end = memchr::memchr2(close, b'\n', near)?;
    (near[end] == close).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        let value = |name: &str| (name == "pre").then_some("HID");
        ShownText::read(source, Reading::Shown, &value).text
    }

    #[test]
    fn what_readers_take_for_the_same_is_the_same() {
        for written in [
            "HID-01",
            "hid\u{2011}01",
            "HID\u{2013}01",
            "HI\u{ad}D-0\u{200b}1",
            "HID&#45;01",
            "HID&hyphen;01",
            "HID#45;01",
            "HID\\-01",
            "HID\\x2d01",
            "HID\\u002D01",
            "HID\\2d 01",
            "HID\\'2d01",
            "HID%2D01",
            "HID-**01**",
            "`HID`-~~01~~",
            "HID<wbr>-<b>01</b>",
            "HID-<!-- c -->01",
            "HID-[01](a.md)",
            "HID-\\\n   01",
            "{{ pre }}-01",
        ] {
            assert_eq!(shown(written), "hid-01", "{written:?}");
        }
        assert_eq!(shown("O\u{308}KO &amp; \u{a0} x"), "öko & x");
        assert_eq!(shown("%C3%96ko"), "öko");
        assert_eq!(shown("<td>HID</td><td>-01</td>"), " hid -01 ");
        assert_eq!(shown("HID\\_01 {{ no }}"), "hid_01 {{ no }}");
        assert_eq!(shown("A[HID#45;01] [x]"), "a[hid-01] [x]");
        assert_eq!(shown("a < b & c; 5 % d \\"), "a < b & c; 5 % d \\");
        let read = |reading| ShownText::read("HID-_01_", reading, &|_| None).text;
        assert_eq!(read(Reading::ShownEmphasis), "hid-01");
        assert_eq!(read(Reading::AsWritten), "hid-_01_");
    }

    #[test]
    fn a_place_is_that_of_what_is_written() {
        for (source, place) in [
            ("see HID-01.", "HID-01"),
            ("see HID&#45;01.", "HID&#45;01"),
            ("see O\u{308}-{{ pre }}-**01**.", "{{ pre }}-**01"),
        ] {
            let value = |name: &str| (name == "pre").then_some("HID");
            let read = ShownText::read(source, Reading::Shown, &value);
            let at = read.text().find("hid-01").unwrap();
            let original = read.original(at..at + 6, source).unwrap();
            assert_eq!(&source[original], place);
        }
        let value = |_: &str| Some("HID-01");
        let read = ShownText::read("{{ pre }}", Reading::Shown, &value);
        assert_eq!(read.original(0..6, "{{ pre }}"), None);
    }

    #[test]
    fn a_text_of_nothing_but_openings_takes_linear_time() {
        for open in ["<", "<a", "<!--", "](", "&", "\\", "{{", "%2", "{{ a"] {
            let text = open.repeat(200_000);
            shown(&text);
        }
    }
}
