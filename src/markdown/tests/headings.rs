use crate::manual::{Body, TextPiece};
use crate::markdown::tests::{at, body, html, mistakes, parsed, shown};

fn ids(body: &Body) -> Vec<&str> {
    body.headings.iter().map(|h| h.id.as_str()).collect()
}

#[test]
fn made_ids_are_unique_and_avoid_those_that_are_written_further_down() {
    let body = body(
        "# Goods in\n\n## Goods in\n\n## Überprüfung der Ware!\n\n## X {#goods-in-3}\n\n# Goods in\n",
    );
    assert_eq!(
        ids(&body),
        [
            "goods-in",
            "goods-in-1",
            "überprüfung-der-ware",
            "goods-in-3",
            "goods-in-2"
        ]
    );
    let explicit: Vec<_> = body.headings.iter().map(|h| h.explicit).collect();
    assert_eq!(explicit, [false, false, false, true, false]);
}

#[test]
fn a_written_id_twice_is_reported_at_the_second_which_gets_another() {
    let text = "## A {#x}\n\n## B {#x}\n\n## C {#x-2}\n";
    let (body, diagnostics) = parsed(text);
    assert_eq!(ids(&body), ["x", "x-1", "x-2"]);
    assert_eq!(mistakes(text), [("duplicate-section", "x".to_owned())]);
    assert_eq!(diagnostics[0].location.span.line, 3);
}

#[test]
fn both_ways_to_write_a_heading_are_read() {
    let text = "# One {#one}\n\nTwo *lines*\nof it {#two .wide .tall}\n---\n\n### Three ###\n";
    let body = body(text);
    let levels: Vec<_> = body.headings.iter().map(|h| h.level).collect();
    assert_eq!(
        (ids(&body), levels),
        (vec!["one", "two", "three"], vec![1, 2, 3])
    );
    assert_eq!(
        body.headings[1].title,
        [TextPiece::Text("Two lines of it".into())]
    );
    assert_eq!(
        shown(&body),
        "<h1 id=\"one\">One{end 0}</h1>\n\
         <h2 id=\"two\" class=\"wide tall\">Two <em>lines</em>\nof it{end 1}</h2>\n\
         <h3 id=\"three\">Three{end 2}</h3>\n"
    );
}

#[test]
fn a_title_holds_variables_and_the_names_of_references() {
    let text = "## About {{ company }}, [[QP-01]] & `code` ![a map](m.svg) {#about}\n\n# {{ x }}\n";
    let body = body(text);
    assert_eq!(
        body.headings[0].title,
        [
            TextPiece::Text("About ".into()),
            TextPiece::Variable(0),
            TextPiece::Text(", QP-01 & code a map".into()),
        ]
    );
    assert_eq!(ids(&body), ["about", "x"]);
}

#[test]
fn attributes_without_meaning_are_reported_where_they_stand() {
    assert_eq!(
        mistakes("## A {#a claus=8.4 wide .ok}\n"),
        [
            ("unknown-field", "claus".to_owned()),
            ("unknown-field", "wide".to_owned())
        ]
    );
    let (_, diagnostics) = parsed("## A {claus=8.4}\n");
    assert_eq!(
        diagnostics[0].help.as_deref(),
        Some("did you mean `clause`?")
    );
}

#[test]
fn ids_and_classes_cannot_leave_their_attributes() {
    let html = html("## A {#a\"onclick=\"x .b\"c&d}\n");
    assert!(
        html.starts_with("<h2 id=\"a&quot;onclick=&quot;x\" class=\"b&quot;c&amp;d\">"),
        "{html}"
    );
}

#[test]
fn sections_are_found_by_the_anchors_of_code_hosting_pages_too() {
    let body =
        body("# 4.2 Policy & aims\n\n## Foo\n\n## Foo\n\n## x_y {#own}\n\n## 42-policy--aims\n");
    let found = |id: &str| body.heading(id).map(|heading| heading.id.as_str());
    assert_eq!(found("4-2-policy-aims"), Some("4-2-policy-aims"));
    assert_eq!(found("foo-1"), Some("foo-1"));
    assert_eq!(found("own"), Some("own"));
    assert_eq!(found("x_y"), Some("own"));
    assert_eq!(found("42-policy--aims"), Some("4-2-policy-aims"));
    assert_eq!(found("42-policy-aims"), Some("42-policy-aims"));
    assert_eq!(found("nope"), None);
}

#[test]
fn a_headings_span_is_its_line() {
    let text = "Text\r\n\r\n## Title {#t}  \r\nmore\r\n";
    let span = body(text).headings[0].span;
    assert_eq!(
        (at(text, span), span.line, span.column),
        ("## Title {#t}", 3, 1)
    );
}
