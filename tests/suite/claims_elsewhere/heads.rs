//! Tables of claims in HTML, and tables with a head twice.

use super::{TABLE, claims, manual};
use crate::manual_test::{one, told};

#[test]
fn a_table_of_html_makes_claims_like_one_of_markdown() {
    let html = "# Matrix\n\n<table>\n<thead><tr><th>Clause</th><th>Document</th></tr></thead>\n\
        <tr><td>8.4.1<br>8.4.2</td><td rowspan=\"2\"><a href=\"qp/one.md#scope\">Buying</a></td></tr>\n\
        <tr><td>8.4.3</td></tr>\n<tr><td><del>8.5.1</del></td><td>QP-2</td></tr>\n\
        <tr><td>8.6</td><td>QP-9</td></tr>\n</table>\n";
    let test = manual(TABLE, &[("matrix.md", html)]);
    assert_eq!(
        told(&test),
        [
            one(
                "struck-claim",
                "matrix.md",
                7,
                14,
                "the claim on ISO 9001:2015 8.5.1 stands in text that is struck out: it counts nowhere"
            ),
            one(
                "broken-reference",
                "matrix.md",
                8,
                21,
                "there is no document or record `QP-9`"
            ),
        ]
    );
    for (clause, expected) in [
        ("8.4.1", &["QP-1 scope full covered matrix.md:5"][..]),
        ("8.4.2", &["QP-1 scope full covered matrix.md:5"]),
        ("8.4.3", &["QP-1 scope full covered matrix.md:6"]),
        ("8.5.1", &["QP-2 - full none matrix.md:7"]),
        ("8.6", &[]),
    ] {
        assert_eq!(claims(&test, clause), expected, "{clause}");
    }
}

#[test]
fn a_table_with_a_head_twice_is_one_mistake() {
    let twice = "two columns of this table are headed `Document`, so that no claim in it is read";
    let text = "| Clause | Document | Document |\n|---|---|---|\n| 8.4.1 | QP-1 | QP-2 |\n";
    let html = "<table><tr><th>Clause</th><th>Document</th><th>Document</th></tr>\n\
                <tr><td>8.4.1</td><td>QP-1</td><td>QP-2</td></tr></table>\n";
    for (text, column) in [(text, 23), (html, 48)] {
        let test = manual(TABLE, &[("matrix.md", text)]);
        let expected = one("invalid-value", "matrix.md", 1, column, twice);
        assert_eq!(told(&test), [expected]);
        assert_eq!(claims(&test, "8.4.1"), [""; 0]);
    }
    // Two entries read the same table.
    let other = TABLE.replace("Clause", "ISO 13485");
    let text = text.replace("Clause |", "Clause | ISO 13485 |");
    let text = text.replacen("|---", "|---|---", 1);
    let test = manual(&format!("{TABLE}{other}"), &[("matrix.md", &text)]);
    assert_eq!(
        told(&test),
        [one("invalid-value", "matrix.md", 1, 35, twice)]
    );

    let own = "[[claims]]\nfile = \"claims.csv\"\n";
    let named = "[[claims]]\nfile = \"claims.csv\"\ncolumns = { clause = \"clause\", document = \"document\" }\n";
    let both = format!(
        "{named}\n[[claims]]\nfile = \"claims.csv\"\ncolumns = {{ clause = \"13485\", document = \"document\" }}\nstandard = \"iso-13485-2016\"\n"
    );
    for (settings, csv, column) in [
        (own, "clause,document,document\n8.4.1,QP-1,QP-2\n", 17),
        (
            own,
            "clause,document,clause,clause\n8.4.1,QP-1,8.5,8.6\n",
            17,
        ),
        (
            named,
            "clause,document,document,document\n8.4.1,QP-1,QP-2,\n",
            17,
        ),
        (
            &both,
            "clause,13485,document,document\n8.4.1,7.4.1,QP-1,QP-2\n",
            23,
        ),
    ] {
        let test = manual(settings, &[("claims.csv", csv)]);
        let told = told(&test);
        let [(rule, file, 1, at, _)] = &*told else {
            panic!("{settings}{csv}{told:?}")
        };
        assert_eq!(
            (&**rule, &**file, *at),
            ("invalid-value", "claims.csv", column)
        );
        assert_eq!(claims(&test, "8.4.1"), [""; 0]);
    }
}
