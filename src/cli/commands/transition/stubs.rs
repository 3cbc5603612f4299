//! The drafts for requirements of the new edition to which nothing can be carried over: one for each
//! main clause.

use std::collections::{HashMap, HashSet};

use crate::cli::commands::new::{PageOfKind, likely_owner, next_ids};
use crate::cli::new_page::{Owner, sections};
use crate::cli::{Common, Failure, as_of};
use crate::manual::{Class, ClauseIx, KindIx, Manual, Standard};
use crate::pipeline::Compiled;
use crate::publish::NewFile;
use crate::transition::{Transition, without_content};

/// The drafts.
pub(super) fn files(
    common: &Common,
    compiled: &Compiled,
    transition: &Transition<'_>,
) -> Result<Vec<NewFile>, Failure> {
    let manual = &compiled.manual;
    let groups = by_main_clause(transition.to, &without_content(transition));
    let steps = transition.steps.iter();
    let notes = steps.filter_map(|step| Some((step.clause, step.to_decide(compiled)?)));
    let notes: HashMap<ClauseIx, String> = notes.collect();
    let Some(kind) = kind(manual) else {
        return Ok(Vec::new());
    };
    let today = as_of::date(common)?;
    let ids = next_ids(manual, kind, today, groups.len())?;
    let prefix = match transition.listed.is_some_and(|listed| listed.0 == 0) {
        true => String::new(),
        false => format!("{}:", transition.to.id),
    };
    let owner = likely_owner(manual, kind).map_or(Owner::Unknown, Owner::Likely);
    let files = groups.iter().zip(&ids).map(|(clauses, id)| {
        let title = title(transition.to, clauses);
        let mut sections = sections(transition.to, &prefix, clauses, &title, false);
        for (clause, note) in clauses.iter().filter_map(|ix| Some((ix, notes.get(ix)?))) {
            let written = format!("{prefix}{}", transition.to.clause(*clause).number);
            for section in &mut sections {
                section.note(&written, note);
            }
        }
        let claimed = clauses.iter();
        let claimed = claimed.map(|ix| format!("{prefix}{}", transition.to.clause(*ix).number));
        let page = PageOfKind {
            kind,
            id,
            title: &title,
            owner,
            clauses: &claimed.collect::<Vec<_>>(),
            sections: &sections,
            today,
        };
        page.file(manual)
    });
    Ok(files.collect())
}

/// The kind of the drafts: procedures, else the first kind of documents.
fn kind(manual: &Manual) -> Option<KindIx> {
    let kinds = || manual.kinds.enumerated();
    let named = kinds().find(|(_, kind)| kind.name.as_str() == "procedure");
    let first = || kinds().find(|(_, kind)| kind.class == Class::Document && kind.role.is_none());
    named.or_else(first).map(|(ix, _)| ix)
}

/// The clauses by the uppermost clause above each, in reading order.
fn by_main_clause(standard: &Standard, clauses: &[ClauseIx]) -> Vec<Vec<ClauseIx>> {
    let mut groups: Vec<Vec<ClauseIx>> = Vec::new();
    let mut places: HashMap<ClauseIx, usize> = HashMap::new();
    for ix in clauses {
        let main = standard.with_ancestors(*ix).last().unwrap_or(*ix);
        let place = *places.entry(main).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(*ix);
    }
    groups
}

/// The title of the nearest clause above all of these that has one.
fn title(standard: &Standard, clauses: &[ClauseIx]) -> String {
    let mut of_all: Option<Vec<ClauseIx>> = None;
    for ix in clauses {
        let chain: Vec<ClauseIx> = standard.with_ancestors(*ix).collect();
        of_all = Some(match of_all {
            None => chain,
            Some(shared) => {
                let chain: HashSet<ClauseIx> = chain.into_iter().collect();
                shared
                    .into_iter()
                    .filter(|one| chain.contains(one))
                    .collect()
            }
        });
    }
    let shared = of_all.unwrap_or_default();
    let titled = shared
        .iter()
        .find_map(|ix| standard.clause(*ix).title.clone());
    let number = || {
        let first = clauses
            .first()
            .map(|ix| standard.clause(*ix).number.to_string());
        first.unwrap_or_default()
    };
    titled.unwrap_or_else(number)
}
