//! Tests of `docs/`: every key of `manual.toml` and of catalogs is named there, and the examples
//! are read without a mistake.

use std::fs;
use std::path::Path;

use super::{config, kinds, parse_config, parse_standard, standard};
use crate::diagnostics::{Source, SourcePath};
use crate::manual::{ClaimColumn, Origin};

/// Pages whose TOML is not that of `manual.toml`, or is not for readers.
const OTHERS: [&str; 3] = ["design.md", "rules.md", "standards.md"];

fn page(name: &str) -> String {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    fs::read_to_string(docs.join(name)).unwrap()
}

/// The blocks of TOML of a page.
fn examples(page: &str) -> Vec<&str> {
    let blocks = page.split("\n```toml\n").skip(1);
    let ends = blocks.map(|rest| rest.split_once("```\n").unwrap().0);
    ends.collect()
}

/// Whether a page names a key: as code, as a table, or in an example.
fn is_named(page: &str, key: &str) -> bool {
    let forms = [
        format!("`{key}`"),
        format!("[{key}]"),
        format!("[{key}."),
        format!("\n{key} = "),
    ];
    forms.iter().any(|form| page.contains(form))
}

#[track_caller]
fn assert_named<'a>(page: &str, keys: impl IntoIterator<Item = &'a str>) {
    let missing: Vec<&str> = keys
        .into_iter()
        .filter(|key| !is_named(page, key))
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_setting_of_a_manual_is_named() {
    let page = page("manual-toml.md");
    assert_named(&page, config::SETTINGS);
    assert_named(&page, config::EXCLUSION_SETTINGS);
    assert_named(&page, config::menu::SETTINGS);
    assert_named(&page, config::applicability::SETTINGS);
    assert_named(&page, config::APPROVAL_SETTINGS);
    assert_named(&page, config::reading::SETTINGS);
    assert_named(&page, config::theme::SETTINGS);
    assert_named(&page, config::defaults::SETTINGS);
    assert_named(&page, config::metadata::SETTINGS);
    assert_named(&page, config::claims::PLACES);
    assert_named(&page, ClaimColumn::names());
    assert_named(&page, kinds::settings::SETTINGS);
    assert_named(&page, kinds::fields::SETTINGS);
}

#[test]
fn every_key_of_a_catalog_is_named() {
    let page = page("standards.md");
    assert_named(&page, standard::SETTINGS);
    assert_named(&page, standard::clauses::SETTINGS);
    assert_named(&page, standard::crosswalks::SETTINGS);
    assert_named(&page, standard::crosswalks::PAIR_SETTINGS);
    assert_named(&page, standard::edition_state::SETTINGS);
    assert_named(&page, standard::applicability::SETTINGS);
    assert_named(&page, standard::review_agenda::SETTINGS);
}

#[test]
fn examples_of_settings_are_read() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let names = docs
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let mut read = 0;
    for name in names.map(|name| name.into_string().unwrap()) {
        if !name.ends_with(".md") || OTHERS.contains(&&*name) {
            continue;
        }
        let page = page(&name);
        let is_catalog = |example: &&str| example.starts_with("id = ");
        for example in examples(&page).into_iter().filter(|one| !is_catalog(one)) {
            read += 1;
            let begin = match example.starts_with("title = ") {
                true => "",
                false => "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n",
            };
            let text = format!("{begin}{example}");
            let (_, diagnostics) =
                parse_config(&Source::new(SourcePath::new("manual.toml"), &text));
            assert_eq!(diagnostics, [], "{name}: {example}");
        }
    }
    assert!(read > 20, "{read}");
}

#[test]
fn the_example_of_a_catalog_is_read() {
    let page = page("standards.md");
    let parts = examples(&page).into_iter();
    let catalog: Vec<&str> = parts
        .filter(|part| !part.starts_with("standards = "))
        .collect();
    assert_eq!(catalog.len(), 5);
    let text = catalog.join("\n");
    let source = Source::new(SourcePath::new("standards/customer.toml"), &text);
    let (standard, diagnostics) = parse_standard(&source, Origin::BuiltIn);
    assert_eq!(diagnostics, []);
    assert_eq!(standard.unwrap().id.as_str(), "northrail-supplier-security");
}
