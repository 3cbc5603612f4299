//! Every link within the sample manual's site is relative and has an existing target.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crate::manual_test::files_below;
use crate::sample;

/// One start tag with its attributes.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

#[test]
fn every_link_is_relative_and_its_target_exists() {
    let site = site();
    let mut wrong = BTreeSet::new();
    let mut links = 0;
    for (page, tags) in &site.pages {
        for tag in tags {
            for (name, value) in &tag.attributes {
                if matches!(name.as_str(), "href" | "src" | "poster" | "action" | "data") {
                    links += 1;
                    wrong.extend(site.fault(page, tag, value));
                } else if name == "srcset" {
                    for choice in value.split(',') {
                        let address = choice.split_whitespace().next().unwrap_or_default();
                        wrong.extend(site.fault(page, tag, address));
                    }
                }
            }
        }
    }
    assert!(links > 1000, "only {links} links were looked at");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), join(&wrong));
}

#[test]
fn no_file_asks_another_host_for_anything() {
    let site = site();
    let mut wrong = BTreeSet::new();
    for (name, text) in &site.texts {
        let compact: String = text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join("")
            .to_lowercase();
        let mut loads = vec![
            "url(http",
            "url(\"http",
            "url('http",
            "url(//",
            "@importurl(http",
        ];
        if !name.starts_with("documents/") {
            loads.extend(["fetch(\"http", "fetch('http", "import(\"http", "from\"http"]);
        }
        wrong.extend(
            loads
                .iter()
                .filter(|load| compact.contains(**load))
                .map(|load| format!("{name}: {load}")),
        );
    }
    assert!(wrong.is_empty(), "{}", join(&wrong));
}

#[test]
fn an_id_stands_on_a_page_once() {
    let site = site();
    let mut twice = BTreeSet::new();
    for (page, tags) in &site.pages {
        let mut seen = BTreeSet::new();
        for id in ids(tags) {
            if !seen.insert(id) {
                twice.insert(format!("{page}: {id}"));
            }
        }
    }
    assert!(twice.is_empty(), "{}", join(&twice));
}

struct Site {
    names: BTreeSet<String>,
    pages: BTreeMap<String, Vec<Tag>>,
    /// The content of pages, style sheets and scripts.
    texts: BTreeMap<String, String>,
}

/// The sample manual's site, read once.
fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| Site::read(sample::site()))
}

impl Site {
    fn read(folder: &Path) -> Self {
        let mut site = Self {
            names: BTreeSet::new(),
            pages: BTreeMap::new(),
            texts: BTreeMap::new(),
        };
        for (name, path) in files_below(folder) {
            let ending = name.rsplit('.').next().unwrap_or_default();
            if matches!(ending, "html" | "css" | "js" | "svg") {
                let text = fs::read_to_string(path).unwrap();
                if ending == "html" {
                    site.pages.insert(name.clone(), tags(&text));
                }
                site.texts.insert(name.clone(), text);
            }
            site.names.insert(name);
        }
        site
    }

    /// Describes the fault of an address on a page, if it has one.
    fn fault(&self, page: &str, tag: &Tag, address: &str) -> Option<String> {
        let told = |what: &str| Some(format!("{page}: <{}> {address}: {what}", tag.name));
        let leads_away = address.starts_with("https://") || address.starts_with("http://");
        if tag.name == "a"
            && (leads_away || address.starts_with("mailto:") || address.starts_with("tel:"))
        {
            return None;
        }
        if address.starts_with("data:") {
            return None;
        }
        let (path, fragment) = match address.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (address, None),
        };
        let path = path.split('?').next().unwrap_or_default();
        if path.starts_with('/') || path.contains(':') {
            return told("is not relative");
        }
        if path.ends_with('/') {
            return told("does not end in a file name");
        }
        let Some(target) = resolve(page, &percent_decode(path)) else {
            return told("leaves the site");
        };
        if !self.names.contains(&target) {
            return told("is not there");
        }
        let fragment = percent_decode(fragment.unwrap_or_default());
        match self.pages.get(&target) {
            Some(tags) if fragment.starts_with('?') => match has_filter(tags, &fragment) {
                true => None,
                false => told("has no such filter"),
            },
            Some(tags) if !fragment.is_empty() && !ids(tags).any(|id| id == fragment) => {
                told("has no such place")
            }
            _ => None,
        }
    }
}

/// Whether a page can be filtered as an address says: `?status=gap`.
fn has_filter(tags: &[Tag], fragment: &str) -> bool {
    let has = |name: &str, value: &str| {
        let mut tags = tags.iter().flat_map(|tag| &tag.attributes);
        tags.any(|(own, of)| own == name && of == value)
    };
    let filter = fragment.trim_start_matches('?').split_once('=');
    filter.is_some_and(|(by, value)| has("data-by", by) && has("value", value))
}

fn resolve(page: &str, path: &str) -> Option<String> {
    if path.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after
            .get(..2)
            .filter(|_| first == b'%')
            .and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(hex.unwrap_or(first));
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap()
}

fn ids(tags: &[Tag]) -> impl Iterator<Item = &str> {
    let attributes = tags.iter().flat_map(|tag| &tag.attributes);
    attributes
        .filter(|(name, _)| name == "id")
        .map(|(_, value)| value.as_str())
}

/// The start tags of a page, without those in comments and scripts. Only for the HTML of our pages.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            rest = after;
            if tag.name == "script" || tag.name == "style" {
                let end = format!("</{}", tag.name);
                rest = &rest[rest.find(&end).unwrap_or(rest.len())..];
            }
            tags.push(tag);
        }
    }
    tags
}

/// Parses one tag and returns it with the rest of the text.
fn tag(text: &str) -> (Tag, &str) {
    let end = text.find(|one: char| one.is_whitespace() || one == '>' || one == '/');
    let (name, mut rest) = text.split_at(end.unwrap_or(text.len()));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|one: char| one.is_whitespace() || one == '/');
        if rest.is_empty() || rest.starts_with('>') {
            break;
        }
        let end = rest.find(|one: char| one.is_whitespace() || matches!(one, '=' | '>' | '/'));
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let (value, after) = match after.strip_prefix('=') {
            Some(quoted) if quoted.starts_with(['"', '\'']) => {
                let quote = &quoted[..1];
                quoted[1..].split_once(quote).unwrap_or((quoted, ""))
            }
            Some(bare) => bare.split_at(
                bare.find(|one: char| one.is_whitespace() || one == '>')
                    .unwrap_or(0),
            ),
            None => ("", after),
        };
        attributes.push((name.to_ascii_lowercase(), unescape(value)));
        rest = after;
    }
    let tag = Tag {
        name: name.to_ascii_lowercase(),
        attributes,
    };
    (tag, rest)
}

fn unescape(text: &str) -> String {
    let mut plain = text.to_owned();
    for (entity, character) in [
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(entity, character);
    }
    plain
}

fn join(lines: &BTreeSet<String>) -> String {
    lines
        .iter()
        .take(60)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n")
}
