//! Reads SVG, XHTML and other XML.

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::{Element, Found};
use crate::diagnostics::{Source, Span, Spanned};

/// Reads a file as XML. A file that is not well-formed is searched for possible script.
pub(super) fn read(source: &Source, found: &mut Found) {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    match Document::parse_with_options(source.text(), options) {
        Ok(document) => document
            .descendants()
            .for_each(|node| read_node(source, node, found)),
        Err(_) => search(source, found),
    }
}

fn read_node(source: &Source, node: Node<'_, '_>, found: &mut Found) {
    let begin = node.range().start;
    let place = |length: usize| source.span(begin..begin + length);
    match node.node_type() {
        NodeType::Element => {
            let attributes: Vec<(String, String)> = node
                .attributes()
                .map(|one| (one.name().to_ascii_lowercase(), one.value().to_owned()))
                .collect();
            let name = node.tag_name().name().to_ascii_lowercase();
            found.element(&Element {
                name: &name,
                attributes: &attributes,
                span: place(1 + name.len()),
            });
            if name == "style" {
                let texts = node.children().filter(Node::is_text);
                texts.for_each(|text| found.css(source, text.range()));
            }
        }
        NodeType::PI => {
            let value = node.pi().and_then(|pi| pi.value).unwrap_or_default();
            if value.to_ascii_lowercase().contains("xsl") {
                let what = "a style sheet that is a program, XSLT".to_owned();
                found.scripts.push(Spanned::new(what, place(2)));
            }
        }
        NodeType::Root | NodeType::Comment | NodeType::Text => {}
    }
}

/// Searches a file that is not well-formed XML. A browser shows such a file up to the error.
fn search(source: &Source, found: &mut Found) {
    const MARKS: [&str; 6] = [
        "script",
        "vbscript:",
        "<!entity",
        "srcdoc",
        "<foreignobject",
        "data:text/html",
    ];
    let text = source.text().to_ascii_lowercase();
    let marks = MARKS.iter().filter_map(|mark| text.find(mark));
    if let Some(at) = marks.chain(handler(&text)).min() {
        let what = "what may be script, and the file is no well-formed XML".to_owned();
        let span: Span = source.span(at..at + 1);
        found.scripts.push(Spanned::new(what, span));
    }
}

/// The byte offset of the first attribute that may be an event handler: ` onclick=`.
fn handler(text: &str) -> Option<usize> {
    let places = memchr::memmem::find_iter(text.as_bytes(), b"on");
    let mut places = places.filter(|at| {
        let before = text.as_bytes()[..*at].last();
        let is_apart = before.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let name = text[*at..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        is_apart && name.trim_start().starts_with('=')
    });
    places.next()
}
