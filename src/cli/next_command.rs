//! Commands that messages suggest, quoted so that they can be pasted into a shell.

use std::path::Path;

use super::Common;

/// A command that the user may run next, with the same `--manual` and `--as-of`.
pub(super) fn again(common: &Common, words: &[&str]) -> String {
    let mut all = vec!["clausebook".to_owned()];
    if let Some(dir) = &common.manual {
        all.extend(["--manual".to_owned(), path(dir)]);
    }
    if let Some(as_of) = common.as_of {
        all.extend(["--as-of".to_owned(), as_of.to_string()]);
    }
    all.extend(words.iter().map(|word| quoted(word)));
    all.join(" ")
}

/// A path quoted as one word of a shell. A leading `-` gets a `./`, so that it is not an option.
pub(super) fn path(path: &Path) -> String {
    let text = path.to_string_lossy();
    match text.starts_with('-') {
        true => quoted(&format!("./{text}")),
        false => quoted(&text),
    }
}

fn quoted(word: &str) -> String {
    // Quoting fails only for a NUL, which an argument cannot contain.
    shlex::try_quote(word).map_or_else(|_| word.to_owned(), std::borrow::Cow::into_owned)
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
