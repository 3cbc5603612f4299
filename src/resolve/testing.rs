//! Manuals for tests of what stands behind parsing: written as text, assembled as the program
//! does.

use std::sync::Arc;

use crate::assemble::{
    AssembledPage, Reading, all_kinds, assemble, assemble_page, choose_standards,
};
use crate::diagnostics::{Diagnostic, Source, SourcePath};
use crate::manual::Manual;
use crate::parse::{parse_config, parse_page};

/// A manual with these standards and pages (path and text).
pub(crate) fn manual_of(standards: &[&str], pages: &[(&str, &str)]) -> Manual {
    let list: Vec<String> = standards.iter().map(|id| format!("\"{id}\"")).collect();
    let config = format!("title = \"M\"\nstandards = [{}]\n", list.join(", "));
    assembled(&config, pages).0
}

/// A manual with this `manual.toml` and these pages, and everything that was reported.
pub(crate) fn assembled(config: &str, pages: &[(&str, &str)]) -> (Manual, Vec<Diagnostic>) {
    let source = Source::new(SourcePath::new("manual.toml"), config);
    let (config, mut diagnostics) = parse_config(&source);
    let (standards, of_standards) = choose_standards(&config, &[]);
    diagnostics.extend(of_standards);
    let kinds = all_kinds(&config);
    let reading = Reading {
        config: &config,
        kinds: &kinds,
    };
    let mut read: Vec<AssembledPage> = Vec::new();
    for (path, text) in pages {
        let page = parse_page(&Source::new(SourcePath::new(path), text));
        let (assembled, of_page) = assemble_page(reading, &page);
        diagnostics.extend(page.diagnostics);
        diagnostics.extend(of_page);
        read.push(assembled);
    }
    let (manual, of_ids) = assemble(Arc::new(config), kinds, standards, read, Vec::new());
    diagnostics.extend(of_ids);
    (manual, diagnostics)
}
