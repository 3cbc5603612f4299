//! The files of a new manual beside its stubs: settings, home page, folders.

use super::InitArguments;
use crate::diagnostics::SourcePath;
use crate::manual::Standard;
use crate::publish::NewFile;

/// The file that keeps what the commands write out of git.
pub(super) const GITIGNORE: (&str, &str) = (
    ".gitignore",
    "# What `clausebook build` and `clausebook pdf` write\n/site/\n/pdf/\n",
);

const FOLDERS: [(&str, &str); 7] = [
    (
        "policies",
        "Policies: what the organisation commits itself to.",
    ),
    ("instructions", "Work instructions: how one task is done."),
    ("forms", "Forms: what records are written on."),
    ("records/audits", "Audits, one file each: kind audit."),
    (
        "records/findings",
        "Findings of audits, one file each: kind finding.",
    ),
    (
        "records/actions",
        "Corrective actions, one file each: kind action.",
    ),
    (
        "standards",
        "The manual's own catalogs of clauses, as TOML files.",
    ),
];

/// `.gitignore`, and a file for each folder that has no other file yet.
pub(super) fn other_files() -> Vec<NewFile> {
    let folder = |(folder, purpose): (&str, &str)| {
        NewFile::new(&format!("{folder}/.keep"), format!("{purpose}\n"))
    };
    let mut files = vec![NewFile::new(GITIGNORE.0, GITIGNORE.1)];
    files.extend(FOLDERS.map(folder));
    files
}

/// The text of `manual.toml`.
pub(super) fn text(
    arguments: &InitArguments,
    chosen: &[&Standard],
    left_out: &[SourcePath],
) -> String {
    let ids: Vec<String> = chosen
        .iter()
        .map(|standard| format!("\"{}\"", standard.id))
        .collect();
    let quoted = toml::Value::String(arguments.organisation.clone());
    let of_quality = |standard: &&Standard| standard.title.to_lowercase().contains("quality");
    let title = match chosen.first().is_none_or(of_quality) {
        true => "Quality Manual",
        false => "Management Manual",
    };
    format!(
        "title = \"{title}\"\n\
         organisation = {quoted}\n\
         language = \"en\"\n\
         standards = [{}]   # the first is what a bare clause number means\n\
         review_interval = \"12 months\"   # where a document names none\n\
         audit_cycle = \"36 months\"\n\
         {}\n\
         # A clause that does not apply, with the reason an auditor will ask for:\n\
         # [[exclusion]]\n\
         # clause = \"…\"\n\
         # justification = \"…\"\n\
         # approved_by = \"Managing director\"\n\
         # date = 2026-01-12\n\
         \n\
         [rules]                           # allow | warn | deny\n\
         # unaddressed-requirement = \"deny\"   # once the manual must stay complete\n\
         \n\
         [variables]                       # written {{{{ company }}}} in documents\n\
         company = {quoted}\n",
        ids.join(", "),
        exclude(left_out)
    )
}

/// The setting that leaves out files; empty if there are none.
fn exclude(left_out: &[SourcePath]) -> String {
    if left_out.is_empty() {
        return String::new();
    }
    let lines = left_out.iter().map(|path| {
        let pattern = toml::Value::String(pattern(path));
        format!("    {pattern},\n")
    });
    let lines: String = lines.collect();
    format!(
        "\n# Files that were here before the manual, in which `clausebook check` finds errors. To see \
         what is\n# to be mended in one, take its line out and check again.\nexclude = [\n{lines}]\n"
    )
}

/// A pattern that fits a path: characters with a meaning in patterns become `?`, which fits any
/// character.
fn pattern(path: &SourcePath) -> String {
    let plain = |c: char| match c {
        '*' | '[' | ']' | '{' | '}' | '!' | ',' => '?',
        c => c,
    };
    path.as_str().chars().map(plain).collect()
}

/// The text of the home page.
pub(super) fn home(arguments: &InitArguments, chosen: &[&Standard]) -> String {
    let names: Vec<&str> = chosen
        .iter()
        .map(|standard| standard.designation.as_str())
        .collect();
    format!(
        "# {}\n\nThis manual says how {{{{ company }}}} works, and how that meets {}.\n",
        arguments.organisation.replace(['{', '}', '\n'], " "),
        names.join(" and ")
    )
}
