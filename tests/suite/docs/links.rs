//! Links between the pages of documentation lead to files and headings that exist.

use std::fs;
use std::path::Path;

use super::markdown::{heading_ids, links};
use super::{pages, root};

/// Further pages for readers of the repository.
const OTHERS: [&str; 4] = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "tests/suite/README.md",
];

#[test]
fn every_relative_link_leads_somewhere() {
    let others = OTHERS.map(|path| root().join(path));
    let mut broken = Vec::new();
    let mut followed = 0;
    for page in pages().into_iter().chain(others) {
        let text = fs::read_to_string(&page).unwrap();
        for link in links(&text) {
            if link.contains("://") || link.starts_with("mailto:") || link.starts_with("clause:") {
                continue;
            }
            followed += 1;
            if !leads_somewhere(&page, &text, &link) {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(followed > 100, "{followed}");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn leads_somewhere(page: &Path, text: &str, link: &str) -> bool {
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let target = page.with_file_name(path);
    if path.is_empty() {
        return heading_ids(text).iter().any(|id| id == fragment);
    }
    if fragment.is_empty() {
        return target.exists();
    }
    let text = fs::read_to_string(target).unwrap_or_default();
    heading_ids(&text).iter().any(|id| id == fragment)
}

#[test]
fn the_index_names_every_page() {
    let index = fs::read_to_string(root().join("docs/README.md")).unwrap();
    let links = links(&index);
    let mut missing = pages();
    missing.retain(|page| {
        let name = page.file_name().unwrap().to_string_lossy();
        name != "README.md" && !links.iter().any(|link| *link == name)
    });
    assert!(missing.is_empty(), "{missing:?}");
}
