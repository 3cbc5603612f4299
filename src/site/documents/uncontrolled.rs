//! The page of an uncontrolled page: a note that it is not a controlled document, and its text.

use std::borrow::Cow;

use serde::Serialize;

use crate::manual::{PageKey, UncontrolledIx};
use crate::site::Page;
use crate::site::index::SiteIndex;
use crate::site::text;
use crate::site::text::body::Setting;
use crate::site::text::headings::ContentsEntry;
use crate::site::views;
use crate::site::views::backlinks::ReferrersView;

/// The page of an uncontrolled page.
#[derive(Serialize)]
pub(crate) struct UncontrolledView<'a> {
    title: Cow<'a, str>,
    /// The id of the heading that the title replaces, if the text had one.
    title_id: Option<String>,
    contents: Vec<ContentsEntry>,
    body: String,
    referrers: ReferrersView,
}

/// The view of an uncontrolled page.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, ix: UncontrolledIx) -> UncontrolledView<'a> {
    let page = PageKey::Uncontrolled(ix);
    let title = text::headings::page_title(site, page);
    let from = Page::Uncontrolled(ix).address(site.compiled);
    let body = text::body::body_html(site, page, &from, &title, Setting::Page);
    UncontrolledView {
        title_id: body.title.map(|title| title.id),
        contents: text::headings::contents_of(site, page, &title),
        title,
        body: body.html,
        referrers: views::backlinks::referrers_view(site, &site.referrers(page), &from),
    }
}
