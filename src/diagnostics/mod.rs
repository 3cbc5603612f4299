//! Diagnostics: what is wrong in a manual, and where (`docs/design.md`, "Diagnostics").
//!
//! The code that finds a mistake makes the [`Diagnostic`]: the [`Rule`], the place of the value,
//! and a [`Fix`] if the intended name can be guessed. At the end, [`judge`] decides the level of
//! all diagnostics, and [`render`] formats them.

mod baseline;
mod diagnostic;
mod excerpt;
mod forms;
mod identity;
mod letters;
mod location;
mod nearest;
mod report;
mod rule;

pub(crate) use crate::diagnostics::baseline::{Baseline, Compared, Known};
pub use crate::diagnostics::diagnostic::{Diagnostic, Fix};
pub(crate) use crate::diagnostics::excerpt::excerpt;
pub(crate) use crate::diagnostics::forms::file_uri;
pub(crate) use crate::diagnostics::forms::printable::{printable, visible};
pub(crate) use crate::diagnostics::forms::render_folded;
pub use crate::diagnostics::forms::{Format, ManualFolder, render};
pub(crate) use crate::diagnostics::letters::{code_point, is_invisible};
pub(crate) use crate::diagnostics::location::{CONFIG_FILE, Span, Spanned};
pub use crate::diagnostics::location::{Location, Source, SourcePath};
pub(crate) use crate::diagnostics::nearest::nearest;
pub use crate::diagnostics::report::Report;
pub(crate) use crate::diagnostics::report::{Judged, judge};
pub use crate::diagnostics::rule::{Level, Rule};
pub(crate) use crate::diagnostics::rule::{RuleLevels, Sort};
