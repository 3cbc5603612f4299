//! "Referenced by": the pages that refer to a page, each with the sections in which they do.

use serde::Serialize;

use super::Address;
use super::html::link;
use super::lookup::Site;
use crate::manual::PageKey;
use crate::resolve::Referrer;

/// The most pages that one list shows, so that a page does not grow with the manual.
const MOST: usize = 60;

/// What refers to a page.
#[derive(Debug, Default, Serialize)]
pub(super) struct ReferrersView {
    pub(super) pages: Vec<ReferrerView>,
    /// "and 12 more", where there are more than are shown.
    pub(super) more: Option<String>,
}

/// A page that refers to another.
#[derive(Debug, Serialize)]
pub(super) struct ReferrerView {
    /// The link to the page, as HTML.
    pub(super) link: String,
    /// The links to the sections in which it refers to the other page, as HTML.
    pub(super) sections: Vec<String>,
}

impl Site<'_> {
    /// What refers to a page: from its list of referrers, in page order.
    pub(super) fn referrers_view(&self, referrers: &[Referrer], from: &Address) -> ReferrersView {
        let mut view = ReferrersView::default();
        let by_page: Vec<&[Referrer]> = referrers.chunk_by(|a, b| a.page == b.page).collect();
        for group in by_page.iter().take(MOST) {
            let Some(first) = group.first() else {
                continue;
            };
            view.pages.push(self.referrer_view(first.page, group, from));
        }
        if by_page.len() > MOST {
            view.more = Some(self.words.count("and-more", by_page.len() - MOST));
        }
        view
    }

    fn referrer_view(&self, page: PageKey, group: &[Referrer], from: &Address) -> ReferrerView {
        let target = self.destination(page);
        let address = &target.address;
        let sections = group.iter().filter_map(|referrer| {
            let section = referrer.section.as_ref()?;
            let title = self.section_title(page, section)?;
            Some(link(&from.href_at(address, Some(section.as_str())), &title))
        });
        ReferrerView {
            link: link(&from.href(address), &target.name),
            sections: sections.collect(),
        }
    }
}
