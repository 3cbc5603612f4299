//! "Referenced by": the pages that refer to a page, each with the sections that refer to it.

use serde::Serialize;

use crate::manual::PageKey;
use crate::resolve::Referrer;
use crate::site::Address;
use crate::site::address::at_section;
use crate::site::index::SiteIndex;
use crate::site::text;
use crate::site::text::html::link_into;

/// The most pages that one list shows, so that a page does not grow with the manual.
const MOST: usize = 60;

/// The approximate length of a link to a section without its address, in bytes.
const USUAL_SECTION: usize = 80;

/// The references to a page.
#[derive(Debug, Default, Serialize)]
pub(crate) struct ReferrersView {
    /// The referring pages, each with the sections that contain the references: links, as HTML.
    pub(crate) pages: Vec<String>,
    /// "and 12 more", if there are more pages than are shown.
    pub(crate) more: Option<String>,
}

/// The references to a page, from its list of referrers in page order.
pub(crate) fn referrers_view(
    site: &SiteIndex<'_>,
    referrers: &[Referrer],
    from: &Address,
) -> ReferrersView {
    let mut view = ReferrersView::default();
    let mut by_page = referrers.chunk_by(|a, b| a.page == b.page);
    for group in by_page.by_ref().take(MOST) {
        let page = group.first().map(|first| first.page);
        view.pages
            .extend(page.map(|page| referrer(site, page, group, from)));
    }
    let more = by_page.count();
    view.more = (more > 0).then(|| site.messages.count("and-more", more));
    view
}

/// A referring page, with the sections that contain the references, as HTML.
fn referrer(site: &SiteIndex<'_>, page: PageKey, group: &[Referrer], from: &Address) -> String {
    let target = site.destination(page);
    let href = from.href(&target.address);
    let of_sections = group.len() * (href.len() + USUAL_SECTION);
    let mut html = String::with_capacity(href.len() + target.name.len() + 64 + of_sections);
    let language = site.foreign_page(page);
    link_into(&mut html, &href, &target.name, language);
    let mut sections = 0;
    for section in group
        .iter()
        .filter_map(|referrer| referrer.section.as_ref())
    {
        let Some(title) = text::headings::section_title(site, page, section) else {
            continue;
        };
        html.push_str(match sections {
            0 => "<span class=\"link-sections\">",
            _ => ", ",
        });
        sections += 1;
        let href = at_section(&href, section.as_str());
        link_into(&mut html, &href, &title, language);
    }
    if sections > 0 {
        html.push_str("</span>");
    }
    html
}
