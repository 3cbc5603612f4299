//! The pages that a site can have: the address of each and its place in the navigation. Code that
//! links to a page uses this file, which knows no views.

use serde::Serialize;
use tera::Value;

use crate::manual::{
    ClauseIx, ClauseKey, DocumentIx, KindIx, Language, Manual, PageKey, RecordIx, StandardIx,
    TranslationIx, UncontrolledIx,
};
use crate::pipeline::Compiled;
use crate::resolve::{Link, MenuTarget, SitePlace};
use crate::site::address::{Address, Addresses};

/// A page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// `index.html`.
    Home,
    /// `documents/index.html`: every document, or the first part of a long list.
    MasterList,
    /// A further part of a long master list, counted from 1.
    MasterListPart(u32),
    /// A document.
    Document(DocumentIx),
    /// A document in another language.
    Translation(TranslationIx),
    /// A record.
    Record(RecordIx),
    /// An uncontrolled page.
    Uncontrolled(UncontrolledIx),
    /// `standards/index.html`: the manual's standards.
    Standards,
    /// A standard: its clauses.
    StandardIndex(StandardIx),
    /// A part of the clauses of a long standard, by the first clause of the part.
    StandardPart(ClauseKey),
    /// A clause of a standard.
    Clause(ClauseKey),
    /// A standard's coverage matrix.
    Matrix(StandardIx),
    /// A part of the matrix of a long standard, by the first clause of the part.
    MatrixPart(ClauseKey),
    /// A part of the grid of a long standard, counted from 0.
    MatrixGrid(StandardIx, u32),
    /// A standard's statement of applicability, or one part of a long one, counted from 0.
    Statement(StandardIx, u32),
    /// A standard's coverage beside another's; of a long standard, the whole or the part that begins with
    /// a clause.
    Crosswalk(StandardIx, StandardIx, Option<ClauseIx>),
    /// The transition from a replaced edition of a standard to a new one; of a long standard, the whole or
    /// the part that begins with a clause of the new one.
    Transition(StandardIx, StandardIx, Option<ClauseIx>),
    /// The page of gaps.
    Gaps,
    /// The changes since a day.
    Changes,
    /// The changes in a document's text.
    Redline(DocumentIx),
    /// `registers/index.html`: the registers.
    Registers,
    /// The records of a kind, or one part of a long register, counted from 0.
    Register(KindIx, u32),
    /// The training matrix: roles × documents, with who is trained on what.
    Training,
    /// A role of the training matrix, by its position there.
    TrainingRole(u32),
    /// The audit programme: clauses × audits over the cycle.
    AuditProgramme,
    /// The chain of corrective action: finding → actions → verification.
    CorrectiveAction,
    /// The inputs of the next management review.
    ManagementReview,
    /// The whole manual on one page, for paper.
    Print,
    /// How to verify the site without this program.
    Verify,
    /// The page that a server shows for a missing page.
    NotFound,
}

impl Page {
    /// The address of the page in the site.
    pub fn address(&self, compiled: &Compiled) -> Address {
        let addresses = Addresses::new(compiled);
        match *self {
            Self::Home => Address::fixed("index.html"),
            Self::MasterList => addresses.master_list(0),
            Self::MasterListPart(part) => addresses.master_list(part),
            Self::Document(ix) => addresses.document(ix),
            Self::Translation(ix) => addresses.translation(ix),
            Self::Record(ix) => addresses.record(ix),
            Self::Uncontrolled(ix) => addresses.page(PageKey::Uncontrolled(ix)),
            Self::Standards => Address::fixed("standards/index.html"),
            Self::StandardIndex(ix) => addresses.standard(ix),
            Self::StandardPart(first) => addresses.standard_part(first),
            Self::Clause(key) => addresses.clause(key),
            Self::Matrix(ix) => addresses.matrix(ix),
            Self::MatrixPart(first) => addresses.matrix_part(first),
            Self::MatrixGrid(ix, part) => addresses.grid(ix, part),
            Self::Statement(ix, part) => addresses.statement(ix, part),
            Self::Crosswalk(here, there, first) => addresses.crosswalk(here, there, first),
            Self::Transition(from, to, first) => addresses.transition(from, to, first),
            Self::Gaps => Address::fixed("gaps.html"),
            Self::Changes => Address::fixed("changes.html"),
            Self::Redline(ix) => addresses.redline(ix),
            Self::Registers => Address::fixed("registers/index.html"),
            Self::Register(kind, part) => addresses.register(kind, part),
            Self::Training => Address::fixed("registers/training-matrix.html"),
            Self::TrainingRole(at) => addresses.role(at),
            Self::AuditProgramme => Address::fixed("registers/audit-programme.html"),
            Self::CorrectiveAction => Address::fixed("registers/corrective-action.html"),
            Self::ManagementReview => Address::fixed("registers/management-review.html"),
            Self::Print => Address::fixed("print.html"),
            Self::Verify => Address::fixed("verify.html"),
            Self::NotFound => Address::fixed("404.html"),
        }
    }

    /// The page that a place names.
    pub(super) fn of_place(place: SitePlace) -> Self {
        match place {
            SitePlace::Documents => Self::MasterList,
            SitePlace::Standards => Self::Standards,
            SitePlace::Registers => Self::Registers,
            SitePlace::Gaps => Self::Gaps,
            SitePlace::Matrix(ix) => Self::Matrix(ix),
            SitePlace::Standard(ix) => Self::StandardIndex(ix),
            SitePlace::Statement(ix) => Self::Statement(ix, 0),
            SitePlace::Register(kind) => Self::Register(kind, 0),
        }
    }

    /// The page that is made from the text of a file.
    pub(super) fn of_key(page: PageKey) -> Self {
        match page {
            PageKey::Document(ix) => Self::Document(ix),
            PageKey::Translation(ix) => Self::Translation(ix),
            PageKey::Record(ix) => Self::Record(ix),
            PageKey::Uncontrolled(ix) => Self::Uncontrolled(ix),
            PageKey::Home => Self::Home,
        }
    }

    /// The language of the text that the page shows; `None` for a page whose words are the theme's.
    pub(super) fn language(self, manual: &Manual) -> Option<&Language> {
        match self {
            Self::Home => manual.language(PageKey::Home),
            Self::Document(ix) | Self::Redline(ix) => manual.language(PageKey::Document(ix)),
            Self::Translation(ix) => manual.language(PageKey::Translation(ix)),
            Self::Record(ix) => manual.language(PageKey::Record(ix)),
            Self::Uncontrolled(ix) => manual.language(PageKey::Uncontrolled(ix)),
            _ => None,
        }
    }

    /// The place of the page in the navigation; `None` for a page that has none.
    pub(super) fn place(self, compiled: &Compiled) -> Option<NavPlace> {
        match compiled.resolved.menu.is_empty() {
            true => self.built_in_place(compiled),
            false => menu_place(compiled, self),
        }
    }

    /// The place of the page in the built-in navigation.
    fn built_in_place(self, compiled: &Compiled) -> Option<NavPlace> {
        use NavigationEntry as Entry;
        Some(match self {
            Self::Home => Entry::Home.itself(),
            Self::MasterList => Entry::Documents.itself(),
            Self::MasterListPart(_) | Self::Document(_) | Self::Translation(_) => {
                Entry::Documents.below()
            }
            Self::Changes | Self::Redline(_) => Entry::Documents.below(),
            Self::Standards => Entry::Standards.itself(),
            Self::StandardIndex(_) | Self::StandardPart(_) | Self::Clause(_) => {
                Entry::Standards.below()
            }
            Self::Matrix(ix) => match Entry::matrix(compiled, ix) {
                own @ Entry::Matrix(Some(_)) => own.itself(),
                of_all => of_all.below(),
            },
            Self::Statement(ix, _) if has_many_standards(compiled) => {
                Entry::matrix(compiled, ix).below()
            }
            Self::Statement(ix, 0) => Entry::Statement(ix).itself(),
            Self::Statement(ix, _) => Entry::Statement(ix).below(),
            Self::Crosswalk(ix, ..) | Self::Transition(_, ix, _) | Self::MatrixGrid(ix, _) => {
                Entry::matrix(compiled, ix).below()
            }
            Self::MatrixPart(first) => Entry::matrix(compiled, first.standard).below(),
            Self::Gaps => Entry::Gaps.itself(),
            Self::Registers => Entry::Registers.itself(),
            Self::Record(_)
            | Self::Register(..)
            | Self::Training
            | Self::TrainingRole(_)
            | Self::AuditProgramme
            | Self::CorrectiveAction
            | Self::ManagementReview => Entry::Registers.below(),
            Self::Uncontrolled(_) | Self::Print | Self::Verify | Self::NotFound => return None,
        })
    }
}

/// The place of a page in the navigation.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct NavPlace {
    pub(super) entry: NavigationEntry,
    /// Whether the entry links to this page itself; if false, the page is below the entry.
    pub(super) exact: bool,
}

/// An entry of the navigation.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NavigationEntry {
    Home,
    Documents,
    Matrix(Option<StandardIx>),
    Statement(StandardIx),
    Gaps,
    Registers,
    Standards,
    /// An entry that `manual.toml` writes, by its position.
    Menu(usize),
}

/// The place of a page in the navigation that `manual.toml` writes: the entry of the page itself, else
/// that of the list which the page belongs to.
fn menu_place(compiled: &Compiled, page: Page) -> Option<NavPlace> {
    let find = |page: Page| {
        let mut menu = compiled.resolved.menu.iter();
        let at = menu.position(|entry| match &entry.target {
            MenuTarget::Inside(link) => menu_page(link) == Some(page),
            MenuTarget::Outside(_) => false,
        })?;
        Some(NavigationEntry::Menu(at))
    };
    if let Some(entry) = find(page) {
        return Some(entry.itself());
    }
    let register = match page {
        Page::Record(ix) => find(Page::Register(compiled.manual.record(ix).kind, 0)),
        Page::Register(kind, _) => find(Page::Register(kind, 0)),
        Page::Statement(ix, _) => find(Page::Statement(ix, 0)),
        _ => None,
    };
    let list = || {
        use NavigationEntry as Entry;
        find(match page.built_in_place(compiled)?.entry {
            Entry::Home | Entry::Menu(_) => return None,
            Entry::Documents => Page::MasterList,
            Entry::Matrix(ix) => Page::Matrix(ix?),
            Entry::Statement(ix) => Page::Statement(ix, 0),
            Entry::Gaps => Page::Gaps,
            Entry::Registers => Page::Registers,
            Entry::Standards => match page {
                Page::Clause(key) | Page::StandardPart(key) => {
                    let of_its_own = find(Page::StandardIndex(key.standard));
                    return of_its_own.or_else(|| find(Page::Standards));
                }
                _ => Page::Standards,
            },
        })
    };
    Some(register.or_else(list)?.below())
}

/// The page that an entry of the menu leads to; `None` for a file that is no page.
pub(super) fn menu_page(link: &Link) -> Option<Page> {
    match link {
        Link::Page(page, _) => Some(Page::of_key(*page)),
        Link::Clause(key) => Some(Page::Clause(*key)),
        Link::Site(place) => Some(Page::of_place(*place)),
        Link::Asset(_) | Link::Broken => None,
    }
}

impl NavigationEntry {
    /// The place of the page that the entry links to.
    fn itself(self) -> NavPlace {
        NavPlace {
            entry: self,
            exact: true,
        }
    }

    /// The place of a page below the entry.
    fn below(self) -> NavPlace {
        NavPlace {
            entry: self,
            exact: false,
        }
    }

    /// The entry for a standard's matrix. If the navigation lists the standards on one page, all
    /// matrices share one entry.
    fn matrix(compiled: &Compiled, ix: StandardIx) -> Self {
        Self::Matrix((!has_many_standards(compiled)).then_some(ix))
    }
}

/// Whether the navigation has one link to the list of standards instead of one link for each.
pub(super) fn has_many_standards(compiled: &Compiled) -> bool {
    const MOST_IN_NAVIGATION: usize = 4;
    compiled.manual.standards.len() > MOST_IN_NAVIGATION
}

/// The content of a page.
pub(super) enum PageContent {
    /// A template, and the view that is put into it.
    View(&'static str, Value),
    /// A document or a translation, whose text is put into its template separately.
    Document(PageKey),
    /// The whole manual, rendered document by document.
    Volume,
}

impl PageContent {
    /// A view for a template.
    pub(super) fn view(template: &'static str, view: &impl Serialize) -> Self {
        Self::View(template, Value::from_serializable(view))
    }
}
