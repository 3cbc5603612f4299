//! Finds the manual's folder in a commit.

use std::path::{Component, Path, PathBuf};

use super::RevisionSources;
use super::paths::joined;
use crate::sources::{CONFIG_FILE, SourcesError};

/// The place where a command looks for the manual.
pub(super) struct Place {
    /// An existing folder, in which git is run.
    folder: PathBuf,
    /// The path that the command names below that folder, and the path as it was written.
    asked: Option<(String, PathBuf)>,
}

impl Place {
    pub(super) fn new(here: &Path, asked: Option<&Path>) -> Result<Self, SourcesError> {
        let Some(asked) = asked else {
            return Ok(Self {
                folder: here.to_owned(),
                asked: None,
            });
        };
        let shown = match asked.ends_with(CONFIG_FILE) {
            true => asked.parent().unwrap_or(Path::new("")),
            false => asked,
        };
        let full = here.join(shown);
        // A folder of the commit may no longer exist.
        let folder = full.ancestors().find(|folder| folder.is_dir());
        let Some(folder) = folder else {
            return Err(SourcesError::NoFolder(asked.to_owned()));
        };
        let below = full.strip_prefix(folder).unwrap_or(Path::new(""));
        let names = below.components().filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        });
        let below = names.collect::<Vec<_>>().join("/");
        Ok(Self {
            folder: folder.to_owned(),
            asked: Some((below, shown.to_owned())),
        })
    }

    /// The folder in which git is run.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The manual's folder as a path in the repository, and as shown in messages. `prefix` is the
    /// repository path of the command's folder.
    pub(super) fn manual(
        &self,
        prefix: &str,
        sources: &RevisionSources,
    ) -> Result<(String, PathBuf), SourcesError> {
        let is_manual = |folder: &str| {
            let config = joined(folder, CONFIG_FILE);
            config.is_some_and(|config| sources.files.contains_key(&config))
        };
        let none = |folder: &Path| SourcesError::NoConfigThen {
            folder: folder.to_owned(),
            commit: sources.commit.id.short().to_owned(),
            day: sources.commit.day,
        };
        if let Some((below, shown)) = &self.asked {
            let folder = joined(prefix, below).filter(|folder| is_manual(folder));
            return folder
                .map(|folder| (folder, shown.clone()))
                .ok_or_else(|| none(shown));
        }
        let prefix = joined("", prefix).unwrap_or_default();
        let mut folder = Some(prefix.as_str());
        let mut shown = Some(self.folder.as_path());
        while let (Some(inside), Some(above)) = (folder, shown) {
            if is_manual(inside) {
                return Ok((inside.to_owned(), above.to_owned()));
            }
            folder = match inside.rsplit_once('/') {
                Some((above, _)) => Some(above),
                None => (!inside.is_empty()).then_some(""),
            };
            shown = above.parent();
        }
        let below = joined(&prefix, "manual").filter(|folder| is_manual(folder));
        below
            .map(|folder| (folder, self.folder.join("manual")))
            .ok_or_else(|| none(&self.folder))
    }
}
