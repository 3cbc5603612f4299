//! Diagnostics as workflow commands of GitHub, which annotate lines of files.

use std::fmt::Write;

use crate::diagnostics::forms::placing::Placing;
use crate::diagnostics::forms::printable::printable;
use crate::diagnostics::forms::wording::severity;
use crate::diagnostics::report::Report;

pub(crate) fn render(report: &Report, placing: &Placing<'_, '_>) -> String {
    let mut text = String::new();
    for entry in &report.entries {
        let diagnostic = &entry.diagnostic;
        let span = diagnostic.location.span;
        let end = placing
            .end(diagnostic)
            .map(|end| match end.line == span.line {
                true => format!(",endLine={},endColumn={}", end.line, end.column),
                // GitHub accepts an end column only if the span is on one line.
                false => format!(",endLine={}", end.line),
            });
        let help = diagnostic.help.as_deref().map(printable);
        let help = help.map(|help| format!("%0Ahelp: {}", escaped(&help)));
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "::{} file={},line={},col={}{},title={}::{}{}",
            severity(entry.level),
            property(&printable(&placing.path(diagnostic))),
            span.line,
            span.column,
            end.unwrap_or_default(),
            property(diagnostic.rule.name),
            escaped(&printable(&diagnostic.message)),
            help.unwrap_or_default(),
        );
    }
    text
}

/// Escapes the text of a command.
fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes the value of a command's property.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::forms::testing;
    use snapbox::{assert_data_eq, str};

    #[test]
    fn a_report_as_commands() {
        assert_data_eq!(
            testing::sample(super::render),
            str![[r#"
::error file=manual/a%2C b%3A 100%25/x&<y>.md,line=1,col=1,title=unreadable-file::100%25 "wrong" & <odd>: a, b␊next ␛[31m line%0Ahelp: save it
::error file=manual/procedures/purchasing.md,line=4,col=5,endLine=4,endColumn=10,title=unknown-clause::ISO 9001:2015 has no clause 8.4.9%0Ahelp: did you mean `8.4.1`?
::warning file=manual/procedures/purchasing.md,line=6,col=7,endLine=6,endColumn=11,title=broken-reference::there is no document or record `QP-1`

"#]]
        );
    }
}
