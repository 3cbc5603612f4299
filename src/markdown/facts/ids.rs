//! The ids of a page. Each id is given once, and a generated id never collides with one that the
//! author wrote.

use rustc_hash::{FxHashMap, FxHashSet};

/// The ids of a page.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    taken: FxHashSet<String>,
    /// The ids that the author may have written, anywhere in the text.
    reserved: FxHashSet<String>,
    /// The suffix to try next for each base whose plain form is not free.
    next: FxHashMap<String, usize>,
}

impl Ids {
    /// Creates the ids of a page, and reserves every `#id` in braces anywhere in the text.
    pub(crate) fn reserving(text: &str) -> Self {
        let mut reserved = FxHashSet::default();
        for open in memchr::memchr_iter(b'{', text.as_bytes()) {
            let inner = &text[open + 1..];
            let Some(end) = memchr::memchr3(b'{', b'}', b'\n', inner.as_bytes()) else {
                break;
            };
            if inner[end..].starts_with('}') {
                let ids = inner[..end].split_whitespace();
                let ids = ids.filter_map(|word| word.trim_start_matches(':').strip_prefix('#'));
                reserved.extend(ids.map(str::to_owned));
            }
        }
        Self {
            reserved,
            ..Self::default()
        }
    }

    /// Takes an id that the author wrote. Returns false if the page already has it.
    pub(crate) fn take_written(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// Makes an id: `base` if it is free, else `base-2`, `base-3` and so on.
    pub(crate) fn make(&mut self, base: &str) -> String {
        self.make_from(base, 2)
    }

    /// Makes the id of a heading: `base` if it is free, else `base-1`, `base-2` and so on, as
    /// code-hosting sites do.
    pub(crate) fn make_for_heading(&mut self, base: &str) -> String {
        self.make_from(base, 1)
    }

    fn make_from(&mut self, base: &str, first: usize) -> String {
        if self.is_free(base) {
            self.taken.insert(base.to_owned());
            return base.to_owned();
        }
        let mut n = self.next.get(base).copied().unwrap_or(first);
        let id = loop {
            let id = format!("{base}-{n}");
            n += 1;
            if self.is_free(&id) {
                break id;
            }
        };
        self.next.insert(base.to_owned(), n);
        self.taken.insert(id.clone());
        id
    }

    fn is_free(&self, id: &str) -> bool {
        !self.taken.contains(id) && !self.reserved.contains(id)
    }
}

/// Turns a heading's text into an id: letters of any script in lower case, and digits. Apostrophes
/// are dropped, and every other run of characters becomes a hyphen. An empty result becomes
/// `section`.
pub(crate) fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if is_letter(c) {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        slug.push_str("section");
    }
    slug
}

/// Whether a character is a letter, a digit, or a mark that combines with the letter before it.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_sign_of_letter(c))
}

/// Whether a character is a combining accent, a vowel sign, a tone mark or a joiner that Unicode
/// does not class as alphabetic. Words of many scripts would be split at these characters.
fn is_sign_of_letter(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
        | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{93c}' | '\u{94d}'
        | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}' | '\u{abc}' | '\u{acd}' | '\u{b3c}'
        | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{cbc}' | '\u{ccd}' | '\u{d4d}'
        | '\u{dca}' | '\u{e38}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb8}'..='\u{ecd}'
        | '\u{1039}'..='\u{103a}' | '\u{17d2}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}'..='\u{200d}'
        | '\u{20d0}'..='\u{20ff}' | '\u{3099}'..='\u{309a}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_keeps_the_letters_of_every_script() {
        for (title, id) in [
            ("Goods in: what to check?", "goods-in-what-to-check"),
            ("The supplier's score", "the-suppliers-score"),
            ("4.2 Überprüfung", "4-2-überprüfung"),
            ("品質マニュアル 第1章", "品質マニュアル-第1章"),
            ("हिन्दी प्रक्रिया", "हिन्दी-प्रक्रिया"),
            ("cafe\u{301}", "cafe\u{301}"),
            ("ก่อนเริ่ม งาน", "ก่อนเริ่ม-งาน"),
            ("???", "section"),
            ("", "section"),
        ] {
            assert_eq!(slug(title), id);
        }
    }

    #[test]
    fn a_made_id_avoids_those_that_are_taken_or_written_anywhere() {
        let mut ids = Ids::reserving("# A {#b}\n# B\n## C {: #c-2 }\n{#no\n}");
        assert_eq!(ids.make("b"), "b-2");
        assert!(ids.take_written("b"));
        assert!(!ids.take_written("b"));
        let made: Vec<_> = (0..3).map(|_| ids.make("c")).collect();
        assert_eq!(made, ["c", "c-3", "c-4"]);
        assert_eq!(ids.make("no"), "no");
    }
}
