//! What of a folder is the manual: what its settings say, and what never is.

use crate::diagnostics::SourcePath;
use crate::manual::{Config, PathGlobs};
use crate::sources::left_out::{is_foreign, is_left_out};
use crate::sources::{Entry, FileRole, Sources, role};

/// What `manual.toml` says of the files that are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    exclude: PathGlobs,
    /// Whether links of the file system may lead out of the manual's folder.
    pub follow_links: bool,
}

impl Selection {
    /// What these settings say.
    pub fn new(config: &Config) -> Self {
        Self {
            exclude: config.exclude.clone(),
            follow_links: config.follow_links,
        }
    }

    /// What the file at a path is for; `None` where it is no part of the manual.
    pub fn role(&self, path: &SourcePath) -> Option<FileRole> {
        let role = role(path)?;
        let is_excluded = match role {
            // Who leaves the settings out has no settings that could say so; who left approvals out
            // would have a manual that was never approved, and looks as if nobody had asked.
            FileRole::Config | FileRole::Approvals | FileRole::Signers => false,
            FileRole::Page
            | FileRole::Standard
            | FileRole::Table
            | FileRole::Markup
            | FileRole::Asset => self.exclude.take_in(path),
        };
        (!is_excluded).then_some(role)
    }

    /// Whether a listing of the manual takes in a file or goes into a folder.
    pub(super) fn takes(&self, sources: &dyn Sources, path: &SourcePath, entry: Entry) -> bool {
        match entry {
            Entry::File => self.role(path).is_some(),
            Entry::Folder => {
                // Nothing that lies in the folder of approvals makes it look as if there were none.
                path.as_str() == "approvals"
                    || (!is_left_out(path)
                        && !self.exclude.take_in_folder(path)
                        && !is_foreign(sources, path))
            }
        }
    }
}
