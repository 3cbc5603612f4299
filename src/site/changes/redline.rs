//! The page with the changes in a document's text.

use serde::Serialize;

use crate::changes::{Against, SiteChanges, TextChange};
use crate::manual::{DocumentIx, PageKey};
use crate::redline::redline;
use crate::site::changes::redline_html::{Present, fields_html, parts_html, sections_html};
use crate::site::documents::control_block::{ControlBlock, control_block};
use crate::site::index::SiteIndex;
use crate::site::{Address, Page, copy_address};

/// The redline of a document.
#[derive(Serialize)]
pub(crate) struct RedlineView<'a> {
    title: &'a str,
    control: ControlBlock<'a>,
    href: String,
    /// What the text is compared with.
    against: String,
    /// Whether there is no visible change.
    is_empty: bool,
    /// The fields that have changed, as HTML.
    fields: String,
    /// The other approved parts that have changed, as HTML.
    parts: String,
    /// The text, as HTML.
    body: String,
}

/// The documents that have a redline.
pub(crate) fn redlines(changes: &SiteChanges) -> impl Iterator<Item = DocumentIx> {
    let texts = changes.texts.enumerated();
    texts.filter_map(|(ix, text)| text.as_ref().map(|_| ix))
}

/// The address of the redline of a document, relative to a page; `None` if it has none.
pub(crate) fn href(site: &SiteIndex<'_>, ix: DocumentIx, from: &Address) -> Option<String> {
    change(site, ix)?;
    Some(from.href(&Page::Redline(ix).address(site.compiled)))
}

/// The change in a document's text, if there is one.
pub(crate) fn change<'a>(site: &SiteIndex<'a>, ix: DocumentIx) -> Option<&'a TextChange> {
    site.changes?.text(ix)
}

/// The view of the page; `None` where the document has no redline.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, ix: DocumentIx) -> Option<RedlineView<'a>> {
    let change = change(site, ix)?;
    let from = Page::Redline(ix).address(site.compiled);
    let document = site.compiled.manual.document(ix);
    let compared = redline(&change.before, &change.after);
    let present = Present {
        before: &|target| {
            let picture = change.pictures.get(target)?;
            Some(from.href(&address(&picture.name, &picture.extension)))
        },
        after: &|target| {
            let path = crate::resolve::joined(&document.path, target)?;
            site.has_asset(&path)
                .then(|| from.href(&copy_address(&path)))
        },
        variables: &site.compiled.manual.config.variables,
    };
    Some(RedlineView {
        title: &document.title,
        control: control_block(site, PageKey::Document(ix), &from)?,
        href: from.href(&Page::Document(ix).address(site.compiled)),
        against: against(site, change),
        is_empty: compared.is_empty() && change.pictures.is_empty() && change.parts.is_empty(),
        fields: fields_html(&site.messages, &compared),
        parts: parts_html(&site.messages, &change.parts),
        body: sections_html(&site.messages, &compared, &present),
    })
}

/// The sentence that says what a text is compared with.
fn against(site: &SiteIndex<'_>, change: &TextChange) -> String {
    let (message, day, of) = match &change.against {
        Against::Approval { role, day } => ("redline-since-approval", day, ("role", role)),
        Against::Issue { day, commit } => ("redline-since-issue", day, ("commit", commit)),
        Against::Revision { day, commit } => ("redline-since-revision", day, ("commit", commit)),
    };
    let arguments = [
        ("revision", change.revision.as_str().into()),
        ("date", site.messages.date(*day).into()),
        (of.0, of.1.as_str().into()),
    ];
    site.messages.with(message, arguments)
}

/// The address of a picture of the earlier text.
pub(crate) fn address(name: &str, extension: &str) -> Address {
    Address::fixed(&format!("redlines/pictures/{name}.{extension}"))
}
