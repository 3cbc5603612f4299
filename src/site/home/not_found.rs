//! What a server shows in place of a page that is not there.

use serde::Serialize;

use crate::site::Page;
use crate::site::index::SiteIndex;
use crate::site::views::labels::LinkView;

/// The page for missing pages.
///
/// A server shows it at the address that was asked for, at any depth, and nothing in the page can
/// know that depth: links that begin with `/` would fail under a sub-path and from a folder. So its
/// links are relative to the site's own folder, where the page lies, and it says everything in
/// words, to be read without its style sheet. A server that knows where the site begins (ours does)
/// mends the links with a `<base>`.
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
