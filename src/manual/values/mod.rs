//! Values that a field can hold: dates, figures, periods, colours, patterns of paths, names of files.

mod calendar;
mod colour;
mod figure;
mod file_parts;
mod globs;
mod judged_on;
mod language;
mod language_names;
mod measurement;
pub(crate) mod private_key;
mod review_input;
mod sample;

pub use calendar::Date;
pub(crate) use calendar::Interval;
pub(crate) use colour::Colour;
pub(crate) use figure::{
    Decimal, Decimals, FigureError, approximate, has_clear_comma, mean, parse_figure_in,
};
pub(crate) use file_parts::{file_parts, folder_index, folder_indexes, folder_of_readme, of_stem};
pub(crate) use globs::{GlobLists, PathGlob, PathGlobs};
pub use judged_on::JudgedOn;
pub(crate) use language::Language;
pub(crate) use measurement::{Frequency, Limits, Period};
pub(crate) use review_input::ReviewInput;
pub(crate) use sample::{AuditVerdict, Sample};
