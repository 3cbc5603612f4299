//! Quotations, alerts and lists.

use pulldown_cmark::BlockQuoteKind;

use crate::manual::{Label, Piece};
use crate::markdown::walk::Converter;

impl Converter<'_> {
    /// A quotation, or an alert (`> [!NOTE]`).
    pub(crate) fn block_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.end_raw_paragraph();
        let (class, word) = match kind {
            None => return self.open_flow("<blockquote>\n", "</blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("alert alert-note", Label::Note),
            Some(BlockQuoteKind::Tip) => ("alert alert-tip", Label::Tip),
            Some(BlockQuoteKind::Important) => ("alert alert-important", Label::Important),
            Some(BlockQuoteKind::Warning) => ("alert alert-warning", Label::Warning),
            Some(BlockQuoteKind::Caution) => ("alert alert-caution", Label::Caution),
        };
        if self.is_deep() {
            return self.open_flow("", "");
        }
        self.out.markup("<aside");
        self.out.attribute("class", class);
        self.out.markup(">\n<p");
        self.out.attribute("class", "alert-title");
        self.out.markup(">");
        self.out.hole(Piece::Label(word));
        self.open_flow("</p>\n", "</aside>\n");
    }

    pub(crate) fn list(&mut self, first: Option<u64>) {
        self.end_raw_paragraph();
        match first {
            None => self.open_flow("<ul>\n", "</ul>\n"),
            Some(1) => self.open_flow("<ol>\n", "</ol>\n"),
            Some(first) => self.open_flow(&format!("<ol start=\"{first}\">\n"), "</ol>\n"),
        }
    }

    pub(crate) fn definition_list(&mut self) {
        self.end_raw_paragraph();
        self.open_flow("<dl>\n", "</dl>\n");
    }

    /// The box of a task.
    pub(crate) fn task(&mut self, done: bool) {
        let (tag, label) = match done {
            true => ("<input type=\"checkbox\" disabled checked", Label::Done),
            false => ("<input type=\"checkbox\" disabled", Label::ToDo),
        };
        self.out.verbatim(format!("{tag} aria-label=\""));
        self.out.hole(Piece::Label(label));
        self.out.verbatim("\"> ");
    }
}
