//! HTTP requests and responses.
//!
//! Only GET and HEAD requests for files of the site are answered, and only if the `Host` header
//! names this machine. The check of `Host` protects against pages of other sites that reach this
//! server through DNS rebinding.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, LOCATION, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use pulldown_cmark_escape::escape_html_body_text;
use tokio::sync::oneshot;

use crate::publish::Original;
use crate::serve;
use crate::serve::host::{self, Handle, Work};

/// The state that all request handlers share.
pub(crate) struct Shared {
    pub(crate) handle: Handle,
    pub(crate) gate: Gate,
}

/// The script that is added to served pages, and its path.
const LIVE_JS: &str = include_str!("live.js");
const LIVE: &str = "/_clausebook/live.js";

/// The content security policy: only resources of the site itself are allowed.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' \
    data:; font-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action \
    'none'; frame-ancestors 'none'";

pub(crate) fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .route(LIVE, get(live_script))
        .route("/_clausebook/events", get(serve::live_reload::events))
        .fallback(file)
        .layer(from_fn_with_state(Arc::clone(&shared), guarded))
        .with_state(shared)
}

/// Decides which requests are answered, by their `Host`.
pub(crate) struct Gate {
    /// Whether requests that name the machine by any IP address are answered, not only loopback
    /// ones.
    is_open: bool,
}

impl Gate {
    pub(crate) fn new(host: IpAddr) -> Self {
        Self {
            is_open: !host.is_loopback(),
        }
    }

    /// The text of the response to a request whose `Host` is not a name of this server (protection
    /// against DNS rebinding).
    fn refusal(&self) -> &'static str {
        match self.is_open {
            false => "This server answers to localhost only.\n",
            true => {
                "This server can be reached by the IP address of its machine, as in \
                 http://192.168.0.7:4400/, and by localhost. It answers to no other name.\n"
            }
        }
    }

    /// Whether a `Host` is a name of this machine. An IP address is safe, because an attacker can
    /// point only a domain name at this server.
    fn admits(&self, host: &str) -> bool {
        let name = match host.strip_prefix('[') {
            Some(rest) => rest.split_once(']').map_or("", |(name, _)| name),
            None => host.rsplit_once(':').map_or(host, |(name, _)| name),
        };
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let number: Result<IpAddr, _> = name.parse();
        number.is_ok_and(|number| number.is_loopback() || self.is_open)
    }
}

async fn guarded(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST);
    let host = host.and_then(|host| host.to_str().ok());
    let mut response = if !host.is_some_and(|host| shared.gate.admits(host)) {
        (StatusCode::FORBIDDEN, shared.gate.refusal()).into_response()
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(ALLOW, "GET, HEAD")];
        (
            StatusCode::METHOD_NOT_ALLOWED,
            allow,
            "Only GET and HEAD.\n",
        )
            .into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn live_script() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], LIVE_JS).into_response()
}

/// Responds with a file of the site.
async fn file(State(shared): State<Arc<Shared>>, uri: Uri) -> Response {
    let Some(address) = address(uri.path()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match response(&shared.handle, &address).await {
        Some(host::Response::Bytes(bytes)) => found(StatusCode::OK, &address, bytes),
        Some(host::Response::File(original)) => {
            match tokio::task::spawn_blocking(move || whole(&*original)).await {
                Ok(Ok(bytes)) => found(StatusCode::OK, &address, bytes),
                Ok(Err(_)) | Err(_) => StatusCode::NOT_FOUND.into_response(),
            }
        }
        Some(host::Response::Missing(page)) => {
            let index = format!("{address}/index.html");
            match response(&shared.handle, &index).await {
                // Links on the folder's page are relative to the folder, so its path must end with
                // `/`.
                Some(host::Response::Bytes(_)) => moved(&format!("{}/", uri.path())),
                _ => found(StatusCode::NOT_FOUND, "404.html", page),
            }
        }
        Some(host::Response::Nothing(errors)) => broken(&errors),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Returns a file of the site as it is now; `None` when the server ends.
pub(crate) async fn response(handle: &Handle, address: &str) -> Option<host::Response> {
    let (reply, answer) = oneshot::channel();
    handle
        .work
        .send(Work::Show(address.to_owned(), reply))
        .ok()?;
    answer.await.ok()
}

fn whole(original: &dyn Original) -> io::Result<Vec<u8>> {
    let (size, mut content) = original.open()?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    content.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns the site address for a request path: percent-decoded, without the leading `/`, and with
/// `index.html` added for a folder. Addresses are only looked up in the list of the site's files,
/// so that no path can reach other files.
pub(crate) fn address(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let below = decoded.strip_prefix('/')?;
    Some(match below.is_empty() || below.ends_with('/') {
        true => format!("{below}index.html"),
        false => below.to_owned(),
    })
}

fn found(status: StatusCode, address: &str, bytes: Vec<u8>) -> Response {
    let kind = mime_guess::from_path(Path::new(address)).first_or_octet_stream();
    let is_page = kind == mime_guess::mime::TEXT_HTML;
    let kind = match kind.type_() == mime_guess::mime::TEXT || address.ends_with(".js") {
        true => format!("{}; charset=utf-8", kind.essence_str()),
        false => kind.to_string(),
    };
    let bytes = if is_page { alive(&bytes) } else { bytes };
    (status, [(CONTENT_TYPE, kind)], Body::from(bytes)).into_response()
}

/// Adds the live-reload script to a page.
fn alive(page: &[u8]) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let at = page.windows(END.len()).rposition(|part| part == END);
    let at = at.unwrap_or(page.len());
    let script = format!(
        "<script src=\"{LIVE}\" data-state=\"{:x}\" defer></script>\n",
        state(page)
    );
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

/// Returns the hash by which a change of a page is detected.
pub(crate) fn state(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

fn moved(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        // `//host` would redirect to another machine.
        Ok(to) if !to.as_bytes().starts_with(b"//") => {
            (StatusCode::PERMANENT_REDIRECT, [(LOCATION, to)]).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The response for a manual that could not be built so far.
fn broken(errors: &str) -> Response {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = escape_html_body_text(&mut text, errors);
    let page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not built yet</title></head>\n\
         <body><h1>The manual cannot be built yet</h1>\n<pre>{text}</pre>\n</body></html>\n"
    );
    let page = alive(page.as_bytes());
    let kind = [(CONTENT_TYPE, "text/html; charset=utf-8")];
    (StatusCode::SERVICE_UNAVAILABLE, kind, page).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_admitted() {
        let here = Gate::new("127.0.0.1".parse().unwrap());
        for host in [
            "localhost",
            "LocalHost:4400",
            "127.0.0.1:4400",
            "[::1]:4400",
            "[::1]",
        ] {
            assert!(here.admits(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example:4400",
            "192.168.0.7:4400",
            "127.0.0.1.evil.example",
            "[evil]",
        ] {
            assert!(!here.admits(host), "{host}");
        }
        let open = Gate::new("0.0.0.0".parse().unwrap());
        assert!(open.admits("192.168.0.7:4400"));
        assert!(!open.admits("evil.example"));
    }

    #[test]
    fn a_path_means_an_address() {
        assert_eq!(address("/").as_deref(), Some("index.html"));
        assert_eq!(
            address("/documents/").as_deref(),
            Some("documents/index.html")
        );
        assert_eq!(
            address("/documents/QP%2007.html").as_deref(),
            Some("documents/QP 07.html")
        );
        assert_eq!(address("/%ff"), None);
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_page() {
        let page = alive(b"<body>x</body></html>");
        let page = String::from_utf8(page).unwrap();
        assert!(
            page.starts_with("<body>x<script src=\"/_clausebook/live.js\""),
            "{page}"
        );
        assert!(page.ends_with("</script>\n</body></html>"), "{page}");
    }
}
