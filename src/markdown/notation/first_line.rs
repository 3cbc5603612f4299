//! The first lines of notices and tabs.

use super::callouts::{CalloutKind, CalloutTitle};

/// How a line begins that may be quoted.
pub(super) struct Quotation {
    /// The number of quotations in which it stands.
    pub(super) depth: usize,
    /// The notice that it begins.
    pub(super) first_line: Option<QuotedLine>,
}

/// The first line of a notice that is a quotation, `> [!summary]- Title`.
pub(super) struct QuotedLine {
    pub(super) line: FirstLine,
    /// The byte offsets of the innermost `>` and of the word in brackets.
    pub(super) sign: usize,
    pub(super) inner: usize,
}

impl Quotation {
    pub(super) fn read(line: &str) -> Self {
        let mut depth = 0;
        let mut sign = 0;
        let mut inner = 0;
        loop {
            let rest = &line[inner..];
            let text = rest.trim_start_matches(' ');
            let blank = rest.len() - text.len();
            if blank > 3 || !text.starts_with('>') {
                inner += blank.min(3);
                break;
            }
            depth += 1;
            sign = inner + blank;
            inner = sign + 1;
            inner += usize::from(line[inner..].starts_with([' ', '\t']));
        }
        let first_line = (depth > 0)
            .then(|| FirstLine::quoted(line, inner))
            .flatten();
        Self {
            depth,
            first_line: first_line.map(|line| QuotedLine { line, sign, inner }),
        }
    }
}

/// The first line of a callout. The range of its title begins at the line.
pub(super) struct FirstLine {
    pub(super) kind: CalloutKind,
    pub(super) title: CalloutTitle,
    pub(super) folded: Option<bool>,
    pub(super) is_indented: bool,
}

impl FirstLine {
    pub(super) fn read(line: &str) -> Option<Self> {
        let line = line.trim_end();
        match line.as_bytes() {
            [b'!', b'!', b'!', ..] => Self::notice(line, 3, None),
            [b'?', b'?', b'?', b'+', ..] => Self::notice(line, 4, Some(true)),
            [b'?', b'?', b'?', ..] => Self::notice(line, 3, Some(false)),
            [b'=', b'=', b'=', ..] => Self::tab(line),
            [b':', b':', b':', ..] => Self::fenced(line),
            _ => None,
        }
    }

    /// `[!summary]- Title`, from this byte offset of the line. The words that the parser knows are left to
    /// it where they stand alone.
    fn quoted(line: &str, from: usize) -> Option<Self> {
        const WORDS: [&str; 27] = [
            "note",
            "abstract",
            "summary",
            "tldr",
            "info",
            "todo",
            "tip",
            "hint",
            "important",
            "success",
            "check",
            "done",
            "question",
            "help",
            "faq",
            "warning",
            "caution",
            "attention",
            "failure",
            "fail",
            "missing",
            "danger",
            "error",
            "bug",
            "example",
            "quote",
            "cite",
        ];
        const KNOWN: [&str; 5] = ["note", "tip", "important", "warning", "caution"];
        let (word, rest) = line[from..].strip_prefix("[!")?.split_once(']')?;
        let is_one_of = |words: &[&str]| words.iter().any(|one| one.eq_ignore_ascii_case(word));
        if !is_one_of(&WORDS) {
            return None;
        }
        let (folded, title) = match rest.as_bytes().first() {
            Some(b'-') => (Some(false), &rest[1..]),
            Some(b'+') => (Some(true), &rest[1..]),
            _ => (None, rest),
        };
        let title = Some(title.trim()).filter(|title| !title.is_empty());
        if title.is_none() && folded.is_none() && is_one_of(&KNOWN) {
            return None;
        }
        Some(Self::of(word, line, title, folded, false))
    }

    /// `!!! note "Title"`.
    fn notice(line: &str, sign: usize, folded: Option<bool>) -> Option<Self> {
        let rest = &line[sign..];
        let (words, quoted) = match rest.split_once('"') {
            Some((words, quoted)) => (words, Some(quoted.strip_suffix('"')?)),
            None => (rest, None),
        };
        let mut names = words.split_whitespace();
        let word = names.next().filter(|word| is_word(word))?;
        // Where a notice stands is up to this site; other words are its title.
        let place = ["inline", "end", "annotate"];
        let unquoted = names.find(|name| !place.contains(name));
        let title = match (quoted, unquoted) {
            (Some(quoted), _) => Some(quoted),
            (None, Some(first)) => Some(words[offset(words, first)..].trim_end()),
            (None, None) => None,
        };
        Some(Self::of(word, line, title, folded, true))
    }

    /// `=== "Title"`.
    fn tab(line: &str) -> Option<Self> {
        let rest = line[3..].trim_start_matches(['!', '+']);
        let title = rest.strip_prefix([' ', '\t'])?.trim_start();
        let title = title.strip_prefix('"')?.strip_suffix('"')?;
        Some(Self {
            kind: CalloutKind::Tab,
            title: written(line, title),
            folded: None,
            is_indented: true,
        })
    }

    /// `:::note Title`, `:::note[Title]`, `::: {.note title="Title"}`.
    fn fenced(line: &str) -> Option<Self> {
        let rest = line.trim_start_matches(':').trim_start();
        let (word, behind) = match rest.strip_prefix('{') {
            Some(inner) => {
                let (inner, behind) = inner.split_once('}')?;
                let word = inner.split_whitespace().next()?;
                let title = attribute(inner, "title").unwrap_or(behind);
                (word.trim_start_matches('.'), title)
            }
            None => {
                let end = rest.find(|c: char| !is_word_letter(c));
                rest.split_at(end.unwrap_or(rest.len()))
            }
        };
        let word = word.strip_prefix("callout-").unwrap_or(word);
        if !is_word(word) {
            return None;
        }
        let behind = behind.trim();
        let title = if let Some(inner) = behind.strip_prefix('[') {
            inner.split_once(']').map_or(behind, |(title, _)| title)
        } else if let Some(inner) = behind.strip_prefix('{') {
            attribute(inner, "title").unwrap_or("")
        } else {
            behind.trim_end_matches(':').trim_end()
        };
        let title = Some(title).filter(|title| !title.is_empty());
        let folded = word.eq_ignore_ascii_case("details").then_some(false);
        Some(Self::of(word, line, title, folded, false))
    }

    fn of(
        word: &str,
        line: &str,
        title: Option<&str>,
        folded: Option<bool>,
        is_indented: bool,
    ) -> Self {
        let (kind, is_name) = kind_of(word);
        Self {
            kind,
            title: match title {
                Some(title) if title.trim().is_empty() => CalloutTitle::None,
                Some(title) => written(line, title),
                None if is_name => CalloutTitle::OfKind,
                None => CalloutTitle::Word(capitalised(word)),
            },
            folded,
            is_indented,
        }
    }
}

/// The kind that a word stands for, and whether the kind's name says the same as the word.
fn kind_of(word: &str) -> (CalloutKind, bool) {
    use CalloutKind::{Caution, Important, Note, Tip, Warning};
    match &*word.to_ascii_lowercase() {
        "note" | "info" | "information" => (Note, true),
        "tip" | "hint" => (Tip, true),
        "important" => (Important, true),
        "warning" | "attention" => (Warning, true),
        "caution" | "danger" | "error" => (Caution, true),
        "success" | "check" | "done" => (Tip, false),
        "failure" | "fail" | "missing" | "bug" => (Caution, false),
        _ => (Note, false),
    }
}

fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && word.chars().all(is_word_letter)
}

fn is_word_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// Whether a line ends a notice.
pub(super) fn is_colons(line: &str) -> bool {
    let line = line.trim_end();
    line.len() >= 3 && line.bytes().all(|byte| byte == b':')
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The value of an attribute: `title="…"`.
fn attribute<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (_, behind) = text.split_once(name)?;
    let value = behind.trim_start().strip_prefix('=')?.trim_start();
    Some(value.strip_prefix('"')?.split_once('"')?.0)
}

/// A title that is a part of its line.
fn written(line: &str, title: &str) -> CalloutTitle {
    let begin = offset(line, title);
    CalloutTitle::Written(begin..begin + title.len())
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}
