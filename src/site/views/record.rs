//! Parts of the pages about registers: the list of registers, the order of their records, and a
//! record with its state.

use std::collections::HashMap;

use serde::Serialize;

use crate::manual::{
    Class, Date, Decimal, FieldName, FieldValue, Kind, KindIx, KindRole, OpenWhen, PageKey,
    RecordIx,
};
use crate::pipeline::Compiled;
use crate::registers::{Entry, Objective};
use crate::resolve::SitePlace;
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::labels::{BadgeView, DateView, LinkView};
use crate::site::views::paging;
use crate::site::{Address, Page};

/// A record as a link, with its state.
#[derive(Debug, Serialize)]
pub(crate) struct RecordState<'a> {
    pub(crate) href: String,
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    /// The tag of the title's language, if it is not that of the page.
    pub(crate) lang: Option<&'a str>,
    /// "Overdue" or "open"; `None` if nothing is to be done.
    pub(crate) state: Option<BadgeView<'a>>,
    /// The word for the reason why the record is not open, such as "Closed"; `None` while it is
    /// open, and for a kind whose records are never open.
    pub(crate) closed: Option<String>,
    /// The date of `closed`, if the records say it.
    pub(crate) closed_on: Option<DateView>,
    /// The due date; `None` if nothing is to be done.
    pub(crate) due: Option<DateView>,
    /// "12 days late".
    pub(crate) late: Option<String>,
    pub(crate) owner: &'a str,
}

/// The kinds that have a register: the kinds of records with at least one record, and those whose
/// register is referred to.
pub(crate) fn register_kinds(compiled: &Compiled) -> Vec<KindIx> {
    let counts = record_counts(compiled);
    let named = &compiled.resolved.named_places;
    let kinds = compiled.manual.kinds.positions();
    let kinds = kinds.filter(|ix| compiled.manual.kind(*ix).class == Class::Record);
    kinds
        .filter(|ix| counts.contains_key(ix) || named.contains(&SitePlace::Register(*ix)))
        .collect()
}

/// Whether the site has registers: if there are records, or if it is referred to registers.
pub(crate) fn has_registers(compiled: &Compiled) -> bool {
    let named = &compiled.resolved.named_places;
    let is_register =
        |place: &SitePlace| matches!(place, SitePlace::Registers | SitePlace::Register(_));
    !compiled.manual.records.is_empty() || named.iter().any(is_register)
}

/// The number of records of each kind.
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
    if !has_registers(compiled) {
        return Vec::new();
    }
    let mut pages = vec![Page::Registers];
    let edition = compiled.edition.as_ref();
    if !edition.is_some_and(|edition| edition.withholds_records) {
        pages.push(Page::ManagementReview);
    }
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

/// The records of a kind in the order of its register: late ones, then open ones, each by due date;
/// then the others by id.
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

/// A record as a link, with its state.
pub(crate) fn record_state<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    ix: RecordIx,
) -> RecordState<'s> {
    let record = site.compiled.manual.record(ix);
    let entry = site.compiled.registers.entry(ix);
    let state = entry_badge(site, entry);
    let closed = closed_word(site, entry).filter(|_| state.is_none());
    let closed_on = closed_on(site, entry).filter(|_| closed.is_some());
    RecordState {
        href: from.href(&site.destination(PageKey::Record(ix)).address),
        id: record.id.value.as_str(),
        title: &record.title,
        lang: site.foreign(&record.language.language),
        state,
        closed,
        closed_on: closed_on.map(|date| views::labels::date(site, date)),
        due: entry
            .coming(&site.compiled.manual)
            .map(|due| views::labels::date(site, due)),
        late: lateness(site, entry),
        owner: record.owner.as_ref().map_or("", |owner| owner.as_str()),
    }
}

/// "Overdue", "open", or "not valid yet" for a certificate that is issued later; `None` if nothing
/// is to be done.
pub(crate) fn entry_badge<'s>(site: &'s SiteIndex<'_>, entry: &Entry) -> Option<BadgeView<'s>> {
    let kind = site.compiled.manual.record(entry.record).kind;
    let kind = site.compiled.manual.kind(kind);
    if kind.has_role(KindRole::Certificate) && !entry.happened {
        return Some(views::clause::badge(
            site,
            "planned",
            "record_not_valid_yet",
        ));
    }
    match (entry.is_late(), entry.open) {
        (true, _) => Some(views::clause::badge(site, "overdue", "record_overdue")),
        (false, true) => Some(views::clause::badge(site, "open", "record_open")),
        (false, false) => None,
    }
}

/// The word for the reason why a record is not open: the value of the field by which its kind
/// decides this, or that an objective meets its target.
pub(crate) fn closed_word(site: &SiteIndex<'_>, entry: &Entry) -> Option<String> {
    if entry.open {
        return None;
    }
    let manual = &site.compiled.manual;
    let record = manual.record(entry.record);
    let Some(field) = deciding_field(manual.kind(record.kind)) else {
        let objective = site.compiled.registers.objective(entry.record)?;
        let met = objective.missed == Some(false);
        return met.then(|| site.messages.get("objective_met").to_owned());
    };
    match &record.fields.get(field.as_str())?.value {
        FieldValue::Text(word) => Some(views::field::value_word(site, word)),
        FieldValue::Flag(flag) => Some(format!(
            "{}{} {}",
            views::field::field_label(site, field.as_str()),
            site.messages.get("colon"),
            views::field::flag_word(site, *flag)
        )),
        _ => None,
    }
}

/// The field by which a kind decides whether a record is open.
fn deciding_field(kind: &Kind) -> Option<&FieldName> {
    match &kind.open {
        OpenWhen::Fields(condition) => condition.field(),
        OpenWhen::TargetMissed => None,
    }
}

/// The date since when a record is not open. A finding or feedback has no such date of its own: the
/// last action on it ended it.
fn closed_on(site: &SiteIndex<'_>, entry: &Entry) -> Option<Date> {
    let compiled = site.compiled;
    let (manual, registers) = (&compiled.manual, &compiled.registers);
    let record = manual.record(entry.record);
    let kind = manual.kind(record.kind);
    let is_answered = [KindRole::Finding, KindRole::Feedback].map(|role| kind.has_role(role));
    if is_answered.contains(&true) {
        let source = PageKey::Record(entry.record);
        let actions = registers.corrective.actions_from(source).iter();
        let ends = actions.filter_map(|ix| {
            let action = manual.record(*ix);
            manual.kind(action.kind).happened_on(&action.fields)
        });
        return ends.max();
    }
    let happened = kind.happened_on(&record.fields);
    happened.filter(|_| entry.happened)
}

/// Whether a field says no more of a record than its status does: it is the field that decides
/// whether the record is open, and the record is not, or the field has just this word.
pub(crate) fn repeats_status(site: &SiteIndex<'_>, entry: &Entry, field: &str) -> bool {
    let manual = &site.compiled.manual;
    let record = manual.record(entry.record);
    let decides = deciding_field(manual.kind(record.kind));
    if decides.is_none_or(|name| name.as_str() != field) {
        return false;
    }
    match record.fields.text(field) {
        Some(word) if entry.open => word == "open",
        _ => closed_word(site, entry).is_some() && entry_badge(site, entry).is_none(),
    }
}

/// "12 days late", or the number of days for which it has been open.
pub(crate) fn lateness(site: &SiteIndex<'_>, entry: &Entry) -> Option<String> {
    let late = entry.days_late.map(|days| ("days-late", days));
    let (name, days) = late.or(entry.days_open.map(|days| ("days-open", days)))?;
    Some(site.messages.count(name, days as usize))
}

/// A badge that says whether the last value of an objective misses its target.
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

/// A target or limit of an objective with its unit, unrounded.
pub(crate) fn in_its_unit(site: &SiteIndex<'_>, objective: &Objective, value: Decimal) -> String {
    let record = site.compiled.manual.record(objective.record);
    let value = site.messages.number(&value.to_string());
    match record.fields.text("unit") {
        Some(unit) => format!("{value} {unit}"),
        None => value,
    }
}

/// Links to the pages about registers that are not registers themselves.
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
