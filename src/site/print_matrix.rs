//! A standard's coverage matrix at the end of the page for paper: requirement by requirement, with
//! links to the documents on the same page.

use std::collections::HashMap;

use serde::Serialize;

use super::claim_parts::{AddressingView, by_document};
use super::clause_parts::{AuditView, ClauseLink, ClauseState, EvidenceView, FindingsView};
use super::lookup::Site;
use super::parts::CoverageView;
use super::print_page::Volume;
use super::{Address, Page};
use crate::coverage::ClauseStatus;
use crate::manual::{ClauseIx, ClauseKey, PageKey, StandardIx};

/// The documents that a row names for its clause; all of them are on the clause's page.
const MOST_ADDRESSING: usize = 12;
/// The forms and kinds of records that a row names as evidence.
const MOST_EVIDENCE: usize = 3;
/// The depth from which on rows are no further indented.
const DEEPEST: usize = 4;

/// A matrix, for paper.
#[derive(Serialize)]
pub(super) struct PrintedMatrix<'a> {
    anchor: String,
    title: String,
    coverage: CoverageView<'a>,
    rows: Vec<Row<'a>>,
}

/// A clause. A heading sums up the rows below it and has no cells.
#[derive(Serialize)]
struct Row<'a> {
    link: ClauseLink<'a>,
    depth: usize,
    state: Option<ClauseState<'a>>,
    findings: Option<FindingsView>,
    /// Where an exclusion names this clause: why.
    justification: Option<&'a str>,
    /// For a heading: "3 of 5 requirements covered".
    covered: Option<String>,
    requirement: Option<Cells<'a>>,
}

/// What an auditor asks of a requirement.
#[derive(Serialize)]
struct Cells<'a> {
    addressed: Vec<AddressingView<'a>>,
    /// "and 3 more documents".
    more: Option<String>,
    excluded: bool,
    evidence: Option<EvidenceView<'a>>,
    audit: AuditView<'a>,
}

/// The id of a matrix on the page for paper.
pub(super) fn anchor(StandardIx(at): StandardIx) -> String {
    format!("m{at}")
}

/// What a matrix is called.
pub(super) fn title(site: &Site<'_>, ix: StandardIx) -> String {
    let designation = &*site.inputs.manual.standard(ix).designation;
    site.words
        .with("matrix-title", [("standard", designation.into())])
}

/// The matrix of a standard.
pub(super) fn view<'a>(
    site: &'a Site<'_>,
    volume: &Volume<'_>,
    ix: StandardIx,
) -> PrintedMatrix<'a> {
    let from = Page::Print.address(&site.inputs);
    let here = LinksHere::new(site, &from, volume);
    let standard = site.inputs.manual.standard(ix);
    let keys = (0..standard.clauses.len() as u32).map(|at| ClauseKey {
        standard: ix,
        clause: ClauseIx(at),
    });
    PrintedMatrix {
        anchor: anchor(ix),
        title: title(site, ix),
        coverage: site.coverage(&from, ix),
        rows: keys.map(|key| row(site, &from, &here, key)).collect(),
    }
}

fn row<'a>(site: &'a Site<'_>, from: &Address, here: &LinksHere, key: ClauseKey) -> Row<'a> {
    let standard = site.inputs.manual.standard(key.standard);
    let clause = standard.clause(key.clause);
    let of = site.clause_coverage(key);
    let exclusion = of
        .exclusion
        .map(|at| &site.inputs.resolved.exclusions[at as usize]);
    Row {
        link: site.clause_link(from, key),
        depth: standard.ancestors(key.clause).count().min(DEEPEST),
        state: site.clause_state(of),
        findings: site.clause_findings(of.open_findings),
        justification: exclusion
            .filter(|exclusion| exclusion.clause == key)
            .map(|exclusion| &*exclusion.justification),
        covered: (!clause.requirement).then(|| site.covered_sentence(site.counts_below(key))),
        requirement: clause.requirement.then(|| cells(site, from, here, key)),
    }
}

fn cells<'a>(site: &'a Site<'_>, from: &Address, here: &LinksHere, key: ClauseKey) -> Cells<'a> {
    let of = site.clause_coverage(key);
    let addressing = by_document(&site.inputs.resolved.claims, &of.bearings);
    let more = addressing.len().saturating_sub(MOST_ADDRESSING);
    let mut addressed: Vec<AddressingView<'a>> = addressing
        .iter()
        .take(MOST_ADDRESSING)
        .map(|one| site.addressing(from, key, one))
        .collect();
    for one in &mut addressed {
        here.lead(&mut one.href);
        for section in &mut one.sections {
            here.lead(&mut section.href);
        }
    }
    let mut evidence = site.clause_evidence(from, of, MOST_EVIDENCE);
    let names = evidence.iter_mut().flat_map(|evidence| &mut evidence.named);
    for href in names.filter_map(|name| name.href.as_mut()) {
        here.lead(href);
    }
    Cells {
        addressed,
        more: (more > 0).then(|| site.words.count("more-documents", more)),
        excluded: of.status == Some(ClauseStatus::Excluded),
        evidence,
        audit: site.clause_audit(from, of),
    }
}

/// The links to documents that stand on the same page, by the links to their own pages.
struct LinksHere(HashMap<String, String>);

impl LinksHere {
    fn new(site: &Site<'_>, from: &Address, volume: &Volume<'_>) -> Self {
        let prefixes = volume.documents.iter().filter_map(|ix| {
            let prefix = volume.ids.prefix(PageKey::Document(*ix))?;
            Some((site.document_href(from, *ix), prefix))
        });
        Self(prefixes.collect())
    }

    /// Makes a link to a document, or to a section of one, lead to it on this page.
    fn lead(&self, href: &mut String) {
        let (page, section) = href.split_once('#').unwrap_or((href.as_str(), ""));
        if let Some(prefix) = self.0.get(page) {
            *href = format!("#{prefix}{section}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn the_matrix_leads_to_the_documents_on_the_same_page() {
        let files = [
            procedure(
                "QP-07",
                IN_FORCE,
                "clauses: [{ clause: 8.4.1, section: scoring }]",
            ),
            procedure("QP-08", OBSOLETE, "clauses: [8.4.1]"),
        ];
        let html = TestSite::iso("", &files).html("print.html");
        let matrix = &html[html.find("id=\"m0\"").unwrap()..];
        assert!(
            matrix.contains("href=\"#d0-scoring\">Scoring suppliers</a>"),
            "{matrix}"
        );
        // What is obsolete is not on the page: its own page is elsewhere.
        assert!(matrix.contains("href=\"documents/QP-08.html\""), "{matrix}");
        assert!(html.contains("<a href=\"#m0\">"), "the contents name it");
    }
}
