//! The master list of documents as a table, with a row for each document.

use crate::approvals::ApprovalStanding;
use crate::coverage::NotInForce;
use crate::export::list::List;
use crate::manual::{Date, Document, DocumentIx, Extent, Role, Status};
use crate::pipeline::Compiled;

const COLUMNS: [&str; 21] = [
    "id",
    "title",
    "kind",
    "revision",
    "status",
    "state",
    "effective",
    "owner",
    "approver",
    "review_due",
    "supersedes",
    "superseded_by",
    "clauses",
    "roles",
    "source",
    "edition",
    "audience",
    "file",
    "why",
    "approved_on",
    "from_settings",
];

/// The master list as CSV, sorted by id, with a header: commas, UTF-8 without a byte order mark.
pub(crate) fn documents_csv(compiled: &Compiled) -> String {
    documents_list(compiled).csv()
}

/// The master list, sorted by id.
pub(crate) fn documents_list(compiled: &Compiled) -> List {
    let Compiled {
        manual,
        resolved,
        coverage,
        ..
    } = compiled;
    let mut claims = resolved.claims.iter().peekable();
    let mut rows: Vec<Vec<String>> = Vec::with_capacity(manual.documents.len());
    for (ix, document) in manual.documents.enumerated() {
        let standing = &coverage.standings[ix];
        let approval = &coverage.approvals[ix];
        let approved_on = match approval.standing {
            ApprovalStanding::Approved | ApprovalStanding::Changed => {
                approval.latest.as_ref().map(|latest| latest.date)
            }
            ApprovalStanding::NotCompared | ApprovalStanding::NotApproved(_) => None,
        };
        // Claims are in the order of their documents.
        let mut clauses: Vec<String> = Vec::new();
        while let Some(claim) = claims.next_if(|claim| claim.document == ix) {
            let standard = &manual.standard(claim.clause.standard).id;
            let number = &manual.clause(claim.clause).number;
            let part = match (&claim.item, claim.extent) {
                (Some(item), _) => format!(" {item}"),
                (None, Extent::Partial) => " (partial)".to_owned(),
                (None, Extent::Full) => String::new(),
            };
            let clause = format!("{standard}:{number}{part}");
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        let supersedes = resolved.supersedes.get(ix);
        let ids = |list: &[DocumentIx]| {
            let ids = list.iter().map(|ix| manual.document(*ix).id.value.as_str());
            ids.collect::<Vec<_>>().join("; ")
        };
        let roles: Vec<&str> = document
            .roles
            .iter()
            .map(|role| role.value.as_str())
            .collect();
        let text = |name: &str| document.fields.text(name).unwrap_or_default().to_owned();
        let date = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        let role = |role: &Option<Role>| role.as_ref().map_or("", |role| role.as_str()).to_owned();
        rows.push(vec![
            document.id.value.to_string(),
            document.title.clone(),
            manual.kind(document.kind).name.to_string(),
            document.revision.to_string(),
            document.status.map_or("", Status::word).to_owned(),
            standing.standing.word().to_owned(),
            date(document.effective),
            role(&document.owner),
            role(&document.approver),
            date(standing.review_due),
            ids(supersedes.map_or(&[], Vec::as_slice)),
            ids(&standing.superseded_by),
            clauses.join("; "),
            roles.join("; "),
            text("source"),
            text("edition"),
            document.fields.listed("audience", "; "),
            document.path.to_string(),
            standing
                .not_in_force
                .map_or("", NotInForce::word)
                .to_owned(),
            date(approved_on),
            from_settings(document),
        ]);
    }
    List {
        columns: COLUMNS.map(str::to_owned).into(),
        numbers: Vec::new(),
        rows,
    }
}

/// What of a document's standing `manual.toml` gives: `status; effective`.
fn from_settings(document: &Document) -> String {
    let fields = ["status", "effective"].into_iter();
    let filled: Vec<&str> = fields
        .filter(|name| document.filled(name).is_some())
        .collect();
    filled.join("; ")
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::super::testing;

    #[test]
    fn the_master_list_as_csv() {
        assert_data_eq!(
            testing::sample().documents(),
            str![[r#"
id,title,kind,revision,status,state,effective,owner,approver,review_due,supersedes,superseded_by,clauses,roles,source,edition,audience,file,why,approved_on,from_settings
FM-1,Score,form,1,approved,in force,2026-01-01,Buyer,Quality manager,2027-01-01,,,,,,,,forms/FM-1.md,,,
QP-1,About QP-1,procedure,3,approved,in force,2026-02-01,Purchasing manager,Quality manager,2027-02-01,,,own:1.1; own:1.3 b),,,,,procedures/QP-1.md,,,
QP-2,About QP-2,procedure,3,approved,review overdue,2025-02-01,Purchasing manager,Quality manager,2026-02-01,,,own:1.2; own:1,,,,,procedures/QP-2.md,,,
QP-3,About QP-3,procedure,3,draft,not in force,2026-02-01,Purchasing manager,Quality manager,2027-02-01,,,own:2.1,,,,,procedures/QP-3.md,draft,,
QP-4,About QP-4,procedure,3,approved,not in force,2027-02-01,Purchasing manager,Quality manager,2028-02-01,,,own:2.1,,,,,procedures/QP-4.md,not-yet-effective,,
QP-5,About QP-5,procedure,3,approved,in force,2026-02-01,Purchasing manager,Quality manager,2027-02-01,QP-6,,,,,,,procedures/QP-5.md,,,
QP-6,About QP-6,procedure,3,approved,obsolete,2024-02-01,Purchasing manager,Quality manager,2025-02-01,,QP-5,own:2.2,,,,,procedures/QP-6.md,superseded,,

"#]]
        );
    }
}
