//! The standards that `manual.toml` lists, from the manual's own catalogs and the built-in ones.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Location};
use crate::manual::{Config, Origin, Standard};
use crate::parse::decode::list_words;
use crate::{rules, standards};

/// The manual's own catalogs.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnStandards<'a> {
    /// Those that could be read.
    pub read: &'a [Arc<Standard>],
    /// The place of the mistake because of which a catalog could not be read. The catalog may be
    /// one that `manual.toml` lists.
    pub damaged: Option<&'a Location>,
}

/// Takes out of the manual's own catalogs each alias and designation that is the id of another catalog,
/// and reports it: a claim that names the id must never count for a catalog that only calls itself so.
pub(crate) fn take_out_foreign_ids(own: &mut [Arc<Standard>]) -> Vec<Diagnostic> {
    let ids: Vec<String> = own.iter().map(|one| one.id.as_str().to_owned()).collect();
    let mut diagnostics = Vec::new();
    for standard in own {
        let Origin::Manual(path) = standard.origin.clone() else {
            continue;
        };
        let id = standard.id.clone();
        let foreign = |name: &str| {
            let name = name.trim().to_ascii_lowercase();
            let is_known = ids.contains(&name) || standards::is_built_in(&name);
            (is_known && name != id.as_str()).then_some(name)
        };
        let mut report = |what: &str, span, other: &str| {
            let message = format!("{what} is the id of another catalog, `{other}`");
            let help = "write a name that no catalog has as its id: this one does not count";
            let location = Location::new(&path, span);
            diagnostics.push(Diagnostic::new(&rules::DUPLICATE_ID, location, message).help(help));
        };
        if let (Some(span), Some(other)) =
            (standard.designation_span, foreign(&standard.designation))
        {
            report("the designation", span, &other);
            Arc::make_mut(standard).designation = id.as_str().to_owned();
        }
        if standard
            .aliases
            .iter()
            .any(|alias| foreign(&alias.value).is_some())
        {
            Arc::make_mut(standard)
                .aliases
                .retain(|alias| match foreign(&alias.value) {
                    Some(other) => {
                        report("the alias", alias.span, &other);
                        false
                    }
                    None => true,
                });
        }
    }
    diagnostics
}

/// A built-in standard without the names that are ids of the manual's own catalogs: an id means the
/// catalog that has it.
fn without_own_ids(mut standard: Standard, own: &[Arc<Standard>]) -> Arc<Standard> {
    let is_id = |name: &str| {
        let mut ids = own.iter().map(|one| one.id.as_str());
        ids.any(|id| id.eq_ignore_ascii_case(name))
    };
    standard.aliases.retain(|alias| !is_id(&alias.value));
    Arc::new(standard)
}

/// Finds each standard that `manual.toml` lists. A manual's own catalog takes precedence over a
/// built-in one with the same id. A standard that cannot be found is noted in `config.damaged`.
pub(crate) fn choose_standards(
    config: &mut Config,
    own: OwnStandards<'_>,
) -> (Vec<Arc<Standard>>, Vec<Diagnostic>) {
    // After a syntax error the list is unreliable.
    let is_list_unread = config.damaged.is_unusable && config.damaged.standards.is_some();
    let mut chosen: Vec<Arc<Standard>> = Vec::new();
    let mut diagnostics = Vec::new();
    let OwnStandards { read: own, damaged } = own;
    for (at, name) in config.standards.iter().enumerate() {
        let found = find(&name.value, own);
        if !matches!(found, Found::One(_)) {
            config.damaged.is_first_standard_unknown |= at == 0;
            let mistake = damaged.cloned();
            let mistake = mistake.or_else(|| Some(Location::new(&config.path, name.span)));
            config.damaged.standards = config.damaged.standards.take().or(mistake);
        }
        if is_list_unread || (matches!(found, Found::None) && damaged.is_some()) {
            chosen.extend(
                found
                    .one()
                    .filter(|one| chosen.iter().all(|other| other.id != one.id)),
            );
            continue;
        }
        let location = || Location::new(&config.path, name.span);
        match found {
            Found::One(standard) if chosen.iter().any(|other| other.id == standard.id) => {
                let message = format!("`{}` is listed twice", standard.id);
                diagnostics.push(
                    Diagnostic::new(&rules::INVALID_VALUE, location(), message)
                        .help("keep one of them"),
                );
            }
            Found::One(standard) => {
                diagnostics.extend(replaced(&standard));
                chosen.push(standard);
            }
            Found::Many(ids) => {
                let words: Vec<&str> = ids.iter().map(String::as_str).collect();
                let message = format!("`{}` may mean {}", name.value, list_words(&words));
                diagnostics.push(
                    Diagnostic::new(&rules::UNKNOWN_STANDARD, location(), message)
                        .help("write the id of the one that is meant")
                        .always_denied(),
                );
            }
            Found::None => {
                let message = format!("there is no standard `{}`", name.value);
                let built_in = standards::ids();
                let known = own
                    .iter()
                    .map(|s| s.id.as_str())
                    .chain(built_in.iter().map(|s| &**s));
                // Without the standard, its requirements would be missing from the matrix.
                let diagnostic = Diagnostic::new(&rules::UNKNOWN_STANDARD, location(), message);
                let diagnostic = diagnostic.always_denied();
                diagnostics.push(diagnostic.nearest_of(&name.value, known, || {
                    "`clausebook standards list` shows the built-in ones; a manual's own stand in \
                     its folder standards/"
                        .to_owned()
                }));
            }
        }
    }
    (chosen, diagnostics)
}

/// The diagnostic of a manual's own catalog that replaces a built-in one.
fn replaced(standard: &Standard) -> Option<Diagnostic> {
    let Origin::Manual(path) = &standard.origin else {
        return None;
    };
    if !standard.replaces_built_in {
        return None;
    }
    let id = &standard.id;
    let message = format!(
        "this catalog replaces the built-in `{id}`: only the clauses that it lists are required"
    );
    let location = Location::new(path, standard.id_span);
    let help = "give it an id of its own, or take the file away to use the built-in one";
    Some(Diagnostic::new(&rules::REPLACED_STANDARD, location, message).help(help))
}

enum Found {
    One(Arc<Standard>),
    Many(Vec<String>),
    None,
}

impl Found {
    fn one(self) -> Option<Arc<Standard>> {
        match self {
            Self::One(standard) => Some(standard),
            Self::Many(_) | Self::None => None,
        }
    }
}

fn find(name: &str, own: &[Arc<Standard>]) -> Found {
    if let Some(standard) = own.iter().find(|standard| standard.id.as_str() == name) {
        return Found::One(standard.clone());
    }
    if let Some(standard) = standards::find(name) {
        return Found::One(without_own_ids(standard, own));
    }
    let mut named: Vec<Arc<Standard>> = own.iter().filter(|s| s.is_named(name)).cloned().collect();
    for standard in standards::named(name) {
        if named.iter().all(|other| other.id != standard.id) {
            named.push(without_own_ids(standard, own));
        }
    }
    match named.len() {
        0 => Found::None,
        1 => Found::One(named.remove(0)),
        _ => Found::Many(
            named
                .iter()
                .map(|standard| standard.id.to_string())
                .collect(),
        ),
    }
}
