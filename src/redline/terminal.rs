//! Formats a redline for a terminal: `[-removed-]` and `{+added+}`, optionally in colour.

use std::fmt::Write;

use super::model::{
    Block, Change, Content, Form, Piece, Redline, Row, Section, SectionChange, What,
    behind_line_break, runs,
};
use crate::diagnostics::visible;

const REMOVED: &str = "\u{1b}[31m";
const ADDED: &str = "\u{1b}[32m";
const PLAIN: &str = "\u{1b}[0m";

impl Redline {
    /// Returns the changes as text for a terminal, with the headings of the changed sections.
    /// Unchanged sections are left out. `colour` adds ANSI colours.
    pub fn terminal(&self, colour: bool) -> String {
        let mut out = Printed {
            text: String::new(),
            colour,
        };
        for field in &self.fields {
            out.block(field);
        }
        for section in self.sections.iter().filter(|one| one.has_changed()) {
            if !out.text.is_empty() {
                out.text.push('\n');
            }
            out.section(section);
        }
        out.text
    }
}

struct Printed {
    text: String,
    colour: bool,
}

impl Printed {
    fn section(&mut self, section: &Section) {
        let heading = section.blocks.first();
        let is_heading = |block: &&Block| matches!(block.form, Form::Heading(_));
        let heading = heading.filter(is_heading);
        let note = match &section.change {
            SectionChange::InPlace => None,
            SectionChange::Moved { from: Some(from) } => {
                Some(format!("moved here from behind \"{from}\""))
            }
            SectionChange::Moved { from: None } => Some("moved here from the beginning".to_owned()),
            SectionChange::MovedAlong => Some("moved here with the section above".to_owned()),
            SectionChange::Added => Some("new section".to_owned()),
            SectionChange::Removed => Some("section deleted".to_owned()),
        };
        if let Some(heading) = heading {
            self.block(heading);
        }
        if let Some(note) = note {
            self.plain(&format!("({note})"));
            self.text.push('\n');
        }
        let rest = section.blocks.iter().skip(usize::from(heading.is_some()));
        let mut has_gap = false;
        for block in rest {
            match block.has_changed() {
                true => self.block(block),
                false if !has_gap => self.text.push_str("  …\n"),
                false => {}
            }
            has_gap = !block.has_changed();
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.form {
            Form::Field(name) => {
                self.plain(name);
                self.text.push_str(": ");
            }
            Form::Heading(level) => {
                let _ = write!(self.text, "{} ", "#".repeat(usize::from(*level)));
            }
            Form::Item {
                depth, is_first, ..
            } => {
                let indent = "  ".repeat(usize::from(*depth));
                let sign = match (block.number, is_first) {
                    (Some(number), _) => format!("{number}."),
                    (None, true) => "-".to_owned(),
                    (None, false) => " ".to_owned(),
                };
                let _ = write!(self.text, "{indent}{sign} ");
            }
            Form::Quote => self.text.push_str("  > "),
            Form::Paragraph | Form::Code | Form::Markup | Form::Rule | Form::Table => {
                self.text.push_str("  ");
            }
        }
        match &block.content {
            Content::Text(pieces) => {
                self.pieces(pieces, block.change);
                self.text.push('\n');
            }
            Content::Table(rows) => self.table(rows),
        }
    }

    fn table(&mut self, rows: &[Row]) {
        let mut is_first = true;
        for (at, row) in rows.iter().enumerate() {
            // The head is always shown, because it names the columns.
            if at > 0 && !row.has_changed() {
                continue;
            }
            if !std::mem::take(&mut is_first) {
                self.text.push_str("  ");
            }
            self.text.push('|');
            for cell in &row.cells {
                self.text.push(' ');
                self.pieces(&cell.pieces, cell.change);
                self.text.push_str(" |");
            }
            self.text.push('\n');
        }
    }

    fn pieces(&mut self, pieces: &[Piece], of_whole: Change) {
        for (change, run) in runs(pieces, of_whole) {
            let (colour, open, close) = match change {
                Change::Kept => ("", "", ""),
                Change::Removed => (REMOVED, "[-", "-]"),
                Change::Added => (ADDED, "{+", "+}"),
            };
            let colour = if self.colour { colour } else { "" };
            let behind = behind_line_break(&run);
            if behind.is_some() {
                self.plain("\n");
            }
            self.text.push_str(colour);
            self.text.push_str(open);
            for (at, piece) in run.into_iter().enumerate() {
                match &piece.what {
                    What::Text(_) if at == 0 && behind.is_some() => {
                        self.plain(behind.unwrap_or_default());
                    }
                    What::Text(text) | What::Mark(text) => self.plain(text),
                    What::Picture {
                        target,
                        alternative,
                    } => self.plain(&format!("[picture: {alternative} ({target})]")),
                }
            }
            self.text.push_str(close);
            self.text
                .push_str(if colour.is_empty() { "" } else { PLAIN });
        }
    }

    /// Writes text so that no control character acts on the terminal.
    fn plain(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' => self.text.push_str("\n  "),
                c => self.text.push(visible(c)),
            }
        }
    }
}
