//! `adopt` writes settings and proposed claims for folders that were not made for Clausebook, and
//! nothing else.

use std::fs;
use std::path::PathBuf;

use snapbox::{assert_data_eq, str};
use tempfile::TempDir;

use crate::manual_test::{AS_OF, Run, clausebook, files_below, run};

/// A folder that is no manual yet.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::create_dir(folder.path()).unwrap();
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("docs")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Runs `adopt` beside the folder.
    fn adopt(&self) -> Run {
        let mut command = clausebook();
        command.args(["adopt", "docs", "--as-of", AS_OF]);
        run(command.current_dir(self.0.path()))
    }

    /// The names of all files, and the text of each.
    fn files(&self) -> Vec<(String, String)> {
        let files = files_below(&self.path()).into_iter();
        files
            .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
            .collect()
    }

    /// The rows of the file of claims, without those that only keep what was proposed.
    fn claims(&self) -> Vec<String> {
        let text = self.read("claims.csv");
        let rows = text.trim_start_matches('\u{feff}').lines().skip(1);
        rows.filter(|row| !row.starts_with(",,"))
            .map(str::to_owned)
            .collect()
    }
}

const PURCHASING: &str = "# Purchasing\n\n**Owner:** Purchasing manager  \n**Version:** 3\n\n\
                          ## Evaluation\n\nBuyers evaluate suppliers, as ISO 9001:2015, clause 8.4.1 asks.\n";

fn company() -> Folder {
    Folder::new(&[
        ("README.md", "# Acme quality manual\n\nHow we work.\n"),
        (
            "policies/quality.md",
            "# Quality policy\n\nWe meet ISO 9001:2015, 5.2.\n",
        ),
        ("procedures/SOP-012 Purchasing.md", PURCHASING),
        (
            "procedures/SOP-013 Sales.md",
            "# Sales\n\n**Owner:** Sales manager\n\nSee § 8.2.\n",
        ),
        ("notes/todo.md", "Buy milk.\n"),
    ])
}

#[test]
fn settings_say_what_they_rest_on() {
    let folder = company();
    let before = folder.files();
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    assert_data_eq!(
        adopted.stdout,
        str![[r#"
5 Markdown files: 3 documents
  1 of kind policy
  2 of kind procedure
  2 tell about the project: not controlled
ISO 9001:2015: named in 2 files, a clause of it in 2 places
claims.csv: 3 claims proposed (3 new)

The matrix as it is with these files:
  ISO 9001:2015: 0 covered, 8 planned, 57 gap of 65 requirements

Look at next:
  - manual.toml fills in what documents do not say: owner (1 of 3), revision (2 of 3); mend the values marked so
  - 3 documents without a status count as drafts, so that their claims are planned at most
  - read the proposals in claims.csv: delete "proposed" where the sentence is a claim, the row where it is none

Written to docs: manual.toml, claims.csv

"#]]
    );
    assert_data_eq!(
        adopted.stderr,
        str![[r#"
Next:
  clausebook --manual docs --as-of 2026-11-23 check     # what a person has to mend
  clausebook --manual docs --as-of 2026-11-23 coverage  # the matrix, clause by clause
  clausebook --manual docs --as-of 2026-11-23 build     # the site

"#]]
    );
    assert_data_eq!(
        folder.read("manual.toml"),
        str![[r##"
# Written by `clausebook adopt`, which read 5 Markdown files. Each setting says what it rests on: read
# it, and mend it where it is wrong. `adopt` never changes this file again; run once more, it
# says what it would add.

title = "Acme quality manual"   # the first heading of README.md
# iso-9001-2015: 2 files name it; 2 places name a clause of it.
standards = ["iso-9001-2015"]   # the first is what a bare clause number means

# Fields that texts state in a table or in lines with labels.
# "Owner": 2 files
# "Version": 1 file
[[metadata]]
names = { Owner = "owner", Version = "revision" }

# 2 of 3 documents have their id at the begin of their file's name, such as SOP-012.
[[defaults]]
match = '^(?<no>[A-Z]{1,6}(?:-[A-Z]{1,6})*-[0-9]+(?:[.-][0-9]+)*)(?:[ _.-]|$)'
id = "{no}"

# 2 files with the code SOP in the name.
[[defaults]]
files = ["procedures/SOP-*.md"]
kind = "procedure"

# 1 file in policies/
[[defaults]]
files = ["policies/**"]
kind = "policy"

# What files do not say themselves. Their own words count before these, and so do the entries above.
[[defaults]]
id = "{stem}"           # the name of the file
owner = "to be named"   # to be mended: 1 of 3 documents name no owner
revision = "1"          # to be mended: 2 of 3 documents name no revision
status = "draft"        # 3 of 3 documents say nothing: nothing is in force by a guess

# Claims that `adopt` proposes, each with the sentence on which it rests. Delete the word "proposed"
# in a row to make it a claim, and the row if it is none.
[[claims]]
file = "claims.csv"

"##]]
    );
    assert_eq!(
        folder.claims(),
        [
            "policies/quality.md,5.2,,iso-9001-2015,proposed,\"We meet ISO 9001:2015, 5.2.\"",
            "procedures/SOP-012 Purchasing.md,8.4.1,evaluation,iso-9001-2015,proposed,\
             \"Buyers evaluate suppliers, as ISO 9001:2015, clause 8.4.1 asks.\"",
            "procedures/SOP-013 Sales.md,8.2,,iso-9001-2015,proposed,See § 8.2.",
        ]
    );
    // Nothing else is touched.
    let mut after = folder.files();
    after.retain(|(name, _)| name != "manual.toml" && name != "claims.csv");
    assert_eq!(after, before);
}

#[test]
fn a_project_of_comply_is_read_by_its_own_files() {
    let page = |name: &str, acronym: &str, clauses: &str| {
        format!(
            "name: {name}\nacronym: {acronym}\nsatisfies:\n  TSC:\n    - {clauses}\nmajorRevisions:\n  \
             - date: Jun 1 2018\n    comment: Initial document\n---\n# Purpose\n\n{{{{.Name}}}} acts.\n"
        )
    };
    let folder = Folder::new(&[
        ("comply.yml", "name: \"Acme\"\nfilePrefix: \"Acme\"\n"),
        ("README.md", "# {{.Name}} Compliance Program\n"),
        (
            "narratives/control.md",
            &page("Control Narrative", "CN", "CC2.1"),
        ),
        ("policies/README.md", "# Policies\n"),
        ("policies/access.md", &page("Access Policy", "AP", "CC6.1")),
        (
            "procedures/patch.md",
            "id: \"patch\"\nname: \"Patch\"\ncron: \"0 0 * * *\"\n---\nDo it.\n",
        ),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    assert_data_eq!(
        folder.read("manual.toml"),
        str![[r##"
# Written by `clausebook adopt`, which read 5 Markdown files. Each setting says what it rests on: read
# it, and mend it where it is wrong. `adopt` never changes this file again; run once more, it
# says what it would add.

title = "Acme Compliance Program"   # the first heading of README.md
organisation = "Acme"
# soc2-tsc-2017: 0 files name it; 2 places name a clause of it.
standards = ["soc2-tsc-2017"]       # the first is what a bare clause number means

[reading]
unopened_front_matter = true   # 3 files: fields first, one `---` behind them
date_formats = ["%b %d %Y"]
ignore_fields = ["cron"]       # fields without meaning here

[fields]
acronym = "id"                        # 2 files
majorRevisions = "history"            # 2 files
"majorRevisions.comment" = "change"
name = "title"                        # 3 files
satisfies = "clauses"                 # 2 files

[variables]
".Name" = "Acme"   # 3 places in 3 files

[kind.narrative]
class = "document"
title = "Narrative"
plural = "Narratives"
prefix = "NAR"
folder = "narratives"

# 1 file in narratives/
[[defaults]]
files = ["narratives/**"]
kind = "narrative"

# 1 file in policies/
[[defaults]]
files = ["policies/**", "!policies/README.md"]
kind = "policy"

# 1 file in procedures/
[[defaults]]
files = ["procedures/**"]
kind = "procedure"

# What files do not say themselves. Their own words count before these, and so do the entries above.
[[defaults]]
owner = "to be named"   # to be mended: 3 of 3 documents name no owner
revision = "1"          # to be mended: 3 of 3 documents name no revision
status = "draft"        # 3 of 3 documents say nothing: nothing is in force by a guess

"##]]
    );
    assert!(!folder.path().join("claims.csv").exists());
}

#[test]
fn front_matter_and_its_words_are_mapped_as_far_as_all_values_fit() {
    let page = |rest: &str| format!("---\ndocument_id: POL-1\ntags: [a]\n{rest}---\nText.\n");
    let other = page(
        "version: 2\nstatus: Released\neffective_date: 13/02/2024\nreviewDate: 01/02/2025\ntype: Policy\n\
         iso27001: [A.5.1, A.5.2]\n",
    );
    let folder = Folder::new(&[
        ("docs/a.md", &other),
        (
            "docs/b.md",
            &other.replace("POL-1", "POL-2").replace(
                "version: 2\n",
                "version: 2\napproved_by: CEO\nowner: CISO\n",
            ),
        ),
    ]);
    assert_eq!(folder.adopt().status, 0);
    assert_data_eq!(
        folder.read("manual.toml"),
        str![[r##"
# Written by `clausebook adopt`, which read 2 Markdown files. Each setting says what it rests on: read
# it, and mend it where it is wrong. `adopt` never changes this file again; run once more, it
# says what it would add.

title = "docs"                       # to be mended: the folder's name
# iso-iec-27001-2022: 0 files name it; 4 places name a clause of it.
standards = ["iso-iec-27001-2022"]   # the first is what a bare clause number means

[reading]
date_formats = ["%d/%m/%Y"]
ignore_fields = ["reviewDate", "tags"]   # fields without meaning here

[fields]
approved_by = "approver"       # 1 file
document_id = "id"             # 2 files
effective_date = "effective"   # 2 files
type = "kind"                  # 2 files
version = "revision"           # 2 files

[values.status]
# 2 files: 1 of them do not say who approved them and since when: write "approved" once they do, or
# [[defaults]] gives approver and effective
Released = "review"

[values.kind]
Policy = "policy"   # 2 files

[class.document.fields]
# 2 files: claims, which count once their documents are in force
iso27001 = { type = "claims", standard = "iso-iec-27001-2022" }

# What files do not say themselves. Their own words count before these, and so do the entries above.
[[defaults]]
owner = "to be named"   # to be mended: 1 of 2 documents name no owner

"##]]
    );
}

#[test]
fn a_second_run_writes_nothing_new() {
    let folder = company();
    folder.adopt();
    let first = folder.files();
    let again = folder.adopt();
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert_eq!(folder.files(), first);
    assert!(
        again
            .stdout
            .ends_with("\nNothing new was written to docs\n"),
        "{}",
        again.stdout
    );
}

#[test]
fn a_second_run_keeps_what_a_person_changed() {
    let folder = company();
    folder.adopt();
    let settings = folder
        .read("manual.toml")
        .replace("to be named", "Quality manager");
    folder.write("manual.toml", &settings);
    let claims = folder.read("claims.csv");
    let rows: Vec<&str> = claims.lines().collect();
    // One row is deleted, one is confirmed, the third one stays.
    let mended = [
        rows[0],
        &rows[2].replace("proposed", ""),
        rows[3],
        rows[4],
        "",
    ]
    .join("\n");
    folder.write("claims.csv", &mended);
    folder.write(
        "procedures/SOP-014 Release.md",
        "# Release\n\nClause 8.6 of ISO 9001:2015.\n",
    );
    let again = folder.adopt();
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert_eq!(folder.read("manual.toml"), settings);
    let after = folder.read("claims.csv");
    let added = after.strip_prefix(&mended).expect("what was there stays");
    assert!(
        added.starts_with(
            "procedures/SOP-014 Release.md,8.6,,iso-9001-2015,proposed,Clause 8.6 of ISO 9001:2015.\n,,,,,"
        ),
        "{added}"
    );
    assert_eq!(added.lines().count(), 2);
}

#[test]
fn a_manual_that_is_there_stays_and_is_told_what_it_lacks() {
    let folder = company();
    let own = "title = \"Mine\"\nstandards = [\"iso-9001-2015\"]\n\n[[defaults]]\nfiles = [\"policies/**\"]\n\
               kind = \"policy\"\nid = \"{stem}\"\nstatus = \"draft\"\nowner = \"CEO\"\nrevision = \"1\"\n";
    folder.write("manual.toml", own);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    assert_eq!(folder.read("manual.toml"), own);
    let told = adopted
        .stdout
        .split("These settings would add to it:\n\n")
        .nth(1);
    let told = told
        .unwrap_or_default()
        .split("\n\nLook at next")
        .next()
        .unwrap_or_default();
    assert_data_eq!(
        told,
        str![[r##"
# Fields that texts state in a table or in lines with labels.
# "Owner": 2 files
# "Version": 1 file
[[metadata]]
names = { Owner = "owner", Version = "revision" }

# 2 files with the code SOP in the name.
[[defaults]]
files = ["procedures/SOP-*.md"]
kind = "procedure"

# Claims that `adopt` proposes, each with the sentence on which it rests. Delete the word "proposed"
# in a row to make it a claim, and the row if it is none.
[[claims]]
file = "claims.csv"
"##]]
    );
}

#[test]
fn a_folder_without_documents_is_refused() {
    for files in [
        &[][..],
        &[("a.txt", "Text.\n")],
        &[("README.md", "# Acme\n\nWe meet ISO 9001:2015, 8.4.1.\n")],
    ] {
        let folder = Folder::new(files);
        let before = folder.files();
        let adopted = folder.adopt();
        assert_eq!(adopted.status, 2, "{}", adopted.stdout);
        assert!(
            adopted.stderr.contains("nothing was written"),
            "{}",
            adopted.stderr
        );
        assert_eq!(folder.files(), before);
    }
}

#[test]
fn names_with_signs_of_patterns_and_tables_are_read_back() {
    let text = "Clause 8.4.1 of ISO 9001:2015.\n";
    let folder = Folder::new(&[
        ("policies/!a [b]{c}*,d.md", text),
        ("policies/-x#y.md", text),
        ("policies/\"q\" 'q'.md", text),
        ("policies/con.md", text),
        ("policies/sub/con.md", text),
        ("policies/=1+1.md", text),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    let settings: toml::Table = folder.read("manual.toml").parse().unwrap();
    assert!(settings.contains_key("defaults"));
    assert_data_eq!(
        folder.claims().join("\n"),
        str![[r#"
a-b-c-d,8.4.1,,iso-9001-2015,proposed,Clause 8.4.1 of ISO 9001:2015.
"policies/""q"" 'q'.md",8.4.1,,iso-9001-2015,proposed,Clause 8.4.1 of ISO 9001:2015.
x-y,8.4.1,,iso-9001-2015,proposed,Clause 8.4.1 of ISO 9001:2015.
policies/=1+1.md,8.4.1,,iso-9001-2015,proposed,Clause 8.4.1 of ISO 9001:2015.
policies/con.md,8.4.1,,iso-9001-2015,proposed,Clause 8.4.1 of ISO 9001:2015.
policies/sub/con.md,8.4.1,,iso-9001-2015,proposed,Clause 8.4.1 of ISO 9001:2015.
"#]]
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = company();
    let outside = folder.0.path().join("outside.csv");
    fs::write(&outside, "mine\n").unwrap();
    std::os::unix::fs::symlink(&outside, folder.path().join("claims.csv")).unwrap();
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 2, "{}", adopted.stdout);
    assert_eq!(fs::read_to_string(&outside).unwrap(), "mine\n");
    assert!(!folder.path().join("manual.toml").exists());
}

#[test]
fn a_folder_inside_a_manual_is_refused() {
    let folder = company();
    fs::write(folder.0.path().join("manual.toml"), "title = \"Outer\"\n").unwrap();
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 2);
    assert!(
        adopted.stderr.contains("lies in the manual"),
        "{}",
        adopted.stderr
    );
}

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

/// The settings that `adopt` writes, from a head on, without those below the next blank line.
fn setting(folder: &Folder, head: &str) -> String {
    let settings = folder.read("manual.toml");
    let found = settings.split("\n\n").find(|part| part.contains(head));
    found.unwrap_or_default().trim().to_owned()
}

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
fn what_would_stop_the_first_build_is_told_and_stops_it_no_more() {
    let folder = Folder::new(&[
        (
            "policies/a.md",
            "---\nid: POL-1\ntitle: A\n---\nSee [b](gone.md) and [c](lost.md).\n",
        ),
        ("policies/b.md", "Text.\n\n```\nnever closed\n"),
        ("policies/c.md", "Text of c.\n"),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    assert_data_eq!(
        setting(&folder, "[rules]"),
        str![[r##"
# Mistakes that are told, and stop no build until somebody has read them: nothing counts by them.
# Delete a line once `check` finds nothing of its rule.
[rules]
broken-reference = "warn"   # 2 places, such as policies/a.md:5
"##]]
    );
    assert!(setting(&folder, "exclude").contains("exclude = [\"policies/b.md\"]"));
    let mut command = clausebook();
    command.args(["--manual", "docs", "--as-of", AS_OF, "build", "-o", "site"]);
    let built = run(command.current_dir(folder.0.path()));
    assert_eq!(built.status, 0, "{}", built.stderr);
}

#[test]
fn pages_say_what_they_are_in_the_ways_of_other_tools() {
    let folder = Folder::new(&[
        (
            "README.md",
            "<h1 align=\"center\">Acme handbook</h1>\n\n### Description\n\nText.\n",
        ),
        ("vendor/index.md", "---\ntitle: Vendor policy\n---\nText.\n"),
        ("backup/index.md", "---\ntitle: Backup policy\n---\nText.\n"),
        ("qms/ACME-PR-001-Change.md", "Text.\n"),
        ("qms/ACME-PR-002-Sales.md", "Text.\n"),
        ("qms/ACME-F-001-List.md", "Text.\n"),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    assert_data_eq!(
        adopted
            .stdout
            .lines()
            .take(5)
            .collect::<Vec<_>>()
            .join("\n"),
        str![[r#"
6 Markdown files: 5 documents
  1 of kind form
  2 of kind policy
  2 of kind procedure
  1 tells about the project: not controlled
"#]]
    );
    let settings = folder.read("manual.toml");
    for expected in [
        "title = \"Acme handbook\"",
        "files = [\"qms/ACME-PR-*.md\"]\nkind = \"procedure\"",
        "files = [\"backup/index.md\"]\nid = \"backup\"",
    ] {
        assert!(settings.contains(expected), "{settings}");
    }
}

#[test]
fn names_that_many_folders_share_get_ids_by_their_folders() {
    let names = ["scope", "roles", "risks"];
    let files = ["hr", "it"]
        .iter()
        .flat_map(|folder| names.map(|name| (format!("policies/{folder}/{name}.md"), "Text.\n")));
    let files: Vec<(String, &str)> = files.collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), *text))
        .collect();
    let folder = Folder::new(&files);
    assert_eq!(folder.adopt().status, 0);
    assert_data_eq!(
        setting(&folder, "hr-"),
        str![[r##"
# 3 files in policies/hr/ whose names others have, too.
[[defaults]]
files = ["policies/hr/*"]
id = "hr-{stem}"
"##]]
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
