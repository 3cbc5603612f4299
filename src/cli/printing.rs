//! What commands print for people: to the standard error, in colour where that is wanted.

use std::io::{IsTerminal, Write};
use std::time::Instant;

use super::loading::Loaded;
use super::{Colour, Common, Failure, Outcome};
use crate::diagnostics::{self, Diagnostic, Format, Judged, Level, Report};

/// Whether to use colour on the standard error.
pub(super) fn colour(common: &Common) -> bool {
    match common.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            !unwanted && std::io::stderr().is_terminal()
        }
    }
}

/// Whether to use colour on the standard output.
pub(super) fn colour_of_output(common: &Common) -> bool {
    match common.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => std::io::stdout().is_terminal() && colour(common),
    }
}

/// How many columns the standard output has, if it is a terminal.
pub(super) fn width_of_output() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(usize::from(width.0))
}

/// Prints the diagnostics for people, then how many there are.
pub(super) fn report(common: &Common, loaded: &Loaded) -> Result<Outcome, Failure> {
    let report = &loaded.compiled.report;
    let denied = common.quiet.then(|| report.denied());
    let shown = denied.as_ref().unwrap_or(report);
    let sources = loaded.sources(shown);
    let source = |path: &diagnostics::SourcePath| sources.get(path);
    let (folder, colour) = (loaded.folder(), colour(common));
    let text = diagnostics::render(shown, Format::Human, &folder, source, colour);
    let mut out = std::io::stderr().lock();
    out.write_all(text.as_bytes())?;
    if !common.quiet && !report.entries.is_empty() {
        writeln!(out, "{}", counts(report))?;
    }
    Ok(outcome(report))
}

/// Prints one error that was found after the others.
pub(super) fn diagnostic(
    common: &Common,
    loaded: &Loaded,
    diagnostic: Diagnostic,
) -> Result<(), Failure> {
    let entries = vec![Judged {
        diagnostic,
        level: Level::Deny,
    }];
    let report = Report { entries };
    let sources = loaded.sources(&report);
    let source = |path: &diagnostics::SourcePath| sources.get(path);
    let folder = loaded.folder();
    let text = diagnostics::render(&report, Format::Human, &folder, source, colour(common));
    Ok(std::io::stderr().lock().write_all(text.as_bytes())?)
}

/// How many errors and warnings a report has, in words.
pub(super) fn counts(report: &Report) -> String {
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    match (report.errors(), report.warnings()) {
        (errors, 0) => count(errors, "error"),
        (0, warnings) => count(warnings, "warning"),
        (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    }
}

/// How a run with this report ends.
pub(super) fn outcome(report: &Report) -> Outcome {
    if report.errors() > 0 {
        Outcome::Denied
    } else {
        Outcome::Ok
    }
}

/// With `--verbose`, says what was done and how long it took.
pub(super) fn step(common: &Common, what: &str, start: Instant, more: &str) {
    if common.verbose {
        let took = start.elapsed().as_millis();
        eprintln!(
            "{what} in {took} ms{}{more}",
            if more.is_empty() { "" } else { ": " }
        );
    }
}

/// Says something, unless `--quiet`.
pub(super) fn say(common: &Common, text: &str) {
    if !common.quiet {
        eprintln!("{text}");
    }
}

/// Says why a command could not do its work.
pub(super) fn failure(common: &Common, failure: &Failure) {
    if colour(common) {
        eprintln!("\u{1b}[1;31merror\u{1b}[0m: {failure}");
    } else {
        eprintln!("error: {failure}");
    }
}
