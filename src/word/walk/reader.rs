//! Walks through a part and turns paragraphs, tables and their containers into blocks. Content that
//! cannot be converted is recorded as an event.

use std::collections::{BTreeMap, HashMap, HashSet};

use roxmltree::NodeId;

use crate::word::events::{Change, Event, EventKind, words};
use crate::word::model::{Block, Paragraph, Piece, Role, is_blank};
use crate::word::ooxml::names::{Element, Node, Space};
use crate::word::ooxml::numbering::Numbering;
use crate::word::ooxml::package::{Package, Relationships};
use crate::word::ooxml::styles::{ParagraphLook, Styles, outline};
use crate::word::refusal::Refusal;
use crate::word::walk::fields::{Field, unended};
use crate::word::walk::forms::{choice, is_contents};
use crate::word::walk::lines::{Kind, Line};

/// The block index of an event that has no place in the text.
pub(crate) const NOWHERE: usize = usize::MAX;

/// A picture that the text shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PictureUse {
    /// The part with its bytes.
    pub(crate) part: String,
    /// The name of the file that it is written to.
    pub(crate) name: String,
}

/// A note that the text refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoteUse {
    pub(crate) is_end: bool,
    pub(crate) id: String,
    pub(crate) label: String,
    /// The index of the block that refers to it.
    pub(crate) block: usize,
}

/// A cross-reference by number, with the number as stored in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberReference {
    pub(crate) bookmark: String,
    pub(crate) text: String,
    pub(crate) block: usize,
}

/// The state of the walk.
pub(crate) struct Reader<'p> {
    pub(crate) package: &'p Package<'p>,
    pub(crate) styles: &'p Styles,
    pub(crate) numbering: Numbering,
    /// The relationships of the part that is being read.
    pub(crate) relationships: Relationships,
    /// The folder of the pictures, relative to the folder of the text.
    pub(crate) picture_folder: String,
    pub(crate) fields: Vec<Field>,
    /// The marks at which a field begins that has no end; they are passed over.
    pub(crate) unended: HashSet<NodeId>,
    /// The targets of the open hyperlink elements, outermost first.
    pub(crate) links: Vec<Option<crate::word::model::Target>>,
    /// The number of open tables of contents.
    pub(crate) contents: usize,
    /// Whether a table of contents began in this paragraph.
    pub(crate) met_contents: bool,
    /// The index of the current block in the document's body.
    pub(crate) block: usize,
    /// Text of a paragraph whose mark was deleted; it is put before the next paragraph.
    carried: Vec<Piece>,
    pub(crate) events: Vec<Event>,
    pub(crate) bookmarks: HashMap<String, usize>,
    pub(crate) pictures: Vec<PictureUse>,
    pub(crate) notes: Vec<NoteUse>,
    /// The label of each note met so far, by whether it is an endnote and by its id.
    pub(crate) note_labels: HashMap<(bool, String), String>,
    /// The number of footnotes and of endnotes met so far.
    pub(crate) note_counts: [usize; 2],
    pub(crate) references: Vec<NumberReference>,
    /// The text that each comment refers to and the comment's block, by the comment's id.
    pub(crate) comments: BTreeMap<String, (String, usize)>,
    pub(crate) open_comments: Vec<String>,
    /// The headers and footers of all sections: whether it is a header, and its part.
    pub(crate) pages: Vec<(bool, String)>,
    /// Whether a header or footer is being read.
    pub(crate) is_page: bool,
    /// The embedded pieces of other files that were met, by their parts.
    pub(crate) chunks: HashSet<String>,
}

impl<'p> Reader<'p> {
    /// Creates a walk in its initial state.
    pub(crate) fn new(
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
            unended: HashSet::new(),
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
            chunks: HashSet::new(),
        }
    }

    /// Records an event about the whole file, which has no place in the text.
    pub(crate) fn tell(&mut self, kind: EventKind) {
        let block = NOWHERE;
        self.events.push(Event { kind, block });
    }

    /// Prepares for reading a header or footer, which has no place in the text.
    pub(crate) fn begin_page(&mut self) {
        self.is_page = true;
        self.block = NOWHERE;
        self.fields.clear();
    }

    /// Ends the reading of a header or footer.
    pub(crate) fn end_page(&mut self) {
        self.is_page = false;
        self.fields.clear();
    }

    /// Records an event at the current block; inside a table of contents only the event about the
    /// table itself is recorded.
    pub(crate) fn event(&mut self, kind: EventKind) {
        if self.contents == 0 || matches!(kind, EventKind::Contents) {
            let block = self.block;
            self.events.push(Event { kind, block });
        }
    }

    /// Returns the blocks of the document's body.
    pub(crate) fn body(&mut self, body: Node<'_>) -> Result<Vec<Block>, Refusal> {
        let mut blocks = Vec::new();
        self.unended = unended(body);
        self.blocks(body, &mut blocks, Place::Body)?;
        Ok(blocks)
    }

    /// Returns the blocks of a table cell, a text box, a note, a header or a footer.
    pub(crate) fn inner(&mut self, parent: Node<'_>) -> Result<Vec<Block>, Refusal> {
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
                    self.flush(out);
                    self.chunk(child, out)?;
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

    /// Writes carried text as its own paragraph if no paragraph follows.
    fn flush(&mut self, out: &mut Vec<Block>) {
        let pieces = std::mem::take(&mut self.carried);
        if !is_blank(&pieces) {
            out.push(Block::Paragraph(Paragraph {
                pieces,
                ..Paragraph::default()
            }));
        }
    }

    /// Reads a content control: its content, or a table of contents.
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
            // The site gives these its own style.
            (base.bold, base.italic) = (None, None);
        }
        self.met_contents = false;
        let mut line = Line::default();
        self.inline(node, &mut line, base)?;
        // A large first letter is a paragraph of its own in front of the paragraph that it begins.
        let frame = properties.and_then(|properties| properties.word("framePr"));
        let is_initial = frame
            .and_then(|frame| frame.word_attribute("dropCap"))
            .is_some_and(|place| place != "none");
        if mark_is_gone || is_initial {
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
        let is_code = self.styles.look(mark, styled.run).code == Some(true);
        let after_code = matches!(
            out.last(),
            Some(Block::Paragraph(before)) if before.role == Role::Code
        );
        match kind.block(&mut line) {
            Some(block) => out.push(block),
            // An empty line between lines of code.
            None if is_code && after_code => out.push(Block::Paragraph(Paragraph {
                role: Role::Code,
                ..Paragraph::default()
            })),
            None => {}
        }
        out.append(&mut line.boxes);
        Ok(())
    }

    /// Records the headers and footers of a section.
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

    /// Records bookmarks and the ranges of comments, which may appear at any place.
    pub(crate) fn mark(&mut self, node: Node<'_>) {
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

    /// Records a tracked deletion that is not accepted yet.
    pub(crate) fn deleted(&mut self, node: Node<'_>) {
        let text = words(node, true);
        if !text.trim().is_empty() {
            self.event(EventKind::Deleted(Change::of(node, text)));
        }
    }

    /// Records a tracked insertion that is not accepted yet.
    pub(crate) fn inserted(&mut self, node: Node<'_>, of: Node<'_>) {
        let text = words(of, false);
        if !text.trim().is_empty() && !self.is_silent() {
            self.event(EventKind::Inserted(Change::of(node, text)));
        }
    }
}

/// Where blocks are read: in the document's body, or in a cell, a text box or a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Body,
    Inside,
}
