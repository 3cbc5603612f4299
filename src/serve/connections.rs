//! Accepts connections, and limits their number and the time that each may be idle.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// The time limit for the head of a request, and for the pause between two requests of a
/// connection.
pub(super) const LONGEST_HEAD: Duration = Duration::from_secs(10);

/// The largest number of connections at once. Each open page holds one.
const MOST: usize = 512;

/// The pause after the system has refused a connection, because too many files are open.
const PAUSE: Duration = Duration::from_millis(50);

/// Accepts connections and answers their requests; never completes.
pub(super) async fn accept(listener: TcpListener, app: Router, longest_head: Duration) {
    let slots = Arc::new(Semaphore::new(MOST));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(longest_head);
    // The semaphore is never closed.
    while let Ok(slot) = Arc::clone(&slots).acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let service = TowerToHyperService::new(app.clone());
        let connection = http.serve_connection(TokioIo::new(stream), service);
        tokio::spawn(async move {
            // An error means that the client has gone or timed out, and needs no answer.
            let _ = connection.await;
            drop(slot);
        });
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use axum::routing::get;

    use super::*;

    #[test]
    fn a_connection_that_asks_for_nothing_is_closed_and_others_are_answered() {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let app = Router::new().route("/", get(|| async { "here" }));
        runtime.spawn(accept(listener, app, Duration::from_millis(100)));

        let mut half_open = TcpStream::connect(address).unwrap();
        half_open.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
        let mut whole = TcpStream::connect(address).unwrap();
        whole
            .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        whole.read_to_string(&mut answer).unwrap();
        assert!(answer.ends_with("here"), "{answer}");
        let limit = Some(Duration::from_secs(10));
        half_open.set_read_timeout(limit).unwrap();
        let mut nothing = Vec::new();
        // The server may send an error response before it closes the connection.
        half_open.read_to_end(&mut nothing).unwrap();
    }
}
