//! `clausebook audit`: what an auditor takes away, and brings back.

mod misread;
mod pack;
mod take;

use clap::{Args, Subcommand};

use crate::cli::{Common, Failure, Outcome};
use crate::diagnostics::nearest;
use crate::manual::{KindRole, Manual, RecordIx};

#[derive(Debug, Args)]
pub(in crate::cli) struct AuditArguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write one folder to hand over: the site, the workbook of the audit's scope, and what has changed
    /// since the last audit
    Pack(pack::PackArguments),
    /// Read a workbook that an auditor has filled in, and show the findings and samples that would be
    /// written
    Take(take::TakeArguments),
}

pub(in crate::cli) fn run(common: &Common, arguments: &AuditArguments) -> Result<Outcome, Failure> {
    match &arguments.what {
        What::Pack(arguments) => pack::run(common, arguments),
        What::Take(arguments) => take::run(common, arguments),
    }
}

/// The audit with this id.
fn find_audit(manual: &Manual, id: &str) -> Result<RecordIx, Failure> {
    let is_audit = |ix: &RecordIx| manual.role(*ix) == Some(KindRole::Audit);
    let named = |ix: &RecordIx| manual.record(*ix).id.value.as_str();
    let audits: Vec<RecordIx> = manual.records.positions().filter(is_audit).collect();
    if let Some(ix) = audits
        .iter()
        .find(|ix| named(ix).eq_ignore_ascii_case(id.trim()))
    {
        return Ok(*ix);
    }
    let hint = match (nearest(id, audits.iter().map(named)), audits.last()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Some(last)) => format!(
            "the manual has {} audits, such as `{}`",
            audits.len(),
            named(last)
        ),
        (None, None) => "`clausebook new audit \"Title\"` makes one".to_owned(),
    };
    Err(Failure::Message(format!(
        "there is no audit `{id}`; {hint}"
    )))
}
