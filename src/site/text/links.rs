//! The names and addresses of the targets of references.

use std::borrow::Cow;

use crate::manual::PageKey;
use crate::resolve::{Link, SitePlace};
use crate::site::index::SiteIndex;
use crate::site::{Address, Page, copy_address, matrix, statement, text, views};

/// The name of a target, as the text of a link for which the author wrote none; `None` if there is no
/// target. A section of the page `here` has its title alone.
pub(crate) fn name<'s>(
    site: &'s SiteIndex<'_>,
    link: &Link,
    here: Option<PageKey>,
) -> Option<Cow<'s, str>> {
    Some(match link {
        Link::Page(page, section) => {
            let section = section.as_ref();
            let section = section.and_then(|id| text::headings::section_title(site, *page, id));
            match section {
                Some(section) if Some(*page) == here => section,
                Some(section) => views::names::section_name(site, *page, &section).into(),
                None => views::names::page_name(site, *page),
            }
        }
        Link::Clause(key) => views::names::clause_title(site, *key).into(),
        Link::Asset(path) => path.file_name().to_owned().into(),
        Link::Site(place) => place_name(site, *place),
        Link::Broken => return None,
    })
}

/// The tag of the language of a target's name, if it is another one than that of the pages.
pub(crate) fn language<'a>(site: &SiteIndex<'a>, link: &Link) -> Option<&'a str> {
    match link {
        Link::Page(page, _) => site.foreign_page(*page),
        Link::Clause(key) => site.foreign_standard(key.standard),
        Link::Asset(_) | Link::Site(_) | Link::Broken => None,
    }
}

fn place_name<'s>(site: &'s SiteIndex<'_>, place: SitePlace) -> Cow<'s, str> {
    match place {
        SitePlace::Documents => site.messages.get("master_list").into(),
        SitePlace::Standards => site.messages.get("nav_standards").into(),
        SitePlace::Registers => site.messages.get("nav_registers").into(),
        SitePlace::Gaps => site.messages.get("nav_gaps").into(),
        SitePlace::Matrix(ix) => matrix::page::matrix_title(site, ix).into(),
        SitePlace::Standard(ix) => {
            let standard = site.compiled.manual.standard(ix);
            standard.designation.clone().into()
        }
        SitePlace::Statement(ix) => statement::page::statement_title(site, ix).into(),
        SitePlace::Register(kind) => views::names::kind_plural(site, kind).into(),
    }
}

/// The address of a target, relative to the page at `from`; `None` if there is no target.
pub(crate) fn href(site: &SiteIndex<'_>, from: &Address, link: &Link) -> Option<String> {
    Some(match link {
        Link::Page(page, section) => {
            let target = site.destination(*page);
            from.href_at(&target.address, section.as_ref().map(|id| id.as_str()))
        }
        Link::Clause(key) => from.href(site.clause_address(*key)),
        Link::Asset(path) => from.href(&copy_address(path)),
        Link::Site(place) => from.href(&Page::of_place(*place).address(site.compiled)),
        Link::Broken => return None,
    })
}
