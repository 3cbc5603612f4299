//! Lists: nested items, and numbers that keep their values.

use std::cmp::Ordering;

use super::super::model::{Item, Label};

/// An open list.
#[derive(Clone, Copy, Debug)]
struct Open {
    level: usize,
    /// The columns of its marker and of its text, from the margin.
    margin: usize,
    text: usize,
    /// The indent of its items in Word, and their numbering.
    indent: i64,
    list: i64,
    marker: Marker,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marker {
    Bullet,
    /// The last number, and the character after it.
    Number(i64, char),
}

/// The open lists, outermost first.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<Open>);

impl Open {
    /// Compares the depth of an item with this list: `Greater` is deeper. Levels are compared
    /// within one numbering; between two numberings the indents are compared if both have one.
    fn compare(&self, item: &Item) -> Ordering {
        let by_indent = self.list != item.list && self.indent > 0 && item.indent > 0;
        match by_indent {
            true => item.indent.cmp(&self.indent),
            false => item.level.cmp(&self.level),
        }
    }
}

impl Lists {
    /// Closes all lists; any other block ends them.
    pub(super) fn end(&mut self) {
        self.0.clear();
    }

    /// Whether a paragraph with this indent belongs to a list item.
    pub(super) fn holds(&self, indent: i64) -> bool {
        indent > 0 && self.0.first().is_some_and(|list| indent >= list.indent)
    }

    /// Closes the lists that are indented more than a paragraph which belongs to an outer item.
    pub(super) fn go_up(&mut self, indent: i64) {
        while self.0.len() > 1 && self.0.last().is_some_and(|list| list.indent > indent) {
            self.0.pop();
        }
    }

    /// Writes text as a continuation of the last item. Returns `false` if no list is open.
    pub(super) fn go_on(&mut self, text: &str, out: &mut String) -> bool {
        let Some(list) = self.0.last() else {
            return false;
        };
        out.push_str("\n\n");
        indented(text, list.text, true, out);
        true
    }

    /// Writes an item.
    pub(super) fn item(&mut self, item: &Item, text: &str, out: &mut String) {
        while self
            .0
            .last()
            .is_some_and(|list| list.compare(item) == Ordering::Less)
        {
            self.0.pop();
        }
        if item.label == Label::None {
            if !self.go_on(text, out) {
                if !out.is_empty() {
                    out.push_str("\n\n");
                }
                out.push_str(text);
            }
            return;
        }
        let text = match &item.label {
            Label::Words(words) => format!("{} {text}", super::escape::text(words)),
            _ => text.to_owned(),
        };
        let last = self.0.last().copied();
        let beside = last.filter(|list| list.compare(item) == Ordering::Equal);
        if beside.is_some() {
            self.0.pop();
        }
        let margin = beside.map(|list| list.margin);
        let margin = margin
            .or_else(|| self.0.last().map(|list| list.text))
            .unwrap_or(0);
        let (marker, goes_on) = marker(&item.label, beside.map(|list| list.marker));
        let sign = match marker {
            Marker::Bullet => "-".to_owned(),
            Marker::Number(number, sign) => format!("{number}{sign}"),
        };
        // Markdown needs a blank line before a list that starts with a number other than 1.
        let starts_late = matches!(marker, Marker::Number(number, _) if number != 1);
        let is_apart = match beside {
            Some(_) => !goes_on,
            None => self.0.is_empty() || starts_late,
        };
        if !out.is_empty() {
            out.push_str(if is_apart { "\n\n" } else { "\n" });
        }
        out.push_str(&" ".repeat(margin));
        out.push_str(&sign);
        out.push(' ');
        let start = margin + sign.len() + 1;
        indented(&text, start, false, out);
        self.0.push(Open {
            level: item.level,
            margin,
            text: start,
            indent: item.indent,
            list: item.list,
            marker,
        });
    }
}

/// Returns the marker of an item, and whether the item continues the open list. Markdown numbers
/// list items itself, so an item with another number than the next one gets the other delimiter,
/// which starts a new list.
fn marker(label: &Label, before: Option<Marker>) -> (Marker, bool) {
    let Label::Number(number, bracket) = label else {
        return (Marker::Bullet, before == Some(Marker::Bullet));
    };
    let usual = if *bracket { ')' } else { '.' };
    match before {
        Some(Marker::Number(last, sign)) if last + 1 == *number => {
            (Marker::Number(*number, sign), true)
        }
        Some(Marker::Number(_, sign)) => {
            let other = if sign == '.' { ')' } else { '.' };
            (Marker::Number(*number, other), false)
        }
        _ => (Marker::Number(*number, usual), false),
    }
}

fn indented(text: &str, margin: usize, with_first: bool, out: &mut String) {
    let margin = " ".repeat(margin);
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        if (at > 0 || with_first) && !line.is_empty() {
            out.push_str(&margin);
        }
        out.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(items: &[(usize, Label)]) -> String {
        let mut lists = Lists::default();
        let mut out = String::new();
        for (level, label) in items {
            let item = Item {
                level: *level,
                label: label.clone(),
                indent: 0,
                list: 0,
                pieces: Vec::new(),
            };
            lists.item(&item, "x", &mut out);
        }
        out
    }

    #[test]
    fn letters_stand_in_the_text_and_numbers_make_the_list() {
        let letter = |text: &str| Label::Words(text.to_owned());
        let items = [
            (0, Label::Number(1, false)),
            (1, letter("a)")),
            (2, letter("i.")),
            (0, Label::Number(2, false)),
        ];
        assert_eq!(written(&items), "1. x\n   - a) x\n     - i. x\n2. x");
    }

    #[test]
    fn a_number_that_is_not_the_next_one_keeps_its_value() {
        let items = [(0, Label::Number(1, false)), (0, Label::Number(4, false))];
        assert_eq!(written(&items), "1. x\n\n4) x");
        let items = [(0, Label::Bullet), (1, Label::Number(3, false))];
        assert_eq!(written(&items), "- x\n\n  3. x");
    }

    #[test]
    fn lists_of_other_numberings_nest_by_their_indents() {
        let mut lists = Lists::default();
        let mut out = String::new();
        for (list, indent) in [(1, 360), (2, 720), (3, 1080), (1, 360)] {
            let item = Item {
                level: 0,
                label: Label::Bullet,
                indent,
                list,
                pieces: Vec::new(),
            };
            lists.item(&item, "x", &mut out);
        }
        assert_eq!(out, "- x\n  - x\n    - x\n- x");
    }

    #[test]
    fn an_item_without_a_marker_goes_on_with_the_one_before() {
        let items = [(0, Label::Bullet), (1, Label::Bullet), (0, Label::None)];
        assert_eq!(written(&items), "- x\n  - x\n\n  x");
    }
}
