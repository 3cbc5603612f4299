//! `clausebook check`: every diagnostic, no site.

mod known;
mod least_coverage;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::explain;
use crate::cli::loading::{Loaded, RevisionArgument};
use crate::cli::reporting::{self, Shown};
use crate::cli::{Common, Failure, Outcome, output, printing};
use crate::diagnostics::{self, Baseline, Format, ManualFolder, Report, Rule};
use crate::edition::Held;
use least_coverage::LeastCoverage;

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
    /// Show only diagnostics that are not in this file, and fail only because of them
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all present diagnostics to the file of --baseline
    #[arg(long, requires = "baseline", conflicts_with_all = ["rule", "output"])]
    write_baseline: bool,
    /// Fail if less than this percentage of the requirements is covered: 80, or iso-9001-2015=80 for
    /// one standard; may be given several times
    #[arg(long, value_name = "PERCENT", value_delimiter = ',')]
    min_coverage: Vec<LeastCoverage>,
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
    let is_asked = |rule: &str| rules.is_empty() || rules.iter().any(|asked| asked.name == rule);
    let baseline = arguments.baseline.as_deref();
    // A baseline that cannot be read is told before the manual is read.
    let known = match (baseline, arguments.write_baseline) {
        (Some(file), false) => Some(known::read(common, file)?),
        _ => None,
    };
    let loaded = Loaded::at(common, &arguments.revision, &[])?;
    let editions = Held::all(&loaded.compiled.manual);
    let all = (loaded.compiled.report).with(loaded.names_left_out(&editions));
    let report = all.only(|entry| is_asked(entry.diagnostic.rule.name));
    let report = match (baseline, known) {
        (Some(file), None) => {
            known::write(common, &loaded, file, &report)?;
            let unknown = Baseline::of(&report).compare(&report, is_asked).new;
            if unknown.entries.is_empty() {
                return finish(common, arguments, &loaded, Outcome::Ok);
            }
            unknown
        }
        (Some(file), Some(known)) => {
            let compared = known.compare(&report, is_asked);
            let outcome = show(common, arguments, &loaded, &compared.new)?;
            known::tell(common, file, &compared);
            return finish(common, arguments, &loaded, outcome);
        }
        (None, _) => report,
    };
    let outcome = show(common, arguments, &loaded, &report)?;
    finish(common, arguments, &loaded, outcome)
}

/// Prints or writes a report.
fn show(
    common: &Common,
    arguments: &CheckArguments,
    loaded: &Loaded,
    report: &Report,
) -> Result<Outcome, Failure> {
    if let (CheckFormat::Human, None) = (arguments.format, &arguments.output) {
        let shown = match arguments.rule.is_empty() {
            true => Shown::All,
            false => Shown::Each,
        };
        let outcome = reporting::report(common, loaded, report, shown);
        loaded.tell_unknown(common);
        if report.entries.is_empty() {
            printing::say(common, "nothing to report");
        }
        return Ok(outcome);
    }
    let sources = loaded.texts(report);
    let source = |path: &diagnostics::SourcePath| sources.get(path);
    let format = arguments.format.format();
    let (path, base) = (loaded.folder(), loaded.base());
    let folder = ManualFolder {
        path: &path,
        base: base.as_deref(),
    };
    let text = diagnostics::render(report, format, folder, source, false);
    let file = arguments.output.as_deref();
    output::write(loaded, file, arguments.format.extension(), text.as_bytes())?;
    Ok(reporting::outcome(report))
}

/// The outcome of the check, the least coverage included.
fn finish(
    common: &Common,
    arguments: &CheckArguments,
    loaded: &Loaded,
    outcome: Outcome,
) -> Result<Outcome, Failure> {
    match least_coverage::check(common, &loaded.compiled, &arguments.min_coverage)? {
        Outcome::Denied => Ok(Outcome::Denied),
        Outcome::Ok => Ok(outcome),
    }
}
