//! Runs the program on one page in a process of its own: its command line, its time limit, and its
//! error output.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{chromium, finish};
use crate::pdf::error::PdfError;
use crate::pdf::program::{Family, Program};

/// The interval of the checks whether a program has ended.
pub(super) const PAUSE: Duration = Duration::from_millis(10);

/// How many lines of a program's error output are reported.
const LINES: usize = 4;

/// A page to be printed.
pub(super) struct Sheet<'a> {
    /// The HTML file.
    pub(super) page: &'a Path,
    /// A folder of its own, for the PDF and the program's other files.
    pub(super) folder: &'a Path,
    /// The time limit.
    pub(super) limit: Duration,
    /// Whether the page has contents whose lines get page numbers.
    pub(super) has_contents: bool,
}

/// Prints one page; returns the PDF's bytes.
pub(super) fn print(
    program: &Program,
    sheet: &Sheet<'_>,
    stop: &AtomicBool,
) -> Result<Vec<u8>, PdfError> {
    fs::create_dir_all(sheet.folder).map_err(PdfError::disk(sheet.folder))?;
    let pdf = sheet.folder.join("made.pdf");
    let log = sheet.folder.join("said.txt");
    let said = File::create(&log).map_err(PdfError::disk(&log))?;
    let mut command = Command::new(&program.path);
    match program.family {
        Family::Chromium => {
            chromium::options(&mut command, sheet.folder);
            chromium::print_to_pdf(&mut command, sheet.page, &pdf);
        }
        Family::WeasyPrint => {
            command.arg("--quiet").arg(sheet.page).arg(&pdf);
        }
    }
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(said)
        .spawn()
        .map_err(|source| PdfError::Start {
            program: program.path.clone(),
            source,
        })?;
    let status = wait(child, sheet.limit, stop).map_err(PdfError::disk(sheet.folder))?;
    match status {
        Ended::Stopped => Err(PdfError::Stopped),
        Ended::Late => Err(PdfError::Late {
            program: program.path.clone(),
            seconds: sheet.limit.as_secs(),
        }),
        Ended::With(status) => {
            let made = fs::read(&pdf).unwrap_or_default();
            match finish::is_complete(&made) {
                true if status.success() => Ok(made),
                _ => Err(PdfError::Failed {
                    program: program.path.clone(),
                    status: status.to_string(),
                    said: last_lines(&log),
                }),
            }
        }
    }
}

enum Ended {
    With(ExitStatus),
    Late,
    Stopped,
}

/// Waits until a program has ended; kills it at the time limit or once `stop` is set.
fn wait(mut child: Child, limit: Duration, stop: &AtomicBool) -> io::Result<Ended> {
    let start = Instant::now();
    let ended = loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Ended::With(status));
        }
        if stop.load(Ordering::Relaxed) {
            break Ended::Stopped;
        }
        if start.elapsed() > limit {
            break Ended::Late;
        }
        std::thread::sleep(PAUSE);
    };
    // An error means that the program has just exited.
    let _ = child.kill();
    child.wait()?;
    Ok(ended)
}

/// Returns the last lines of a program's error output, without the warnings that browsers print on
/// machines without a desktop.
pub(super) fn last_lines(log: &Path) -> String {
    let said = fs::read(log).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let noise = ["dbus", "gcm", "vaapi", "gpu", "libva", "Gtk"];
    let lines: Vec<&str> = said
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !noise.iter().any(|word| line.contains(word)))
        .collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n  ")
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// Prints with a program that is this shell script.
    fn print_with(script: &str, limit: Duration, stop: bool) -> Result<Vec<u8>, PdfError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("weasyprint");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        let program = Program {
            path,
            family: Family::WeasyPrint,
        };
        let sheet = Sheet {
            page: Path::new("/page.html"),
            folder: &folder.path().join("work"),
            limit,
            has_contents: false,
        };
        print(&program, &sheet, &AtomicBool::new(stop))
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn what_is_complete_is_taken() {
        let made = print_with("printf '%%PDF-1.7 x %%%%EOF' > \"$3\"", LONG, false);
        assert_eq!(made.unwrap(), b"%PDF-1.7 x %%EOF");
    }

    #[test]
    fn half_a_pdf_is_none() {
        let error = print_with(
            "printf '%%PDF-1.7 x' > \"$3\"; echo broken >&2",
            LONG,
            false,
        );
        let error = error.unwrap_err().to_string();
        assert!(error.contains("broken"), "{error}");
        let error = print_with("printf '%%PDF-1.7 x %%%%EOF' > \"$3\"; exit 3", LONG, false);
        assert!(error.unwrap_err().to_string().contains('3'));
    }

    #[test]
    fn a_program_that_hangs_is_ended() {
        let start = Instant::now();
        let error = print_with("exec sleep 60", Duration::from_millis(50), false).unwrap_err();
        assert!(matches!(error, PdfError::Late { .. }), "{error}");
        let error = print_with("exec sleep 60", LONG, true).unwrap_err();
        assert!(matches!(error, PdfError::Stopped), "{error}");
        assert!(start.elapsed() < LONG / 2);
    }
}
