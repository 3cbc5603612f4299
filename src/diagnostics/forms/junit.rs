//! Diagnostics as JUnit XML: a suite for each file, a case for each diagnostic. A denied diagnostic
//! is a failed case, a warning is a passed case with its message as output.

use std::fmt::Write;

use crate::diagnostics::forms::placing::Placing;
use crate::diagnostics::forms::wording::with_help;
use crate::diagnostics::identity::{Identity, identified};
use crate::diagnostics::report::{Judged, Report};
use crate::diagnostics::rule::Level;

pub(crate) fn render(report: &Report, placing: &Placing<'_, '_>) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (tests, failures) = (report.entries.len().max(1), report.errors());
    let _ = writeln!(
        text,
        r#"<testsuites name="clausebook" tests="{tests}" failures="{failures}" errors="0">"#
    );
    if report.entries.is_empty() {
        // Build servers show a report without cases as if nothing had run.
        text.push_str(concat!(
            "  <testsuite name=\"manual\" tests=\"1\" failures=\"0\" errors=\"0\">\n",
            "    <testcase classname=\"manual\" name=\"no diagnostics\"/>\n",
            "  </testsuite>\n"
        ));
    }
    let entries: Vec<(&Judged, Identity<'_>)> = identified(report).collect();
    for entries in entries.chunk_by(|(_, a), (_, b)| a.file == b.file) {
        write_suite(&mut text, entries, placing);
    }
    text.push_str("</testsuites>\n");
    text
}

/// Writes the diagnostics of one file.
fn write_suite(text: &mut String, entries: &[(&Judged, Identity<'_>)], placing: &Placing<'_, '_>) {
    let file = entries
        .first()
        .map(|(entry, _)| escaped(&placing.path(&entry.diagnostic)))
        .unwrap_or_default();
    let denied = |(entry, _): &&(&Judged, Identity<'_>)| entry.level == Level::Deny;
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        text,
        r#"  <testsuite name="{file}" tests="{}" failures="{}" errors="0">"#,
        entries.len(),
        entries.iter().filter(denied).count(),
    );
    for (entry, identity) in entries {
        let name = escaped(&name(identity));
        let diagnostic = &entry.diagnostic;
        let (rule, span) = (diagnostic.rule.name, diagnostic.location.span);
        let (line, column) = (span.line, span.column);
        let _ = writeln!(
            text,
            r#"    <testcase classname="{file}" name="{name}" file="{file}" line="{line}">"#
        );
        let (message, whole) = (
            escaped(&diagnostic.message),
            escaped(&with_help(diagnostic, "\nhelp: ")),
        );
        let _ = match entry.level {
            Level::Deny => writeln!(
                text,
                r#"      <failure type="{rule}" message="{message}">{file}:{line}:{column}: {whole}</failure>"#
            ),
            Level::Warn | Level::Allow => writeln!(
                text,
                "      <system-out>warning: {file}:{line}:{column}: {whole}</system-out>"
            ),
        };
        text.push_str("    </testcase>\n");
    }
    text.push_str("  </testsuite>\n");
}

/// The name of a case. No two cases of a file have the same name, and a case keeps its name when its
/// line moves, so that build servers know it again.
fn name(identity: &Identity<'_>) -> String {
    let Identity { rule, message, .. } = identity;
    match identity.earlier {
        0 => format!("{rule}: {message}"),
        earlier => format!("{rule}: {message} ({})", earlier + 1),
    }
}

/// Escapes a text for an attribute or between tags. Characters that XML does not allow become
/// question marks.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' => safe.push_str("&#10;"),
            '\t' => safe.push_str("&#9;"),
            '\r' => safe.push_str("&#13;"),
            '\u{fffe}' | '\u{ffff}' => safe.push('?'),
            c if c < ' ' => safe.push('?'),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::forms::testing;
    use snapbox::{assert_data_eq, str};

    #[test]
    fn a_report_as_junit() {
        assert_data_eq!(
            testing::sample(render),
            str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="clausebook" tests="3" failures="2" errors="0">
  <testsuite name="manual/a, b: 100%/x&amp;&lt;y&gt;.md" tests="1" failures="1" errors="0">
    <testcase classname="manual/a, b: 100%/x&amp;&lt;y&gt;.md" name="unreadable-file: 100% &quot;wrong&quot; &amp; &lt;odd&gt;: a, b&#10;next ?[31m line" file="manual/a, b: 100%/x&amp;&lt;y&gt;.md" line="1">
      <failure type="unreadable-file" message="100% &quot;wrong&quot; &amp; &lt;odd&gt;: a, b&#10;next ?[31m line">manual/a, b: 100%/x&amp;&lt;y&gt;.md:1:1: 100% &quot;wrong&quot; &amp; &lt;odd&gt;: a, b&#10;next ?[31m line&#10;help: save it</failure>
    </testcase>
  </testsuite>
  <testsuite name="manual/procedures/purchasing.md" tests="2" failures="1" errors="0">
    <testcase classname="manual/procedures/purchasing.md" name="unknown-clause: ISO 9001:2015 has no clause 8.4.9" file="manual/procedures/purchasing.md" line="4">
      <failure type="unknown-clause" message="ISO 9001:2015 has no clause 8.4.9">manual/procedures/purchasing.md:4:5: ISO 9001:2015 has no clause 8.4.9&#10;help: did you mean `8.4.1`?</failure>
    </testcase>
    <testcase classname="manual/procedures/purchasing.md" name="broken-reference: there is no document or record `QP-1`" file="manual/procedures/purchasing.md" line="6">
      <system-out>warning: manual/procedures/purchasing.md:6:7: there is no document or record `QP-1`</system-out>
    </testcase>
  </testsuite>
</testsuites>

"#]]
        );
    }

    #[test]
    fn a_manual_without_diagnostics_has_one_passed_case() {
        let placing = Placing {
            folder: "",
            base: None,
            source: &|_| None,
        };
        let text = render(&Report::default(), &placing);
        assert_data_eq!(
            text,
            str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="clausebook" tests="1" failures="0" errors="0">
  <testsuite name="manual" tests="1" failures="0" errors="0">
    <testcase classname="manual" name="no diagnostics"/>
  </testsuite>
</testsuites>

"#]]
        );
    }
}
