//! Pages with HTML of the author's are made safe as a whole: no script, no styles, no forms,
//! nothing that asks another host, no id that is not ours.

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::{Builder, UrlRelative};

use crate::markdown::facts::references::{Destination, SCHEMES, destination};
use crate::markdown::fragment::{Fragment, Hole};
use crate::markdown::mark::{HEADING_BEFORE_MARK, LINK_BEFORE_MARK, LINK_BEHIND_MARK, Mark};
use crate::markdown::raw_html::elements::{ATTRIBUTES, ATTRIBUTES_OF_ANY, is_address};

/// Attributes that only we write: they are kept where their value bears the mark.
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

/// A page's text as it may be shown: what the author wrote as HTML is made safe.
pub(crate) fn made_safe(fragment: &Fragment) -> Cow<'_, Fragment> {
    match &fragment.mark {
        None => Cow::Borrowed(fragment),
        Some(mark) => Cow::Owned(sanitised(fragment, mark)),
    }
}

/// Makes a page safe, and cuts it at its marks.
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

/// What an attribute may say.
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
        // Only a link may lead out of the manual; all other addresses are holes.
        let leads_out = || matches!(destination(value), Destination::Outside(_));
        mark.is_hole(value) || (element == "a" && leads_out())
    } else {
        !matches!(attribute, "cite" | "longdesc" | "src" | "href" | "poster")
    };
    kept.then_some(Cow::Borrowed(value))
}

/// How the id of an anchor begins.
const ID_BEFORE_MARK: &str = " id=\"";

/// Cuts HTML that was made safe at its marks: what comes out has its holes by their places.
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
        // Of these the hole is the whole tag.
        match hole {
            Hole::LinkOpen(_) => {
                take_back_tag(&mut text, LINK_BEFORE_MARK);
                rest = rest.strip_prefix(LINK_BEHIND_MARK).unwrap_or(rest);
            }
            Hole::HeadingOpen(_) => {
                take_back_tag(&mut text, HEADING_BEFORE_MARK);
                rest = rest.strip_prefix('"').unwrap_or(rest);
            }
            // What was opened within a link and closed behind it is there twice: its id is not.
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

/// The tags that close before the tag that ends a heading, and what stands behind that tag. An element
/// that the author left open before the heading goes on in it, and is closed there.
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

/// Takes back the tag that was begun, which ends with this.
fn take_back_tag(text: &mut String, end: &str) {
    if text.ends_with(end)
        && let Some(begin) = text.rfind('<')
    {
        text.truncate(begin);
    }
}
