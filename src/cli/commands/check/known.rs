//! `check --baseline`: compares a report with the diagnostics that are known, and writes them.

use std::io;
use std::path::Path;

use crate::cli::loading::Loaded;
use crate::cli::{Common, Failure, next_command, output, printing};
use crate::diagnostics::{Baseline, Compared, Known, Report};
use crate::shell;
use crate::sources::read_elsewhere;

/// The most diagnostics that no longer apply and are named without `--verbose`.
const MOST_NAMED: usize = 10;

/// No baseline is larger, in bytes.
const MOST_BYTES: u64 = 1 << 30;

/// Reads a baseline.
pub(super) fn read(common: &Common, file: &Path) -> Result<Baseline, Failure> {
    let shown = file.display();
    let read = read_elsewhere(file, MOST_BYTES).and_then(|bytes| {
        String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    });
    let text = read.map_err(|error| {
        let write = write_command(common, file);
        let hint = match error.kind() {
            io::ErrorKind::NotFound => format!("; {write} writes it"),
            _ => String::new(),
        };
        Failure::Message(format!("`{shown}` cannot be read: {error}{hint}"))
    })?;
    Baseline::read(&text).map_err(|error| {
        let write = write_command(common, file);
        Failure::Message(format!(
            "`{shown}` is no baseline: {error}; {write} writes one"
        ))
    })
}

/// Writes the baseline of a report.
pub(super) fn write(
    common: &Common,
    loaded: &Loaded,
    file: &Path,
    report: &Report,
) -> Result<(), Failure> {
    let baseline = Baseline::of(report);
    output::write(loaded, Some(file), "json", baseline.text().as_bytes())?;
    let check = next_command::again(common, &["check", "--baseline"]);
    let text = format!(
        "{} known diagnostics written to {}; {check} {} tells what is new",
        baseline.len(),
        file.display(),
        shell::path(file)
    );
    printing::say(common, &text);
    Ok(())
}

/// Prints what a baseline has beside the new diagnostics.
pub(super) fn tell(common: &Common, file: &Path, compared: &Compared) {
    let shown = file.display();
    if compared.known > 0 {
        let text = format!("{} of {shown} are known, and not shown", compared.known);
        printing::say(common, &text);
    }
    if compared.gone.is_empty() {
        return;
    }
    let most = match common.verbose {
        true => usize::MAX,
        false => MOST_NAMED,
    };
    let mut lines = vec![format!(
        "{} of {shown} no longer apply:",
        compared.gone.len()
    )];
    let named = compared.gone.iter().take(most);
    lines.extend(named.map(
        |Known {
             file,
             rule,
             message,
         }| format!("  {file}: [{rule}] {message}"),
    ));
    let more = compared.gone.len().saturating_sub(most);
    if more > 0 {
        lines.push(format!("  and {more} more (-v names them)"));
    }
    lines.push(format!("{} takes them out", write_command(common, file)));
    printing::say(common, &lines.join("\n"));
}

fn write_command(common: &Common, file: &Path) -> String {
    let check = next_command::again(common, &["check", "--write-baseline", "--baseline"]);
    format!("`{check} {}`", shell::path(file))
}
