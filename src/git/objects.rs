//! Reads the contents of files of a repository, through one `git cat-file --batch` process.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout, Stdio};
use std::sync::{Mutex, PoisonError};

use super::ObjectId;
use super::command::Git;
use super::revision::Ended;

/// Files larger than this many bytes are streamed by a process of their own.
const LARGE: u64 = 16 * 1024 * 1024;

/// Reads the contents of files.
pub(crate) struct Objects {
    git: Git,
    /// The running process; `None` before the first request.
    batch: Mutex<Option<Batch>>,
}

struct Batch {
    // Closing this pipe ends the process.
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

    /// Opens a file whose size in bytes is known.
    ///
    /// # Errors
    /// If the repository does not have the file.
    pub(crate) fn open(&self, id: &ObjectId, size: u64) -> io::Result<Box<dyn Read + Send>> {
        match size > LARGE {
            true => self.stream(id),
            false => Ok(Box::new(io::Cursor::new(self.read(id)?))),
        }
    }

    /// Reads a whole file.
    ///
    /// # Errors
    /// If the repository does not have the file.
    pub(crate) fn read(&self, id: &ObjectId) -> io::Result<Vec<u8>> {
        let mut batch = self.batch.lock().unwrap_or_else(PoisonError::into_inner);
        // The process is put back only after a complete answer: after a partial one, its output is
        // out of step with the requests.
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
            return Err(io::Error::other("git cannot be reached"));
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
    /// Requests a file; `None` if the repository does not have it.
    fn ask(&mut self, id: &ObjectId) -> io::Result<Option<Vec<u8>>> {
        writeln!(self.questions, "{}", id.as_str())?;
        self.questions.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        // The header is `HASH blob 123`, or `HASH missing`.
        let size = head.split_whitespace().nth(2);
        let Some(size) = size.and_then(|size| size.parse::<usize>().ok()) else {
            return match head.trim_end().ends_with("missing") {
                true => Ok(None),
                false => Err(io::Error::other("git ended without an answer")),
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
