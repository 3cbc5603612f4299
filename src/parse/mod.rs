//! Text becomes parts: each file alone, so that an edit parses one file again and no other.

mod config;
mod damaged;
pub(crate) mod decode;
mod front_matter;
pub mod kinds;
mod markup;
pub mod node;
mod opening;
mod page;
mod reading;
mod standard;
mod table;
mod theme_settings;
mod toml;
mod yaml;
mod yaml_slips;

pub use config::{parse_config, unreadable_config};
pub(crate) use decode::parse_date;
pub use front_matter::FrontMatter;
pub use markup::parse_markup;
pub use page::{ParsedPage, parse_page};
pub(crate) use standard::duplicate_standard;
pub use standard::parse_standard;
pub use table::parse_table;
