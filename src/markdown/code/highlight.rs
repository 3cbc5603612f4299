//! Syntax highlighting: comments, keywords, strings, numbers, names. The HTML has only classes; the
//! theme gives each colour scheme its colours.

/// The languages that are highlighted: the grammar, the names that a fence may use, and the name
/// that readers see.
const LANGUAGES: [(&str, &[&str], &str); 10] = [
    ("bash", &["bash", "sh", "shell"], "Shell"),
    ("css", &["css"], "CSS"),
    ("html", &["html", "htm"], "HTML"),
    ("ini", &["ini", "cfg", "conf"], "INI"),
    ("javascript", &["javascript", "js", "mjs"], "JavaScript"),
    ("json", &["json", "jsonc"], "JSON"),
    ("python", &["python", "py"], "Python"),
    ("toml", &["toml"], "TOML"),
    ("xml", &["xml", "xsd", "svg"], "XML"),
    ("yaml", &["yaml", "yml"], "YAML"),
];

/// Languages that are named but not highlighted: the name in the fence, and the name that readers
/// see. The grammar of SQL would make up a quarter of the program.
const NAMED: [(&str, &str); 1] = [("sql", "SQL")];

/// The names in a fence that mean plain text.
const PLAIN: [&str; 5] = ["text", "txt", "plain", "plaintext", "none"];

/// The name that readers see for the language of a fence; `None` for plain text.
pub(crate) fn language_name(word: &str) -> Option<&str> {
    if word.is_empty() || PLAIN.contains(&word) {
        return None;
    }
    let told_apart = LANGUAGES.iter().find(|(_, words, _)| words.contains(&word));
    let named = NAMED.iter().find(|(named, _)| *named == word);
    let name = told_apart.map(|(_, _, name)| name);
    Some(name.or(named.map(|(_, name)| name)).unwrap_or(&word))
}

/// Returns code as HTML with classes. `None` if it stays plain: the language is unknown, the code
/// is too long or contains NUL, or this build has no highlighting.
pub(crate) fn highlighted(word: &str, code: &str) -> Option<String> {
    let (language, ..) = LANGUAGES
        .iter()
        .find(|(_, words, _)| words.contains(&word))?;
    // Bounds the time. Code in a manual is seldom this long.
    const LONGEST: usize = 16 * 1024;
    if code.len() > LONGEST || code.contains('\0') {
        return None;
    }
    grammars::highlighted(language, code)
}

#[cfg(not(feature = "highlighting"))]
mod grammars {
    pub(crate) fn highlighted(_language: &str, _code: &str) -> Option<String> {
        None
    }
}

#[cfg(feature = "highlighting")]
mod grammars {
    use std::cell::Cell;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::{Arc, LazyLock};

    use arborium::{GrammarStore, Highlighter};
    use arborium_highlight::{FlatToken, spans_to_flat_tokens};
    use pulldown_cmark_escape::escape_html_body_text;

    /// The grammars, each loaded when it is first used.
    static GRAMMARS: LazyLock<Arc<GrammarStore>> = LazyLock::new(Arc::default);

    thread_local! {
        /// The parser of each thread. It is `None` while the parser works, so that a parser that
        /// panicked is not used again.
        static PARSER: Cell<Option<Highlighter>> = const { Cell::new(None) };
    }

    pub(crate) fn highlighted(language: &str, code: &str) -> Option<String> {
        let parser = PARSER.take();
        let mut parser = parser.unwrap_or_else(|| Highlighter::with_store(Arc::clone(&GRAMMARS)));
        let work = AssertUnwindSafe(|| {
            let spans = parser.highlight_spans(language, code).ok()?;
            let html = written(code, &spans_to_flat_tokens(code, spans));
            Some((html, parser))
        });
        let (html, parser) = catch_unwind(work).ok()??;
        PARSER.set(Some(parser));
        html
    }

    /// Returns the code with its tokens marked; `None` if a token's range is not valid in the code.
    fn written(code: &str, tokens: &[FlatToken]) -> Option<String> {
        let mut html = String::with_capacity(2 * code.len());
        let mut at = 0;
        let escape = |html: &mut String, range| {
            // Writing into a `String` cannot fail.
            let _ = escape_html_body_text(html, code.get(range)?);
            Some(())
        };
        for token in tokens {
            let Some(class) = class(token.tag) else {
                continue;
            };
            let (start, end) = (token.start as usize, token.end as usize);
            escape(&mut html, at..start)?;
            html.push_str("<span class=\"");
            html.push_str(class);
            html.push_str("\">");
            escape(&mut html, start..end)?;
            html.push_str("</span>");
            at = end;
        }
        escape(&mut html, at..code.len())?;
        Some(html)
    }

    /// The class for a grammar's tag. There are few classes, so that each colour is legible in
    /// every scheme.
    fn class(tag: &str) -> Option<&'static str> {
        Some(match tag {
            "c" => "c",
            "k" | "m" | "tg" => "k",
            "s" | "tl" | "tu" => "s",
            "n" | "co" => "n",
            "f" | "t" | "pr" | "at" | "cr" | "ns" | "l" | "tt" => "f",
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_the_names_that_readers_know() {
        assert_eq!(language_name("sh"), Some("Shell"));
        assert_eq!(language_name("sql"), Some("SQL"));
        assert_eq!(language_name("zpl"), Some("zpl"));
        assert_eq!(language_name("text"), None);
        assert_eq!(language_name(""), None);
    }

    #[test]
    #[cfg(feature = "highlighting")]
    fn parts_of_code_have_classes() {
        for (language, code, part) in [
            ("ini", "[gauge]\n", "[<span class=\"f\">gauge</span>]"),
            (
                "python",
                "import gauge\n",
                "<span class=\"k\">import</span> gauge",
            ),
            ("toml", "limit = 5\n", "<span class=\"n\">5</span>"),
            ("xml", "<a b=\"c\"/>\n", "<span class=\"k\">a</span>"),
            ("yaml", "# x\na: b\n", "<span class=\"c\"># x</span>"),
        ] {
            let html = highlighted(language, code).unwrap_or_default();
            assert!(html.contains(part), "{language}: {html}");
        }
    }

    #[test]
    #[cfg(feature = "highlighting")]
    fn no_text_is_lost_whatever_it_is() {
        let odd = [
            "",
            "\n",
            "\n\n\n",
            "\"",
            "'''",
            "{",
            "]]>",
            "é\u{2028}",
            "<!--",
            "/*",
            "((((",
            "\t\r\n x",
        ];
        for (_, words, _) in LANGUAGES {
            for code in odd {
                let Some(html) = highlighted(words[0], code) else {
                    continue;
                };
                let mut text = String::new();
                let mut in_tag = false;
                for c in html.chars() {
                    match c {
                        '<' => in_tag = true,
                        '>' => in_tag = false,
                        c if !in_tag => text.push(c),
                        _ => {}
                    }
                }
                let text = text
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
                assert_eq!(text, code, "{}", words[0]);
            }
        }
    }

    #[test]
    fn what_is_long_or_unknown_stays_plain() {
        assert_eq!(highlighted("zpl", "^XA"), None);
        assert_eq!(highlighted("sql", "SELECT part"), None);
        assert_eq!(highlighted("toml", "\0"), None);
        assert_eq!(highlighted("toml", &"x ".repeat(10_000)), None);
    }
}
