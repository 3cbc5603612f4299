use crate::manual::{ReferenceIx, STUBS, Target};
use crate::markdown::tests::{at, mistakes, parsed};

/// Whether the text has content, then whether each section with its subsections has. Pictures whose
/// names begin with `m` are missing, and the summary of clause 8.4.1 is "Suppliers are evaluated."
fn said_in(text: &str, is_form: bool) -> (bool, Vec<bool>) {
    let (body, _) = parsed(text);
    let target = |ix: ReferenceIx| &body.references[ix.0 as usize].target;
    let is_there = |ix| !matches!(target(ix), Target::Path { path, .. } if path.starts_with('m'));
    let summary = |ix| match target(ix) {
        Target::Clause(number) if number == "8.4.1" => Some("Suppliers are evaluated."),
        Target::Clause(_) => Some(""),
        _ => None,
    };
    let said = body.said_passages(is_form, is_there, summary, |name| name == "company");
    let headings = body.headings.iter();
    let sections = headings.map(|heading| said.passages[heading.passage]);
    (said.whole, sections.collect())
}

fn says(text: &str) -> bool {
    said_in(text, false).0
}

#[test]
fn what_is_no_text_says_nothing() {
    for text in [
        "",
        "# Title\n\n## And another\n",
        "<!-- a comment\n\nof two blocks -->\n",
        "~~struck~~ ~~out [[QP-01]] `x` {{ v }}~~\n",
        "<del>struck</del> <s>out</s>\n\n<del>\n\na whole block\n\n- and a list\n\n</del>\n",
        "[[satisfies:8.4.1]] [[satisfies:8.2|partial]]\n",
        "TBD\n\n- [todo]\n- n/a\n- …\n\n> **T.B.C.**\n",
        "| Step | Who |\n|--|--|\n| | - |\n| TBD | ~~x~~ |\n",
        "<table><tr><th>Step</th><th>Who</th></tr><tr><td></td><td>-</td></tr></table>\n",
        "<h2>A heading</h2>\n",
        "<p>&nbsp;&#8203;&hellip; &mdash;</p>\n\n<div>T&zwnj;BD</div>\n",
        "```text\n\n```\n\n    \n",
        "![a map](missing.png) <img src=\"missing.svg\" alt=\"a map\">\n",
        "Say what this procedure is for, and for whom.\n",
        "Say here who does what, when, and what is recorded. Then let this\nsection claim the \
         requirement: write `{clause=8.4.1}` behind its heading.\n",
        "[[clause:8.4.1]]: Suppliers are evaluated.\n",
        "[[clause:8.4.2]]\n",
        "[[clause:8.4.1]]\n",
        "---\n\n* * *\n",
        "```text\nTBD\n```\n",
        "    [todo]\n",
        "{{ blank }}\n",
        "{{ blank }}: TBD {{ blank }}\n",
        "```mermaid\n%% to be drawn\n```\n",
        "```mermaid\nflowchart TD\n%% to be drawn\n```\n",
        "```mermaid\nflowchart TD\na[TBD]\n```\n",
        "```mermaid\ngantt\n%% to be drawn\n```\n",
    ] {
        assert!(!says(text), "{text}");
    }
}

#[test]
fn what_a_new_file_says_of_a_clause_is_no_text_whatever_the_summary_says_today() {
    const SENTENCE: &str = "Say here who does what, when, and what is recorded.";
    for text in [
        format!("[[clause:8.4.1]]: An older summary.\n\n{SENTENCE}\n"),
        format!("{SENTENCE}\n\n- [[clause:8.4.1]]: An older summary.\n"),
        format!("[[clause:8.4.1]]: An older summary.\n{SENTENCE} TBD\n"),
        format!("TBD [[clause:8.4.1]] An older summary {SENTENCE}\n"),
        format!("[[clause:8.4.1]]: {} {SENTENCE}\n", "Long. ".repeat(1000)),
        format!("{} {SENTENCE}\n", "TBD ".repeat(1000)),
    ] {
        assert!(!says(&text), "{text}");
    }
    for stubs in &STUBS {
        let asked = stubs.asked("8.4.1", "An older summary.\n\nOf two paragraphs.");
        for text in [
            &*asked,
            &format!("TBD {asked}"),
            &format!("> {asked}\n> {SENTENCE}"),
        ] {
            assert!(!says(text), "{text}");
        }
        assert!(says(&format!("{asked}\n\nBuyers.")), "{asked}");
        assert!(says(&format!("{asked} {SENTENCE} Buyers.")), "{asked}");
    }
    for text in [
        "[[clause:8.4.1]]: Buyers score each supplier.\n\n## A\n\nSay here who does what, when, and what is recorded.\n",
        "[[clause:8.4.1]]: An older summary. Say here who does what, when, and what is recorded. Buyers.\n",
        "What [[clause:8.4.1]] means here: buyers score each supplier.\n",
        "Whatever [[clause:8.4.1]] asks for, in short: buyers.\n",
    ] {
        assert!(says(text), "{text}");
    }
}

#[test]
fn any_word_picture_drawing_or_code_says_something() {
    for text in [
        "word",
        "TBD by the buyer",
        "- [ ] to be done\n",
        "[[QP-01]]\n",
        "[here](a.md)\n",
        "{{ company }}\n",
        "{{ blank }} {{ company }}\n",
        "{{ blank }} rules\n",
        "```mermaid\nflowchart TD\nOrder --> Receipt\n```\n",
        "```mermaid\ngantt\nsection Audit\n```\n",
        "`x`\n",
        "```text\nx\n```\n",
        "![](there.png)\n",
        "<img src=\"there.png\">\n",
        "<div>a word</div>\n",
        "<p>&alpha;</p>\n",
        "| Step |\n|--|\n| word |\n",
        "x[^1]\n",
        "[^1]\n\n[^1]: a note\n",
        "~~old~~ new\n",
        "Say what this procedure is for, and for whom. Buyers.\n",
        "[[clause:8.4.1]]: Buyers score each supplier.\n",
        "[[clause:8.4.1|the clause]]\n",
        "See [[clause:8.4.1]].\n",
        "Term\n: \n",
        "![a picture of another host](https://x.example/a.png)\n",
    ] {
        assert!(says(text), "{text}");
    }
}

#[test]
fn a_blank_table_says_something_in_a_form() {
    let text = "| Step | Who |\n|--|--|\n| | |\n";
    assert!(said_in(text, true).0);
    assert!(!said_in(text, false).0);
    assert!(!said_in("TBD\n", true).0);
}

#[test]
fn a_section_says_what_stands_below_its_headings() {
    let (whole, sections) = said_in(
        "# A\n\n## B\n\nTBD\n\n### C\n\nwords\n\n## D\n\n#### E\n\n![](m.png)\n\n## F\n\n![](a.png)\n",
        false,
    );
    assert!(whole);
    assert_eq!(sections, [true, true, true, false, false, true]);
    let (whole, sections) = said_in("words\n\n# A\n", false);
    assert_eq!((whole, sections), (true, vec![false]));
}

#[test]
fn a_merge_that_nobody_resolved_is_told_at_its_marks() {
    let text = "a\n\n<<<<<<< HEAD\nours [[satisfies:8.1]]\n=======\ntheirs\n>>>>>>> other\n\n>>>>>>> alone\n";
    let (body, diagnostics) = parsed(text);
    assert!(body.has_merge_markers);
    let found: Vec<_> = diagnostics
        .iter()
        .map(|d| (d.rule.name, d.location.span.line, at(text, d.location.span)))
        .collect();
    assert_eq!(
        found,
        [
            ("syntax-error", 3, "<<<<<<<"),
            ("syntax-error", 9, ">>>>>>>")
        ]
    );
}

#[test]
fn marks_in_code_and_other_signs_are_no_merge() {
    for text in [
        "```text\n<<<<<<< HEAD\n=======\n>>>>>>> x\n```\n",
        "Title\n=======\n",
        "> > > > > > > deep\n",
        "x <<<<<<< y\n",
        "<<<<<<<< eight\n",
    ] {
        assert!(!parsed(text).0.has_merge_markers, "{text}");
        assert_eq!(mistakes(text), [], "{text}");
    }
}
