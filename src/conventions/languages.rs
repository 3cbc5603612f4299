//! The language of a text, by its frequent words.

/// The languages that are told apart by their words.
pub(crate) const LANGUAGES: [&str; 4] = ["en", "de", "fr", "es"];

/// How many frequent words of each of [`LANGUAGES`] a text has.
pub(crate) fn frequent_words(text: &str) -> [usize; 4] {
    const FREQUENT: [[&str; 6]; LANGUAGES.len()] = [
        ["the", "and", "of", "is", "with", "for"],
        ["der", "und", "die", "nicht", "werden", "für"],
        ["les", "des", "est", "une", "dans", "pour"],
        ["los", "las", "del", "una", "para", "por"],
    ];
    let mut counts = [0; LANGUAGES.len()];
    for word in text.split_whitespace() {
        for (words, count) in FREQUENT.iter().zip(&mut counts) {
            *count += usize::from(words.contains(&word));
        }
    }
    counts
}
