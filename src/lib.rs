//! Clausebook compiles a folder of Markdown procedures into a quality-manual website and a
//! clause-coverage matrix.
//!
//! The matrix says of each requirement of a standard which section of which document addresses it,
//! whether that is in force on the day, what evidence there is, when it was last audited, and what is
//! missing. The rules are in `docs/design.md`.
//!
//! # The stages
//!
//! Data flows one way, through stages with plain data between them:
//!
//! 1. `sources` lists and reads a manual's files. It is the only reader of the disk, behind the trait
//!    [`Sources`], so that memory or unsaved buffers can stand where the disk stands.
//! 2. `parse` and `markdown` turn each file, by itself, into a tree of values and the facts of its text.
//! 3. `assemble` gives the trees their meaning, by the table of kinds: together they are a [`Manual`].
//! 4. `resolve` looks up names: clauses as people write them, claims, references, evidence.
//! 5. `coverage` turns claims into the status of each clause: [`Coverage`].
//! 6. `registers` says which records are open, due and overdue: [`Registers`].
//! 7. `check` reports what is true of the management system, beside what files say wrongly:
//!    a [`Report`] of [`Diagnostic`]s, each by a [`Rule`].
//! 8. `site` and `export` make pages and files of it, `publish` writes them to a folder, whole or not
//!    at all.
//!
//! Beside them, `redline` compares two texts of a page, and `word` turns Word files into pages that a manual can begin with.
//!
//! [`read`] is the first three of them, file by file; [`compile`] is all the rest up to the report. What
//! it returns, [`Compiled`], is what everything behind it is made from. A [`Workspace`] keeps a manual
//! in memory and does again only what an edit touches.
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

pub(crate) mod approvals;
pub(crate) mod assemble;
mod by_parts;
mod changes;
pub(crate) mod charts;
pub(crate) mod check;
mod cli;
pub(crate) mod compare;
pub(crate) mod coverage;
pub(crate) mod diagnostics;
pub(crate) mod digest;
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
pub(crate) mod publish;
pub(crate) mod redline;
pub(crate) mod registers;
pub(crate) mod resolve;
pub(crate) mod rules;
pub(crate) mod search;
#[cfg(feature = "serve")]
pub(crate) mod serve;
pub(crate) mod signatures;
pub(crate) mod site;
pub(crate) mod site_output;
pub(crate) mod sources;
pub(crate) mod standards;
pub(crate) mod trend;
pub(crate) mod word;
mod words;
pub(crate) mod workspace;

pub use crate::assemble::Parts;
pub use crate::cli::run;
pub use crate::coverage::{ClauseCoverage, ClauseStatus, Coverage, Standing};
pub use crate::diagnostics::{
    Diagnostic, Fix, Format, Level, Location, Report, Rule, SourcePath, render,
};
pub use crate::export::{coverage_csv, coverage_json, explain_clause, registers_json};
pub use crate::git::{FileHistory, GitError};
pub use crate::index::IndexVec;
pub use crate::manual::{Clause, Date, Document, Manual, Record, Standard};
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
