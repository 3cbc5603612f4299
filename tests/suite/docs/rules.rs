//! `docs/rules.md` is made from what `explain` prints.

use std::fmt::Write as _;

use super::markdown::{cell, escaped, fence};
use super::{assert_up_to_date, made_from, printed};

/// The parts of the page, each with the first words of the second line of `explain RULE`.
const PARTS: [(&str, &str, &str); 3] = [
    (
        "Always denied",
        "a mistake: always denied",
        "Files that cannot be read, and signatures that are wrong. Always denied; stops a build.",
    ),
    (
        "Mistakes",
        "a mistake: denied unless",
        "A wrong statement in a file. Denied unless `[rules]` says otherwise, and stops a build.",
    ),
    (
        "Findings",
        "a finding",
        "A fact about the management system. Reported as a warning unless `[rules]` says otherwise; never stops a build.",
    ),
];

/// What `explain RULE` prints.
struct Explained {
    name: String,
    sort: String,
    meaning: String,
    remedy: String,
    example: Vec<(String, String)>,
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    assert_up_to_date("rules.md", &page());
}

fn page() -> String {
    let list = printed(&["explain"]);
    let names = list
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    let rules: Vec<Explained> = names.map(explained).collect();
    let mut page = String::from("# Rules\n\n");
    page.push_str(&made_from("clausebook explain"));
    page.push_str(
        "\nEach diagnostic names its rule in brackets. `clausebook explain RULE` prints what stands here, and\n\
         [`[rules]`](manual-toml.md#rules) in `manual.toml` sets the level of a rule.\n",
    );
    let mut parts = String::new();
    let mut shown = 0;
    for (title, sort, meaning) in PARTS {
        let of_part: Vec<&Explained> = rules
            .iter()
            .filter(|rule| rule.sort.starts_with(sort))
            .collect();
        shown += of_part.len();
        let _ = write!(page, "\n{title}:\n\n| rule | reports |\n| --- | --- |\n");
        let _ = write!(parts, "\n## {title}\n\n{meaning}\n");
        for rule in of_part {
            let sentence = first_sentence(&list, &rule.name);
            let _ = writeln!(page, "| [`{0}`](#{0}) | {1} |", rule.name, cell(&sentence));
            write_rule(&mut parts, rule);
        }
    }
    assert_eq!(shown, rules.len(), "a rule is in no part of the page");
    page + &parts
}

/// What the list of rules says of one.
fn first_sentence(list: &str, name: &str) -> String {
    let of_rule = |line: &&str| line.split_whitespace().next() == Some(name);
    let line = list.lines().find(of_rule).unwrap();
    let words: Vec<&str> = line.split_whitespace().skip(2).collect();
    words.join(" ")
}

fn write_rule(page: &mut String, rule: &Explained) {
    let _ = write!(
        page,
        "\n### {}\n\n{}\n\nWhat to do: {}\n",
        rule.name,
        escaped(&rule.meaning),
        escaped(&rule.remedy)
    );
    for (path, text) in &rule.example {
        let language = match path.rsplit('.').next() {
            Some("md") => "markdown",
            Some("toml") => "toml",
            Some("csv") => "csv",
            _ => "text",
        };
        let _ = write!(page, "\nExample, `{path}`:\n\n{}", fence(language, text));
    }
}

fn explained(name: &str) -> Explained {
    let text = printed(&["explain", name]);
    let (head, rest) = text.split_once("\n\n").unwrap();
    let (meaning, rest) = rest.split_once("\n\nHow to mend it\n").unwrap();
    let (remedy, rest) = rest.split_once('\n').unwrap();
    let examples = rest.split("\nTo change its level").next().unwrap();
    let example = examples.split("\nExample: ").skip(1).map(|part| {
        let (path, lines) = part.split_once('\n').unwrap();
        let lines = lines
            .lines()
            .map(|line| line.strip_prefix("    ").unwrap_or(line));
        (path.to_owned(), lines.collect::<Vec<_>>().join("\n"))
    });
    Explained {
        name: name.to_owned(),
        sort: head.lines().nth(1).unwrap().to_owned(),
        meaning: meaning.to_owned(),
        remedy: remedy.to_owned(),
        example: example.collect(),
    }
}
