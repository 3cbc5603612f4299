//! The model of a document, independent of Word's format: blocks that consist of pieces of text.

/// The character format of a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) strike: bool,
    pub(super) code: bool,
    pub(super) shift: Shift,
}

/// Whether text is on the baseline, subscript or superscript.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shift {
    #[default]
    None,
    Sub,
    Super,
}

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An external address.
    Address(String),
    /// A bookmark of the document.
    Bookmark(String),
}

/// A piece of a line with one format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) what: What,
    pub(super) format: Format,
    pub(super) link: Option<Target>,
}

/// The content of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Text(String),
    Break,
    /// A picture by its index in the list of pictures, with its description.
    Picture(usize, String),
    /// A note by its label.
    Note(String),
    Formula(String),
}

impl Piece {
    /// Creates a piece of text without format.
    pub(super) fn plain(text: &str) -> Self {
        Self {
            what: What::Text(text.to_owned()),
            format: Format::default(),
            link: None,
        }
    }
}

/// Returns the text of pieces without format; a break becomes a line feed.
pub(super) fn plain_text(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match &piece.what {
            What::Text(words) | What::Formula(words) => text.push_str(words),
            What::Break => text.push('\n'),
            What::Picture(..) | What::Note(_) => {}
        }
    }
    text
}

/// Whether pieces show nothing.
pub(super) fn is_blank(pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| match &piece.what {
        What::Text(text) => text.trim().is_empty(),
        What::Break => true,
        What::Picture(..) | What::Note(_) | What::Formula(_) => false,
    })
}

/// A block of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Heading(Heading),
    Paragraph(Paragraph),
    Item(Item),
    Table(Table),
    /// A text box, or a table of one cell.
    Quote(Vec<Block>),
    /// The place of a table of contents.
    Contents,
    /// The place of content that was moved to the front matter.
    Taken,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// The level, 1 for the highest.
    pub(super) level: usize,
    /// The number that Word shows before the heading.
    pub(super) number: Option<String>,
    pub(super) pieces: Vec<Piece>,
    /// The id, unique in the document; assigned when all headings are known.
    pub(super) id: String,
}

impl Heading {
    /// Returns the number and the text on one line, as a reader sees them.
    pub(super) fn title(&self) -> String {
        let text = one_line(&plain_text(&self.pieces));
        match &self.number {
            Some(number) => format!("{number} {text}"),
            None => text,
        }
    }
}

/// The role of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Plain,
    Title,
    /// The heading of a table of contents.
    ContentsTitle,
    Caption,
    Quote,
    Code,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) pieces: Vec<Piece>,
    pub(super) role: Role,
    /// The left indent in twentieths of a point.
    pub(super) indent: i64,
    /// The font size in half points (0 if unset), if all text of the paragraph is bold by direct
    /// formatting.
    pub(super) bold_line: Option<i64>,
}

/// The label before a list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Bullet,
    /// A number, and whether a bracket follows it instead of a full stop.
    Number(i64, bool),
    /// Any other label: `a)`, `iv.`, `2.1`.
    Words(String),
    /// No label: the item continues the one before it.
    None,
}

impl Label {
    /// Returns the label as shown before a heading; `None` for a bullet or an empty label.
    pub(super) fn words(&self) -> Option<String> {
        match self {
            Self::Number(number, true) => Some(format!("{number})")),
            Self::Number(number, false) => Some(format!("{number}.")),
            Self::Words(words) => Some(words.clone()),
            Self::Bullet | Self::None => None,
        }
    }
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// The level, 0 for the outermost.
    pub(super) level: usize,
    pub(super) label: Label,
    pub(super) indent: i64,
    /// The id of the numbering that the item belongs to.
    pub(super) list: i64,
    pub(super) pieces: Vec<Piece>,
}

/// A table on a grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) columns: usize,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// Whether it is a head: Word repeats it on each page, or it is marked.
    pub(super) is_head: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) blocks: Vec<Block>,
    /// The index of the cell's first column.
    pub(super) column: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl Cell {
    /// Returns the cell's text, one line per paragraph.
    pub(super) fn text(&self) -> String {
        text_of(&self.blocks)
    }
}

/// Returns the text of blocks, one line per paragraph.
pub(super) fn text_of(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    lines_of(blocks, &mut lines);
    lines.join("\n")
}

fn lines_of(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => lines.push(heading.title()),
            Block::Paragraph(paragraph) => lines.push(plain_text(&paragraph.pieces)),
            Block::Item(item) => lines.push(plain_text(&item.pieces)),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| lines_of(&cell.blocks, lines));
            }
            Block::Quote(inner) => lines_of(inner, lines),
            Block::Contents | Block::Taken => {}
        }
    }
}

/// Collects references to the pieces of blocks, in document order.
pub(super) fn all_pieces<'a>(blocks: &'a [Block], found: &mut Vec<&'a Piece>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => found.extend(&heading.pieces),
            Block::Paragraph(paragraph) => found.extend(&paragraph.pieces),
            Block::Item(item) => found.extend(&item.pieces),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| all_pieces(&cell.blocks, found));
            }
            Block::Quote(inner) => all_pieces(inner, found),
            Block::Contents | Block::Taken => {}
        }
    }
}

/// Returns the text on one line; each run of white space becomes one space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
