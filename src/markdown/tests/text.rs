use crate::markdown::words_of;
use snapbox::{assert_data_eq, str};

use crate::manual::TextPiece;
use crate::markdown::tests::{at, body, html, shown};

#[test]
fn variables_are_holes_wherever_text_is_shown() {
    let text = "# {{ a }}\n\n{{b_c_d}} *{{ e }}* [{{ f }}](g.md) ![{{ h }}](i.png) [[J|{{ k }}]] x[^1]\n\n\
                | {{ l }} |\n|--|\n| {{m}} |\n\n[^1]: {{ n }}\n";
    let body = body(text);
    let names: Vec<_> = body.variables.iter().map(|v| v.value.as_str()).collect();
    assert_eq!(names, ["a", "b_c_d", "e", "f", "h", "k", "l", "m", "n"]);
    for variable in &body.variables {
        assert_eq!(at(text, variable.span), variable.value);
    }
    assert_data_eq!(
        shown(&body),
        str![[r##"
<h1 id="a">{variable 0}{end 0}</h1>
<p>{variable 1} <em>{variable 2}</em> {link 0}{variable 3}</a> <img src="{address 1}" alt="{variable 4}"> {link 2}{variable 5}</a> x<sup class="footnote-reference"><a id="footnote-reference-1" href="#footnote-1" role="doc-noteref">1</a></sup></p>
<div class="table-wrap" tabindex="0" role="group" aria-labelledby="a">
<table>
<thead>
<tr><th scope="col">{variable 6}</th></tr>
</thead>
<tbody>
<tr><td>{variable 7}</td></tr>
</tbody>
</table></div>
<section class="footnotes" role="doc-endnotes" aria-label="{Footnotes}">
<hr>
<ol>
<li id="footnote-1"><p>{variable 8}</p>
<a class="footnote-back" href="#footnote-reference-1" role="doc-backlink" aria-label="{BackToText(1)}">↩</a> </li>
</ol>
</section>

"##]]
    );
}

#[test]
fn code_raw_html_and_what_is_escaped_hold_no_variables() {
    for text in [
        "`{{ a }}`\n",
        "    {{ a }}\n",
        "```\n{{ a }}\n```\n",
        "<b title=\"{{ a }}\"></b>\n",
        "<div>\n{{ a }}\n</div>\n",
        "\\{{ a }} {\\{ a }} &#123;{ a }}\n",
        "{{ not a name! }} {{ }} {{a\n",
        "{{ a\n}}\n",
        "{{ `a` }}\n",
    ] {
        assert_eq!(body(text).variables, [], "{text}");
    }
    assert_eq!(html("\\{{ a }} {{ b\n"), "<p>{{ a }} {{ b</p>\n");
    assert_eq!(body("\\\\{{ a }}\n").variables.len(), 1);
}

#[test]
fn text_is_escaped() {
    assert_eq!(
        html("1 < 2 & \"x\" > 0 \u{0}&lt;b&gt; `<&>`\n\n    <code>\n"),
        "<p>1 &lt; 2 &amp; &quot;x&quot; &gt; 0 \u{fffd}&lt;b&gt; <code>&lt;&amp;&gt;</code></p>\n\
         <pre><code>&lt;code&gt;\n</code></pre>\n"
    );
}

#[test]
fn an_excerpt_is_the_text_of_paragraphs() {
    let text = "# Title\n\n{{ company }} buys [steel](a.md) as [[QP-01|said]] in [[QP-02]].\nNext *line* \
                ![map](m.png).\n\n    code\n\n| a |\n|--|\n| b |\n\n- item\n\nEnd[^1]. [[satisfies:8.1]]\n\n[^1]: Note.\n";
    assert_eq!(
        body(text).excerpt,
        [
            TextPiece::Variable(0),
            TextPiece::Text(" buys steel as said in QP-02. Next line . End. ".into()),
        ]
    );
}

#[test]
fn texts_that_differ_only_in_white_space_have_the_same_words() {
    for (one, other) in [
        ("one two", "one\r\n\ttwo\n"),
        ("one two", "one\u{b}\u{c}two"),
        ("one two", "one\u{a0}two"),
        ("é two", " é\u{2003}two"),
    ] {
        assert_eq!(words_of(one), words_of(other), "{other:?}");
    }
    for (one, other) in [
        ("one two", "onetwo"),
        ("one\u{1f}two", "one two"),
        ("é", "e"),
    ] {
        assert_ne!(words_of(one), words_of(other), "{other:?}");
    }
}
