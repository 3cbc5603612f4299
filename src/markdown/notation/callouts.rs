//! Notices and tabs in the notation of other programs (`docs/design.md`, "Reading settings").
//!
//! `!!! note "Title"`, `??? note` and `=== "Tab"` have an indented body; `:::note` has one up to a
//! line `:::`. Each is rewritten to a quotation, so that the parser reads its body like any text. A
//! written title becomes a heading of the quotation, which the page shows as its title. Quotations
//! that begin with `[!summary] Title` are notices, too, without a setting.

use std::ops::Range;

use super::columns::Columns;
use super::first_line::{FirstLine, Quotation, QuotedLine, is_colons};
use super::offsets::{Offsets, Rewriter};

/// A notice or a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Callout {
    /// The byte range of its first line, without white space around it.
    pub(crate) line: Range<usize>,
    pub(crate) kind: CalloutKind,
    pub(crate) title: CalloutTitle,
    /// Whether the page shows it folded: `Some(true)` if it is open at first.
    pub(crate) folded: Option<bool>,
    /// Whether the line that should end it is missing.
    pub(crate) is_unclosed: bool,
    /// Whether it is a quotation, which is read without a setting.
    pub(crate) is_quotation: bool,
}

/// How a notice looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CalloutKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
    Tab,
}

/// The title of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CalloutTitle {
    /// The name of its kind.
    OfKind,
    /// The word of its notation, which is not the name of a kind: `Example`.
    Word(String),
    /// The text in this byte range.
    Written(Range<usize>),
    /// It has none.
    None,
}

/// A rewritten text.
pub(super) struct Rewritten {
    pub(super) text: String,
    pub(super) offsets: Offsets,
    pub(super) callouts: Vec<Callout>,
}

/// Rewrites the notices and tabs of a text; `None` if it has none. Without `admonitions`, only those
/// that are quotations are read.
pub(super) fn rewritten(text: &str, admonitions: bool) -> Option<Rewritten> {
    let bytes = text.as_bytes();
    let has = |sign: &str| memchr::memmem::find(bytes, sign.as_bytes()).is_some();
    let signs = ["!!!", "???", ":::", "==="];
    let is_there = has("[!") || admonitions && signs.into_iter().any(has);
    if !is_there {
        return None;
    }
    let mut scanner = Scanner {
        text,
        admonitions,
        ..Scanner::default()
    };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        scanner.line(start, line);
        start += line.len();
    }
    scanner.finish();
    (!scanner.callouts.is_empty()).then_some(Rewritten {
        text: scanner.out.text,
        offsets: scanner.out.offsets,
        callouts: scanner.callouts,
    })
}

/// The columns by which a body is indented.
const INDENT: usize = 4;

#[derive(Default)]
struct Scanner<'t> {
    text: &'t str,
    admonitions: bool,
    /// The number of quotations in which the line above stands.
    quotes_above: usize,
    out: Rewriter,
    callouts: Vec<Callout>,
    open: Vec<Open>,
    /// The code block that is open, in which nothing is a notice.
    code: Option<Code>,
    is_in_comment: bool,
    /// The items of lists, each with the number of callouts around it.
    items: Vec<Item>,
    /// The line ends of blank lines. It depends on the line behind them to what they belong.
    blanks: Vec<Range<usize>>,
}

/// A callout whose body may go on.
#[derive(Clone, Copy)]
struct Open {
    /// The columns before its first line, within the callout around it.
    indent: usize,
    end: End,
    /// Its position in the list of callouts.
    callout: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Where a line is indented less than the body.
    Indent,
    /// At a line of colons; within an item of a list also where the item ends.
    Colons { is_in_item: bool },
}

struct Code {
    sign: char,
    length: usize,
    depth: usize,
}

struct Item {
    depth: usize,
    /// The column at which its text begins.
    column: usize,
}

impl<'t> Scanner<'t> {
    fn line(&mut self, start: usize, line: &'t str) {
        let content = line.trim_end_matches(['\n', '\r']);
        let line_end = start + content.len()..start + line.len();
        if content.trim().is_empty() {
            self.blanks.push(line_end);
            self.quotes_above = 0;
            return;
        }
        let mut columns = Columns::new(content);
        self.close_ended(columns);
        let depth = self.open.len();
        let mut body = columns;
        for open in &self.open {
            open.take(&mut body);
        }
        let (indent, text) = (body.blank(), body.rest().trim_start());
        if self.code.is_some() {
            self.plain(start, &mut columns, line_end.end);
            return self.close_code(text);
        }
        let item = self.items.iter().rfind(|item| item.depth == depth);
        let item = item.map_or(0, |item| item.column);
        let is_at_margin = indent <= item + 3;
        if let Some(Open {
            end: End::Colons { .. },
            ..
        }) = self.open.last()
            && is_colons(text)
            && !self.is_in_comment
        {
            self.open.pop();
            self.blank_prefix();
            self.out.copy(self.text, line_end);
            return;
        }
        let quotes_above = std::mem::take(&mut self.quotes_above);
        if is_at_margin && !self.is_in_comment {
            let quotation = Quotation::read(text);
            self.quotes_above = quotation.depth;
            if let Some(first_line) = quotation
                .first_line
                .filter(|_| quotation.depth > quotes_above)
            {
                return self.quotation(start, &mut columns, first_line, line_end);
            }
        }
        let may_begin = self.admonitions && is_at_margin && !self.is_in_comment;
        let first_line = may_begin.then(|| FirstLine::read(text));
        if let Some(first_line) = first_line.flatten() {
            return self.open_callout(start, &mut columns, indent, item, first_line, line_end);
        }
        self.plain(start, &mut columns, line_end.end);
        if is_at_margin {
            self.note_code(text);
        }
        self.note_comment(text);
        self.note_item(indent, text);
    }

    /// Closes the callouts to which a line does not belong, and writes the blank lines before it.
    fn close_ended(&mut self, mut columns: Columns<'t>) {
        let going_on = self.open.iter();
        let depth = going_on.take_while(|open| open.take(&mut columns)).count();
        let is_closed = depth < self.open.len();
        for ended in self.open.drain(depth..) {
            self.callouts[ended.callout].is_unclosed = ended.end != End::Indent;
        }
        self.code.take_if(|code| code.depth > depth);
        self.items.retain(|item| item.depth <= depth);
        let blanks = std::mem::take(&mut self.blanks);
        // Without a blank line, the parser would read the line as a part of the quotation.
        if is_closed && blanks.is_empty() {
            self.blank_prefix();
            self.out.add("\n");
        }
        for blank in blanks {
            self.blank_prefix();
            self.out.copy(self.text, blank);
        }
    }

    /// Writes the beginning of a blank line within the open callouts.
    fn blank_prefix(&mut self) {
        for open in &self.open {
            self.out.add(&" ".repeat(open.indent));
            self.out.add("> ");
        }
    }

    /// Writes the beginning of a line within the open callouts.
    fn prefix(&mut self, columns: &mut Columns<'t>) {
        for open in &self.open {
            let before = columns.take(open.indent);
            self.out.add(&" ".repeat(before));
            if open.end == End::Indent {
                columns.take(INDENT);
            }
            self.out.add("> ");
        }
        self.out.add(&" ".repeat(columns.left()));
    }

    /// Copies a line.
    fn plain(&mut self, start: usize, columns: &mut Columns<'t>, end: usize) {
        self.prefix(columns);
        self.out.copy(self.text, start + columns.at()..end);
    }

    /// Writes the first line of a notice that is a quotation, without the word in brackets.
    fn quotation(
        &mut self,
        start: usize,
        columns: &mut Columns<'t>,
        quoted: QuotedLine,
        line_end: Range<usize>,
    ) {
        self.prefix(columns);
        let begin = start + columns.at();
        let line = &self.text[begin..line_end.start];
        let blank = line.len() - line.trim_start().len();
        let at = |offset: usize| begin + blank + offset;
        self.out.copy(self.text, begin..at(quoted.inner));
        let FirstLine {
            kind,
            title,
            folded,
            ..
        } = quoted.line;
        let title = match title {
            CalloutTitle::Written(range) => {
                let range = at(range.start)..at(range.end);
                self.out.add("###### ");
                self.out.copy(self.text, range.clone());
                CalloutTitle::Written(range)
            }
            title => title,
        };
        self.out.copy(self.text, line_end);
        self.callouts.push(Callout {
            line: at(quoted.sign)..begin + line.trim_end().len(),
            kind,
            title,
            folded,
            is_unclosed: false,
            is_quotation: true,
        });
    }

    fn open_callout(
        &mut self,
        start: usize,
        columns: &mut Columns<'t>,
        indent: usize,
        item: usize,
        first_line: FirstLine,
        line_end: Range<usize>,
    ) {
        self.prefix(columns);
        columns.take(usize::MAX);
        self.out.add(&" ".repeat(indent));
        let begin = start + columns.at();
        self.out.stands_for(begin);
        self.out.add(">");
        let title = match first_line.title {
            CalloutTitle::Written(range) => {
                let range = begin + range.start..begin + range.end;
                self.out.add(" ###### ");
                self.out.copy(self.text, range.clone());
                CalloutTitle::Written(range)
            }
            title => title,
        };
        let written = columns.rest().trim_end().len();
        self.out.copy(self.text, line_end);
        self.open.push(Open {
            indent,
            end: match first_line.is_indented {
                true => End::Indent,
                false => End::Colons {
                    is_in_item: item > 0 && indent >= item,
                },
            },
            callout: self.callouts.len(),
        });
        self.callouts.push(Callout {
            line: begin..begin + written,
            kind: first_line.kind,
            title,
            folded: first_line.folded,
            is_unclosed: false,
            is_quotation: false,
        });
    }

    /// Notes a fence that opens code.
    fn note_code(&mut self, text: &str) {
        let Some(sign) = text.chars().next().filter(|c| matches!(c, '`' | '~')) else {
            return;
        };
        let info = text.trim_start_matches(sign);
        let length = text.len() - info.len();
        if length >= 3 && !(sign == '`' && info.contains('`')) {
            self.code = Some(Code {
                sign,
                length,
                depth: self.open.len(),
            });
        }
    }

    fn close_code(&mut self, text: &str) {
        self.code.take_if(|code| {
            let text = text.trim_end();
            text.len() >= code.length && text.chars().all(|c| c == code.sign)
        });
    }

    fn note_comment(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let sign = if self.is_in_comment { "-->" } else { "<!--" };
            let Some((_, behind)) = rest.split_once(sign) else {
                return;
            };
            self.is_in_comment = !self.is_in_comment;
            rest = behind;
        }
    }

    /// Notes an item of a list that begins here.
    fn note_item(&mut self, indent: usize, text: &str) {
        let depth = self.open.len();
        let ends = |item: &Item| item.depth == depth && item.column > indent;
        while self.items.last().is_some_and(ends) {
            self.items.pop();
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let sign = match digits {
            0 => text.starts_with(['-', '*', '+']).then_some(1),
            1..=9 => text[digits..].starts_with(['.', ')']).then_some(digits + 1),
            _ => None,
        };
        let Some(sign) = sign else { return };
        let blank = Columns::new(&text[sign..]).blank();
        if blank > 0 {
            let blank = if blank > INDENT { 1 } else { blank };
            let column = indent + sign + blank;
            self.items.push(Item { depth, column });
        }
    }

    fn finish(&mut self) {
        for open in self.open.drain(..) {
            self.callouts[open.callout].is_unclosed = open.end != End::Indent;
        }
        for blank in std::mem::take(&mut self.blanks) {
            self.out.copy(self.text, blank);
        }
    }
}

impl Open {
    /// Takes what makes a line a part of this callout. Returns whether it is one.
    fn take(&self, columns: &mut Columns<'_>) -> bool {
        let blank = columns.blank();
        match self.end {
            End::Indent if blank < self.indent + INDENT => false,
            End::Indent => {
                columns.take(self.indent + INDENT);
                true
            }
            End::Colons { is_in_item: true } if blank < self.indent => false,
            End::Colons { .. } => {
                columns.take(self.indent);
                true
            }
        }
    }
}
