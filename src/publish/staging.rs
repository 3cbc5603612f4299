//! The folder in which a build stages the new site before it replaces the old one.
//!
//! ```text
//! .clausebook-site-aB3xY9/    beside the target, or inside it if that is not possible
//!     lock                    locked by the build; contains the name of the target folder
//!     new/                    the new site
//!     old/                    the old site, between two renames
//! ```

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use tempfile::TempDir;

use super::content::pour;
use super::old_site::TargetFolder;
use crate::publish::error::DiskError;
use crate::publish::file::{Identity, PREFIX, open_file};

const LOCK: &str = "lock";
const NEW: &str = "new";
const OLD: &str = "old";

/// Stages changed files. The folder is created for the first of them, so that a build without
/// changes writes nothing.
pub(super) struct Staging<'a> {
    target: &'a TargetFolder,
    folders: &'a BTreeSet<String>,
    container: OnceLock<Container>,
    making: Mutex<()>,
}

/// The staging folder of one build. It is removed on drop.
pub(super) struct Container {
    /// The locked file. The lock shows other builds that the folder is not the leftover of a
    /// crashed build. The field comes first, so that the file is closed before the folder is
    /// removed.
    _lock: File,
    folder: TempDir,
    is_inside: bool,
}

impl<'a> Staging<'a> {
    pub(super) fn new(target: &'a TargetFolder, folders: &'a BTreeSet<String>) -> Self {
        Self {
            target,
            folders,
            container: OnceLock::new(),
            making: Mutex::new(()),
        }
    }

    /// The staging folder, created on the first call.
    pub(super) fn container(&self) -> Result<&Container, DiskError> {
        if let Some(container) = self.container.get() {
            return Ok(container);
        }
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(container) = self.container.get() {
            return Ok(container);
        }
        let container = Container::make(self.target)?;
        for folder in std::iter::once("").chain(self.folders.iter().map(String::as_str)) {
            let path = container.new_site().join(folder);
            fs::create_dir_all(&path).map_err(DiskError::new("made", &path))?;
        }
        Ok(self.container.get_or_init(|| container))
    }

    /// Writes a file of the new site.
    pub(super) fn write(&self, address: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let path = self.container()?.new_site().join(address);
        fs::write(&path, bytes).map_err(DiskError::new("written", &path))
    }

    /// Writes a file of the new site from a reader. Returns the number of bytes.
    pub(super) fn write_from(
        &self,
        address: &str,
        source: &Path,
        reader: &mut impl Read,
    ) -> Result<u64, DiskError> {
        let path = self.container()?.new_site().join(address);
        let file = File::create(&path).map_err(DiskError::new("written", &path))?;
        pour(reader, file).map_err(DiskError::new("copied", source))
    }

    /// Links or copies an unchanged file into the new site, with its modification time. Returns
    /// whether it is still the file that was compared; if not, nothing is kept.
    pub(super) fn keep(
        &self,
        target: &TargetFolder,
        address: &str,
        identity: Identity,
    ) -> Result<bool, DiskError> {
        let (old, new) = (
            target.file(address),
            self.container()?.new_site().join(address),
        );
        if fs::hard_link(&old, &new).is_ok() {
            if identity.holds(&new) {
                return Ok(true);
            }
        } else if copy_with_time(&old, &new).is_ok() && identity.holds(&old) {
            return Ok(true);
        }
        match fs::remove_file(&new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(DiskError::new("removed", &new)(error))
            }
            _ => Ok(false),
        }
    }
}

/// Copies a file with its modification time, for file systems without hard links.
fn copy_with_time(old: &Path, new: &Path) -> io::Result<()> {
    let mut from = File::open(old)?;
    let mut to = File::create_new(new)?;
    io::copy(&mut from, &mut to)?;
    to.set_modified(from.metadata()?.modified()?)
}

impl Container {
    /// Creates the folder beside the target, or inside the target if the parent folder is not
    /// writable or the target is a mount point.
    fn make(target: &TargetFolder) -> Result<Self, DiskError> {
        if target.stands_apart {
            return Self::make_in(&target.path, target, true);
        }
        Self::make_in(&target.parent, target, false).or_else(|error| match target.exists {
            true => Self::make_in(&target.path, target, true),
            false => Err(error),
        })
    }

    fn make_in(parent: &Path, target: &TargetFolder, is_inside: bool) -> Result<Self, DiskError> {
        let refused = || DiskError::new("written to", parent);
        loop {
            let folder = tempfile::Builder::new()
                .prefix(PREFIX)
                .tempdir_in(parent)
                .map_err(refused())?;
            let path = folder.path().join(LOCK);
            let made = File::create_new(&path).and_then(|mut lock| {
                lock.write_all(lock_text(target).as_bytes())?;
                Ok(lock)
            });
            let locked = made.as_ref().map(File::try_lock);
            // Before the folder is locked, another build may treat it as stale, and then locks or
            // removes it.
            let is_taken = matches!(locked, Ok(Err(TryLockError::WouldBlock))) || !path.exists();
            match made {
                // A file system without locks is accepted: the folders of crashed builds then stay.
                Ok(lock) if !is_taken => {
                    return Ok(Self {
                        _lock: lock,
                        folder,
                        is_inside,
                    });
                }
                Err(error)
                    if error.kind() != io::ErrorKind::AlreadyExists && folder.path().exists() =>
                {
                    return Err(refused()(error));
                }
                _ => {}
            }
        }
    }

    /// The new site's folder.
    pub(super) fn new_site(&self) -> PathBuf {
        self.folder.path().join(NEW)
    }

    /// The place of the old site between two renames.
    pub(super) fn old_site(&self) -> PathBuf {
        self.folder.path().join(OLD)
    }

    /// Whether the folder is inside the target, so that the folders cannot be swapped.
    pub(super) fn is_inside(&self) -> bool {
        self.is_inside
    }
}

/// The content of the lock file: the name of the target folder.
fn lock_text(target: &TargetFolder) -> String {
    let name = target.path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Removes the staging folders of crashed builds. If one of them had moved the old site away and
/// there is no new site, the old site is restored. Errors are ignored.
pub(super) fn clear_stale(target: &mut TargetFolder) {
    let folders = [&target.parent, &target.path].map(fs::read_dir);
    for entry in folders.into_iter().flatten().flatten().flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        match entry.file_type() {
            Ok(found) if is_ours && found.is_dir() => clear(&entry.path()),
            Ok(found) if is_ours && found.is_file() => drop(fs::remove_file(entry.path())),
            _ => {}
        }
    }
    target.exists = target.path.is_dir();
}

fn clear(stale: &Path) {
    let path = stale.join(LOCK);
    // A build that was killed while it created or removed its folder leaves no lock file. The
    // process that creates the lock file then owns the folder, so that a folder that another build
    // is creating right now is not removed.
    let lock = match open_file(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => File::create_new(&path),
        opened => opened,
    };
    let Ok(mut lock) = lock else {
        return;
    };
    let mut name = String::new();
    if lock.try_lock().is_err() || lock.read_to_string(&mut name).is_err() {
        return;
    }
    let (old, site) = (stale.join(OLD), stale.with_file_name(&name));
    let is_name = Path::new(&name)
        .file_name()
        .is_some_and(|only| *only == *name);
    if old.is_dir() && is_name && !site.exists() && fs::rename(&old, &site).is_err() {
        return;
    }
    let _ = fs::remove_dir_all(stale);
}
