//! Manuals with a script in every field: the site must not contain any of them as a script.
//! `tests/browser/payloads.test.mjs` opens the same manuals in a browser.

use std::fs;
use std::path::{Path, PathBuf};

use crate::manual_test::{ManualTest, files_below};
use crate::rendered_page::RenderedPage;

/// Attributes that can contain a script.
const HANDLERS: [&str; 5] = ["onerror", "onfocus", "onload", "onmouseover", "srcdoc"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/payloads")
}

/// The manual of `tests/payloads/manual` with a payload in place of its placeholders.
fn manual_with(payload: &str) -> ManualTest {
    let in_quotes = serde_json::to_string(payload).unwrap();
    let in_quotes = &in_quotes[1..in_quotes.len() - 1];
    // The form of the payload within the brackets of a link or reference.
    let in_brackets = payload.replace(['"', '\\'], "").replace('<', "\\<");
    let in_numbers = payload.replace(['"', '\\', ':', '/', '|', '#'], "");
    let in_names = payload.replace(['/', '\\'], "");
    let test = ManualTest::new::<&str>(&[]);
    for (name, path) in files_below(&folder().join("manual")) {
        let text = fs::read_to_string(path).unwrap();
        let text = text.replace("@Q@", in_quotes).replace("@T@", payload);
        let text = text.replace("@C@", &payload.replace('"', "\"\""));
        let text = text.replace("@R@", &in_brackets);
        let text = text.replace("@N@", &in_numbers);
        test.write(&name.replace("@F@", &in_names), text);
    }
    test
}

#[test]
fn no_field_comes_out_as_script() {
    let payloads = fs::read_to_string(folder().join("payloads.json")).unwrap();
    let payloads: Vec<String> = serde_json::from_str(&payloads).unwrap();
    for payload in payloads {
        let test = manual_with(&payload);
        let run = test.build();
        assert_eq!(run.status, 0, "{payload}\n{}", run.stderr);
        let mut seen = 0;
        for (name, path) in files_below(&test.site()) {
            let Ok(text) = fs::read_to_string(path) else {
                continue;
            };
            seen += text.matches("__pwned").count();
            if name.ends_with(".html") || name.ends_with(".svg") {
                assert_no_script(&format!("{payload} in {name}"), &text);
            } else if name.ends_with(".js") {
                // An unescaped quotation mark would end a string of the script.
                let ended = text.match_indices("\";window.__pwned");
                for (at, _) in ended {
                    assert!(text[..at].ends_with('\\'), "{payload} in {name}");
                }
                // The panels of the matrix insert these as HTML.
                if name.starts_with("matrix/claims/") && !name.ends_with("/documents.js") {
                    assert_no_element(&format!("{payload} in {name}"), &text);
                }
            }
        }
        assert!(seen > 100, "{payload} is hardly shown: {seen} times");
    }
}

#[track_caller]
fn assert_no_script(what: &str, html: &str) {
    // A page without this word shows no payload.
    if !html.contains("__pwned") {
        return;
    }
    let page = RenderedPage::new(html);
    for handler in HANDLERS {
        let elements = format!("[{handler}]");
        assert_eq!(page.count(&elements), 0, "{what}: {handler}");
    }
    for (elements, attribute) in [
        ("a[href]", "href"),
        ("[src]", "src"),
        ("form[action]", "action"),
    ] {
        for address in page.attributes(elements, attribute) {
            let address = address.trim_start().to_lowercase();
            assert!(!address.starts_with("javascript:"), "{what}: {address}");
            assert!(!address.starts_with("data:text/html"), "{what}: {address}");
        }
    }
    assert_no_element(what, html);
}

/// Panics if an element of a payload is in the HTML unescaped.
#[track_caller]
fn assert_no_element(what: &str, html: &str) {
    for element in ["<script>window.__pwned", "<img src=x", "<svg onload"] {
        assert!(!html.contains(element), "{what}");
    }
}
