//! Documents that tell what is open, planned or no longer in use, so that nothing is proposed from them.

use super::document_names::{is_archived, is_template};
use super::entries::Doc;
use super::kinds::{is_of_records, name};
use crate::conventions::{folded, is_report};

/// Words of titles of documents that say what is done.
const RULES: [&str; 11] = [
    "policy",
    "procedure",
    "instruction",
    "sop",
    "richtlinie",
    "leitlinie",
    "verfahrensanweisung",
    "politique",
    "procédure",
    "política",
    "procedimiento",
];

/// Whether a document is a report, a plan, a list of open points, a form or a template, or lies in an
/// archive.
pub(super) fn gives_no_proposals(doc: &Doc<'_>) -> bool {
    let page = doc.page;
    let name = name(page).replace(['-', '_', '+', '.'], " ");
    let titles = [Some(&*name), page.title.as_deref(), page.heading.as_deref()];
    let mut titles = titles.into_iter().flatten();
    let is_rule = |title: &str| {
        let title = folded(title);
        title.split(' ').any(|word| RULES.contains(&word))
    };
    let is_called = titles.clone().any(is_rule);
    doc.kind.0 == "form"
        || is_archived(page)
        || is_template(page)
        || is_of_records(page.path.folder())
        || !is_called && titles.any(is_report)
}
