//! The approved content of a document: the text of its file, the values of the variables in the
//! text and of the fields that `manual.toml` fills in, and the manual's files that the document
//! embeds or links to. Claims that tables and patterns of `manual.toml` make are not part of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::diagnostics::SourcePath;
use crate::digest::Digest;
use crate::manual::{
    ApprovedContent, ApprovedPart, Document, DocumentId, FieldValue, Manual, PartValue,
    ReadApprovals, Target,
};
use crate::resolve::joined;
use crate::sources::is_leftover;

/// The SHA-256 of files, by path.
pub(crate) type ContentFiles = BTreeMap<SourcePath, Digest>;

/// Returns the content of a document that an approval covers. `files` has the digests of the files
/// that the document embeds or links to.
pub(crate) fn content(
    manual: &Manual,
    document: &Document,
    files: &ContentFiles,
) -> ApprovedContent {
    let mut content = ApprovedContent::default();
    content.add(ApprovedPart::Text, PartValue::Digest(document.text_digest));
    for name in &document.body.variables {
        let value = manual.config.variables.get(&name.value);
        let value = value.map_or(PartValue::Missing, |value| PartValue::Value(value.clone()));
        content.add(ApprovedPart::Variable(name.value.clone()), value);
    }
    for field in &document.filled {
        let value = PartValue::Value(field.text.clone());
        content.add(ApprovedPart::Field(field.name.to_string()), value);
    }
    for (written, path) in files_named(document) {
        if manual.names.by_path.contains_key(&path) {
            continue;
        }
        let value = files.get(&path).copied();
        let value = value.map_or(PartValue::Missing, PartValue::Digest);
        content.add(ApprovedPart::File(written.to_owned()), value);
    }
    content
}

/// The files of the manual that a document embeds or links to, without pages.
pub(crate) fn files_of<'a>(
    document: &'a Document,
    assets: &'a [SourcePath],
) -> impl Iterator<Item = SourcePath> + 'a {
    files_named(document)
        .map(|(_, path)| path)
        .filter(|path| assets.binary_search(path).is_ok())
}

/// The files whose digests are needed: those that documents with approvals embed or link to.
pub(crate) fn files_to_hash<'d>(
    documents: impl Iterator<Item = &'d Document>,
    approvals: &[Arc<ReadApprovals>],
    assets: &[SourcePath],
) -> BTreeSet<SourcePath> {
    let ids: FxHashSet<String> = approvals.iter().filter_map(|read| id_in(read)).collect();
    if ids.is_empty() {
        return BTreeSet::new();
    }
    documents
        .filter(|document| ids.contains(&document.id.value.folded()))
        .flat_map(|document| files_of(document, assets))
        .collect()
}

/// The document id in the name of a file of approvals, folded so that ids can be compared. `None` if
/// the file is not where the approvals of a document are read: `approvals/ID.toml`.
pub(crate) fn id_in(read: &ReadApprovals) -> Option<String> {
    let name = read.path.as_str().strip_prefix("approvals/")?;
    let (stem, ending) = name.rsplit_once('.')?;
    let id = DocumentId::new(stem).ok()?;
    ending.eq_ignore_ascii_case("toml").then(|| id.folded())
}

/// Whether a file is one of approvals. A file that only looks like one by its path must name a
/// document as an approval does.
pub(crate) fn holds_approvals(read: &ReadApprovals) -> bool {
    let is_toml = read.path.extension().eq_ignore_ascii_case("toml");
    (is_toml && read.path.as_str().starts_with("approvals/")) || !read.names.is_empty()
}

/// Leaves out the copies that editors and merges keep beside the files of approvals. A copy stays if
/// the file of a document that it names is missing: then the file was renamed.
pub(crate) fn without_copies(read: &mut Vec<Arc<ReadApprovals>>) {
    let own: FxHashSet<String> = read.iter().filter_map(|read| id_in(read)).collect();
    let has_file = |id: &String| DocumentId::new(id).is_ok_and(|id| own.contains(&id.folded()));
    read.retain(|read| {
        let is_copy = is_leftover(&read.path) && !read.names.is_empty();
        !(is_copy && read.names.iter().all(has_file))
    });
}

/// The paths that a document names: as written, and as the path of the manual.
fn files_named(document: &Document) -> impl Iterator<Item = (&str, SourcePath)> {
    let in_text = document.body.references.iter();
    let in_text = in_text.filter_map(|reference| match &reference.target {
        Target::Path { path, .. } => Some(&**path),
        Target::Id { .. } | Target::Clause(_) | Target::Here { .. } => None,
    });
    let in_fields = document.fields.values.iter();
    let in_fields = in_fields.filter_map(|(_, value)| match &value.value {
        FieldValue::File(path) => Some(&**path),
        _ => None,
    });
    in_text
        .chain(in_fields)
        .filter_map(|written| Some((written, joined(&document.path, written)?)))
}
