//! What recurs on the pages of registers: which registers there are, in which order their records
//! stand, and how a record is named with its state.

use std::collections::HashMap;

use serde::Serialize;

use crate::manual::{Class, KindIx, PageKey, RecordIx, Role};
use crate::registers::{Entry, Objective};
use crate::site::index::SiteIndex;
use crate::site::views::paging;
use crate::site::views::parts::{BadgeView, DateView, LinkView};
use crate::site::{Address, Inputs, Page};

/// The pages about registers that are no register themselves; no register takes their names.
const RESERVED: [&str; 5] = [
    "index",
    "training-matrix",
    "audit-programme",
    "corrective-action",
    "management-review",
];

/// A record as a link, with how it stands.
#[derive(Debug, Serialize)]
pub(crate) struct RecordState<'a> {
    pub(crate) href: String,
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    /// Overdue or open; none where there is nothing to be done.
    pub(crate) state: Option<BadgeView<'a>>,
    pub(crate) due: Option<DateView>,
    /// "12 days late".
    pub(crate) late: Option<String>,
    pub(crate) owner: &'a str,
}

impl Inputs<'_> {
    /// The kinds that have a register: those of records of which there is one.
    pub fn register_kinds(&self) -> Vec<KindIx> {
        let counts = self.record_counts();
        let kinds = (0..self.manual.kinds.len() as u32).map(KindIx);
        let kinds = kinds.filter(|ix| self.manual.kind(*ix).class == Class::Record);
        kinds.filter(|ix| counts.contains_key(ix)).collect()
    }

    /// How many records of each kind there are.
    fn record_counts(&self) -> HashMap<KindIx, usize> {
        let mut counts = HashMap::new();
        for record in &self.manual.records {
            *counts.entry(record.kind).or_default() += 1;
        }
        counts
    }

    /// The pages about registers, in a fixed order.
    pub(crate) fn register_pages(&self) -> Vec<Page> {
        let counts = self.record_counts();
        if counts.is_empty() {
            return Vec::new();
        }
        let mut pages = vec![Page::Registers, Page::ManagementReview];
        for kind in self.register_kinds() {
            let parts = paging::parts(counts.get(&kind).copied().unwrap_or_default());
            pages.extend((0..parts).map(|part| Page::Register(kind, part)));
        }
        let registers = self.registers;
        if !registers.training.documents.is_empty() {
            pages.push(Page::Training);
            let roles = 0..registers.training.roles.len() as u32;
            pages.extend(roles.map(Page::TrainingRole));
        }
        if !registers.programme.audits.is_empty() {
            pages.push(Page::AuditProgramme);
        }
        if !registers.corrective.findings.is_empty() || !registers.corrective.actions.is_empty() {
            pages.push(Page::CorrectiveAction);
        }
        pages
    }

    /// The address of a part of a register; the parts are counted from 0.
    pub fn register_address(&self, kind: KindIx, part: u32) -> Address {
        let name = self.register_name(kind);
        match part {
            0 => Address::fixed(&format!("registers/{name}.html")),
            part => Address::fixed(&format!("registers/{name}-{}.html", part + 1)),
        }
    }

    /// The address of a register as a file for other programs.
    pub fn register_file(&self, kind: KindIx) -> Address {
        Address::fixed(&format!("registers/{}.csv", self.register_name(kind)))
    }

    /// The address of the page of a role, by its position in the training matrix.
    pub(crate) fn role_address(&self, role: u32) -> Address {
        let roles = &self.registers.training.roles;
        let name = |role: &Role| slug(role.as_str());
        let own = roles.get(role as usize).map(name).unwrap_or_default();
        let before = roles.iter().take(role as usize);
        let taken = own.is_empty() || before.into_iter().any(|other| name(other) == own);
        match taken {
            false => Address::fixed(&format!("registers/roles/{own}.html")),
            true => Address::fixed(&format!("registers/roles/{own}-{role}.html")),
        }
    }

    /// `actions`, from what many of the kind are called (`docs/design.md`, output).
    fn register_name(&self, kind: KindIx) -> String {
        let own = slug(&self.manual.kind(kind).plural);
        let others = &self.manual.kinds;
        let is_taken = RESERVED.contains(&own.as_str())
            || own.is_empty()
            || others.iter().enumerate().any(|(at, other)| {
                at != kind.0 as usize && other.class == Class::Record && slug(&other.plural) == own
            });
        match is_taken {
            false => own,
            true => format!("kind-{}", self.manual.kind(kind).name),
        }
    }
}

impl<'a> SiteIndex<'a> {
    /// The records of a kind as its register shows them: what is late first, then what is open,
    /// each by when it is due; then the others by id.
    pub(crate) fn register_order(&self, kind: KindIx) -> Vec<&'a Entry> {
        let registers = self.inputs.registers;
        let mut entries: Vec<&Entry> = registers.of_kind(self.inputs.manual, kind).collect();
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
    pub(crate) fn record_state(&self, from: &Address, ix: RecordIx) -> RecordState<'_> {
        let record = self.inputs.manual.record(ix);
        let entry = self.inputs.registers.entry(ix);
        RecordState {
            href: from.href(&self.destination(PageKey::Record(ix)).address),
            id: record.id.value.as_str(),
            title: &record.title,
            state: self.entry_badge(entry),
            due: entry.due.map(|due| self.date(due)),
            late: self.lateness(entry),
            owner: record.owner.as_ref().map_or("", |owner| owner.as_str()),
        }
    }

    /// Overdue or open; none where there is nothing to be done.
    pub(crate) fn entry_badge(&self, entry: &Entry) -> Option<BadgeView<'_>> {
        match (entry.is_late(), entry.open) {
            (true, _) => Some(self.badge("overdue", "record_overdue")),
            (false, true) => Some(self.badge("open", "record_open")),
            (false, false) => None,
        }
    }

    /// "12 days late", or how long it has been open.
    pub(crate) fn lateness(&self, entry: &Entry) -> Option<String> {
        let late = entry.days_late.map(|days| ("days-late", days));
        let (name, days) = late.or(entry.days_open.map(|days| ("days-open", days)))?;
        Some(self.messages.count(name, days as usize))
    }

    /// Whether the last value of an objective misses its target.
    pub(crate) fn missed_badge(&self, missed: Option<bool>) -> Option<BadgeView<'_>> {
        Some(match missed? {
            true => self.badge("missed", "objective_missed"),
            false => self.badge("met", "objective_met"),
        })
    }

    /// A value of an objective with its unit.
    pub(crate) fn measured(&self, objective: &Objective, value: f64) -> String {
        let record = self.inputs.manual.record(objective.record);
        let rounded = (value * 100.0).round() / 100.0;
        match record.fields.text("unit") {
            Some(unit) => format!("{rounded} {unit}"),
            None => rounded.to_string(),
        }
    }

    /// The pages about registers beside the registers themselves, as links.
    pub(crate) fn register_overviews(&self, from: &Address) -> Vec<LinkView<'_>> {
        let pages = self.inputs.register_pages().into_iter();
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
                    title: self.messages.get(title(&page)?),
                    href: from.href(&page.address(&self.inputs)),
                })
            })
            .collect()
    }
}

/// A name as part of an address: letters and digits, in lower case, with `-` for all else.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for letter in name.to_lowercase().chars() {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}
