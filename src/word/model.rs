//! What a document is once Word's own words are gone: blocks of pieces of text.

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) strike: bool,
    pub(super) code: bool,
    pub(super) shift: Shift,
}

/// Whether text stands on the line, below or above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shift {
    #[default]
    None,
    Sub,
    Super,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An address outside.
    Address(String),
    /// A bookmark of the document.
    Bookmark(String),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) what: What,
    pub(super) format: Format,
    pub(super) link: Option<Target>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Text(String),
    Break,
    /// A picture by its place in the list of pictures, with its description.
    Picture(usize, String),
    /// A note by its label.
    Note(String),
    Formula(String),
}

impl Piece {
    /// Text without any format.
    pub(super) fn plain(text: &str) -> Self {
        Self {
            what: What::Text(text.to_owned()),
            format: Format::default(),
            link: None,
        }
    }
}

/// The words of pieces, without format; a break is a line's end.
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

/// A part of the document, from its start to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Heading(Heading),
    Paragraph(Paragraph),
    Item(Item),
    Table(Table),
    /// A text box, or a table of one cell.
    Quote(Vec<Block>),
    /// A table of contents stood here.
    Contents,
    /// What stood here went into the front-matter.
    Taken,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// 1 for the highest.
    pub(super) level: usize,
    /// The number that Word shows before it.
    pub(super) number: Option<String>,
    pub(super) pieces: Vec<Piece>,
    /// Unique in the document; made when all headings are known.
    pub(super) id: String,
}

impl Heading {
    /// The number and the words, as a reader sees them.
    pub(super) fn title(&self) -> String {
        let text = one_line(&plain_text(&self.pieces));
        match &self.number {
            Some(number) => format!("{number} {text}"),
            None => text,
        }
    }
}

/// What a paragraph is for.
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
    /// The size of its letters in half points, where it is set in the paragraph and bold is, too.
    pub(super) bold_line: Option<i64>,
}

/// What stands before an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Bullet,
    /// A number, and whether a bracket follows it in place of a full stop.
    Number(i64, bool),
    /// Anything else: `a)`, `iv.`, `2.1`.
    Words(String),
    /// Nothing: it goes on with what is before it.
    None,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// 0 for the outermost.
    pub(super) level: usize,
    pub(super) label: Label,
    pub(super) indent: i64,
    /// The numbering that it belongs to.
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
    /// Whether Word repeats it on each page.
    pub(super) is_head: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) blocks: Vec<Block>,
    /// The first column.
    pub(super) column: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl Cell {
    /// Its words, a line for each paragraph.
    pub(super) fn text(&self) -> String {
        text_of(&self.blocks)
    }
}

/// The words of blocks, a line for each paragraph.
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

/// The pieces of blocks in their order, to be looked at.
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

/// Text on one line, each run of white space one blank.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
