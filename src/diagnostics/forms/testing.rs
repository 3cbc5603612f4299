//! A sample report for the tests of every output format.

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::forms::placing::Placing;
use crate::diagnostics::location::{Location, Source, SourcePath};
use crate::diagnostics::report::{Report, judge};
use crate::diagnostics::rule::{Level, RuleLevels};
use crate::rules;

pub(crate) const PAGE: &str =
    "---\r\nid: QP-07\r\nclauses:\r\n  - 8.4.9\r\n---\r\nSee [[QP-1]].\r\n";

/// A report of three entries. The file of one has no text, and its path and message have characters
/// that every format must escape.
pub(crate) fn sample(render: impl Fn(&Report, &Placing<'_, '_>) -> String) -> String {
    let page = Source::new(SourcePath::new("procedures/purchasing.md"), PAGE);
    let at = |text: &str| {
        let start = PAGE.find(text).unwrap();
        Location::new(page.path(), page.span(start..start + text.len()))
    };
    let odd = SourcePath::new("a, b: 100%/x&<y>.md");
    let diagnostics = vec![
        Diagnostic::new(
            &rules::UNKNOWN_CLAUSE,
            at("8.4.9"),
            "ISO 9001:2015 has no clause 8.4.9",
        )
        .did_you_mean("8.4.9", "8.4.1"),
        Diagnostic::new(
            &rules::BROKEN_REFERENCE,
            at("QP-1"),
            "there is no document or record `QP-1`",
        ),
        with_message("100% \"wrong\" & <odd>: a, b\nnext \u{1b}[31m line", {
            Diagnostic::new(&rules::UNREADABLE_FILE, Location::file(&odd), "").help("save it")
        }),
    ];
    let mut levels = RuleLevels::default();
    levels.set(&rules::BROKEN_REFERENCE, Level::Warn);
    let report = judge(diagnostics, &levels);
    let placing = Placing {
        folder: "manual",
        base: None,
        source: &|path: &SourcePath| (path == page.path()).then_some(&page),
    };
    render(&report, &placing)
}

/// A diagnostic with a message as it stands, with line ends.
fn with_message(message: &str, mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.message = message.to_owned();
    diagnostic
}
