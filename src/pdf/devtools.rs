//! The client side of a browser's DevTools protocol. Each request or reply is a JSON object that
//! ends with a zero byte.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::run::PAUSE;

/// A script that resolves when the page, its fonts and all its pictures are loaded, lazy ones
/// included. A picture that cannot be loaded is not waited for.
const IS_COMPLETE: &str = r#"(async () => {
  if (document.readyState !== "complete") {
    await new Promise((loaded) => addEventListener("load", loaded, { once: true }));
  }
  await Promise.all(Array.from(document.images, (image) => {
    image.loading = "eager";
    return image.decode().catch(() => {});
  }));
  await document.fonts.ready;
  return true;
})()"#;

/// Why a request has no result.
#[derive(Debug)]
pub(super) enum CallError {
    /// The browser returned an error, with this message.
    Refused(String),
    /// The browser has exited, or the pipe is broken.
    Gone,
    /// There was no reply before the time limit.
    Late,
    /// The user has interrupted the work.
    Stopped,
}

/// The time limit for replies, and the flag that ends waiting early.
#[derive(Clone, Copy)]
pub(super) struct Patience<'s> {
    until: Instant,
    stop: &'s AtomicBool,
}

impl<'s> Patience<'s> {
    /// Creates a limit that starts now. Waiting also ends once `stop` is set.
    pub(super) fn new(limit: Duration, stop: &'s AtomicBool) -> Self {
        Self {
            until: Instant::now() + limit,
            stop,
        }
    }
}

/// A connection to a browser.
pub(super) struct DevTools {
    to: Mutex<PipeWriter>,
    waiting: Arc<Waiting>,
    last_id: AtomicU64,
}

/// The requests that wait for a reply.
#[derive(Default)]
struct Waiting(Mutex<Replies>);

#[derive(Default)]
struct Replies {
    by_id: HashMap<u64, Sender<Reply>>,
    are_over: bool,
}

/// A message from the browser: a reply, or an event, which has no id and is ignored.
#[derive(Deserialize)]
struct Reply {
    id: Option<u64>,
    #[serde(default)]
    result: Value,
    error: Option<Refusal>,
}

#[derive(Deserialize)]
struct Refusal {
    message: String,
}

impl Waiting {
    fn lock(&self) -> MutexGuard<'_, Replies> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Passes each reply to the request that waits for it, until the browser closes the pipe.
    fn hand_out(&self, from: PipeReader) {
        let mut from = BufReader::new(from);
        loop {
            let mut message = Vec::new();
            let read = from.read_until(0, &mut message);
            if read.is_err() || message.pop() != Some(0) {
                break;
            }
            let Ok(reply) = serde_json::from_slice::<Reply>(&message) else {
                break;
            };
            let sender = reply.id.and_then(|id| self.lock().by_id.remove(&id));
            if let Some(sender) = sender {
                // The receiver may be gone after a time-out.
                let _ = sender.send(reply);
            }
        }
        // Dropping the senders wakes the waiting requests.
        let mut replies = self.lock();
        replies.are_over = true;
        replies.by_id.clear();
    }
}

impl DevTools {
    /// Creates a connection that writes requests to `to` and reads replies from `from`.
    pub(super) fn new(to: PipeWriter, from: PipeReader) -> Self {
        let waiting = Arc::new(Waiting::default());
        let hearing = Arc::clone(&waiting);
        // The thread ends when the browser exits, because that closes the other end of the pipe.
        std::thread::spawn(move || hearing.hand_out(from));
        Self {
            to: Mutex::new(to),
            waiting,
            last_id: AtomicU64::new(0),
        }
    }

    /// Sends a request to the browser, or to the page of `session`, and waits for the reply.
    pub(super) fn call(
        &self,
        session: Option<&str>,
        method: &str,
        parameters: &Value,
        patience: Patience<'_>,
    ) -> Result<Value, CallError> {
        let id = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        let (sender, receiver) = mpsc::channel();
        {
            let mut replies = self.waiting.lock();
            if replies.are_over {
                return Err(CallError::Gone);
            }
            replies.by_id.insert(id, sender);
        }
        let sent = self.send(id, session, method, parameters);
        let reply = loop {
            if patience.stop.load(Ordering::Relaxed) {
                break Err(CallError::Stopped);
            }
            if sent.is_err() {
                break Err(CallError::Gone);
            }
            match receiver.recv_timeout(PAUSE) {
                Ok(reply) => break Ok(reply),
                Err(RecvTimeoutError::Disconnected) => break Err(CallError::Gone),
                Err(RecvTimeoutError::Timeout) if Instant::now() > patience.until => {
                    break Err(CallError::Late);
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        };
        self.waiting.lock().by_id.remove(&id);
        match reply? {
            Reply {
                error: Some(refusal),
                ..
            } => Err(CallError::Refused(refusal.message)),
            Reply { result, .. } => Ok(result),
        }
    }

    /// Sends a request without waiting for its reply.
    pub(super) fn tell(&self, method: &str, parameters: &Value) {
        let id = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        // The requests sent here only close something; a browser that has exited needs none.
        let _ = self.send(id, None, method, parameters);
    }

    fn send(
        &self,
        id: u64,
        session: Option<&str>,
        method: &str,
        parameters: &Value,
    ) -> std::io::Result<()> {
        let mut message = json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut bytes = serde_json::to_vec(&message)?;
        bytes.push(0);
        let mut to = self.to.lock().unwrap_or_else(PoisonError::into_inner);
        to.write_all(&bytes)
    }
}

/// A page open in the browser; it is closed when this is dropped.
pub(super) struct Tab<'d> {
    devtools: &'d DevTools,
    target: String,
    session: String,
    patience: Patience<'d>,
}

impl<'d> Tab<'d> {
    /// Opens a page and waits until it is completely loaded.
    pub(super) fn open(
        devtools: &'d DevTools,
        address: &str,
        patience: Patience<'d>,
    ) -> Result<Self, CallError> {
        let blank = json!({ "url": "about:blank" });
        let made = devtools.call(None, "Target.createTarget", &blank, patience)?;
        let mut tab = Self {
            devtools,
            target: text(&made, "targetId")?,
            session: String::new(),
            patience,
        };
        let which = json!({ "targetId": tab.target, "flatten": true });
        let attached = devtools.call(None, "Target.attachToTarget", &which, patience)?;
        tab.session = text(&attached, "sessionId")?;
        let opened = tab.call("Page.navigate", &json!({ "url": address }))?;
        if let Some(why) = opened["errorText"].as_str() {
            return Err(CallError::Refused(why.to_owned()));
        }
        tab.evaluate::<bool>(IS_COMPLETE)?;
        Ok(tab)
    }

    /// Evaluates a script in the page and returns its value.
    pub(super) fn evaluate<T: DeserializeOwned>(&self, script: &str) -> Result<T, CallError> {
        let parameters =
            json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let mut made = self.call("Runtime.evaluate", &parameters)?;
        if let Some(why) = made.get("exceptionDetails") {
            let why = why["exception"]["description"].as_str();
            let why = why.unwrap_or("a script of the page failed");
            return Err(CallError::Refused(why.to_owned()));
        }
        serde_json::from_value(made["result"]["value"].take())
            .map_err(|error| CallError::Refused(error.to_string()))
    }

    /// Prints the page as a PDF, with the settings of the browser's command line.
    pub(super) fn print(&self) -> Result<Vec<u8>, CallError> {
        let parameters = json!({
            "displayHeaderFooter": false,
            "generateDocumentOutline": true,
            "generateTaggedPDF": true,
            "preferCSSPageSize": true,
            "printBackground": true,
        });
        let made = self.call("Page.printToPDF", &parameters)?;
        let data = made["data"].as_str().unwrap_or_default();
        BASE64_STANDARD
            .decode(data)
            .map_err(|error| CallError::Refused(error.to_string()))
    }

    fn call(&self, method: &str, parameters: &Value) -> Result<Value, CallError> {
        self.devtools
            .call(Some(&self.session), method, parameters, self.patience)
    }
}

impl Drop for Tab<'_> {
    fn drop(&mut self) {
        let which = json!({ "targetId": self.target });
        self.devtools.tell("Target.closeTarget", &which);
    }
}

fn text(result: &Value, name: &str) -> Result<String, CallError> {
    let text = result[name].as_str().map(str::to_owned);
    text.ok_or_else(|| CallError::Refused(format!("its reply has no `{name}`")))
}
