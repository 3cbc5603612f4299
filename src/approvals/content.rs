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
        content.add(ApprovedPart::Field(field.name.clone()), value);
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

/// The document id in the name of a file of approvals, folded so that ids can be compared.
pub(crate) fn id_in(read: &ReadApprovals) -> Option<String> {
    let name = read.path.as_str().strip_prefix("approvals/")?;
    let (stem, _) = name.rsplit_once('.')?;
    Some(DocumentId::new(stem).ok()?.folded())
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
