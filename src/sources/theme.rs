//! Reads a theme's files (`docs/design.md`, "Output"): `themes/NAME` in the manual's folder or
//! beside it.

use std::collections::BTreeMap;
use std::io::{self, Read};

use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::manual::Endings;
use crate::rules;
use crate::sources::keys::is_key;
use crate::sources::{Listing, Sources, SourcesError, Wanted};

/// Reads a theme: the folder `themes/NAME` in the manual's folder, else the one beside it. Returns
/// the contents by their paths relative to the theme's folder, or `None` if there is no such
/// folder.
///
/// # Errors
/// If the name cannot be a folder's name, or a file of the theme cannot be read.
pub(crate) fn read_theme(
    sources: &dyn Sources,
    name: &str,
    follow_links: bool,
) -> Result<Option<BTreeMap<String, Vec<u8>>>, SourcesError> {
    if !is_name(name) {
        return Err(SourcesError::ThemeName(name.to_owned()));
    }
    for folder in folders(name) {
        if let Some(files) = read_folder(sources, &folder, follow_links)? {
            return Ok(Some(files));
        }
    }
    Ok(None)
}

/// Reports the files of a theme that cannot be read or contain keys.
pub(crate) fn unreadable_in_theme(
    sources: &dyn Sources,
    name: &str,
    follow_links: bool,
) -> Vec<Diagnostic> {
    if !is_name(name) {
        return Vec::new();
    }
    let mut listings = folders(name)
        .into_iter()
        .filter_map(|folder| list(sources, &folder, follow_links).ok());
    let Some(listing) = listings.next() else {
        return Vec::new();
    };
    let keys = listing.files.iter().filter(|path| is_key(sources, path));
    let keys = keys.map(|path| {
        let message = "this file of the theme holds keys or passwords, and is never published";
        Diagnostic::new(&rules::PRIVATE_KEY, Location::file(path), message)
            .help("remove it from the theme: everyone who reads a key can act as its owner")
    });
    listing.diagnostics.iter().cloned().chain(keys).collect()
}

/// Whether there is a theme of this name in the manual's folder or beside it.
pub(crate) fn has_theme(sources: &dyn Sources, name: &str) -> bool {
    is_name(name)
        && folders(name)
            .iter()
            .any(|folder| list(sources, folder, false).is_ok())
}

fn is_name(name: &str) -> bool {
    let refused = |c: char| c.is_control() || r#"/\:"#.contains(c);
    !name.is_empty() && !name.starts_with('.') && !name.contains(refused)
}

/// The folders in which a theme is looked for, in order.
fn folders(name: &str) -> [SourcePath; 2] {
    ["themes", "../themes"].map(|place| SourcePath::new(&format!("{place}/{name}")))
}

/// Lists the files of a theme. `follow_links` is whether links may lead out of the manual and of the
/// theme's folder, as they do where several manuals share a theme.
fn list(sources: &dyn Sources, folder: &SourcePath, follow_links: bool) -> io::Result<Listing> {
    let is_shown = |path: &SourcePath, _| !path.file_name().starts_with('.');
    let wanted = Wanted {
        takes: &is_shown,
        follow_links,
        endings: &Endings::default(),
    };
    sources.list(folder, &wanted)
}

fn read_folder(
    sources: &dyn Sources,
    folder: &SourcePath,
    follow_links: bool,
) -> Result<Option<BTreeMap<String, Vec<u8>>>, SourcesError> {
    let unreadable = |path: &SourcePath, source| SourcesError::Unreadable {
        path: sources.root().join(path.as_str()),
        source,
    };
    let listing = match list(sources, folder, follow_links) {
        Ok(listing) => listing,
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => return Err(unreadable(folder, error)),
    };
    if let Some(problem) = listing.diagnostics.first() {
        let path = &problem.location.path;
        return Err(unreadable(path, io::Error::other(problem.message.clone())));
    }
    let mut files = BTreeMap::new();
    for path in listing.files.iter().filter(|path| !is_key(sources, path)) {
        let mut bytes = Vec::new();
        sources
            .open(path)
            .and_then(|mut file| file.content.read_to_end(&mut bytes))
            .map_err(|error| unreadable(path, error))?;
        let below = path.as_str().strip_prefix(folder.as_str());
        let below = below.unwrap_or(path.as_str()).trim_start_matches('/');
        files.insert(below.to_owned(), bytes);
    }
    Ok(Some(files))
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::MemorySources;

    #[test]
    fn a_theme_in_the_manual_comes_before_one_beside_it() {
        let beside = ("../themes/ours/css/style.css", "beside");
        let sources = MemorySources::new([beside, ("../themes/ours/.DS_Store", "")]);
        let theme = read_theme(&sources, "ours", false).unwrap().unwrap();
        let expected = BTreeMap::from([("css/style.css".to_owned(), b"beside".to_vec())]);
        assert_eq!(theme, expected);

        let sources = MemorySources::new([beside, ("themes/ours/style.css", "inside")]);
        let theme = read_theme(&sources, "ours", false).unwrap().unwrap();
        assert_eq!(theme["style.css"], b"inside");
        assert_eq!(read_theme(&sources, "theirs", false).unwrap(), None);
    }

    #[test]
    fn a_name_that_leaves_the_folder_is_refused() {
        let sources = MemorySources::new([("manual.toml", "")]);
        for name in ["", "..", ".", "a/b", "../themes", "a\\b", "C:", ".git"] {
            let refused = read_theme(&sources, name, false);
            assert!(
                matches!(refused, Err(SourcesError::ThemeName(_))),
                "{name:?}"
            );
        }
    }
}
