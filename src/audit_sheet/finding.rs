//! The title and the text of a finding, from an auditor's note. A note is text: what has a meaning in
//! Markdown or for the program is escaped.

use crate::diagnostics::is_invisible;
use crate::word::plain_line;

/// The most letters of a title.
const LONGEST_TITLE: usize = 80;

/// Whether a note says anything: it has a letter or a digit that is shown.
pub(super) fn says_anything(note: &str) -> bool {
    note.contains(|c: char| c.is_alphanumeric() && !is_invisible(c))
}

/// The title of a finding: the first sentence of the note, cut at a word. It is empty only if the note
/// says nothing.
pub(crate) fn title(note: &str) -> String {
    let line = note.lines().find(|line| says_anything(line));
    let line = one_line(line.unwrap_or_default());
    // The signs of a list or a heading are no part of its words.
    let line = line.trim_start_matches(['-', '*', '#', '>', '+', '•', '.', '_', '=', '~', ' ']);
    let mut ends = line.match_indices(". ").map(|(end, _)| &line[..end]);
    let sentence = ends
        .find(|sentence| says_anything(sentence))
        .unwrap_or(line);
    let sentence = sentence.trim_end_matches(['.', ' ']);
    let Some((most, _)) = sentence.char_indices().nth(LONGEST_TITLE) else {
        return sentence.to_owned();
    };
    let cut = &sentence[..most];
    let words = cut.rfind(' ').map_or(cut, |at| &cut[..at]);
    let words = words.trim_end_matches([',', ';', ':', ' ']);
    match says_anything(words) {
        true => format!("{words}…"),
        false => format!("{cut}…"),
    }
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

/// The same as a block of code. In code nothing has a meaning, whatever the settings of the manual look
/// for in its texts.
pub(crate) fn as_code(note: &str, (label, sample): (&str, &str)) -> String {
    let mut lines: Vec<String> = note.lines().map(one_line).collect();
    if !sample.is_empty() {
        lines.push(String::new());
        lines.extend(format!("{label}: {sample}").lines().map(one_line));
    }
    let longest = lines.iter().flat_map(|line| line.split(|c| c != '`'));
    let longest = longest.map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{}\n{fence}\n", lines.join("\n"))
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
    let mut plain = String::with_capacity(line.len());
    for letter in plain_line(line).chars() {
        // Each brace may begin a claim or a variable. Some are escaped already.
        let before = plain.len() - plain.trim_end_matches('\\').len();
        if letter == '{' && before.is_multiple_of(2) {
            plain.push('\\');
        }
        plain.push(letter);
    }
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
