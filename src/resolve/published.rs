//! Decides which files of a manual are published beside its pages (`docs/design.md`, "What is
//! published"): only files that a page, a field, the logo or `publish` refers to.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::Resolved;
use super::paths::joined;
use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::manual::{FieldValue, Fields, Manual, ReadMarkup};
use crate::resolve::given::is_table_of_claims;
use crate::resolve::model::Link;
use crate::resolve::unresolved::Unresolved;
use crate::rules;

/// The folder of approvals.
const APPROVALS: &str = "approvals/";

/// Returns the published files, given the links of all pages.
pub(super) fn find<'a>(
    manual: &Manual,
    links: impl Iterator<Item = &'a Link>,
    unresolved: &mut Vec<Unresolved>,
) -> BTreeSet<SourcePath> {
    let mut published: BTreeSet<SourcePath> = linked(links).collect();
    published.extend(named(manual).filter(|path| manual.assets.binary_search(path).is_ok()));
    published.extend(asked_for(manual, unresolved));
    published.retain(|path| kept_back(manual, path).is_none());
    published
}

/// The published files that a page, a field or the logo refers to, and those that these need in turn.
pub(super) fn referred(manual: &Manual, resolved: &Resolved) -> BTreeSet<SourcePath> {
    let links = manual.page_keys().flat_map(|page| resolved.links(page));
    let mut left: Vec<SourcePath> = linked(links).chain(named(manual)).collect();
    let markups: FxHashMap<&SourcePath, &ReadMarkup> = manual
        .markups
        .iter()
        .map(|markup| (&markup.path, &**markup))
        .collect();
    let mut referred = BTreeSet::new();
    while let Some(path) = left.pop() {
        if !resolved.published.contains(&path) || !referred.insert(path.clone()) {
            continue;
        }
        if let Some(markup) = markups.get(&path) {
            let needs = markup.needs.iter();
            left.extend(needs.filter_map(|need| joined(&path, &need.value)));
        }
    }
    referred
}

fn linked<'a>(links: impl Iterator<Item = &'a Link>) -> impl Iterator<Item = SourcePath> {
    links.filter_map(|link| match link {
        Link::Asset(path) => Some(path.clone()),
        Link::Page(..) | Link::Clause(_) | Link::Site(_) | Link::Broken => None,
    })
}

/// The files that fields of pages and the theme name.
fn named(manual: &Manual) -> impl Iterator<Item = SourcePath> {
    let documents = manual.documents.iter();
    let documents = documents.map(|page| (&page.path, &page.fields));
    let records = manual.records.iter();
    let records = records.map(|page| (&page.path, &page.fields));
    let translations = manual
        .translations
        .iter()
        .map(|translation| &translation.page);
    let translations = translations.map(|page| (&page.path, &page.fields));
    let named = documents
        .chain(translations)
        .chain(records)
        .flat_map(|(path, fields)| files_in(path, fields));
    let logo = manual.config.theme.logo.iter();
    named.chain(logo.map(|logo| logo.value.clone()))
}

/// The files that a page's fields name.
fn files_in(path: &SourcePath, fields: &Fields) -> impl Iterator<Item = SourcePath> {
    fields
        .values
        .iter()
        .filter_map(|(_, value)| match &value.value {
            FieldValue::File(written) => joined(path, written),
            _ => None,
        })
}

/// Returns the files that `publish` matches. Reports a pattern that matches no file, and one that
/// matches a file of keys.
fn asked_for(manual: &Manual, unresolved: &mut Vec<Unresolved>) -> Vec<SourcePath> {
    let config = &manual.config;
    for glob in config.publish.iter() {
        let is_unread = || manual.unread.iter().any(|path| glob.fits(path));
        if !manual.assets.iter().any(|path| glob.fits(path)) && !is_unread() {
            let location = Location::new(&config.path, glob.written.span);
            let is_page = manual.names.by_path.keys().any(|path| glob.fits(path));
            let message = match is_page {
                true => format!(
                    "`{}` fits only pages, which are published without it",
                    glob.written.value
                ),
                false => format!("`{}` fits no file of the manual", glob.written.value),
            };
            let diagnostic = Diagnostic::new(&rules::SETTING_WITHOUT_EFFECT, location, message)
                .help("correct the pattern, or take it out: pages are published without it");
            unresolved.push(Unresolved::plain(diagnostic));
        }
        let is_taken = |path: &&SourcePath| {
            let taking = config.publish.taking_in(path);
            taking.is_some_and(|one| std::ptr::eq(one, glob))
        };
        let claims = config.claims_files.iter().map(|file| &file.path.value);
        let kept_back = [
            (
                manual.keys.iter().find(is_taken),
                "keys or passwords",
                "keep the file out of the manual's folder, or ",
            ),
            (claims.filter(|path| is_taken(path)).min(), "claims", ""),
        ];
        for (path, what, help) in kept_back {
            let Some(path) = path else { continue };
            let location = Location::new(&config.path, glob.written.span);
            let message = format!(
                "`{}` fits `{path}`, which holds {what} and is never published",
                glob.written.value
            );
            let diagnostic = Diagnostic::new(&rules::SETTING_WITHOUT_EFFECT, location, message)
                .help(format!("{help}let the pattern fit less"));
            unresolved.push(Unresolved::plain(diagnostic));
        }
    }
    let assets = manual.assets.iter();
    assets
        .filter(|path| config.publish.take_in(path))
        .cloned()
        .collect()
}

/// Whether approvals stand in a file, be it where they are looked for or elsewhere.
fn holds_approvals(manual: &Manual, path: &SourcePath) -> bool {
    let files = &manual.approvals.approvals;
    files.binary_search_by(|read| read.path.cmp(path)).is_ok()
}

/// Returns a message and a help if the file is never published, even if it is referred to:
/// approvals, keys and passwords, tables of claims. `None` for any other file.
pub(super) fn kept_back(manual: &Manual, path: &SourcePath) -> Option<(String, &'static str)> {
    let (what, help) = if path.as_str().starts_with(APPROVALS) || holds_approvals(manual, path) {
        (
            "approvals",
            "do not refer to it: the document's page shows what was approved",
        )
    } else if manual.keys.binary_search(path).is_ok() {
        (
            "keys or passwords",
            "do not refer to it, and take it out of the manual: its readers can act as its owner",
        )
    } else if is_table_of_claims(manual, path) {
        (
            "claims",
            "do not refer to it: the matrix shows each claim with its place",
        )
    } else {
        return None;
    };
    let message = format!("`{path}` holds {what}, and is never published");
    Some((message, help))
}
