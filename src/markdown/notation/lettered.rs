//! Lists with letters: lines that begin with `a)`, `a.` or `(a)` (`docs/design.md`, "Documents").
//!
//! The parser knows lists with numbers. So each letter is replaced by a number, in the same length, and
//! [`LetteredList`] says which lists have letters.

use std::ops::Range;

use super::columns::Columns;

/// A list whose items have letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LetteredList {
    /// The byte offset at which its first item begins.
    pub(crate) start: usize,
    /// The number of its first letter; that of `a` is 1.
    pub(crate) first: u64,
    pub(crate) form: LetterForm,
}

/// How letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LetterForm {
    /// `a.`
    Dot,
    /// `a)`
    Behind,
    /// `(a)`
    Around,
}

/// Replaces the letters of lists. `None` if the text has no such list.
pub(super) fn numbered(text: &str) -> Option<(String, Vec<LetteredList>)> {
    if !may_have_list(text) {
        return None;
    }
    let mut scanner = Scanner::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        scanner.line(Line::read(start, line));
        start += line.len();
    }
    scanner.end();
    if scanner.lists.is_empty() {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    for item in scanner.items {
        bytes[item.at] = b'1';
        if item.form == LetterForm::Around {
            bytes[item.at + 1] = b')';
            bytes[item.at + 2] = b' ';
        }
    }
    // Letters of ASCII were replaced by others.
    let text = String::from_utf8(bytes).ok()?;
    Some((text, scanner.lists))
}

/// Whether a line may begin with the first letter of a list.
fn may_have_list(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins_line = |at: usize| {
        let before = text[..at].trim_end_matches([' ', '\t', '>']);
        before.is_empty() || before.ends_with('\n')
    };
    let is_first = |at: usize| {
        matches!(bytes.get(at + 2), Some(b' ' | b'\t'))
            && match at.checked_sub(1).and_then(|at| bytes.get(at)) {
                None | Some(b'\n') => true,
                Some(b'(') => begins_line(at - 1),
                Some(b' ' | b'\t') => begins_line(at),
                Some(_) => false,
            }
    };
    let mut found = ["a)", "a."].into_iter();
    found.any(|first| memchr::memmem::find_iter(bytes, first).any(is_first))
}

/// A line of the text.
#[derive(Clone, Copy)]
struct Line<'t> {
    /// What stands before its content: white space, and the signs of quotations.
    prefix: &'t str,
    /// The columns of white space directly before its content.
    indent: usize,
    content: &'t str,
    /// The byte offset of its content.
    at: usize,
}

impl<'t> Line<'t> {
    fn read(start: usize, line: &'t str) -> Self {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let (prefix, _) = line.split_at(line.len() - content.len());
        let quoted = prefix.rfind('>').map_or(0, |at| at + 1);
        Self {
            prefix,
            indent: Columns::new(&prefix[quoted..]).blank(),
            content: content.trim_end(),
            at: start + prefix.len(),
        }
    }

    fn is_blank(&self) -> bool {
        self.content.is_empty()
    }

    /// The item that begins here, and the number of its letter.
    fn item(&self) -> Option<(Item, u64)> {
        let (form, letter, behind) = match self.content.as_bytes() {
            [b'(', letter, b')', behind, ..] => (LetterForm::Around, letter, behind),
            [letter, b')', behind, ..] => (LetterForm::Behind, letter, behind),
            [letter, b'.', behind, ..] => (LetterForm::Dot, letter, behind),
            _ => return None,
        };
        // Behind more white space, the parser would read code.
        let is_near = form != LetterForm::Around || !self.content[3..].starts_with("   ");
        let is_item = letter.is_ascii_lowercase() && matches!(behind, b' ' | b'\t') && is_near;
        let item = Item { at: self.at, form };
        is_item.then(|| (item, u64::from(letter - b'a') + 1))
    }

    /// The sign behind the number of a numbered item that begins here, and the column of its text.
    fn number(&self) -> Option<(u8, usize)> {
        let digits = self.content.bytes().take_while(u8::is_ascii_digit).count();
        let sign = *self.content.as_bytes().get(digits)?;
        let is_number = (1..=9).contains(&digits) && matches!(sign, b'.' | b')');
        is_number.then_some((sign, self.indent + digits + 2))
    }

    /// Whether the line begins another block than a paragraph.
    fn begins_block(&self) -> bool {
        let is_bullet = |sign| {
            let behind = self.content.strip_prefix(sign);
            behind.is_some_and(|behind| behind.is_empty() || behind.starts_with([' ', '\t']))
        };
        ['-', '*', '+', '#'].into_iter().any(is_bullet)
            || ["##", "```", "~~~", "|", "<", "---", "***"]
                .into_iter()
                .any(|sign| self.content.starts_with(sign))
            || self.number().is_some()
    }
}

#[derive(Clone, Copy)]
struct Item {
    /// The byte offset at which it begins.
    at: usize,
    form: LetterForm,
}

impl Item {
    /// The sign behind the number that takes the letter's place.
    fn sign(self) -> u8 {
        match self.form {
            LetterForm::Dot => b'.',
            LetterForm::Behind | LetterForm::Around => b')',
        }
    }
}

/// A list that is being read.
struct OpenList<'t> {
    prefix: &'t str,
    indent: usize,
    form: LetterForm,
    first: u64,
    items: Vec<Item>,
}

#[derive(Default)]
struct Scanner<'t> {
    lists: Vec<LetteredList>,
    items: Vec<Item>,
    open: Option<OpenList<'t>>,
    /// The form and the last letter of the list before, which another may continue.
    last: Option<(&'t str, LetterForm, u64)>,
    /// The numbered item above: its indentation, its sign, and the column of its text.
    number: Option<(usize, u8, usize)>,
    is_behind_blank: bool,
}

impl<'t> Scanner<'t> {
    fn line(&mut self, line: Line<'t>) {
        if line.is_blank() {
            self.is_behind_blank = true;
            return;
        }
        self.take(line);
        if let Some((sign, column)) = line.number() {
            self.number = Some((line.indent, sign, column));
        } else if self.is_behind_blank && self.open.is_none() {
            self.number = self.number.filter(|(indent, ..)| line.indent > *indent);
        }
        self.is_behind_blank = false;
    }

    fn take(&mut self, line: Line<'t>) {
        let item = line.item();
        if let Some(open) = &mut self.open {
            let next = open.first + open.items.len() as u64;
            match item {
                Some((item, letter))
                    if line.prefix == open.prefix && item.form == open.form && letter == next =>
                {
                    open.items.push(item);
                    return;
                }
                // Deeper lines belong to the item, and so does a paragraph's next line.
                _ if line.indent > open.indent && line.prefix.starts_with(open.prefix) => return,
                _ if !self.is_behind_blank && !line.begins_block() && item.is_none() => return,
                _ => {}
            }
            let sign = open.items.first().map(|item| item.sign());
            // A number with the same sign would become an item of the list.
            let is_numbered = line.number().map(|(sign, _)| sign) == sign;
            match is_numbered && line.indent < open.indent + 3 {
                true => self.open = None,
                false => self.end(),
            }
        }
        let Some((item, letter)) = item else { return };
        let continues = self.last.is_some_and(|(prefix, form, last)| {
            (prefix, form, last + 1) == (line.prefix, item.form, letter)
        });
        // The parser would take it for an item of the numbered list above.
        let is_in_numbered = self.number.is_some_and(|(indent, sign, column)| {
            sign == item.sign() && indent <= line.indent && line.indent < column
        });
        if (letter == 1 || continues) && !is_in_numbered {
            self.open = Some(OpenList {
                prefix: line.prefix,
                indent: line.indent,
                form: item.form,
                first: letter,
                items: vec![item],
            });
        }
    }

    /// Ends the open list. One item alone is a list only if it continues another.
    fn end(&mut self) {
        let Some(open) = self.open.take() else { return };
        let Some(first) = open.items.first() else {
            return;
        };
        if open.first == 1 && open.items.len() < 2 {
            return;
        }
        let last = open.first + open.items.len() as u64 - 1;
        self.last = Some((open.prefix, open.form, last));
        self.lists.push(LetteredList {
            start: first.at,
            first: open.first,
            form: open.form,
        });
        self.items.extend(open.items);
    }
}

/// The position of the list that the parser begins at this range. `text` is the text as it was
/// written, to which the range and the lists refer.
pub(crate) fn list_at(
    lists: &[LetteredList],
    text: &str,
    range: &Range<usize>,
) -> Option<LetteredList> {
    let next = lists.partition_point(|list| list.start < range.start);
    let list = lists.get(next)?;
    let before = text.get(range.start..list.start)?;
    let is_here = list.start < range.end && before.chars().all(|c| " \t>".contains(c));
    is_here.then_some(*list)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        numbered(text).map_or_else(|| text.to_owned(), |(text, _)| text)
    }

    #[test]
    fn letters_in_order_are_a_list() {
        for (text, expected) in [
            (
                "We shall:\na) buy;\nb) sell\nmore;\n\nc) pay.\n\nText\n",
                "We shall:\n1) buy;\n1) sell\nmore;\n\n1) pay.\n\nText\n",
            ),
            ("a. One\n   x\nb. Two", "1. One\n   x\n1. Two"),
            ("(a) One\n(b) Two\n", "1)  One\n1)  Two\n"),
            ("> a) One\n> b) Two\n", "> 1) One\n> 1) Two\n"),
            (
                "1. One\n   a) A\n   b) B\n2. Two\n   a) A\n   b) B\n",
                "1. One\n   1) A\n   1) B\n2. Two\n   1) A\n   1) B\n",
            ),
            (
                "a) A\n   1) x\n   2) y\nb) B\n",
                "1) A\n   1) x\n   2) y\n1) B\n",
            ),
            (
                "a) A\nb) B\n\nText.\n\nc) C\n",
                "1) A\n1) B\n\nText.\n\n1) C\n",
            ),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
        let (_, lists) = numbered("a) A\nb) B\n\nText.\n\n(a) C\n(b) D\n\nT\n\n(c) E\n").unwrap();
        let lists = lists.iter().map(|list| (list.start, list.first, list.form));
        assert_eq!(
            lists.collect::<Vec<_>>(),
            [
                (0, 1, LetterForm::Behind),
                (18, 1, LetterForm::Around),
                (34, 3, LetterForm::Around)
            ]
        );
    }

    #[test]
    fn what_is_no_clear_list_stays() {
        for text in [
            "a) alone\n\nText\n",
            "a) one\nc) three\n",
            "b) two\nc) three\n",
            "a) one\n(b) two\n",
            "A) One\nB) Two\n",
            "a)one\nb)two\n",
            "i.e. this\na. k. a. that\n",
            "See a) one and\nb) two\n",
            "a) one\n  b) two\n",
            // The numbers around it would be items of the same list.
            "1) One\na) A\nb) B\n2) Two\n",
            "a) A\nb) B\n3) C\n",
            "1. One\n  a. A\n  b. B\n2. Two\n",
        ] {
            assert_eq!(shown(text), text);
        }
    }
}
