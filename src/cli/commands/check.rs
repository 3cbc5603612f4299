//! `clausebook check`: every diagnostic, no site.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::explain;
use crate::cli::loading::{Loaded, RevisionArgument};
use crate::cli::reporting::{self, Shown};
use crate::cli::{Common, Failure, Outcome, output, printing};
use crate::diagnostics::{self, Format, Report, Rule};

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArguments {
    #[command(flatten)]
    revision: RevisionArgument,
    /// The format of the diagnostics
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    format: CheckFormat,
    /// Only the diagnostics of this rule, each by itself; may be given several times
    #[arg(long, value_name = "RULE")]
    rule: Vec<String>,
    /// Write to this file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CheckFormat {
    Human,
    Json,
    Sarif,
    Junit,
    Github,
}

impl CheckFormat {
    fn format(self) -> Format {
        match self {
            Self::Human => Format::Human,
            Self::Json => Format::Json,
            Self::Sarif => Format::Sarif,
            Self::Junit => Format::Junit,
            Self::Github => Format::Github,
        }
    }

    /// The usual extension of a file in this format.
    fn extension(self) -> &'static str {
        match self {
            Self::Human | Self::Github => "txt",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Junit => "xml",
        }
    }
}

pub(in crate::cli) fn run(common: &Common, arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let rules = arguments.rule.iter().map(|name| explain::find_rule(name));
    let rules: Vec<&Rule> = rules.collect::<Result<_, _>>()?;
    let loaded = Loaded::at(common, &arguments.revision, &[])?;
    let all = &loaded.compiled.report;
    let chosen = match rules.is_empty() {
        true => Report::clone(all),
        false => all.only(|entry| rules.contains(&entry.diagnostic.rule)),
    };
    if let (CheckFormat::Human, None) = (arguments.format, &arguments.output) {
        let shown = match rules.is_empty() {
            true => Shown::All,
            false => Shown::Each,
        };
        let outcome = reporting::report(common, &loaded, &chosen, shown);
        loaded.tell_unknown(common);
        if chosen.entries.is_empty() {
            printing::say(common, "nothing to report");
        }
        return Ok(outcome);
    }
    let sources = loaded.texts(&chosen);
    let source = |path: &diagnostics::SourcePath| sources.get(path);
    let format = arguments.format.format();
    let text = diagnostics::render(&chosen, format, &loaded.folder(), source, false);
    let file = arguments.output.as_deref();
    output::write(&loaded, file, arguments.format.extension(), text.as_bytes())?;
    Ok(reporting::outcome(&chosen))
}
