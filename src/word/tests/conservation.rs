//! Tests that every word of a document is in the text or in the report, unless it was deleted,
//! hidden or part of a table of contents, and that the rendered Markdown shows the text of Word.

use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::docx::{Docx, cell, escaped, field, item, paragraph, run, styled, table, text_box};

/// The structure of a document; each place gets a unique word when the document is written.
#[derive(Clone, Debug)]
enum Shape {
    Paragraph(Vec<Words>),
    Heading(bool),
    Item(u32, u32),
    Table(Vec<Vec<Span>>),
    Box,
    Contents,
    Control(Box<Self>),
    JoinedToNext,
}

#[derive(Clone, Debug)]
struct Span {
    columns: u32,
    goes_on: Option<bool>,
    inner: Vec<Shape>,
}

#[derive(Clone, Debug)]
struct Words {
    kind: Kind,
    look: usize,
    sign: usize,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Plain,
    Inserted,
    Deleted,
    Hidden,
    Link,
    Field,
    Formula,
    Note,
    Break,
}

const LOOKS: [&str; 8] = [
    "",
    "<w:b/>",
    "<w:i/>",
    "<w:b/><w:i/>",
    "<w:strike/>",
    "<w:vertAlign w:val=\"superscript\"/>",
    "<w:rFonts w:ascii=\"Consolas\"/>",
    "<w:b/><w:rFonts w:ascii=\"Consolas\"/>",
];

/// Strings with a meaning in Markdown, put around and between words.
const SIGNS: [&str; 20] = [
    "", " ", "* ", "[[", "{{ ", "# ", "1. ", "|", "<b>", "`", "_", "&amp;", "\\", "- ", "~~", "> ",
    ": ", "!", "](", "\t",
];

/// The words that must be shown and those that must not, and the notes written so far.
#[derive(Default)]
struct Written {
    count: usize,
    shown: Vec<String>,
    gone: Vec<String>,
    notes: String,
}

impl Written {
    fn word(&mut self) -> String {
        self.count += 1;
        // The suffix keeps a word from being a prefix of another.
        format!("word{}x", self.count)
    }

    fn shown(&mut self) -> String {
        let word = self.word();
        self.shown.push(word.clone());
        word
    }

    fn gone(&mut self) -> String {
        let word = self.word();
        self.gone.push(word.clone());
        word
    }

    fn blocks(&mut self, shapes: &[Shape]) -> String {
        shapes.iter().map(|shape| self.block(shape)).collect()
    }

    fn block(&mut self, shape: &Shape) -> String {
        match shape {
            Shape::Paragraph(words) => paragraph("", &self.words(words)),
            Shape::JoinedToNext => {
                let word = self.shown();
                paragraph("<w:rPr><w:del/></w:rPr>", &run(&(word + " "), ""))
            }
            Shape::Heading(numbered) => {
                let style = if *numbered { "N2" } else { "H1" };
                styled(style, &self.shown())
            }
            Shape::Item(number, level) => item(*number, *level, &self.shown()),
            Shape::Table(rows) => {
                let rows: Vec<Vec<String>> = rows
                    .iter()
                    .map(|cells| cells.iter().map(|span| self.cell(span)).collect())
                    .collect();
                table(&rows)
            }
            Shape::Box => {
                let word = self.shown();
                let inner = super::docx::plain(&word);
                paragraph("", &(text_box(&inner) + &run(&self.shown(), "")))
            }
            Shape::Contents => {
                let word = self.gone();
                format!(
                    "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>\
                     </w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                    super::docx::plain(&word)
                )
            }
            Shape::Control(inner) => {
                format!(
                    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
                    self.block(inner)
                )
            }
        }
    }

    fn cell(&mut self, span: &Span) -> String {
        let merge = match span.goes_on {
            None => "",
            Some(true) => "<w:vMerge/>",
            Some(false) => "<w:vMerge w:val=\"restart\"/>",
        };
        let columns = span.columns;
        let inner = self.blocks(&span.inner);
        cell(&format!("<w:gridSpan w:val=\"{columns}\"/>{merge}"), &inner)
    }

    fn words(&mut self, words: &[Words]) -> String {
        words.iter().map(|words| self.run(words)).collect()
    }

    fn run(&mut self, words: &Words) -> String {
        let look = LOOKS[words.look % LOOKS.len()];
        let sign = SIGNS[words.sign % SIGNS.len()];
        match words.kind {
            Kind::Plain => run(&format!("{sign}{}", self.shown()), look),
            Kind::Inserted => format!("<w:ins>{}</w:ins>", run(&self.shown(), look)),
            Kind::Deleted => {
                let word = self.gone();
                format!("<w:del><w:r><w:delText>{word}</w:delText></w:r></w:del>")
            }
            Kind::Hidden => run(&self.gone(), "<w:vanish/>"),
            Kind::Link => {
                let inner = run(&self.shown(), look);
                format!("<w:hyperlink r:id=\"link\">{inner}</w:hyperlink>")
            }
            Kind::Field => field("DOCPROPERTY x", &run(&self.shown(), look)),
            Kind::Formula => {
                let word = self.shown();
                format!("<m:oMath><m:r><m:t>{word}</m:t></m:r></m:oMath>")
            }
            Kind::Note => {
                let word = self.shown();
                let id = self.count;
                let text = super::docx::plain(&word);
                self.notes
                    .push_str(&format!("<w:footnote w:id=\"{id}\">{text}</w:footnote>"));
                format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>")
            }
            Kind::Break => "<w:r><w:br/></w:r>".to_owned(),
        }
    }
}

fn words() -> impl Strategy<Value = Vec<Words>> {
    let kind = prop_oneof![
        6 => Just(Kind::Plain),
        1 => Just(Kind::Inserted),
        1 => Just(Kind::Deleted),
        1 => Just(Kind::Hidden),
        1 => Just(Kind::Link),
        1 => Just(Kind::Field),
        1 => Just(Kind::Formula),
        1 => Just(Kind::Note),
        1 => Just(Kind::Break),
    ];
    let words = (kind, 0..LOOKS.len(), 0..SIGNS.len());
    let words = words.prop_map(|(kind, look, sign)| Words { kind, look, sign });
    prop::collection::vec(words, 1..7)
}

fn shapes(depth: u32) -> BoxedStrategy<Vec<Shape>> {
    let leaf = prop_oneof![
        4 => words().prop_map(Shape::Paragraph),
        1 => any::<bool>().prop_map(Shape::Heading),
        3 => (1..3u32, 0..4u32).prop_map(|(number, level)| Shape::Item(number, level)),
        1 => Just(Shape::Box),
        1 => Just(Shape::Contents),
        1 => Just(Shape::JoinedToNext),
        1 => words().prop_map(|words| Shape::Control(Box::new(Shape::Paragraph(words)))),
    ];
    if depth == 0 {
        return prop::collection::vec(leaf, 1..4).boxed();
    }
    let span = (1..3u32, prop::option::of(any::<bool>()), shapes(depth - 1));
    let span = span.prop_map(|(columns, goes_on, inner)| Span {
        columns,
        goes_on,
        inner,
    });
    let rows = prop::collection::vec(prop::collection::vec(span, 1..4), 1..4);
    let shape = prop_oneof![6 => leaf, 1 => rows.prop_map(Shape::Table)];
    prop::collection::vec(shape, 1..8).boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_word_is_in_the_text_or_in_the_report(shapes in shapes(2)) {
        let mut written = Written::default();
        let body = written.blocks(&shapes);
        let docx = Docx::new(&body)
            .link("link", "https://example.com/")
            .part("footnotes", "footnotes", &written.notes);
        let imported = docx.read("file.docx").unwrap();
        let report = imported.report.to_string();
        for word in &written.shown {
            let there = imported.markdown.contains(word) || report.contains(word);
            prop_assert!(there, "{word} is lost\n{}\n{report}", imported.markdown);
        }
        for word in &written.gone {
            let there = imported.markdown.contains(word);
            prop_assert!(!there, "{word} is back\n{}", imported.markdown);
        }
    }

    #[test]
    fn what_is_shown_is_what_word_shows(lines in prop::collection::vec(line(), 1..5)) {
        let body: String = lines.iter().map(|line| paragraph("", &runs(line))).collect();
        let shown: Vec<String> = lines
            .iter()
            .map(|line| {
                let text: String = line.iter().map(|(text, _)| text.as_str()).collect();
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .filter(|text| !text.is_empty())
            .collect();
        let text = Docx::new(&body).text();
        prop_assert_eq!(paragraphs(&text), shown, "{}", text);
    }

    #[test]
    fn headings_and_cells_show_what_word_shows(line in line()) {
        let heading = paragraph("<w:pStyle w:val=\"H1\"/>", &runs(&line));
        let row = || vec![cell("", &paragraph("", &runs(&line))), cell("", &super::docx::plain("x"))];
        let shown: String = line.iter().map(|(text, _)| text.as_str()).collect();
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = Docx::new(&(super::docx::plain("x") + &table(&[row(), row()]) + &heading)).text();
        let x = || "x".to_owned();
        // No row is marked as a head, so an empty one has its place.
        let head = String::new;
        let mut expected = vec![x(), head(), head(), shown.clone(), x(), shown.clone(), x()];
        expected.push(shown);
        prop_assert_eq!(paragraphs(&text), expected, "{}", text);
    }
}

/// Generates a line of characters with a meaning in Markdown, in runs of different formats.
fn line() -> impl Strategy<Value = Vec<(String, usize)>> {
    const FIRST: &str = "[a-c1.)*_`#|<>&;:!{}~=+\\-\\\\\"'(\\[\\]]{1,8}";
    const REST: &str = "[a-c1.)*_`#|<>&;:!{}~=+\\-\\\\\"'(\\[\\] ]{1,8}";
    // A wholly bold line would become a heading, and white space is treated differently in code.
    let first = (FIRST, prop::sample::select(vec![0, 2, 4]));
    let rest = (REST, 0..5usize);
    (first, prop::collection::vec(rest, 0..4)).prop_map(|(first, mut rest)| {
        rest.insert(0, first);
        rest
    })
}

fn runs(line: &[(String, usize)]) -> String {
    line.iter()
        .map(|(text, look)| run(text, LOOKS[*look]))
        .collect()
}

/// Returns the paragraphs that a reader of the rendered Markdown sees.
fn paragraphs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = String::new();
    for event in Parser::new_ext(text, crate::markdown::OPTIONS) {
        match event {
            Event::Start(Tag::Paragraph | Tag::TableCell | Tag::Heading { .. }) => open.clear(),
            Event::End(TagEnd::Paragraph | TagEnd::TableCell | TagEnd::Heading(_)) => {
                let words: Vec<&str> = open.split_whitespace().collect();
                found.push(words.join(" "));
            }
            Event::Text(text) | Event::Code(text) => open.push_str(&text),
            Event::InlineHtml(tag) if is_mark(&tag) => {}
            Event::SoftBreak | Event::HardBreak => open.push(' '),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            other => open.push_str(&format!("{other:?}")),
        }
    }
    found
}

fn is_mark(tag: &str) -> bool {
    ["<strong>", "</strong>", "<em>", "</em>", "<del>", "</del>"].contains(&tag)
}

#[test]
fn words_of_headers_and_merged_cells_are_kept() {
    let rows = [
        vec![cell(
            "<w:vMerge w:val=\"restart\"/>",
            &super::docx::plain("first"),
        )],
        vec![cell("<w:vMerge/>", &super::docx::plain("beneath"))],
    ];
    let docx = Docx::new(&table(&rows)).page("footer", &super::docx::plain(&escaped("foot words")));
    assert!(docx.text().contains("beneath"));
    assert!(docx.report().contains("foot words"));
}
