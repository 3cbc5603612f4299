//! The data of a redline.

/// The changes between two texts of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redline {
    /// The changed fields of the front-matter: those of the new text, then the removed ones.
    pub(crate) fields: Vec<Block>,
    /// The sections in the order of the new text. A removed section follows the section that it
    /// followed in the old text.
    pub(crate) sections: Vec<Section>,
}

/// A heading with the text up to the next heading, or the text before the first heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    /// The heading's text, taken from the new text if the section is in it; `None` before the first
    /// heading.
    pub(crate) title: Option<String>,
    /// The change of the section as a whole.
    pub(crate) change: SectionChange,
    /// The heading, and the blocks below it.
    pub(crate) blocks: Vec<Block>,
}

/// The change of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SectionChange {
    /// The section is at the same place.
    InPlace,
    /// The section is at another place.
    Moved {
        /// The heading of the section before it in the old text; `None` if it was the first.
        from: Option<String>,
    },
    /// The section is at another place because the section before it was moved.
    MovedAlong,
    /// The section is new.
    Added,
    /// The section was removed.
    Removed,
}

/// The change of a piece, a cell, a row or a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Change {
    /// It is in both texts.
    Kept,
    /// It is only in the new text.
    Added,
    /// It is only in the old text.
    Removed,
}

/// A block of text: a paragraph, an item, a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// The change of the block as a whole. The content of a kept block may have changed.
    pub(crate) change: Change,
    /// The form of the block.
    pub(crate) form: Form,
    /// The number of an item of a numbered list, in the new text if the item is in it.
    pub(crate) number: Option<u64>,
    /// The content of the block.
    pub(crate) content: Content,
}

/// The form of a block.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Form {
    /// A field of the front-matter, with its name.
    Field(String),
    /// A heading, with its level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item {
        /// The number of lists that it is in.
        depth: u8,
        /// Whether the list is numbered.
        is_numbered: bool,
        /// Whether this is the first block of the item.
        is_first: bool,
    },
    /// A paragraph of a quotation.
    Quote,
    /// A block of code or a diagram.
    Code,
    /// Source that the page does not show as written: HTML, a link definition.
    Markup,
    /// A horizontal rule.
    Rule,
    /// A table.
    Table,
}

/// The content of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Text.
    Text(Vec<Piece>),
    /// The rows of a table; the first one is its head.
    Table(Vec<Row>),
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The change of the row as a whole.
    pub(crate) change: Change,
    /// Its cells, including those of removed columns.
    pub(crate) cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The change of the cell as a whole.
    pub(crate) change: Change,
    /// The content of the cell.
    pub(crate) pieces: Vec<Piece>,
}

/// A stretch of text with one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The change of the piece.
    pub(crate) change: Change,
    /// The content of the piece.
    pub(crate) what: What,
}

/// The content of a piece.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum What {
    /// Words as the page shows them.
    Text(String),
    /// Markup that the page does not show as words: emphasis, the target of a link, the attributes
    /// of a heading. It only matters if it has changed.
    Mark(String),
    /// A picture.
    Picture {
        /// Its address, as written.
        target: String,
        /// Its alternative text.
        alternative: String,
    },
}

impl Redline {
    /// Whether nothing has changed that affects the page or the program.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && !self.sections.iter().any(Section::has_changed)
    }
}

impl Section {
    /// Whether it was added, removed or moved, or something in it has changed.
    pub(crate) fn has_changed(&self) -> bool {
        self.change != SectionChange::InPlace || self.blocks.iter().any(Block::has_changed)
    }
}

impl Block {
    /// Whether it was added or removed, or something in it has changed.
    pub(crate) fn has_changed(&self) -> bool {
        self.change != Change::Kept
            || match &self.content {
                Content::Text(pieces) => has_change(pieces),
                Content::Table(rows) => rows.iter().any(Row::has_changed),
            }
    }
}

impl Row {
    /// Whether it was added or removed, or a cell of it has changed.
    pub(crate) fn has_changed(&self) -> bool {
        self.change != Change::Kept || self.cells.iter().any(Cell::has_changed)
    }
}

impl Cell {
    /// Whether it was added or removed, or something in it has changed.
    pub(crate) fn has_changed(&self) -> bool {
        self.change != Change::Kept || has_change(&self.pieces)
    }
}

impl Piece {
    /// Whether readers see the piece in a block with the change `block`. Text and pictures are
    /// always shown. Markup in a kept block is shown only if it has changed. In an added or removed
    /// block, all markup except emphasis is shown.
    pub(crate) fn is_shown(&self, block: Change) -> bool {
        match &self.what {
            What::Text(_) | What::Picture { .. } => true,
            What::Mark(mark) if block == Change::Kept => {
                self.change != Change::Kept && !mark.is_empty()
            }
            What::Mark(mark) => !is_emphasis(mark) && !is_id(mark),
        }
    }
}

/// The shown pieces of a block or cell with the change `block`, in runs of one change. Marks of
/// emphasis are left out beside words with the same change: only where nothing else has changed do
/// they say anything to a reader.
pub(crate) fn runs(pieces: &[Piece], block: Change) -> Vec<(Change, Vec<&Piece>)> {
    let shown = pieces.iter().filter(|piece| piece.is_shown(block));
    let shown: Vec<&Piece> = shown.collect();
    let runs = shown.chunk_by(|one, other| one.change == other.change);
    runs.filter_map(|run| {
        let change = run.first()?.change;
        let says = run.iter().any(|piece| match &piece.what {
            What::Text(text) => !text.trim().is_empty(),
            What::Mark(mark) => !is_emphasis(mark),
            What::Picture { .. } => true,
        });
        let run = run.iter().copied();
        let run = run
            .filter(|piece| !matches!(&piece.what, What::Mark(mark) if says && is_emphasis(mark)));
        Some((change, run.collect()))
    })
    .collect()
}

/// The text at the beginning of a run without its line break; `None` if it begins with none. The
/// sign of a change stands behind the line break.
pub(crate) fn behind_line_break<'p>(run: &[&'p Piece]) -> Option<&'p str> {
    match run.first().map(|piece| &piece.what) {
        Some(What::Text(text)) => text.strip_prefix('\n'),
        _ => None,
    }
}

fn is_emphasis(mark: &str) -> bool {
    mark.chars().all(|c| "#*`\\".contains(c))
}

/// Whether this is the id of a heading alone: ` {#scope}`.
fn is_id(mark: &str) -> bool {
    let id = mark.trim().strip_prefix("{#");
    id.and_then(|id| id.strip_suffix('}'))
        .is_some_and(|id| !id.contains([' ', '=']))
}

fn has_change(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| piece.change != Change::Kept)
}
