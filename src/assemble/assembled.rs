//! What is made of one Markdown file.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, SourcePath};
use crate::manual::{
    Config, Document, FileClaims, Kind, Record, SettingPartIx, UncontrolledPage, UnreadSuccessor,
};
use crate::markdown::Fragment;

/// The settings that the assembly of a page depends on.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The manual's settings.
    pub config: &'a Config,
    /// All kinds: the built-in ones and the manual's own.
    pub kinds: &'a [Kind],
    /// The file of the home page's text.
    pub home: &'a SourcePath,
}

/// The page that a Markdown file makes.
#[derive(Clone, Debug)]
pub enum AssembledPage {
    /// A controlled document.
    Document(Arc<Document>),
    /// A record.
    Record(Arc<Record>),
    /// A page without front-matter.
    Uncontrolled(Arc<UncontrolledPage>),
    /// The home page's text.
    Home(Arc<UncontrolledPage>),
    /// A page whose front-matter gives no valid kind and id. It was reported, and makes no claims.
    Unreadable {
        /// The page as it can be shown.
        page: Arc<UncontrolledPage>,
        /// Its id as written, if one was found.
        id: Option<String>,
        /// The documents that it may supersede, if it names any.
        successor: Option<Box<UnreadSuccessor>>,
    },
}

impl AssembledPage {
    /// The file.
    pub fn path(&self) -> &SourcePath {
        match self {
            Self::Document(page) => &page.path,
            Self::Record(page) => &page.path,
            Self::Uncontrolled(page) | Self::Home(page) | Self::Unreadable { page, .. } => {
                &page.path
            }
        }
    }

    /// Whether both pages have the same path, id, kind and language, so that references lead to them in
    /// the same way.
    pub fn is_named_as(&self, other: &Self) -> bool {
        let same = match (self, other) {
            (Self::Document(one), Self::Document(other)) => {
                one.id.value == other.id.value
                    && one.kind == other.kind
                    && one.language == other.language
            }
            (Self::Record(one), Self::Record(other)) => {
                one.id.value == other.id.value
                    && one.kind == other.kind
                    && one.language == other.language
            }
            // A blank page may be the original of a translation.
            (Self::Uncontrolled(one), Self::Uncontrolled(other)) => {
                one.body.is_empty == other.body.is_empty
            }
            (Self::Home(_), Self::Home(_)) => true,
            (
                Self::Unreadable { id, successor, .. },
                Self::Unreadable {
                    id: other_id,
                    successor: other,
                    ..
                },
            ) => id == other_id && successor == other,
            _ => false,
        };
        same && self.path() == other.path()
    }
}

/// An assembled page and the diagnostics of its file.
#[derive(Clone, Debug)]
pub struct Assembled {
    /// The page.
    pub page: AssembledPage,
    /// The rendered text of the page.
    pub fragment: Arc<Fragment>,
    /// The diagnostics of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The claims that the page states by `[[claims]]`.
    pub claims: Option<Arc<FileClaims>>,
    /// The parts of the settings that the file uses.
    pub used: Box<[SettingPartIx]>,
}
