//! The pages that can be found by search: documents, records, uncontrolled pages, the home page,
//! clauses, and the pages that the site makes itself.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::coverage::ClauseStatus;
use crate::manual::{
    ClauseIx, ClauseKey, DocumentIx, KindRole, Language, PageKey, RecordIx, StandardIx,
    Translation, TranslationIx, UncontrolledIx,
};
use crate::search::SearchPage;
use crate::site::Page;
use crate::site::documents::master_list;
use crate::site::gaps;
use crate::site::index::SiteIndex;
use crate::site::matrix;
use crate::site::registers;
use crate::site::standards;
use crate::site::statement;
use crate::site::text;
use crate::site::views;

/// The names of the messages of the result groups.
const GROUPS: [&str; 5] = [
    "nav_documents",
    "search_clauses",
    "search_records",
    "search_pages",
    "search_site",
];

/// The titles of the result groups.
pub(crate) fn search_groups<'s>(site: &'s SiteIndex<'_>) -> Vec<&'s str> {
    GROUPS.iter().map(|name| site.messages.get(name)).collect()
}

/// The pages that can be found: documents, records, uncontrolled pages, the home page, clauses,
/// pages of the site itself.
pub(crate) fn searchable<'s>(site: &'s SiteIndex<'_>) -> Vec<SearchPage<'s>> {
    let all = (0..count(site)).into_par_iter();
    all.filter_map(|position| page_at(site, position)).collect()
}

/// The number of pages that can be found.
pub(crate) fn count(site: &SiteIndex<'_>) -> usize {
    let standards = site.compiled.manual.standards.iter();
    let clauses: usize = standards.map(|standard| standard.clauses.len()).sum();
    position_of_page(site, PageKey::Home) + 1 + clauses + own_pages(site).len()
}

/// The positions of the pages that come after others of the same worth: documents of somebody else.
pub(crate) fn later(site: &SiteIndex<'_>) -> Vec<usize> {
    let manual = &site.compiled.manual;
    let documents = manual.documents.iter().enumerate();
    let external = documents
        .filter(|(_, document)| manual.kind(document.kind).has_role(KindRole::External))
        .map(|(at, _)| at);
    external.collect()
}

/// The texts of the sections of the page at a position, see [`SearchPage::passages`].
pub(crate) fn passages_at(site: &SiteIndex<'_>, position: usize) -> Option<Vec<String>> {
    let ids = &site.compiled.manual.names.by_id;
    let page = page_at(site, position)?;
    Some(page.passages(|id| ids.contains_key(id)))
}

/// The page at a position among those that can be found.
pub(crate) fn page_at<'s>(site: &'s SiteIndex<'_>, position: usize) -> Option<SearchPage<'s>> {
    let manual = &site.compiled.manual;
    let mut at = position;
    // Returns the position within the next `pages` pages, or subtracts them to look at the next
    // group.
    let mut is_one_of = |pages: usize| {
        let is = at < pages;
        at -= if is { 0 } else { pages };
        is.then_some(at as u32)
    };
    if let Some(at) = is_one_of(manual.documents.len()) {
        return Some(search_document(site, DocumentIx(at)));
    }
    if let Some(at) = is_one_of(manual.translations.len()) {
        return Some(search_translation(site, TranslationIx(at)));
    }
    if let Some(at) = is_one_of(manual.records.len()) {
        return Some(search_record(site, RecordIx(at)));
    }
    if let Some(at) = is_one_of(manual.uncontrolled.len()) {
        let key = PageKey::Uncontrolled(UncontrolledIx(at));
        return Some(search_text(site, key));
    }
    if is_one_of(1).is_some() {
        return Some(search_text(site, PageKey::Home));
    }
    let clause = manual.standards.enumerated().find_map(|(standard, of)| {
        let clause = ClauseIx(is_one_of(of.clauses.len())?);
        Some(search_clause(site, ClauseKey { standard, clause }))
    });
    clause.or_else(|| {
        let page = own_pages(site).get(at).copied()?;
        search_own(site, page)
    })
}

/// The pages that the site makes itself and that are found by their names, in a fixed order.
fn own_pages(site: &SiteIndex<'_>) -> Vec<Page> {
    let compiled = site.compiled;
    let standards = || compiled.manual.standards.positions();
    let of_standards = standards().flat_map(|ix| [Page::Matrix(ix), Page::StandardIndex(ix)]);
    let statements = standards().flat_map(|ix| {
        // Of a long statement, its first page is found.
        statement::page::statement_pages(compiled, ix).take(1)
    });
    let registers = views::record::register_pages(compiled).into_iter();
    // Of a long register, its first page is found.
    let registers = registers
        .filter(|page| !matches!(page, Page::Register(_, 1..)))
        .filter(|page| own_title(site, *page).is_some());
    let transitions = site.transitions().iter();
    let transitions = transitions.map(|(from, to)| Page::Transition(*from, *to, None));
    let changes = site.changes.and_then(|changes| changes.since.as_ref());
    let first = [Page::MasterList, Page::Gaps, Page::Standards].into_iter();
    first
        .chain(of_standards)
        .chain(statements)
        .chain(transitions)
        .chain(registers)
        .chain(changes.map(|_| Page::Changes))
        .chain([Page::Print, Page::Verify])
        .collect()
}

/// The name of a page that the site makes itself.
fn own_title(site: &SiteIndex<'_>, page: Page) -> Option<String> {
    let message = match page {
        Page::Matrix(ix) => return Some(matrix::page::matrix_title(site, ix)),
        Page::Statement(ix, _) => return Some(statement::page::statement_title(site, ix)),
        Page::StandardIndex(ix) => {
            return Some(site.compiled.manual.standard(ix).designation.clone());
        }
        Page::Register(kind, _) => return Some(views::names::kind_plural(site, kind).to_owned()),
        Page::TrainingRole(at) => {
            let role = site.compiled.registers.training.roles.get(at as usize)?;
            return Some(role.as_str().to_owned());
        }
        Page::Transition(from, to, _) => {
            return Some(standards::transition::transition_title(site, from, to));
        }
        Page::Changes => "changes_title",
        Page::Print => "footer_print",
        Page::Verify => "verify",
        Page::MasterList => "master_list",
        Page::Gaps => "nav_gaps",
        Page::Standards => "nav_standards",
        Page::Registers => "nav_registers",
        Page::Training => "training_matrix",
        Page::AuditProgramme => "audit_programme",
        Page::CorrectiveAction => "corrective_action",
        Page::ManagementReview => "management_review",
        _ => return None,
    };
    Some(site.messages.get(message).to_owned())
}

fn search_own<'s>(site: &'s SiteIndex<'_>, page: Page) -> Option<SearchPage<'s>> {
    let summary: Cow<'_, str> = match page {
        Page::MasterList => master_list::sentence(site).into(),
        Page::Gaps => {
            let titles: Vec<&str> = gaps::page::sort_titles(site).collect();
            titles.join(", ").into()
        }
        Page::Register(kind, _) => registers::register::register_sentence(site, kind).into(),
        page => own_lead(site, page).into(),
    };
    let statuses = ClauseStatus::ALL.into_iter();
    let statuses = statuses.map(|status| views::labels::clause_status(site, status).word);
    let more = match page {
        Page::Matrix(_) => statuses.collect::<Vec<_>>().join(" "),
        _ => String::new(),
    };
    Some(SearchPage {
        address: page.address(site.compiled).to_string(),
        id: None,
        title: own_title(site, page)?.into(),
        language: "",
        group: 4,
        state: None,
        more: format!("{summary} {more}"),
        summary,
        body: None,
        fragment: None,
        variables: None,
    })
}

/// The line that a result shows of a page that the site makes itself; empty if there is none.
fn own_lead<'s>(site: &'s SiteIndex<'_>, page: Page) -> &'s str {
    let standard = |ix: StandardIx| site.compiled.manual.standard(ix).title.as_str();
    match page {
        Page::Matrix(ix) | Page::Statement(ix, _) | Page::StandardIndex(ix) => standard(ix),
        Page::TrainingRole(_) => site.messages.get("training_matrix"),
        Page::Training => site.messages.get("training_lead"),
        Page::CorrectiveAction => site.messages.get("corrective_lead"),
        Page::Transition(_, to, _) => standard(to),
        Page::Changes => site.messages.get("open_changes"),
        Page::Verify => site.messages.get("verify_text"),
        _ => "",
    }
}

/// The position of a page among those that can be found.
pub(crate) fn position_of_page(site: &SiteIndex<'_>, page: PageKey) -> usize {
    let manual = &site.compiled.manual;
    let records = manual.documents.len() + manual.translations.len();
    let uncontrolled = records + manual.records.len();
    match page {
        PageKey::Document(ix) => ix.0 as usize,
        PageKey::Translation(ix) => manual.documents.len() + ix.0 as usize,
        PageKey::Record(ix) => records + ix.0 as usize,
        PageKey::Uncontrolled(ix) => uncontrolled + ix.0 as usize,
        PageKey::Home => uncontrolled + manual.uncontrolled.len(),
    }
}

/// The position of a clause among the pages that can be found.
pub(crate) fn position_of_clause(site: &SiteIndex<'_>, key: ClauseKey) -> usize {
    let before = site
        .compiled
        .manual
        .standards
        .iter()
        .take(key.standard.0 as usize);
    let before: usize = before.map(|standard| standard.clauses.len()).sum();
    position_of_page(site, PageKey::Home) + 1 + before + key.clause.0 as usize
}

fn search_document<'s>(site: &'s SiteIndex<'_>, ix: DocumentIx) -> SearchPage<'s> {
    let manual = &site.compiled.manual;
    let document = manual.document(ix);
    let state = views::labels::document_state(site, ix);
    let owner = document.owner.as_ref().map_or("", |owner| owner.as_str());
    let mut more = format!("{owner} {}", views::names::kind_title(site, document.kind));
    for claim in site.claims_of(PageKey::Document(ix)) {
        more.push(' ');
        more.push_str(manual.clause(claim.clause).number.as_str());
    }
    SearchPage {
        address: site.addresses.document(ix).to_string(),
        id: Some(document.id.value.as_str()),
        title: document.title.as_str().into(),
        language: document.language.language.as_str(),
        group: 0,
        state: Some((state.class, state.word)),
        summary: "".into(),
        body: Some(&document.body),
        fragment: site.compiled.fragment(PageKey::Document(ix)),
        variables: Some(&manual.config.variables),
        more,
    }
}

/// A translation, with the state of its document.
fn search_translation<'s>(site: &'s SiteIndex<'_>, ix: TranslationIx) -> SearchPage<'s> {
    let manual = &site.compiled.manual;
    let Translation { of, page } = manual.translation(ix);
    let language = page.language.language.own_name();
    let document = search_document(site, *of);
    SearchPage {
        address: site.addresses.translation(ix).to_string(),
        title: format!("{} ({language})", page.title).into(),
        language: page.language.language.as_str(),
        body: Some(&page.body),
        fragment: site.compiled.fragment(PageKey::Translation(ix)),
        ..document
    }
}

fn search_record<'s>(site: &'s SiteIndex<'_>, ix: RecordIx) -> SearchPage<'s> {
    let manual = &site.compiled.manual;
    let record = manual.record(ix);
    let kind = views::names::kind_title(site, record.kind);
    let badge = views::record::entry_badge(site, site.compiled.registers.entry(ix));
    let owner = record.owner.as_ref().map_or("", |owner| owner.as_str());
    SearchPage {
        address: site.addresses.record(ix).to_string(),
        id: Some(record.id.value.as_str()),
        title: record.title.as_str().into(),
        language: record.language.language.as_str(),
        group: 2,
        state: badge.map(|badge| (badge.class, badge.word)),
        summary: format!("{kind}.").into(),
        body: Some(&record.body),
        fragment: site.compiled.fragment(PageKey::Record(ix)),
        variables: Some(&manual.config.variables),
        more: format!("{kind} {owner}"),
    }
}

fn search_clause<'s>(site: &'s SiteIndex<'_>, key: ClauseKey) -> SearchPage<'s> {
    let manual = &site.compiled.manual;
    let clause = manual.clause(key);
    let standard = manual.standard(key.standard);
    let state = views::clause::clause_state(site, views::clause::clause_coverage(site, key));
    let link = views::clause::clause_link(site, site.clause_address(key), key);
    SearchPage {
        address: site.clause_address(key).to_string(),
        id: Some(clause.number.as_str()),
        title: format!("{} ({})", link.title, standard.designation).into(),
        language: site.language_of_standard(key.standard),
        group: 1,
        state: state.map(|state| (state.badge.class, state.badge.word)),
        summary: clause.summary.as_str().into(),
        body: None,
        fragment: None,
        variables: None,
        more: clause.summary.clone(),
    }
}

fn search_text<'s>(site: &'s SiteIndex<'_>, key: PageKey) -> SearchPage<'s> {
    let manual = &site.compiled.manual;
    let body = manual.body(key);
    SearchPage {
        address: site.addresses.page(key).to_string(),
        id: None,
        title: text::headings::page_title(site, key),
        language: manual.language(key).map_or("", Language::as_str),
        group: 3,
        state: None,
        summary: "".into(),
        body,
        fragment: site.compiled.fragment(key),
        variables: Some(&manual.config.variables),
        more: String::new(),
    }
}
