//! Replaces a site's files one by one, each atomically, where the folders cannot be swapped.

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

/// Moves the changed files of the staged site into the target, and removes the files that the new
/// site does not have. `folders` are all folders of the new site.
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
    // If the replacement is interrupted, this manifest lists the files of both sites, so that the
    // next build knows which files are ours, and reports that the site was unfinished.
    put_manifest(target, &manifest.replacing(&old))?;
    // The existing signature is not valid for the new manifest.
    put_signature(target, None)?;

    let is_in_the_way = blocking(manifest, folders);
    let (blocking, stale): (Vec<String>, Vec<String>) =
        gone.into_iter().partition(|address| is_in_the_way(address));
    remove(target, &blocking)?;
    for folder in folders {
        let path = target.file(folder);
        fs::create_dir_all(&path).map_err(DiskError::new("made", &path))?;
    }
    // Pages come last, so that no page refers to a file that does not exist yet.
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

/// The manifest as it is now: another build may have changed it since the scan.
fn read_manifest(target: &TargetFolder) -> Manifest {
    read_text(&target.file(MANIFEST_FILE))
        .ok()
        .and_then(|text| Manifest::parse(&text))
        .unwrap_or_default()
}

/// The files of an earlier build that the new site does not have. They are found by walking the
/// target, so that a manifest can never name a file outside it.
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

/// Returns a test for old files that must be removed before the new ones are written: a file whose
/// address becomes a folder, a file in a folder whose address becomes a file, and a file whose
/// address differs from a new one only in case.
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

/// Removes files, and the folders that become empty.
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
        // A folder that is not empty cannot be removed, and stays.
        let _ = fs::remove_dir(target.file(folder));
    }
    Ok(())
}

fn put_manifest(target: &TargetFolder, manifest: &Manifest) -> Result<(), DiskError> {
    let path = target.file(MANIFEST_FILE);
    put(&mut manifest.to_text().as_bytes(), &path, target).map_err(DiskError::new("written", &path))
}

/// Writes the manifest's signature; without one, removes the existing signature.
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

/// Renames a file over another one. Across file systems, the file is copied instead.
fn move_file(from: &Path, to: &Path, target: &TargetFolder) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            put(&mut fs::File::open(from)?, to, target)
        }
        other => other,
    }
}

/// Writes a temp file in the target and renames it, so that a reader sees the old file or the new
/// one.
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
