use super::*;
use crate::diagnostics::SourcePath;
use crate::manual::{ClaimOrigin, Extent, Piece, Shown, Target};

fn body(text: &str) -> Body {
    parsed(text).0
}

fn parsed(text: &str) -> (Body, Vec<Diagnostic>) {
    parse_body(&Source::new(SourcePath::new("a.md"), text), 0)
}

/// The pieces as text: holes in braces.
fn html(text: &str) -> String {
    body(text)
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Html(html) => html.to_string(),
            Piece::LinkOpen(ix) => format!("{{link {}}}", ix.0),
            Piece::LinkText(ix) => format!("{{text {}}}", ix.0),
            Piece::Address(ix) => format!("{{address {}}}", ix.0),
            Piece::Variable(n) => format!("{{variable {n}}}"),
            Piece::HeadingEnd(_) => String::new(),
            Piece::Badge(n) => format!("{{badge {n}}}"),
        })
        .collect()
}

fn slice(text: &str, spot: crate::diagnostics::Spot) -> &str {
    &text[spot.start as usize..spot.end as usize]
}

#[test]
fn headings_get_ids_that_are_unique() {
    let body = body(
        "# Goods in\n\n## Goods in\n\n## Überprüfung der Ware!\n\n## X {#goods-in-3}\n\n# Goods in\n",
    );
    let ids: Vec<_> = body.headings.iter().map(|h| h.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "goods-in",
            "goods-in-2",
            "überprüfung-der-ware",
            "goods-in-3",
            "goods-in-4"
        ]
    );
}

#[test]
fn a_heading_claims_each_of_its_clauses_at_its_place() {
    let text = "Text\r\n\r\n## Evaluation {#evaluation clause=8.4.1 clause=8.4.10}\r\n";
    let body = body(text);
    let claims: Vec<_> = body
        .claims
        .iter()
        .map(|c| {
            (
                c.clause.value.as_str(),
                slice(text, c.spot()),
                c.spot().line,
            )
        })
        .collect();
    assert_eq!(claims, [("8.4.1", "8.4.1", 3), ("8.4.10", "8.4.10", 3)]);
    assert!(
        matches!(&body.claims[0].origin, ClaimOrigin::Heading(id) if id.as_str() == "evaluation")
    );
    assert_eq!(body.claims[1].spot().column, 48);
}

#[test]
fn a_paragraph_claims_with_an_anchor_of_its_own() {
    let text = "## In {#in}\n\nDone. [[satisfies:8.4.1]] And [[satisfies:8.4.1|partial]].\n";
    let body = body(text);
    assert_eq!(slice(text, body.claims[0].spot()), "8.4.1");
    let anchors: Vec<_> = body
        .claims
        .iter()
        .map(|claim| match &claim.origin {
            ClaimOrigin::Paragraph { section, anchor } => (
                section.as_ref().unwrap().as_str(),
                anchor.as_str(),
                claim.extent,
            ),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        anchors,
        [
            ("in", "claim-8-4-1", Extent::Full),
            ("in", "claim-8-4-1-2", Extent::Partial)
        ]
    );
    assert!(
        html(text).contains("<p>Done. {badge 0} And {badge 1}.</p>"),
        "{}",
        html(text)
    );
}

#[test]
fn references_know_what_they_name_and_where() {
    let text = "See [[QP-09#release|the *release*]], [[FM-012]], [[clause:8.5.1]] and \
        [purchasing](../purchasing.md#a%20b).\n\n| a |\n|---|\n| [[FM-012\\|form]] |\n";
    let body = body(text);
    let targets: Vec<_> = body.references.iter().map(|r| r.target.clone()).collect();
    let id = |id: &str, section: Option<&str>| Target::Id {
        id: id.into(),
        section: section.map(Into::into),
    };
    assert_eq!(
        targets,
        [
            id("QP-09", Some("release")),
            id("FM-012", None),
            Target::Clause("8.5.1".into()),
            Target::Path {
                path: "../purchasing.md".into(),
                fragment: Some("a b".into())
            },
            id("FM-012", None),
        ]
    );
    let spots: Vec<_> = body
        .references
        .iter()
        .map(|r| slice(text, r.spot))
        .collect();
    assert_eq!(
        spots,
        [
            "QP-09#release",
            "FM-012",
            "clause:8.5.1",
            "../purchasing.md#a%20b",
            "FM-012"
        ]
    );
    let html = html(text);
    assert!(
        html.contains("{link 0}the <em>release</em></a>, {link 1}{text 1}</a>"),
        "{html}"
    );
    assert!(html.contains("<td>{link 4}form</a></td>"), "{html}");
}

#[test]
fn variables_are_holes_in_text_and_never_in_code() {
    let text =
        "# About {{ company }}\n\n{{a_b_c}} and `{{ code }}` {{ not a name! }}\n\n    {{ code }}\n";
    let body = body(text);
    let names: Vec<_> = body
        .variables
        .iter()
        .map(|v| (v.value.as_str(), slice(text, v.spot)))
        .collect();
    assert_eq!(names, [("company", "company"), ("a_b_c", "a_b_c")]);
    assert_eq!(body.headings[0].id.as_str(), "about-company");
    let html = html(text);
    assert!(
        html.contains("<p>{variable 1} and <code>{{ code }}</code> {{ not a name! }}</p>"),
        "{html}"
    );
}

#[test]
fn images_of_the_manual_are_shown_and_others_are_linked() {
    let html = html("![The {{ x }} map](map.svg \"Map\") ![far](https://far.example/x.png)\n");
    assert!(
        html.contains("<img src=\"{address 0}\" alt=\"The {variable 0} map\" title=\"Map\">"),
        "{html}"
    );
    assert!(
        html.contains("<a href=\"https://far.example/x.png\">far</a>"),
        "{html}"
    );
}

#[test]
fn raw_html_is_made_safe_and_keeps_what_is_ours() {
    let text = "## In {#in}\n\n<b onclick=\"x()\" id=\"in\" class=\"badge\">bold</b> [[QP-01]] {{ v }} <script>alert(1)</script>\n\n\
        <img src=\"map.svg\" alt=\"m\"><img src=\"//far.example/x.png\"><a href=\"javascript:x()\">j</a>\n\n- [x] done\n\n<div><table><tr><td>open\n";
    let html = html(text);
    assert!(html.contains("<h2 id=\"in\">In</h2>"), "{html}");
    assert!(
        html.contains("<b>bold</b> {link 0}{text 0}</a> {variable 0}"),
        "{html}"
    );
    assert!(
        html.contains("<img src=\"{address 1}\" alt=\"m\"><img><a>j</a>"),
        "{html}"
    );
    assert!(
        html.contains("<input type=\"checkbox\" disabled checked"),
        "{html}"
    );
    for gone in [
        "script",
        "onclick",
        "far.example",
        "javascript",
        "badge",
        "cbq",
    ] {
        assert!(!html.contains(gone), "{gone}: {html}");
    }
    let raw = body(text).references[1].clone();
    assert_eq!(
        (raw.shown, slice(text, raw.spot)),
        (Shown::RawHtml, "map.svg")
    );
}

#[test]
fn tables_alerts_footnotes_and_lists_are_accessible() {
    let html = html(
        "## T\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n> [!NOTE]\n> Mind.\n\nText[^1] again[^1].\n\n[^1]: Note.\n\nTerm\n: Meaning\n",
    );
    assert!(
        html.contains("role=\"region\" tabindex=\"0\" aria-labelledby=\"t\""),
        "{html}"
    );
    assert!(
        html.contains("<th scope=\"col\" class=\"align-right\">b</th>"),
        "{html}"
    );
    assert!(
        html.contains("<aside class=\"alert alert-note\">\n<p class=\"alert-title\">Note</p>"),
        "{html}"
    );
    assert!(
        html.contains("<li id=\"footnote-1\"><p>Note.</p>"),
        "{html}"
    );
    assert!(html.contains("href=\"#footnote-reference-1-2\""), "{html}");
    assert!(html.contains("<dt>Term</dt>"), "{html}");
}

#[test]
fn a_written_id_twice_and_an_unknown_attribute_are_reported() {
    let (_, diagnostics) = parsed("## A {#x}\n\n## B {#x claus=8.4}\n");
    let found: Vec<_> = diagnostics
        .iter()
        .map(|d| (d.rule.name, d.place.spot.line, d.place.spot.column))
        .collect();
    assert_eq!(
        found,
        [("duplicate-section", 3, 8), ("unknown-field", 3, 10)]
    );
}

#[test]
fn positions_count_from_the_start_of_the_file() {
    let text = "---\nid: é\n---\n## Ünder {clause=8.4.1}\n";
    let source = Source::new(SourcePath::new("a.md"), text);
    let (body, _) = parse_body(&source, text.find("##").unwrap());
    let spot = body.claims[0].spot();
    assert_eq!(
        (spot.line, spot.column, slice(text, spot)),
        (4, 18, "8.4.1")
    );
}

#[test]
fn hostile_input_neither_panics_nor_takes_long() {
    for part in [
        "[[",
        "{{",
        "> ",
        "<b>",
        "<a href=\"x\">",
        "![",
        "*",
        "# {#x clause=",
        "[^1]: ",
        "|",
        "`",
    ] {
        let text = part.repeat(20_000);
        let (body, _) = parsed(&text);
        assert!(body.pieces.len() <= 60_000, "{part}");
    }
}

proptest::proptest! {
    #[test]
    fn no_input_panics_and_every_spot_lies_in_the_text(
        text in r##"([ -~\n]|\[\[|\]\]|\{\{ a \}\}|# A \{#a clause=8\}|<b id="x" onclick="y">|</b>|[é日]|\| a \|\n\|--\|\n){0,40}"##
    ) {
        let (body, diagnostics) = parsed(&text);
        let spots = body.references.iter().map(|r| r.spot)
            .chain(body.claims.iter().map(|c| c.spot()))
            .chain(body.variables.iter().map(|v| v.spot))
            .chain(diagnostics.iter().map(|d| d.place.spot));
        for spot in spots {
            assert!(text.get(spot.start as usize..spot.end as usize).is_some());
        }
        for claim in &body.claims {
            assert_eq!(slice(&text, claim.spot()).trim_matches('"'), claim.clause.value);
        }
        let mut ids: Vec<_> = body.headings.iter().filter(|h| !h.explicit).map(|h| h.id.as_str()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        let html = html(&text).to_lowercase();
        let mut tags = html.split('<').skip(1).filter_map(|tag| tag.split('>').next());
        assert!(!tags.any(|tag| tag.starts_with("script") || tag.contains(" onclick")), "{html}");
    }
}
