//! The walk through a part: paragraphs, tables and what holds them become blocks. What cannot come
//! along is written down as an event.

use std::collections::{BTreeMap, HashMap};

use super::events::{Change, Event, EventKind, words};
use super::fields::Field;
use super::forms::{choice, is_contents};
use super::lines::{Kind, Line};
use super::model::{Block, Paragraph, Piece, Role, is_blank};
use super::names::{Element, Node, Space};
use super::numbering::Numbering;
use super::package::{Package, Relationships};
use super::refusal::Refusal;
use super::styles::{ParagraphLook, Styles, outline};

/// The place of what stands nowhere in the text.
pub(super) const NOWHERE: usize = usize::MAX;

/// A picture that the text shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PictureUse {
    /// The part that holds it.
    pub(super) part: String,
    /// The name of its file.
    pub(super) name: String,
}

/// A note that the text refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoteUse {
    pub(super) is_end: bool,
    pub(super) id: String,
    pub(super) label: String,
    /// The block of the text that refers to it.
    pub(super) block: usize,
}

/// A reference by number, with the number that stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NumberReference {
    pub(super) bookmark: String,
    pub(super) text: String,
    pub(super) block: usize,
}

/// The walk, with what it has met so far.
pub(super) struct Reader<'p> {
    pub(super) package: &'p Package<'p>,
    pub(super) styles: &'p Styles,
    pub(super) numbering: Numbering,
    /// Those of the part that is read now.
    pub(super) relationships: Relationships,
    /// The folder of pictures, as the text writes it.
    pub(super) picture_folder: String,
    pub(super) fields: Vec<Field>,
    /// The links that are open.
    pub(super) links: Vec<Option<super::model::Target>>,
    /// How many tables of contents are open.
    pub(super) contents: usize,
    /// Whether a field of contents began in this paragraph.
    pub(super) met_contents: bool,
    /// The block of the text that is read now.
    pub(super) block: usize,
    /// What stands before the next paragraph, whose mark was deleted.
    carried: Vec<Piece>,
    pub(super) events: Vec<Event>,
    pub(super) bookmarks: HashMap<String, usize>,
    pub(super) pictures: Vec<PictureUse>,
    pub(super) notes: Vec<NoteUse>,
    /// The label of each note that was met, by whether it is an endnote and by its id.
    pub(super) note_labels: HashMap<(bool, String), String>,
    /// How many footnotes and endnotes were met.
    pub(super) note_counts: [usize; 2],
    pub(super) references: Vec<NumberReference>,
    /// What the comments that are open stand at, and those that were met.
    pub(super) comments: BTreeMap<String, (String, usize)>,
    pub(super) open_comments: Vec<String>,
    /// The headers and footers of all sections: whether it is a header, and the part.
    pub(super) pages: Vec<(bool, String)>,
    /// Whether a header or footer is read now.
    pub(super) is_page: bool,
}

impl<'p> Reader<'p> {
    /// A walk that has met nothing.
    pub(super) fn new(
        package: &'p Package<'p>,
        styles: &'p Styles,
        numbering: Numbering,
        picture_folder: String,
    ) -> Self {
        Self {
            package,
            styles,
            numbering,
            relationships: Relationships::default(),
            picture_folder,
            fields: Vec::new(),
            links: Vec::new(),
            contents: 0,
            met_contents: false,
            block: 0,
            carried: Vec::new(),
            events: Vec::new(),
            bookmarks: HashMap::new(),
            pictures: Vec::new(),
            notes: Vec::new(),
            note_labels: HashMap::new(),
            note_counts: [0; 2],
            references: Vec::new(),
            comments: BTreeMap::new(),
            open_comments: Vec::new(),
            pages: Vec::new(),
            is_page: false,
        }
    }

    /// Writes down what the report has to say of the whole file: it has no place.
    pub(super) fn tell(&mut self, kind: EventKind) {
        let block = NOWHERE;
        self.events.push(Event { kind, block });
    }

    /// A header or footer follows, which has no place in the text.
    pub(super) fn begin_page(&mut self) {
        self.is_page = true;
        self.block = NOWHERE;
        self.fields.clear();
    }

    /// A header or footer is read.
    pub(super) fn end_page(&mut self) {
        self.is_page = false;
        self.fields.clear();
    }

    /// Writes down what the report has to say.
    pub(super) fn event(&mut self, kind: EventKind) {
        if self.contents == 0 || matches!(kind, EventKind::Contents) {
            let block = self.block;
            self.events.push(Event { kind, block });
        }
    }

    /// The blocks of the document itself.
    pub(super) fn body(&mut self, body: Node<'_>) -> Result<Vec<Block>, Refusal> {
        let mut blocks = Vec::new();
        self.blocks(body, &mut blocks, Place::Body)?;
        Ok(blocks)
    }

    /// The blocks of a cell, a text box, a note.
    pub(super) fn inner(&mut self, parent: Node<'_>) -> Result<Vec<Block>, Refusal> {
        let mut blocks = Vec::new();
        let carried = std::mem::take(&mut self.carried);
        self.blocks(parent, &mut blocks, Place::Inside)?;
        self.carried = carried;
        Ok(blocks)
    }

    fn blocks(
        &mut self,
        parent: Node<'_>,
        out: &mut Vec<Block>,
        place: Place,
    ) -> Result<(), Refusal> {
        for child in parent.elements() {
            if place == Place::Body {
                self.block = out.len();
            }
            match child.name() {
                (Space::Word, "p") => self.paragraph(child, out, place)?,
                (Space::Word, "tbl") => {
                    self.flush(out);
                    self.table_block(child, out)?;
                }
                (Space::Word, "sdt") => self.block_control(child, out, place)?,
                (Space::Word, "del" | "moveFrom") => self.deleted(child),
                (Space::Word, "altChunk") => {
                    self.event(EventKind::Left("an embedded piece of another file".into()));
                }
                (Space::Word, "sectPr") => self.section(child),
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(choice) = choice(child) {
                        self.blocks(choice, out, place)?;
                    }
                }
                (Space::Word, "ins" | "moveTo" | "customXml" | "smartTag") => {
                    self.blocks(child, out, place)?;
                }
                _ => self.mark(child),
            }
        }
        self.flush(out);
        Ok(())
    }

    /// What was carried for a paragraph that never came.
    fn flush(&mut self, out: &mut Vec<Block>) {
        let pieces = std::mem::take(&mut self.carried);
        if !is_blank(&pieces) {
            out.push(Block::Paragraph(Paragraph {
                pieces,
                ..Paragraph::default()
            }));
        }
    }

    /// A content control: what it holds, or a table of contents.
    fn block_control(
        &mut self,
        control: Node<'_>,
        out: &mut Vec<Block>,
        place: Place,
    ) -> Result<(), Refusal> {
        let Some(content) = control.word("sdtContent") else {
            return Ok(());
        };
        if !is_contents(control) {
            return self.blocks(content, out, place);
        }
        self.flush(out);
        self.contents += 1;
        let done = self.blocks(content, out, Place::Inside);
        self.contents -= 1;
        self.add_contents(out);
        done
    }

    fn add_contents(&mut self, out: &mut Vec<Block>) {
        self.event(EventKind::Contents);
        if out.last() != Some(&Block::Contents) {
            out.push(Block::Contents);
        }
    }

    fn paragraph(
        &mut self,
        node: Node<'_>,
        out: &mut Vec<Block>,
        place: Place,
    ) -> Result<(), Refusal> {
        let properties = node.word("pPr");
        if let Some(section) = properties.and_then(|properties| properties.word("sectPr")) {
            self.section(section);
        }
        let style = properties.and_then(|properties| properties.value("pStyle"));
        let styled = self.styles.paragraph(style);
        let direct = ParagraphLook::of(properties);
        let mark = properties.and_then(|properties| properties.word("rPr"));
        let is_gone = |name: &str| mark.is_some_and(|mark| mark.word(name).is_some());
        let mark_is_gone = is_gone("del") || is_gone("moveFrom");

        let mut base = styled.run;
        let heading = match direct.outline {
            Some(level) => outline(Some(level)),
            None => styled.heading,
        };
        let heading = heading.filter(|_| styled.role != Role::ContentsTitle);
        let is_emphatic =
            heading.is_some() || matches!(styled.role, Role::Title | Role::Caption | Role::Quote);
        if is_emphatic {
            // The site shows these in its own way.
            (base.bold, base.italic) = (None, None);
        }
        self.met_contents = false;
        let mut line = Line::default();
        self.inline(node, &mut line, base)?;
        if mark_is_gone {
            self.carried.append(&mut line.pieces);
            out.append(&mut line.boxes);
            return Ok(());
        }
        if styled.is_contents {
            self.flush(out);
        }
        if !self.carried.is_empty() {
            let after = std::mem::replace(&mut line.pieces, std::mem::take(&mut self.carried));
            line.pieces.extend(after);
        }
        let number = direct.numbering.or(styled.look.numbering).unwrap_or(0);
        let level = direct.level.or(styled.look.level);
        let numbered = match number {
            0 => None,
            number => self
                .numbering
                .next(self.styles, number, level, &styled.chain),
        };
        if self.contents > 0 {
            return Ok(());
        }
        if self.met_contents || styled.is_contents {
            self.add_contents(out);
            if styled.is_contents {
                return Ok(());
            }
        }
        let indent = direct.indent.or(styled.look.indent);
        let kind = Kind {
            heading,
            role: styled.role,
            indent,
            numbered,
            is_inside: place == Place::Inside,
        };
        if let Some(block) = kind.block(&mut line) {
            out.push(block);
        }
        out.append(&mut line.boxes);
        Ok(())
    }

    /// The headers and footers of a section.
    fn section(&mut self, section: Node<'_>) {
        for child in section.elements() {
            let is_header = match child.name() {
                (Space::Word, "headerReference") => true,
                (Space::Word, "footerReference") => false,
                _ => continue,
            };
            let part = child.relationship("id");
            let part = part.and_then(|id| self.relationships.get(id));
            if let Some(part) = part {
                let page = (is_header, part.target.clone());
                if !self.pages.contains(&page) {
                    self.pages.push(page);
                }
            }
        }
    }

    /// Bookmarks and the ends of comments, wherever they stand.
    pub(super) fn mark(&mut self, node: Node<'_>) {
        match node.name() {
            (Space::Word, "bookmarkStart") => {
                if let Some(name) = node.word_attribute("name") {
                    self.bookmarks.entry(name.to_owned()).or_insert(self.block);
                }
            }
            (Space::Word, "commentRangeStart") => {
                if let Some(id) = node.word_attribute("id") {
                    self.open_comments.push(id.to_owned());
                    let block = self.block;
                    self.comments
                        .entry(id.to_owned())
                        .or_insert((String::new(), block));
                }
            }
            (Space::Word, "commentRangeEnd") => {
                let id = node.word_attribute("id").unwrap_or_default();
                self.open_comments.retain(|open| open != id);
            }
            _ => {}
        }
    }

    /// What was deleted and not accepted yet.
    pub(super) fn deleted(&mut self, node: Node<'_>) {
        let text = words(node, true);
        if !text.trim().is_empty() {
            self.event(EventKind::Deleted(Change::of(node, text)));
        }
    }

    /// What was inserted and not accepted yet.
    pub(super) fn inserted(&mut self, node: Node<'_>, of: Node<'_>) {
        let text = words(of, false);
        if !text.trim().is_empty() && !self.is_silent() {
            self.event(EventKind::Inserted(Change::of(node, text)));
        }
    }
}

/// Where blocks stand: in the document itself, or in a cell, a box, a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Body,
    Inside,
}
