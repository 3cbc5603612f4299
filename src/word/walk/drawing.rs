//! Drawings: pictures, text boxes, diagrams, embedded objects.

use crate::manual::site_path::is_device;
use crate::word::events::EventKind;
use crate::word::model::{Block, Format, Paragraph, Piece, Target, What, one_line, text_of};
use crate::word::ooxml::names::{Element, Node, Space};
use crate::word::ooxml::package::parse;
use crate::word::refusal::Refusal;
use crate::word::walk::forms::choice;
use crate::word::walk::lines::Line;
use crate::word::walk::reader::{PictureUse, Reader};

/// The file name extensions of formats that browsers can draw.
const DRAWN: [&str; 9] = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "avif", "ico",
];

impl<'p> Reader<'p> {
    /// Adds the content of a drawing to the line or after it.
    pub(crate) fn graphic(&mut self, node: Node<'_>, line: &mut Line) -> Result<(), Refusal> {
        let description = description(node);
        self.drawn(node, line, &description)
    }

    fn drawn(
        &mut self,
        parent: Node<'_>,
        line: &mut Line,
        description: &str,
    ) -> Result<(), Refusal> {
        for node in parent.elements() {
            match node.name() {
                (Space::Word, "txbxContent") => self.text_box(node, line)?,
                (Space::Drawing, "blip") => {
                    self.picture(node, &["embed", "link"], description, line);
                    self.drawn(node, line, description)?;
                }
                (Space::Vml, "imagedata") => {
                    self.picture(node, &["id", "pict", "href"], description, line);
                }
                (Space::Vml, "textpath") => {
                    let text = node.attribute("string").unwrap_or_default();
                    self.word_art(text, line);
                }
                (Space::Drawing, "t") => self.word_art(&node.all_text(), line),
                (Space::Diagram, "relIds") => self.part_of(node, "dm", "a diagram")?,
                (Space::Chart, "chart") => self.part_of(node, "id", "a chart")?,
                (Space::Office, "OLEObject") => {
                    let program = node.attribute("ProgID").unwrap_or("another program");
                    let text = format!("an embedded object of {program}; its picture stays");
                    self.event(EventKind::Left(text));
                }
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(choice) = choice(node) {
                        self.drawn(choice, line, description)?;
                    }
                }
                (Space::Vml, "shape" | "rect" | "roundrect" | "oval") => {
                    let own = node.attribute("alt").unwrap_or_default();
                    let own = if own.is_empty() { description } else { own };
                    self.drawn(node, line, own)?;
                }
                _ => self.drawn(node, line, description)?,
            }
        }
        Ok(())
    }

    /// A text box is anchored in a paragraph, possibly a heading, so it is put after that
    /// paragraph.
    fn text_box(&mut self, node: Node<'_>, line: &mut Line) -> Result<(), Refusal> {
        let fields = std::mem::take(&mut self.fields);
        let links = std::mem::take(&mut self.links);
        let blocks = self.inner(node);
        (self.fields, self.links) = (fields, links);
        let blocks = blocks?;
        if !blocks.is_empty() {
            self.tell_text_box();
            line.boxes.push(Block::Quote(blocks));
        }
        Ok(())
    }

    /// Records that a text box became a quotation. Headers and footers are reported as text, so it
    /// is not recorded there.
    fn tell_text_box(&mut self) {
        if !self.is_page {
            self.event(EventKind::TextBox);
        }
    }

    fn word_art(&mut self, text: &str, line: &mut Line) {
        let text = one_line(text);
        if text.is_empty() {
            return;
        }
        self.tell_text_box();
        line.boxes
            .push(Block::Quote(vec![Block::Paragraph(Paragraph {
                pieces: vec![Piece::plain(&text)],
                ..Paragraph::default()
            })]));
    }

    /// Reports a drawing that has a part of its own (a diagram, a chart) as left out, with its
    /// text.
    fn part_of(&mut self, node: Node<'_>, id: &str, what: &str) -> Result<(), Refusal> {
        let found = node.relationship(id);
        let found = found.and_then(|id| self.relationships.get(id)).cloned();
        let mut said = what.to_owned();
        if let Some(found) = found.filter(|found| !found.external)
            && let Some(text) = self.package.text(&found.target)?
        {
            let xml = parse(&text, &found.target)?;
            let words = drawing_words(xml.root_element());
            if !words.is_empty() {
                said = format!("{what} with the words \"{words}\"");
            }
        }
        self.event(EventKind::Left(said));
        Ok(())
    }

    fn picture(&mut self, node: Node<'_>, ids: &[&str], description: &str, line: &mut Line) {
        let mut found = ids.iter().filter_map(|id| node.relationship(id));
        let Some(id) = found.next().filter(|id| !id.is_empty()) else {
            return;
        };
        let Some(found) = self.relationships.get(id).cloned() else {
            self.event(EventKind::Left(
                "a picture that the file does not hold".into(),
            ));
            return;
        };
        if found.external || !self.package.has(&found.target) {
            let text = format!(
                "a picture that the file does not hold: \"{}\"",
                found.target
            );
            self.event(EventKind::Left(text));
            return;
        }
        if self.is_page {
            self.event(EventKind::Left(
                "a picture in the header or footer of the pages".into(),
            ));
            return;
        }
        let index = self.picture_index(&found.target);
        let name = self.pictures.get(index).map(|picture| picture.name.clone());
        let name = name.unwrap_or_default();
        let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        if !DRAWN.contains(&ending.as_str()) {
            line.boxes.push(self.not_shown(&name, &ending, description));
            return;
        }
        if description.is_empty() {
            self.event(EventKind::Undescribed(name));
        }
        line.pieces.push(Piece {
            what: What::Picture(index, description.to_owned()),
            format: Format::default(),
            link: self
                .link()
                .filter(|link| matches!(link, Target::Address(_))),
        });
    }

    /// Returns a sentence that replaces a picture that browsers cannot draw and links to its file.
    fn not_shown(&mut self, name: &str, ending: &str, description: &str) -> Block {
        self.event(EventKind::Picture);
        let reason = match ending {
            "emf" | "wmf" | "emz" | "wmz" => "has a format of Windows that browsers cannot draw.",
            _ => "has a format that browsers cannot draw.",
        };
        let address = format!("{}/{name}", self.picture_folder);
        let mut reason = format!(" {reason}");
        if !description.is_empty() {
            reason.push_str(&format!(" It shows: {description}"));
        }
        let pieces = vec![
            Piece::plain("Picture not shown: "),
            Piece {
                what: What::Text(name.to_owned()),
                format: Format::default(),
                link: Some(Target::Address(address)),
            },
            Piece::plain(&reason),
        ];
        Block::Quote(vec![Block::Paragraph(Paragraph {
            pieces,
            ..Paragraph::default()
        })])
    }

    /// Returns the index of a picture in the list. A new picture is named after its part, and
    /// numbered if the name is taken.
    fn picture_index(&mut self, part: &str) -> usize {
        let mut known = self.pictures.iter();
        if let Some(index) = known.position(|picture| picture.part == part) {
            return index;
        }
        let file = part.rsplit('/').next().unwrap_or(part);
        let file: String = file
            .chars()
            .map(|c| match c {
                c if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') => c,
                _ => '-',
            })
            .collect();
        let (stem, ending) = file.rsplit_once('.').unwrap_or((&file, "bin"));
        let ending = ending.to_lowercase();
        let stem = stem.trim_start_matches('.');
        let stem = if is_device(stem) { "picture" } else { stem };
        let mut name = format!("{stem}.{ending}");
        let mut number = 2;
        while self.pictures.iter().any(|picture| picture.name == name) {
            name = format!("{stem}-{number}.{ending}");
            number += 1;
        }
        self.pictures.push(PictureUse {
            part: part.to_owned(),
            name,
        });
        self.pictures.len() - 1
    }
}

/// Returns the description that the author gave the drawing.
fn description(node: Node<'_>) -> String {
    let mut nodes = node.descendants();
    let named = nodes.find(|node| node.name() == (Space::Drawing, "docPr"));
    let text = named.and_then(|node| {
        let texts = [node.attribute("descr"), node.attribute("title")];
        let mut texts = texts.into_iter().flatten();
        texts.find(|text| !text.trim().is_empty())
    });
    one_line(text.unwrap_or_default())
}

/// Whether blocks have text.
pub(crate) fn has_words(blocks: &[Block]) -> bool {
    !text_of(blocks).trim().is_empty()
}

/// Returns the text of a part that has only a drawing: a chart or a diagram.
fn drawing_words(root: Node<'_>) -> String {
    let texts = root
        .descendants()
        .filter(|node| matches!(node.name(), (Space::Drawing, "t") | (Space::Chart, "v")));
    let texts: Vec<String> = texts.map(|node| one_line(&node.all_text())).collect();
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    texts.join(" ")
}
