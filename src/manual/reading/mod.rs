//! What `[[metadata]]` and `[[claims]]` of `manual.toml` say about manuals that exist already: where
//! their fields and claims stand.

mod claims;
mod rows;
mod texts;

pub(crate) use claims::{ClaimColumn, ClaimsFile, ClaimsSetting};
pub(crate) use rows::{ClaimRow, FileClaims, NamedDocument, RowDocuments};
pub(crate) use texts::{GivenField, Gives, Sought, TextEntry, TextEntryIx, folded_name};
