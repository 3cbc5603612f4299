//! Swaps the new site and the old one.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::manifest::{MANIFEST_FILE, Manifest, is_own};
use super::old_site::{TargetFolder, address_below};
use super::staging::Container;
use crate::digest::Digest;
use crate::publish::error::TargetError;
use crate::publish::file::read_text;

/// Swaps the folders, and removes the old site. Returns `false`, with the target unchanged, if the
/// system does not allow it.
///
/// # Errors
/// If the new site could not be put in place and the old one could not be restored.
pub(super) fn swap(target: &TargetFolder, container: &Container) -> Result<bool, TargetError> {
    let (new, old) = (container.new_site(), container.old_site());
    // The new folder keeps the permissions of the old one.
    if let Ok(found) = target.path.metadata() {
        let _ = fs::set_permissions(&new, found.permissions());
    }
    // This rename succeeds only if there is no old site.
    if fs::rename(&new, &target.path).is_ok() {
        return Ok(true);
    }
    if exchange(&new, &target.path).is_ok() {
        clear_away(&new, &target.path);
        return Ok(true);
    }
    if fs::rename(&target.path, &old).is_err() {
        return Ok(false);
    }
    if let Err(source) = fs::rename(&new, &target.path) {
        return match fs::rename(&old, &target.path) {
            Ok(()) => Ok(false),
            Err(_) => Err(stranded(&old, target, source)),
        };
    }
    clear_away(&old, &target.path);
    Ok(true)
}

/// Exchanges two folders atomically, so that a reader always finds a site.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Moves the old site out of the staging folder, which is about to be removed, and returns the
/// error that names its new place.
fn stranded(old: &Path, target: &TargetFolder, source: io::Error) -> TargetError {
    let name = target
        .path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let saved = target.parent.join(format!("{name}.old"));
    let old = if fs::rename(old, &saved).is_ok() {
        saved
    } else {
        old.to_owned()
    };
    TargetError::Stranded {
        old,
        target: target.path.clone(),
        source,
    }
}

/// Deletes the files that the old site's manifest lists, and moves all other files into the new
/// site.
fn clear_away(old: &Path, site: &Path) {
    let listed = read_text(&old.join(MANIFEST_FILE))
        .ok()
        .and_then(|text| Manifest::parse(&text))
        .map_or_else(BTreeMap::<String, Digest>::new, |manifest| manifest.files);
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut ours: Vec<PathBuf> = Vec::new();
    for entry in WalkDir::new(old).contents_first(true).into_iter().flatten() {
        let address = address_below(old, entry.path());
        if entry.file_type().is_dir() {
            folders.push(entry.into_path());
        } else if is_own(&address) || listed.contains_key(&address) {
            ours.push(entry.into_path());
        } else {
            carry_over(entry.path(), &site.join(address));
        }
    }
    // Files that cannot be deleted now are deleted with the staging folder, or by the next build.
    ours.par_iter().for_each(|path| drop(fs::remove_file(path)));
    for folder in folders {
        let _ = fs::remove_dir(folder);
    }
}

fn carry_over(from: &Path, to: &Path) {
    let free = (0..100)
        .map(|n| match n {
            0 => to.to_owned(),
            n => {
                let mut name = to.as_os_str().to_owned();
                name.push(format!(".{n}"));
                PathBuf::from(name)
            }
        })
        .find(|path| path.symlink_metadata().is_err());
    if let Some(free) = free {
        let _ = free.parent().map(fs::create_dir_all);
        let _ = fs::rename(from, free);
    }
}
