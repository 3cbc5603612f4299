//! Resolves the targets of `[[menu]]` of `manual.toml` (`docs/design.md`, "The menu").

use super::links::{self, At};
use super::model::{Link, MenuLink, MenuTarget};
use super::unresolved::Unresolved;
use crate::manual::{Manual, MenuEntry, MenuPlace, PageKey, Reference, Shown, Target};

/// The entries whose targets exist; the others are reported.
pub(super) fn resolve(manual: &Manual, unresolved: &mut Vec<Unresolved>) -> Vec<MenuLink> {
    let mut menu = Vec::with_capacity(manual.config.menu.len());
    for entry in &manual.config.menu {
        let target = match &entry.to {
            MenuPlace::Outside(address) => Ok(MenuTarget::Outside(address.clone())),
            MenuPlace::Inside(target) => inside(manual, entry, target).map(MenuTarget::Inside),
        };
        match target {
            Ok(target) => menu.push(MenuLink {
                title: entry.title.clone(),
                target,
            }),
            Err(error) => unresolved.extend(error.map(|error| *error)),
        }
    }
    menu
}

fn inside(manual: &Manual, entry: &MenuEntry, target: &Target) -> links::Resolution {
    // A file that belongs to the manual may be named by its path as well: pages without front-matter
    // have no id.
    if let Target::Id { id, section } = target
        && manual.names.find(id).is_none()
        && let Some(page) = links::page_at(manual, id)
    {
        let at = At {
            manual,
            path: &manual.config.path,
            span: entry.span,
        };
        return match section {
            Some(section) => at.section(page, section),
            None => Ok(Link::Page(page, None)),
        };
    }
    let reference = Reference {
        target: target.clone(),
        shown: Shown::Link,
        heading: None,
        span: entry.span,
    };
    links::resolve(manual, PageKey::Home, &manual.config.path, &reference)
}
