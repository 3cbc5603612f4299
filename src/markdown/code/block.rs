//! A block of code of a page, as it was written.

/// A block of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CodeBlock {
    /// The language that its fence names; empty where it names none.
    pub(crate) language: Box<str>,
    pub(crate) text: Box<str>,
    pub(crate) kind: CodeKind,
}

/// What is shown of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CodeKind {
    /// The code.
    Plain,
    /// The diagram that it describes.
    Diagram {
        /// Which one of the page it is, counted from 1.
        number: u32,
        /// The words that stand in it.
        words: Box<str>,
    },
    /// The code of a diagram that cannot be drawn.
    NotDrawn,
}
