//! `clausebook audit pack`: one folder to hand over to an auditor.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;

use super::find_audit;
use crate::changes::{Finder, SiteChanges};
use crate::cli::audience::AudienceArgument;
use crate::cli::commands::build::theme_error;
use crate::cli::loading::{Loaded, without_dot};
use crate::cli::reporting::{self, Shown};
use crate::cli::{Common, Failure, Outcome, printing};
use crate::compare;
use crate::coverage::{AuditState, audit_state, is_of_supplier};
use crate::export::{Compared, StateName, diff_markdown};
use crate::git::Revision;
use crate::manual::{Date, RecordIx};
use crate::pipeline::Compiled;
use crate::publish::check_target;
use crate::signatures::SignWith;
use crate::site_output::{self, Pack, SiteError};

#[derive(Debug, Args)]
pub(in crate::cli) struct PackArguments {
    /// The audit's id
    #[arg(value_name = "AUDIT")]
    audit: String,
    /// The folder that is written
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    #[command(flatten)]
    audience: AudienceArgument,
    /// Sign the manifest, with a key file of OpenSSH or with a key of the SSH agent
    #[arg(long, value_name = "KEYFILE|agent")]
    sign: Option<PathBuf>,
}

pub(super) fn run(common: &Common, arguments: &PackArguments) -> Result<Outcome, Failure> {
    let target = std::path::absolute(&arguments.output)?;
    check_target(&target).map_err(SiteError::from)?;
    let mut loaded = Loaded::new(common, std::slice::from_ref(&target))?;
    let audit = find_audit(&loaded.compiled.manual, &arguments.audit)?;
    let held = arguments.audience.held(&loaded.compiled.manual)?;
    if let Some(held) = &held
        && !held.has(crate::manual::PageKey::Record(audit))
    {
        let id = &loaded.compiled.manual.record(audit).id.value;
        let message = format!(
            "the edition does not hold {id}: name the audience in its record, or pack the whole manual"
        );
        return Err(Failure::Message(message));
    }
    let names = loaded.names_left_out(held.as_slice());
    let must_stop = names.errors() > 0;
    let report = loaded.compiled.report.with(names);
    let outcome = reporting::report(common, &loaded, &report, Shown::Mistakes);
    if report.stops_build() || must_stop {
        printing::say(common, "nothing was written: mend the errors first");
        return Ok(Outcome::Denied);
    }
    arguments
        .audience
        .tell_whole(common, &loaded.compiled.manual.config);
    let since = match &held {
        // What has changed may say what the edition does not hold.
        Some(_) => Err(
            "an edition has no list of changes, since it might name what the edition does not hold"
                .to_owned(),
        ),
        None => find_changes(&mut loaded, audit),
    };
    let changes = match &since {
        Ok(day) => changes_text(&loaded, *day),
        Err(why) => {
            printing::say(
                common,
                &format!("what changed since the last audit is left out: {why}"),
            );
            format!("# Changes since the last audit\n\nThey are left out: {why}.\n")
        }
    };
    let sign = arguments.sign.as_deref().map(SignWith::new);
    let pack = Pack {
        audit: loaded.compiled.manual.record(audit).id.value.clone(),
        changes,
    };
    let done = write(&loaded, held.as_ref(), &pack, &target, sign.as_ref());
    let (workbook, published) = match done {
        Ok(done) => done,
        Err(error) if error.is_of_theme() => {
            reporting::diagnostic(common, &loaded, theme_error(&loaded, &error));
            return Ok(Outcome::Denied);
        }
        Err(error) => return Err(error.into()),
    };
    let folder = without_dot(&arguments.output);
    printing::say(
        common,
        &format!(
            "{}: {}; open {}, or fill in {}; `clausebook audit take` takes it back",
            pack.audit,
            printing::counted(published.files, "file"),
            folder.join("index.html").display(),
            folder.join(workbook).display(),
        ),
    );
    Ok(outcome)
}

/// Writes the folder. Returns the address of the workbook in it.
fn write(
    loaded: &Loaded,
    held: Option<&crate::edition::Held>,
    pack: &Pack,
    target: &std::path::Path,
    sign: Option<&SignWith>,
) -> Result<(String, crate::publish::Published), SiteError> {
    let whole = &loaded.compiled;
    let theme = site_output::theme(&*loaded.sources, &whole.manual.config)?;
    let edition = held
        .map(|held| site_output::edition(&*loaded.sources, whole, held, &theme))
        .transpose()?;
    let compiled = edition.as_ref().unwrap_or(whole);
    let changes = loaded.changes.as_ref();
    site_output::publish_pack(
        &loaded.sources,
        compiled,
        changes,
        &theme,
        pack,
        target,
        sign,
    )
}

/// Finds what has changed since the audit before this one. Returns its day, or why the changes are
/// not known.
fn find_changes(loaded: &mut ManuallyDrop<Loaded>, audit: RecordIx) -> Result<Date, String> {
    let day = last_audit(&loaded.compiled, audit).ok_or("no audit was held before this one")?;
    let mut finder = Finder::new(loaded.root.clone());
    let found = finder.find_since(&*loaded.sources, &loaded.compiled, Revision::Day(day));
    loaded.changes = Some(found.map_err(|error| error.to_string())?);
    Ok(day)
}

/// The day of the last audit that was held before an audit. Audits of suppliers are no such audits.
fn last_audit(compiled: &Compiled, audit: RecordIx) -> Option<Date> {
    let (manual, as_of) = (&compiled.manual, compiled.coverage.as_of);
    let own = manual.record(audit);
    let own_day = manual.kind(own.kind).happened_on(&own.fields);
    let others = manual.records.enumerated();
    let others = others.filter(|(ix, record)| *ix != audit && !is_of_supplier(manual, record));
    let held = others.filter_map(|(_, record)| match audit_state(manual, record, as_of) {
        Some(AuditState::Held(date)) => Some(date),
        _ => None,
    });
    held.filter(|date| own_day.is_none_or(|own| *date <= own))
        .max()
}

/// The changes since a day, as a page of text.
fn changes_text(loaded: &Loaded, day: Date) -> String {
    let since = loaded
        .changes
        .as_ref()
        .and_then(|changes: &SiteChanges| changes.since.as_ref());
    let Some(since) = since else {
        return String::new();
    };
    let comparison = compare::compare(&since.old, &loaded.compiled);
    let folder = match loaded.folder() {
        folder if folder.is_empty() => ".".to_owned(),
        folder => folder,
    };
    let text = diff_markdown(&Compared {
        old: &since.old,
        new: &loaded.compiled,
        names: [
            StateName::Commit(since.commit.id.short().to_owned()),
            StateName::Folder(folder),
        ],
        comparison: &comparison,
    });
    format!("The last audit before this one was on {day}.\n\n{text}")
}
