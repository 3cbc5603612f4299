//! Reports documents that had an earlier revision on a past as-of date. The manual only contains
//! the present texts, so it is judged with those.

use super::{Common, Failure, as_of, printing};
use crate::manual::{Date, Document};
use crate::pipeline::Compiled;

/// The most documents that are named without `--verbose`.
const MOST_NAMED: usize = 5;

/// If `--as-of` is a past day, reports which documents had an earlier revision on that day.
pub(super) fn tell(common: &Common, compiled: &Compiled) -> Result<(), Failure> {
    let Some(day) = common.as_of else {
        return Ok(());
    };
    if day >= as_of::today()? || common.quiet {
        return Ok(());
    }
    let documents = compiled.manual.documents.iter();
    let earlier: Vec<String> = documents
        .filter_map(|document| {
            let then = revision_on(document, day)?;
            let (id, now) = (&document.id.value, &document.revision);
            Some(format!("{id} (revision {then}, now {now})"))
        })
        .collect();
    if earlier.is_empty() {
        return Ok(());
    }
    let most = if common.verbose {
        usize::MAX
    } else {
        MOST_NAMED
    };
    let mut names = earlier
        .iter()
        .take(most)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    if earlier.len() > most {
        names.push_str(&format!(
            " and {} more (-v names them)",
            earlier.len() - most
        ));
    }
    let text = format!(
        "on {day} there was an earlier revision of {names}: its text is not in the manual; in a git \
         repository, `--rev {day}` reads the manual as it was"
    );
    printing::say(common, &text);
    Ok(())
}

/// The revision that a document had on a day, by its history. `None` if it is the present revision,
/// or the history has no entry up to that day.
fn revision_on(document: &Document, day: Date) -> Option<&str> {
    let dated = document
        .history
        .iter()
        .filter_map(|change| Some((change.date?, change)));
    let (_, then) = dated
        .filter(|(date, _)| *date <= day)
        .max_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.revision.cmp(&other.revision)))?;
    (then.revision != document.revision).then(|| then.revision.as_str())
}
