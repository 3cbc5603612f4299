//! The statement of applicability of a standard: for each requirement whether it applies, why or why
//! not, how far it is implemented, by which documents, and with what evidence (`docs/design.md`,
//! "Statement of applicability").
//!
//! The statement of a long standard has several pages, each with some of its clauses.

use std::ops::Range;

use serde::Serialize;

use crate::approvals::ApprovalStanding;
use crate::coverage::{ClauseStatus, Decision, Summary, Verdict, applicability};
use crate::index::Position;
use crate::manual::{ClauseIx, ClauseKey, DocumentIx, PageKey, StandardIx};
use crate::pipeline::Compiled;
use crate::site::index::SiteIndex;
use crate::site::index::parts::{self, Parts};
use crate::site::matrix::row::row_id;
use crate::site::statement::row::{StatementRow, row};
use crate::site::theme::linked_message::LinkedMessage;
use crate::site::views;
use crate::site::views::clause::ClauseState;
use crate::site::views::filters::FilterValue;
use crate::site::views::labels::{BadgeView, DateView, LinkView, StatusCount};
use crate::site::views::paging;
use crate::site::views::paging::PartLink;
use crate::site::{Address, Page};

/// The most requirements of one sort that the list of what is open names.
const MOST_OPEN: usize = 100;

/// A page of a statement.
#[derive(Serialize)]
pub(crate) struct StatementView<'a> {
    title: String,
    designation: &'a str,
    /// The note that the manual's own catalog replaces the built-in one, if it does.
    own_catalog: Option<&'a str>,
    /// What the first page says of the whole statement; `None` on further pages.
    whole: Option<Whole<'a>>,
    parts: Vec<PartLink>,
    /// The next part.
    next: Option<PartLink>,
    decisions: Vec<FilterValue<'a>>,
    statuses: Vec<FilterValue<'a>>,
    columns: usize,
    sections: Vec<Section<'a>>,
}

/// What is said of a whole statement.
#[derive(Serialize)]
struct Whole<'a> {
    full_title: &'a str,
    /// The tag of the title's language, if it is not that of the page.
    lang: Option<&'a str>,
    /// "93 requirements: 88 apply, 5 do not."
    sentence: String,
    counts: Vec<StatusCount<'a>>,
    matrix: String,
    exports: Vec<LinkView<'a>>,
    /// The documents behind the statement; `None` if the standard does not say which clause asks for
    /// it.
    control: Option<Control<'a>>,
    open: Vec<Open<'a>>,
}

/// The clause that asks for the statement, and the documents that address it.
#[derive(Serialize)]
struct Control<'a> {
    sentence: LinkedMessage,
    /// Whether documents that an edition does not hold address the clause.
    elsewhere: bool,
    documents: Vec<ControlRow<'a>>,
}

/// A document with its revision and its approval.
#[derive(Serialize)]
struct ControlRow<'a> {
    href: String,
    id: &'a str,
    title: &'a str,
    /// The tag of the title's language, if it is not that of the page.
    lang: Option<&'a str>,
    revision: &'a str,
    state: BadgeView<'a>,
    effective: Option<DateView>,
    approver: &'a str,
    approved_on: Option<DateView>,
    review_due: Option<DateView>,
}

/// Requirements that an auditor will ask about.
#[derive(Serialize)]
struct Open<'a> {
    title: &'a str,
    count: usize,
    links: Vec<LinkView<'a>>,
    more: Option<String>,
}

/// A list of requirements.
#[derive(Serialize)]
pub(crate) struct Section<'a> {
    id: &'static str,
    title: &'a str,
    lead: Option<&'a str>,
    count: usize,
    rows: Vec<StatementRow<'a>>,
}

impl Section<'_> {
    /// Every link of the list to a document, or to a section of one.
    pub(crate) fn document_links(&mut self) -> impl Iterator<Item = &mut String> {
        self.rows.iter_mut().flat_map(StatementRow::document_links)
    }
}

/// The title of a standard's statement.
pub(crate) fn statement_title(site: &SiteIndex<'_>, ix: StandardIx) -> String {
    let designation = &*site.compiled.manual.standard(ix).designation;
    let arguments = [("standard", designation.into())];
    site.messages.with("statement-title", arguments)
}

/// The pages of a standard's statement; none if there is no statement.
pub(crate) fn statement_pages(
    compiled: &Compiled,
    ix: StandardIx,
) -> impl Iterator<Item = Page> + use<> {
    let has = applicability::has_statement(&compiled.manual, &compiled.resolved, ix);
    let count = if has {
        Parts::of(compiled.manual.standard(ix)).count()
    } else {
        0
    };
    (0..count).map(move |part| Page::Statement(ix, part))
}

/// The link to a standard's statement, if there is one.
pub(crate) fn link(site: &SiteIndex<'_>, from: &Address, ix: StandardIx) -> Option<String> {
    let compiled = site.compiled;
    applicability::has_statement(&compiled.manual, &compiled.resolved, ix)
        .then(|| from.href(&site.addresses.statement(ix, 0)))
}

/// The view of a page of a standard's statement, counted from 0; `None` if there is no such page.
pub(crate) fn view<'a>(
    site: &'a SiteIndex<'_>,
    ix: StandardIx,
    part: u32,
) -> Option<StatementView<'a>> {
    let standard = site.compiled.manual.standard(ix);
    let address = |part| site.addresses.statement(ix, part);
    let from = address(part);
    let all = site.parts(ix);
    let clauses = all.clauses(part)?;
    let links = || match all.is_cut() {
        false => Vec::new(),
        true => paging::links_from(&from, all.count(), Some(part), address, |part| {
            parts::label(standard, &all.clauses(part).unwrap_or_default())
        }),
    };
    let sections = sections(site, &from, ix, clauses);
    let rows = || sections.iter().flat_map(|section| &section.rows);
    let states: Vec<&ClauseState<'_>> = rows().filter_map(StatementRow::own_state).collect();
    let own_catalog = standard.replaces_built_in;
    Some(StatementView {
        title: statement_title(site, ix),
        designation: &standard.designation,
        own_catalog: own_catalog.then(|| site.messages.get("standard_own_catalog")),
        whole: (part == 0).then(|| whole(site, &from, ix)),
        next: links().into_iter().nth(part as usize + 1),
        parts: links(),
        decisions: decision_values(site, rows()),
        statuses: views::filters::status_values(site, states.iter().copied()),
        columns: columns(site),
        sections,
    })
}

/// The number of columns of a statement.
pub(crate) fn columns(site: &SiteIndex<'_>) -> usize {
    7 + usize::from(site.compiled.coverage.figures.evidence)
}

/// The values by which rows can be filtered: whether they apply, and whether a reason is missing.
fn decision_values<'a, 'r>(
    site: &'a SiteIndex<'_>,
    rows: impl Iterator<Item = &'r StatementRow<'r>>,
) -> Vec<FilterValue<'a>> {
    let classes: Vec<&str> = rows.flat_map(StatementRow::decisions).copied().collect();
    let values = [
        ("applies", "applies_yes"),
        ("excluded", "applies_no"),
        ("missing", "applies_no_reason"),
    ];
    let values = values.map(|(class, word)| views::clause::badge(site, class, word));
    views::filters::counted(values, &classes.iter().copied())
}

/// The rows among these clauses, those for which a reason is needed first.
pub(crate) fn sections<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
    clauses: Range<usize>,
) -> Vec<Section<'a>> {
    let standard = site.compiled.manual.standard(ix);
    let (mut asked, mut others) = (Vec::new(), Vec::new());
    for clause in clauses.clone().map(ClauseIx::new) {
        let key = ClauseKey {
            standard: ix,
            clause,
        };
        let list = match applicability::is_asked(standard, clause) {
            true => &mut asked,
            false => &mut others,
        };
        list.push(row(site, from, key, &clauses));
    }
    let is_split = !standard.needs_reason.is_empty();
    let section = |id, title, lead: Option<&'static str>, rows: Vec<StatementRow<'a>>| Section {
        id,
        title: site.messages.get(title),
        lead: lead.map(|lead| site.messages.get(lead)),
        count: rows.iter().filter(|row| row.is_requirement()).count(),
        rows,
    };
    let sections = [
        match is_split {
            true => section(
                "asked",
                "statement_asked",
                Some("statement_asked_lead"),
                asked,
            ),
            false => section("asked", "statement_all", None, asked),
        },
        section(
            "others",
            "statement_others",
            Some("statement_others_lead"),
            others,
        ),
    ];
    let sections = sections.into_iter();
    sections.filter(|section| section.count > 0).collect()
}

/// The counts of the requirements of which the statement is.
fn summary(site: &SiteIndex<'_>, ix: StandardIx) -> Summary {
    let (standard, coverage) = site.compiled.standard(ix);
    let mut summary = Summary::default();
    for (clause, of) in coverage.clauses.enumerated() {
        if let (Some(_), Some(status)) = (of.applicability, of.status)
            && applicability::is_asked(standard, clause)
        {
            summary.add(status);
        }
    }
    summary
}

/// "93 requirements: 88 apply, 5 do not."
pub(crate) fn sentence(site: &SiteIndex<'_>, ix: StandardIx) -> String {
    let summary = summary(site, ix);
    let counted = [
        ("count", summary.requirements().into()),
        ("applicable", summary.applicable().into()),
        ("excluded", summary.excluded().into()),
    ];
    site.messages.with("statement-figures", counted)
}

/// What the first page says of the whole statement.
fn whole<'a>(site: &'a SiteIndex<'_>, from: &Address, ix: StandardIx) -> Whole<'a> {
    let compiled = site.compiled;
    let (standard, coverage) = compiled.standard(ix);
    let mut open = [const { Vec::new() }; 3];
    for (clause, of) in coverage.clauses.enumerated() {
        let (Some(decided), Some(status)) = (of.applicability, of.status) else {
            continue;
        };
        if !applicability::is_asked(standard, clause) {
            continue;
        }
        let is_excluded = matches!(decided.decision, Decision::Excluded(_));
        let is_claimed = || of.claims_despite_exclusion(&compiled.resolved).next();
        let sorts = [
            decided.decision == Decision::Unstated,
            status == ClauseStatus::Gap,
            is_excluded && is_claimed().is_some(),
        ];
        for (list, is) in open.iter_mut().zip(sorts) {
            if is {
                list.push(clause);
            }
        }
    }
    let titles = [
        "statement_no_reason",
        "statement_no_document",
        "gaps_excluded_but_claimed",
    ];
    let open = titles.into_iter().zip(open);
    Whole {
        full_title: &standard.title,
        lang: site.foreign_standard(ix),
        sentence: sentence(site, ix),
        counts: views::labels::status_counts(site, summary(site, ix)),
        matrix: from.href(&site.addresses.matrix(ix)),
        exports: vec![LinkView {
            href: from.href(&site.addresses.statement_file(ix)),
            title: "CSV",
        }],
        control: standard.statement.map(|clause| {
            let key = ClauseKey {
                standard: ix,
                clause,
            };
            control(site, from, key)
        }),
        open: open
            .filter(|(_, clauses)| !clauses.is_empty())
            .map(|(title, clauses)| Open {
                title: site.messages.get(title),
                count: clauses.len(),
                more: clauses
                    .len()
                    .checked_sub(MOST_OPEN)
                    .filter(|more| *more > 0)
                    .map(|more| site.messages.count("and-more", more)),
                links: clauses
                    .into_iter()
                    .take(MOST_OPEN)
                    .map(|clause| row_link(site, from, ix, clause))
                    .collect(),
            })
            .collect(),
    }
}

/// The link to the row of a clause, on this page or on another of the statement.
fn row_link<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
    clause: ClauseIx,
) -> LinkView<'a> {
    let of = site.compiled.manual.standard(ix).clause(clause);
    let part = site.parts(ix).part_of(clause);
    let address = site.addresses.statement(ix, part);
    LinkView {
        href: from.href_at(&address, Some(&row_id(of))),
        title: of.number.as_str(),
    }
}

/// The documents that address the clause that asks for the statement.
fn control<'a>(site: &'a SiteIndex<'_>, from: &Address, key: ClauseKey) -> Control<'a> {
    let of = views::clause::clause_coverage(site, key);
    let claims = of.weighed_claims.iter();
    let claims = claims.filter(|one| !one.broad && one.verdict() != Verdict::Nowhere);
    let mut documents: Vec<DocumentIx> = claims
        .map(|one| views::claim::claim(site, one.claim).document)
        .collect();
    documents.sort_unstable();
    documents.dedup();
    let name = match documents.is_empty() && !of.rests_elsewhere {
        true => "statement-control-none",
        false => "statement-control",
    };
    let clause = views::reasons::clause_argument(site, from, key);
    Control {
        sentence: site.messages.sentence(name, &[("clause", clause)]),
        elsewhere: of.rests_elsewhere,
        documents: documents
            .into_iter()
            .map(|ix| control_row(site, from, ix))
            .collect(),
    }
}

fn control_row<'a>(site: &'a SiteIndex<'_>, from: &Address, ix: DocumentIx) -> ControlRow<'a> {
    let document = site.compiled.manual.document(ix);
    let approval = &site.compiled.coverage.approvals[ix];
    let is_approved = approval.standing == ApprovalStanding::Approved;
    let approved = approval.latest.as_ref().filter(|_| is_approved);
    let date = |date| views::labels::date(site, date);
    ControlRow {
        href: from.href(&site.destination(PageKey::Document(ix)).address),
        id: document.id.value.as_str(),
        title: &document.title,
        lang: site.foreign_page(PageKey::Document(ix)),
        revision: document.revision.as_str(),
        state: views::labels::document_state(site, ix),
        effective: document.effective.map(date),
        approver: document.approver.as_ref().map_or("", |role| role.as_str()),
        approved_on: approved.map(|latest| date(latest.date)),
        review_due: views::labels::standing(site, ix).review_due.map(date),
    }
}
