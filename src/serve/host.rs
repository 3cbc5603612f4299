//! The thread that owns the manual. It takes in what became of files, renders pages when they are
//! asked for, and tells when there is something new to see.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use tokio::sync::{oneshot, watch};

use crate::manual::Date;
use crate::publish::{Content, Original};
use crate::search;
use crate::serve::change::Change;
use crate::serve::debounce::{LONGEST, Unsettled};
use crate::site::Renderer;
use crate::site_output;
use crate::site_output::SiteFile;
use crate::sources::Touched;
use crate::workspace::{GoodManual, Workspace, drop_elsewhere};

/// What the thread is asked to do.
pub(crate) enum Work {
    /// Something became of files.
    Changed(Change),
    /// A file of the site is asked for.
    Show(String, oneshot::Sender<Response>),
}

/// A file of the site, as it is now.
pub(crate) enum Response {
    /// What it holds.
    Bytes(Vec<u8>),
    /// A file that is copied as it is.
    File(Box<dyn Original>),
    /// There is no such file; the page that says so.
    Missing(Vec<u8>),
    /// The manual was never good enough to be shown: what is wrong with it.
    Nothing(String),
}

/// What open pages are told.
#[derive(Clone, Debug, Default)]
pub(crate) struct LiveState {
    /// Grows with every rebuild.
    pub(crate) revision: u64,
    /// What keeps the manual from being built; empty where nothing does.
    pub(crate) errors: String,
}

/// A way to the thread.
#[derive(Clone)]
pub(crate) struct Handle {
    pub(crate) work: Sender<Work>,
    pub(crate) live_state: watch::Receiver<LiveState>,
}

/// A rebuild.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rebuild {
    /// How many paths were touched; none for the first build.
    pub touched: usize,
    /// How long it took.
    pub took: Duration,
}

/// Starts the thread. It ends when nobody can ask it any more.
pub(crate) fn open(
    mut workspace: Workspace,
    as_of: impl Fn() -> Date + Send + 'static,
    mut rebuild: impl FnMut(&Workspace, &Rebuild) + Send + 'static,
) -> std::io::Result<Handle> {
    let (work, asked) = channel();
    let (tell, live_state) = watch::channel(LiveState::default());
    std::thread::Builder::new()
        .name("host".to_owned())
        .spawn(move || {
            let mut day = as_of();
            let mut last = Rebuild {
                touched: 0,
                took: Duration::ZERO,
            };
            let mut is_new = true;
            loop {
                if is_new {
                    tell.send_modify(|live_state| {
                        live_state.revision += 1;
                        live_state.errors = workspace.errors();
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
                day = as_of().max(day);
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

/// Shows the good manual until files are touched; `None` when nobody asks any more.
fn show(good: &GoodManual, workspace: &Workspace, asked: &Receiver<Work>) -> Option<Vec<Touched>> {
    let Ok(renderer) = Renderer::with_loaded_theme(&good.compiled, &good.loaded_theme) else {
        // It was made once already, when the manual was found to be good.
        return show_nothing(workspace, asked);
    };
    let files = site_output::list(&good.compiled, &good.theme);
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
    // Made when somebody searches: it takes as long as all the rest.
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
    until_touched(workspace, asked, |_| Response::Nothing(workspace.errors()))
}

/// Answers until files are touched, and waits until no more of them are.
fn until_touched(
    workspace: &Workspace,
    asked: &Receiver<Work>,
    answer: impl Fn(&str) -> Response,
) -> Option<Vec<Touched>> {
    let mut unsettled = Unsettled::default();
    // One who has gone away needs no answer.
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
            // They ask while something is going on: what they get may be from before it.
            Ok(Work::Show(address, to)) => reply(&address, to),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(unsettled.into_touched())
}
