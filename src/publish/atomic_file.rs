//! A single file that is made anew: the old one stays until the new one is complete.

use std::fs;
use std::path::Path;

use crate::publish::DiskError;

/// Puts a copy of `from` in the place of `to`, at once.
///
/// # Errors
/// If either cannot be reached; what stood at `to` is as it was.
pub fn write_atomically(from: &Path, to: &Path) -> Result<(), DiskError> {
    let folder = match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(DiskError::new("made", folder))?;
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = folder.join(name);
    let put = fs::copy(from, &part).and_then(|_| fs::rename(&part, to));
    put.map_err(|error| {
        // It may not be there at all.
        let _ = fs::remove_file(&part);
        DiskError::new("written", to)(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_file_stays_until_the_new_one_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("new"), folder.path().join("a/b.pdf"));
        fs::write(&from, "new").unwrap();
        write_atomically(&from, &to).unwrap();
        assert!(write_atomically(&folder.path().join("gone"), &to).is_err());
        assert_eq!(fs::read_to_string(&to).unwrap(), "new");
        let left = fs::read_dir(to.parent().unwrap()).unwrap().count();
        assert_eq!(left, 1, "nothing is left behind");
    }
}
