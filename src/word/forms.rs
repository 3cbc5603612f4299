//! Elements that stand for others: the several forms of one thing, and controls that hold contents.

use super::names::{Element, Node, Space};

/// Whether a content control is a table of contents.
pub(super) fn is_contents(control: Node<'_>) -> bool {
    let properties = control.word("sdtPr");
    let part = properties.and_then(|properties| properties.word("docPartObj"));
    let gallery = part.and_then(|part| part.value("docPartGallery"));
    matches!(
        gallery,
        Some("Table of Contents" | "Table of Figures" | "Index")
    )
}

/// Of several forms of one thing the first, unless it holds nothing to read.
pub(super) fn choice(node: Node<'_>) -> Option<Node<'_>> {
    let mut forms = node
        .elements()
        .filter(|child| matches!(child.name(), (Space::Compatibility, "Choice" | "Fallback")));
    let first = forms.next()?;
    let says = |form: Node<'_>| {
        form.descendants().any(|node| {
            matches!(
                node.name(),
                (Space::Word | Space::Drawing | Space::Math, "t")
                    | (Space::Drawing, "blip")
                    | (Space::Vml, "imagedata")
                    | (Space::Diagram, "relIds")
                    | (Space::Chart, "chart")
            )
        })
    };
    if says(first) {
        return Some(first);
    }
    Some(forms.find(|form| says(*form)).unwrap_or(first))
}
