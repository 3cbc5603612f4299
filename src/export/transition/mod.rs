//! A transition from one edition to another: for the terminal, as CSV and as JSON
//! (`docs/design.md`, "Transitions").

mod json;
mod table;

pub(crate) use json::transition_json;
pub(crate) use table::{transition_csv, transition_table};

use crate::coverage::WeighedClaim;
use crate::pipeline::Compiled;

/// The documents behind claims, each once with its sections, and with the clause above through which it
/// claims: `QP-07 § scoring, rating`, `QM-01 § leadership (on 5.1)`.
fn documents(compiled: &Compiled, claims: &[WeighedClaim]) -> Vec<String> {
    let mut found: Vec<(&str, Option<&str>, Vec<&str>)> = Vec::new();
    for weighed in claims {
        let claim = &compiled.resolved.claims[weighed.claim];
        let id = compiled.manual.document(claim.document).id.value.as_str();
        let above = &compiled.manual.clause(claim.clause).number;
        let above = weighed.broad.then_some(above.as_str());
        let is_same = |known: &(&str, Option<&str>, Vec<&str>)| (known.0, known.1) == (id, above);
        let at = match found.iter().position(is_same) {
            Some(at) => at,
            None => {
                found.push((id, above, Vec::new()));
                found.len() - 1
            }
        };
        let sections = &mut found[at].2;
        let section = claim.section.as_ref().map(|section| section.as_str());
        sections.extend(section.filter(|section| !sections.contains(section)));
    }
    let names = found.into_iter().map(|(id, above, sections)| {
        let above = above.map(|above| format!(" (on {above})"));
        let above = above.unwrap_or_default();
        match sections.is_empty() {
            true => format!("{id}{above}"),
            false => format!("{id} § {}{above}", sections.join(", ")),
        }
    });
    names.collect()
}
