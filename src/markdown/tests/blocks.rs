use snapbox::{assert_data_eq, str};

use crate::markdown::tests::{html, mistakes, parsed};

#[test]
fn alerts_have_a_title_that_is_text() {
    assert_eq!(
        html("> [!NOTE]\n> Mind *this*.\n\n> [!CAUTION]\n> x\n\n> plain\n"),
        "<aside class=\"alert alert-note\">\n<p class=\"alert-title\">{Note}</p>\n\
         <p>Mind <em>this</em>.</p>\n</aside>\n\
         <aside class=\"alert alert-caution\">\n<p class=\"alert-title\">{Caution}</p>\n<p>x</p>\n</aside>\n\
         <blockquote>\n<p>plain</p>\n</blockquote>\n"
    );
}

#[test]
fn notices_of_obsidian_are_drawn_without_a_setting() {
    assert_eq!(
        html(
            "> [!summary] R\u{e9}sum\u{e9}\n> *Objet* : text.\n\n> [!abstract]- Folded\n> more\n\n> [!faq]\n> x\n"
        ),
        "<aside class=\"alert alert-note\">\n<p class=\"alert-title\">R\u{e9}sum\u{e9}</p>\n\
         <p><em>Objet</em> : text.</p>\n</aside>\n\
         <details class=\"alert alert-note\">\n<summary class=\"alert-title\">Folded</summary>\n<p>more</p>\n</details>\n\
         <aside class=\"alert alert-note\">\n<p class=\"alert-title\">Faq</p>\n<p>x</p>\n</aside>\n"
    );
}

#[test]
fn tables_are_named_after_their_section_and_have_no_inline_styles() {
    let table = "| a | b | |\n|:--|--:|:-:|\n| 1 | 2 | |\n";
    assert_eq!(
        html(&format!("## T {{#t}}\n\n{table}")),
        "<h2 id=\"t\">T{end 0}</h2>\n\
         <div class=\"table-wrap\" tabindex=\"0\" role=\"group\" aria-labelledby=\"t\">\n<table>\n\
         <thead>\n<tr><th scope=\"col\" class=\"align-left\">a</th>\
         <th scope=\"col\" class=\"align-right\">b</th><td></td></tr>\n</thead>\n\
         <tbody>\n<tr><td class=\"align-left\">1</td><td class=\"align-right\">2</td>\
         <td class=\"align-center\"></td></tr>\n</tbody>\n</table></div>\n"
    );
    let html = html(table);
    assert!(
        html.starts_with("<div class=\"table-wrap\" tabindex=\"0\">\n<table>"),
        "{html}"
    );
}

#[test]
fn a_table_without_rows_is_whole() {
    assert_data_eq!(
        html("| a |\n|--|\n\nx\n"),
        str![[r#"
<div class="table-wrap" tabindex="0">
<table>
<thead>
<tr><th scope="col">a</th></tr>
</thead>
</table></div>
<p>x</p>

"#]]
    );
}

#[test]
fn tasks_say_whether_they_are_done() {
    assert_eq!(
        html("- [x] a\n- [ ] b\n"),
        "<ul>\n<li>{task true} a</li>\n\
         <li>{task false} b</li>\n</ul>\n"
    );
}

#[test]
fn lists_begin_where_their_author_says() {
    assert_eq!(
        html("3. a\n\n   b\n4. c\n\n---\n\n1) d\n"),
        "<ol start=\"3\">\n<li><p>a</p>\n<p>b</p>\n</li>\n<li><p>c</p>\n</li>\n</ol>\n<hr>\n\
         <ol>\n<li>d</li>\n</ol>\n"
    );
}

#[test]
fn code_names_its_language_and_nothing_else() {
    let block = |name: &str, class: &str, text: &str| {
        format!(
            "<div class=\"code\"><span class=\"code-language\">{name}</span>\
             <pre><code class=\"language-{class}\">{text}\n</code></pre></div>\n"
        )
    };
    assert_eq!(
        html("```C++ hl=1\nx\r\n```\n\n```\"onload=\"x\ny\n```\n\n``` \nz\n```\n"),
        block("c++", "c++", "x")
            + &block("onloadx", "onloadx", "y")
            + "<pre><code>z\n</code></pre>\n"
    );
    assert_eq!(
        html("```text\nx\n```\n"),
        "<pre><code class=\"language-text\">x\n</code></pre>\n"
    );
}

#[test]
fn code_that_is_wider_than_a_phone_can_be_scrolled_by_keyboard() {
    let html = html(&format!("    {}\n", "x".repeat(37)));
    assert!(html.starts_with("<pre tabindex=\"0\"><code>x"), "{html}");
}

#[test]
#[cfg(feature = "highlighting")]
fn code_is_marked_also_where_the_page_has_tags_of_its_author() {
    let plain = html("```json\n{\"a\": \"<b>\"}\n```\n");
    assert!(
        plain.contains("class=\"s\"") && plain.contains("&lt;b&gt;"),
        "{plain}"
    );
    let marked = html("<b>x</b>\n\n```json\n{\"a\": \"<b>\"}\n```\n");
    assert_eq!(marked, format!("<p><b>x</b></p>\n{plain}"));
}

#[test]
#[cfg(feature = "diagrams")]
fn a_diagram_is_drawn_with_its_source_beside_it() {
    let source = "```mermaid\nflowchart LR\n  A[Need] --> B[Order]\n```\n";
    let plain = html(source);
    for part in [
        "<figure class=\"diagram\">",
        "role=\"img\"",
        "aria-label=\"{Diagram}\"",
        ">Need</text>",
        "marker-end=\"url(#_d1-",
        "<summary>{DiagramSource}</summary>",
        "A[Need] --&gt; B[Order]",
    ] {
        assert!(plain.contains(part), "{part}: {plain}");
    }
    let marked = html(&format!("<b>x</b>\n\n{source}"));
    assert_eq!(marked, format!("<p><b>x</b></p>\n{plain}"));
    let two = html(&source.repeat(2));
    assert!(two.contains("id=\"_d2-"), "{two}");
}

#[test]
#[cfg(feature = "diagrams")]
fn a_diagram_that_is_not_drawn_says_where_it_is_wrong() {
    let (_, diagnostics) =
        parsed("> ```mermaid\n> flowchart LR\n>   A --> B\n>   B[open --> C\n> ```\n");
    let [diagnostic] = &*diagnostics else {
        panic!("{diagnostics:?}");
    };
    assert_eq!(diagnostic.rule.name, "diagram-not-drawn");
    assert_eq!(
        (
            diagnostic.location.span.line,
            diagnostic.location.span.column
        ),
        (4, 5)
    );
    let html = html("```mermaid\nflowchart LR\n  B[open\n```\n");
    assert!(
        html.starts_with("<figure class=\"diagram not-drawn\">\n<figcaption>{DiagramNotDrawn}</figcaption>\n<pre>"),
        "{html}"
    );
}

#[test]
fn definitions_need_a_space_behind_their_colon() {
    assert_eq!(
        html("Term\n: Meaning\n"),
        "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>\n"
    );
    assert_eq!(
        html("Text\n:::note\nbody `:x`\n:::\n"),
        "<p>Text\n:::note\nbody <code>:x</code>\n:::</p>\n"
    );
    assert_eq!(html("Hi\n:smile: ; you\n"), "<p>Hi\n:smile: ; you</p>\n");
    assert_eq!(
        html("```\n:a\n;b\n```\n"),
        "<pre><code>:a\n;b\n</code></pre>\n"
    );
}

#[test]
fn math_and_front_matter_in_mid_page_stay_text() {
    assert_eq!(html("$a$ and $$b$$\n"), "<p>$a$ and $$b$$</p>\n");
    assert_eq!(
        html("a\n\n---\n\nb: c\n\n---\n"),
        "<p>a</p>\n<hr>\n<p>b: c</p>\n<hr>\n"
    );
}

#[test]
fn strikethrough_and_breaks_are_kept() {
    assert_eq!(
        html("~~a~~ b  \nc\\\nd\ne\n"),
        "<p><del>a</del> b<br>\nc<br>\nd\ne</p>\n"
    );
}

#[test]
fn footnotes_are_numbered_by_their_first_reference_and_lead_back() {
    let text = "[^b]: Second.\n\nx[^a] y[^b] z[^A]\n\n[^a]: First, see[^c].\n\n[^c]: Third.\n";
    assert_eq!(mistakes(text), []);
    assert_data_eq!(
        html(text),
        str![[r##"
<p>x<sup class="footnote-reference"><a id="footnote-reference-1" href="#footnote-1" role="doc-noteref">1</a></sup> y<sup class="footnote-reference"><a id="footnote-reference-2" href="#footnote-2" role="doc-noteref">2</a></sup> z<sup class="footnote-reference"><a id="footnote-reference-1-2" href="#footnote-1" role="doc-noteref">1</a></sup></p>
<section class="footnotes" role="doc-endnotes" aria-label="{Footnotes}">
<hr>
<ol>
<li id="footnote-1"><p>First, see<sup class="footnote-reference"><a id="footnote-reference-3" href="#footnote-3" role="doc-noteref">3</a></sup>.</p>
<a class="footnote-back" href="#footnote-reference-1" role="doc-backlink" aria-label="{BackToText(1)}">↩</a> <a class="footnote-back" href="#footnote-reference-1-2" role="doc-backlink" aria-label="{BackToText(2)}">↩</a> </li>
<li id="footnote-2"><p>Second.</p>
<a class="footnote-back" href="#footnote-reference-2" role="doc-backlink" aria-label="{BackToText(1)}">↩</a> </li>
<li id="footnote-3"><p>Third.</p>
<a class="footnote-back" href="#footnote-reference-3" role="doc-backlink" aria-label="{BackToText(1)}">↩</a> </li>
</ol>
</section>

"##]]
    );
}

#[test]
fn footnotes_that_nothing_refers_to_are_still_seen() {
    assert_data_eq!(
        html("x[^1]\n\n[^1]: One.\n\n[^1]: Again.\n\n[^2]: Alone.\n"),
        str![[r##"
<p>x<sup class="footnote-reference"><a id="footnote-reference-1" href="#footnote-1" role="doc-noteref">1</a></sup></p>
<section class="footnotes" role="doc-endnotes" aria-label="{Footnotes}">
<hr>
<ol>
<li id="footnote-1"><p>One.</p>
<a class="footnote-back" href="#footnote-reference-1" role="doc-backlink" aria-label="{BackToText(1)}">↩</a> </li>
<li id="footnote-2"><p>Again.</p>
</li>
<li id="footnote-3"><p>Alone.</p>
</li>
</ol>
</section>

"##]]
    );
}

#[test]
fn a_reference_to_no_footnote_is_text() {
    assert_eq!(html("x[^1]\n"), "<p>x[^1]</p>\n");
}

#[test]
fn footnotes_and_headings_never_have_the_same_id() {
    let (body, _) = parsed("# Footnote 1\n\nx[^1]\n\n## y {#footnote-reference-1}\n\n[^1]: n\n");
    assert_data_eq!(
        crate::markdown::tests::shown(&body),
        str![[r##"
<h1 id="footnote-1">Footnote 1{end 0}</h1>
<p>x<sup class="footnote-reference"><a id="footnote-reference-1-2" href="#footnote-1-2" role="doc-noteref">1</a></sup></p>
<h2 id="footnote-reference-1">y{end 1}</h2>
<section class="footnotes" role="doc-endnotes" aria-label="{Footnotes}">
<hr>
<ol>
<li id="footnote-1-2"><p>n</p>
<a class="footnote-back" href="#footnote-reference-1-2" role="doc-backlink" aria-label="{BackToText(1)}">↩</a> </li>
</ol>
</section>

"##]]
    );
}

#[test]
fn headings_in_footnotes_come_in_the_order_of_the_page() {
    let (body, _) = parsed("x[^1]\n\n[^1]: a\n\n    ## In note\n\n# After\n");
    let titles: Vec<_> = body.headings.iter().map(|h| h.id.as_str()).collect();
    assert_eq!(titles, ["after", "in-note"]);
    let html = crate::markdown::tests::shown(&body);
    assert!(html.find("{end 0}") < html.find("{end 1}"), "{html}");
}
