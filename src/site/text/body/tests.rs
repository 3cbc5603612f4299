//! What a text becomes on its page.

use crate::site::tests::fixture::{CONFIG, TestSite, document};

/// The HTML of the text of a document, beside which there are others to refer to.
fn text(markdown: &str) -> String {
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
    let html = TestSite::of_pages(CONFIG, &pages).html("documents/QP-01.html");
    let begin = html.find("<div class=\"prose\">").unwrap() + "<div class=\"prose\">\n".len();
    let end = html.find("<div class=\"document-foot\">").unwrap();
    html[begin..end]
        .replace("\n</div>\n", "")
        .trim_end()
        .to_owned()
}

#[test]
fn a_link_without_text_says_what_it_leads_to() {
    assert_eq!(
        text("[[QP-02]]"),
        "<p><a class=\"ref\" href=\"QP-02.html\" data-card=\"0\">QP-02 Second &amp; last</a></p>"
    );
    assert!(text("[[QP-02#release]]").contains("href=\"QP-02.html#release\""));
    assert!(text("[[QP-02#release]]").contains(">QP-02 § Release</a>"));
    assert!(
        text("[n](notes/n.md)").contains("<a href=\"../pages/notes/n.html\" data-card=\"0\">n</a>")
    );
}

#[test]
fn a_link_says_that_its_target_is_not_in_force() {
    assert!(text("[[QP-03|this]]").contains(" data-state=\"Draft\" data-card=\"0\">this</a>"));
    assert!(
        text("[[QP-04]]").contains(" data-state=\"Obsolete\" data-card=\"0\">QP-04 Fourth</a>")
    );
    assert!(!text("[[QP-02]]").contains("data-state"));
}

#[test]
fn a_clause_is_named_with_its_standard_unless_it_is_of_the_first() {
    assert!(text("[[clause:8.5.1]]").contains(
        "<a class=\"clause-ref\" href=\"../standards/iso-9001-2015/8.5.1.html\" \
         title=\"ISO 9001:2015 8.5.1 Control of production and service provision\" data-card=\"2\">\
         8.5.1 Control of production and service provision</a>"
    ));
    let other = text("[[clause:iso-9002-1994:4.9]]");
    assert!(
        other.contains(">4.9 Process control (ISO 9002:1994)</a>"),
        "{other}"
    );
}

#[test]
fn a_broken_reference_is_shown_as_such_and_leads_nowhere() {
    let html = text("See [[QP-99]] and [there](nowhere.md).");
    assert!(
        html.contains("<a class=\"broken\" title=\"This reference leads nowhere\">QP-99</a>"),
        "{html}"
    );
    assert!(html.contains("<a class=\"broken\" title=\"This reference leads nowhere\">there</a>"));
}

#[test]
fn variables_are_text_and_never_markup() {
    assert_eq!(
        text("At {{ company }}."),
        "<p>At Harrow &lt;&amp; Sons&gt;.</p>"
    );
    assert_eq!(text("At {{ nobody }}."), "<p>At {{ nobody }}.</p>");
}

#[test]
fn headings_begin_below_the_page_s_title() {
    let html = text("# One {#one}\n\n### Three\n");
    assert!(
        html.contains("<h2 id=\"one\">One<a class=\"section-link\" href=\"#one\""),
        "{html}"
    );
    assert!(html.contains("</a></h2>"), "{html}");
    assert!(html.contains("<h4 id=\"three\">"), "{html}");
    assert!(html.contains("</a></h4>"), "{html}");
    let kept = text("## Two\n\n### Three\n");
    assert!(
        kept.contains("<h2 id=\"two\">") && kept.contains("<h3 id=\"three\">"),
        "{kept}"
    );
}

#[test]
fn a_heading_that_repeats_the_title_is_shown_once() {
    let html = text("# FIRST {#top}\n\nText.\n\n## Second\n");
    assert!(!html.contains("FIRST"), "{html}");
    assert!(html.starts_with("<p>Text.</p>"), "{html}");
    assert!(html.contains("<h2 id=\"second\">"), "{html}");
}

#[test]
fn claims_are_badges_where_they_are_made() {
    let html = text("## Buying {#buying clause=8.4.1}\n\nScored. [[satisfies:8.4.2]]\n");
    assert!(
        html.contains("Buying <span class=\"clause-badges\"><a class=\"clause-badge\" \
            href=\"../standards/iso-9001-2015/8.4.1.html\" title=\"ISO 9001:2015 8.4.1 General\">8.4.1</a></span>"),
        "{html}"
    );
    assert!(
        html.contains("<a class=\"clause-badge\" id=\"claim-"),
        "{html}"
    );
    let unknown = text("## Buying {#buying clause=8.99}\n");
    assert!(
        unknown.contains(
            "<span class=\"clause-badge broken\" title=\"There is no such clause\">8.99</span>"
        ),
        "{unknown}"
    );
}

#[test]
fn footnotes_are_named_in_the_site_s_language() {
    let notes = "One[^1], two[^1].\n\n[^1]: Note.\n";
    for marked in ["", "<ins>Raw</ins>\n\n"] {
        let html = text(&format!("{marked}{notes}"));
        for label in ["Footnotes", "Back to the text", "Back to the text, place 2"] {
            assert!(
                html.contains(&format!(" aria-label=\"{label}\"")),
                "{label}: {html}"
            );
        }
    }
}
