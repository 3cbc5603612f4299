use snapbox::{assert_data_eq, str};

use crate::manual::Shown;
use crate::markdown::Hole;
use crate::markdown::tests::{
    assert_safe, at, body, html, id, mistakes, parsed, path, shown, tags,
};

#[test]
fn plain_html_is_kept() {
    assert_eq!(
        html("H<sub>2</sub>O <kbd>Ctrl</kbd><br/>x <abbr title=\"a &quot;b&quot;\">y</abbr>\n"),
        "<p>H<sub>2</sub>O <kbd>Ctrl</kbd><br>x <abbr title=\"a &quot;b&quot;\">y</abbr></p>\n"
    );
    assert_eq!(
        html("<details open>\n<summary>More</summary>\n\n*Text* [[QP-01]]\n\n</details>\n\nEnd\n"),
        "<details open=\"\">\n<summary>More</summary>\n<p><em>Text</em> {link 0}{text 0}</a></p>\n\
         </details>\n<p>End</p>\n"
    );
    assert_eq!(
        html("<table><tr><th scope=\"row\">a<td colspan=2>b &amp; c &nbsp;\n</table>\n"),
        "<table><tbody><tr><th scope=\"row\">a</th><td colspan=\"2\">b &amp; c &nbsp;\n</td></tr></tbody></table>\n"
    );
}

#[test]
fn what_is_ours_survives_beside_it() {
    let text = "## In {#in .c clause=8.1}\n\n<b>bold</b> {{ v }} [x](https://x.example) [[satisfies:8.2]]\n\n- [x] done\n\n\
                | a |\n|--:|\n| ![i](i.png) |\n\n> [!TIP]\n> t[^1]\n\n```rust\nx\n```\n\n3. y\n\n[^1]: n\n\nT\n: d\n";
    let plain = text.replace("<b>bold</b>", "bold");
    let marked = html(text).replace("<b>bold</b>", "bold");
    assert_eq!(marked, html(&plain));
}

#[test]
fn nothing_runs_and_nothing_is_asked_of_other_hosts() {
    for raw in [
        "<script>alert(1)</script>",
        "<b onclick=\"x()\">t</b>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>x</script></svg>",
        "<svg><a xlink:href=\"javascript:x\"><text>t</text></a></svg>",
        "<math><mtext><script>x</script></mtext></math>",
        "<iframe src=\"https://x.example\"></iframe>",
        "<object data=\"x\"></object><embed src=x>",
        "<form action=\"https://x.example\"><input name=a><button>b</button></form>",
        "<style>body { display: none }</style>",
        "<div style=\"position:fixed\">t</div>",
        "<link rel=stylesheet href=\"https://x.example/a.css\"><base href=\"https://x.example\">",
        "<meta http-equiv=refresh content=\"0;url=https://x.example\">",
        "<a href=\"javascript:x()\">t</a>",
        "<a href=\"java&#10;script:x()\">t</a>",
        "<a href=\" &#14; javascript&colon;x()\">t</a>",
        "<a href=\"vbscript:x\">t</a><a href=\"data:text/html,x\">t</a>",
        "<img src=\"https://x.example/a.png\"><img src=\"//x.example/b.png\" srcset=\"https://x.example/c.png\">",
        "<video src=\"https://x.example/v.mp4\" poster=\"https://x.example/p.png\"></video>",
        "<audio><source src=\"https://x.example/v.mp3\"></audio>",
        "<blockquote cite=\"https://x.example\">t</blockquote>",
        "<table background=\"https://x.example\"><tr><td>t</table>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<b><!-- --!><img src=x onerror=alert(1)> -->",
        "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">",
        "<a href=x target=_blank ping=\"https://x.example\">t</a>",
        "<b><xmp><script>alert(1)</script></xmp>",
    ] {
        for page in [
            format!("{raw}\n"),
            format!("x {raw} y\n"),
            format!("<div>\n{raw}\n</div>\n"),
        ] {
            let html = html(&page);
            assert_safe(&html);
            let asks = tags(&html)
                .into_iter()
                .filter(|tag| tag.contains("x.example"));
            for tag in asks {
                assert!(
                    tag.starts_with("a href=\"https://x.example"),
                    "{page}\n{html}"
                );
            }
        }
    }
}

#[test]
fn classes_and_roles_are_ours_alone() {
    assert_eq!(
        html(
            "<b id=in class=\"status-covered\" role=alert aria-label=x tabindex=0 rel=me data-x=1>t</b>\n"
        ),
        "<p><b id=\"in\">t</b></p>\n"
    );
}

#[test]
fn a_mark_cannot_be_forged() {
    // The mark is made from the whole text, so a text cannot contain its own mark. Other text in
    // the form of a mark stays text.
    let html =
        html("<b id=\"m0123456789abcdef01230z\" class=\"m-x\">m0123456789abcdef01230z</b>\n");
    assert_eq!(
        html,
        "<p><b id=\"m0123456789abcdef01230z\">m0123456789abcdef01230z</b></p>\n"
    );
}

#[test]
fn addresses_in_it_are_references() {
    let text = "# A\n\n<img src=\"a%20b.svg\" alt=\"x\" width=10><a href=\"b.md?x&amp;y#c\" title=t>b</a> <a href=\"https://c.example\">c</a> \
                <video controls src='v.mp4'></video> <a href=\"#d\">d</a>\n\n# B\n\n<img src=i.png>\n";
    let (body, _) = parsed(text);
    assert_eq!(body.references[0].target, path("a b.svg"));
    let found: Vec<_> = body
        .references
        .iter()
        .map(|r| (at(text, r.span), r.shown, r.heading.unwrap().0))
        .collect();
    assert_eq!(
        found,
        [
            ("a%20b.svg", Shown::RawMedia, 0),
            ("b.md?x&amp;y#c", Shown::RawHtml, 0),
            ("#d", Shown::RawHtml, 0),
            ("i.png", Shown::RawMedia, 1)
        ]
    );
    let html = shown(&body);
    assert!(
        html.contains(
            "<p><img src=\"{address 0}\" alt=\"x\" width=\"10\"><a href=\"{address 1}\" title=\"t\">b</a> \
             <a href=\"https://c.example\" rel=\"noopener\">c</a>  <a href=\"{address 2}\">d</a></p>"
        ),
        "{html}"
    );
}

#[test]
fn images_of_other_hosts_become_links() {
    assert_eq!(
        html(
            "<img src=\"https://x.example/a.png\" alt=\"A &amp; b\"> <a href=\"y.md\"><img src=\"//x.example/c.png\" alt=\"c\"></a>\n"
        ),
        "<p><a href=\"https://x.example/a.png\" rel=\"noopener\">A &amp; b</a> <a href=\"{address 0}\">c</a></p>\n"
    );
}

#[test]
fn a_tag_that_is_never_closed_changes_nothing_behind_it() {
    let end = "\n\n## End {#end}\n\n[[QP-01]]\n";
    let calm = "<h2 id=\"end\">End{end 0}</h2>\n<p>{link 0}{text 0}</a></p>\n";
    for raw in [
        "<details>",
        "<div>",
        "<div><table><tr><td>",
        "text <b>bold",
        "<b>",
        "<a href=\"x.md\">",
        "<!-- a -->",
        "<ul><li>x",
        "x <script> y",
        "x <style> y",
        "x <textarea> y",
        "<plaintext>",
        "x <xmp> y",
        "x <select> y",
        "<p>x",
        "</div></section></main>",
        "x </p></h2></b> y",
        "<h2>x",
        "<svg>",
        "x <svg> y",
        "<title>",
        "<pre>x</pre>",
        "<table>",
        "x <table> y",
        "<div",
        "x <div y",
        "<b <i>",
        "<div title=\"x",
        "x <!-- y",
        "<noscript>",
        "<frameset>",
        "> <div>\n> <details>",
        "- <details>\n- <b>x",
        "| <b> |\n|--|\n| </td><td> |",
        "<button>",
        "<template>",
    ] {
        let html = html(&format!("{raw}{end}"));
        let behind = html
            .find("<h2 id=\"end\"")
            .map(|at| &html[at..])
            .unwrap_or_default();
        let behind = behind.replace("{link 1}{text 1}", "{link 0}{text 0}");
        assert_eq!(behind, calm, "{raw}\n{html}");
        let before = &html[..html.find("<h2 id=\"end\"").unwrap()];
        for name in [
            "div",
            "details",
            "b",
            "table",
            "td",
            "ul",
            "li",
            "a",
            "p",
            "pre",
            "blockquote",
        ] {
            let opened = before.matches(&format!("<{name}>")).count()
                + before.matches(&format!("<{name} ")).count();
            let links = if name == "a" {
                before.matches("{link").count()
            } else {
                0
            };
            assert_eq!(
                opened + links,
                before.matches(&format!("</{name}>")).count(),
                "{name} {raw}\n{html}"
            );
        }
    }
}

#[test]
fn a_closing_tag_reaches_no_further_than_its_own_construct() {
    assert_eq!(
        html("<div>\n\n- a </div>\n\n*b </div>*\n\n</div>\n\nc\n"),
        "<div>\n<ul>\n<li>a </li>\n</ul>\n<p><em>b </em></p>\n</div>\n<p>c</p>\n"
    );
    assert_eq!(html("<b>a\n\nb</b> c\n"), "<p><b>a</b></p>\n<p>b c</p>\n");
}

#[test]
fn a_comment_hides_what_is_in_it_and_costs_nothing() {
    let text = "a <!-- [[QP-01]] --> b\n\n<!-- lint off -->\n\nc\n";
    assert_eq!(html(text), "<p>a  b</p>\n\n<p>c</p>\n");
    assert_eq!(body(text).references, []);
}

#[test]
fn what_is_no_element_is_text() {
    assert_eq!(
        html("Torque to <value> Nm, <Part number=\"1\">\n\n<your name>\nx\n"),
        "<p>Torque to &lt;value&gt; Nm, &lt;Part number=&quot;1&quot;&gt;</p>\n&lt;your name&gt;\nx\n"
    );
    assert_eq!(html("<font color=red>t</font>\n"), "<p>t</p>\n");
}

#[test]
fn blocks_in_a_line_of_text_lose_their_tags() {
    assert_eq!(
        html("## A <div>b</div> <h3>c</h3>\n\nx <p>y</p> <td>z</td>\n"),
        "<h2 id=\"a-b-c\">A b c{end 0}</h2>\n<p>x y z</p>\n"
    );
}

#[test]
fn links_do_not_stand_in_links() {
    assert_eq!(
        html("[a <a href=\"b.md\">b</a>](c.md) <a href=\"d.md\">e <a href=\"f.md\">f</a> g</a>\n"),
        "<p>{link 0}a b</a> <a href=\"{address 1}\">e f g</a></p>\n"
    );
    assert_eq!(mistakes("<a href=\"x.md\">[[QP-01]]</a>\n"), []);
    assert_eq!(
        parsed("<a href=\"x.md\">[[QP-01]]</a>\n").0.references[1].target,
        id("QP-01")
    );
}

#[test]
fn every_hole_is_filled_once() {
    let (body, _) =
        parsed("<a href=x.md><div>[[A]] <b>{{ v }}\n\n[[satisfies:8]]</div></a>\n\n# H\n");
    let holes = |kind: fn(&Hole) -> bool| {
        body.fragment
            .holes
            .iter()
            .filter(|(_, hole)| kind(hole))
            .count()
    };
    assert_eq!(holes(|p| matches!(p, Hole::Badge(_))), 1);
    assert_eq!(holes(|p| matches!(p, Hole::HeadingEnd(_))), 1);
    assert!(!shown(&body).contains("z<"), "{}", shown(&body));
}

#[test]
fn a_heading_in_an_open_element_ends_once() {
    let (body, _) = parsed("<div><p><a href=\"x.md\"><b>\n\n# A\n\n</div>\n\n## B\n");
    let html = shown(&body);
    assert!(html.contains("A</b></a>{end 0}</h1>"), "{html}");
    assert_eq!(html.matches("</h1>").count(), 1, "{html}");
    assert!(html.contains("<h2 id=\"b\">B{end 1}</h2>"), "{html}");
}

#[test]
fn anchors_of_other_tools_lead_to_their_heading() {
    let text = "<a name=\"top\"></a>\n\n# A\n\nx <a id=\"in-a\"></a> y\n\n<a name=\"at-b\"></a>\n## B <a id=b2></a>\n\n<div id=\"in-b\">\n\nz\n\n</div>\n\n<a name=\"b\"></a>\n\n## C\n";
    let body = body(text);
    let found = ["top", "in-a", "at-b", "b2", "in-b", "b", "c"]
        .map(|id| body.heading(id).map(|h| h.id.as_str()));
    assert_eq!(found, ["a", "a", "b", "b", "b", "b", "c"].map(Some));
}

#[test]
fn an_anchor_of_the_author_s_stays_in_the_page_and_links_lead_to_it() {
    let text = "<a name=\"top\"></a> x <span id=here title=\"<\">y</span> [a <a id=in></a>](b.md)\n\n\
                <a id=\"limits\"></a> <a id=limits></a> <a id='rules'></a>\n\n## Rules\n";
    let body = body(text);
    let shown_whole = shown(&body);
    for part in [
        "<p><a id=\"top\"></a> x",
        "<span id=\"here\" title=\"&lt;\">y</span>",
        "a <span id=\"in\"></span></a>",
        "<a id=\"limits\"></a> <a id=\"anchor-limits\"></a> <a id=\"anchor-rules\"></a>",
        "<h2 id=\"rules\">",
    ] {
        assert!(shown_whole.contains(part), "{part}: {shown_whole}");
    }
    let found =
        ["top", "here", "in", "limits", "rules"].map(|id| body.place(id).map(|id| id.as_str()));
    assert_eq!(found, ["top", "here", "in", "limits", "rules"].map(Some));
    let twice = html("<a href=\"x.md\"><b id=\"x\">[[QP-01]]</a>\n");
    assert_eq!(twice.matches("id=\"x\"").count(), 1, "{twice}");
    let alone = super::body("<a id=\"top\"></a>\n\nx\n");
    assert_eq!(shown(&alone), "<p><a id=\"top\"></a></p>\n<p>x</p>\n");
    assert_eq!(alone.place("top").map(|id| id.as_str()), Some("top"));
    assert!(alone.heading("top").is_none());
}

#[test]
fn a_block_that_is_never_closed_is_reported() {
    for (text, open) in [
        ("a\n\n<!-- b\n\n## C {clause=8.1}\n", "<!--"),
        ("<PRE>\nb\n\n## C\n", "<pre"),
        ("<script>\nb\n", "<script"),
    ] {
        let (body, diagnostics) = parsed(text);
        assert_eq!(body.claims, []);
        let found: Vec<_> = diagnostics
            .iter()
            .map(|d| (d.rule.name, at(text, d.location.span).to_lowercase()))
            .collect();
        assert_eq!(found, [("syntax-error", open.to_owned())], "{text}");
    }
    for text in ["<!-- a -->\n", "<pre>\n\na</pre>\n", "<preface>\n"] {
        assert_eq!(mistakes(text), [], "{text}");
    }
    let closed = mistakes("<style>\n</STYLE>\n");
    assert_eq!(closed, [("html-left-out", "<style>".to_owned())]);
}

#[test]
fn simple_tags_need_no_sanitising_and_are_closed_all_the_same() {
    let text = "| a |\n|--|\n| x<br>y <sub>2</sub> <b>z |\n\n<a name=x></a>A<wbr>B\n";
    assert_data_eq!(
        html(text),
        str![[r#"
<div class="table-wrap" tabindex="0">
<table>
<thead>
<tr><th scope="col">a</th></tr>
</thead>
<tbody>
<tr><td>x<br>y <sub>2</sub> <b>z</b></td></tr>
</tbody>
</table></div>
<p><a id="x"></a>A<wbr>B</p>

"#]]
    );
    assert_eq!(html("<b>\n\nx\n"), "\n<p>x</p>\n");
}

#[test]
fn the_id_of_what_is_opened_in_a_link_stands_once() {
    let page = shown(&parsed("[[<a href=\"x.md\"><b id=\"x\" onclick=\"y\">[[QP-01]]").0);
    assert_eq!(page.matches("id=\"x\"").count(), 1, "{page}");
}

#[test]
fn the_first_h1_above_all_headings_is_the_title() {
    let title = |text: &str| crate::assemble::first_heading(&body(text).body).unwrap_or_default();
    for (text, expected) in [
        (
            "<h1 align=\"center\">Acme <em>policy</em></h1>\n\n### Scope\n",
            "Acme policy",
        ),
        (
            "<p>Logo</p>\n<h1>\n  Acme {{ x }}\n</h1>\n\n## Scope\n",
            "Acme {{ x }}",
        ),
        ("<h2>No</h2>\n\n## Scope\n", "Scope"),
        ("# Own\n\n<h1>Other</h1>\n", "Own"),
        ("<h1></h1>\n\n## Scope\n", "Scope"),
        ("<h1>One</h1>\n<h1>Two</h1>\n\nText.\n", "One"),
    ] {
        assert_eq!(title(text), expected, "{text}");
    }
}
