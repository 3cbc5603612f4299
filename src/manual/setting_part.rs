//! Parts of settings that files use, so that those that nothing uses can be reported.

use crate::diagnostics::Span;
use crate::index::{IndexVec, position};

position! {
    /// A part of a setting, by its position in [`Config::parts`](super::Config::parts).
    SettingPartIx
}

/// A part of a setting: a pattern, a name, a whole entry. If no file uses it, it is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingPart {
    /// Its place in `manual.toml`.
    pub span: Span,
    /// What is wrong if nothing uses it: a sentence without a full stop.
    pub message: String,
    /// What to do then.
    pub help: &'static str,
    /// The parts without which no file can use it. If nothing uses one of them, only that is
    /// reported.
    pub needs: Vec<SettingPartIx>,
}

/// For each part of the settings, whether a file uses it.
pub(crate) type UsedParts = IndexVec<SettingPartIx, bool>;
