//! What is wrong in a manual, and where (`docs/design.md`, diagnostics).
//!
//! A [`Diagnostic`] is made where the mistake is seen, with the place of the very value, and with a
//! [`Fix`] where the name that was probably meant is known. It names its [`Rule`]; how severe it is,
//! is decided once, at the end, by [`judge`], and how it is shown by [`render`].

mod diagnostic;
mod forms;
mod letters;
mod location;
mod nearest;
mod report;
mod rule;

pub use crate::diagnostics::diagnostic::{Diagnostic, Fix};
pub(crate) use crate::diagnostics::forms::printable::{printable, visible};
pub(crate) use crate::diagnostics::forms::render_folded;
pub use crate::diagnostics::forms::{Format, render};
pub(crate) use crate::diagnostics::letters::{code_point, is_invisible};
pub use crate::diagnostics::location::{Location, Source, SourcePath};
pub(crate) use crate::diagnostics::location::{Span, Spanned};
pub(crate) use crate::diagnostics::nearest::nearest;
pub use crate::diagnostics::report::Report;
pub(crate) use crate::diagnostics::report::{Judged, judge};
pub use crate::diagnostics::rule::{Level, Rule};
pub(crate) use crate::diagnostics::rule::{RuleLevels, Sort};
