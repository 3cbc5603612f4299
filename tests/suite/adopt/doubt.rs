//! What a text does not support gives no proposal: denials, gaps, reports, numbers of other documents and
//! editions.

use super::{Folder, setting};
use crate::manual_test::{AS_OF, clausebook, run};

/// Adopts a folder with these pages.
fn adopted(files: &[(&str, &str)]) -> (Folder, String) {
    let folder = Folder::new(files);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    (folder, adopted.stdout)
}

/// The documents and clauses that are proposed.
fn proposed(folder: &Folder) -> Vec<String> {
    if !folder.path().join("claims.csv").exists() {
        return Vec::new();
    }
    let rows = folder.claims().into_iter();
    let cells = rows.map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        format!("{} {}", cells[0], cells[1])
    });
    cells.collect()
}

#[test]
fn a_sentence_or_a_row_that_denies_gives_no_proposal() {
    let text = "# Policy for ISO 27001:2022\n\nA.5.1 is met.\n\n\
        A.5.2 does not apply to us. We do not comply with A.5.3. A.5.4 has not been implemented. A.5.5 is a \
        gap. A.5.6 is missing. A.5.7 is planned for 2027. A.5.8 will be implemented next year. TODO: A.5.9. \
        A.5.10 — tbd. A.5.11 is not covered by this policy. For A.5.12 see the other policy. A.5.13 is \
        excluded. A.5.14 is covered by the cloud provider. There is no formal risk assessment (Clause 6.1.2).\n\n\
        | Control | Status |\n| --- | --- |\n| A.5.15 | No |\n| A.5.16 | Not started |\n| A.5.17 | 0 % |\n\
        | A.5.18 | ❌ |\n| A.5.19 | Gap |\n| A.5.20 | Missing |\n| A.5.21 | Planned |\n| A.5.22 | ☐ |\n\
        | A.5.28 | Yes |\n\n\
        - [ ] A.5.23 cloud services\n- [x] A.5.29 is met\n- ~~A.5.24 incidents~~\n- A.5.25 ist nicht umgesetzt\n\
        - A.5.26 n'est pas mis en œuvre\n- A.5.27 no se aplica\n";
    let (folder, told) = adopted(&[("policies/p.md", text)]);
    assert_eq!(
        proposed(&folder),
        [
            "policies/p.md A.5.1",
            "policies/p.md A.5.28",
            "policies/p.md A.5.29"
        ]
    );
    assert!(
        told.contains(
            "the texts say that 2 clauses do not apply, such as A.5.2 (policies/p.md), A.5.13"
        ),
        "{told}"
    );
}

#[test]
fn reports_gaps_and_plans_give_no_proposal() {
    let (folder, told) = adopted(&[
        (
            "docs/audit.md",
            "# Internal audit report Q1\n\nScope: ISO 27001:2022, A.5.15 to A.5.18.\n",
        ),
        (
            "docs/rtp.md",
            "# Risk treatment plan\n\nOf ISO 27001:2022: A.5.17 is met.\n",
        ),
        (
            "policies/access-policy.md",
            "# Access policy\n\nAs ISO 27001:2022 asks.\n\n## High priority gaps\n\n- Logging of access (A.7.2)\n\n\
             ### More\n\n- Cameras (A.7.4)\n\n## Summary\n\nKey gaps:\n\n- Cables (A.7.12)\n\n## Rules\n\n- Doors are locked (A.7.3)\n\n\
             | Finding | Text | Grade | Control |\n| --- | --- | --- | --- |\n\
             | F-01 | Accounts without ticket | Minor | A.5.18 |\n",
        ),
    ]);
    assert_eq!(proposed(&folder), ["policies/access-policy.md A.7.3"]);
    assert!(
        told.contains(
            "each of 2 documents tells of findings, gaps or plans, or is a form or in an archive, such as \
             docs/audit.md, docs/rtp.md: nothing is proposed from them"
        ),
        "{told}"
    );
}

#[test]
fn only_a_sentence_about_the_clause_itself_excludes_it() {
    let (folder, _) = adopted(&[
        (
            "policies/manual.md",
            "# Quality manual\n\n## Scope\n\nThe following clauses of ISO 13485:2016 are excluded:\n\n\
             - Sterilization (ISO Clause 7.5.5 & 7.5.7) – nothing is sterile.\n\
             - Implantable devices (ISO 13485 clause 7.5.9.2): not applicable.\n\n\
             ## Purchasing\n\nWe buy as ISO 13485:2016, clause 7.4.1 asks.\n",
        ),
        (
            "policies/soa.md",
            "# Applicability\n\nAuditors scrutinise exclusions carefully, especially ISO 13485:2016, 7.5.6.\n\n\
             ## Scope and exclusions (mandatory, ISO 13485:2016 clause 4.1.1)\n\nAll of the firm.\n",
        ),
    ]);
    assert_eq!(proposed(&folder), ["policies/manual.md 7.4.1"]);
    let settings = folder.read("manual.toml");
    let exclusions: Vec<&str> = settings
        .lines()
        .filter(|line| line.starts_with("# clause") || line.starts_with("# justification"))
        .map(|line| line.split("   #").next().unwrap_or(line).trim_end())
        .collect();
    assert_eq!(
        exclusions,
        [
            "# clause = \"iso-13485-2016:7.5.5\"",
            "# justification = \"Sterilization (ISO Clause 7.5.5 & 7.5.7) – nothing is sterile.\"",
            "# clause = \"iso-13485-2016:7.5.7\"",
            "# justification = \"Sterilization (ISO Clause 7.5.5 & 7.5.7) – nothing is sterile.\"",
            "# clause = \"iso-13485-2016:7.5.9.2\"",
            "# justification = \"Implantable devices (ISO 13485 clause 7.5.9.2): not applicable.\"",
        ]
    );
}

#[test]
fn numbers_of_other_documents_are_no_clauses() {
    let (folder, _) = adopted(&[(
        "policies/physical.md",
        "# Physical security policy\n\nWe follow ISO 27001:2022.\n\n\
         - Disks are encrypted, as Legal Policy §5.2 says.\n- A baseline is kept per control 3.4, 7.1.\n\
         - Retention follows DPA §4.3.\n- As clause 4.4 of this contract says.\n\
         - Doors are locked as ISO 27001:2022 control 7.2 asks.\n- A.5.15 to A.5.17 are met.\n\n\
         ## Controls (5.x)\n\nText.\n\n## Policies (5.1-5.10)\n\nText.\n\n## A 7.4 — Monitoring\n\nText.\n",
    )]);
    let expected: Vec<String> = ["A.7.2", "A.5.15", "A.5.16", "A.5.17"]
        .into_iter()
        .map(str::to_owned)
        .chain((1..=10).map(|number| format!("A.5.{number}")))
        .chain(["A.7.4".to_owned()])
        .map(|clause| format!("policies/physical.md {clause}"))
        .collect();
    assert_eq!(proposed(&folder), expected);
}

#[test]
fn a_row_claims_for_the_document_that_it_or_its_heading_names() {
    let page =
        |id: &str, text: &str| format!("# {id} of us\n\n**Document Number:** {id}\n\n{text}\n");
    let (folder, told) = adopted(&[
        (
            "qm/QM-1.md",
            &page(
                "QM-1",
                "| 21 CFR 820 element | Document |\n| --- | --- |\n| Quality Audit (820.22) | QP-15 |\n\
                 | Complaint Files (820.198) | QP-99 Complaints |\n\n\
                 | Requirement | Document ID |\n| --- | --- |\n| Design Controls (820.30) | QP-2 |\n\n\
                 We meet 21 CFR 820.20 by this manual.",
            ),
        ),
        ("qm/QP-15.md", &page("QP-15", "Text.")),
        ("qm/QP-2.md", &page("QP-2", "Text.")),
        (
            "qm/ethics.md",
            "# Ethics Policy\n\n**Owner:** CEO\n\nText.\n",
        ),
        (
            "qm/framework_mapping.md",
            "# Framework mapping policy\n\n### 2. Ethics Policy\n\n| Framework | Controls |\n| --- | --- |\n\
             | 21 CFR 820 | 21 CFR 820.25 |\n\n### 3. Gone Policy\n\n| Framework | Controls |\n| --- | --- |\n\
             | 21 CFR 820 | 21 CFR 820.40 |\n",
        ),
    ]);
    assert_eq!(
        proposed(&folder),
        [
            "qm/QM-1.md 820.20",
            "qm/ethics.md 820.25",
            "qm/QP-15.md 820.22",
            "qm/QP-2.md 820.30",
        ]
    );
    assert!(
        told.contains(
            "qm/framework_mapping.md only maps clauses, and 1 of its places names no document that is there: \
             nothing is proposed for it"
        ),
        "{told}"
    );
}

#[test]
fn other_editions_and_other_titles_are_told_and_not_proposed() {
    let (folder, told) = adopted(&[
        (
            "policies/old.md",
            "# Security policy\n\nWe follow ISO 27001. Access meets ISO 27001 A.9.2.1. Awareness: ISO 27001 A.7.2. \
             Assets: ISO 27001 A.8.1. We also meet ISO 27001 A.5.30.\n\nISO 27001:2013 A.5.20 was met.\n",
        ),
        (
            "policies/titles.md",
            "# Security policy\n\nAs ISO 27001:2022 asks.\n\n## A.8.15 Vulnerability management\n\nWe scan.\n\n\
             ## A.8.16 Monitoring of activities\n\nWe look.\n",
        ),
        (
            "policies/new.md",
            "# Policy of doors\n\nISO 27001:2022 A.7.2 is met. NIST CSF v1.1 was met.\n",
        ),
    ]);
    assert_eq!(
        proposed(&folder),
        [
            "policies/new.md A.7.2",
            "policies/old.md A.5.30",
            "policies/titles.md A.8.16"
        ]
    );
    assert!(
        told.contains("1 document has or stands beside numbers that only ISO/IEC 27001:2013 has, such as policies/old.md"),
        "{told}"
    );
    assert!(
        told.contains(
            "1 place has another title at a clause than its standard, such as A.8.15 \"Vulnerability management\" \
             (policies/titles.md): nothing is proposed for it"
        ),
        "{told}"
    );
    assert!(!told.contains("NIST CSF 2.0"), "{told}");
}

#[test]
fn what_lies_in_an_archive_claims_nothing() {
    let page = "# Quality policy\n\n**Document ID:** POL-1\n\nText.\n";
    let (folder, _) = adopted(&[
        ("policies/POL-1.md", page),
        (
            "03_ARCHIVES/POL-1.md",
            "# Quality policy\n\nISO 9001:2015, 5.2.\n",
        ),
        (
            "policies/map.md",
            "# Map of ISO 9001:2015\n\n**Owner:** CEO\n\n| Clause | Document |\n| --- | --- |\n\
             | 5.2 | Quality policy |\n| 5.1 | POL-1 |\n| 4.1 | policy |\n| 4.2 | POL-1 |\n",
        ),
    ]);
    let documents: Vec<String> = proposed(&folder)
        .into_iter()
        .filter(|row| row.contains("ARCHIVES"))
        .collect();
    assert_eq!(documents, [""; 0]);
}

#[test]
fn one_bad_value_leaves_the_field_to_all_other_files() {
    let page = |number: usize, date: &str, owner: &str| {
        format!(
            "# Policy {number}\n\n**Owner:** {owner}  \n**Effective date:** {date}\n\nISO 9001:2015, 8.4.1.\n"
        )
    };
    let texts: Vec<(String, String)> = (1..=5)
        .map(|number| {
            let date = if number == 5 { "/s/ Ben" } else { "2026-01-15" };
            let owner = if number < 4 { "[OWNER]" } else { "Buyer" };
            (
                format!("policies/POL-{number}.md"),
                page(number, date, owner),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    let (folder, _) = adopted(&files);
    let metadata = setting(&folder, "[[metadata]]");
    for line in [
        "names = { \"Effective date\" = \"effective\", Owner = \"owner\" }",
        "# \"Effective date\": 5 files, to be mended: `/s/ Ben` in policies/POL-5.md",
        "# \"Owner\": 5 files, 3 are not filled in",
    ] {
        assert!(metadata.contains(line), "{metadata}");
    }
}

#[test]
fn a_french_status_with_a_blank_before_its_colon_is_read() {
    let page = |number: usize| {
        format!(
            "# Procédure {number}\n\n- **Référence :** PR-0{number}\n- **Auteur :** Nous\n- **Statut :** Validé\n\
             - **Propriétaire :** Gérant\n- **Version :** 2\n\nTexte selon ISO 9001:2015 §8.4.{number}.\n"
        )
    };
    let texts = [page(1), page(2)];
    let (folder, _) = adopted(&[
        ("procedures/PR-01.md", &texts[0]),
        ("procedures/PR-02.md", &texts[1]),
    ]);
    let metadata = setting(&folder, "[[metadata]]");
    assert!(
        metadata.contains(
            "names = { \"Propriétaire\" = \"owner\", \"Référence\" = \"id\", Statut = \"status\", Version = \"revision\" }"
        ),
        "{metadata}"
    );
    let statuses = setting(&folder, "[values.status]");
    assert!(statuses.contains("\"Validé\" = \"approved\""), "{statuses}");
}

#[test]
fn no_setting_without_effect_is_written() {
    let page = |kind: &str, number: usize| {
        format!(
            "---\ndoc_type: {kind}\nrevision: 1\nstatus: draft\nowner: Q\n---\n# Doc {number}\n\n\
             As ISO 13485:2016, clause 7.4.1 asks.\n"
        )
    };
    let texts = [
        page("procedure", 1),
        page("procedure", 2),
        page("manual", 3),
    ];
    let (folder, _) = adopted(&[
        ("SOP-01.md", &texts[0]),
        ("SOP-02.md", &texts[1]),
        ("SOP-03.md", &texts[2]),
    ]);
    let mut check = clausebook();
    check.args(["--manual", "docs", "--as-of", AS_OF, "check"]);
    let checked = run(check.current_dir(folder.0.path()));
    assert!(
        !checked.stderr.contains("setting-without-effect"),
        "{}",
        checked.stderr
    );
    assert!(
        !checked.stdout.contains("setting-without-effect"),
        "{}",
        checked.stdout
    );
}

#[test]
fn a_second_run_proposes_only_for_documents_under_the_settings_in_force() {
    let folder = Folder::new(&[
        ("policies/a.md", "# A\n\nISO 9001:2015, 5.2.\n"),
        ("extra/QP-7.md", "# B\n\nISO 9001:2015, 8.4.1.\n"),
    ]);
    folder.write(
        "manual.toml",
        "title = \"Mine\"\nstandards = [\"iso-9001-2015\"]\n\n[[defaults]]\nfiles = [\"policies/**\"]\n\
         kind = \"policy\"\nid = \"{stem}\"\nstatus = \"draft\"\nowner = \"CEO\"\nrevision = \"1\"\n",
    );
    let again = folder.adopt();
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert_eq!(proposed(&folder), ["policies/a.md 5.2"]);
    assert!(
        again.stdout.contains(
            "1 proposal is for pages that are no documents under the present manual.toml: copy the settings above, \
             and run `adopt` again"
        ),
        "{}",
        again.stdout
    );
}

#[test]
fn an_empty_fence_at_the_end_stops_nothing() {
    let (folder, _) = adopted(&[
        (
            "buy.md",
            "# Buying policy\n\nAs ISO 9001:2015, clause 8.4.1 asks.\n",
        ),
        (
            "lend.md",
            "# Lending policy\n\nAs ISO 9001:2015, clause 8.5.1 asks.\n\n```\n",
        ),
    ]);
    assert!(!folder.read("manual.toml").contains("exclude"));
    let mut build = clausebook();
    build.args(["--manual", "docs", "--as-of", AS_OF, "build", "-o", "site"]);
    let built = run(build.current_dir(folder.0.path()));
    assert_eq!(built.status, 0, "{}", built.stderr);
}

#[test]
fn a_page_that_names_a_clause_of_a_standard_can_be_adopted() {
    for (path, text) in [
        (
            "main.md",
            "# Main\n\nA.5.1 of ISO/IEC 27001:2022 is met here.\n",
        ),
        (
            "ac/README.md",
            "# Access control\n\nNIST SP 800-53 AC-2 is met.\n",
        ),
        ("access.md", "# Access policy 1\n\nText.\n"),
    ] {
        let adopted = Folder::new(&[(path, text)]).adopt();
        assert_eq!(adopted.status, 0, "{path}: {}", adopted.stderr);
    }
}

#[test]
fn several_places_for_one_clause_are_one_proposal() {
    let (folder, _) = adopted(&[(
        "policies/a.md",
        "# Buying\n\nISO 9001:2015, 8.4.1 is met.\n\nAs ISO 9001:2015, 8.4.1 asks.\n\nSee ISO 9001:2015, 8.4.1.\n",
    )]);
    assert_eq!(
        folder.claims(),
        [
            "policies/a.md,8.4.1,,iso-9001-2015,proposed,\"ISO 9001:2015, 8.4.1 is met. (and 2 more)\""
        ]
    );
    assert_eq!(
        folder.adopt().stdout.lines().last(),
        Some("Nothing new was written to docs")
    );
}
