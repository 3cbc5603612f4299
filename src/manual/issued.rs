//! What is known of the texts in which documents were issued.

use std::collections::HashMap;

use super::{Date, Revision};
use crate::diagnostics::SourcePath;

/// The texts in which documents were issued, as far as the manual's git repository tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum IssuedTexts {
    /// Nothing asks for them.
    #[default]
    Unasked,
    /// Nobody can tell, and why.
    Unknown(WhyUnknown),
    /// By the file of each document.
    Known(HashMap<SourcePath, IssuedText>),
}

/// Why nobody can tell in which texts documents were issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyUnknown {
    /// The manual lies in no git repository.
    NoRepository,
    /// The first commits are missing.
    Shallow,
    /// Git does not tell; this is what it says.
    Git(String),
}

/// The text in which a document was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedText {
    /// The revision that was approved.
    pub revision: Revision,
    /// What tells whether another text has the same words.
    pub words: u64,
    /// The commit that set the revision, or the status if that was later.
    pub commit: String,
    /// Its day.
    pub day: Date,
}

impl IssuedTexts {
    /// The text in which the document of a file was issued, where that is known.
    pub fn of(&self, path: &SourcePath) -> Option<&IssuedText> {
        match self {
            Self::Known(texts) => texts.get(path),
            Self::Unasked | Self::Unknown(_) => None,
        }
    }
}
