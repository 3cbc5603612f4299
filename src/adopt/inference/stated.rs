//! The claims that the files of a project state in a form of their own.

use std::collections::BTreeMap;

use super::proposals::Proposal;
use super::standards::best_fit;
use crate::adopt::project::Project;
use crate::adopt::standard_names::{StandardAt, StandardNames};

/// The claims of a project.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    /// The claims as proposals, each with its standard.
    pub(super) proposals: Vec<(StandardAt, Proposal)>,
    /// How many claims name a clause that its standard does not have.
    pub(super) unknown: usize,
    /// The standards that are not built in, with the number of their claims.
    pub(super) others: Vec<(String, usize)>,
}

/// Reads the claims of a project. A standard that has another name there is known by its clauses.
pub(super) fn read(project: Option<&Project>, names: &StandardNames) -> Stated {
    let claims = project.map_or(&[][..], |project| &project.claims);
    let mut by_standard: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for claim in claims {
        by_standard
            .entry(&claim.standard)
            .or_default()
            .push(&claim.clause);
    }
    let mut stated = Stated::default();
    let mut standards: BTreeMap<&str, StandardAt> = BTreeMap::new();
    for (name, clauses) in by_standard {
        match best_fit(names.meant(name), &clauses, names) {
            Some(at) => drop(standards.insert(name, at)),
            None => stated
                .others
                .push((format!("a clause of {name}"), clauses.len())),
        }
    }
    for claim in claims {
        let Some(at) = standards.get(claim.standard.as_str()).copied() else {
            continue;
        };
        let Some(standard) = names.standard(at).filter(|_| names.has(at, &claim.clause)) else {
            stated.unknown += 1;
            continue;
        };
        let proposal = Proposal {
            document: claim.document.clone(),
            clause: claim.clause.clone(),
            standard: standard.id.to_string(),
            section: None,
            sentence: claim.sentence.clone(),
            others: 0,
        };
        stated.proposals.push((at, proposal));
    }
    stated
}
