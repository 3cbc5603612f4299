//! What `[reading]`, `[[metadata]]` and `[[claims]]` of `manual.toml` say about manuals that exist
//! already: in which form they are written, and where their fields and claims stand.

mod claims;
mod endings;
mod forms;
mod page_settings;
mod rows;
mod settings;
mod texts;

pub(crate) use claims::{ClaimColumn, ClaimsFile, ClaimsSetting};
pub(crate) use endings::{Ending, Endings};
pub(crate) use forms::{DateFormat, Forms, has_decimal_comma};
pub(crate) use page_settings::PageSettings;
pub(crate) use rows::{ClaimRow, FileClaims, NamedDocument, RowDocuments};
pub(crate) use settings::{IgnoredField, ReadingSettings};
pub(crate) use texts::{
    BlockNames, GivenField, Gives, Sought, TextEntry, TextEntryIx, folded_name,
};
