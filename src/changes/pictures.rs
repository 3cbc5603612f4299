//! The earlier states of pictures.

use std::collections::HashMap;

use super::OldPicture;
use super::past::{Past, content_among};
use crate::diagnostics::SourcePath;
use crate::git::{FileChange, ObjectId};
use crate::manual::{ApprovedContent, ApprovedPart, Document, PartValue};
use crate::redline;
use crate::resolve::joined;

/// The extensions of pictures whose earlier state can be shown: these formats cannot contain
/// scripts.
const PICTURES: [&str; 6] = ["avif", "gif", "jpeg", "jpg", "png", "webp"];

/// The pictures of an approved document that differ from the approved ones, or are gone.
pub(super) fn of_approval(
    past: &Past,
    document: &Document,
    then: &ApprovedContent,
    now: &ApprovedContent,
) -> HashMap<String, OldPicture> {
    let mut pictures = HashMap::new();
    for part in then.differing(now) {
        let (ApprovedPart::File(target), Some(PartValue::Digest(digest))) =
            (&part, then.get(&part))
        else {
            continue;
        };
        let Some((path, extension)) = picture(&document.path, target) else {
            continue;
        };
        let contents = past.of(&path).filter_map(|change| change.content.as_ref());
        if let Some((id, content)) = content_among(&past.history, contents, *digest) {
            pictures.insert(target.clone(), old(id, extension, content));
        }
    }
    pictures
}

/// The pictures of an earlier text that have changed since or are no longer in the text.
pub(super) fn of_version(
    past: &Past,
    version: &FileChange,
    page: &SourcePath,
    [before, after]: [&str; 2],
) -> HashMap<String, OldPicture> {
    let now = redline::pictures(after);
    let mut pictures = HashMap::new();
    for target in redline::pictures(before) {
        let Some((path, extension)) = picture(page, &target) else {
            continue;
        };
        // The last change of the file by then has its content.
        let by_then = past.of(&path).find(|one| one.position >= version.position);
        let since = past.of(&path).any(|one| one.position < version.position);
        if now.contains(&target) && !since {
            continue;
        }
        let id = by_then.and_then(|change| change.content.as_ref());
        let content = id.and_then(|id| Some((id, past.history.content(id)?)));
        if let Some((id, content)) = content {
            pictures.insert(target, old(id, extension, content));
        }
    }
    pictures
}

/// The path and the extension of a picture that can be shown, from its target as a page writes it.
fn picture(page: &SourcePath, target: &str) -> Option<(SourcePath, String)> {
    let path = joined(page, target)?;
    let extension = path.extension().to_lowercase();
    PICTURES
        .contains(&extension.as_str())
        .then_some((path, extension))
}

fn old(id: &ObjectId, extension: String, content: Vec<u8>) -> OldPicture {
    OldPicture {
        extension,
        name: id.short().to_owned(),
        content,
    }
}
