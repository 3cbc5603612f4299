//! Clausebook compiles a folder of Markdown procedures into a quality-manual website and a
//! clause-coverage matrix.
//!
//! For each requirement of a standard, the matrix shows which section of which document addresses
//! it, whether the document is in force on the day, what evidence there is, when the requirement
//! was last audited, and what is missing. The rules are in `docs/design.md`.
//!
//! # The stages
//!
//! Data flows one way, through stages that pass plain data:
//!
//! 1. `sources` lists and reads a manual's files. Only this stage reads the disk, behind the trait
//!    [`Sources`], so that files can also come from memory or unsaved buffers.
//! 2. `parse` and `markdown` parse each file by itself, into a tree of values and the facts of its
//!    text.
//! 3. `assemble` turns the trees into typed pages, by the table of kinds, and the pages into a
//!    [`Manual`].
//! 4. `resolve` looks up names: clauses as people write them, claims, references, evidence.
//! 5. `coverage` turns claims into the status of each clause: [`Coverage`].
//! 6. `registers` computes which records are open, due and overdue: [`Registers`].
//! 7. `check` reports findings about the management system, in addition to the mistakes in files: a
//!    [`Report`] of [`Diagnostic`]s, each with its [`Rule`].
//! 8. `site` and `export` make pages and files from the results. `publish` writes them to a folder;
//!    if it fails, the folder keeps the last site.
//!
//! In addition, `adopt` proposes settings and claims for a folder of other people's Markdown,
//! `catalogs` makes catalogs of lists that other programs keep, `redline` compares two texts of a page,
//! and `word` converts Word files into Markdown pages.
//!
//! [`read`] runs the first three stages on each file. [`compile`] runs the remaining stages up to
//! the report and returns a [`Compiled`], from which pages and exports are made. A [`Workspace`]
//! keeps a manual in memory and repeats only the work that an edit affects.
//!
//! # Example
//!
//! ```
//! use clausebook::{MemorySources, compile, read};
//!
//! let manual = MemorySources::new([
//!     (
//!         "manual.toml",
//!         "title = \"Quality Manual\"\nstandards = [\"iso-9001-2015\"]\n",
//!     ),
//!     (
//!         "purchasing.md",
//!         "---\nid: QP-07\ntitle: Purchasing\nkind: procedure\nrevision: 3\nstatus: approved\n\
//!          owner: Purchasing manager\napprover: Quality manager\neffective: 2026-02-01\n\
//!          clauses: [8.4.1]\n---\nBuyers choose suppliers from the approved list.\n",
//!     ),
//! ]);
//! let compiled = compile(read(&manual)?, "2026-11-23".parse()?);
//!
//! let (standard, coverage) = compiled.standards().next().ok_or("the manual lists none")?;
//! let clause = standard.find("8.4.1").ok_or("ISO 9001 has no 8.4.1")?;
//! assert_eq!(coverage.clause(clause).status.map(|status| status.word()), Some("covered"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub(crate) mod adopt;
pub(crate) mod approvals;
pub(crate) mod assemble;
#[cfg(feature = "xlsx")]
pub(crate) mod audit_sheet;
mod by_parts;
pub(crate) mod catalogs;
mod changes;
pub(crate) mod charts;
pub(crate) mod check;
mod cli;
pub(crate) mod compare;
pub(crate) mod conventions;
pub(crate) mod coverage;
pub(crate) mod diagnostics;
pub(crate) mod digest;
pub(crate) mod edition;
pub(crate) mod export;
pub(crate) mod git;
pub(crate) mod index;
pub(crate) mod issued;
pub(crate) mod manual;
pub(crate) mod markdown;
pub(crate) mod parse;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
pub(crate) mod pipeline;
mod proposed_claims;
pub(crate) mod publish;
pub(crate) mod redline;
pub(crate) mod registers;
pub(crate) mod resolve;
pub(crate) mod rules;
pub(crate) mod search;
#[cfg(feature = "serve")]
pub(crate) mod serve;
mod shell;
pub(crate) mod signatures;
pub(crate) mod site;
pub(crate) mod site_output;
pub(crate) mod sources;
pub(crate) mod standards;
mod toml_text;
pub(crate) mod transition;
pub(crate) mod trend;
pub(crate) mod word;
mod words;
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) mod workbook_reader;
pub(crate) mod workspace;

pub use crate::assemble::Parts;
pub use crate::cli::run;
pub use crate::coverage::{ClauseCoverage, ClauseStatus, Coverage, Standing};
pub use crate::diagnostics::{
    Diagnostic, Fix, Format, Level, Location, ManualFolder, Report, Rule, SourcePath, render,
};
pub use crate::export::{coverage_csv, coverage_json, explain_clause, registers_json};
pub use crate::git::{FileHistory, GitError};
pub use crate::index::IndexVec;
pub use crate::manual::{Clause, Date, Document, JudgedOn, Manual, Record, Standard};
pub use crate::pipeline::{Compiled, compile, read, recompile};
pub use crate::redline::{Redline, redline};
pub use crate::registers::{Entry, Registers};
pub use crate::sources::{
    DiskSources, Entry as SourceEntry, FileState, Listing, MemorySources, OpenFile, Sources,
    SourcesError, UnsavedSources,
};
pub use crate::workspace::Workspace;

/// Single stages, for the benchmarks and the tests of this repository. Anything in here may change
/// with any version.
#[doc(hidden)]
pub mod stages {
    pub use crate::coverage::assess;
    pub use crate::diagnostics::Source;
    pub use crate::manual::{Class, KindIx, StandardIx};
    pub use crate::pipeline::{page, selection, settings};
    pub use crate::publish::{Content, Original, Published, publish};
    pub use crate::registers::build_registers;
    pub use crate::resolve::resolve;
    pub use crate::rules::{all as rules, find as find_rule};
    pub use crate::site::{Renderer, Theme};
    pub use crate::site_output::{SiteFile, content, list, theme};
    pub use crate::sources::{Selection, Touched, read as read_files, read_one};
}
