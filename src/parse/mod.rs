//! Parsers for the manual's files. Each file is parsed alone, so that an edit re-parses one file.

mod approvals;
mod config;
pub(crate) mod decode;
#[cfg(test)]
mod documented;
pub(crate) mod kinds;
mod markup;
pub(crate) mod node;
mod page;
mod private_key;
mod signers;
mod standard;
mod table;
mod toml;
pub(crate) mod unread_notation;
mod yaml;

use self::node::Table;
use crate::diagnostics::{Diagnostic, Source};

pub(crate) use approvals::parse_approvals;
pub(crate) use config::{parse_config, unreadable_config};
pub(crate) use decode::parse_date;
pub(crate) use markup::parse_markup;
pub(crate) use page::{
    DamagedFields, FieldsInCode, FrontMatter, FurtherFields, ParsedPage, body_start,
    parse_front_matter, parse_page, text_start,
};
#[cfg(feature = "xlsx")]
pub(crate) use page::{FrontFormat, closing_line, parse_unopened_front_matter};
pub(crate) use signers::parse_signers;
pub(crate) use standard::{duplicate_standard, parse_standard};
pub(crate) use table::{delimiter, parse_table, parse_uneven_table};

/// Parses a YAML file of another program. `None` if it is no table.
pub(crate) fn parse_yaml(source: &Source) -> Option<Table> {
    read_yaml(source).ok()
}

/// Parses a YAML file of another program.
///
/// # Errors
/// The first mistake, with its place.
pub(crate) fn read_yaml(source: &Source) -> Result<Table, Box<Diagnostic>> {
    yaml::parse(source, 0..source.text().len())
}
