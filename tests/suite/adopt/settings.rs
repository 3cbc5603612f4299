//! The settings that `adopt` writes, each with what it rests on.

use std::fs;

use snapbox::{assert_data_eq, str};

use super::{Folder, company, setting};
use crate::manual_test::{AS_OF, clausebook, run};

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
ISO 9001:2015: named in 3 files, a clause of it in 3 places
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
# iso-9001-2015: 3 files name it; 3 places name a clause of it.
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
            "procedures/SOP-013 Sales.md,8.2,,iso-9001-2015,proposed,See ISO 9001:2015 § 8.2.",
        ]
    );
    // Nothing else is touched.
    let mut after = folder.files();
    after.retain(|(name, _)| name != "manual.toml" && name != "claims.csv");
    assert_eq!(after, before);
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
# 2 files: 1 of them has a day from which it holds, and does not say who approved it, such as
# docs/a.md: each file with this word counts as in review until it does and "approved" stands here
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
fn variables_of_another_program_in_fields_stop_no_first_build() {
    let folder = Folder::new(&[
        (
            "index.md",
            "---\ntitle: \"{{ site }}\"\n---\n# {{ site }}\n\nText.\n",
        ),
        (
            "policies/a.md",
            "---\nid: POL-1\ntitle: \"{{ page.title }}\"\nowner: \"{{ owner }}\"\ntemplate: \"{{ x }}.html\"\n---\nText of a.\n",
        ),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    let rules = setting(&folder, "[rules]");
    assert!(rules.contains("unread-variable = \"warn\""), "{rules}");
    let mut command = clausebook();
    command.args(["--manual", "docs", "--as-of", AS_OF, "build", "-o", "site"]);
    let built = run(command.current_dir(folder.0.path()));
    assert_eq!(built.status, 0, "{}", built.stderr);
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
fn pages_that_are_no_documents_keep_front_matter_of_their_own() {
    let folder = Folder::new(&[
        (
            "index.md",
            "---\ntitle: Playbook\nlayout: home\n---\nWelcome.\n",
        ),
        (
            "policies/leave.md",
            "---\ntitle: Leave\nlast_reviewed_at: 2025-01-01\n---\nAsk your lead.\n",
        ),
        (
            "stuff/index.md",
            "---\ntitle: Guides\nnav_order: 1\n---\nText.\n",
        ),
        ("stuff/a.md", "---\ntitle: First guide\n---\nText.\n"),
        ("stuff/b.md", "Text.\n"),
        ("stuff/c.md", "Text.\n"),
        (
            "records/2025/audit.md",
            "---\ntitle: Audit\ndate: 2025-02-30\nstatus: done\n---\nText.\n",
        ),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    assert!(
        setting(&folder, "[reading]").contains(
            "uncontrolled_front_matter = true       \
             # 4 pages that are no documents have front-matter of another meaning"
        ),
        "{}",
        folder.read("manual.toml")
    );
    assert!(
        folder
            .read("manual.toml")
            .contains("title = \"Playbook\"   # the title of index.md"),
        "{}",
        folder.read("manual.toml")
    );
    let mut build = clausebook();
    build.args(["--manual", "docs", "--as-of", AS_OF, "build", "-o", "site"]);
    let built = run(build.current_dir(folder.0.path()));
    assert_eq!(built.status, 0, "{}", built.stderr);
    let page = fs::read_to_string(folder.0.path().join("site/pages/stuff/a.html")).unwrap();
    assert!(page.contains("First guide"), "{page}");
}

#[test]
fn unknown_statuses_are_told_together_and_no_id_has_a_comma() {
    let page = |status: &str| {
        format!("# Rule\n\n**Owner:** Buyer  \n**Status:** {status}\n\nISO 9001:2015, 8.4.1.\n")
    };
    let folder = Folder::new(&[
        ("policies/Terms, conditions.md", &page("Frozen solid")),
        ("policies/b.md", &page("On the moon")),
        ("policies/c.md", &page("Draft")),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    let told =
        "2 unknown words for a status are read as draft, such as \"Frozen solid\", \"On the moon\"";
    assert!(adopted.stdout.contains(told), "{}", adopted.stdout);
    // An id with a comma could not be named in a table.
    assert_eq!(
        folder.claims()[0].split(',').next(),
        Some("Terms-conditions"),
        "{:?}",
        folder.claims()
    );
    assert!(
        adopted.stdout.contains("0 covered, 1 planned, 64 gap"),
        "{}",
        adopted.stdout
    );
}

#[test]
fn of_many_names_in_braces_the_most_frequent_are_written() {
    let names: Vec<String> = (0..60).map(|at| format!("{{{{ name{at:02} }}}}")).collect();
    let text = format!(
        "# Purchasing\n\n{}\n\n{{{{ name59 }}}} and {{{{ name58 }}}}\n",
        names.join(" ")
    );
    let folder = Folder::new(&[
        ("policies/buying.md", &text),
        ("policies/selling.md", "# S\n"),
    ]);
    let run = folder.adopt();
    let settings = folder.read("manual.toml");
    let begin = settings.find("[variables]").unwrap();
    let variables: Vec<&str> = settings[begin..]
        .lines()
        .take_while(|line| !line.is_empty())
        .collect();
    assert_eq!(variables.len(), 42, "{settings}");
    assert_eq!(
        variables[1],
        "name00 = \"(name00)\"   # to be mended: 1 place in 1 file"
    );
    assert_eq!(
        variables[38..],
        [
            "name37 = \"(name37)\"   # to be mended: 1 place in 1 file",
            "name58 = \"(name58)\"   # to be mended: 2 places in 1 file",
            "name59 = \"(name59)\"   # to be mended: 2 places in 1 file",
            "# 20 names more, such as name38, in fewer places: `check --rule unknown-variable` lists them",
        ]
    );
    assert!(
        settings.contains("unknown-variable = \"warn\""),
        "{settings}"
    );
    assert!(
        run.stdout
            .contains("1 mistake of unknown-variable does not stop a build by [rules]"),
        "{}",
        run.stdout
    );
    assert!(!folder.adopt().stdout.contains("[variables]"));
}

#[test]
fn days_in_fields_that_are_not_read_need_no_form() {
    let page = "# Purchasing\n\n| Date | Owner |\n|---|---|\n| 15.01.2026 | Buyer |\n\nWe buy.\n";
    let folder = Folder::new(&[
        ("procedures/buying.md", page),
        (
            "procedures/selling.md",
            "# Selling\n\n**Owner:** Seller\n\nWe sell.\n",
        ),
        (
            "procedures/storing.md",
            "# Storing\n\n**Owner:** Storekeeper\n\nWe store.\n",
        ),
    ]);
    folder.adopt();
    let settings = folder.read("manual.toml");
    assert!(!settings.contains("date_formats"), "{settings}");
    assert!(
        settings.contains("\"Owner\" = \"owner\"") || settings.contains("Owner = \"owner\""),
        "{settings}"
    );
}

#[test]
fn items_of_doorstop_need_no_header() {
    let item = "active: true\nlevel: 1.0\ntext: |\n  The pump shall stop.\n";
    let settings = "settings:\n  digits: 3\n  prefix: REQ\n  sep: ''\n";
    let folder = Folder::new(&[
        ("README.md", "# Pump\n"),
        ("req/.doorstop.yml", settings),
        ("req/REQ001.yml", item),
        ("req/REQ002.yml", &format!("---\n{item}")),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    assert_eq!(setting(&folder, "[[metadata]]"), "");
    assert_eq!(
        setting(&folder, "[[defaults]]\nfiles"),
        "# The doorstop document REQ.\n[[defaults]]\nfiles = [\"req/REQ*.yml\"]\nkind = \"requirement\""
    );
    let mut check = clausebook();
    check.args(["--manual", "docs", "check", "--as-of", AS_OF]);
    let checked = run(check.current_dir(folder.0.path()));
    assert_eq!(checked.status, 0, "{}{}", checked.stdout, checked.stderr);
}

#[test]
fn components_of_opencontrol_may_begin_with_the_mark_of_yaml() {
    let component = "---\nname: Authentication\nsatisfies:\n- control_key: AC-2\n  \
                     standard_key: NIST-800-53\n";
    let folder = Folder::new(&[
        (
            "opencontrol.yaml",
            "schema_version: \"1.0.0\"\nname: cloud\n",
        ),
        ("UAA/component.yaml", component),
    ]);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    assert_eq!(folder.claims().len(), 1);
    assert!(
        setting(&folder, "title = ").contains("exclude = [\"opencontrol.yaml\"]"),
        "{}",
        folder.read("manual.toml")
    );
}
