//! A redline as HTML. Additions and removals are marked with signs that can be read without colour,
//! on paper and by screen readers: `[+put in+]`, `[−taken out−]`.

use std::collections::BTreeMap;

use crate::changes::PartChange;
use crate::manual::{ApprovedPart, PartValue};
use crate::markdown::with_values;
use crate::redline::{
    Block, Change, Content, Form, Piece, Redline, Row, Section, SectionChange, What,
    behind_line_break, runs,
};
use crate::site::text::html::{attribute, escape_into};
use crate::site::theme::messages::Messages;

/// What a redline shows besides the two texts.
pub(crate) struct Present<'a> {
    /// The address of a picture as it was; `None` if it has not changed or cannot be shown.
    pub(crate) before: &'a dyn Fn(&str) -> Option<String>,
    /// The address of a picture as it is.
    pub(crate) after: &'a dyn Fn(&str) -> Option<String>,
    /// The values of variables, which stand in place of their names as on the page itself.
    pub(crate) variables: &'a BTreeMap<String, String>,
}

/// The fields that have changed, as rows of a table.
pub(crate) fn fields_html(messages: &Messages, redline: &Redline) -> String {
    let nowhere = |_: &str| None;
    let present = Present {
        before: &nowhere,
        after: &nowhere,
        variables: &BTreeMap::new(),
    };
    let mut writer = Writer::new(messages, &present);
    for block in &redline.fields {
        let (Form::Field(name), Content::Text(pieces)) = (&block.form, &block.content) else {
            continue;
        };
        writer.out.push_str("<tr><th scope=\"row\">");
        escape_into(&mut writer.out, &field_label(messages, name));
        writer.out.push_str("</th><td>");
        writer.pieces(pieces, block);
        writer.out.push_str("</td></tr>\n");
    }
    writer.out
}

/// The parts that were approved with the text and have changed, as rows of a table.
pub(crate) fn parts_html(messages: &Messages, parts: &[PartChange]) -> String {
    let mut out = String::new();
    for change in parts {
        let (name, value) = match &change.part {
            ApprovedPart::Text => continue,
            ApprovedPart::Variable(name) => ("approval-part-variable", name),
            ApprovedPart::Field(name) => ("approval-part-field", name),
            ApprovedPart::File(name) => ("approval-part-file", name),
        };
        out.push_str("<tr><th scope=\"row\">");
        escape_into(
            &mut out,
            &messages.with(name, [("name", value.as_str().into())]),
        );
        out.push_str("</th><td>");
        if matches!(change.part, ApprovedPart::File(_)) {
            let name = match (&change.before, &change.after) {
                (None | Some(PartValue::Missing), _) => "redline_file_new",
                (_, None | Some(PartValue::Missing)) => "redline_file_gone",
                _ => "redline_file_other",
            };
            escape_into(&mut out, messages.get(name));
        } else {
            let values = [
                (&change.before, Change::Removed),
                (&change.after, Change::Added),
            ];
            for (value, change) in values {
                if let Some(PartValue::Value(value)) = value {
                    let (open, close) = signs(change);
                    out.push_str(open);
                    escape_into(&mut out, value);
                    out.push_str(close);
                }
            }
        }
        out.push_str("</td></tr>\n");
    }
    out
}

/// The text with its changes.
pub(crate) fn sections_html(
    messages: &Messages,
    redline: &Redline,
    present: &Present<'_>,
) -> String {
    let mut writer = Writer::new(messages, present);
    for section in &redline.sections {
        writer.section(section);
    }
    writer.out
}

struct Writer<'a> {
    messages: &'a Messages,
    present: &'a Present<'a>,
    out: String,
}

impl<'a> Writer<'a> {
    fn new(messages: &'a Messages, present: &'a Present<'a>) -> Self {
        Self {
            messages,
            present,
            out: String::new(),
        }
    }

    fn section(&mut self, section: &Section) {
        let is_heading = |block: &&Block| matches!(block.form, Form::Heading(_));
        let heading = section.blocks.first().filter(is_heading);
        let class = match section.has_changed() {
            true => "redline-section has-changed",
            false => "redline-section",
        };
        self.out.push_str("<section");
        attribute(&mut self.out, "class", class);
        self.out.push_str(">\n");
        if let Some(heading) = heading {
            self.block(heading);
        }
        let note = match &section.change {
            SectionChange::InPlace => None,
            SectionChange::Moved { from: Some(from) } => {
                let from = [("section", from.as_str().into())];
                Some(self.messages.with("redline-moved", from))
            }
            SectionChange::Moved { from: None } => Some(self.message("redline-moved-first")),
            SectionChange::MovedAlong => Some(self.message("redline-moved-along")),
            SectionChange::Added => Some(self.message("redline-added")),
            SectionChange::Removed => Some(self.message("redline-removed")),
        };
        if let Some(note) = note {
            self.out.push_str("<p class=\"redline-note\">");
            escape_into(&mut self.out, &note);
            self.out.push_str("</p>\n");
        }
        for block in section.blocks.iter().skip(usize::from(heading.is_some())) {
            self.block(block);
        }
        self.out.push_str("</section>\n");
    }

    fn message(&self, name: &str) -> String {
        self.messages.with(name, [])
    }

    fn block(&mut self, block: &Block) {
        let (open, close) = match &block.form {
            Form::Heading(level) => {
                let level = (*level).clamp(2, 6);
                (format!("<h{level}>"), format!("</h{level}>"))
            }
            Form::Item {
                depth, is_first, ..
            } => {
                let depth = (*depth).clamp(1, 6);
                let sign = match (block.number, is_first) {
                    (Some(number), _) => format!("{number}. "),
                    (None, true) => "• ".to_owned(),
                    (None, false) => String::new(),
                };
                let open = format!(
                    "<p class=\"redline-item depth-{depth}\"><span class=\"redline-number\">{sign}</span>"
                );
                (open, "</p>".to_owned())
            }
            Form::Quote => ("<blockquote><p>".to_owned(), "</p></blockquote>".to_owned()),
            Form::Code | Form::Markup => {
                let open = "<pre class=\"redline-code\">".to_owned();
                (open, "</pre>".to_owned())
            }
            Form::Table => {
                let open =
                    "<div class=\"table-scroll\" tabindex=\"0\"><table class=\"redline-table\">"
                        .to_owned();
                (open, "</table></div>".to_owned())
            }
            Form::Field(_) | Form::Paragraph | Form::Rule => ("<p>".to_owned(), "</p>".to_owned()),
        };
        self.out.push_str(&open);
        match &block.content {
            Content::Text(pieces) => self.pieces(pieces, block),
            Content::Table(rows) => self.rows(rows, block),
        }
        self.out.push_str(&close);
        self.out.push('\n');
    }

    fn rows(&mut self, rows: &[Row], table: &Block) {
        for (at, row) in rows.iter().enumerate() {
            let cell = if at == 0 { "th" } else { "td" };
            self.out
                .push_str(if at == 0 { "<thead><tr>" } else { "<tr>" });
            for one in &row.cells {
                self.out.push_str(&format!("<{cell}>"));
                self.runs(&one.pieces, one.change, &table.form);
                self.out.push_str(&format!("</{cell}>"));
            }
            self.out.push_str(match at {
                0 => "</tr></thead>\n<tbody>\n",
                _ => "</tr>\n",
            });
        }
        self.out.push_str("</tbody>");
    }

    fn pieces(&mut self, pieces: &[Piece], block: &Block) {
        self.runs(pieces, block.change, &block.form);
    }

    fn runs(&mut self, pieces: &[Piece], of_whole: Change, form: &Form) {
        for (change, run) in runs(pieces, of_whole) {
            let (open, close) = signs(change);
            let behind = behind_line_break(&run);
            if behind.is_some() {
                self.out.push('\n');
            }
            self.out.push_str(open);
            for (at, piece) in run.into_iter().enumerate() {
                match behind.filter(|_| at == 0) {
                    Some(text) => self.text(text, form),
                    None => self.piece(piece, form),
                }
            }
            self.out.push_str(close);
        }
    }

    /// Writes text, with the values of variables where the page has them.
    fn text(&mut self, text: &str, form: &Form) {
        if matches!(form, Form::Code | Form::Markup | Form::Field(_)) {
            return escape_into(&mut self.out, text);
        }
        let value = |name: &str| self.present.variables.get(name).map(|value| &**value);
        escape_into(&mut self.out, &with_values(text, value));
    }

    fn piece(&mut self, piece: &Piece, form: &Form) {
        match &piece.what {
            What::Text(text) => self.text(text, form),
            What::Mark(mark) => escape_into(&mut self.out, mark),
            What::Picture {
                target,
                alternative,
            } => {
                let (before, after) = ((self.present.before)(target), (self.present.after)(target));
                match piece.change {
                    Change::Removed => self.picture(before, target, alternative, "redline-before"),
                    Change::Added => self.picture(after, target, alternative, "redline-after"),
                    // The picture file at the same path has changed.
                    Change::Kept if before.is_some() => {
                        self.out.push_str("<del>");
                        self.picture(before, target, alternative, "redline-before");
                        self.out.push_str("</del> <ins>");
                        self.picture(after, target, alternative, "redline-after");
                        self.out.push_str("</ins>");
                    }
                    Change::Kept => self.picture(after, target, alternative, ""),
                }
            }
        }
    }

    /// Writes a picture with its path. `message` names the words that say whether it belongs to the
    /// earlier or to the present text.
    fn picture(&mut self, href: Option<String>, target: &str, alternative: &str, message: &str) {
        self.out.push_str("<span class=\"redline-picture\">");
        if let Some(href) = href {
            self.out.push_str("<img");
            attribute(&mut self.out, "src", &href);
            attribute(&mut self.out, "alt", alternative);
            self.out.push('>');
        }
        if !message.is_empty() {
            let word = self.message(message);
            escape_into(&mut self.out, &format!("{word}: {target}"));
        }
        self.out.push_str("</span>");
    }
}

/// The label of a field of the front-matter; its name if the theme has no word for it.
fn field_label(messages: &Messages, name: &str) -> String {
    let plain = name.replace('-', "_");
    let own = match name {
        "status" => Some("doc_state"),
        "history" => Some("history"),
        _ => None,
    };
    let names = own.map(str::to_owned).into_iter();
    let mut names = names.chain(["doc", "field"].map(|group| format!("{group}_{plain}")));
    let found = names.find_map(|name| messages.find(&name));
    found.unwrap_or(name).to_owned()
}

/// The markup before and after a stretch of text with this change.
fn signs(change: Change) -> (&'static str, &'static str) {
    match change {
        Change::Kept => ("", ""),
        Change::Added => (
            "<ins><span class=\"sign\">[+</span>",
            "<span class=\"sign\">+]</span></ins>",
        ),
        Change::Removed => (
            "<del><span class=\"sign\">[\u{2212}</span>",
            "<span class=\"sign\">\u{2212}]</span></del>",
        ),
    }
}
