//! The frame around every page: head, header with navigation, footer. One frame is rendered for
//! each combination of folder depth and place in the navigation, so that the number of frames does
//! not grow with the manual.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::manual::{DocumentIx, RecordIx, TranslationIx};
use crate::resolve::{MenuLink, MenuTarget};
use crate::site::index::SiteIndex;
use crate::site::page::{NavPlace, NavigationEntry, has_many_standards};
use crate::site::text;
use crate::site::theme::{ThemeError, template_error};
use crate::site::views::record::has_registers;
use crate::site::{Address, Page, change_pages, pages, statement};

/// The frames of a site.
pub(crate) struct Frames(HashMap<FrameKey, Value>);

/// The properties of a page that its frame depends on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct FrameKey {
    depth: usize,
    place: Option<NavPlace>,
}

/// The parts of a frame, as templates see them in `frame`.
#[derive(Serialize)]
struct Frame {
    /// The relative link to the site's folder: `../` repeated, or empty.
    root: String,
    head: String,
    header: String,
    footer: String,
}

/// A link of the navigation.
#[derive(Serialize)]
struct NavigationLink<'a> {
    title: Cow<'a, str>,
    /// The subject of the title, if several links have the same title.
    detail: &'a str,
    href: String,
    /// The value of `aria-current`: `page`, `true`, or empty.
    current: &'static str,
    /// Whether it leads to another host.
    is_outside: bool,
}

impl Frames {
    /// Renders the frames that the pages of a site need.
    pub(crate) fn new(site: &SiteIndex<'_>, tera: &Tera) -> Result<Self, ThemeError> {
        let mut frames = HashMap::new();
        // All documents are in one folder, and so are all records: one page of each is enough.
        // The translations into one language are in one folder, but all of these folders have one depth.
        // An entry of the manual's own menu may lead to any of them.
        let has_menu = !site.compiled.resolved.menu.is_empty();
        let stands_for_all = |page: &Page| match page {
            _ if has_menu => true,
            Page::Translation(TranslationIx(at)) => *at == 0,
            Page::Document(DocumentIx(at)) | Page::Record(RecordIx(at)) => *at == 0,
            _ => true,
        };
        let changes = site.changes.into_iter().flat_map(change_pages);
        let pages = pages(site.compiled).into_iter().chain(changes);
        for page in pages.filter(stands_for_all) {
            let address = page.address(site.compiled);
            let key = FrameKey::of(page, &address, site);
            if let Entry::Vacant(frame) = frames.entry(key) {
                frame.insert(render(site, tera, &address, key.place)?);
            }
        }
        Ok(Self(frames))
    }

    /// The frame of a page.
    pub(crate) fn of(&self, site: &SiteIndex<'_>, page: Page, address: &Address) -> Value {
        let key = FrameKey::of(page, address, site);
        self.0.get(&key).cloned().unwrap_or_else(Value::undefined)
    }
}

impl FrameKey {
    fn of(page: Page, address: &Address, site: &SiteIndex<'_>) -> Self {
        Self {
            depth: address.depth(),
            place: page.place(site.compiled),
        }
    }
}

fn render(
    site: &SiteIndex<'_>,
    tera: &Tera,
    address: &Address,
    place: Option<NavPlace>,
) -> Result<Value, ThemeError> {
    let mut context = Context::new();
    context.insert("root", &address.root());
    context.insert("navigation", &navigation(site, address, place));
    let part = |name: &str| {
        let html = tera.render(name, &context);
        html.map_err(template_error)
    };
    let frame = Frame {
        root: address.root(),
        head: part("parts/head.html")?,
        header: part("parts/header.html")?,
        footer: part("parts/footer.html")?,
    };
    Ok(Value::from_serializable(&frame))
}

/// The value of `aria-current` of an entry on a page with this place.
fn current(place: Option<NavPlace>, entry: NavigationEntry) -> &'static str {
    match place {
        Some(place) if place.entry == entry && place.exact => "page",
        Some(place) if place.entry == entry => "true",
        _ => "",
    }
}

/// The entries that `manual.toml` writes.
fn menu<'a>(
    site: &'a SiteIndex<'_>,
    address: &Address,
    place: Option<NavPlace>,
) -> Vec<NavigationLink<'a>> {
    let menu = site.compiled.resolved.menu.iter().enumerate();
    let link = |(at, entry): (usize, &'a MenuLink)| {
        let (name, href) = match &entry.target {
            MenuTarget::Inside(link) => (
                text::links::name(site, link, None)?,
                text::links::href(site, address, link)?,
            ),
            MenuTarget::Outside(to) => (to.as_str().into(), to.clone()),
        };
        Some(NavigationLink {
            title: entry.title.as_deref().map_or(name, Cow::Borrowed),
            detail: "",
            href,
            current: current(place, NavigationEntry::Menu(at)),
            is_outside: matches!(entry.target, MenuTarget::Outside(_)),
        })
    };
    menu.filter_map(link).collect()
}

fn navigation<'a>(
    site: &'a SiteIndex<'_>,
    address: &Address,
    place: Option<NavPlace>,
) -> Vec<NavigationLink<'a>> {
    if !site.compiled.resolved.menu.is_empty() {
        return menu(site, address, place);
    }
    let messages = &site.messages;
    let link =
        |entry: NavigationEntry, title: &'a str, detail: &'a str, page: Page| NavigationLink {
            title: title.into(),
            detail,
            href: address.href(&page.address(site.compiled)),
            current: current(place, entry),
            is_outside: false,
        };
    let standards = &site.compiled.manual.standards;
    let mut links = vec![
        link(
            NavigationEntry::Home,
            messages.get("nav_home"),
            "",
            Page::Home,
        ),
        link(
            NavigationEntry::Documents,
            messages.get("nav_documents"),
            "",
            Page::MasterList,
        ),
    ];
    let matrix = messages.get("nav_matrix");
    if has_many_standards(site.compiled) {
        links.push(link(
            NavigationEntry::Matrix(None),
            matrix,
            "",
            Page::Standards,
        ));
    } else {
        for (ix, standard) in standards.enumerated() {
            let detail = if standards.len() > 1 {
                &*standard.designation
            } else {
                ""
            };
            links.push(link(
                NavigationEntry::Matrix(Some(ix)),
                matrix,
                detail,
                Page::Matrix(ix),
            ));
        }
        for (ix, standard) in standards.enumerated() {
            if statement::page::link(site, address, ix).is_none() {
                continue;
            }
            let detail = if standards.len() > 1 {
                &*standard.designation
            } else {
                ""
            };
            links.push(link(
                NavigationEntry::Statement(ix),
                messages.get("nav_statement"),
                detail,
                Page::Statement(ix, 0),
            ));
        }
    }
    links.push(link(
        NavigationEntry::Gaps,
        messages.get("nav_gaps"),
        "",
        Page::Gaps,
    ));
    if has_registers(site.compiled) {
        links.push(link(
            NavigationEntry::Registers,
            messages.get("nav_registers"),
            "",
            Page::Registers,
        ));
    }
    links.push(link(
        NavigationEntry::Standards,
        messages.get("nav_standards"),
        "",
        Page::Standards,
    ));
    links
}
