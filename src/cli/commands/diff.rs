//! `clausebook diff`: what differs between two states of the manual.

use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::Path;

use clap::{Args, ValueEnum};

use crate::cli::loading::{Loaded, RevisionArgument};
use crate::cli::{Common, Failure, Outcome, printing};
use crate::compare::{DocumentChange, compare};
use crate::export::{Compared, StateName, diff_json, diff_markdown, diff_table};
use crate::git::Revision;
use crate::manual::DocumentIx;
use crate::redline::redline;
use crate::sources;

#[derive(Debug, Args)]
pub(in crate::cli) struct DiffArguments {
    /// The earlier state: a commit, a tag, a branch, a day, or a folder with a manual
    old: String,
    /// The later state; without one, the manual as it is now
    #[arg(conflicts_with = "rev")]
    new: Option<String>,
    #[command(flatten)]
    revision: RevisionArgument,
    /// The format of the output
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    format: DiffFormat,
    /// Show what has changed in the text of each document as well
    #[arg(long)]
    text: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    Human,
    Markdown,
    Json,
}

/// A state of the manual, with its name for the output.
struct State {
    name: StateName,
    loaded: ManuallyDrop<Loaded>,
}

pub(in crate::cli) fn run(common: &Common, arguments: &DiffArguments) -> Result<Outcome, Failure> {
    let old = State::named(common, &arguments.old)?;
    let new = match (&arguments.new, &arguments.revision.rev) {
        (Some(name), _) => State::named(common, name)?,
        (None, Some(revision)) => State::at(common, revision)?,
        (None, None) => State::now(common)?,
    };
    let comparison = compare(&old.loaded.compiled, &new.loaded.compiled);
    let compared = Compared {
        old: &old.loaded.compiled,
        new: &new.loaded.compiled,
        names: [old.name.clone(), new.name.clone()],
        comparison: &comparison,
    };
    let text = match arguments.format {
        DiffFormat::Human => {
            let colour = printing::colour_of_output(common);
            let shown = |change: &DocumentChange| {
                let wanted = arguments.text && change.has_new_text;
                wanted.then(|| redline_of(&old, &new, change)?.terminal(colour).into())?
            };
            diff_table(&compared, shown)
        }
        DiffFormat::Markdown => diff_markdown(&compared),
        DiffFormat::Json => diff_json(&compared),
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Outcome::Ok)
}

/// The redline of a document's text. `None` if the document is not in both states.
fn redline_of(
    old: &State,
    new: &State,
    change: &DocumentChange,
) -> Option<crate::redline::Redline> {
    let text = |state: &State, ix: DocumentIx| {
        let path = &state.loaded.compiled.manual.document(ix).path;
        let source = sources::read_one(&*state.loaded.sources, path).ok()?;
        Some(source.text().to_owned())
    };
    Some(redline(
        &text(old, change.before?)?,
        &text(new, change.after?)?,
    ))
}

impl State {
    /// The state that an argument names: a folder with a manual, else a revision.
    fn named(common: &Common, name: &str) -> Result<Self, Failure> {
        let folder = Path::new(name);
        if folder.is_dir() && sources::is_manual(folder) {
            let mut common = common.clone();
            common.manual = Some(folder.to_owned());
            return Self::now(&common);
        }
        // Any text parses as a revision.
        match name.parse() {
            Ok(revision) => Self::at(common, &revision),
        }
    }

    fn at(common: &Common, revision: &Revision) -> Result<Self, Failure> {
        let (loaded, commit) = Loaded::then(common, revision)?;
        Ok(Self {
            name: StateName::Commit(commit.id.short().to_owned()),
            loaded,
        })
    }

    fn now(common: &Common) -> Result<Self, Failure> {
        let loaded = Loaded::now(common)?;
        let folder = match loaded.folder() {
            folder if folder.is_empty() => ".".to_owned(),
            folder => folder,
        };
        Ok(Self {
            name: StateName::Folder(folder),
            loaded,
        })
    }
}
