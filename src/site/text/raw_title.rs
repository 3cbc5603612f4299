//! The `<h1>` of an author's HTML that repeats the title of its page.

use crate::manual::{Body, Manual};
use crate::site::text::body::TitleHeading;
use crate::site::text::headings::same_title;

/// Takes the first `<h1>` out of a text if it is the page's title, which the page shows itself. Returns
/// its id, if its author gave it one.
pub(crate) fn take_out(
    manual: &Manual,
    body: &Body,
    title: &str,
    html: &mut String,
) -> Option<TitleHeading> {
    if body.raw_title.is_empty() {
        return None;
    }
    let values = &manual.config.variables;
    let value = |name: &str| values.get(name).map_or("", |value| value);
    let pieces = body.raw_title.iter();
    let text: String = pieces.map(|piece| body.filled(piece, value)).collect();
    if !same_title(&text, title) && !same_title(&body.written(&body.raw_title), title) {
        return None;
    }
    let begin = html.find("<h1")?;
    let inside = begin + html[begin..].find('>')? + 1;
    let end = inside + html[inside..].find("</h1>")? + "</h1>".len();
    let tag = &html[begin..inside];
    let id = tag
        .split_once(" id=\"")
        .and_then(|(_, id)| id.split_once('"'));
    let id = id.map(|(id, _)| TitleHeading {
        id: id.to_owned(),
        badges: String::new(),
    });
    html.replace_range(begin..end, "");
    id
}

#[cfg(test)]
mod tests {
    use crate::site::tests::fixture::TestSite;

    #[test]
    fn a_title_in_html_stands_on_the_page_once() {
        let page = |text: &str| {
            let site = TestSite::iso("", &[("a.md".to_owned(), text.to_owned())]);
            let page = site.page("pages/a.html");
            [page.texts("h1"), page.texts(".prose")].concat()
        };
        assert_eq!(
            page("<h1 align=\"center\">Room <b>plan</b></h1>\n\nText.\n"),
            ["Room plan", "Text."]
        );
        assert_eq!(
            page("<h1>Room plan</h1>\n\n# Part\n\nText.\n"),
            ["Room plan", "Part\nText."]
        );
        assert_eq!(page("Text.\n"), ["a", "Text."]);
    }
}
