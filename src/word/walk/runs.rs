//! Walks through a paragraph and turns runs and the elements between them into pieces.

use crate::word::events::EventKind;
use crate::word::model::{Format, Piece, Shift, What};
use crate::word::ooxml::names::{Element, Node, Space};
use crate::word::ooxml::styles::RunLook;
use crate::word::ooxml::symbols;
use crate::word::refusal::Refusal;
use crate::word::walk::forms::{choice, is_contents};
use crate::word::walk::lines::Line;
use crate::word::walk::math;
use crate::word::walk::reader::{NoteUse, Reader};

/// How many bytes of a comment's text or of a field's result are kept for the report.
const MAX_REMEMBERED: usize = 200;

/// Appends as much of a text as is kept; returns whether that is all of it.
fn remember(text: &str, kept: &mut String) -> bool {
    let room = MAX_REMEMBERED.saturating_sub(kept.len());
    let end = text.floor_char_boundary(room);
    kept.push_str(&text[..end]);
    end == text.len()
}

impl<'p> Reader<'p> {
    /// Adds the pieces of a paragraph, or of an element inside one, to the line.
    pub(crate) fn inline(
        &mut self,
        parent: Node<'_>,
        line: &mut Line,
        base: RunLook,
    ) -> Result<(), Refusal> {
        for child in parent.elements() {
            match child.name() {
                (Space::Word, "r") => self.run(child, line, base)?,
                (Space::Word, "pPr" | "rPr") => {}
                (Space::Word, "hyperlink") => {
                    let link = self.hyperlink(child);
                    self.links.push(link);
                    let done = self.inline(child, line, base);
                    self.links.pop();
                    done?;
                }
                (Space::Word, "fldSimple") => {
                    self.open_simple(child.word_attribute("instr").unwrap_or_default());
                    self.tell_unreachable();
                    let done = self.inline(child, line, base);
                    self.end_field();
                    done?;
                }
                (Space::Word, "ins" | "moveTo") => {
                    self.inserted(child, child);
                    self.inline(child, line, base)?;
                }
                (Space::Word, "del" | "moveFrom") => self.deleted(child),
                (Space::Word, "sdt") => self.control(child, line, base)?,
                (Space::Math, "oMath" | "oMathPara") => self.formula(child, line),
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(choice) = choice(child) {
                        self.inline(choice, line, base)?;
                    }
                }
                (Space::Word, "smartTag" | "customXml" | "dir" | "bdo") => {
                    self.inline(child, line, base)?;
                }
                (Space::Word, "subDoc") => {
                    self.event(EventKind::Left("a part that lies in another file".into()));
                }
                _ => self.mark(child),
            }
        }
        Ok(())
    }

    /// Reads a content control within a line.
    fn control(
        &mut self,
        control: Node<'_>,
        line: &mut Line,
        base: RunLook,
    ) -> Result<(), Refusal> {
        let Some(content) = control.word("sdtContent") else {
            return Ok(());
        };
        if !is_contents(control) {
            return self.inline(content, line, base);
        }
        self.contents += 1;
        let done = self.inline(content, line, base);
        self.contents -= 1;
        self.met_contents = true;
        done
    }

    fn formula(&mut self, node: Node<'_>, line: &mut Line) {
        let text = math::linear(node);
        if text.trim().is_empty() || self.is_silent() {
            return;
        }
        line.has_light = true;
        self.event(EventKind::Formula);
        self.remember(&text);
        line.pieces.push(Piece {
            what: What::Formula(text),
            format: Format::default(),
            link: None,
        });
    }

    fn run(&mut self, run: Node<'_>, line: &mut Line, base: RunLook) -> Result<(), Refusal> {
        let properties = run.word("rPr");
        let look = self.styles.look(properties, base);
        let own = self.styles.look(properties, RunLook::default());
        let shift = properties.and_then(|properties| properties.value("vertAlign"));
        let format = Format {
            bold: look.bold.unwrap_or(false),
            italic: look.italic.unwrap_or(false),
            strike: look.strike.unwrap_or(false),
            code: look.code.unwrap_or(false),
            shift: match shift {
                Some("subscript") => Shift::Sub,
                Some("superscript") => Shift::Super,
                _ => Shift::None,
            },
        };
        let mut writer = Run {
            format,
            is_hidden: look.hidden.unwrap_or(false),
            hidden: String::new(),
            is_bold: own.bold == Some(true),
            size: own.size.unwrap_or(0),
            font: properties
                .and_then(|properties| properties.word("rFonts"))
                .and_then(|fonts| fonts.word_attribute("ascii"))
                .unwrap_or("Symbol")
                .to_owned(),
        };
        for child in run.elements() {
            self.run_child(child, &mut writer, line)?;
        }
        let hidden = writer.hidden.trim();
        if !hidden.is_empty() {
            self.event(EventKind::Hidden(hidden.to_owned()));
        }
        Ok(())
    }

    fn run_child(
        &mut self,
        child: Node<'_>,
        run: &mut Run,
        line: &mut Line,
    ) -> Result<(), Refusal> {
        match child.name() {
            (Space::Word, "t") => {
                let text = child.own_text();
                match text.contains(symbols::is_private) {
                    true => {
                        let text = self.without_private(&text, &run.font);
                        self.text(&text, run, line);
                    }
                    false => self.text(&text, run, line),
                }
            }
            (Space::Word, "tab" | "ptab") => self.text("\t", run, line),
            (Space::Word, "noBreakHyphen") => self.text("\u{2011}", run, line),
            (Space::Word, "br" | "cr") => self.line_break(run, line),
            (Space::Word, "sym") => {
                let font = child.word_attribute("font").unwrap_or_default();
                let code = child.word_attribute("char").unwrap_or_default();
                let sign = self.sign(font, code);
                self.text(sign.encode_utf8(&mut [0; 4]), run, line);
            }
            (Space::Word, "fldChar") => {
                let form = self.field_mark(child);
                if child.word_attribute("fldCharType") == Some("separate") {
                    self.tell_unreachable();
                }
                if let Some(text) = form {
                    self.text(&text, run, line);
                }
            }
            (Space::Word, "instrText") => {
                self.instruction(&child.own_text());
            }
            (Space::Word, "footnoteReference") => self.note(child, false, line),
            (Space::Word, "endnoteReference") => self.note(child, true, line),
            (Space::Word, "commentReference") => {
                if let Some(id) = child.word_attribute("id") {
                    let block = self.block;
                    let comment = (String::new(), block);
                    self.comments.entry(id.to_owned()).or_insert(comment);
                }
            }
            (Space::Word, "ruby") => self.ruby(child, run, line)?,
            (Space::Word, "drawing" | "pict" | "object") if !self.is_silent() && !run.is_hidden => {
                self.graphic(child, line)?;
            }
            (Space::Word, "contentPart") => {
                self.event(EventKind::Left("a drawing made by hand".into()));
            }
            (Space::Compatibility, "AlternateContent") => {
                if let Some(choice) = choice(child) {
                    for child in choice.elements() {
                        self.run_child(child, run, line)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Returns the Unicode character for a character of a symbol font.
    fn sign(&mut self, font: &str, code: &str) -> char {
        let known = symbols::symbol(font, code);
        if known.is_none() && !self.is_silent() {
            let text =
                format!("the sign {code} of the font \"{font}\" is not known and became \u{FFFD}");
            self.event(EventKind::Doubtful(text));
        }
        known.unwrap_or('\u{FFFD}')
    }

    /// Replaces characters of the private use area, which refer to a symbol font.
    fn without_private(&mut self, text: &str, font: &str) -> String {
        let signs = text.chars().map(|c| match symbols::is_private(c) {
            true => self.sign(font, &format!("{:04X}", u32::from(c))),
            false => c,
        });
        signs.collect()
    }

    fn text(&mut self, text: &str, run: &mut Run, line: &mut Line) {
        if self.is_silent() || text.is_empty() {
            self.keep_unseen(text);
            return;
        }
        if run.is_hidden {
            run.hidden.push_str(text);
            return;
        }
        self.remember(text);
        if !text.trim().is_empty() {
            line.has_bold |= run.is_bold;
            line.has_light |= !run.is_bold;
            line.size = line.size.max(run.size);
        }
        let link = self.link();
        if let Some(last) = line.pieces.last_mut()
            && last.format == run.format
            && last.link == link
            && let What::Text(before) = &mut last.what
        {
            before.push_str(text);
            return;
        }
        line.pieces.push(Piece {
            what: What::Text(text.to_owned()),
            format: run.format,
            link,
        });
    }

    fn line_break(&mut self, run: &Run, line: &mut Line) {
        if self.is_silent() || run.is_hidden {
            return;
        }
        self.remember(" ");
        line.pieces.push(Piece {
            what: What::Break,
            format: run.format,
            link: self.link(),
        });
    }

    /// Appends text to the results of open fields and to the texts of open comments, of which only
    /// the beginning is kept: a file may have thousands of comments on the same words.
    fn remember(&mut self, text: &str) {
        for field in &mut self.fields {
            remember(text, &mut field.result);
        }
        let comments = &mut self.comments;
        self.open_comments.retain(|id| match comments.get_mut(id) {
            Some((at, _)) => {
                let is_whole = remember(text, at);
                if !is_whole {
                    at.push('…');
                }
                is_whole
            }
            None => false,
        });
    }

    fn note(&mut self, node: Node<'_>, is_end: bool, line: &mut Line) {
        let Some(id) = node.word_attribute("id") else {
            return;
        };
        if self.is_silent() {
            return;
        }
        let key = (is_end, id.to_owned());
        let label = match self.note_labels.get(&key) {
            Some(label) => label.clone(),
            None => {
                self.note_counts[usize::from(is_end)] += 1;
                let number = self.note_counts[usize::from(is_end)];
                let label = if is_end {
                    format!("e{number}")
                } else {
                    number.to_string()
                };
                self.notes.push(NoteUse {
                    is_end,
                    id: id.to_owned(),
                    label: label.clone(),
                    block: self.block,
                });
                self.note_labels.insert(key, label.clone());
                label
            }
        };
        line.pieces.push(Piece {
            what: What::Note(label),
            format: Format::default(),
            link: None,
        });
    }

    /// Reads a word with ruby text: the reading follows in brackets.
    fn ruby(&mut self, node: Node<'_>, run: &mut Run, line: &mut Line) -> Result<(), Refusal> {
        let look = RunLook::default();
        if let Some(base) = node.word("rubyBase") {
            self.inline(base, line, look)?;
        }
        if let Some(reading) = node.word("rt") {
            self.text(" (", run, line);
            self.inline(reading, line, look)?;
            self.text(")", run, line);
        }
        Ok(())
    }
}

/// The run that is being read.
struct Run {
    format: Format,
    is_hidden: bool,
    /// The hidden text of the run.
    hidden: String,
    /// Whether the run is bold by its own properties or character style, not by its paragraph's
    /// style.
    is_bold: bool,
    size: i64,
    /// The font of the run.
    font: String,
}
