//! The requirements that no audit has reached within the audit cycle, as items of the page of gaps.

use crate::coverage::LastAudit;
use crate::index::IndexVec;
use crate::manual::{ClauseIx, ClauseKey, RecordIx, Role, Standard, StandardIx};
use crate::site::Address;
use crate::site::gaps::page::Item;
use crate::site::index::SiteIndex;
use crate::site::theme::linked_message::{Argument, LinkedMessage};
use crate::site::views;

/// The requirements that no audit has reached in time. One item for a heading represents all
/// requirements below it if the same audit reached them last and the same audit is planned for them.
pub(crate) fn items<'a>(site: &'a SiteIndex<'_>, from: &Address, ix: StandardIx) -> Vec<Item<'a>> {
    let standard = site.compiled.manual.standard(ix);
    let coverage = &site.compiled.coverage.standards[ix];
    let own = |clause: ClauseIx| {
        let of = coverage.clause(clause);
        let key = ClauseKey {
            standard: ix,
            clause,
        };
        match of.applies(standard.clause(clause)) {
            false => Due::Nothing,
            true if of.is_audit_due() => Due::Alike(
                Audited {
                    last: of.last_audit(),
                    planned: planned(site, key),
                },
                1,
            ),
            true => Due::Mixed,
        }
    };
    let mut from_here: IndexVec<ClauseIx, Due> = standard.clauses.positions().map(own).collect();
    // Parents come before their children, so in reverse order the sum of every child is complete.
    for (ix, clause) in standard.iter().rev() {
        if let Some(parent) = clause.parent {
            from_here[parent] = from_here[parent].with(from_here[ix]);
        }
    }
    let mut items = Vec::new();
    let mut open: Vec<ClauseIx> = roots(standard);
    open.reverse();
    while let Some(clause) = open.pop() {
        let key = ClauseKey {
            standard: ix,
            clause,
        };
        match (from_here[clause], own(clause)) {
            (Due::Nothing, _) => {}
            (Due::Alike(audited, count), _) => {
                items.push(audit_due(site, from, key, audited, count));
            }
            (Due::Mixed, own) => {
                if let Due::Alike(audited, count) = own {
                    items.push(audit_due(site, from, key, audited, count));
                }
                open.extend(standard.clause(clause).children.iter().rev());
            }
        }
    }
    items
}

/// The audit state that the requirements at and below a clause have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    /// There are no requirements.
    Nothing,
    /// All of them are due and have the same audits; and their number.
    Alike(Audited, usize),
    /// The requirements differ, or some are not due.
    Mixed,
}

/// The audits of a requirement that is due.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Audited {
    /// The audit that reached it last.
    last: Option<LastAudit>,
    /// The audit that is planned for it.
    planned: Option<RecordIx>,
}

impl Due {
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, other) => other,
            (one, Self::Nothing) => one,
            (Self::Alike(one, count), Self::Alike(other, more)) if one == other => {
                Self::Alike(one, count + more)
            }
            _ => Self::Mixed,
        }
    }
}

fn roots(standard: &Standard) -> Vec<ClauseIx> {
    let roots = standard
        .iter()
        .filter(|(_, clause)| clause.parent.is_none());
    roots.map(|(ix, _)| ix).collect()
}

/// The audit that is planned for a clause or for the nearest one above it.
fn planned(site: &SiteIndex<'_>, key: ClauseKey) -> Option<RecordIx> {
    let standard = site.compiled.manual.standard(key.standard);
    standard.with_ancestors(key.clause).find_map(|clause| {
        let audits = &site.compiled.coverage.audits;
        audits.planned(ClauseKey { clause, ..key }).first().copied()
    })
}

fn audit_due<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    Audited { last, planned }: Audited,
    requirements: usize,
) -> Item<'a> {
    let standard = site.compiled.manual.standard(key.standard);
    let due = match last {
        Some(last) => {
            let due = site.compiled.manual.config.next_audit(last.date);
            let id = site.compiled.manual.record(last.record).id.value.as_str();
            let audit = views::claim::record_href(site, from, last.record);
            let arguments = [
                ("last", Argument::text(site.messages.date(last.date))),
                ("audit", Argument::link(audit, id)),
                (
                    "due",
                    Argument::text(due.map_or_else(String::new, |due| site.messages.date(due))),
                ),
            ];
            let message = match due {
                Some(_) => "close-audit-due",
                None => "close-audit-cycle",
            };
            site.messages.sentence(message, &arguments)
        }
        None => site.messages.sentence("close-audit-never", &[]),
    };
    let plan = match planned {
        Some(audit) => {
            let record = site.compiled.manual.record(audit);
            let id = record.id.value.as_str();
            let date = record.fields.date("date");
            let late = date.is_some_and(|date| date < site.compiled.coverage.as_of);
            let date = date.map(|date| site.messages.date(date));
            let arguments = [
                (
                    "when",
                    Argument::Choice(if late { "past" } else { "coming" }),
                ),
                (
                    "audit",
                    Argument::link(views::claim::record_href(site, from, audit), id)
                        .moved_by(record.owner.as_ref().map(Role::as_str)),
                ),
                ("date", Argument::text(date.unwrap_or_default())),
            ];
            site.messages.sentence("close-audit-planned", &arguments)
        }
        // Without a readable audit cycle the requirement counts as due although it was audited.
        // Then no audit is suggested.
        None if last.is_some() && site.compiled.manual.config.audit_cycle.is_none() => {
            LinkedMessage::default()
        }
        None => site.messages.sentence("close-audit", &[]),
    };
    Item {
        below: (!standard.clause(key.clause).requirement || requirements > 1)
            .then(|| site.messages.count("requirements-count", requirements)),
        requirements,
        ..Item::new(views::clause::clause_link(site, from, key), due.then(plan))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Page;
    use crate::site::tests::fixture::*;

    #[test]
    fn a_heading_stands_for_requirements_that_are_due_alike() {
        let config = "audit_cycle = \"12 months\"\n";
        let files = [
            audit("AUD-1", "done", "2026-05-04", "4, 5, 6, 7, 9.1, 9.3"),
            audit("AUD-2", "done", "2025-03-01", "9.2"),
            audit("AUD-3", "planned", "2026-12-01", "8"),
            audit("AUD-4", "planned", "2026-10-01", "9.2.1"),
        ];
        let manual = TestSite::iso(config, &files);
        let site = manual.site();
        let from = Page::Gaps.address(site.compiled);
        let items: Vec<(String, usize, String)> = items(&site, &from, StandardIx(0))
            .into_iter()
            .map(|item| {
                let number = item.link.number.to_owned();
                (number, item.requirements, item.closing.plain())
            })
            .collect();
        let item =
            |number: &str, count, closing: &str| (number.to_owned(), count, closing.to_owned());
        assert_eq!(
            items,
            [
                item("8", 24, "Never audited. AUD-3 is planned for 1 Dec 2026."),
                // A planned audit is told where it is planned, also within a group.
                item(
                    "9.2.1",
                    1,
                    "Last audited 1 Mar 2025 by AUD-2, due since 1 Mar 2026. AUD-4 was planned for 1 Oct 2026 and is not done."
                ),
                item(
                    "9.2.2",
                    1,
                    "Last audited 1 Mar 2025 by AUD-2, due since 1 Mar 2026. Put it into the scope of an audit."
                ),
                item("10", 4, "Never audited. Put it into the scope of an audit."),
            ]
        );
    }
}
