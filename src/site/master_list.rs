//! The master list: every controlled document with its revision, state and dates, by kind; what is
//! obsolete stands apart, so that nobody takes it for valid.

use std::borrow::Cow;

use serde::Serialize;

use super::lookup::Site;
use super::parts::{BadgeView, DateView, LinkView};
use super::{Address, Page};
use crate::coverage::Standing;
use crate::manual::{DocumentIx, KindIx, LooseIx, PageKey};

/// The master list.
#[derive(Serialize)]
pub(super) struct MasterListView<'a> {
    title: &'a str,
    /// "42 documents, 38 in force".
    sentence: String,
    kinds: Vec<KindView<'a>>,
    obsolete: Vec<ObsoleteRow<'a>>,
    /// The pages that are no controlled documents.
    loose: Vec<LooseLink<'a>>,
}

/// The documents of one kind.
#[derive(Serialize)]
struct KindView<'a> {
    title: &'a str,
    id: String,
    rows: Vec<Row<'a>>,
}

/// A document.
#[derive(Serialize)]
struct Row<'a> {
    href: String,
    id: &'a str,
    title: &'a str,
    /// Of an external document: who issued it, and which edition.
    source: String,
    revision: &'a str,
    state: BadgeView<'a>,
    effective: Option<DateView>,
    review_due: Option<DateView>,
    owner: &'a str,
    approver: &'a str,
    audience: &'a str,
}

/// An obsolete document, and what took its place.
#[derive(Serialize)]
struct ObsoleteRow<'a> {
    href: String,
    id: &'a str,
    title: &'a str,
    revision: &'a str,
    state: BadgeView<'a>,
    superseded_by: Vec<LinkView<'a>>,
}

/// A page that is no controlled document.
#[derive(Serialize)]
struct LooseLink<'a> {
    href: String,
    title: Cow<'a, str>,
}

/// The view of the master list.
pub(super) fn view<'a>(site: &'a Site<'_>) -> MasterListView<'a> {
    let manual = site.inputs.manual;
    let from = Page::MasterList.address(&site.inputs);
    let mut kinds: Vec<KindView<'a>> = manual
        .kinds
        .iter()
        .zip(0..)
        .map(|(kind, at)| KindView {
            title: site.kind_plural(KindIx(at)),
            id: format!("kind-{}", kind.name),
            rows: Vec::new(),
        })
        .collect();
    let mut obsolete = Vec::new();
    let mut in_force = 0;
    for (at, document) in manual.documents.iter().enumerate() {
        let ix = DocumentIx(at as u32);
        match site.standing(ix).standing {
            Standing::Obsolete => {
                obsolete.push(obsolete_row(site, ix, &from));
                continue;
            }
            Standing::InForce | Standing::Overdue => in_force += 1,
            Standing::Coming => {}
        }
        let KindIx(kind) = document.kind;
        kinds[kind as usize].rows.push(row(site, ix, &from));
    }
    kinds.retain(|kind| !kind.rows.is_empty());
    MasterListView {
        title: site.words.get("master_list"),
        sentence: site.words.with(
            "documents-sentence",
            [
                ("count", manual.documents.len().into()),
                ("in_force", in_force.into()),
            ],
        ),
        kinds,
        obsolete,
        loose: loose(site, &from),
    }
}

fn row<'a>(site: &'a Site<'_>, ix: DocumentIx, from: &Address) -> Row<'a> {
    let document = site.inputs.manual.document(ix);
    let source = ["source", "edition"].into_iter();
    let source: Vec<&str> = source
        .filter_map(|name| document.fields.text(name))
        .collect();
    Row {
        href: from.href(&site.destination(PageKey::Document(ix)).address),
        id: document.id.value.as_str(),
        title: &document.title,
        source: source.join(", "),
        revision: document.revision.as_str(),
        state: site.document_state(ix),
        effective: document.effective.map(|date| site.date(date)),
        review_due: site.standing(ix).review_due.map(|date| site.date(date)),
        owner: document.owner.as_ref().map_or("", |role| role.as_str()),
        approver: document.approver.as_ref().map_or("", |role| role.as_str()),
        audience: document.fields.text("audience").unwrap_or_default(),
    }
}

fn obsolete_row<'a>(site: &'a Site<'_>, ix: DocumentIx, from: &Address) -> ObsoleteRow<'a> {
    let manual = site.inputs.manual;
    let document = manual.document(ix);
    let link = |other: &DocumentIx| LinkView {
        href: from.href(&site.destination(PageKey::Document(*other)).address),
        title: manual.document(*other).id.value.as_str(),
    };
    ObsoleteRow {
        href: from.href(&site.destination(PageKey::Document(ix)).address),
        id: document.id.value.as_str(),
        title: &document.title,
        revision: document.revision.as_str(),
        state: site.document_state(ix),
        superseded_by: site.standing(ix).superseded_by.iter().map(link).collect(),
    }
}

fn loose<'a>(site: &'a Site<'_>, from: &Address) -> Vec<LooseLink<'a>> {
    let pages = (0..site.inputs.manual.loose.len() as u32).map(|at| PageKey::Loose(LooseIx(at)));
    let link = |page| LooseLink {
        href: from.href(&site.inputs.page_address(page)),
        title: site.page_title(page),
    };
    pages.map(link).collect()
}
