//! A temporary folder for a benchmark.

use std::path::PathBuf;
use std::{env, fs, io};

/// A folder that is deleted on drop. It is in `BENCH_FOLDER`, or in the system's temp folder.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    /// Creates the folder. `purpose` and the number of documents are part of its name.
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
        // An error is ignored: the folder is in a place for temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}
