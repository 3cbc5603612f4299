//! Names become things: claims, references, evidence and supersession are looked up, and each
//! target learns what refers to it.

mod claims;
mod clause_ref;
mod exclusions;
mod fields;
mod links;
mod paths;
mod problems;
mod tables;
#[cfg(test)]
pub(crate) mod testing;
mod theme;
mod variables;

pub use clause_ref::{ClauseError, FoundClause, find_clause};

use std::collections::HashMap;

use rayon::prelude::*;

use self::links::PageLinks;
use self::problems::Problem;
use crate::diagnostics::{Diagnostic, Place, SourcePath, Spot};
use crate::manual::{
    ClauseKey, Date, DocumentIx, Extent, FieldName, KindIx, Manual, PageKey, RecordIx, SectionId,
    TableIx,
};
use crate::rules;

/// A manual's names, looked up. Lists stand beside the manual's own, index by index.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// Every claim of a document on a clause that exists, by document, then as written.
    pub claims: Vec<Claim>,
    /// For each page, what its [`crate::manual::Body::references`] point to, index by index.
    pub links: HashMap<PageKey, Vec<Link>>,
    /// For each page, the pages (and sections of them) that refer to it, in page order.
    pub page_referrers: HashMap<PageKey, Vec<Referrer>>,
    /// For each clause, the pages that refer to it without claiming it.
    pub clause_referrers: HashMap<ClauseKey, Vec<Referrer>>,
    /// For each document, what its `records` name.
    pub evidence: Vec<Vec<Evidence>>,
    /// For each document, the documents that it supersedes.
    pub supersedes: Vec<Vec<DocumentIx>>,
    /// For each record, the form it was written on.
    pub forms: Vec<Option<DocumentIx>>,
    /// For each record, the clauses of its `clauses`.
    pub scopes: Vec<Vec<Scope>>,
    /// For records that take values from CSV files, those files by field.
    pub tables: HashMap<RecordIx, HashMap<FieldName, TableIx>>,
    /// The exclusions that hold: justified, on a clause that exists.
    pub exclusions: Vec<Exclusion>,
}

/// One document's statement that it addresses one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The document.
    pub document: DocumentIx,
    /// The clause.
    pub clause: ClauseKey,
    /// The item of the clause, as written, where the standard lists only the clause: `b)`.
    pub item: Option<Box<str>>,
    /// The section that claims it; `None` for the document as a whole.
    pub section: Option<SectionId>,
    /// The most exact anchor in the document's page: of a paragraph, else of the section.
    pub anchor: Option<SectionId>,
    /// How much of the clause.
    pub extent: Extent,
    /// What the author adds.
    pub note: Option<String>,
    /// Where it was written.
    pub spot: Spot,
}

/// What a reference points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// A page, at a section of it.
    Page(PageKey, Option<SectionId>),
    /// A clause's page.
    Clause(ClauseKey),
    /// A file that is copied beside the pages.
    Asset(SourcePath),
    /// Nothing: it was reported.
    Broken,
}

/// A page that refers to something, and the section in which it does.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Referrer {
    /// The page.
    pub page: PageKey,
    /// The section in which the reference stands.
    pub section: Option<SectionId>,
}

/// What a document names as its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// A form: its records are those written on it.
    Form(DocumentIx),
    /// A record kind: its records are all of that kind.
    Kind(KindIx),
}

/// A clause in the scope of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The clause.
    pub clause: ClauseKey,
    /// The item of it, where only that was named.
    pub item: Option<Box<str>>,
}

/// An exclusion that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The clause; what is below it is excluded as well.
    pub clause: ClauseKey,
    /// Why.
    pub justification: String,
    /// The role that approved it.
    pub approved_by: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// Looks up every name of a manual.
pub fn resolve(manual: &Manual) -> (Resolved, Vec<Diagnostic>) {
    let mut resolved = Resolved::default();
    let mut problems = Vec::new();
    resolve_links(manual, &mut resolved, &mut problems);
    resolve_documents(manual, &mut resolved, &mut problems);
    resolve_records(manual, &mut resolved, &mut problems);
    resolved.tables = tables::resolve(manual, &mut problems);
    for page in &manual.loose {
        let what = "a page without front-matter";
        problems.extend(claims::refuse(&page.path, &page.body.claims, what));
    }
    if let Some(home) = &manual.home {
        problems.extend(claims::refuse(
            &home.path,
            &home.body.claims,
            "the home page",
        ));
    }
    resolved.exclusions = exclusions::resolve(manual, &mut problems);
    problems.extend(theme::check(manual));
    for referrers in resolved.page_referrers.values_mut() {
        referrers.sort();
        referrers.dedup();
    }
    for referrers in resolved.clause_referrers.values_mut() {
        referrers.sort();
        referrers.dedup();
    }
    (resolved, problems::suggest(manual, problems))
}

fn resolve_links(manual: &Manual, resolved: &mut Resolved, problems: &mut Vec<Problem>) {
    let keys: Vec<PageKey> = manual.page_keys().collect();
    let found: Vec<PageLinks> = keys
        .par_iter()
        .map(|page| {
            let mut found = links::resolve_page(manual, *page);
            found.problems.extend(variables::check(manual, *page));
            found
        })
        .collect();
    resolved.links.reserve(keys.len());
    for (page, found) in keys.into_iter().zip(found) {
        let references = manual.body(page).map(|body| body.references.as_slice());
        for (reference, link) in references.unwrap_or_default().iter().zip(&found.links) {
            let referrer = || links::referrer(manual, page, reference);
            match link {
                Link::Page(target, _) if *target != page => {
                    resolved
                        .page_referrers
                        .entry(*target)
                        .or_default()
                        .push(referrer());
                }
                Link::Clause(clause) => {
                    resolved
                        .clause_referrers
                        .entry(*clause)
                        .or_default()
                        .push(referrer());
                }
                Link::Page(..) | Link::Asset(_) | Link::Broken => {}
            }
        }
        problems.extend(found.problems);
        resolved.links.insert(page, found.links);
    }
}

fn resolve_documents(manual: &Manual, resolved: &mut Resolved, problems: &mut Vec<Problem>) {
    for at in 0..manual.documents.len() as u32 {
        let ix = DocumentIx(at);
        let document = manual.document(ix);
        let (claims, of_claims) = claims::resolve_document(manual, ix);
        resolved.claims.extend(claims);
        problems.extend(of_claims);
        resolved
            .evidence
            .push(fields::evidence(manual, ix, problems));
        resolved
            .supersedes
            .push(fields::supersedes(manual, ix, problems));
        let kind = manual.kind(document.kind);
        let pages = fields::references(manual, &document.path, kind, &document.fields, problems);
        // What only the fields name refers to a clause as well, but claims nothing.
        fields::scope(manual, &document.path, kind, &document.fields, problems);
        refer(resolved, PageKey::Document(ix), pages);
    }
    circles(manual, resolved, problems);
}

fn resolve_records(manual: &Manual, resolved: &mut Resolved, problems: &mut Vec<Problem>) {
    for (at, record) in manual.records.iter().enumerate() {
        let key = PageKey::Record(RecordIx(at as u32));
        let kind = manual.kind(record.kind);
        problems.extend(claims::refuse(
            &record.path,
            &record.body.claims,
            "a record",
        ));
        let form = fields::form(manual, &record.path, record.form.as_ref(), problems);
        resolved.forms.push(form);
        resolved.scopes.push(fields::scope(
            manual,
            &record.path,
            kind,
            &record.fields,
            problems,
        ));
        let mut pages = fields::references(manual, &record.path, kind, &record.fields, problems);
        pages.extend(form.map(PageKey::Document));
        refer(resolved, key, pages);
    }
}

/// Notes that a page's front-matter names others.
fn refer(resolved: &mut Resolved, page: PageKey, targets: Vec<PageKey>) {
    for target in targets.into_iter().filter(|target| *target != page) {
        let referrer = Referrer {
            page,
            section: None,
        };
        resolved
            .page_referrers
            .entry(target)
            .or_default()
            .push(referrer);
    }
}

/// Reports the documents that supersede each other in a circle: all of them would be obsolete.
fn circles(manual: &Manual, resolved: &Resolved, problems: &mut Vec<Problem>) {
    // A document that takes part in no circle has, again and again, nothing left that supersedes it.
    let mut above = vec![0_usize; manual.documents.len()];
    for superseded in resolved.supersedes.iter().flatten() {
        above[superseded.0 as usize] += 1;
    }
    let mut free: Vec<usize> = (0..above.len()).filter(|at| above[*at] == 0).collect();
    while let Some(at) = free.pop() {
        for superseded in &resolved.supersedes[at] {
            let below = superseded.0 as usize;
            above[below] -= 1;
            if above[below] == 0 {
                free.push(below);
            }
        }
    }
    for (document, above) in manual.documents.iter().zip(above) {
        let Some(first) = document.supersedes.first().filter(|_| above > 0) else {
            continue;
        };
        let place = Place::new(&document.path, first.spot);
        let message = format!("{} is superseded in a circle", document.id.value);
        problems.push(Problem::plain(
            Diagnostic::new(&rules::CIRCULAR_SUPERSESSION, place, message)
                .help("take the older document out of the circle"),
        ));
    }
}
