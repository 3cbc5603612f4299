//! What a browser is told when it starts: nothing of its user's, nothing from the network.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// The command line for printing, but for what is printed. `folder` is one of its own; its profile
/// goes there.
pub(super) fn options(command: &mut Command, folder: &Path) {
    command.args([
        "--headless",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-extensions",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-breakpad",
        "--metrics-recording-only",
        "--no-first-run",
        "--no-default-browser-check",
        "--password-store=basic",
        "--use-mock-keychain",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        concat!("--user-agent=Clausebook ", env!("CARGO_PKG_VERSION")),
    ]);
    // Its sandbox refuses to work for root, and for root alone it is left out.
    if is_roots(folder) {
        command.arg("--no-sandbox");
    }
    command.arg(option("--user-data-dir=", &folder.join("profile")));
}

/// The command line that prints one page by itself.
pub(super) fn print_to_pdf(command: &mut Command, page: &Path, pdf: &Path) {
    command.args([
        "--generate-pdf-document-outline",
        "--no-pdf-header-footer",
        // What the same was called before version 112.
        "--print-to-pdf-no-header",
    ]);
    command.arg(option("--print-to-pdf=", pdf));
    command.arg(file_url(page));
}

fn option(name: &str, value: &Path) -> OsString {
    let mut option = OsString::from(name);
    option.push(value);
    option
}

/// The address of a file, as browsers take it.
pub(super) fn file_url(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let path: String = path
        .split('/')
        .map(|part| {
            percent_encoding::utf8_percent_encode(part, percent_encoding::NON_ALPHANUMERIC)
                .to_string()
                .replace("%2E", ".")
                .replace("%2D", "-")
                .replace("%5F", "_")
                .replace("%7E", "~")
                .replace("%3A", ":")
        })
        .collect::<Vec<_>>()
        .join("/");
    format!("file:///{}", path.trim_start_matches('/'))
}

/// Whether a folder that this process made is root's, and so the process.
#[cfg(unix)]
fn is_roots(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    folder.metadata().is_ok_and(|found| found.uid() == 0)
}

#[cfg(not(unix))]
fn is_roots(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_an_address() {
        assert_eq!(
            file_url(Path::new("/a b/QP-07 (ä)#1.html")),
            "file:///a%20b/QP-07%20%28%C3%A4%29%231.html"
        );
        assert_eq!(file_url(Path::new(r"C:\x\y.html")), "file:///C:/x/y.html");
    }
}
