//! The training matrix (roles × documents), and the page of each role, with the people who are
//! trained on the present revision of each document.

use serde::Serialize;

use crate::manual::{DocumentIx, RecordIx, Role};
use crate::registers::{TrainingCell, TrainingStatus};
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::filters::FilterValue;
use crate::site::views::labels::{BadgeView, DocumentLink, LinkView};
use crate::site::{Address, Page};

/// The training matrix.
#[derive(Serialize)]
pub(crate) struct TrainingView<'a> {
    title: &'a str,
    roles: Vec<LinkView<'a>>,
    /// The states by which rows can be filtered, with the number of rows that have each.
    states: Vec<FilterValue<'a>>,
    rows: Vec<Row<'a>>,
    more: Option<String>,
    all: String,
}

#[derive(Serialize)]
struct Row<'a> {
    document: DocumentLink<'a>,
    revision: &'a str,
    /// The classes of the states of its cells, from worst to best.
    states: Vec<&'static str>,
    /// One cell for each role; `None` if the document does not require training for the role.
    cells: Vec<Option<CellView<'a>>>,
}

/// A cell: whether the people who hold a role are trained on a document.
#[derive(Serialize)]
pub(crate) struct CellView<'a> {
    state: BadgeView<'a>,
    /// "2 of 3"; `None` if nobody holds the role.
    count: Option<String>,
    /// The people who are not trained on the present revision.
    names: Vec<&'a str>,
    more_names: Option<String>,
}

/// The page of a role.
#[derive(Serialize)]
pub(crate) struct RoleView<'a> {
    title: &'a str,
    /// The people who hold the role.
    holders: Vec<&'a str>,
    more_holders: Option<String>,
    rows: Vec<RoleRow<'a>>,
    more: Option<String>,
    matrix: String,
}

#[derive(Serialize)]
struct RoleRow<'a> {
    document: DocumentLink<'a>,
    revision: &'a str,
    state: BadgeView<'a>,
    current: Vec<Trained<'a>>,
    outdated: Vec<Trained<'a>>,
    missing: Vec<&'a str>,
    more: Option<String>,
}

/// A person who was trained.
#[derive(Serialize)]
struct Trained<'a> {
    href: String,
    person: &'a str,
    revision: &'a str,
}

/// The most documents on a page, the most roles beside each other, and the most persons in a cell.
const MOST_ROWS: usize = 300;
const MOST_ROLES: usize = 24;
const MOST_PERSONS: usize = 30;
/// The most persons in a cell of the matrix.
const MOST_NAMES: usize = 3;

/// The states of a cell, from worst to best: the class of a badge, and the name of its message.
const STATES: [(&str, &str); 4] = [
    ("missing", "training_missing"),
    ("outdated", "training_outdated"),
    ("unheld", "training_unheld"),
    ("current", "training_current"),
];

/// The view of the training matrix.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>) -> TrainingView<'a> {
    let from = Page::Training.address(site.compiled);
    let matrix = &site.compiled.registers.training;
    let roles = matrix.roles.iter().take(MOST_ROLES);
    let row = |ix: &crate::manual::DocumentIx| Row {
        document: views::labels::document_link(site, &from, *ix),
        revision: site.compiled.manual.document(*ix).revision.as_str(),
        states: states(site, *ix),
        cells: roles
            .clone()
            .map(|role| matrix.cell(role, *ix).map(|cell| cell_view(site, cell)))
            .collect(),
    };
    // Documents with missing or outdated trainings come first, because auditors look for those.
    let mut documents = matrix.documents.clone();
    let rank = |class: &str| STATES.iter().position(|(state, _)| *state == class);
    let worst = |ix: &DocumentIx| states(site, *ix).first().and_then(|class| rank(class));
    documents.sort_by_cached_key(|ix| (worst(ix).is_none(), worst(ix), *ix));
    let rows: Vec<Row<'a>> = documents.iter().take(MOST_ROWS).map(row).collect();
    let counted = STATES.map(|(class, word)| FilterValue {
        badge: views::clause::badge(site, class, word),
        count: rows
            .iter()
            .filter(|row| row.states.contains(&class))
            .count(),
    });
    let more_roles = matrix.roles.len().saturating_sub(MOST_ROLES);
    let more_rows = documents.len().saturating_sub(MOST_ROWS);
    TrainingView {
        title: site.messages.get("training_matrix"),
        roles: (0..matrix.roles.len() as u32)
            .zip(roles.clone())
            .map(|(at, role)| LinkView {
                href: from.href(&site.addresses.role(at)),
                title: role.as_str(),
            })
            .collect(),
        states: counted
            .into_iter()
            .filter(|state| state.count > 0)
            .collect(),
        rows,
        more: (more_roles + more_rows > 0)
            .then(|| site.messages.count("and-more", more_roles.max(more_rows))),
        all: from.href(&Page::Registers.address(site.compiled)),
    }
}

/// The view of a role's page.
pub(crate) fn role_view<'a>(site: &'a SiteIndex<'_>, at: u32) -> RoleView<'a> {
    let from = Page::TrainingRole(at).address(site.compiled);
    let matrix = &site.compiled.registers.training;
    let Some(role) = matrix.roles.get(at as usize) else {
        return RoleView {
            title: "",
            holders: Vec::new(),
            more_holders: None,
            rows: Vec::new(),
            more: None,
            matrix: String::new(),
        };
    };
    let cells = matrix.of_role(role);
    let holders = matrix.holders(role);
    let more =
        |all: usize, most: usize| (all > most).then(|| site.messages.count("and-more", all - most));
    RoleView {
        title: role.as_str(),
        holders: holders
            .iter()
            .take(MOST_PERSONS)
            .map(|one| one.as_str())
            .collect(),
        more_holders: more(holders.len(), MOST_PERSONS),
        rows: sorted(cells)
            .into_iter()
            .take(MOST_ROWS)
            .map(|cell| role_row(site, cell, &from))
            .collect(),
        more: more(cells.len(), MOST_ROWS),
        matrix: from.href(&Page::Training.address(site.compiled)),
    }
}

fn sorted(cells: &[TrainingCell]) -> Vec<&TrainingCell> {
    let mut cells: Vec<&TrainingCell> = cells.iter().collect();
    cells.sort_by_key(|cell| (cell.status, cell.document));
    cells
}

/// The classes of the states that a document's cells have, from worst to best.
fn states(site: &SiteIndex<'_>, ix: DocumentIx) -> Vec<&'static str> {
    let matrix = &site.compiled.registers.training;
    let roles = matrix.roles.iter().take(MOST_ROLES);
    let cells = roles.filter_map(|role| matrix.cell(role, ix));
    let has: Vec<&str> = cells.map(|cell| status(site, cell).class).collect();
    let states = STATES.into_iter().map(|(class, _)| class);
    states.filter(|class| has.contains(class)).collect()
}

/// The view of a cell.
pub(crate) fn cell_view<'a>(site: &'a SiteIndex<'_>, cell: &'a TrainingCell) -> CellView<'a> {
    let manual = &site.compiled.manual;
    let training = &site.compiled.registers.training;
    let holders = training.holders(&cell.role).len();
    let outdated = cell.outdated.iter();
    let outdated = outdated.map(|ix| manual.record(*ix).fields.text("person").unwrap_or_default());
    let missing = training.missing(manual, cell).map(|one| one.as_str());
    let untrained = cell.missing as usize + cell.outdated.len();
    let counts = [
        ("current", cell.current.len().into()),
        ("holders", holders.into()),
    ];
    CellView {
        state: status(site, cell),
        count: (holders > 0).then(|| site.messages.with("training-of", counts)),
        names: missing.chain(outdated).take(MOST_NAMES).collect(),
        more_names: (untrained > MOST_NAMES)
            .then(|| site.messages.count("and-more", untrained - MOST_NAMES)),
    }
}

fn role_row<'a>(site: &'a SiteIndex<'_>, cell: &'a TrainingCell, from: &Address) -> RoleRow<'a> {
    let manual = &site.compiled.manual;
    let trained = |list: &[RecordIx]| -> Vec<Trained<'a>> {
        let list = list.iter().take(MOST_PERSONS);
        list.map(|ix| {
            let fields = &manual.record(*ix).fields;
            Trained {
                href: from.href(&manual_address(site, *ix)),
                person: fields.text("person").unwrap_or_default(),
                revision: fields.text("revision").unwrap_or_default(),
            }
        })
        .collect()
    };
    let missing = site.compiled.registers.training.missing(manual, cell);
    let hidden = [
        cell.current.len(),
        cell.outdated.len(),
        cell.missing as usize,
    ]
    .map(|count| count.saturating_sub(MOST_PERSONS));
    let hidden: usize = hidden.iter().sum();
    RoleRow {
        document: views::labels::document_link(site, from, cell.document),
        revision: manual.document(cell.document).revision.as_str(),
        state: status(site, cell),
        current: trained(&cell.current),
        outdated: trained(&cell.outdated),
        missing: missing.take(MOST_PERSONS).map(|one| one.as_str()).collect(),
        more: (hidden > 0).then(|| site.messages.count("and-more", hidden)),
    }
}

fn manual_address(site: &SiteIndex<'_>, ix: RecordIx) -> Address {
    site.addresses.record(ix)
}

/// The status of a cell, as a badge. If nobody holds the role, no training is missing.
pub(crate) fn status<'a>(site: &'a SiteIndex<'_>, cell: &TrainingCell) -> BadgeView<'a> {
    if site
        .compiled
        .registers
        .training
        .holders(&cell.role)
        .is_empty()
    {
        return views::clause::badge(site, "unheld", "training_unheld");
    }
    match cell.status {
        TrainingStatus::Missing => views::clause::badge(site, "missing", "training_missing"),
        TrainingStatus::Outdated => views::clause::badge(site, "outdated", "training_outdated"),
        TrainingStatus::Current => views::clause::badge(site, "current", "training_current"),
    }
}

/// The position of a role in the training matrix, if the role has a page.
pub(crate) fn role_position(roles: &[Role], role: &Role) -> Option<u32> {
    roles.binary_search(role).ok().map(|at| at as u32)
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::{IN_FORCE, TestSite, procedure};

    #[test]
    fn says_who_is_not_trained_on_the_present_revision() {
        let training = |id: &str, person: &str, revision: &str| {
            let text = format!(
                "---\nid: {id}\ntitle: T\nkind: training\nowner: Quality manager\nperson: {person}\nrole: Buyer\ndocument: QP-1\nrevision: \"{revision}\"\ndate: 2026-03-01\nresult: passed\n---\nx\n"
            );
            (format!("{id}.md"), text)
        };
        let (path, text) = procedure("QP-1", IN_FORCE, "roles: [Buyer, Packer]");
        let files = [
            (path, text),
            training("TR-1", "BY-01", "3"),
            training("TR-2", "BY-02", "1"),
        ];
        let site = TestSite::iso("", &files);
        let matrix = site.page("registers/training-matrix.html");
        // Nobody holds the role Packer.
        assert_data_eq!(
            matrix.linked("table"),
            str![[r#"
Document | Rev. | [Buyer](roles/buyer.html) | [Packer](roles/packer.html)
[QP-1 Title of QP-1](../documents/QP-1.html) | 3 | Outdated 1 of 2 BY-02 | No one holds this role
"#]]
        );
        assert_eq!(
            matrix.attributes(".badge", "class"),
            [
                "badge is-outdated",
                "badge is-unheld",
                "badge is-outdated",
                "badge is-unheld"
            ]
        );
        let role = site.page("registers/roles/buyer.html");
        assert_data_eq!(
            role.linked("main"),
            str![[r#"
[Training matrix](../training-matrix.html)
Buyer
Held by BY-01, BY-02.
Document | Rev. | Status | Current | Outdated | Missing
[QP-1 Title of QP-1](../../documents/QP-1.html) | 3 | Outdated | [BY-01](../../records/TR-1.html) | [BY-02](../../records/TR-2.html) rev 1 |
"#]]
        );
    }
}
