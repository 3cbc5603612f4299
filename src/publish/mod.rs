//! Writes a site to a folder (`docs/design.md`, "Writing it"). Only this module writes to the disk.
//!
//! [`publish`] generates every file, compares it with the file of an earlier build, stages the
//! changed files beside the target, and swaps the folders, so that a reader sees either the old
//! site or the new one, never a mixture. Where folders cannot be swapped (the target is a mount
//! point, or another program holds a file in it open), the files are replaced one by one, each
//! atomically.
//!
//! The [`manifest`](MANIFEST_FILE) lists the files that an earlier build wrote. No other file is
//! ever deleted or overwritten: a target that contains other files is refused.

mod address;
mod atomic_file;
mod content;
mod create;
mod error;
mod file;
mod manifest;
mod old_site;
mod own_pdf;
mod replace;
mod staging;
mod swap;
mod verify;

use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

#[cfg(feature = "pdf")]
pub(crate) use crate::publish::atomic_file::copy_atomically;
pub(crate) use crate::publish::atomic_file::write_atomically;
#[cfg(feature = "xlsx")]
pub(crate) use crate::publish::create::write_all_new_and_change;
pub(crate) use crate::publish::create::{NewFile, NewFiles, write_all_new, write_new};
pub use content::{Content, Original};
pub(crate) use error::{DiskError, PublishError, TargetError};
#[cfg(any(feature = "pdf", test))]
pub(crate) use manifest::is_site;
pub(crate) use manifest::{MANIFEST_FILE, SIGNATURE_FILE, SUMS_FILE, begins_manifest};
#[cfg(any(feature = "pdf", test))]
pub(crate) use own_pdf::mark_pdf;
pub(crate) use own_pdf::{BEGIN_OF_PDF, is_marked_pdf};
pub(crate) use verify::{Comparison, VerifyError, compare};

use self::content::{Made, Outcome};
use self::file::Identity;
use self::manifest::Manifest;
use self::old_site::{OldSite, TargetFolder};
use self::staging::Staging;
use crate::digest::Digest;

/// What a build did to the site's folder. The manifest and its signature are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The number of files of the site.
    pub files: usize,
    /// The number of files that are new or have changed.
    pub written: usize,
    /// The number of unchanged files. They keep their modification time.
    pub unchanged: usize,
    /// The number of files of an earlier build that were removed.
    pub removed: usize,
    /// The total size of the site's files, in bytes.
    pub bytes: u64,
    /// Whether the previous build was stopped while it replaced files one by one, so that the site
    /// contained files of two builds until now.
    pub mended: bool,
}

/// Makes the folder `target` contain exactly these files and a manifest of them.
///
/// `address` returns a file's path in the site, with `/` between its parts. `content` generates the
/// file. It is called on all cores, and its result is dropped as soon as it is written, so that a
/// large site needs little memory. It receives an empty buffer, which it may fill and return, so
/// that not every file needs an allocation. It may be called a second time for a file that another
/// program changes meanwhile.
///
/// # Errors
/// If the content of a file could not be generated (the first such file in the order of `files` is
/// reported), if two files have the same address, if the target contains files that no build wrote,
/// or if the disk cannot be read or written. The old site stays.
pub fn publish<P: Sync, E: Send>(
    target: &Path,
    files: &[P],
    address: impl Fn(&P) -> &str + Sync,
    content: impl Fn(&P, Vec<u8>) -> Result<Content, E> + Sync,
) -> Result<Published, PublishError<E>> {
    publish_to(target, files, address, content, &Beside::default())
}

/// Like [`publish`], for a whole site: also writes the list of digests (`SHA256SUMS`), and, if
/// `sign` is given, the signature of the manifest's text.
///
/// # Errors
/// As for [`publish`], and if the manifest could not be signed.
pub(crate) fn publish_site<P: Sync, E: Send>(
    target: &Path,
    files: &[P],
    address: impl Fn(&P) -> &str + Sync,
    content: impl Fn(&P, Vec<u8>) -> Result<Content, E> + Sync,
    sign: Option<&Sign<'_, E>>,
) -> Result<Published, PublishError<E>> {
    let beside = Beside {
        has_sums: true,
        sign,
    };
    publish_to(target, files, address, content, &beside)
}

/// A function that signs a manifest's text. Returns the signature as text.
pub(crate) type Sign<'a, E> = dyn Fn(&str) -> Result<String, E> + 'a;

/// The files that are written in addition to the caller's.
struct Beside<'a, E> {
    /// Whether the last address is the list of digests.
    has_sums: bool,
    sign: Option<&'a Sign<'a, E>>,
}

impl<E> Default for Beside<'_, E> {
    fn default() -> Self {
        Self {
            has_sums: false,
            sign: None,
        }
    }
}

/// Checks, before a build, that the target can take a site. A target with a manifest is not
/// checked here but in [`publish`].
///
/// # Errors
/// If the target is not a folder, or contains files that no build wrote.
pub(crate) fn check_target(target: &Path) -> Result<(), TargetError> {
    if !target.exists() || target.join(MANIFEST_FILE).exists() {
        return Ok(());
    }
    OldSite::scan(&TargetFolder::find(target)?).map(drop)
}

fn publish_to<P: Sync, E: Send>(
    target: &Path,
    files: &[P],
    address: impl Fn(&P) -> &str + Sync,
    content: impl Fn(&P, Vec<u8>) -> Result<Content, E> + Sync,
    beside: &Beside<'_, E>,
) -> Result<Published, PublishError<E>> {
    let mut addresses: Vec<&str> = files.iter().map(&address).collect();
    if beside.has_sums {
        addresses.push(SUMS_FILE);
    }
    let folders = address::check(&addresses)?;
    let target = TargetFolder::find(target)?;
    let content = |at: usize, buffer| content(&files[at], buffer);
    publish_in(target, &addresses, &folders, content, beside)
}

fn publish_in<E: Send>(
    mut target: TargetFolder,
    addresses: &[&str],
    folders: &BTreeSet<String>,
    content: impl Fn(usize, Vec<u8>) -> Result<Content, E> + Sync,
    beside: &Beside<'_, E>,
) -> Result<Published, PublishError<E>> {
    staging::clear_stale(&mut target);
    let target = &target;
    let old = OldSite::scan(target)?;
    let staging = Staging::new(target, folders);
    let sums: OnceLock<String> = OnceLock::new();
    let make = |at: usize, before, buffer: &mut Vec<u8>| {
        let content = |buffer| match sums.get() {
            Some(text) if at + 1 == addresses.len() => {
                Ok(Content::Bytes(text.clone().into_bytes()))
            }
            _ => content(at, buffer),
        };
        make(target, addresses[at], before, &staging, buffer, content)
    };
    let made_before = addresses.len() - usize::from(beside.has_sums);
    let mut made = make_all(&addresses[..made_before], |at, buffer| {
        make(at, old.files.get(addresses[at]), buffer)
    })?;
    if beside.has_sums {
        let all = addresses.iter().zip(&made);
        let all = all.map(|(address, made)| ((*address).to_owned(), made.digest));
        let _ = sums.set(manifest::sums(&all.collect()));
        made.push(make(
            made_before,
            old.files.get(SUMS_FILE),
            &mut Vec::new(),
        )?);
    }
    let manifest = Manifest::new(addresses.iter().zip(&made).map(|(a, m)| (*a, m.digest)));
    let published = count(addresses, &made, &old);
    let text = manifest.to_text();
    let is_same = published.written == 0
        && published.removed == 0
        && old.manifest_text.as_ref() == Some(&text);
    let sign = beside.sign.map(|sign| sign(&text)).transpose();
    let signature = sign.map_err(|error| PublishError::Content {
        address: SIGNATURE_FILE.to_owned(),
        error,
    })?;
    if is_same {
        // An existing signature of the same manifest is still valid, so it is kept if this build is
        // not signed.
        if signature.is_some() && signature != old.signature {
            replace::put_signature(target, signature.as_deref())?;
        }
        return Ok(published);
    }
    let new = NewSite {
        target,
        addresses,
        made: &made,
        staging: &staging,
        manifest: &manifest,
        signature: signature.as_deref(),
        // Used for a file that another program has changed since it was compared.
        make_again: |at| make(at, None, &mut Vec::new()).map(drop),
    };
    if !new.swap_in()? {
        new.replace_files(folders)?;
    }
    Ok(published)
}

/// The most files of one work item of a core.
const LONGEST_STRETCH: usize = 16;

/// Generates every file, and stages the changed ones.
fn make_all<E: Send>(
    addresses: &[&str],
    make: impl Fn(usize, &mut Vec<u8>) -> Result<Made, PublishError<E>> + Sync,
) -> Result<Vec<Made>, PublishError<E>> {
    // The error is that of the first failed file in order, whichever thread failed first.
    let first_failed = AtomicUsize::new(usize::MAX);
    let made: Vec<Option<Result<Made, PublishError<E>>>> = (0..addresses.len())
        .into_par_iter()
        // Short work items, so that no core is busy for long while the others are idle.
        .with_max_len(LONGEST_STRETCH)
        .map_init(Vec::new, |buffer, at| {
            if at > first_failed.load(Ordering::Relaxed) {
                return None;
            }
            let made = make(at, buffer);
            if made.is_err() {
                first_failed.fetch_min(at, Ordering::Relaxed);
            }
            Some(made)
        })
        .collect();
    made.into_iter().flatten().collect()
}

/// The largest buffer that is reused for the next file, in bytes.
const LARGEST_BUFFER: usize = 256 * 1024;

/// Generates one file, and stages it unless the old site has the same content.
fn make<E>(
    target: &TargetFolder,
    address: &str,
    before: Option<&Digest>,
    staging: &Staging<'_>,
    buffer: &mut Vec<u8>,
    content: impl FnOnce(Vec<u8>) -> Result<Content, E>,
) -> Result<Made, PublishError<E>> {
    let content = content(std::mem::take(buffer)).map_err(|error| PublishError::Content {
        address: address.to_owned(),
        error,
    })?;
    let before = before.map(|digest| (target.file(address), *digest));
    let made = content::stage(&content, address, before, staging)?;
    if let Content::Bytes(mut bytes) = content
        && bytes.capacity() <= LARGEST_BUFFER
    {
        bytes.clear();
        *buffer = bytes;
    }
    Ok(made)
}

fn count(addresses: &[&str], made: &[Made], old: &OldSite) -> Published {
    let written = made
        .iter()
        .filter(|made| made.outcome == Outcome::Written)
        .count();
    let there = |address: &&&str| old.files.contains_key(**address);
    Published {
        files: made.len(),
        written,
        unchanged: made.len() - written,
        removed: old.files.len() - addresses.iter().filter(there).count(),
        bytes: made.iter().map(|made| made.bytes).sum(),
        mended: old.is_unfinished,
    }
}

/// A staged site that is to be moved to the target.
struct NewSite<'a, M> {
    target: &'a TargetFolder,
    addresses: &'a [&'a str],
    made: &'a [Made],
    staging: &'a Staging<'a>,
    manifest: &'a Manifest,
    signature: Option<&'a str>,
    make_again: M,
}

impl<M, E> NewSite<'_, M>
where
    M: Fn(usize) -> Result<(), PublishError<E>> + Sync,
    E: Send,
{
    /// Completes the staged site with the unchanged files, and swaps the folders. Returns whether
    /// the swap was possible.
    fn swap_in(&self) -> Result<bool, PublishError<E>> {
        let container = self.staging.container()?;
        if container.is_inside() {
            return Ok(false);
        }
        self.unchanged().try_for_each(|(at, identity)| {
            let is_kept = self
                .staging
                .keep(self.target, self.addresses[at], identity)?;
            if is_kept {
                Ok(())
            } else {
                (self.make_again)(at)
            }
        })?;
        let text = self.manifest.to_text();
        self.staging.write(MANIFEST_FILE, text.as_bytes())?;
        if let Some(signature) = self.signature {
            self.staging.write(SIGNATURE_FILE, signature.as_bytes())?;
        }
        Ok(swap::swap(self.target, container)?)
    }

    /// Moves the staged files into the target, one by one.
    fn replace_files(&self, folders: &BTreeSet<String>) -> Result<(), PublishError<E>> {
        let container = self.staging.container()?;
        let lost: HashSet<usize> = self
            .unchanged()
            .filter(|(at, identity)| !identity.holds(&self.target.file(self.addresses[*at])))
            .map(|(at, _)| at)
            .collect();
        lost.par_iter().try_for_each(|at| (self.make_again)(*at))?;
        let is_staged =
            |at: &usize| self.made[*at].outcome == Outcome::Written || lost.contains(at);
        let staged: Vec<&str> = (0..self.made.len())
            .filter(is_staged)
            .map(|at| self.addresses[at])
            .collect();
        replace::replace(
            self.target,
            container,
            self.manifest,
            folders,
            self.signature,
            &staged,
        )?;
        Ok(())
    }

    /// The files that the old site has with the same content.
    fn unchanged(&self) -> impl ParallelIterator<Item = (usize, Identity)> + '_ {
        self.made
            .par_iter()
            .enumerate()
            .filter_map(|(at, made)| match made.outcome {
                Outcome::Unchanged(identity) => Some((at, identity)),
                Outcome::Written => None,
            })
    }
}

#[cfg(test)]
mod tests;
