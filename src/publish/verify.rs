//! Compares a site with the manifest that its build wrote.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{MANIFEST_FILE, Manifest, SIGNATURE_FILE, SUMS_FILE, is_own, sums};
use super::old_site::{LEFT_BEHIND, address_below};
use crate::digest::Digest;
use crate::publish::error::DiskError;
use crate::publish::file::{open_file, read_text};

/// How a site differs from its manifest. Each list is sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// The manifest's text.
    pub(crate) manifest: String,
    /// The manifest's signature, if the build was signed.
    pub(crate) signature: Option<String>,
    /// The number of files that the manifest lists.
    pub(crate) listed: usize,
    /// The files whose content differs from the manifest.
    pub(crate) changed: Vec<String>,
    /// The files that the manifest does not list.
    pub(crate) added: Vec<String>,
    /// The files that are missing.
    pub(crate) removed: Vec<String>,
}

/// Why a folder cannot be compared.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VerifyError {
    #[error("`{}` has no {MANIFEST_FILE}, so it cannot be compared with a build", .0.display())]
    NoManifest(PathBuf),
    #[error("`{}` cannot be read as the manifest of a site: it was changed", .0.display())]
    BrokenManifest(PathBuf),
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl Comparison {
    /// Whether the site is the same as its manifest.
    pub(crate) fn is_same(&self) -> bool {
        self.changed.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }
}

/// Compares every file of a site with its manifest.
///
/// # Errors
/// If the folder has no manifest, the manifest is invalid, or the folder cannot be read.
pub(crate) fn compare(site: &Path) -> Result<Comparison, VerifyError> {
    let path = site.join(MANIFEST_FILE);
    let text = read_text(&path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => VerifyError::NoManifest(site.to_owned()),
        ErrorKind::InvalidData => VerifyError::BrokenManifest(path.clone()),
        _ => VerifyError::Disk(DiskError::new("read", &path)(error)),
    })?;
    let manifest = Manifest::parse(&text).ok_or(VerifyError::BrokenManifest(path))?;
    let found = files_in(site)?;
    let is_listed = |address: &&String| manifest.files.contains_key(*address);
    let added = found.iter().filter(|address| !is_own(address));
    let added = added.filter(|address| !is_listed(address));
    let removed = manifest
        .files
        .keys()
        .filter(|address| !found.contains(*address));
    let there: Vec<(&String, &Digest)> = manifest
        .files
        .iter()
        .filter(|(address, _)| found.contains(*address))
        .collect();
    let changed = there
        .into_par_iter()
        .filter(|(address, digest)| digest_of(&site.join(address)) != Some(**digest));
    let mut changed: Vec<String> = changed.map(|(address, _)| address.clone()).collect();
    // `SHA256SUMS` must agree with the manifest: an attacker could change a page and its line
    // there.
    if let Some(listed) = manifest.files.get(SUMS_FILE)
        && Digest::of(sums(&manifest.files).as_bytes()) != *listed
        && !changed.iter().any(|address| address == SUMS_FILE)
    {
        changed.push(SUMS_FILE.to_owned());
        changed.sort();
    }
    Ok(Comparison {
        signature: read_text(&site.join(SIGNATURE_FILE)).ok(),
        listed: manifest.files.len(),
        added: added.cloned().collect(),
        removed: removed.cloned().collect(),
        changed,
        manifest: text,
    })
}

/// The address of every file below a folder. Files that operating systems create in opened folders
/// ([`LEFT_BEHIND`]) are skipped.
fn files_in(site: &Path) -> Result<BTreeSet<String>, DiskError> {
    let mut found = BTreeSet::new();
    for entry in walkdir::WalkDir::new(site).min_depth(1) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(site).to_owned();
            DiskError::new("read", &path)(error.into())
        })?;
        let name = entry.file_name().to_string_lossy();
        if !entry.file_type().is_dir() && !LEFT_BEHIND.contains(&&*name) {
            found.insert(address_below(site, entry.path()));
        }
    }
    Ok(found)
}

/// The digest of a regular file. `None` for a symbolic link, even to a regular file.
fn digest_of(path: &Path) -> Option<Digest> {
    let is_file = path.symlink_metadata().ok()?.is_file();
    let mut file = open_file(path).ok().filter(|_| is_file)?;
    Digest::of_reader(&mut file).ok()
}
