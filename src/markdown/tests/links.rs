use snapbox::{assert_data_eq, str};

use crate::manual::{Reference, Shown, Target};
use crate::markdown::tests::{at, body, html, id, mistakes, parsed, path, shown};

fn targets(text: &str) -> Vec<Target> {
    let (body, _) = parsed(text);
    body.body.references.into_iter().map(|r| r.target).collect()
}

fn spans(text: &str) -> Vec<&str> {
    let (body, _) = parsed(text);
    body.references.iter().map(|r| at(text, r.span)).collect()
}

#[test]
fn references_know_what_they_name_and_where() {
    let text = "See [[QP-09#release|the *release*]], [[FM-012]], [[clause:8.5.1]], [[ #here ]], \
                [[clause: iso-9001-2015:8.4.1|x]] and [purchasing](../purchasing.md#a%20b \"t\").\n";
    assert_eq!(
        targets(text),
        [
            Target::Id {
                id: "QP-09".into(),
                section: Some("release".into())
            },
            id("FM-012"),
            Target::Clause("8.5.1".into()),
            Target::Here {
                section: "here".into()
            },
            Target::Clause("iso-9001-2015:8.4.1".into()),
            Target::Path {
                path: "../purchasing.md".into(),
                fragment: Some("a b".into())
            },
        ]
    );
    assert_eq!(
        spans(text),
        [
            "QP-09#release",
            "FM-012",
            "clause:8.5.1",
            "#here",
            "clause: iso-9001-2015:8.4.1",
            "../purchasing.md#a%20b"
        ]
    );
    assert_eq!(
        html(text),
        "<p>See {link 0}the <em>release</em></a>, {link 1}{text 1}</a>, {link 2}{text 2}</a>, \
         {link 3}{text 3}</a>, {link 4}x</a> and {link 5}purchasing</a>.</p>\n"
    );
}

#[test]
fn spots_are_those_of_the_address_and_not_of_an_equal_text() {
    for (text, span) in [
        ("[b.md](b.md)\n", (1, 8)),
        ("[a](b.md \"](b.md\")\n", (1, 5)),
        ("[`](b.md`](<b.md>)\n", (1, 13)),
        ("[a *b*\nc]( b.md )\n", (2, 5)),
        ("[![x](i.png)](b.md)\n", (1, 15)),
        ("[a][r] b.md\n\n> [r]: b.md 'b.md'\n", (3, 8)),
        ("[r]\n\n[R]:\n   <b.md>\n", (4, 5)),
        ("satisfies:b [[b.md]]\n", (1, 15)),
    ] {
        let (body, _) = parsed(text);
        let last = body
            .references
            .iter()
            .rfind(|r| r.shown == Shown::Link)
            .unwrap();
        assert_eq!(at(text, last.span), "b.md", "{text}");
        assert_eq!((last.span.line, last.span.column), span, "{text}");
    }
    assert_eq!(spans("[a](b\\_c(1).md)\n"), ["b\\_c(1).md"]);
    assert_eq!(targets("[a](b\\_c(1).md)\n"), [path("b_c(1).md")]);
}

#[test]
fn references_stand_wherever_text_stands() {
    let text = "# [[A]]\n\n*[[B]]* **[[C|c]]**\n\n| [[D\\|d]] | [[E]] |\n|--|--|\n| [[F\\|f]] | [x](y.md) |\n\n\
                - [[G]]\n\n> [[H]]\n\nx[^1]\n\n[^1]: [[I]]\n";
    let ids = ["A", "B", "C", "D", "E", "F", "y.md", "G", "H", "I"];
    assert_eq!(spans(text), ids);
    assert_data_eq!(
        html(text),
        str![[r##"
<h1 id="a">{link 0}{text 0}</a>{end 0}</h1>
<p><em>{link 1}{text 1}</a></em> <strong>{link 2}c</a></strong></p>
<div class="table-wrap" tabindex="0" role="group" aria-labelledby="a">
<table>
<thead>
<tr><th scope="col">{link 3}d</a></th><th scope="col">{link 4}{text 4}</a></th></tr>
</thead>
<tbody>
<tr><td>{link 5}f</a></td><td>{link 6}x</a></td></tr>
</tbody>
</table></div>
<ul>
<li>{link 7}{text 7}</a></li>
</ul>
<blockquote>
<p>{link 8}{text 8}</a></p>
</blockquote>
<p>x<sup class="footnote-reference"><a id="footnote-reference-1" href="#footnote-1" role="doc-noteref">1</a></sup></p>
<section class="footnotes" role="doc-endnotes" aria-label="{Footnotes}">
<hr>
<ol>
<li id="footnote-1"><p>{link 9}{text 9}</a></p>
<a class="footnote-back" href="#footnote-reference-1" role="doc-backlink" aria-label="{BackToText(1)}">↩</a> </li>
</ol>
</section>

"##]]
    );
    let headings: Vec<_> = body(text)
        .references
        .iter()
        .map(|r| r.heading.map(|h| h.0))
        .collect();
    assert_eq!(headings, [Some(0); 10]);
}

#[test]
fn a_link_without_text_shows_its_target() {
    assert_eq!(
        html("[[A|]] [[B| ]] [](c.md) [](https://d.example)\n"),
        "<p>{link 0}{text 0}</a> {link 1} {text 1}</a> {link 2}{text 2}</a> \
         <a href=\"https://d.example\" rel=\"noopener\">https://d.example</a></p>\n"
    );
}

#[test]
fn a_name_may_be_broken_over_lines() {
    let text = "[[clause:iso-9001-2015:\r\n8.4.1|x]] [[Control of\nrecords]]\n";
    assert_eq!(
        targets(text),
        [
            Target::Clause("iso-9001-2015: 8.4.1".into()),
            id("Control of records")
        ]
    );
}

#[test]
fn other_sites_are_linked_and_are_no_references() {
    let text = "[a](https://a.example/?x=1&y=\"2\" \"The \\\"A\\\"\") <mailto:b@c.example> <b@c.example> [c](//c.example) \
                [t](tel:+1) [[https://d.example|d]]\n";
    let body = body(text);
    assert_eq!(body.references, []);
    let links = [
        "<a href=\"https://a.example/?x=1&amp;y=&quot;2&quot;\" title=\"The &quot;A&quot;\" rel=\"noopener\">a</a>",
        "<a href=\"mailto:b@c.example\" rel=\"noopener\">mailto:b@c.example</a>",
        "<a href=\"mailto:b@c.example\" rel=\"noopener\">b@c.example</a>",
        "<a href=\"https://c.example\" rel=\"noopener\">c</a>",
        "<a href=\"tel:+1\" rel=\"noopener\">t</a>",
        "<a href=\"https://d.example\" rel=\"noopener\">d</a>",
    ];
    assert_eq!(shown(&body), format!("<p>{}</p>\n", links.join(" ")));
}

#[test]
fn addresses_that_nobody_may_follow_are_lost_and_reported() {
    for text in [
        "[a](javascript:alert(1))\n",
        "[a](JAVASCRIPT:x)\n",
        "[a](java&#115;cript:x)\n",
        "[a](data:text/html,x)\n",
        "![a](data:image/png;base64,AAAA)\n",
        "[a](vbscript:x)\n",
        "[a]()\n",
    ] {
        let (body, diagnostics) = parsed(text);
        assert_eq!(shown(&body), "<p>a</p>\n", "{text}");
        assert_eq!(diagnostics[0].rule.name, "broken-reference", "{text}");
        assert_eq!(body.references, [], "{text}");
    }
    assert_eq!(html("[[ ]] [[#|x]]\n"), "<p>[[ ]] x</p>\n");
    assert_eq!(
        mistakes("[[ ]] [[#|x]]\n"),
        [
            ("broken-reference", "[[ ]]".to_owned()),
            ("broken-reference", "[[#|x]]".to_owned())
        ]
    );
    assert_eq!(html("[top](#)\n"), "<p>top</p>\n");
    assert_eq!(mistakes("[top](#)\n"), []);
}

#[test]
fn angle_brackets_that_are_no_address_are_text() {
    let text = "<iso-9001:8.4> and <part number>\n";
    assert_eq!(
        html(text),
        "<p>&lt;iso-9001:8.4&gt; and &lt;part number&gt;</p>\n"
    );
    assert_eq!(mistakes(text), []);
}

#[test]
fn images_of_the_manual_are_shown_and_others_are_linked() {
    let text = "![The *{{ x }}* \"map\"](map%20a.svg \"Map\") ![far](https://far.example/x.png) \
                ![](//far.example/y.png) ![[photo.JPG]] ![[photo.png|A `photo`]] ![[QP-01]] ![r][m]\n\n[m]: m.gif\n";
    let (body, _) = parsed(text);
    assert_eq!(
        shown(&body),
        "<p><img src=\"{address 0}\" alt=\"The {variable 0} &quot;map&quot;\" title=\"Map\"> \
         <a href=\"https://far.example/x.png\" rel=\"noopener\">far</a> \
         <a href=\"https://far.example/y.png\" rel=\"noopener\">https://far.example/y.png</a> \
         <img src=\"{address 1}\" alt=\"photo.JPG\"> <img src=\"{address 2}\" alt=\"A photo\"> \
         {link 3}{text 3}</a> <img src=\"{address 4}\" alt=\"r\"></p>\n"
    );
    let found = |r: &Reference| (r.target.clone(), r.shown, at(text, r.span).to_owned());
    let found: Vec<_> = body.references.iter().map(found).collect();
    assert_eq!(
        found,
        [
            (path("map a.svg"), Shown::Image, "map%20a.svg".to_owned()),
            (path("photo.JPG"), Shown::Image, "photo.JPG".to_owned()),
            (path("photo.png"), Shown::Image, "photo.png".to_owned()),
            (id("QP-01"), Shown::Link, "QP-01".to_owned()),
            (path("m.gif"), Shown::Image, "m.gif".to_owned()),
        ]
    );
}

#[test]
fn an_image_in_a_link_never_makes_a_link_in_a_link() {
    assert_eq!(
        html("[![a](https://x.example/a.png)](b.md) [![c](c.png)](https://d.example)\n"),
        "<p>{link 0}a</a> <a href=\"https://d.example\" rel=\"noopener\">\
         <img src=\"{address 1}\" alt=\"c\"></a></p>\n"
    );
}
