//! Tests of tables in HTML.

use super::{block, history, parsed, rows};
use crate::index::Position;
use crate::manual::{ReferenceIx, Says};

const CLAIMS: &str = "[[claims]]\ncolumns = { clause = \"ISO 9001\", document = \"Doc\" }\n";

#[test]
fn a_block_of_fields_may_be_a_table_of_html() {
    for (text, expected) in [
        (
            "<table>\n<tr><th>Document ID</th><td>QP-7</td></tr>\n<tr><th>Owner:</th><td>the <b>Buyer</b></td></tr>\n</table>\n",
            "0=QP-7@2:29 1=the Buyer@3:24",
        ),
        (
            "<table><thead><tr><th>Document ID<th>Version<th>Pages</thead>\n<tr><td>QP-7<td>3<td>9\n</table>\n",
            "0=QP-7@2:9 2=3@2:17",
        ),
        (
            "<table>\n<tr><th colspan=\"2\">Document control</th></tr>\n<tr><td>Owner</td><td>Buyer</td></tr></table>\n",
            "1=Buyer@3:23",
        ),
        (
            "<table>\n<tr><th colspan=\"3\">Document control</th></tr>\n<tr><td>Owner</td><td>Version</td><td>x</td></tr>\n<tr><td>Buyer</td><td>2</td><td></td></tr></table>\n",
            "1=Buyer@4:9 2=2@4:23",
        ),
        (
            "<table>\n<tr>\n<td>\n\n**Owner**\n\n</td>\n<td>\n\nthe Buyer\nof goods\n\n</td>\n</tr>\n</table>\n",
            "1=the Buyer of goods@10:1",
        ),
        (
            "> <table><tr><td>Owner</td><td>a &amp; b<br>\n>    c</td></tr></table>\n",
            "1=a & b c@1:32",
        ),
        (
            "<table><tr><td><table><tr><td>Owner</td><td>Buyer</td></tr></table></td></tr></table>\n",
            "1=Buyer@1:45",
        ),
        (
            "<table><tr><td>Owner</td><td>Buyer</td></tr>\n",
            "1=Buyer@1:30",
        ),
        (
            "<table><tr><td>\n\n**Owner:** Buyer\n\n</td></tr></table>\n",
            "1=Buyer@3:12",
        ),
        (
            "<table><tr><td>Owners</td><td>Buyer</td></tr></table>\n",
            "",
        ),
        (
            "<!-- <table><tr><td>Owner</td><td>Buyer</td></tr></table> -->\n",
            "",
        ),
        (
            "```\n<table><tr><td>Owner</td><td>Buyer</td></tr></table>\n```\n",
            "",
        ),
    ] {
        assert_eq!(block(text), expected, "{text}");
    }
}

#[test]
fn rows_of_claims_may_stand_in_html() {
    let text = "\
## Matrix

<table>
  <caption>Clauses</caption>
  <tr><th>Control</th><th><em>Doc</em></th><th>ISO
      9001</th></tr>
  <tr><td>Buying</td><td><code>QP-7</code></td><td>8.4.1<br>8.4.2</td></tr>
  <tr><td>Other</td><td></td><td></td></tr>
  <tr><th>Control</th><th>Doc</th><th>ISO 9001</th></tr>
  <tr><td>Selling</td><td>QP-8</td><td><p>8.2</p><p>8.3,
  8.4</p></td></tr>
</table>
";
    assert_eq!(
        rows(CLAIMS, text),
        [
            "matrix 0=8.4.1\n8.4.2@7:52 1=QP-7@7:32",
            "matrix 0=@8:30 1=@8:21",
            "matrix 0=8.2\n8.3, 8.4@10:43 1=QP-8@10:27",
        ]
    );
}

#[test]
fn a_cell_that_spans_rows_or_columns_says_the_same_in_each() {
    let text = "<table>
<tr><th>Doc</th><th>Note</th><th>ISO 9001</th></tr>
<tr><td rowspan=2>QP-1</td><td>a</td><td>8.1</td></tr>
<tr><td colspan=\"2\">8.2</td></tr>
<tr><td>QP-2</td><td>b</td><td>8.3</td></tr>
<tbody>
<tr><td rowspan=\"0\">QP-3</td><td></td><td>8.4</td></tr>
<tr><td></td><td>8.5</td></tr>
</tbody>
<tr><td>QP-4</td><td></td><td>8.6</td></tr>
</table>
";
    assert_eq!(
        rows(CLAIMS, text),
        [
            "- 0=8.1@3:42 1=QP-1@3:19 3=a@3:32",
            "- 0=8.2@4:21 1=QP-1@3:19 3=8.2@4:21",
            "- 0=8.3@5:32 1=QP-2@5:9 3=b@5:22",
            "- 0=8.4@7:43 1=QP-3@7:21 3=@7:30",
            "- 0=8.5@8:18 1=QP-3@7:21 3=@8:5",
            "- 0=8.6@10:31 1=QP-4@10:9 3=@10:18",
        ]
    );
}

#[test]
fn the_head_may_stand_below_a_title_or_other_heads() {
    for text in [
        "<table><tr><td colspan=2>Matrix</td></tr>\n<tr><td>Doc</td><td>ISO 9001</td></tr>\n<tr><td>QP-1</td><td>8.4</td></tr></table>\n",
        "<table><tr><th>Who</th><th>What</th></tr>\n<tr><th>Doc</th><th>ISO 9001</th></tr>\n<tr><td>QP-1</td><td>8.4</td></tr></table>\n",
        "<table><tr><td></td></tr>\n<tr><td>Doc</td><td>ISO 9001</td></tr>\n<tr><td>QP-1</td><td>8.4</td></tr></table>\n",
    ] {
        assert_eq!(rows(CLAIMS, text), ["- 0=8.4@3:22 1=QP-1@3:9"], "{text}");
    }
}

#[test]
fn struck_out_cells_and_links_are_known() {
    let text = "<table><tr><th>Doc</th><th>ISO 9001</th></tr>\n\
                <tr><td>See <a href=\"b.md\">QP-1</a></td><td>8.1, <del>8.2</del></td></tr></table>\n";
    let found = parsed(CLAIMS, text).found;
    let [row] = &*found.rows else {
        panic!("{found:?}")
    };
    let (clauses, document) = (&row.cells[0].1, &row.cells[1].1);
    assert_eq!(clauses.unstruck_text(), "8.1,");
    assert_eq!(document.text(), "See QP-1");
    assert_eq!(document.link(&(4..8)), Some(ReferenceIx::new(0)));
    assert_eq!(document.link(&(0..8)), None);
    let text = format!("<s>\n\n{text}\n</s>\n");
    let found = parsed(CLAIMS, &text).found;
    assert!(found.rows[0].struck.is_some());
}

#[test]
fn a_mistake_in_a_table_of_html_is_told_at_its_place() {
    let told = |text: &str| {
        let parsed = parsed(CLAIMS, text);
        let one = |one: &crate::diagnostics::Diagnostic| {
            let span = one.location.span;
            format!("{} {}:{}", one.rule.name, span.line, span.column)
        };
        let told: Vec<String> = parsed.diagnostics.iter().map(one).collect();
        let whole = parsed.found.rows.iter().filter(|row| row.is_whole);
        (told, whole.count(), parsed.found.mistaken.len())
    };
    let head = "<table><tr><th>Doc</th><th>ISO 9001</th></tr>\n";
    let surplus = format!("{head}<tr><td>QP-1</td><td>8.1</td><td>8.2</td></tr></table>\n");
    assert_eq!(told(&surplus), (vec!["surplus-cell 2:34".to_owned()], 0, 0));
    let blank = format!("{head}<tr><td>QP-1</td><td>8.1</td><td></td></tr></table>\n");
    assert_eq!(told(&blank), (Vec::new(), 1, 0));
    let short = format!("{head}<tr><td>QP-1</td></tr></table>\n");
    assert_eq!(told(&short), (vec!["invalid-value 2:5".to_owned()], 0, 0));
    let twice = "<table><tr><th>Doc</th><th>ISO 9001</th><th>Doc</th></tr>\n\
                 <tr><td>QP-1</td><td>8.1</td><td>QP-2</td></tr></table>\n";
    assert_eq!(told(twice), (vec!["invalid-value 1:45".to_owned()], 0, 1));
}

#[test]
fn what_a_table_of_html_claims_is_no_text_of_the_page() {
    let says = |entries: &str, text: &str| parsed(entries, text).body.says;
    let claims = "<table><tr><th>Doc</th><th>ISO 9001</th></tr>\n\
                  <tr><td>QP-1</td><td>8.1</td></tr></table>\n";
    assert_eq!(says(CLAIMS, claims), [Says::Nothing]);
    assert_eq!(says("", claims), [Says::Words]);
    let names = "[[metadata]]\nnames = { Owner = \"owner\" }\n";
    let block = "<table><tr><td>Owner</td><td>Buyer</td></tr></table>\n";
    assert_eq!(says(names, block), [Says::Nothing]);
    let text = format!("{block}\nBuyers buy.\n");
    assert_eq!(says(names, &text), [Says::Words]);
}

#[test]
fn a_table_that_asks_for_millions_of_cells_comes_to_an_end() {
    let rows = "<tr><td rowspan=60000 colspan=1000>x</td></tr>\n".repeat(2_000);
    let text = format!("<table><tr><th>Doc</th><th>ISO 9001</th></tr>\n{rows}</table>\n");
    assert!(!parsed(CLAIMS, &text).found.rows.is_empty());
    let open = "<table><tr><td>".repeat(20_000);
    let _ = parsed(CLAIMS, &open);
}

#[test]
fn a_block_of_html_is_read_where_a_document_speaks_of_itself() {
    let block = "<table><tr><td>Owner</td><td>Buyer</td></tr></table>";
    let is_read = |text: &str| {
        let found = parsed(
            "[[metadata]]\nnames = { Owner = \"owner\" }\n",
            &text.replace("BLOCK", block),
        )
        .found;
        let read: Vec<bool> = found.blocks.iter().map(|block| block.is_read).collect();
        let [is_read] = read.as_slice() else {
            panic!("{text}: {read:?}")
        };
        *is_read
    };
    for text in [
        "# T\n\nBLOCK\n",
        "<h1 align=center>T</h1>\n\nBLOCK\n\nText.\n",
        "# T\n\nText.\n\nBLOCK\n\n## Scope\n",
        "# T\n\nText.\n\n## Document control\n\nBLOCK\n",
        "# T\n\nText.\n\n<h2>Document <b>control</b></h2>\nBLOCK\n\n## Scope\n",
        "# T\n\n## Document control\n\nText.\n\n<h3>State</h3>\nBLOCK\n",
        "# T\n\nText.\n\n## Scope\n\nText.\n\n---\n\nBLOCK\n",
        "# T\n\nText.\n\n## Scope\n\nText.\n\n<hr>\n\nBLOCK\n",
        "# T\n\n<blockquote>BLOCK</blockquote>\n",
        "# T\n\n> BLOCK\n",
        "# T\n\n<table><tr><td>The works, Hall 2</td><td>BLOCK</td></tr></table>\n\nText.\n",
        "# T\n\n<table><tr><td>The works:</td></tr></table>\n\n**Owner:** Buyer\n\nText.\n",
        "# T\n\n<table><tr><td>\n\nThe works:\n\n</td></tr></table>\n\n**Owner:** Buyer\n",
    ] {
        assert!(is_read(text), "{text}");
    }
    for text in [
        "# T\n\nText.\n\nBLOCK\n",
        "# T\n\n<p>Text.</p>\nBLOCK\n",
        "# T\n\n<p>Text.</p>\n\n**Owner:** Buyer\n",
        "# T\n\nThis is an example:\n\nBLOCK\n\n## Scope\n",
        "# T\n\n<p>This is an example:</p>\nBLOCK\n\n## Scope\n",
        "# T\n\n<h2>Open points</h2>\nBLOCK\n\n## Scope\n",
        "# T\n\n<h2>Open points</h2>\n\n**Owner:** Buyer\n\n## Scope\n",
        "<h1>T</h1>\n\n## Open points\n\nBLOCK\n",
        "# T\n\n## Document control\n\n<h2>Open points</h2>\nBLOCK\n",
        "# T\n\n## Document control\n\n<h3>Example</h3>\nBLOCK\n",
        "# T\n\n## Document control\n\n<p>Text.</p>\nBLOCK\n",
        "# T\n\n## Scope\n\nBLOCK\n",
        "# T\n\n> BLOCK\n>\n> Text.\n",
        "# T\n\n<blockquote>BLOCK\n<p>Text.</p></blockquote>\n",
        "# T\n\nText.[^1]\n\n[^1]: x\n\n    BLOCK\n",
        "# T\n\nText.\n\n---\n\nBLOCK\n\n<p>Text.</p>\n",
        "# T\n\n<table><tr><td>A form:<br>BLOCK</td></tr></table>\n\nText.\n",
        "# T\n\n<table><tr><td>\n\nA form:\n\n**Owner:** Buyer\n\n</td></tr></table>\n",
    ] {
        assert!(!is_read(text), "{text}");
    }
}

#[test]
fn a_table_of_revisions_may_be_one_of_html() {
    let text = "<table>\n<tr><th colspan=2>Revisions</th></tr>\n<tr><th>Version</th><th>Date</th></tr>\n\
                <tr><td>1</td><td>x</td></tr>\n<tr><th>Version</th><th>Date</th></tr>\n\
                <tr><td>2</td><td>y</td></tr>\n</table>\n";
    assert_eq!(history(text), ["1 x 1", "2 y 2"]);
}

#[test]
fn a_row_with_an_empty_box_counts_nowhere() {
    let head = "<table>\n<tr><th>Doc</th><th>ISO 9001</th><th>Done</th></tr>\n";
    for done in [
        "☐",
        "[ ]",
        "&#9744;",
        "<input type=\"checkbox\">",
        "<b>☐</b>",
        "\n\n- [ ]\n\n",
    ] {
        let text = format!("{head}<tr><td>QP-1</td><td>8.4</td><td>{done}</td></tr>\n</table>\n");
        let found = parsed(CLAIMS, &text).found;
        assert!(found.rows[0].struck.is_some(), "{text}");
        let row = "<tr><td>QP-1</td><td>8.5</td><td></td></tr>";
        let text =
            format!("{head}<tr><td>QP-1</td><td>8.4</td><td>{done}</td></tr>{row}</table>\n");
        let found = parsed(CLAIMS, &text).found;
        assert_eq!(found.rows[1].struck, None, "{text}");
    }
    for cells in [
        "<td>QP-1</td><td><input type=\"checkbox\"> 8.4</td><td></td>",
        "<td>☐ QP-1</td><td>8.4</td><td></td>",
    ] {
        let text = format!("{head}<tr>{cells}</tr></table>\n");
        assert!(
            parsed(CLAIMS, &text).found.rows[0].struck.is_some(),
            "{text}"
        );
    }
    for done in ["☑", "[x]", "<input type=\"checkbox\" checked>", "no ☐"] {
        let text = format!("{head}<tr><td>QP-1</td><td>8.4</td><td>{done}</td></tr>\n</table>\n");
        assert_eq!(parsed(CLAIMS, &text).found.rows[0].struck, None, "{text}");
    }
    let inline = "Text <table><tr><th>Doc</th><th>ISO 9001</th></tr><tr><td>QP-1</td><td>☐ 8.4</td></tr></table>\n";
    assert!(parsed(CLAIMS, inline).found.rows[0].struck.is_some());
    let pattern = "[[claims]]\npattern = '\\[9001:(?<clause>[^\\]]+)\\]'\n";
    for text in [
        "<table>\n<tr><td>☐</td><td>[9001:8.4]</td></tr>\n</table>\n",
        "<table>\n<tr><td>[9001:8.4]</td><td>☐</td></tr>\n</table>\n",
        "<ul>\n<li>☐ [9001:8.4]</li>\n</ul>\n",
        "<p>☐ [9001:8.4]</p>\n",
    ] {
        assert!(
            parsed(pattern, text).found.rows[0].struck.is_some(),
            "{text}"
        );
    }
    let names = "[[metadata]]\nnames = { Owner = \"owner\" }\n";
    let text = "<table><tr><td>Owner</td><td>☐ Buyer</td></tr></table>\n";
    assert!(parsed(names, text).found.blocks[0].counts_nowhere());
}
