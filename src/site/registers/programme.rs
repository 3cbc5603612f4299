//! The audit programme: clauses × audits over the cycle, and the requirements that no audit has
//! reached.

use serde::Serialize;

use crate::coverage::ClauseStatus;
use crate::manual::{ClauseKey, DocumentIx, PageKey, StandardIx};
use crate::registers::ProgrammeAudit;
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::clause::{ClauseLink, LastAuditView};
use crate::site::views::labels::{BadgeView, DateView};
use crate::site::{Address, Page};

/// The audit programme.
#[derive(Serialize)]
pub(crate) struct ProgrammeView<'a> {
    title: &'a str,
    /// "Over 36 months up to 23 Nov 2026".
    sentence: String,
    audits: Vec<AuditHead<'a>>,
    more: Option<String>,
    /// The audits of suppliers, which reach no clause of the manual.
    supplier_audits: Vec<AuditHead<'a>>,
    more_supplier_audits: Option<String>,
    /// Whether any audit names its auditor, and whether any auditor audits their own work.
    has_auditor: bool,
    has_own_work: bool,
    /// A note that only the latest audits have a column; `None` if all of them have one.
    without_column: Option<String>,
    standards: Vec<StandardView<'a>>,
    all: String,
}

/// An audit of the programme.
#[derive(Serialize)]
struct AuditHead<'a> {
    href: String,
    id: &'a str,
    title: &'a str,
    /// The tag of the title's language, if it is not that of the page.
    lang: Option<&'a str>,
    date: Option<DateView>,
    state: BadgeView<'a>,
    auditor: &'a str,
    /// The ids of the audited documents that the auditor's own role owns.
    own_work: String,
}

#[derive(Serialize)]
struct StandardView<'a> {
    designation: &'a str,
    id: String,
    /// "12 of 48 requirements not reached".
    sentence: String,
    not_reached: Vec<ClauseLink<'a>>,
    /// Of the latest audits, those that reach a requirement of this standard.
    columns: Vec<Column<'a>>,
    rows: Vec<Row<'a>>,
}

/// An audit above a column.
#[derive(Serialize)]
struct Column<'a> {
    href: String,
    id: &'a str,
}

/// The mark of an audit that reaches a requirement.
#[derive(Clone, Serialize)]
struct CellView<'a> {
    href: String,
    class: &'a str,
    /// "AUD-2026-01, 5 Nov 2026: Done".
    hint: String,
}

#[derive(Serialize)]
struct Row<'a> {
    link: ClauseLink<'a>,
    /// One cell for each audit column; `None` if the audit does not reach the requirement.
    cells: Vec<Option<CellView<'a>>>,
    state: BadgeView<'a>,
    /// The audit that reached the requirement last.
    last: Option<LastAuditView<'a>>,
}

/// The most audits that have a column; the latest are shown.
const MOST_COLUMNS: usize = 16;
/// The most audits in the list; the latest are shown.
const MOST_LISTED: usize = 300;

/// The view of the audit programme.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>) -> ProgrammeView<'a> {
    let compiled = site.compiled;
    let from = Page::AuditProgramme.address(compiled);
    let audits = &compiled.registers.programme.audits;
    let first = audits.len().saturating_sub(MOST_COLUMNS);
    let of_suppliers = &compiled.registers.programme.supplier_audits;
    let latest = |audits: &[ProgrammeAudit], most: usize| {
        let first = audits.len().saturating_sub(most);
        let shown = audits[first..].iter();
        let heads: Vec<AuditHead<'_>> = shown.map(|audit| head(site, audit, &from)).collect();
        let more = (first > 0).then(|| site.messages.count("and-more", first));
        (heads, more)
    };
    let (listed, more) = latest(audits, MOST_LISTED);
    let (supplier_audits, more_supplier_audits) = latest(of_suppliers, MOST_LISTED);
    let standards = compiled.manual.standards.positions();
    let heads = || listed.iter().chain(&supplier_audits);
    ProgrammeView {
        title: site.messages.get("audit_programme"),
        sentence: sentence(site),
        has_auditor: heads().any(|head| !head.auditor.is_empty()),
        has_own_work: heads().any(|head| !head.own_work.is_empty()),
        audits: listed,
        more,
        without_column: (first > 0).then(|| {
            let arguments = [("count", MOST_COLUMNS.into()), ("all", audits.len().into())];
            site.messages.with("programme-columns", arguments)
        }),
        supplier_audits,
        more_supplier_audits,
        standards: standards
            .map(|ix| standard(site, ix, first, &from))
            .collect(),
        all: from.href(&Page::Registers.address(compiled)),
    }
}

/// The sentence that says which audits the programme contains.
fn sentence(site: &SiteIndex<'_>) -> String {
    let compiled = site.compiled;
    let date = ("date", site.messages.date(compiled.coverage.as_of).into());
    match compiled.manual.config.audit_cycle {
        Some(cycle) => {
            let cycle = views::field::interval_words(site, cycle).into();
            let arguments = [("cycle", cycle), date];
            site.messages.with("programme-sentence", arguments)
        }
        None => {
            let message = "programme-sentence-unreadable";
            site.messages.with(message, [date])
        }
    }
}

fn head<'a>(site: &'a SiteIndex<'_>, audit: &ProgrammeAudit, from: &Address) -> AuditHead<'a> {
    let manual = &site.compiled.manual;
    let record = manual.record(audit.record);
    let owned = site.compiled.registers.entry(audit.record).own_work(manual);
    let id = |ix: &DocumentIx| manual.document(*ix).id.value.as_str();
    AuditHead {
        href: from.href(&site.addresses.record(audit.record)),
        id: record.id.value.as_str(),
        title: &record.title,
        lang: site.foreign_page(PageKey::Record(audit.record)),
        date: audit.date.map(|date| views::labels::date(site, date)),
        state: audit_state(site, audit),
        auditor: record.fields.text("auditor").unwrap_or_default(),
        own_work: owned.iter().map(id).collect::<Vec<_>>().join(", "),
    }
}

fn audit_state<'a>(site: &'a SiteIndex<'_>, audit: &ProgrammeAudit) -> BadgeView<'a> {
    match (audit.done, audit.late) {
        (true, _) => views::clause::badge(site, "covered", "audit_done"),
        (false, true) => views::clause::badge(site, "overdue", "audit_late"),
        (false, false) => views::clause::badge(site, "planned", "audit_is_planned"),
    }
}

fn standard<'a>(
    site: &'a SiteIndex<'_>,
    ix: StandardIx,
    first: usize,
    from: &Address,
) -> StandardView<'a> {
    let manual = &site.compiled.manual;
    let programme = &site.compiled.registers.programme;
    let standard = manual.standard(ix);
    let not_reached = programme.not_reached.get(ix);
    let not_reached = not_reached.map_or(&[][..], Vec::as_slice);
    let judged = &site.compiled.coverage.standards[ix];
    let asked = standard
        .iter()
        .filter(|(clause_ix, clause)| judged.clause(*clause_ix).applies(clause));
    let keys = standard.iter().filter(|(_, clause)| clause.requirement);
    let keys = keys.map(|(clause, _)| ClauseKey {
        standard: ix,
        clause,
    });
    let mut rows: Vec<Row<'a>> = keys
        .map(|key| row(site, key, first, not_reached.contains(&key), from))
        .collect();
    let latest = &programme.audits[first..];
    // A column without any mark says nothing.
    let is_marked: Vec<bool> = (0..latest.len())
        .map(|at| rows.iter().any(|row| row.cells[at].is_some()))
        .collect();
    for row in &mut rows {
        let cells = std::mem::take(&mut row.cells).into_iter();
        let marked = cells.zip(&is_marked).filter(|(_, is_marked)| **is_marked);
        row.cells = marked.map(|(cell, _)| cell).collect();
    }
    let marked = latest.iter().zip(&is_marked);
    let marked = marked.filter(|(_, is_marked)| **is_marked);
    let columns = marked.map(|(audit, _)| Column {
        href: from.href(&site.addresses.record(audit.record)),
        id: manual.record(audit.record).id.value.as_str(),
    });
    StandardView {
        columns: columns.collect(),
        designation: &standard.designation,
        id: format!("_{}", standard.id),
        sentence: site.messages.with(
            "programme-not-reached",
            [
                ("count", not_reached.len().into()),
                ("all", asked.count().into()),
            ],
        ),
        not_reached: not_reached
            .iter()
            .map(|key| views::clause::clause_link(site, from, *key))
            .collect(),
        rows,
    }
}

fn row<'a>(
    site: &'a SiteIndex<'_>,
    key: ClauseKey,
    first: usize,
    is_missed: bool,
    from: &Address,
) -> Row<'a> {
    let programme = &site.compiled.registers.programme;
    let mut cells: Vec<Option<CellView<'_>>> =
        programme.audits[first..].iter().map(|_| None).collect();
    let mut is_planned = false;
    for (audit, at) in programme.reaching(&site.compiled.manual, key) {
        is_planned |= !audit.done;
        let Some(cell) = (at.audit as usize).checked_sub(first) else {
            continue;
        };
        let state = match (audit.done, at.in_part) {
            (true, true) => views::clause::badge(site, "partial", "audit_in_part"),
            _ => audit_state(site, audit),
        };
        cells[cell] = Some(mark(site, audit, state, from));
    }
    let of = views::clause::clause_coverage(site, key);
    let excluded = of.status == Some(ClauseStatus::Excluded);
    let is_reached = !excluded && !is_missed;
    let last = views::clause::clause_audit(site, from, of).and_then(|audit| audit.last);
    Row {
        last: last.filter(|_| is_reached),
        link: views::clause::clause_link(site, from, key),
        cells,
        state: match (excluded, is_missed, is_planned) {
            (true, ..) => views::clause::badge(site, "excluded", "coverage_excluded"),
            (_, false, _) => views::clause::badge(site, "covered", "audit_reached"),
            (_, true, true) => views::clause::badge(site, "planned", "audit_is_planned"),
            (_, true, false) => views::clause::badge(site, "gap", "audit_not_reached"),
        },
    }
}

/// The mark of an audit: its state as a shape, and id, date and state in words.
fn mark<'a>(
    site: &'a SiteIndex<'_>,
    audit: &ProgrammeAudit,
    state: BadgeView<'a>,
    from: &Address,
) -> CellView<'a> {
    let id = site.compiled.manual.record(audit.record).id.value.as_str();
    let date = audit.date.map(|date| site.messages.date(date));
    let date = date.map_or_else(String::new, |date| format!(", {date}"));
    CellView {
        href: from.href(&site.addresses.record(audit.record)),
        class: state.class,
        hint: format!("{id}{date}{} {}", site.messages.get("colon"), state.word),
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::{TestSite, audit};

    #[test]
    fn says_what_the_cycle_has_reached() {
        let files = [
            audit("AUD-1", "done", "2026-03-01", "8.4"),
            audit("AUD-2", "planned", "2026-12-01", "8.5.1"),
        ];
        let page = TestSite::iso("", &files).page("registers/audit-programme.html");
        assert_eq!(
            page.text(".lead"),
            "Audits within the cycle of 36 months up to 23 Nov 2026, and those that are planned."
        );
        assert_data_eq!(
            page.linked("table.register.cards"),
            str![[r#"
Audit | Date | Status
[AUD-1 Title of AUD-1](../records/AUD-1.html) | 1 Mar 2026 | Done
[AUD-2 Title of AUD-2](../records/AUD-2.html) | 1 Dec 2026 | Planned
"#]]
        );
        let rows = page.texts("table.programme tr");
        let begins = ["Clause", "8.4", "8.5.1", "8.6"];
        let some = rows.iter().map(String::as_str);
        let some: Vec<&str> = some
            .filter(|row| begins.iter().any(|begin| row.starts_with(begin)))
            .collect();
        assert_data_eq!(
            some.join("\n"),
            str![[r#"
Clause | AUD-1 | AUD-2 | In this cycle
8.4.1 General | (AUD-1, 1 Mar 2026: Done) |  | Reached AUD-1 1 Mar 2026
8.4.2 Type and extent of control | (AUD-1, 1 Mar 2026: Done) |  | Reached AUD-1 1 Mar 2026
8.4.3 Information for external providers | (AUD-1, 1 Mar 2026: Done) |  | Reached AUD-1 1 Mar 2026
8.5.1 Control of production and service provision |  | (AUD-2, 1 Dec 2026: Planned) | Planned
8.6 Release of products and services |  |  | Not reached
"#]]
        );
        assert_eq!(page.texts(".not-reached li").len(), rows.len() - 1 - 3);
        assert_eq!(
            page.attributes("table.programme .mark", "class"),
            [
                "mark is-covered",
                "mark is-covered",
                "mark is-covered",
                "mark is-planned"
            ]
        );
    }

    #[test]
    fn what_an_audit_without_a_column_reached_names_it() {
        let mut files: Vec<_> = (10..30)
            .map(|at| {
                audit(
                    &format!("AUD-{at}"),
                    "done",
                    &format!("2026-03-{at}"),
                    "8.4",
                )
            })
            .collect();
        files.push(audit("AUD-01", "done", "2026-01-01", "8.5.1"));
        let config = "[[exclusion]]\nclause = \"8.3\"\njustification = \"None.\"\n";
        let page = TestSite::iso(config, &files).page("registers/audit-programme.html");
        assert_eq!(page.count("table.register.cards tbody tr"), 21);
        assert_eq!(page.count("table.programme thead th"), 1 + 16 + 1);
        assert_eq!(
            page.text(".without-column"),
            "21 audits are listed; the latest 16 of them have a column below. Beside each \
             requirement that was reached stands the audit that reached it last."
        );
        let rows = page.texts("table.programme tr");
        let row = |number: &str| {
            let row = rows.iter().find(|row| row.starts_with(number));
            row.unwrap().rsplit(" | ").next().unwrap().to_owned()
        };
        assert_eq!(row("8.5.1 "), "Reached AUD-01 1 Jan 2026");
        assert_eq!(row("8.4.1 "), "Reached AUD-29 29 Mar 2026");
        assert_eq!(row("8.3.1 "), "Excluded");
        // Of the 65 requirements 6 are excluded; an excluded requirement needs no audit.
        assert_eq!(
            page.texts("section p")[0],
            "55 of 59 requirements were not reached by an audit in this cycle."
        );
    }
}
