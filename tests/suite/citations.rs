//! Comments cite rules by headings of `docs/design.md`: each heading must exist.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

const CITED: &str = concat!("docs/design.md", "`, ");

/// The text of a source file without line breaks and comment signs.
fn joined(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.trim_start();
        let line = line.trim_start_matches('/');
        line.trim_start_matches('!').trim()
    });
    lines.collect::<Vec<_>>().join(" ")
}

#[test]
fn cited_headings_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let design = fs::read_to_string(root.join("docs/design.md")).unwrap();
    let headings = design.lines().filter_map(|line| line.strip_prefix('#'));
    let headings: Vec<&str> = headings
        .map(|line| line.trim_start_matches('#').trim())
        .collect();
    let files = ["src", "tests/suite"].map(|folder| WalkDir::new(root.join(folder)));
    let files = files.into_iter().flatten().map(Result::unwrap);
    let (mut found, mut wrong) = (0, Vec::new());
    for file in files.filter(|file| file.path().extension().is_some_and(|end| end == "rs")) {
        let text = joined(&fs::read_to_string(file.path()).unwrap());
        for cited in text.split(CITED).skip(1) {
            found += 1;
            let heading = cited
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next());
            if !heading.is_some_and(|heading| headings.contains(&heading)) {
                let cited: String = cited.chars().take(40).collect();
                wrong.push(format!("{}: {cited}", file.path().display()));
            }
        }
    }
    assert!(found > 60, "{found}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
