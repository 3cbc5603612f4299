//! The changes that a site shows: the differences since a day, and the text of documents beside the
//! text that was approved or issued before. Like `site_output`, it calls the stages and has no rules
//! of its own.
//!
//! - `since`: the state of the manual since which a site shows changes
//! - `texts`: the documents whose texts are compared, and with which text
//! - `pictures`: the earlier states of pictures
//! - `past`: the history of the manual's files in git

mod past;
mod pictures;
mod since;
mod texts;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::compare::{Comparison, compare};
use crate::git::{Commit, GitError, Revision};
use crate::index::IndexVec;
use crate::manual::{ApprovedPart, Date, DocumentIx, PartValue};
use crate::pipeline::Compiled;
use crate::sources::{RevisionSources, Sources, SourcesError};

pub(crate) use past::text_with;

use self::past::Past;
use self::since::State;
use self::texts::Texts;

/// The changes that a site shows.
#[derive(Clone, Debug)]
pub(crate) struct SiteChanges {
    /// The differences since a day, if `[changes] since` asks for them.
    pub(crate) since: Option<Since>,
    /// The change of each document's text; `None` if it has not changed or nothing asks for it.
    pub(crate) texts: IndexVec<DocumentIx, Option<Arc<TextChange>>>,
}

/// The differences since a day.
#[derive(Clone, Debug)]
pub(crate) struct Since {
    /// The state that the manual is compared with.
    pub(crate) old: Arc<Compiled>,
    /// The commit of that state.
    pub(crate) commit: Commit,
    pub(crate) comparison: Comparison,
}

/// A document's text beside its earlier text.
#[derive(Clone, Debug)]
pub(crate) struct TextChange {
    pub(crate) before: String,
    pub(crate) after: String,
    /// The revision of the earlier text.
    pub(crate) revision: String,
    pub(crate) against: Against,
    /// The other approved parts that have changed: variables, fields and files.
    pub(crate) parts: Vec<PartChange>,
    /// The pictures of the earlier text that have changed or are gone, by their targets as written.
    pub(crate) pictures: HashMap<String, OldPicture>,
}

/// The earlier text that a document is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Against {
    /// The text that was approved in this role on this day.
    Approval { role: String, day: Date },
    /// The text of the present revision as a commit issued it.
    Issue { day: Date, commit: String },
    /// The text of an earlier revision, with the last commit that had it.
    Revision { day: Date, commit: String },
}

/// A part of the approved content that has changed. The text is not one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PartChange {
    pub(crate) part: ApprovedPart,
    /// The value when it was approved; `None` if the document did not use this part.
    pub(crate) before: Option<PartValue>,
    pub(crate) after: Option<PartValue>,
}

/// An earlier state of a picture.
#[derive(Clone, Debug)]
pub(crate) struct OldPicture {
    /// The extension of its file, in lower case.
    pub(crate) extension: String,
    /// The short id of its content in git, which identifies the picture.
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
}

/// Why a site shows no changes although the settings ask for them.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoChanges {
    /// No review or audit has been held.
    #[error("no {0} has been held yet")]
    NotHeld(&'static str),
    /// The manual lies in no repository.
    #[error("the manual lies in no git repository")]
    NoRepository,
    /// The state cannot be read.
    #[error(transparent)]
    Sources(#[from] SourcesError),
    /// Git failed.
    #[error(transparent)]
    Git(#[from] GitError),
}

/// Finds the changes that a site shows. It keeps what it read, so that a later state of the same
/// manual costs little: the history as it was at first, and the changes of documents that are still
/// the same.
pub(crate) struct Finder {
    /// The manual's folder; it need not exist in the working tree.
    root: PathBuf,
    past: Option<Past>,
    state: Option<State>,
    texts: Texts,
}

impl Finder {
    /// Creates a finder for the manual in a folder. Nothing is read yet.
    pub(crate) fn new(root: PathBuf) -> Self {
        Self {
            root,
            past: None,
            state: None,
            texts: Texts::default(),
        }
    }

    /// Finds the changes that the site of a manual shows; `None` if neither its settings nor its
    /// approvals ask for any. Git is not run then.
    ///
    /// # Errors
    /// If the settings ask for changes that git cannot give.
    pub(crate) fn find(
        &mut self,
        from: &dyn Sources,
        compiled: &Compiled,
    ) -> Result<Option<SiteChanges>, NoChanges> {
        let is_asked = compiled.manual.config.changes_since.is_some();
        if !is_asked && !texts::are_needed(compiled) {
            return Ok(None);
        }
        let since = compiled.manual.config.changes_since.as_ref();
        let since = since.map(|since| since::revision(compiled, &since.value));
        let changes = since
            .transpose()
            .and_then(|since| self.changes(from, compiled, since));
        match changes {
            // Without the setting, a redline is shown where it can be.
            Err(_) if !is_asked => Ok(None),
            changes => changes.map(Some),
        }
    }

    /// Finds the changes since a revision, whatever the settings ask for.
    ///
    /// # Errors
    /// If git cannot give the state of that revision.
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
    pub(crate) fn find_since(
        &mut self,
        from: &dyn Sources,
        compiled: &Compiled,
        since: Revision,
    ) -> Result<SiteChanges, NoChanges> {
        self.changes(from, compiled, Some(since))
    }

    fn changes(
        &mut self,
        from: &dyn Sources,
        compiled: &Compiled,
        since: Option<Revision>,
    ) -> Result<SiteChanges, NoChanges> {
        let past = match self.past.take() {
            Some(past) => past,
            None => Past::read(from)?.ok_or(NoChanges::NoRepository)?,
        };
        let past = self.past.insert(past);
        let since = match since {
            None => None,
            Some(revision) => {
                let known = self.state.take().filter(|state| state.revision == revision);
                let state = match known {
                    Some(state) => state,
                    None => State::read(&self.root, revision, compiled.coverage.today)?,
                };
                let state = self.state.insert(state);
                Some(Since {
                    old: Arc::clone(&state.compiled),
                    commit: state.commit.clone(),
                    comparison: compare(&state.compiled, compiled),
                })
            }
        };
        let texts = self.texts.find(past, from, compiled);
        Ok(SiteChanges { since, texts })
    }
}

impl SiteChanges {
    /// The change in a document's text, if there is one.
    pub(crate) fn text(&self, ix: DocumentIx) -> Option<&TextChange> {
        self.texts.get(ix)?.as_deref()
    }
}

/// Opens the sources of a revision of the manual in a folder.
fn open(root: &std::path::Path, revision: &Revision) -> Result<RevisionSources, SourcesError> {
    let here = std::env::current_dir().unwrap_or_else(|_| root.to_owned());
    RevisionSources::open(&here, Some(root), revision)
}
