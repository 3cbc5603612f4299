//! Tests of each construct on small pages.

mod blocks;
mod claims;
mod headings;
mod links;
mod passages;
mod places;
mod properties;
mod raw_html;
mod says;
mod struck;
mod text;
mod unread;
mod withheld;

use crate::diagnostics::{Diagnostic, Source, SourcePath, Span};
use crate::manual::{Body, PageSettings, Target};
use crate::markdown::{Fragment, Hole, Label, Piece, code_html, made_safe, parse_body};

/// A parsed text: its facts and its HTML.
struct Text {
    body: Body,
    fragment: Fragment,
}

impl std::ops::Deref for Text {
    type Target = Body;

    fn deref(&self) -> &Body {
        &self.body
    }
}

fn parsed(text: &str) -> (Text, Vec<Diagnostic>) {
    let source = Source::new(SourcePath::new("a.md"), text);
    let parsed = parse_body(&source, 0, PageSettings::default());
    let fragment = made_safe(&parsed.fragment).into_owned();
    let body = parsed.body;
    (Text { body, fragment }, parsed.diagnostics)
}

/// Parses a page and asserts that it has no mistakes.
fn body(text: &str) -> Text {
    let (body, diagnostics) = parsed(text);
    assert_eq!(diagnostics, [], "{text}");
    body
}

/// The HTML of a page, with holes in braces.
fn html(text: &str) -> String {
    shown(&parsed(text).0)
}

fn shown(text: &Text) -> String {
    let mut html = String::new();
    let label = |out: &mut String, label: Label| out.push_str(&format!("{{{label:?}}}"));
    for piece in text.fragment.pieces() {
        let hole = match piece {
            Piece::Html(text) => {
                html.push_str(text);
                continue;
            }
            Piece::Hole(hole) => hole,
        };
        let level = |ix: crate::manual::HeadingIx| text.headings[ix.0 as usize].level;
        html.push_str(&match hole {
            Hole::HeadingOpen(ix) => {
                let id = escaped(text.headings[ix.0 as usize].id.as_str());
                format!("<h{} id=\"{id}\"", level(ix))
            }
            Hole::HeadingEnd(ix) => format!("{{end {}}}</h{}>", ix.0, level(ix)),
            Hole::LinkOpen(ix) => format!("{{link {}}}", ix.0),
            Hole::LinkText(ix) => format!("{{text {}}}", ix.0),
            Hole::Address(ix) => format!("{{address {}}}", ix.0),
            Hole::Variable(n) => format!("{{variable {n}}}"),
            Hole::Badge(n) => format!("{{badge {n}}}"),
            Hole::Task(done) => format!("{{task {done}}}"),
            Hole::Code(at) => code_html(text.fragment.code(at).unwrap(), label),
            Hole::Anchor(at) => escaped(text.fragment.anchor(at)),
            Hole::Label(label) => format!("{{{label:?}}}"),
        });
    }
    html
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    crate::markdown::output::escape_into(&mut out, text);
    out
}

/// The text at a span.
fn at(text: &str, span: Span) -> &str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    &text[span.start as usize..span.end as usize]
}

/// The rules of the diagnostics, and the texts at their spans.
fn mistakes(text: &str) -> Vec<(&'static str, String)> {
    let found = parsed(text).1.into_iter();
    let found = found.map(|found| (found.rule.name, at(text, found.location.span).to_owned()));
    found.collect()
}

fn id(id: &str) -> Target {
    Target::Id {
        id: id.to_owned(),
        section: None,
    }
}

fn path(path: &str) -> Target {
    Target::Path {
        path: path.to_owned(),
        fragment: None,
    }
}

/// The elements that a page may have.
const ALLOWED: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Asserts that the HTML runs no code and loads nothing from another host.
fn assert_safe(html: &str) {
    for tag in tags(html) {
        let name = tag.split([' ', '>']).next().unwrap_or_default();
        let name = name.trim_start_matches('/');
        assert!(ALLOWED.contains(&name), "{tag} in {html}");
        for attribute in attribute_names(&tag) {
            let refused =
                attribute.starts_with("on") || ["style", "srcset", "cite"].contains(&&*attribute);
            assert!(!refused, "{tag} in {html}");
        }
        for (name, value) in ["href", "src", "poster"].map(|name| (name, attribute(&tag, name))) {
            let Some(value) = value else { continue };
            let inside = value.starts_with('#') || value.starts_with("{address");
            let schemes = ["https:", "http:", "mailto:", "tel:", "ftp:", "sftp:"];
            let outside = schemes
                .iter()
                .any(|scheme| value.to_lowercase().starts_with(scheme));
            assert!(inside || (name == "href" && outside), "{tag} in {html}");
        }
    }
}

/// The tags of sanitised HTML, in which `<` and `>` occur only around tags.
fn tags(html: &str) -> Vec<String> {
    let tags = html.split('<').skip(1);
    tags.map(|tag| tag.split('>').next().unwrap_or(tag).to_owned())
        .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let begin = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[begin..].split('"').next().map(str::to_owned)
}

fn attribute_names(tag: &str) -> Vec<String> {
    let outside = tag.split('"').step_by(2);
    let names = outside.filter_map(|part| part.trim().strip_suffix('=').map(str::to_lowercase));
    names.collect()
}
