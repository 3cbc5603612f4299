//! Where front-matter begins: its fences, or a first line that is nearly one.

use std::ops::Range;

/// How the front-matter of a text begins.
pub(super) enum Opening {
    /// With a fence.
    Fences(Fences),
    /// With a line that is meant as one; `end` is where its fields end.
    Nearly { line: Range<usize>, end: usize },
    /// With fields that only lack their first line, up to here.
    Lacking(usize),
    /// There is none.
    None,
}

/// How the fields are written.
#[derive(Clone, Copy)]
pub(super) enum Format {
    Yaml,
    Toml,
}

/// The lines that open and close front-matter, as ranges of bytes.
pub(super) struct Fences {
    pub(super) format: Format,
    pub(super) opening: Range<usize>,
    pub(super) inner: usize,
    pub(super) closing: Option<Range<usize>>,
}

/// How many lines are looked at for fields and for what ends them.
const MOST_LINES: usize = 200;

/// Finds the front-matter of a text, behind blank lines and comments.
pub(super) fn find(text: &str) -> Opening {
    let (start, has_comment) = behind_comments(text);
    let Some((line, range)) = lines(text, start).next() else {
        return Opening::None;
    };
    let fence = match line.trim_end() {
        "---" => Some(Format::Yaml),
        "+++" => Some(Format::Toml),
        _ => None,
    };
    if let Some(format) = fence {
        let opening = range.start..range.start + 3;
        // Behind a comment it may as well be a line across the page.
        if has_comment && !holds_field(text, range.end, |_| true) {
            return Opening::None;
        }
        let fence = &text[opening.clone()];
        let closing = lines(text, range.end)
            .find(|(line, _)| line.trim_end() == fence)
            .map(|(_, range)| range);
        return Opening::Fences(Fences {
            format,
            opening,
            inner: range.end,
            closing,
        });
    }
    if is_nearly_fence(line) && holds_field(text, range.end, |name| DECISIVE.contains(&name)) {
        let mut behind = lines(text, range.end).take(MOST_LINES);
        let end = behind.find_map(|(line, range)| is_end(line).then_some(range.end));
        let end = end.unwrap_or(text.len());
        return Opening::Nearly { line: range, end };
    }
    match unopened(text) {
        Some(end) => Opening::Lacking(end),
        None => Opening::None,
    }
}

/// Fields that only a controlled page has.
const DECISIVE: [&str; 3] = ["id", "kind", "status"];

/// The lines of a text from a byte on with their ranges, line ends included.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (&str, Range<usize>)> {
    let rest = text.get(from..).unwrap_or_default();
    rest.split_inclusive('\n').scan(from, |at, line| {
        let range = *at..*at + line.len();
        *at = range.end;
        Some((line, range))
    })
}

/// Where the first line begins that is neither blank nor a comment, and whether there was a
/// comment.
fn behind_comments(text: &str) -> (usize, bool) {
    let mut at = 0;
    let mut has_comment = false;
    loop {
        let rest = &text[at..];
        let content = rest.trim_start();
        let comment = content.strip_prefix("<!--").and_then(|inner| {
            let end = inner.find("-->")? + "-->".len();
            let behind = &inner[end..];
            let line = behind.find('\n').map_or(behind.len(), |end| end + 1);
            behind[..line]
                .trim()
                .is_empty()
                .then(|| text.len() - behind.len() + line)
        });
        match comment {
            Some(end) => (at, has_comment) = (end, true),
            None => {
                let blank = rest.len() - content.len();
                let line = rest[..blank].rfind('\n').map_or(0, |end| end + 1);
                return (at + line, has_comment);
            }
        }
    }
}

/// Whether a line is nearly a fence: a blank before it, more or fewer signs, a word behind it, dashes
/// that an editor made, a fence of code.
fn is_nearly_fence(line: &str) -> bool {
    let line = line.trim();
    let dash = |c: char| {
        matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{ff0d}'
        )
    };
    let behind = line.trim_start_matches(dash);
    let dashes = line.chars().count() - behind.chars().count();
    let is_dashes = (dashes > 0 && behind.is_empty()) || dashes >= 3;
    let signs = line.starts_with("++") || line.starts_with("```") || line.starts_with("~~~");
    is_dashes || signs
}

/// Whether a line ends fields that a line opened which is nearly a fence.
fn is_end(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && is_nearly_fence(line) && !line.chars().any(char::is_alphanumeric)
}

/// Whether fields begin here, one of which has such a name, before anything else does.
fn holds_field(text: &str, from: usize, is_meant: impl Fn(&str) -> bool) -> bool {
    for (line, _) in lines(text, from).take(MOST_LINES) {
        let line = line.trim_end();
        let name = line.find([':', '=']).map(|end| line[..end].trim_end());
        let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        match name {
            Some(name) if !name.is_empty() && is_name(name) => {
                if is_meant(name) {
                    return true;
                }
            }
            _ if is_end(line) => return false,
            // What belongs to a field: its list, its further lines, a comment.
            _ if line.is_empty() || line.starts_with([' ', '\t', '-', '#', ']', '}']) => {}
            _ => return false,
        }
    }
    false
}

/// Fields that only lack their opening line: from the first line on, nothing but `name: value`
/// up to a line `---`. Returns where that line ends.
fn unopened(text: &str) -> Option<usize> {
    let mut fields = 0;
    for (line, range) in lines(text, 0).take(MOST_LINES) {
        let line = line.trim_end();
        if line == "---" {
            return (fields >= 2).then_some(range.end);
        }
        let name = line.split_once(':').map(|(name, _)| name);
        let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        match name {
            Some(name) if !name.is_empty() && is_name(name) => fields += 1,
            _ if fields > 0 && (line.starts_with([' ', '-', '#']) || line.is_empty()) => {}
            _ => return None,
        }
    }
    None
}
