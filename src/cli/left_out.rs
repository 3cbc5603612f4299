//! Stand-ins for commands that this program was built without. They always fail with an
//! explanation.

use std::ffi::OsString;

use clap::Args;

use super::{Failure, Outcome};

/// The arguments of a command that was left out; all are accepted and ignored.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(hide = true, trailing_var_arg = true, allow_hyphen_values = true)]
    _arguments: Vec<OsString>,
}

/// `clausebook pdf`.
#[cfg(not(feature = "pdf"))]
pub(super) mod pdf {
    use super::super::{Common, Failure, Outcome};
    pub(in crate::cli) use super::Arguments as PdfArguments;

    pub(in crate::cli) fn run(_: &Common, _: &PdfArguments) -> Result<Outcome, Failure> {
        super::refuse("pdf", "pdf")
    }
}

/// `clausebook audit`, which reads and writes workbooks.
#[cfg(not(feature = "xlsx"))]
pub(super) mod audit {
    use super::super::{Common, Failure, Outcome};
    pub(in crate::cli) use super::Arguments as AuditArguments;

    pub(in crate::cli) fn run(_: &Common, _: &AuditArguments) -> Result<Outcome, Failure> {
        super::refuse("audit", "xlsx")
    }
}

/// `clausebook serve`.
#[cfg(not(feature = "serve"))]
pub(super) mod serve {
    use super::super::{Common, Failure, Outcome};
    pub(in crate::cli) use super::Arguments as ServeArguments;

    pub(in crate::cli) fn run(_: &Common, _: &ServeArguments) -> Result<Outcome, Failure> {
        super::refuse("serve", "serve")
    }
}

/// Fails for a command, which needs a feature.
fn refuse(command: &str, feature: &str) -> Result<Outcome, Failure> {
    Err(Failure::Message(format!(
        "this program was built without `clausebook {command}`: its feature `{feature}` was left out"
    )))
}
