//! Reads files outside a manual that a command names.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Reads a whole file. If it has more than `most` bytes, `most` + 1 bytes are returned, so that the
/// caller sees that it is too large.
///
/// # Errors
/// If it does not exist, cannot be read, or is not a file.
pub(crate) fn read_elsewhere(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // Opening a named pipe blocks until another process writes to it.
    if !path.metadata()?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_too_large_is_read_up_to_where_that_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "1234567").unwrap();
        assert_eq!(read_elsewhere(&path, 7).unwrap(), b"1234567");
        assert_eq!(read_elsewhere(&path, 3).unwrap(), b"1234");
        assert!(read_elsewhere(folder.path(), 7).is_err());
    }
}
