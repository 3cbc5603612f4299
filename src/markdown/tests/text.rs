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
    let html = shown(&body);
    assert!(html.contains("alt=\"{variable 4}\""), "{html}");
    assert!(html.contains("<em>{variable 2}</em>"), "{html}");
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
