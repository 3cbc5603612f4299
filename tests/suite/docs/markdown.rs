//! Reads and writes the Markdown of documentation.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A block of code of a page.
pub(super) struct Fence {
    /// The first word behind the backticks.
    pub(super) language: String,
    pub(super) text: String,
    /// The last line of text before the block.
    pub(super) above: String,
}

/// The blocks of code of a page.
pub(super) fn fences(page: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut open: Option<(&str, Fence)> = None;
    let mut above = "";
    for line in page.lines() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match &mut open {
            Some((opened_with, fence)) => {
                if line == *opened_with {
                    fences.extend(open.take().map(|(_, fence)| fence));
                } else {
                    fence.text.push_str(line);
                    fence.text.push('\n');
                }
            }
            None if ticks.len() >= 3 => {
                let language = line[ticks.len()..].split_whitespace().next();
                let fence = Fence {
                    language: language.unwrap_or_default().to_owned(),
                    text: String::new(),
                    above: above.to_owned(),
                };
                open = Some((ticks, fence));
            }
            None if !line.is_empty() => above = line,
            None => {}
        }
    }
    assert!(open.is_none(), "a block of code is not closed");
    fences
}

/// Where the links of a page lead.
pub(super) fn links(page: &str) -> Vec<String> {
    let events = Parser::new_ext(page, Options::ENABLE_TABLES);
    let links = events.filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    });
    links.collect()
}

/// The ids that code-hosting sites give to the headings of a page.
pub(super) fn heading_ids(page: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        match (&mut heading, event) {
            (_, Event::Start(Tag::Heading { .. })) => heading = Some(String::new()),
            (Some(text), Event::Text(part) | Event::Code(part)) => text.push_str(&part),
            (Some(text), Event::End(TagEnd::Heading(_))) => {
                let id = heading_id(text);
                let before = taken.entry(id.clone()).or_default();
                ids.push(match *before {
                    0 => id,
                    count => format!("{id}-{count}"),
                });
                *before += 1;
                heading = None;
            }
            _ => {}
        }
    }
    ids
}

/// The id of a heading: its letters, digits, hyphens and underscores in lower case, with a hyphen
/// for each space.
pub(super) fn heading_id(text: &str) -> String {
    let kept = text.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        _ => letter.is_alphanumeric().then_some(letter),
    });
    kept.flat_map(char::to_lowercase).collect()
}

/// A text of the program as Markdown: signs that would have a meaning outside of code are escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for (ix, part) in text.split('`').enumerate() {
        if ix > 0 {
            escaped.push('`');
        }
        let is_code = ix % 2 == 1;
        for letter in part.chars() {
            if !is_code && matches!(letter, '<' | '>' | '*' | '_' | '~' | '[' | ']' | '\\') {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
    }
    escaped
}

/// A cell of a table.
pub(super) fn cell(text: &str) -> String {
    escaped(text).replace('|', "\\|")
}

/// A block of code with the text, which may have backticks itself.
pub(super) fn fence(language: &str, text: &str) -> String {
    let longest = text.lines().map(|line| {
        let line = line.trim_start();
        line.len() - line.trim_start_matches('`').len()
    });
    let ticks = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
    format!(
        "{ticks}{language}\n{}\n{ticks}\n",
        text.trim_end_matches('\n')
    )
}

#[test]
fn headings_have_the_ids_of_code_hosting_sites() {
    assert_eq!(
        heading_ids("# `manual.toml`\n\n## What's due, and when\n\n## A\n\n## A\n"),
        ["manualtoml", "whats-due-and-when", "a", "a-1"]
    );
}

#[test]
fn signs_outside_of_code_are_escaped() {
    assert_eq!(
        escaped("write `[[x]]` or [[y]]"),
        "write `[[x]]` or \\[\\[y\\]\\]"
    );
}
