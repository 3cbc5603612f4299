//! Words of commands that messages suggest, quoted so that they can be pasted into a shell.

use std::path::Path;

/// A path as one word of a shell. A leading `-` gets a `./`, so that it is not an option.
pub(crate) fn path(path: &Path) -> String {
    let text = path.to_string_lossy();
    match text.starts_with('-') {
        true => word(&format!("./{text}")),
        false => word(&text),
    }
}

/// A text as one word of a shell.
pub(crate) fn word(text: &str) -> String {
    // Quoting fails only for a NUL, which an argument cannot contain.
    shlex::try_quote(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_blanks_is_one_word() {
        assert_eq!(path(Path::new("My Manual")), "'My Manual'");
        assert_eq!(path(Path::new("it's")), "\"it's\"");
        assert_eq!(path(Path::new("-m")), "./-m");
        assert_eq!(path(Path::new("manual")), "manual");
    }
}
