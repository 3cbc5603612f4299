//! `clausebook coverage`: the matrix, for the terminal and for programs.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::cli::loading::{Loaded, RevisionArgument};
use crate::cli::reporting::{self, Shown};
use crate::cli::{Common, Failure, Outcome, output, printing, standard_name};
use crate::export::{self, MatrixForm, Screen};
use crate::manual::{Manual, StandardIx};
use crate::resolve::find_clause;
use crate::site_output;

#[derive(Debug, Args)]
pub(in crate::cli) struct CoverageArguments {
    #[command(flatten)]
    revision: RevisionArgument,
    /// Only this standard of the manual: its id, or another name of it
    standard: Option<String>,
    /// The format of the matrix
    #[arg(long, value_enum, default_value_t = MatrixForm::Table)]
    format: MatrixForm,
    /// Explain the status of one clause; with `--verbose`, with every claim
    #[arg(long, value_name = "CLAUSE")]
    explain: Option<String>,
    /// Write to this file instead of the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl ValueEnum for MatrixForm {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

pub(in crate::cli) fn run(
    common: &Common,
    arguments: &CoverageArguments,
) -> Result<Outcome, Failure> {
    let loaded = Loaded::at(common, &arguments.revision, &[])?;
    let compiled = &loaded.compiled;
    let manual = &compiled.manual;
    let standards = chosen(manual, arguments.standard.as_deref())?;
    let bytes = match &arguments.explain {
        Some(clause) => {
            let clause = qualified(manual, &standards, arguments.standard.is_some(), clause);
            let found = find_clause(manual, &clause)
                .map_err(|error| Failure::Message(format!("{}; {}", error.message, error.help)))?;
            let explained = match common.verbose {
                true => export::explain_clause(compiled, found.clause),
                false => export::explain_briefly(compiled, found.clause),
            };
            explained.into_bytes()
        }
        None => {
            let screen = match arguments.output {
                Some(_) => Screen::default(),
                None => Screen {
                    colour: printing::colour_of_output(common),
                    width: printing::width_of_output(),
                },
            };
            match arguments.format.write(compiled, &standards, screen) {
                Some(bytes) => bytes,
                None => site_output::matrix_workbook(&*loaded.sources, compiled, &standards)?,
            }
        }
    };
    let file = arguments.output.as_deref();
    output::write(&loaded, file, arguments.format.extension(), &bytes)?;
    Ok(reporting::report(
        common,
        &loaded,
        &loaded.compiled.report,
        Shown::Mistakes,
    ))
}

fn chosen(manual: &Manual, name: Option<&str>) -> Result<Vec<StandardIx>, Failure> {
    match name {
        Some(name) => Ok(vec![standard_name::listed(name, manual)?]),
        None => Ok(manual.standards.positions().collect()),
    }
}

/// Adds the requested standard to a bare clause number.
fn qualified(manual: &Manual, standards: &[StandardIx], asked: bool, clause: &str) -> String {
    match standards.first() {
        Some(standard) if asked && !clause.contains(':') => {
            format!("{}:{clause}", manual.standard(*standard).id)
        }
        _ => clause.to_owned(),
    }
}
