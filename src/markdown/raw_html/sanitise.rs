//! Sanitises pages with raw HTML as a whole: no scripts, styles or forms, no requests to other
//! hosts, no ids that are not generated.

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::{Builder, UrlRelative};

use crate::markdown::facts::references::{Destination, SCHEMES, destination};
use crate::markdown::fragment::{Fragment, Hole};
use crate::markdown::mark::{HEADING_BEFORE_MARK, LINK_BEFORE_MARK, LINK_BEHIND_MARK, Mark};
use crate::markdown::raw_html::elements::{ATTRIBUTES, ATTRIBUTES_OF_ANY, is_address};

/// Attributes that are reserved for the program. They are kept if their value begins with the mark.
const OURS: [&str; 8] = [
    "id",
    "class",
    "role",
    "tabindex",
    "aria-label",
    "aria-labelledby",
    "rel",
    "scope",
];

/// Returns a page's HTML with its raw HTML sanitised.
pub(crate) fn made_safe(fragment: &Fragment) -> Cow<'_, Fragment> {
    match &fragment.mark {
        None => Cow::Borrowed(fragment),
        Some(mark) => Cow::Owned(sanitised(fragment, mark)),
    }
}

/// Sanitises a page, and splits it at its marks.
fn sanitised(marked: &Fragment, mark: &Mark) -> Fragment {
    let owned = mark.clone();
    let mut builder = Builder::default();
    builder
        .add_tags(["section", "audio", "video", "source"])
        .rm_tags(["area", "map", "data", "header", "footer", "nav", "hgroup"])
        .add_clean_content_tags(["template", "iframe", "object", "svg", "math"])
        .add_generic_attributes(OURS)
        .add_generic_attributes(ATTRIBUTES_OF_ANY)
        .add_tag_attributes("audio", ["src"])
        .add_tag_attributes("video", ["src", "poster"])
        .add_tag_attributes("source", ["src"])
        .link_rel(None)
        .url_relative(UrlRelative::PassThrough)
        .url_schemes(HashSet::from(SCHEMES))
        .attribute_filter(move |element, attribute, value| {
            kept_value(&owned, element, attribute, value)
        });
    for (element, attributes) in ATTRIBUTES {
        builder.add_tag_attributes(*element, *attributes);
    }
    let clean = builder.clean(&marked.html).to_string();
    cut(&clean, mark, marked)
}

/// Returns the value that an attribute keeps; `None` if the attribute is removed.
fn kept_value<'v>(
    mark: &Mark,
    element: &str,
    attribute: &str,
    value: &'v str,
) -> Option<Cow<'v, str>> {
    if let Some(own) = mark.own_value(value) {
        return Some(Cow::Borrowed(own));
    }
    let kept = if OURS.contains(&attribute) {
        false
    } else if is_address(element, attribute) {
        // Only a link may lead out of the manual. All other addresses are holes.
        let leads_out = || matches!(destination(value), Destination::Outside(_));
        mark.is_hole(value) || (element == "a" && leads_out())
    } else {
        !matches!(attribute, "cite" | "longdesc" | "src" | "href" | "poster")
    };
    kept.then_some(Cow::Borrowed(value))
}

/// The HTML before the mark of an anchor's id.
const ID_BEFORE_MARK: &str = " id=\"";

/// Splits sanitised HTML at its marks. The result has holes with byte offsets, and no marks.
fn cut(html: &str, mark: &Mark, marked: &Fragment) -> Fragment {
    let mut text = String::with_capacity(html.len());
    let mut holes = Vec::with_capacity(marked.holes.len());
    let mut anchors: HashSet<u32> = HashSet::new();
    let mut rest = html;
    while let Some(at) = rest.find(mark.as_str()) {
        text.push_str(&rest[..at]);
        rest = &rest[at + mark.as_str().len()..];
        let Some((number, behind)) = rest.split_once('z') else {
            continue;
        };
        let hole = number
            .parse()
            .ok()
            .and_then(|at: usize| marked.holes.get(at));
        let Some((_, hole)) = hole else { continue };
        rest = behind;
        // The hole of a link or a heading fills in the whole tag.
        match hole {
            Hole::LinkOpen(_) => {
                take_back_tag(&mut text, LINK_BEFORE_MARK);
                rest = rest.strip_prefix(LINK_BEHIND_MARK).unwrap_or(rest);
            }
            Hole::HeadingOpen(_) => {
                take_back_tag(&mut text, HEADING_BEFORE_MARK);
                rest = rest.strip_prefix('"').unwrap_or(rest);
            }
            // The sanitiser repeats an element that was opened in a link and closed after it. Its
            // id must not be repeated.
            Hole::Anchor(number) if !anchors.insert(*number) => {
                if let Some(begin) = text.strip_suffix(ID_BEFORE_MARK).map(str::len) {
                    text.truncate(begin);
                    rest = rest.strip_prefix('"').unwrap_or(rest);
                    continue;
                }
            }
            Hole::HeadingEnd(_) => {
                if let Some((closed, behind)) = at_heading_end(rest) {
                    text.push_str(closed);
                    rest = behind;
                }
            }
            _ => {}
        }
        holes.push((text.len() as u32, *hole));
    }
    text.push_str(rest);
    Fragment {
        html: text.into_boxed_str(),
        holes: holes.into_boxed_slice(),
        anchors: marked.anchors.clone(),
        code: marked.code.clone(),
        mark: None,
    }
}

/// Splits HTML at the closing tag of a heading: the closing tags before it, and the HTML after it.
/// The former belong to elements that the author left open before the heading; they are closed in
/// the heading.
fn at_heading_end(html: &str) -> Option<(&str, &str)> {
    let mut rest = html;
    while rest.starts_with("</") {
        let (tag, behind) = rest.split_once('>')?;
        if matches!(tag.as_bytes(), [b'<', b'/', b'h', b'1'..=b'6']) {
            return Some((&html[..html.len() - rest.len()], behind));
        }
        rest = behind;
    }
    None
}

/// Removes the incomplete tag at the end of `text`, if `text` ends with `end`.
fn take_back_tag(text: &mut String, end: &str) {
    if text.ends_with(end)
        && let Some(begin) = text.rfind('<')
    {
        text.truncate(begin);
    }
}
