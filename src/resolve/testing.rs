//! Test manuals for the stages after parsing: written as text and assembled as the program does.

use std::sync::Arc;

use crate::assemble::{Assembled, OwnStandards, Parts, Settings, assemble, assemble_page};
use crate::diagnostics::{Diagnostic, Source, SourcePath};
use crate::manual::{ApprovalFiles, Manual};
use crate::parse::{parse_config, parse_page};

/// Builds a manual with these standards and pages (path and text).
pub(crate) fn manual_of(standards: &[&str], pages: &[(&str, &str)]) -> Manual {
    let list: Vec<String> = standards.iter().map(|id| format!("\"{id}\"")).collect();
    let config = format!("title = \"M\"\nstandards = [{}]\n", list.join(", "));
    assembled(&config, pages).0
}

/// Builds a manual with this `manual.toml` and these pages. Returns it with all diagnostics.
pub(crate) fn assembled(config: &str, pages: &[(&str, &str)]) -> (Manual, Vec<Diagnostic>) {
    let parts = parts(config, pages);
    let manual = assemble(&parts);
    let mut diagnostics = parts.settings.diagnostics.clone();
    let of_pages = parts.pages.iter().flat_map(|page| &page.diagnostics);
    diagnostics.extend(of_pages.cloned());
    diagnostics.extend(manual.names.diagnostics.iter().cloned());
    (manual, diagnostics)
}

/// Builds the parts of a manual with this `manual.toml` and these pages.
pub(crate) fn parts(config: &str, pages: &[(&str, &str)]) -> Parts {
    let source = Source::new(SourcePath::new("manual.toml"), config);
    let (config, diagnostics) = parse_config(&source);
    let mut paths: Vec<SourcePath> = pages
        .iter()
        .map(|(path, _)| SourcePath::new(path))
        .collect();
    paths.sort();
    let settings = Settings::new(config, OwnStandards::default(), &paths, diagnostics);
    let page = |(path, text): &(&str, &str)| {
        let page = parse_page(
            settings.config.page_settings(),
            &Source::new(SourcePath::new(path), text),
        );
        Arc::new(assemble_page(settings.reading(), &page))
    };
    let mut pages: Vec<Arc<Assembled>> = pages.iter().map(page).collect();
    pages.sort_by(|a, b| a.page.path().cmp(b.page.path()));
    Parts {
        issued: Default::default(),
        pages,
        tables: Vec::new(),
        claims_files: Arc::default(),
        markups: Vec::new(),
        assets: Vec::new(),
        keys: Vec::new(),
        approvals: ApprovalFiles::default(),
        diagnostics: Vec::new(),
        settings: Arc::new(settings.clone()),
    }
}
