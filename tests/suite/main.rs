//! The program from outside: every test runs the binary on a small manual.

// A test that cannot go on has failed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod agreement;
mod approvals;
mod broken_settings;
mod changes;
mod cli;
// Benchmarks use the rest of it.
#[allow(dead_code)]
#[path = "../../benches/corpus/mod.rs"]
mod corpus;
mod coverage_status;
mod determinism;
mod files;
mod front_matter;
mod fuzz;
mod generated;
mod import_word;
mod in_process;
mod init;
mod interrupted;
mod links;
mod long_standard;
mod manual_test;
mod notices;
mod oracle;
mod page_weight;
mod payloads;
#[cfg(feature = "pdf")]
mod pdf;
mod publishing;
mod random;
mod references;
mod registers;
mod repository;
mod revisions;
// Beside the pages, whose own tests are most of its use.
#[allow(dead_code)]
#[path = "../../src/site/tests/rendered_page.rs"]
mod rendered_page;
mod rules;
mod sample;
#[cfg(feature = "serve")]
mod serve;
mod told_once;
mod verify;
mod workspace;
mod written_files;
