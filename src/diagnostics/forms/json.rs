//! Diagnostics as JSON with the schema `clausebook.diagnostics/1`.

use serde::Serialize;

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::forms::placing::Placing;
use crate::diagnostics::forms::wording::severity;
use crate::diagnostics::report::Report;

const SCHEMA: &str = "clausebook.diagnostics/1";

#[derive(Serialize)]
struct Log<'a> {
    schema: &'static str,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'static str,
    severity: &'static str,
    /// Relative to the manual's folder.
    file: &'a str,
    line: u32,
    column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Repair<'a>>,
}

/// An edit of one piece of the file.
#[derive(Serialize)]
struct Repair<'a> {
    message: String,
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    /// Byte offset in the file, a byte order mark included.
    start_byte: u32,
    end_byte: u32,
    replacement: String,
}

pub(crate) fn render(report: &Report, placing: &Placing<'_, '_>) -> String {
    let entries = report.entries.iter().map(|entry| {
        let diagnostic = &entry.diagnostic;
        let end = placing.end(diagnostic);
        Entry {
            rule: diagnostic.rule.name,
            severity: severity(entry.level),
            file: diagnostic.location.path.as_str(),
            line: diagnostic.location.span.line,
            column: diagnostic.location.span.column,
            end_line: end.as_ref().map(|end| end.line),
            end_column: end.as_ref().map(|end| end.column),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            fix: repair(diagnostic, placing),
        }
    });
    let log = Log {
        schema: SCHEMA,
        diagnostics: entries.collect(),
    };
    // Texts and numbers can always be serialised.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

/// The edit that corrects a diagnostic, if it has one whose place is known.
fn repair<'a>(diagnostic: &'a Diagnostic, placing: &Placing<'_, '_>) -> Option<Repair<'a>> {
    let (fix, edit) = (diagnostic.fix.as_ref()?, placing.edit(diagnostic)?);
    Some(Repair {
        message: fix.sentence(),
        file: diagnostic.location.path.as_str(),
        line: edit.span.line,
        column: edit.span.column,
        end_line: edit.end.line,
        end_column: edit.end.column,
        start_byte: edit.bytes.start,
        end_byte: edit.bytes.end,
        replacement: edit.replacement,
    })
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::forms::testing;
    use snapbox::{IntoData, assert_data_eq, str};

    #[test]
    fn a_report_as_json() {
        let text = testing::sample(super::render);
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
        assert_data_eq!(
            text,
            str![[r#"
{
  "schema": "clausebook.diagnostics/1",
  "diagnostics": [
    {
      "rule": "unreadable-file",
      "severity": "error",
      "file": "a, b: 100%/x&<y>.md",
      "line": 1,
      "column": 1,
      "message": "100% \"wrong\" & <odd>: a, b\nnext \u001b[31m line",
      "help": "save it"
    },
    {
      "rule": "unknown-clause",
      "severity": "error",
      "file": "procedures/purchasing.md",
      "line": 4,
      "column": 5,
      "end_line": 4,
      "end_column": 10,
      "message": "ISO 9001:2015 has no clause 8.4.9",
      "help": "did you mean `8.4.1`?",
      "fix": {
        "message": "Write `8.4.1` in place of `8.4.9`.",
        "file": "procedures/purchasing.md",
        "line": 4,
        "column": 5,
        "end_line": 4,
        "end_column": 10,
        "start_byte": 30,
        "end_byte": 35,
        "replacement": "8.4.1"
      }
    },
    {
      "rule": "broken-reference",
      "severity": "warning",
      "file": "procedures/purchasing.md",
      "line": 6,
      "column": 7,
      "end_line": 6,
      "end_column": 11,
      "message": "there is no document or record `QP-1`",
      "help": null
    }
  ]
}

"#]]
            .raw()
        );
    }
}
