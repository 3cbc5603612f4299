//! Writes a single file atomically: the old content stays until the new file is complete.

use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::publish::error::DiskError;
use crate::publish::file::open_file;

/// The name prefix of temp files. Files with this prefix are not part of a manual.
const PREFIX: &str = ".clausebook-part-";

/// Writes these bytes to a file atomically: the file has the new content or is unchanged.
///
/// # Errors
/// If the file cannot be written. An existing file is then unchanged.
pub(crate) fn write_atomically(to: &Path, mut bytes: &[u8]) -> Result<(), DiskError> {
    put(&mut bytes, to).map_err(DiskError::new("written", to))
}

/// Copies a file to `to` atomically, replacing a file that is there.
///
/// # Errors
/// If `from` cannot be read or `to` cannot be written. An existing file at `to` is then unchanged.
// Only the `pdf` feature copies files.
#[cfg_attr(not(feature = "pdf"), allow(dead_code))]
pub(crate) fn copy_atomically(from: &Path, to: &Path) -> Result<(), DiskError> {
    let mut file = open_file(from).map_err(DiskError::new("read", from))?;
    put(&mut file, to).map_err(DiskError::new("written", to))
}

fn put(content: &mut impl Read, to: &Path) -> io::Result<()> {
    let before = fs::metadata(to).ok();
    // A terminal or a named pipe cannot be replaced by a rename, so it is written directly.
    if before
        .as_ref()
        .is_some_and(|found| !found.is_file() && !found.is_dir())
    {
        let mut device = OpenOptions::new().write(true).open(to)?;
        return io::copy(content, &mut device).map(drop);
    }
    // A symbolic link is kept, and the file that it points to is replaced.
    let to = match before.is_some() {
        true => fs::canonicalize(to)?,
        false => std::path::absolute(to)?,
    };
    let mut file = part_of(&to)?;
    io::copy(content, &mut file)?;
    if let Some(before) = before {
        file.as_file().set_permissions(before.permissions())?;
    }
    file.persist(&to)?;
    Ok(())
}

/// Creates a temp file in the folder of `to`, and the folder where it is missing.
pub(super) fn part_of(to: &Path) -> io::Result<NamedTempFile> {
    let folder = to.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_file_stays_until_the_new_one_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("new"), folder.path().join("a/b.pdf"));
        fs::write(&from, "new").unwrap();
        copy_atomically(&from, &to).unwrap();
        assert!(copy_atomically(&folder.path().join("gone"), &to).is_err());
        assert_eq!(fs::read_to_string(&to).unwrap(), "new");
        write_atomically(&to, b"newer").unwrap();
        assert_eq!(fs::read_to_string(&to).unwrap(), "newer");
        assert!(write_atomically(to.parent().unwrap(), b"a folder").is_err());
        let left = fs::read_dir(to.parent().unwrap()).unwrap().count();
        assert_eq!(left, 1, "nothing is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn links_devices_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("file", &link).unwrap();
        write_atomically(&link, b"new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert!(link.symlink_metadata().unwrap().is_symlink());
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);

        symlink("/dev/null", folder.path().join("null")).unwrap();
        write_atomically(&folder.path().join("null"), b"x").unwrap();
        assert!(!Path::new("/dev/null").is_file());
    }
}
