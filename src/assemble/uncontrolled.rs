//! Makes an uncontrolled page of a file, and chooses the title of a page that gives none.

use std::sync::Arc;

use super::assembled::AssembledPage;
use crate::diagnostics::Spanned;
use crate::manual::{Body, UncontrolledPage, file_parts};
use crate::parse::ParsedPage;
use crate::parse::node::Entry;

/// A page whose fields cannot be determined, which was reported.
pub(super) fn unreadable(page: &ParsedPage, entries: &[Entry]) -> AssembledPage {
    let value = |key: &str| {
        let entry = entries.iter().find(|entry| entry.key == key)?;
        entry.node.text().map(|text| text.trim().to_owned())
    };
    AssembledPage::Unreadable {
        page: uncontrolled(page, value("title")),
        id: value("id"),
    }
}

/// The page of a file that is not a document or record and names no audience.
pub(super) fn uncontrolled(page: &ParsedPage, title: Option<String>) -> Arc<UncontrolledPage> {
    uncontrolled_for(page, title, Vec::new())
}

/// The page of a file that is not a document or record. Its title is the given one, else the first
/// heading, else the file's name.
pub(super) fn uncontrolled_for(
    page: &ParsedPage,
    title: Option<String>,
    audience: Vec<Spanned<String>>,
) -> Arc<UncontrolledPage> {
    let title = title.unwrap_or_else(|| own_title(page));
    Arc::new(UncontrolledPage {
        path: page.path.clone(),
        title,
        audience,
        body: page.body.clone(),
    })
}

/// The title of a page that gives none: its first heading, else the name of its file.
pub(super) fn own_title(page: &ParsedPage) -> String {
    first_heading(&page.body)
        .unwrap_or_else(|| file_parts(&page.path).stem.replace(['-', '_'], " "))
}

/// The text of a page's first heading, if it has any.
pub(crate) fn first_heading(body: &Body) -> Option<String> {
    let heading = body.headings.first()?;
    let text = body.written(&heading.title);
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}
