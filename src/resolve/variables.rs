//! Checks for variables that a page uses and `manual.toml` does not define.

use rustc_hash::FxHashMap;

use crate::diagnostics::{Diagnostic, Location, SourcePath, Span, Spanned};
use crate::manual::{Manual, PageKey};
use crate::resolve::unresolved::Unresolved;
use crate::rules;

/// The most unknown names of a page that are reported one by one. A page with more of them is rather written
/// for a program that fills in its own.
const MOST_NAMES: usize = 3;

/// The most names that a report lists.
const MOST_LISTED: usize = 8;

/// Reports each unknown variable once, at its first use; if they are many, all in one report.
pub(super) fn check(manual: &Manual, page: PageKey) -> Vec<Unresolved> {
    let (Some(body), Some(path)) = (manual.body(page), manual.path(page)) else {
        return Vec::new();
    };
    let (known, damaged) = (&manual.config.variables, &manual.config.damaged.variables);
    let is_unknown = |name: &&Spanned<String>| {
        !known.contains_key(&name.value) && !damaged.may_have(&name.value)
    };
    let mut unknown: Vec<(&Spanned<String>, usize)> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for name in body.variables.iter().filter(is_unknown) {
        let at = *places.entry(&*name.value).or_insert(unknown.len());
        match unknown.get_mut(at) {
            Some((_, uses)) => *uses += 1,
            None => unknown.push((name, 1)),
        }
    }
    if unknown.len() > MOST_NAMES {
        return vec![Unresolved::plain(many(path, &unknown))];
    }
    let reports = unknown.into_iter().map(|(name, uses)| {
        let again = match uses {
            1 => String::new(),
            uses => format!(", which the page uses {uses} times"),
        };
        let message = format!("there is no variable `{}`{again}", name.value);
        let location = Location::new(path, name.span);
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_VARIABLE, location, message);
        let known = known.keys().map(String::as_str);
        Unresolved::plain(diagnostic.nearest_of(&name.value, known, || {
            format!(
                "add `{} = \"…\"` under [variables] in manual.toml; text that is meant as it \
                 stands belongs in `code`",
                name.value
            )
        }))
    });
    reports.collect()
}

/// The report of a page with many unknown variables.
fn many(path: &SourcePath, unknown: &[(&Spanned<String>, usize)]) -> Diagnostic {
    let shown = unknown.iter().take(MOST_LISTED);
    let shown: Vec<String> = shown.map(|(name, _)| format!("`{}`", name.value)).collect();
    let more = match unknown.len() - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let uses: usize = unknown.iter().map(|(_, uses)| uses).sum();
    let message = format!(
        "there are no variables {}{more}, which the page uses in {uses} places",
        shown.join(", ")
    );
    let span = unknown
        .first()
        .map_or_else(Span::start_of_file, |(name, _)| name.span);
    Diagnostic::new(&rules::UNKNOWN_VARIABLE, Location::new(path, span), message).help(
        "add them under [variables] in manual.toml; a template of another program can be left out with \
         `exclude`, and text that is meant as it stands belongs in `code`",
    )
}
