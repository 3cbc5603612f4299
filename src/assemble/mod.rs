//! Turns parsed files into the model: fields get their types from the table of kinds, and each page
//! becomes a document, a record, or a page that is neither.

mod assembled;
mod clauses;
mod controlled;
mod crosswalks;
mod defaults;
mod fields;
mod home;
mod language;
mod page;
mod reading;
mod references;
mod samples;
mod standards;
mod tables;
mod translations;
mod uncontrolled;
mod unread;
mod words;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

pub(crate) use assembled::{Assembled, AssembledPage, Reading};
pub(crate) use page::assemble_page;
pub(crate) use reading::{Newest, ReadClaimsFiles, is_one_clause, newest, read_claims_files};
pub(crate) use standards::{OwnStandards, choose_standards, take_out_foreign_ids};
pub(crate) use uncontrolled::{first_heading, first_heading_as_written};

use crate::diagnostics::{Diagnostic, Location, SourcePath, Spanned};
use crate::index::{IndexVec, Position as _};
use crate::manual::look_alike::code_point;
use crate::manual::{
    ApprovalFiles, Body, Class, Config, Document, DocumentId, DocumentIx, FileClaims, IssuedTexts,
    Kind, KindIx, KindName, Manual, Names, PageKey, PageLanguage, ReadMarkup, ReadTable, Record,
    Standard, StandardIx, Translation, UncontrolledPage, UsedParts,
};
use crate::parse::kinds;
use crate::rules;

/// The settings of `manual.toml` and the standards, with which every page is read.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The settings of `manual.toml`.
    pub config: Arc<Config>,
    /// All kinds: the built-in ones and the manual's own.
    pub kinds: Arc<IndexVec<KindIx, Kind>>,
    /// The standards that `manual.toml` lists, in its order.
    pub standards: IndexVec<StandardIx, Arc<Standard>>,
    /// The file of the home page's text.
    pub home: SourcePath,
    /// The diagnostics of these files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Settings {
    /// Builds the settings from `manual.toml`, the manual's own standards and the list of its pages,
    /// sorted by path.
    pub fn new(
        mut config: Config,
        own: OwnStandards<'_>,
        pages: &[SourcePath],
        mut diagnostics: Vec<Diagnostic>,
    ) -> Self {
        let (home, of_home) = home::choose(&config, pages);
        diagnostics.extend(of_home);
        diagnostics.extend(crosswalks::check(own));
        let (standards, of_standards) = choose_standards(&mut config, own);
        diagnostics.extend(of_standards);
        Self {
            kinds: Arc::new(all_kinds(&config).into()),
            config: Arc::new(config),
            standards: standards.into(),
            home,
            diagnostics,
        }
    }

    /// Whether the settings may change if this page is added or removed.
    pub(crate) fn depend_on_page(&self, path: &SourcePath) -> bool {
        home::may_be(&self.config, path)
    }

    /// The settings that the assembly of a page depends on.
    pub fn reading(&self) -> Reading<'_> {
        Reading {
            config: &self.config,
            kinds: self.kinds.as_slice(),
            home: &self.home,
        }
    }
}

/// Every kind that a manual has: the built-in ones, changed and added to by its `manual.toml`.
pub(crate) fn all_kinds(config: &Config) -> Vec<Kind> {
    let mut all = kinds::built_in();
    kinds::add_class_fields(&mut all, &config.class_fields);
    for own in &config.kinds {
        match all.iter_mut().find(|kind| kind.name == own.name) {
            Some(kind) => *kind = own.clone(),
            None => all.push(own.clone()),
        }
    }
    for own in &config.kinds {
        if let Some(before) = &own.before {
            move_before(&mut all, &own.name, &before.value);
        }
    }
    all
}

/// Moves a kind to the place before another one, if there is such a kind.
fn move_before(kinds: &mut Vec<Kind>, name: &KindName, before: &KindName) {
    let place = |kinds: &[Kind], name: &KindName| kinds.iter().position(|one| one.name == *name);
    if name == before || place(kinds, before).is_none() {
        return;
    }
    if let Some(at) = place(kinds, name) {
        let kind = kinds.remove(at);
        let to = place(kinds, before).unwrap_or(at);
        kinds.insert(to, kind);
    }
}

/// The assembled files of a manual, before references between them are looked up.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The settings of `manual.toml` and the standards.
    pub settings: Arc<Settings>,
    /// The pages, by path.
    pub pages: Vec<Arc<Assembled>>,
    /// The tables of CSV files, by path.
    pub tables: Vec<Arc<ReadTable>>,
    /// The claims of the tables that `[[claims]]` names.
    pub(crate) claims_files: Arc<ReadClaimsFiles>,
    /// The HTML, SVG, XML and CSS files, by path.
    pub markups: Vec<Arc<ReadMarkup>>,
    /// The files that are copied as they are, by path.
    pub assets: Vec<SourcePath>,
    /// The assets that contain keys or passwords, by path.
    pub keys: Vec<SourcePath>,
    /// The approval files and the allowed signers.
    pub approvals: ApprovalFiles,
    /// The texts in which documents were issued.
    pub issued: Arc<IssuedTexts>,
    /// The diagnostics of files that could not be read, and of the theme.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parts {
    /// For each part of the settings that files must use, whether a file does.
    fn used_parts(&self) -> UsedParts {
        let mut used = UsedParts::beside(&self.settings.config.parts, false);
        let of_pages = self.pages.iter().flat_map(|page| &page.used);
        let of_settings = &self.settings.config.used_here;
        for part in of_pages.chain(&self.claims_files.used).chain(of_settings) {
            used[*part] = true;
        }
        used
    }

    /// The claims that pages and tables state by `[[claims]]`.
    fn claims(&self) -> Vec<Arc<FileClaims>> {
        let of_pages = self.pages.iter().filter_map(|page| page.claims.as_ref());
        of_pages.chain(&self.claims_files.claims).cloned().collect()
    }

    /// The files and folders that cannot be read.
    fn unread(&self) -> Vec<SourcePath> {
        let unread = self.diagnostics.iter();
        let unread = unread.filter(|one| *one.rule == rules::UNREADABLE_FILE);
        let mut unread: Vec<SourcePath> = unread.map(|one| one.location.path.clone()).collect();
        unread.sort();
        unread
    }
}

/// Builds the manual from its parts. Each id names one document or record; the files of one document
/// in different languages are the document and its translations. If several files have the same id
/// otherwise, the first one by path keeps it; the others are reported and become uncontrolled pages,
/// which make no claims.
pub(crate) fn assemble(parts: &Parts) -> Manual {
    let mut names = Names::default();
    let mut documents = Vec::with_capacity(parts.pages.len());
    let mut records = Vec::new();
    let mut uncontrolled = Vec::new();
    let mut home = None;
    let mut taken = TakenIds::default();
    let mut further: BTreeMap<DocumentId, Vec<Arc<Document>>> = BTreeMap::new();
    let mut further_records: BTreeMap<DocumentId, Vec<Arc<Record>>> = BTreeMap::new();
    for assembled in &parts.pages {
        match &assembled.page {
            AssembledPage::Document(document) => {
                let id = &document.id.value;
                match taken.take(&document.path, &document.id, Class::Document) {
                    Ok(()) => documents.push(Arc::clone(document)),
                    Err(Clash {
                        id: other, class, ..
                    }) if *other == *id && class == Class::Document => {
                        let files = further.entry(id.clone()).or_default();
                        files.push(Arc::clone(document));
                    }
                    Err(clash) => {
                        names
                            .diagnostics
                            .push(clash.report(&document.path, &document.id));
                        taken.share(id);
                        leave_out(document, &mut names, &mut uncontrolled);
                    }
                }
            }
            AssembledPage::Record(record) => {
                let id = &record.id.value;
                match taken.take(&record.path, &record.id, Class::Record) {
                    Ok(()) => records.push(Arc::clone(record)),
                    Err(Clash {
                        id: other, class, ..
                    }) if *other == *id && class == Class::Record => {
                        let files = further_records.entry(id.clone()).or_default();
                        files.push(Arc::clone(record));
                    }
                    Err(clash) => {
                        names
                            .diagnostics
                            .push(clash.report(&record.path, &record.id));
                        taken.share(id);
                        leave_out_record(record, &mut names, &mut uncontrolled);
                    }
                }
            }
            AssembledPage::Uncontrolled(page) => uncontrolled.push(Arc::clone(page)),
            AssembledPage::Home(page) => home = Some(Arc::clone(page)),
            AssembledPage::Unreadable {
                page,
                id,
                successor,
            } => {
                names.unreadable.extend(id.clone());
                let successor = successor.as_deref();
                names.unread_successors.extend(successor.cloned());
                names.misread.insert(page.path.clone());
                uncontrolled.push(Arc::clone(page));
            }
        }
    }
    documents.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    records.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    let mut documents: IndexVec<DocumentIx, Arc<Document>> = documents.into();
    let mut translations = Vec::new();
    for (id, files) in further {
        let at = documents
            .as_slice()
            .binary_search_by(|one| one.id.value.cmp(&id));
        let Ok(at) = at.map(DocumentIx::new) else {
            continue;
        };
        let files = std::iter::once(Arc::clone(&documents[at])).chain(files);
        let one = translations::of_files(&parts.settings.config, files.collect());
        documents[at] = one.original;
        translations.extend(
            one.translations
                .into_iter()
                .map(|page| Translation { of: at, page }),
        );
        for document in &one.left_out {
            leave_out(document, &mut names, &mut uncontrolled);
        }
        if one.is_shared {
            taken.share(&id);
        }
        names.diagnostics.extend(one.diagnostics);
    }
    let lost = lost_pages(parts);
    for document in documents.iter().filter(|_| !lost.is_empty()) {
        if let Some(original) = translations::lost_original(&parts.settings.config, document, &lost)
        {
            taken.share(&document.id.value);
            names
                .diagnostics
                .push(translations::original_is_lost(document, original));
        }
    }
    let kinds = parts.settings.kinds.as_slice();
    for (id, files) in further_records {
        let Ok(at) = records.binary_search_by(|one: &Arc<Record>| one.id.value.cmp(&id)) else {
            continue;
        };
        let files = std::iter::once(Arc::clone(&records[at])).chain(files);
        let one = translations::of_files(&parts.settings.config, files.collect());
        for text in &one.translations {
            let contradiction = translations::contradiction(kinds, &one.original, text);
            names.diagnostics.extend(contradiction);
            uncontrolled.push(text_of_record(text));
        }
        let texts = one.translations.iter().map(|text| text.path.clone());
        names.record_texts.insert(id.clone(), texts.collect());
        records[at] = one.original;
        for record in &one.left_out {
            leave_out_record(record, &mut names, &mut uncontrolled);
        }
        if one.is_shared {
            taken.share(&id);
        }
        names.diagnostics.extend(one.diagnostics);
    }
    translations.sort_by(|a, b| {
        let languages = (&a.page.language.language, &b.page.language.language);
        a.of.cmp(&b.of).then_with(|| languages.0.cmp(languages.1))
    });
    uncontrolled.sort_by(|a, b| a.path.cmp(&b.path));
    names.shared_ids = taken.shared;
    let by_look = taken.by_folded.into_iter();
    names.by_look = by_look.map(|(look, (_, id, _))| (look, id)).collect();
    let mut manual = Manual {
        config: Arc::clone(&parts.settings.config),
        kinds: Arc::clone(&parts.settings.kinds),
        standards: parts.settings.standards.clone(),
        documents,
        translations: translations.into(),
        records: records.into(),
        uncontrolled: uncontrolled.into(),
        home,
        assets: parts.assets.clone(),
        keys: parts.keys.clone(),
        unread: parts.unread(),
        used_parts: parts.used_parts(),
        issued: Arc::clone(&parts.issued),
        tables: parts.tables.clone().into(),
        claims: parts.claims(),
        markups: parts.markups.clone(),
        approvals: parts.approvals.clone(),
        names: Arc::default(),
    };
    index(&manual, &mut names);
    manual.names = Arc::new(names);
    manual
}

/// The files and folders in which the text of a document may be, and from which none can be read:
/// those that cannot be read at all, pages with damaged front-matter, and blank pages.
fn lost_pages(parts: &Parts) -> Vec<SourcePath> {
    let pages = parts.pages.iter().filter(|page| match &page.page {
        AssembledPage::Unreadable { .. } => true,
        AssembledPage::Uncontrolled(page) => page.body.is_empty,
        AssembledPage::Document(_) | AssembledPage::Record(_) | AssembledPage::Home(_) => false,
    });
    let mut lost = parts.unread();
    lost.extend(pages.map(|page| page.page.path().clone()));
    lost.sort();
    lost
}

/// Makes an uncontrolled page of a document with an id that another file has.
fn leave_out(
    document: &Arc<Document>,
    names: &mut Names,
    uncontrolled: &mut Vec<Arc<UncontrolledPage>>,
) {
    names.misread.insert(document.path.clone());
    names.twins.push(Arc::clone(document));
    let (title, language) = (&document.title, &document.language);
    uncontrolled.push(nameless(&document.path, title, language, &document.body));
}

/// Makes an uncontrolled page of a record with an id that another file has.
fn leave_out_record(
    record: &Arc<Record>,
    names: &mut Names,
    uncontrolled: &mut Vec<Arc<UncontrolledPage>>,
) {
    names.misread.insert(record.path.clone());
    let (title, language) = (&record.title, &record.language);
    uncontrolled.push(nameless(&record.path, title, language, &record.body));
}

/// The page of a record's text in another language.
fn text_of_record(record: &Record) -> Arc<UncontrolledPage> {
    Arc::new(UncontrolledPage {
        path: record.path.clone(),
        title: record.title.clone(),
        has_other_fields: false,
        record: Some(record.id.value.clone()),
        language: record.language.clone(),
        audience: record.fields.texts("audience").to_vec(),
        body: Arc::clone(&record.body),
    })
}

/// The page of a file with an id that another page has. Its `audience` is not read: it is unknown
/// which of the two files is meant, so no edition has it.
fn nameless(
    path: &SourcePath,
    title: &str,
    language: &PageLanguage,
    body: &Arc<Body>,
) -> Arc<UncontrolledPage> {
    Arc::new(UncontrolledPage {
        path: path.clone(),
        title: title.to_owned(),
        has_other_fields: false,
        record: None,
        language: language.clone(),
        audience: Vec::new(),
        body: Arc::clone(body),
    })
}

/// Builds the manual after a change. `before` was built from the pages `old`. `None` if a path, an
/// id or a kind has changed: the manual must then be built anew.
pub(crate) fn reassemble(parts: &Parts, before: &Manual, old: &[Arc<Assembled>]) -> Option<Manual> {
    if parts.pages.len() != old.len() || parts.unread() != before.unread {
        return None;
    }
    let pages = parts.pages.iter().zip(old);
    let changed = pages.filter(|(page, old)| !Arc::ptr_eq(page, old));
    let changed: Vec<&Assembled> = changed
        .map(|(page, old)| page.page.is_named_as(&old.page).then_some(&**page))
        .collect::<Option<_>>()?;
    let mut manual = Manual {
        config: Arc::clone(&parts.settings.config),
        kinds: Arc::clone(&parts.settings.kinds),
        standards: parts.settings.standards.clone(),
        assets: parts.assets.clone(),
        keys: parts.keys.clone(),
        used_parts: parts.used_parts(),
        unread: parts.unread(),
        issued: Arc::clone(&parts.issued),
        tables: parts.tables.clone().into(),
        claims: parts.claims(),
        markups: parts.markups.clone(),
        approvals: parts.approvals.clone(),
        documents: before.documents.clone(),
        translations: before.translations.clone(),
        records: before.records.clone(),
        uncontrolled: before.uncontrolled.clone(),
        home: before.home.clone(),
        names: Arc::clone(&before.names),
    };
    for assembled in changed {
        let key = *before.names.by_path.get(assembled.page.path())?;
        match (&assembled.page, key) {
            (AssembledPage::Document(document), PageKey::Document(ix)) => {
                manual.documents[ix] = Arc::clone(document);
            }
            (AssembledPage::Document(document), PageKey::Translation(ix)) => {
                manual.translations[ix].page = Arc::clone(document);
            }
            // Its texts in other languages are compared with it.
            (AssembledPage::Record(record), PageKey::Record(_))
                if before.names.record_texts.contains_key(&record.id.value) =>
            {
                return None;
            }
            (AssembledPage::Record(record), PageKey::Record(ix)) => {
                manual.records[ix] = Arc::clone(record);
            }
            (
                AssembledPage::Uncontrolled(page) | AssembledPage::Unreadable { page, .. },
                PageKey::Uncontrolled(ix),
            ) => manual.uncontrolled[ix] = Arc::clone(page),
            (AssembledPage::Home(page), PageKey::Home) => manual.home = Some(Arc::clone(page)),
            // The file has the id of another file, so its page is an uncontrolled page in `before`.
            _ => return None,
        }
    }
    Some(manual)
}

fn index(manual: &Manual, names: &mut Names) {
    names
        .by_id
        .reserve(manual.documents.len() + manual.records.len());
    names
        .by_path
        .reserve(names.by_id.capacity() + manual.uncontrolled.len() + 1);
    for (ix, document) in manual.documents.enumerated() {
        let key = PageKey::Document(ix);
        names.by_id.insert(document.id.value.clone(), key);
        names.by_path.insert(document.path.clone(), key);
    }
    for (ix, translation) in manual.translations.enumerated() {
        let key = PageKey::Translation(ix);
        names.by_path.insert(translation.page.path.clone(), key);
    }
    for (ix, record) in manual.records.enumerated() {
        let key = PageKey::Record(ix);
        names.by_id.insert(record.id.value.clone(), key);
        names.by_path.insert(record.path.clone(), key);
    }
    for (ix, page) in manual.uncontrolled.enumerated() {
        let key = PageKey::Uncontrolled(ix);
        names.by_path.insert(page.path.clone(), key);
    }
    if let Some(home) = &manual.home {
        names.by_path.insert(home.path.clone(), PageKey::Home);
    }
    for path in names.by_path.keys() {
        let mut folder = path.folder();
        while !folder.is_empty() && !names.folders.contains(folder) {
            names.folders.insert(folder.to_owned());
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
}

/// The ids seen so far, by the form in which ids are compared for clashes.
#[derive(Default)]
struct TakenIds {
    by_folded: FxHashMap<String, (SourcePath, DocumentId, Class)>,
    /// The ids of which it is unknown which file they mean.
    shared: HashSet<DocumentId>,
}

/// The file that has an id already, or one that looks like it.
struct Clash<'t> {
    file: &'t SourcePath,
    id: &'t DocumentId,
    class: Class,
}

impl TakenIds {
    /// Takes an id.
    ///
    /// # Errors
    /// If another file has it already, or one that looks like it.
    fn take(
        &mut self,
        path: &SourcePath,
        id: &Spanned<DocumentId>,
        class: Class,
    ) -> Result<(), Clash<'_>> {
        match self.by_folded.entry(id.value.folded()) {
            Entry::Occupied(taken) => {
                let (file, id, class) = taken.into_mut();
                Err(Clash {
                    file,
                    id,
                    class: *class,
                })
            }
            Entry::Vacant(free) => {
                free.insert((path.clone(), id.value.clone(), class));
                Ok(())
            }
        }
    }

    /// Notes that it is unknown which file an id means.
    fn share(&mut self, id: &DocumentId) {
        if let Some((_, taken, _)) = self.by_folded.get(&id.folded()) {
            self.shared.insert(taken.clone());
        }
    }
}

impl Clash<'_> {
    /// The report of a further file.
    fn report(&self, path: &SourcePath, id: &Spanned<DocumentId>) -> Diagnostic {
        let Clash {
            file: first,
            id: taken,
            ..
        } = self;
        let location = Location::new(path, id.span);
        let mut message = if **taken == id.value {
            format!("`{taken}` is already the id of {first}")
        } else if taken.as_str().to_lowercase() == id.value.as_str().to_lowercase() {
            format!(
                "`{}` differs only in case from `{taken}`, the id of {first}",
                id.value
            )
        } else {
            format!(
                "`{}` looks like `{taken}`, the id of {first}, and is another{}",
                id.value,
                first_difference(taken.as_str(), id.value.as_str())
            )
        };
        if id.span.is_in_settings {
            message.push_str(&format!(" ({path})"));
        }
        Diagnostic::new(&rules::DUPLICATE_ID, location, message)
            .help("give this page an id of its own: only the first file is taken")
    }
}

/// Where two ids that look the same differ: `: it has U+2011 in place of U+002D`.
fn first_difference(one: &str, other: &str) -> String {
    let mut pairs = one.chars().zip(other.chars());
    let differing = pairs.find(|(one, other)| !one.to_lowercase().eq(other.to_lowercase()));
    differing.map_or_else(String::new, |(one, other)| {
        format!(
            ": it has {} in place of {}",
            code_point(other),
            code_point(one)
        )
    })
}
