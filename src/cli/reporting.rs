//! What commands say of a manual for people: its diagnostics, and how many there are.

use super::loading::Loaded;
use super::{Common, Outcome, printing};
use crate::diagnostics::{self, Diagnostic, Format, Judged, Level, Report};

/// Prints the diagnostics for people, then how many there are.
pub(super) fn report(common: &Common, loaded: &Loaded) -> Outcome {
    let report = &loaded.compiled.report;
    let denied = common.quiet.then(|| report.denied());
    let shown = denied.as_ref().unwrap_or(report);
    let sources = loaded.texts(shown);
    let source = |path: &diagnostics::SourcePath| sources.get(path);
    let (folder, colour) = (loaded.folder(), printing::colour(common));
    let mut text = diagnostics::render(shown, Format::Human, &folder, source, colour);
    if !common.quiet && !report.entries.is_empty() {
        text.push_str(&counts(report));
        text.push('\n');
    }
    printing::print(&text);
    outcome(report)
}

/// Prints one error that was found after the others.
pub(super) fn diagnostic(common: &Common, loaded: &Loaded, diagnostic: Diagnostic) {
    let entries = vec![Judged {
        diagnostic,
        level: Level::Deny,
    }];
    let report = Report { entries };
    let sources = loaded.texts(&report);
    let source = |path: &diagnostics::SourcePath| sources.get(path);
    let folder = loaded.folder();
    let colour = printing::colour(common);
    let text = diagnostics::render(&report, Format::Human, &folder, source, colour);
    printing::print(&text);
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
