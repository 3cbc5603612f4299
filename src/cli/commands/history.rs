//! `clausebook history`: writes the coverage of each month of the last year to `history.csv`.

use clap::Args;
use jiff::ToSpan;

use crate::cli::loading::{Loaded, find_manual};
use crate::cli::{Common, Failure, Outcome, as_of, printing};
use crate::diagnostics::SourcePath;
use crate::git::{GitError, Revision};
use crate::pipeline;
use crate::publish;
use crate::sources::{self, DiskSources, SourcesError, read_elsewhere};
use crate::trend;
use crate::trend::TrendPoint;

/// The number of months, including the present one.
const MONTHS: i32 = 12;

/// The largest existing file that is read, in bytes.
const MOST_BYTES: u64 = 1024 * 1024;

#[derive(Debug, Args)]
pub(in crate::cli) struct HistoryArguments {}

pub(in crate::cli) fn run(common: &Common, _: &HistoryArguments) -> Result<Outcome, Failure> {
    let today = as_of::date(common)?;
    let root = find_manual(common)?;
    let file = root.join(trend::FILE);
    let sources = DiskSources::new(&root);
    let follow_links = pipeline::selection(&sources)?.follow_links;
    let path = SourcePath::new(trend::FILE);
    if let Some(refused) = sources::refused_link(&sources, &path, follow_links) {
        return Err(Failure::Message(format!("{path}: {}", refused.message)));
    }
    if let Ok(before) = read_elsewhere(&file, MOST_BYTES)
        && !trend::is_own(&String::from_utf8_lossy(&before))
    {
        return Err(Failure::Message(format!(
            "`{}` was not written by this command and stays as it is: give it another name",
            file.display()
        )));
    }
    let mut points = Vec::new();
    let mut months = 0;
    for ago in (0..MONTHS).rev() {
        let day = today.saturating_sub(ago.months());
        let (loaded, commit) = match Loaded::then(common, &Revision::Day(day)) {
            Ok(then) => then,
            Err(Failure::Sources(error)) if is_before_the_manual(&error) => continue,
            Err(error) => return Err(error),
        };
        months += 1;
        points.extend(loaded.compiled.standards().map(|(standard, coverage)| {
            let commit = commit.id.short();
            TrendPoint::new(day, commit, standard.id.as_str(), &coverage.summary)
        }));
    }
    if points.is_empty() {
        let text = "no commit of the last year has the manual: there is nothing to write yet";
        return Err(Failure::Message(text.to_owned()));
    }
    publish::write_atomically(&file, trend::csv(&points).as_bytes())?;
    let text = format!(
        "{}: {months} of the last {MONTHS} months, {} figures",
        file.display(),
        points.len()
    );
    printing::say(common, &text);
    Ok(Outcome::Ok)
}

/// Whether the error means that there was no manual yet, or that a shallow clone does not show
/// whether there was one.
fn is_before_the_manual(error: &SourcesError) -> bool {
    matches!(
        error,
        SourcesError::NoConfigThen { .. }
            | SourcesError::Git(GitError::NoCommitBy { .. } | GitError::ShallowBy { .. })
    )
}
