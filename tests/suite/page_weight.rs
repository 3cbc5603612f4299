//! The size of a document's page without pictures and search: at most 60 KB.

use std::fs;
use std::path::Path;

use crate::sample;

/// The limit for HTML, style sheets and scripts together, in bytes.
const MOST: u64 = 60_000;

#[test]
fn a_documents_page_weighs_at_most_60_kb() {
    let mut seen = 0;
    for file in fs::read_dir(sample::site().join("documents")).unwrap() {
        let page = file.unwrap().path();
        let html = fs::read_to_string(&page).unwrap_or_default();
        if !html.contains("class=\"page-document\"") {
            continue;
        }
        let loaded = loaded(&html);
        assert!(
            loaded.iter().any(|path| path.ends_with("style.css")),
            "{loaded:?}"
        );
        assert!(
            loaded.iter().any(|path| path.ends_with("document.js")),
            "{loaded:?}"
        );
        let loaded = loaded.iter().filter(|path| !path.ends_with("/search.js"));
        let loaded: u64 = loaded.map(|path| size(&page.with_file_name(path))).sum();
        let weight = html.len() as u64 + loaded;
        assert!(weight <= MOST, "{}: {weight} bytes", page.display());
        seen += 1;
    }
    assert!(seen > 20, "{seen} pages were seen");
}

/// The addresses of the style sheets and scripts that a page loads.
fn loaded(html: &str) -> Vec<&str> {
    let named = |begin: &'static str| {
        let tags = html.split(begin).skip(1);
        tags.filter_map(|rest| rest.split('"').next())
    };
    named("<link rel=\"stylesheet\" href=\"")
        .chain(named("<script src=\""))
        .collect()
}

fn size(file: &Path) -> u64 {
    fs::metadata(file)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
        .len()
}
