//! The text that a claim rests on: the section of a heading, or the place of an id in HTML.

use crate::manual::{Body, ClaimOrigin, HeadingIx, PassageIx, Struck};
use crate::markdown::tests::parsed;

/// Whether a passage has content.
fn says(body: &Body, passage: PassageIx) -> bool {
    let said = body.said_passages(false, |_| true, |_| None, |_| false);
    said.passages[passage]
}

/// Whether the text at the id `x` has content; `None` if the text has no such id.
fn says_at_x(text: &str) -> Option<bool> {
    let (body, _) = parsed(text);
    Some(says(&body, body.anchor("x")?.passage))
}

#[test]
fn an_id_in_html_stands_for_the_text_at_it() {
    for text in [
        "W\n\n<a id=\"x\"></a>\n\nTBD\n\nTBC\n\n## B\n\nWords\n",
        "W\n\n<p id=\"x\">TBD</p>\n\nWords\n\n## B\n\nWords\n",
        "W\n\n<a id=\"x\"></a>\n\n~~struck~~\n\n## B\n\nWords\n",
        "## A\n\nW\n\n<a id=\"x\"></a>\n\nTBD\n\n### B\n\nWords\n",
        "W\n\n<div id=\"x\">\n\nTBD\n\n</div>\n\nWords\n",
        "W\n\n<a id=\"x\"></a>\n\nTBD\n\n<a id=\"y\"></a>\n\nWords\n",
        "W\n\n<p id=\"x\">TBD<p id=\"y\">Words\n",
        "W\n\n<a id=\"x\"></a>\n\nTBD\n\n<h2>B</h2>\n\nWords\n",
        "W\n\n<a id=\"x\"></a>\n\n![](a.png)\n\n## B\n",
        "W <span id=\"x\">TBD</span> W\n",
        "W\n\n<a id=\"x\"></a>\n",
        "W[^1]\n\n## B\n\n[^1]: TBD\n\n<a id=\"x\"></a>\n\nTBD\n",
        "<del id=\"x\">W</del>\n",
        "W\n\n<br id=\"x\">\n\nTBD\n\n## B\n\nWords\n",
    ] {
        let expected = text.contains(".png");
        assert_eq!(says_at_x(text), Some(expected), "{text}");
    }
    for text in [
        "W\n\n<a id=\"x\"></a>\n\nWords\n\n## B\n\nTBD\n",
        "TBD\n\n<p id=\"x\">Words</p>\n\nTBD\n",
        "TBD\n\n<a id=\"x\"></a> <a id=\"y\"></a>\n<a id=\"z\"></a>\n\nWords\n",
        "<div id=\"x\">\n\n- <b id=\"y\">TBD</b>\n\nWords\n\n</div>\n",
        "<span id=\"x\">Words</span> TBD\n",
        "<img id=\"x\" src=\"a.png\">\n",
        "a[^1]\n\n[^1]: <a id=\"x\"></a> Words\n",
    ] {
        assert_eq!(says_at_x(text), Some(true), "{text}");
    }
}

#[test]
fn an_id_directly_before_a_heading_or_in_it_stands_for_the_section() {
    for (before, says) in [("", true), ("Words\n\n", true)] {
        for text in [
            "<a id=\"x\"></a>\n\n## B\n\nWords\n",
            "<a id=\"x\"></a>\n## B\n\n### C\n\nWords\n",
            "<a id=\"x\"></a> <a id=\"y\"></a>\n\n<!-- c -->\n\n## B\n\nWords\n",
            "## B <a id=\"x\"></a>\n\nWords\n",
            "## <span id=\"x\">B</span>\n\nWords\n",
            "<h2 id=\"x\">B</h2>\n\nWords\n",
            "<a id=\"x\"></a>\n<h2>B</h2>\n\nWords\n",
            "<div id=\"x\"><h2>B</h2></div>\n\nWords\n",
            "<h2><a name=\"x\">B</a></h2>\n\nTBD\n\n<h3>C</h3>\n\nWords\n",
        ] {
            let text = format!("{before}{text}");
            assert_eq!(says_at_x(&text), Some(says), "{text}");
            let text = format!("{}\n\n## D\n\nMore\n", text.replace("Words\n", "TBD\n"));
            assert_eq!(says_at_x(&text), Some(false), "{text}");
        }
    }
}

#[test]
fn a_heading_of_html_ends_the_section_before_it() {
    let (body, _) = parsed(
        "## A\n\nTBD\n\n<h3>B</h3>\n\nWords\n\n## C\n\nTBD\n\n<h2>D</h2>\n\nWords\n\n### E\n\nTBD\n",
    );
    let found: Vec<bool> = body
        .headings
        .iter()
        .map(|heading| says(&body, heading.passage))
        .collect();
    assert_eq!(found, [true, false, false]);
}

#[test]
fn a_section_in_an_item_or_a_quotation_ends_with_that() {
    for (text, expected) in [
        ("> ## A\n\nWords\n", vec![false]),
        ("- ## A\n\n  TBD\n\nWords\n", vec![false]),
        ("- ## A\n\n  Words\n\nTBD\n", vec![true]),
        ("term\n: ## A\n\nWords\n", vec![false]),
        (
            "## A\n\n> ## B\n>\n> TBD\n\nWords\n\n## C\n",
            vec![true, false, false],
        ),
        (
            "## A\n\n> ## B\n>\n> Words\n\n## C\n",
            vec![true, true, false],
        ),
        ("> ## A\n>\n> - ### B\n>\n> Words\n", vec![true, false]),
        ("> ## A\n>\n> ## B\n>\n> Words\n", vec![false, true]),
        (
            "## A\n\n<div>\n\n## B\n\n</div>\n\nWords\n",
            vec![false, true],
        ),
        ("x[^1]\n\n## A\n\nWords\n\n[^1]: ## B\n", vec![true, false]),
    ] {
        let (body, _) = parsed(text);
        let headings = body.headings.iter();
        let found: Vec<bool> = headings.map(|one| says(&body, one.passage)).collect();
        assert_eq!(found, expected, "{text}");
    }
    let (body, _) = parsed("## A\n\n> ## B\n\n[[satisfies:1]] [[QP-1]]\n");
    assert!(
        matches!(&body.claims[0].origin, ClaimOrigin::Paragraph { section: Some(id), .. } if id.as_str() == "a")
    );
    assert_eq!(body.references[0].heading, Some(HeadingIx(0)));
}

#[test]
fn a_claim_in_a_paragraph_rests_on_the_section_that_it_stands_in() {
    let rests = |text: &str| {
        let (body, _) = parsed(text);
        match &body.claims[0].origin {
            ClaimOrigin::Paragraph { passage, .. } => passage.map(|passage| says(&body, passage)),
            origin => panic!("{origin:?}"),
        }
    };
    assert_eq!(rests("[[satisfies:1]]\n\n## A\n\nWords\n"), None);
    assert_eq!(rests("## A\n\nWords [[satisfies:1]]\n"), Some(true));
    assert_eq!(
        rests("## A\n\nWords\n\n<h2>B</h2>\n\n[[satisfies:1]]\n\n## C\n\nWords\n"),
        Some(false)
    );
    assert_eq!(
        rests("## A\n\nTBD\n\n<h2>B</h2>\n\nWords [[satisfies:1]]\n"),
        Some(true)
    );
    assert_eq!(
        rests("## A [[satisfies:1]]\n\nTBD\n\n## B\n\nWords\n"),
        Some(false)
    );
    assert_eq!(
        rests("## A\n\nTBD[^1]\n\n## B\n\nWords\n\n[^1]: [[satisfies:1]]\n"),
        Some(false)
    );
    assert_eq!(
        rests("Words\n\n<p id=\"x\">TBD</p>\n\n[[satisfies:1]]\n\n## A\n"),
        None
    );
}

#[test]
fn pictures_in_headings_and_struck_ones_are_no_text() {
    for text in [
        "## ![](x.png)\n",
        "~~![](x.png)~~\n",
        "| ![](x.png) |\n|--|\n|  |\n",
        "<h2><img src=\"x.png\"></h2>\n",
    ] {
        let (body, _) = parsed(text);
        assert!(
            !body
                .said_passages(false, |_| true, |_| None, |_| false)
                .whole,
            "{text}"
        );
    }
}

#[test]
fn a_place_in_struck_text_or_in_an_open_task_is_struck() {
    for (text, struck) in [
        (
            "<h2 id=\"x\"><del>A</del></h2>\n\nWords\n",
            Some(Struck::Heading),
        ),
        ("<h2 id=\"x\">A <del>B</del></h2>\n\nWords\n", None),
        (
            "<del><h2 id=\"x\">A</h2></del>\n\nWords\n",
            Some(Struck::Text),
        ),
        ("- [ ] <a id=\"x\"></a>Words\n", Some(Struck::OpenTask)),
        (
            "- [ ] a\n\n  <h2 id=\"x\">A</h2>\n\n  Words\n",
            Some(Struck::OpenTask),
        ),
        ("~~<a id=\"x\"></a>Words~~\n", Some(Struck::Text)),
        ("<del id=\"x\">Words</del>\n", Some(Struck::Text)),
        (
            "<a id=\"x\"></a>\n\n## ~~A~~\n\nWords\n",
            Some(Struck::Heading),
        ),
        ("<a id=\"x\"></a>Words\n", None),
    ] {
        let (body, _) = parsed(text);
        let passage = body.anchor("x").unwrap().passage;
        assert_eq!(body.passages[passage].struck, struck, "{text}");
    }
}
