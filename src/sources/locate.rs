//! Finds the manual's folder (`docs/design.md`, "Command line").

use std::path::{Path, PathBuf};

use crate::sources::{CONFIG_FILE, SourcesError};

/// Finds the manual's folder: the folder that was asked for; else the nearest of `start` and the
/// folders above it that has a `manual.toml`; else the folder `manual` in `start`.
///
/// # Errors
/// If there is no manual.
pub(crate) fn find_manual(start: &Path, asked: Option<&Path>) -> Result<PathBuf, SourcesError> {
    if let Some(asked) = asked {
        return find_asked(asked);
    }
    if is_manual(start) {
        return Ok(start.to_owned());
    }
    // The absolute path is only used to go upwards: paths below `start` are shown as they were
    // given.
    let absolute = std::path::absolute(start).map_err(|source| SourcesError::Unreadable {
        path: start.to_owned(),
        source,
    })?;
    if let Some(above) = absolute.ancestors().skip(1).find(|above| is_manual(above)) {
        return Ok(above.to_owned());
    }
    let below = start.join("manual");
    if is_manual(&below) {
        return Ok(below);
    }
    Err(SourcesError::NoManual { start: absolute })
}

/// Whether a folder has a `manual.toml`. If that is not a file, reading it reports this.
pub(crate) fn is_manual(folder: &Path) -> bool {
    let found = folder.join(CONFIG_FILE).symlink_metadata();
    found.is_ok_and(|found| !found.is_dir())
}

fn find_asked(asked: &Path) -> Result<PathBuf, SourcesError> {
    // Completing a path in a shell may give the path of the file in the folder.
    if asked.is_file() && asked.ends_with(CONFIG_FILE) {
        let folder = asked.parent().unwrap_or(Path::new(""));
        let here = folder.as_os_str().is_empty();
        return Ok(if here { Path::new(".") } else { folder }.to_owned());
    }
    if !asked.is_dir() {
        return Err(SourcesError::NoFolder(asked.to_owned()));
    }
    if !is_manual(asked) {
        return Err(SourcesError::NoConfig {
            folder: asked.to_owned(),
        });
    }
    Ok(asked.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_nearest_manual_above_comes_before_the_one_below() {
        let temp = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(temp.path()).unwrap();
        fs::create_dir_all(root.join("outer/manual/procedures")).unwrap();
        let find = |start: &str| find_manual(&root.join(start), None);

        let error = find("outer/manual/procedures").unwrap_err().to_string();
        assert!(error.contains("clausebook init"), "{error}");

        fs::write(root.join("outer/manual/manual.toml"), "").unwrap();
        assert_eq!(find("outer").unwrap(), root.join("outer/manual"));
        assert_eq!(
            find("outer/manual/procedures").unwrap(),
            root.join("outer/manual")
        );

        fs::write(root.join("outer/manual.toml"), "").unwrap();
        assert_eq!(find("outer").unwrap(), root.join("outer"));
    }

    #[test]
    fn what_is_asked_for_is_taken_or_refused_and_never_replaced() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        fs::create_dir(root.join("empty")).unwrap();
        fs::write(root.join("manual.toml"), "").unwrap();
        let find = |asked: &str| find_manual(root, Some(&root.join(asked)));

        assert_eq!(find("").unwrap(), root.join(""));
        assert_eq!(find("manual.toml").unwrap(), root);
        assert!(matches!(find("empty"), Err(SourcesError::NoConfig { .. })));
        assert!(matches!(find("nowhere"), Err(SourcesError::NoFolder(_))));
    }
}
