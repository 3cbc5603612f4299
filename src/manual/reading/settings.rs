//! `[reading]` of `manual.toml`: in which form the manual's files are written.

use super::{Endings, Forms};
use crate::manual::SettingPartIx;

/// In which form the manual's files are written.
#[derive(Clone, Debug, Default)]
pub struct ReadingSettings {
    /// Whether links of the file system may lead out of the manual's folder.
    pub follow_links: bool,
    /// Which of them are pages.
    pub endings: Endings,
    /// How they write days.
    pub forms: Forms,
    /// The fields of front-matter that are known and have no meaning.
    pub ignore_fields: Vec<IgnoredField>,
    /// The setting by which front-matter may lack its opening line.
    pub unopened_front_matter: Option<SettingPartIx>,
    /// The setting by which front-matter without an id and a kind leaves a page uncontrolled.
    pub uncontrolled_front_matter: Option<SettingPartIx>,
    /// The setting by which notices in the notation of other programs are read.
    pub admonitions: Option<SettingPartIx>,
}

/// A field of front-matter that is known and has no meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoredField {
    /// The name in the files.
    pub name: String,
    /// Its part of the settings.
    pub part: SettingPartIx,
}

impl ReadingSettings {
    /// The ignored field of this name.
    pub(crate) fn ignored(&self, name: &str) -> Option<&IgnoredField> {
        self.ignore_fields.iter().find(|field| field.name == name)
    }
}
