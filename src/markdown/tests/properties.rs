use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::manual::ClaimOrigin;
use crate::markdown::Hole;
use crate::markdown::tests::{Text, assert_safe, at, attribute, parsed, shown, tags};

/// Parts of random pages, well-formed and malformed.
const PARTS: &[&str] = &[
    "[[",
    "]]",
    "|",
    "\\|",
    "[[QP-01]]",
    "[[QP-01#a|b]]",
    "[[clause:8.4.1]]",
    "[[satisfies:8.4.1]]",
    "[[satisfies:8.4.1|partial]]",
    "![",
    "](",
    ")",
    "[a](b.md#c)",
    "![a](b.png \"t\")",
    "[x]: y.md\n",
    "[x]",
    "{{ a }}",
    "{{",
    "}}",
    "{{ b_c }}",
    "\\",
    "# ",
    "## A ",
    "{#a}",
    "{#b clause=8.4}",
    "{clause=\"8 b)\" extent=x}",
    "\n",
    "\n\n",
    "\r\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "  ",
    "\t",
    "- [x] ",
    "> [!NOTE]\n",
    "| a | b |\n|--|:-:|\n",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "---\n",
    "===\n",
    ": ",
    ":::note\n",
    "[^1]",
    "[^1]: ",
    "<!--",
    "-->",
    "<",
    ">",
    "<b>",
    "</b>",
    "<b id=\"x\" onclick=\"y\">",
    "<div>",
    "</div>\n",
    "<details>",
    "</details>",
    "<table>",
    "<tr><td>",
    "</table>",
    "<a href=\"x.md\">",
    "</a>",
    "<a href='javascript:x'>",
    "<img src=y.png>",
    "<img src=https://x.example/y.png onerror=z>",
    "<script>",
    "</script>",
    "<style>",
    "<svg>",
    "<p>",
    "<h2>",
    "<pre>",
    "<textarea>",
    "<plaintext>",
    "<name>",
    "<https://x.example>",
    "javascript:",
    "[j](javascript:x)",
    "&lt;script&gt;",
    "&#106;avascript:",
    "é",
    "品",
    "\u{301}",
    "\u{0}",
    "word ",
    "a",
    "\"",
    "'",
    "=",
    "&amp;",
    "\u{feff}",
];

fn page() -> impl Strategy<Value = String> {
    page_of(PARTS.to_vec())
}

/// Pages without openers that Markdown itself continues to the end of the page.
fn calm_page() -> impl Strategy<Value = String> {
    page_of(
        PARTS
            .iter()
            .copied()
            .filter(|part| !swallows(part))
            .collect(),
    )
}

fn swallows(text: &str) -> bool {
    const OPENERS: &[&str] = &[
        "```",
        "~~~",
        "<!",
        "<?",
        "<script",
        "<style",
        "<pre",
        "<textarea",
        "    ",
        "\t",
        "[^1]: ",
        "- ",
        "1. ",
    ];
    let text = text.to_lowercase();
    OPENERS.iter().any(|opener| text.contains(opener))
}

fn page_of(parts: Vec<&'static str>) -> impl Strategy<Value = String> {
    let part = prop_oneof![
        8 => prop::sample::select(parts).prop_map(str::to_owned),
        1 => "[ -~]{0,6}",
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_spot_is_the_text_of_what_it_names(text in page()) {
        let (body, diagnostics) = parsed(&text);
        for claim in &body.claims {
            let named = at(&text, claim.span()).split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(&named, claim.clause.value.trim());
        }
        for variable in &body.variables {
            prop_assert_eq!(at(&text, variable.span), &variable.value);
        }
        for heading in &body.headings {
            prop_assert!(!at(&text, heading.span).ends_with('\n'));
        }
        for reference in &body.references {
            prop_assert!(!at(&text, reference.span).is_empty());
        }
        for diagnostic in &diagnostics {
            at(&text, diagnostic.location.span);
        }
    }

    #[test]
    fn ids_are_unique_and_every_hole_stands_once(text in page()) {
        let (body, _) = parsed(&text);
        let html = shown(&body);
        let mut ids: Vec<String> = tags(&html).iter().flat_map(|tag| attribute(tag, "id")).collect();
        ids.extend(body.claims.iter().filter_map(|claim| match &claim.origin {
            ClaimOrigin::Paragraph { anchor, .. } => Some(anchor.to_string()),
            _ => None,
        }));
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), all, "{}", html);

        let ends: Vec<u32> = holes(&body, |piece| match piece { Hole::HeadingEnd(ix) => Some(ix.0), _ => None });
        prop_assert_eq!(ends.len(), body.headings.len(), "{}", html);
        let badges: Vec<u32> = holes(&body, |piece| match piece { Hole::Badge(n) => Some(n), _ => None });
        let in_text = body.claims.iter().filter(|c| matches!(c.origin, ClaimOrigin::Paragraph { .. })).count();
        prop_assert_eq!(badges.len(), in_text, "{}", html);
        let variables: Vec<u32> = holes(&body, |piece| match piece { Hole::Variable(n) => Some(n), _ => None });
        prop_assert_eq!(variables.len(), body.variables.len(), "{}", html);
    }

    #[test]
    fn no_page_runs_anything_or_asks_another_host(text in page()) {
        let html = shown(&parsed(&text).0);
        assert_safe(&html);
    }

    #[test]
    fn what_is_written_never_breaks_what_follows(text in calm_page(), inner in calm_page()) {
        prop_assume!(!swallows(&text) && !swallows(&inner));
        let page = format!("{text}\n{inner}\n\n## Last {{#last-of-all}}\n\nlast words\n");
        let html = shown(&parsed(&page).0);
        let Some(at) = html.find("<h2 id=\"last-of-all\">") else {
            return Err(TestCaseError::fail(format!("swallowed: {html}")));
        };
        let depth = tags(&html[..at]).iter().fold(0_i32, |depth, tag| {
            let name = tag.split([' ', '>']).next().unwrap_or_default();
            match name {
                "br" | "hr" | "img" | "input" | "wbr" | "source" | "col" => depth,
                name if name.starts_with('/') => depth - 1,
                _ => depth + 1,
            }
        }) + html[..at].matches("{link").count() as i32;
        prop_assert_eq!(depth, 0, "{}", html);
        prop_assert!(html[at..].contains("</h2>\n<p>last words</p>"), "{}", html);
    }
}

fn holes(body: &Text, number: fn(Hole) -> Option<u32>) -> Vec<u32> {
    let mut numbers: Vec<u32> = body
        .fragment
        .holes
        .iter()
        .filter_map(|(_, hole)| number(*hole))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[test]
fn hostile_pages_take_time_in_proportion_to_their_length() {
    let parts = [
        "[[",
        "[[a|",
        "![[",
        "{{",
        "{{ a }} ",
        "> ",
        "- ",
        "<b>",
        "<div>",
        "<a href=\"x\">",
        "<a x=\"",
        "<div '\"",
        "![",
        "*",
        "**a ",
        "# {#x clause=",
        "# a\n",
        "# {#a}\n",
        "#",
        "{#",
        "[^1]: ",
        "[^1]",
        "[^1]\n\n[^1]: [^2]\n\n[^2]: ",
        "|",
        "`",
        "<!--",
        "<script>",
        "<!",
        "<?",
        "&amp;",
        ":",
        "\n:",
        "[[satisfies:8]] ",
        "[a](b.md) ",
        "[a][r] ",
        "<table><tr><td>",
        "<svg>",
        "</b>",
        "<name>",
        "<li>",
        "> <details>\n",
        "1. ",
        "[a](",
        "\\",
        "{{ a",
        "<p>",
        "<h1>",
        "](",
        "](a b",
        "[a](b c.md) ",
        "[[satisfies:",
        "{clause=8 ",
        "{clause=8} ",
        "~~[[satisfies:8]]~~ ",
        "{{ a }} {{ b }} ",
        "<font>",
        "<b onx=1>",
        "<a id=x></a>",
        "- [ ] ",
        "<!-- x --> ",
        "[x]: y\n",
        "<<<<<<< a\n",
        "```\n",
        "| a |\n|--|\n| b | c |\n\n",
    ];
    for part in parts {
        let took = |size: usize| {
            let text = format!("{}\n\n[r]: b.md\n", part.repeat(size / part.len()));
            let begin = Instant::now();
            let (body, _) = parsed(&text);
            assert!(body.fragment.holes.len() <= text.len(), "{part}");
            begin.elapsed()
        };
        // Generous, for a build without optimisation on a busy machine. Quadratic code takes
        // minutes here.
        let time = took(200_000);
        assert!(time < Duration::from_secs(20), "{part}: {time:?}");
    }
}
