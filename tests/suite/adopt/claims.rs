//! The claims that `adopt` proposes, and the standards that it chooses.

use std::fs;

use snapbox::{assert_data_eq, str};

use super::{Folder, setting};
use crate::manual_test::{AS_OF, clausebook, run};

#[test]
fn tables_that_name_a_standard_are_read_as_claims_of_their_document() {
    let page = |rows: &str| {
        format!(
            "# SOP\n\n| ISO 13485:2016 Section | Document Section |\n|---|---|\n{rows}\nText.\n"
        )
    };
    let folder = Folder::new(&[
        (
            "sops/sop-a.md",
            &page("| 4.2.4 | All |\n| 4.2.1 b) | 1. |\n"),
        ),
        ("sops/sop-b.md", &page("| 7.4.1, 7.4.2 | All |\n")),
    ]);
    assert_eq!(folder.adopt().status, 0);
    assert_data_eq!(
        setting(&folder, "[[claims]]"),
        str![[r#"
# 3 rows of tables that say which clauses their document addresses.
[[claims]]
columns = { clause = "ISO 13485:2016 Section" }
standard = "iso-13485-2016"
# delete this line once a person has read them: they count as planned until then
status = "proposed"
"#]]
    );
    assert!(!folder.path().join("claims.csv").exists());
    // A head under which something else stands is left to a person, row by row.
    folder.write("sops/sop-c.md", &page("| 7.4.3 | All |\n| none | 1. |\n"));
    fs::remove_file(folder.path().join("manual.toml")).unwrap();
    assert_eq!(folder.adopt().status, 0);
    assert_eq!(
        folder.claims(),
        [
            "sops/sop-a.md,4.2.4,,iso-13485-2016,proposed,4.2.4 | All",
            "sops/sop-a.md,4.2.1 b),,iso-13485-2016,proposed,4.2.1 b) | 1.",
            "sops/sop-b.md,7.4.1,,iso-13485-2016,proposed,\"7.4.1, 7.4.2 | All\"",
            "sops/sop-b.md,7.4.2,,iso-13485-2016,proposed,\"7.4.1, 7.4.2 | All\"",
            "sops/sop-c.md,7.4.3,,iso-13485-2016,proposed,7.4.3 | All",
        ]
    );
}

#[test]
fn a_table_of_controls_names_documents_by_the_begin_of_their_ids() {
    let document = |id: &str, title: &str| {
        format!(
            "> **Document ID:** {id}\n> **Version:** 2\n\n# {title}\n\nAs ISO/IEC 27001:2022 asks.\n"
        )
    };
    let rows: String = (1..=9)
        .map(|number| format!("| 5.{number} | CB_01 | CB_02, Backup Standard |\n"))
        .collect();
    let index = format!(
        "# Index\n\nOf ISO/IEC 27001:2022.\n\n| # | Design | More |\n|---|---|---|\n{rows}| 5.10 | CB_09 | |\n"
    );
    let folder = Folder::new(&[
        ("standards/a.md", &document("CB_01-Access", "Access")),
        (
            "standards/b.md",
            &document("CB_02-Backup", "Backup Standard"),
        ),
        ("INDEX.md", &index),
    ]);
    assert_eq!(folder.adopt().status, 0);
    let claims = folder.claims();
    assert_eq!(claims.len(), 18, "{claims:?}");
    assert_eq!(
        claims[1],
        "standards/b.md,A.5.1,,iso-iec-27001-2022,proposed,\"INDEX.md: 5.1 | CB_01 | CB_02, Backup Standard\""
    );
}

#[test]
fn a_list_of_a_whole_standard_and_a_number_of_the_manuals_own_propose_nothing() {
    let rows: String = (1..=37)
        .chain(1..=34)
        .enumerate()
        .map(|(at, number)| format!("| A.{}.{number} | |\n", if at < 37 { 5 } else { 8 }))
        .collect();
    let checklist = format!(
        "# Checklist of ISO/IEC 27001:2022\n\n**Owner:** CISO\n\n| Control | Done |\n|---|---|\n{rows}"
    );
    let folder = Folder::new(&[
        ("docs/gap-checklist.md", &checklist),
        (
            "docs/cash-policy.md",
            "# Cash policy\n\n**Owner:** CFO\n\n## CP-10 Deviations\n\nA control.\n",
        ),
        (
            "docs/access-policy.md",
            "# Access policy\n\n**Owner:** CISO\n\nMeets A.5.15, not yet A.5.16. A.8 is the chapter.\n\n\
             Meets A.5.17.\n",
        ),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    assert_eq!(
        folder.claims(),
        ["docs/access-policy.md,A.5.17,,iso-iec-27001-2022,proposed,Meets A.5.17."]
    );
    assert!(
        adopted.stdout.contains(
            "1 document lists most of a standard in tables, such as docs/gap-checklist.md"
        ),
        "{}",
        adopted.stdout
    );
}

#[test]
fn a_standard_that_is_only_mentioned_is_not_measured() {
    let folder = Folder::new(&[
        (
            "policies/a.md",
            "As ISO 9001:2015, 8.4.1 asks. ISO 14001:2015 and ISO 45001:2018 may follow.\n",
        ),
        ("policies/b.md", "Like ISO 14001:2015.\n"),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    let settings = folder.read("manual.toml");
    assert!(
        settings.contains("standards = [\"iso-9001-2015\"]"),
        "{settings}"
    );
    assert!(
        adopted
            .stdout
            .contains("the texts mention ISO 14001:2015 (2 files), ISO 45001:2018 (1 file)"),
        "{}",
        adopted.stdout
    );
}

#[test]
fn tags_in_lists_are_counted_one_by_one() {
    let folder = Folder::new(&[
        (
            "SOP-001.md",
            "# Buying\n\n<!-- [13485:7.4.1,7.4.2a, 7.5.1] -->\n\nBuyers buy.\n",
        ),
        (
            "SOP-002.md",
            "# Planning\n\n<!-- [13485:8.1b8.1c] -->\n\nText.\n",
        ),
    ]);
    assert_eq!(folder.adopt().status, 0);
    assert_eq!(
        setting(&folder, "[[claims]]"),
        "# 4 places with <!-- [13485:CLAUSE] -->. 1 names no clause of the standard: `check` tells which.\n\
         [[claims]]\n\
         pattern = '<!--\\s*\\[13485:(?<clause>[^\\]}]+)\\]\\s*-->'\n\
         standard = \"iso-13485-2016\"\n\
         status = \"proposed\"           \
         # delete this line once a person has read them: they count as planned until then"
    );
}

#[test]
fn clauses_that_do_not_apply_are_exclusions_in_comments() {
    let folder = Folder::new(&[
        (
            "policies/manual.md",
            "# Manual\n\n## Non-applicable requirements\n\n\
             These sections of ISO 13485:2016 do not apply to us:\n\n\
             | Section | Title | Rationale |\n|---|---|---|\n\
             | 6.4.2 | Contamination control | We make \"software\" only |\n\
             | 7.5.5 | Sterile devices | Nothing is sterile |\n\
             | 7.6 | Measuring equipment | We measure nothing |\n",
        ),
        (
            "procedures/tools.md",
            "# Tools\n\nAs ISO 13485:2016 Sec. 4.1.6 and 7.6 ask. ISO 13485:2016, 7.5.7 is not applicable.\n",
        ),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    assert_eq!(
        folder.claims(),
        [
            "procedures/tools.md,4.1.6,,iso-13485-2016,proposed,As ISO 13485:2016 Sec. 4.1.6 and 7.6 ask.",
            "procedures/tools.md,7.6,,iso-13485-2016,proposed,As ISO 13485:2016 Sec. 4.1.6 and 7.6 ask.",
        ]
    );
    let settings = folder.read("manual.toml");
    let exclusions: Vec<&str> = settings
        .lines()
        .filter(|line| line.starts_with("# clause") || line.starts_with("# justification"))
        .map(|line| line.split("   #").next().unwrap_or(line).trim_end())
        .collect();
    assert_eq!(
        exclusions,
        [
            "# clause = \"iso-13485-2016:7.5.7\"",
            "# justification = \"ISO 13485:2016, 7.5.7 is not applicable.\"",
            "# clause = \"iso-13485-2016:6.4.2\"",
            "# justification = \"We make \\\"software\\\" only\"",
            "# clause = \"iso-13485-2016:7.5.5\"",
            "# justification = \"Nothing is sterile\"",
            "# clause = \"iso-13485-2016:7.6\"",
            "# justification = \"We measure nothing\"",
        ]
    );
    let told = "the texts say that 4 clauses do not apply, such as 7.5.7 (procedures/tools.md)";
    assert!(adopted.stdout.contains(told), "{}", adopted.stdout);
    // Nothing is left out before a person has said so.
    assert!(
        adopted
            .stdout
            .contains("0 covered, 2 planned, 70 gap of 72"),
        "{}",
        adopted.stdout
    );
    // What is taken over is a setting that can be read.
    let taken: Vec<&str> = settings
        .lines()
        .map(|line| {
            match line.starts_with("# [[exclusion]]")
                || exclusions.iter().any(|one| line.starts_with(one))
            {
                true => line.trim_start_matches("# "),
                false => line,
            }
        })
        .collect();
    folder.write("manual.toml", &taken.join("\n"));
    let again = folder.adopt();
    assert!(again.stdout.contains("4 excluded"), "{}", again.stdout);
    assert!(!again.stdout.contains("[[exclusion]]"), "{}", again.stdout);
}

#[test]
fn where_no_text_names_a_standard_nothing_is_measured() {
    let folder = Folder::new(&[
        (
            "policies/leave.md",
            "# Leave\n\n**Owner:** People\n\nAsk your lead.\n",
        ),
        ("procedures/expenses.md", "# Expenses\n\nKeep receipts.\n"),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    let told = "No text names a clause of a standard, so that there is no matrix yet";
    assert!(adopted.stdout.contains(told), "{}", adopted.stdout);
    let settings = folder.read("manual.toml");
    assert!(settings.contains("\nstandards = []\n"), "{settings}");
    let mut build = clausebook();
    build.args(["--manual", "docs", "--as-of", AS_OF, "build", "-o", "site"]);
    let built = run(build.current_dir(folder.0.path()));
    assert_eq!(built.status, 0, "{}", built.stderr);
    assert!(
        built.stderr.contains("warning[no-standard]"),
        "{}",
        built.stderr
    );
    assert!(folder.0.path().join("site/index.html").is_file());
}
