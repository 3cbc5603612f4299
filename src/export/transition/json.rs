//! A transition as JSON.

use serde::Serialize;

use crate::manual::ClauseKey;
use crate::pipeline::Compiled;
use crate::transition::{Carry, Progress, Source, Step, Transition};

#[derive(Serialize)]
struct Export<'a> {
    schema: &'static str,
    as_of: String,
    from: &'a str,
    to: &'a str,
    /// Whether the manual lists the new edition.
    listed: bool,
    summary: Summary,
    requirements: Vec<Requirement<'a>>,
}

/// How many requirements have each of these.
#[derive(Serialize)]
struct Summary {
    requirements: usize,
    carry: serde_json::Map<String, serde_json::Value>,
    progress: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct Requirement<'a> {
    number: &'a str,
    title: Option<&'a str>,
    carry: &'static str,
    progress: &'static str,
    status: Option<&'static str>,
    from: Vec<OldClause<'a>>,
}

#[derive(Serialize)]
struct OldClause<'a> {
    number: &'a str,
    title: Option<&'a str>,
    relation: &'static str,
    confidence: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    change: &'a str,
    status: Option<&'static str>,
    /// The justification, if the clause is excluded.
    #[serde(skip_serializing_if = "Option::is_none")]
    excluded_because: Option<&'a str>,
    paragraphs: Vec<Paragraph<'a>>,
}

#[derive(Serialize)]
struct Paragraph<'a> {
    document: &'a str,
    revision: &'a str,
    section: Option<&'a str>,
    broad: bool,
    counts: &'static str,
    file: &'a str,
    line: u32,
}

/// A transition as JSON (`docs/design.md`, "Transitions").
pub(crate) fn transition_json(compiled: &Compiled, transition: &Transition<'_>) -> String {
    let counts = |pairs: Vec<(&'static str, usize)>| {
        let pairs = pairs.into_iter();
        pairs
            .map(|(word, count)| (word.to_owned(), count.into()))
            .collect()
    };
    let export = Export {
        schema: "clausebook.transition/1",
        as_of: compiled.coverage.as_of.to_string(),
        from: compiled.manual.standard(transition.from).id.as_str(),
        to: transition.to.id.as_str(),
        listed: transition.listed.is_some(),
        summary: Summary {
            requirements: transition.steps.len(),
            carry: counts(
                Carry::ALL
                    .map(|carry| (carry.word(), transition.carry_count(carry)))
                    .into(),
            ),
            progress: counts(
                Progress::ALL
                    .map(|progress| (progress.word(), transition.progress_count(progress)))
                    .into(),
            ),
        },
        requirements: transition
            .steps
            .iter()
            .map(|step| requirement(compiled, transition, step))
            .collect(),
    };
    // Plain texts and numbers can always be written.
    let mut text = serde_json::to_string_pretty(&export).unwrap_or_default();
    text.push('\n');
    text
}

fn requirement<'a>(
    compiled: &'a Compiled,
    transition: &Transition<'a>,
    step: &'a Step,
) -> Requirement<'a> {
    let clause = transition.to.clause(step.clause);
    Requirement {
        number: clause.number.as_str(),
        title: clause.title.as_deref(),
        carry: step.carry.word(),
        progress: step.progress().word(),
        status: step.status.map(|status| status.word()),
        from: step
            .sources
            .iter()
            .map(|source| old_clause(compiled, source))
            .collect(),
    }
}

fn old_clause<'a>(compiled: &'a Compiled, source: &'a Source) -> OldClause<'a> {
    let key: ClauseKey = source.clause;
    let clause = compiled.manual.clause(key);
    let paragraphs = source.claims.iter().map(|weighed| {
        let claim = &compiled.resolved.claims[weighed.claim];
        let document = compiled.manual.document(claim.document);
        let counts = weighed.verdict().counts();
        Paragraph {
            document: document.id.value.as_str(),
            revision: document.revision.as_str(),
            section: claim.section.as_ref().map(|section| section.as_str()),
            broad: weighed.broad,
            counts: counts.map_or("none", |status| status.word()),
            file: claim.location.path.as_str(),
            line: claim.location.span.line,
        }
    });
    OldClause {
        number: clause.number.as_str(),
        title: clause.title.as_deref(),
        relation: source.relation.word(),
        confidence: source.confidence.word(),
        change: &source.change,
        status: compiled
            .coverage
            .clause(key)
            .status
            .map(|status| status.word()),
        excluded_because: source.justification(compiled),
        paragraphs: paragraphs.collect(),
    }
}
