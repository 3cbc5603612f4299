//! Finds text that looks like a claim, an attribute, a comment or a link but is not read as one. It
//! is reported, so that nothing the author meant is lost silently (`docs/design.md`, "What looks
//! like ours is read, or is an error").
//!
//! The candidates are found before the text is read. Each one that is read, or is in code or in a
//! comment, is then crossed off.

use std::ops::Range;

use crate::markdown::variables::is_escaped;

/// The candidates of a page, in order.
#[derive(Debug, Default)]
pub(crate) struct Unread(Vec<Candidate>);

#[derive(Debug)]
struct Candidate {
    range: Range<usize>,
    what: Lookalike,
    is_read: bool,
    is_in_html: bool,
}

/// What a candidate looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lookalike {
    /// `[[satisfies:…]]`.
    Claim,
    /// `{clause=…}`.
    Attribute,
    /// `<!--`.
    Comment,
    /// `[text](my file.md)`.
    Link,
}

impl Unread {
    /// Finds the candidates in a text.
    pub(crate) fn find(text: &str) -> Self {
        let mut found = Self::default();
        let bytes = text.as_bytes();
        for at in memchr::memmem::find_iter(bytes, "[[") {
            found.extend(text, at, Lookalike::Claim, claim(near(text, at)));
        }
        for at in memchr::memchr_iter(b'[', bytes) {
            let is_single = at == 0 || bytes[at - 1] != b'[';
            let length = is_single.then(|| single(near(text, at))).flatten();
            found.extend(text, at, Lookalike::Claim, length);
        }
        for at in memchr::memchr_iter(b'{', bytes) {
            found.extend(text, at, Lookalike::Attribute, attribute(near(text, at)));
        }
        for at in memchr::memmem::find_iter(bytes, "<!--") {
            found.extend(text, at, Lookalike::Comment, Some("<!--".len()));
        }
        for at in memchr::memmem::find_iter(bytes, "](") {
            found.extend(
                text,
                at,
                Lookalike::Link,
                address_with_space(near(text, at)),
            );
        }
        found.0.sort_by_key(|candidate| candidate.range.start);
        found
    }

    fn extend(&mut self, text: &str, at: usize, what: Lookalike, length: Option<usize>) {
        if let Some(length) = length.filter(|_| !is_escaped(text, at)) {
            self.0.push(Candidate {
                range: at..at + length,
                what,
                is_read: false,
                is_in_html: false,
            });
        }
    }

    /// Crosses off the candidates of all kinds that begin in a range.
    pub(crate) fn cross_off(&mut self, range: &Range<usize>) {
        self.within(range).for_each(|one| one.is_read = true);
    }

    /// Crosses off the candidates of one kind that begin in a range.
    pub(crate) fn cross_off_only(&mut self, range: &Range<usize>, what: Lookalike) {
        let found = self.within(range).filter(|one| one.what == what);
        found.for_each(|one| one.is_read = true);
    }

    /// Notes that a range is HTML, in which no Markdown is read.
    pub(crate) fn note_html(&mut self, range: &Range<usize>) {
        for one in self.within(range) {
            one.is_in_html = true;
            one.is_read |= matches!(one.what, Lookalike::Comment | Lookalike::Link);
        }
    }

    fn within(&mut self, range: &Range<usize>) -> impl Iterator<Item = &mut Candidate> {
        let from = self.0.partition_point(|one| one.range.start < range.start);
        let end = range.end;
        self.0[from..]
            .iter_mut()
            .take_while(move |one| one.range.start < end)
    }

    /// Returns the candidates that were not read: byte range, kind, and whether it is in HTML.
    pub(crate) fn finish(self) -> impl Iterator<Item = (Range<usize>, Lookalike, bool)> {
        let left = self.0.into_iter().filter(|one| !one.is_read);
        left.map(|one| (one.range, one.what, one.is_in_html))
    }
}

/// Finds text that looks like a claim in a text that is not Markdown, such as a field. No claim is
/// read there.
pub(crate) fn claims_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    let found = match text.contains("[[") || text.contains('{') {
        true => Unread::find(text),
        false => Unread::default(),
    };
    let claims = found
        .finish()
        .filter(|(_, what, _)| matches!(what, Lookalike::Claim | Lookalike::Attribute));
    // Text between backticks is code and is not reported.
    let is_code = |at: usize| text[..at].matches('`').count() % 2 == 1;
    claims
        .map(|(range, ..)| range)
        .filter(move |range| !is_code(range.start))
        .take(MOST_IN_FIELD)
}

/// The greatest number of reports for one field.
const MOST_IN_FIELD: usize = 20;

/// The text from a byte offset on, cut to the greatest length of a candidate. This bounds the cost
/// of the search on long lines.
fn near(text: &str, at: usize) -> &str {
    const FARTHEST: usize = 1024;
    &text[at..text.floor_char_boundary(at + FARTHEST)]
}

/// The length in bytes of the text that looks like a claim, up to its closing brackets or the end
/// of the line. `None` if no claim begins here.
fn claim(text: &str) -> Option<usize> {
    const WORD: &str = "satisfies:";
    let inner = text.strip_prefix("[[")?.trim_start_matches([' ', '\t']);
    let begin = inner.get(..WORD.len())?;
    if !begin.eq_ignore_ascii_case(WORD) {
        return None;
    }
    let line = memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len());
    let line = text[..line].trim_end();
    Some(line.find("]]").map_or(line.len(), |end| end + 2))
}

/// The length in bytes of a claim in single brackets, which is not a valid claim. `None` if none
/// begins here.
fn single(text: &str) -> Option<usize> {
    const BEGIN: &str = "[satisfies:";
    if !text.get(..BEGIN.len())?.eq_ignore_ascii_case(BEGIN) {
        return None;
    }
    let end = memchr::memchr2(b']', b'\n', text.as_bytes()).unwrap_or(text.len());
    Some(if text[end..].starts_with(']') {
        end + 1
    } else {
        text[..end].trim_end().len()
    })
}

/// The length in bytes of the braces that open here, up to the end of the line if they are never
/// closed. `None` if they contain no `clause=`.
fn attribute(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('{')?;
    let end = memchr::memchr3(b'{', b'}', b'\n', inner.as_bytes()).unwrap_or(inner.len());
    let mut words = inner[..end].split_ascii_whitespace();
    let names_clause = words.any(|word| word.trim_start_matches(':').starts_with("clause="));
    let length = match inner[end..].starts_with('}') {
        true => end + 2,
        false => 1 + inner[..end].trim_end().len(),
    };
    names_clause.then_some(length)
}

/// The length in bytes of `](address)`, if the address looks like that of a file or a section but
/// has a space in it.
fn address_with_space(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("](")?;
    let end = memchr::memchr2(b')', b'\n', inner.as_bytes())?;
    let address = &inner[..end];
    if !inner[end..].starts_with(')') || address.starts_with('<') {
        return None;
    }
    // A title may follow.
    let path = address.split(['"', '\'']).next().unwrap_or(address).trim();
    let (path, fragment) = match path.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (path, None),
    };
    let has_space = path.contains(' ') || fragment.is_some_and(|part| part.contains(' '));
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    let is_file = ending.is_some_and(|ending| {
        (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let is_section = path.is_empty() && fragment.is_some();
    (has_space && (is_file || is_section)).then_some("](".len() + end + 1)
}

/// Recognises the notation of a notice in other tools, at the beginning of a paragraph. Returns the
/// length of its first line in bytes, and the help text.
pub(crate) fn foreign_notice(paragraph: &str) -> Option<(usize, &'static str)> {
    const QUOTE: &str = "write `> [!NOTE]` (or TIP, IMPORTANT, WARNING, CAUTION) on a line of its own, and `> ` before \
                         each line of the notice; or, where all files are so, `admonitions = true` under \
                         [reading] in manual.toml";
    if !paragraph.starts_with(['!', '?', ':', '=', '[']) {
        return None;
    }
    let line = paragraph.lines().next()?.trim_end();
    let word = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_alphabetic());
    let is_sign = |sign: &str| line.strip_prefix(sign).is_some_and(word);
    if ["!!! ", "??? ", "???+ ", ":::"].into_iter().any(is_sign) {
        return Some((line.len(), QUOTE));
    }
    if line
        .strip_prefix("=== ")
        .is_some_and(|rest| rest.starts_with('"'))
    {
        return Some((
            line.len(),
            "write a heading for each tab, as a page shows all of them; or, where all files are so, \
             `admonitions = true` under [reading] in manual.toml",
        ));
    }
    let kind = line.strip_prefix("[!")?.split(']').next()?;
    let kinds = ["note", "tip", "important", "warning", "caution"];
    let is_kind = kinds.iter().any(|known| kind.eq_ignore_ascii_case(known));
    is_kind.then_some((
        line.len(),
        "write the word in brackets alone on its line behind `> `, and the text on the lines below",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_a_space_looks_like_one() {
        for text in [
            "](my file.md)",
            "](a b/c.png \"t\")",
            "](c d.md#e)",
            "](#two words)",
        ] {
            assert_eq!(address_with_space(text), Some(text.len()), "{text}");
        }
        for text in [
            "](file.md \"a title\")",
            "](<my file.md>)",
            "](see the note)",
            "](a b",
        ] {
            assert_eq!(address_with_space(text), None, "{text}");
        }
    }

    #[test]
    fn braces_with_a_clause_look_like_attributes() {
        assert_eq!(attribute("{#a clause=8.4.1} x"), Some(17));
        assert_eq!(attribute("{clause=8 \n}"), Some(9));
        assert_eq!(attribute("{clause=8)"), Some(10));
        for text in ["{#a}", "{clause}", "{{ clause=x }}", "{a\nclause=8}"] {
            assert_eq!(attribute(text), None, "{text}");
        }
    }
}
