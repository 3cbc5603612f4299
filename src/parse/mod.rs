//! Text becomes parts: each file alone, so that an edit parses one file again and no other.

mod approvals;
mod config;
mod damaged;
pub(crate) mod decode;
mod front_matter;
pub(crate) mod kinds;
mod mappings;
mod markup;
pub(crate) mod node;
mod opening;
mod page;
mod private_key;
mod reading;
mod signers;
mod standard;
mod table;
mod theme_settings;
mod toml;
mod yaml;
mod yaml_slips;

pub(crate) use approvals::parse_approvals;
pub(crate) use config::{parse_config, unreadable_config};
pub(crate) use decode::parse_date;
pub(crate) use front_matter::{FrontMatter, text_start};
pub(crate) use markup::parse_markup;
pub(crate) use page::{ParsedPage, parse_page};
pub(crate) use signers::parse_signers;
pub(crate) use standard::duplicate_standard;
pub(crate) use standard::parse_standard;
pub(crate) use table::parse_table;
