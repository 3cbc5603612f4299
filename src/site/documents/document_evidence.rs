//! The evidence that a document names, with its records.

use serde::Serialize;

use crate::manual::{DocumentIx, PageKey, RecordIx};
use crate::resolve::Evidence;
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::text::html::{escaped, link};
use crate::site::views;

/// The most records of each item of evidence.
const MOST_RECORDS: usize = 12;

/// Evidence that a document names, with its records.
#[derive(Serialize)]
pub(super) struct EvidenceView {
    /// The name of the evidence, as HTML: the form as a link, or the kind of records.
    name: String,
    count: Option<String>,
    /// Links to the latest records, as HTML.
    records: Vec<String>,
    /// "and 12 more" as a link to the register, as HTML.
    more: Option<String>,
}

fn evidence_view(site: &SiteIndex<'_>, evidence: Evidence, from: &Address) -> EvidenceView {
    let name = match evidence {
        Evidence::Form(form) => views::field::page_link(site, PageKey::Document(form), from),
        Evidence::Kind(kind) => escaped(views::names::kind_plural(site, kind)),
    };
    records_view(site, name, evidence, from)
}

/// The evidence that a document names, what an edition withholds of it, and the records on the document
/// if it is a form.
pub(super) fn views(site: &SiteIndex<'_>, ix: DocumentIx, from: &Address) -> Vec<EvidenceView> {
    let named = site.evidence(ix).iter();
    named
        .map(|evidence| evidence_view(site, *evidence, from))
        .chain(withheld_evidence(site, ix))
        .chain(written_on(site, ix, from))
        .collect()
}

/// The words in place of forms that an edition withholds.
fn withheld_evidence(site: &SiteIndex<'_>, ix: DocumentIx) -> Option<EvidenceView> {
    let is_withheld = site.withheld_references(ix).evidence;
    is_withheld.then(|| EvidenceView {
        name: escaped(site.messages.get("withheld_document")),
        count: None,
        records: Vec::new(),
        more: None,
    })
}

/// The records that were written on a form; `None` if there are none.
fn written_on(site: &SiteIndex<'_>, ix: DocumentIx, from: &Address) -> Option<EvidenceView> {
    let evidence = Evidence::Form(ix);
    if site.records(evidence).is_empty() {
        return None;
    }
    let name = escaped(site.messages.get("records_on_this_form"));
    Some(records_view(site, name, evidence, from))
}

/// The latest records of an item of evidence: those with the highest ids.
fn records_view(
    site: &SiteIndex<'_>,
    name: String,
    evidence: Evidence,
    from: &Address,
) -> EvidenceView {
    let records = site.records(evidence);
    let latest = records.iter().rev().take(MOST_RECORDS);
    EvidenceView {
        name,
        count: (!site.withholds_records())
            .then(|| site.messages.count("records-count", records.len())),
        records: latest
            .map(|record| views::field::page_link(site, PageKey::Record(*record), from))
            .collect(),
        more: (records.len() > MOST_RECORDS).then(|| {
            let more = records.len() - MOST_RECORDS;
            more_link(
                site,
                records[0],
                &site.messages.count("and-more", more),
                from,
            )
        }),
    }
}

/// "and 12 more" as a link to the register, which has all records.
fn more_link(site: &SiteIndex<'_>, record: RecordIx, words: &str, from: &Address) -> String {
    let kind = site.compiled.manual.record(record).kind;
    link(&from.href(&site.addresses.register(kind, 0)), words)
}
