//! The content of the target folder before a build.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::manifest::{MANIFEST_FILE, Manifest, SIGNATURE_FILE, is_own};
use crate::digest::Digest;
use crate::publish::error::{DiskError, TargetError};
use crate::publish::file::{Identity, PREFIX, read_text};

/// Files that operating systems create in folders that are opened. They are ignored.
pub(super) const LEFT_BEHIND: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The most foreign files that an error names.
const NAMED: usize = 3;

/// The most scans of a folder that changes during each scan.
const MOST_SCANS: usize = 100;

/// The folder of a site, with symbolic links resolved.
pub(super) struct TargetFolder {
    /// The folder itself; it may not exist yet.
    pub(super) path: PathBuf,
    /// The parent folder.
    pub(super) parent: PathBuf,
    /// Whether the folder exists.
    pub(super) exists: bool,
    /// Whether the folder is a mount point: it cannot be renamed, and no file can be renamed into
    /// it from outside.
    pub(super) stands_apart: bool,
}

impl TargetFolder {
    /// Resolves the path of a folder, and creates the missing folders above it.
    pub(super) fn find(asked: &Path) -> Result<Self, TargetError> {
        let refuse = |why| TargetError::NoFolder {
            target: asked.to_owned(),
            why,
        };
        let exists = asked.symlink_metadata().is_ok();
        let path = if exists {
            fs::canonicalize(asked).map_err(DiskError::new("reached", asked))?
        } else {
            let absolute = std::path::absolute(asked).map_err(DiskError::new("reached", asked))?;
            let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
                return Err(refuse("it names no folder"));
            };
            fs::create_dir_all(parent).map_err(DiskError::new("made", parent))?;
            let real = fs::canonicalize(parent).map_err(DiskError::new("reached", parent))?;
            real.join(name)
        };
        let Some(parent) = path.parent().map(Path::to_owned) else {
            return Err(refuse("it is the root of a file system"));
        };
        if exists && !path.is_dir() {
            return Err(refuse("it is a file"));
        }
        Ok(Self {
            stands_apart: exists && is_mount_point(&path, &parent),
            path,
            parent,
            exists,
        })
    }

    /// The file at an address of the site.
    pub(super) fn file(&self, address: &str) -> PathBuf {
        self.path.join(address)
    }
}

#[cfg(unix)]
fn is_mount_point(path: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| path.metadata().map(|found| found.dev()).ok();
    device(path) != device(parent)
}

#[cfg(not(unix))]
fn is_mount_point(_: &Path, _: &Path) -> bool {
    false
}

/// The site of an earlier build in the target.
pub(super) struct OldSite {
    /// The files that exist and that the manifest lists, with their listed digests. They are found
    /// by walking the target, so that a manifest can never name a file outside it.
    pub(super) files: HashMap<String, Digest>,
    /// Whether the build was stopped while it replaced files one by one.
    pub(super) is_unfinished: bool,
    /// The manifest's text, if there is a manifest.
    pub(super) manifest_text: Option<String>,
    /// The manifest's signature, if there is one.
    pub(super) signature: Option<String>,
}

impl OldSite {
    /// Walks the target. Fails if it contains a file that no build wrote.
    pub(super) fn scan(target: &TargetFolder) -> Result<Self, TargetError> {
        // Another build may swap the folder during the scan, which makes the result useless.
        let identity = || {
            target
                .path
                .metadata()
                .ok()
                .map(|found| Identity::of(&found))
        };
        let mut before = identity();
        for _ in 0..MOST_SCANS {
            let old = Self::scan_once(target);
            let after = identity();
            if before == after {
                return old;
            }
            before = after;
        }
        Self::scan_once(target)
    }

    fn scan_once(target: &TargetFolder) -> Result<Self, TargetError> {
        let mut old = Self {
            files: HashMap::new(),
            is_unfinished: false,
            manifest_text: read_text(&target.file(MANIFEST_FILE)).ok(),
            signature: read_text(&target.file(SIGNATURE_FILE)).ok(),
        };
        if !target.exists {
            return Ok(old);
        }
        let manifest = old.manifest_text.as_deref().and_then(Manifest::parse);
        old.is_unfinished = manifest.as_ref().is_some_and(|one| one.unfinished);
        let is_listed = |address: &str| {
            manifest
                .as_ref()
                .is_some_and(|m| is_own(address) || m.files.contains_key(address))
        };
        if target.file("manual.toml").exists() && !is_listed("manual.toml") {
            return Err(TargetError::IsManual(target.path.clone()));
        }
        let mut foreign = Vec::new();
        for found in files_below(&target.path) {
            let (address, is_file) = found?;
            if !is_listed(&address) {
                foreign.push(address);
                if foreign.len() > NAMED {
                    break;
                }
            } else if let Some(digest) = manifest.as_ref().and_then(|m| m.files.get(&address))
                && is_file
            {
                old.files.insert(address, *digest);
            }
        }
        if !foreign.is_empty() {
            let more = foreign.len() > NAMED;
            foreign.truncate(NAMED);
            foreign.sort();
            return Err(TargetError::Foreign {
                target: target.path.clone(),
                names: foreign,
                more,
            });
        }
        Ok(old)
    }
}

/// Every file and link below a folder: its address, and whether it is a regular file. Files of the
/// operating system ([`LEFT_BEHIND`]) and staging folders are skipped.
pub(super) fn files_below(
    folder: &Path,
) -> impl Iterator<Item = Result<(String, bool), DiskError>> + '_ {
    WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            !(entry.depth() == 1 && name.starts_with(PREFIX))
        })
        .filter(|entry| {
            let is_passed_over = |entry: &DirEntry| {
                let name = entry.file_name().to_string_lossy();
                entry.file_type().is_dir() || LEFT_BEHIND.contains(&&*name)
            };
            let is_gone = |error: &walkdir::Error| {
                error
                    .io_error()
                    .is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
            };
            match entry {
                Ok(entry) => !is_passed_over(entry),
                Err(error) => !is_gone(error),
            }
        })
        .map(move |entry| match entry {
            Ok(entry) => {
                let address = address_below(folder, entry.path());
                Ok((address, entry.file_type().is_file()))
            }
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                Err(DiskError::new("read", &path)(error.into()))
            }
        })
}

/// The address of a path below a folder.
pub(super) fn address_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
