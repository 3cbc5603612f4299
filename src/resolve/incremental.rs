//! Resolves names again after a change, and keeps the results that the change cannot affect.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::index::{IndexVec, Position};
use crate::manual::{Body, Manual, PageKey, RecordIx};
use crate::resolve::given::GivenClaims;
use crate::resolve::model::{Link, Referrer};
use crate::resolve::page::{PageNames, Referred};
use crate::resolve::{Resolved, TranslatedNames, in_order};

/// Resolves the names of a manual after a change. The cost depends on the pages that the change
/// affects. `None` if names, settings or files were added or removed, since then every page may be
/// affected.
pub(crate) fn re_resolve(
    manual: &Manual,
    before: &Manual,
    resolved: &Resolved,
) -> Option<Resolved> {
    if !have_same_ground(manual, before) {
        return None;
    }
    let mut again = resolved.clone();
    let changed = changed(manual, before);
    let with_new_anchors = with_new_anchors(manual, before, &changed);
    if !resolved.given.are_of(manual) || !with_new_anchors.is_empty() {
        again.given = Arc::new(GivenClaims::hand_out(manual));
    }
    let mut touched = touched(manual, before, resolved, changed, &with_new_anchors);
    touched.extend(again.given.differing(&resolved.given));
    for page in touched {
        let old = PageNames::look_up(before, &resolved.given, page);
        let new = PageNames::look_up(manual, &again.given, page);
        again.exchange(page, &old, new);
    }
    again.look_at_large(manual);
    Some(again)
}

/// Whether names, settings, standards and the sets of files are the same as before, so that a name
/// can only resolve differently through the text of a page or the rows of a table.
fn have_same_ground(manual: &Manual, before: &Manual) -> bool {
    let standards = manual.standards.iter().zip(&before.standards);
    let tables = manual.tables.iter().zip(&before.tables);
    Arc::ptr_eq(&manual.names, &before.names)
        && Arc::ptr_eq(&manual.config, &before.config)
        && Arc::ptr_eq(&manual.kinds, &before.kinds)
        && manual.standards.len() == before.standards.len()
        && standards
            .into_iter()
            .all(|(new, old)| Arc::ptr_eq(new, old))
        && manual.tables.len() == before.tables.len()
        && tables.into_iter().all(|(new, old)| new.path == old.path)
        && manual.assets == before.assets
        && manual.keys == before.keys
        && manual.unread == before.unread
}

/// The pages whose names may resolve differently than before.
fn touched(
    manual: &Manual,
    before: &Manual,
    resolved: &Resolved,
    changed: Vec<PageKey>,
    with_new_anchors: &[PageKey],
) -> BTreeSet<PageKey> {
    // A name that was not found before may exist now.
    let mut touched: BTreeSet<PageKey> = resolved.unresolved.keys().copied().collect();
    for page in with_new_anchors {
        // A reference to a section that a translation does not have leads to that of its document.
        let document = match page {
            PageKey::Translation(ix) => Some(PageKey::Document(manual.translation(*ix).of)),
            _ => None,
        };
        for page in std::iter::once(*page).chain(document) {
            let referrers = resolved.page_referrers.get(page).into_iter();
            touched.extend(referrers.flat_map(|list| list.iter().map(|one| one.page)));
        }
    }
    touched.extend(changed);
    let has_new_table = |ix: &RecordIx| {
        let tables = resolved.tables.get(ix).into_iter().flatten();
        tables
            .into_iter()
            .any(|(_, table)| !Arc::ptr_eq(&manual.tables[*table], &before.tables[*table]))
    };
    let with_tables = resolved.tables.keys().copied();
    touched.extend(with_tables.filter(has_new_table).map(PageKey::Record));
    touched
}

/// The changed pages with other anchors than before.
fn with_new_anchors(manual: &Manual, before: &Manual, changed: &[PageKey]) -> Vec<PageKey> {
    let bodies = |page: PageKey| manual.body(page).zip(before.body(page));
    let differs =
        |page: &PageKey| bodies(*page).is_some_and(|(new, old)| !have_same_anchors(new, old));
    changed.iter().copied().filter(differs).collect()
}

fn changed(manual: &Manual, before: &Manual) -> Vec<PageKey> {
    let documents = positions(&manual.documents, &before.documents);
    let translations = manual.translations.enumerated().zip(&before.translations);
    let translations = translations
        .filter_map(|((ix, new), old)| (!Arc::ptr_eq(&new.page, &old.page)).then_some(ix));
    let records = positions(&manual.records, &before.records);
    let uncontrolled = positions(&manual.uncontrolled, &before.uncontrolled);
    let homes = manual.home.iter().zip(&before.home);
    let home = homes.filter(|(new, old)| !Arc::ptr_eq(new, old));
    documents
        .map(PageKey::Document)
        .chain(translations.map(PageKey::Translation))
        .chain(records.map(PageKey::Record))
        .chain(uncontrolled.map(PageKey::Uncontrolled))
        .chain(home.map(|_| PageKey::Home))
        .collect()
}

/// The positions at which the lists differ.
fn positions<P: Position, T>(
    new: &IndexVec<P, Arc<T>>,
    old: &IndexVec<P, Arc<T>>,
) -> impl Iterator<Item = P> {
    let pairs = new.enumerated().zip(old);
    pairs.filter_map(|((at, new), old)| (!Arc::ptr_eq(new, old)).then_some(at))
}

/// Whether the page has the same anchors and headings, so that links to its sections resolve alike.
fn have_same_anchors(new: &Body, old: &Body) -> bool {
    let ids = |body: &Body| -> Vec<_> {
        let anchors = body.anchors.iter();
        anchors
            .map(|anchor| {
                let heading = body.heading_of(anchor);
                let heading = heading.map(|heading| heading.id.clone());
                (anchor.id.clone(), heading, anchor.own.clone())
            })
            .collect()
    };
    ids(new) == ids(old)
}

impl Resolved {
    /// Replaces the names of one page by the new ones.
    fn exchange(&mut self, page: PageKey, old: &PageNames, new: PageNames) {
        self.exchange_referrers(page, old, &new);
        if old.links != new.links
            && let Some(links) = Arc::make_mut(&mut self.links).get_mut(page)
        {
            let new: Arc<[Link]> = new.links.into();
            *links = new;
        }
        if old.field_links != new.field_links {
            let links = Arc::make_mut(&mut self.field_links);
            match new.field_links.is_empty() {
                true => links.remove(&page),
                false => links.insert(page, new.field_links),
            };
        }
        match page {
            PageKey::Document(ix) => {
                if old.claims != new.claims {
                    let claims = Arc::make_mut(&mut self.claims).as_mut_vec();
                    let begin = claims.partition_point(|claim| claim.document < ix);
                    let end = begin + old.claims.len();
                    claims.splice(begin..end, new.claims);
                }
                replace(&mut self.evidence, ix, &old.evidence, new.evidence);
                replace(&mut self.supersedes, ix, &old.supersedes, new.supersedes);
            }
            PageKey::Translation(ix) => {
                let old = TranslatedNames {
                    claims: old.claims.clone(),
                    claims_for_others: old.claims_for_others.clone(),
                    supersedes: old.supersedes.clone(),
                };
                let new = TranslatedNames {
                    claims: new.claims,
                    claims_for_others: new.claims_for_others,
                    supersedes: new.supersedes,
                };
                replace(&mut self.translations, ix, &old, new);
            }
            PageKey::Record(ix) => {
                replace(&mut self.forms, ix, &old.form, new.form);
                replace(&mut self.scopes, ix, &old.scope, new.scope);
                if old.tables != new.tables {
                    let tables = Arc::make_mut(&mut self.tables);
                    match new.tables.is_empty() {
                        true => tables.remove(&ix),
                        false => tables.insert(ix, new.tables),
                    };
                }
            }
            PageKey::Uncontrolled(_) | PageKey::Home => {}
        }
        if old.unresolved.is_empty() && new.unresolved.is_empty() {
            return;
        }
        let unresolved = Arc::make_mut(&mut self.unresolved);
        match new.unresolved.is_empty() {
            true => unresolved.remove(&page),
            false => unresolved.insert(page, new.unresolved),
        };
    }

    fn exchange_referrers(&mut self, page: PageKey, old: &PageNames, new: &PageNames) {
        if old.referred == new.referred {
            return;
        }
        let all = old.referred.iter().chain(&new.referred);
        let targets: BTreeSet<Referred> = all.map(|(target, _)| *target).collect();
        for target in targets {
            let mine = new.referred.iter().filter(|(other, _)| *other == target);
            let mine = mine.map(|(_, section)| Referrer {
                page,
                section: section.clone(),
            });
            let others = |list: &[Referrer]| -> Vec<Referrer> {
                let others = list.iter().filter(|one| one.page != page);
                others.cloned().collect()
            };
            match target {
                Referred::Page(target) => {
                    let Some(list) = Arc::make_mut(&mut self.page_referrers).get_mut(target) else {
                        continue;
                    };
                    *list = in_order(others(list).into_iter().chain(mine).collect());
                }
                Referred::Clause(clause) => {
                    let lists = Arc::make_mut(&mut self.clause_referrers);
                    let known = lists.remove(&clause).unwrap_or_else(|| Arc::new([]));
                    let list = in_order(others(&known).into_iter().chain(mine).collect());
                    if !list.is_empty() {
                        lists.insert(clause, list);
                    }
                }
            }
        }
    }
}

/// Sets a value in a shared list. The list is copied only if the value differs.
fn replace<P: Position, T: Clone + PartialEq>(
    list: &mut Arc<IndexVec<P, T>>,
    at: P,
    old: &T,
    new: T,
) {
    if *old != new
        && let Some(value) = Arc::make_mut(list).get_mut(at)
    {
        *value = new;
    }
}
