//! The state of the manual since which a site shows changes.

use std::path::Path;
use std::sync::Arc;

use super::{NoChanges, open};
use crate::coverage::{AuditState, audit_state, is_of_supplier};
use crate::git::{Commit, Revision};
use crate::manual::{Date, JudgedOn, KindRole};
use crate::pipeline;
use crate::pipeline::Compiled;

/// The manual as it was in a revision.
pub(super) struct State {
    pub(super) revision: Revision,
    pub(super) compiled: Arc<Compiled>,
    pub(super) commit: Commit,
}

impl State {
    /// Reads the manual in a folder as it was in a revision, and judges it on the revision's day.
    /// `today` is the present day.
    pub(super) fn read(root: &Path, revision: Revision, today: Date) -> Result<Self, NoChanges> {
        let then = open(root, &revision)?;
        let commit = then.commit().clone();
        let day = match revision {
            Revision::Day(day) => day,
            Revision::Named(_) => commit.day,
        };
        let on = JudgedOn { as_of: day, today };
        Ok(Self {
            compiled: Arc::new(pipeline::compile_on(pipeline::read(&then)?, on)),
            revision,
            commit,
        })
    }
}

/// The revision that the setting `since` means.
pub(super) fn revision(compiled: &Compiled, since: &str) -> Result<Revision, NoChanges> {
    let day = match since {
        "last-review" => last_review(compiled).ok_or(NoChanges::NotHeld("review"))?,
        "last-audit" => last_audit(compiled).ok_or(NoChanges::NotHeld("audit"))?,
        // Reading a text as a revision cannot fail.
        other => match other.parse() {
            Ok(revision) => return Ok(revision),
        },
    };
    Ok(Revision::Day(day))
}

fn last_review(compiled: &Compiled) -> Option<Date> {
    let (manual, as_of) = (&compiled.manual, compiled.coverage.as_of);
    let reviews = manual.records.enumerated();
    let reviews = reviews.filter(|(ix, record)| {
        let held = compiled.registers.entry(*ix).happened && !manual.is_in_doubt(record);
        held && manual.role(*ix) == Some(KindRole::Review)
    });
    let days =
        reviews.filter_map(|(_, record)| manual.kind(record.kind).happened_on(&record.fields));
    days.filter(|day| *day <= as_of).max()
}

fn last_audit(compiled: &Compiled) -> Option<Date> {
    let (manual, as_of) = (&compiled.manual, compiled.coverage.as_of);
    let audits = manual
        .records
        .iter()
        .filter(|record| !is_of_supplier(manual, record));
    let held = audits.filter_map(|record| match audit_state(manual, record, as_of) {
        Some(AuditState::Held(date)) => Some(date),
        _ => None,
    });
    held.max()
}
