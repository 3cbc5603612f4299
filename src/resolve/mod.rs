//! Names become things: claims, references, evidence and supersession are looked up, and each
//! target learns what refers to it.
//!
//! What a page names is looked up for each page by itself (`page`), and then put together: by
//! [`resolve`] for a whole manual, by [`re_resolve`] after a change, which looks up again only
//! what the change can have touched.

mod clauses;
mod fields;
mod incremental;
mod links;
mod model;
mod page;
mod paths;
mod published;
mod supersession;
mod tables;
#[cfg(test)]
pub(crate) mod testing;
mod theme;
mod unresolved;
mod variables;

pub(crate) use crate::resolve::incremental::re_resolve;
pub(crate) use clauses::{FoundClause, find_clause};
pub(crate) use model::{Claim, ClaimIx, Evidence, Exclusion, ExclusionIx, Link, Referrer, Scope};
pub(crate) use paths::joined;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use self::page::{PageNames, Referred};
use crate::diagnostics::{Diagnostic, SourcePath};
use crate::index::IndexVec;
use crate::manual::{ByPage, ClauseKey, DocumentIx, FieldName, Manual, PageKey, RecordIx, TableIx};
use crate::resolve::unresolved::Unresolved;

/// A manual's names, looked up. Lists stand beside the manual's own, index by index. They are
/// shared, so that a change copies only what it touches.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// Every claim of a document on a clause that exists, by document, then as written.
    pub claims: Arc<IndexVec<ClaimIx, Claim>>,
    links: Arc<ByPage<Arc<[Link]>>>,
    page_referrers: Arc<PageReferrers>,
    clause_referrers: Arc<ClauseReferrers>,
    /// For each document, what its `records` name.
    pub evidence: Arc<IndexVec<DocumentIx, Vec<Evidence>>>,
    /// For each document, the documents that it supersedes.
    pub supersedes: Arc<IndexVec<DocumentIx, Vec<DocumentIx>>>,
    /// For each record, the form it was written on.
    pub forms: Arc<IndexVec<RecordIx, Option<DocumentIx>>>,
    /// For each record, the clauses of its `clauses`.
    pub scopes: Arc<IndexVec<RecordIx, Vec<Scope>>>,
    /// For records that take values from CSV files, those files by field.
    pub tables: Arc<HashMap<RecordIx, HashMap<FieldName, TableIx>>>,
    /// Every exclusion whose clause exists; `coverage` decides which of them hold.
    pub exclusions: IndexVec<ExclusionIx, Exclusion>,
    /// The files that are published beside the pages.
    pub published: Arc<BTreeSet<SourcePath>>,
    /// What was not found, by page.
    unresolved: Arc<BTreeMap<PageKey, Vec<Unresolved>>>,
    /// What is wrong with several pages together, or in the settings.
    unresolved_at_large: Vec<Unresolved>,
}

/// For each page, the pages (and sections of them) that refer to it, in page order.
type PageReferrers = ByPage<Arc<[Referrer]>>;

/// For each clause, the pages that refer to it without claiming it.
type ClauseReferrers = HashMap<ClauseKey, Arc<[Referrer]>>;

/// Looks up every name of a manual.
pub fn resolve(manual: &Manual) -> Resolved {
    let keys: Vec<PageKey> = manual.page_keys().collect();
    let mut pages: Vec<PageNames> = keys
        .par_iter()
        .map(|page| PageNames::look_up(manual, *page))
        .collect();
    let mut resolved = Resolved::default();
    (resolved.page_referrers, resolved.clause_referrers) = referrers(manual, &keys, &mut pages);
    let mut lists = Lists::default();
    let mut links = Vec::with_capacity(pages.len());
    for (key, page) in keys.into_iter().zip(pages) {
        links.push(page.links.into());
        lists.claims.extend(page.claims);
        match key {
            PageKey::Document(_) => {
                lists.evidence.push(page.evidence);
                lists.supersedes.push(page.supersedes);
            }
            PageKey::Record(ix) => {
                lists.forms.push(page.form);
                lists.scopes.push(page.scope);
                if !page.tables.is_empty() {
                    lists.tables.insert(ix, page.tables);
                }
            }
            PageKey::Uncontrolled(_) | PageKey::Home => {}
        }
        if !page.unresolved.is_empty() {
            lists.unresolved.insert(key, page.unresolved);
        }
    }
    lists.claims.as_mut_vec().shrink_to_fit();
    resolved.links = Arc::new(ByPage::new(manual, links));
    resolved.claims = Arc::new(lists.claims);
    resolved.evidence = Arc::new(lists.evidence);
    resolved.supersedes = Arc::new(lists.supersedes);
    resolved.forms = Arc::new(lists.forms);
    resolved.scopes = Arc::new(lists.scopes);
    resolved.tables = Arc::new(lists.tables);
    resolved.unresolved = Arc::new(lists.unresolved);
    resolved.look_at_large(manual);
    resolved
}

/// Lists in the making.
#[derive(Default)]
struct Lists {
    claims: IndexVec<ClaimIx, Claim>,
    evidence: IndexVec<DocumentIx, Vec<Evidence>>,
    supersedes: IndexVec<DocumentIx, Vec<DocumentIx>>,
    forms: IndexVec<RecordIx, Option<DocumentIx>>,
    scopes: IndexVec<RecordIx, Vec<Scope>>,
    tables: HashMap<RecordIx, HashMap<FieldName, TableIx>>,
    unresolved: BTreeMap<PageKey, Vec<Unresolved>>,
}

impl Resolved {
    /// What a page's [`crate::manual::Body::references`] point to, index by index.
    pub fn links(&self, page: PageKey) -> &[Link] {
        self.links.get(page).map_or(&[], |links| links)
    }

    /// The pages (and sections of them) that refer to a page, in page order.
    pub fn page_referrers(&self, page: PageKey) -> &[Referrer] {
        self.page_referrers.get(page).map_or(&[], |list| list)
    }

    /// The pages (and sections of them) that refer to a clause without claiming it.
    pub fn clause_referrers(&self, clause: ClauseKey) -> &[Referrer] {
        self.clause_referrers.get(&clause).map_or(&[], |list| list)
    }

    /// What does not belong to one page.
    fn look_at_large(&mut self, manual: &Manual) {
        let mut unresolved = supersession::circles(manual, &self.supersedes);
        self.exclusions = clauses::exclusions::resolve(manual, &mut unresolved);
        unresolved.extend(theme::check(manual));
        let links = manual.page_keys().flat_map(|page| self.links(page));
        let published = published::find(manual, links, &mut unresolved);
        if *self.published != published {
            self.published = Arc::new(published);
        }
        self.unresolved_at_large = unresolved;
    }

    /// Says of each mistake in the settings how many clauses could not be looked up for it, which
    /// are not reported themselves.
    pub fn note_suppressed(&self, diagnostics: &mut [Diagnostic]) {
        let of_pages = self.unresolved.values().flatten();
        unresolved::count(of_pages.chain(&self.unresolved_at_large), diagnostics);
    }

    /// What was not found, with the nearest thing that exists.
    pub fn diagnostics(&self, manual: &Manual) -> Vec<Diagnostic> {
        let of_pages = self.unresolved.values().flatten();
        unresolved::suggest(manual, of_pages.chain(&self.unresolved_at_large))
    }
}

/// What refers to each page and to each clause: sorted, each once.
fn referrers(
    manual: &Manual,
    keys: &[PageKey],
    pages: &mut [PageNames],
) -> (Arc<PageReferrers>, Arc<ClauseReferrers>) {
    let mut of_pages = ByPage::new(manual, vec![Vec::new(); keys.len()]);
    let mut of_clauses: HashMap<ClauseKey, Vec<Referrer>> = HashMap::new();
    for (page, names) in keys.iter().zip(pages) {
        for (referred, section) in std::mem::take(&mut names.referred) {
            let list = match referred {
                Referred::Page(target) => of_pages.get_mut(target),
                Referred::Clause(clause) => Some(of_clauses.entry(clause).or_default()),
            };
            if let Some(list) = list {
                let page = *page;
                list.push(Referrer { page, section });
            }
        }
    }
    let none: Arc<[Referrer]> = Arc::new([]);
    let of_pages = of_pages.map(|list| match list.is_empty() {
        true => Arc::clone(&none),
        false => in_order(list),
    });
    let of_clauses = of_clauses
        .into_iter()
        .map(|(clause, list)| (clause, in_order(list)))
        .collect();
    (Arc::new(of_pages), Arc::new(of_clauses))
}

fn in_order(mut referrers: Vec<Referrer>) -> Arc<[Referrer]> {
    referrers.sort_unstable();
    referrers.dedup();
    referrers.into()
}
