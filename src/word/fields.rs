//! Fields: an instruction, and the result that was stored. The result is the text; the instruction
//! says where it leads.

use super::events::EventKind;
use super::model::Target;
use super::names::{Element, Node};
use super::reader::{NumberReference, Reader};

/// How many fields may be open within each other.
const MAX_OPEN: usize = 64;

/// A field that is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    instruction: String,
    /// Whether its result is read now.
    is_shown: bool,
    kind: FieldKind,
    /// What a form's field shows of itself.
    form: Option<String>,
    /// The text of its result.
    pub(super) result: String,
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
    /// A field whose instruction is known.
    pub(super) fn simple(instruction: &str) -> Self {
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

    /// Whether what is read now belongs into the text.
    pub(super) fn is_silent(&self) -> bool {
        !self.is_shown || self.kind == FieldKind::Contents
    }

    /// Where its result leads.
    pub(super) fn link(&self) -> Option<Target> {
        match &self.kind {
            FieldKind::Link(target) => Some(target.clone()),
            FieldKind::Number(bookmark) => Some(Target::Bookmark(bookmark.clone())),
            FieldKind::Other | FieldKind::Contents => None,
        }
    }
}

impl<'p> Reader<'p> {
    /// Begins, divides or ends a field. What it shows of itself, without a result, is given back.
    pub(super) fn field_mark(&mut self, mark: Node<'_>) -> Option<String> {
        match mark.word_attribute("fldCharType") {
            Some("begin") => {
                // Fields that never end would make all that follows slow.
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
    pub(super) fn open_simple(&mut self, instruction: &str) {
        self.fields.push(Field::simple(instruction));
        self.note_contents();
    }

    /// Closes the innermost field.
    pub(super) fn end_field(&mut self) -> Option<String> {
        let mut field = self.fields.pop()?;
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

    /// Adds to the instruction of the innermost field.
    pub(super) fn instruction(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut()
            && !field.is_shown
        {
            field.instruction.push_str(text);
        }
    }

    /// Whether nothing that is read now belongs into the text.
    pub(super) fn is_silent(&self) -> bool {
        self.contents > 0 || self.fields.iter().any(Field::is_silent)
    }

    /// Where text leads that is read now: the innermost link counts.
    pub(super) fn link(&self) -> Option<Target> {
        let of_field = self.fields.iter().rev().find_map(Field::link);
        of_field.or_else(|| self.links.iter().rev().find_map(Clone::clone))
    }

    /// The target of a link that is an element; one to a file of somebody's disk is told and left.
    pub(super) fn hyperlink(&mut self, node: Node<'_>) -> Option<Target> {
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

    /// An address as a target, if a browser can go there.
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

    /// Tells of a field that leads to a file.
    pub(super) fn tell_unreachable(&mut self) {
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

/// An address that a browser can follow.
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

/// The words of an instruction; those in quotation marks are one.
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

/// What an old form's field shows: a tick, or the entry that was chosen.
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
