use crate::manual::{Body, Struck};
use crate::markdown::tests::{html, mistakes, parsed};

/// The clause of each claim in a text, and the reason that it does not count.
fn struck(text: &str) -> Vec<(String, Option<Struck>)> {
    let (body, _) = parsed(text);
    let claims = body.claims.iter();
    claims
        .map(|claim| (claim.clause.value.clone(), claim.struck))
        .collect()
}

#[test]
fn claims_in_struck_text_and_in_open_tasks_are_told_apart() {
    assert_eq!(
        struck(
            "~~a [[satisfies:1]]~~ <del>b [[satisfies:2]]</del> <s>[[satisfies:3]]</s> [[satisfies:4]]\n\n\
             <del>\n\nblock [[satisfies:5]]\n\n</del>\n\n\
             - [ ] do [[satisfies:6]]\n  - then [[satisfies:7]]\n- [x] done [[satisfies:8]]\n- [[satisfies:9]]\n"
        ),
        [
            ("1", Some(Struck::Text)),
            ("2", Some(Struck::Text)),
            ("3", Some(Struck::Text)),
            ("4", None),
            ("5", Some(Struck::Text)),
            ("6", Some(Struck::OpenTask)),
            ("7", Some(Struck::OpenTask)),
            ("8", None),
            ("9", None),
        ]
        .map(|(clause, struck)| (clause.to_owned(), struck))
    );
}

#[test]
fn a_heading_is_struck_only_as_a_whole() {
    let text = "## ~~Old way~~ {#old clause=1}\n\n## ~~Old~~ new {clause=2}\n\n## <s>Gone</s> [[satisfies:3]]\n";
    assert_eq!(
        struck(text),
        [
            ("1", Some(Struck::Heading)),
            ("2", None),
            ("3", Some(Struck::Heading))
        ]
        .map(|(clause, struck)| (clause.to_owned(), struck))
    );
    let (body, _) = parsed(text);
    let headings = struck_headings(&body);
    assert_eq!(
        headings,
        [Some(Struck::Heading), None, Some(Struck::Heading)]
    );
}

/// Why claims that name each heading's section do not count.
fn struck_headings(body: &Body) -> Vec<Option<Struck>> {
    let headings = body.headings.iter();
    let struck = headings.map(|heading| body.passages[heading.passage].struck);
    struck.collect()
}

/// Asserts why the only claim of each text does not count, and which mistakes are reported.
fn assert_struck(why: Option<Struck>, reported: &[(&str, &str)], texts: &[&str]) {
    for text in texts {
        assert_eq!(struck(text), [("1".to_owned(), why)], "{text}");
        let found = mistakes(text);
        let found: Vec<_> = found
            .iter()
            .map(|(rule, at)| (*rule, at.as_str()))
            .collect();
        assert_eq!(found, reported, "{text}");
    }
}

#[test]
fn a_tag_left_open_strikes_out_all_up_to_its_closing_and_is_told_once() {
    assert_struck(
        Some(Struck::LeftOpen),
        &[("unread-strike", "<s>")],
        &[
            "<s>a\n\nb [[satisfies:1]]</s>\n",
            "a <s>b\n\nc [[satisfies:1]]\n\nd\n",
            "- <s>a\n- b [[satisfies:1]]</s>\n",
            "- <s>a\n\n[[satisfies:1]]</s>\n",
            "> <s>a\n\n[[satisfies:1]] </s>\n",
            "| a | b |\n|--|--|\n| <s>a | b [[satisfies:1]]</s> |\n",
            "<s>a\n\n## B {clause=1}\n\nc</s>\n",
            "## A <s>b\n\nc [[satisfies:1]]</s>\n",
            "**<s>a** b [[satisfies:1]]</s>\n",
            "<div><s>a</div>\n\nb [[satisfies:1]]</s>\n",
            "<s>\n\na\n\n- b\n\n[[satisfies:1]]\n",
            "term\n: <s>a\n\nb [[satisfies:1]] </s>\n",
        ],
    );
    assert_struck(
        Some(Struck::Text),
        &[("unread-strike", "<s>")],
        &["<s>\n\na [[satisfies:1]]\n\n</s> b\n"],
    );
    assert_struck(
        None,
        &[("unread-strike", "<del>")],
        &[
            "<del>\n\na\n\n</del> b [[satisfies:1]]\n",
            "<del>a\n\nb</del> c [[satisfies:1]]\n",
            "- <del>a\n- b\n\n  </del>\n- c [[satisfies:1]]\n",
        ],
    );
    assert_struck(
        None,
        &[],
        &[
            "<s>a</s>\n\nb [[satisfies:1]]\n",
            "a </s>\n\nb [[satisfies:1]]\n",
        ],
    );
    assert_eq!(mistakes("<s>a <del>b\n\nc\n").len(), 2);
}

#[test]
fn a_strike_beyond_the_deepest_nesting_strikes_all_the_same() {
    let deep = "> ".repeat(120);
    let text = format!("{deep}<s>a [[satisfies:1]]</s>\n");
    assert_eq!(struck(&text), [("1".to_owned(), Some(Struck::Text))]);
}

#[test]
fn a_part_may_begin_between_signs_that_strike_nothing() {
    assert_eq!(mistakes("]]~~<b id=\"x\">\u{fffc}# ~~").len(), 1);
}

#[test]
fn signs_that_strike_nothing_are_told_and_what_stands_between_is_struck() {
    assert_struck(
        Some(Struck::BetweenSigns),
        &[("unread-strike", "~~")],
        &[
            "~~ a [[satisfies:1]] ~~\n",
            "~~ {{ v }} [[satisfies:1]] ~~\n",
            "a ~~ b [[satisfies:1]]~~ c\n",
            "~~a\n\nb [[satisfies:1]]~~\n",
            "- ~~a\n- b [[satisfies:1]]~~\n",
            "| a |\n|--|\n| ~~ b [[satisfies:1]] ~~ |\n",
            "~~ a\n\nb [[satisfies:1]] ~~\n",
            "~~\n\na [[satisfies:1]]\n\n~~\n",
            "~~a\n\n## B\n\nb [[satisfies:1]]~~\n",
            "~~\n\n## B {clause=1}\n\nb\n\n~~\n",
            "a\n~~ b\n\n1. c [[satisfies:1]] ~~\n",
            "## ~~ A ~~ {clause=1}\n\na\n",
            "## ~~ {{ v }} ~~ {clause=1}\n\na\n",
            "## ~~ A ~~ [[satisfies:1]]\n\na\n",
            "## ~~ A ~~\n\n### B {clause=1}\n\nb\n",
            "## ~~A {clause=1}\n\na~~\n",
            "## ~~A\n\na~~\n\n### B {clause=1}\n\nb\n",
            "~~a [[satisfies:1]]~\n",
            "~~ a[^1] ~~\n\n[^1]: b [[satisfies:1]]\n",
        ],
    );
    for (signs, text) in [
        ("~~~", "## ~~~ A ~~~ {clause=1}\n\na\n"),
        ("~", "## ~ A ~ {clause=1}\n\na\n"),
        ("~", "~ a [[satisfies:1]] ~\n"),
        ("~", "~a [[satisfies:1]]~~\n"),
    ] {
        let told = [("unread-strike", signs)];
        assert_struck(Some(Struck::BetweenSigns), &told, &[text]);
    }
    assert_struck(
        None,
        &[],
        &[
            "about ~~ 5 mm [[satisfies:1]]\n",
            "a ~~ b\n\nc ~~ d [[satisfies:1]]\n",
            "- ~~ 5 mm\n- ~~ 6 mm [[satisfies:1]]\n- 7 mm\n",
            "~5 mm [[satisfies:1]] ~6 mm\n",
            "~/a [[satisfies:1]] ~/b\n",
            "~~ 5 mm a[^1]\n\n[^1]: b [[satisfies:1]]\n",
            "\\~~ a [[satisfies:1]] \\~~\n",
            "`~~ x` [[satisfies:1]] `~~`\n",
        ],
    );
}

#[test]
fn a_heading_between_signs_is_struck_only_as_a_whole() {
    for (text, headings) in [
        ("## ~~ A ~~ b\n", [None, None]),
        ("## a ~~ B ~~\n", [None, None]),
        ("## ~~ A ~~\n\n## B\n", [Some(Struck::BetweenSigns), None]),
        ("~~ a\n\n## B ~~ c\n", [None, None]),
        (
            "~~ a\n\n## B\n\n## C ~~\n",
            [Some(Struck::BetweenSigns), Some(Struck::BetweenSigns)],
        ),
        (
            "## a ~~B\n\n## C\n\nc~~\n",
            [None, Some(Struck::BetweenSigns)],
        ),
    ] {
        let (body, _) = parsed(text);
        let mut found = struck_headings(&body);
        found.resize(2, None);
        assert_eq!(found, headings, "{text}");
    }
}

#[test]
fn what_is_below_a_struck_heading_is_struck() {
    let text = "## ~~A~~ {clause=1}\n\na [[satisfies:2]]\n\n### B {clause=3}\n\nb[^1] [[satisfies:4]]\n\n\
                <a id=\"place\"></a>\n\n#### C {clause=5}\n\n## D {clause=6}\n\nd [[satisfies:7]]\n\n\
                [^1]: n [[satisfies:8]]\n";
    let below = Some(Struck::BelowHeading);
    assert_eq!(
        struck(text),
        [
            ("1", Some(Struck::Heading)),
            ("2", below),
            ("3", below),
            ("4", below),
            ("5", below),
            ("6", None),
            ("7", None),
            ("8", below),
        ]
        .map(|(clause, struck)| (clause.to_owned(), struck))
    );
    let (body, _) = parsed(text);
    assert_eq!(
        struck_headings(&body),
        [Some(Struck::Heading), below, below, None]
    );
    let said = body.said_passages(false, |_| true, |_| None, |_| true);
    assert_eq!(said.passages.as_slice(), [false, false, false, false, true]);
    assert_struck(
        below,
        &[],
        &[
            "<h2><s>A</s></h2>\n\n### B {clause=1}\n\nb\n",
            "<del>\n\n## A\n\n</del>\n\n### B {clause=1}\n\nb\n",
            "## ~~{{ v }}~~\n\na [[satisfies:1]]\n",
            "## ~~[[QP-1]]~~\n\na [[satisfies:1]]\n",
            "## ~~`A`~~\n\na [[satisfies:1]]\n",
        ],
    );
    assert_struck(
        None,
        &[],
        &[
            "> ## ~~A~~\n\n### B {clause=1}\n\nb\n",
            "## ~~A~~ b\n\n### B {clause=1}\n\nb\n",
            "## ~~A~~ `b`\n\n### B {clause=1}\n\nb\n",
        ],
    );
}

#[test]
fn a_task_is_no_excuse_for_what_is_struck_out_besides() {
    for (text, why) in [
        (
            "## ~~A~~\n\n- [ ] a [[satisfies:1]]\n",
            Struck::BelowHeading,
        ),
        ("- [ ] ~~ a [[satisfies:1]] ~~\n", Struck::BetweenSigns),
        (
            "- [ ] ~~ a[^1] ~~\n\n[^1]: b [[satisfies:1]]\n",
            Struck::BetweenSigns,
        ),
        ("- [ ] ~~a [[satisfies:1]]~~\n", Struck::Text),
    ] {
        assert_eq!(struck(text), [("1".to_owned(), Some(why))], "{text}");
    }
    let (body, _) = parsed("## ~~A~~\n\n- [ ] a\n\n  ### B\n");
    assert_eq!(
        struck_headings(&body),
        [Some(Struck::Heading), Some(Struck::BelowHeading)]
    );
}

#[test]
fn a_style_strikes_out_like_a_tag() {
    assert_struck(
        Some(Struck::Text),
        &[(
            "html-left-out",
            "<span style=\"text-decoration: Line-Through\">",
        )],
        &["<span style=\"text-decoration: Line-Through\">a [[satisfies:1]]</span>\n"],
    );
    assert_struck(
        Some(Struck::Heading),
        &[(
            "html-left-out",
            "<span style=\"text-decoration:line-through\">",
        )],
        &["## <span style=\"text-decoration:line-through\">A</span> {clause=1}\n"],
    );
}

#[test]
fn what_looks_like_an_open_task_counts_as_one() {
    assert_struck(
        Some(Struck::LooksOpen),
        &[],
        &[
            "- [] a [[satisfies:1]]\n",
            "- [  ] a [[satisfies:1]]\n",
            "- [-] a [[satisfies:1]]\n",
            "1. []\n   - b [[satisfies:1]]\n",
            "- [] a\n\n  b [[satisfies:1]]\n",
            "- [] a\n\n  ## B {clause=1}\n",
            "[ ] a [[satisfies:1]]\n",
            "> **[ ]** a [[satisfies:1]]\n",
            "[x] a\n[ ] b [[satisfies:1]]\n",
            "\u{2610} a [[satisfies:1]]\n",
            "\\[ ] a [[satisfies:1]]\n",
            "## [ ] A {clause=1}\n",
            "## [ ] A [[satisfies:1]]\n",
            "| a | b |\n|--|--|\n| [[satisfies:1]] | [ ] |\n",
            "| a | b |\n|--|--|\n| [ ] | [[satisfies:1]] |\n",
            "term\n: [ ] a [[satisfies:1]]\n",
        ],
    );
    assert_struck(
        None,
        &[],
        &[
            "- [x] a [[satisfies:1]]\n",
            "[ ] a\n[x] b [[satisfies:1]]\n",
            "[ ] a\n\nb [[satisfies:1]]\n",
            "- [] a\n- b [[satisfies:1]]\n",
            "a [ ] [[satisfies:1]]\n",
            "[…] a [[satisfies:1]]\n",
            "| a | b |\n|--|--|\n| [ ] | a |\n| [x] | [[satisfies:1]] |\n\n",
            "## [ ] A\n\nb [[satisfies:1]]\n",
            "[](#a) a [[satisfies:1]]\n\n## A\n",
        ],
    );
    let (body, _) = parsed(
        "- <input type=\"checkbox\"> a [[satisfies:1]]\n- <input type=checkbox checked> b [[satisfies:2]]\n",
    );
    let found: Vec<_> = body.claims.iter().map(|claim| claim.struck).collect();
    assert_eq!(found, [Some(Struck::LooksOpen), None]);
}

#[test]
fn a_footnote_is_struck_where_all_that_refers_to_it_is() {
    assert_struck(
        Some(Struck::Text),
        &[],
        &["~~a[^1]~~\n\n[^1]: b [[satisfies:1]]\n"],
    );
    assert_struck(
        Some(Struck::OpenTask),
        &[],
        &["- [ ] a[^1]\n\n[^1]: b [[satisfies:1]]\n"],
    );
    assert_struck(
        None,
        &[],
        &[
            "~~a[^1]~~ b[^1]\n\n[^1]: b [[satisfies:1]]\n",
            "~~a~~\n\n[^1]: b [[satisfies:1]]\n",
        ],
    );
}

#[test]
fn a_heading_says_why_claims_on_it_do_not_count() {
    let (body, _) = parsed(
        "# A\n\n- [ ] x\n\n  ## B\n\n<del>\n\n## C\n\n</del>\n\n## [ ] D\n\n<s>x\n\n## E\n\n</s>\n\n## F\n",
    );
    let found = struck_headings(&body);
    assert_eq!(
        found,
        [
            None,
            Some(Struck::OpenTask),
            Some(Struck::Heading),
            Some(Struck::LooksOpen),
            Some(Struck::LeftOpen),
            None
        ]
    );
}

#[test]
fn a_box_in_html_or_alone_in_its_item_is_that_of_a_task() {
    let looks_open = Some(Struck::LooksOpen);
    for text in [
        "<ul>\n<li>☐\n\ntext [[satisfies:1]]\n\n</li>\n</ul>\n",
        "<ul>\n<li>\n\n☐\n\ntext [[satisfies:1]]\n\n</li>\n</ul>\n",
        "<ul>\n<li><p><input type=\"checkbox\"> text</p>\n\nmore [[satisfies:1]]\n\n</li>\n</ul>\n",
        "<table>\n<tr><td>☐</td><td>\n\ntext [[satisfies:1]]\n\n</td></tr>\n</table>\n",
        "<table>\n<tr><td>\n\ntext [[satisfies:1]]\n\n</td><td>&#9744;</td></tr>\n</table>\n",
        "<table>\n<tr><td>\n\n[ ]\n\n</td><td>\n\ntext [[satisfies:1]]\n\n</td></tr>\n</table>\n",
        "- <input type=\"checkbox\">\n\n  text [[satisfies:1]]\n",
        "- <!-- a note -->\n\n  ☐ text [[satisfies:1]]\n",
        "- [ ]\n\n  text [[satisfies:1]]\n",
        "> 1. [ ]\n>\n>    text [[satisfies:1]]\n",
        "| [ ] | [[satisfies:1]] |\n|--|--|\n",
    ] {
        assert_eq!(struck(text), [("1".to_owned(), looks_open)], "{text}");
    }
    for text in [
        "<ul>\n<li>☐ text</li>\n<li>\n\ntext [[satisfies:1]]\n\n</li>\n</ul>\n",
        "<ul>\n<li>☐ text</li>\n</ul>\n\ntext [[satisfies:1]]\n",
        "<ul>\n<li>☑\n\ntext [[satisfies:1]]\n\n</li>\n</ul>\n",
        "<ul>\n<li>text ☐\n\ntext [[satisfies:1]]\n\n</li>\n</ul>\n",
        "<table>\n<tr><td>☐</td></tr>\n<tr><td>\n\ntext [[satisfies:1]]\n\n</td></tr>\n</table>\n",
        "<p>☐ text</p>\n\ntext [[satisfies:1]]\n",
        "- <input type=\"checkbox\" checked>\n\n  text [[satisfies:1]]\n",
        "- [x]\n\n  text [[satisfies:1]]\n",
        "text [[satisfies:1]]\n\n| [ ] | b |\n|--|--|\n",
    ] {
        assert_eq!(struck(text), [("1".to_owned(), None)], "{text}");
    }
}

#[test]
fn the_text_of_an_item_that_begins_with_a_lone_box_stays_in_it() {
    assert_eq!(
        html("- [ ]\n\n  text\n"),
        "<ul>\n<li><p>[ ]</p>\n<p>text</p>\n</li>\n</ul>\n"
    );
}
