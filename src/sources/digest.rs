//! Digests of files, to find out whether they have changed.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostics::SourcePath;
use crate::digest::Digest;
use crate::sources::Sources;

/// The SHA-256 of these files. Files that cannot be read are left out.
pub(crate) fn digests(
    sources: &dyn Sources,
    paths: impl IntoIterator<Item = SourcePath>,
) -> BTreeMap<SourcePath, Digest> {
    let paths: Vec<SourcePath> = paths.into_iter().collect();
    let digest = |path: SourcePath| {
        let mut file = sources.open(&path).ok()?;
        Some((path, Digest::of_reader(&mut file.content).ok()?))
    };
    paths.into_par_iter().filter_map(digest).collect()
}
