//! The text of a document as it was when it was approved, from the history of the git repository.

use std::process::Command;

use crate::cli::loading::Loaded;
use crate::digest::Digest;
use crate::manual::Document;

/// How many texts are looked at, the newest first: an approved one is rarely far back.
const MOST_TEXTS: usize = 500;

/// The text with this SHA-256; nothing where no repository has it.
pub(super) fn text(loaded: &Loaded, document: &Document, digest: Digest) -> Option<String> {
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .arg("-C")
            .arg(&loaded.root)
            .arg("--literal-pathspecs")
            .args(arguments)
            .output()
            .ok()?;
        let text = output.status.success().then_some(output.stdout)?;
        String::from_utf8(text).ok()
    };
    let path = document.path.as_str();
    let log = git(&[
        "log",
        "-m",
        "--follow",
        "--format=",
        "--raw",
        "--no-abbrev",
        "--",
        path,
    ])?;
    // `:100644 100644 OLD NEW M<TAB>path`
    let ids = log.lines().filter_map(|line| line.split(' ').nth(3));
    let mut seen: Vec<&str> = Vec::new();
    for id in ids.filter(|id| !id.bytes().all(|byte| byte == b'0')) {
        if seen.contains(&id) {
            continue;
        }
        if seen.len() == MOST_TEXTS {
            return None;
        }
        seen.push(id);
        let text = git(&["cat-file", "blob", id])?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        if Digest::of_text(text) == digest {
            return Some(text.replace("\r\n", "\n"));
        }
    }
    None
}
