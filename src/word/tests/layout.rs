//! Tests of the converted text: lines, paragraphs and lists in forms that other programs write.

use super::docx::{Docx, field, item, paragraph, plain, run, styled};

const CODE: &str = "<w:rFonts w:ascii=\"Courier New\"/>";

#[test]
fn code_keeps_its_empty_lines() {
    let line = |text: &str| paragraph(&format!("<w:rPr>{CODE}</w:rPr>"), &run(text, CODE));
    let body = [
        line("def a():"),
        line(""),
        line("    return 1"),
        line(""),
        plain("Text"),
    ];
    assert_eq!(
        Docx::new(&body.concat()).text(),
        "```\ndef a():\n\n    return 1\n```\n\nText"
    );
    let one = [line("ls"), line(""), plain("Text")];
    assert_eq!(Docx::new(&one.concat()).text(), "`ls`\n\nText");
}

#[test]
fn a_large_first_letter_belongs_to_its_word() {
    let frame = "<w:framePr w:dropCap=\"drop\" w:lines=\"3\"/>";
    let body = paragraph(frame, &run("D", "")) + &plain("rop cap.");
    assert_eq!(Docx::new(&body).text(), "Drop cap.");
}

#[test]
fn marks_end_before_a_line_break() {
    let bold = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t><w:br/></w:r>");
    let body = paragraph("", &(bold("Note:") + &run("text", "")));
    assert_eq!(Docx::new(&body).text(), "**Note:**\\\ntext");
    let body = plain("Text") + &paragraph("", &bold("Scope")) + &plain("Text");
    assert_eq!(Docx::new(&body).text(), "Text\n\n## Scope {#scope}\n\nText");
}

#[test]
fn a_paragraph_continues_the_item_that_is_indented_like_it() {
    let bullet = paragraph(
        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr><w:ind w:left=\"1440\"/>",
        &run("inner", ""),
    );
    let outer = paragraph(
        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:ind w:left=\"720\"/>",
        &run("outer", ""),
    );
    let after = paragraph("<w:ind w:left=\"720\"/>", &run("more of the outer", ""));
    let deep = paragraph("<w:ind w:left=\"1440\"/>", &run("more of the inner", ""));
    let body = [outer.clone(), bullet.clone(), after];
    assert_eq!(
        Docx::new(&body.concat()).text(),
        "1. outer\n   - inner\n\n   more of the outer"
    );
    let body = [outer, bullet, deep];
    assert_eq!(
        Docx::new(&body.concat()).text(),
        "1. outer\n   - inner\n\n     more of the inner"
    );
}

#[test]
fn a_field_without_an_end_hides_nothing() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let begin = mark("begin") + "<w:r><w:instrText>TOC \\o</w:instrText></w:r>" + &mark("separate");
    let body = [
        paragraph("", &(begin + &run("one", ""))),
        plain("two"),
        paragraph("", &field("PAGE", &run("3", ""))),
    ];
    assert_eq!(Docx::new(&body.concat()).text(), "one\n\ntwo\n\n3");
}

#[test]
fn text_within_an_instruction_is_told() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = "<w:r><w:instrText>SEQ Table</w:instrText></w:r>";
    let inner = mark("begin") + instruction + &run("unshown", "") + &mark("end") + &run("seen", "");
    let docx = Docx::new(&paragraph("", &inner));
    assert_eq!(docx.text(), "seen");
    assert!(docx.report().contains("hidden text \"unshown\""));
}

#[test]
fn of_the_words_with_a_comment_the_beginning_is_told() {
    let long = "word ".repeat(100);
    let inner = format!(
        "<w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/>",
        run(&long, "")
    );
    let comment = format!("<w:comment w:id=\"0\">{}</w:comment>", plain("Why?"));
    let docx = Docx::new(&paragraph("", &inner)).part("comments", "comments", &comment);
    let report = docx.report();
    let told = report.lines().find(|line| line.contains("Why?")).unwrap();
    assert!(told.len() < 300 && told.ends_with("…\""), "{told}");
}

#[test]
fn a_note_that_the_file_does_not_hold_is_told() {
    let reference = "<w:r><w:footnoteReference w:id=\"7\"/></w:r>";
    let docx = Docx::new(&paragraph("", &(run("word", "") + reference)));
    assert!(docx.text().starts_with("word[^1]\n\n[^1]:"));
    assert!(
        docx.report()
            .contains("left out: the note 1, which the file does not hold")
    );
}

#[test]
fn a_note_that_nothing_refers_to_is_told() {
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"0\">{}</w:footnote><w:footnote w:id=\"7\">{}\
         </w:footnote>",
        plain("line"),
        plain("Old words")
    );
    let docx = Docx::new(&plain("Text")).part("footnotes", "footnotes", &notes);
    assert_eq!(docx.text(), "Text");
    let report = docx.report();
    let told = "left out: a note that the text does not refer to: \"Old words\"";
    assert!(
        report.contains(told) && !report.contains("line"),
        "{report}"
    );
}

#[test]
fn pictures_without_a_description_are_one_entry() {
    let picture = |id: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><a:blip r:embed=\"{id}\"/></wp:inline></w:drawing></w:r>"
        )
    };
    let body = paragraph("", &(picture("p1") + &picture("p2")));
    let docx = Docx::new(&body)
        .picture("p1", "a.png", b"1")
        .picture("p2", "con.png", b"2");
    assert_eq!(
        docx.text(),
        "![](images/file/a.png)![](images/file/picture.png)"
    );
    let told = "doubtful: 2 pictures have no description: write one in the brackets of each: \
                a.png, picture.png";
    assert!(docx.report().contains(told), "{}", docx.report());
}

#[test]
fn bold_items_of_a_numbered_list_are_headings() {
    let bold = |level: u32, text: &str| {
        let properties =
            format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"3\"/></w:numPr>");
        paragraph(&properties, &run(text, "<w:b/>"))
    };
    let body = [
        bold(0, "General"),
        bold(1, "Scope"),
        plain("Text"),
        bold(1, "Terms"),
        plain("Text"),
        bold(0, "Review"),
        item(2, 0, "bullet"),
    ];
    assert_eq!(
        Docx::new(&body.concat()).text(),
        "## 1 General {#general}\n\n### 1.1 Scope {#scope}\n\nText\n\n### 1.2 Terms {#terms}\n\n\
         Text\n\n## 2 Review {#review}\n\n- bullet"
    );
}

#[test]
fn bold_lines_beside_headings_are_told() {
    let bold = |text: &str| paragraph("", &run(text, "<w:b/>"));
    let body = [
        styled("H1", "Scope"),
        bold("Sites"),
        plain("Ulm"),
        bold("Products"),
        plain("Bearings"),
    ];
    let docx = Docx::new(&body.concat());
    assert_eq!(
        docx.text(),
        "## Scope {#scope}\n\n**Sites**\n\nUlm\n\n**Products**\n\nBearings"
    );
    let told = "doubtful: 2 lines may be headings: they stayed bold lines: \"Sites\", \
                \"Products\" (below \"Scope\")";
    assert!(docx.report().contains(told), "{}", docx.report());
}
