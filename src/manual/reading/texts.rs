//! The entries of `[[metadata]]` and `[[claims]]` that read the texts of pages.

use regex::Regex;

use super::ClaimsSetting;
use crate::diagnostics::{SourcePath, Span};
use crate::index::position;
use crate::manual::{DefaultFiles, FieldName, SettingPartIx};

position! {
    /// An entry that reads texts, by its position in [`Config::texts`](crate::manual::Config::texts).
    TextEntryIx
}

/// An entry that reads the texts of pages.
#[derive(Clone, Debug)]
pub struct TextEntry {
    /// The files whose texts it reads; `None` for all files.
    pub files: Option<DefaultFiles>,
    /// What it looks for.
    pub sought: Sought,
    /// What a find gives.
    pub gives: Gives,
    /// Further headings below which a block is read, in the form in which they are compared.
    pub headings: Vec<String>,
    /// Its place in `manual.toml`.
    pub span: Span,
    /// The entry as a whole. It is used by a file in which it finds something.
    pub part: SettingPartIx,
}

/// What an entry looks for in a text.
#[derive(Clone, Debug)]
pub enum Sought {
    /// Blocks with one of these names: a table or lines `**Owner:** Buyer`.
    Block(BlockNames),
    /// Each table with all of these heads.
    Tables(Vec<String>),
    /// The first match of a pattern.
    FirstMatch(Regex),
    /// Each match of a pattern.
    Matches(Regex),
}

/// The names of fields in blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockNames {
    /// These, in the form in which they are compared.
    Listed(Vec<String>),
    /// All names that people use for fields of documents.
    Usual,
}

/// What a find of an entry gives.
#[derive(Clone, Debug)]
pub enum Gives {
    /// `[[metadata]]`: fields, one for each name or named group.
    Fields(Vec<GivenField>),
    /// `[[claims]]`: claims.
    Claims(ClaimsSetting),
}

/// The field that a name or a group gives.
#[derive(Clone, Debug)]
pub struct GivenField {
    /// The built-in name of the field.
    pub name: FieldName,
    /// Its part of the settings.
    pub part: SettingPartIx,
}

impl TextEntry {
    /// Whether the entry reads the text of this file.
    pub(crate) fn is_for(&self, path: &SourcePath) -> bool {
        let files = self.files.as_ref();
        files.is_none_or(|files| files.globs.take_in(path))
    }

    /// Whether both entries find the same in every text.
    pub(crate) fn finds_like(&self, other: &Self) -> bool {
        let globs = |entry: &'_ Self| entry.files.as_ref().map(|files| files.globs.clone());
        let same = match (&self.sought, &other.sought) {
            (Sought::Block(one), Sought::Block(other)) => one == other,
            (Sought::Tables(one), Sought::Tables(other)) => one == other,
            (Sought::FirstMatch(one), Sought::FirstMatch(other))
            | (Sought::Matches(one), Sought::Matches(other)) => one.as_str() == other.as_str(),
            _ => false,
        };
        same && self.headings == other.headings
            && globs(self) == globs(other)
            && self.gives.is_like(&other.gives)
    }
}

impl Gives {
    /// Whether the same tables and cells are found.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            // The fields decide which tables are histories.
            (Self::Fields(one), Self::Fields(other)) => {
                let names = |fields: &[GivenField]| -> Vec<FieldName> {
                    fields.iter().map(|field| field.name.clone()).collect()
                };
                names(one) == names(other)
            }
            (Self::Claims(one), Self::Claims(other)) => {
                one.columns == other.columns && one.others == other.others
            }
            _ => false,
        }
    }
}

/// A name or a head in the form in which they are compared: in lower case, with single spaces, and
/// without a colon behind it.
pub(crate) fn folded_name(text: &str) -> String {
    let text = text.trim().trim_end_matches([':', '：']);
    let is_picture = |c: char| !c.is_ascii() && !c.is_alphanumeric();
    let text = text.trim_start_matches(|c: char| is_picture(c) || c.is_whitespace());
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        match word.is_ascii() {
            true => {
                let start = folded.len();
                folded.push_str(word);
                folded[start..].make_ascii_lowercase();
            }
            false => folded.push_str(&word.to_lowercase()),
        }
    }
    folded
}
