//! Tests of the converted text.

use super::docx::{Docx, cell, field, item, paragraph, plain, run, styled, table, text_box, texts};

#[test]
fn headings_keep_their_numbers_and_have_ids_without_them() {
    let body = [
        styled("N1", "Scope"),
        styled("N2", "Sites"),
        styled("N2", "Sites"),
        styled("H1", "2.1 Typed"),
    ];
    assert_eq!(
        Docx::new(&body.concat()).text(),
        "## 1 Scope {#scope}\n\n### 1.1 Sites {#sites}\n\n### 1.2 Sites {#sites-2}\n\n\
         ## 2.1 Typed {#typed}"
    );
}

#[test]
fn lists_stay_nested_and_letters_stay_letters() {
    let body = [
        item(1, 0, "one"),
        item(1, 1, "sub"),
        item(1, 2, "deep"),
        item(1, 0, "two"),
        plain("between"),
        item(1, 0, "three"),
        item(2, 0, "bullet"),
    ];
    assert_eq!(
        Docx::new(&body.concat()).text(),
        "1. one\n   - a) sub\n     1. deep\n2. two\n\nbetween\n\n3. three\n\n- bullet"
    );
}

#[test]
fn a_table_is_of_pipes_until_something_is_merged() {
    let body = texts(&[["A", "B"], ["a|b", ""]]);
    assert_eq!(
        Docx::new(&body).text(),
        "|  |  |\n|---|---|\n| A | B |\n| a\\|b |  |"
    );
    let wide = cell("<w:gridSpan w:val=\"2\"/>", &plain("[[x]] {{y}}"));
    let rows = [
        vec![
            cell("<w:vMerge w:val=\"restart\"/>", &plain("A")),
            cell("", &plain("B")),
        ],
        vec![cell("<w:vMerge/>", &plain("")), cell("", &plain("C"))],
        vec![wide],
    ];
    assert_eq!(
        Docx::new(&table(&rows)).text(),
        "<table>\n<tr><td rowspan=\"2\">A</td><td>B</td></tr>\n<tr><td>C</td></tr>\n\
         <tr><td colspan=\"2\">&#91;&#91;x]] &#123;&#123;y}}</td></tr>\n</table>"
    );
}

#[test]
fn a_span_that_all_rows_share_merges_nothing() {
    let wide = |text: &str| cell("<w:gridSpan w:val=\"3\"/>", &plain(text));
    let rows = [
        vec![wide("A"), cell("", &plain("B"))],
        vec![wide("C"), cell("", &plain("D"))],
    ];
    assert_eq!(
        Docx::new(&table(&rows)).text(),
        "|  |  |\n|---|---|\n| A | B |\n| C | D |"
    );
}

#[test]
fn a_row_is_a_head_only_where_it_is_marked() {
    let shaded = |text: &str, colour: &str| {
        cell(
            &format!("<w:shd w:val=\"clear\" w:fill=\"{colour}\"/>"),
            &plain(text),
        )
    };
    let bold = |text: &str| cell("", &paragraph("", &run(text, "<w:b/>")));
    let row = |cells: [String; 2]| cells.to_vec();
    let data = || row([cell("", &plain("c")), cell("", &plain("d"))]);
    let head = "| a | b |\n|---|---|\n| c | d |";
    let none = "|  |  |\n|---|---|\n| a | b |\n| c | d |";
    let style = "<w:style w:type=\"table\" w:styleId=\"Base\"><w:name w:val=\"Base\"/>\
        <w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>\
        <w:style w:type=\"table\" w:styleId=\"Grid\"><w:name w:val=\"Grid\"/></w:style>\
        <w:style w:type=\"table\" w:styleId=\"Firm\"><w:name w:val=\"Firm\"/><w:basedOn w:val=\"Base\"/></w:style>";
    let of_style = |style: &str, look: &str| {
        let properties =
            format!("<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblLook {look}/></w:tblPr>");
        texts(&[["a", "b"], ["c", "d"]]).replace("<w:tbl>", &properties)
    };
    let repeated = texts(&[["a", "b"], ["c", "d"]]).replacen(
        "<w:tr>",
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>",
        1,
    );
    for (name, body, expected) in [
        ("plain", texts(&[["a", "b"], ["c", "d"]]), none),
        ("repeated", repeated, head),
        ("bold", table(&[row([bold("a"), bold("b")]), data()]), head),
        (
            "one bold label",
            table(&[row([bold("a"), cell("", &plain("b"))]), data()]),
            "|  |  |\n|---|---|\n| **a** | b |\n| c | d |",
        ),
        (
            "all bold",
            table(&[row([bold("a"), bold("b")]), row([bold("c"), bold("d")])]),
            "|  |  |\n|---|---|\n| **a** | **b** |\n| **c** | **d** |",
        ),
        (
            "shaded",
            table(&[row([shaded("a", "1D396B"), shaded("b", "1D396B")]), data()]),
            head,
        ),
        (
            "shaded in white",
            table(&[row([shaded("a", "FFFFFF"), shaded("b", "auto")]), data()]),
            none,
        ),
        (
            "all shaded",
            table(&[
                row([shaded("a", "EEEEEE"), shaded("b", "EEEEEE")]),
                row([shaded("c", "EEEEEE"), shaded("d", "EEEEEE")]),
            ]),
            none,
        ),
        (
            "one row",
            table(&[row([bold("a"), bold("b")])]),
            "|  |  |\n|---|---|\n| **a** | **b** |",
        ),
        ("style", of_style("Firm", "w:firstRow=\"1\""), head),
        (
            "style of an old file",
            of_style("Firm", "w:val=\"04A0\""),
            head,
        ),
        (
            "style without its head",
            of_style("Firm", "w:firstRow=\"0\" w:val=\"04A0\""),
            none,
        ),
        (
            "style without marks",
            of_style("Grid", "w:firstRow=\"1\""),
            none,
        ),
    ] {
        let docx = Docx::default().part("styles", "styles", style);
        assert_eq!(docx.with_body(&body).text(), expected, "{name}");
    }
}

#[test]
fn a_table_of_one_cell_is_a_quotation_and_a_column_of_code_is_code() {
    let body = texts(&[["Note well"]]);
    assert_eq!(Docx::new(&body).text(), "> Note well");
    let code = |text: &str| {
        let fonts = "<w:rFonts w:ascii=\"Courier New\"/>";
        cell("", &paragraph("", &run(text, fonts)))
    };
    let rows = [vec![cell("", &plain("Query"))], vec![code("  a | b")]];
    assert_eq!(
        Docx::new(&table(&rows)).text(),
        "Query\n\n```\n  a | b\n```"
    );
}

#[test]
fn references_lead_to_headings_and_old_numbers_are_told() {
    let bookmark = "<w:bookmarkStart w:id=\"1\" w:name=\"_Ref1\"/>";
    let style = "<w:pStyle w:val=\"N1\"/>";
    let reference = field(" REF _Ref1 \\r \\h ", &run("4", ""));
    let simple = format!(
        "<w:fldSimple w:instr=\" REF _Ref1 \\h \">{}</w:fldSimple>",
        run("Scope", "")
    );
    let body = [
        paragraph(style, &(bookmark.to_owned() + &run("Scope", ""))),
        paragraph("", &(reference + &run(" or ", "") + &simple)),
    ];
    let docx = Docx::new(&body.concat());
    assert_eq!(
        docx.text(),
        "## 1 Scope {#scope}\n\n[4](#scope) or [Scope](#scope)"
    );
    let told = "seems out of date: the reference \"4\" leads to the heading that is numbered 1";
    assert!(docx.report().contains(told));
}

#[test]
fn links_go_where_a_browser_can_follow() {
    let link = |id: &str, text: &str| {
        format!("<w:hyperlink r:id=\"{id}\">{}</w:hyperlink>", run(text, ""))
    };
    let body = paragraph("", &(link("a", "web") + &run(" ", "") + &link("b", "disk")));
    let docx = Docx::new(&body)
        .link("a", "https://example.com/(x)")
        .link("b", "file:///C:/plan.docx");
    assert_eq!(docx.text(), "[web](https://example.com/%28x%29) disk");
    assert!(
        docx.report()
            .contains("a link to \"file:///C:/plan.docx\" became plain text")
    );
}

#[test]
fn a_text_box_follows_what_it_hangs_on_and_stands_there_once() {
    let style = "<w:pStyle w:val=\"H1\"/>";
    let heading = paragraph(style, &(text_box(&plain("Boxed")) + &run("Scope", "")));
    let docx = Docx::new(&(heading + &plain("Text")));
    assert_eq!(docx.text(), "## Scope {#scope}\n\n> Boxed\n\nText");
    assert!(
        docx.report()
            .contains("changed: 1 text box became a quotation (below \"Scope\")")
    );
}

#[test]
fn contents_go_and_their_heading_with_them() {
    let contents = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>\
         </w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        plain("Scope 2")
    );
    let body = [
        styled("H1", "Contents"),
        contents,
        styled("TOC1", "More 3"),
        plain("Text"),
    ];
    let docx = Docx::new(&body.concat());
    assert_eq!(docx.text(), "Text");
    let told = "left out: table of contents (the site makes its own)";
    assert_eq!(docx.report().matches(told).count(), 1);
    assert!(!docx.read("x.docx").unwrap().report.has_losses());
}

#[test]
fn contents_of_a_field_end_with_the_field() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let begin = format!(
        "{}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{}",
        mark("begin"),
        mark("separate")
    );
    let body = [
        paragraph("", &(begin + &run("Scope 2", ""))),
        paragraph("", &(run("Sites 3", "") + &mark("end") + &run("after", ""))),
        plain("Text"),
    ];
    assert_eq!(Docx::new(&body.concat()).text(), "after\n\nText");
}

#[test]
fn changes_are_taken_as_accepted_and_all_told() {
    let author = "w:author=\"QM\" w:date=\"2026-01-02T00:00:00Z\"";
    let gone = "<w:r><w:delText>old </w:delText></w:r>";
    let inner = format!(
        "{}<w:ins {author}>{}</w:ins><w:del {author}>{gone}</w:del>",
        run("Keep ", ""),
        run("new", "")
    );
    let joined = "<w:rPr><w:del w:author=\"QM\"/></w:rPr>";
    let body = [
        paragraph("", &inner),
        paragraph(joined, &run("first ", "")),
        plain("second"),
        paragraph("", &(run("seen", "") + &run("unseen", "<w:vanish/>"))),
    ];
    let docx = Docx::new(&body.concat());
    assert_eq!(docx.text(), "Keep new\n\nfirst second\n\nseen");
    let report = docx.report();
    assert!(report.contains("1 insertion nobody has accepted yet: \"new\" (QM, 2026-01-02)"));
    assert!(report.contains("1 deletion nobody has accepted yet: \"old \" (QM, 2026-01-02)"));
    assert!(report.contains("hidden text \"unseen\""));
    assert!(docx.read("x.docx").unwrap().report.has_losses());
}

#[test]
fn notes_and_comments_come_along() {
    let notes = format!(
        "<w:footnote w:id=\"7\">{}{}</w:footnote>",
        plain("First"),
        plain("Second")
    );
    let comment = format!(
        "<w:comment w:id=\"0\" w:author=\"QM\">{}</w:comment>",
        plain("Why?")
    );
    let reference = "<w:r><w:footnoteReference w:id=\"7\"/></w:r>";
    let commented = format!(
        "<w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/>",
        run("word", "")
    );
    let body = paragraph("", &(commented + reference));
    let docx = Docx::new(&body)
        .part("footnotes", "footnotes", &notes)
        .part("comments", "comments", &comment);
    assert_eq!(docx.text(), "word[^1]\n\n[^1]: First\n\n    Second");
    assert!(
        docx.report()
            .contains("left out: 1 comment: QM: \"Why?\" at \"word\"")
    );
}

#[test]
fn pictures_keep_their_names_and_those_that_no_browser_draws_are_told() {
    let picture = |id: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" descr=\"A [flow]\"/>\
             <a:blip r:embed=\"{id}\"/></wp:inline></w:drawing></w:r>"
        )
    };
    let body = paragraph("", &picture("p1")) + &paragraph("", &picture("p2"));
    let docx = Docx::new(&body)
        .picture("p1", "image1.png", b"png")
        .picture("p2", "image2.emf", b"emf");
    assert_eq!(
        docx.text(),
        "![A \\[flow\\]](images/file/image1.png)\n\n> Picture not shown: \
         [image2.emf](images/file/image2.emf) has a format of Windows that browsers cannot draw. \
         It shows: A \\[flow\\]"
    );
    let pictures = docx.read("file.docx").unwrap().pictures;
    let paths: Vec<&str> = pictures
        .iter()
        .map(|picture| picture.path.as_str())
        .collect();
    assert_eq!(paths, ["images/file/image1.png", "images/file/image2.emf"]);
    assert_eq!(pictures[1].bytes, b"emf");
}

#[test]
fn a_formula_is_written_in_plain_letters() {
    let formula = "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t>\
                   </m:r></m:den></m:f></m:oMath>";
    let docx = Docx::new(&paragraph("", formula));
    assert_eq!(docx.text(), "`(a)/(b)`");
    assert!(docx.report().contains("1 formula became plain letters"));
}

#[test]
fn bold_lines_are_headings_and_capitals_with_a_colon_are_told() {
    let bold = |text: &str| paragraph("", &run(text, "<w:b/>"));
    let body = [
        bold("Control of gauges"),
        bold("1 Scope"),
        plain("PURPOSE:"),
        bold("This is a warning."),
    ];
    let docx = Docx::new(&body.concat());
    assert_eq!(
        docx.text(),
        "## 1 Scope {#scope}\n\nPURPOSE:\n\n**This is a warning.**"
    );
    assert!(
        docx.report()
            .contains("doubtful: \"PURPOSE:\" may be a heading")
    );
    assert_eq!(docx.fields("x.docx")[1], "title: Control of gauges");
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    let body = [
        styled("N1", "Scope"),
        item(1, 0, "one"),
        texts(&[["A", "B"], ["a", "b"]]),
    ];
    let docx = Docx::new(&body.concat()).custom("Document No", "QP-07");
    let first = docx.read("file.docx").unwrap();
    let second = docx.read("file.docx").unwrap();
    assert_eq!(first, second);
}

#[test]
fn an_empty_table_stays_to_be_filled_in() {
    let body = texts(&[["", ""], ["", ""]]);
    assert_eq!(Docx::new(&body).text(), "|  |  |\n|---|---|\n|  |  |");
    assert_eq!(Docx::new(&texts(&[[""]])).text(), "");
}

#[test]
fn what_cannot_come_along_is_told_with_its_heading() {
    let sign = "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F001\"/></w:r>";
    let picture = "<w:r><w:drawing><a:blip r:embed=\"none\"/></w:drawing></w:r>";
    let body = [
        styled("H1", "Annex"),
        "<w:altChunk r:id=\"none\"/>".to_owned(),
        paragraph("", &(run("Sign ", "") + sign + picture)),
    ];
    let docx = Docx::new(&body.concat());
    assert_eq!(docx.text(), "## Annex {#annex}\n\nSign \u{FFFD}");
    let report = docx.report();
    assert!(
        report.contains(
            "left out: an embedded piece of another file; a picture that the file does not hold \
             (below \"Annex\")"
        ),
        "{report}"
    );
    assert!(report.contains("doubtful: the sign F001 of the font \"Wingdings\" is not known"));
}
