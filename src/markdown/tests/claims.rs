use snapbox::{assert_data_eq, str};

use crate::manual::{Body, ClaimOrigin, Extent};
use crate::markdown::tests::{at, body, html, mistakes, parsed};

fn claims(body: &Body) -> Vec<(&str, Extent)> {
    let claims = body.claims.iter();
    let claims = claims.map(|claim| (claim.clause.value.as_str(), claim.extent));
    claims.collect()
}

/// The section and the anchor of each claim in a paragraph.
fn anchors(body: &Body) -> Vec<(Option<&str>, &str)> {
    let origins = body.claims.iter().filter_map(|claim| match &claim.origin {
        ClaimOrigin::Paragraph {
            section, anchor, ..
        } => Some((section.as_ref().map(|id| id.as_str()), anchor.as_str())),
        _ => None,
    });
    origins.collect()
}

#[test]
fn a_heading_claims_each_of_its_clauses_at_its_place() {
    let text = "é\n\n## Evaluation {#evaluation clause=8.4.1 clause=8.4.10}\n";
    let body = body(text);
    assert_eq!(
        claims(&body),
        [("8.4.1", Extent::Full), ("8.4.10", Extent::Full)]
    );
    let spans: Vec<_> = body
        .claims
        .iter()
        .map(|c| (at(text, c.span()), c.span().column))
        .collect();
    assert_eq!(spans, [("8.4.1", 35), ("8.4.10", 48)]);
    assert!(
        matches!(&body.claims[0].origin, ClaimOrigin::Heading(id) if id.as_str() == "evaluation")
    );
    assert_eq!(body.headings[0].claims, 0..2);
}

#[test]
fn a_heading_claims_nothing_by_braces_behind_a_backslash() {
    let text = "## How to write \\{#a clause=8.4.1}\n\n## B \\\\{clause=8.2}\n";
    let (body, diagnostics) = parsed(text);
    assert_eq!(
        (claims(&body), diagnostics.len()),
        (vec![("8.2", Extent::Full)], 0)
    );
    assert_eq!(
        body.written(&body.headings[0].title),
        "How to write {#a clause=8.4.1}"
    );
}

#[test]
fn an_extent_holds_for_all_claims_of_its_heading() {
    let body = body("## A {clause=8.1 extent=partial clause=8.2}\n\n## B {clause=\"4.2.1 b)\"}\n");
    assert_eq!(
        claims(&body),
        [
            ("8.1", Extent::Partial),
            ("8.2", Extent::Partial),
            ("4.2.1 b)", Extent::Full)
        ]
    );
    assert_eq!(body.headings[1].claims, 2..3);
}

#[test]
fn a_doubtful_extent_never_makes_a_claim_full() {
    for text in [
        "## A {clause=8.1 extent=most}\n",
        "## A {clause=8.1 extent=full extent=partly}\n",
        "## A {clause=8.1 extent}\n",
        "[[satisfies:8.1|partialy]]\n",
    ] {
        let (body, diagnostics) = parsed(text);
        assert_eq!(claims(&body), [("8.1", Extent::Partial)], "{text}");
        assert_eq!(diagnostics.len(), 1, "{text}");
        assert_eq!(diagnostics[0].rule.name, "invalid-value", "{text}");
    }
    let twice = body("## A {clause=8.1 extent=full extent=partial}\n");
    assert_eq!(claims(&twice), [("8.1", Extent::Partial)]);
}

#[test]
fn what_claims_nothing_is_reported() {
    assert_eq!(
        mistakes("## A {clause=}\n"),
        [("invalid-value", "clause".to_owned())]
    );
    assert_eq!(
        mistakes("## A {clause}\n"),
        [("invalid-value", "clause".to_owned())]
    );
    assert_eq!(
        mistakes("## A {extent=partial}\n"),
        [("invalid-value", "partial".to_owned())]
    );
    assert_eq!(
        mistakes("x [[satisfies: ]]\n"),
        [("invalid-value", "[[satisfies: ]]".to_owned())]
    );
    assert_eq!(
        mistakes("x [[satisfies:8.4.1|some]]\n"),
        [("invalid-value", "some".to_owned())]
    );
}

#[test]
fn a_paragraph_claims_with_an_anchor_of_its_own() {
    let text = "[[satisfies:4]]\n\n## In {#in}\n\nDone. [[satisfies: 8.4.1 ]] And [[satisfies:8.4.1|partial]].\n\n\
                | a |\n|--|\n| [[satisfies:8.4.1\\|partial]] |\n";
    let body = body(text);
    assert_eq!(
        claims(&body),
        [
            ("4", Extent::Full),
            ("8.4.1", Extent::Full),
            ("8.4.1", Extent::Partial),
            ("8.4.1", Extent::Partial)
        ]
    );
    assert_eq!(
        anchors(&body),
        [
            (None, "claim-4"),
            (Some("in"), "claim-8-4-1"),
            (Some("in"), "claim-8-4-1-2"),
            (Some("in"), "claim-8-4-1-3")
        ]
    );
    for claim in &body.claims {
        assert_eq!(at(text, claim.span()), claim.clause.value);
    }
    assert_data_eq!(
        html(text),
        str![[r#"
<p>{badge 0}</p>
<h2 id="in">In{end 0}</h2>
<p>Done. {badge 1} And {badge 2}.</p>
<div class="table-wrap" tabindex="0" role="group" aria-labelledby="in">
<table>
<thead>
<tr><th scope="col">a</th></tr>
</thead>
<tbody>
<tr><td>{badge 3}</td></tr>
</tbody>
</table></div>

"#]]
    );
}

#[test]
fn a_badge_in_a_heading_belongs_to_that_section() {
    let body = body("# A\n\n## B [[satisfies:8.1]] {clause=8.2}\n");
    assert_eq!(anchors(&body), [(Some("b"), "claim-8-1")]);
    assert_eq!(claims(&body).len(), 2);
    assert_eq!(body.headings[1].claims, 1..2);
}

#[test]
fn an_anchor_never_collides_with_a_heading() {
    let body = body("# Claim 8.1\n\n[[satisfies:8.1]] [[satisfies:8.2]]\n\n## x {#claim-8-2}\n");
    let anchors: Vec<_> = anchors(&body)
        .into_iter()
        .map(|(_, anchor)| anchor)
        .collect();
    assert_eq!(anchors, ["claim-8-1-2", "claim-8-2-2"]);
}

#[test]
fn what_is_not_shown_claims_nothing() {
    for text in [
        "<!-- [[satisfies:8.1]] -->\n",
        "<!--\n## A {clause=8.1}\n\n[[satisfies:8.1]]\n-->\n",
        "`[[satisfies:8.1]]`\n\n    ## A {clause=8.1}\n\n```\n## A {clause=8.1}\n```\n",
        "a <svg> [[satisfies:8.1]] b\n",
        "a <script>[[satisfies:8.1]]</script> b\n",
        "<script>\n## A {clause=8.1}\n\n</script>\n",
        "\\[[satisfies:8.1]]\n",
    ] {
        let (body, _) = parsed(text);
        assert_eq!(claims(&body), [], "{text}");
    }
}

#[test]
fn a_claim_in_a_footnote_belongs_to_the_section_that_refers_to_it() {
    let body = body("# A\n\nx[^1]\n\n# B\n\n[^1]: [[satisfies:8.1]]\n\n[^2]: [[satisfies:8.2]]\n");
    assert_eq!(
        anchors(&body),
        [(Some("a"), "claim-8-1"), (Some("b"), "claim-8-2")]
    );
}

#[test]
fn a_claim_in_code_of_html_is_shown_as_it_stands() {
    for text in [
        "A <code>[[satisfies:1]]</code> text.\n",
        "A <kbd>*[[satisfies:1|partial]]*</kbd> text.\n",
        "A <textarea>[[satisfies:1]]</textarea> text.\n",
        "<samp>\n\n[[satisfies:1]]\n\n## Scope {clause=2}\n\n</samp>\n",
    ] {
        let (body, _) = parsed(text);
        assert_eq!(body.claims.len(), 0, "{text}");
        let shown = html(text);
        assert!(shown.contains("[[satisfies:1"), "{shown}");
        let told = mistakes(text);
        let told = told.iter().filter(|(rule, _)| *rule == "unread-claim");
        assert_eq!(told.count(), 0, "{text}");
    }
    let (body, _) = parsed("A <var>[[satisfies:1]]</var> and <code>x</code> [[satisfies:2]].\n");
    assert_eq!(body.claims.len(), 2);
}
