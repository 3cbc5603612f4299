//! Writes blocks as Markdown.

mod escape;
mod inline;
mod lists;
mod tables;

use unicode_normalization::UnicodeNormalization;

use inline::Form;
pub(in crate::word) use inline::References;
use lists::Lists;

use super::model::{Block, Heading, Paragraph, Role, What, plain_text};

/// A line of plain text, escaped.
#[cfg(feature = "xlsx")]
pub(super) fn plain_line(line: &str) -> String {
    escape::line_start(&escape::text(line))
}

/// Returns the Markdown of a document, without front matter.
pub(super) fn write(blocks: &[Block], references: &References) -> String {
    let mut writer = Writer::new(references);
    writer.blocks(blocks);
    writer.text
}

/// Returns the definition of a note.
pub(super) fn note(label: &str, blocks: &[Block], references: &References) -> String {
    let text = write(blocks, references);
    let text = text.replace('\n', "\n    ").replace("\n    \n", "\n\n");
    format!("[^{label}]: {text}")
}

/// Makes an id of a title: lower-case letters and digits of any script, with a hyphen between
/// words. Words that would make it longer than 80 bytes are dropped; a title without letters and
/// digits gives `section`.
pub(super) fn slug(title: &str) -> String {
    let lower: String = title.to_lowercase().nfc().collect();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + word.len() > 80 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() {
        slug.push_str("section");
    }
    slug
}

struct Writer<'r> {
    references: &'r References,
    text: String,
    lists: Lists,
}

impl<'r> Writer<'r> {
    fn new(references: &'r References) -> Self {
        Self {
            references,
            text: String::new(),
            lists: Lists::default(),
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut rest = blocks;
        while let Some(block) = rest.first() {
            let taken = match block {
                Block::Paragraph(paragraph) if paragraph.role == Role::Code => self.code(rest),
                Block::Paragraph(paragraph) if paragraph.role == Role::Quote => self.quotes(rest),
                block => {
                    self.block(block);
                    1
                }
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                let text = self.heading(heading);
                self.add(&text);
            }
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Item(item) => {
                let text = self.references.line(&item.pieces, Form::Text);
                self.lists.item(item, &text, &mut self.text);
            }
            Block::Table(table) => {
                let text = tables::table(table, self.references);
                self.add(&text);
            }
            Block::Quote(inner) => {
                let text = quoted(&write(inner, self.references));
                if !self.lists.go_on(&text, &mut self.text) {
                    self.add(&text);
                }
            }
            Block::Contents | Block::Taken => {}
        }
    }

    fn add(&mut self, text: &str) {
        self.lists.end();
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(text);
    }

    fn heading(&self, heading: &Heading) -> String {
        let mut pieces = heading.pieces.clone();
        let mut words = pieces
            .iter()
            .filter(|piece| matches!(piece.what, What::Text(_)));
        let all_italic = words.all(|piece| piece.format.italic);
        for piece in &mut pieces {
            piece.format.bold = false;
            piece.format.italic &= !all_italic;
        }
        let text = self.references.line(&pieces, Form::Heading);
        let number = match &heading.number {
            Some(number) => format!("{} ", escape::heading(&escape::text(number))),
            None => String::new(),
        };
        let marks = "#".repeat((heading.level + 1).min(6));
        format!("{marks} {number}{text} {{#{}}}", heading.id)
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let mut pieces = paragraph.pieces.clone();
        for piece in &mut pieces {
            let is_text = matches!(piece.what, What::Text(_));
            piece.format.italic |= is_text && paragraph.role == Role::Caption;
            piece.format.bold |= paragraph.role == Role::Title;
        }
        let text = self.references.line(&pieces, Form::Text);
        let is_held = paragraph.role == Role::Plain && self.lists.holds(paragraph.indent);
        if is_held {
            self.lists.go_up(paragraph.indent);
        }
        if !is_held || !self.lists.go_on(&text, &mut self.text) {
            self.add(&text);
        }
    }

    /// Writes consecutive code paragraphs and returns their number. A single line becomes a code
    /// span, several a code block.
    fn code(&mut self, blocks: &[Block]) -> usize {
        let lines: Vec<String> = blocks
            .iter()
            .map_while(|block| match block {
                Block::Paragraph(paragraph) if paragraph.role == Role::Code => {
                    Some(plain_text(&paragraph.pieces))
                }
                _ => None,
            })
            .collect();
        let count = lines.len();
        let start = lines.iter().position(|line| !line.trim().is_empty());
        let end = lines.iter().rposition(|line| !line.trim().is_empty());
        let lines = match (start, end) {
            (Some(start), Some(end)) => lines.get(start..=end).unwrap_or_default(),
            _ => &[],
        };
        let text = match lines {
            [] => String::new(),
            [line] if !line.trim().contains('\n') => escape::code(line.trim()),
            lines => fence(&lines.join("\n")),
        };
        self.add(&text);
        count
    }

    fn quotes(&mut self, blocks: &[Block]) -> usize {
        let lines: Vec<String> = blocks
            .iter()
            .map_while(|block| match block {
                Block::Paragraph(paragraph) if paragraph.role == Role::Quote => {
                    Some(self.references.line(&paragraph.pieces, Form::Text))
                }
                _ => None,
            })
            .collect();
        self.add(&quoted(&lines.join("\n\n")));
        lines.len()
    }
}

/// Writes text as a quotation.
fn quoted(text: &str) -> String {
    let lines = text.lines().map(|line| match line {
        "" => ">".to_owned(),
        line => format!("> {line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Writes a code block. Empty lines at its ends are dropped.
fn fence(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.trim_end().replace('\t', "    "))
        .collect();
    let text = lines.join("\n");
    let text = text.trim_matches('\n');
    let fence = "`".repeat(escape::longest_run(text, '`').max(2) + 1);
    let first = text.lines().next().unwrap_or_default().trim();
    let language = match first.starts_with('<') && first.contains('>') {
        true => "xml",
        false => "",
    };
    format!("{fence}{language}\n{text}\n{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_words_of_any_script() {
        assert_eq!(slug("Who Should Use This?"), "who-should-use-this");
        assert_eq!(slug("Änderungen & Größe"), "änderungen-größe");
        assert_eq!(slug("Cre\u{301}er"), "créer");
        assert_eq!(slug("…"), "section");
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(fence("a\n```\nb"), "````\na\n```\nb\n````");
        assert_eq!(fence("\n  a\n\n\n  b\n\n"), "```\n  a\n\n\n  b\n```");
        assert_eq!(fence("<a>\n  <b/>\n</a>"), "```xml\n<a>\n  <b/>\n</a>\n```");
    }
}
