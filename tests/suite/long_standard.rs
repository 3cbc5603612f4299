//! The pages of a manual with very many requirements and documents.

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
    manual_with(&[("long", catalog("long", IN_PART))], documents)
}

/// A long standard; its last chapter has `in_last` clauses.
fn catalog(id: &str, in_last: usize) -> String {
    let mut standard = format!("id = \"{id}\"\ndesignation = \"{id}-1\"\ntitle = \"A long one\"\n");
    for part in 1..=PARTS {
        let _ = write!(
            standard,
            "\n[[clause]]\nnumber = \"{part}\"\ntitle = \"Part {part}\"\n"
        );
        let last = if part == PARTS { in_last } else { IN_PART };
        for clause in 1..=last {
            let _ = write!(
                standard,
                "\n[[clause]]\nnumber = \"{part}.{clause}\"\ntitle = \"Requirement {clause} of its part\"\n\
                 summary = \"Do it.\"\n"
            );
        }
    }
    standard
}

/// A manual of these standards, whose documents each claim three requirements of the first.
fn manual_with(catalogs: &[(&str, String)], documents: usize) -> ManualTest {
    let ids: Vec<String> = catalogs.iter().map(|(id, _)| format!("\"{id}\"")).collect();
    let config = format!(
        "title = \"M\"\norganisation = \"O\"\nstandards = [{}]\n",
        ids.join(", ")
    );
    let mut files = vec![("manual.toml".to_owned(), config)];
    for (id, catalog) in catalogs {
        files.push((format!("standards/{id}.toml"), catalog.clone()));
    }
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

/// A page of a site.
fn page(manual: &ManualTest, address: &str) -> (usize, RenderedPage) {
    let html = fs::read_to_string(manual.site().join(address)).unwrap();
    (html.len(), RenderedPage::new(&html))
}

#[test]
fn its_matrix_has_a_page_for_each_chapter_that_does_not_grow_with_the_documents() {
    let sizes = [800, 1600].map(|documents| {
        let manual = manual(documents);
        let run = manual.build();
        assert_eq!(run.status, 0, "{}", run.stderr);
        let (size, whole) = page(&manual, "matrix/long.html");
        assert_eq!(whole.count("tr[id]"), 0);
        let parts = whole.attributes(".chapters .chapter-link", "href");
        let chapters: Vec<String> = (1..=PARTS)
            .map(|part| format!("long~chapter-{part}.html"))
            .collect();
        assert_eq!(parts, chapters);
        let mut sizes = vec![size];
        for (chapter, address) in (1..).zip(&parts) {
            let (size, part) = page(&manual, &format!("matrix/{address}"));
            assert!(size <= (IN_PART + 1) * FOR_EACH + BESIDE, "{size} bytes");
            assert_eq!(part.count("tr[id]"), IN_PART + 1);
            assert_eq!(part.text("h1"), format!("{chapter} Part {chapter}"));
            sizes.push(size);
        }
        // The number of documents that claim the first requirement.
        let claiming = documents * 3 / (PARTS * IN_PART);
        let (_, first) = page(&manual, "matrix/long~chapter-1.html");
        let more = first.texts("tr#clause-1.1 .more");
        assert_eq!(more, [format!("and {} more documents", claiming - SHOWN)]);
        sizes
    });
    let [fewer, more] = &sizes;
    for (fewer, more) in fewer.iter().zip(more) {
        assert!(more.abs_diff(*fewer) < 2_000, "{sizes:?}");
    }
}

#[test]
fn the_counts_of_its_chapters_are_those_of_their_rows() {
    let manual = manual(60);
    let run = manual.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let (_, whole) = page(&manual, "matrix/long.html");
    // 60 documents claim 180 requirements, 18 in each chapter.
    assert_eq!(
        whole.linked(".chapters tbody tr:has([href=long~chapter-7.html])"),
        "[7 Part 7](long~chapter-7.html) | (18 of 40 requirements covered)18 of 40 requirements covered | [Covered 18](long~chapter-7.html#?status=covered) / [Gap 22](long~chapter-7.html#?status=gap) | [Audits due 40](long~chapter-7.html#?facts=audit)"
    );
    let (_, part) = page(&manual, "matrix/long~chapter-7.html");
    assert_eq!(part.count("tr[data-status=covered]"), 18);
    assert_eq!(part.count("tr[data-status=gap]"), 22 + 1);
    // Every clause is counted once, in the order of the standard.
    assert_eq!(whole.count("#_clauses tr[data-status=covered]"), 180);
    assert_eq!(whole.count("#_clauses tr"), PARTS * (IN_PART + 1));
}

#[test]
fn links_to_a_row_lead_to_its_chapter() {
    let manual = manual(60);
    let run = manual.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let (_, clause) = page(&manual, "standards/long/7.12.html");
    assert_eq!(
        clause.count("a[href=../../matrix/long~chapter-7.html#clause-7.12]"),
        1
    );
    let (_, part) = page(&manual, "matrix/long~chapter-7.html");
    assert_eq!(part.count("tr#clause-7.12"), 1);
    assert_eq!(
        part.attributes(".strip a", "href").len(),
        IN_PART + 1,
        "the name of the chapter and its requirements"
    );
    for href in part.attributes(".strip a", "href") {
        let id = href.trim_start_matches('#');
        assert_eq!(part.count(&format!("tr#{id}")), 1, "{href}");
    }
    let parts = part.attributes(".list-parts a", "href");
    assert_eq!(parts.len(), PARTS);
    assert_eq!(part.texts("a[rel=next]"), ["8"]);
    assert_eq!(part.count("a[href=long~grid-7.html]"), 1);
}

#[test]
fn its_grid_stands_on_pages_of_its_own_each_requirement_on_one_of_them() {
    let manual = manual(60);
    let run = manual.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let page = |name: &str| page(&manual, &format!("matrix/{name}")).1;
    let matrix = page("long.html");
    assert_eq!(matrix.count(".grid"), 0);
    let names: Vec<String> = (1..=PARTS)
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
    assert!(!manual.site().join("matrix/long~grid-11.html").exists());
    let all: Vec<String> = (1..=PARTS)
        .flat_map(|part| {
            let below = (1..=IN_PART).map(move |clause| format!("{part}.{clause}"));
            [part.to_string()].into_iter().chain(below)
        })
        .collect();
    assert_eq!(seen, all);
}

/// The manual in the transition from a long standard to the next edition, of which each requirement
/// corresponds to that of the same number. The last chapter of both has two parts.
fn manual_in_transition() -> ManualTest {
    let in_last = 3 * IN_PART;
    let old = catalog("long", in_last)
        + "\n[edition_state]\nreplaced_by = \"later\"\nreplaced_on = 2026-01-01\n";
    let mut new = catalog("later", in_last)
        + "\n[[crosswalk]]\nstandard = \"long\"\nrelation = \"changed\"\n\n[crosswalk.pairs]\n";
    for part in 1..=PARTS {
        for clause in 1..=if part == PARTS { in_last } else { IN_PART } {
            let _ = writeln!(new, "\"{part}.{clause}\" = [\"{part}.{clause}\"]");
        }
    }
    manual_with(&[("long", old), ("later", new)], 60)
}

/// The numbers of all clauses of that standard, in reading order.
fn numbers() -> Vec<String> {
    let chapters = (1..=PARTS).flat_map(|part| {
        let last = if part == PARTS { 3 * IN_PART } else { IN_PART };
        let below = (1..=last).map(move |clause| format!("{part}.{clause}"));
        [part.to_string()].into_iter().chain(below)
    });
    chapters.collect()
}

#[test]
fn its_crosswalk_and_its_transition_have_the_parts_of_its_matrix() {
    let manual = manual_in_transition();
    let run = manual.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let (_, matrix) = page(&manual, "matrix/later.html");
    let of_matrix = matrix.texts(".chapters .chapter-link .clause-number");
    for (folder, name) in [
        ("crosswalks/later", "long"),
        ("crosswalks/long", "later"),
        ("transitions/long", "later"),
    ] {
        let (size, whole) = page(&manual, &format!("{folder}/{name}.html"));
        assert!(size < 100_000, "{folder}: {size} bytes");
        assert_eq!(whole.count("tr[id]"), 0);
        let labels = whole.texts(".chapters .chapter-link .clause-number");
        assert_eq!(labels, of_matrix);
        // What a script needs for leading an old address of a row on to its part.
        let clauses = whole.attributes("#_clauses tr", "data-clause");
        assert_eq!(clauses, numbers());
        let firsts = whole.attribute("[data-parts]", "data-parts");
        assert_eq!(firsts.split(' ').count(), labels.len());

        let mut seen = Vec::new();
        let mut compared = 0;
        for (at, href) in whole
            .attributes(".chapters .chapter-link", "href")
            .iter()
            .enumerate()
        {
            let (size, part) = page(&manual, &format!("{folder}/{href}"));
            assert!(size < 200 * FOR_EACH, "{href}: {size} bytes");
            assert_eq!(
                firsts.split(' ').nth(at),
                Some(&*seen.len().to_string()),
                "{href}"
            );
            assert_eq!(part.count(&format!(".lead a[href={name}.html]")), 1);
            assert_eq!(part.count(".notice"), 1);
            assert_eq!(part.attributes(".list-parts a", "href").len(), labels.len());
            seen.extend(part.texts(".crosswalk tbody th .clause-number"));
            compared += part.count("tr[data-compared]");
            for id in part.attributes("tr[id]", "id") {
                assert!(id.starts_with("clause-"), "{id}");
            }
        }
        assert_eq!(seen, numbers());
        assert_eq!(compared, whole.count("#_clauses tr[data-compared]"));
    }
}

#[test]
fn the_counts_of_a_part_of_a_transition_are_those_of_its_rows() {
    let manual = manual_in_transition();
    let run = manual.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let (_, whole) = page(&manual, "transitions/long/later.html");
    // 60 documents claim 180 requirements of the old edition, 18 in each chapter.
    assert_eq!(
        whole.linked(".chapters tbody tr:has([href=later~chapter-7.html])"),
        "[7 Part 7](later~chapter-7.html) | (0 of 40 requirements covered)0 of 40 requirements covered | [Gap 40](later~chapter-7.html#?status=gap) | [Changed: read again 18](later~chapter-7.html#?compared=both-open) / [Nothing to carry over 22](later~chapter-7.html#?compared=nothing)"
    );
    let (_, part) = page(&manual, "transitions/long/later~chapter-7.html");
    assert_eq!(part.text("h1"), "7 Part 7");
    assert_eq!(part.count("tr[data-compared=both-open]"), 18);
    assert_eq!(
        part.texts(".matrix-summary .compared-counts li"),
        ["Changed: read again 18", "Nothing to carry over 22"]
    );
}

#[test]
fn its_own_page_leads_to_a_page_for_each_part_of_its_tree() {
    let manual = manual_in_transition();
    let run = manual.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let (_, whole) = page(&manual, "standards/long/index.html");
    assert_eq!(whole.count(".clause-tree"), 0);
    assert_eq!(
        whole.linked(".chapters tbody tr:has([href=index~chapter-7.html])"),
        "[7 Part 7](index~chapter-7.html) | (18 of 40 requirements covered)18 of 40 requirements covered | Covered 18 / Gap 22"
    );
    let mut seen = Vec::new();
    for href in whole.attributes(".chapters .chapter-link", "href") {
        let (_, part) = page(&manual, &format!("standards/long/{href}"));
        assert_eq!(part.count(".lead a[href=index.html]"), 1);
        seen.extend(part.texts(".clause-tree .clause-number"));
    }
    assert_eq!(seen, numbers());
    // The clauses of a chapter stand below it, and in a later part at the root.
    let nested = |address: &str| {
        let (_, part) = page(&manual, &format!("standards/long/{address}"));
        part.count(".clause-tree li li")
    };
    assert_eq!(nested("index~chapter-7.html"), IN_PART);
    assert_eq!(nested("index~chapter-10.100.html"), 0);
}

#[test]
fn a_part_of_a_chapter_says_which_requirements_each_count_is_about() {
    let manual = manual_in_transition();
    let run = manual.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    // The last chapter has 120 requirements: 99 on its first page, of which the claims cover 18.
    for (address, row) in [
        ("matrix/long~chapter-10.html", "tr.group .soft"),
        ("standards/long/index~chapter-10.html", ".clause-row .soft"),
        ("crosswalks/long/later~chapter-10.html", "tr.group .soft"),
    ] {
        let (_, part) = page(&manual, address);
        let head = part.texts(".matrix-summary p");
        let sentence = "On this page: 18 of 99 requirements covered";
        assert!(
            head.iter().any(|line| line == sentence),
            "{address}: {head:?}"
        );
        assert_eq!(
            part.texts(row),
            ["All of 10: 18 of 120 requirements covered"],
            "{address}"
        );
    }
    let (_, rest) = page(&manual, "matrix/long~chapter-10.100.html");
    assert_eq!(
        rest.texts(".matrix-summary p"),
        ["On this page: 0 of 21 requirements covered"]
    );
    // Where a page has whole chapters, both are about the same.
    let (_, whole) = page(&manual, "matrix/long~chapter-7.html");
    let sentence = "18 of 40 requirements covered";
    assert_eq!(whole.texts(".matrix-summary p"), [sentence]);
    assert_eq!(whole.texts("tr.group .soft"), [sentence]);
    let (_, paper) = page(&manual, "print.html");
    let rows = paper.texts("#m0 tr.group .soft");
    assert_eq!(
        rows.last().map(String::as_str),
        Some("18 of 120 requirements covered")
    );
}
