//! `docs/commands.md` is made from the help of the program.

use std::fmt::Write as _;

use super::markdown::cell;
use super::{assert_up_to_date, made_from, printed};

/// The help of a command: what it does, how it is called, and lists of names with their meaning.
struct Help {
    about: String,
    usage: String,
    lists: Vec<(String, Vec<(String, String)>)>,
}

#[test]
fn the_page_of_commands_is_up_to_date() {
    assert_up_to_date("commands.md", &page());
}

fn page() -> String {
    let program = help(&[]);
    let mut page = String::from("# Commands\n\n");
    page.push_str(&made_from("clausebook --help"));
    page.push_str(
        "\n`clausebook COMMAND --help` prints what stands here.\n\n\
         The exit status is 0 if nothing is denied, 1 if something is, and 2 if the manual could not be read or\n\
         written, or the call was wrong. Diagnostics go to the standard error, output for programs to the standard\n\
         output.\n\n| command | does |\n| --- | --- |\n",
    );
    for (name, about) in program.list("Commands") {
        let _ = writeln!(page, "| [`{name}`](#{name}) | {} |", cell(about));
    }
    page.push_str("\n## Options of every command\n\n");
    write_list(&mut page, "option", program.list("Options"));
    for (name, _) in program.list("Commands") {
        write_command(&mut page, &[name], program.list("Options"));
    }
    page
}

/// Writes the help of a command and of the commands below it.
fn write_command(page: &mut String, words: &[&str], common: &[(String, String)]) {
    let help = help(words);
    let name = words.join(" ");
    let level = "#".repeat(words.len() + 1);
    let _ = write!(
        page,
        "\n{level} {name}\n\n{}.\n\n```text\n{}\n```\n",
        help.about.trim_end_matches('.'),
        help.usage
    );
    for (title, head) in [("Arguments", "argument"), ("Options", "option")] {
        let own: Vec<(String, String)> = help.list(title).to_vec();
        let own: Vec<(String, String)> = own
            .into_iter()
            .filter(|(name, _)| !common.iter().any(|(common, _)| common == name))
            .collect();
        if !own.is_empty() {
            page.push('\n');
            write_list(page, head, &own);
        }
    }
    for (below, _) in help.list("Commands") {
        write_command(page, &[words, &[below]].concat(), common);
    }
}

fn write_list(page: &mut String, head: &str, list: &[(String, String)]) {
    let _ = write!(page, "| {head} | meaning |\n| --- | --- |\n");
    for (name, meaning) in list {
        let _ = writeln!(
            page,
            "| `{}` | {} |",
            name.replace('|', "\\|"),
            cell(meaning)
        );
    }
}

impl Help {
    fn list(&self, title: &str) -> &[(String, String)] {
        let list = self.lists.iter().find(|(one, _)| one == title);
        list.map_or(&[], |(_, entries)| entries)
    }
}

/// Reads the help of a command. An entry begins with at most six spaces, and a line with more
/// belongs to the entry above it.
fn help(words: &[&str]) -> Help {
    let text = printed(&[words, &["--help"]].concat());
    let mut help = Help {
        about: String::new(),
        usage: String::new(),
        lists: Vec::new(),
    };
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        if let Some(usage) = line.strip_prefix("Usage: ") {
            help.usage = usage.to_owned();
        } else if let Some(title) = line.strip_suffix(':').filter(|_| indent == 0) {
            help.lists.push((title.to_owned(), Vec::new()));
        } else if let Some((_, entries)) = help.lists.last_mut() {
            match (entries.last_mut(), indent) {
                (_, 2..=6) => {
                    let (name, meaning) = line.trim().split_once("  ").unwrap_or((line.trim(), ""));
                    entries.push((name.to_owned(), meaning.trim().to_owned()));
                }
                (Some((_, meaning)), 7..) => {
                    let space = if meaning.is_empty() { "" } else { " " };
                    *meaning = format!("{meaning}{space}{}", line.trim());
                }
                _ => {}
            }
        } else if !line.is_empty() && help.usage.is_empty() {
            let space = if help.about.is_empty() { "" } else { " " };
            help.about = format!("{}{space}{line}", help.about);
        }
    }
    help.lists.retain(|(_, entries)| !entries.is_empty());
    for (_, entries) in &mut help.lists {
        entries.retain(|(name, _)| name != "help");
    }
    help
}
