//! Words that several output formats use.

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::rule::Level;

/// The message, then the text `between` and the help, if there is one.
pub(crate) fn with_help(diagnostic: &Diagnostic, between: &str) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}{between}{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// The severity in formats for machines: `error` if denied, else `warning`.
pub(crate) fn severity(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn | Level::Allow => "warning",
    }
}
