//! Runs the program `git`: with arguments, never through a shell, and shielded from settings of the
//! environment and the repository that could run other programs.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::GitError;

/// The program `git`, run in a folder.
#[derive(Clone, Debug)]
pub(crate) struct Git {
    folder: PathBuf,
}

/// Settings that override those of the repository and of the user.
const SETTINGS: [&str; 6] = [
    // These settings could run another program.
    "core.fsmonitor=false",
    "core.hooksPath=",
    "log.showSignature=false",
    // These settings could change the output.
    "core.quotePath=false",
    "log.follow=false",
    "diff.renames=true",
];

impl Git {
    pub(crate) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// Returns the command with these arguments. It reads nothing from the terminal.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        let mut command = Command::new("git");
        // A variable that a hook, an alias or a shell has set may refer to another repository.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        command
            .env("LC_ALL", "C")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_NO_REPLACE_OBJECTS", "1")
            .arg("--no-pager");
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command
            .arg("-C")
            .arg(&self.folder)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs the program, and returns its standard output.
    ///
    /// # Errors
    /// If the program cannot be run, or ends with another status than 0.
    pub(crate) fn output<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Result<Vec<u8>, GitError> {
        let output = self.command(arguments).output().map_err(not_run)?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(refused(&output.stderr)),
        }
    }
}

/// The error for a program that could not be run.
pub(super) fn not_run(error: io::Error) -> GitError {
    match error.kind() {
        io::ErrorKind::NotFound => GitError::NoGit,
        _ => GitError::System(error),
    }
}

/// The error for a program that failed, with the reason from its standard error.
pub(super) fn refused(stderr: &[u8]) -> GitError {
    let said = String::from_utf8_lossy(stderr);
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines
        .map(|line| line.strip_prefix("fatal: ").unwrap_or(line))
        .collect();
    GitError::Refused(match lines.is_empty() {
        true => "it does not say why".to_owned(),
        false => lines.join("; "),
    })
}
