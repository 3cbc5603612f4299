//! Prints messages for people to the standard error, in colour if wanted. Write errors are ignored,
//! because the standard error may be closed.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};
use std::time::Instant;

use super::{Colour, Common, Failure};

/// Whether to use colour on the standard error.
pub(super) fn colour(common: &Common) -> bool {
    match common.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            !unwanted && std::io::stderr().is_terminal()
        }
    }
}

/// Whether to use colour on the standard output.
pub(super) fn colour_of_output(common: &Common) -> bool {
    match common.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => std::io::stdout().is_terminal() && colour(common),
    }
}

/// A number and the name of what is counted.
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The width of the standard output in columns, if it is a terminal.
pub(super) fn width_of_output() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(usize::from(width.0))
}

/// Prints a text to the standard error without escaping.
pub(super) fn print(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// With `--verbose`, prints what was done and how many milliseconds it took.
pub(super) fn step(common: &Common, what: &str, start: Instant, more: &str) {
    if common.verbose {
        let took = start.elapsed().as_millis();
        let separator = if more.is_empty() { "" } else { ": " };
        print_line(&format!("{what} in {took} ms{separator}{more}"));
    }
}

/// Prints a line, unless `--quiet`.
pub(super) fn say(common: &Common, text: &str) {
    if !common.quiet {
        print_line(text);
    }
}

/// Prints why a command could not do its work.
pub(super) fn failure(common: &Common, failure: &Failure) {
    error(common, &failure.to_string());
}

/// Prints an error.
pub(super) fn error(common: &Common, message: &str) {
    let failure = escaped(message);
    match colour(common) {
        true => print(&format!("\u{1b}[1;31merror\u{1b}[0m: {failure}\n")),
        false => print(&format!("error: {failure}\n")),
    }
}

fn print_line(text: &str) {
    print(&format!("{}\n", escaped(text)));
}

/// Escapes control characters other than line breaks, and characters that change the writing
/// direction. Paths and names come from files, and could otherwise control the terminal.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        (c.is_control() && c != '\n') || turns
    };
    if !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match is_odd(c) {
            true => escaped.extend(c.escape_default()),
            false => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_would_act_on_the_terminal_is_shown() {
        assert_eq!(escaped("two\nlines, Prüfung"), "two\nlines, Prüfung");
        assert_eq!(escaped("a\u{1b}[31mb\r"), "a\\u{1b}[31mb\\r");
        assert_eq!(escaped("x\u{202e}fdp"), "x\\u{202e}fdp");
    }
}
