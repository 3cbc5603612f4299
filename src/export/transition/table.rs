//! A transition for the terminal, and as CSV.

use std::fmt::Write as _;

use super::documents;
use crate::coverage::WeighedClaim;
use crate::export::harmless;
use crate::manual::{ClauseKey, Confidence, Relation};
use crate::pipeline::Compiled;
use crate::transition::{Carry, Progress, Source, Step, Transition};

/// What is to be done with a requirement, for people.
fn to_do(carry: Carry) -> &'static str {
    match carry {
        Carry::CarriedOver => "carry over",
        Carry::ReadAgain => "read again",
        Carry::New => "new",
        Carry::NothingThere => "nothing to carry over",
        Carry::Excluded => "was excluded",
    }
}

/// The same behind a number of requirements.
fn counted(carry: Carry) -> &'static str {
    match carry {
        Carry::CarriedOver => "to carry over",
        Carry::ReadAgain => "to read again",
        Carry::New => "new",
        Carry::NothingThere => "with nothing to carry over",
        Carry::Excluded => "excluded so far",
    }
}

/// A transition as text: a paragraph for each requirement, and the totals.
pub(crate) fn transition_table(compiled: &Compiled, transition: &Transition<'_>) -> String {
    let old = compiled.manual.standard(transition.from);
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        text,
        "{} -> {}\n",
        old.designation, transition.to.designation
    );
    for step in &transition.steps {
        write_step(&mut text, compiled, transition, step);
    }
    let carries = Carry::ALL.map(|carry| (transition.carry_count(carry), counted(carry)));
    let carries = carries.iter().filter(|(count, _)| *count > 0);
    let carries: Vec<String> = carries
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let _ = writeln!(
        text,
        "{} requirements: {}",
        transition.steps.len(),
        carries.join(", ")
    );
    let progress = Progress::ALL.map(|progress| {
        let count = transition.progress_count(progress);
        format!("{count} {}", progress.word())
    });
    let _ = match transition.listed {
        Some(_) => writeln!(text, "so far: {}", progress.join(", ")),
        None => writeln!(
            text,
            "so far: nothing, since manual.toml does not list {}",
            transition.to.id
        ),
    };
    text
}

fn write_step(text: &mut String, compiled: &Compiled, transition: &Transition<'_>, step: &Step) {
    let clause = transition.to.clause(step.clause);
    let title = clause.title.as_deref().unwrap_or_default();
    let name = format!("{} {title}", clause.number);
    let status = step.status.map_or("", |status| status.word());
    let _ = writeln!(
        text,
        "{:<60} {:<22} {status}",
        name.trim_end(),
        to_do(step.carry)
    );
    for source in &step.sources {
        let _ = writeln!(text, "    {}", from(compiled, source));
        if let Some(why) = source.justification(compiled) {
            let anew = match step.progress() {
                Progress::Open => " (decide anew)",
                Progress::Begun | Progress::Done => "",
            };
            let _ = writeln!(text, "      excluded because: {why}{anew}");
        }
        if !source.change.is_empty() {
            let _ = writeln!(text, "      {}", source.change);
        }
    }
}

/// `10.3 covered (subset): QP-14 § improvement; POL-01`.
fn from(compiled: &Compiled, source: &Source) -> String {
    let number = &compiled.manual.clause(source.clause).number;
    let status = compiled.coverage.clause(source.clause).status;
    let status = status.map(|status| format!(" {}", status.word()));
    let status = status.unwrap_or_default();
    let words = relation(source);
    let words = match words.is_empty() {
        true => words,
        false => format!(" ({words})"),
    };
    let documents = match documents(compiled, &source.claims) {
        none if none.is_empty() => "no document".to_owned(),
        some => some.join("; "),
    };
    format!("{number}{status}{words}: {documents}")
}

/// How the requirement relates to the old clause: `changed, low confidence`.
fn relation(source: &Source) -> String {
    let relation =
        Some(source.relation.word()).filter(|_| source.relation != Relation::Corresponds);
    let doubt = Some("low confidence").filter(|_| source.confidence == Confidence::Low);
    let words: Vec<&str> = relation.into_iter().chain(doubt).collect();
    words.join(", ")
}

const COLUMNS: [&str; 10] = [
    "number",
    "title",
    "carry",
    "progress",
    "status",
    "from",
    "relation",
    "documents",
    "change",
    "excluded_because",
];

/// A transition as CSV: a row for each requirement and old clause.
pub(crate) fn transition_csv(compiled: &Compiled, transition: &Transition<'_>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(COLUMNS);
    for step in &transition.steps {
        let clause = transition.to.clause(step.clause);
        let begin = [
            clause.number.to_string(),
            clause.title.clone().unwrap_or_default(),
            step.carry.word().to_owned(),
            step.progress().word().to_owned(),
            step.status.map_or("", |status| status.word()).to_owned(),
        ];
        let of_source = |source: &Source| {
            [
                old_number(compiled, source.clause),
                relation(source),
                old_documents(compiled, &source.claims),
                source.change.clone(),
                source
                    .justification(compiled)
                    .unwrap_or_default()
                    .to_owned(),
            ]
        };
        let mut ends: Vec<[String; 5]> = step.sources.iter().map(of_source).collect();
        if ends.is_empty() {
            ends.push(Default::default());
        }
        for end in ends {
            let cells = begin.iter().cloned().chain(end).map(harmless);
            let _ = writer.write_record(cells);
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn old_number(compiled: &Compiled, key: ClauseKey) -> String {
    compiled.manual.clause(key).number.to_string()
}

fn old_documents(compiled: &Compiled, claims: &[WeighedClaim]) -> String {
    documents(compiled, claims).join("; ")
}
