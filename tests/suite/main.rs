//! The program from outside: every test runs the binary on a small manual.

mod manual_test;
mod oracle;
