//! `clausebook registers`: the records, with what is open and overdue, for the terminal and for
//! programs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::loading::{Loaded, RevisionArgument};
use crate::cli::reporting::{self, Shown};
use crate::cli::{Common, Failure, Outcome, next_command, output, printing};
use crate::diagnostics::nearest;
use crate::export::{self, Chosen};
use crate::manual::{Class, Date, Interval, KindIx, Manual};

#[derive(Debug, Args)]
pub(in crate::cli) struct RegistersArguments {
    #[command(flatten)]
    revision: RevisionArgument,
    /// Only records of this kind: its name, such as `audit`
    kind: Option<String>,
    /// The format of the registers
    #[arg(long, value_enum, default_value_t = RegistersFormat::Table)]
    format: RegistersFormat,
    /// Only what is late, or falls due within this time, such as "30 days"; without a kind also the
    /// documents whose reviews do
    #[arg(long, value_name = "TIME", value_parser = interval)]
    due_within: Option<Interval>,
    /// Write to this file instead of the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RegistersFormat {
    Table,
    Json,
    Csv,
}

impl RegistersFormat {
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
    arguments: &RegistersArguments,
) -> Result<Outcome, Failure> {
    let loaded = Loaded::at(common, &arguments.revision, &[])?;
    let compiled = &loaded.compiled;
    let kinds = chosen(&compiled.manual, arguments.kind.as_deref())?;
    let as_of = compiled.registers.as_of;
    let chosen = Chosen {
        kinds: &kinds,
        due_by: arguments.due_within.map(|within| within.after(as_of)),
        with_documents: arguments.kind.is_none(),
    };
    let text = match (arguments.format, kinds.as_slice()) {
        (RegistersFormat::Table, _) => {
            let to_file = arguments.output.is_some();
            let colour = !to_file && printing::colour_of_output(common);
            let width = (!to_file).then(printing::width_of_output).flatten();
            export::registers_table(compiled, chosen, colour, width)
        }
        (RegistersFormat::Json, _) => export::chosen_json(compiled, chosen),
        (RegistersFormat::Csv, [kind]) if arguments.kind.is_some() => {
            export::chosen_csv(compiled, *kind, chosen)
        }
        (RegistersFormat::Csv, _) => export::registers_csv(compiled, chosen),
    };
    let file = arguments.output.as_deref();
    output::write(&loaded, file, arguments.format.extension(), text.as_bytes())?;
    if text.is_empty() {
        printing::say(
            common,
            &nothing(common, arguments.kind.as_deref(), chosen.due_by),
        );
    }
    Ok(reporting::report(
        common,
        &loaded,
        &loaded.compiled.report,
        Shown::Mistakes,
    ))
}

/// What is said in place of an empty table.
fn nothing(common: &Common, kind: Option<&str>, due_by: Option<Date>) -> String {
    match due_by {
        Some(day) => format!("nothing falls due by {day}"),
        None => {
            let new = next_command::again(common, &["new", kind.unwrap_or("audit"), "Title"]);
            format!("there are no records yet: {new}   # begins one")
        }
    }
}

/// Reads an interval, such as `30 days`.
fn interval(text: &str) -> Result<Interval, String> {
    let help = "write a whole number and days, weeks, months or years: \"30 days\"";
    text.parse().map_err(|_| help.to_owned())
}

fn chosen(manual: &Manual, name: Option<&str>) -> Result<Vec<KindIx>, Failure> {
    let of_records = || {
        let kinds = manual.kinds.enumerated();
        kinds.filter(|(_, kind)| kind.class == Class::Record)
    };
    let Some(name) = name else {
        return Ok(of_records().map(|(ix, _)| ix).collect());
    };
    let found = of_records().find(|(_, kind)| kind.is_named(name));
    if let Some((ix, _)) = found {
        return Ok(vec![ix]);
    }
    let kind = manual.kinds.iter().find(|kind| kind.is_named(name));
    let names: Vec<&str> = of_records().map(|(_, kind)| kind.name.as_str()).collect();
    let hint = match (kind, nearest(name, names.iter().copied())) {
        (Some(kind), _) => format!(
            "{} are documents: the site's master list shows them; records are {}",
            kind.plural.to_lowercase(),
            names.join(", ")
        ),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => format!("the manual has {}", names.join(", ")),
    };
    Err(Failure::Message(format!(
        "there is no register `{name}`; {hint}"
    )))
}
