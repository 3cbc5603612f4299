//! Builds the tree of a standard's clauses: parents, children, reading order.

use std::collections::HashMap;

use super::clauses::StatedClause;
use crate::index::Position;
use crate::manual::{Clause, ClauseIx, ClauseNumber};
use crate::parse::decode::Decoder;
use crate::rules;

/// Sorts the clauses into reading order: parents before their children, siblings by number. Returns
/// them with their indices by number.
pub(super) fn arrange(
    decoder: &mut Decoder<'_>,
    mut stated: Vec<StatedClause>,
) -> (Vec<Clause>, HashMap<ClauseNumber, ClauseIx>) {
    stated.sort_by(|a, b| a.clause.number.cmp(&b.clause.number));
    let at: HashMap<ClauseNumber, usize> = stated
        .iter()
        .enumerate()
        .map(|(at, s)| (s.clause.number.clone(), at))
        .collect();
    let parents = parents(decoder, &stated, &at);
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); stated.len()];
    for (child, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            children[*parent].push(child);
        }
    }
    // Depth first, without recursion, because a file may nest to any depth.
    let mut order = Vec::with_capacity(stated.len());
    let mut open: Vec<usize> = (0..stated.len())
        .rev()
        .filter(|at| parents[*at].is_none())
        .collect();
    while let Some(next) = open.pop() {
        order.push(next);
        open.extend(children[next].iter().rev());
    }
    let mut new_ix = vec![ClauseIx(0); stated.len()];
    for (to, from) in order.iter().enumerate() {
        new_ix[*from] = ClauseIx::new(to);
    }
    let mut taken: Vec<Option<StatedClause>> = stated.into_iter().map(Some).collect();
    let clauses: Vec<Clause> = order
        .iter()
        .filter_map(|from| {
            let stated = taken[*from].take()?;
            let children: Vec<ClauseIx> = children[*from].iter().map(|c| new_ix[*c]).collect();
            Some(Clause {
                requirement: stated.requirement.unwrap_or(children.is_empty()),
                parent: parents[*from].map(|parent| new_ix[parent]),
                children,
                ..stated.clause
            })
        })
        .collect();
    let numbers = clauses.iter().enumerate();
    let by_number = numbers
        .map(|(at, clause)| (clause.number.clone(), ClauseIx::new(at)))
        .collect();
    (clauses, by_number)
}

/// Each clause's parent: the written one, else the longest other number that is a prefix of its
/// number at a separator.
fn parents(
    decoder: &mut Decoder<'_>,
    stated: &[StatedClause],
    at: &HashMap<ClauseNumber, usize>,
) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(stated.len());
    for (own, clause) in stated.iter().enumerate() {
        let by_number = || {
            clause
                .clause
                .number
                .ancestors()
                .find_map(|above| at.get(above).copied())
        };
        parents.push(match &clause.parent {
            None => by_number(),
            Some(parent) => match at.get(&*parent.value) {
                Some(found) if *found != own => Some(*found),
                _ => {
                    let message = format!("the parent `{}` is no other clause", parent.value);
                    let known = at.keys().map(ClauseNumber::as_str);
                    let diagnostic = decoder
                        .diagnostic(&rules::UNKNOWN_CLAUSE, parent.span, message)
                        .nearest_of(&parent.value, known, || {
                            "name a clause of this standard".to_owned()
                        });
                    decoder.diagnostics.push(diagnostic);
                    by_number()
                }
            },
        });
    }
    // Written parents can form a cycle, which would leave its clauses out of the tree.
    for own in 0..parents.len() {
        let mut above = parents[own];
        let mut steps = 0;
        while let Some(next) = above {
            steps += 1;
            if next == own || steps > parents.len() {
                if let Some(parent) = &stated[own].parent {
                    let message = "the parents of this clause lead back to it";
                    decoder.invalid(parent.span, message, "name a clause above it");
                }
                parents[own] = None;
                break;
            }
            above = parents[next];
        }
    }
    parents
}
