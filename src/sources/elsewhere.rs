//! Files that are no part of a manual: a call names them.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Reads a file whole. Of one with more bytes than `most` it reads one more than these, so that who
/// asks sees that it is too large.
///
/// # Errors
/// If it is not there, may not be read, or is no file.
pub(crate) fn read_elsewhere(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // Who opens a named pipe waits until somebody writes to it.
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
