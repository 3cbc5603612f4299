//! Writes the pieces of a line as Markdown or as HTML.

use std::cell::RefCell;
use std::collections::HashMap;

use super::super::model::{Piece, Shift, Target, What, is_blank};
use super::escape;

/// The context that a line is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A paragraph.
    Text,
    /// A heading: it has to be one line.
    Heading,
    /// A cell of a pipe table: one line in which a pipe separates cells.
    Pipe,
    /// A cell of an HTML table.
    Html,
}

/// The targets that lines refer to.
#[derive(Debug, Default)]
pub(in crate::word) struct References {
    /// The id of the heading for each bookmark.
    bookmarks: HashMap<String, String>,
    /// The address of each picture, by its index.
    pictures: Vec<String>,
    /// The labels of the notes in the current HTML table; they are written after it.
    pub(super) notes_of_table: RefCell<Vec<String>>,
}

impl References {
    /// Creates the targets from the headings of bookmarks and the addresses of pictures.
    pub(in crate::word) fn new(bookmarks: HashMap<String, String>, pictures: Vec<String>) -> Self {
        Self {
            bookmarks,
            pictures,
            notes_of_table: RefCell::default(),
        }
    }

    /// Writes a line, without white space around it.
    pub(super) fn line(&self, pieces: &[Piece], form: Form) -> String {
        let pieces = trimmed(pieces);
        let mut out = String::new();
        self.linked(&pieces, form, &mut out);
        match form {
            Form::Text => {
                let lines = out.trim().split('\n').map(escape::line_start);
                lines.collect::<Vec<_>>().join("\n")
            }
            Form::Heading => escape::heading(out.trim()),
            Form::Pipe | Form::Html => out.trim().to_owned(),
        }
    }

    fn linked(&self, pieces: &[Piece], form: Form, out: &mut String) {
        let address = |piece: &Piece| self.address(piece.link.as_ref()?);
        for run in runs(pieces, |piece| address(piece)) {
            let Some(address) = run.pieces.first().and_then(address) else {
                self.marked(run.pieces, 0, form, run.next, out);
                continue;
            };
            let mut inner = String::new();
            self.marked(run.pieces, 0, form, None, &mut inner);
            let (before, core, after) = split_blank(&inner);
            out.push_str(before);
            if !core.is_empty() {
                let address = escape::address(&address);
                match form {
                    Form::Html => {
                        let address = escape::html(&address);
                        out.push_str(&format!("<a href=\"{address}\">{core}</a>"));
                    }
                    _ => out.push_str(&format!("[{core}]({address})")),
                }
            }
            out.push_str(after);
        }
    }

    fn address(&self, target: &Target) -> Option<String> {
        match target {
            Target::Address(address) => Some(address.clone()),
            Target::Bookmark(name) => {
                let id = self.bookmarks.get(name)?;
                Some(format!("#{id}"))
            }
        }
    }

    /// Writes strikethrough, bold and italic, in this order from the outside.
    fn marked(
        &self,
        pieces: &[Piece],
        depth: usize,
        form: Form,
        next: Option<char>,
        out: &mut String,
    ) {
        const MARKS: [(&str, &str); 3] = [("~~", "del"), ("**", "strong"), ("*", "em")];
        let Some((mark, tag)) = MARKS.get(depth) else {
            for piece in pieces {
                self.piece(piece, form, out);
            }
            return;
        };
        let has = |piece: &Piece| match depth {
            0 => piece.format.strike,
            1 => piece.format.bold,
            _ => piece.format.italic,
        };
        for run in runs(pieces, |piece| has(piece)) {
            let next = run.next.or(next);
            if !run.pieces.first().is_some_and(has) || is_blank(run.pieces) {
                self.marked(run.pieces, depth + 1, form, next, out);
                continue;
            }
            let mut inner = String::new();
            self.marked(run.pieces, depth + 1, form, None, &mut inner);
            emphasis(&inner, mark, tag, form, next, out);
        }
    }

    fn piece(&self, piece: &Piece, form: Form, out: &mut String) {
        match &piece.what {
            What::Text(text) => words(text, piece, form, out),
            What::Break => match form {
                Form::Text => {
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push_str("\\\n");
                }
                Form::Heading => out.push(' '),
                Form::Pipe | Form::Html => out.push_str("<br>"),
            },
            What::Picture(index, description) => {
                let address = self.pictures.get(*index).map_or("", |address| address);
                match form {
                    Form::Html => {
                        let description = escape::html(description);
                        out.push_str(&format!("<img src=\"{address}\" alt=\"{description}\">"));
                    }
                    _ => {
                        let description = escape::text(description);
                        out.push_str(&format!("![{description}]({address})"));
                    }
                }
            }
            What::Note(label) if form == Form::Html => {
                out.push_str(&format!("<sup>{label}</sup>"));
                self.notes_of_table.borrow_mut().push(label.clone());
            }
            What::Note(label) => out.push_str(&format!("[^{label}]")),
            What::Formula(text) => code(text.trim(), form, out),
        }
    }
}

fn words(text: &str, piece: &Piece, form: Form, out: &mut String) {
    let text = blanks(text);
    if piece.format.code && !text.trim().is_empty() {
        let (before, core, after) = split_blank(&text);
        out.push_str(before);
        code(core, form, out);
        out.push_str(after);
        return;
    }
    let written = match form {
        Form::Html => escape::html(&text),
        _ => escape::text(&text),
    };
    let written = match out.ends_with([' ', '\n']) {
        true => written.trim_start_matches(' '),
        false => written.as_str(),
    };
    match piece.format.shift {
        Shift::None => out.push_str(written),
        Shift::Sub => out.push_str(&format!("<sub>{written}</sub>")),
        Shift::Super => out.push_str(&format!("<sup>{written}</sup>")),
    }
}

fn code(text: &str, form: Form, out: &mut String) {
    match form {
        Form::Html => out.push_str(&format!("<code>{}</code>", escape::html(text))),
        Form::Pipe => out.push_str(&escape::code(text).replace('|', "\\|")),
        Form::Text | Form::Heading => out.push_str(&escape::code(text)),
    }
}

/// Writes emphasis marks around text. Where Markdown would not recognise the marks because of the
/// neighbouring characters, HTML tags are used.
fn emphasis(inner: &str, mark: &str, tag: &str, form: Form, next: Option<char>, out: &mut String) {
    let (before, core, after) = split_blank(inner);
    out.push_str(before);
    let beside = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_sign(c));
    let previous = out.chars().next_back();
    let next = after.chars().next().or(next);
    let first_is_sign = core.chars().next().is_some_and(is_sign);
    let last_is_sign = core.chars().next_back().is_some_and(is_sign);
    let opens = !first_is_sign || beside(previous);
    let closes = !last_is_sign || beside(next);
    let sign = mark.chars().next();
    // Adjacent marks are ambiguous, except for one pair directly inside another.
    let edge = core.starts_with('*') || core.ends_with('*');
    let inside = core
        .strip_prefix('*')
        .and_then(|core| core.strip_suffix('*'));
    let is_pair = inside.is_some_and(|inside| !inside.contains('*'));
    let is_alone = previous != sign && (!edge || is_pair);
    if core.is_empty() {
    } else if form != Form::Html && opens && closes && is_alone {
        out.push_str(&format!("{mark}{core}{mark}"));
    } else {
        out.push_str(&format!("<{tag}>{core}</{tag}>"));
    }
    out.push_str(after);
}

fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation() || (!c.is_alphanumeric() && !c.is_whitespace())
}

/// Adjacent pieces with the same key, and the character after them.
struct Run<'a> {
    pieces: &'a [Piece],
    next: Option<char>,
}

fn runs<'a, K: PartialEq>(pieces: &'a [Piece], key: impl Fn(&Piece) -> K) -> Vec<Run<'a>> {
    let mut runs = Vec::new();
    let mut from = 0;
    for at in 1..=pieces.len() {
        let goes_on = pieces
            .get(at)
            .is_some_and(|piece| key(piece) == key(&pieces[at - 1]));
        if goes_on {
            continue;
        }
        let next = pieces.get(at).map(first_sign);
        runs.push(Run {
            pieces: &pieces[from..at],
            next,
        });
        from = at;
    }
    runs
}

fn first_sign(piece: &Piece) -> char {
    match &piece.what {
        _ if piece.link.is_some() => '[',
        What::Text(text) if !piece.format.code => text.chars().next().unwrap_or(' '),
        What::Break => '\n',
        _ => '`',
    }
}

/// Splits a text into the white space and line breaks before it, its core, and those after it.
fn split_blank(text: &str) -> (&str, &str, &str) {
    const BLANKS: [&str; 4] = ["\\\n", " ", "\t", "\n"];
    let mut core = text;
    while let Some(rest) = BLANKS.iter().find_map(|blank| core.strip_prefix(blank)) {
        core = rest;
    }
    let start = text.len() - core.len();
    while let Some(rest) = BLANKS.iter().find_map(|blank| core.strip_suffix(blank)) {
        core = rest;
    }
    match core.is_empty() {
        true => (text, "", ""),
        false => (&text[..start], core, &text[start + core.len()..]),
    }
}

/// Replaces each run of spaces, tabs and line breaks by one space; drops control characters.
fn blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
        match (blank, out.ends_with(' ')) {
            (true, true) => {}
            (true, false) => out.push(' '),
            (false, _) if c.is_control() => {}
            (false, _) => out.push(c),
        }
    }
    out
}

/// Returns the pieces without blank pieces at the beginning and the end.
fn trimmed(pieces: &[Piece]) -> Vec<Piece> {
    let blank = |piece: &Piece| is_blank(std::slice::from_ref(piece));
    let start = pieces.iter().position(|piece| !blank(piece));
    let end = pieces.iter().rposition(|piece| !blank(piece));
    match (start, end) {
        (Some(start), Some(end)) => pieces[start..=end].to_vec(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::model::Format;
    use super::*;

    fn piece(text: &str, format: Format) -> Piece {
        Piece {
            format,
            ..Piece::plain(text)
        }
    }

    fn line(pieces: &[Piece]) -> String {
        References::default().line(pieces, Form::Text)
    }

    const BOLD: Format = Format {
        bold: true,
        italic: false,
        strike: false,
        code: false,
        shift: Shift::None,
    };
    const ITALIC: Format = Format {
        bold: false,
        italic: true,
        ..BOLD
    };

    #[test]
    fn marks_stand_at_the_words_and_not_at_the_blanks() {
        let pieces = [
            piece("a", Format::default()),
            piece(" b ", BOLD),
            piece("c", ITALIC),
        ];
        assert_eq!(line(&pieces), "a **b** *c*");
    }

    #[test]
    fn marks_stand_before_the_line_breaks_at_the_end_of_their_words() {
        let line_break = Piece {
            what: What::Break,
            ..piece("", BOLD)
        };
        let pieces = [
            piece("Note:", BOLD),
            line_break.clone(),
            line_break,
            piece("text", Format::default()),
        ];
        assert_eq!(line(&pieces), "**Note:**\\\n\\\ntext");
    }

    #[test]
    fn where_marks_would_be_read_as_stars_there_are_tags() {
        let pieces = [piece("Note:", BOLD), piece("text", Format::default())];
        assert_eq!(line(&pieces), "<strong>Note:</strong>text");
        let pieces = [piece("a", BOLD), piece("b", ITALIC)];
        assert_eq!(line(&pieces), "**a**<em>b</em>");
    }

    #[test]
    fn a_link_without_a_heading_is_plain_text() {
        let mut piece = piece("see", Format::default());
        piece.link = Some(Target::Bookmark("x".to_owned()));
        let mut references = References::default();
        assert_eq!(references.line(&[piece.clone()], Form::Text), "see");
        references
            .bookmarks
            .insert("x".to_owned(), "scope".to_owned());
        assert_eq!(references.line(&[piece], Form::Text), "[see](#scope)");
    }
}
