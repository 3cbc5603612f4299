//! The dashboard of the home page: the state of the management system on the as-of date.

use serde::Serialize;

use crate::coverage::Standing;
use crate::manual::{Date, DocumentIx, Interval, KindRole};
use crate::registers::Entry;
use crate::site::index::SiteIndex;
use crate::site::registers::overview::{Register, registers};
use crate::site::views;
use crate::site::views::labels::{DateView, DocumentLink, LinkView};
use crate::site::views::objective_figure::FigureView;
use crate::site::views::record::RecordState;
use crate::site::{Address, Page};

/// The state of the management system on the as-of date.
#[derive(Serialize)]
pub(crate) struct Dashboard<'a> {
    /// The address of the list of registers; `None` if the manual has no records.
    all: Option<String>,
    overviews: Vec<LinkView<'a>>,
    registers: Vec<Register<'a>>,
    audits: Vec<NextAudit<'a>>,
    reviews_ahead: Vec<Ahead>,
    missed: Vec<FigureView<'a>>,
    changed: Vec<Changed<'a>>,
    certificates: Vec<Certificate<'a>>,
    calendar: String,
}

#[derive(Serialize)]
struct NextAudit<'a> {
    record: RecordState<'a>,
    auditor: &'a str,
}

/// The number of reviews that are due within a number of days.
#[derive(Serialize)]
struct Ahead {
    days: String,
    count: usize,
}

#[derive(Serialize)]
struct Changed<'a> {
    document: DocumentLink<'a>,
    date: DateView,
    change: &'a str,
}

#[derive(Serialize)]
struct Certificate<'a> {
    record: RecordState<'a>,
    body: &'a str,
    number: &'a str,
    surveillance: Option<DateView>,
}

/// The most entries in each list.
const MOST: usize = 8;
/// The periods for which reviews are counted, in days from the as-of date.
const AHEAD: [i32; 3] = [30, 60, 90];

/// Builds the dashboard.
pub(crate) fn dashboard<'a>(site: &'a SiteIndex<'_>, from: &Address) -> Dashboard<'a> {
    let has_records = !site.compiled.manual.records.is_empty();
    Dashboard {
        all: has_records.then(|| from.href(&Page::Registers.address(site.compiled))),
        overviews: views::record::register_overviews(site, from),
        registers: registers(site, from),
        audits: next_audits(site, from),
        reviews_ahead: reviews_ahead(site),
        missed: site
            .compiled
            .registers
            .objectives
            .iter()
            .filter(|objective| objective.missed == Some(true))
            .take(MOST)
            .map(|objective| views::objective_figure::figure(site, objective, from, 3))
            .collect(),
        changed: changed(site, from),
        certificates: certificates(site, from),
        calendar: from.href(&Address::fixed(crate::site::CALENDAR)),
    }
}

fn next_audits<'a>(site: &'a SiteIndex<'_>, from: &Address) -> Vec<NextAudit<'a>> {
    let programme = &site.compiled.registers.programme;
    let audits = programme.audits.iter().chain(&programme.supplier_audits);
    let mut planned: Vec<_> = audits.filter(|audit| !audit.done).collect();
    planned.sort_by_key(|audit| (audit.date.unwrap_or(Date::MAX), audit.record));
    let planned = planned.into_iter().take(MOST);
    planned
        .map(|audit| NextAudit {
            record: views::record::record_state(site, from, audit.record),
            auditor: site
                .compiled
                .manual
                .record(audit.record)
                .fields
                .text("auditor")
                .unwrap_or_default(),
        })
        .collect()
}

fn reviews_ahead(site: &SiteIndex<'_>) -> Vec<Ahead> {
    let today = site.compiled.coverage.as_of;
    let standings = site.compiled.coverage.standings.iter();
    let due: Vec<Date> = standings
        .filter(|standing| standing.standing == Standing::InForce)
        .filter_map(|standing| standing.review_due)
        .collect();
    let ahead = AHEAD.map(|days| {
        let until = Interval::Days(days).after(today);
        Ahead {
            days: site
                .messages
                .count("within-days", days.unsigned_abs() as usize),
            count: due.iter().filter(|date| **date <= until).count(),
        }
    });
    ahead.into_iter().collect()
}

/// The documents with the latest changes, each with its last change.
fn changed<'a>(site: &'a SiteIndex<'_>, from: &Address) -> Vec<Changed<'a>> {
    let manual = &site.compiled.manual;
    let today = site.compiled.coverage.as_of;
    let mut changes: Vec<(Date, DocumentIx, &str)> = Vec::new();
    for (ix, document) in manual.documents.enumerated() {
        let dated = document.history.iter().filter_map(|change| {
            let date = change.date.filter(|date| *date <= today)?;
            Some((date, ix, change.change.as_str()))
        });
        changes.extend(dated.max_by_key(|(date, ..)| *date));
    }
    changes.sort_by_key(|(date, ix, _)| (std::cmp::Reverse(*date), *ix));
    let latest = changes.into_iter().take(MOST);
    latest
        .map(|(date, ix, change)| Changed {
            document: views::labels::document_link(site, from, ix),
            date: views::labels::date(site, date),
            change,
        })
        .collect()
}

fn certificates<'a>(site: &'a SiteIndex<'_>, from: &Address) -> Vec<Certificate<'a>> {
    let manual = &site.compiled.manual;
    let entries = site.compiled.registers.entries.iter();
    let certificates =
        entries.filter(|entry| manual.role(entry.record) == Some(KindRole::Certificate));
    let valid = certificates.filter(|entry| entry.replaced_by.is_none());
    let valid = valid.take(MOST);
    let view = |entry: &Entry| {
        let fields = &manual.record(entry.record).fields;
        Certificate {
            record: views::record::record_state(site, from, entry.record),
            body: fields.text("body").unwrap_or_default(),
            number: fields.text("number").unwrap_or_default(),
            surveillance: fields
                .date("next_surveillance")
                .map(|date| views::labels::date(site, date)),
        }
    };
    valid.map(view).collect()
}
