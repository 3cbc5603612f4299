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
        let drops_all = own
            .iter()
            .enumerate()
            .any(|(at, line)| is_unused(at) && is_head(line));
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
}
