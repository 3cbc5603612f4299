//! Runs of text: joined from the parser's events, with the source offset of every byte, and split
//! at `{{ name }}`.

use std::borrow::Cow;
use std::ops::Range;

/// The greatest length in bytes from `{{` up to `}}`, so that distant braces do not close text that
/// is not meant as a variable.
const LONGEST: usize = 200;

/// Adjacent text from one or more events.
#[derive(Debug, Default)]
pub(crate) struct Run {
    text: String,
    /// The byte offsets in `text` and in the source at which the text of each event begins.
    stretches: Vec<(usize, usize)>,
}

/// A part of a run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    Text(&'a str),
    /// The name of a variable, and its byte range in the source.
    Variable(&'a str, Range<usize>),
}

impl Run {
    /// Adds an event's text, which begins at byte offset `source` of the source.
    pub(crate) fn push(&mut self, text: &str, source: usize) {
        self.stretches.push((self.text.len(), source));
        self.text.push_str(text);
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.stretches.clear();
    }

    /// Splits the run at its variables. A variable must be in `source` literally: braces written
    /// with a backslash (`\{{ name }}`) or as entities are text.
    pub(crate) fn parts(&self, source: &str) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        let text = self.text.as_str();
        let mut done = 0;
        let mut from = 0;
        while let Some(open) = text[from..].find("{{").map(|at| from + at) {
            let Some((name, end)) = variable_at(text, open) else {
                from = open + 1;
                continue;
            };
            let whole = self.source(open);
            let as_written = source.get(whole..whole + (end - open)) == Some(&text[open..end]);
            if !as_written || is_escaped(source, whole) {
                from = open + 1;
                continue;
            }
            if open > done {
                parts.push(Part::Text(&text[done..open]));
            }
            let start = whole + (name.start - open);
            parts.push(Part::Variable(
                &text[name.clone()],
                start..start + name.len(),
            ));
            done = end;
            from = end;
        }
        if done < text.len() {
            parts.push(Part::Text(&text[done..]));
        }
        parts
    }

    /// The source offset of a byte of the run.
    pub(crate) fn source(&self, at: usize) -> usize {
        let stretch = self.stretches.partition_point(|(begin, _)| *begin <= at);
        let stretch = self.stretches.get(stretch.saturating_sub(1));
        stretch.map_or(0, |(begin, source)| source + (at - begin))
    }
}

/// A text with values in place of its variables. A variable without a value stays as it is written.
pub(crate) fn with_values<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut run = Run::default();
    run.push(text, 0);
    let mut out = String::with_capacity(text.len());
    for part in run.parts(text) {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Variable(name, _) => match value(name) {
                Some(value) => out.push_str(value),
                None => out.push_str(&format!("{{{{ {name} }}}}")),
            },
        }
    }
    out
}

/// The variables in a text that is not Markdown, such as a field, with their braces. No variable is read
/// there. Text between backticks is code.
pub(crate) fn variables_in(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut from, mut is_code, mut seen) = (0, false, 0);
    while let Some(open) = text[from..].find("{{").map(|at| from + at) {
        let ticks = text[seen..open].matches('`').count();
        is_code ^= ticks % 2 == 1;
        seen = open;
        from = open + 1;
        if let Some((_, end)) = variable_at(text, open).filter(|_| !is_escaped(text, open)) {
            from = end;
            if !is_code {
                found.push(open..end);
            }
        }
    }
    found
}

/// A text without its variables, as [`variables_in`] finds them.
pub(crate) fn without_variables(text: &str) -> Cow<'_, str> {
    let found = variables_in(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for range in found {
        left.push_str(&text[from..range.start]);
        from = range.end;
    }
    left.push_str(&text[from..]);
    Cow::Owned(left)
}

/// The byte range of the name in the two braces that open at `open`, and the end of the braces.
pub(crate) fn variable_at(text: &str, open: usize) -> Option<(Range<usize>, usize)> {
    let inner = text.get(open..)?.strip_prefix("{{")?;
    let begin = inner.len() - inner.trim_start_matches([' ', '\t']).len();
    let name = inner[begin..].find(|c: char| !is_name(c)).unwrap_or(0);
    let behind = inner[begin + name..].trim_start_matches([' ', '\t']);
    let end = text.len() - behind.len();
    let fits = name > 0 && behind.starts_with("}}") && end - open <= LONGEST;
    let start = open + 2 + begin;
    fits.then_some((start..start + name, end + 2))
}

/// Whether a backslash escapes the character at this byte offset.
pub(crate) fn is_escaped(source: &str, at: usize) -> bool {
    let before = source.as_bytes()[..at].iter().rev();
    before.take_while(|byte| **byte == b'\\').count() % 2 == 1
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        let mut run = Run::default();
        run.push(text, 0);
        let parts = run.parts(text);
        let names = parts.into_iter().filter_map(|part| match part {
            Part::Variable(name, at) => {
                assert_eq!(name, &text[at.clone()]);
                Some(&text[at])
            }
            Part::Text(_) => None,
        });
        names.collect()
    }

    #[test]
    fn a_name_has_letters_digits_and_few_signs() {
        assert_eq!(
            names("{{ a }}{{b_c-d.e}} {{\té1 }}"),
            ["a", "b_c-d.e", "é1"]
        );
        assert_eq!(
            names("{{ not a name! }} {{}} {{ }} {{ open {{{ in }}} {{x"),
            ["in"]
        );
        assert_eq!(names(&format!("{{{{{}}}}}", "a".repeat(300))), [""; 0]);
    }

    #[test]
    fn variables_of_a_field_stand_outside_of_code() {
        let found = |text: &'static str| -> Vec<&str> {
            variables_in(text).into_iter().map(|at| &text[at]).collect()
        };
        assert_eq!(
            found("{{ a }}, `{{ b }}` and ``{{c}} \\{{ d }} {{ not one! }} {{{e}}}"),
            ["{{ a }}", "{{c}}", "{{e}}"]
        );
        assert_eq!(without_variables("a {{ b }}c{{d}}"), "a c");
        assert_eq!(without_variables("`{{ b }}`"), "`{{ b }}`");
    }

    #[test]
    fn a_variable_may_be_split_over_events_but_not_escaped() {
        let source = "{{ a_b }} \\{{ c }}";
        let mut run = Run::default();
        run.push("{{ a", 0);
        run.push("_", 4);
        run.push("b }} ", 5);
        run.push("{{ c }}", 11);
        let parts = run.parts(source);
        assert_eq!(
            parts,
            [Part::Variable("a_b", 3..6), Part::Text(" {{ c }}"),]
        );
    }
}
