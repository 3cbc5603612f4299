//! The pages that the site makes itself, as references and the menu name them
//! (`docs/design.md`, "References").

use super::Link;
use super::clauses::{find_standard, states_applicability};
use super::links::{At, Resolution};
use super::unresolved::{Among, Unresolved};
use crate::diagnostics::{Diagnostic, Location};
use crate::manual::Class;
use crate::resolve::model::SitePlace;
use crate::rules;

const SINGLE: [(&str, SitePlace); 4] = [
    ("documents", SitePlace::Documents),
    ("standards", SitePlace::Standards),
    ("registers", SitePlace::Registers),
    ("gaps", SitePlace::Gaps),
];

/// The names of pages of which a site has one each.
pub(super) fn names<'n>() -> impl Iterator<Item = &'n str> {
    SINGLE.iter().map(|(name, _)| *name)
}

/// Resolves the name of a page that the site makes itself; `None` if it is no such name.
pub(super) fn resolve(at: &At<'_>, name: &str, section: Option<&str>) -> Option<Resolution> {
    let place = find(at, name)?;
    Some(match section {
        Some(_) if place.is_ok() => Err(at.broken(
            format!("`{name}` is a page that the site makes itself: no section of it can be named"),
            name,
            Among::Nothing,
        )),
        _ => place,
    })
}

fn find(at: &At<'_>, name: &str) -> Option<Resolution> {
    let single = SINGLE.iter().find(|(word, _)| *word == name);
    if let Some((_, place)) = single {
        return Some(Ok(Link::Site(*place)));
    }
    let (sort, of) = name.split_once(':')?;
    let of = of.trim();
    let standard = |place: fn(_) -> SitePlace| match find_standard(at.manual, of, None) {
        Ok(ix) => Ok(Link::Site(place(ix))),
        Err(error) => {
            let location = Location::new(at.path, at.span);
            let unresolved = Unresolved::of_clause(at.manual, location, error);
            Err(Some(Box::new(unresolved)))
        }
    };
    Some(match sort.trim().to_ascii_lowercase().as_str() {
        "matrix" => standard(SitePlace::Matrix),
        "standard" => standard(SitePlace::Standard),
        "statement" => statement(at, standard(SitePlace::Statement)),
        "register" => register(at, of),
        _ => return None,
    })
}

/// A statement of applicability, if the standard has one.
fn statement(at: &At<'_>, found: Resolution) -> Resolution {
    let Ok(Link::Site(SitePlace::Statement(ix))) = found else {
        return found;
    };
    let standard = at.manual.standard(ix);
    if states_applicability(at.manual, ix) {
        return found;
    }
    let location = Location::new(at.path, at.span);
    let message = format!("{} has no statement of applicability", standard.designation);
    let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message);
    let help = "add [[applicability]] with clause, reason and text to manual.toml, or correct the reference";
    let unresolved = Unresolved::plain(diagnostic.help(help));
    Err(Some(Box::new(unresolved)))
}

fn register(at: &At<'_>, name: &str) -> Resolution {
    let manual = at.manual;
    match manual.kind_named(name) {
        Some(kind) if manual.kind(kind).class == Class::Record => {
            Ok(Link::Site(SitePlace::Register(kind)))
        }
        Some(_) => Err(at.broken(
            format!("`{name}` is a kind of documents: only kinds of records have a register"),
            name,
            Among::RecordKinds,
        )),
        None if manual.config.damaged.kinds.may_have(name) => Err(None),
        None => Err(at.broken(
            format!("there is no kind of records `{name}`"),
            name,
            Among::RecordKinds,
        )),
    }
}
