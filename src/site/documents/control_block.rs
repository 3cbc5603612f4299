//! The control block of a document: what the document is, and whether it may be used.

use serde::Serialize;

use crate::approvals::ApprovalStanding;
use crate::manual::{DocumentIx, PageKey, Role};
use crate::resolve::Claim;
use crate::site::Address;
use crate::site::documents::document_file::DocumentFile;
use crate::site::index::SiteIndex;
use crate::site::registers;
use crate::site::registers::training::CellView;
use crate::site::views;
use crate::site::views::field::FieldView;
use crate::site::views::labels::{BadgeView, DocumentLink};

/// The most clauses that a control block shows.
const MOST_CLAUSES: usize = 40;
/// The most clauses that fit into half of its width.
const BADGES_IN_HALF: usize = 10;

/// The control block: what the document is, and whether it may be used.
#[derive(Serialize)]
pub(crate) struct ControlBlock<'a> {
    id: &'a str,
    kind: &'a str,
    state: BadgeView<'a>,
    /// Whether `manual.toml` gives the status.
    state_from_settings: bool,
    /// The place in the text that gives the status.
    state_from_text: Option<String>,
    /// Whether the document is in force on the as-of date.
    in_force: bool,
    revision: &'a str,
    /// The revision that a translation is of.
    translated: Option<&'a str>,
    owner: &'a str,
    /// "Approved by", or "To be approved by" for a text that nobody has approved.
    approver_label: &'a str,
    approver: &'a str,
    /// The date of the latest approval, as HTML; `None` unless it approves the present document.
    approved_on: Option<String>,
    effective: Option<String>,
    /// Whether `manual.toml` gives the effective day.
    effective_from_settings: bool,
    /// The place in the text that gives the effective day.
    effective_from_text: Option<String>,
    review_due: Option<String>,
    overdue: bool,
    roles: Vec<RoleView<'a>>,
    supersedes: Vec<DocumentLink<'a>>,
    superseded_by: Vec<DocumentLink<'a>>,
    withheld: WithheldView,
    fields: Vec<FieldView>,
    /// The clauses that the document claims, by standard.
    clauses: Vec<ClauseBadges<'a>>,
}

/// A role that must be trained on a document.
#[derive(Serialize)]
struct RoleView<'a> {
    title: &'a str,
    /// The address of its page, if the training matrix has the role.
    href: Option<String>,
    /// Whether the people who hold the role are trained on the present revision.
    trained: Option<CellView<'a>>,
}

/// Whether an edition withholds documents that a document supersedes, or that supersede it.
#[derive(Serialize)]
struct WithheldView {
    supersedes: bool,
    superseded_by: bool,
}

/// The clauses of one standard that a document claims.
#[derive(Serialize)]
struct ClauseBadges<'a> {
    /// "Clauses of ISO 9001:2015".
    label: &'a str,
    /// The badges, as HTML.
    badges: Vec<String>,
    /// "and 12 more", if the document claims more clauses than are shown.
    more: Option<String>,
    /// Whether the badges need the whole width.
    wide: bool,
}

/// The control block of a document. That of a translation says the same of the document, and the
/// revision that was translated.
pub(crate) fn control_block<'a>(
    site: &'a SiteIndex<'_>,
    page: PageKey,
    from: &Address,
) -> Option<ControlBlock<'a>> {
    let file = DocumentFile::of(&site.compiled.manual, page)?;
    let ix = file.of;
    let document = site.compiled.manual.document(ix);
    let kind = site.compiled.manual.kind(document.kind);
    let training = &site.compiled.registers.training;
    let role = |role: &'a Role| RoleView {
        title: role.as_str(),
        href: registers::training::role_position(&training.roles, role)
            .map(|at| from.href(&site.addresses.role(at))),
        trained: training
            .cell(role, ix)
            .map(|cell| registers::training::cell_view(site, cell)),
    };
    let roles = document.roles.iter().map(|written| role(&written.value));
    let links = |list: &[DocumentIx]| {
        let list = list.iter();
        list.map(|other| views::labels::document_link(site, from, *other))
            .collect()
    };
    let claimed = distinct(site.claims_of(PageKey::Document(ix)));
    let withheld = site.withheld_references(ix);
    let approval = &site.compiled.coverage.approvals[ix];
    let is_approved = approval.standing == ApprovalStanding::Approved;
    let approved_on = approval.latest.as_ref().filter(|_| is_approved);
    let approved_on = approved_on.map(|latest| latest.date);
    let in_text = |name: &str| {
        let span = document.from_text(name)?;
        Some(format!("{}:{}", document.path, span.line))
    };
    Some(ControlBlock {
        id: document.id.value.as_str(),
        kind: views::names::kind_title(site, document.kind),
        state: views::labels::document_state(site, ix),
        state_from_settings: document.filled("status").is_some(),
        state_from_text: in_text("status"),
        in_force: views::labels::link_state(site, ix).is_none(),
        revision: document.revision.as_str(),
        translated: (page != PageKey::Document(ix)).then(|| file.document.revision.as_str()),
        owner: document.owner.as_ref().map_or("", |role| role.as_str()),
        approver_label: site.messages.get(views::approval::approver_label(site, ix)),
        approver: document.approver.as_ref().map_or("", |role| role.as_str()),
        approved_on: approved_on.map(|date| views::labels::time_element(site, date)),
        effective: document
            .effective
            .map(|date| views::labels::time_element(site, date)),
        effective_from_settings: document.filled("effective").is_some(),
        effective_from_text: in_text("effective"),
        review_due: views::labels::standing(site, ix)
            .review_due
            .map(|date| views::labels::time_element(site, date)),
        overdue: views::labels::is_overdue(site, ix),
        roles: roles.collect(),
        supersedes: links(site.supersedes(ix)),
        superseded_by: links(site.superseded_by(ix)),
        withheld: WithheldView {
            supersedes: withheld.supersedes,
            superseded_by: withheld.superseded_by,
        },
        fields: views::field::field_views(site, kind, PageKey::Document(ix), from),
        clauses: claimed
            .chunk_by(|a, b| a.clause.standard == b.clause.standard)
            .map(|claims| clause_badges(site, claims, from))
            .collect(),
    })
}

fn clause_badges<'a>(
    site: &'a SiteIndex<'_>,
    claims: &[&Claim],
    from: &Address,
) -> ClauseBadges<'a> {
    let manual = &site.compiled.manual;
    let badge = |claim: &&Claim| {
        let number = manual.clause(claim.clause).number.as_str();
        views::names::clause_badge(site, claim, number, from, None)
    };
    let standard = claims.first().map(|claim| claim.clause.standard);
    ClauseBadges {
        label: standard.map_or("", |ix| site.clause_label(ix)),
        badges: claims.iter().take(MOST_CLAUSES).map(badge).collect(),
        more: (claims.len() > MOST_CLAUSES)
            .then(|| site.messages.count("and-more", claims.len() - MOST_CLAUSES)),
        wide: claims.len() > BADGES_IN_HALF,
    }
}

/// The claims of a document that are neither struck out nor only proposed, without duplicates: for
/// each clause and item only the most complete claim.
fn distinct(claims: &[Claim]) -> Vec<&Claim> {
    let counts = |claim: &&Claim| claim.struck.is_none() && !claim.is_proposed;
    let mut sorted: Vec<&Claim> = claims.iter().filter(counts).collect();
    sorted.sort_by_key(|claim| (claim.clause, &claim.item, claim.extent));
    sorted.dedup_by_key(|claim| (claim.clause, &claim.item));
    sorted
}
