use crate::markdown::tests::mistakes;

/// Asserts the diagnostics of a text: the rule, and the text at the span.
fn assert_told(text: &str, expected: &[(&str, &str)]) {
    let found = mistakes(text);
    let found: Vec<_> = found.iter().map(|(rule, at)| (*rule, &**at)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn claims_that_are_not_read_are_told_where_they_stand() {
    for (text, at) in [
        (
            "<div>\n[[satisfies:8.4.1]]\n</div>\n",
            "[[satisfies:8.4.1]]",
        ),
        (
            "<b title=\"[[satisfies:8.4.1]]\">x</b>\n",
            "[[satisfies:8.4.1]]",
        ),
        ("Scored. [[Satisfies: 8.4.1]\n", "[[Satisfies: 8.4.1]"),
        ("Scored. {clause=8.4.1}\n", "{clause=8.4.1}"),
        ("## Heading {clause=8.4.1} more\n", "{clause=8.4.1}"),
        ("## A {clause=8.4.1\n\nText\n", "{clause=8.4.1"),
        ("## A {clause=8.4.1)\n\nText }\n", "{clause=8.4.1)"),
        ("- Item {#a clause=8.4.1}\n", "{#a clause=8.4.1}"),
        (
            "<div>\n\n## In {clause=8.1}\n\n</div>\n\n<p>{clause=8.2}</p>\n",
            "{clause=8.2}",
        ),
        (
            "<h2 clause=\"8.4.1\">Heading</h2>\n",
            "<h2 clause=\"8.4.1\">",
        ),
    ] {
        assert_told(text, &[("unread-claim", at)]);
    }
}

#[test]
fn what_is_read_or_not_meant_is_not_told() {
    for text in [
        "## A {#a clause=8.4.1}\n\nx [[satisfies:8.4.2]] [[ SATISFIES:8.4.3|partial]]\n",
        "`[[satisfies:8.4.1]]` and `{clause=8.4.1}` `<!--` `](my file.md)`\n",
        "```text\n[[satisfies:8.4.1]] {clause=8} <!-- [a](b c.md)\n```\n",
        "    [[satisfies:8.4.1]]\n",
        "<!-- [[satisfies:8.4.1]] {clause=8.4.1} -->\n\nx <!-- [[satisfies:8]] --> y\n",
        "<div>\n<!-- [[satisfies:8.4.1]] -->\n</div>\n",
        "\\[[satisfies:8.4.1]] \\{clause=8.4.1} \\<!-- [a\\](my file.md)\n",
        "[a](<my file.md>) [b](my%20file.md) [c](a.md \"a title\") f(x)[0](see there)\n",
        "| a |\n|--|\n| [[satisfies:8.4.1]] |\n",
    ] {
        assert_told(text, &[]);
    }
}

#[test]
fn a_link_with_a_space_in_its_address_is_told() {
    assert_told(
        "See [the list](my list.md) and ![map](a map.png).\n",
        &[
            ("unread-link", "](my list.md)"),
            ("unread-link", "](a map.png)"),
        ],
    );
}

#[test]
fn cells_beyond_the_head_of_their_table_are_told_once_with_what_stands_in_them() {
    assert_told(
        "| a | b |\n|--|--|\n| 1 | 2 | 3 [[satisfies:8]] | [[QP-99]] |\n| 1 | 2 |\n| 1 | 2 | |\n| x \\| y | 2 |\n",
        &[("surplus-cell", "3 [[satisfies:8]] | [[QP-99]]")],
    );
    assert_told("> a\n> --|--\n", &[]);
    assert_told("> | a |\n> |--|\n> | 1 | 2 |\n", &[("surplus-cell", "2")]);
}

#[test]
fn fences_and_comments_that_never_close_are_told() {
    for text in [
        "```text\na\n``\n\n## B {clause=8.1}\n",
        "- ```\n  a\n\ntext\n",
        "> ~~~\n> a\n",
        "````\n```\n",
    ] {
        let found = mistakes(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].0, "syntax-error", "{text}");
        assert!(text.contains(&found[0].1), "{text}");
    }
    for text in [
        "```\na\n```\n",
        "> ~~~ x\n> a\n> ~~~~~\n",
        "1. ```\n   a\n   ```  \n",
        "   ```\n   ```\n",
        // Behind these fences nothing is lost.
        "```",
        "Text.\n\n```\n\n  \n",
    ] {
        assert_told(text, &[]);
    }
    assert_told("Text <!-- open\n\nmore\n", &[("syntax-error", "<!--")]);
    for (text, at) in [
        ("<?php echo 1;\n\n## B\n", "<?"),
        ("<![CDATA[ x\n\n## B\n", "<![CDATA["),
        ("<!DOCTYPE html\n\n## B\n\n> quoted\n", "<!DOCTYPE"),
        ("<div>\n<!-- open\nwords\n\nmore\n", "<!--"),
    ] {
        let found = mistakes(text);
        assert!(
            found.contains(&("syntax-error", at.to_owned())),
            "{text}: {found:?}"
        );
    }
    for text in [
        "<?php echo 1; ?>\n\n## B\n",
        "<![CDATA[ x\n\ny ]]>\n\n## B\n",
        "<!DOCTYPE html>\n\n## B\n",
        "<div>\n<!-- closed -->\nwords\n</div>\n",
    ] {
        assert_told(text, &[]);
    }
}

#[test]
fn definitions_that_nothing_uses_are_told_but_for_comments() {
    assert_told(
        "[Warning]: hot-surface\n\n[a]: b.md\n[Used]: c.md \"t\"\n\n[x][used] [//]\n\n[//]: # (a comment)\n[comment]: <> (another)\n",
        &[
            ("unused-definition", "[Warning]: hot-surface"),
            ("unused-definition", "[a]: b.md"),
        ],
    );
}

#[test]
fn html_that_is_left_out_is_told_once_for_each_name() {
    assert_told(
        "<font color=red>a</font> <font>b</font>\n\n<svg><text>x</text></svg>\n\n<p style=\"color:red\" onclick=\"x()\" class=c>y</p>\n\n\
         Tick: <input> <select><option>A</option></select>\n\nx <div>y</div>\n\n<a href=\"javascript:x()\">z</a>\n\n<section>\n\nend\n",
        &[
            ("html-left-out", "<font color=red>"),
            ("html-left-out", "<svg>"),
            (
                "html-left-out",
                "<p style=\"color:red\" onclick=\"x()\" class=c>",
            ),
            (
                "html-left-out",
                "<p style=\"color:red\" onclick=\"x()\" class=c>",
            ),
            ("html-left-out", "<input>"),
            ("html-left-out", "<select>"),
            ("html-left-out", "<div>"),
            ("html-left-out", "<a href=\"javascript:x()\">"),
            ("html-left-out", "<section>"),
        ],
    );
    assert_told(
        "<p>a\n<ul><li>b<li>c</ul>\n\nH<sub>2</sub>O <br> <b>x</b>\n",
        &[],
    );
}

#[test]
fn pictures_of_other_hosts_are_told() {
    assert_told(
        "![a](https://x.example/a.png)\n\n<img src=\"//x.example/b.png\">\n\n![c](c.png)\n",
        &[
            ("remote-picture", "![a](https://x.example/a.png)"),
            ("remote-picture", "<img src=\"//x.example/b.png\">"),
        ],
    );
}

#[test]
fn notices_as_other_tools_have_them_are_told() {
    assert_told(
        "!!! warning \"Hot\"\n    Cool it.\n\n:::caution Pinch\nx\n:::\n\n- > [!WARNING] Sharp\n  > x\n\n=== \"Tab\"\n\n    x\n",
        &[
            ("unread-notice", "!!! warning \"Hot\""),
            ("unread-notice", ":::caution Pinch"),
            ("unread-notice", "[!WARNING] Sharp"),
            ("unread-notice", "=== \"Tab\""),
        ],
    );
    assert_told(
        "> [!NOTE]\n> x\n\n> [!WARNING] Sharp\n> x\n\n!!! \n\n:::\n\n[!x]\n",
        &[],
    );
}
