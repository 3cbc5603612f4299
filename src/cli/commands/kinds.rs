//! `clausebook kinds`: every kind of document and record, with its fields and its rules.

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::assemble::all_kinds;
use crate::cli::loading::find_manual;
use crate::cli::new_page::{Owner, Page};
use crate::cli::{Common, Failure, Outcome, as_of, next_command, printing};
use crate::diagnostics::{Source, SourcePath, nearest};
use crate::export;
use crate::manual::{Config, Date, Kind};
use crate::parse::parse_config;
use crate::pipeline;
use crate::sources::{CONFIG_FILE, DiskSources};

#[derive(Debug, Args)]
pub(in crate::cli) struct KindsArguments {
    /// Only this kind, with the meaning of its fields and an example: its name, such as `audit`
    kind: Option<String>,
    /// The format of the kinds
    #[arg(long, value_enum, default_value_t = KindsFormat::Table)]
    format: KindsFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum KindsFormat {
    Table,
    Json,
}

pub(in crate::cli) fn run(common: &Common, arguments: &KindsArguments) -> Result<Outcome, Failure> {
    let config = config(common)?;
    let kinds = all_kinds(&config);
    let only = arguments.kind.as_deref();
    let only = only.map(|name| find(&kinds, name)).transpose()?;
    let text = match (arguments.format, only) {
        (KindsFormat::Json, Some(kind)) => export::kinds_json(&[kind]),
        (KindsFormat::Json, None) => export::kinds_json(&kinds.iter().collect::<Vec<_>>()),
        (KindsFormat::Table, Some(kind)) => one(common, kind, &config, as_of::date(common)?),
        (KindsFormat::Table, None) => export::kinds_table(&kinds, &config),
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    if let (KindsFormat::Table, None) = (arguments.format, only) {
        let one = next_command::again(common, &["kinds", "audit"]);
        printing::say(
            common,
            &format!("\n{one}   # shows one of them, with an example"),
        );
    }
    Ok(Outcome::Ok)
}

/// The settings of the manual, or, if there is no manual here, those of a manual that says nothing.
fn config(common: &Common) -> Result<Config, Failure> {
    let of_text = |source: &Source| parse_config(source);
    let root = match find_manual(common) {
        Ok(root) => root,
        Err(error) if common.manual.is_some() => return Err(error),
        Err(_) => return Ok(of_text(&Source::new(SourcePath::new(CONFIG_FILE), "")).0),
    };
    let (config, mistakes) = match pipeline::config(&DiskSources::new(&root))? {
        Ok((_, config, mistakes)) => (config, mistakes),
        Err(mistake) => {
            let (config, _) = of_text(&Source::new(SourcePath::new(CONFIG_FILE), ""));
            (config, vec![mistake])
        }
    };
    if !mistakes.is_empty() {
        let check = next_command::again(common, &["check"]);
        let text = format!("{CONFIG_FILE} has mistakes, so kinds may be missing here: {check}");
        printing::say(common, &text);
    }
    Ok(config)
}

fn find<'a>(kinds: &'a [Kind], name: &str) -> Result<&'a Kind, Failure> {
    let found = kinds.iter().find(|kind| kind.is_named(name));
    found.ok_or_else(|| {
        let names = kinds.iter().map(|kind| kind.name.as_str());
        let hint = match nearest(name, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", names.collect::<Vec<_>>().join(", ")),
        };
        Failure::Message(format!("there is no kind `{name}`; {hint}"))
    })
}

/// A kind, and the file that `new` would begin.
fn one(common: &Common, kind: &Kind, config: &Config, today: Date) -> String {
    let example = Page {
        config,
        kind,
        id: &format!("{}-01", kind.prefix),
        title: "Title",
        owner: Owner::Likely("Quality manager"),
        clauses: &[],
        sections: &[],
        today,
        given: &[],
        body: None,
    };
    let lines = example.text();
    let lines = lines.lines().map(|line| match line.is_empty() {
        true => "\n".to_owned(),
        false => format!("    {line}\n"),
    });
    format!(
        "{}\nAn example, as {} begins a {}:\n\n{}",
        export::kind_table(kind, config),
        next_command::again(common, &["new", kind.name.as_str(), "Title"]),
        kind.class.word(),
        lines.collect::<String>()
    )
}
