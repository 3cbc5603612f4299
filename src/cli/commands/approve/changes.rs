//! What has changed in a document since its last approval.

use super::Candidate;
use crate::approvals;
use crate::changes;
use crate::cli::Common;
use crate::cli::loading::Loaded;
use crate::cli::printing;
use crate::digest::Digest;
use crate::git::FileHistory;
use crate::manual::{Approval, ApprovedContent, ApprovedPart, PartValue};
use crate::redline::redline;
use crate::sources;

/// Describes the changes since the last approval, for the terminal.
pub(super) fn since_last(common: &Common, loaded: &Loaded, candidate: &Candidate<'_>) -> String {
    let document = candidate.document;
    let file = approvals::file_of(&loaded.compiled.manual, &document.id.value);
    let mut entries = file.iter().flat_map(|file| &file.entries);
    // An entry that was copied from the file of another document is no approval of this one.
    let last = entries.rfind(|entry| approvals::is_of(entry, document));
    let Some(last) = last else {
        return "it has no approval yet: read the whole of it".to_owned();
    };
    let (date, role, revision) = (last.date, &last.role.value, &last.revision);
    let given = format!("its last approval is of {date}, by the {role}, in revision {revision}");
    if last.digest == candidate.content.digest() {
        return format!("{given}; nothing has changed since");
    }
    match &last.content {
        Some(then) => {
            let changes = parts(common, loaded, candidate, last, then);
            format!("{given}. What has changed since:\n{changes}")
        }
        None => format!("{given}. What was approved then is not recorded: read the whole text"),
    }
}

/// One line or redline for each part of the approved content that has changed.
fn parts(
    common: &Common,
    loaded: &Loaded,
    candidate: &Candidate<'_>,
    last: &Approval,
    then: &ApprovedContent,
) -> String {
    let now = &candidate.content;
    let lines = then.differing(now).into_iter().map(|part| {
        let (old, new) = (value(then.get(&part)), value(now.get(&part)));
        match &part {
            ApprovedPart::Text => text(common, loaded, candidate, last, then),
            ApprovedPart::Variable(name) => format!("the variable `{name}`: {old} → {new}"),
            ApprovedPart::Field(name) => {
                format!("`{name}`, which manual.toml fills in: {old} → {new}")
            }
            ApprovedPart::File(name) => format!("the file `{name}`: {old} → {new}"),
        }
    });
    lines.collect::<Vec<String>>().join("\n")
}

fn value(value: Option<&PartValue>) -> String {
    match value {
        None => "not named".to_owned(),
        Some(PartValue::Missing) => "missing".to_owned(),
        Some(PartValue::Value(value)) => format!("\"{value}\""),
        Some(PartValue::Digest(digest)) => digest.short(),
    }
}

/// The redline of the text. An approval records only the SHA-256 of the earlier text, so the text
/// is looked up in the history of the git repository.
fn text(
    common: &Common,
    loaded: &Loaded,
    candidate: &Candidate<'_>,
    last: &Approval,
    then: &ApprovedContent,
) -> String {
    let earlier = match then.get(&ApprovedPart::Text) {
        Some(PartValue::Digest(digest)) => earlier_text(loaded, candidate, *digest),
        _ => None,
    };
    let Some(earlier) = earlier else {
        return format!(
            "the text that was approved on {} is not in the history of a git repository: read the whole \
             text",
            last.date
        );
    };
    let now = sources::read_one(&*loaded.sources, &candidate.document.path);
    let now = now.map(|source| source.text().replace("\r\n", "\n"));
    let redline = redline(&earlier, &now.unwrap_or_default());
    let shown = redline.terminal(printing::colour(common));
    match shown.is_empty() {
        true => "the text, only in characters that are not visible".to_owned(),
        false => shown.trim_end().to_owned(),
    }
}

/// The approved text, from the history; `None` if there is no git repository, or its history does
/// not have the text.
fn earlier_text(loaded: &Loaded, candidate: &Candidate<'_>, digest: Digest) -> Option<String> {
    let history = FileHistory::of_checkout(&loaded.root).ok()?;
    changes::text_with(&history, &candidate.document.path, digest)
}
