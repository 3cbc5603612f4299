//! A baseline: the diagnostics that are known, so that a check fails only because of new ones
//! (`docs/design.md`, "Known diagnostics").

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostics::identity::{Identity, identified};
use crate::diagnostics::report::{Judged, Report};
use crate::diagnostics::rule::Sort;

const SCHEMA: &str = "clausebook.baseline/1";

/// Known diagnostics, without their places, and how often each occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Baseline(BTreeMap<Known, usize>);

/// A known diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Known {
    /// The path of the file, relative to the manual's folder.
    pub(crate) file: String,
    /// The name of the rule.
    pub(crate) rule: String,
    pub(crate) message: String,
}

/// A report compared with a baseline.
#[derive(Clone, Debug)]
pub(crate) struct Compared {
    /// The entries that are not in the baseline.
    pub(crate) new: Report,
    /// The number of entries that are in the baseline.
    pub(crate) known: usize,
    /// The diagnostics of the baseline that the report no longer has.
    pub(crate) gone: Vec<Known>,
}

/// Why a text is not a baseline.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BaselineError {
    /// The text is not JSON, or has other fields.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The text says that it is something else.
    #[error("its schema is `{0}`, and `{SCHEMA}` is read here")]
    Schema(String),
}

/// The file: an entry for each diagnostic, so that a comparison of two states of the file shows
/// what was added and taken out.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    diagnostics: Vec<Known>,
}

impl Baseline {
    /// The baseline of a report. A file that cannot be read is never known: what is wrong in it, and
    /// what it claims, nobody knows.
    pub(crate) fn of(report: &Report) -> Self {
        let mut known: BTreeMap<Known, usize> = BTreeMap::new();
        for (entry, identity) in identified(report) {
            if may_be_known(entry) {
                *known.entry(Known::of(&identity)).or_default() += 1;
            }
        }
        Self(known)
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// If the text is not a baseline.
    pub(crate) fn read(text: &str) -> Result<Self, BaselineError> {
        let file: File = serde_json::from_str(text)?;
        if file.schema != SCHEMA {
            return Err(BaselineError::Schema(file.schema));
        }
        let mut known: BTreeMap<Known, usize> = BTreeMap::new();
        for one in file.diagnostics {
            *known.entry(one).or_default() += 1;
        }
        Ok(Self(known))
    }

    /// The text of the file, sorted by file, rule and message.
    pub(crate) fn text(&self) -> String {
        let all = self.0.iter();
        let all = all.flat_map(|(known, count)| std::iter::repeat_n(known.clone(), *count));
        let file = File {
            schema: SCHEMA.to_owned(),
            diagnostics: all.collect(),
        };
        // Serialising texts cannot fail.
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// The number of known diagnostics.
    pub(crate) fn len(&self) -> usize {
        self.0.values().sum()
    }

    /// Compares a report. `is_asked` says whether the diagnostics of a rule are compared at all.
    pub(crate) fn compare(&self, report: &Report, is_asked: impl Fn(&str) -> bool) -> Compared {
        let mut left = self.0.clone();
        left.retain(|known, _| is_asked(&known.rule));
        let mut new = Vec::new();
        for (entry, identity) in identified(report) {
            let count = left.get_mut(&Known::of(&identity));
            match count.filter(|count| **count > 0 && may_be_known(entry)) {
                Some(count) => *count -= 1,
                None => new.push(entry.clone()),
            }
        }
        let known = report.entries.len() - new.len();
        let gone = left.into_iter();
        let gone = gone.flat_map(|(known, count)| std::iter::repeat_n(known, count));
        Compared {
            new: Report { entries: new },
            known,
            gone: gone.collect(),
        }
    }
}

impl Known {
    fn of(identity: &Identity<'_>) -> Self {
        Self {
            file: identity.file.to_owned(),
            rule: identity.rule.to_owned(),
            message: identity.message.to_owned(),
        }
    }
}

fn may_be_known(entry: &Judged) -> bool {
    entry.diagnostic.rule.sort != Sort::Syntax && !entry.diagnostic.is_always_denied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::diagnostic::Diagnostic;
    use crate::diagnostics::location::{Location, SourcePath};
    use crate::diagnostics::report::judge;
    use crate::diagnostics::rule::{Rule, RuleLevels};
    use crate::rules;
    use snapbox::{assert_data_eq, str};

    fn report(entries: &[(&'static Rule, &str, usize)]) -> Report {
        let at = |(rule, message, line): &(&'static Rule, &str, usize)| {
            let mut location = Location::file(&SourcePath::new("a.md"));
            location.span.line = u32::try_from(*line).unwrap();
            Diagnostic::new(rule, location, *message)
        };
        judge(entries.iter().map(at).collect(), &RuleLevels::default())
    }

    fn messages(report: &Report) -> Vec<&str> {
        let entries = report.entries.iter();
        entries
            .map(|entry| entry.diagnostic.message.as_str())
            .collect()
    }

    #[test]
    fn what_is_known_stays_known_where_it_moves_and_only_as_often() {
        let before = report(&[
            (&rules::BROKEN_REFERENCE, "no QP-1", 3),
            (&rules::REVIEW_OVERDUE, "QP-2 is overdue", 1),
            (&rules::SYNTAX_ERROR, "no end", 9),
        ]);
        let baseline = Baseline::of(&before);
        assert_data_eq!(
            baseline.text(),
            str![[r#"
{
  "schema": "clausebook.baseline/1",
  "diagnostics": [
    {
      "file": "a.md",
      "rule": "broken-reference",
      "message": "no QP-1"
    },
    {
      "file": "a.md",
      "rule": "review-overdue",
      "message": "QP-2 is overdue"
    }
  ]
}

"#]]
        );
        assert_eq!(Baseline::read(&baseline.text()).unwrap(), baseline);
        let now = report(&[
            (&rules::BROKEN_REFERENCE, "no QP-1", 30),
            (&rules::BROKEN_REFERENCE, "no QP-1", 31),
            (&rules::SYNTAX_ERROR, "no end", 9),
        ]);
        let compared = baseline.compare(&now, |_| true);
        assert_eq!(messages(&compared.new), ["no end", "no QP-1"]);
        assert_eq!(compared.known, 1);
        assert_eq!(compared.gone.len(), 1);
        assert_eq!(compared.gone[0].message, "QP-2 is overdue");
        let one_rule = baseline.compare(&now, |rule| rule == "broken-reference");
        assert_eq!(one_rule.gone, []);
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        for text in [
            "",
            "[]",
            "{\"schema\": \"clausebook.diagnostics/1\", \"diagnostics\": []}",
            "{\"schema\": \"clausebook.baseline/1\", \"diagnostics\": [{}]}",
        ] {
            assert!(Baseline::read(text).is_err(), "{text}");
        }
    }
}
