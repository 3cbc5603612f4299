//! Checks the names of files and clauses: names that some systems or readers cannot tell apart, and
//! names that some systems cannot store. They are mistakes, so that they are found before the site
//! is written.

use std::collections::HashMap;

use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::manual::look_alike::as_it_looks;
use crate::manual::{Clause, FieldValue, Fields, Manual, Origin, PageKey, Standard, site_path};
use crate::resolve::{Link, Resolved, joined};
use crate::rules;

pub(super) fn check(manual: &Manual, resolved: &Resolved, diagnostics: &mut Vec<Diagnostic>) {
    let places = Places { manual, resolved };
    for path in resolved.published.iter() {
        if let Err(error) = site_path::check(&site_path::of_copy(path)) {
            let message = format!("`{path}` cannot be published: {error}");
            let diagnostic = Diagnostic::new(&rules::INVALID_NAME, places.of(path), message);
            diagnostics.push(diagnostic.help("rename the file, and correct the links to it"));
        }
    }
    for page in &manual.uncontrolled {
        if let Err(error) = site_path::check(&manual.uncontrolled_site_path(&page.path)) {
            let message = format!("the page of `{}` cannot be published: {error}", page.path);
            let location = Location::file(&page.path);
            let diagnostic = Diagnostic::new(&rules::INVALID_NAME, location, message);
            diagnostics.push(diagnostic.help("rename the file, and correct the links to it"));
        }
    }
    for standard in &manual.standards {
        check_standard(standard, diagnostics);
    }
    same_names(&places, diagnostics);
    files_and_folders(&places, diagnostics);
}

/// Reports files of the manual whose names look the same.
fn same_names(places: &Places<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let manual = places.manual;
    let pages = manual.page_keys().filter_map(|page| manual.path(page));
    let mut paths: Vec<&SourcePath> = pages.chain(&manual.assets).collect();
    paths.sort_unstable();
    let mut seen: HashMap<String, &SourcePath> = HashMap::with_capacity(paths.len());
    for path in paths {
        let Some(first) = seen.insert(as_it_looks(path.as_str()), path) else {
            continue;
        };
        let how = match first.as_str().to_lowercase() == path.as_str().to_lowercase() {
            true => "differ in case only: many systems hold one of them",
            false => "look the same to a reader",
        };
        let message = format!("`{first}` and `{path}` {how}");
        let diagnostic = Diagnostic::new(&rules::CLASHING_NAMES, places.of(path), message);
        diagnostics.push(diagnostic.help("rename one of the files, and correct the links to it"));
    }
}

/// Reports a published file whose name is also that of a folder of another published file.
fn files_and_folders(places: &Places<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let published = || places.resolved.published.iter();
    let mut folders: HashMap<String, &SourcePath> = HashMap::new();
    for path in published() {
        let mut folder = path.folder();
        while !folder.is_empty() && folders.insert(folder.to_lowercase(), path).is_none() {
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
    for path in published() {
        if let Some(within) = folders.get(&path.as_str().to_lowercase()) {
            let message =
                format!("`{path}` is a file, and `{within}` lies in a folder of that name");
            let diagnostic = Diagnostic::new(&rules::CLASHING_NAMES, places.of(path), message);
            diagnostics.push(diagnostic.help("rename the file or the folder"));
        }
    }
}

/// Reports clauses of a manual's own catalog whose numbers cannot be file names, since each clause
/// has a page.
fn check_standard(standard: &Standard, diagnostics: &mut Vec<Diagnostic>) {
    let Origin::Manual(path) = &standard.origin else {
        return;
    };
    let mut report = |rule, clause: &Clause, message: String, help: &str| {
        let location = Location::new(path, clause.number_span);
        diagnostics.push(Diagnostic::new(rule, location, message).help(help));
    };
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut clauses: Vec<&Clause> = standard.clauses.iter().collect();
    clauses.sort_by_key(|clause| clause.number_span.start);
    for clause in clauses {
        let number = clause.number.as_str();
        let address = format!("standards/{}/{number}.html", standard.id);
        let name = address.replace(['\\', ':', '*', '?', '"', '<', '>', '|'], "");
        if let Err(error) = site_path::check(&name) {
            let long = matches!(
                error,
                site_path::SitePathError::LongName(_) | site_path::SitePathError::LongPath(_)
            );
            if long {
                let message = format!("a clause has too long a number to have a page: {error}");
                report(
                    &rules::INVALID_NAME,
                    clause,
                    message,
                    "shorten the number, or the id of the standard",
                );
            }
        }
        if let Some(first) = seen.insert(as_it_looks(number), number) {
            let message = match first.to_lowercase() == number.to_lowercase() {
                true => format!(
                    "the clauses `{first}` and `{number}` differ in case only, so that they cannot \
                     have a page each"
                ),
                false => format!(
                    "the clauses `{first}` and `{number}` look the same, so that nobody can tell \
                     which one is claimed"
                ),
            };
            report(
                &rules::CLASHING_NAMES,
                clause,
                message,
                "give each clause a number of its own",
            );
        }
    }
}

/// Finds the places that refer to files of the manual.
struct Places<'a> {
    manual: &'a Manual,
    resolved: &'a Resolved,
}

impl Places<'_> {
    /// The first place that refers to a file; the file itself if there is none.
    fn of(&self, path: &SourcePath) -> Location {
        let manual = self.manual;
        let in_text = || manual.page_keys().find_map(|page| self.in_text(page, path));
        let logo = manual.config.theme.logo.as_ref();
        let logo = logo.filter(|logo| logo.value == *path);
        let in_settings = || {
            let mut globs = manual.config.publish.iter();
            let glob = globs
                .find(|glob| glob.fits(path))
                .map(|glob| glob.written.span);
            let span = logo.map(|logo| logo.span).or(glob)?;
            Some(Location::new(&manual.config.path, span))
        };
        if !self.resolved.published.contains(path) {
            return Location::file(path);
        }
        in_text()
            .or_else(|| {
                manual
                    .page_keys()
                    .find_map(|page| self.in_fields(page, path))
            })
            .or_else(in_settings)
            .unwrap_or_else(|| Location::file(path))
    }

    fn in_text(&self, page: PageKey, path: &SourcePath) -> Option<Location> {
        let mut links = self.resolved.links(page).iter();
        let at = links.position(|link| matches!(link, Link::Asset(file) if file == path))?;
        let reference = self.manual.body(page)?.references.get(at)?;
        Some(Location::new(self.manual.path(page)?, reference.span))
    }

    fn in_fields(&self, page: PageKey, path: &SourcePath) -> Option<Location> {
        let fields: &Fields = match page {
            PageKey::Document(ix) => &self.manual.document(ix).fields,
            PageKey::Translation(ix) => &self.manual.translation(ix).page.fields,
            PageKey::Record(ix) => &self.manual.record(ix).fields,
            PageKey::Uncontrolled(_) | PageKey::Home => return None,
        };
        let own = self.manual.path(page)?;
        fields
            .values
            .iter()
            .find_map(|(_, value)| match &value.value {
                FieldValue::File(written) if joined(own, written).as_ref() == Some(path) => {
                    Some(Location::new(own, value.span))
                }
                _ => None,
            })
    }
}
