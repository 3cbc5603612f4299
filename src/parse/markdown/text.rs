//! Runs of text: joined from the parser's events, with the place of every byte, and cut at
//! `{{ name }}`.

use std::ops::Range;

/// Text that stands together, from one or more events.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) text: String,
    /// Where stretches of the text begin, here and in the source.
    stretches: Vec<(usize, usize)>,
}

/// A part of a run.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Text(&'a str),
    /// The name of a variable, and its bytes in the source.
    Variable(&'a str, Range<usize>),
}

impl Run {
    pub(super) fn push(&mut self, text: &str, source: Range<usize>) {
        self.stretches.push((self.text.len(), source.start));
        self.text.push_str(text);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text cut at variables.
    pub(super) fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        let text = self.text.as_str();
        let mut done = 0;
        let mut from = 0;
        while let Some(open) = text[from..].find("{{").map(|at| from + at) {
            let inner = &text[open + 2..];
            // A name is short: nothing far away closes what was never meant as a variable.
            let close = inner.find("}}").filter(|close| *close <= 200);
            let name = close.map(|close| inner[..close].trim());
            match (close, name) {
                (Some(close), Some(name)) if is_name(name) => {
                    if open > done {
                        parts.push(Part::Text(&text[done..open]));
                    }
                    let start = open + 2 + inner.find(name).unwrap_or(0);
                    let place = self.source(start);
                    parts.push(Part::Variable(name, place..place + name.len()));
                    done = open + 2 + close + 2;
                    from = done;
                }
                _ => from = open + 1,
            }
            while !text.is_char_boundary(from) {
                from += 1;
            }
        }
        if done < text.len() {
            parts.push(Part::Text(&text[done..]));
        }
        parts
    }

    fn source(&self, at: usize) -> usize {
        let stretch = self
            .stretches
            .partition_point(|(begin, _)| *begin <= at)
            .saturating_sub(1);
        self.stretches
            .get(stretch)
            .map_or(0, |(begin, source)| source + (at - begin))
    }
}

fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    !name.is_empty() && name.chars().all(fits)
}
