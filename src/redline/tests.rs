use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

use super::model::{Change, Content, Piece, What};
use super::*;

fn terminal(old: &str, new: &str) -> String {
    redline(old, new).terminal(false)
}

#[test]
fn changed_words_stand_in_their_sentence() {
    let old = "---\nid: QP-1\nrevision: 1\n---\n## Inspection {#inspection}\n\nWe inspect each lot.\n\nSamples are kept for 30 days.\n";
    let new = "---\nid: QP-1\nrevision: 2\n---\n## Inspection {#inspection}\n\nNobody inspects each lot.\n\nSamples are kept for 30 days.\n";
    assert_data_eq!(
        terminal(old, new),
        str![[r#"
revision: [-1-]{+2+}

## Inspection
  [-We inspect-]{+Nobody inspects+} each lot.
  …

"#]]
    );
    assert!(redline(old, old).is_empty());
}

#[test]
fn line_ends_and_wrapping_are_no_change() {
    let old = "# A\n\nOne two three.\nFour.\n\n* x\n* y\n";
    let new = "# A\r\n\r\nOne two\r\nthree. Four.\r\n\r\n- x\r\n- y\r\n";
    assert!(redline(old, new).is_empty());
}

#[test]
fn what_a_page_does_not_show_is_told_where_it_changes() {
    let old = "## Buying {#buying clause=8.4.1}\n\nSee [the form](old.md), [[FM-1|list]] and **never** ship. <!-- a -->\n\nA [target].\n\n[target]: a.md\n";
    let new = "## Buying {#buying clause=8.4.2}\n\nSee [the form](new.md), [[FM-2|list]] and ~~never~~ ship. <!-- b -->\n\nA [target].\n\n[target]: b.md\n";
    assert_data_eq!(
        terminal(old, new),
        str![[r#"
## Buying[- {#buying clause=8.4.1}-]{+ {#buying clause=8.4.2}+}
  See the form[- (old.md)-]{+ (new.md)+}, list[- (FM-1)-]{+ (FM-2)+} and [-**-]{+~~+}never[-**-]{+~~+} ship. [-<!-- a -->-]{+<!-- b -->+}
  A target[- (a.md)-]{+ (b.md)+}.
  [target]: [-a.md-]{+b.md+}

"#]]
    );
}

#[test]
fn a_section_that_stands_elsewhere_is_told_as_moved() {
    let old = "# M\n\n## A\n\nAlpha text.\n\n## B\n\nBeta text.\n\n### B1\n\nMore of it.\n\n## C\n\nGamma text.\n\n## D\n\nDelta text.\n";
    let new = "# M\n\n## A\n\nAlpha text.\n\n## C\n\nGamma text.\n\n## D\n\nDelta text.\n\n## B\n\nBeta word.\n\n### B1\n\nMore of it.\n";
    assert_data_eq!(
        terminal(old, new),
        str![[r###"
## C
(moved here from behind "B1")
  …

## D
(moved here with the section above)
  …

## B
  Beta [-text-]{+word+}.

"###]]
    );
}

#[test]
fn a_renamed_section_is_the_same_one_and_others_come_and_go() {
    let old = "## Scope\n\nAll products that we make in Leeds and sell.\n\n## Waste\n\nIs burnt.\n";
    let new = "## Field of use\n\nAll products that we make in Leeds and sell.\n\n## Training\n\nNobody is trained.\n";
    assert_data_eq!(
        terminal(old, new),
        str![[r#"
## [-Scope-]{+Field of use+}
  …

## [-Waste-]
(section deleted)
  [-Is burnt.-]

## {+Training+}
(new section)
  {+Nobody is trained.+}

"#]]
    );
}

#[test]
fn tables_are_compared_cell_by_cell() {
    let old = "| Part | Limit | Note |\n|---|---|---|\n| Ring | 5 mm | a |\n| Cage | 7 mm | b |\n| Ball | 9 mm | c |\n";
    let new = "| Part | Limit | Checked by | Note |\n|---|---|---|---|\n| Ring | 6 mm | Ann | a |\n| Ball | 9 mm | Bob | c |\n| Seal | 1 mm | Bob | d |\n";
    assert_data_eq!(
        terminal(old, new),
        str![[r#"
  | Part | Limit | {+Checked by+} | Note |
  | Ring | [-5-]{+6+} mm | {+Ann+} | a |
  | [-Cage-] | [-7 mm-] |  | [-b-] |
  | Ball | 9 mm | {+Bob+} | c |
  | {+Seal+} | {+1 mm+} | {+Bob+} | {+d+} |

"#]]
    );
}

#[test]
fn lists_pictures_and_code_are_compared_item_by_item() {
    let old =
        "- Weigh it.\n- Wash it.\n- [ ] Pack it.\n\n![Flow](a.png)\n\n```\nx = 1\ny = 2\n```\n";
    let new = "- Weigh it twice.\n- [x] Pack it.\n- Ship it.\n\n![Flow](b.png)\n\n```\nx = 1\ny = 3\n```\n";
    assert_data_eq!(
        terminal(old, new),
        str![[r#"
  - Weigh it{+ twice+}.
  - [-Wash it.-]
  - [-[ ]-]{+[x]+} Pack it.
  - {+Ship it.+}
  [-[picture: Flow (a.png)]-]{+[picture: Flow (b.png)]+}
  x = 1
  y = [-2-]{+3+}

"#]]
    );
}

#[test]
fn nothing_acts_on_the_terminal() {
    let shown = redline("a \u{1b}[31m b\n", "a \u{1b}[32m b \u{202e} c\n").terminal(false);
    assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
}

/// The words of a redline, without the pieces of one change.
fn without(redline: &Redline, left_out: Change) -> Vec<String> {
    let mut texts = Vec::new();
    let mut take = |pieces: &[Piece]| {
        texts.push("\n".to_owned());
        for piece in pieces.iter().filter(|piece| piece.change != left_out) {
            texts.push(match &piece.what {
                What::Text(text) | What::Mark(text) => text.clone(),
                What::Picture {
                    target,
                    alternative,
                } => format!("{target}{alternative}"),
            });
        }
    };
    for block in redline.sections.iter().flat_map(|section| &section.blocks) {
        match &block.content {
            Content::Text(pieces) => take(pieces),
            Content::Table(rows) => rows
                .iter()
                .flat_map(|row| &row.cells)
                .for_each(|cell| take(&cell.pieces)),
        }
    }
    let mut words: Vec<String> = texts
        .concat()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    words.retain(|word| !word.is_empty());
    words
}

fn text() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "# One",
        "## Two",
        "## Three {#three}",
        "Some words stand here.",
        "Other words stand there.",
        "- item one",
        "  - item two",
        "1. first",
        "| a | b |",
        "|---|---|",
        "| c d | e |",
        "| c x | e |",
        "```",
        "> quoted",
        "",
        "",
        "**bold** and [link](a.md)",
        "![alt](b.png)",
        "<div>",
        "</div>",
        "[x]: y.md",
        "[^1]: note",
        "~~gone~~",
        "---",
        "[[QP-1|text]] [[QP-2]]",
    ]);
    prop::collection::vec(line, 0..24).prop_map(|lines| lines.join("\n"))
}

proptest! {
    /// Without its removed pieces, a redline has the words of the new text; without its added
    /// pieces, those of the old text. The order of the sections may differ.
    #[test]
    fn every_word_of_both_texts_stands_in_the_redline(old in text(), new in text()) {
        let compared = redline(&old, &new);
        let mut now = without(&compared, Change::Removed);
        let mut same = without(&redline(&new, &new), Change::Added);
        now.sort();
        same.sort();
        prop_assert_eq!(now, same);
        let mut before = without(&compared, Change::Added);
        let mut same = without(&redline(&old, &old), Change::Added);
        before.sort();
        same.sort();
        prop_assert_eq!(before, same);
        prop_assert!(redline(&new, &new).is_empty());
    }
}
