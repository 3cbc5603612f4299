//! Findings about files that are published unchanged: those that contain scripts, and those that
//! need files that are not published.

use crate::diagnostics::{Diagnostic, Location, SourcePath, Spanned};
use crate::manual::{Manual, ReadMarkup};
use crate::resolve::{Resolved, joined};
use crate::rules;

pub(super) fn check(manual: &Manual, resolved: &Resolved, diagnostics: &mut Vec<Diagnostic>) {
    let is_published = |read: &&ReadMarkup| resolved.published.contains(&read.path);
    let read = manual.markups.iter().map(|read| &**read);
    for read in read.filter(is_published) {
        diagnostics.extend(read.unread.clone());
        // One script is enough to report the file.
        diagnostics.extend(read.scripts.first().map(|what| runs(&read.path, what)));
        let needs = read.needs.iter();
        diagnostics.extend(needs.filter_map(|need| missing(manual, resolved, &read.path, need)));
    }
}

fn runs(path: &SourcePath, what: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the file holds {}, which would run when a reader opens it",
        what.value
    );
    Diagnostic::new(
        &rules::ACTIVE_CONTENT,
        Location::new(path, what.span),
        message,
    )
    .help("save it without scripts and handlers, or publish a picture or PDF of it")
}

/// Reports a file that a published file needs and that is not published.
fn missing(
    manual: &Manual,
    resolved: &Resolved,
    path: &SourcePath,
    need: &Spanned<String>,
) -> Option<Diagnostic> {
    let written = need.value.as_str();
    let report = |message: String, help: &str| {
        let location = Location::new(path, need.span);
        Some(Diagnostic::new(&rules::MISSING_PART, location, message).help(help))
    };
    let Some(target) = joined(path, written) else {
        let message =
            format!("`{written}` lies outside the manual, so that the published file lacks it");
        return report(
            message,
            "put it into the manual, and name it under `publish`",
        );
    };
    if resolved.published.contains(&target) {
        return None;
    }
    if manual.names.by_path.contains_key(&target) {
        let message = format!("`{target}` is a page, and has another address in the site");
        return report(message, "let a page link to it in place of this file");
    }
    let folder = format!("{target}/");
    let is_there = manual.assets.binary_search(&target).is_ok();
    let is_folder = manual
        .assets
        .iter()
        .any(|file| file.as_str().starts_with(&folder));
    if is_there || is_folder {
        let message = format!("`{target}` is not published, so that the published file lacks it");
        let pattern = if is_there {
            target.to_string()
        } else {
            format!("{target}/**")
        };
        return report(
            message,
            &format!("add \"{pattern}\" to `publish` in manual.toml"),
        );
    }
    let message =
        format!("there is no file `{target}` in the manual, so that the published file lacks it");
    report(message, "add the file, or take out what asks for it")
}
