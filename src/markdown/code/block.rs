//! A code block of a page, as written in the source.

/// A code block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CodeBlock {
    /// The language that its fence names; empty if it names none.
    pub(crate) language: Box<str>,
    pub(crate) text: Box<str>,
    pub(crate) kind: CodeKind,
}

/// How a block is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CodeKind {
    /// As code.
    Plain,
    /// As the diagram that it describes.
    Diagram {
        /// The number of the diagram in the page, from 1.
        number: u32,
        /// The words in the diagram.
        words: Box<str>,
    },
    /// As source, because the diagram cannot be drawn.
    NotDrawn,
}
