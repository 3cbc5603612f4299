//! The commands that this program was built without: they say so, whatever they are asked for.

use std::ffi::OsString;

use clap::Args;

use super::{Failure, Outcome};

/// The arguments of a command that is not there.
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
        super::refuse("pdf")
    }
}

/// `clausebook serve`.
#[cfg(not(feature = "serve"))]
pub(super) mod serve {
    use super::super::{Common, Failure, Outcome};
    pub(in crate::cli) use super::Arguments as ServeArguments;

    pub(in crate::cli) fn run(_: &Common, _: &ServeArguments) -> Result<Outcome, Failure> {
        super::refuse("serve")
    }
}

/// A command has the name of the feature that has it.
fn refuse(command: &str) -> Result<Outcome, Failure> {
    Err(Failure::Message(format!(
        "this program was built without `clausebook {command}`: its feature `{command}` was left out"
    )))
}
