//! `clausebook init`: creates a manual that builds without errors, with a stub procedure for each
//! main clause.

use std::path::PathBuf;

use clap::Args;

use crate::cli::{Common, Failure, Outcome, as_of, printing};
use crate::diagnostics::nearest;
use crate::manual::{ClauseIx, Date, Standard, Stubs};
use crate::publish::{NewFile, write_new};
use crate::sources::CONFIG_FILE;
use crate::standards;

#[derive(Debug, Args)]
pub(in crate::cli) struct InitArguments {
    /// The folder of the new manual
    dir: PathBuf,
    /// The standard to be addressed: `clausebook standards list` lists them
    #[arg(long, value_name = "ID", required = true)]
    standard: Vec<String>,
    /// The organisation's name
    #[arg(long, default_value = "Your organisation")]
    organisation: String,
}

pub(in crate::cli) fn run(common: &Common, arguments: &InitArguments) -> Result<Outcome, Failure> {
    let chosen: Vec<Standard> = arguments
        .standard
        .iter()
        .map(|name| choose(name))
        .collect::<Result<_, _>>()?;
    if arguments.dir.join(CONFIG_FILE).exists() {
        return Err(Failure::Message(format!(
            "`{}` is a manual already: it has a {CONFIG_FILE}",
            arguments.dir.display()
        )));
    }
    let today = as_of::date(common)?;
    let files = files(arguments, &chosen, today);
    let made = write_new(&arguments.dir, &files)?;
    let dir = arguments.dir.display();
    let kept = made
        .kept
        .iter()
        .map(|path| format!("\n  kept as it was: {}", path.display()));
    let kept: String = kept.collect();
    printing::say(
        common,
        &format!(
            "{} files written to {dir}{kept}\n\nNext:\n  \
             clausebook --manual {dir} build       write the site\n  \
             clausebook --manual {dir} coverage    see what is planned\n\n\
             Then open a stub in {dir}/procedures, write what is done, let each section claim its \
             clause,\nand set its status to approved once somebody has approved it.",
            made.written
        ),
    );
    Ok(Outcome::Ok)
}

fn choose(name: &str) -> Result<Standard, Failure> {
    let mut named = standards::named(name);
    match named.len() {
        1 => Ok(named.remove(0)),
        0 => {
            let ids = standards::ids();
            let near = nearest(name, ids.iter().map(String::as_str));
            let hint = near.map_or(
                "`clausebook standards list` shows those there are".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Err(Failure::Message(format!(
                "there is no standard `{name}`; {hint}"
            )))
        }
        _ => {
            let ids: Vec<&str> = named.iter().map(|standard| standard.id.as_str()).collect();
            Err(Failure::Message(format!(
                "`{name}` may mean {}: write one of them",
                ids.join(", ")
            )))
        }
    }
}

const GITIGNORE: &str = "# The site that `clausebook build` writes\n/site/\n";

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

fn files(arguments: &InitArguments, chosen: &[Standard], today: Date) -> Vec<NewFile> {
    let mut files = vec![
        NewFile::new("manual.toml", settings(arguments, chosen)),
        NewFile::new("index.md", home(arguments, chosen)),
        NewFile::new(".gitignore", GITIGNORE.to_owned()),
    ];
    for (folder, purpose) in FOLDERS {
        files.push(NewFile::new(
            &format!("{folder}/.keep"),
            format!("{purpose}\n"),
        ));
    }
    let mut number = 0;
    for (at, standard) in chosen.iter().enumerate() {
        for main in main_clauses(standard) {
            number += 1;
            let title = standard.clause(main).title.clone();
            let title = title.unwrap_or_else(|| standard.clause(main).number.to_string());
            let path = format!("procedures/{}.md", file_name(number, &title));
            files.push(NewFile::new(
                &path,
                stub(standard, at == 0, main, number, &title, today),
            ));
        }
    }
    files
}

/// The clauses that get a stub: the top-level clauses, or, if a single clause is above all others,
/// the clauses below it. Clauses without requirements get none.
fn main_clauses(standard: &Standard) -> Vec<ClauseIx> {
    let mut main: Vec<ClauseIx> = standard
        .iter()
        .filter(|(_, clause)| clause.parent.is_none())
        .map(|(ix, _)| ix)
        .collect();
    while let [only] = main.as_slice()
        && !standard.clause(*only).children.is_empty()
    {
        main.clone_from(&standard.clause(*only).children);
    }
    main.retain(|ix| !requirements(standard, *ix).is_empty());
    main
}

/// The requirements among a clause and the clauses below it.
fn requirements(standard: &Standard, top: ClauseIx) -> Vec<ClauseIx> {
    let below = |ix: ClauseIx| standard.with_ancestors(ix).any(|above| above == top);
    let all = standard
        .iter()
        .filter(|(ix, clause)| clause.requirement && below(*ix));
    all.map(|(ix, _)| ix).collect()
}

fn settings(arguments: &InitArguments, chosen: &[Standard]) -> String {
    let ids: Vec<String> = chosen
        .iter()
        .map(|standard| format!("\"{}\"", standard.id))
        .collect();
    let quoted = toml::Value::String(arguments.organisation.clone());
    format!(
        "title = \"Quality Manual\"\n\
         organisation = {quoted}\n\
         language = \"en\"\n\
         standards = [{}]   # the first is what a bare clause number means\n\
         review_interval = \"12 months\"   # where a document names none\n\
         audit_cycle = \"36 months\"\n\
         \n\
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
        ids.join(", ")
    )
}

fn home(arguments: &InitArguments, chosen: &[Standard]) -> String {
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

/// A draft that claims its main clause as a whole. The matrix then shows the requirements below as
/// planned. If the draft is approved without a claim on each requirement, they are partial at most.
fn stub(
    standard: &Standard,
    first: bool,
    main: ClauseIx,
    number: usize,
    title: &str,
    today: Date,
) -> String {
    let prefix = if first {
        String::new()
    } else {
        format!("{}:", standard.id)
    };
    let own = &standard.clause(main).number;
    let quoted = serde_json::Value::String(title.to_owned());
    let stubs = Stubs::of("en");
    let mut text = format!(
        "---\n\
         id: QP-{number:02}\n\
         title: {quoted}\n\
         kind: procedure\n\
         revision: 0\n\
         status: draft                # draft | review | approved | obsolete\n\
         owner: Quality manager       # a role, never a person's name\n\
         # approver: Managing director   # once approved, with the day from which it holds:\n\
         # effective: {today}\n\
         clauses:\n  - \"{prefix}{own}\"\n\
         history:\n  - {{ revision: 0, date: {today}, change: \"First draft\" }}\n\
         ---\n\
         ## Purpose\n\n\
         {}procedure{}\n",
        stubs.purpose.0, stubs.purpose.1
    );
    for ix in requirements(standard, main) {
        let clause = standard.clause(ix);
        let heading = clause.title.as_deref().unwrap_or(title);
        text.push_str(&format!("\n## {heading}\n\n"));
        let number = format!("{prefix}{}", clause.number);
        text.push_str(&stubs.asked(&number, &clause.summary));
        text.push_str("\n\n");
        text.push_str(&format!(
            "{} {} `{{clause={number}}}` {}\n",
            stubs.section, stubs.claim.0, stubs.claim.1
        ));
    }
    text
}

fn file_name(number: usize, title: &str) -> String {
    let words: String = title
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let words: Vec<&str> = words
        .split('-')
        .filter(|word| !word.is_empty())
        .take(6)
        .collect();
    format!("qp-{number:02}-{}", words.join("-"))
}
