//! What recurs on the pages of registers: which registers there are, in which order their records
//! stand, and how a record is named with its state.

use std::collections::HashMap;

use serde::Serialize;

use crate::manual::{Class, Decimal, KindIx, OpenWhen, PageKey, RecordIx};
use crate::pipeline::Compiled;
use crate::registers::{Entry, Objective};
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::labels::{BadgeView, DateView, LinkView};
use crate::site::views::paging;
use crate::site::{Address, Page};

/// A record as a link, with how it stands.
#[derive(Debug, Serialize)]
pub(crate) struct RecordState<'a> {
    pub(crate) href: String,
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    /// Overdue or open; none where there is nothing to be done.
    pub(crate) state: Option<BadgeView<'a>>,
    /// What keeps it from being open, in a word: "Closed"; none while it is open, and for what never
    /// is.
    pub(crate) closed: Option<String>,
    /// When it is due; none where nothing is to be done any more.
    pub(crate) due: Option<DateView>,
    /// "12 days late".
    pub(crate) late: Option<String>,
    pub(crate) owner: &'a str,
}

/// The kinds that have a register: those of records of which there is one.
pub(crate) fn register_kinds(compiled: &Compiled) -> Vec<KindIx> {
    let counts = record_counts(compiled);
    let kinds = compiled.manual.kinds.positions();
    let kinds = kinds.filter(|ix| compiled.manual.kind(*ix).class == Class::Record);
    kinds.filter(|ix| counts.contains_key(ix)).collect()
}

/// How many records of each kind there are.
fn record_counts(compiled: &Compiled) -> HashMap<KindIx, usize> {
    let mut counts = HashMap::new();
    for record in &compiled.manual.records {
        *counts.entry(record.kind).or_default() += 1;
    }
    counts
}

/// The pages about registers, in a fixed order.
pub(crate) fn register_pages(compiled: &Compiled) -> Vec<Page> {
    let counts = record_counts(compiled);
    if counts.is_empty() {
        return Vec::new();
    }
    let mut pages = vec![Page::Registers, Page::ManagementReview];
    for kind in register_kinds(compiled) {
        let parts = paging::parts(counts.get(&kind).copied().unwrap_or_default());
        pages.extend((0..parts).map(|part| Page::Register(kind, part)));
    }
    let registers = &compiled.registers;
    if !registers.training.documents.is_empty() {
        pages.push(Page::Training);
        let roles = 0..registers.training.roles.len() as u32;
        pages.extend(roles.map(Page::TrainingRole));
    }
    let programme = &registers.programme;
    if !programme.audits.is_empty() || !programme.supplier_audits.is_empty() {
        pages.push(Page::AuditProgramme);
    }
    if !registers.corrective.findings.is_empty() || !registers.corrective.actions.is_empty() {
        pages.push(Page::CorrectiveAction);
    }
    pages
}

/// The records of a kind as its register shows them: what is late first, then what is open,
/// each by when it is due; then the others by id.
pub(crate) fn register_order<'a>(site: &SiteIndex<'a>, kind: KindIx) -> Vec<&'a Entry> {
    let registers = &site.compiled.registers;
    let mut entries: Vec<&Entry> = registers.of_kind(&site.compiled.manual, kind).collect();
    entries.sort_by_key(|entry| {
        let rank = match (entry.is_late(), entry.open) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        let due = entry.due.filter(|_| rank < 2);
        (rank, due.is_none(), due, entry.record)
    });
    entries
}

/// A record as a link, with how it stands.
pub(crate) fn record_state<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    ix: RecordIx,
) -> RecordState<'s> {
    let record = site.compiled.manual.record(ix);
    let entry = site.compiled.registers.entry(ix);
    RecordState {
        href: from.href(&site.destination(PageKey::Record(ix)).address),
        id: record.id.value.as_str(),
        title: &record.title,
        state: entry_badge(site, entry),
        closed: closed_word(site, entry),
        due: entry
            .coming(&site.compiled.manual)
            .map(|due| views::labels::date(site, due)),
        late: lateness(site, entry),
        owner: record.owner.as_ref().map_or("", |owner| owner.as_str()),
    }
}

/// Overdue or open; none where there is nothing to be done.
pub(crate) fn entry_badge<'s>(site: &'s SiteIndex<'_>, entry: &Entry) -> Option<BadgeView<'s>> {
    match (entry.is_late(), entry.open) {
        (true, _) => Some(views::clause::badge(site, "overdue", "record_overdue")),
        (false, true) => Some(views::clause::badge(site, "open", "record_open")),
        (false, false) => None,
    }
}

/// What keeps a record from being open: the word of the field by which its kind decides that.
fn closed_word(site: &SiteIndex<'_>, entry: &Entry) -> Option<String> {
    let manual = &site.compiled.manual;
    let record = manual.record(entry.record);
    let OpenWhen::Fields(condition) = &manual.kind(record.kind).open else {
        return None;
    };
    let word = record.fields.text(condition.field()?.as_str())?;
    (!entry.open).then(|| views::field::value_word(site, word))
}

/// "12 days late", or how long it has been open.
pub(crate) fn lateness(site: &SiteIndex<'_>, entry: &Entry) -> Option<String> {
    let late = entry.days_late.map(|days| ("days-late", days));
    let (name, days) = late.or(entry.days_open.map(|days| ("days-open", days)))?;
    Some(site.messages.count(name, days as usize))
}

/// Whether the last value of an objective misses its target.
pub(crate) fn missed_badge<'s>(
    site: &'s SiteIndex<'_>,
    missed: Option<bool>,
) -> Option<BadgeView<'s>> {
    Some(match missed? {
        true => views::clause::badge(site, "missed", "objective_missed"),
        false => views::clause::badge(site, "met", "objective_met"),
    })
}

/// A value of an objective with its unit.
pub(crate) fn measured(site: &SiteIndex<'_>, objective: &Objective, value: Decimal) -> String {
    in_its_unit(site, objective, objective.shown(value))
}

/// What an objective is measured against, with its unit: every digit of it counts.
pub(crate) fn in_its_unit(site: &SiteIndex<'_>, objective: &Objective, value: Decimal) -> String {
    let record = site.compiled.manual.record(objective.record);
    match record.fields.text("unit") {
        Some(unit) => format!("{value} {unit}"),
        None => value.to_string(),
    }
}

/// The pages about registers beside the registers themselves, as links.
pub(crate) fn register_overviews<'s>(site: &'s SiteIndex<'_>, from: &Address) -> Vec<LinkView<'s>> {
    let pages = register_pages(site.compiled).into_iter();
    let title = |page: &Page| match page {
        Page::Training => Some("training_matrix"),
        Page::AuditProgramme => Some("audit_programme"),
        Page::CorrectiveAction => Some("corrective_action"),
        Page::ManagementReview => Some("management_review"),
        _ => None,
    };
    pages
        .filter_map(|page| {
            Some(LinkView {
                title: site.messages.get(title(&page)?),
                href: from.href(&page.address(site.compiled)),
            })
        })
        .collect()
}
