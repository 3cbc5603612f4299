//! Tests of the HTML of a text on its page.

use snapbox::{assert_data_eq, str};

use crate::site::tests::fixture::{CONFIG, TestSite, document};
use crate::site::tests::rendered_page::RenderedPage;

/// The page of a document with this text, in a manual with other documents to refer to.
fn page(markdown: &str) -> RenderedPage {
    let pages = [
        ("a.md", document("QP-01", "First", "approved", markdown)),
        (
            "b.md",
            document(
                "QP-02",
                "Second & last",
                "approved",
                "## Release {#release}\n\nx\n",
            ),
        ),
        ("c.md", document("QP-03", "Third", "draft", "x\n")),
        ("d.md", document("QP-04", "Fourth", "obsolete", "x\n")),
        ("notes/n.md", "# Notes on {{ company }}\n\nx\n".to_owned()),
    ];
    TestSite::of_pages(CONFIG, &pages).page("documents/QP-01.html")
}

/// The words of the text, with its links.
fn text(markdown: &str) -> String {
    page(markdown).linked(".prose")
}

#[test]
fn a_link_without_text_says_what_it_leads_to() {
    let linked = page("[[QP-02]]");
    assert_eq!(linked.linked(".prose"), "[QP-02 Second & last](QP-02.html)");
    assert_eq!(linked.attribute(".prose a", "class"), "ref");
    // The preview card's data is in the first file of the search index.
    assert_eq!(linked.attribute(".prose a", "data-card"), "0");
    assert_eq!(
        text("[[QP-02#release]]"),
        "[QP-02 § Release](QP-02.html#release)"
    );
    let note = page("[n](notes/n.md)");
    assert_eq!(note.linked(".prose"), "[n](../pages/notes/n.html)");
    assert_eq!(note.attribute(".prose a", "data-card"), "0");
}

#[test]
fn a_link_says_that_its_target_is_not_in_force() {
    let links = page("[[QP-03|this]] [[QP-04]] [[QP-02]]");
    assert_eq!(
        links.linked(".prose"),
        "[this](QP-03.html) [QP-04 Fourth](QP-04.html) [QP-02 Second & last](QP-02.html)"
    );
    // The style sheet shows the state behind the link.
    let said = ["QP-03", "QP-04"].map(|id| {
        let link = format!(".prose a[href={id}.html]");
        links.attribute(&link, "data-state").to_owned()
    });
    assert_eq!(said, ["Draft", "Obsolete"]);
    assert_eq!(links.count(".prose a[data-state]"), 2);
}

#[test]
fn a_clause_is_named_with_its_standard_unless_it_is_of_the_first() {
    let first = page("[[clause:8.5.1]]");
    assert_eq!(
        first.linked(".prose"),
        "[8.5.1 Control of production and service provision](../standards/iso-9001-2015/8.5.1.html)"
    );
    assert_eq!(
        first.attribute(".prose a.clause-ref", "title"),
        "ISO 9001:2015 8.5.1 Control of production and service provision"
    );
    assert_eq!(
        text("[[clause:iso-9002-1994:4.9]]"),
        "[4.9 Process control (ISO 9002:1994)](../standards/iso-9002-1994/4.9.html)"
    );
}

#[test]
fn a_broken_reference_is_shown_as_such_and_leads_nowhere() {
    let broken = page("See [[QP-99]] and [there](nowhere.md).");
    assert_eq!(broken.linked(".prose"), "See QP-99 and there.");
    assert_eq!(broken.texts(".prose a.broken"), ["QP-99", "there"]);
    assert_eq!(
        broken.attributes(".prose a", "title"),
        ["This reference leads nowhere"; 2]
    );
}

#[test]
fn variables_are_text_and_never_markup() {
    let variable = page("At {{ company }}.");
    assert_eq!(variable.text(".prose"), "At Harrow <& Sons>.");
    assert_eq!(variable.count(".prose p"), 1);
    assert_eq!(text("At {{ nobody }}."), "At {{ nobody }}.");
}

#[test]
fn headings_begin_below_the_page_s_title() {
    let headings = |markdown: &str| {
        let page = page(markdown);
        ["h1", "h2", "h3", "h4"]
            .map(|name| page.attributes(&format!(".prose {name}"), "id").join(" "))
    };
    assert_eq!(
        headings("# One {#one}\n\n### Three\n"),
        ["", "one", "", "three"]
    );
    assert_eq!(headings("## Two\n\n### Three\n"), ["", "two", "three", ""]);
    // Each heading ends with the link to it.
    assert_eq!(
        text("# One {#one}\n\n### Three\n"),
        "One[](#one)\nThree[](#three)"
    );
    assert_eq!(page("## Two\n").count(".prose h2 a.section-link"), 1);
}

#[test]
fn a_heading_that_repeats_the_title_is_shown_once() {
    let page = page("# FIRST {#top}\n\nText.\n\n## Second\n");
    assert_eq!(page.text("h1#top"), "First");
    assert_data_eq!(
        page.text(".prose"),
        str![[r#"
Text.
Second
"#]]
    );
    assert_eq!(page.attributes(".prose h2", "id"), ["second"]);
}

#[test]
fn claims_are_badges_where_they_are_made() {
    let claims = page("## Buying {#buying clause=8.4.1}\n\nScored. [[satisfies:8.4.2]]\n");
    assert_data_eq!(
        claims.linked(".prose"),
        str![[r#"
Buying [8.4.1](../standards/iso-9001-2015/8.4.1.html)[](#buying)
Scored. [8.4.2](../standards/iso-9001-2015/8.4.2.html)
"#]]
    );
    let heading = ".prose h2 .clause-badges a.clause-badge";
    assert_eq!(
        claims.attribute(heading, "title"),
        "ISO 9001:2015 8.4.1 General"
    );
    assert_eq!(
        claims.attributes(".prose p a.clause-badge", "id"),
        ["claim-8-4-2"]
    );
    let unknown = page("## Buying {#buying clause=8.99}\n");
    assert_eq!(unknown.text(".prose .clause-badge.broken"), "8.99");
    assert_eq!(
        unknown.attribute(".prose .clause-badge.broken", "title"),
        "There is no such clause"
    );
}

#[test]
fn footnotes_are_named_in_the_site_s_language() {
    let notes = "One[^1], two[^1].\n\n[^1]: Note.\n";
    for marked in ["", "<ins>Raw</ins>\n\n"] {
        let page = page(&format!("{marked}{notes}"));
        assert_eq!(
            page.attributes(".prose [aria-label]", "aria-label"),
            ["Footnotes", "Back to the text", "Back to the text, place 2"]
        );
    }
}

#[test]
fn a_text_in_arabic_runs_from_right_to_left() {
    let page = page("يقوم المفتش بفحص (QP-01).\n\n- المرحلة 1.\n");
    assert_eq!(page.attribute(".prose p", "dir"), "auto");
    assert_eq!(page.attribute(".prose ul", "dir"), "rtl");
    assert_eq!(page.attribute(".prose li", "dir"), "rtl");
}

#[test]
fn a_section_that_front_matter_names_has_the_badge_on_its_heading() {
    let page = document(
        "QP-01",
        "First",
        "approved",
        "## Buying {#buying clause=8.4.1}\n\nx\n",
    );
    let claims = "clauses: [{ clause: 8.4.2, section: buying, extent: partial }, 8.5]\n---\n";
    let end = page.find("---\n## ").unwrap();
    let page = format!("{}{claims}{}", &page[..end], &page[end + 4..]);
    let site = TestSite::of_pages(CONFIG, &[("a.md", page)]);
    let heading = site
        .page("documents/QP-01.html")
        .linked("h2#buying .clause-badges");
    assert_eq!(
        heading,
        "[8.4.1](../standards/iso-9001-2015/8.4.1.html) [8.4.2 part](../standards/iso-9001-2015/8.4.2.html)"
    );
}
