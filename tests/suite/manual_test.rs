//! A manual in a temporary folder, and functions that run the program on it.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::rendered_page::RenderedPage;

/// The as-of date of every test that does not set another one.
pub(crate) const AS_OF: &str = "2026-11-23";

/// The `manual.toml` of a test that brings none.
pub(crate) const PLAIN_MANUAL: &str = r#"title = "Quality manual"
organisation = "Harrow Bearings Ltd"
standards = ["iso-9001-2015"]
"#;

/// A manual in a temporary folder, which is deleted on drop.
pub(crate) struct ManualTest {
    folder: TempDir,
    as_of: String,
}

/// The result of a run of the program: exit status and output.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// One diagnostic of `check --format json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    pub(crate) rule: String,
    pub(crate) severity: String,
    pub(crate) file: String,
    pub(crate) line: u64,
    pub(crate) column: u64,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) fix: Option<Fix>,
}

/// The fix of a diagnostic: `bytes` of the file are replaced with `replacement`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fix {
    pub(crate) file: String,
    pub(crate) bytes: Range<usize>,
    pub(crate) replacement: String,
}

impl ManualTest {
    /// Writes the files of a manual. [`PLAIN_MANUAL`] is written if `manual.toml` is missing.
    pub(crate) fn new<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Self {
        let test = Self {
            folder: tempfile::tempdir().unwrap(),
            as_of: AS_OF.to_owned(),
        };
        test.write("manual.toml", PLAIN_MANUAL);
        for (path, text) in files {
            test.write(path, text);
        }
        test
    }

    /// Sets the as-of date.
    pub(crate) fn judged_on(mut self, day: &str) -> Self {
        self.as_of = day.to_owned();
        self
    }

    /// The as-of date.
    pub(crate) fn as_of(&self) -> &str {
        &self.as_of
    }

    /// The manual's folder.
    pub(crate) fn manual(&self) -> PathBuf {
        self.folder.path().join("manual")
    }

    /// A path next to the manual's folder.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes one file of the manual.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.manual().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Runs the program on the manual.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// Runs the program on the manual with these environment variables set.
    pub(crate) fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = clausebook();
        command.args(arguments).arg("--manual").arg(self.manual());
        command
            .arg("--as-of")
            .arg(&self.as_of)
            .current_dir(self.folder.path());
        command.envs(variables.iter().copied());
        run(&mut command)
    }

    /// Builds the site into the folder `site` next to the manual.
    pub(crate) fn build(&self) -> Run {
        let site = self.site();
        self.run(&["build", "-o", site.to_str().unwrap()])
    }

    /// The folder into which [`Self::build`] writes the site.
    pub(crate) fn site(&self) -> PathBuf {
        self.beside("site")
    }

    /// The output of `coverage --format json`.
    pub(crate) fn coverage(&self) -> Value {
        self.printed_json(&["coverage", "--format", "json"])
    }

    /// The output of `registers --format json`.
    pub(crate) fn registers(&self) -> Value {
        self.printed_json(&["registers", "--format", "json"])
    }

    fn printed_json(&self, arguments: &[&str]) -> Value {
        let run = self.run(arguments);
        serde_json::from_str(&run.stdout)
            .unwrap_or_else(|error| panic!("{error}\n{}\n{}", run.stdout, run.stderr))
    }

    /// One clause of one standard in [`Self::coverage`].
    pub(crate) fn clause(&self, standard: &str, number: &str) -> Value {
        let coverage = self.coverage();
        let standards = coverage["standards"].as_array().unwrap();
        let standard = standards.iter().find(|one| one["id"] == standard).unwrap();
        let clauses = standard["clauses"].as_array().unwrap();
        clauses
            .iter()
            .find(|clause| clause["number"] == number)
            .unwrap()
            .clone()
    }

    /// The diagnostics that `check` reports, without the finding that the manual follows a replaced
    /// edition, which most manuals of the suite do.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        let all = self.all_diagnostics().into_iter();
        all.filter(|one| one.rule != "replaced-edition").collect()
    }

    /// All diagnostics that `check` reports.
    pub(crate) fn all_diagnostics(&self) -> Vec<Diagnostic> {
        let log = self.printed_json(&["check", "--format", "json"]);
        let entries = log["diagnostics"].as_array().unwrap();
        entries.iter().map(Diagnostic::read).collect()
    }

    /// The errors that `check` reports.
    pub(crate) fn errors(&self) -> Vec<Diagnostic> {
        let all = self.diagnostics().into_iter();
        all.filter(|diagnostic| diagnostic.severity == "error")
            .collect()
    }

    /// The only diagnostic of this rule. Panics if there are none or several.
    #[track_caller]
    pub(crate) fn only(&self, rule: &str) -> Diagnostic {
        let all = self.diagnostics();
        let mut named = all.iter().filter(|diagnostic| diagnostic.rule == rule);
        match (named.next(), named.next()) {
            (Some(diagnostic), None) => diagnostic.clone(),
            _ => panic!("not exactly one {rule} in {all:#?}"),
        }
    }
}

/// A diagnostic by rule, file, line, column and message.
pub(crate) type Told = (String, String, u64, u64, String);

/// The diagnostics that `check` reports.
pub(crate) fn told(test: &ManualTest) -> Vec<Told> {
    let place = |one: Diagnostic| (one.rule, one.file, one.line, one.column, one.message);
    test.diagnostics().into_iter().map(place).collect()
}

/// One of the diagnostics of [`told`].
pub(crate) fn one(rule: &str, file: &str, line: u64, column: u64, message: &str) -> Told {
    let [rule, file, message] = [rule, file, message].map(str::to_owned);
    (rule, file, line, column, message)
}

/// Builds the site, which must succeed, and reads a page of it.
pub(crate) fn page(test: &ManualTest, path: &str) -> RenderedPage {
    let run = test.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    RenderedPage::new(&fs::read_to_string(test.site().join(path)).unwrap())
}

impl Fix {
    fn read(entry: &Value) -> Option<Self> {
        let byte = |name: &str| entry[name].as_u64().map(|byte| byte as usize);
        Some(Self {
            file: entry["file"].as_str()?.to_owned(),
            bytes: byte("start_byte")?..byte("end_byte")?,
            replacement: entry["replacement"].as_str()?.to_owned(),
        })
    }
}

impl Diagnostic {
    fn read(entry: &Value) -> Self {
        let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        Self {
            rule: text("rule"),
            severity: text("severity"),
            file: text("file"),
            line: entry["line"].as_u64().unwrap(),
            column: entry["column"].as_u64().unwrap(),
            message: text("message"),
            help: text("help"),
            fix: Fix::read(&entry["fix"]),
        }
    }

    /// The location as `file:line:column`.
    pub(crate) fn location(&self) -> String {
        format!("{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The program, without the environment variables that would change its output.
pub(crate) fn clausebook() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausebook"));
    command
        .env_remove("SOURCE_DATE_EPOCH")
        .env_remove("CLICOLOR_FORCE");
    command
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        status: output.status.code().expect("ended by a signal"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// All files below a folder: relative path with `/`, and full path, sorted by path.
pub(crate) fn files_below(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter();
    let files = entries
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.into_path();
            let relative = path.strip_prefix(folder).unwrap();
            let parts = relative
                .components()
                .map(|part| part.as_os_str().to_str().unwrap());
            (parts.collect::<Vec<_>>().join("/"), path)
        })
        .collect()
}
