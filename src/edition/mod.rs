//! Makes the edition of a manual for an audience: the same results as those of the whole manual, with
//! everything taken out that the edition does not hold (`docs/design.md`, "Audiences and editions").
//!
//! [`make`] takes a compiled manual and returns a compiled manual, from which pages and exports are
//! made as from any other. They need not know what was withheld, because nothing of it is left. The
//! statuses are those of the whole manual.
//!
//! - `held`: which pages the edition holds
//! - `pages`: the texts and fields of these pages, without references to others
//! - `judged`: the coverage of the whole manual, without the claims of others
//! - `named`, `texts`, `shown_text`, `given`, `links`: names of pages that stand as plain words in the
//!   texts of others, as readers see them, and addresses that lead to them
//! - `records`: the registers of the whole manual, without the records of others

mod given;
mod held;
mod judged;
mod links;
mod named;
mod pages;
mod records;
mod shown_text;
mod texts;
mod words;

pub(crate) use held::Held;
pub(crate) use named::{is_about_names, left_out};
pub(crate) use words::WithheldWords;

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use self::held::Renumbered;
use crate::approvals;
use crate::assemble::{Assembled, AssembledPage, Parts, assemble};
use crate::diagnostics::{Diagnostic, Report};
use crate::index::IndexVec;
use crate::manual::{
    ApprovalFiles, DocumentIx, Edition, FieldValue, IssuedTexts, Manual, PageKey, ReadTable,
    WithheldReferences,
};
use crate::pipeline::Compiled;
use crate::resolve::{joined, resolve_with};
use crate::sources::Sources;
use crate::trend;

/// Makes an edition of a compiled manual. `words` stand in place of each reference to a page that
/// the edition does not hold.
///
/// # Errors
/// If a page with such a reference can no longer be read.
pub(crate) fn make(
    whole: &Compiled,
    from: &dyn Sources,
    held: &Held,
    words: &WithheldWords,
) -> Result<Compiled, Diagnostic> {
    let pages: Result<Vec<Arc<Assembled>>, Diagnostic> = whole
        .pages
        .par_iter()
        .filter_map(|assembled| {
            let key = *whole.manual.names.by_path.get(assembled.page.path())?;
            held.has(key)
                .then(|| pages::without_others(whole, from, held, words, key, assembled))
        })
        .collect();
    let parts = parts(whole, pages?);
    let mut manual = assemble(&parts);
    keep_doubts(&mut manual, whole);
    let renumbered = Renumbered::new(whole, &manual);
    let given = pages::given_claims(whole, held, &renumbered);
    let mut resolved = resolve_with(&manual, given);
    resolved.publish_only_referred(&manual);
    manual.assets = resolved.published.iter().cloned().collect();
    manual
        .markups
        .retain(|markup| resolved.published.contains(&markup.path));
    judged::keep_claims(whole, &mut resolved, &renumbered);
    let withheld = records::Withheld::find(whole, held);
    let coverage = judged::coverage(whole, &manual, &resolved, &renumbered, withheld.figures);
    let registers =
        records::registers(whole, &manual, &resolved, &coverage, &renumbered, &withheld);
    let edition = Edition {
        audience: held.audience().to_owned(),
        withholds_pages: held.withholds_any(),
        withholds_records: withheld.any,
        incomplete: withheld.kinds,
        withheld: withheld_references(whole, held, &manual),
    };
    Ok(Compiled {
        manual,
        resolved,
        coverage,
        registers,
        report: Arc::new(Report::default()),
        pages: parts.pages,
        settings: Arc::clone(&whole.settings),
        edition: Some(Arc::new(edition)),
    })
}

/// The parts of a manual that consists of these pages.
fn parts(whole: &Compiled, pages: Vec<Arc<Assembled>>) -> Parts {
    let manual = &whole.manual;
    let ids: FxHashSet<String> = pages
        .iter()
        .filter_map(|assembled| match &assembled.page {
            AssembledPage::Document(document) => Some(document.id.value.folded()),
            _ => None,
        })
        .collect();
    let given = manual.approvals.approvals.iter();
    let given = given.filter(|read| approvals::id_in(read).is_some_and(|id| ids.contains(&id)));
    Parts {
        settings: Arc::clone(&whole.settings),
        tables: tables(manual, &pages),
        claims_files: Arc::default(),
        markups: manual.markups.clone(),
        assets: manual.assets.clone(),
        keys: manual.keys.clone(),
        approvals: ApprovalFiles {
            approvals: given.cloned().collect(),
            signers: Arc::clone(&manual.approvals.signers),
            digests: Arc::default(),
        },
        issued: Arc::new(IssuedTexts::Unasked),
        diagnostics: Vec::new(),
        pages,
    }
}

/// The tables that these pages take values from, and the one of the home page's trend.
fn tables(manual: &Manual, pages: &[Arc<Assembled>]) -> Vec<Arc<ReadTable>> {
    let mut named = FxHashSet::default();
    for assembled in pages {
        if let AssembledPage::Record(record) = &assembled.page {
            let files = record.fields.values.iter();
            named.extend(files.filter_map(|(_, value)| match &value.value {
                FieldValue::File(written) => joined(&record.path, written),
                _ => None,
            }));
        }
    }
    let tables = manual.tables.iter();
    tables
        .filter(|table| named.contains(&table.path) || table.path.as_str() == trend::FILE)
        .cloned()
        .collect()
}

/// Keeps the doubt about ids that a withheld file has as well: it is unknown which of the two files
/// is meant.
fn keep_doubts(manual: &mut Manual, whole: &Compiled) {
    let before = &whole.manual.names;
    let ids = manual.names.by_id.keys();
    let shared: Vec<_> = ids.filter(|id| before.is_shared(id)).cloned().collect();
    if !shared.is_empty() {
        Arc::make_mut(&mut manual.names).shared_ids.extend(shared);
    }
}

/// What the documents of an edition refer to that it withholds.
fn withheld_references(
    whole: &Compiled,
    held: &Held,
    manual: &Manual,
) -> IndexVec<DocumentIx, WithheldReferences> {
    let resolved = &whole.resolved;
    let is_withheld = |ix: &DocumentIx| !held.has(PageKey::Document(*ix));
    let mut withheld = IndexVec::beside(&manual.documents, WithheldReferences::default());
    for (before, document) in whole.manual.documents.enumerated() {
        let Some(PageKey::Document(ix)) = manual.names.by_path.get(&document.path) else {
            continue;
        };
        let standing = whole.coverage.standing(before);
        withheld[*ix] = WithheldReferences {
            supersedes: resolved.supersedes[before].iter().any(is_withheld),
            superseded_by: standing.superseded_by.iter().any(is_withheld),
            evidence: pages::names_withheld_evidence(whole, held, document),
        };
    }
    withheld
}
