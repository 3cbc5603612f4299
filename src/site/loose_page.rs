//! A page that is not a controlled document: it says so, and shows its text.

use std::borrow::Cow;

use serde::Serialize;

use super::Page;
use super::body::Setting;
use super::headings::ContentsEntry;
use super::lookup::Site;
use super::referrers::ReferrersView;
use crate::manual::{LooseIx, PageKey};

/// The page of an uncontrolled page.
#[derive(Serialize)]
pub(super) struct LooseView<'a> {
    title: Cow<'a, str>,
    /// The id of the heading that the title stands for, if the text had one.
    title_id: Option<String>,
    contents: Vec<ContentsEntry>,
    body: String,
    referrers: ReferrersView,
}

/// The view of an uncontrolled page.
pub(super) fn view<'a>(site: &'a Site<'_>, ix: LooseIx) -> LooseView<'a> {
    let page = PageKey::Loose(ix);
    let title = site.page_title(page);
    let from = Page::Loose(ix).address(&site.inputs);
    let body = site.body_html(page, &from, &title, Setting::Page);
    LooseView {
        title_id: body.title.map(|title| title.id),
        contents: site.contents(page, &title),
        title,
        body: body.html,
        referrers: site.referrers_view(site.referrers(page), &from),
    }
}
