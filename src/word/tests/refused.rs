//! Tests of files that are refused.

use super::super::{Refusal, read};
use super::docx::{Docx, plain, zipped};
use crate::conventions::Labels;

fn refusal(parts: &[(&str, &[u8])]) -> Refusal {
    let parts: Vec<(String, Vec<u8>)> = parts
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
        .collect();
    read("file.docx", "file", &zipped(&parts), &Labels::default()).unwrap_err()
}

const MAIN: &[u8] = b"<R><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"d.xml\"/></R>";

#[test]
fn a_file_that_is_cut_off_is_damaged_wherever_it_is_cut() {
    let bytes = Docx::new(&plain("Text")).bytes();
    for length in 1..bytes.len() {
        let cut = read("file.docx", "file", &bytes[..length], &Labels::default());
        assert!(cut.is_err(), "{length}");
    }
    let cut = read(
        "file.docx",
        "file",
        &bytes[..bytes.len() / 2],
        &Labels::default(),
    );
    assert!(matches!(cut, Err(Refusal::Damaged(_))));
}

#[test]
fn a_package_without_a_document_is_told_apart() {
    assert!(matches!(
        refusal(&[("x.txt", b"x")]),
        Refusal::OtherFormat("a zip archive", _)
    ));
    let missing = refusal(&[("_rels/.rels", MAIN)]);
    assert!(matches!(missing, Refusal::NoDocument(_)));
    let sheet = refusal(&[("_rels/.rels", MAIN), ("d.xml", b"<workbook/>")]);
    assert!(sheet.to_string().contains("spreadsheet"));
    let odt = refusal(&[("mimetype", b"x"), ("content.xml", b"<x/>")]);
    assert!(odt.to_string().contains("OpenDocument"));
}

#[test]
fn what_attacks_a_reader_is_refused() {
    let out = refusal(&[("_rels/.rels", MAIN), ("../d.xml", b"<x/>")]);
    assert!(matches!(out, Refusal::Path(_)));
    let entities = b"<!DOCTYPE a [<!ENTITY b \"c\">]><a/>";
    let entities = refusal(&[("_rels/.rels", MAIN), ("d.xml", entities)]);
    assert!(matches!(entities, Refusal::DocumentType(_)));
    let deep = "<a>".repeat(300) + &"</a>".repeat(300);
    let deep = refusal(&[("_rels/.rels", MAIN), ("d.xml", deep.as_bytes())]);
    assert!(matches!(deep, Refusal::Limit { .. }));
}

#[test]
fn a_part_that_unpacks_to_more_than_the_limit_is_refused() {
    let mut big = b"<a>".to_vec();
    big.resize(33 << 20, b' ');
    let big = refusal(&[("_rels/.rels", MAIN), ("d.xml", &big)]);
    assert!(matches!(big, Refusal::Limit { .. }));
}

#[test]
fn every_refusal_says_what_to_do() {
    let damaged = Refusal::Damaged("x".to_owned());
    for refusal in [Refusal::Empty, Refusal::Password, Refusal::OldWord, damaged] {
        let text = refusal.to_string();
        assert!(
            text.contains("copy it again") || text.contains("save"),
            "{text}"
        );
    }
}
