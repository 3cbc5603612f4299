//! Tells an open page when it has changed, and which errors keep the manual from being built.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, stream};
use serde::Deserialize;
use tokio::sync::watch;

use crate::serve::host::{Handle, LiveState, Response};
use crate::serve::http::{Shared, address, response, state};

/// The query of an event stream: the page, and the state of it that the browser shows.
#[derive(Deserialize)]
pub(crate) struct Asking {
    /// The page's path: `/documents/QP-07.html`.
    page: String,
    /// The hash of the page that is shown, in hexadecimal digits.
    #[serde(default)]
    state: String,
}

/// An open page: what it shows, and the events that are still to be sent to it.
struct Listener {
    handle: Handle,
    live_state: watch::Receiver<LiveState>,
    address: Option<String>,
    state: Option<u64>,
    errors: Option<String>,
    waiting: Vec<Event>,
}

pub(crate) async fn events(
    State(shared): State<Arc<Shared>>,
    Query(asking): Query<Asking>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut live_state = shared.handle.live_state.clone();
    live_state.mark_changed();
    let listener = Listener {
        handle: shared.handle.clone(),
        live_state,
        address: address(&asking.page),
        state: u64::from_str_radix(&asking.state, 16).ok(),
        errors: None,
        waiting: Vec::new(),
    };
    let events = stream::unfold(listener, |mut listener| async {
        let event = listener.next().await?;
        Some((Ok(event), listener))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}

impl Listener {
    /// Returns the next event for the page; `None` when the server ends.
    async fn next(&mut self) -> Option<Event> {
        while self.waiting.is_empty() {
            self.live_state.changed().await.ok()?;
            let errors = self.live_state.borrow_and_update().errors.clone();
            if self.errors.as_ref() != Some(&errors) {
                // The data is one line of JSON because an event's data cannot hold line breaks.
                let data = serde_json::to_string(&errors).unwrap_or_default();
                self.waiting
                    .push(Event::default().event("errors").data(data));
                self.errors = Some(errors);
            }
            let now = self.state_now().await?;
            if self.state.is_some_and(|state| state != now) {
                self.waiting
                    .push(Event::default().event("changed").data(""));
            }
            self.state = Some(now);
        }
        Some(self.waiting.remove(0))
    }

    async fn state_now(&self) -> Option<u64> {
        let Some(address) = &self.address else {
            return Some(0);
        };
        Some(match response(&self.handle, address).await? {
            Response::Bytes(bytes) | Response::Missing(bytes) => state(&bytes),
            Response::File(_) => 0,
            Response::Nothing(_) => 1,
        })
    }
}
