//! The page of an uncontrolled page: a note that it is not a controlled document, and its text.

use std::borrow::Cow;

use serde::Serialize;

use crate::diagnostics::SourcePath;
use crate::manual::{PageKey, RecordIx, UncontrolledIx, file_parts};
use crate::site::index::SiteIndex;
use crate::site::text;
use crate::site::text::body::Setting;
use crate::site::text::headings::ContentsEntry;
use crate::site::views;
use crate::site::views::backlinks::ReferrersView;
use crate::site::views::labels::LanguageLink;
use crate::site::{Address, Page};

/// The page of an uncontrolled page.
#[derive(Serialize)]
pub(crate) struct UncontrolledView<'a> {
    title: Cow<'a, str>,
    /// The id of the heading that the title replaces, if the text had one.
    title_id: Option<String>,
    languages: Vec<LanguageLink<'a>>,
    /// The record whose text in another language it is.
    record: Option<OriginalLink<'a>>,
    contents: Vec<ContentsEntry>,
    body: String,
    referrers: ReferrersView,
}

/// A link to the record whose text counts.
#[derive(Serialize)]
struct OriginalLink<'a> {
    href: String,
    id: &'a str,
    title: &'a str,
    /// The language of the title.
    lang: &'a str,
}

/// The view of an uncontrolled page.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, ix: UncontrolledIx) -> UncontrolledView<'a> {
    let page = PageKey::Uncontrolled(ix);
    let title = text::headings::page_title(site, page);
    let from = Page::Uncontrolled(ix).address(site.compiled);
    let body = text::body::body_html(site, page, &from, &title, Setting::Page);
    UncontrolledView {
        title_id: body.title.map(|title| title.id),
        languages: languages(site, page, &from),
        record: original(site, ix, &from),
        contents: text::headings::contents_of(site, page, &title),
        title,
        body: body.html,
        referrers: views::backlinks::referrers_view(site, &site.referrers(page), &from),
    }
}

/// The record whose text in another language a page is.
fn original<'a>(
    site: &'a SiteIndex<'_>,
    ix: UncontrolledIx,
    from: &Address,
) -> Option<OriginalLink<'a>> {
    let manual = &site.compiled.manual;
    let id = manual.uncontrolled_page(ix).record.as_ref()?;
    let page = manual.names.by_id.get(id).copied()?;
    let PageKey::Record(of) = page else {
        return None;
    };
    let record = manual.record(of);
    Some(OriginalLink {
        href: from.href(&site.destination(page).address),
        id: id.as_str(),
        title: &record.title,
        lang: record.language.language.as_str(),
    })
}

/// The languages in which a record can be read; empty if there is only one.
pub(crate) fn languages_of_record<'a>(
    site: &'a SiteIndex<'_>,
    ix: RecordIx,
    page: PageKey,
    from: &Address,
) -> Vec<LanguageLink<'a>> {
    let manual = &site.compiled.manual;
    let texts: Vec<PageKey> = manual.texts_of(manual.record(ix)).collect();
    if texts.is_empty() {
        return Vec::new();
    }
    let pages = std::iter::once(PageKey::Record(ix)).chain(texts);
    let link = |other| views::labels::language_link(site, from, other, other == page);
    pages.filter_map(link).collect()
}

/// The languages in which a page without an id can be read: those of the files beside it that have its name
/// and another language in it, `index.de.md` beside `index.md`. Empty if there is only one.
pub(crate) fn languages<'a>(
    site: &'a SiteIndex<'_>,
    page: PageKey,
    from: &Address,
) -> Vec<LanguageLink<'a>> {
    let manual = &site.compiled.manual;
    if let PageKey::Uncontrolled(ix) = page
        && let Some(id) = &manual.uncontrolled_page(ix).record
        && let Some(PageKey::Record(record)) = manual.names.by_id.get(id)
    {
        return languages_of_record(site, *record, page, from);
    }
    let all = site.languages();
    let Some(path) = manual.path(page).filter(|_| all.len() > 1) else {
        return Vec::new();
    };
    let endings = &manual.config.reading.endings;
    let stem = file_parts(path, endings).stem;
    let ending = path.file_name().get(endings.stem(path).len()..);
    let folder = path.as_str().strip_suffix(path.file_name());
    let (Some(ending), Some(folder)) = (ending, folder) else {
        return Vec::new();
    };
    let tags = all.iter().flat_map(|language| {
        let tag = language.as_str();
        [format!(".{tag}"), format!(".{}", tag.to_lowercase())]
    });
    let names = std::iter::once(String::new()).chain(tags);
    let paths = names.map(|tag| SourcePath::new(&format!("{folder}{stem}{tag}{ending}")));
    let pages = paths.filter_map(|path| manual.names.by_path.get(&path).copied());
    let is_alike = |page: &PageKey| matches!(page, PageKey::Uncontrolled(_) | PageKey::Home);
    let mut pages: Vec<PageKey> = pages.filter(is_alike).collect();
    pages.dedup();
    if pages.len() < 2 {
        return Vec::new();
    }
    let link = |other| views::labels::language_link(site, from, other, other == page);
    pages.into_iter().filter_map(link).collect()
}
