//! The matrix of a standard with very many requirements, of a manual with very many documents.

use std::fmt::Write as _;
use std::fs;

use crate::manual_test::ManualTest;

const PARTS: usize = 10;
const IN_PART: usize = 40;
/// What a requirement may add to the matrix's page, in bytes, and what the page has beside them.
const FOR_EACH: usize = 1_200;
const BESIDE: usize = 40_000;

/// A manual whose documents all claim three requirements of a standard of 400.
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
        assert_eq!(
            html.matches("<tr role=\"row\" id=").count(),
            PARTS * (IN_PART + 1)
        );
        assert!(html.contains("more documents</a>"), "{html}");
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
    let matrix = fs::read_to_string(folder.join("long.html")).unwrap();
    assert!(!matrix.contains("class=\"grid\""), "{matrix}");

    let mut seen = Vec::new();
    for part in 1..=5 {
        let name = format!("long~grid-{part}.html");
        assert!(matrix.contains(&format!("href=\"{name}\"")), "{name}");
        let html = fs::read_to_string(folder.join(&name)).unwrap();
        let (_, grid) = html.split_once("class=\"grid\"").unwrap();
        assert!(grid.contains("<span>procedures/0/</span>"), "{grid}");
        assert!(html.contains("href=\"long.html#grid\""), "{html}");
        let numbers = grid.split("class=\"clause-number\">").skip(1);
        let numbers = numbers.map(|rest| rest.split('<').next().unwrap().to_owned());
        assert!(grid.contains(&format!("data-first=\"{}\"", seen.len())));
        seen.extend(numbers);
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
