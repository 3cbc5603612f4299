//! The live server: a manual's site as it is now, on this machine (`docs/design.md`, command line).
//!
//! - `host`: the thread that owns the manual and renders pages when they are asked for
//! - `watch`: what became of files
//! - `debounce`: when changes are taken in
//! - `connections`: how many there are, and how long one may take to ask
//! - `http`: requests in, answers out; who may ask and for what
//! - `live_reload`: tells open pages that they have changed, or that the manual has mistakes
//!
//! Nothing is written to the disk.

mod change;
mod connections;
mod debounce;
mod host;
mod http;
mod live_reload;
mod watch;

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use thiserror::Error;
use tokio::net::TcpListener;

use crate::manual::Date;
use crate::sources::{DiskSources, SourcesError};
use crate::workspace::Workspace;

use crate::serve::watch::Watch;

pub(crate) use crate::serve::host::Rebuild;

/// What to serve, and where.
pub(crate) struct Options {
    /// The manual.
    pub manual: DiskSources,
    /// The address to listen at; the loopback one unless somebody means it.
    pub host: IpAddr,
    /// The port; the next free one is taken where it is not free.
    pub port: u16,
    /// How often files are looked at, where the system does not tell of changes.
    pub poll: Option<Duration>,
}

/// Why nothing can be served.
#[derive(Debug, Error)]
pub(crate) enum ServeError {
    /// The folder is no manual.
    #[error(transparent)]
    Sources(#[from] SourcesError),
    /// No port is free, or the address is not this machine's.
    #[error("nothing can be served at {host}, from port {port} on: {source}")]
    Listen {
        /// The address.
        host: IpAddr,
        /// The first port that was tried.
        port: u16,
        /// Why the last one could not be had.
        source: std::io::Error,
    },
    /// Something that the system refused.
    #[error("{0}")]
    System(#[from] std::io::Error),
    /// The folder cannot be watched.
    #[error("the folder cannot be watched: {0}")]
    Watch(#[from] notify::Error),
}

/// How many ports are tried.
const TRIED: u16 = 50;

/// Serves a manual until the process is asked to end.
///
/// `as_of` says which day it is, `ready` hears of the address once it can be asked, and `rebuild` of
/// each rebuild, on another thread.
///
/// # Errors
/// If the folder is no manual, or nothing can be listened at.
pub(crate) fn serve(
    options: &Options,
    as_of: impl Fn() -> Date + Send + 'static,
    ready: impl FnOnce(SocketAddr),
    mut rebuild: impl FnMut(&Workspace, &Rebuild) + Send + 'static,
) -> Result<(), ServeError> {
    let workspace = Workspace::open(Arc::new(options.manual.clone()), as_of())?;
    let links = workspace.links().to_vec();
    // Held until the end: a watcher that is dropped watches no more.
    let watch: Arc<Mutex<Option<Watch>>> = Arc::default();
    let held = Arc::clone(&watch);
    let rebuilt = move |workspace: &Workspace, made: &Rebuild| {
        if let Ok(mut watch) = held.lock()
            && let Some(watch) = watch.as_mut()
        {
            watch.follow(workspace.links());
        }
        rebuild(workspace, made);
    };
    let handle = host::open(workspace, as_of, rebuilt)?;
    let mut begun = Watch::begin(&options.manual, options.poll, handle.clone())?;
    begun.follow(&links);
    *watch.lock().unwrap_or_else(PoisonError::into_inner) = Some(begun);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = listen(options.host, options.port).await?;
        let address = listener.local_addr()?;
        let gate = http::Gate::new(options.host);
        let app = http::routes(Arc::new(http::Shared { handle, gate }));
        ready(address);
        tokio::select! {
            () = connections::accept(listener, app, connections::LONGEST_HEAD) => {}
            () = asked_to_end() => {}
        }
        Ok::<(), ServeError>(())
    })?;
    // Open pages hold a stream each: nobody waits for those.
    runtime.shutdown_background();
    Ok(())
}

/// Listens at the port, or at the next that is free.
async fn listen(host: IpAddr, port: u16) -> Result<TcpListener, ServeError> {
    let mut last = None;
    for tried in port..=port.saturating_add(TRIED) {
        match TcpListener::bind((host, tried)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    let source = last.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into());
    Err(ServeError::Listen { host, port, source })
}

/// Ends when the process is told to: Ctrl-C, or the system's request.
async fn asked_to_end() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminated) = signal(SignalKind::terminate()) else {
            let _ = interrupted.await;
            return;
        };
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupted.await;
    }
}
