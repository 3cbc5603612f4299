//! The changes that a site shows: the differences since a day, and for each document its text
//! beside the text that was approved or issued before. Like `site_output`, it calls the stages and
//! has no rules of its own.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::assemble::Settings;
use crate::compare::{Comparison, compare};
use crate::coverage::{AuditState, audit_state, is_of_supplier};
use crate::diagnostics::SourcePath;
use crate::git::{Commit, FileChange, FileHistory, GitError, Revision};
use crate::index::IndexVec;
use crate::issued;
use crate::manual::{Date, DocumentIx, KindRole, Manual};
use crate::pipeline;
use crate::pipeline::Compiled;
use crate::redline;
use crate::resolve::joined;
use crate::sources;
use crate::sources::{RevisionSources, Sources, SourcesError};

/// The changes that a site shows.
#[derive(Clone, Debug)]
pub(crate) struct SiteChanges {
    /// The state that the manual is compared with.
    pub(crate) old: Compiled,
    /// The commit of that state.
    pub(crate) commit: Commit,
    pub(crate) comparison: Comparison,
    /// The change of each document's text; `None` if the text has not changed.
    pub(crate) texts: IndexVec<DocumentIx, Option<TextChange>>,
}

/// A document's text beside its earlier text.
#[derive(Clone, Debug)]
pub(crate) struct TextChange {
    pub(crate) before: String,
    pub(crate) after: String,
    /// The revision of the earlier text.
    pub(crate) revision: String,
    /// The day of the commit with the earlier text.
    pub(crate) day: Date,
    pub(crate) commit: String,
    /// Whether both texts have the same revision: the document was changed since its approval.
    pub(crate) is_same_revision: bool,
    /// The pictures of the earlier text that have changed or are gone, by their targets as written.
    pub(crate) pictures: HashMap<String, OldPicture>,
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

/// The extensions of pictures whose earlier state can be shown: these formats cannot contain
/// scripts.
const PICTURES: [&str; 6] = ["avif", "gif", "jpeg", "jpg", "png", "webp"];

/// Finds the changes that the site shows; `None` if the settings do not ask for them. `open` gives
/// the sources of a revision.
pub(crate) fn find(
    from: &dyn Sources,
    settings: &Settings,
    compiled: &Compiled,
    open: impl Fn(&Revision) -> Result<RevisionSources, SourcesError>,
) -> Result<Option<SiteChanges>, NoChanges> {
    let Some(since) = &compiled.manual.config.changes_since else {
        return Ok(None);
    };
    let history = from.history()?.ok_or(NoChanges::NoRepository)?;
    let revision = revision(compiled, &since.value)?;
    let then = open(&revision)?;
    let commit = then.commit().clone();
    let day = match revision {
        Revision::Day(day) => day,
        Revision::Named(_) => commit.day,
    };
    let old = pipeline::compile(pipeline::read(&then)?, day);
    Ok(Some(SiteChanges {
        comparison: compare(&old, compiled),
        texts: texts(from, settings, &compiled.manual, &history)?,
        old,
        commit,
    }))
}

/// The revision that the setting `since` means.
fn revision(compiled: &Compiled, since: &str) -> Result<Revision, NoChanges> {
    let day = match since {
        "last-review" => last_review(compiled).ok_or(NoChanges::NotHeld("review"))?,
        "last-audit" => last_audit(compiled).ok_or(NoChanges::NotHeld("audit"))?,
        // Reading a text as a revision cannot fail.
        other => match other.parse() {
            Ok(revision) => return Ok(revision),
        },
    };
    Ok(Revision::Day(day))
}

fn last_review(compiled: &Compiled) -> Option<Date> {
    let (manual, as_of) = (&compiled.manual, compiled.coverage.as_of);
    let reviews = manual.records.enumerated();
    let reviews = reviews.filter(|(ix, record)| {
        let held = compiled.registers.entry(*ix).happened && !manual.is_in_doubt(record);
        held && manual.role(*ix) == Some(KindRole::Review)
    });
    let days =
        reviews.filter_map(|(_, record)| manual.kind(record.kind).happened_on(&record.fields));
    days.filter(|day| *day <= as_of).max()
}

fn last_audit(compiled: &Compiled) -> Option<Date> {
    let (manual, as_of) = (&compiled.manual, compiled.coverage.as_of);
    let audits = manual
        .records
        .iter()
        .filter(|record| !is_of_supplier(manual, record));
    let held = audits.filter_map(|record| match audit_state(manual, record, as_of) {
        Some(AuditState::Held(date)) => Some(date),
        _ => None,
    });
    held.max()
}

/// The change of each document's text.
fn texts(
    from: &dyn Sources,
    settings: &Settings,
    manual: &Manual,
    history: &FileHistory,
) -> Result<IndexVec<DocumentIx, Option<TextChange>>, GitError> {
    let changes = history.changes()?;
    let pages: Vec<SourcePath> = manual
        .documents
        .iter()
        .map(|one| one.path.clone())
        .collect();
    let versions = issued::versions(&pages, &changes);
    let mut by_path: HashMap<&SourcePath, Vec<&FileChange>> = HashMap::new();
    for change in &changes {
        by_path.entry(&change.path).or_default().push(change);
    }
    let reading = settings.reading();
    let documents: Vec<DocumentIx> = manual.documents.positions().collect();
    let texts = documents.into_par_iter().map(|ix| {
        let document = manual.document(ix);
        let versions = versions.get(&document.path)?;
        let page = |source: &_| pipeline::page(reading, source);
        let base = issued::base(history, document, versions, page)?;
        let after = sources::read_one(from, &document.path)
            .ok()?
            .text()
            .to_owned();
        let pictures = pictures(
            history,
            &by_path,
            base.version,
            &document.path,
            [&base.text, &after],
        );
        (base.text != after || !pictures.is_empty()).then(|| TextChange {
            is_same_revision: base.revision == document.revision,
            revision: base.revision.as_str().to_owned(),
            day: base.version.day,
            commit: base.version.commit.short().to_owned(),
            before: base.text,
            after,
            pictures,
        })
    });
    Ok(texts.collect::<Vec<_>>().into())
}

/// The pictures of an earlier text that have changed since or are no longer in the text.
fn pictures(
    history: &FileHistory,
    changes: &HashMap<&SourcePath, Vec<&FileChange>>,
    version: &FileChange,
    page: &SourcePath,
    [before, after]: [&str; 2],
) -> HashMap<String, OldPicture> {
    let now = redline::pictures(after);
    let mut pictures = HashMap::new();
    for target in redline::pictures(before) {
        let Some(path) = joined(page, &target) else {
            continue;
        };
        let extension = path.extension().to_lowercase();
        if !PICTURES.contains(&extension.as_str()) {
            continue;
        }
        // The last change of the file by then has its content.
        let mut of_file = changes.get(&path).into_iter().flatten();
        let by_then = of_file.clone().find(|one| one.position >= version.position);
        let since = of_file.any(|one| one.position < version.position);
        if now.contains(&target) && !since {
            continue;
        }
        let id = by_then.and_then(|change| change.content.as_ref());
        let Some(content) = id.and_then(|id| history.content(id)) else {
            continue;
        };
        let name = id.map(|id| id.short().to_owned()).unwrap_or_default();
        pictures.insert(
            target,
            OldPicture {
                extension,
                name,
                content,
            },
        );
    }
    pictures
}
