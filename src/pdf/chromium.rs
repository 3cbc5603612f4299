//! The command-line options of Chromium. They keep it from using the user's profile and the
//! network.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// Adds the options for printing. `folder` belongs to this browser alone and holds its profile.
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
    // Chromium's sandbox does not work for root; every other user keeps it.
    if is_roots(folder) {
        command.arg("--no-sandbox");
    }
    command.arg(option("--user-data-dir=", &folder.join("profile")));
}

/// Adds the options that print one page to a file.
pub(super) fn print_to_pdf(command: &mut Command, page: &Path, pdf: &Path) {
    command.args([
        "--generate-pdf-document-outline",
        "--no-pdf-header-footer",
        // The name of the option above before version 112.
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

/// Returns the `file:` URL of a file.
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

/// Whether root owns a folder that this process made, which means that the process runs as root.
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
