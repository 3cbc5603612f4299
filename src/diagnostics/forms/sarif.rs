//! Diagnostics as SARIF 2.1.0 (OASIS), with the documentation of their rules.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::forms::placing::Placing;
use crate::diagnostics::forms::wording::{severity, with_help};
use crate::diagnostics::identity::{Identity, identified};
use crate::diagnostics::report::{Judged, Report};
use crate::diagnostics::rule::{Level, Rule, Sort};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The name of the folder that relative URIs begin at, as code-hosting pages know it.
const BASE: &str = "%SRCROOT%";

/// The name of our fingerprint, with the version of how it is computed.
const FINGERPRINT: &str = "clausebookDiagnostic/v1";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    /// Our columns count characters, not units of UTF-16.
    column_kind: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, Base<'a>>,
    results: Vec<Finding<'a>>,
}

/// The folder that relative URIs begin at.
#[derive(Serialize)]
struct Base<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<&'a str>,
    description: Text<'static>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<RuleMetadata>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleMetadata {
    id: &'static str,
    short_description: Text<'static>,
    full_description: Text<'static>,
    help: Text<'static>,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[Repair; 1]>,
}

/// A fix: the changes of one file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Repair {
    description: Message,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: Artifact,
    replacements: [Replacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

impl Artifact {
    /// The file with this path: relative to the base, or, if the path is absolute, by itself.
    fn at(path: &str) -> Self {
        match Path::new(path).is_absolute() {
            true => Self {
                uri: absolute_uri(path),
                uri_base_id: None,
            },
            false => Self {
                uri: escaped(path),
                uri_base_id: Some(BASE),
            },
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

pub(crate) fn render(report: &Report, placing: &Placing<'_, '_>) -> String {
    let broken = report.entries.iter().map(|entry| entry.diagnostic.rule);
    let rules: BTreeMap<&'static str, &'static Rule> =
        broken.map(|rule| (rule.name, rule)).collect();
    let places: BTreeMap<&str, usize> = rules.keys().copied().zip(0..).collect();
    let results = identified(report).map(|(entry, identity)| {
        let rule_index = places.get(entry.diagnostic.rule.name).copied();
        finding(entry, &identity, rule_index.unwrap_or_default(), placing)
    });
    let base = Base {
        uri: placing.base,
        description: Text {
            text: "The folder in which the command was run.",
        },
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            column_kind: "unicodeCodePoints",
            original_uri_base_ids: BTreeMap::from([(BASE, base)]),
            results: results.collect(),
            tool: Tool {
                driver: Driver {
                    name: "Clausebook",
                    version: env!("CARGO_PKG_VERSION"),
                    rules: rules.into_values().map(metadata).collect(),
                },
            },
        }],
    };
    // Texts and numbers can always be serialised.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn metadata(rule: &'static Rule) -> RuleMetadata {
    let first_sentence = rule
        .meaning
        .find(". ")
        .map_or(rule.meaning.len(), |at| at + 1);
    RuleMetadata {
        id: rule.name,
        short_description: Text {
            text: &rule.meaning[..first_sentence],
        },
        full_description: Text { text: rule.meaning },
        help: Text { text: rule.remedy },
        default_configuration: Configuration {
            level: match rule.sort.default_level() {
                Level::Allow => "none",
                reported => severity(reported),
            },
        },
        properties: Properties {
            tags: [match rule.sort {
                Sort::Syntax => "syntax",
                Sort::Mistake => "mistake",
                Sort::Finding => "finding",
            }],
        },
    }
}

fn finding<'a>(
    entry: &'a Judged,
    identity: &Identity<'_>,
    rule_index: usize,
    placing: &Placing<'_, '_>,
) -> Finding<'a> {
    let diagnostic = &entry.diagnostic;
    let end = placing.end(diagnostic);
    Finding {
        rule_id: diagnostic.rule.name,
        rule_index,
        level: severity(entry.level),
        message: Message {
            text: with_help(diagnostic, "\nhelp: "),
        },
        locations: [Location {
            physical_location: PhysicalLocation {
                artifact_location: Artifact::at(&placing.path(diagnostic)),
                region: Region {
                    start_line: diagnostic.location.span.line,
                    start_column: diagnostic.location.span.column,
                    end_line: end.as_ref().map(|end| end.line),
                    end_column: end.as_ref().map(|end| end.column),
                },
            },
        }],
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, identity.fingerprint())]),
        fixes: repair(diagnostic, placing).map(|repair| [repair]),
    }
}

/// The edit that corrects a diagnostic, if it has one whose place is known.
fn repair(diagnostic: &Diagnostic, placing: &Placing<'_, '_>) -> Option<Repair> {
    let (fix, edit) = (diagnostic.fix.as_ref()?, placing.edit(diagnostic)?);
    Some(Repair {
        description: Message {
            text: fix.sentence(),
        },
        artifact_changes: [ArtifactChange {
            artifact_location: Artifact::at(&placing.path(diagnostic)),
            replacements: [Replacement {
                deleted_region: Region {
                    start_line: edit.span.line,
                    start_column: edit.span.column,
                    end_line: Some(edit.end.line),
                    end_column: Some(edit.end.column),
                },
                inserted_content: Message {
                    text: edit.replacement,
                },
            }],
        }],
    })
}

/// The URI of an absolute path, with `/` between its parts.
pub(super) fn absolute_uri(path: &str) -> String {
    match path.starts_with('/') {
        true => format!("file://{}", escaped(path)),
        // The colon is that of a drive.
        false => format!("file:///{}", escaped(path).replacen("%3A", ":", 1)),
    }
}

/// A path as part of a URI. Characters that a URI cannot have are percent-encoded.
fn escaped(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=@".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::forms::testing;
    use snapbox::{IntoData, assert_data_eq, str};

    #[test]
    fn a_report_as_sarif() {
        let text = testing::sample(super::render);
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
        assert_data_eq!(text, str![[r#"
{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "Clausebook",
          "version": "0.1.0",
          "rules": [
            {
              "id": "broken-reference",
              "shortDescription": {
                "text": "Something is referred to that is not there: an id, a section, a file, a form named as evidence."
              },
              "fullDescription": {
                "text": "Something is referred to that is not there: an id, a section, a file, a form named as evidence."
              },
              "help": {
                "text": "Correct it; the help names what is nearest."
              },
              "defaultConfiguration": {
                "level": "error"
              },
              "properties": {
                "tags": [
                  "mistake"
                ]
              }
            },
            {
              "id": "unknown-clause",
              "shortDescription": {
                "text": "A clause number does not exist in its standard."
              },
              "fullDescription": {
                "text": "A clause number does not exist in its standard. A claim on it counts nowhere: nothing is guessed."
              },
              "help": {
                "text": "Write a number of the standard. A number of another standard needs that standard's id before it."
              },
              "defaultConfiguration": {
                "level": "error"
              },
              "properties": {
                "tags": [
                  "mistake"
                ]
              }
            },
            {
              "id": "unreadable-file",
              "shortDescription": {
                "text": "A file or folder cannot be read: it is not UTF-8, too large, not permitted, or a link that leads back to a folder above it."
              },
              "fullDescription": {
                "text": "A file or folder cannot be read: it is not UTF-8, too large, not permitted, or a link that leads back to a folder above it."
              },
              "help": {
                "text": "Save the file as UTF-8, split it, or take the link away."
              },
              "defaultConfiguration": {
                "level": "error"
              },
              "properties": {
                "tags": [
                  "syntax"
                ]
              }
            }
          ]
        }
      },
      "columnKind": "unicodeCodePoints",
      "originalUriBaseIds": {
        "%SRCROOT%": {
          "description": {
            "text": "The folder in which the command was run."
          }
        }
      },
      "results": [
        {
          "ruleId": "unreadable-file",
          "ruleIndex": 2,
          "level": "error",
          "message": {
            "text": "100% \"wrong\" & <odd>: a, b\nnext \u001b[31m line\nhelp: save it"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "manual/a,%20b%3A%20100%25/x&%3Cy%3E.md",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 1,
                  "startColumn": 1
                }
              }
            }
          ],
          "partialFingerprints": {
            "clausebookDiagnostic/v1": "fb6eb8e391ea73f5eae4f9f30f1ea06a"
          }
        },
        {
          "ruleId": "unknown-clause",
          "ruleIndex": 1,
          "level": "error",
          "message": {
            "text": "ISO 9001:2015 has no clause 8.4.9\nhelp: did you mean `8.4.1`?"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "manual/procedures/purchasing.md",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 4,
                  "startColumn": 5,
                  "endLine": 4,
                  "endColumn": 10
                }
              }
            }
          ],
          "partialFingerprints": {
            "clausebookDiagnostic/v1": "de9e2b99bb55271f890cbdad4b0c1b70"
          },
          "fixes": [
            {
              "description": {
                "text": "Write `8.4.1` in place of `8.4.9`."
              },
              "artifactChanges": [
                {
                  "artifactLocation": {
                    "uri": "manual/procedures/purchasing.md",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "replacements": [
                    {
                      "deletedRegion": {
                        "startLine": 4,
                        "startColumn": 5,
                        "endLine": 4,
                        "endColumn": 10
                      },
                      "insertedContent": {
                        "text": "8.4.1"
                      }
                    }
                  ]
                }
              ]
            }
          ]
        },
        {
          "ruleId": "broken-reference",
          "ruleIndex": 0,
          "level": "warning",
          "message": {
            "text": "there is no document or record `QP-1`"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "manual/procedures/purchasing.md",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 6,
                  "startColumn": 7,
                  "endLine": 6,
                  "endColumn": 11
                }
              }
            }
          ],
          "partialFingerprints": {
            "clausebookDiagnostic/v1": "8f1497cf3007a3e30de703cc3dd17ea0"
          }
        }
      ]
    }
  ]
}

"#]].raw());
    }
}
