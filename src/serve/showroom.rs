//! The thread that owns the manual. It takes in what became of files, renders pages when they are
//! asked for, and tells when there is something new to see.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use tokio::sync::{oneshot, watch};

use super::settling::{LONGEST, Unsettled};
use super::watch::Change;
use crate::manual::Date;
use crate::publish::Content;
use crate::search;
use crate::site::Renderer;
use crate::site_files::{self, SiteFile};
use crate::workshop::{GoodManual, Workshop, drop_elsewhere};

/// What the thread is asked to do.
pub(super) enum Work {
    /// Something became of files.
    Changed(Change),
    /// A file of the site is asked for.
    Show(String, oneshot::Sender<Shown>),
}

/// A file of the site, as it is now.
pub(super) enum Shown {
    /// What it holds.
    Bytes(Vec<u8>),
    /// A file that is copied as it is.
    File(PathBuf),
    /// There is no such file; the page that says so.
    Missing(Vec<u8>),
    /// The manual was never good enough to be shown: what is wrong with it.
    Nothing(String),
}

/// What open pages are told.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Grows with every rebuild.
    pub(super) revision: u64,
    /// What keeps the manual from being built; empty where nothing does.
    pub(super) errors: String,
}

/// A way to the thread.
#[derive(Clone)]
pub(super) struct Room {
    pub(super) work: Sender<Work>,
    pub(super) told: watch::Receiver<Told>,
}

/// A rebuild.
#[derive(Clone, Copy, Debug)]
pub struct News {
    /// How many paths were touched; none for the first build.
    pub touched: usize,
    /// How long it took.
    pub took: Duration,
}

/// Opens the room: a thread of its own, which ends when nobody can ask it any more.
pub(super) fn open(
    mut workshop: Workshop,
    as_of: impl Fn() -> Date + Send + 'static,
    mut news: impl FnMut(&Workshop, &News) + Send + 'static,
) -> std::io::Result<Room> {
    let (work, asked) = channel();
    let (tell, told) = watch::channel(Told::default());
    std::thread::Builder::new()
        .name("showroom".to_owned())
        .spawn(move || {
            let mut day = as_of();
            let mut last = News {
                touched: 0,
                took: Duration::ZERO,
            };
            let mut is_new = true;
            loop {
                if is_new {
                    tell.send_modify(|told| {
                        told.revision += 1;
                        told.errors = workshop.errors();
                    });
                    news(&workshop, &last);
                }
                let good = workshop.good().cloned();
                let touched = match &good {
                    Some(good) => show(good, &workshop, &asked),
                    None => show_nothing(&workshop, &asked),
                };
                let Some(touched) = touched else {
                    return;
                };
                let start = Instant::now();
                day = as_of().max(day);
                is_new = workshop.update(&touched, day);
                drop_elsewhere(good);
                last = News {
                    touched: touched.len(),
                    took: start.elapsed(),
                };
            }
        })?;
    Ok(Room { work, told })
}

/// Shows the good manual until files are touched; `None` when nobody asks any more.
fn show(good: &GoodManual, workshop: &Workshop, asked: &Receiver<Work>) -> Option<Vec<PathBuf>> {
    let inputs = site_files::inputs(&good.compiled);
    let Ok(renderer) = Renderer::with_looks(inputs, &good.looks) else {
        // It was made once already, when the manual was found to be good.
        return show_nothing(workshop, asked);
    };
    let files = site_files::list(&good.compiled, &good.theme);
    let by_address: HashMap<&str, &SiteFile> =
        files.iter().map(|file| (file.address(), file)).collect();
    let content = |file: &SiteFile| match site_files::content(
        workshop.root(),
        &good.compiled,
        &renderer,
        file,
    ) {
        Ok(Content::Bytes(bytes)) => Shown::Bytes(bytes),
        Ok(Content::CopyOf(path)) => Shown::File(path),
        Err(error) => Shown::Nothing(error.to_string()),
    };
    let missing = || match by_address.get("404.html").map(|file| content(file)) {
        Some(Shown::Bytes(bytes)) => Shown::Missing(bytes),
        _ => Shown::Missing(Vec::new()),
    };
    // Made when somebody searches: it takes as long as all the rest.
    let search: OnceCell<HashMap<String, SiteFile>> = OnceCell::new();
    let search_file = |address: &str| {
        let made = || {
            let files = site_files::search_files(&renderer).into_iter();
            files
                .map(|file| (file.address().to_owned(), file))
                .collect()
        };
        search.get_or_init(made).get(address).map(content)
    };
    until_touched(workshop, asked, |address| match by_address.get(address) {
        Some(file) => content(file),
        None if address.starts_with(search::FOLDER) => search_file(address).unwrap_or_else(missing),
        None => missing(),
    })
}

fn show_nothing(workshop: &Workshop, asked: &Receiver<Work>) -> Option<Vec<PathBuf>> {
    until_touched(workshop, asked, |_| Shown::Nothing(workshop.errors()))
}

/// Answers until files are touched, and waits until no more of them are.
fn until_touched(
    workshop: &Workshop,
    asked: &Receiver<Work>,
    answer: impl Fn(&str) -> Shown,
) -> Option<Vec<PathBuf>> {
    let mut unsettled = Unsettled::default();
    // One who has gone away needs no answer.
    let reply = |address: &str, reply: oneshot::Sender<Shown>| drop(reply.send(answer(address)));
    while unsettled.is_empty() {
        match asked.recv().ok()? {
            Work::Show(address, to) => reply(&address, to),
            Work::Changed(change) => unsettled.take(change, |path| workshop.concerns(path)),
        }
    }
    let start = Instant::now();
    let mut last = start;
    while start.elapsed() < LONGEST {
        let quiet = unsettled.quiet(|path| workshop.misses(path));
        match asked.recv_timeout(quiet.saturating_sub(last.elapsed())) {
            Ok(Work::Changed(change)) => {
                unsettled.take(change, |path| workshop.concerns(path));
                last = Instant::now();
            }
            // They ask while something is going on: what they get may be from before it.
            Ok(Work::Show(address, to)) => reply(&address, to),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(unsettled.into_paths())
}
