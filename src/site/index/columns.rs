//! The columns of a standard's grid: one for each document, or one for each folder of documents.

use std::collections::BTreeMap;

use crate::index::IndexVec;
use crate::manual::{DocumentIx, StandardIx};
use crate::pipeline::Compiled;
use crate::site::theme::messages::Messages;

/// The most columns of a grid. With more documents than this, the grid has a column for each
/// folder.
const MOST_COLUMNS: usize = 40;

/// The columns of a grid, and the column of each document.
pub(crate) struct Columns {
    /// Whether the columns are folders.
    pub(crate) by_folder: bool,
    pub(crate) names: Vec<String>,
    /// The documents of each column, in the manual's order.
    pub(crate) documents: Vec<Vec<DocumentIx>>,
    /// The column of each document; `None` for a document without a claim on the standard.
    pub(crate) of_document: IndexVec<DocumentIx, Option<usize>>,
}

impl Columns {
    /// The number of columns.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The columns of a standard's grid.
    pub(crate) fn of(compiled: &Compiled, messages: &Messages, ix: StandardIx) -> Self {
        let manual = &compiled.manual;
        let claims = compiled.resolved.claims.iter();
        let mut claiming: Vec<DocumentIx> = claims
            .filter(|claim| claim.clause.standard == ix)
            .map(|claim| claim.document)
            .collect();
        claiming.sort();
        claiming.dedup();
        let by_folder = claiming.len() > MOST_COLUMNS;
        let columns: Vec<(String, Vec<DocumentIx>)> = if by_folder {
            let folder = |ix: DocumentIx| manual.document(ix).path.folder();
            by_folders(&claiming, folder, messages.get("grid_other_folders"))
        } else {
            let name = |ix: DocumentIx| manual.document(ix).id.value.to_string();
            claiming
                .into_iter()
                .map(|ix| (name(ix), vec![ix]))
                .collect()
        };
        let mut of_document = IndexVec::beside(&manual.documents, None);
        for (at, (_, documents)) in columns.iter().enumerate() {
            for document in documents {
                of_document[*document] = Some(at);
            }
        }
        let (names, documents) = columns.into_iter().unzip();
        Self {
            by_folder,
            names,
            documents,
            of_document,
        }
    }
}

/// Groups documents by folder, as deep as the number of columns allows. If there are too many
/// top-level folders, the folders with the fewest documents share the last column.
fn by_folders<'f>(
    documents: &[DocumentIx],
    folder: impl Fn(DocumentIx) -> &'f str,
    others: &str,
) -> Vec<(String, Vec<DocumentIx>)> {
    let deepest = documents
        .iter()
        .map(|ix| folder(*ix).matches('/').count() + 1)
        .max()
        .unwrap_or(1);
    let grouped = |depth: usize| {
        let mut columns: BTreeMap<&str, Vec<DocumentIx>> = BTreeMap::new();
        for ix in documents {
            columns
                .entry(upper_folders(folder(*ix), depth))
                .or_default()
                .push(*ix);
        }
        columns
    };
    let mut columns = grouped(1);
    for depth in 2..=deepest {
        let deeper = grouped(depth);
        if deeper.len() > MOST_COLUMNS {
            break;
        }
        columns = deeper;
    }
    let mut columns: Vec<(String, Vec<DocumentIx>)> = columns
        .into_iter()
        .map(|(folder, documents)| (format!("{folder}/"), documents))
        .collect();
    if columns.len() > MOST_COLUMNS {
        columns.sort_by_key(|(_, documents)| std::cmp::Reverse(documents.len()));
        let rest = columns.split_off(MOST_COLUMNS - 1);
        columns.sort();
        let rest = rest.into_iter().flat_map(|(_, documents)| documents);
        columns.push((others.to_owned(), rest.collect()));
    }
    columns
}

/// The first `depth` folders of a path of folders.
fn upper_folders(folder: &str, depth: usize) -> &str {
    match folder.match_indices('/').nth(depth - 1) {
        Some((end, _)) => &folder[..end],
        None => folder,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(folders: &[String]) -> Vec<(String, usize)> {
        let folders: IndexVec<DocumentIx, String> = folders.iter().cloned().collect();
        let documents: Vec<DocumentIx> = folders.positions().collect();
        by_folders(&documents, |ix| &folders[ix], "others")
            .into_iter()
            .map(|(name, documents)| (name, documents.len()))
            .collect()
    }

    #[test]
    fn folders_are_as_deep_as_the_columns_suffice_for() {
        let few = ["a/x", "a/y", "b", ""].map(str::to_owned);
        let names: Vec<String> = folders(&few).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["/", "a/x/", "a/y/", "b/"]);
        let many: Vec<String> = (0..60).map(|n| format!("{}/{n}", n % 3)).collect();
        assert_eq!(
            folders(&many),
            [
                ("0/".to_owned(), 20),
                ("1/".to_owned(), 20),
                ("2/".to_owned(), 20)
            ]
        );
    }

    #[test]
    fn too_many_folders_share_the_last_column() {
        let mut many: Vec<String> = (0..100).map(|n| format!("{n:03}")).collect();
        many.extend(["zz".to_owned(), "zz".to_owned()]);
        let columns = folders(&many);
        assert_eq!(columns.len(), MOST_COLUMNS);
        assert_eq!(columns[MOST_COLUMNS - 2], ("zz/".to_owned(), 2));
        assert_eq!(columns[MOST_COLUMNS - 1], ("others".to_owned(), 62));
        assert_eq!(columns.iter().map(|(_, n)| n).sum::<usize>(), 102);
    }
}
