//! A redline as HTML. Additions and removals are marked with signs that can be read without colour,
//! on paper and by screen readers: `[+put in+]`, `[−taken out−]`.

use crate::redline::{
    Block, Change, Content, Form, Piece, Redline, Row, Section, SectionChange, What,
};
use crate::site::text::html::{attribute, escape_into};
use crate::site::theme::messages::Messages;

/// Functions that return the address of a picture, for the earlier and for the present text.
pub(crate) struct Pictures<'a> {
    pub(crate) before: &'a dyn Fn(&str) -> Option<String>,
    pub(crate) after: &'a dyn Fn(&str) -> Option<String>,
}

/// The fields that have changed, as rows of a table.
pub(crate) fn fields_html(messages: &Messages, redline: &Redline) -> String {
    let nowhere = |_: &str| None;
    let pictures = Pictures {
        before: &nowhere,
        after: &nowhere,
    };
    let mut writer = Writer::new(messages, &pictures);
    for block in &redline.fields {
        let (Form::Field(name), Content::Text(pieces)) = (&block.form, &block.content) else {
            continue;
        };
        writer.out.push_str("<tr><th scope=\"row\">");
        escape_into(&mut writer.out, name);
        writer.out.push_str("</th><td>");
        writer.pieces(pieces, block.change);
        writer.out.push_str("</td></tr>\n");
    }
    writer.out
}

/// The text with its changes.
pub(crate) fn sections_html(
    messages: &Messages,
    redline: &Redline,
    pictures: &Pictures<'_>,
) -> String {
    let mut writer = Writer::new(messages, pictures);
    for section in &redline.sections {
        writer.section(section);
    }
    writer.out
}

struct Writer<'a> {
    messages: &'a Messages,
    pictures: &'a Pictures<'a>,
    out: String,
}

impl<'a> Writer<'a> {
    fn new(messages: &'a Messages, pictures: &'a Pictures<'a>) -> Self {
        Self {
            messages,
            pictures,
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
            Form::Item { depth, is_numbered } => {
                let depth = (*depth).clamp(1, 6);
                let sign = if *is_numbered { "numbered" } else { "plain" };
                let class = format!("redline-item is-{sign} depth-{depth}");
                (format!("<p class=\"{class}\">"), "</p>".to_owned())
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
            Content::Text(pieces) => self.pieces(pieces, block.change),
            Content::Table(rows) => self.rows(rows),
        }
        self.out.push_str(&close);
        self.out.push('\n');
    }

    fn rows(&mut self, rows: &[Row]) {
        for (at, row) in rows.iter().enumerate() {
            let cell = if at == 0 { "th" } else { "td" };
            self.out
                .push_str(if at == 0 { "<thead><tr>" } else { "<tr>" });
            for one in &row.cells {
                self.out.push_str(&format!("<{cell}>"));
                self.pieces(&one.pieces, one.change);
                self.out.push_str(&format!("</{cell}>"));
            }
            self.out.push_str(match at {
                0 => "</tr></thead>\n<tbody>\n",
                _ => "</tr>\n",
            });
        }
        self.out.push_str("</tbody>");
    }

    fn pieces(&mut self, pieces: &[Piece], of_whole: Change) {
        let shown: Vec<&Piece> = pieces
            .iter()
            .filter(|piece| piece.is_shown(of_whole))
            .collect();
        for run in shown.chunk_by(|one, other| one.change == other.change) {
            let (open, close) = match run.first().map_or(Change::Kept, |piece| piece.change) {
                Change::Kept => ("", ""),
                Change::Added => (
                    "<ins><span class=\"sign\">[+</span>",
                    "<span class=\"sign\">+]</span></ins>",
                ),
                Change::Removed => (
                    "<del><span class=\"sign\">[\u{2212}</span>",
                    "<span class=\"sign\">\u{2212}]</span></del>",
                ),
            };
            self.out.push_str(open);
            for piece in run {
                self.piece(piece);
            }
            self.out.push_str(close);
        }
    }

    fn piece(&mut self, piece: &Piece) {
        match &piece.what {
            What::Text(text) | What::Mark(text) => escape_into(&mut self.out, text),
            What::Picture {
                target,
                alternative,
            } => {
                let (before, after) = (
                    (self.pictures.before)(target),
                    (self.pictures.after)(target),
                );
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
            escape_into(&mut self.out, &format!("{word}: "));
        }
        escape_into(&mut self.out, target);
        self.out.push_str("</span>");
    }
}
