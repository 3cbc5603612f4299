//! Finds where the front-matter of a page begins: at a fence, or at a first line that is nearly a
//! fence.

use std::ops::Range;

use crate::manual::look_alike::is_invisible;

/// How the front-matter of a text begins.
pub(super) enum Opening {
    /// With a fence.
    Fences(Fences),
    /// With a line that is nearly a fence; `end` is the byte offset behind its fields.
    Nearly { line: Range<usize>, end: usize },
    /// With an opening line further down, behind text that is not front-matter.
    Displaced { line: Range<usize>, end: usize },
    /// With fields in braces.
    Braces { line: Range<usize>, end: usize },
    /// With fields that have a closing line, but no opening line.
    Lacking {
        line: Range<usize>,
        closing: Range<usize>,
    },
    /// With fields that have neither an opening nor a closing line.
    Bare { line: Range<usize>, end: usize },
    /// The text has no front-matter.
    None,
}

/// The syntax of the fields.
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

/// The maximum number of lines that are searched for fields and for the line that ends them.
const MOST_LINES: usize = 200;

/// Finds the front-matter of a text. Blank lines and comments before it are skipped.
pub(super) fn find(text: &str) -> Opening {
    let (start, has_comment) = behind_comments(text);
    let Some((line, range)) = lines(text, start).next() else {
        return Opening::None;
    };
    // Behind a comment, `---` may also be a thematic break.
    if let Some(format) = fence(line)
        && (!has_comment || holds_field(text, range.end, |_| true))
    {
        let opening = range.start..range.start + 3;
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
    if is_nearly_fence(line) && is_followed_by_fields(text, line, range.end) {
        let fields = behind_inner_fence(text, line, range.end);
        let end = end_of_fields(text, fields).unwrap_or(text.len());
        return Opening::Nearly { line: range, end };
    }
    if let Some(end) = in_braces(text, range.start) {
        return Opening::Braces { line: range, end };
    }
    if let Some(closing) = unopened(text, range.start) {
        return Opening::Lacking {
            line: range,
            closing,
        };
    }
    match bare(text, range.start) {
        Some(end) => Opening::Bare { line: range, end },
        None => displaced(text, range.start),
    }
}

/// Fields that only a controlled page has.
const DECISIVE: [&str; 3] = ["id", "kind", "status"];

fn is_decisive(name: &str) -> bool {
    DECISIVE
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

/// Like [`is_decisive`], but stricter: for places where the fields may be an example in the text.
fn is_surely_decisive(name: &str) -> bool {
    DECISIVE.contains(&name) || name == "ID"
}

fn fence(line: &str) -> Option<Format> {
    match line.trim_end() {
        "---" => Some(Format::Yaml),
        "+++" => Some(Format::Toml),
        _ => None,
    }
}

/// The lines of a text from a byte offset on, with their byte ranges, line ends included.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (&str, Range<usize>)> {
    let rest = text.get(from..).unwrap_or_default();
    rest.split_inclusive('\n').scan(from, |at, line| {
        let range = *at..*at + line.len();
        *at = range.end;
        Some((line, range))
    })
}

/// The byte offset of the first line that is neither blank nor a comment, and whether there was a
/// comment. Where text follows a comment on the same line, the offset is that of the text.
fn behind_comments(text: &str) -> (usize, bool) {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let content = rest.trim_start();
        let begin = text.len() - content.len();
        // The shortest comment is `<!-->`.
        let comment = content
            .strip_prefix("<!")
            .filter(|inner| inner.starts_with("--"));
        if let Some(end) = comment.and_then(|inner| inner.find("-->")) {
            at = begin + "<!".len() + end + "-->".len();
            continue;
        }
        let line = text[at..begin].rfind('\n').map(|end| at + end + 1);
        return match line {
            Some(line) => (line, at > 0),
            None if at > 0 => (begin, true),
            None => (0, false),
        };
    }
}

/// The line without the white space around it and the invisible characters before it.
fn visible(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c))
        .trim_end()
}

/// Whether a line is nearly a fence: indented, with more or fewer characters, with a word behind
/// it, with typographic dashes, or a code fence.
fn is_nearly_fence(line: &str) -> bool {
    let line = visible(line);
    let dash = |c: char| {
        matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{ff0d}'
        )
    };
    let behind = line.trim_start_matches(dash);
    let dashes = line[..line.len() - behind.len()].chars().count();
    let is_dashes = (dashes > 0 && behind.is_empty()) || dashes >= 3;
    is_dashes || line.starts_with("++") || line.starts_with(";;;") || is_code_fence(line)
}

fn is_code_fence(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

/// Whether a line begins with a letter or a digit. Most do; they neither open nor close fields, and
/// neither begin nor end code.
fn begins_with_letter(line: &str) -> bool {
    let first = line.as_bytes().first();
    first.is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether a line closes fields that were opened by a line that is nearly a fence.
fn is_end(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty()
        && !begins_with_letter(line)
        && is_nearly_fence(line)
        && !line.chars().any(char::is_alphanumeric)
}

/// Whether fields of a controlled page follow a line that is nearly a fence.
fn is_followed_by_fields(text: &str, line: &str, from: usize) -> bool {
    if is_code_fence(visible(line)) {
        let from = behind_inner_fence(text, line, from);
        return holds_field(text, from, is_surely_decisive);
    }
    holds_field(text, from, is_decisive) || in_braces(text, from).is_some()
}

/// The byte offset behind an opening line of front-matter that stands in a block of code below `line`.
fn behind_inner_fence(text: &str, line: &str, from: usize) -> usize {
    let inner = lines(text, from).next();
    let inner = inner.filter(|(inner, _)| is_code_fence(visible(line)) && fence(inner).is_some());
    inner.map_or(from, |(_, range)| range.end)
}

/// Fields in a block of code with which a text begins, as they may be front-matter: the range of its
/// first line, and the names of the fields. Whether they are known depends on the settings.
pub(super) fn fields_in_code(text: &str) -> Option<(Range<usize>, Vec<String>)> {
    let (start, _) = behind_comments(text);
    let (line, range) = lines(text, start).next()?;
    let written = visible(line);
    let language = written.trim_start_matches(['`', '~']).trim();
    let is_of_fields = ["", "yaml", "yml", "toml"].contains(&&*language.to_ascii_lowercase());
    if !is_code_fence(written) || !is_of_fields {
        return None;
    }
    let mut names = Vec::new();
    holds_field(text, behind_inner_fence(text, line, range.end), |name| {
        names.push(name.to_owned());
        false
    });
    (names.len() >= 2).then_some((range, names))
}

/// The name of the field at the beginning of a line, without quotation marks, and its indentation
/// in bytes.
fn field_name(line: &str) -> Option<(&str, usize)> {
    let written = visible(line);
    let name = written[..written.find([':', '='])?].trim_end();
    let name = name.trim_matches(['"', '\'']);
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let indent = line.len() - line.trim_start().len();
    (is_name && !name.is_empty()).then_some((name, indent))
}

/// Whether the text begins with fields and one of them has a name that `is_meant` accepts.
fn holds_field(text: &str, from: usize, mut is_meant: impl FnMut(&str) -> bool) -> bool {
    let mut margin = None;
    for (line, _) in lines(text, from).take(MOST_LINES) {
        let line = line.trim_end();
        let field = field_name(line);
        // A line that is indented further belongs to the field above.
        let field = field.filter(|(_, indent)| *indent <= margin.unwrap_or(*indent));
        match field {
            Some((name, indent)) => {
                if is_meant(name) {
                    return true;
                }
                margin = Some(indent);
            }
            _ if is_end(line) => return false,
            // Lines that belong to a field: its list, its further lines, a comment.
            _ if line.is_empty() || line.starts_with([' ', '\t', '-', '#', ']', '}']) => {}
            _ => return false,
        }
    }
    false
}

/// Finds fields that lack only their opening line: nothing but lines `name: value` from the first
/// line up to a line `---`. Returns the range of that line.
fn unopened(text: &str, from: usize) -> Option<Range<usize>> {
    let mut fields = 0;
    for (line, range) in lines(text, from).take(MOST_LINES) {
        let line = line.trim_end();
        if line == "---" {
            return (fields >= 2).then_some(range);
        }
        let name = line.split_once(':').map(|(name, _)| name.trim_end());
        let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let is_name = |name: &&str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_letter)
        };
        match name.filter(is_name) {
            Some(_) => fields += 1,
            None if fields > 0 && (line.starts_with([' ', '-', '#']) || line.is_empty()) => {}
            _ => return None,
        }
    }
    None
}

/// Finds fields at the beginning of a text that have no fences: at least two fields of a controlled
/// page, one of them decisive. Returns the byte offset behind them.
fn bare(text: &str, from: usize) -> Option<usize> {
    const KNOWN: [&str; 11] = [
        "id",
        "kind",
        "status",
        "title",
        "revision",
        "owner",
        "approver",
        "effective",
        "review_due",
        "clauses",
        "records",
    ];
    let mut known = 0;
    let mut is_decided = false;
    let mut end = from;
    for (line, range) in lines(text, from).take(MOST_LINES) {
        let line = line.trim_end();
        match field_name(line) {
            Some((name, 0)) => {
                known += usize::from(KNOWN.iter().any(|one| one.eq_ignore_ascii_case(name)));
                is_decided |= is_decisive(name);
            }
            _ if end > from && line.starts_with([' ', '\t', '-', '#']) => {}
            _ => break,
        }
        end = range.end;
    }
    (known >= 2 && is_decided).then_some(end)
}

/// Finds fields in braces, `{ "id": … }`, that begin here. Returns the byte offset behind them.
fn in_braces(text: &str, from: usize) -> Option<usize> {
    /// The most bytes that are searched; the fields of any real page are shorter.
    const LONGEST: usize = 16 * 1024;
    let head = &text[from..text.floor_char_boundary(from.saturating_add(LONGEST))];
    let inner = visible(head).strip_prefix('{')?;
    if inner.starts_with(['{', '%']) {
        return None;
    }
    let begin = head.find('{')?;
    let mut depth = 0_u32;
    let mut is_decided = false;
    let mut quoted = None;
    let mut word = begin;
    for (at, c) in head.char_indices().skip_while(|(at, _)| *at < begin) {
        match (quoted, c) {
            (Some(mark), c) if c == mark => quoted = None,
            (Some(_), _) => {}
            (None, '"') => quoted = Some(c),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => depth = depth.saturating_sub(1),
            (None, ':') if depth == 1 => {
                let name = head[word..at].trim().trim_matches('"');
                is_decided |= is_decisive(name);
            }
            (None, _) => {}
        }
        if quoted.is_none() && matches!(c, '{' | ',') {
            word = at + 1;
        }
        if depth == 0 {
            let line = head[at..].find('\n').map_or(head.len(), |end| at + end + 1);
            return is_decided.then_some(from + line);
        }
    }
    is_decided.then_some(text.len())
}

/// Finds front-matter below a heading or other text: an opening line, fields of a controlled page
/// and a closing line. Code blocks are skipped.
fn displaced(text: &str, from: usize) -> Opening {
    let mut code: Option<&str> = None;
    for (line, range) in lines(text, from).take(MOST_LINES) {
        if begins_with_letter(line) {
            continue;
        }
        let written = line.trim();
        match code {
            Some(mark) if written.starts_with(mark) => code = None,
            None if is_code_fence(written) => code = written.get(..3),
            None if is_end(line) && !line.starts_with("    ") => {
                let follows = lines(text, range.end).next();
                let is_field = follows.is_some_and(|(line, _)| field_name(line).is_some());
                if is_field
                    && holds_field(text, range.end, is_surely_decisive)
                    && let Some(end) = end_of_fields(text, range.end)
                {
                    return Opening::Displaced { line: range, end };
                }
            }
            _ => {}
        }
    }
    Opening::None
}

/// Lines in a page's text that look like front-matter.
pub(super) struct FieldLines {
    /// The line that opens them; the first of them, if there is none.
    pub(super) line: Range<usize>,
    /// The fields.
    pub(super) fields: Range<usize>,
    /// The names of the fields.
    pub(super) names: Vec<String>,
    /// Whether a line stands before them or behind them as before and behind front-matter.
    pub(super) has_fence: bool,
}

/// Finds lines that look like front-matter in the text from a byte offset on, where the front-matter of
/// the page ends. Whether their names are fields depends on the settings. What is in code, in
/// preformatted HTML or in a comment is left out.
pub(super) fn further_fields(text: &str, from: usize) -> Vec<FieldLines> {
    let mut found = Vec::new();
    let mut end_of_example: Option<EndOfExample<'_>> = None;
    // Only blank lines and comments stand between the front-matter and this line.
    let mut is_directly_behind = from > 0;
    for (line, range) in lines(text, from) {
        if !is_directly_behind && end_of_example.is_none() && begins_with_letter(line) {
            continue;
        }
        let written = line.trim();
        if let Some(end) = &end_of_example {
            if end.is_in(written) {
                end_of_example = None;
            }
            continue;
        }
        if written.is_empty() {
            continue;
        }
        end_of_example = EndOfExample::of(written);
        if end_of_example.is_some() {
            is_directly_behind &= written.starts_with("<!--");
            continue;
        }
        if written.starts_with("<!--") && written.ends_with("-->") {
            continue;
        }
        let is_opening = is_end(line) || is_directly_behind && is_nearly_fence(line);
        let is_indented = line.starts_with("    ") || line.starts_with('\t');
        if is_opening && !is_indented {
            let (names, inner, is_closed) = names_of_fields(text, range.end);
            if is_closed && !names.is_empty() {
                found.push(FieldLines {
                    line: range,
                    fields: inner,
                    names,
                    has_fence: true,
                });
            }
        } else if is_directly_behind && field_name(line).is_some() {
            let (names, inner, is_closed) = names_of_fields(text, range.start);
            found.push(FieldLines {
                line: range,
                fields: inner,
                names,
                has_fence: is_closed,
            });
        }
        is_directly_behind = false;
    }
    found
}

/// How a part of a text ends that shows something and says nothing itself.
enum EndOfExample<'t> {
    /// With a line of at least as many of these signs, and nothing else.
    Fence(&'t str),
    /// Within the line that has these letters.
    Letters(&'static str),
}

impl<'t> EndOfExample<'t> {
    /// The end of the part that begins with this line and goes on behind it.
    fn of(line: &'t str) -> Option<Self> {
        const PARTS: [(&str, &str); 2] = [("<!--", "-->"), ("<pre", "</pre")];
        if is_code_fence(line) {
            let sign = |c: char| line.starts_with(c);
            let behind = line.trim_start_matches(sign);
            let fence = &line[..line.len() - behind.len()];
            // Code within a line is no block.
            let is_within_line = fence.starts_with('`') && behind.contains('`');
            return (!is_within_line).then_some(Self::Fence(fence));
        }
        let mut parts = PARTS.iter();
        let (_, end) = parts.find(|(begin, end)| line.starts_with(begin) && !line.contains(end))?;
        Some(Self::Letters(end))
    }

    fn is_in(&self, line: &str) -> bool {
        match self {
            Self::Fence(fence) => line
                .strip_prefix(fence)
                .is_some_and(|rest| rest.bytes().all(|byte| fence.as_bytes().contains(&byte))),
            Self::Letters(end) => line.contains(end),
        }
    }
}

/// The names of the fields from a byte offset on, the range of their lines, and whether a line closes
/// them.
fn names_of_fields(text: &str, from: usize) -> (Vec<String>, Range<usize>, bool) {
    let mut names = Vec::new();
    let mut end = from;
    for (line, range) in lines(text, from).take(MOST_LINES) {
        let written = line.trim_end();
        if is_end(written) {
            return (names, from..end, true);
        }
        match name_at_margin(written) {
            Some(name) => names.push(name.to_owned()),
            // A list, further lines of a value, a comment.
            None if written.is_empty() && !names.is_empty() => {}
            None if written.starts_with([' ', '\t', '-', '#', '[', ']', '}']) => {}
            None => break,
        }
        end = range.end;
    }
    (names, from..end, false)
}

/// The name before the sign of a field in a line that is not indented, whatever its letters are.
fn name_at_margin(line: &str) -> Option<&str> {
    if line.starts_with([' ', '\t', '-', '#', '[']) {
        return None;
    }
    let name = line[..line.find([':', '='])?].trim_end();
    let name = name.trim_matches(['"', '\'']);
    (!name.is_empty()).then_some(name)
}

/// The byte offset behind the line that closes these fields.
fn end_of_fields(text: &str, from: usize) -> Option<usize> {
    let mut behind = lines(text, from).take(MOST_LINES);
    behind.find_map(|(line, range)| is_end(line).then_some(range.end))
}
