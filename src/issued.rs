//! Finds the text in which each approved document was issued, in the manual's git repository.
//!
//! A document is issued by the commit on the first-parent line that set its revision, or its status
//! approved if that was later (`docs/design.md`, "What has changed"). A later change of its text is a
//! change without a revision. One pass over the history finds the changes of each file and follows
//! renames. Then the texts of each document are read back to the commit that issued it.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::assemble::{Assembled, AssembledPage, Settings};
use crate::diagnostics::{Level, Source, SourcePath};
use crate::git::{FileChange, FileHistory, GitError};
use crate::manual::{Document, IssuedText, IssuedTexts, Revision, Status, WhyUnknown};
use crate::rules;
use crate::sources::Sources;

/// Finds the texts in which the approved documents among these pages were issued. `page` parses and
/// assembles a page. Git is not run if the rule `changed-without-revision` is allowed or there are
/// no pages.
pub(crate) fn issued(
    from: &dyn Sources,
    settings: &Settings,
    pages: &[SourcePath],
    page: impl Fn(&Source) -> Assembled + Sync,
) -> IssuedTexts {
    let is_asked = settings
        .config
        .rules
        .level(&rules::CHANGED_WITHOUT_REVISION)
        != Level::Allow;
    if !is_asked || pages.is_empty() {
        return IssuedTexts::Unasked;
    }
    match texts(from, pages, page) {
        Ok(Ok(texts)) => IssuedTexts::Known(texts),
        Ok(Err(why)) => IssuedTexts::Unknown(why),
        Err(error) => IssuedTexts::Unknown(WhyUnknown::Git(error.to_string())),
    }
}

fn texts(
    from: &dyn Sources,
    pages: &[SourcePath],
    page: impl Fn(&Source) -> Assembled + Sync,
) -> Result<Result<HashMap<SourcePath, IssuedText>, WhyUnknown>, GitError> {
    let Some(history) = from.history()? else {
        return Ok(Err(WhyUnknown::NoRepository));
    };
    if history.is_shallow() {
        return Ok(Err(WhyUnknown::Shallow));
    }
    let changes = match history.changes() {
        // In a repository without a commit nothing was issued.
        Err(GitError::Refused(_)) if history.has_no_commit() => Vec::new(),
        changes => changes?,
    };
    let versions = versions(pages, &changes);
    let texts = versions.into_par_iter().filter_map(|(path, versions)| {
        let issued = issued_in(&history, path, &versions, &page)?;
        Some((path.clone(), issued))
    });
    Ok(Ok(texts.collect()))
}

/// For each page the changes of its file, newest first.
pub(crate) fn versions<'a>(
    pages: &'a [SourcePath],
    changes: &'a [FileChange],
) -> HashMap<&'a SourcePath, Vec<&'a FileChange>> {
    // The name under which each page is looked for. Before a rename the file has another name.
    let mut names: HashMap<&SourcePath, &SourcePath> =
        pages.iter().map(|page| (page, page)).collect();
    let mut versions: HashMap<&SourcePath, Vec<&FileChange>> = HashMap::new();
    for change in changes {
        let Some(page) = names.remove(&change.path) else {
            continue;
        };
        if change.content.is_none() {
            continue;
        }
        versions.entry(page).or_default().push(change);
        if let Some(before) = &change.before {
            names.insert(before, page);
        }
    }
    versions
}

/// The text in which the document of a file was issued; `None` if it is not approved in the last
/// commit.
fn issued_in(
    history: &FileHistory,
    path: &SourcePath,
    versions: &[&FileChange],
    page: impl Fn(&Source) -> Assembled,
) -> Option<IssuedText> {
    let mut issued: Option<IssuedText> = None;
    let mut id = None;
    for version in versions {
        let document = document(history, path, version, &page);
        // A file that git reports as renamed may have been another document.
        let document =
            document.filter(|one| *id.get_or_insert(one.id.value.clone()) == one.id.value);
        let text = document.filter(|document| document.status == Some(Status::Approved));
        match (&issued, text) {
            (None, None) => return None,
            (Some(later), Some(text)) if later.revision != text.revision => break,
            (Some(_), None) => break,
            (_, Some(text)) => {
                issued = Some(IssuedText {
                    revision: text.revision.clone(),
                    words: text.body.words,
                    commit: version.commit.short().to_owned(),
                    day: version.day,
                });
            }
        }
    }
    issued
}

/// The text that a document is compared with.
pub(crate) struct Base<'a> {
    pub(crate) text: String,
    pub(crate) revision: Revision,
    pub(crate) version: &'a FileChange,
}

/// Finds the text that a document is compared with. If the text has changed since its revision was
/// approved, this is the approved text; else it is the last text that was approved in another
/// revision.
pub(crate) fn base<'a>(
    history: &FileHistory,
    now: &Document,
    versions: &[&'a FileChange],
    page: impl Fn(&Source) -> Assembled,
) -> Option<Base<'a>> {
    if !now.names_its_issue() {
        return None;
    }
    let is_approved = now.status == Some(Status::Approved);
    let mut issued = None;
    for version in versions {
        let text = history.text(version.content.as_ref()?)?;
        let source = Source::new(now.path.clone(), &text);
        let AssembledPage::Document(document) = page(&source).page else {
            break;
        };
        // A file that git reports as renamed may have been another document.
        if document.id.value != now.id.value {
            break;
        }
        if document.status != Some(Status::Approved) {
            continue;
        }
        let base = Base {
            revision: document.revision.clone(),
            text,
            version,
        };
        if is_approved && document.revision == now.revision {
            let has_changed = document.body.words != now.body.words;
            issued = has_changed.then_some(base);
            continue;
        }
        return Some(issued.unwrap_or(base));
    }
    issued
}

/// The document in a version of a file; `None` if the version is not a document.
fn document(
    history: &FileHistory,
    path: &SourcePath,
    version: &FileChange,
    page: impl Fn(&Source) -> Assembled,
) -> Option<std::sync::Arc<Document>> {
    let text = history.text(version.content.as_ref()?)?;
    match page(&Source::new(path.clone(), &text)).page {
        AssembledPage::Document(document) => Some(document),
        _ => None,
    }
}
