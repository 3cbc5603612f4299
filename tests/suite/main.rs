//! The program from outside: every test runs the binary on a small manual.

mod coverage_status;
mod manual_test;
mod oracle;
mod rules;
