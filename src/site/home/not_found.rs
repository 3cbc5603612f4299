//! The page that a server shows for a missing page.

use serde::Serialize;

use crate::site::Page;
use crate::site::index::SiteIndex;
use crate::site::views::labels::LinkView;

/// The page for missing pages.
///
/// A server shows it at the requested address, at any depth, and the page cannot know that depth.
/// Links that begin with `/` would fail under a sub-path and from a folder. Therefore its links are
/// relative to the site's folder, where the page is, and the page is readable without its style
/// sheet. A server that knows where the site begins, as ours does, corrects the links with a
/// `<base>` element.
#[derive(Serialize)]
pub(crate) struct NotFoundView<'a> {
    title: &'a str,
    links: Vec<LinkView<'a>>,
}

/// The view of the page for missing pages.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>) -> NotFoundView<'a> {
    let from = Page::NotFound.address(site.compiled);
    let link = |page: Page, title: &'a str| LinkView {
        href: from.href(&page.address(site.compiled)),
        title,
    };
    NotFoundView {
        title: site.messages.get("not_found"),
        links: vec![
            link(Page::Home, &site.compiled.manual.config.title),
            link(Page::MasterList, site.messages.get("master_list")),
        ],
    }
}
