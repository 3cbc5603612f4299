//! `clausebook check`: every diagnostic, no site.

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::cli::loading::Loaded;
use crate::cli::{Common, Failure, Outcome, printing, reporting};
use crate::diagnostics::{self, Format};

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArguments {
    /// The form of the diagnostics
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    format: CheckFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CheckFormat {
    Human,
    Json,
    Sarif,
    Junit,
    Github,
}

pub(in crate::cli) fn run(common: &Common, arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let loaded = Loaded::new(common, &[])?;
    let format = match arguments.format {
        CheckFormat::Human => {
            let outcome = reporting::report(common, &loaded);
            if loaded.compiled.report.entries.is_empty() {
                printing::say(common, "nothing to report");
            }
            return Ok(outcome);
        }
        CheckFormat::Json => Format::Json,
        CheckFormat::Sarif => Format::Sarif,
        CheckFormat::Junit => Format::Junit,
        CheckFormat::Github => Format::Github,
    };
    let report = &loaded.compiled.report;
    let sources = loaded.texts(report);
    let source = |path: &diagnostics::SourcePath| sources.get(path);
    let text = diagnostics::render(report, format, &loaded.folder(), source, false);
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(reporting::outcome(report))
}
