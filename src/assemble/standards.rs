//! The standards that `manual.toml` lists, from the manual's own catalogs and the built-in ones.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place, nearest};
use crate::manual::{Config, Standard};
use crate::parse::decode::list_words;
use crate::{rules, standards};

/// Finds each standard that `manual.toml` lists. A manual's own catalog stands before a built-in
/// one with the same id.
pub fn choose_standards(
    config: &Config,
    own: &[Arc<Standard>],
) -> (Vec<Arc<Standard>>, Vec<Diagnostic>) {
    let mut chosen: Vec<Arc<Standard>> = Vec::new();
    let mut diagnostics = Vec::new();
    for name in &config.standards {
        let place = || Place::new(&config.path, name.spot);
        match find(&name.value, own) {
            Found::One(standard) if chosen.iter().any(|other| other.id == standard.id) => {
                let message = format!("`{}` is listed twice", standard.id);
                diagnostics.push(
                    Diagnostic::new(&rules::INVALID_VALUE, place(), message)
                        .help("keep one of them"),
                );
            }
            Found::One(standard) => chosen.push(standard),
            Found::Many(ids) => {
                let words: Vec<&str> = ids.iter().map(String::as_str).collect();
                let message = format!("`{}` may mean {}", name.value, list_words(&words));
                diagnostics.push(
                    Diagnostic::new(&rules::UNKNOWN_STANDARD, place(), message)
                        .help("write the id of the one that is meant"),
                );
            }
            Found::None => {
                let message = format!("there is no standard `{}`", name.value);
                let built_in = standards::ids();
                let known = own
                    .iter()
                    .map(|s| s.id.as_str())
                    .chain(built_in.iter().map(|s| &**s));
                let help = match nearest(&name.value, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`clausebook standards list` shows the built-in ones; a manual's own \
                             stand in its folder standards/"
                        .to_owned(),
                };
                diagnostics
                    .push(Diagnostic::new(&rules::UNKNOWN_STANDARD, place(), message).help(help));
            }
        }
    }
    (chosen, diagnostics)
}

enum Found {
    One(Arc<Standard>),
    Many(Vec<String>),
    None,
}

fn find(name: &str, own: &[Arc<Standard>]) -> Found {
    if let Some(standard) = own.iter().find(|standard| standard.id.as_str() == name) {
        return Found::One(standard.clone());
    }
    if let Some(standard) = standards::find(name) {
        return Found::One(Arc::new(standard));
    }
    let mut named: Vec<Arc<Standard>> = own.iter().filter(|s| s.is_named(name)).cloned().collect();
    for standard in standards::named(name) {
        if named.iter().all(|other| other.id != standard.id) {
            named.push(Arc::new(standard));
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
