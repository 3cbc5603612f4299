//! Places in source files: paths, spans and locations.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The name of a manual's settings: the file that makes a folder a manual.
pub(crate) const CONFIG_FILE: &str = "manual.toml";

static CONFIG_PATH: LazyLock<SourcePath> = LazyLock::new(|| SourcePath::new(CONFIG_FILE));

/// A file of the manual, by its path relative to the manual's folder, with `/` between its parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// A path relative to the manual's folder; `\` is read as `/`. The path is in Unicode NFC, so
    /// that paths which look the same are the same, whatever form a file system or a keyboard
    /// writes.
    pub fn new(path: &str) -> Self {
        let path = match path.contains('\\') {
            true => Cow::Owned(path.replace('\\', "/")),
            false => Cow::Borrowed(path),
        };
        match path.is_ascii() || is_nfc(&path) {
            true => Self(path.into()),
            false => Self(path.nfc().collect::<String>().into()),
        }
    }

    /// The path as text, with `/` between its parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder of the file; empty for the manual's own folder.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's name, with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// The file's extension without its dot, or an empty text.
    pub fn extension(&self) -> &str {
        self.file_name()
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A stretch of a file's text: the byte offsets of its start and end, and the line and column of
/// its start.
///
/// Which file it is follows from what it belongs to, except in `manual.toml`: the settings fill in
/// values of pages, and such a value keeps the place at which it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Line of the first character, counted from 1.
    pub line: u32,
    /// Column of the first character, counted in characters from 1.
    pub column: u32,
    /// Byte offset of the first byte in the file's text (after a byte order mark).
    pub start: u32,
    /// Byte offset after the last byte.
    pub end: u32,
    /// Whether it is a stretch of `manual.toml`.
    pub is_in_settings: bool,
}

impl Span {
    /// The beginning of a file, for what concerns the whole file.
    pub fn start_of_file() -> Self {
        Self {
            line: 1,
            column: 1,
            ..Self::default()
        }
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its span in the file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value with its span.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same span with another value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: make(self.value),
            span: self.span,
        }
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub path: SourcePath,
    /// The span in the file; the start of the file if the whole file is meant.
    pub span: Span,
}

impl Location {
    /// The place of a value that belongs to a file: in `manual.toml` if the settings fill it in, else
    /// in the file.
    pub fn new(path: &SourcePath, span: Span) -> Self {
        let path = match span.is_in_settings {
            true => &*CONFIG_PATH,
            false => path,
        };
        Self {
            path: path.clone(),
            span,
        }
    }

    /// The place in a file that concerns a whole page: that of a value, or the beginning of the file
    /// if the value is not written there.
    pub fn in_file(path: &SourcePath, span: Span) -> Self {
        match span.is_in_settings {
            true => Self::file(path),
            false => Self::new(path, span),
        }
    }

    /// The beginning of a file, for diagnostics of the whole file.
    pub fn file(path: &SourcePath) -> Self {
        Self::new(path, Span::start_of_file())
    }
}

/// The number of bytes after which the characters of a long line are counted once, so that a list
/// of 200,000 values in one line takes linear time.
const BLOCK: usize = 4096;

/// A text file of the manual: its path, its text and where its lines begin.
#[derive(Clone, Debug)]
pub struct Source {
    path: SourcePath,
    text: Arc<str>,
    line_starts: Vec<u32>,
    /// The number of characters before each block of [`BLOCK`] bytes. Empty if no line is that long.
    counted: Vec<u32>,
    /// The length of the byte order mark before the text, in bytes: 0 or 3.
    mark: u32,
}

impl Source {
    /// Takes a file's text; a byte order mark at its start is left out.
    pub fn new(path: SourcePath, text: &str) -> Self {
        let file_length = text.len();
        let text: Arc<str> = text.strip_prefix('\u{feff}').unwrap_or(text).into();
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let mut line_starts: Vec<u32> = Vec::with_capacity(breaks.clone().count() + 1);
        line_starts.push(0);
        line_starts.extend(breaks.map(|at| at as u32 + 1));
        Self {
            path,
            mark: (file_length - text.len()) as u32,
            counted: counted(&text, &line_starts),
            text,
            line_starts,
        }
    }

    /// The file's path.
    pub fn path(&self) -> &SourcePath {
        &self.path
    }

    /// The whole text, without byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte range of a span in the file, a byte order mark included.
    pub(crate) fn bytes_of_file(&self, span: Span) -> Range<u32> {
        self.mark + span.start..self.mark + span.end
    }

    /// The byte range of a line with its line end. Lines are counted from 1.
    pub(crate) fn line(&self, line: u32) -> Option<Range<usize>> {
        let at = (line as usize).checked_sub(1)?;
        let start = *self.line_starts.get(at)? as usize;
        let end = self.line_starts.get(at + 1);
        Some(start..end.map_or(self.text.len(), |end| *end as usize))
    }

    /// The span of a byte range. A range outside the text is clamped to it.
    pub fn span(&self, range: Range<usize>) -> Span {
        let mut start = range.start.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let end = range.end.clamp(start, self.text.len());
        let line = self
            .line_starts
            .partition_point(|begin| *begin as usize <= start);
        let begin = self
            .line_starts
            .get(line.saturating_sub(1))
            .map_or(0, |begin| *begin as usize);
        let column = self.characters(begin..start) + 1;
        Span {
            line: line as u32,
            column: column as u32,
            start: start as u32,
            end: end as u32,
            is_in_settings: self.path.as_str() == CONFIG_FILE,
        }
    }

    /// The number of characters in a byte range. Its ends are at the beginning of a character.
    fn characters(&self, range: Range<usize>) -> usize {
        let count = |range: Range<usize>| {
            let bytes = self.text.as_bytes().get(range).unwrap_or_default();
            bytes.iter().filter(|byte| begins_character(**byte)).count()
        };
        let (first, last) = (range.start.div_ceil(BLOCK), range.end / BLOCK);
        match (self.counted.get(first), self.counted.get(last)) {
            (Some(before), Some(after)) if first < last => {
                let whole = (after - before) as usize;
                count(range.start..first * BLOCK) + whole + count(last * BLOCK..range.end)
            }
            _ => count(range),
        }
    }
}

/// The number of characters that begin before each block of a text which has a line longer than a
/// block; nothing for other texts.
fn counted(text: &str, line_starts: &[u32]) -> Vec<u32> {
    let ends = line_starts.iter().skip(1).copied();
    let ends = ends.chain([text.len() as u32]);
    let mut lengths = line_starts.iter().zip(ends).map(|(start, end)| end - start);
    if lengths.all(|length| length as usize <= BLOCK) {
        return Vec::new();
    }
    let mut before = 0;
    let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
        let characters = block.iter().filter(|byte| begins_character(**byte)).count();
        before += characters as u32;
        before - characters as u32
    });
    blocks.collect()
}

/// Whether a byte of a UTF-8 text is the first one of a character.
fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_from_one_and_columns_in_characters() {
        let source = Source::new(SourcePath::new("a.md"), "\u{feff}één\r\ntwee\n");
        let span = source.span(4..5);
        assert_eq!((span.line, span.column), (1, 3));
        let second = source.span(7..11);
        assert_eq!((second.line, second.column), (2, 1));
        assert_eq!(
            &source.text()[second.start as usize..second.end as usize],
            "twee"
        );
    }

    #[test]
    fn columns_of_a_long_line_are_those_of_a_short_one() {
        let line = "aé漢😀".repeat(3_000);
        let text = format!("{line}\nshort\n{line}{line}");
        let source = Source::new(SourcePath::new("a.md"), &text);
        let mut expected = (1, 1);
        for (at, character) in text.char_indices() {
            let span = source.span(at..at + 1);
            assert_eq!((span.line, span.column), expected, "byte {at}");
            expected = match character {
                '\n' => (expected.0 + 1, 1),
                _ => (expected.0, expected.1 + 1),
            };
        }
    }

    #[test]
    fn what_the_settings_fill_in_keeps_its_place_there() {
        let settings = Source::new(SourcePath::new("manual.toml"), "owner = \"Buyer\"\n");
        let page = Source::new(SourcePath::new("a.md"), "owner: Buyer\n");
        let place = |span| Location::new(page.path(), span).path.to_string();
        assert_eq!(place(settings.span(8..15)), "manual.toml");
        assert_eq!(place(page.span(7..12)), "a.md");
        let of_page = Location::in_file(page.path(), settings.span(8..15));
        assert_eq!(of_page, Location::file(page.path()));
    }

    #[test]
    fn a_range_outside_the_text_is_clamped() {
        let source = Source::new(SourcePath::new("a.md"), "abc");
        let span = source.span(10..20);
        assert_eq!((span.line, span.column, span.start, span.end), (1, 4, 3, 3));
    }
}
