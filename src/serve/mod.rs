//! The live server: serves a manual's site on this machine and rebuilds it when files change
//! (`docs/design.md`, "Command line").
//!
//! - `host`: the thread that owns the manual and renders pages on request
//! - `watch`: watches files for changes
//! - `debounce`: how long to wait before changes are taken in
//! - `connections`: the limits on the number of connections and on the time of a request
//! - `http`: requests and responses, and which requests are refused
//! - `live_reload`: tells open pages that they have changed, or that the manual has errors
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

use crate::manual::JudgedOn;
use crate::sources::DiskSources;
use crate::workspace::Workspace;

use crate::serve::watch::Watch;

pub(crate) use crate::serve::host::Rebuild;

/// What to serve, and where.
pub(crate) struct Options {
    /// The manual.
    pub manual: DiskSources,
    /// The address to listen on; the loopback address unless the user names another.
    pub host: IpAddr,
    /// The port; if it is in use, the next free one is taken.
    pub port: u16,
    /// The polling interval, for drives that do not report changes.
    pub poll: Option<Duration>,
}

/// An error that prevents serving.
#[derive(Debug, Error)]
pub(crate) enum ServeError {
    /// No port is free, or the address does not belong to this machine.
    #[error("nothing can be served at {host}, from port {port} on: {source}")]
    Listen {
        /// The address.
        host: IpAddr,
        /// The first port that was tried.
        port: u16,
        /// The error of the last port that was tried.
        source: std::io::Error,
    },
    /// Another error of the operating system.
    #[error("{0}")]
    System(#[from] std::io::Error),
    /// The folder cannot be watched.
    #[error("the folder cannot be watched: {0}")]
    Watch(#[from] notify::Error),
}

/// How many further ports are tried after the first.
const TRIED: u16 = 50;

/// Serves a manual until the process is asked to end.
///
/// `workspace` has the manual, read from `options.manual`. `judged_on` returns the current days. `ready` is called with the address once the server listens.
/// `rebuild` is called after each rebuild, on another thread.
///
/// # Errors
/// If the folder cannot be watched, or no port can be listened on.
pub(crate) fn serve(
    options: &Options,
    workspace: Workspace,
    judged_on: impl Fn() -> JudgedOn + Send + 'static,
    ready: impl FnOnce(SocketAddr),
    mut rebuild: impl FnMut(&Workspace, &Rebuild) + Send + 'static,
) -> Result<(), ServeError> {
    let links = workspace.links().to_vec();
    // Kept until the end, because dropping the watcher stops watching.
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
    let handle = host::open(workspace, judged_on, rebuilt)?;
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
    // Each open page keeps an event stream open; shutdown does not wait for these.
    runtime.shutdown_background();
    Ok(())
}

/// Listens on the port, or on the next free one.
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

/// Completes when the process gets Ctrl-C or a termination signal.
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
