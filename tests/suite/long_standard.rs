//! The matrix of a manual with very many requirements and documents.

use std::fmt::Write as _;
use std::fs;

use crate::manual_test::ManualTest;
use crate::rendered_page::RenderedPage;

const PARTS: usize = 10;
const IN_PART: usize = 40;
/// The limits of the page's size in bytes: for each requirement, and for the rest of the page.
const FOR_EACH: usize = 1_200;
const BESIDE: usize = 40_000;
/// The number of documents that a row of a long matrix shows.
const SHOWN: usize = 3;

/// A manual whose documents each claim three of the 400 requirements of a standard.
fn manual(documents: usize) -> ManualTest {
    let mut standard =
        "id = \"long\"\ndesignation = \"LONG-1\"\ntitle = \"A long one\"\n".to_owned();
    for part in 1..=PARTS {
        let _ = write!(
            standard,
            "\n[[clause]]\nnumber = \"{part}\"\ntitle = \"Part {part}\"\n"
        );
        for clause in 1..=IN_PART {
            let _ = write!(
                standard,
                "\n[[clause]]\nnumber = \"{part}.{clause}\"\ntitle = \"Requirement {clause} of its part\"\n\
                 summary = \"Do it.\"\n"
            );
        }
    }
    let config = "title = \"M\"\norganisation = \"O\"\nstandards = [\"long\"]\n";
    let mut files = vec![
        ("manual.toml".to_owned(), config.to_owned()),
        ("standards/long.toml".to_owned(), standard),
    ];
    for at in 0..documents {
        let claims = (0..3).map(|claim| {
            let at = at * 3 + claim;
            format!("\"{}.{}\"", 1 + at % PARTS, 1 + at / PARTS % IN_PART)
        });
        let claims: Vec<String> = claims.collect();
        let text = format!(
            "---\nid: QP-{at:03}\ntitle: Procedure number {at}\nkind: procedure\nrevision: 1\nstatus: approved\n\
             owner: Buyer\napprover: Manager\neffective: 2026-02-01\nclauses: [{}]\n---\nText.\n",
            claims.join(", ")
        );
        files.push((format!("procedures/{}/qp-{at:03}.md", at % 20), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
    ManualTest::new(&files)
}

#[test]
fn its_page_is_linear_in_the_requirements_and_does_not_grow_with_the_documents() {
    let sizes = [800, 1600].map(|documents| {
        let manual = manual(documents);
        let run = manual.build();
        assert_eq!(run.status, 0, "{}", run.stderr);
        let html = fs::read_to_string(manual.site().join("matrix/long.html")).unwrap();
        let page = RenderedPage::new(&html);
        assert_eq!(page.count("tr[id]"), PARTS * (IN_PART + 1));
        // The number of documents that claim the first requirement.
        let claiming = documents * 3 / (PARTS * IN_PART);
        let more = page.texts("tr#clause-1.1 .more");
        assert_eq!(more, [format!("and {} more documents", claiming - SHOWN)]);
        html.len()
    });
    for size in sizes {
        assert!(size <= PARTS * IN_PART * FOR_EACH + BESIDE, "{size} bytes");
    }
    assert!(sizes[1] - sizes[0] < 20_000, "{sizes:?}");
}

#[test]
fn its_grid_stands_on_pages_of_its_own_each_requirement_on_one_of_them() {
    let manual = manual(60);
    let run = manual.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let folder = manual.site().join("matrix");
    let page = |name: &str| {
        let html = fs::read_to_string(folder.join(name)).unwrap();
        RenderedPage::new(&html)
    };
    let matrix = page("long.html");
    assert_eq!(matrix.count(".grid"), 0);
    let names: Vec<String> = (1..=5)
        .map(|part| format!("long~grid-{part}.html"))
        .collect();
    assert_eq!(
        matrix.attributes(".grid-section .list-parts a", "href"),
        names
    );

    let mut seen = Vec::new();
    for name in &names {
        let page = page(name);
        let columns = page.texts(".grid thead .grid-column");
        assert_eq!(columns.len(), 20);
        assert_eq!(columns[0], "procedures/0/");
        assert_eq!(page.count("a[href=long.html#grid]"), 1);
        assert_eq!(
            page.attribute(".grid", "data-first"),
            seen.len().to_string()
        );
        seen.extend(page.texts(".grid .clause-number"));
    }
    assert!(!folder.join("long~grid-6.html").exists());
    let all: Vec<String> = (1..=PARTS)
        .flat_map(|part| {
            let below = (1..=IN_PART).map(move |clause| format!("{part}.{clause}"));
            [part.to_string()].into_iter().chain(below)
        })
        .collect();
    assert_eq!(seen, all);
}
