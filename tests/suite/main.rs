//! Tests of the binary: most tests run it on a small manual. `README.md` describes the suite.

// A panic is the right end for a test that cannot continue.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod adopt;
mod agreement;
mod approvals;
#[cfg(feature = "xlsx")]
mod audit;
mod auditor;
mod broken_settings;
mod changes;
mod citations;
mod claim_text;
mod claims_elsewhere;
mod cli;
mod consequences;
// The benchmarks use its other items.
#[allow(dead_code)]
#[path = "../../benches/corpus/mod.rs"]
mod corpus;
mod counts_nowhere;
mod coverage_status;
mod defaults;
mod determinism;
mod docs;
mod doubt;
mod editions;
mod files;
mod front_matter;
mod fuzz;
mod generated;
mod import_catalog;
mod import_word;
mod in_process;
mod init;
mod interrupted;
mod kinds;
mod languages;
mod links;
mod long_standard;
mod machines;
mod manual_test;
mod menu;
mod metadata;
mod notices;
mod oracle;
mod oscal;
mod own_fields;
mod page_weight;
mod payloads;
#[cfg(feature = "pdf")]
mod pdf;
mod publishing;
mod random;
mod reading;
mod references;
mod registers;
mod repository;
mod revisions;
// The unit tests of pages in src/site use its other items.
#[allow(dead_code)]
#[path = "../../src/site/tests/rendered_page.rs"]
mod rendered_page;
mod rules;
mod sample;
#[cfg(feature = "serve")]
mod serve;
mod statement;
mod told_once;
mod transition;
mod verify;
#[cfg(feature = "xlsx")]
mod workbook;
mod workspace;
mod written_files;
