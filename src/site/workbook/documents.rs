//! The master list of documents.

use super::{MOST_ROWS, Maker, lines};
use crate::approvals::ApprovalStanding;
use crate::export::workbook::{Cell, Sheet};
use crate::manual::{DocumentIx, PageKey, Role};
use crate::site::views;

pub(super) fn sheet(maker: &Maker<'_, '_>) -> Option<Sheet> {
    let site = maker.site;
    let compiled = site.compiled;
    if compiled.manual.documents.len() > MOST_ROWS {
        return None;
    }
    let columns = vec![
        maker.column("doc_id", 12.0),
        maker.column("doc_title", 40.0),
        maker.column("doc_kind", 16.0),
        maker.column("doc_revision", 9.0),
        maker.column("doc_state", 18.0),
        maker.column("doc_effective", 12.0),
        maker.column("doc_owner", 22.0),
        maker.column("doc_approver", 22.0),
        maker.column("workbook_approved_on", 12.0),
        maker.column("doc_review_due", 12.0),
        maker.column("doc_supersedes", 14.0),
        maker.column("field_clauses", 30.0),
        maker.column("doc_roles", 24.0),
        maker.column("field_audience", 14.0),
    ];
    let rows = compiled.manual.documents.enumerated();
    let rows = rows.filter(|(ix, _)| maker.holds_document(*ix));
    let rows = rows.map(|(ix, document)| {
        let role = |role: &Option<Role>| Cell::text(role.as_ref().map_or("", |role| role.as_str()));
        let approval = &compiled.coverage.approvals[ix];
        let is_approved = matches!(
            approval.standing,
            ApprovalStanding::Approved | ApprovalStanding::Changed
        );
        let approved = approval.latest.as_ref().filter(|_| is_approved);
        let roles = document.roles.iter().map(|role| role.value.to_string());
        vec![
            maker.page(PageKey::Document(ix)),
            Cell::text(&document.title),
            Cell::text(views::names::kind_title(site, document.kind)),
            Cell::text(document.revision.as_str()),
            Cell::text(views::labels::document_state(site, ix).word),
            Cell::day(document.effective),
            role(&document.owner),
            role(&document.approver),
            Cell::day(approved.map(|latest| latest.date)),
            Cell::day(views::labels::standing(site, ix).review_due),
            Cell::text(lines(site.supersedes(ix).iter().map(|other| {
                compiled.manual.document(*other).id.value.to_string()
            }))),
            Cell::text(clauses(maker, ix)),
            Cell::text(roles.collect::<Vec<_>>().join(", ")),
            Cell::text(document.fields.listed("audience", ", ")),
        ]
    });
    let rows = rows.collect();
    maker.list(maker.word("master_list"), columns, rows)
}

/// The clauses that a document claims, a standard in a line.
fn clauses(maker: &Maker<'_, '_>, ix: DocumentIx) -> String {
    let manual = &maker.site.compiled.manual;
    let mut by_standard: Vec<(crate::manual::StandardIx, Vec<String>)> = Vec::new();
    for claim in maker.site.claims_of(PageKey::Document(ix)) {
        if claim.struck.is_some() {
            continue;
        }
        let number = &manual.clause(claim.clause).number;
        let number = match &claim.item {
            Some(item) => format!("{number} {item}"),
            None => number.to_string(),
        };
        let standard = claim.clause.standard;
        let of = by_standard.iter_mut().find(|(one, _)| *one == standard);
        match of {
            Some((_, numbers)) if numbers.contains(&number) => {}
            Some((_, numbers)) => numbers.push(number),
            None => by_standard.push((standard, vec![number])),
        }
    }
    lines(by_standard.into_iter().map(|(standard, numbers)| {
        let designation = &manual.standard(standard).designation;
        format!("{designation}: {}", numbers.join(", "))
    }))
}
