//! Tells an open page that it has changed, and what keeps the manual from being built.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, stream};
use serde::Deserialize;
use tokio::sync::watch;

use super::answer::{Shared, address, shown, state};
use super::showroom::{Room, Shown, Told};

/// Which page asks, and which state of it is open.
#[derive(Deserialize)]
pub(super) struct Asking {
    /// Its path: `/documents/QP-07.html`.
    page: String,
    /// What tells which state of it is shown, in hexadecimal digits.
    #[serde(default)]
    state: String,
}

/// What was told to a page.
struct Listener {
    room: Room,
    told: watch::Receiver<Told>,
    address: Option<String>,
    state: Option<u64>,
    errors: Option<String>,
    waiting: Vec<Event>,
}

pub(super) async fn events(
    State(shared): State<Arc<Shared>>,
    Query(asking): Query<Asking>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut told = shared.room.told.clone();
    told.mark_changed();
    let listener = Listener {
        room: shared.room.clone(),
        told,
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
    /// The next thing to be told; `None` when the server ends.
    async fn next(&mut self) -> Option<Event> {
        while self.waiting.is_empty() {
            self.told.changed().await.ok()?;
            let errors = self.told.borrow_and_update().errors.clone();
            if self.errors.as_ref() != Some(&errors) {
                // One line of JSON: an event's data may have no line breaks of its own.
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
        Some(match shown(&self.room, address).await? {
            Shown::Bytes(bytes) | Shown::Missing(bytes) => state(&bytes),
            Shown::File(_) => 0,
            Shown::Nothing(_) => 1,
        })
    }
}
