//! Tests of what is concluded from small folders.

use super::*;
use crate::sources::{MemorySources, Selection, list};

fn adopted(files: &[(&str, &str)]) -> Adoption {
    let sources = MemorySources::new(files.iter().copied());
    let listed = list(&sources, &Selection::default()).unwrap();
    adopt(&sources, &listed, Known::default()).unwrap()
}

/// The document and the clause of each proposed claim, sorted.
fn proposed(adoption: &Adoption) -> Vec<String> {
    let text = adoption.claims.text(None).unwrap_or_default();
    let rows = text.lines().skip(1).map(|row| {
        let mut cells = row.split(',');
        let (document, clause) = (cells.next().unwrap(), cells.next().unwrap());
        format!("{document} {clause}")
    });
    let mut rows: Vec<String> = rows.filter(|row| row != " ").collect();
    rows.sort();
    rows
}

fn is_told(adoption: &Adoption, part: &str) -> bool {
    adoption.next.iter().any(|line| line.contains(part))
}

/// The files of some policies, with a table that maps clauses to them.
fn with_map<'t>(map: (&'t str, &'t str)) -> Vec<(&'t str, &'t str)> {
    vec![
        ("policies/access.md", "# Access control\n\nKeys are kept.\n"),
        ("policies/backup.md", "# Backup\n\nCopies are kept.\n"),
        ("policies/crypto.md", "# Cryptography\n\nKeys are long.\n"),
        map,
    ]
}

#[test]
fn a_path_in_a_table_is_read_as_a_link() {
    let map = "# Map of ISO/IEC 27001:2022\n\n| Control | Policy |\n|---|---|\n\
               | A.8.20 | policies/access.md |\n| A.8.21 | `policies/backup.md` |\n\
               | A.8.22 | crypto.md |\n";
    let adoption = adopted(&with_map(("map.md", map)));
    assert_eq!(
        proposed(&adoption),
        [
            "policies/access.md A.8.20",
            "policies/backup.md A.8.21",
            "policies/crypto.md A.8.22"
        ]
    );
    assert!(!is_told(&adoption, "no file is called"));
    // What a setting can read is no proposal.
    let map = map.replace("| A.8.22 | crypto.md |\n", "");
    let adoption = adopted(&with_map(("map.md", &map)));
    assert_eq!(proposed(&adoption), [""; 0]);
    let settings = adoption.settings.unwrap();
    assert!(settings.contains("document = \"Policy\""), "{settings}");
    // A third column changes nothing.
    let wide = "# Map of ISO/IEC 27001:2022\n\n| Control | Where | Remark |\n|---|---|---|\n\
                | A.8.20 | policies/access.md | x |\n| A.8.21 | policies/backup.md | y |\n\
                | A.8.22 | crypto.md | z |\n";
    let adoption = adopted(&with_map(("map.md", wide)));
    assert_eq!(
        proposed(&adoption),
        [
            "policies/access.md A.8.20",
            "policies/backup.md A.8.21",
            "policies/crypto.md A.8.22"
        ]
    );
}

/// A table with a row for each control of the annex.
fn statement(rows: usize, last: &str) -> String {
    let mut text = "# Statement of Applicability (ISO/IEC 27001:2022 Annex A)\n\n\
                    | Control | Applicable | Policy |\n|---|---|---|\n"
        .to_owned();
    let controls = (1..=37).map(|number| format!("A.5.{number}"));
    let more = (1..=34).map(|number| format!("A.8.{number}"));
    for control in controls.chain(more).take(rows) {
        text.push_str(&format!("| {control} | Yes | {last} |\n"));
    }
    text
}

#[test]
fn a_statement_of_applicability_may_be_the_only_page_that_names_the_standard() {
    for rows in [30, 70] {
        let soa = statement(rows, "Access control");
        let adoption = adopted(&with_map(("soa.md", &soa)));
        assert_eq!(proposed(&adoption).len(), rows);
        let settings = adoption.settings.unwrap();
        assert!(settings.contains("standards = [\"iso-iec-27001-2022\"]"));
    }
}

#[test]
fn rows_that_name_a_document_count_however_many_they_are() {
    for rows in [18, 60] {
        let map = statement(rows, "[access](policies/access.md)").replace(
            "Statement of Applicability (ISO/IEC 27001:2022 Annex A)\n",
            "Crosswalk\n\n**Owner:** CISO\n\nISO/IEC 27001:2022\n",
        );
        // Words behind the number make the column none that a setting can read.
        let map = map.replace(" | Yes", " Area | Yes");
        let adoption = adopted(&with_map(("crosswalk.md", &map)));
        assert_eq!(proposed(&adoption).len(), rows);
        assert!(!is_told(&adoption, "most of a standard"));
    }
    let map = statement(60, "-").replace(
        "Applicability (ISO/IEC 27001:2022 Annex A)\n",
        "Controls\n\n**Owner:** CISO\n\nISO/IEC 27001:2022\n",
    );
    let map = map.replace(" | Yes", " Area | Yes");
    let adoption = adopted(&with_map(("list.md", &map)));
    assert_eq!(proposed(&adoption), [""; 0]);
    assert!(
        is_told(&adoption, "most of a standard"),
        "{:?}",
        adoption.next
    );
}

#[test]
fn the_quality_manual_is_a_document_though_it_lists_clauses() {
    let mut manual =
        "# Quality manual\n\n| ISO 13485:2016 Section | Document Section |\n|---|---|\n".to_owned();
    for number in 1..=6 {
        for part in 1..=4 {
            manual.push_str(&format!("| {}.{part} | {number}. |\n", number + 3));
        }
    }
    let files = [
        ("QM-Quality-Manual.md", &*manual),
        ("procedures/sales.md", "# Sales\n\nISO 13485:2016, 7.2.1.\n"),
    ];
    let adoption = adopted(&files);
    assert!(
        !adoption
            .account
            .iter()
            .any(|line| line.contains("maps clauses"))
    );
    let tagged = format!("# Manual\n\n<!-- [13485:4.1.1] -->\n\n{manual}");
    let adoption = adopted(&[("manual.md", &*tagged), files[1]]);
    assert!(
        !adoption
            .account
            .iter()
            .any(|line| line.contains("maps clauses"))
    );
    let plain = manual.replace("# Quality manual", "# Sections");
    let adoption = adopted(&[("sections.md", &*plain), files[1]]);
    assert!(
        adoption
            .account
            .iter()
            .any(|line| line.contains("maps clauses"))
    );
}

#[test]
fn metadata_below_the_same_heading_of_most_pages_is_read() {
    let page = |number: usize| {
        format!(
            "# Procedure {number}\n\n## General\n\n| | |\n|---|---|\n| **Document ID** | PR-{number} |\n\
             | **Version** | 2.0.{number} |\n\n## Rules\n\nText.\n"
        )
    };
    let pages: Vec<String> = (1..=4).map(page).collect();
    let paths: Vec<String> = (1..=4)
        .map(|number| format!("procedures/p{number}.md"))
        .collect();
    let files = |count: usize| -> Vec<(&str, &str)> {
        let files = paths.iter().zip(&pages).take(count);
        files
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect()
    };
    let settings = adopted(&files(4)).settings.unwrap();
    assert!(settings.contains("headings = [\"General\"]"), "{settings}");
    assert!(!settings.contains("\"!procedures"), "{settings}");
    assert!(!settings.contains("revision = \"1\""), "{settings}");
    // Two pages are no custom.
    let settings = adopted(&files(2)).settings.unwrap();
    assert!(!settings.contains("headings"), "{settings}");
}

#[test]
fn a_readme_of_the_form_of_those_beside_it_is_the_document_of_its_folder() {
    let policy = "# Policy\n\n## 1. Purpose\n\nWhy.\n\n## 2. Scope\n\nWho.\n";
    let map =
        "# ISO/IEC 27001:2022\n\n| Control | Policy |\n|---|---|\n| A.5.15 | Access Control |\n";
    let files = [
        ("policies/1.Access_Control/README.md", policy),
        ("policies/2.Backup/README.md", policy),
        ("policies/map/README.md", "# Where to find what\n\nText.\n"),
        ("notes/README.md", policy),
        ("map.md", map),
    ];
    let adoption = adopted(&files);
    assert!(
        adoption.account.contains(&"  2 of kind policy".to_owned()),
        "{:?}",
        adoption.account
    );
    let settings = adoption.settings.as_ref().unwrap();
    assert!(settings.contains("id = \"1.Access_Control\""), "{settings}");
    assert_eq!(
        proposed(&adoption),
        ["policies/1.Access_Control/README.md A.5.15"]
    );
    // One alone tells about its folder.
    let adoption = adopted(&[files[0], ("policies/a.md", "# A policy\n\nText.\n")]);
    assert!(
        adoption.account.contains(&"  1 of kind policy".to_owned()),
        "{:?}",
        adoption.account
    );
}

#[test]
fn a_list_that_assigns_clauses_claims_for_the_documents_that_it_names() {
    let method = "# Method\n\nWe follow ISO/IEC 27001:2022.\n\n- Backup → Clauses 6.1.3, 8.1\n\
                  - Ethics Policy → Clause 5.2\n- Audit results → Clause 9.2\n";
    let adoption = adopted(&with_map(("docs/method.md", method)));
    assert_eq!(
        proposed(&adoption),
        [
            "docs/method.md 9.2",
            "policies/backup.md 6.1.3",
            "policies/backup.md 8.1"
        ]
    );
    assert!(is_told(&adoption, "\"Ethics Policy\""));
}

#[test]
fn both_columns_of_clauses_beside_documents_are_read_and_a_template_claims_nothing() {
    let map = "# ISO/IEC 27001:2022\n\n| Policy | ISO Clauses | Annex A Controls |\n|---|---|---|\n\
               | Access control | 6.1.3, 8.1 | A.8.2, A.8.3 |\n| Backup | 6.1 | A.8.13 |\n\
               | Cryptography | 7.5 | A.8.24 |\n| Ethics | 8.x | A.5.1 |\n";
    let mut files = with_map(("map.md", map));
    files.push((
        "templates/policy template.md",
        "# Ethics\n\nAs ISO/IEC 27001:2022, 5.2 asks.\n",
    ));
    let adoption = adopted(&files);
    assert_eq!(
        proposed(&adoption),
        [
            "policies/access.md 6.1.3",
            "policies/access.md 8.1",
            "policies/access.md A.8.2",
            "policies/access.md A.8.3",
            "policies/backup.md 6.1",
            "policies/backup.md A.8.13",
            "policies/crypto.md 7.5",
            "policies/crypto.md A.8.24"
        ]
    );
}

#[test]
fn files_from_which_templater_makes_pages_are_left_out() {
    let template = "---\nid: PR-<% tp.date.now() %>\nkind: procedure\n---\n# <% tp.file.title %>\n";
    let mut files = with_map(("_templates/New Procedure.md", template));
    files.push(("policies/x.md", template));
    let settings = adopted(&files).settings.unwrap();
    assert!(
        settings.contains("exclude = [\"_templates/**\", \"policies/x.md\"]"),
        "{settings}"
    );
}

#[test]
fn a_history_under_its_own_name_needs_no_setting() {
    let page = "---\nid: A-1\nowner: CISO\nversion: 2\nhistory:\n- revision: 2\n  date: 2026-01-01\n  \
                change: x\n---\n# A\n\nText.\n";
    let settings = adopted(&[("policies/a.md", page)]).settings.unwrap();
    assert!(!settings.contains("history"), "{settings}");
    let changed = page.replace("change: x", "comment: x");
    let settings = adopted(&[("policies/a.md", &changed)]).settings.unwrap();
    assert!(
        settings.contains("\"history.comment\" = \"change\""),
        "{settings}"
    );
    assert!(!settings.contains("history = "), "{settings}");
}
