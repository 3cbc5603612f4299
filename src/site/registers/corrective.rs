//! Corrective action: finding → actions → verification of effectiveness, with open items first.

use serde::Serialize;

use crate::manual::{PageKey, RecordIx};
use crate::registers::Verified;
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::labels::BadgeView;
use crate::site::views::record::RecordState;
use crate::site::{Address, Page};

/// The chain of corrective action.
#[derive(Serialize)]
pub(crate) struct CorrectiveView<'a> {
    title: &'a str,
    sources: Vec<Source<'a>>,
    more: Option<String>,
    all: String,
}

/// A record that requires action: a finding, a complaint, a review.
#[derive(Serialize)]
struct Source<'a> {
    kind: &'a str,
    record: RecordState<'a>,
    grade: String,
    actions: Vec<ActionView<'a>>,
}

/// An action, with its completion and its verification.
#[derive(Serialize)]
pub(crate) struct ActionView<'a> {
    record: RecordState<'a>,
    root_cause: &'a str,
    /// The date, as HTML.
    completed: Option<String>,
    verified: BadgeView<'a>,
    /// The date, as HTML.
    verified_on: Option<String>,
}

/// The most findings and other sources on the page.
const MOST: usize = 300;

/// The view of the chain of corrective action.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>) -> CorrectiveView<'a> {
    let from = Page::CorrectiveAction.address(site.compiled);
    let corrective = &site.compiled.registers.corrective;
    let mut sources: Vec<RecordIx> = corrective.findings.iter().map(|one| one.finding).collect();
    let others = corrective.by_source.keys().filter_map(|page| match page {
        PageKey::Record(ix) if corrective.finding(*ix).is_none() => Some(*ix),
        _ => None,
    });
    sources.extend(others);
    sources.sort_by_cached_key(|ix| (!is_unfinished(site, *ix), *ix));
    let row = |ix: &RecordIx| {
        let record = site.compiled.manual.record(*ix);
        Source {
            kind: views::names::kind_title(site, record.kind),
            record: views::record::record_state(site, &from, *ix),
            grade: record
                .fields
                .text("grade")
                .map(|grade| views::field::value_word(site, grade))
                .unwrap_or_default(),
            actions: actions(site, *ix, &from),
        }
    };
    CorrectiveView {
        title: site.messages.get("corrective_action"),
        sources: sources.iter().take(MOST).map(row).collect(),
        more: (sources.len() > MOST).then(|| site.messages.count("and-more", sources.len() - MOST)),
        all: from.href(&Page::Registers.address(site.compiled)),
    }
}

/// Whether a source or one of its actions is open.
fn is_unfinished(site: &SiteIndex<'_>, ix: RecordIx) -> bool {
    let registers = &site.compiled.registers;
    let actions = registers.corrective.actions_from(PageKey::Record(ix));
    registers.entry(ix).open || actions.iter().any(|action| registers.entry(*action).open)
}

/// The actions that a record led to.
pub(crate) fn actions<'a>(
    site: &'a SiteIndex<'_>,
    source: RecordIx,
    from: &Address,
) -> Vec<ActionView<'a>> {
    let corrective = &site.compiled.registers.corrective;
    let actions = corrective.actions_from(PageKey::Record(source)).iter();
    let view = |ix: &RecordIx| {
        let trail = corrective.action(*ix)?;
        let (verified, on) = match trail.verified {
            Verified::NotYet => (
                views::clause::badge(site, "planned", "verified_not_yet"),
                None,
            ),
            Verified::Effective(on) => (
                views::clause::badge(site, "covered", "verified_effective"),
                on,
            ),
            Verified::Ineffective(on) => (
                views::clause::badge(site, "gap", "verified_ineffective"),
                on,
            ),
        };
        Some(ActionView {
            record: views::record::record_state(site, from, *ix),
            root_cause: site
                .compiled
                .manual
                .record(*ix)
                .fields
                .text("root_cause")
                .unwrap_or_default(),
            completed: trail
                .completed
                .map(|date| views::labels::time_element(site, date)),
            verified,
            verified_on: on.map(|date| views::labels::time_element(site, date)),
        })
    };
    actions.filter_map(view).collect()
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::{TestSite, finding};

    #[test]
    fn a_finding_shows_its_actions_and_their_verification() {
        let action = |id: &str, fields: &str| {
            let text = format!(
                "---\nid: {id}\ntitle: T\nkind: action\nowner: Buyer\nsource: NC-1\n{fields}---\nx\n"
            );
            (format!("{id}.md"), text)
        };
        let files = [
            finding("NC-1", "minor", "8.4.1"),
            finding("NC-2", "minor", "8.4.1"),
            action(
                "CA-1",
                "state: closed\nroot_cause: A worn gauge\ncompleted: 2026-05-01\neffective: { verified: yes, date: 2026-06-01 }\n",
            ),
            action("CA-2", "state: open\ndue: 2026-11-01\n"),
        ];
        let site = TestSite::iso("", &files);
        let page = site.page("registers/corrective-action.html");
        assert_data_eq!(
            page.linked("table"),
            str![[r#"
Finding or other source | Grade | Status | Actions
[NC-1 Title of NC-1](../records/NC-1.html) Finding | Minor | Open for 203 days | [CA-1 T](../records/CA-1.html) Closed 1 May 2026 · Buyer / Root cause: A worn gauge / Completed: 1 May 2026 / Verified as effective 1 Jun 2026 / [CA-2 T](../records/CA-2.html) Overdue 22 days late · Due 1 Nov 2026 · Buyer / Not verified yet
[NC-2 Title of NC-2](../records/NC-2.html) Finding | Minor | Open for 203 days | No action yet
"#]]
        );
        let record = site.page("records/NC-1.html");
        assert_data_eq!(
            record.linked("article"),
            str![[r#"
Finding NC-1
Title of NC-1
Record | NC-1
Kind | [Finding](../registers/findings.html)
Status | Open for 203 days
Owner | Buyer
Clauses | [8.4.1 General](../standards/iso-9001-2015/8.4.1.html)
Date | 4 May 2026
Grade | Minor
State | Open
Actions
[CA-1 T](CA-1.html) Closed 1 May 2026 · Buyer
Root cause: A worn gauge
Completed: 1 May 2026
Verified as effective 1 Jun 2026
[CA-2 T](CA-2.html) Overdue 22 days late · Due 1 Nov 2026 · Buyer
Not verified yet
Referenced by
[CA-1 T](CA-1.html)
[CA-2 T](CA-2.html)
"#]]
        );
    }

    #[test]
    fn what_is_closed_says_so_and_is_due_no_more() {
        let (path, text) = finding("NC-1", "minor", "8.4.1");
        let text = text.replace("state: open", "state: closed\ndue: 2026-01-05");
        assert!(text.contains("closed"), "{text}");
        let site = TestSite::iso("", &[(path, text)]);
        assert_eq!(
            site.page("registers/corrective-action.html")
                .text("tbody tr"),
            "NC-1 Title of NC-1 Finding | Minor | Closed | No action yet"
        );
        // No record of the register has a due date that still applies, so it has no column for it.
        // The page of the record shows the date as it was written.
        let register = site.page("registers/findings.html").text("table");
        assert!(!register.contains("Due"), "{register}");
        assert!(
            site.page("records/NC-1.html")
                .text("main")
                .contains("5 Jan 2026")
        );
    }
}
