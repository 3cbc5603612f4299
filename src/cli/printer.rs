//! What is printed while something else must go on.

use std::io::Write;
use std::sync::mpsc::{SyncSender, sync_channel};

/// How many texts wait to be printed; what comes on top of them is not printed.
const MOST: usize = 256;

/// Prints to the standard error on a thread of its own: a console that its user holds, or a pipe that
/// nobody reads, holds up nothing else.
#[derive(Clone)]
pub(super) struct Printer(SyncSender<String>);

impl Printer {
    /// Starts the thread. It ends with the last printer, or with the process.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(super) fn start() -> std::io::Result<Self> {
        let (texts, printed) = sync_channel::<String>(MOST);
        std::thread::Builder::new()
            .name("printer".to_owned())
            .spawn(move || {
                for text in printed {
                    // Nobody may be reading any more.
                    let _ = std::io::stderr().write_all(text.as_bytes());
                }
            })?;
        Ok(Self(texts))
    }

    /// Prints a text after those that were to be printed before it.
    pub(super) fn print(&self, text: String) {
        let _ = self.0.try_send(text);
    }
}
