//! A clause's row in a coverage matrix, on the screen and on paper.

use std::ops::Range;

use serde::Serialize;

use crate::coverage::ClauseStatus;
use crate::manual::{Clause, ClauseKey};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::theme::linked_message::LinkedMessage;
use crate::site::views;
use crate::site::views::claim::{AddressingView, by_document};
use crate::site::views::clause::{AuditView, ClauseLink, ClauseState, EvidenceView, FindingsView};

/// The most forms and kinds of records that a row names as evidence.
const MOST_EVIDENCE: usize = 3;
/// The greatest indentation of a row.
const DEEPEST: usize = 4;

/// What the rows of all lists of clauses have.
#[derive(Serialize)]
pub(crate) struct RowHead<'a> {
    id: String,
    link: ClauseLink<'a>,
    /// The number of clauses above it.
    level: usize,
    /// The level of indentation, at most [`DEEPEST`].
    depth: usize,
    /// Whether the row begins a group that can be folded.
    main: bool,
    pub(crate) state: Option<ClauseState<'a>>,
    /// For a heading: "3 of 5 requirements covered".
    covered: Option<String>,
}

impl<'a> RowHead<'a> {
    /// The head of a clause's row on a page that has the rows of the clauses `on_page`. `begins_group` says
    /// whether the clause, if it is a heading, begins a group that can be folded.
    pub(crate) fn new(
        site: &'a SiteIndex<'_>,
        from: &Address,
        key: ClauseKey,
        on_page: &Range<usize>,
        begins_group: bool,
    ) -> Self {
        let standard = site.compiled.manual.standard(key.standard);
        let clause = standard.clause(key.clause);
        let level = standard.ancestors(key.clause).count();
        let of = views::clause::clause_coverage(site, key);
        Self {
            id: row_id(clause),
            link: views::clause::clause_link(site, from, key),
            level,
            depth: level.min(DEEPEST),
            main: begins_group && !clause.requirement,
            state: views::clause::clause_state(site, of),
            covered: views::clause::heading_sentence(site, key, on_page),
        }
    }
}

/// A row of the list. A heading groups the rows below it.
#[derive(Serialize)]
pub(crate) struct MatrixRow<'a> {
    #[serde(flatten)]
    head: RowHead<'a>,
    /// The facts beside the status by which the row can be filtered.
    facts: Vec<&'static str>,
    findings: Option<FindingsView>,
    /// The justification, if an exclusion names this clause.
    justification: Option<&'a str>,
    /// Void exclusions, and the items of the clause.
    remarks: Vec<String>,
    /// The cells of a requirement; `None` for a heading.
    requirement: Option<RequirementCells<'a>>,
}

/// The cells of a requirement's row.
#[derive(Serialize)]
pub(crate) struct RequirementCells<'a> {
    addressed: Vec<AddressingView<'a>>,
    more: Option<String>,
    /// "Excluded with 8.3", if a clause above is excluded.
    excluded_with: Option<LinkedMessage>,
    excluded: bool,
    /// Whether documents that an edition does not hold address the clause.
    elsewhere: bool,
    documented: &'a str,
    evidence: Option<EvidenceView<'a>>,
    audit: Option<AuditView<'a>>,
}

/// The widths of a matrix in columns. Facts that an edition says nothing about have no columns.
#[derive(Serialize)]
pub(crate) struct MatrixColumns {
    /// All columns.
    all: usize,
    /// Those of a requirement between its status and its findings.
    between: usize,
}

impl MatrixColumns {
    /// The columns of a matrix with `own` columns between the status and the facts from records.
    pub(crate) fn of(site: &SiteIndex<'_>, own: usize) -> Self {
        let figures = site.compiled.coverage.figures;
        let between = own + usize::from(figures.evidence) + usize::from(figures.audits);
        Self {
            all: 2 + between + usize::from(figures.findings),
            between,
        }
    }
}

/// Every link to a document, or to a section of one, of the documents that address a requirement and of
/// its evidence.
pub(crate) fn document_links<'r>(
    addressed: &'r mut [AddressingView<'_>],
    evidence: &'r mut Option<EvidenceView<'_>>,
) -> impl Iterator<Item = &'r mut String> {
    let addressed = addressed.iter_mut().flat_map(AddressingView::links);
    addressed.chain(evidence.iter_mut().flat_map(EvidenceView::links))
}

impl MatrixRow<'_> {
    /// Every link of the row to a document, or to a section of one.
    pub(crate) fn document_links(&mut self) -> impl Iterator<Item = &mut String> {
        let cells = self.requirement.iter_mut();
        cells.flat_map(|cells| document_links(&mut cells.addressed, &mut cells.evidence))
    }
}

/// The id of a clause's row in the list.
pub(crate) fn row_id(clause: &Clause) -> String {
    format!(
        "clause-{}",
        clause.number.as_str().replace(char::is_whitespace, "_")
    )
}

/// A clause's row on a page that has the rows of the clauses `on_page`, with at most `most` documents that address it, or one more if that is the last.
pub(crate) fn row<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    on_page: &Range<usize>,
    main: bool,
    most: usize,
) -> MatrixRow<'a> {
    let clause = site.compiled.manual.clause(key);
    let of = views::clause::clause_coverage(site, key);
    let exclusion = of
        .exclusion
        .map(|at| &site.compiled.resolved.exclusions[at]);
    MatrixRow {
        head: RowHead::new(site, from, key, on_page, main),
        facts: views::filters::facts(site, key),
        findings: views::clause::clause_findings(site, of.open_findings),
        justification: exclusion
            .filter(|exclusion| exclusion.clause == key)
            .map(|exclusion| &*exclusion.justification),
        remarks: views::reasons::remarks(site, key),
        requirement: clause
            .requirement
            .then(|| requirement(site, from, key, most)),
    }
}

fn requirement<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    most: usize,
) -> RequirementCells<'a> {
    let of = views::clause::clause_coverage(site, key);
    let addressing = by_document(&site.compiled.resolved.claims, &of.weighed_claims);
    let most = if addressing.len() == most + 1 {
        most + 1
    } else {
        most
    };
    let more = addressing.len().saturating_sub(most);
    let excluded = of.status == Some(ClauseStatus::Excluded);
    let above = of
        .exclusion
        .map(|at| site.compiled.resolved.exclusions[at].clause)
        .filter(|above| *above != key);
    RequirementCells {
        addressed: addressing
            .iter()
            .take(most)
            .map(|one| views::claim::addressing(site, from, key, one))
            .collect(),
        more: (more > 0).then(|| site.messages.count("more-documents", more)),
        excluded_with: above.map(|above| {
            let clause = views::reasons::clause_argument(site, from, above);
            site.messages
                .sentence("excluded-with", &[("clause", clause)])
        }),
        excluded,
        elsewhere: of.rests_elsewhere,
        documented: views::clause::documented(site, site.compiled.manual.clause(key).records),
        evidence: views::clause::clause_evidence(site, from, of, MOST_EVIDENCE),
        audit: views::clause::clause_audit(site, from, of),
    }
}
