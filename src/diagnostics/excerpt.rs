//! How much of a value a message shows. A value may be as long as its file.

use std::borrow::Cow;

/// The most characters of a value in a message.
const LONGEST_VALUE: usize = 200;

/// The most characters of a message.
const LONGEST_MESSAGE: usize = 2_000;

/// A value for a message: its first 200 characters, with `…` in place of the rest.
pub(crate) fn excerpt(value: &str) -> Cow<'_, str> {
    match value.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => Cow::Owned(format!("{}…", &value[..end])),
        None => Cow::Borrowed(value),
    }
}

/// A message in which each value between backticks is an [`excerpt`], and of which the middle is left
/// out if it is still too long.
pub(super) fn with_excerpts(message: String) -> String {
    // A message with few bytes has few characters.
    if message.len() <= LONGEST_VALUE {
        return message;
    }
    let mut parts = message.split('`');
    let mut shown = parts.next().unwrap_or_default().to_owned();
    let mut is_value = true;
    for part in parts {
        shown.push('`');
        match is_value {
            true => shown.push_str(&excerpt(part)),
            false => shown.push_str(part),
        }
        is_value = !is_value;
    }
    let length = shown.chars().count();
    if length <= LONGEST_MESSAGE {
        return shown;
    }
    // The end often says what is wrong.
    let half = LONGEST_MESSAGE / 2;
    let start: String = shown.chars().take(half).collect();
    let end: String = shown.chars().skip(length - half).collect();
    format!("{start} … {end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_up_to_its_limit() {
        assert_eq!(excerpt(&"ü".repeat(200)), "ü".repeat(200));
        assert_eq!(excerpt(&"ü".repeat(201)), format!("{}…", "ü".repeat(200)));
    }

    #[test]
    fn a_message_shows_no_more_than_the_beginning_of_long_values() {
        let (long, cut) = ("x".repeat(5_000_000), "x".repeat(200));
        for (message, expected) in [
            (
                format!("`{long}` is no date"),
                format!("`{cut}…` is no date"),
            ),
            (
                format!("`{long}` and `{long}`: neither `a` nor {}", "b".repeat(300)),
                format!("`{cut}…` and `{cut}…`: neither `a` nor {}", "b".repeat(300)),
            ),
            (
                format!("there is no clause {long} in it"),
                format!(
                    "there is no clause {} … {} in it",
                    "x".repeat(981),
                    "x".repeat(994)
                ),
            ),
        ] {
            assert_eq!(with_excerpts(message), expected);
        }
    }
}
