//! Tests of what the parser gets to read.

use super::callouts::{Callout, CalloutKind, CalloutTitle, rewritten};
use crate::diagnostics::{Source, SourcePath};
use crate::manual::PageSettings;
use crate::markdown::parse_body;

/// The text for the parser.
fn shown(text: &str) -> String {
    rewritten(text, true).map_or_else(|| text.to_owned(), |it| it.text)
}

fn first(text: &str) -> Callout {
    rewritten(text, true).unwrap().callouts.remove(0)
}

#[test]
fn a_quotation_with_a_word_in_brackets_is_a_notice() {
    let quoted = |text: &str| rewritten(text, false).map(|it| (it.text, it.callouts));
    for (text, expected) in [
        (
            "> [!summary] A title\n> Text\n",
            "> ###### A title\n> Text\n",
        ),
        ("> [!Abstract]-\n> Text\n", "> \n> Text\n"),
        (">[!NOTE]+ **Hot**\n>Text\n", ">###### **Hot**\n>Text\n"),
        (
            "> [!quote]\n> > [!tip] In\n> > x\n",
            "> \n> > ###### In\n> > x\n",
        ),
        ("Text\n\n> x\n\n> [!bug] y", "Text\n\n> x\n\n> ###### y"),
    ] {
        assert_eq!(quoted(text).unwrap().0, expected, "{text}");
    }
    let callouts = quoted("> [!summary]- A title\n> > [!Tldr]\n").unwrap().1;
    let shown: Vec<_> = callouts
        .into_iter()
        .map(|it| (it.line, it.kind, it.title, it.folded))
        .collect();
    assert_eq!(
        shown,
        [
            (
                0..21,
                CalloutKind::Note,
                CalloutTitle::Written(14..21),
                Some(false)
            ),
            (
                24..33,
                CalloutKind::Note,
                CalloutTitle::Word("Tldr".to_owned()),
                None
            ),
        ]
    );
    for text in [
        "> [!NOTE]\n> x\n",
        "> [!nothing] x\n",
        "> x\n> [!tip] y\n",
        "```\n> [!tip] y\n```\n",
        "    > [!tip] y\n",
        "!!! note \"[!x]\"\n    y\n",
    ] {
        assert!(quoted(text).is_none(), "{text}");
    }
}

#[test]
fn an_indented_body_becomes_a_quotation() {
    for (text, expected) in [
        (
            "!!! note \"Hot\"\n    One\n\n    Two\nBehind\n",
            "> ###### Hot\n> One\n> \n> Two\n\nBehind\n",
        ),
        (
            "Before\n!!! tip\n\tOne\n\n\n!!! tip\n    Two",
            "Before\n>\n> One\n\n\n>\n> Two",
        ),
        // Nested, and in an item of a list.
        (
            "??? note\n    !!! tip\n        In\n    Out\n",
            ">\n> >\n> > In\n> \n> Out\n",
        ),
        (
            "- Item\n\n    !!! note\n        In\n\n  more\n",
            "- Item\n\n    >\n    > In\n\n  more\n",
        ),
        (
            "=== \"A\"\n    1\n=== \"B\"\n    2\n",
            "> ###### A\n> 1\n\n> ###### B\n> 2\n",
        ),
        // A list and code keep their own indentation.
        (
            "!!! note\n    - a\n      b\n\n        code\n",
            ">\n> - a\n>   b\n> \n>     code\n",
        ),
        (
            "!!! note\n    ```\n    !!! tip\n\n    x\n    ```\n    y\n",
            ">\n> ```\n> !!! tip\n> \n> x\n> ```\n> y\n",
        ),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn colons_open_and_close_a_quotation() {
    for (text, expected) in [
        (
            ":::note Hot\nOne\n\nTwo\n:::\nBehind\n",
            "> ###### Hot\n> One\n> \n> Two\n\nBehind\n",
        ),
        (
            "::::info\n:::tip[T]\nIn\n:::\nOut\n::::\nBehind\n",
            ">\n> > ###### T\n> > In\n> \n> Out\n\nBehind\n",
        ),
        (
            "1. Item\n   :::note\n   In\n   :::\n2. Next\n",
            "1. Item\n   >\n   > In\n\n2. Next\n",
        ),
        (
            "!!! note\n    :::tip\n    In\n    :::\n",
            ">\n> >\n> > In\n> \n",
        ),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_notice_stays() {
    for text in [
        "Title\n===\n",
        "=== Not quoted\n",
        "```\n!!! note\n    x\n```\n",
        "Text\n\n    !!! note\n",
        "<!--\n:::note\n-->\n",
        "!!! \"Only a title\"\n",
        "!!!\n",
        "::: \n:::\n",
        "wow!!! note\n",
        "!!! note \"never closed\n",
    ] {
        assert_eq!(shown(text), text);
    }
}

#[test]
fn the_first_line_says_kind_title_and_folding() {
    use CalloutKind as K;
    let title = |text: &str, callout: &Callout| match &callout.title {
        CalloutTitle::OfKind => "(kind)".to_owned(),
        CalloutTitle::None => "(none)".to_owned(),
        CalloutTitle::Word(word) => format!("({word})"),
        CalloutTitle::Written(range) => text[range.clone()].to_owned(),
    };
    for (line, kind, expected, folded) in [
        ("!!! note", K::Note, "(kind)", None),
        ("!!!danger \"A \"b\" c\"", K::Caution, "A \"b\" c", None),
        ("!!! Warning \"\"", K::Warning, "(none)", None),
        ("!!! tip inline end \"T\"", K::Tip, "T", None),
        (
            "!!! note Be careful, please",
            K::Note,
            "Be careful, please",
            None,
        ),
        ("!!! example", K::Note, "(Example)", None),
        ("??? success", K::Tip, "(Success)", Some(false)),
        ("???+ bug \"T\"", K::Caution, "T", Some(true)),
        ("=== \"Tab one\"", K::Tab, "Tab one", None),
        ("===! \"T\"", K::Tab, "T", None),
        (":::note", K::Note, "(kind)", None),
        (
            "::: warning Mind the step :::",
            K::Warning,
            "Mind the step",
            None,
        ),
        (":::caution[Hot *end*]{#x}", K::Caution, "Hot *end*", None),
        (":::tip{title=\"T\"}", K::Tip, "T", None),
        (
            "::: {.callout-important title=\"T\"}",
            K::Important,
            "T",
            None,
        ),
        (":::{attention} T", K::Warning, "T", None),
        ("::: details More", K::Note, "More", Some(false)),
    ] {
        let callout = first(&format!("{line}\n    x\n"));
        assert_eq!(
            (callout.kind, &*title(line, &callout), callout.folded),
            (kind, expected, folded),
            "{line}"
        );
        assert_eq!(callout.is_unclosed, line.starts_with(':'), "{line}");
    }
}

/// Numbers that look random, the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

#[test]
fn no_word_is_lost_and_each_place_is_right() {
    const BEGINNINGS: [&str; 24] = [
        "!!! note \"",
        "??? tip ",
        ":::",
        ":::note ",
        "=== \"",
        "- ",
        "1. ",
        "a) ",
        "b) ",
        "(a) ",
        "(b) ",
        "a. ",
        "b. ",
        "> ",
        "## ",
        "```",
        "| a | b |",
        "",
        "",
        "",
        "<b>",
        "[^1]: ",
        ": ",
        "<!-- -->",
    ];
    const INDENTS: [&str; 6] = ["", "", "  ", "    ", "\t", "        "];
    let mut numbers = Numbers(7);
    for round in 0..600 {
        let mut text = String::new();
        let mut words = Vec::new();
        for line in 0..numbers.below(14) {
            let indent = INDENTS[numbers.below(INDENTS.len())];
            let begin = BEGINNINGS[numbers.below(BEGINNINGS.len())];
            match numbers.below(4) {
                0 => text.push('\n'),
                _ => {
                    let word = format!("w{round}x{line}");
                    // What is no paragraph may be hidden: the language of code, a footnote.
                    let is_shown =
                        !matches!(begin, "```" | "[^1]: " | "=== \"" | "<b>" | "| a | b |");
                    let end = if begin.ends_with('"') { "\"" } else { "" };
                    text.push_str(&format!(
                        "{indent}{begin}{word} [[satisfies:{word}]]{end}\n"
                    ));
                    words.extend(is_shown.then_some(word));
                }
            }
        }
        let source = Source::new(SourcePath::new("a.md"), &text);
        let settings = PageSettings {
            admonitions: true,
            ..PageSettings::default()
        };
        let parsed = parse_body(&source, 0, settings);
        for claim in &parsed.body.claims {
            let span = claim.clause.span;
            let written = &text[span.start as usize..span.end as usize];
            assert!(written.contains(&claim.clause.value), "{text}\n{written}");
        }
        // Blocks of code stand beside the rest of the page.
        let code = parsed.fragment.code.iter().map(|block| &*block.text);
        let html: String = std::iter::once(&*parsed.fragment.html)
            .chain(code)
            .collect();
        let is_code = text.contains("```");
        for word in words
            .iter()
            .filter(|_| !is_code && !text.contains("[^1]") && !text.contains("| a |"))
        {
            assert!(html.contains(&**word), "{word} in\n{text}\n{html}");
        }
    }
}
