//! Prints on a separate thread, so that printing never blocks the caller.

use std::io::Write;
use std::sync::mpsc::{SyncSender, sync_channel};

/// The most texts in the queue. Texts beyond that are discarded.
const MOST: usize = 256;

/// Prints to the standard error on its own thread. A console that its user has paused, or a pipe
/// that is not read, blocks only that thread.
#[derive(Clone)]
pub(super) struct Printer(SyncSender<String>);

impl Printer {
    /// Starts the thread. It ends when the last clone of the printer is dropped, or with the
    /// process.
    ///
    /// # Errors
    /// If the system cannot start a thread.
    pub(super) fn start() -> std::io::Result<Self> {
        let (texts, printed) = sync_channel::<String>(MOST);
        std::thread::Builder::new()
            .name("printer".to_owned())
            .spawn(move || {
                for text in printed {
                    // The standard error may be closed.
                    let _ = std::io::stderr().write_all(text.as_bytes());
                }
            })?;
        Ok(Self(texts))
    }

    /// Queues a text to be printed after the texts already queued.
    pub(super) fn print(&self, text: String) {
        let _ = self.0.try_send(text);
    }
}
