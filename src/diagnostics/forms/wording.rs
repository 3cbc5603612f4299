//! The words that several forms have in common.

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::rule::Level;

/// What is wrong and, behind a word or a line break, what to write instead.
pub(crate) fn with_help(diagnostic: &Diagnostic, between: &str) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}{between}{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// The words of machines: what is denied is an error.
pub(crate) fn severity(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn | Level::Allow => "warning",
    }
}
