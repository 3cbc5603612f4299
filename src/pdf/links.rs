//! Prepares a page for printing: removes scripts, comments, and links that have no target on paper.
//!
//! The page was rendered by Clausebook, so its tags are well-formed, and text by authors is already
//! escaped or sanitised.

/// Returns the page without scripts and comments, and with only those links for which `leads`
/// returns true.
pub(super) fn for_paper(html: &str, leads: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        if tag.starts_with("<script") {
            rest = after(tag, "</script>");
        } else if tag.starts_with("<!--") {
            rest = after(tag, "-->");
        } else if tag.starts_with("<a ") {
            let end = tag_end(tag);
            out.push_str(&link(&tag[..end], &leads));
            rest = &tag[end..];
        } else {
            // A `<` inside an attribute's value is copied unchanged in the same way.
            out.push('<');
            rest = &tag[1..];
        }
    }
    out.push_str(rest);
    out
}

/// Whether a link works on paper: it leads to a part of the same page, or has an absolute address
/// (`http:`, `https:`, `mailto:`, `tel:`).
pub(super) fn leads_from_paper(href: &str) -> bool {
    let schemes = ["http:", "https:", "mailto:", "tel:"];
    href.starts_with('#')
        || schemes.iter().any(|scheme| {
            href.get(..scheme.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
        })
}

/// Returns the opening tag of a link, without its `href` if `leads` returns false for it.
fn link(tag: &str, leads: impl Fn(&str) -> bool) -> String {
    const HREF: &str = " href=\"";
    let Some(begin) = tag.find(HREF) else {
        return tag.to_owned();
    };
    let value = &tag[begin + HREF.len()..];
    let Some(length) = value.find('"') else {
        return tag.to_owned();
    };
    if leads(&value[..length]) {
        return tag.to_owned();
    }
    format!("{}{}", &tag[..begin], &value[length + 1..])
}

/// Returns the byte offset after the tag's closing `>`; a `>` inside a quoted attribute value is
/// skipped.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

fn after<'t>(text: &'t str, end: &str) -> &'t str {
    text.find(end)
        .map_or("", |at| text.get(at + end.len()..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_nowhere_on_paper_is_no_link() {
        let html = "<script src=\"a.js\" defer></script><p>1 &lt; 2 \
            <a class=\"x\" href=\"../a.html\" title=\"a > b\">A</a> <a href=\"#s\">S</a> \
            <a href=\"https://h.example\">H</a> <a id=\"n\">N</a></p>";
        assert_eq!(
            for_paper(html, leads_from_paper),
            "<p>1 &lt; 2 <a class=\"x\" title=\"a > b\">A</a> <a href=\"#s\">S</a> \
            <a href=\"https://h.example\">H</a> <a id=\"n\">N</a></p>"
        );
    }

    #[test]
    fn what_is_not_closed_does_no_harm() {
        assert_eq!(for_paper("a<", leads_from_paper), "a<");
        assert_eq!(for_paper("<a href=\"x", leads_from_paper), "<a href=\"x");
        assert_eq!(for_paper("x<script>ä", leads_from_paper), "x");
    }
}
