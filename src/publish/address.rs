//! The addresses of a site's files, checked so that every file system can store them.

use std::collections::{BTreeSet, HashMap, HashSet};

use thiserror::Error;

use crate::publish::file::PREFIX;
use crate::publish::manifest::{MANIFEST_FILE, SIGNATURE_FILE};

/// Why a file cannot have its address.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum AddressError {
    /// The address leaves the site, is reserved, or contains a character or part that some file
    /// system rejects.
    #[error("no file of a site can have the address `{0}`")]
    Impossible(String),
    /// Two files have the same address, or addresses that differ only in case.
    #[error("two files of the site would both be `{0}` and `{1}`: one would overwrite the other")]
    Shared(String, String),
    /// The address of one file is also the folder of another file.
    #[error("`{0}` would be both a file and a folder of the site")]
    FileAndFolder(String),
}

/// Checks every address, and returns the folders that they need, parents first.
pub(super) fn check(addresses: &[&str]) -> Result<BTreeSet<String>, AddressError> {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    let mut seen: HashMap<String, &str> = HashMap::with_capacity(addresses.len());
    for address in addresses {
        if !is_possible(address) {
            return Err(AddressError::Impossible((*address).to_owned()));
        }
        if let Some(first) = seen.insert(fold(address), address) {
            return Err(AddressError::Shared(
                first.to_owned(),
                (*address).to_owned(),
            ));
        }
        let mut rest = *address;
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if !folders.insert(folder) {
                break;
            }
            rest = folder;
        }
    }
    let folded: HashSet<String> = folders.iter().map(|folder| fold(folder)).collect();
    if let Some(both) = addresses
        .iter()
        .find(|address| folded.contains(&fold(address)))
    {
        return Err(AddressError::FileAndFolder((*both).to_owned()));
    }
    Ok(folders.into_iter().map(str::to_owned).collect())
}

/// The key of an address on a file system that ignores case: colliding addresses have the same
/// key.
pub(super) fn fold(address: &str) -> String {
    address.to_lowercase()
}

fn is_possible(address: &str) -> bool {
    !address.contains(|c: char| c.is_control() || c == '\\')
        && fold(address) != MANIFEST_FILE
        && fold(address) != SIGNATURE_FILE
        // Staging folders have this prefix, and `clear_stale` deletes them.
        && !address.starts_with(PREFIX)
        && address.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_with_their_parents_first() {
        let folders = check(&["a/b/c.html", "index.html", "a/b-c.html", "a/b/d.html"]).unwrap();
        assert_eq!(folders.into_iter().collect::<Vec<_>>(), ["a", "a/b"]);
    }

    #[test]
    fn what_leaves_the_site_or_cannot_be_written_is_refused() {
        for refused in [
            "",
            "/etc/passwd",
            "../x",
            "a/../x",
            "a//b",
            "a/",
            "./a",
            "a\\b",
            "a\nb",
            "manifest.json",
            "Manifest.JSON",
        ] {
            let error = check(&[refused]).unwrap_err();
            assert_eq!(error, AddressError::Impossible(refused.to_owned()));
        }
        assert!(check(&["assets/manifest.json", "Prüfung 1.html"]).is_ok());
    }

    #[test]
    fn two_files_never_share_an_address() {
        let shared = |a: &str, b: &str| Err(AddressError::Shared(a.to_owned(), b.to_owned()));
        assert_eq!(check(&["a/b", "c", "a/b"]), shared("a/b", "a/b"));
        assert_eq!(check(&["Ä/b", "ä/B"]), shared("Ä/b", "ä/B"));
        let both = Err(AddressError::FileAndFolder("A".to_owned()));
        assert_eq!(check(&["A", "a/b"]), both);
    }
}
