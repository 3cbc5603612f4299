//! Where folders cannot be swapped: the files are replaced one by one, each at once.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::address::fold;
use super::manifest::{MANIFEST_FILE, Manifest, SIGNATURE_FILE};
use super::old_site::{TargetFolder, files_below};
use super::staging::Container;
use crate::publish::error::DiskError;
use crate::publish::file::{PREFIX, read_text};

/// Moves the changed files of the staged site into the target, and removes what is no longer part
/// of it. `folders` are all that the new site needs.
pub(super) fn replace(
    target: &TargetFolder,
    container: &Container,
    manifest: &Manifest,
    folders: &BTreeSet<String>,
    signature: Option<&str>,
    changed: &[&str],
) -> Result<(), DiskError> {
    let old = read_manifest(target);
    let gone = gone_files(target, &old, manifest)?;
    // If this is interrupted, the manifest lists what is there of either site, so that the next
    // build still knows what is ours, and says that the site was none.
    put_manifest(target, &manifest.replacing(&old))?;
    // The one that is there is of another manifest now.
    put_signature(target, None)?;

    let is_in_the_way = blocking(manifest, folders);
    let (blocking, stale): (Vec<String>, Vec<String>) =
        gone.into_iter().partition(|address| is_in_the_way(address));
    remove(target, &blocking)?;
    for folder in folders {
        let path = target.file(folder);
        fs::create_dir_all(&path).map_err(DiskError::new("made", &path))?;
    }
    // Pages come last, so that none refers to what is not there yet.
    let (pages, others): (Vec<&str>, Vec<&str>) = changed
        .iter()
        .partition(|address| address.ends_with(".html"));
    for files in [others, pages] {
        files.par_iter().try_for_each(|address| {
            let to = target.file(address);
            move_file(&container.new_site().join(address), &to, target)
                .map_err(DiskError::new("written", &to))
        })?;
    }
    remove(target, &stale)?;
    put_manifest(target, manifest)?;
    put_signature(target, signature)
}

/// The manifest that is there now: another build may have come first.
fn read_manifest(target: &TargetFolder) -> Manifest {
    read_text(&target.file(MANIFEST_FILE))
        .ok()
        .and_then(|text| Manifest::parse(&text))
        .unwrap_or_default()
}

/// The files of an earlier build that the new site does not have. They are looked for by walking
/// the target, so that no path in a manifest leads out of it.
fn gone_files(
    target: &TargetFolder,
    old: &Manifest,
    new: &Manifest,
) -> Result<Vec<String>, DiskError> {
    let mut gone = Vec::new();
    for found in files_below(&target.path) {
        let (address, _) = found?;
        if old.files.contains_key(&address) && !new.files.contains_key(&address) {
            gone.push(address);
        }
    }
    Ok(gone)
}

/// Tells which old files must go before the new ones can come: a file where a folder is needed, one
/// in a folder where a file is to be, and one whose name differs only in case.
fn blocking<'a>(new: &'a Manifest, folders: &'a BTreeSet<String>) -> impl Fn(&String) -> bool + 'a {
    let folded: HashSet<String> = new.files.keys().map(|address| fold(address)).collect();
    move |old| {
        let mut above = old.as_str();
        let mut is_below_file = false;
        while let Some((folder, _)) = above.rsplit_once('/') {
            is_below_file |= new.files.contains_key(folder);
            above = folder;
        }
        folders.contains(old) || is_below_file || folded.contains(&fold(old))
    }
}

/// Removes files, and the folders that are empty then.
fn remove(target: &TargetFolder, addresses: &[String]) -> Result<(), DiskError> {
    let mut folders = BTreeSet::new();
    for address in addresses {
        let path = target.file(address);
        fs::remove_file(&path).map_err(DiskError::new("removed", &path))?;
        let mut above = address.as_str();
        while let Some((folder, _)) = above.rsplit_once('/') {
            folders.insert(folder);
            above = folder;
        }
    }
    for folder in folders.into_iter().rev() {
        // One that is not empty stays.
        let _ = fs::remove_dir(target.file(folder));
    }
    Ok(())
}

fn put_manifest(target: &TargetFolder, manifest: &Manifest) -> Result<(), DiskError> {
    let path = target.file(MANIFEST_FILE);
    put(&mut manifest.to_text().as_bytes(), &path, target).map_err(DiskError::new("written", &path))
}

/// Writes the manifest's signature, or removes the one that is there.
pub(super) fn put_signature(
    target: &TargetFolder,
    signature: Option<&str>,
) -> Result<(), DiskError> {
    let path = target.file(SIGNATURE_FILE);
    match signature {
        Some(signature) => {
            put(&mut signature.as_bytes(), &path, target).map_err(DiskError::new("written", &path))
        }
        None => match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(DiskError::new("removed", &path)(error))
            }
            _ => Ok(()),
        },
    }
}

/// Moves a file over another one; where the two are on different file systems, it is copied first.
fn move_file(from: &Path, to: &Path, target: &TargetFolder) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            put(&mut fs::File::open(from)?, to, target)
        }
        other => other,
    }
}

/// Writes a file next to its place and renames it, so that a reader sees the old one or the new one.
fn put(content: &mut impl io::Read, to: &Path, target: &TargetFolder) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(&target.path)?;
    io::copy(content, &mut file)?;
    file.persist(to)?;
    Ok(())
}
