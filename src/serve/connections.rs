//! Connections: how many there are at once, and how long one may take to ask.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// How long a request may take to arrive, and a connection may say nothing between two of them.
pub(super) const LONGEST_HEAD: Duration = Duration::from_secs(10);

/// How many connections there are at once. Each open page holds one.
const MOST: usize = 512;

/// How long is waited when the system gives no connection, because too many files are open.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers whoever connects, for as long as it is polled.
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
            // One who goes away, or says nothing for too long, needs no answer.
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
        // Closed, with or without a word about it.
        half_open.read_to_end(&mut nothing).unwrap();
    }
}
