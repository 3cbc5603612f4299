//! Fields: each has an instruction and a stored result. The result becomes text, and the
//! instruction decides whether it is a link.

use std::collections::HashSet;

use roxmltree::NodeId;

use crate::word::events::EventKind;
use crate::word::model::Target;
use crate::word::ooxml::names::{Element, Node, Space};
use crate::word::walk::forms::choice;
use crate::word::walk::reader::{NumberReference, Reader};

/// The largest number of nested open fields.
const MAX_OPEN: usize = 64;

/// An open field.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    instruction: String,
    /// Whether the result is being read, after the instruction.
    is_shown: bool,
    kind: FieldKind,
    /// The text that a form field shows if it has no result.
    form: Option<String>,
    /// Text that is part of the instruction and no instruction itself; Word does not show it.
    pub(crate) unseen: String,
    /// The beginning of the text of its result.
    pub(crate) result: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum FieldKind {
    #[default]
    Other,
    Contents,
    Link(Target),
    Number(String),
}

impl Field {
    /// Creates a field whose instruction is complete.
    pub(crate) fn simple(instruction: &str) -> Self {
        let mut field = Self {
            instruction: instruction.to_owned(),
            ..Self::default()
        };
        field.show();
        field
    }

    fn show(&mut self) {
        self.is_shown = true;
        self.kind = kind(&self.instruction);
    }

    /// Whether the current content is kept out of the text: the instruction, or a table of
    /// contents.
    pub(crate) fn is_silent(&self) -> bool {
        !self.is_shown || self.kind == FieldKind::Contents
    }

    fn is_contents(&self) -> bool {
        self.kind == FieldKind::Contents
    }

    /// Returns the link target of the result.
    pub(crate) fn link(&self) -> Option<Target> {
        match &self.kind {
            FieldKind::Link(target) => Some(target.clone()),
            FieldKind::Number(bookmark) => Some(Target::Bookmark(bookmark.clone())),
            FieldKind::Other | FieldKind::Contents => None,
        }
    }
}

impl<'p> Reader<'p> {
    /// Handles the begin, separator or end mark of a field. At the end of a form field without a
    /// result, the text that it shows is returned.
    pub(crate) fn field_mark(&mut self, mark: Node<'_>) -> Option<String> {
        match mark.word_attribute("fldCharType") {
            Some("begin") if self.unended.contains(&mark.id()) => {}
            Some("begin") => {
                // Each run looks at all open fields, so fields that never end would make the rest
                // slow.
                if self.fields.len() == MAX_OPEN {
                    self.fields.remove(0);
                }
                self.fields.push(Field {
                    form: mark.word("ffData").and_then(form),
                    ..Field::default()
                });
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.show();
                }
                self.note_contents();
            }
            Some("end") => return self.end_field(),
            _ => {}
        }
        None
    }

    /// Opens a field that is one element.
    pub(crate) fn open_simple(&mut self, instruction: &str) {
        self.fields.push(Field::simple(instruction));
        self.note_contents();
    }

    /// Closes the innermost field; see [`Self::field_mark`] for the returned text.
    pub(crate) fn end_field(&mut self) -> Option<String> {
        let mut field = self.fields.pop()?;
        let unseen = field.unseen.trim();
        if !unseen.is_empty() {
            self.event(EventKind::Hidden(unseen.to_owned()));
        }
        let is_empty = !field.is_shown;
        if is_empty {
            field.show();
        }
        if field.kind == FieldKind::Contents {
            self.met_contents = true;
        }
        if let FieldKind::Number(bookmark) = &field.kind
            && !field.result.is_empty()
        {
            self.references.push(NumberReference {
                bookmark: bookmark.clone(),
                text: field.result.clone(),
                block: self.block,
            });
        }
        let is_form = field.instruction.trim().starts_with("FORM");
        field
            .form
            .filter(|_| is_form && (is_empty || field.result.trim().is_empty()))
    }

    fn note_contents(&mut self) {
        let last = self.fields.last();
        if last.is_some_and(|field| field.kind == FieldKind::Contents) {
            self.met_contents = true;
        }
    }

    /// Keeps text that is within the instruction of a field and not shown.
    pub(crate) fn keep_unseen(&mut self, text: &str) {
        if self.contents > 0 || self.fields.iter().any(|field| field.is_contents()) {
            return;
        }
        let mut open = self.fields.iter_mut().rev();
        if let Some(field) = open.find(|field| !field.is_shown) {
            field.unseen.push_str(text);
        }
    }

    /// Appends to the instruction of the innermost field.
    pub(crate) fn instruction(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut()
            && !field.is_shown
        {
            field.instruction.push_str(text);
        }
    }

    /// Whether the current content is kept out of the text.
    pub(crate) fn is_silent(&self) -> bool {
        self.contents > 0 || self.fields.iter().any(Field::is_silent)
    }

    /// Returns the link target of the current text. Links of fields come before link elements, and
    /// inner links before outer ones.
    pub(crate) fn link(&self) -> Option<Target> {
        let of_field = self.fields.iter().rev().find_map(Field::link);
        of_field.or_else(|| self.links.iter().rev().find_map(Clone::clone))
    }

    /// Returns the target of a link element. A link that browsers cannot follow, such as one to a
    /// local file, is reported and becomes plain text.
    pub(crate) fn hyperlink(&mut self, node: Node<'_>) -> Option<Target> {
        let anchor = node.word_attribute("anchor");
        let found = node.relationship("id");
        let found = found.and_then(|id| self.relationships.get(id)).cloned();
        match (found, anchor) {
            (Some(found), anchor) if found.external => {
                let target = match anchor {
                    Some(anchor) => format!("{}#{anchor}", found.target),
                    None => found.target,
                };
                self.address(&target)
            }
            (_, Some(anchor)) => Some(Target::Bookmark(anchor.to_owned())),
            _ => None,
        }
    }

    /// Returns an address as a target if a browser can follow it, and reports it otherwise.
    fn address(&mut self, address: &str) -> Option<Target> {
        match target(address) {
            Some(target) => Some(target),
            None => {
                let text = format!("a link to \"{}\" became plain text", address.trim());
                if !self.is_silent() {
                    self.event(EventKind::Changed(text));
                }
                None
            }
        }
    }

    /// Reports the innermost field if it is a link that browsers cannot follow.
    pub(crate) fn tell_unreachable(&mut self) {
        let Some(field) = self.fields.last() else {
            return;
        };
        let words = words(&field.instruction);
        let is_link = words
            .first()
            .is_some_and(|word| word.eq_ignore_ascii_case("HYPERLINK"));
        if is_link
            && field.kind == FieldKind::Other
            && let Some(address) = words.get(1).filter(|word| !word.starts_with('\\'))
        {
            let address = address.clone();
            self.address(&address);
        }
    }
}

/// Finds the marks at which a field begins that has no end in the same text: the rest of the text
/// would belong to its instruction.
pub(crate) fn unended(text: Node<'_>) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    of_text(text, &mut found);
    found
}

fn of_text(text: Node<'_>, found: &mut HashSet<NodeId>) {
    let mut open = Vec::new();
    collect_unended(text, &mut open, found);
    found.extend(open);
}

fn collect_unended(parent: Node<'_>, open: &mut Vec<NodeId>, found: &mut HashSet<NodeId>) {
    for node in parent.elements() {
        match node.name() {
            (Space::Word, "fldChar") => match node.word_attribute("fldCharType") {
                Some("begin") => open.push(node.id()),
                Some("end") => {
                    open.pop();
                }
                _ => {}
            },
            (Space::Word, "txbxContent") => of_text(node, found),
            (Space::Word, "del" | "moveFrom") => {}
            (Space::Compatibility, "AlternateContent") => {
                if let Some(choice) = choice(node) {
                    collect_unended(choice, open, found);
                }
            }
            _ => collect_unended(node, open, found),
        }
    }
}

/// Returns the target of an address that a browser can follow.
fn target(address: &str) -> Option<Target> {
    const SCHEMES: [&str; 5] = ["http://", "https://", "mailto:", "tel:", "ftp://"];
    let address = address.trim();
    if let Some(bookmark) = address.strip_prefix('#') {
        return Some(Target::Bookmark(bookmark.to_owned()));
    }
    let lower = address.to_ascii_lowercase();
    let known = SCHEMES.iter().any(|scheme| lower.starts_with(scheme));
    known.then(|| Target::Address(address.to_owned()))
}

fn kind(instruction: &str) -> FieldKind {
    let words = words(instruction);
    let name = words.first().map(|word| word.to_ascii_uppercase());
    let has = |switch: &str| words.iter().any(|word| word.eq_ignore_ascii_case(switch));
    let argument = words.get(1).filter(|word| !word.starts_with('\\'));
    match (name.as_deref(), argument) {
        (Some("TOC" | "INDEX" | "TOA"), _) => FieldKind::Contents,
        (Some("HYPERLINK"), argument) => {
            let mut after = words
                .iter()
                .skip_while(|word| !word.eq_ignore_ascii_case("\\l"));
            let place = after.nth(1);
            let found = match (argument, place) {
                (Some(address), Some(place)) => target(&format!("{address}#{place}")),
                (Some(address), None) => target(address),
                (None, Some(place)) => Some(Target::Bookmark(place.clone())),
                (None, None) => None,
            };
            found.map_or(FieldKind::Other, FieldKind::Link)
        }
        (Some("REF"), Some(bookmark)) if has("\\r") || has("\\n") || has("\\w") => {
            FieldKind::Number(bookmark.clone())
        }
        (Some("REF" | "PAGEREF"), Some(bookmark)) if has("\\h") => {
            FieldKind::Link(Target::Bookmark(bookmark.clone()))
        }
        _ => FieldKind::Other,
    }
}

/// Splits an instruction into words; a quoted string is one word.
fn words(instruction: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = instruction.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, after) = if first == '"' {
            let inner = &rest[1..];
            let end = inner.find('"').unwrap_or(inner.len());
            (&inner[..end], inner.get(end + 1..).unwrap_or_default())
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            rest.split_at(end)
        };
        words.push(match first {
            '"' => word.replace("\\\\", "\\"),
            _ => word.to_owned(),
        });
        rest = after.trim_start();
    }
    words
}

/// Returns the text that a legacy form field shows: a tick box, the chosen entry, or the default
/// text.
fn form(node: Node<'_>) -> Option<String> {
    if let Some(check) = node.word("checkBox") {
        let on = check.switch("checked").or_else(|| check.switch("default"));
        let sign = if on == Some(true) { "☒" } else { "☐" };
        return Some(sign.to_owned());
    }
    if let Some(list) = node.word("ddList") {
        let chosen = list.number("result").unwrap_or(0);
        let mut entries = list
            .elements()
            .filter(|child| child.name().1 == "listEntry");
        let entry = entries.nth(usize::try_from(chosen).ok()?)?;
        return entry.word_attribute("val").map(str::to_owned);
    }
    let text = node.word("textInput")?;
    text.value("default").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_says_where_its_result_leads() {
        let bookmark = |name: &str| Target::Bookmark(name.to_owned());
        assert_eq!(
            kind(" REF _Ref1 \\r \\h "),
            FieldKind::Number("_Ref1".to_owned())
        );
        assert_eq!(kind("REF _Ref1 \\h"), FieldKind::Link(bookmark("_Ref1")));
        assert_eq!(kind("REF Title"), FieldKind::Other);
        assert_eq!(kind("PAGEREF _a \\h"), FieldKind::Link(bookmark("_a")));
        assert_eq!(
            kind("HYPERLINK \\l \"a b\""),
            FieldKind::Link(bookmark("a b"))
        );
        let address = Target::Address("https://example.com/x".to_owned());
        assert_eq!(
            kind("HYPERLINK \"https://example.com/x\""),
            FieldKind::Link(address)
        );
        assert_eq!(kind("HYPERLINK \"javascript:alert(1)\""), FieldKind::Other);
        assert_eq!(kind("TOC \\o \"1-3\""), FieldKind::Contents);
    }
}
