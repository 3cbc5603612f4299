//! The stub procedures of a new manual: a draft for each main clause of a standard, with a section
//! for each requirement.

use std::collections::HashSet;

use crate::cli::new_page::{FileNames, Owner, Page, sections};
use crate::diagnostics::{Source, SourcePath};
use crate::manual::{ClauseIx, Date, Kind, Standard};
use crate::parse::{kinds, parse_config};
use crate::publish::NewFile;
use crate::sources::CONFIG_FILE;

/// The stubs for these standards. `taken` are the ids that other pages have, in lower case.
pub(super) fn files(
    chosen: &[&Standard],
    owner: Owner<'_>,
    today: Date,
    taken: &HashSet<String>,
) -> Vec<NewFile> {
    let kinds = kinds::built_in();
    let Some(kind) = kinds.iter().find(|kind| kind.name.as_str() == "procedure") else {
        return Vec::new();
    };
    let ids = (1..).map(|number: usize| format!("{}-{number:02}", kind.prefix));
    let mut ids = ids.filter(|id| !taken.contains(&id.to_lowercase()));
    let main = chosen.iter().zip(0..).flat_map(|(standard, at)| {
        let main = main_clauses(standard).into_iter();
        main.map(move |clause| (*standard, at == 0, clause))
    });
    let files = main.filter_map(|(standard, is_first, main)| {
        let id = ids.next()?;
        Some(stub(kind, standard, is_first, main, &id, owner, today))
    });
    files.collect()
}

/// The clauses that get a stub: the top-level clauses, or, if a single clause is above all others,
/// the clauses below it. Clauses without requirements get none.
fn main_clauses(standard: &Standard) -> Vec<ClauseIx> {
    let mut main: Vec<ClauseIx> = standard
        .iter()
        .filter(|(_, clause)| clause.parent.is_none())
        .map(|(ix, _)| ix)
        .collect();
    while let [only] = main.as_slice()
        && !standard.clause(*only).children.is_empty()
    {
        main.clone_from(&standard.clause(*only).children);
    }
    main.retain(|ix| !requirements(standard, *ix).is_empty());
    in_order_of_standard(standard, &mut main);
    main
}

/// The requirements among a clause and the clauses below it.
fn requirements(standard: &Standard, top: ClauseIx) -> Vec<ClauseIx> {
    let all = standard.with_descendants(top);
    let mut all: Vec<ClauseIx> = all.filter(|ix| standard.clause(*ix).requirement).collect();
    in_order_of_standard(standard, &mut all);
    all
}

/// Sorts clauses as the standard itself does, which is how its file lists them: NIST CSF begins with
/// GOVERN, not with DETECT.
fn in_order_of_standard(standard: &Standard, clauses: &mut [ClauseIx]) {
    clauses.sort_by_key(|ix| standard.clause(*ix).number_span.start);
}

/// A draft that claims its main clause as a whole. The matrix then shows the requirements below as
/// planned. If the draft is approved without a claim on each requirement, they are partial at most.
fn stub(
    kind: &Kind,
    standard: &Standard,
    is_first: bool,
    main: ClauseIx,
    id: &str,
    owner: Owner<'_>,
    today: Date,
) -> NewFile {
    let prefix = match is_first {
        true => String::new(),
        false => format!("{}:", standard.id),
    };
    let clause = standard.clause(main);
    let number = clause.number.as_str();
    let title = clause.title.as_deref().unwrap_or(number);
    let requirements = requirements(standard, main);
    let (config, _) = parse_config(&Source::new(SourcePath::new(CONFIG_FILE), ""));
    let page = Page {
        config: &config,
        kind,
        id,
        title,
        owner,
        clauses: &[format!("{prefix}{number}")],
        sections: &sections(standard, &prefix, &requirements, title, true),
        today,
        given: &[],
        body: None,
    };
    let stem = FileNames::first(kind).stem(id, title);
    NewFile::new(&format!("{}/{stem}.md", kind.folder), page.text())
}
