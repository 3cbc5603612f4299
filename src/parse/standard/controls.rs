//! Finds requirements that would be one control for programs that read OSCAL.

use std::collections::HashMap;

use crate::diagnostics::Span;
use crate::manual::look_alike::as_it_looks;
use crate::manual::{Clause, ClauseNumber, ControlId};
use crate::parse::decode::Decoder;
use crate::rules;

/// Reports each requirement whose control has the id of an earlier requirement in the file. `written`
/// has the places of the ids that the file writes. Headings are not listed in OSCAL, so that their ids
/// do not matter.
pub(super) fn report_shared(
    decoder: &mut Decoder<'_>,
    clauses: &[Clause],
    written: &HashMap<ClauseNumber, Span>,
) {
    let mut requirements: Vec<&Clause> =
        clauses.iter().filter(|clause| clause.requirement).collect();
    requirements.sort_by_key(|clause| clause.number_span.start);
    let mut first_with: HashMap<ControlId, &Clause> = HashMap::new();
    for clause in requirements {
        let id = clause.control_id();
        let Some(first) = first_with.get(&id) else {
            first_with.insert(id, clause);
            continue;
        };
        let place = written
            .get(&clause.number)
            .or_else(|| written.get(&first.number));
        let look = |clause: &Clause| as_it_looks(clause.number.as_str());
        if place.is_none() && look(first) == look(clause) {
            // Numbers that look the same can have no page each, which is reported as well.
            continue;
        }
        let message = format!(
            "the requirements {} and {} have the same id of a control in OSCAL, `{id}`",
            first.number, clause.number
        );
        let help = "write control = \"…\" with an id of its own in one of them: other programs would take \
                    the two for one requirement";
        decoder.report(
            &rules::DUPLICATE_ID,
            place.copied().unwrap_or(clause.number_span),
            message,
            help,
        );
    }
}
