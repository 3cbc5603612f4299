//! The files of a document: its own and those of its translations, and what their pages share.

use crate::manual::{Document, DocumentIx, Manual, PageKey};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::labels::LanguageLink;
use crate::site::views::notices::NoticeView;

/// The file of a document, or of a translation of it.
#[derive(Clone, Copy)]
pub(crate) struct DocumentFile<'a> {
    /// The document.
    pub(crate) of: DocumentIx,
    /// What the file says.
    pub(crate) document: &'a Document,
}

impl<'a> DocumentFile<'a> {
    /// The file of a page; `None` if the page is no document.
    pub(crate) fn of(manual: &'a Manual, page: PageKey) -> Option<Self> {
        match page {
            PageKey::Document(of) => Some(Self {
                of,
                document: manual.document(of),
            }),
            PageKey::Translation(ix) => {
                let translation = manual.translation(ix);
                Some(Self {
                    of: translation.of,
                    document: &translation.page,
                })
            }
            PageKey::Record(_) | PageKey::Uncontrolled(_) | PageKey::Home => None,
        }
    }
}

/// The notices of a document. Those of a translation begin with the one that it is a translation.
pub(crate) fn notices<'a>(
    site: &'a SiteIndex<'_>,
    page: PageKey,
    from: &Address,
) -> Vec<NoticeView<'a>> {
    let file = DocumentFile::of(&site.compiled.manual, page);
    let Some(DocumentFile { of, .. }) = file else {
        return Vec::new();
    };
    let translation = match page {
        PageKey::Translation(ix) => Some(views::notices::of_translation(site, ix, from)),
        _ => None,
    };
    let of_document = views::notices::notices(site, of, from);
    translation.into_iter().chain(of_document).collect()
}

/// The languages in which a document can be read; empty if there is only one.
pub(crate) fn languages<'a>(
    site: &'a SiteIndex<'_>,
    page: PageKey,
    from: &Address,
) -> Vec<LanguageLink<'a>> {
    let manual = &site.compiled.manual;
    let of = DocumentFile::of(manual, page).map(|file| file.of);
    let Some(of) = of.filter(|of| manual.translations_of(*of).next().is_some()) else {
        return Vec::new();
    };
    let translations = manual.translations_of(of).map(PageKey::Translation);
    let pages = std::iter::once(PageKey::Document(of)).chain(translations);
    let link = |other| views::labels::language_link(site, from, other, other == page);
    pages.filter_map(link).collect()
}
