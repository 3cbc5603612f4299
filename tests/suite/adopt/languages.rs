//! Files in several languages that `adopt` finds.

use super::{Folder, setting};
use crate::manual_test::{AS_OF, clausebook, run};

#[test]
fn files_in_different_languages_are_one_document() {
    let page = |title: &str| format!("# {title}\n\n**Owner:** Buyer\n\nISO 9001:2015, 8.4.1.\n");
    let folder = Folder::new(&[
        (
            "README.md",
            "# Manual of Acme\n\n[Rules](procedures) and [Buying](procedures/buying).\n",
        ),
        ("README.de.md", "# Handbuch von Acme\n"),
        ("procedures/README.md", "# Rules\n"),
        ("procedures/buying.md", &page("Buying")),
        ("procedures/buying.de.md", &page("Einkauf")),
        ("procedures/SOP-01.md", &page("Selling")),
        ("procedures/SOP-01.fr.md", &page("Vente")),
        ("procedures/SOP-02.md", &page("Storing")),
        ("procedures/v1.2.md", &page("Version")),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    let lines: Vec<&str> = adopted.stdout.lines().take(3).collect();
    assert_eq!(
        lines,
        [
            "9 Markdown files: 4 documents, and 2 texts of them in other languages",
            "  6 of kind procedure",
            "  3 tell about the project: not controlled",
        ]
    );
    let claims = folder.read("claims.csv");
    let claimed: Vec<&str> = claims
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').find(|cell| cell.ends_with(".md")))
        .collect();
    assert_eq!(
        claimed,
        [
            "procedures/SOP-01.md",
            "procedures/SOP-02.md",
            "procedures/buying.md",
            "procedures/v1.2.md"
        ]
    );
    let mut check = clausebook();
    check.args([
        "--manual", "docs", "--as-of", AS_OF, "check", "--format", "json",
    ]);
    let checked = run(check.current_dir(folder.0.path()));
    let rules = [
        "duplicate-id",
        "no-original",
        "broken-reference",
        "claim-in-record",
    ];
    for rule in rules {
        assert!(!checked.stdout.contains(rule), "{}", checked.stdout);
    }
}

#[test]
fn folders_with_the_same_pages_in_different_languages_are_found() {
    let english = "This is a rule of the firm, and it is for all of us.\n\nISO 9001:2015, 8.4.1.\n";
    let german = "Das ist die Regel der Firma, und sie gilt nicht nur für die Chefs.\n";
    let folder = Folder::new(&[
        ("en/policies/buying.md", english),
        ("en/policies/hr/scope.md", english),
        ("en/policies/qa/scope.md", english),
        ("en/policies/only.md", english),
        ("de/policies/buying.md", german),
        ("de/policies/hr/scope.md", german),
        ("de/policies/qa/scope.md", german),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    assert_eq!(
        adopted.stdout.lines().next(),
        Some("7 Markdown files: 4 documents, and 3 texts of them in other languages")
    );
    assert_eq!(
        setting(&folder, "language ="),
        "# 3 files in de/, beside the same in other languages.\n\
         [[defaults]]\nfiles = [\"de/**\"]\nlanguage = \"de\""
    );
    let mut check = clausebook();
    check.args([
        "--manual", "docs", "--as-of", AS_OF, "check", "--format", "json",
    ]);
    let checked = run(check.current_dir(folder.0.path()));
    for rule in ["duplicate-id", "no-original", "setting-without-effect"] {
        assert!(!checked.stdout.contains(rule), "{}", checked.stdout);
    }
}
