//! `clausebook transition`: what can be carried over from one edition of a standard to another
//! (`docs/design.md`, "Transitions").

mod stubs;
mod write;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::standards::all;
use crate::cli::loading::Loaded;
use crate::cli::reporting::{self, Shown};
use crate::cli::{Common, Failure, Outcome, next_command, output, printing, standard_name};
use crate::export::{transition_csv, transition_json, transition_table};
use crate::manual::{Counterparts, Manual, Standard};
use crate::transition::{Transition, successors};

#[derive(Debug, Args)]
pub(in crate::cli) struct TransitionArguments {
    /// The edition that the manual follows now: its id, or another name of it
    from: String,
    /// The edition to move to
    to: String,
    /// The format of the list
    #[arg(long, value_enum, default_value_t = TransitionForm::Table)]
    format: TransitionForm,
    /// Write to this file instead of the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Add proposed claims to `claims.csv`, and draft documents for what nothing can be carried over to
    #[arg(long, conflicts_with = "output")]
    write: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TransitionForm {
    Table,
    Csv,
    Json,
}

impl TransitionForm {
    /// The usual extension of a file in this format.
    fn extension(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

pub(in crate::cli) fn run(
    common: &Common,
    arguments: &TransitionArguments,
) -> Result<Outcome, Failure> {
    let loaded = Loaded::new(common, &[])?;
    let compiled = &loaded.compiled;
    let manual = &compiled.manual;
    let from = standard_name::listed(&arguments.from, manual)?;
    let others = all(common);
    let to = target(manual, &others, &arguments.to)?;
    let old = manual.standard(from);
    if to.id == old.id {
        let message = format!(
            "{} is what the manual moves from: name another edition",
            to.id
        );
        return Err(Failure::Message(message));
    }
    let Some(transition) = Transition::new(compiled, from, to) else {
        return Err(no_correspondence(common, manual, old, to));
    };
    if arguments.write {
        return write::run(common, &loaded, &transition);
    }
    let text = match arguments.format {
        TransitionForm::Table => transition_table(compiled, &transition),
        TransitionForm::Csv => transition_csv(compiled, &transition),
        TransitionForm::Json => transition_json(compiled, &transition),
    };
    let file = arguments.output.as_deref();
    output::write(&loaded, file, arguments.format.extension(), text.as_bytes())?;
    if arguments.format == TransitionForm::Table {
        let command = next_command::again(
            common,
            &["transition", old.id.as_str(), to.id.as_str(), "--write"],
        );
        let next = match write::missing_settings(manual, &transition) {
            Some(missing) => missing,
            None => format!("{command}   # adds proposed claims and drafts"),
        };
        printing::say(common, &format!("\nNext:\n  {next}"));
    }
    Ok(reporting::report(
        common,
        &loaded,
        &compiled.report,
        Shown::Mistakes,
    ))
}

/// The edition to move to: one of the manual's standards, else any catalog.
fn target<'a>(
    manual: &'a Manual,
    others: &'a [Standard],
    name: &str,
) -> Result<&'a Standard, Failure> {
    let listed = manual.standards.iter().map(|one| &**one);
    let is_listed = |id: &str| manual.standards.iter().any(|one| one.id.as_str() == id);
    let others = others.iter().filter(|one| !is_listed(one.id.as_str()));
    let all: Vec<&Standard> = listed.chain(others).collect();
    standard_name::find(name, &all)
}

/// The error for two standards without a crosswalk, with a first step that there is.
fn no_correspondence(common: &Common, manual: &Manual, old: &Standard, to: &Standard) -> Failure {
    let on_the_way = successors(manual, old);
    let step = on_the_way
        .iter()
        .rev()
        .find(|one| Counterparts::between(one, old).are_stated);
    let hint = match step {
        Some(step) => {
            let words = ["transition", old.id.as_str(), step.id.as_str()];
            format!(
                "; the first step is `{}`",
                next_command::again(common, &words)
            )
        }
        None => String::new(),
    };
    Failure::Message(format!(
        "no catalog says how {} corresponds to {}{hint}",
        to.designation, old.designation
    ))
}
