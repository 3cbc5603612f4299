//! Compares manuals that say the same in other forms than front-matter with one that has it: time,
//! processor time and peak memory of `check` and `build`. Prints a Markdown table.
//!
//! `cargo bench --bench readings` measures 1,000 and 10,000 documents; the number of documents can be
//! given: `cargo bench --bench readings -- 50000`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, thread};

use rayon::prelude::*;

mod corpus;
mod meter;
mod scratch;

use meter::{Result, Site, Usage, quickest};
use scratch::Folder;

/// The number of rounds. In each, every form runs once, so that a busy machine disturbs all alike.
/// The fastest run of a form counts.
const ROUNDS: usize = 5;

/// How the documents say their fields and claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    FrontMatter,
    /// The title and the claims in front-matter, all else by `[[defaults]]`.
    Defaults,
    /// The claims in front-matter, all else in a table of two columns.
    MetadataTable,
    /// The claims in front-matter, all else in lines with labels.
    MetadataLines,
    /// The claims in front-matter, all else in one line that a pattern reads.
    MetadataPattern,
    /// The claims in a table of the text.
    ClaimsTable,
    /// The claims in comments that a pattern reads, each in a section.
    ClaimsPattern,
    /// A table of two columns, and claims in comments.
    NoFrontMatter,
}

/// The forms, and how they are called. The first one is what the others are compared with.
const FORMS: [(Form, &str); 8] = [
    (Form::FrontMatter, "front-matter"),
    (Form::Defaults, "`[[defaults]]`"),
    (Form::MetadataTable, "`[[metadata]]` by a table"),
    (Form::MetadataLines, "`[[metadata]]` by lines"),
    (Form::MetadataPattern, "`[[metadata]]` by a pattern"),
    (Form::ClaimsTable, "`[[claims]]` by a table"),
    (Form::ClaimsPattern, "`[[claims]]` by a pattern"),
    (
        Form::NoFrontMatter,
        "`[[metadata]]` by a table, `[[claims]]` by a pattern",
    ),
];

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if meter::is_meter(&arguments)? {
        return Ok(());
    }
    meter::sizes(&arguments).into_iter().try_for_each(table)
}

/// Measures every form with this many documents and prints a table.
fn table(documents: usize) -> Result<()> {
    let folder = Folder::new("readings", documents)?;
    let manuals: Vec<PathBuf> = (0..FORMS.len())
        .map(|at| folder.0.join(format!("manual-{at}")))
        .collect();
    for (manual, (form, _)) in manuals.iter().zip(FORMS) {
        write(manual, documents, form)?;
    }
    let claimed: Vec<usize> = manuals
        .iter()
        .map(|manual| claims(manual))
        .collect::<Result<_>>()?;
    if claimed.iter().any(|claims| *claims != claimed[0]) {
        return Err(format!("the forms do not claim the same: {claimed:?}").into());
    }
    let site = Site::in_folder(&folder.0);
    let check = |manual: &Path| quickest(&clausebook("check", manual), 1, &|| Ok(()));
    let build = |manual: &Path| {
        let mut command = clausebook("build", manual);
        command.arg("-o").arg(&site.folder);
        quickest(&command, 1, &|| site.move_away())
    };
    let checks = rounds(&manuals, &check)?;
    let builds = rounds(&manuals, &build)?;

    println!(
        "\n{documents} documents on {} cores, {} claims\n",
        thread::available_parallelism()?,
        claimed[0],
    );
    println!(
        "| | check, processor | of front-matter's | peak memory | build, processor \
         | of front-matter's | peak memory |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for ((_, name), (check, build)) in FORMS.iter().zip(checks.iter().zip(&builds)) {
        let cells = |usage: &Usage, first: &Usage| {
            let seconds = usage.processor.as_secs_f64();
            let of_first = seconds / first.processor.as_secs_f64();
            let megabytes = usage.peak / 1024;
            format!("{seconds:.2} s | {of_first:.2} | {megabytes} MB")
        };
        let (check, build) = (cells(check, &checks[0]), cells(build, &builds[0]));
        println!("| {name} | {check} | {build} |");
    }
    Ok(())
}

/// The run of least processor time of each manual.
fn rounds(manuals: &[PathBuf], run: &dyn Fn(&Path) -> Result<Usage>) -> Result<Vec<Usage>> {
    let one_round = || -> Result<Vec<Usage>> { manuals.iter().map(|manual| run(manual)).collect() };
    let mut least = one_round()?;
    for _ in 1..ROUNDS {
        for (least, usage) in least.iter_mut().zip(one_round()?) {
            if usage.processor < least.processor {
                *least = usage;
            }
        }
    }
    Ok(least)
}

fn clausebook(subcommand: &str, manual: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausebook"));
    command.args([subcommand, "--quiet", "--as-of", "2026-11-23", "--manual"]);
    command.arg(manual);
    command
}

/// The number of claims that the program finds.
fn claims(manual: &Path) -> Result<usize> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausebook"));
    command.args([
        "coverage",
        "--format",
        "csv",
        "--as-of",
        "2026-11-23",
        "--manual",
    ]);
    let output = command.arg(manual).output()?;
    let csv = String::from_utf8(output.stdout)?;
    Ok(csv.matches("QP-").count())
}

/// The settings of every form.
const NAMES: &str = r#"
[[metadata]]
names = { "Document ID" = "id", "Title" = "title", "Kind" = "kind", "Version" = "revision", "Status" = "status", "Owner" = "owner", "Approved by" = "approver", "Effective date" = "effective", "Next review" = "review_due" }
"#;
const LINE: &str = r"
[[metadata]]
pattern = '(?m)^<!-- (?<id>QP-[0-9]+); (?<title>[^;]+); (?<kind>[^;]+); (?<revision>[^;]+); (?<status>[^;]+); (?<owner>[^;]+); (?<approver>[^;]+); (?<effective>[^;]+); (?<review_due>[^;]+) -->'
";
const DEFAULTS: &str = r#"
[[defaults]]
match = "^qp-(?<no>[0-9]+)"
id = "QP-{no}"
kind = "procedure"
revision = "1"
status = "approved"
owner = "Inspector"
approver = "Quality manager"
effective = "2026-01-01"
review_due = "2027-01-01"
"#;
const COLUMNS: &str = r#"
[[claims]]
columns = { standard = "Standard", clause = "Requirement" }
"#;
const COMMENTS: &str = r"
[[claims]]
pattern = '<!-- \[(?<standard>[a-z0-9-]+):(?<clause>[^\]]+)\] -->'
";

/// The label of each field in a text.
const LABELS: [(&str, &str); 9] = [
    ("id", "Document ID"),
    ("title", "Title"),
    ("kind", "Kind"),
    ("revision", "Version"),
    ("status", "Status"),
    ("owner", "Owner"),
    ("approver", "Approved by"),
    ("effective", "Effective date"),
    ("review_due", "Next review"),
];

/// Writes the manual of the corpus in a form.
fn write(manual: &Path, documents: usize, form: Form) -> Result<()> {
    let records = 0;
    corpus::write(manual, corpus::Size { documents, records })?;
    let settings = manual.join("manual.toml");
    let added = match form {
        Form::FrontMatter => return Ok(()),
        Form::Defaults => DEFAULTS.to_owned(),
        Form::MetadataTable | Form::MetadataLines => NAMES.to_owned(),
        Form::MetadataPattern => LINE.to_owned(),
        Form::ClaimsTable => COLUMNS.to_owned(),
        Form::ClaimsPattern => COMMENTS.to_owned(),
        Form::NoFrontMatter => format!("{NAMES}{COMMENTS}"),
    };
    let text = fs::read_to_string(&settings)?;
    fs::write(&settings, format!("{text}{added}"))?;
    (0..documents).into_par_iter().try_for_each(|at| {
        let text = rewritten(&corpus::document(at, documents), form)
            .ok_or("a document of the corpus has no front-matter")?;
        Ok(fs::write(manual.join(corpus::document_path(at)), text)?)
    })
}

/// A document of the corpus in another form.
fn rewritten(document: &str, form: Form) -> Option<String> {
    let (fields, body) = document.strip_prefix("---\n")?.split_once("---\n")?;
    let (fields, claims) = fields.split_once("clauses:\n")?;
    let value_of = |name: &str| {
        let mut lines = fields.lines();
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    };
    let labelled = || {
        LABELS
            .iter()
            .filter_map(|(name, label)| Some((label, value_of(name)?)))
    };
    // A document may name a clause twice, which is one claim in front-matter.
    let mut claimed: Vec<(&str, &str)> = Vec::new();
    for claim in claims.lines().filter_map(|line| line.strip_prefix("  - ")) {
        let claim = claim.split_once(':').unwrap_or(("iso-9001-2015", claim));
        if !claimed.contains(&claim) {
            claimed.push(claim);
        }
    }
    let mut text = String::with_capacity(document.len() + 500);
    let has_comments = matches!(form, Form::ClaimsPattern | Form::NoFrontMatter);
    let kept = match form {
        Form::ClaimsTable | Form::ClaimsPattern => fields.to_owned(),
        Form::Defaults => format!("title: {}\nclauses:\n{claims}", value_of("title")?),
        Form::NoFrontMatter => String::new(),
        _ => format!("clauses:\n{claims}"),
    };
    if !kept.is_empty() {
        let _ = write!(text, "---\n{kept}---\n");
    }
    match form {
        Form::MetadataTable | Form::NoFrontMatter => {
            text.push_str("| | |\n| --- | --- |\n");
            for (label, value) in labelled() {
                let _ = writeln!(text, "| {label} | {value} |");
            }
        }
        Form::MetadataLines => {
            for (label, value) in labelled() {
                let _ = writeln!(text, "**{label}:** {value}  ");
            }
        }
        Form::MetadataPattern => {
            let values: Vec<&str> = labelled().map(|(_, value)| value).collect();
            let _ = writeln!(text, "<!-- {} -->", values.join("; "));
        }
        Form::ClaimsTable => {
            text.push_str("| Standard | Requirement |\n| --- | --- |\n");
            for (standard, clause) in &claimed {
                let _ = writeln!(text, "| {standard} | {clause} |");
            }
        }
        Form::FrontMatter | Form::Defaults | Form::ClaimsPattern => {}
    }
    text.push('\n');
    let mut comments = match has_comments {
        true => claimed.iter(),
        false => [].iter(),
    };
    for line in body.split_inclusive('\n') {
        text.push_str(line);
        if line.starts_with("## ")
            && let Some((standard, clause)) = comments.next()
        {
            let _ = write!(text, "\n<!-- [{standard}:{clause}] -->\n");
        }
    }
    Some(text)
}
