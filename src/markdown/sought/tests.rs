//! Tests of what is found in small texts.

mod html_tables;

use std::fmt::Write as _;

use crate::diagnostics::{Source, SourcePath};
use crate::manual::Says;
use crate::markdown::sought::{FoundBlock, FoundRow};
use crate::markdown::{ParsedText, parse_body};
use crate::parse::parse_config;

const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n";

fn parsed(entries: &str, text: &str) -> ParsedText {
    let config = format!("{PLAIN}{entries}");
    let (config, told) = parse_config(&Source::new(SourcePath::new("manual.toml"), &config));
    assert_eq!(told, []);
    parse_body(
        &Source::new(SourcePath::new("a.md"), text),
        0,
        config.page_settings(),
    )
}

/// The fields of a block: the number of each name, its value, and where it stands.
fn fields(block: &FoundBlock) -> String {
    let mut shown = String::new();
    for field in &block.fields {
        let span = field.value.span();
        let value = field.value.unstruck_text();
        let _ = write!(
            shown,
            "{}={value}@{}:{} ",
            field.name, span.line, span.column
        );
    }
    shown.trim_end().to_owned()
}

const NAMES: &str = "[[metadata]]\nnames = { \"Document ID\" = \"id\", Owner = \"owner\", Version = \"revision\" }\n";

fn block(text: &str) -> String {
    let found = parsed(NAMES, text).found;
    let read = found.blocks.iter().find(|block| block.is_read);
    read.map(fields).unwrap_or_default()
}

#[test]
fn a_block_is_a_table_of_pairs_or_with_one_row_or_lines_with_labels() {
    for (text, expected) in [
        (
            "| Document ID | QP-7 |\n|---|---|\n| Owner | Buyer |\n",
            "0=QP-7@1:17 1=Buyer@3:11",
        ),
        (
            "| | |\n|---|---|\n| **Document ID:** | `QP-7` |\n| Other | x |\n",
            "0=QP-7@3:22",
        ),
        (
            "| Field | Value |\n|---|---|\n| Owner | [Jane](a.md) Doe |\n",
            "1=Jane Doe@3:11",
        ),
        (
            "| Document ID | Version | Pages |\n|---|---|---|\n| QP-7 | 3 | 9 |\n",
            "0=QP-7@3:3 2=3@3:10",
        ),
        (
            "| Owner | Version |\n|---|---|\n| Buyer | 3 |\n",
            "1=Buyer@3:3 2=3@3:11",
        ),
        ("| Owner | Buyer |\n|---|---|\n", "1=Buyer@1:11"),
        (
            "**Document ID:** QP-7  \n**Owner**: *the* Buyer\n",
            "0=QP-7@1:18 1=the Buyer@2:13",
        ),
        (
            "**📄 Owner:** Buyer | **Version:** 3 | note\n",
            "1=Buyer@1:14 2=3 | note@1:35",
        ),
        (
            "**Document ID:** QP-7\n\n**Class:** open\n\n**Owner:** Buyer\n",
            "0=QP-7@1:18 1=Buyer@5:12",
        ),
        (
            "- **Version:** 1.0\n- Owner: Buyer\n",
            "2=1.0@1:16 1=Buyer@2:10",
        ),
        (
            "> **Owner :** Buyer<br>**Version**：2\n",
            "1=Buyer@1:15 2=2@1:36",
        ),
        (
            "> **Document control**  \n> Owner: Buyer  \n> Version: 2\n",
            "1=Buyer@2:10 2=2@3:12",
        ),
        (
            "**Owner:** the Buyer\nof goods\n",
            "1=the Buyer of goods@1:12",
        ),
        ("**Owner:**\n**Version:** 2\n", "1=@1:3 2=2@2:14"),
        ("**Owner:** ~~Jane~~ Buyer\n", "1=Buyer@1:14"),
    ] {
        assert_eq!(block(text), expected, "{text}");
    }
}

#[test]
fn a_colon_is_found_however_it_is_written_and_nested() {
    for (text, expected) in [
        ("Text.\n\n**Owner&colon;** Buyer\n", ""),
        ("**Owner&colon;** Buyer\n", "1=Buyer@1:18"),
        ("**Owner&#58;** Buyer\n", "1=Buyer@1:16"),
        ("**Owner：** Buyer\n", "1=Buyer@1:12"),
        ("- - - **Owner:** Buyer\n", "1=Buyer@1:18"),
        ("- word\n  - **Owner:** Buyer\n", ""),
        (
            "- one\n- two\n\n## End\n\n---\n\n- **Owner:** Buyer\n",
            "1=Buyer@8:14",
        ),
        (
            "<table><tr><td>\n\n**Owner:** Buyer\n\n</td></tr></table>\n",
            "1=Buyer@3:12",
        ),
    ] {
        assert_eq!(block(text), expected, "{text}");
    }
}

/// Paragraphs without a colon are passed over quickly, those with an entity are not.
#[test]
fn what_is_passed_over_quickly_separates_blocks_as_other_text_does() {
    for pattern in [
        "# Title\n\n{}\n\n**Owner:** Buyer\n",
        "# Title\n\n**Owner:** Buyer\n\n{}\n\n**Version:** 3\n",
        "# Title\n\n**Owner:** Buyer\n{}\n\n**Version:** 3\n",
        "# Title\n\n- {}\n- **Owner:** Buyer\n",
        "# Title\n\n- {}\n  - **Owner:** Buyer\n",
        "# Title\n\n> {}\n\n**Owner:** Buyer\n\n## Use\n",
        "# Title\n\n> {}\n>\n> **Owner:** Buyer\n",
        "## Use\n\n{}\n\n## Document control\n\n**Owner:** Buyer\n",
        "## Document control\n\n{}\n\n**Owner:** Buyer\n",
        "# Title\n\n{}\n\n---\n\n**Owner:** Buyer\n",
        "# Title\n\n**Owner:** Buyer\n\n---\n\n{}\n",
        "# Title\n\n<table><tr><td>\n\n{}\n\n</td><td>\n\nBuyer</td></tr></table>\n",
        "# Title\n\n[^1]\n\n**Owner:** Buyer\n\n[^1]: {}\n",
        "# Title\n\n| Owner | {} |\n|---|---|\n",
    ] {
        for (quick, slow) in [
            ("plain", "pl&#97;in"),
            ("*plain*", "*pl&#97;in*"),
            ("![](a.png)", "![](a.png)<!-- & -->"),
            ("`code`", "`code`<!-- & -->"),
            ("one  \ntwo", "one  \nt&#119;o"),
        ] {
            let found = |words| {
                let text = pattern.replace("{}", words);
                let found = parsed(NAMES, &text).found;
                let shown = |block: &FoundBlock| {
                    let values = block.fields.iter();
                    let values = values.map(|field| (field.name, field.value.unstruck_text()));
                    (block.is_read, values.collect::<Vec<_>>())
                };
                found.blocks.iter().map(shown).collect::<Vec<_>>()
            };
            assert_eq!(found(quick), found(slow), "{pattern} {quick}");
        }
    }
}

#[test]
fn what_only_looks_like_a_block_is_none() {
    for text in [
        "| Owner | Version | Date |\n|---|---|---|\n| a | 1 | x |\n| b | 2 | y |\n",
        "The Owner: a person\n",
        "A person\nOwner: a person\n",
        "```\n**Owner:** Buyer\n```\n",
        "# Owner: Buyer\n",
        "<!-- **Owner:** Buyer -->\n",
        "**Class:** open\n\n**Note:** x\n",
    ] {
        assert_eq!(block(text), "", "{text}");
    }
}

#[test]
fn the_first_block_counts_and_a_heading_ends_it() {
    let text =
        "**Owner:** Buyer\n\n# Scope\n\n**Version:** 2\n\n| Document ID | QP-1 |\n|---|---|\n";
    assert_eq!(block(text), "1=Buyer@1:12");
    let text = "**Owner:** Buyer\n\nText between.\n\n**Version:** 2\n";
    assert_eq!(block(text), "1=Buyer@1:12");
}

#[test]
fn a_block_is_read_where_a_document_speaks_of_itself() {
    for text in [
        "# T\n\n**Owner:** Buyer\n\nText.\n",
        "**Owner:** Buyer\n\n# T\n\nText.\n",
        "# T\n\nText.\n\n**Owner:** Buyer\n\n## Scope\n",
        "## T\n\n**Owner:** Buyer\n\n### Scope\n",
        "# T\n\n> **Owner:** Buyer\n\nText.\n",
        "# T\n\nText.\n\n## Document control\n\n**Owner:** Buyer\n",
        "# T\n\nText.\n\n## 9. Revision history\n\n### Approval of it\n\n**Owner:** Buyer\n",
        "# T\n\nText.\n\n## About this page\n\n**Owner:** Buyer\n",
        "# T\n\n## Scope\n\nText.\n\n---\n\n**Owner:** Buyer\n\n---\n",
    ] {
        let found = parsed(&format!("{NAMES}headings = [\"About this page\"]\n"), text).found;
        let read: Vec<bool> = found.blocks.iter().map(|block| block.is_read).collect();
        assert_eq!(read, [true], "{text}");
    }
    for text in [
        "# T\n\nText.\n\n**Owner:** Buyer\n",
        "# T\n\nA request has:\n\n**Owner:** Buyer\n\n## Scope\n",
        "# T\n\nText.\n\n## Open points\n\n| Owner | Version |\n|---|---|\n| a | 1 |\n",
        "# T\n\n## Document control\n\nText.\n\n**Owner:** Buyer\n",
        "# Document control\n\n## The head\n\n**Owner:** Buyer\n",
        "# T\n\n## Document control\n\n### Example\n\n**Owner:** Buyer\n",
        "# T\n\n> **Owner:** Buyer\n>\n> Text.\n",
        "# T\n\n> Text.\n>\n> **Owner:** Buyer\n\n## Scope\n",
        "# T\n\n## Scope\n\nText.\n\n---\n\n**Owner:** Buyer\n\nText.\n",
        "## A\n\n**Owner:** Buyer\n\n## B\n",
        "# T\n\nText.[^1]\n\n[^1]: **Owner:** Buyer\n",
    ] {
        let found = parsed(NAMES, text).found;
        let read: Vec<bool> = found.blocks.iter().map(|block| block.is_read).collect();
        assert_eq!(read, [false], "{text}");
    }
}

#[test]
fn a_block_at_the_end_is_no_text_and_one_elsewhere_is() {
    let says = |text: &str| parsed(NAMES, text).body.says;
    let end = "# T\n\n## Scope\n\n---\n\n**Owner:** Buyer\n";
    assert_eq!(says(end), [Says::Nothing, Says::Nothing, Says::Nothing]);
    let elsewhere = "# T\n\n## Scope\n\n**Owner:** Buyer\n";
    assert_eq!(says(elsewhere), [Says::Nothing, Says::Nothing, Says::Words]);
}

/// The rows of a table of revisions: revision, day, and the fields.
fn history(text: &str) -> Vec<String> {
    let found = parsed(NAMES, text).found;
    let rows = found.blocks.iter().flat_map(|block| &block.history);
    let cell = |cell: &Option<super::Cell>| {
        let text = cell.as_ref().map(super::Cell::unstruck_text);
        text.unwrap_or_default()
    };
    let shown = rows.map(|row| {
        let fields = row.fields.iter().map(|field| field.value.unstruck_text());
        let fields: Vec<String> = fields.collect();
        format!(
            "{} {} {}",
            cell(&row.revision),
            cell(&row.date),
            fields.join(",")
        )
    });
    shown.collect()
}

#[test]
fn a_table_of_revisions_has_several_rows_and_is_about_one_document() {
    let text = "| Version | Date | Owner |\n|---|---|---|\n| 1 | 2026-01-02 | a |\n| | | |\n| 2 | x | b |\n";
    assert_eq!(history(text), ["1 2026-01-02 1,a", "2 x 2,b"]);
    let text = "| Version | Date |\n|---|---|\n| 1 | x |\n| 2 | y |\n";
    assert_eq!(history(text), ["1 x 1", "2 y 2"]);
    for text in [
        "| Policy | Version | Owner |\n|---|---|---|\n| A | 1 | a |\n| B | 2 | b |\n",
        "| Document ID | Version | Owner |\n|---|---|---|\n| A | 1 | a |\n| B | 2 | b |\n",
        "| Task | Owner |\n|---|---|\n| x | a |\n| y | b |\n",
    ] {
        assert_eq!(history(text), [""; 0], "{text}");
    }
}

#[test]
fn a_block_is_no_text_of_the_page() {
    let says = |text: &str| parsed(NAMES, text).body.says;
    for text in [
        "**Owner:** Buyer\n\n- Version: 2\n",
        "**Control**  \n**Owner:** Buyer\n",
        "| Owner | Buyer |\n|---|---|\n| Site | the works |\n",
        "| Owner | Version |\n|---|---|\n| Buyer | 3 |\n",
    ] {
        assert_eq!(says(text), [Says::Nothing], "{text}");
    }
    assert_eq!(says("**Owner:** Buyer  \nBuyers buy.\n"), [Says::Words]);
    assert_eq!(says("**Owner:** Buyer\n\nBuyers buy.\n"), [Says::Words]);
    assert_eq!(says("Buyers buy.\n\n**Owner:** Buyer\n"), [Says::Words]);
    let excerpt = parsed(NAMES, "**Owner:** Buyer\n\nBuyers buy.\n")
        .body
        .excerpt;
    assert_eq!(
        excerpt,
        [crate::manual::TextPiece::Text("Buyers buy.".to_owned())]
    );
}

/// The fields that count, and in brackets those that do not.
fn counting(entries: &str, text: &str) -> String {
    let found = parsed(entries, text).found;
    let fields = found.blocks.iter().flat_map(FoundBlock::all_fields);
    let shown = fields.map(|field| {
        let shown = format!("{}={}", field.name, field.value.text());
        match field.counts_nowhere {
            true => format!("({shown})"),
            false => shown,
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_field_that_is_struck_out_or_open_does_not_count() {
    for (text, expected) in [
        ("- [ ] **Owner:** a\n", "(1=a)"),
        ("- ☐ **Owner:** a\n", "(1=a)"),
        ("☐ **Owner:** a\n", "(1=a)"),
        ("<input type=\"checkbox\"> **Owner:** a\n", "(1=a)"),
        ("> - [ ] **Owner:** a\n", "(1=a)"),
        ("- [x] **Owner:** a\n- [ ] **Version:** 2\n", "1=a (2=2)"),
        ("~~**Owner:**~~ a\n", "(1=a)"),
        ("~~**Owner:** a~~\n", "(1=a)"),
        ("<del>\n\n**Owner:** a\n\n</del>\n", "(1=a)"),
        ("~~\n\n**Owner:** a\n\n~~\n", "(1=a)"),
        ("~~\n\n| Owner | a |\n|---|---|\n\n~~\n", "(1=a)"),
        ("# ~~T~~\n\n**Owner:** a\n", "(1=a)"),
        (
            "| ~~Owner~~ | a |\n|---|---|\n| Version | 2 |\n",
            "(1=a) 2=2",
        ),
        ("| Owner | a |\n|---|---|\n| ☐ Version | 2 |\n", "1=a (2=2)"),
        ("| Owner | [ ] a |\n|---|---|\n", "(1=[ ] a)"),
        (
            "| ~~Owner~~ | Version |\n|---|---|\n| a | 2 |\n",
            "(1=a) 2=2",
        ),
        (
            "| Owner | Version |\n|---|---|\n| a | ☐ 2 |\n",
            "(1=a) (2=☐ 2)",
        ),
        (
            "| Version | Date |\n|---|---|\n| 1 | x |\n| 2 | ☐ |\n",
            "2=1 (2=2)",
        ),
    ] {
        assert_eq!(counting(NAMES, text), expected, "{text}");
    }
    let pattern = "[[metadata]]\npattern = 'Owner: *(?<owner>\\w+)'\n";
    for (text, expected) in [
        ("~~Owner: a~~ Owner: b Owner: c\n", "(0=a) 0=b"),
        ("- [ ] Owner: a\n- Owner: b\n", "(0=a) 0=b"),
        (
            "# ~~T~~\n\nOwner: a\n\n# U\n\nOwner: b\n\nOwner: c\n",
            "(0=a) 0=b",
        ),
        ("| Owner: a | [ ] |\n|---|---|\n", "(0=a)"),
        ("| x | y |\n|---|---|\n| Owner: a | [ ] |\n", "(0=a)"),
        ("Owner: <del>a</del>\n\nOwner: b\n", "0=b"),
    ] {
        assert_eq!(counting(pattern, text), expected, "{text}");
    }
    let wide = "[[metadata]]\npattern = '(?m)^.*Owner:\\W*(?<owner>\\w+)'\n";
    for text in ["☐ Owner: a\n", "Owner: ~~a~~\n"] {
        assert_eq!(counting(wide, text), "(0=a)", "{text}");
    }
}

#[test]
fn a_pattern_gives_the_fields_of_its_first_match_outside_of_code() {
    let entry = "[[metadata]]\npattern = '(?m)^# (?<id>REF-[0-9]+): (?<title>.+)$'\n";
    let text = "```\n# REF-1: code\n```\n\n# REF-2: Terms\n\n# REF-3: More\n";
    let found = parsed(entry, text).found;
    assert_eq!(found.blocks.len(), 1);
    assert_eq!(fields(&found.blocks[0]), "0=REF-2@5:3 1=Terms@5:10");
}

/// The rows that are found: section, struck or not, and the cells.
fn rows(entries: &str, text: &str) -> Vec<String> {
    let found = parsed(entries, text).found;
    let shown = |row: &FoundRow| {
        let section = row.section.as_ref().map_or("-", |id| id.as_str());
        let struck = row.struck.map_or("", |_| " struck");
        let mut shown = format!("{section}{struck}");
        for (column, cell) in &row.cells {
            let span = cell.span();
            let text = cell.text();
            let _ = write!(shown, " {column}={text}@{}:{}", span.line, span.column);
        }
        shown
    };
    found.rows.iter().map(shown).collect()
}

#[test]
fn tables_of_claims_are_known_by_their_heads() {
    let entry = "[[claims]]\ncolumns = { clause = \"ISO 9001\", document = \"Doc\" }\n";
    let text = "| Control | *Doc* | **ISO  9001:** |\n|---|---|---|\n| Buying | `QP-7` | 8.4.1<br>8.4.2 |\n\
                | Other | | |\n\n# End\n\n| Doc | ISO 9001 | Doc |\n|---|---|---|\n\
                \n| ISO 9001 |\n|---|\n| 8.5 |\n";
    assert_eq!(
        rows(entry, text),
        ["- 0=8.4.1\n8.4.2@3:21 1=QP-7@3:12", "- 0=@4:12 1=@4:10"]
    );
}

#[test]
fn matches_stand_in_their_sections() {
    let entry = "[[claims]]\npattern = '\\[9001:(?<clause>[^\\]]+)\\]'\n";
    let text = "[9001:4.1]\n\n## Buying\n\nText <!-- [9001:8.4.1] -->\n\n<!--\n[9001:8.4.2]\n-->\n\n\
                ~~[9001:8.4.3]~~ `[9001:8.5]`\n\n    [9001:8.6]\n\n- [ ] [9001:8.7]\n\n\
                <div>\n<del>[9001:9.1]</del>\n<script>[9001:9.2]</script>\n</div>\n\n## Last [9001:10.1]\n\n\
                [^1]\n\n[//]: # ([9001:10.2])\n\n[^1]: **[9001:10.3]**\n";
    assert_eq!(
        rows(entry, text),
        [
            "- 0=4.1@1:7",
            "buying 0=8.4.1@5:17",
            "buying 0=8.4.2@8:7",
            "buying struck 0=8.4.3@11:9",
            "buying struck 0=8.7@15:13",
            "buying struck 0=9.1@18:12",
            "last-9001-10-1 0=10.1@22:15",
            "last-9001-10-1 0=10.2@26:16",
            "last-9001-10-1 0=10.3@28:15",
        ]
    );
}

#[test]
fn a_claim_is_no_text_of_the_page() {
    let entry = "[[claims]]\npattern = '\\[+9001:(?<clause>[^\\]]+)\\]+'\n\
                 [[claims]]\ncolumns = { clause = \"ISO 9001\", note = \"Note\" }\n";
    let says = |text: &str| parsed(entry, text).body.says;
    for (text, expected) in [
        ("[9001:8.4.1]\n", Says::Nothing),
        ("[[9001:8.4.1]]\n", Says::Nothing),
        ("[9001:8.4.1] Buyers buy.\n", Says::Words),
        ("<p>[9001:8.4.1]</p>\n", Says::Nothing),
        (
            "| ISO 9001 | Note |\n|---|---|\n| 8.4.1 | - |\n",
            Says::BlankTable,
        ),
        (
            "| ISO 9001 | Note |\n|---|---|\n| 8.4.1 | Buyers |\n",
            Says::Words,
        ),
        (
            "| ISO 9001 | Note | How |\n|---|---|---|\n| 8.4.1 | | Buyers |\n",
            Says::Words,
        ),
    ] {
        assert_eq!(says(text), [expected], "{text}");
    }
}

#[test]
fn a_notation_in_double_brackets_is_no_broken_link() {
    for pattern in [
        "\\[\\[14971:(?<clause>[^\\]]+)\\]\\]",
        "14971:(?<clause>[0-9.a-z]+)",
    ] {
        let entry = format!("[[claims]]\npattern = '{pattern}'\n");
        let parsed = parsed(&entry, "Risks are listed [[14971:3.4.a]] and [[QP-1]].\n");
        assert_eq!(
            (parsed.body.references.len(), parsed.diagnostics.len()),
            (1, 0)
        );
        assert!(parsed.fragment.html.contains("[[14971:3.4.a]]"));
    }
}

#[test]
fn only_the_named_files_are_searched() {
    let entry = "[[claims]]\npattern = '(?<clause>8[.]4)'\nfiles = [\"sops/**\"]\n";
    assert_eq!(rows(entry, "8.4\n"), [""; 0]);
}

#[test]
fn what_looks_struck_out_or_open_claims_nothing() {
    let pattern = "[[claims]]\npattern = '\\[9001:(?<clause>[^\\]]+)\\]'\n";
    for text in [
        "~~ [9001:8.4] ~~\n",
        "See ~~ this and [9001:8.4] ~~\n",
        "| a | b |\n|---|---|\n| [9001:8.4] | [ ] |\n",
        "<s>Old.\n\n[9001:8.4]\n",
        "[] [9001:8.4]\n",
        "# [ ] Buying [9001:8.4]\n",
        "~~See[^1]~~\n\n[^1]: [9001:8.4]\n",
    ] {
        let rows = rows(pattern, text);
        assert!(
            rows.len() == 1 && rows[0].contains(" struck "),
            "{text}: {rows:?}"
        );
    }
    let table = "[[claims]]\ncolumns = { clause = \"ISO 9001\" }\n";
    let is_struck = |cells: &str| {
        let text = format!("| ISO 9001 | b |\n|---|---|\n| {cells} |\n");
        let found = parsed(table, &text).found;
        let [row] = &*found.rows else {
            panic!("{text}")
        };
        let cell = &row.cells[0].1;
        row.struck.is_some() || cell.is_struck(&(0..cell.text().len()))
    };
    for cells in [
        "~~ 8.4 ~~ | x",
        "8.4 ~~ 8.5 ~~ | x",
        "~~8.4~~ | x",
        "8.4 | [ ]",
        "<del>8.4</del> |",
        "~~8.4 | x~~",
    ] {
        assert!(is_struck(cells), "{cells}");
    }
    for cells in ["8.4 | x", "8.4 | ~~x~~", "8.4 | [x]"] {
        assert!(!is_struck(cells), "{cells}");
    }
}

#[test]
fn nothing_in_code_of_html_is_found() {
    let pattern = "[[claims]]\npattern = '\\[9001:(?<clause>[^\\]]+)\\]'\n";
    for name in [
        "code",
        "pre",
        "kbd",
        "samp",
        "tt",
        "listing",
        "xmp",
        "plaintext",
        "textarea",
        "script",
        "template",
    ] {
        for text in [
            format!("A <{name}>[9001:8.4]</{name}> text\n"),
            format!("<{name}>\n[9001:8.4]\n</{name}>\n"),
            format!("<div>\n<{name}><b>[9001:8.4]</b></{name}>\n</div>\n"),
            format!("- <{name}>**x** `[9001:8.4]` <!-- [9001:8.5] --></{name}>\n"),
        ] {
            assert_eq!(rows(pattern, &text), [""; 0], "{text}");
        }
        let behind = format!("<{name}>x</{name}> [9001:8.4]\n");
        assert_eq!(rows(pattern, &behind).len(), 1, "{behind}");
    }
    assert_eq!(rows(pattern, "<var>[9001:8.4]</var>\n").len(), 1);
    let status = "[[metadata]]\npattern = 'Owner: (?<owner>\\w+)'\n";
    let text = "<pre>Owner: a</pre>\n\nOwner: b\n";
    assert_eq!(counting(status, text), "0=b");
    let claims = "[[claims]]\ncolumns = { clause = \"ISO 9001\" }\n";
    let html = "<table><tr><th>ISO 9001</th></tr><tr><td>8.4</td></tr></table>";
    for text in [
        format!("<pre>\n{html}\n</pre>\n"),
        format!("<samp>\n\n{html}\n\n</samp>\n"),
        "<samp>\n\n| ISO 9001 |\n|--|\n| 8.4 |\n\n</samp>\n".to_owned(),
    ] {
        assert_eq!(rows(claims, &text), [""; 0], "{text}");
    }
    assert_eq!(rows(claims, &format!("<pre>x</pre>\n\n{html}\n")).len(), 1);
}

#[test]
fn a_field_in_code_is_none_but_its_value_may_be() {
    for (text, expected) in [
        ("`Owner: Buyer`\n", ""),
        ("<code>Owner: Buyer</code>\n", ""),
        ("**`Owner: Buyer`**\n", ""),
        ("<samp>\n\n**Owner:** Buyer\n\n</samp>\n", ""),
        (
            "<pre>\n<table><tr><td>Owner</td><td>Buyer</td></tr></table>\n</pre>\n",
            "",
        ),
        ("**Owner:** `Buyer`\n", "1=Buyer"),
        ("`Owner:` Buyer\n", "1=Buyer"),
        (
            "<table><tr><td>Owner</td><td><code>Buyer</code></td></tr></table>\n",
            "1=Buyer",
        ),
    ] {
        assert_eq!(counting(NAMES, text), expected, "{text}");
    }
}
