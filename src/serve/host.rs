//! The thread that owns the manual. It takes in changes of files, renders pages on request, and
//! notifies open pages of each rebuild.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use tokio::sync::{oneshot, watch};

use crate::manual::JudgedOn;
use crate::publish::{Content, Original};
use crate::search;
use crate::serve::change::Change;
use crate::serve::debounce::{LONGEST, Unsettled};
use crate::site_output;
use crate::site_output::SiteFile;
use crate::sources::Touched;
use crate::workspace::{GoodManual, Workspace, drop_elsewhere};

/// A message to the thread.
pub(crate) enum Work {
    /// Files have changed.
    Changed(Change),
    /// A request for a file of the site, by its address.
    Show(String, oneshot::Sender<Response>),
}

/// The thread's response to a request for a file of the site.
pub(crate) enum Response {
    /// The content of the file.
    Bytes(Vec<u8>),
    /// A file that is copied unchanged.
    File(Box<dyn Original>),
    /// There is no such file; the bytes are the site's page for status 404.
    Missing(Vec<u8>),
    /// The manual could not be built so far; the text lists its errors.
    Nothing(String),
}

/// The state that is sent to open pages.
#[derive(Clone, Debug, Default)]
pub(crate) struct LiveState {
    /// Grows with every rebuild.
    pub(crate) revision: u64,
    /// The errors that keep the manual from being built; empty if it can be built.
    pub(crate) errors: String,
}

/// The sending and receiving ends of the channels to the thread.
#[derive(Clone)]
pub(crate) struct Handle {
    pub(crate) work: Sender<Work>,
    pub(crate) live_state: watch::Receiver<LiveState>,
}

/// The facts of a rebuild.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rebuild {
    /// The number of changed paths; zero for the first build.
    pub touched: usize,
    /// The duration of the rebuild.
    pub took: Duration,
}

/// Starts the thread. It ends when all senders of work are dropped.
pub(crate) fn open(
    mut workspace: Workspace,
    judged_on: impl Fn() -> JudgedOn + Send + 'static,
    mut rebuild: impl FnMut(&Workspace, &Rebuild) + Send + 'static,
) -> std::io::Result<Handle> {
    let (work, asked) = channel();
    let (tell, live_state) = watch::channel(LiveState::default());
    std::thread::Builder::new()
        .name("host".to_owned())
        .spawn(move || {
            let mut day = judged_on();
            let mut last = Rebuild {
                touched: 0,
                took: Duration::ZERO,
            };
            let mut is_new = true;
            loop {
                if is_new {
                    tell.send_modify(|live_state| {
                        live_state.revision += 1;
                        live_state.errors = workspace.errors_for_readers();
                    });
                    rebuild(&workspace, &last);
                }
                let good = workspace.good().cloned();
                let touched = match &good {
                    Some(good) => show(good, &workspace, &asked),
                    None => show_nothing(&workspace, &asked),
                };
                let Some(touched) = touched else {
                    return;
                };
                let start = Instant::now();
                day = judged_on().max(day);
                is_new = workspace.update(&touched, day);
                drop_elsewhere(good);
                last = Rebuild {
                    touched: touched.len(),
                    took: start.elapsed(),
                };
            }
        })?;
    Ok(Handle { work, live_state })
}

/// Serves the last good manual until files change; `None` when all senders are dropped.
fn show(good: &GoodManual, workspace: &Workspace, asked: &Receiver<Work>) -> Option<Vec<Touched>> {
    let Ok(renderer) = good.renderer() else {
        // Not expected: the renderer was created once before, when the manual was found to be good.
        return show_nothing(workspace, asked);
    };
    let files = good.files();
    let by_address: HashMap<&str, &SiteFile> =
        files.iter().map(|file| (file.address(), file)).collect();
    let content = |file: &SiteFile| match site_output::content(
        workspace.sources(),
        &good.compiled,
        &renderer,
        file,
    ) {
        Ok(Content::Bytes(bytes)) => Response::Bytes(bytes),
        Ok(Content::CopyOf(original)) => Response::File(original),
        Err(error) => Response::Nothing(error.to_string()),
    };
    let missing = || match by_address.get("404.html").map(|file| content(file)) {
        Some(Response::Bytes(bytes)) => Response::Missing(bytes),
        _ => Response::Missing(Vec::new()),
    };
    // Made on the first request from the search, because it takes as long as all other pages.
    let search: OnceCell<HashMap<String, SiteFile>> = OnceCell::new();
    let search_file = |address: &str| {
        let made = || {
            let files = site_output::search_files(&renderer).into_iter();
            files
                .map(|file| (file.address().to_owned(), file))
                .collect()
        };
        search.get_or_init(made).get(address).map(content)
    };
    until_touched(workspace, asked, |address| match by_address.get(address) {
        Some(file) => content(file),
        None if address.starts_with(search::FOLDER) => search_file(address).unwrap_or_else(missing),
        None => missing(),
    })
}

fn show_nothing(workspace: &Workspace, asked: &Receiver<Work>) -> Option<Vec<Touched>> {
    until_touched(workspace, asked, |_| {
        Response::Nothing(workspace.errors_for_readers())
    })
}

/// Answers requests until files change and the changes have settled.
fn until_touched(
    workspace: &Workspace,
    asked: &Receiver<Work>,
    answer: impl Fn(&str) -> Response,
) -> Option<Vec<Touched>> {
    let mut unsettled = Unsettled::default();
    // The client may have closed the connection.
    let reply = |address: &str, reply: oneshot::Sender<Response>| drop(reply.send(answer(address)));
    while unsettled.is_empty() {
        match asked.recv().ok()? {
            Work::Show(address, to) => reply(&address, to),
            Work::Changed(change) => unsettled.take(change, |touched| workspace.concerns(touched)),
        }
    }
    let start = Instant::now();
    let mut last = start;
    while start.elapsed() < LONGEST {
        let quiet = unsettled.quiet(|touched| workspace.misses(touched));
        match asked.recv_timeout(quiet.saturating_sub(last.elapsed())) {
            Ok(Work::Changed(change)) => {
                unsettled.take(change, |touched| workspace.concerns(touched));
                last = Instant::now();
            }
            // A request during a change may get the state before it.
            Ok(Work::Show(address, to)) => reply(&address, to),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(unsettled.into_touched())
}
