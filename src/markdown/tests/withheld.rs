use crate::diagnostics::{Source, SourcePath};
use crate::manual::{PageSettings, Target};
use crate::markdown::tests::{Text, id, path, shown};
use crate::markdown::{Withheld, made_safe, parse_for_edition};

/// The HTML of a page without its references to INT-1, `int.md` and `int.png`, its excerpt, and the
/// source that it does not show.
fn edition(text: &str) -> (String, String, Vec<String>) {
    let targets: [Target; 3] = [id("INT-1"), path("int.md"), path("int.png")];
    let withheld = Withheld {
        targets: targets.iter().collect(),
        words: "something else",
    };
    let source = Source::new(SourcePath::new("a.md"), text);
    let (body, fragment, unshown) =
        parse_for_edition(&source, 0, PageSettings::default(), &withheld);
    let fragment = made_safe(&fragment).into_owned();
    let excerpt = body.written(&body.excerpt);
    let unshown = unshown.into_iter().map(|range| text[range].to_owned());
    let html = shown(&Text { body, fragment });
    (html.trim().to_owned(), excerpt, unshown.collect())
}

#[test]
fn a_withheld_reference_is_replaced_with_its_text() {
    for written in [
        "[[INT-1]]",
        "[[INT-1|the *secret* plan]]",
        "![[INT-1]]",
        "[the *secret* `plan` ![secret](secret.png)](int.md \"secret\")",
        "![the secret](int.png)",
        "<a href=\"int.md\" title=\"secret\">the *secret* plan</a>",
    ] {
        let (html, excerpt, unshown) = edition(&format!("See {written} now.\n"));
        assert_eq!(html, "<p>See something else now.</p>", "{written}");
        assert_eq!(excerpt, "See something else now.", "{written}");
        assert_eq!(unshown, [written]);
    }
}

#[test]
fn a_definition_of_a_withheld_reference_is_not_shown() {
    let (html, _, unshown) = edition("See [the plan][plan].\n\n[plan]: int.md \"secret\"\n");
    assert_eq!(html, "<p>See something else.</p>");
    assert_eq!(unshown, ["[plan]: int.md \"secret\"", "[the plan][plan]"]);
}

#[test]
fn headings_cells_and_blocks_of_html_withhold_references_as_well() {
    let (html, _, _) = edition("## As [[INT-1]] says\n");
    assert_eq!(
        html,
        "<h2 id=\"as-something-else-says\">As something else says{end 0}</h2>"
    );
    let (html, _, _) = edition("| [[INT-1\\|secret]] | [[QP-1]] |\n| --- | --- |\n");
    assert!(html.contains("something else</th>"), "{html}");
    assert!(html.contains("{link 0}{text 0}</a>"), "{html}");
    let block = "<div>See <a href=int.md>the <b>secret</b></a>.\n<!-- secret --></div>\n";
    let (html, _, unshown) = edition(block);
    assert_eq!(html, "<div>See something else.\n</div>");
    assert_eq!(
        unshown,
        ["<a href=int.md>the <b>secret</b></a>", "<!-- secret -->"]
    );
}

#[test]
fn other_references_stay() {
    let text = "[[INT-2]] [plan](other.md) [int](int.md#x) <a href=\"other.md\">x</a>\n";
    let (html, _, unshown) = edition(text);
    assert_eq!(
        html,
        "<p>{link 0}{text 0}</a> {link 1}plan</a> {link 2}int</a> <a href=\"{address 3}\">x</a></p>"
    );
    assert_eq!(unshown, [""; 0]);
}
