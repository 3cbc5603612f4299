//! The contents of files of a repository: one `git cat-file --batch` for all of them.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout, Stdio};
use std::sync::{Mutex, PoisonError};

use super::ObjectId;
use super::command::Git;
use super::revision::Ended;

/// From how many bytes on a file is read by a program of its own, piece by piece.
const LARGE: u64 = 16 * 1024 * 1024;

/// Reads the contents of files.
pub(crate) struct Objects {
    git: Git,
    /// The program, once something has been asked for.
    batch: Mutex<Option<Batch>>,
}

struct Batch {
    // Without a question more the program ends by itself.
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
    _program: Ended,
}

impl Objects {
    pub(super) fn new(git: Git) -> Self {
        Self {
            git,
            batch: Mutex::new(None),
        }
    }

    /// Opens a file of which the size is known.
    ///
    /// # Errors
    /// If the repository does not have it.
    pub(crate) fn open(&self, id: &ObjectId, size: u64) -> io::Result<Box<dyn Read + Send>> {
        match size > LARGE {
            true => self.stream(id),
            false => Ok(Box::new(io::Cursor::new(self.read(id)?))),
        }
    }

    /// Reads a file whole.
    ///
    /// # Errors
    /// If the repository does not have it.
    pub(crate) fn read(&self, id: &ObjectId) -> io::Result<Vec<u8>> {
        let mut batch = self.batch.lock().unwrap_or_else(PoisonError::into_inner);
        // After an answer that was not read to its end nothing can be asked any more.
        let mut open = match batch.take() {
            Some(open) => open,
            None => self.start()?,
        };
        let answer = open.ask(id)?;
        *batch = Some(open);
        answer.ok_or_else(|| missing(id))
    }

    fn start(&self) -> io::Result<Batch> {
        let mut command = self.git.command(&["cat-file", "--batch"]);
        let mut child = command
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (questions, answers) = (child.stdin.take(), child.stdout.take());
        let (Some(questions), Some(answers)) = (questions, answers) else {
            return Err(io::Error::other("git cannot be talked to"));
        };
        Ok(Batch {
            questions,
            answers: BufReader::with_capacity(64 * 1024, answers),
            _program: Ended(child),
        })
    }

    fn stream(&self, id: &ObjectId) -> io::Result<Box<dyn Read + Send>> {
        let mut command = self.git.command(&["cat-file", "blob", id.as_str()]);
        let mut child = command.stderr(Stdio::null()).spawn()?;
        let content = child.stdout.take();
        let content = content.ok_or_else(|| missing(id))?;
        Ok(Box::new(Streamed {
            content,
            _program: Ended(child),
        }))
    }
}

impl Batch {
    /// Asks for a file; `None` where the repository does not have it.
    fn ask(&mut self, id: &ObjectId) -> io::Result<Option<Vec<u8>>> {
        writeln!(self.questions, "{}", id.as_str())?;
        self.questions.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        // `HASH blob 123`, or `HASH missing`.
        let size = head.split_whitespace().nth(2);
        let Some(size) = size.and_then(|size| size.parse::<usize>().ok()) else {
            return match head.trim_end().ends_with("missing") {
                true => Ok(None),
                false => Err(io::Error::other("git ended")),
            };
        };
        let mut content = vec![0; size];
        self.answers.read_exact(&mut content)?;
        self.answers.read_exact(&mut [0])?;
        Ok(Some(content))
    }
}

struct Streamed {
    content: ChildStdout,
    _program: Ended,
}

impl Read for Streamed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.content.read(buffer)
    }
}

fn missing(id: &ObjectId) -> io::Error {
    io::Error::other(format!(
        "its content ({}) is not in this clone; `git fetch` brings it",
        id.short()
    ))
}
