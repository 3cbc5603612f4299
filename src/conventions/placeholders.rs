//! Values that nobody has filled in.

/// Whether a value is only a placeholder.
pub(crate) fn is_placeholder(value: &str) -> bool {
    const WORDS: [&str; 14] = [
        "tbd",
        "tba",
        "tbc",
        "n/a",
        "na",
        "none",
        "xx",
        "xxx",
        "xxxx",
        "offen",
        "yyyy-mm-dd",
        "dd.mm.yyyy",
        "dd/mm/yyyy",
        "mm/dd/yyyy",
    ];
    let value = value.trim();
    let bare = !value.chars().any(char::is_alphanumeric);
    let within = |open: char, close: char| {
        value.len() > 1 && value.starts_with(open) && value.ends_with(close)
    };
    bare || within('[', ']')
        || within('<', '>')
        || within('{', '}')
        || value.contains("{{")
        || WORDS.contains(&value.to_lowercase().as_str())
        || value.to_lowercase().starts_with("click or tap")
        || value.to_lowercase().starts_with("click here to enter")
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn a_place_for_a_value_is_none() {
        for text in [
            "",
            "-",
            "___",
            "[DATE]",
            "<Name>",
            "{{DOC_VERSION}}",
            "YYYY-MM-DD",
            "TBD",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        assert!(!is_placeholder("3"));
    }
}
