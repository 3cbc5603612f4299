//! A folder to measure in.

use std::path::PathBuf;
use std::{env, fs, io};

/// A folder of our own, gone when the measurement is done; in `BENCH_FOLDER`, if that is set.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    /// For a manual of so many documents; `purpose` tells one benchmark's folder from another's.
    pub(crate) fn new(purpose: &str, documents: usize) -> io::Result<Self> {
        let parent = env::var_os("BENCH_FOLDER").map_or_else(env::temp_dir, PathBuf::from);
        let process = std::process::id();
        let folder = parent.join(format!("clausebook-{purpose}-{process}-{documents}"));
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind lies in a folder for what is temporary.
        let _ = fs::remove_dir_all(&self.0);
    }
}
