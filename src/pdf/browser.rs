//! One browser process that prints all pages, and the pipe that carries its requests.
//!
//! A pipe is used because only this process and the browser can reach it. Any program on the
//! machine could connect to a debugging port on the network.

use std::fs::{self, File};
use std::io::{self, PipeReader, PipeWriter};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::json;

use super::devtools::{CallError, DevTools, Patience, Tab};
use super::run::{PAUSE, Sheet, last_lines};
use super::{chromium, contents, finish};
use crate::pdf::error::PdfError;

/// The time limit for the browser's first reply. A cold start on a busy machine takes some seconds.
const FIRST_WORD: Duration = Duration::from_secs(40);

/// The time limit for the browser to exit and clean up its profile after it was told to close.
const FAREWELL: Duration = Duration::from_secs(5);

/// A running browser; it is closed when this is dropped.
pub(super) struct Browser {
    path: PathBuf,
    process: Mutex<Child>,
    devtools: DevTools,
    log: PathBuf,
}

impl Browser {
    /// Starts a browser in a folder of its own. Returns `None` if the browser cannot be started or
    /// does not answer; each page is then printed by its own process, which reports the error.
    pub(super) fn start(path: &Path, folder: &Path, stop: &AtomicBool) -> Option<Self> {
        fs::create_dir_all(folder).ok()?;
        let log = folder.join("said.txt");
        let mut command = Command::new(path);
        chromium::options(&mut command, folder);
        command
            .args([
                "--remote-debugging-pipe",
                "--no-startup-window",
                // All tabs are in the background, and none of them may be throttled.
                "--disable-background-timer-throttling",
                "--disable-backgrounding-occluded-windows",
                "--disable-renderer-backgrounding",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&log).ok()?);
        let (process, to, from) = spawn(command).ok()?;
        let browser = Self {
            path: path.to_owned(),
            process: Mutex::new(process),
            devtools: DevTools::new(to, from),
            log,
        };
        let patience = Patience::new(FIRST_WORD, stop);
        let version = "Browser.getVersion";
        let answer = browser.devtools.call(None, version, &json!({}), patience);
        answer.is_ok().then_some(browser)
    }

    /// Prints one page; returns the PDF's bytes.
    pub(super) fn print(&self, sheet: &Sheet<'_>, stop: &AtomicBool) -> Result<Vec<u8>, PdfError> {
        let patience = Patience::new(sheet.limit, stop);
        let tab = Tab::open(&self.devtools, &chromium::file_url(sheet.page), patience);
        let made = tab.and_then(|tab| match sheet.has_contents {
            true => contents::print(&tab),
            false => tab.print(),
        });
        let failed = |status| PdfError::Failed {
            program: self.path.clone(),
            status,
            said: last_lines(&self.log),
        };
        match made {
            Ok(pdf) if finish::is_complete(&pdf) => Ok(pdf),
            Ok(_) => Err(failed("the PDF is not whole".to_owned())),
            Err(CallError::Stopped) => Err(PdfError::Stopped),
            Err(CallError::Late) => Err(PdfError::Late {
                program: self.path.clone(),
                seconds: sheet.limit.as_secs(),
            }),
            Err(CallError::Refused(why)) => Err(failed(why)),
            Err(CallError::Gone) => Err(failed(match self.ended() {
                Some(status) => status.to_string(),
                None => "it no longer answers".to_owned(),
            })),
        }
    }

    /// Returns the browser's exit status, or `None` if it does not exit within [`FAREWELL`].
    fn ended(&self) -> Option<ExitStatus> {
        let mut process = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        let start = Instant::now();
        while start.elapsed() < FAREWELL {
            if let Some(status) = process.try_wait().ok()? {
                return Some(status);
            }
            std::thread::sleep(PAUSE);
        }
        None
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.devtools.tell("Browser.close", &json!({}));
        if self.ended().is_none() {
            let process = self.process.get_mut();
            let process = process.unwrap_or_else(PoisonError::into_inner);
            // An error means that the browser has just exited.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// Starts a process that reads from file descriptor 3 and writes to 4; returns the other ends of
/// the two pipes.
#[cfg(unix)]
fn spawn(mut command: Command) -> io::Result<(Child, PipeWriter, PipeReader)> {
    use std::os::unix::process::CommandExt;

    use command_fds::{CommandFdExt, FdMapping};

    let (its_input, to) = io::pipe()?;
    let (from, its_output) = io::pipe()?;
    let mappings = vec![
        FdMapping {
            parent_fd: its_input.into(),
            child_fd: 3,
        },
        FdMapping {
            parent_fd: its_output.into(),
            child_fd: 4,
        },
    ];
    command.fd_mappings(mappings).map_err(io::Error::other)?;
    // In its own process group, the browser does not receive Ctrl-C; this process does, and closes
    // it in an orderly way.
    command.process_group(0);
    let process = command.spawn()?;
    // Dropping the command closes this process's copies of the browser's pipe ends. The browser
    // then holds the only ones, so that its exit closes the pipes.
    Ok((process, to, from))
}

#[cfg(not(unix))]
fn spawn(_: Command) -> io::Result<(Child, PipeWriter, PipeReader)> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    /// A browser that answers the first request and then runs this shell script.
    fn browser_that_does(script: &str) -> (tempfile::TempDir, Browser) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chromium");
        let answer = r#"head -c 20 <&3 >/dev/null; printf '{"id":1,"result":{}}\0' >&4"#;
        fs::write(&path, format!("#!/bin/sh\n{answer}\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        let stop = AtomicBool::new(false);
        let browser = Browser::start(&path, &folder.path().join("work"), &stop);
        (folder, browser.unwrap())
    }

    /// A browser that sends one of these replies for each request.
    fn browser_that_says(replies: &'static [&'static str]) -> Browser {
        let (requests, to) = io::pipe().unwrap();
        let (from, mut said) = io::pipe().unwrap();
        std::thread::spawn(move || {
            let requests = BufReader::new(requests).split(0);
            for (reply, _) in replies.iter().zip(requests) {
                let _ = write!(said, "{reply}\0");
            }
        });
        Browser {
            path: "chromium".into(),
            process: Mutex::new(Command::new("true").spawn().unwrap()),
            devtools: DevTools::new(to, from),
            log: PathBuf::new(),
        }
    }

    fn print(browser: &Browser, limit: Duration, stop: bool) -> Result<Vec<u8>, PdfError> {
        let sheet = Sheet {
            page: Path::new("/page.html"),
            folder: Path::new("/nowhere"),
            limit,
            has_contents: false,
        };
        browser.print(&sheet, &AtomicBool::new(stop))
    }

    #[test]
    fn what_the_browser_prints_is_taken_if_it_is_whole() {
        const OPENED: [&str; 4] = [
            r#"{"id":1,"result":{"targetId":"T"}}"#,
            r#"{"id":2,"result":{"sessionId":"S"}}"#,
            "{\"method\":\"Target.event\",\"params\":{}}\0{\"id\":3,\"result\":{}}",
            r#"{"id":4,"result":{"result":{"value":true}}}"#,
        ];
        const WHOLE: &[&str] = &[
            OPENED[0],
            OPENED[1],
            OPENED[2],
            OPENED[3],
            // %PDF-1.4 x %%EOF
            r#"{"id":5,"result":{"data":"JVBERi0xLjQgeCAlJUVPRg=="}}"#,
        ];
        const HALF: &[&str] = &[
            OPENED[0],
            OPENED[1],
            OPENED[2],
            OPENED[3],
            // %PDF-1.4
            r#"{"id":5,"result":{"data":"JVBERi0xLjQ="}}"#,
        ];
        let made = print(&browser_that_says(WHOLE), LONG, false);
        assert_eq!(made.unwrap(), b"%PDF-1.4 x %%EOF");
        let error = print(&browser_that_says(HALF), LONG, false).unwrap_err();
        assert!(error.to_string().contains("not whole"), "{error}");
    }

    #[test]
    fn a_browser_that_refuses_says_why() {
        let browser = browser_that_says(&[
            r#"{"id":1,"error":{"code":1,"message":"no paper"}}"#,
            r#"{"id":2,"result":{"targetId":"T"}}"#,
            r#"{"id":3,"result":{"sessionId":"S"}}"#,
            r#"{"id":4,"result":{"errorText":"net::ERR_FILE_NOT_FOUND"}}"#,
        ]);
        for why in ["(no paper)", "(net::ERR_FILE_NOT_FOUND)"] {
            let error = print(&browser, LONG, false).unwrap_err();
            assert!(error.to_string().contains(why), "{error}");
        }
    }

    #[test]
    fn a_browser_that_dies_is_told_with_what_it_said() {
        let (_folder, browser) = browser_that_does("echo 'out of ink' >&2; exit 3");
        // Every later print reports the same error as the first.
        for _ in 0..2 {
            let error = print(&browser, LONG, false).unwrap_err().to_string();
            assert!(error.contains("exit status: 3"), "{error}");
            assert!(error.contains("out of ink"), "{error}");
        }
    }

    #[test]
    fn a_browser_that_hangs_is_not_waited_for() {
        let start = Instant::now();
        let (_folder, browser) = browser_that_does("exec sleep 60");
        let error = print(&browser, Duration::from_millis(50), false).unwrap_err();
        assert!(matches!(error, PdfError::Late { .. }), "{error}");
        let error = print(&browser, LONG, true).unwrap_err();
        assert!(matches!(error, PdfError::Stopped), "{error}");
        drop(browser);
        assert!(start.elapsed() < LONG / 2);
    }

    #[test]
    fn a_program_that_is_no_browser_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let stop = AtomicBool::new(false);
        for program in ["/bin/false", "/nowhere/chromium"] {
            assert!(Browser::start(Path::new(program), folder.path(), &stop).is_none());
        }
    }
}
