//! Settings that nothing would use are not written.

use std::collections::HashSet;

/// The text of settings without what begins at these lines, counted from 1: an entry as a whole, a single
/// setting, or an item of a list that has a line of its own.
pub(crate) fn without(text: &str, lines: &[usize]) -> String {
    let unused: HashSet<usize> = lines.iter().copied().collect();
    let mut kept: Vec<String> = Vec::new();
    let mut number = 0;
    for part in text.split("\n\n") {
        let first = number + 1;
        let own: Vec<&str> = part.lines().collect();
        // The blank line behind the part counts, too.
        number += own.len() + 1;
        let is_unused = |at: usize| unused.contains(&(first + at));
        let is_head = |line: &str| line.starts_with('[');
        let head = own.iter().find(|line| is_head(line)).copied();
        let mut lines = own.iter().enumerate();
        let drops_all = lines.any(|(at, line)| {
            is_unused(at) && (is_head(line) || is_whole(line) && decides(head, line))
        });
        if drops_all {
            continue;
        }
        let rest: Vec<&str> = own
            .iter()
            .enumerate()
            .filter(|(at, line)| !(is_unused(*at) && is_whole(line)))
            .map(|(_, line)| *line)
            .collect();
        let is_setting =
            |line: &&&str| !line.is_empty() && !line.starts_with('#') && !is_head(line);
        let had = own.iter().filter(is_setting).count();
        if had > 0 && rest.iter().filter(is_setting).count() == 0 {
            continue;
        }
        kept.push(rest.join("\n"));
    }
    let mut text = kept.join("\n\n");
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Whether an entry with this head is refused, or is for other files, without the setting in a line.
fn decides(head: Option<&str>, line: &str) -> bool {
    const KEYS: [&str; 6] = ["names", "pattern", "columns", "file", "files", "match"];
    let key = line.split_once(" = ").map(|(key, _)| key);
    head.is_some_and(|head| head.starts_with("[[")) && key.is_some_and(|key| KEYS.contains(&key))
}

/// The text of settings without what the program refuses, as mistakes at these lines say: an entry as a
/// whole, else a single setting.
pub(crate) fn without_refused(text: &str, lines: &[usize]) -> String {
    let mut dropped: Vec<usize> = lines.to_vec();
    let mut head: Option<usize> = None;
    for (at, line) in text.lines().enumerate() {
        if line.starts_with('[') {
            head = line.starts_with("[[").then_some(at + 1);
        } else if line.is_empty() {
            head = None;
        }
        if lines.contains(&(at + 1)) {
            dropped.extend(head);
        }
    }
    without(text, &dropped)
}

/// Whether a line holds a whole setting or a whole item.
fn is_whole(line: &str) -> bool {
    let setting = line.split("   #").next().unwrap_or(line).trim_end();
    !setting.ends_with(['[', '{'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_a_setting_and_an_item_that_nothing_uses_are_left_out() {
        let text = "# Written.\n\ntitle = \"A\"\nb = 1\n\n[reading]\nc = [\n    \"x\",\n    \"y\",\n]\n\n\
                    [fields]\nd = \"e\"\n\n# Why.\n[[defaults]]\nfiles = [\"z\"]\n";
        assert_eq!(without(text, &[]), text);
        assert_eq!(
            without(text, &[4, 8, 13, 16]),
            "# Written.\n\ntitle = \"A\"\n\n[reading]\nc = [\n    \"y\",\n]\n"
        );
    }

    #[test]
    fn an_entry_without_what_it_looks_for_is_left_out() {
        let text = "title = \"A\"\n\n[[metadata]]\nfiles = [\"req/REQ*.yml\"]\npattern = 'x'\n\n\
                    [[defaults]]\nfiles = [\"z\"]\nkind = \"form\"\nowner = \"b\"\n";
        assert_eq!(
            without(text, &[5, 10]),
            "title = \"A\"\n\n[[defaults]]\nfiles = [\"z\"]\nkind = \"form\"\n"
        );
        // Without `files`, it would be for all of them.
        let without_last = text.split("\n\n[[defaults]]").next().unwrap();
        assert_eq!(without(text, &[8]), format!("{without_last}\n"));
    }

    #[test]
    fn what_the_program_refuses_is_left_out_with_its_entry() {
        let text = "title = \"A\"\nb = 1\n\n[reading]\nc = 1\nd = 2\n\n\
                    [[defaults]]\nfiles = [\"z\"]\nkind = \"form\"\n";
        assert_eq!(
            without_refused(text, &[2, 5, 10]),
            "title = \"A\"\n\n[reading]\nd = 2\n"
        );
    }
}
