//! `adopt` writes settings and proposed claims for folders that were not made for Clausebook, and
//! nothing else.

mod again;
mod claims;
mod doubt;
mod languages;
mod settings;

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::manual_test::{AS_OF, Run, clausebook, files_below, run};

/// A folder that is no manual yet.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::create_dir(folder.path()).unwrap();
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("docs")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Runs `adopt` beside the folder.
    fn adopt(&self) -> Run {
        let mut command = clausebook();
        command.args(["adopt", "docs", "--as-of", AS_OF]);
        run(command.current_dir(self.0.path()))
    }

    /// The names of all files, and the text of each.
    fn files(&self) -> Vec<(String, String)> {
        let files = files_below(&self.path()).into_iter();
        files
            .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
            .collect()
    }

    /// The rows of the file of claims, without those that only keep what was proposed.
    fn claims(&self) -> Vec<String> {
        let text = self.read("claims.csv");
        let rows = text.trim_start_matches('\u{feff}').lines().skip(1);
        rows.filter(|row| !row.starts_with(",,"))
            .map(str::to_owned)
            .collect()
    }
}

const PURCHASING: &str = "# Purchasing\n\n**Owner:** Purchasing manager  \n**Version:** 3\n\n\
                          ## Evaluation\n\nBuyers evaluate suppliers, as ISO 9001:2015, clause 8.4.1 asks.\n";

fn company() -> Folder {
    Folder::new(&[
        ("README.md", "# Acme quality manual\n\nHow we work.\n"),
        (
            "policies/quality.md",
            "# Quality policy\n\nWe meet ISO 9001:2015, 5.2.\n",
        ),
        ("procedures/SOP-012 Purchasing.md", PURCHASING),
        (
            "procedures/SOP-013 Sales.md",
            "# Sales\n\n**Owner:** Sales manager\n\nSee ISO 9001:2015 § 8.2.\n",
        ),
        ("notes/todo.md", "Buy milk.\n"),
    ])
}

/// The settings that `adopt` writes, from a head on, without those below the next blank line.
fn setting(folder: &Folder, head: &str) -> String {
    let settings = folder.read("manual.toml");
    let found = settings.split("\n\n").find(|part| part.contains(head));
    found.unwrap_or_default().trim().to_owned()
}
