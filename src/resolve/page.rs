//! The names in one page.

use std::collections::HashMap;

use super::clauses::{FoundClause, claims};
use super::{fields, links, tables, variables};
use crate::index::Position as _;
use crate::manual::{
    ClauseKey, DocumentIx, FieldName, Manual, PageKey, RecordIx, SectionId, StatedClaim, TableIx,
    Translation, TranslationIx,
};
use crate::resolve::given::{GivenClaims, InTranslation};
use crate::resolve::model::{Claim, Evidence, Link, Scope};
use crate::resolve::unresolved::Unresolved;
use crate::rules;

/// The names in one page, resolved. The result depends on the page, on the manual's names, settings
/// and files, on the claims that are given to it, and on the anchors of the linked pages.
#[derive(Debug, Default)]
pub(super) struct PageNames {
    pub(super) links: Vec<Link>,
    /// The links in the texts of the fields.
    pub(super) field_links: Vec<Link>,
    /// The pages and clauses that the page refers to, each with the section of the reference.
    /// Claims are not included.
    pub(super) referred: Vec<(Referred, Option<SectionId>)>,
    pub(super) claims: Vec<Claim>,
    /// The claims that rows of a translation state for documents that they name.
    pub(super) claims_for_others: Vec<(DocumentIx, FoundClause)>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) supersedes: Vec<DocumentIx>,
    pub(super) form: Option<DocumentIx>,
    pub(super) scope: Vec<Scope>,
    pub(super) tables: HashMap<FieldName, TableIx>,
    pub(super) unresolved: Vec<Unresolved>,
}

/// A target whose referrers are recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Referred {
    Page(PageKey),
    Clause(ClauseKey),
}

impl PageNames {
    /// Resolves the names in a page.
    pub(super) fn look_up(manual: &Manual, given: &GivenClaims, page: PageKey) -> Self {
        let mut names = Self::default();
        names.text(manual, page);
        names.fields(manual, page);
        match page {
            PageKey::Document(ix) => names.document(manual, given.to(ix), ix),
            PageKey::Translation(ix) => names.translation(manual, given.in_translation(ix), ix),
            PageKey::Record(ix) => names.record(manual, ix),
            PageKey::Uncontrolled(_) => {
                names.refuse_claims(manual, page, "a page without front-matter");
            }
            PageKey::Home => names.refuse_claims(manual, page, "the home page"),
        }
        names
    }

    /// Resolves the references in the text, and checks its variables.
    fn text(&mut self, manual: &Manual, page: PageKey) {
        let (Some(body), Some(path)) = (manual.body(page), manual.path(page)) else {
            return;
        };
        self.links.reserve_exact(body.references.len());
        for reference in &body.references {
            let link = match links::resolve(manual, page, path, reference) {
                Ok(link) => link,
                Err(one_unresolved) => {
                    self.unresolved
                        .extend(one_unresolved.map(|one_unresolved| *one_unresolved));
                    Link::Broken
                }
            };
            if let Some(referred) = referred(page, &link) {
                let heading = reference.heading;
                let heading = heading.and_then(|heading| body.headings.get(heading.index()));
                let section = heading.map(|heading| heading.id.clone());
                self.referred.push((referred, section));
            }
            self.links.push(link);
        }
        self.unresolved.extend(variables::check(manual, page));
    }

    /// Resolves the references in the texts of the fields.
    fn fields(&mut self, manual: &Manual, page: PageKey) {
        let (Some(fields), Some(path)) = (manual.fields(page), manual.path(page)) else {
            return;
        };
        for of_field in &fields.references {
            let reference = &of_field.reference;
            let path = match reference.span.is_in_settings {
                true => &manual.config.path,
                false => path,
            };
            let link = match links::resolve(manual, page, path, reference) {
                Ok(link) => link,
                Err(unresolved) => {
                    let unresolved = unresolved.map(|unresolved| *unresolved);
                    self.unresolved.extend(unresolved);
                    Link::Broken
                }
            };
            self.referred
                .extend(referred(page, &link).map(|referred| (referred, None)));
            self.field_links.push(link);
        }
    }

    fn document(&mut self, manual: &Manual, given: &[StatedClaim], ix: DocumentIx) {
        let document = manual.document(ix);
        let page = PageKey::Document(ix);
        let unresolved = &mut self.unresolved;
        let links = &self.links;
        self.claims =
            claims::resolve_document(manual, (ix, page), document, given, links, unresolved);
        self.evidence = fields::evidence(manual, document, unresolved);
        self.supersedes = fields::supersedes(manual, ix, document, unresolved);
        let kind = manual.kind(document.kind);
        let named = fields::references(manual, &document.path, kind, &document.fields, unresolved);
        // A document's fields of type `clauses` claim nothing; the call only reports unknown
        // clauses.
        fields::scope(manual, &document.path, kind, &document.fields, unresolved);
        self.refer(page, named);
    }

    /// Resolves the names in a translation. Its claims only have badges in its text, and its evidence
    /// is not that of the document.
    fn translation(&mut self, manual: &Manual, given: Option<&InTranslation>, ix: TranslationIx) {
        let own = given.map_or(&[][..], |given| &given.own);
        self.claims_for_others = given.map_or_else(Vec::new, |given| given.for_others.clone());
        let Translation { of, page: document } = manual.translation(ix);
        let page = PageKey::Translation(ix);
        let unresolved = &mut self.unresolved;
        let before = unresolved.len();
        let links = &self.links;
        self.claims =
            claims::resolve_document(manual, (*of, page), document, own, links, unresolved);
        // The headings of a translation have other ids. A claim that counts nowhere needs none.
        let of_claims = unresolved.split_off(before).into_iter();
        let is_section = |one: &Unresolved| *one.diagnostic.rule == rules::UNKNOWN_SECTION;
        unresolved.extend(of_claims.filter(|one| !is_section(one)));
        fields::evidence(manual, document, unresolved);
        self.supersedes = fields::supersedes(manual, *of, document, unresolved);
        let kind = manual.kind(document.kind);
        let named = fields::references(manual, &document.path, kind, &document.fields, unresolved);
        fields::scope(manual, &document.path, kind, &document.fields, unresolved);
        self.refer(page, named);
    }

    fn record(&mut self, manual: &Manual, ix: RecordIx) {
        let record = manual.record(ix);
        let page = PageKey::Record(ix);
        self.refuse_claims(manual, page, "a record");
        let unresolved = &mut self.unresolved;
        let kind = manual.kind(record.kind);
        self.form = fields::form(manual, &record.path, record.form.as_ref(), unresolved);
        self.scope = fields::scope(manual, &record.path, kind, &record.fields, unresolved);
        self.tables = tables::resolve(manual, record, unresolved);
        fields::check_evidence_of_record(manual, &record.path, kind, &record.fields, unresolved);
        let mut named = fields::references(manual, &record.path, kind, &record.fields, unresolved);
        named.extend(self.form.map(PageKey::Document));
        self.refer(page, named);
    }

    /// Records the pages that the front-matter refers to.
    fn refer(&mut self, page: PageKey, named: Vec<PageKey>) {
        let others = named.into_iter().filter(|target| *target != page);
        self.referred
            .extend(others.map(|target| (Referred::Page(target), None)));
    }

    fn refuse_claims(&mut self, manual: &Manual, page: PageKey, what: &str) {
        let (Some(body), Some(path)) = (manual.body(page), manual.path(page)) else {
            return;
        };
        // The front-matter cannot be read, which was reported. The page may be a document, whose
        // claims are allowed.
        if matches!(page, PageKey::Uncontrolled(_)) && manual.names.misread.contains(path) {
            return;
        }
        let refused = claims::refuse(path, &body.claims, what);
        self.unresolved.extend(refused);
    }
}

/// What a link of a page refers to, if its referrers are recorded.
fn referred(page: PageKey, link: &Link) -> Option<Referred> {
    match link {
        Link::Page(target, _) if *target != page => Some(Referred::Page(*target)),
        // The document refers to it, too.
        Link::Clause(_) if matches!(page, PageKey::Translation(_)) => None,
        Link::Clause(clause) => Some(Referred::Clause(*clause)),
        Link::Page(..) | Link::Asset(_) | Link::Site(_) | Link::Broken => None,
    }
}
