use crate::diagnostics::{Source, SourcePath, Span};
use crate::manual::PageSettings;
use crate::markdown::tests::at;
use crate::markdown::{ParsedText, parse_body};

fn places(text: &str, from: &str) -> Vec<(u32, u32, String)> {
    let source = Source::new(SourcePath::new("a.md"), text);
    let start = source.text().find(from).unwrap();
    let ParsedText {
        body, diagnostics, ..
    } = parse_body(&source, start, PageSettings::default());
    let mut spans: Vec<Span> = Vec::new();
    spans.extend(body.headings.iter().map(|h| h.span));
    spans.extend(body.references.iter().map(|r| r.span));
    spans.extend(body.claims.iter().map(|c| c.span()));
    spans.extend(body.variables.iter().map(|v| v.span));
    spans.extend(diagnostics.iter().map(|d| d.location.span));
    let places = spans.iter().map(|span| {
        let placed = source.span(span.start as usize..span.end as usize);
        assert_eq!(*span, placed);
        (span.line, span.column, at(source.text(), *span).to_owned())
    });
    places.collect()
}

#[test]
fn spots_count_from_the_start_of_the_file() {
    let text = "\u{feff}---\r\nid: é\r\n---\r\n## Ünder {clause=8.4.1}\r\n\r\n品 [[QP-1]] 品 {{ x }} \
                [[satisfies:8.2]] [a](b.md)\r\n> [[Q\r\n\r\n> x {{ y }} [c](javascript:)\r\n";
    let found = places(text, "## ");
    let found: Vec<_> = found
        .iter()
        .map(|(l, c, text)| (*l, *c, text.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (4, 1, "## Ünder {clause=8.4.1}"),
            (6, 5, "QP-1"),
            (6, 44, "b.md"),
            (4, 18, "8.4.1"),
            (6, 34, "8.2"),
            (6, 17, "x"),
            (9, 8, "y"),
            (9, 13, "[c](javascript:)"),
        ]
    );
}

#[test]
fn spots_in_raw_html_are_those_of_the_address() {
    let text =
        "+++\n+++\n> <div>\n> é <img src='map.svg' alt=x>\n> <a\n>   href=b.md>b</a>\n> </div>\n";
    let found = places(text, "> ");
    assert_eq!(
        found,
        [(4, 15, "map.svg".to_owned()), (6, 10, "b.md".to_owned())]
    );
}
