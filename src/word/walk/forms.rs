//! Alternative content (several forms of one element), and content controls with a table of
//! contents.

use crate::word::ooxml::names::{Element, Node, Space};

/// Whether a content control is a table of contents.
pub(crate) fn is_contents(control: Node<'_>) -> bool {
    let properties = control.word("sdtPr");
    let part = properties.and_then(|properties| properties.word("docPartObj"));
    let gallery = part.and_then(|part| part.value("docPartGallery"));
    matches!(
        gallery,
        Some("Table of Contents" | "Table of Figures" | "Index")
    )
}

/// Returns the first form that has text or a picture; if none has, the first form.
pub(crate) fn choice(node: Node<'_>) -> Option<Node<'_>> {
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
