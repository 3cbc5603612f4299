//! The texts in which documents were issued.

use std::collections::HashMap;

use super::{Date, Revision};
use crate::diagnostics::SourcePath;

/// The texts in which documents were issued, according to the manual's git repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum IssuedTexts {
    /// They were not looked up, since no rule needs them.
    #[default]
    Unasked,
    /// They cannot be determined, for this reason.
    Unknown(WhyUnknown),
    /// The texts, by the file of each document.
    Known(HashMap<SourcePath, IssuedText>),
}

/// Why the issued texts cannot be determined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyUnknown {
    /// The manual lies in no git repository.
    NoRepository,
    /// The clone is shallow: its first commits are missing.
    Shallow,
    /// Git failed with this error message.
    Git(String),
}

/// The text in which a document was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedText {
    /// The revision that was approved.
    pub revision: Revision,
    /// The hash of the text's words, as in `Body::words`.
    pub words: u64,
    /// The commit that set the revision, or the status if that was later.
    pub commit: String,
    /// The day of the commit.
    pub day: Date,
}

impl IssuedTexts {
    /// The text in which the document of a file was issued, if it is known.
    pub fn of(&self, path: &SourcePath) -> Option<&IssuedText> {
        match self {
            Self::Known(texts) => texts.get(path),
            Self::Unasked | Self::Unknown(_) => None,
        }
    }
}
