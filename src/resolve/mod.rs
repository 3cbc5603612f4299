//! Resolves names: looks up claims, references, evidence and supersession, and records for each
//! page and clause which pages refer to it.
//!
//! Each page is looked up independently (`page`), and the results are combined: by [`resolve`] for
//! a whole manual, and by [`re_resolve`] after a change, which looks up only the pages that the
//! change can affect.

mod clauses;
mod fields;
mod given;
mod incremental;
mod links;
pub(crate) mod measurements;
mod menu;
mod model;
mod page;
mod paths;
mod published;
mod site_places;
mod supersession;
mod tables;
#[cfg(test)]
pub(crate) mod testing;
mod theme;
mod unresolved;
mod variables;

pub(crate) use crate::resolve::incremental::re_resolve;
pub(crate) use clauses::{FoundClause, find_clause};
pub(crate) use fields::documents_in;
pub(crate) use links::page_of_link;
pub(crate) use model::{
    Applicability, ApplicabilityIx, Claim, ClaimIx, Evidence, Exclusion, ExclusionIx, Link,
    MenuLink, MenuTarget, Referrer, Scope, SitePlace,
};
pub(crate) use paths::joined;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use self::given::GivenClaims;
use self::page::{PageNames, Referred};
use crate::diagnostics::{Diagnostic, SourcePath};
use crate::index::IndexVec;
use crate::manual::{
    ByPage, ClauseKey, DocumentIx, FieldName, Manual, PageKey, RecordIx, StatedClaim, TableIx,
    TranslationIx,
};
use crate::resolve::unresolved::Unresolved;

/// A manual's names, resolved. The lists have the indices of the manual's own lists. They are
/// shared, so that a change copies only the lists it modifies.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// The claims that tables and other notations hand to documents.
    given: Arc<GivenClaims>,
    /// Every claim of a document on an existing clause, by document, then in the order written.
    pub claims: Arc<IndexVec<ClaimIx, Claim>>,
    links: Arc<ByPage<Arc<[Link]>>>,
    /// For pages with references in the texts of their fields: the links, with the indices of
    /// [`crate::manual::Fields::references`].
    field_links: Arc<BTreeMap<PageKey, Vec<Link>>>,
    page_referrers: Arc<PageReferrers>,
    clause_referrers: Arc<ClauseReferrers>,
    /// For each document, the forms and kinds in its `records`.
    pub evidence: Arc<IndexVec<DocumentIx, Vec<Evidence>>>,
    /// For each document, the documents that it supersedes.
    pub supersedes: Arc<IndexVec<DocumentIx, Vec<DocumentIx>>>,
    /// For each translation, what it says beside its document.
    pub(crate) translations: Arc<IndexVec<TranslationIx, TranslatedNames>>,
    /// For each record, the form it was written on.
    pub forms: Arc<IndexVec<RecordIx, Option<DocumentIx>>>,
    /// For each record, the clauses in its scope.
    pub scopes: Arc<IndexVec<RecordIx, Vec<Scope>>>,
    /// For records that take values from CSV files: the files, by field.
    pub tables: Arc<HashMap<RecordIx, HashMap<FieldName, TableIx>>>,
    /// Every exclusion whose clause exists. `coverage` decides which of them are valid.
    pub exclusions: IndexVec<ExclusionIx, Exclusion>,
    /// Every entry of `[[applicability]]` whose clause exists, the first for each clause.
    pub applicability: IndexVec<ApplicabilityIx, Applicability>,
    /// The entries of the site's navigation that `manual.toml` writes and that lead somewhere.
    pub(crate) menu: Vec<MenuLink>,
    /// The pages of the site that references and the menu name. These are there though they are
    /// empty.
    pub(crate) named_places: BTreeSet<SitePlace>,
    /// The files that are copied into the site beside the pages.
    pub published: Arc<BTreeSet<SourcePath>>,
    /// The names that were not found, by page.
    unresolved: Arc<BTreeMap<PageKey, Vec<Unresolved>>>,
    /// Problems that involve several pages, or the settings.
    unresolved_at_large: Vec<Unresolved>,
}

/// What a translation says, resolved. None of it counts as said by its document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TranslatedNames {
    /// The claims in its file, on existing clauses.
    pub(crate) claims: Vec<Claim>,
    /// The claims that its rows state for documents that they name.
    pub(crate) claims_for_others: Vec<(DocumentIx, FoundClause)>,
    /// The documents that it says its document supersedes.
    pub(crate) supersedes: Vec<DocumentIx>,
}

/// For each page, the pages (and sections of them) that refer to it, in page order.
type PageReferrers = ByPage<Arc<[Referrer]>>;

/// For each clause, the pages that refer to it without claiming it.
type ClauseReferrers = HashMap<ClauseKey, Arc<[Referrer]>>;

/// Resolves every name of a manual.
pub fn resolve(manual: &Manual) -> Resolved {
    resolve_names(manual, GivenClaims::hand_out(manual))
}

/// Resolves every name of a manual in which tables and other notations hand these claims to
/// documents.
pub(crate) fn resolve_with(
    manual: &Manual,
    given: Vec<(DocumentIx, Vec<StatedClaim>)>,
) -> Resolved {
    resolve_names(manual, GivenClaims::of(given))
}

fn resolve_names(manual: &Manual, given: GivenClaims) -> Resolved {
    let keys: Vec<PageKey> = manual.page_keys().collect();
    let mut pages: Vec<PageNames> = keys
        .par_iter()
        .map(|page| PageNames::look_up(manual, &given, *page))
        .collect();
    let mut resolved = Resolved {
        given: Arc::new(given),
        ..Resolved::default()
    };
    (resolved.page_referrers, resolved.clause_referrers) = referrers(manual, &keys, &mut pages);
    let mut lists = Lists::default();
    let mut links = Vec::with_capacity(pages.len());
    for (key, page) in keys.into_iter().zip(pages) {
        links.push(page.links.into());
        match key {
            PageKey::Document(_) => {
                lists.claims.extend(page.claims);
                lists.evidence.push(page.evidence);
                lists.supersedes.push(page.supersedes);
            }
            PageKey::Translation(_) => {
                lists.translations.push(TranslatedNames {
                    claims: page.claims,
                    claims_for_others: page.claims_for_others,
                    supersedes: page.supersedes,
                });
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
        if !page.field_links.is_empty() {
            lists.field_links.insert(key, page.field_links);
        }
        if !page.unresolved.is_empty() {
            lists.unresolved.insert(key, page.unresolved);
        }
    }
    lists.claims.as_mut_vec().shrink_to_fit();
    resolved.links = Arc::new(ByPage::new(manual, links));
    resolved.field_links = Arc::new(lists.field_links);
    resolved.claims = Arc::new(lists.claims);
    resolved.evidence = Arc::new(lists.evidence);
    resolved.supersedes = Arc::new(lists.supersedes);
    resolved.translations = Arc::new(lists.translations);
    resolved.forms = Arc::new(lists.forms);
    resolved.scopes = Arc::new(lists.scopes);
    resolved.tables = Arc::new(lists.tables);
    resolved.unresolved = Arc::new(lists.unresolved);
    resolved.look_at_large(manual);
    resolved
}

/// The lists of [`Resolved`] while they are built.
#[derive(Default)]
struct Lists {
    claims: IndexVec<ClaimIx, Claim>,
    evidence: IndexVec<DocumentIx, Vec<Evidence>>,
    supersedes: IndexVec<DocumentIx, Vec<DocumentIx>>,
    translations: IndexVec<TranslationIx, TranslatedNames>,
    forms: IndexVec<RecordIx, Option<DocumentIx>>,
    scopes: IndexVec<RecordIx, Vec<Scope>>,
    tables: HashMap<RecordIx, HashMap<FieldName, TableIx>>,
    field_links: BTreeMap<PageKey, Vec<Link>>,
    unresolved: BTreeMap<PageKey, Vec<Unresolved>>,
}

impl Resolved {
    /// The links of a page, with the indices of its [`crate::manual::Body::references`].
    pub fn links(&self, page: PageKey) -> &[Link] {
        self.links.get(page).map_or(&[], |links| links)
    }

    /// The links in the texts of a page's fields, with the indices of
    /// [`crate::manual::Fields::references`].
    pub(crate) fn field_links(&self, page: PageKey) -> &[Link] {
        self.field_links.get(&page).map_or(&[], Vec::as_slice)
    }

    /// The claims that tables and other notations hand to a document.
    pub(crate) fn given_to(&self, document: DocumentIx) -> &[StatedClaim] {
        self.given.to(document)
    }

    /// The pages (and sections of them) that refer to a page, in page order.
    pub fn page_referrers(&self, page: PageKey) -> &[Referrer] {
        self.page_referrers.get(page).map_or(&[], |list| list)
    }

    /// The pages (and sections of them) that refer to a clause without claiming it.
    pub fn clause_referrers(&self, clause: ClauseKey) -> &[Referrer] {
        self.clause_referrers.get(&clause).map_or(&[], |list| list)
    }

    /// Looks up everything that does not belong to one page: circular supersession, exclusions, why
    /// clauses apply, the theme and the published files.
    fn look_at_large(&mut self, manual: &Manual) {
        let mut unresolved = supersession::circles(manual, &self.supersedes);
        self.exclusions = clauses::exclusions::resolve(manual, &mut unresolved);
        self.applicability = clauses::applicability::resolve(manual, &mut unresolved);
        unresolved.extend(theme::check(manual));
        self.menu = menu::resolve(manual, &mut unresolved);
        let links = || manual.page_keys().flat_map(|page| self.links(page));
        let named = links().chain(self.field_links.values().flatten());
        let in_menu = self.menu.iter().filter_map(|entry| match &entry.target {
            MenuTarget::Inside(link) => Some(link),
            MenuTarget::Outside(_) => None,
        });
        let places = named.chain(in_menu).filter_map(|link| match link {
            Link::Site(place) => Some(*place),
            _ => None,
        });
        let places = places.collect();
        let published = published::find(manual, links(), &mut unresolved);
        self.named_places = places;
        if *self.published != published {
            self.published = Arc::new(published);
        }
        self.unresolved_at_large = unresolved;
    }

    /// Leaves out the published files that only `publish` names.
    pub(crate) fn publish_only_referred(&mut self, manual: &Manual) {
        self.published = Arc::new(published::referred(manual, self));
    }

    /// Adds to each mistake in the settings or a catalog how many mentions of clauses could not be
    /// checked because of it. Those are not reported individually.
    pub fn note_suppressed(&self, diagnostics: &mut [Diagnostic]) {
        unresolved::count(self.all_unresolved(), diagnostics);
    }

    /// Diagnostics for all names that were not found, with the nearest existing name.
    pub fn diagnostics(&self, manual: &Manual) -> Vec<Diagnostic> {
        unresolved::suggest(manual, self.all_unresolved())
    }

    fn all_unresolved(&self) -> impl Iterator<Item = &Unresolved> {
        let of_pages = self.unresolved.values().flatten();
        let given = &self.given.unresolved;
        of_pages.chain(given).chain(&self.unresolved_at_large)
    }
}

/// The referrers of each page and of each clause, sorted and without duplicates.
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
