//! Prints the diagnostics of a manual for people, and how many there are.

use super::loading::Loaded;
use super::{Common, Outcome, next_command, printing};
use crate::diagnostics::{self, Diagnostic, Judged, Level, Report, Rule};

/// Which diagnostics of a report are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// All. The findings of a rule are folded into one, unless `--verbose`.
    All,
    /// All, each finding by itself.
    Each,
    /// Only mistakes: findings would hide the main output of the command.
    Mistakes,
}

/// Prints a report, then the number of its diagnostics.
pub(super) fn report(common: &Common, loaded: &Loaded, report: &Report, shown: Shown) -> Outcome {
    print(common, loaded, report, shown);
    if !common.quiet && shown != Shown::Mistakes && !report.entries.is_empty() {
        printing::print(&format!("{}\n", counts(report)));
    }
    let findings = report.errors() - report.mistakes();
    if shown == Shown::Mistakes && findings > 0 {
        let command = next_command::again(common, &["check"]);
        let lists = format!("{}: {command}", denied_findings(findings));
        printing::say(common, &lists);
    }
    outcome(report)
}

/// Prints a report; with `--quiet`, only the denied diagnostics.
pub(super) fn print(common: &Common, loaded: &Loaded, report: &Report, shown: Shown) {
    let chosen = report.only(|entry| {
        let is_told = !common.quiet || entry.level == Level::Deny;
        is_told && (shown != Shown::Mistakes || !entry.is_finding())
    });
    let sources = loaded.texts(&chosen);
    let source = |path: &diagnostics::SourcePath| sources.get(path);
    let list_all = |rule: &Rule| list_all(common, rule);
    let is_folded = shown == Shown::All && !common.verbose;
    let text = diagnostics::render_folded(
        &chosen,
        &loaded.folder(),
        source,
        printing::colour(common),
        is_folded.then_some(&list_all),
    );
    printing::print(&text);
}

/// The command that lists all findings of a rule.
pub(super) fn list_all(common: &Common, rule: &Rule) -> String {
    next_command::again(common, &["check", "--rule", rule.name])
}

/// Prints a single error that is not part of the report.
pub(super) fn diagnostic(common: &Common, loaded: &Loaded, diagnostic: Diagnostic) {
    let entries = vec![Judged {
        diagnostic,
        level: Level::Deny,
    }];
    print(common, loaded, &Report { entries }, Shown::Each);
}

/// The numbers of mistakes, denied findings and warnings of a report, in words, and which of them
/// stop a build.
fn counts(report: &Report) -> String {
    let mistakes = report.mistakes();
    let findings = report.errors() - mistakes;
    let stops = if mistakes == 1 { "stops" } else { "stop" };
    let of_findings = match (mistakes, findings) {
        (0, 1) => "stops no build",
        (0, _) => "stop no build",
        (_, 1) => "does not",
        _ => "do not",
    };
    let counts = [
        (
            mistakes,
            format!("{}, which {stops} a build", count(mistakes, "error")),
        ),
        (
            findings,
            format!("{}, which {of_findings}", denied_findings(findings)),
        ),
        (report.warnings(), count(report.warnings(), "warning")),
    ];
    let counts = counts.into_iter().filter(|(n, _)| *n > 0);
    let counts: Vec<String> = counts.map(|(_, words)| words).collect();
    match counts.is_empty() {
        true => count(0, "warning"),
        false => counts.join("; "),
    }
}

fn denied_findings(n: usize) -> String {
    count(n, "denied finding")
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// The outcome of a command with this report.
pub(super) fn outcome(report: &Report) -> Outcome {
    match report.errors() {
        0 => Outcome::Ok,
        _ => Outcome::Denied,
    }
}
