//! What is approved of a document: the text of its file, the values of what that text names, and the
//! manual's files that a reader sees in it. Claims that tables and patterns of `manual.toml` make are
//! not part of it.

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

/// What files hold, by their paths.
pub(crate) type ContentFiles = BTreeMap<SourcePath, Digest>;

/// What is approved of a document, given what the files hold that it embeds or links to.
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

/// The files of the manual that a document may embed or link to, pages aside.
pub(crate) fn files_of<'a>(
    document: &'a Document,
    assets: &'a [SourcePath],
) -> impl Iterator<Item = SourcePath> + 'a {
    files_named(document)
        .map(|(_, path)| path)
        .filter(|path| assets.binary_search(path).is_ok())
}

/// The files whose content matters: those that documents with approvals embed or link to.
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

/// The id that a file of approvals is named by, in the form in which no two ids are the same.
pub(super) fn id_in(read: &ReadApprovals) -> Option<String> {
    let name = read.path.as_str().strip_prefix("approvals/")?;
    let (stem, _) = name.rsplit_once('.')?;
    Some(DocumentId::new(stem).ok()?.folded())
}

/// What a document names by a path: as it is written, and the path of the manual that it means.
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
