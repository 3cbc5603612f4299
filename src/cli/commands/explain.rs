//! `clausebook explain RULE`: what a rule means, how to correct a violation, and an example.

use std::fmt::Write as _;
use std::io::Write as _;

use clap::Args;

use crate::cli::{Failure, Outcome};
use crate::diagnostics::{Level, Rule, Sort, nearest};
use crate::rules;

#[derive(Debug, Args)]
pub(in crate::cli) struct ExplainArguments {
    /// The rule's name, as printed in square brackets; without it, every rule is listed
    rule: Option<String>,
}

pub(in crate::cli) fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let text = match &arguments.rule {
        None => list(),
        Some(name) => explain(find_rule(name)?),
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Outcome::Ok)
}

/// The rule with this name. The error for an unknown name suggests the nearest one.
pub(super) fn find_rule(name: &str) -> Result<&'static Rule, Failure> {
    rules::find(name).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Failure {
    let near = nearest(name, rules::all().map(|rule| rule.name));
    let hint = near.map_or("`clausebook explain` lists the rules".to_owned(), |near| {
        format!("did you mean `{near}`?")
    });
    Failure::Message(format!("there is no rule `{name}`; {hint}"))
}

fn list() -> String {
    rules::all().fold(String::new(), |mut text, rule| {
        let sentence = rule
            .meaning
            .split(". ")
            .next()
            .unwrap_or_default()
            .trim_end_matches('.');
        let _ = writeln!(text, "{:<30} {:<5} {sentence}", rule.name, level(rule));
        text
    })
}

fn level(rule: &Rule) -> &'static str {
    match rule.sort.default_level() {
        Level::Allow => "allow",
        Level::Warn => "warn",
        Level::Deny => "deny",
    }
}

fn explain(rule: &Rule) -> String {
    let sort = match rule.sort {
        Sort::Syntax => "a mistake: always denied, and stops a build",
        Sort::Mistake => "a mistake: denied unless [rules] says otherwise, and stops a build",
        Sort::Finding => "a finding: warned of unless [rules] says otherwise; the site is built",
    };
    let mut text = format!(
        "{}\n{sort}\n\n{}\n\nHow to mend it\n{}\n",
        rule.name, rule.meaning, rule.remedy
    );
    for (path, content) in rule.example {
        let _ = write!(text, "\nExample: {path}\n");
        for line in content.lines() {
            let _ = writeln!(text, "    {}", line.replace('\0', "␀"));
        }
    }
    if rule.sort != Sort::Syntax {
        let _ = write!(
            text,
            "\nTo change its level, in manual.toml:\n    [rules]\n    {} = \"warn\"\n",
            rule.name
        );
    }
    text
}
