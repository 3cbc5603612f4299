//! Hands the claims that tables and other notations state to the documents that make them
//! (`docs/design.md`, "Claims in tables and other notations").

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::clauses::{FoundClause, claims, find_stated_clause};
use super::links;
use crate::diagnostics::{Diagnostic, Location, SourcePath, Span, Spanned};
use crate::index::Position as _;
use crate::manual::{
    ClaimOrigin, ClaimRow, DocumentIx, FileClaims, Manual, NamedDocument, PageKey, Reference,
    RowDocuments, SectionId, Shown, StatedClaim, Status, Struck, Target, TranslationIx,
};
use crate::resolve::model::Link;
use crate::resolve::unresolved::Unresolved;
use crate::rules;

/// The claims that files hand to documents.
#[derive(Clone, Debug, Default)]
pub(super) struct GivenClaims {
    /// By document, in the order of the files.
    by_document: FxHashMap<DocumentIx, Vec<StatedClaim>>,
    /// What translations state in other notations. It counts nowhere.
    in_translations: FxHashMap<TranslationIx, InTranslation>,
    /// The rows that cannot be handed to a document.
    pub(super) unresolved: Vec<Unresolved>,
    /// The values of the settings that were reported, which many rows have.
    reported: FxHashSet<Span>,
    /// The files that state them.
    files: Vec<Arc<FileClaims>>,
}

/// The claims that a translation states in other notations.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct InTranslation {
    /// Those for its document.
    pub(super) own: Vec<StatedClaim>,
    /// Those for documents that its rows name.
    pub(super) for_others: Vec<(DocumentIx, FoundClause)>,
}

impl GivenClaims {
    /// Hands out the claims of all files of a manual.
    pub(super) fn hand_out(manual: &Manual) -> Self {
        let mut given = Self {
            files: manual.claims.clone(),
            ..Self::default()
        };
        for file in &manual.claims {
            Giver::new(manual, file).hand_out(&mut given);
        }
        // They stay in memory as long as the manual.
        let lists = given.by_document.values_mut();
        lists.for_each(Vec::shrink_to_fit);
        given
    }

    /// The claims that were handed out already.
    pub(super) fn of(by_document: Vec<(DocumentIx, Vec<StatedClaim>)>) -> Self {
        Self {
            by_document: by_document.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The claims that are given to a document.
    pub(super) fn to(&self, document: DocumentIx) -> &[StatedClaim] {
        self.by_document.get(&document).map_or(&[], Vec::as_slice)
    }

    /// What a translation states in other notations, if it states anything there.
    pub(super) fn in_translation(&self, translation: TranslationIx) -> Option<&InTranslation> {
        self.in_translations.get(&translation)
    }

    /// Whether the claims of a manual are still these. Its names must be the same as before.
    pub(super) fn are_of(&self, manual: &Manual) -> bool {
        let mut pairs = self.files.iter().zip(&manual.claims);
        self.files.len() == manual.claims.len() && pairs.all(|(one, other)| Arc::ptr_eq(one, other))
    }

    /// The pages to which other claims are given than by `other`.
    pub(super) fn differing(&self, other: &Self) -> Vec<PageKey> {
        let all = self.by_document.keys().chain(other.by_document.keys());
        let documents = all.filter(|document| self.to(**document) != other.to(**document));
        let all = self
            .in_translations
            .keys()
            .chain(other.in_translations.keys());
        let differs = |ix: &&TranslationIx| self.in_translation(**ix) != other.in_translation(**ix);
        let translations = all.filter(differs);
        let documents = documents.copied().map(PageKey::Document);
        documents
            .chain(translations.copied().map(PageKey::Translation))
            .collect()
    }
}

/// A file that hands out claims.
struct Giver<'m> {
    manual: &'m Manual,
    file: &'m FileClaims,
    /// Its page; `None` for a table beside the texts.
    page: Option<PageKey>,
}

/// A document that makes the claims of a row.
struct Maker {
    document: DocumentIx,
    /// The section that a link names.
    section: Option<Spanned<SectionId>>,
    is_struck: bool,
}

/// The page that a row names, and the section of it.
struct Found {
    page: PageKey,
    section: Option<Spanned<SectionId>>,
}

impl<'m> Giver<'m> {
    fn new(manual: &'m Manual, file: &'m FileClaims) -> Self {
        Self {
            manual,
            file,
            page: manual.names.by_path.get(&file.path).copied(),
        }
    }

    fn hand_out(&self, given: &mut GivenClaims) {
        let body = self.page.and_then(|page| self.manual.body(page));
        // It cannot be determined which rows are valid; the markers are reported.
        if body.is_some_and(|body| body.has_merge_markers) {
            return;
        }
        // The rows of a translation are those of its document.
        if let Some(PageKey::Translation(ix)) = self.page {
            let in_translation = self.in_translation(given);
            given.in_translations.insert(ix, in_translation);
            return;
        }
        if let Some(what) = self.no_maker() {
            given.unresolved.extend(self.refuse_tables(what));
            return;
        }
        let mut refused = 0;
        if let Some(unresolved) = self.refuse_own_rows() {
            given.unresolved.push(unresolved);
        }
        for row in &self.file.rows {
            if self.is_obsolete() && row.documents != RowDocuments::Own {
                refused += 1;
                continue;
            }
            let claims = self.clauses(row, given);
            if claims.is_empty() {
                continue;
            }
            let Some(makers) = self.makers(row, given) else {
                continue;
            };
            for maker in makers {
                let list = given.by_document.entry(maker.document).or_default();
                list.extend(claims.iter().map(|claim| maker.make(claim)));
            }
        }
        if refused > 0 {
            given.unresolved.push(self.refused(refused));
        }
    }

    /// What the page of a translation states.
    fn in_translation(&self, given: &mut GivenClaims) -> InTranslation {
        let mut stated = InTranslation::default();
        for row in &self.file.rows {
            if row.documents == RowDocuments::Own {
                stated.own.extend(row.claims.iter().cloned());
                continue;
            }
            let claims = self.clauses(row, given);
            let claims = claims.into_iter();
            let found = claims.filter_map(|claim| find_stated_clause(self.manual, claim).ok());
            let found: Vec<FoundClause> = found.collect();
            for document in self.documents_in_translation(row, given) {
                let claims = found.iter().cloned().map(|claim| (document, claim));
                stated.for_others.extend(claims);
            }
        }
        stated
    }

    /// The documents that a row of a translation names. It may name their texts in its language.
    fn documents_in_translation(&self, row: &ClaimRow, given: &mut GivenClaims) -> Vec<DocumentIx> {
        let RowDocuments::Named(named) = &row.documents else {
            return Vec::new();
        };
        let mut documents = Vec::with_capacity(named.len());
        for one in named {
            match self.find(one).map(|found| found.page) {
                Ok(PageKey::Document(ix)) => documents.push(ix),
                Ok(PageKey::Translation(ix)) => documents.push(self.manual.translation(ix).of),
                Ok(_) => {}
                Err(unresolved) => given.unresolved.extend(unresolved.map(|one| *one)),
            }
        }
        documents
    }

    /// What the page is, if its rows claim nothing, for whatever document: records make no claims, nor
    /// does a page that may be one.
    fn no_maker(&self) -> Option<&'static str> {
        match self.page? {
            PageKey::Record(_) => Some("a record"),
            PageKey::Uncontrolled(ix) => {
                let is_of_record = self.manual.uncontrolled_page(ix).record.is_some();
                match is_of_record {
                    true => Some("a record"),
                    false => self
                        .is_misread()
                        .then_some("a page that cannot be read as a document"),
                }
            }
            PageKey::Document(_) | PageKey::Translation(_) | PageKey::Home => None,
        }
    }

    fn is_misread(&self) -> bool {
        self.manual.names.misread.contains(&self.file.path)
    }

    /// Reports the rows of a page that makes no claims, once for each table. If the page cannot be
    /// read, that was reported, and it may be a document, which may claim for itself.
    fn refuse_tables(&self, what: &str) -> Vec<Unresolved> {
        let rows = self.file.rows.iter();
        let is_misread = self.is_misread();
        let rows = rows.filter(|row| !is_misread || row.documents != RowDocuments::Own);
        let mut tables: Vec<(&ClaimRow, usize)> = Vec::new();
        for row in rows {
            match tables
                .iter_mut()
                .find(|(first, _)| first.table == row.table)
            {
                Some((_, further)) => *further += 1,
                None => tables.push((row, 0)),
            }
        }
        let reports = tables.into_iter().filter_map(|(first, further)| {
            let location = Location::new(&self.file.path, first.span);
            let unresolved = claims::refused(location, what, first.claims.first()?);
            Some(with_further_rows(unresolved, further))
        });
        reports.collect()
    }

    fn is_obsolete(&self) -> bool {
        match self.page {
            Some(PageKey::Document(ix)) => {
                self.manual.document(ix).status == Some(Status::Obsolete)
            }
            _ => false,
        }
    }

    /// The claims of a row whose clauses exist. None, if words stand beside them: they may restrict the
    /// others, as in `8.4, but not for services`.
    fn clauses<'r>(&self, row: &'r ClaimRow, given: &mut GivenClaims) -> Vec<&'r StatedClaim> {
        let mut clauses = Vec::with_capacity(row.claims.len());
        let mut is_understood = true;
        for claim in &row.claims {
            let Err(error) = find_stated_clause(self.manual, claim) else {
                clauses.push(claim);
                continue;
            };
            is_understood &= is_number(&claim.clause.value);
            let (span, error) = *error;
            if span.is_in_settings && !given.reported.insert(span) {
                continue;
            }
            let location = claim.location(&self.file.path, span);
            let unresolved = Unresolved::of_clause(self.manual, location, error);
            given.unresolved.push(unresolved);
        }
        if !is_understood {
            clauses.clear();
        }
        clauses
    }

    /// The documents that make the claims of a row; `None` if one of them cannot make claims.
    fn makers(&self, row: &ClaimRow, given: &mut GivenClaims) -> Option<Vec<Maker>> {
        let named = match &row.documents {
            RowDocuments::Named(named) => named,
            RowDocuments::Own => {
                let Some(PageKey::Document(document)) = self.page else {
                    return None;
                };
                return Some(vec![Maker {
                    document,
                    section: None,
                    is_struck: false,
                }]);
            }
        };
        let mut makers = Vec::with_capacity(named.len());
        let mut are_all = true;
        for one in named {
            match self.find(one) {
                Ok(Found { page, section }) => {
                    let document = self.document(page, row, one.written.span, given);
                    are_all &= document.is_some();
                    // A row may name a document twice, by its id and its title.
                    let document = document.filter(|document| {
                        let same =
                            |maker: &Maker| maker.document == *document && maker.section == section;
                        !makers.iter().any(same)
                    });
                    makers.extend(document.map(|document| Maker {
                        document,
                        section,
                        is_struck: one.is_struck,
                    }));
                }
                Err(unresolved) => {
                    are_all = false;
                    let span = one.written.span;
                    if !span.is_in_settings || given.reported.insert(span) {
                        given.unresolved.extend(unresolved.map(|one| *one));
                    }
                }
            }
        }
        are_all.then_some(makers)
    }

    /// The report that a page which is not a document cannot claim what its own rows state.
    fn refuse_own_rows(&self) -> Option<Unresolved> {
        let rows = self.file.rows.iter();
        let mut own = rows.filter(|row| row.documents == RowDocuments::Own);
        let (first, further) = (own.next()?, own.count());
        let what = self.no_document(self.page?)?;
        let location = Location::new(&self.file.path, first.span);
        let claim = first.claims.first()?;
        let unresolved = claims::refused(location, what, claim);
        Some(with_further_rows(unresolved, further))
    }

    /// What a page is that cannot make claims. `None` for a document, and for a page whose
    /// front-matter cannot be read, which was reported.
    fn no_document(&self, page: PageKey) -> Option<&'static str> {
        let path = self.manual.path(page)?;
        if self.manual.names.misread.contains(path) {
            return None;
        }
        match page {
            PageKey::Document(_) => None,
            PageKey::Translation(_) => Some("a translation"),
            PageKey::Record(_) => Some("a record"),
            PageKey::Uncontrolled(_) => Some("a page that is not controlled"),
            PageKey::Home => Some("the home page"),
        }
    }

    /// The document of a page that a row names. A page of another class is reported: only documents
    /// make claims.
    fn document(
        &self,
        page: PageKey,
        row: &ClaimRow,
        place: Span,
        given: &mut GivenClaims,
    ) -> Option<DocumentIx> {
        if let PageKey::Document(ix) = page {
            return Some(ix);
        }
        let what = self.no_document(page)?;
        let claim = row.claims.first()?;
        let location = Location::new(&self.file.path, place);
        given
            .unresolved
            .push(claims::refused(location, what, claim));
        None
    }

    /// The page that a row names, and the section.
    fn find(&self, named: &NamedDocument) -> Result<Found, Option<Box<Unresolved>>> {
        let span = named.written.span;
        if let Some(link) = named.link {
            let body = self.page.and_then(|page| self.manual.body(page));
            let reference = body.and_then(|body| body.references.get(link.index()));
            let reference = reference.ok_or(None)?;
            // A broken link is reported with the other links of the page.
            return self.follow(reference, span).map_err(|_| None);
        }
        let (name, section) = name_and_section(&named.written.value);
        let reference = |target| Reference {
            target,
            shown: Shown::Link,
            heading: None,
            span,
        };
        let is_id = self.manual.names.find(name).is_some();
        if is_id || !name.contains(['/', '.']) {
            let target = Target::Id {
                id: name.to_owned(),
                section: section.map(str::to_owned),
            };
            return self.follow(&reference(target), span);
        }
        let path = |path: String| {
            let fragment = section.map(str::to_owned);
            reference(Target::Path { path, fragment })
        };
        // A table in a folder may name files by their paths from the manual's folder.
        let found = self.follow(&path(name.to_owned()), span);
        found.or_else(|error| {
            let from_manual = self.follow(&path(format!("/{name}")), span);
            from_manual.map_err(|_| error)
        })
    }

    /// The page that a reference leads to, and the section that it names.
    fn follow(&self, reference: &Reference, span: Span) -> Result<Found, Option<Box<Unresolved>>> {
        let own = self.page.unwrap_or(PageKey::Home);
        let is_id = matches!(reference.target, Target::Id { .. });
        let page = match links::resolve(self.manual, own, &self.file.path, reference)? {
            // An id means the document, whatever the language of its reader.
            Link::Page(PageKey::Translation(ix), _) if is_id => {
                PageKey::Document(self.manual.translation(ix).of)
            }
            Link::Page(page, _) => page,
            Link::Asset(_) | Link::Clause(_) | Link::Site(_) | Link::Broken => {
                let message = "this leads to no document, so that the row claims nothing";
                let location = Location::new(&self.file.path, span);
                let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message)
                    .help("write the id or the path of a document");
                return Err(Some(Box::new(Unresolved::plain(diagnostic))));
            }
        };
        let section = match &reference.target {
            Target::Id { section, .. } => section.as_deref(),
            Target::Path { fragment, .. } => fragment.as_deref(),
            Target::Here { section } => Some(&**section),
            Target::Clause(_) => None,
        };
        let section = section.map(|section| Spanned::new(SectionId::new(section), span));
        Ok(Found { page, section })
    }

    /// The report that the rows of an obsolete document claim nothing for others.
    fn refused(&self, rows: usize) -> Unresolved {
        let first = self
            .file
            .rows
            .iter()
            .find(|row| row.documents != RowDocuments::Own);
        let place = first.map_or_else(Span::start_of_file, |row| row.span);
        let rows = match rows {
            1 => "a row".to_owned(),
            rows => format!("{rows} rows"),
        };
        let message = format!(
            "{rows} of this obsolete document would claim clauses for other documents, and count nowhere"
        );
        let location = Location::new(&self.file.path, place);
        let help = "let a document that is not obsolete say so, or leave this file out of `files`";
        Unresolved::plain(Diagnostic::new(&rules::CLAIM_IN_RECORD, location, message).help(help))
    }
}

impl Maker {
    /// The claim as this document makes it.
    fn make(&self, claim: &StatedClaim) -> StatedClaim {
        let origin = match (&claim.origin, &self.section) {
            (ClaimOrigin::Document, Some(section)) => ClaimOrigin::NamedSection(section.clone()),
            (origin, _) => origin.clone(),
        };
        StatedClaim {
            origin,
            struck: match self.is_struck {
                true => Some(Struck::Text.beside(claim.struck)),
                false => claim.struck,
            },
            ..claim.clone()
        }
    }
}

/// The report of a row that claims nothing, which also tells of further rows like it.
fn with_further_rows(mut unresolved: Unresolved, rows: usize) -> Unresolved {
    let message = &mut unresolved.diagnostic.message;
    match rows {
        0 => {}
        1 => message.push_str(", nor what another row states"),
        rows => message.push_str(&format!(", nor what {rows} further rows state")),
    }
    unresolved
}

/// The name and the section in `QP-07#scope`, `[[QP-07]]` or `[Purchasing](purchasing.md#scope)`, as
/// tables beside the texts have them.
fn name_and_section(written: &str) -> (&str, Option<&str>) {
    let written = written.trim();
    let wiki = written
        .strip_prefix("[[")
        .and_then(|rest| rest.strip_suffix("]]"));
    let wiki = wiki.map(|inner| inner.split('|').next().unwrap_or(inner));
    let link = || {
        let (_, address) = written
            .strip_prefix('[')?
            .strip_suffix(')')?
            .split_once("](")?;
        Some(address)
    };
    let name = wiki.or_else(link).unwrap_or(written);
    match name.split_once('#') {
        Some((name, section)) => (name.trim(), Some(section.trim())),
        None => (name.trim(), None),
    }
}

/// Whether the file of these claims is one of the tables of `manual.toml`.
pub(super) fn is_table_of_claims(manual: &Manual, path: &SourcePath) -> bool {
    let files = manual.config.claims_files.iter();
    files.map(|file| &file.path.value).any(|file| file == path)
}

/// Whether a text that is no clause only has a wrong number, and no words: `4.3.4e`, `8.1b8.1c`.
fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && text.split_whitespace().count() == 1
}
