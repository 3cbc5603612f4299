//! The title and the text of a finding, from an auditor's note. A note is text: what has a meaning in
//! Markdown or for the program is escaped.

use crate::word::plain_line;

/// The most letters of a title.
const LONGEST_TITLE: usize = 80;

/// The title of a finding: the first sentence of the note, cut at a word.
pub(crate) fn title(note: &str) -> String {
    let line = note.lines().map(str::trim).find(|line| !line.is_empty());
    let line = one_line(line.unwrap_or_default());
    // The signs of a list or a heading are no part of its words.
    let line = line.trim_start_matches(['-', '*', '#', '>', '+', '•', ' ']);
    let end = line.find(". ").unwrap_or(line.len());
    let sentence = line[..end].trim_end_matches(['.', ' ']);
    let Some((most, _)) = sentence.char_indices().nth(LONGEST_TITLE) else {
        return sentence.to_owned();
    };
    let cut = &sentence[..most];
    let words = cut.rfind(' ').map_or(cut, |at| &cut[..at]);
    format!("{}…", words.trim_end_matches([',', ';', ':', ' ']))
}

/// The text of a finding: the note, and the sample behind its label.
pub(crate) fn text(note: &str, (label, sample): (&str, &str)) -> String {
    let mut parts = paragraphs(note);
    if !sample.is_empty() {
        parts.extend(paragraphs(&format!("{label}: {sample}")));
    }
    parts
        .iter()
        .map(|part| format!("{part}\n"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The paragraphs of a text. Lines within a paragraph stay lines.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<Vec<String>> = vec![Vec::new()];
    for line in text.lines() {
        let line = one_line(line);
        match (line.is_empty(), paragraphs.last_mut()) {
            (false, Some(lines)) => lines.push(escaped(&line)),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs.iter().map(|lines| lines.join("\\\n")).collect()
}

fn escaped(line: &str) -> String {
    let plain = plain_line(line);
    match plain.starts_with("???") {
        true => format!("\\{plain}"),
        false => plain,
    }
}

/// A line without control characters and doubled blanks.
fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
