//! Resolves a revision or a day to a commit.

use std::convert::Infallible;
use std::io::{BufRead, BufReader};
use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::Offset;

use super::command::not_run;
use super::{GitError, ObjectId, Repository};
use crate::manual::Date;
use crate::parse::parse_date;

/// A revision as a user writes it: a day, or a name that git knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Revision {
    /// The last commit on or before a day.
    Day(Date),
    /// A tag, a branch, a hash or another revision that git knows.
    Named(String),
}

impl FromStr for Revision {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match parse_date(text) {
            Some(day) => Self::Day(day),
            None => Self::Named(text.to_owned()),
        })
    }
}

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Commit {
    pub(crate) id: ObjectId,
    /// The day of its committer date, in UTC.
    pub(crate) day: Date,
    /// The first line of its message.
    pub(crate) subject: String,
}

impl Repository {
    /// Returns the commit of a revision.
    ///
    /// # Errors
    /// If there is no such commit.
    pub(crate) fn commit(&self, revision: &Revision) -> Result<Commit, GitError> {
        let id = match revision {
            Revision::Day(day) => self.last_by(*day)?,
            Revision::Named(name) => self.named(name)?,
        };
        let format = "--format=%ct%x00%s";
        let shown = [
            "log",
            "-1",
            "--no-show-signature",
            format,
            "--end-of-options",
        ];
        let answer = self
            .git
            .output(&[&shown[..], &[id.as_str(), "--"]].concat())?;
        let answer = String::from_utf8_lossy(&answer);
        let (seconds, subject) = answer.trim_end().split_once('\0').unwrap_or_default();
        Ok(Commit {
            day: day_of(seconds),
            subject: subject.to_owned(),
            id,
        })
    }

    fn named(&self, name: &str) -> Result<ObjectId, GitError> {
        let unknown = || GitError::UnknownRevision(name.to_owned());
        if name.is_empty() || name.contains(['\0', '\n']) {
            return Err(unknown());
        }
        let commit = format!("{name}^{{commit}}");
        let asked = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ];
        match self.git.output(&asked) {
            Ok(answer) => {
                let answer = String::from_utf8_lossy(&answer);
                ObjectId::new(answer.trim()).ok_or_else(unknown)
            }
            Err(GitError::Refused(_)) => Err(unknown()),
            Err(error) => Err(error),
        }
    }

    /// Returns the last commit on the first-parent line of `HEAD` whose committer date is on or
    /// before a day.
    fn last_by(&self, day: Date) -> Result<ObjectId, GitError> {
        let mut first = None;
        for commit in self.first_parent_line()? {
            let (id, of_day) = commit?;
            if of_day <= day {
                return Ok(id);
            }
            first = Some(of_day);
        }
        Err(match first {
            None => GitError::NoCommit,
            Some(first) if self.is_shallow() => GitError::ShallowBy { day, first },
            Some(first) => GitError::NoCommitBy { day, first },
        })
    }

    /// Returns the commits on the first-parent line of `HEAD` with their days, the last one first.
    pub(crate) fn first_parent_line(
        &self,
    ) -> Result<impl Iterator<Item = Result<(ObjectId, Date), GitError>>, GitError> {
        self.named("HEAD").map_err(|error| match error {
            GitError::UnknownRevision(_) => GitError::NoCommit,
            error => error,
        })?;
        let asked = ["rev-list", "--first-parent", "--timestamp", "HEAD", "--"];
        let mut command = self.git.command(&asked);
        let mut child = command
            .stderr(std::process::Stdio::null())
            .spawn()
            .map_err(not_run)?;
        let lines = child.stdout.take().map(|out| BufReader::new(out).lines());
        let child = Ended(child);
        Ok(lines.into_iter().flatten().filter_map(move |line| {
            // The closure owns the child, so that dropping the iterator ends the process.
            let _ = &child;
            let line = match line {
                Ok(line) => line,
                Err(error) => return Some(Err(error.into())),
            };
            let (seconds, id) = line.split_once(' ')?;
            Some(Ok((ObjectId::new(id)?, day_of(seconds))))
        }))
    }
}

/// A child process that is killed when the value is dropped.
pub(super) struct Ended(pub(super) std::process::Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // Errors are ignored, since the process may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Returns the day in UTC of a time in seconds since 1970.
pub(super) fn day_of(seconds: &str) -> Date {
    let seconds = seconds.trim().parse().unwrap_or_default();
    let time = Timestamp::from_second(seconds).unwrap_or_default();
    Offset::UTC.to_datetime(time).date()
}
