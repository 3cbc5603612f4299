//! The stages in their order, for whoever drives them: one run of the command line, a server that
//! keeps what it has parsed, an editor.
//!
//! [`parse`] turns texts into parts, each file alone; [`compile`] turns the parts into everything
//! that is known of the manual on a day. Neither touches the disk.

use std::sync::Arc;

use rayon::prelude::*;

use crate::assemble::{
    AssembledPage, Reading, all_kinds, assemble, assemble_page, choose_standards,
};
use crate::check;
use crate::coverage::{Coverage, assess};
use crate::diagnostics::{Diagnostic, Report, Source, SourcePath, judge};
use crate::files::{CONFIG_FILE, ManualFiles};
use crate::manual::{Config, DataTable, Date, Manual, Origin, ReadTable, Standard};
use crate::parse::{
    ParsedPage, duplicate_standard, parse_config, parse_page, parse_standard, parse_table,
};
use crate::registers::{Registers, keep};
use crate::resolve::{Resolved, resolve};

/// A manual's files, parsed. Each part depends on its own file alone, so that one can be replaced
/// when its file changes.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// `manual.toml`.
    pub config: Arc<Config>,
    /// The manual's own standards, by path.
    pub standards: Vec<Arc<Standard>>,
    /// The Markdown files, by path.
    pub pages: Vec<Arc<ParsedPage>>,
    /// The CSV files, by path.
    pub tables: Vec<Arc<ReadTable>>,
    /// The files that are copied as they are, by path.
    pub assets: Vec<SourcePath>,
    /// What is wrong in the settings and standards, and what could not be read at all.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses every file, on all cores.
pub fn parse(files: &ManualFiles) -> Parsed {
    let mut diagnostics = files.diagnostics.clone();
    let config = match &files.config {
        Some(source) => {
            let (config, of_config) = parse_config(source);
            diagnostics.extend(of_config);
            config
        }
        // That it cannot be read was reported; what would follow from an empty one is not.
        None => parse_config(&Source::new(SourcePath::new(CONFIG_FILE), "")).0,
    };
    let mut standards: Vec<Arc<Standard>> = Vec::new();
    for source in &files.standards {
        let origin = Origin::Manual(source.path().clone());
        let (standard, of_standard) = parse_standard(source, origin);
        diagnostics.extend(of_standard);
        match standard {
            Some(standard) if standards.iter().any(|other| other.id == standard.id) => {
                diagnostics.push(duplicate_standard(source.path(), &standard.id));
            }
            Some(standard) => standards.push(Arc::new(standard)),
            None => {}
        }
    }
    let pages = files
        .pages
        .par_iter()
        .map(|source| Arc::new(parse_page(source)))
        .collect();
    Parsed {
        config: Arc::new(config),
        standards,
        pages,
        tables: tables(files),
        assets: files.assets.clone(),
        diagnostics,
    }
}

/// The CSV files, those that cannot be read as text among them: that matters only where a record
/// takes its values from one.
fn tables(files: &ManualFiles) -> Vec<Arc<ReadTable>> {
    let read = files.tables.par_iter();
    let mut tables: Vec<Arc<ReadTable>> =
        read.map(|source| Arc::new(parse_table(source))).collect();
    tables.extend(files.unread_tables.iter().map(|diagnostic| {
        Arc::new(ReadTable {
            path: diagnostic.place.path.clone(),
            table: DataTable::default(),
            diagnostics: vec![diagnostic.clone()],
        })
    }));
    tables.sort_by(|a, b| a.path.cmp(&b.path));
    tables
}

/// Everything that is known of a manual on a day.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The manual.
    pub manual: Manual,
    /// Its names, looked up.
    pub resolved: Resolved,
    /// Its coverage.
    pub coverage: Coverage,
    /// Its registers.
    pub registers: Registers,
    /// What is wrong with it, each with the level that the manual gives the rule.
    pub report: Report,
}

/// Gives the parts their meaning and judges the manual on a day.
pub fn compile(parsed: &Parsed, as_of: Date) -> Compiled {
    let mut diagnostics = parsed.diagnostics.clone();
    let kinds = all_kinds(&parsed.config);
    let reading = Reading {
        config: &parsed.config,
        kinds: &kinds,
    };
    let assembled: Vec<(AssembledPage, Vec<Diagnostic>)> = parsed
        .pages
        .par_iter()
        .map(|page| assemble_page(reading, page))
        .collect();
    let mut pages = Vec::with_capacity(assembled.len());
    for (parsed, (page, of_page)) in parsed.pages.iter().zip(assembled) {
        diagnostics.extend(parsed.diagnostics.iter().cloned());
        diagnostics.extend(of_page);
        pages.push(page);
    }
    let (standards, of_standards) = choose_standards(&parsed.config, &parsed.standards);
    diagnostics.extend(of_standards);
    let assets = parsed.assets.clone();
    let (mut manual, of_ids) = assemble(parsed.config.clone(), kinds, standards, pages, assets);
    manual.tables = parsed.tables.clone();
    diagnostics.extend(of_ids);
    let (resolved, of_names) = resolve(&manual);
    diagnostics.extend(of_names);
    let coverage = assess(&manual, &resolved, as_of);
    let (registers, of_tables) = keep(&manual, &resolved, &coverage);
    diagnostics.extend(of_tables);
    diagnostics.extend(check::findings(&manual, &resolved, &coverage, &registers));
    let report = judge(diagnostics, &manual.config.rules);
    Compiled {
        manual,
        resolved,
        coverage,
        registers,
        report,
    }
}
