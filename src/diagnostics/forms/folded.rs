//! A short report for people: first the findings, many findings of one rule summarised with their
//! number; then every mistake (`docs/design.md`, "Command line").

use annotate_snippets::Renderer;

use crate::by_parts::compare_by_parts;
use crate::diagnostics::forms::human;
use crate::diagnostics::forms::placing::Placing;
use crate::diagnostics::forms::printable::printable;
use crate::diagnostics::report::{Judged, Report};
use crate::diagnostics::rule::{Level, Rule};

/// The greatest number of findings of one rule that are shown singly. More are summarised.
const MOST_SHOWN: usize = 3;

/// Renders a report. `list_all` gives the command that lists all findings of a rule; without it
/// each finding is shown singly.
pub(crate) fn render(
    report: &Report,
    placing: &Placing<'_, '_>,
    colour: bool,
    list_all: Option<&dyn Fn(&Rule) -> String>,
) -> String {
    let renderer = human::renderer(colour);
    let mut text = String::new();
    let write = |text: &mut String, entry: &Judged| {
        text.push_str(&human::render_entry(entry, placing, &renderer));
        text.push_str("\n\n");
    };
    for level in [Level::Warn, Level::Deny] {
        for findings in by_rule(report, level) {
            match list_all {
                Some(list_all) if findings.len() > MOST_SHOWN => {
                    let command = list_all(findings[0].diagnostic.rule);
                    text.push_str(&told_together(&findings, placing, &renderer, &command));
                }
                _ => findings
                    .iter()
                    .for_each(|finding| write(&mut text, finding)),
            }
        }
    }
    let mistakes = report.entries.iter().filter(|entry| !entry.is_finding());
    let (stopping, others): (Vec<&Judged>, Vec<&Judged>) =
        mistakes.partition(|mistake| mistake.stops_build());
    others.iter().for_each(|mistake| write(&mut text, mistake));
    if !text.is_empty() {
        text.push_str(heading(stopping.len()));
    }
    stopping
        .iter()
        .for_each(|mistake| write(&mut text, mistake));
    text
}

/// The heading of the denied mistakes, below everything else.
fn heading(stopping: usize) -> &'static str {
    match stopping {
        0 => "",
        1 => "This stops a build:\n\n",
        _ => "These stop a build:\n\n",
    }
}

/// The findings of a level by rule, in the order in which the rules first occur. The findings of a
/// rule are in the order of the clauses or ids in their messages.
fn by_rule(report: &Report, level: Level) -> Vec<Vec<&Judged>> {
    let mut groups: Vec<Vec<&Judged>> = Vec::new();
    let findings = report.entries.iter();
    for finding in findings.filter(|entry| entry.is_finding() && entry.level == level) {
        let rule = finding.diagnostic.rule;
        match groups
            .iter_mut()
            .find(|group| group[0].diagnostic.rule == rule)
        {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    for group in &mut groups {
        group.sort_by(|a, b| compare_by_parts(&a.diagnostic.message, &b.diagnostic.message));
    }
    groups
}

/// The summary of a rule's findings: their number, the first three, and the command that lists the
/// rest. A message that several have stands once.
fn told_together(
    findings: &[&Judged],
    placing: &Placing<'_, '_>,
    renderer: &Renderer,
    command: &str,
) -> String {
    let count = format!("{} findings", findings.len());
    let mut lines = vec![human::render_title(findings[0], &count, renderer)];
    let mut told = None;
    for finding in &findings[..MOST_SHOWN] {
        let diagnostic = &finding.diagnostic;
        let span = diagnostic.location.span;
        if told.replace(&diagnostic.message) != Some(&diagnostic.message) {
            lines.push(format!("  {}", printable(&diagnostic.message)));
        }
        lines.push(format!(
            "    --> {}:{}:{}",
            printable(&placing.path(diagnostic)),
            span.line,
            span.column
        ));
    }
    lines.push(format!(
        "  and {} more: {}",
        findings.len() - MOST_SHOWN,
        printable(command)
    ));
    lines.join("\n") + "\n\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::diagnostic::Diagnostic;
    use crate::diagnostics::location::{Location, SourcePath};
    use crate::diagnostics::report::judge;
    use crate::diagnostics::rule::RuleLevels;
    use crate::rules;
    use snapbox::{assert_data_eq, str};

    fn report(planned: Level) -> Report {
        let at = |rule, path: &str, message: &str| {
            Diagnostic::new(rule, Location::file(&SourcePath::new(path)), message)
        };
        let mut diagnostics: Vec<Diagnostic> = [10, 2, 1, 9, 11]
            .iter()
            .map(|n| {
                at(
                    &rules::PLANNED_REQUIREMENT,
                    "a.md",
                    &format!("4.{n} is planned"),
                )
            })
            .collect();
        diagnostics.push(at(&rules::UNKNOWN_CLAUSE, "a.md", "there is no clause 9.9"));
        diagnostics.push(at(&rules::REVIEW_OVERDUE, "b.md", "QP-1 is overdue"));
        let mut levels = RuleLevels::default();
        levels.set(&rules::PLANNED_REQUIREMENT, planned);
        judge(diagnostics, &levels)
    }

    fn shown(report: &Report) -> String {
        let placing = Placing {
            folder: "m",
            base: None,
            source: &|_| None,
        };
        let list_all = |rule: &Rule| format!("list {}", rule.name);
        render(report, &placing, false, Some(&list_all))
    }

    #[test]
    fn many_findings_of_a_rule_are_told_together_and_mistakes_come_last() {
        assert_data_eq!(
            shown(&report(Level::Warn)),
            str![[r#"
warning[planned-requirement]: 5 findings
  4.1 is planned
    --> m/a.md:1:1
  4.2 is planned
    --> m/a.md:1:1
  4.9 is planned
    --> m/a.md:1:1
  and 2 more: list planned-requirement

warning[review-overdue]: QP-1 is overdue
--> m/b.md:1:1

This stops a build:

error[unknown-clause]: there is no clause 9.9
--> m/a.md:1:1


"#]]
        );
    }

    #[test]
    fn a_message_that_several_findings_have_stands_once() {
        let at = |path: &str| {
            let location = Location::file(&SourcePath::new(path));
            Diagnostic::new(&rules::UNCONTROLLED_PAGE, location, "no front-matter")
        };
        let pages = ["a.md", "b.md", "c.md", "d.md"];
        let report = judge(pages.map(at).to_vec(), &RuleLevels::default());
        assert_data_eq!(
            shown(&report),
            str![[r#"
warning[uncontrolled-page]: 4 findings
  no front-matter
    --> m/a.md:1:1
    --> m/b.md:1:1
    --> m/c.md:1:1
  and 1 more: list uncontrolled-page


"#]]
        );
    }

    #[test]
    fn a_denied_finding_is_told_apart_from_a_mistake() {
        let text = shown(&report(Level::Deny));
        let finding = text.find("denied finding[planned-requirement]: 5 findings");
        let warning = text.find("warning[review-overdue]");
        let mistake = text.find("error[unknown-clause]");
        assert!(warning < finding && finding < mistake, "{text}");
        assert!(warning.is_some(), "{text}");
    }
}
