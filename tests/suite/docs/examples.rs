//! The examples of the documentation work.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::markdown::{Fence, fences};
use super::{pages, root};
use crate::manual_test::{AS_OF, ManualTest, PLAIN_MANUAL, clausebook, run};

/// Pages whose commands and files can be followed from the first to the last in an empty folder.
const WALKED: [&str; 4] = ["first-manual.md", "isms.md", "languages.md", "git.md"];

/// The person who commits in the walks.
const GIT_PERSON: [(&str, &str); 4] = [
    ("GIT_AUTHOR_NAME", "Reader"),
    ("GIT_AUTHOR_EMAIL", "reader@example.com"),
    ("GIT_COMMITTER_NAME", "Reader"),
    ("GIT_COMMITTER_EMAIL", "reader@example.com"),
];

/// Pages with examples of documents and records, which make one manual together.
const WITH_DOCUMENTS: [&str; 2] = ["writing.md", "records.md"];

fn read(page: &str) -> String {
    fs::read_to_string(root().join("docs").join(page)).unwrap()
}

#[test]
fn every_command_is_one_that_the_program_knows() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for page in pages().into_iter().chain([root().join("README.md")]) {
        let text = fs::read_to_string(&page).unwrap();
        let shell = fences(&text)
            .into_iter()
            .filter(|fence| fence.language == "sh");
        for line in shell.flat_map(|fence| commands(&fence)) {
            tried += 1;
            // `--help` checks the words before it and runs nothing.
            let mut command = Command::new("sh");
            command.arg("-c").arg(format!("{line} --help"));
            let run = run(command.env("PATH", path_with_program()));
            if run.status != 0 {
                wrong.push(format!("{}: {line}\n{}", page.display(), run.stderr));
            }
        }
    }
    assert!(tried > 50, "{tried}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The calls of the program in a block of commands, without what the shell does with the output.
fn commands(fence: &Fence) -> Vec<String> {
    let lines = fence
        .text
        .lines()
        .filter(|line| line.starts_with("clausebook "));
    let call = |line: &str| {
        let ends = [" > ", " | ", " # "]
            .into_iter()
            .filter_map(|sign| line.find(sign));
        line[..ends.min().unwrap_or(line.len())].trim().to_owned()
    };
    lines.map(call).collect()
}

#[test]
fn examples_of_documents_and_records_have_no_mistake() {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut settings = PLAIN_MANUAL.to_owned();
    for page in WITH_DOCUMENTS {
        for fence in fences(&read(page)) {
            match &*fence.language {
                "markdown" => {
                    let id = fence
                        .text
                        .lines()
                        .find_map(|line| line.strip_prefix("id: "));
                    files.push((format!("records/{}.md", id.unwrap()), fence.text));
                }
                "csv" => files.push(("records/deliveries.csv".to_owned(), fence.text)),
                "toml" => settings.push_str(&fence.text),
                _ => {}
            }
        }
    }
    assert!(files.len() > 8, "{}", files.len());
    files.push(("manual.toml".to_owned(), settings));
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    assert_eq!(ManualTest::new(&files).errors(), []);
}

/// The table of the first page has rows of the sample manual's matrix.
#[test]
fn the_rows_of_the_first_page_are_in_the_matrix() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let mut command = clausebook();
    command
        .args(["coverage", "iso-9001-2015", "--as-of", AS_OF])
        .args(["--manual", "manual"])
        .current_dir(root());
    let matrix = run(&mut command).stdout;
    let rows = readme.lines().filter(|line| line.starts_with("| ")).skip(2);
    let mut compared = 0;
    for row in rows {
        compared += 1;
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [number, title, status, ..] = cells[..] else {
            panic!("{row}");
        };
        let begin = format!("{number} ");
        let line = matrix
            .lines()
            .find(|line| line.starts_with(&begin))
            .unwrap();
        let has_all = cells.iter().all(|cell| line.contains(cell));
        assert!(has_all, "{number} {title} {status} is not in {line}");
    }
    assert_eq!(compared, 4);
}

#[test]
fn a_reader_can_follow_each_walk_from_the_first_command_to_the_last() {
    for page in WALKED {
        let mut walk = Walk::new(page);
        for fence in fences(&read(page)) {
            walk.follow(&fence);
        }
        assert!(walk.commands > 0, "{page}: {}", walk.commands);
    }
}

/// A reader who does what a page says, in an empty folder.
struct Walk {
    page: &'static str,
    home: TempDir,
    /// The current folder of the shell.
    folder: PathBuf,
    /// The output of the last commands.
    printed: String,
    commands: usize,
}

impl Walk {
    fn new(page: &'static str) -> Self {
        let home = tempfile::tempdir().unwrap();
        Self {
            page,
            folder: home.path().to_owned(),
            home,
            printed: String::new(),
            commands: 0,
        }
    }

    fn follow(&mut self, fence: &Fence) {
        match &*fence.language {
            "sh" => self.run(&fence.text),
            "text" => self.compare(&fence.text),
            _ => self.write(fence),
        }
    }

    /// Runs commands in a shell. The folder in which they end is that of the next ones.
    fn run(&mut self, lines: &str) {
        let ended_in = self.home.path().join("ended-in");
        let script = format!("set -e\n{lines}pwd > {:?}\n", ended_in);
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg(script)
            .current_dir(&self.folder)
            .env("SOURCE_DATE_EPOCH", "1795392000")
            .envs(GIT_PERSON)
            .env("PATH", path_with_program());
        let run = run(&mut command);
        self.printed = run.stdout + &run.stderr;
        assert_eq!(run.status, 0, "{}: {lines}{}", self.page, self.printed);
        self.folder = PathBuf::from(fs::read_to_string(&ended_in).unwrap().trim());
        self.commands += lines.lines().count();
    }

    /// Compares lines with the output of the last commands. `…` stands for lines that are not shown.
    #[track_caller]
    fn compare(&self, lines: &str) {
        let mut printed = self.printed.lines();
        for line in lines.lines().filter(|line| *line != "…") {
            assert!(
                printed.any(|one| one == line),
                "{}: {line:?} is not in\n{}",
                self.page,
                self.printed
            );
        }
    }

    /// Writes a file, or adds to it, as the line above the block says.
    fn write(&self, fence: &Fence) {
        let mut words = fence.above.split('`').skip(1).step_by(2);
        let path = words.find(|word| word.contains('.'));
        let path = path.unwrap_or_else(|| panic!("{}: {} names no file", self.page, fence.above));
        let file = self.folder.join(path);
        let before = match fence.above.contains("Add") {
            true => fs::read_to_string(&file).unwrap(),
            false => String::new(),
        };
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, before + &fence.text).unwrap();
    }
}

/// The search path, with the folder of the tested program first.
fn path_with_program() -> std::ffi::OsString {
    let program = PathBuf::from(clausebook().get_program());
    let folder = program.parent().map(Path::to_owned);
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folder.into_iter().chain(env::split_paths(&rest))).unwrap()
}
