//! Quotations, alerts, lists and code.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind};

use super::convert::Converter;

impl Converter<'_> {
    /// A quotation, or an alert (`> [!NOTE]`).
    pub(super) fn block_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.end_raw_paragraph();
        let (class, word) = match kind {
            None => return self.open_flow("<blockquote>\n", "</blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("alert alert-note", "Note"),
            Some(BlockQuoteKind::Tip) => ("alert alert-tip", "Tip"),
            Some(BlockQuoteKind::Important) => ("alert alert-important", "Important"),
            Some(BlockQuoteKind::Warning) => ("alert alert-warning", "Warning"),
            Some(BlockQuoteKind::Caution) => ("alert alert-caution", "Caution"),
        };
        if self.is_deep() {
            return self.open_flow("", "");
        }
        self.out.markup("<aside");
        self.out.attribute("class", class);
        self.out.markup(">\n<p");
        self.out.attribute("class", "alert-title");
        self.out.markup(">");
        self.out.markup(word);
        self.open_flow("</p>\n", "</aside>\n");
    }

    pub(super) fn list(&mut self, first: Option<u64>) {
        self.end_raw_paragraph();
        match first {
            None => self.open_flow("<ul>\n", "</ul>\n"),
            Some(1) => self.open_flow("<ol>\n", "</ol>\n"),
            Some(first) => self.open_flow(&format!("<ol start=\"{first}\">\n"), "</ol>\n"),
        }
    }

    pub(super) fn definition_list(&mut self) {
        self.end_raw_paragraph();
        self.open_flow("<dl>\n", "</dl>\n");
    }

    /// A code block; its text follows, and the element is closed behind it.
    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.end_raw_paragraph();
        if self.is_deep() {
            return self.open_phrasing("", "");
        }
        let language = match kind {
            CodeBlockKind::Indented => String::new(),
            CodeBlockKind::Fenced(info) => language(info),
        };
        self.out.markup("<pre><code");
        if !language.is_empty() {
            self.out.attribute("class", &format!("language-{language}"));
        }
        self.open_phrasing(">", "</code></pre>\n");
    }
}

/// The language that a fence names: its first word.
fn language(info: &str) -> String {
    let word = info.split([' ', ',', '{', '\t']).next().unwrap_or_default();
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
    word.chars()
        .filter(fits)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
