//! Commands that messages suggest.

use std::path::Path;

use super::Common;
use crate::shell;

/// A command that the user may run next, with the same `--manual` and `--as-of`.
pub(super) fn again(common: &Common, words: &[&str]) -> String {
    command(common.manual.as_deref(), common, words)
}

/// A command that the user may run next in a manual's own folder, with the same `--as-of`.
pub(super) fn here(common: &Common, words: &[&str]) -> String {
    command(None, common, words)
}

fn command(manual: Option<&Path>, common: &Common, words: &[&str]) -> String {
    let mut all = vec!["clausebook".to_owned()];
    if let Some(dir) = manual {
        all.extend(["--manual".to_owned(), shell::path(dir)]);
    }
    if let Some(as_of) = common.as_of {
        all.extend(["--as-of".to_owned(), as_of.to_string()]);
    }
    all.extend(words.iter().map(|word| shell::word(word)));
    all.join(" ")
}
