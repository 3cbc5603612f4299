//! A manual in a temporary git repository, with commits on given days.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::manual_test::{PLAIN_MANUAL, Run, clausebook, run};

/// A git repository with a manual in its folder `qms`.
pub(crate) struct Repository {
    folder: TempDir,
}

impl Repository {
    /// Creates a repository without commits and with an uncommitted [`PLAIN_MANUAL`].
    pub(crate) fn new() -> Self {
        let repository = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        repository.git(&["init", "-q", "-b", "main"]);
        repository.write("qms/manual.toml", PLAIN_MANUAL);
        repository
    }

    /// The repository's folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The manual's folder.
    pub(crate) fn manual(&self) -> PathBuf {
        self.folder().join("qms")
    }

    /// Writes a file of the repository.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.folder().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Commits all files, at noon (UTC) of a day (`2025-01-31`).
    pub(crate) fn commit(&self, day: &str, message: &str) {
        self.git(&["add", "-A"]);
        self.git_on(&["commit", "-q", "--allow-empty", "-m", message], day);
    }

    /// Runs git in the repository and returns its output.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        self.git_on(arguments, "2026-01-01")
    }

    /// Runs git in the repository with the dates of commits set to a day, and returns its output.
    #[track_caller]
    pub(crate) fn git_on(&self, arguments: &[&str], day: &str) -> String {
        let output = git(self.folder(), day).args(arguments).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {error}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Runs the program in the manual's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run(self.command().args(arguments))
    }

    /// The program in the manual's folder.
    pub(crate) fn command(&self) -> Command {
        let mut command = clausebook();
        command.current_dir(self.manual());
        command
    }

    /// The standard output of a run. Panics if its exit status is 2 or more.
    #[track_caller]
    pub(crate) fn printed(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert!(run.status < 2, "{arguments:?}: {}", run.stderr);
        run.stdout
    }
}

/// Git in a folder, with a fixed author and without the user's settings.
pub(crate) fn git(folder: &Path, day: &str) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    command.args([
        "-c",
        "protocol.file.allow=always",
        "-c",
        "commit.gpgSign=false",
    ]);
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Tester");
        command.env(format!("GIT_{who}_EMAIL"), "tester@example.com");
        command.env(format!("GIT_{who}_DATE"), format!("{day}T12:00:00Z"));
    }
    command.env("GIT_CONFIG_GLOBAL", "").env_remove("GIT_DIR");
    command
}

/// The page of an approved procedure.
pub(crate) fn procedure(
    id: &str,
    revision: u32,
    effective: &str,
    clauses: &str,
    text: &str,
) -> String {
    format!(
        "---\nid: {id}\ntitle: Title of {id}\nkind: procedure\nrevision: {revision}\nstatus: approved\n\
         owner: Buyer\napprover: Quality manager\neffective: {effective}\nclauses: [{clauses}]\n---\n{text}\n"
    )
}
