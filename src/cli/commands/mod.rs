//! The commands, one file each.

mod adopt;
mod approve;
#[cfg(feature = "xlsx")]
mod audit;
mod build;
mod check;
mod coverage;
mod diff;
mod explain;
mod history;
mod import;
mod init;
mod kinds;
mod new;
#[cfg(feature = "pdf")]
mod pdf;
mod registers;
#[cfg(feature = "serve")]
mod serve;
mod standards;
mod transition;
mod verify;

use clap::Subcommand;

#[cfg(not(feature = "xlsx"))]
use super::left_out::audit;
#[cfg(not(feature = "pdf"))]
use super::left_out::pdf;
#[cfg(not(feature = "serve"))]
use super::left_out::serve;
use super::{Common, Failure, Outcome};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check the manual, then write its site
    Build(build::BuildArguments),
    /// Print every mistake and finding; write nothing
    Check(check::CheckArguments),
    /// Print the coverage matrix
    Coverage(coverage::CoverageArguments),
    /// Print the registers: the records, and which of them are open and overdue
    Registers(registers::RegistersArguments),
    /// Print what differs between two states of the manual
    Diff(diff::DiffArguments),
    /// Write the coverage of each month of the last year to history.csv
    History(history::HistoryArguments),
    /// Make PDFs: the whole manual, and each document by itself
    Pdf(pdf::PdfArguments),
    /// Serve the site of the manual as it is now, on this machine
    Serve(serve::ServeArguments),
    /// Create a new manual
    Init(init::InitArguments),
    /// Create a new document or record, with the next free id
    New(new::NewArguments),
    /// Approve documents as they are now, in the role of their approver
    Approve(approve::ApproveArguments),
    /// Give an auditor a folder to take away, and take back the workbook that was filled in
    Audit(audit::AuditArguments),
    /// Write settings and proposed claims for a folder of Markdown that exists already
    Adopt(adopt::AdoptArguments),
    /// Turn files of other programs into files of a manual
    Import(import::ImportArguments),
    /// Compare a site with the manifest of its build
    Verify(verify::VerifyArguments),
    /// Show what can be carried over from one edition of a standard to another
    Transition(transition::TransitionArguments),
    /// Show the available standards
    Standards(standards::StandardsArguments),
    /// Show the kinds of documents and records, with their fields
    Kinds(kinds::KindsArguments),
    /// Explain a rule, with an example and how to correct it
    Explain(explain::ExplainArguments),
}

/// Runs a command.
pub(super) fn run(command: &Command, common: &Common) -> Result<Outcome, Failure> {
    match command {
        Command::Build(arguments) => build::run(common, arguments),
        Command::Check(arguments) => check::run(common, arguments),
        Command::Coverage(arguments) => coverage::run(common, arguments),
        Command::Registers(arguments) => registers::run(common, arguments),
        Command::Diff(arguments) => diff::run(common, arguments),
        Command::History(arguments) => history::run(common, arguments),
        Command::Pdf(arguments) => pdf::run(common, arguments),
        Command::Serve(arguments) => serve::run(common, arguments),
        Command::Init(arguments) => init::run(common, arguments),
        Command::New(arguments) => new::run(common, arguments),
        Command::Approve(arguments) => approve::run(common, arguments),
        Command::Audit(arguments) => audit::run(common, arguments),
        Command::Adopt(arguments) => adopt::run(common, arguments),
        Command::Import(arguments) => import::run(common, arguments),
        Command::Verify(arguments) => verify::run(common, arguments),
        Command::Transition(arguments) => transition::run(common, arguments),
        Command::Standards(arguments) => standards::run(common, arguments),
        Command::Kinds(arguments) => kinds::run(common, arguments),
        Command::Explain(arguments) => explain::run(arguments),
    }
}
