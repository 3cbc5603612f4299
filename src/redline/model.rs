//! What a redline says.

/// What has changed between two texts of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redline {
    /// The fields of the front-matter that have changed: those of the new text, then those taken out.
    pub(crate) fields: Vec<Block>,
    /// The sections in the order of the new text; what was taken out stands behind what it stood behind.
    pub(crate) sections: Vec<Section>,
}

/// A heading with what stands below it up to the next heading, or what stands before the first one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    /// The heading's text, in the new text where it is there; `None` before the first heading.
    pub(crate) title: Option<String>,
    /// What became of it as a whole.
    pub(crate) change: SectionChange,
    /// The heading, and what stands below it.
    pub(crate) blocks: Vec<Block>,
}

/// What became of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SectionChange {
    /// It stands where it stood.
    InPlace,
    /// It stands elsewhere.
    Moved {
        /// The heading that it stood behind; `None` where it stood first.
        from: Option<String>,
    },
    /// It stands elsewhere because the section before it was moved.
    MovedAlong,
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
}

/// What became of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Change {
    /// It stands in both texts.
    Kept,
    /// It stands in the new text alone.
    Added,
    /// It stands in the old text alone.
    Removed,
}

/// A block of text: a paragraph, an item, a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// What became of it as a whole; one that is kept may have changed within.
    pub(crate) change: Change,
    /// What it is.
    pub(crate) form: Form,
    /// What it says.
    pub(crate) content: Content,
}

/// What a block is.
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
        /// How many lists it stands in.
        depth: u8,
        /// Whether the list is numbered.
        is_numbered: bool,
    },
    /// A paragraph of a quotation.
    Quote,
    /// A block of code or a diagram.
    Code,
    /// What the page does not show as it is written: HTML, the target of a link.
    Markup,
    /// A line across the page.
    Rule,
    /// A table.
    Table,
}

/// What a block says.
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
    /// What became of it as a whole.
    pub(crate) change: Change,
    /// Its cells, those of columns that were taken out among them.
    pub(crate) cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// What became of it as a whole.
    pub(crate) change: Change,
    /// What it says.
    pub(crate) pieces: Vec<Piece>,
}

/// A stretch of text of which one thing became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// What became of it.
    pub(crate) change: Change,
    /// What it is.
    pub(crate) what: What,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum What {
    /// Words as the page shows them.
    Text(String),
    /// What the page shows otherwise than by words: signs of emphasis, the target of a link, the
    /// attributes of a heading. Only of interest where it has changed.
    Mark(String),
    /// A picture.
    Picture {
        /// Where it lies, as written.
        target: String,
        /// What is read in place of it.
        alternative: String,
    },
}

impl Redline {
    /// Whether nothing has changed that the page or the program would notice.
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
    /// Whether a reader is shown it, in a block of which that became: of what the page does not show
    /// as words only what has changed, and no emphasis in text that is new or gone as a whole.
    pub(crate) fn is_shown(&self, block: Change) -> bool {
        match &self.what {
            What::Text(_) | What::Picture { .. } => true,
            What::Mark(mark) if block == Change::Kept => {
                self.change != Change::Kept && !mark.is_empty()
            }
            What::Mark(mark) => !mark.chars().all(|c| "#*`\\".contains(c)),
        }
    }
}

fn has_change(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| piece.change != Change::Kept)
}
