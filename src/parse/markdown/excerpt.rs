//! The first sentences of a page, as plain text.

/// How long an excerpt is, in characters.
const LENGTH: usize = 200;

/// How far back a cut looks for the end of a word: some scripts have no spaces.
const LONGEST_WORD: usize = 60;

/// An excerpt in the making.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    text: String,
    chars: usize,
    in_paragraph: bool,
}

impl Excerpt {
    pub(super) fn begin_paragraph(&mut self) {
        self.in_paragraph = self.chars <= LENGTH;
        if !self.text.is_empty() {
            self.push(" ");
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        self.in_paragraph = false;
    }

    /// Adds text, if it stands in a paragraph and there is room for it.
    pub(super) fn push(&mut self, text: &str) {
        if !self.in_paragraph {
            return;
        }
        // One character more than is shown tells that something was cut off.
        let room = 2 * LENGTH - self.chars.min(2 * LENGTH);
        let end = text
            .char_indices()
            .nth(room)
            .map_or(text.len(), |(at, _)| at);
        self.text.push_str(&text[..end]);
        self.chars += text[..end].chars().count();
        self.in_paragraph = self.chars <= LENGTH;
    }

    /// The excerpt, cut at a word.
    pub(super) fn finish(self) -> String {
        let mut text = String::with_capacity(self.text.len().min(2 * LENGTH));
        for word in self.text.split_whitespace() {
            // A variable that was left out may leave a space before a comma.
            if !text.is_empty() && !word.starts_with([',', '.', ';', ':', '!', '?', ')']) {
                text.push(' ');
            }
            text.push_str(word);
        }
        let Some((limit, _)) = text.char_indices().nth(LENGTH) else {
            text.shrink_to_fit();
            return text;
        };
        let word_end = match text[limit..].starts_with(' ') {
            true => Some(limit),
            false => text[..limit].rfind(' '),
        };
        let cut = word_end.filter(|end| text[*end..limit].chars().count() <= LONGEST_WORD);
        text.truncate(cut.unwrap_or(limit));
        text.truncate(text.trim_end().len());
        text.push('…');
        text.shrink_to_fit();
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(paragraphs: &[&str]) -> String {
        let mut excerpt = Excerpt::default();
        for paragraph in paragraphs {
            excerpt.begin_paragraph();
            excerpt.push(paragraph);
            excerpt.end_paragraph();
        }
        excerpt.finish()
    }

    #[test]
    fn short_text_is_kept_and_white_space_is_made_one() {
        assert_eq!(excerpt(&["One\ntwo ", "three."]), "One two three.");
        assert_eq!(excerpt(&["At ", ", steel"]), "At, steel");
    }

    #[test]
    fn long_text_is_cut_at_a_word() {
        let cut = excerpt(&[&"word ".repeat(100)]);
        assert_eq!(cut.chars().count(), 200);
        assert!(cut.ends_with("word…"), "{cut}");
    }

    #[test]
    fn text_without_spaces_is_cut_at_a_character() {
        let cut = excerpt(&["序文 ", &"品".repeat(1000)]);
        assert_eq!(cut.chars().count(), 201);
        assert!(cut.ends_with("品…"), "{cut}");
    }
}
